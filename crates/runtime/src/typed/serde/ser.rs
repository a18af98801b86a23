//! From Rust to Lua.

use super::{Failure, MAX_DEPTH};
use crate::state::State;
use serde::ser::{self, Error, Serialize};

/// Pushes the value that it is given.
pub(super) struct Serializer<'a> {
    state: &'a mut State,
    depth: u32,
}

impl<'a> Serializer<'a> {
    pub(super) fn new(state: &'a mut State) -> Serializer<'a> {
        Serializer { state, depth: 0 }
    }

    fn table(self, array: usize, fields: usize) -> Result<Table<'a>, Failure> {
        if self.depth >= MAX_DEPTH {
            return Err(Failure::custom("value is nested too deeply"));
        }
        let size = |n| i32::try_from(n).unwrap_or(0);
        self.state.create_table(size(array), size(fields))?;
        Ok(Table {
            state: self.state,
            depth: self.depth + 1,
            length: 0,
            within: false,
        })
    }

    /// A table in the field `variant` of another one.
    fn variant(self, variant: &str, array: usize, fields: usize) -> Result<Table<'a>, Failure> {
        let depth = self.depth;
        self.state.create_table(0, 1)?;
        self.state.push_str(variant)?;
        let serializer = Serializer {
            state: self.state,
            depth,
        };
        let mut table = serializer.table(array, fields)?;
        table.within = true;
        Ok(table)
    }
}

/// A table on top of the stack that is being filled.
pub(super) struct Table<'a> {
    state: &'a mut State,
    depth: u32,
    length: i64,
    /// Whether it is the field of the table below, whose key is between them.
    within: bool,
}

impl Table<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        value.serialize(Serializer {
            state: self.state,
            depth: self.depth,
        })
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.push(value)?;
        self.length += 1;
        Ok(self.state.raw_set_i(-2, self.length)?)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Failure> {
        self.state.push_str(name)?;
        self.push(value)?;
        Ok(self.state.raw_set(-3)?)
    }

    fn finish(self) -> Result<(), Failure> {
        if self.within {
            self.state.raw_set(-3)?;
        }
        Ok(())
    }
}

macro_rules! integers {
    ($($method:ident: $t:ty),*) => {$(
        fn $method(self, v: $t) -> Result<(), Failure> {
            Ok(self.state.push(v)?)
        }
    )*};
}

impl<'a> ser::Serializer for Serializer<'a> {
    type Ok = ();
    type Error = Failure;
    type SerializeSeq = Table<'a>;
    type SerializeTuple = Table<'a>;
    type SerializeTupleStruct = Table<'a>;
    type SerializeTupleVariant = Table<'a>;
    type SerializeMap = Table<'a>;
    type SerializeStruct = Table<'a>;
    type SerializeStructVariant = Table<'a>;

    integers!(
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str,
        serialize_bytes: &[u8]
    );

    fn serialize_none(self) -> Result<(), Failure> {
        Ok(self.state.push_nil()?)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Failure> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Failure> {
        Ok(self.state.push_nil()?)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Failure> {
        Ok(self.state.push_nil()?)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Failure> {
        Ok(self.state.push_str(variant)?)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Failure> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Failure> {
        let mut table = self.table(0, 1)?;
        table.field(variant, value)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Table<'a>, Failure> {
        self.table(length.unwrap_or(0), 0)
    }

    fn serialize_tuple(self, length: usize) -> Result<Table<'a>, Failure> {
        self.table(length, 0)
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Table<'a>, Failure> {
        self.table(length, 0)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Table<'a>, Failure> {
        self.variant(variant, length, 0)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Table<'a>, Failure> {
        self.table(0, length.unwrap_or(0))
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Table<'a>, Failure> {
        self.table(0, length)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Table<'a>, Failure> {
        self.variant(variant, 0, length)
    }
}

macro_rules! sequences {
    ($($t:ident: $method:ident),*) => {$(
        impl ser::$t for Table<'_> {
            type Ok = ();
            type Error = Failure;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
                self.item(value)
            }

            fn end(self) -> Result<(), Failure> {
                self.finish()
            }
        }
    )*};
}

sequences!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! structures {
    ($($t:ident),*) => {$(
        impl ser::$t for Table<'_> {
            type Ok = ();
            type Error = Failure;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Failure> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Failure> {
                self.finish()
            }
        }
    )*};
}

structures!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Table<'_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failure> {
        self.push(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.push(value)?;
        Ok(self.state.raw_set(-3)?)
    }

    fn end(self) -> Result<(), Failure> {
        self.finish()
    }
}
