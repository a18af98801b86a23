//! Results of library functions that ask the operating system.

use super::State;
use crate::throw::LuaResult;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

impl State {
    /// Pushes the results of a file operation: `true`, or nil, a message and the error's number; gives their
    /// count, to be returned. `[-0, +(1|3), m]`
    pub fn file_result(&mut self, result: io::Result<()>, filename: Option<&[u8]>) -> LuaResult<u32> {
        let Err(error) = result else {
            self.push_boolean(true)?;
            return Ok(1);
        };
        let mut message = Vec::new();
        if let Some(filename) = filename {
            message.extend_from_slice(filename);
            message.extend_from_slice(b": ");
        }
        message.extend_from_slice(os_error_text(&error).as_bytes());
        self.push_fail()?;
        self.push_bytes(&message)?;
        self.push_integer(i64::from(error.raw_os_error().unwrap_or(0)))?;
        Ok(3)
    }

    /// Pushes the results of running a command: `true` or nil, `exit` or `signal`, and its number; gives their
    /// count, to be returned. `[-0, +3, m]`
    pub fn exec_result(&mut self, result: io::Result<ExitStatus>) -> LuaResult<u32> {
        let status = match result {
            Ok(status) => status,
            Err(error) => return self.file_result(Err(error), None),
        };
        let (how, number) = match (status.code(), signal(status)) {
            (Some(code), _) => ("exit", code),
            (None, Some(number)) => ("signal", number),
            (None, None) => ("exit", 1),
        };
        if how == "exit" && number == 0 {
            self.push_boolean(true)?;
        } else {
            self.push_fail()?;
        }
        self.push_str(how)?;
        self.push_integer(i64::from(number))?;
        Ok(3)
    }
}

/// The text of an operating system error, as `strerror` has it.
pub fn os_error_text(error: &io::Error) -> String {
    let text = error.to_string();
    match error.raw_os_error() {
        Some(number) => match text.strip_suffix(&format!(" (os error {number})")) {
            Some(text) => text.to_owned(),
            None => text,
        },
        None => text,
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// A path from the bytes of a Lua string.
#[cfg(unix)]
pub(super) fn os_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(
        bytes,
    ))
}

/// A path from the bytes of a Lua string.
#[cfg(not(unix))]
pub(super) fn os_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
