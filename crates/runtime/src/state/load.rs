//! Loading chunks, from memory and from files, and dumping functions.

use super::results::{os_error_text, os_path};
use super::{LoadMode, MULT_RET, State};
use crate::calls;
use crate::closure::LuaClosure;
use crate::heap;
use crate::throw::Status;
use crate::value::{Value, tag};
use std::fs;
use std::io::{self, Read};

/// What a UTF-8 file may begin with.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// First byte of a binary chunk.
const SIGNATURE: u8 = 0x1B;

impl State {
    /// Loads a chunk, source text or binary, and pushes it as a function, or an error message. The first upvalue
    /// is set to the table of globals. `name` is the chunk's name: `@file`, `=name`, or the source itself.
    /// `[-0, +1]`
    pub fn load(&mut self, chunk: &[u8], name: &[u8], mode: LoadMode) -> Status {
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

    /// Loads a file, or standard input, like [`load`](Self::load). A byte order mark and a first line that begins
    /// with `#` are skipped. `[-0, +1]`
    pub fn load_file(&mut self, path: Option<&[u8]>, mode: LoadMode) -> Status {
        let mut name = match path {
            Some(_) => b"@".to_vec(),
            None => b"=".to_vec(),
        };
        let path_text = path.unwrap_or(b"stdin");
        name.extend_from_slice(path_text);
        let mut bytes = Vec::new();
        let failure = match path {
            Some(path) => match fs::File::open(os_path(path)) {
                Ok(mut file) => file.read_to_end(&mut bytes).err().map(|error| ("read", error)),
                Err(error) => Some(("open", error)),
            },
            None => io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .err()
                .map(|error| ("read", error)),
        };
        if let Some((what, error)) = failure {
            let mut message = format!("cannot {what} ").into_bytes();
            message.extend_from_slice(path_text);
            message.extend_from_slice(b": ");
            message.extend_from_slice(os_error_text(&error).as_bytes());
            return match self.push_bytes(&message) {
                Ok(()) => Status::RuntimeError,
                Err(throw) => throw.status(),
            };
        }
        self.load(skip_comment(&bytes), &name, mode)
    }

    /// Loads source text like [`load`](Self::load); the text is its own name. `[-0, +1]`
    pub fn load_string(&mut self, source: &str) -> Status {
        self.load(source.as_bytes(), source.as_bytes(), LoadMode::Both)
    }

    /// Loads and runs source text. `[-0, +?]`
    pub fn do_string(&mut self, source: &str) -> Status {
        match self.load_string(source) {
            Status::Ok => self.pcall(0, MULT_RET, 0),
            status => status,
        }
    }

    /// Loads and runs a file, or standard input. `[-0, +?]`
    pub fn do_file(&mut self, path: Option<&[u8]>) -> Status {
        match self.load_file(path, LoadMode::Both) {
            Status::Ok => self.pcall(0, MULT_RET, 0),
            status => status,
        }
    }

    /// The Lua function on top as a binary chunk, without debug information if `strip`; `None` for anything
    /// else. `[-0, +0]`
    pub fn dump(&self, strip: bool) -> Option<Vec<u8>> {
        let function = self.value(-1);
        if function.tag != tag::LUA_CLOSURE {
            return None;
        }
        // SAFETY: fact 2.
        unsafe { calls::dump(&raw const function, strip) }
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
