//! Raising errors. Each function leaves the error value on the stack and gives what has to be returned:
//! `return Err(state.error_str("no more"))`.

use super::State;
use crate::debug;
use crate::throw::{LuaResult, Status, Throw};
use crate::value::{Type, Value, tag};
use core::fmt::Display;
use core::ptr;

impl State {
    /// Raises the value on top. `[-1, +0, v]`
    pub fn error(&mut self) -> Throw {
        if self.get_top() == 0
            && let Err(throw) = self.push_nil()
        {
            return throw;
        }
        let l = self.thread();
        let error = self.value(-1);
        // SAFETY: facts 1 and 2.
        unsafe {
            if error.tag == tag::SHORT_STRING && ptr::eq(error.as_string(), (*(*l).global).memory_error) {
                return Throw::new(Status::MemoryError);
            }
            debug::error_message(l)
        }
    }

    /// Raises "not enough memory", which no message handler sees. `[-0, +0, v]`
    #[cold]
    pub fn error_memory(&mut self) -> Throw {
        // SAFETY: fact 1; the message lives as long as the state.
        let message = unsafe { Value::string((*(*self.thread()).global).memory_error) };
        match self.push_raw(message) {
            Ok(()) => Throw::new(Status::MemoryError),
            Err(throw) => throw,
        }
    }

    /// Raises a message, with the position of the caller before it. `[-0, +0, v]`
    #[cold]
    pub fn error_str(&mut self, message: impl Display) -> Throw {
        self.error_bytes(message.to_string().as_bytes())
    }

    /// Raises a message, with the position of the caller before it. `[-0, +0, v]`
    #[cold]
    pub fn error_bytes(&mut self, message: &[u8]) -> Throw {
        match self.push_message(message) {
            Ok(()) => self.error(),
            Err(throw) => throw,
        }
    }

    fn push_message(&mut self, message: &[u8]) -> LuaResult {
        self.where_(1)?;
        self.push_bytes(message)?;
        self.concat(2)
    }

    /// Pushes the position of the function at `level` of the call stack, `chunk:line: `, or the empty string if
    /// there is none to tell. Level 0 is the running function, 1 its caller. `[-0, +1, m]`
    pub fn where_(&mut self, level: i32) -> LuaResult {
        let l = self.thread();
        // SAFETY: fact 1.
        let position = unsafe { debug::position(l, level) };
        self.push_bytes(&position)
    }

    /// Raises an error about an argument of the running function. `[-0, +0, v]`
    #[cold]
    pub fn arg_error(&mut self, argument: i32, message: impl Display) -> Throw {
        self.arg_error_bytes(argument, message.to_string().as_bytes())
    }

    /// Raises an error about an argument of the running function. `[-0, +0, v]`
    #[cold]
    pub fn arg_error_bytes(&mut self, argument: i32, message: &[u8]) -> Throw {
        let l = self.thread();
        // SAFETY: fact 1.
        let text = unsafe { debug::argument_error(l, argument, message) };
        self.error_bytes(&text)
    }

    /// Raises an error about the type of an argument of the running function. `[-0, +0, v]`
    #[cold]
    pub fn type_error(&mut self, argument: i32, expected: &str) -> Throw {
        let actual = match self.type_name_of(argument) {
            Ok(actual) => actual,
            Err(throw) => return throw,
        };
        let message = [expected.as_bytes(), b" expected, got ", &actual].concat();
        self.arg_error_bytes(argument, &message)
    }

    /// What messages call the type of the value at `index`.
    pub(crate) fn type_name_of(&mut self, index: i32) -> LuaResult<Vec<u8>> {
        let name = match self.get_metafield(index, "__name")? {
            Type::Nil => None,
            _ => {
                let name = self.bytes_at(-1).map(<[u8]>::to_vec);
                self.pop(1);
                name
            }
        };
        Ok(match name {
            Some(name) => name,
            None if self.value(index).tag == tag::LIGHT_USERDATA => b"light userdata".to_vec(),
            None => self.type_name_at(index).as_bytes().to_vec(),
        })
    }
}
