//! The methods of files.

use super::device::Closed;
use super::handle::{FILE, Handle, check_stream};
use super::lines::push_line_iterator;
use super::read::read_formats;
use super::stream::Stream;
use super::write::write_arguments;
use crate::stdout::Buffering;
use moonquakes_runtime::{LuaResult, NativeFunction, State};
use std::io::{self, SeekFrom};

pub(super) const METHODS: &[(&str, NativeFunction)] = &[
    ("close", close),
    ("flush", flush),
    ("lines", lines),
    ("read", read),
    ("seek", seek),
    ("setvbuf", setvbuf),
    ("write", write),
];

pub(super) const METAMETHODS: &[(&str, NativeFunction)] =
    &[("__gc", collect), ("__close", collect), ("__tostring", tostring)];

pub(super) fn close(state: &mut State) -> LuaResult<u32> {
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

fn tostring(state: &mut State) -> LuaResult<u32> {
    if state.check_userdata::<Handle>(1, FILE)?.stream.is_some() {
        let address = state.to_pointer(1);
        state.push_fmt(format_args!("file ({address:p})"))?;
    } else {
        state.push_str("file (closed)")?;
    }
    Ok(1)
}

fn lines(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    push_line_iterator(state, false)?;
    Ok(1)
}

fn read(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let last = state.get_top();
    read_formats(state, 1, 2, last)
}

fn write(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let last = state.get_top();
    write_arguments(state, 1, 2, last)
}

fn seek(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let whence = state.check_option(2, Some("cur"), &["set", "cur", "end"])?;
    let offset = state.opt_integer(3, 0)?;
    let to = match whence {
        0 => u64::try_from(offset).map(SeekFrom::Start),
        1 => Ok(SeekFrom::Current(offset)),
        _ => Ok(SeekFrom::End(offset)),
    };
    let result = match to {
        Ok(to) => check_stream(state, 1)?.seek(to),
        Err(_) => Err(invalid_argument()),
    };
    match result {
        Ok(position) => {
            state.push_integer(position as i64)?;
            Ok(1)
        }
        Err(error) => state.file_result(Err(error), None),
    }
}

/// The system's error for a position before the start of the file.
fn invalid_argument() -> io::Error {
    const INVALID_ARGUMENT: i32 = 22;
    io::Error::from_raw_os_error(INVALID_ARGUMENT)
}

fn setvbuf(state: &mut State) -> LuaResult<u32> {
    check_stream(state, 1)?;
    let mode = state.check_option(2, None, &["no", "full", "line"])?;
    // The size is a hint.
    state.opt_integer(3, 0)?;
    let buffering = [Buffering::None, Buffering::Full, Buffering::Line][mode];
    let result = check_stream(state, 1)?.set_buffering(buffering);
    state.file_result(result, None)
}

fn flush(state: &mut State) -> LuaResult<u32> {
    let result = check_stream(state, 1)?.flush();
    state.file_result(result, None)
}
