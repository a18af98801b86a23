//! Input and output (manual, §6.8).

mod read;
mod stream;

use crate::stdout::Buffering;
use moonquakes_runtime::{
    LuaResult, NativeFunction, REGISTRY_INDEX, State, Type, os_error_text, upvalue_index,
};
use read::{Format, Item};
use std::io::SeekFrom;
use stream::{Closed, Stream};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("close", close),
    ("flush", flush),
    ("input", input),
    ("lines", lines),
    ("open", open_file),
    ("output", output),
    ("popen", popen),
    ("read", read),
    ("tmpfile", tmpfile),
    ("type", type_),
    ("write", write),
];

const METHODS: &[(&str, NativeFunction)] = &[
    ("close", file_close),
    ("flush", file_flush),
    ("lines", file_lines),
    ("read", file_read),
    ("seek", file_seek),
    ("setvbuf", file_setvbuf),
    ("write", file_write),
];

const METAMETHODS: &[(&str, NativeFunction)] = &[
    ("__gc", collect),
    ("__close", collect),
    ("__tostring", file_tostring),
];

/// Name of the metatable of files.
const FILE: &str = "FILE*";
const DEFAULT_INPUT: &str = "_IO_input";
const DEFAULT_OUTPUT: &str = "_IO_output";

/// The most formats that `lines` takes.
const MAX_LINES_ARGUMENTS: i32 = 250;

/// A file as a userdata: a stream, until it is closed.
struct Handle {
    stream: Option<Stream>,
}

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    state.new_metatable(FILE)?;
    state.set_funcs(METAMETHODS, 0)?;
    state.new_lib(METHODS)?;
    state.set_field(-2, "__index")?;
    state.pop(1);
    let standard = [
        ("stdin", Stream::stdin(), Some(DEFAULT_INPUT)),
        ("stdout", Stream::stdout(), Some(DEFAULT_OUTPUT)),
        ("stderr", Stream::stderr(), None),
    ];
    for (name, stream, default) in standard {
        push_file(state, stream)?;
        if let Some(default) = default {
            state.push_value(-1)?;
            state.set_field(REGISTRY_INDEX, default)?;
        }
        state.set_field(-2, name)?;
    }
    Ok(1)
}

fn push_file(state: &mut State, stream: Stream) -> LuaResult {
    state.new_userdata(Handle { stream: Some(stream) }, 0)?;
    state.set_metatable_named(FILE)
}

/// The open stream of the file argument.
fn check_stream(state: &mut State, arg: i32) -> LuaResult<&mut Stream> {
    if state.check_userdata::<Handle>(arg, FILE)?.stream.is_none() {
        return Err(state.error_str("attempt to use a closed file"));
    }
    stream_at(state, arg)
}

/// The stream of the file at `index`, which is open.
fn stream_at(state: &mut State, index: i32) -> LuaResult<&mut Stream> {
    let handle = state.check_userdata::<Handle>(index, FILE)?;
    Ok(handle.stream.as_mut().expect("checked to be open"))
}

/// Pushes a default file, which has to be open.
fn push_default(state: &mut State, which: &str) -> LuaResult {
    state.get_field(REGISTRY_INDEX, which)?;
    if state
        .userdata::<Handle>(-1)
        .is_none_or(|handle| handle.stream.is_none())
    {
        let name = which.trim_start_matches("_IO_");
        return Err(state.error_str(format_args!("default {name} file is closed")));
    }
    Ok(())
}

fn type_(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    match state.userdata::<Handle>(1).map(|handle| handle.stream.is_some()) {
        None => state.push_fail()?,
        Some(true) => state.push_str("file")?,
        Some(false) => state.push_str("closed file")?,
    }
    Ok(1)
}

fn file_tostring(state: &mut State) -> LuaResult<u32> {
    let open = state.check_userdata::<Handle>(1, FILE)?.stream.is_some();
    let address = state.to_pointer(1);
    if open {
        state.push_fmt(format_args!("file ({address:p})"))?;
    } else {
        state.push_str("file (closed)")?;
    }
    Ok(1)
}

fn close(state: &mut State) -> LuaResult<u32> {
    if state.is_none(1) {
        state.get_field(REGISTRY_INDEX, DEFAULT_OUTPUT)?;
    }
    file_close(state)
}

fn file_close(state: &mut State) -> LuaResult<u32> {
    if check_stream(state, 1)?.is_standard() {
        state.push_fail()?;
        state.push_str("cannot close standard file")?;
        return Ok(2);
    }
    let stream = state.check_userdata::<Handle>(1, FILE)?.stream.take();
    match stream.map(Stream::close) {
        Some(Closed::Process(result)) => state.exec_result(result),
        Some(Closed::File(result)) => state.file_result(result, None),
        None => state.file_result(Ok(()), None),
    }
}

/// `__gc` and `__close`: closes the file if it is still open.
fn collect(state: &mut State) -> LuaResult<u32> {
    let handle = state.check_userdata::<Handle>(1, FILE)?;
    if handle.stream.as_ref().is_some_and(|stream| !stream.is_standard()) {
        handle.stream.take().map(Stream::close);
    }
    Ok(0)
}

/// Whether `fopen` takes the mode: `[rwa]%+?b*`.
fn is_mode(mode: &[u8]) -> bool {
    let Some((first, rest)) = mode.split_first() else {
        return false;
    };
    let rest = rest.strip_prefix(b"+").unwrap_or(rest);
    b"rwa".contains(first) && rest.iter().all(|&c| c == b'b')
}

fn open_file(state: &mut State) -> LuaResult<u32> {
    let name = state.check_bytes(1)?.to_vec();
    let mode = state.opt_bytes(2, b"r")?.to_vec();
    state.arg_check(is_mode(&mode), 2, "invalid mode")?;
    match Stream::open(&name, &mode) {
        Ok(stream) => push_file(state, stream)?,
        Err(error) => return state.file_result(Err(error), Some(&name)),
    }
    Ok(1)
}

fn popen(state: &mut State) -> LuaResult<u32> {
    let command = state.check_bytes(1)?.to_vec();
    let mode = state.opt_bytes(2, b"r")?.to_vec();
    state.arg_check(mode == b"r" || mode == b"w", 2, "invalid mode")?;
    match Stream::popen(&command, mode == b"w") {
        Ok(stream) => push_file(state, stream)?,
        Err(error) => return state.file_result(Err(error), Some(&command)),
    }
    Ok(1)
}

fn tmpfile(state: &mut State) -> LuaResult<u32> {
    match Stream::temporary() {
        Ok(stream) => push_file(state, stream)?,
        Err(error) => return state.file_result(Err(error), None),
    }
    Ok(1)
}

/// Opens a file for a function that raises if it cannot, and pushes it.
fn open_or_raise(state: &mut State, name: &[u8], mode: &[u8]) -> LuaResult {
    match Stream::open(name, mode) {
        Ok(stream) => push_file(state, stream),
        Err(error) => {
            let mut message = b"cannot open file '".to_vec();
            message.extend_from_slice(name);
            message.extend_from_slice(format!("' ({})", os_error_text(&error)).as_bytes());
            Err(state.error_bytes(&message))
        }
    }
}

fn input(state: &mut State) -> LuaResult<u32> {
    default_file(state, DEFAULT_INPUT, b"r")
}

fn output(state: &mut State) -> LuaResult<u32> {
    default_file(state, DEFAULT_OUTPUT, b"w")
}

fn default_file(state: &mut State, which: &str, mode: &[u8]) -> LuaResult<u32> {
    if !state.is_none_or_nil(1) {
        if state.is_string(1) {
            let name = state.check_bytes(1)?.to_vec();
            open_or_raise(state, &name, mode)?;
        } else {
            check_stream(state, 1)?;
            state.push_value(1)?;
        }
        state.set_field(REGISTRY_INDEX, which)?;
    }
    state.get_field(REGISTRY_INDEX, which)?;
    Ok(1)
}

fn file_lines(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    push_line_iterator(state, false)?;
    Ok(1)
}

fn lines(state: &mut State) -> LuaResult<u32> {
    if state.is_none(1) {
        state.push_nil()?;
    }
    if state.is_nil(1) {
        state.get_field(REGISTRY_INDEX, DEFAULT_INPUT)?;
        state.replace(1);
        check_stream(state, 1)?;
        push_line_iterator(state, false)?;
        return Ok(1);
    }
    let name = state.check_bytes(1)?.to_vec();
    open_or_raise(state, &name, b"r")?;
    state.replace(1);
    push_line_iterator(state, true)?;
    state.push_nil()?;
    state.push_nil()?;
    state.push_value(1)?;
    Ok(4)
}

/// Pushes a closure over the file at index 1, the number of formats, whether to close at the end, and the formats
/// above index 1.
fn push_line_iterator(state: &mut State, close: bool) -> LuaResult {
    let n = state.get_top() - 1;
    state.arg_check(
        n <= MAX_LINES_ARGUMENTS,
        MAX_LINES_ARGUMENTS + 2,
        "too many arguments",
    )?;
    state.push_value(1)?;
    state.push_integer(n as i64)?;
    state.push_boolean(close)?;
    state.rotate(2, 3);
    state.push_closure(next_line, 3 + n)
}

fn next_line(state: &mut State) -> LuaResult<u32> {
    let file = upvalue_index(1);
    let n = state.to_integer(upvalue_index(2)).unwrap_or(0) as i32;
    if state
        .userdata::<Handle>(file)
        .is_none_or(|handle| handle.stream.is_none())
    {
        return Err(state.error_str("file is already closed"));
    }
    state.set_top(1)?;
    state.ensure_stack(n, "too many arguments")?;
    for i in 1..=n {
        state.push_value(upvalue_index(3 + i))?;
    }
    let last = state.get_top();
    let count = read_formats(state, file, 2, last)?;
    if state.to_boolean(-(count as i32)) {
        return Ok(count);
    }
    if count > 1 {
        let message = state.to_bytes(-(count as i32) + 1)?.unwrap_or(b"?").to_vec();
        return Err(state.error_bytes(&message));
    }
    if state.to_boolean(upvalue_index(3)) {
        state.set_top(0)?;
        state.push_value(file)?;
        file_close(state)?;
    }
    Ok(0)
}

fn read(state: &mut State) -> LuaResult<u32> {
    let last = state.get_top();
    push_default(state, DEFAULT_INPUT)?;
    read_formats(state, last + 1, 1, last)
}

fn file_read(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let last = state.get_top();
    read_formats(state, 1, 2, last)
}

/// Reads from `file` by the formats from index `first` to `last`; pushes the results and returns their number.
fn read_formats(state: &mut State, file: i32, first: i32, last: i32) -> LuaResult<u32> {
    let count = last - first + 1;
    if count <= 0 {
        let ok = read_one(state, file, Format::Line { keep_newline: false })?;
        return match ok {
            Read::Failed(error) => state.file_result(Err(error), None),
            _ => Ok(1),
        };
    }
    state.ensure_stack(count + 20, "too many arguments")?;
    for n in 0..count {
        let arg = first + n;
        let format = if state.type_at(arg) == Type::Number {
            Some(Format::Bytes(state.check_integer(arg)? as usize))
        } else {
            Format::parse(state.check_bytes(arg)?)
        };
        let Some(format) = format else {
            return Err(state.arg_error(arg, "invalid format"));
        };
        match read_one(state, file, format)? {
            Read::Something => {}
            Read::Nothing => return Ok(n as u32 + 1),
            Read::Failed(error) => return state.file_result(Err(error), None),
        }
    }
    Ok(count as u32)
}

enum Read {
    Something,
    Nothing,
    Failed(std::io::Error),
}

/// Reads one item and pushes it, or nil where there is none.
fn read_one(state: &mut State, file: i32, format: Format) -> LuaResult<Read> {
    match read::read(stream_at(state, file)?, format) {
        Err(error) => return Ok(Read::Failed(error)),
        Ok(Item::Bytes(bytes)) => state.push_bytes(&bytes)?,
        Ok(Item::Numeral(text)) if state.string_to_number(&text)? => {}
        Ok(_) => {
            state.push_fail()?;
            return Ok(Read::Nothing);
        }
    }
    Ok(Read::Something)
}

fn write(state: &mut State) -> LuaResult<u32> {
    let last = state.get_top();
    push_default(state, DEFAULT_OUTPUT)?;
    write_arguments(state, last + 1, 1, last)
}

fn file_write(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let last = state.get_top();
    write_arguments(state, 1, 2, last)
}

/// Writes the arguments from index `first` to `last` to `file`, and pushes it.
fn write_arguments(state: &mut State, file: i32, first: i32, last: i32) -> LuaResult<u32> {
    let mut failure = None;
    for arg in first..=last {
        let result = match state.type_at(arg) {
            Type::Number => {
                let text = number_text(state, arg);
                stream_at(state, file)?.write(text.as_bytes())
            }
            _ => {
                state.check_bytes(arg)?;
                state.with_bytes([arg], |state, [bytes]| Ok(stream_at(state, file)?.write(bytes)))?
            }
        };
        failure = failure.or(result.err());
    }
    match failure {
        Some(error) => state.file_result(Err(error), None),
        None => {
            state.push_value(file)?;
            Ok(1)
        }
    }
}

/// A number as C prints it: floats by `%.14g`, with no `.0` added.
fn number_text(state: &State, index: i32) -> String {
    if state.is_integer(index) {
        return state.to_integer(index).unwrap_or(0).to_string();
    }
    crate::string::format_general(state.to_number(index).unwrap_or(0.0))
}

fn file_seek(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let whence = state.check_option(2, Some("cur"), &["set", "cur", "end"])?;
    let offset = state.opt_integer(3, 0)?;
    let to = match whence {
        0 => match u64::try_from(offset) {
            Ok(offset) => Ok(SeekFrom::Start(offset)),
            Err(_) => Err(std::io::Error::from_raw_os_error(INVALID_ARGUMENT)),
        },
        1 => Ok(SeekFrom::Current(offset)),
        _ => Ok(SeekFrom::End(offset)),
    };
    let result = match to {
        Ok(to) => check_stream(state, 1)?.seek(to),
        Err(error) => Err(error),
    };
    match result {
        Ok(position) => {
            state.push_integer(position as i64)?;
            Ok(1)
        }
        Err(error) => state.file_result(Err(error), None),
    }
}

const INVALID_ARGUMENT: i32 = 22;

fn file_setvbuf(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let mode = state.check_option(2, None, &["no", "full", "line"])?;
    state.opt_integer(3, 0)?;
    let buffering = [Buffering::None, Buffering::Full, Buffering::Line][mode];
    let result = check_stream(state, 1)?.set_buffering(buffering);
    state.file_result(result, None)
}

fn flush(state: &mut State) -> LuaResult<u32> {
    push_default(state, DEFAULT_OUTPUT)?;
    let result = stream_at(state, -1)?.flush();
    state.file_result(result, None)
}

fn file_flush(state: &mut State) -> LuaResult<u32> {
    let result = check_stream(state, 1)?.flush();
    state.file_result(result, None)
}
