//! Fields of metatables, and what `tostring` shows.

use super::State;
use crate::number;
use crate::string;
use crate::table;
use crate::throw::LuaResult;
use crate::value::{Type, Value};

impl State {
    /// Pushes the field `name` of the metatable of the value at `index`; pushes nothing and gives `Type::Nil` if
    /// there is none. `[-0, +(0|1), m]`
    pub fn get_metafield(&mut self, index: i32, name: &str) -> LuaResult<Type> {
        if self.metatable(index).is_null() {
            return Ok(Type::Nil);
        }
        self.room()?;
        // SAFETY: facts 1 and 2. Making the string may collect, but the object keeps its metatable.
        let field = unsafe {
            let name = string::cached(self.thread(), name.as_bytes())?;
            Value::get(table::get_str(self.metatable(index), name))
        };
        if field.is_nil() {
            return Ok(Type::Nil);
        }
        self.push_raw(field)?;
        Ok(field.type_of())
    }

    /// Calls the metamethod `name` of the value at `index` with the value and pushes the result; `false` if it
    /// has none. `[-0, +(0|1), e]`
    pub fn call_meta(&mut self, index: i32, name: &str) -> LuaResult<bool> {
        let index = self.abs_index(index);
        if self.get_metafield(index, name)? == Type::Nil {
            return Ok(false);
        }
        self.push_value(index)?;
        self.call(1, 1)?;
        Ok(true)
    }

    /// Pushes the value at `index` as a string, as `tostring` has it. `[-0, +1, e]`
    pub fn to_string_meta(&mut self, index: i32) -> LuaResult {
        let v = self.value(index);
        match v.type_of() {
            Type::String if self.metatable(index).is_null() => return self.push_value(index),
            Type::Number if self.metatable(index).is_null() => return self.push_number_text(v),
            _ => {}
        }
        let index = self.abs_index(index);
        if self.call_meta(index, "__tostring")? {
            if !self.is_string(-1) {
                return Err(self.error_str("'__tostring' must return a string"));
            }
            return self.to_bytes(-1).map(|_| ());
        }
        match v.type_of() {
            Type::Number => self.push_number_text(v),
            Type::String => self.push_value(index),
            Type::Boolean => self.push_str(if self.to_boolean(index) { "true" } else { "false" }),
            Type::Nil | Type::None => self.push_str("nil"),
            _ => {
                let address = format!(": {}", pointer_text(self.to_pointer(index)));
                let mut text = match self.get_metafield(index, "__name")? {
                    Type::Nil => self.type_name_at(index).as_bytes().to_vec(),
                    kind => {
                        let name = if kind == Type::String {
                            self.bytes_at(-1)
                        } else {
                            None
                        };
                        let name = name.map(<[u8]>::to_vec);
                        self.pop(1);
                        name.unwrap_or_else(|| self.type_name_at(index).as_bytes().to_vec())
                    }
                };
                text.extend_from_slice(address.as_bytes());
                self.push_bytes(&text)
            }
        }
    }

    fn push_number_text(&mut self, v: Value) -> LuaResult {
        let mut buffer = number::Buffer::new();
        self.push_bytes(number::to_bytes(v, &mut buffer))
    }
}

/// A pointer as the C library prints it.
fn pointer_text(pointer: *const ()) -> String {
    if pointer.is_null() {
        "(nil)".to_owned()
    } else {
        format!("{pointer:p}")
    }
}
