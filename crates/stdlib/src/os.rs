//! Operating system facilities (manual, §6.9).

use crate::io::flush_all;
use crate::{c_string, stdout};
use moonquakes_runtime::platform::{self, CalendarTime, LocaleCategory};
use moonquakes_runtime::{LuaResult, NativeFunction, State, Type};
use std::ffi::OsString;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs, io, process};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("clock", clock),
    ("date", date),
    ("difftime", difftime),
    ("execute", execute),
    ("exit", exit),
    ("getenv", getenv),
    ("remove", remove),
    ("rename", rename),
    ("setlocale", setlocale),
    ("time", time),
    ("tmpname", tmpname),
];

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    Ok(1)
}

/// A file name as the system has it.
pub(crate) fn path_from_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(os_string(bytes))
}

pub(crate) fn os_string(bytes: &[u8]) -> OsString {
    let bytes = c_string(bytes);
    #[cfg(unix)]
    return std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec());
    #[cfg(not(unix))]
    return String::from_utf8_lossy(bytes).into_owned().into();
}

/// A shell that runs `command`.
pub(crate) fn shell(command: &[u8]) -> Command {
    let (shell, flag) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("/bin/sh", "-c")
    };
    let mut process = Command::new(shell);
    process.arg(flag).arg(os_string(command));
    process
}

fn clock(state: &mut State) -> LuaResult<u32> {
    state.push_number(platform::processor_time())?;
    Ok(1)
}

fn execute(state: &mut State) -> LuaResult<u32> {
    if state.is_none_or_nil(1) {
        let found = shell(b"exit 0").status().is_ok();
        state.push_boolean(found)?;
        return Ok(1);
    }
    let mut process = shell(state.check_bytes(1)?);
    // Ctrl-C is for the command.
    let result = platform::without_interrupts(|| process.status());
    state.exec_result(result)
}

fn remove(state: &mut State) -> LuaResult<u32> {
    let name = c_string(state.check_bytes(1)?).to_vec();
    let path = path_from_bytes(&name);
    let is_directory = fs::symlink_metadata(&path).is_ok_and(|m| m.is_dir());
    let result = if is_directory {
        fs::remove_dir(&path)
    } else {
        fs::remove_file(&path)
    };
    state.file_result(result, Some(&name))
}

fn rename(state: &mut State) -> LuaResult<u32> {
    let from = path_from_bytes(state.check_bytes(1)?);
    let to = path_from_bytes(state.check_bytes(2)?);
    state.file_result(fs::rename(from, to), None)
}

/// A new, empty file in the system's folder for temporary files, readable by its owner alone.
pub(crate) fn temporary_file() -> io::Result<(PathBuf, fs::File)> {
    const ATTEMPTS: u32 = 100;
    let folder = if cfg!(unix) {
        PathBuf::from("/tmp")
    } else {
        env::temp_dir()
    };
    let mut options = fs::File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut error = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..ATTEMPTS {
        let path = folder.join(format!("lua_{}", random_name()));
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(failed) => error = failed,
        }
    }
    Err(error)
}

/// Six random letters and digits.
fn random_name() -> String {
    const CHARACTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    // Each has random keys.
    let mut random = RandomState::new().hash_one(process::id());
    let mut name = String::new();
    for _ in 0..6 {
        let base = CHARACTERS.len() as u64;
        name.push(char::from(CHARACTERS[(random % base) as usize]));
        random /= base;
    }
    name
}

fn tmpname(state: &mut State) -> LuaResult<u32> {
    match temporary_file() {
        Ok((path, _)) => state.push_bytes(path.as_os_str().as_encoded_bytes())?,
        Err(_) => return Err(state.error_str("unable to generate a unique filename")),
    }
    Ok(1)
}

fn getenv(state: &mut State) -> LuaResult<u32> {
    let name = os_string(state.check_bytes(1)?);
    // Names that the environment cannot have are not looked up.
    let valid = !name.is_empty() && !name.as_encoded_bytes().contains(&b'=');
    match if valid { env::var_os(name) } else { None } {
        Some(value) => state.push_bytes(value.as_encoded_bytes())?,
        None => state.push_fail()?,
    }
    Ok(1)
}

fn setlocale(state: &mut State) -> LuaResult<u32> {
    const CATEGORIES: [(&str, LocaleCategory); 6] = [
        ("all", LocaleCategory::All),
        ("collate", LocaleCategory::Collate),
        ("ctype", LocaleCategory::Ctype),
        ("monetary", LocaleCategory::Monetary),
        ("numeric", LocaleCategory::Numeric),
        ("time", LocaleCategory::Time),
    ];
    let name = if state.is_none_or_nil(1) {
        None
    } else {
        Some(state.check_bytes(1)?.to_vec())
    };
    let category = state.check_option(2, Some("all"), &CATEGORIES.map(|(name, _)| name))?;
    match platform::set_locale(name.as_deref(), CATEGORIES[category].1) {
        Some(locale) => state.push_bytes(&locale)?,
        None => state.push_fail()?,
    }
    Ok(1)
}

fn exit(state: &mut State) -> LuaResult<u32> {
    let code = if state.is_boolean(1) {
        if state.to_boolean(1) { 0 } else { 1 }
    } else {
        state.opt_integer(1, 0)? as i32
    };
    if state.to_boolean(2) {
        state.close_for_exit();
    }
    flush_all(state)?;
    // As with C's exit, what cannot be written any more is lost.
    let _ = stdout::lock().flush();
    process::exit(code)
}

/// Seconds since the epoch.
fn now() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_secs() as i64,
        Err(before) => -(before.duration().as_secs() as i64),
    }
}

fn time(state: &mut State) -> LuaResult<u32> {
    let seconds = if state.is_none_or_nil(1) {
        Some(now())
    } else {
        state.check_type(1, Type::Table)?;
        state.set_top(1)?;
        let mut calendar = CalendarTime {
            year: field(state, "year", None, 1900)?,
            month: field(state, "month", None, 1)?,
            day: field(state, "day", None, 0)?,
            hour: field(state, "hour", Some(12), 0)?,
            minute: field(state, "min", Some(0), 0)?,
            second: field(state, "sec", Some(0), 0)?,
            daylight_saving: daylight_saving_field(state)?,
            ..CalendarTime::default()
        };
        let seconds = platform::make_time(&mut calendar);
        set_fields(state, &calendar)?;
        seconds
    };
    match seconds {
        Some(seconds) => state.push_integer(seconds)?,
        None => return Err(state.error_str("time result cannot be represented in this installation")),
    }
    Ok(1)
}

/// A field of the table on top of the stack, less `offset`; with no default it has to be there.
fn field(state: &mut State, name: &str, default: Option<i32>, offset: i32) -> LuaResult<i32> {
    let kind = state.get_field(-1, name)?;
    let value = state.to_integer(-1);
    state.pop(1);
    let Some(value) = value else {
        if kind != Type::Nil {
            return Err(state.error_str(format_args!("field '{name}' is not an integer")));
        }
        return match default {
            Some(default) => Ok(default),
            None => Err(state.error_str(format_args!("field '{name}' missing in date table"))),
        };
    };
    match value
        .checked_sub(offset as i64)
        .and_then(|value| i32::try_from(value).ok())
    {
        Some(value) => Ok(value),
        None => Err(state.error_str(format_args!("field '{name}' is out-of-bound"))),
    }
}

fn daylight_saving_field(state: &mut State) -> LuaResult<i32> {
    let value = match state.get_field(-1, "isdst")? {
        Type::Nil => -1,
        _ => i32::from(state.to_boolean(-1)),
    };
    state.pop(1);
    Ok(value)
}

/// Sets the fields of the table on top of the stack.
fn set_fields(state: &mut State, calendar: &CalendarTime) -> LuaResult {
    let fields = [
        ("year", calendar.year as i64 + 1900),
        ("month", calendar.month as i64 + 1),
        ("day", calendar.day as i64),
        ("hour", calendar.hour as i64),
        ("min", calendar.minute as i64),
        ("sec", calendar.second as i64),
        ("yday", calendar.year_day as i64 + 1),
        ("wday", calendar.week_day as i64 + 1),
    ];
    for (name, value) in fields {
        state.push_integer(value)?;
        state.set_field(-2, name)?;
    }
    if calendar.daylight_saving >= 0 {
        state.push_boolean(calendar.daylight_saving != 0)?;
        state.set_field(-2, "isdst")?;
    }
    Ok(())
}

fn date(state: &mut State) -> LuaResult<u32> {
    let format = state.opt_bytes(1, b"%c")?.to_vec();
    let seconds = if state.is_none_or_nil(2) {
        now()
    } else {
        state.check_integer(2)?
    };
    let (utc, format) = match format.strip_prefix(b"!") {
        Some(rest) => (true, rest),
        None => (false, &format[..]),
    };
    let calendar = if utc {
        platform::utc_time(seconds)
    } else {
        platform::local_time(seconds)
    };
    let Some(calendar) = calendar else {
        return Err(state.error_str("date result cannot be represented in this installation"));
    };
    // A C string ends at a NUL.
    if format == b"*t" || format.starts_with(b"*t\0") {
        state.create_table(0, 9)?;
        set_fields(state, &calendar)?;
        return Ok(1);
    }
    let mut out = Vec::new();
    let mut rest = format;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let length = conversion_length(rest);
        if length == 0 {
            let shown = rest.split(|&c| c == 0).next().unwrap_or(rest);
            let message = [b"invalid conversion specifier '%", shown, b"'"].concat();
            return Err(state.arg_error_bytes(1, &message));
        }
        let mut conversion = b"%".to_vec();
        conversion.extend_from_slice(&rest[..length]);
        out.extend(platform::format_time(&conversion, &calendar, utc));
        rest = &rest[length..];
    }
    state.push_bytes(&out)?;
    Ok(1)
}

/// Length of the conversion of C99's `strftime` at the start of `text`; 0 if there is none.
fn conversion_length(text: &[u8]) -> usize {
    match text {
        [c, ..] if b"aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%".contains(c) => 1,
        [b'E', c, ..] if b"cCxXyY".contains(c) => 2,
        [b'O', c, ..] if b"deHImMSuUVwWy".contains(c) => 2,
        _ => 0,
    }
}

fn difftime(state: &mut State) -> LuaResult<u32> {
    let (later, earlier) = (state.check_integer(1)?, state.check_integer(2)?);
    state.push_number((i128::from(later) - i128::from(earlier)) as f64)?;
    Ok(1)
}
