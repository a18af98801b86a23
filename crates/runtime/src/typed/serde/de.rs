//! From Lua to Rust.

use super::{Failure, MAX_DEPTH};
use crate::state::State;
use crate::value::Type;
use serde::de::{self, DeserializeSeed, Error, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

/// Reads the value at an index, counted from the bottom of the frame.
pub(super) struct Deserializer<'a> {
    state: &'a mut State,
    index: i32,
    depth: u32,
}

impl<'a> Deserializer<'a> {
    pub(super) fn new(state: &'a mut State, index: i32) -> Deserializer<'a> {
        Deserializer {
            state,
            index,
            depth: 0,
        }
    }

    /// The table at the index, to be walked through.
    fn table(self) -> Result<Self, Failure> {
        if self.depth >= MAX_DEPTH {
            return Err(Failure::custom("table is nested too deeply"));
        }
        match self.state.type_at(self.index) {
            Type::Table => Ok(self),
            other => Err(Failure::custom(format_args!(
                "table expected, got {}",
                other.name()
            ))),
        }
    }

    fn read_sequence<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let table = self.table()?;
        visitor.visit_seq(Sequence { table, next: 1 })
    }

    fn read_map<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let Deserializer { state, index, depth } = self.table()?;
        let top = state.get_top();
        state.push_nil()?;
        let table = Deserializer {
            state: &mut *state,
            index,
            depth,
        };
        let value = visitor.visit_map(Map { table })?;
        // The last key, if the visitor did not ask for all.
        state.pop(state.get_top() - top);
        Ok(value)
    }
}

impl<'de> de::Deserializer<'de> for Deserializer<'_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let Deserializer { state, index, .. } = &self;
        match state.type_at(*index) {
            Type::None | Type::Nil => visitor.visit_unit(),
            Type::Boolean => visitor.visit_bool(state.to_boolean(*index)),
            Type::Number => match state.to_integer(*index).filter(|_| state.is_integer(*index)) {
                Some(integer) => visitor.visit_i64(integer),
                None => visitor.visit_f64(state.to_number(*index).unwrap_or_default()),
            },
            Type::String => {
                let bytes = state.bytes_at(*index).unwrap_or_default();
                match core::str::from_utf8(bytes) {
                    Ok(text) => visitor.visit_str(text),
                    Err(_) => visitor.visit_bytes(bytes),
                }
            }
            Type::Table => {
                let Deserializer { state, index, .. } = self;
                let first = state.raw_get_i(index, 1)?;
                state.pop(1);
                let deserializer = Deserializer { state, index, ..self };
                if first == Type::Nil {
                    deserializer.read_map(visitor)
                } else {
                    deserializer.read_sequence(visitor)
                }
            }
            other => Err(Failure::invalid_type(Unexpected::Other(other.name()), &visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.state.is_none_or_nil(self.index) {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.state.bytes_at(self.index) {
            Some(bytes) => visitor.visit_bytes(bytes),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.read_sequence(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        self.read_sequence(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.read_sequence(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.read_map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.read_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if let Some(name) = self.state.bytes_at(self.index) {
            let name = String::from_utf8_lossy(name).into_owned();
            return visitor.visit_enum(name.into_deserializer());
        }
        let table = self.table()?;
        table.state.push_nil()?;
        if !table.state.next(table.index)? {
            return Err(Failure::custom("table with the name of a variant expected"));
        }
        let top = table.state.get_top();
        let value = visitor.visit_enum(Variant {
            state: &mut *table.state,
            depth: table.depth + 1,
            top,
        })?;
        table.state.pop(2);
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string unit unit_struct identifier
    }
}

/// The values of a table up to its first nil.
struct Sequence<'a> {
    table: Deserializer<'a>,
    next: i64,
}

impl<'de> de::SeqAccess<'de> for Sequence<'_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        let state = &mut *self.table.state;
        if state.raw_get_i(self.table.index, self.next)? == Type::Nil {
            state.pop(1);
            return Ok(None);
        }
        self.next += 1;
        let index = state.get_top();
        let value = seed.deserialize(Deserializer {
            state: &mut *state,
            index,
            depth: self.table.depth + 1,
        })?;
        state.pop(1);
        Ok(Some(value))
    }
}

/// The entries of a table; the last key is on top of the stack.
struct Map<'a> {
    table: Deserializer<'a>,
}

impl Map<'_> {
    /// Deserializes the value on top.
    fn top<'de, T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        let index = self.table.state.get_top();
        seed.deserialize(Deserializer {
            state: &mut *self.table.state,
            index,
            depth: self.table.depth + 1,
        })
    }
}

impl<'de> de::MapAccess<'de> for Map<'_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let table = &mut self.table;
        if !table.state.next(table.index)? {
            return Ok(None);
        }
        table.state.push_value(-2)?;
        let key = self.top(seed)?;
        self.table.state.pop(1);
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let value = self.top(seed)?;
        self.table.state.pop(1);
        Ok(value)
    }
}

/// A variant with contents: its name and they are on top of the stack.
struct Variant<'a> {
    state: &'a mut State,
    depth: u32,
    top: i32,
}

impl<'a> Variant<'a> {
    fn contents(self) -> Deserializer<'a> {
        Deserializer {
            state: self.state,
            index: self.top,
            depth: self.depth,
        }
    }
}

impl<'de> de::EnumAccess<'de> for Variant<'_> {
    type Error = Failure;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Failure> {
        let name = seed.deserialize(Deserializer {
            state: &mut *self.state,
            index: self.top - 1,
            depth: self.depth,
        })?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(self.contents())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        self.contents().read_sequence(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.contents().read_map(visitor)
    }
}
