//! Loading chunks, from memory and from files, and dumping functions.

use super::results::{os_error_text, os_path};
use super::{LoadMode, MULT_RET, State};
use crate::calls;
use crate::closure::LuaClosure;
use crate::heap;
use crate::throw::{LuaResult, Status};
use crate::value::{Value, tag};
use std::fs;
use std::io::{self, Read, Write};

/// What a UTF-8 file may begin with.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// First byte of a binary chunk.
const SIGNATURE: u8 = 0x1B;

impl State {
    /// Loads a chunk, source text or binary, and pushes it as a function, or an error message. The first upvalue
    /// is set to the table of globals. `name` is the chunk's name: `@file`, `=name`, or the source itself.
    /// `[-0, +1, -]`
    pub fn load(&mut self, chunk: &[u8], name: &[u8], mode: LoadMode<'_>) -> Status {
        let l = self.thread();
        // SAFETY: fact 1; on success there is a Lua function on top.
        unsafe {
            let status = calls::load(l, chunk, name, mode);
            if status == Status::Ok {
                let function = self.peek(1).as_lua_closure();
                if (*function).upvalue_count >= 1 {
                    let globals = self.globals();
                    let upvalue = *LuaClosure::upvalue(function, 0);
                    Value::set((*upvalue).v, globals);
                    heap::barrier_value(l, upvalue.cast(), globals);
                }
            }
            status
        }
    }

    /// Reads a chunk to its end and loads it like [`load`](Self::load). If reading fails, the error is about that.
    /// `[-0, +1, -]`
    pub fn load_reader(&mut self, reader: &mut dyn Read, name: &[u8], mode: LoadMode<'_>) -> Status {
        match self.push_contents(reader) {
            Ok(Ok(())) => self.load_top(|chunk| chunk, name, mode),
            Ok(Err(error)) => self.failed_load(os_error_text(&error).as_bytes()),
            Err(throw) => throw.status(),
        }
    }

    /// Loads the string that `read` pushes like [`load`](Self::load). An error in `read` is the load's.
    /// `[-0, +1, -]`
    pub fn load_with(
        &mut self,
        read: impl FnOnce(&mut State) -> LuaResult,
        name: &[u8],
        mode: LoadMode<'_>,
    ) -> Status {
        // SAFETY: fact 1.
        match unsafe { calls::loading(self.thread(), |l| read(State::from_thread(l))) } {
            Status::Ok => self.load_top(|chunk| chunk, name, mode),
            failed => failed,
        }
    }

    /// Loads a file, or standard input, like [`load`](Self::load). A byte order mark and a first line that begins
    /// with `#` are skipped. `[-0, +1, -]`
    pub fn load_file(&mut self, path: Option<&[u8]>, mode: LoadMode<'_>) -> Status {
        let (read, name) = match path {
            Some(path) => match fs::File::open(os_path(path)) {
                Ok(mut file) => (self.push_contents(&mut file), [b"@", path].concat()),
                Err(error) => return self.unreadable("open", path, &error),
            },
            None => (self.push_contents(&mut io::stdin().lock()), b"=stdin".to_vec()),
        };
        match read {
            Ok(Ok(())) => self.load_top(skip_comment, &name, mode),
            Ok(Err(error)) => self.unreadable("read", path.unwrap_or(b"stdin"), &error),
            Err(throw) => throw.status(),
        }
    }

    /// Pushes all that a reader gives as a string, unless reading fails.
    fn push_contents(&mut self, reader: &mut dyn Read) -> LuaResult<io::Result<()>> {
        const PIECE: usize = 8 * 1024;
        let mut buffer = self.buffer();
        let result = loop {
            let mut read = Ok(0);
            let start = buffer.len();
            buffer.add_with(PIECE, |piece| read = reader.read(piece))?;
            buffer.truncate(start + *read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) => break Ok(()),
                Err(error) if error.kind() != io::ErrorKind::Interrupted => break Err(error),
                _ => {}
            }
        };
        if result.is_ok() {
            buffer.push_result()?;
        }
        Ok(result)
    }

    /// Loads the string on top, or the part of it that `chunk` takes, which the function or message replaces.
    fn load_top(&mut self, chunk: fn(&[u8]) -> &[u8], name: &[u8], mode: LoadMode<'_>) -> Status {
        let loaded = self.with_bytes([-1], |state, [bytes]| Ok(state.load(chunk(bytes), name, mode)));
        match loaded {
            Ok(status) => {
                self.remove(-2);
                status
            }
            Err(throw) => throw.status(),
        }
    }

    /// Pushes what was wrong with a file.
    fn unreadable(&mut self, what: &str, path: &[u8], error: &io::Error) -> Status {
        let reason = os_error_text(error);
        self.failed_load(&[b"cannot ", what.as_bytes(), b" ", path, b": ", reason.as_bytes()].concat())
    }

    fn failed_load(&mut self, message: &[u8]) -> Status {
        match self.push_bytes(message) {
            Ok(()) => Status::FileError,
            Err(throw) => throw.status(),
        }
    }

    /// Loads source text like [`load`](Self::load); the text is its own name. `[-0, +1, -]`
    pub fn load_string(&mut self, source: &str) -> Status {
        self.load(source.as_bytes(), source.as_bytes(), LoadMode::BOTH)
    }

    /// Loads a chunk in memory like [`load`](Self::load), of either kind. `[-0, +1, -]`
    pub fn load_buffer(&mut self, chunk: &[u8], name: &str) -> Status {
        self.load(chunk, name.as_bytes(), LoadMode::BOTH)
    }

    /// Loads and runs source text. `[-0, +?, -]`
    pub fn do_string(&mut self, source: &str) -> Status {
        match self.load_string(source) {
            Status::Ok => self.pcall(0, MULT_RET, 0),
            status => status,
        }
    }

    /// Loads and runs a file, or standard input. `[-0, +?, -]`
    pub fn do_file(&mut self, path: Option<&[u8]>) -> Status {
        match self.load_file(path, LoadMode::BOTH) {
            Status::Ok => self.pcall(0, MULT_RET, 0),
            status => status,
        }
    }

    /// The Lua function on top as a binary chunk, without debug information if `strip`; `None` for anything
    /// else. `[-0, +0, -]`
    pub fn dump(&self, strip: bool) -> Option<Vec<u8>> {
        let function = self.value(-1);
        if function.tag != tag::LUA_CLOSURE {
            return None;
        }
        // SAFETY: fact 2.
        unsafe { calls::dump(&raw const function, strip) }
    }

    /// Writes the Lua function on top as a binary chunk, like [`dump`](Self::dump); `false` for anything else.
    /// `[-0, +0, -]`
    pub fn dump_to(&self, writer: &mut dyn Write, strip: bool) -> io::Result<bool> {
        match self.dump(strip) {
            Some(chunk) => writer.write_all(&chunk).map(|()| true),
            None => Ok(false),
        }
    }
}

/// The chunk in a file's bytes. A skipped first line leaves its line break in source text, for the line numbers.
fn skip_comment(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if bytes.first() != Some(&b'#') {
        return bytes;
    }
    match bytes.iter().position(|&b| b == b'\n') {
        Some(end) if bytes.get(end + 1) == Some(&SIGNATURE) => &bytes[end + 1..],
        Some(end) => &bytes[end..],
        None => b"\n",
    }
}
