//! Arguments of native functions.

use super::State;
use crate::throw::{LuaResult, Throw};
use crate::value::Type;

impl State {
    /// Raises an error unless there is an argument, of any type. `[-0, +0, v]`
    #[inline]
    pub fn check_any(&mut self, argument: i32) -> LuaResult {
        if self.is_none(argument) {
            Err(self.arg_error(argument, "value expected"))
        } else {
            Ok(())
        }
    }

    /// Raises an error unless the argument has the type. `[-0, +0, v]`
    #[inline]
    pub fn check_type(&mut self, argument: i32, expected: Type) -> LuaResult {
        if self.type_at(argument) == expected {
            Ok(())
        } else {
            Err(self.wrong_type(argument, expected))
        }
    }

    /// The argument as an integer. `[-0, +0, v]`
    #[inline]
    pub fn check_integer(&mut self, argument: i32) -> LuaResult<i64> {
        let v = self.value(argument);
        if v.is_integer() {
            Ok(v.as_integer())
        } else {
            self.convert_to_integer(argument)
        }
    }

    #[cold]
    #[inline(never)]
    fn convert_to_integer(&mut self, argument: i32) -> LuaResult<i64> {
        match self.to_integer(argument) {
            Some(i) => Ok(i),
            None if self.is_number(argument) => {
                Err(self.arg_error(argument, "number has no integer representation"))
            }
            None => Err(self.wrong_type(argument, Type::Number)),
        }
    }

    /// The argument as a float. `[-0, +0, v]`
    #[inline]
    pub fn check_number(&mut self, argument: i32) -> LuaResult<f64> {
        match self.to_number(argument) {
            Some(n) => Ok(n),
            None => Err(self.wrong_type(argument, Type::Number)),
        }
    }

    /// The bytes of a string argument; a number is converted, in place. To use the state while they are lent,
    /// see [`with_bytes`](Self::with_bytes). `[-0, +0, v]`
    #[inline]
    pub fn check_bytes(&mut self, argument: i32) -> LuaResult<&[u8]> {
        let s = self.check_string(argument)?;
        // SAFETY: fact 5.
        Ok(unsafe { crate::string::bytes(s.as_string()) })
    }

    /// The argument as an integer, `default` if it is absent or nil. `[-0, +0, v]`
    #[inline]
    pub fn opt_integer(&mut self, argument: i32, default: i64) -> LuaResult<i64> {
        if self.is_none_or_nil(argument) {
            Ok(default)
        } else {
            self.check_integer(argument)
        }
    }

    /// The argument as a float, `default` if it is absent or nil. `[-0, +0, v]`
    #[inline]
    pub fn opt_number(&mut self, argument: i32, default: f64) -> LuaResult<f64> {
        if self.is_none_or_nil(argument) {
            Ok(default)
        } else {
            self.check_number(argument)
        }
    }

    /// The bytes of a string argument, `default` if it is absent or nil. `[-0, +0, v]`
    #[inline]
    pub fn opt_bytes<'a>(&'a mut self, argument: i32, default: &'a [u8]) -> LuaResult<&'a [u8]> {
        if self.is_none_or_nil(argument) {
            Ok(default)
        } else {
            self.check_bytes(argument)
        }
    }

    /// What `check` makes of the argument, `default` if it is absent or nil:
    /// `state.opt(2, State::check_integer, 0)`. `[-0, +0, v]`
    #[inline]
    pub fn opt<T>(
        &mut self,
        argument: i32,
        check: impl FnOnce(&mut State, i32) -> LuaResult<T>,
        default: T,
    ) -> LuaResult<T> {
        if self.is_none_or_nil(argument) {
            Ok(default)
        } else {
            check(self, argument)
        }
    }

    /// The position in `options` of a string argument, or of `default` if it is absent or nil. `[-0, +0, v]`
    pub fn check_option(
        &mut self,
        argument: i32,
        default: Option<&str>,
        options: &[&str],
    ) -> LuaResult<usize> {
        let name = match default {
            Some(default) => self.opt_bytes(argument, default.as_bytes())?,
            None => self.check_bytes(argument)?,
        };
        if let Some(position) = options.iter().position(|option| option.as_bytes() == name) {
            return Ok(position);
        }
        let message = [b"invalid option '", name, b"'"].concat();
        Err(self.arg_error_bytes(argument, &message))
    }

    /// Raises an argument error with `message` unless `condition` holds. `[-0, +0, v]`
    #[inline]
    pub fn arg_check(&mut self, condition: bool, argument: i32, message: &str) -> LuaResult {
        if condition {
            Ok(())
        } else {
            Err(self.arg_error(argument, message))
        }
    }

    /// Raises an error about the argument's type unless `condition` holds. `[-0, +0, v]`
    #[inline]
    pub fn arg_expected(&mut self, condition: bool, argument: i32, type_name: &str) -> LuaResult {
        if condition {
            Ok(())
        } else {
            Err(self.type_error(argument, type_name))
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn wrong_type(&mut self, argument: i32, expected: Type) -> Throw {
        self.type_error(argument, expected.name())
    }
}
