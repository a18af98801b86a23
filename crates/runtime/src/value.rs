//! Values: what a register, a table slot or an upvalue holds.
//!
//! ```text
//!            0                                   8        9            16
//!            ┌───────────────────────────────────┬────────┬─────────────┐
//!   Value    │ payload: i64, f64, pointer, bool  │  tag   │  (padding)  │
//!            └───────────────────────────────────┴────────┴─────────────┘
//!   tag      bit 6: collectable      bits 4-5: variant      bits 0-3: type
//! ```
//!
//! The rule of every hot path: a value is copied as payload and tag, two plain moves ([`Value::copy`],
//! [`Value::set`]), never as one 16-byte move. A result is stored as 8 + 1 bytes, and a 16-byte load soon
//! after it would defeat store forwarding. It also lets a table node keep the key's tag in the padding of
//! its value: a `*mut Value` may point into a [`Node`](crate::table::Node), so nothing may write the padding.

use crate::closure::{LuaClosure, NativeClosure};
use crate::heap::GcHeader;
use crate::state::State;
use crate::string::LuaString;
use crate::table::Table;
use crate::thread::Thread;
use crate::throw::Throw;
use crate::userdata::Userdata;

/// A native function: takes its arguments from the stack of the state that it is given, pushes its results
/// and returns how many they are.
pub type NativeFunction = fn(&mut State) -> Result<u32, Throw>;

/// The tags of values; the numbering is that of Lua 5.4.
pub mod tag {
    /// Marks a tag whose payload points to a heap object.
    pub const COLLECTABLE: u8 = 1 << 6;

    /// `nil` as a program sees it.
    pub const NIL: u8 = 0x00;
    /// An empty slot of a table.
    pub const EMPTY: u8 = 0x10;
    /// What a lookup gives for a key that the table does not have.
    pub const ABSENT_KEY: u8 = 0x20;
    /// `false`
    pub const FALSE: u8 = 0x01;
    /// `true`
    pub const TRUE: u8 = 0x11;
    /// A bare pointer of the host.
    pub const LIGHT_USERDATA: u8 = 0x02;
    /// A 64-bit integer.
    pub const INTEGER: u8 = 0x03;
    /// An IEEE double.
    pub const FLOAT: u8 = 0x13;
    /// An interned string of at most 40 bytes.
    pub const SHORT_STRING: u8 = 0x04 | COLLECTABLE;
    /// A longer string.
    pub const LONG_STRING: u8 = 0x14 | COLLECTABLE;
    /// A table.
    pub const TABLE: u8 = 0x05 | COLLECTABLE;
    /// A function written in Lua.
    pub const LUA_CLOSURE: u8 = 0x06 | COLLECTABLE;
    /// A native function without upvalues: no object, the payload is the function.
    pub const LIGHT_FUNCTION: u8 = 0x16;
    /// A native function with upvalues.
    pub const NATIVE_CLOSURE: u8 = 0x26 | COLLECTABLE;
    /// A userdata with a heap object.
    pub const USERDATA: u8 = 0x07 | COLLECTABLE;
    /// A coroutine.
    pub const THREAD: u8 = 0x08 | COLLECTABLE;
    /// Heap object only, never in a value that a program sees.
    pub const UPVALUE: u8 = 0x09 | COLLECTABLE;
    /// Heap object only, never in a value that a program sees.
    pub const PROTO: u8 = 0x0A | COLLECTABLE;
    /// A key of a table node whose object is gone; kept so that `next` can find its place.
    pub const DEAD_KEY: u8 = 0x0B;

    /// The type of a tag: what `type` tells apart.
    pub const TYPE_MASK: u8 = 0x0F;
}

/// A Lua value. `Copy`, 16 bytes; see the module's head for how it is copied where it matters.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Value {
    pub(crate) payload: u64,
    pub(crate) tag: u8,
}

const _: () = assert!(size_of::<Value>() == 16);

impl Value {
    pub(crate) const NIL: Value = Value {
        payload: 0,
        tag: tag::NIL,
    };
    pub(crate) const EMPTY: Value = Value {
        payload: 0,
        tag: tag::EMPTY,
    };
    pub(crate) const ABSENT_KEY: Value = Value {
        payload: 0,
        tag: tag::ABSENT_KEY,
    };

    #[inline(always)]
    pub(crate) const fn integer(i: i64) -> Value {
        Value {
            payload: i as u64,
            tag: tag::INTEGER,
        }
    }
    #[inline(always)]
    pub(crate) const fn float(n: f64) -> Value {
        Value {
            payload: n.to_bits(),
            tag: tag::FLOAT,
        }
    }
    #[inline(always)]
    pub(crate) const fn boolean(b: bool) -> Value {
        Value {
            payload: 0,
            tag: if b { tag::TRUE } else { tag::FALSE },
        }
    }
    #[inline(always)]
    pub(crate) fn light_userdata(p: *mut ()) -> Value {
        Value {
            payload: p.expose_provenance() as u64,
            tag: tag::LIGHT_USERDATA,
        }
    }
    #[inline(always)]
    pub(crate) fn light_function(f: NativeFunction) -> Value {
        Value {
            payload: (f as *mut ()).expose_provenance() as u64,
            tag: tag::LIGHT_FUNCTION,
        }
    }
    /// A value for a heap object; the tag comes from its header.
    ///
    /// # Safety
    /// `object` must be live.
    #[inline(always)]
    pub(crate) unsafe fn object(object: *mut GcHeader) -> Value {
        Value {
            payload: object.expose_provenance() as u64,
            tag: (*object).tag,
        }
    }
    #[inline(always)]
    pub(crate) unsafe fn string(s: *mut LuaString) -> Value {
        Self::object(s.cast())
    }
    #[inline(always)]
    pub(crate) fn table(t: *mut Table) -> Value {
        Value {
            payload: t.expose_provenance() as u64,
            tag: tag::TABLE,
        }
    }
    #[inline(always)]
    pub(crate) fn lua_closure(f: *mut LuaClosure) -> Value {
        Value {
            payload: f.expose_provenance() as u64,
            tag: tag::LUA_CLOSURE,
        }
    }
    #[inline(always)]
    pub(crate) fn thread(t: *mut Thread) -> Value {
        Value {
            payload: t.expose_provenance() as u64,
            tag: tag::THREAD,
        }
    }

    #[inline(always)]
    pub(crate) fn userdata(u: *mut Userdata) -> Value {
        Value {
            payload: u.expose_provenance() as u64,
            tag: tag::USERDATA,
        }
    }

    /// Copies `*src` to `*dst` as two plain moves.
    ///
    /// # Safety
    /// Both must point to value slots; `dst` keeps its padding.
    #[inline(always)]
    pub(crate) unsafe fn copy(dst: *mut Value, src: *const Value) {
        let (payload, tag) = ((*src).payload, (*src).tag);
        (*dst).payload = payload;
        (*dst).tag = tag;
    }
    /// Stores `v` to `*dst` as two plain moves.
    ///
    /// # Safety
    /// `dst` must point to a value slot, which keeps its padding.
    #[inline(always)]
    pub(crate) unsafe fn set(dst: *mut Value, v: Value) {
        (*dst).payload = v.payload;
        (*dst).tag = v.tag;
    }
    /// Loads `*src` as two plain moves.
    ///
    /// # Safety
    /// `src` must point to a value slot.
    #[inline(always)]
    pub(crate) unsafe fn get(src: *const Value) -> Value {
        Value {
            payload: (*src).payload,
            tag: (*src).tag,
        }
    }
    #[inline(always)]
    pub(crate) unsafe fn set_integer(dst: *mut Value, i: i64) {
        (*dst).payload = i as u64;
        (*dst).tag = tag::INTEGER;
    }
    #[inline(always)]
    pub(crate) unsafe fn set_float(dst: *mut Value, n: f64) {
        (*dst).payload = n.to_bits();
        (*dst).tag = tag::FLOAT;
    }
    #[inline(always)]
    pub(crate) unsafe fn set_nil(dst: *mut Value) {
        (*dst).tag = tag::NIL;
    }
    #[inline(always)]
    pub(crate) unsafe fn set_boolean(dst: *mut Value, b: bool) {
        (*dst).tag = if b { tag::TRUE } else { tag::FALSE };
    }

    #[inline(always)]
    pub(crate) const fn as_integer(self) -> i64 {
        self.payload as i64
    }
    #[inline(always)]
    pub(crate) const fn as_float(self) -> f64 {
        f64::from_bits(self.payload)
    }
    #[inline(always)]
    pub(crate) fn as_pointer<T>(self) -> *mut T {
        core::ptr::with_exposed_provenance_mut(self.payload as usize)
    }
    #[inline(always)]
    pub(crate) fn as_object(self) -> *mut GcHeader {
        self.as_pointer()
    }
    #[inline(always)]
    pub(crate) fn as_string(self) -> *mut LuaString {
        self.as_pointer()
    }
    #[inline(always)]
    pub(crate) fn as_table(self) -> *mut Table {
        self.as_pointer()
    }
    #[inline(always)]
    pub(crate) fn as_lua_closure(self) -> *mut LuaClosure {
        self.as_pointer()
    }
    #[inline(always)]
    pub(crate) fn as_native_closure(self) -> *mut NativeClosure {
        self.as_pointer()
    }
    #[inline(always)]
    pub(crate) fn as_userdata(self) -> *mut Userdata {
        self.as_pointer()
    }
    #[inline(always)]
    pub(crate) fn as_thread(self) -> *mut Thread {
        self.as_pointer()
    }
    /// # Safety
    /// The tag must be `LIGHT_FUNCTION`.
    #[inline(always)]
    pub(crate) unsafe fn as_light_function(self) -> NativeFunction {
        core::mem::transmute::<*mut (), NativeFunction>(self.as_pointer())
    }

    /// The type that `type` tells, as the number in the tag.
    #[inline(always)]
    pub(crate) const fn type_bits(self) -> u8 {
        self.tag & tag::TYPE_MASK
    }
    /// nil, or an empty or absent slot of a table
    #[inline(always)]
    pub(crate) const fn is_nil(self) -> bool {
        self.tag & tag::TYPE_MASK == 0
    }
    #[inline(always)]
    pub(crate) const fn is_false(self) -> bool {
        self.tag == tag::FALSE || self.is_nil()
    }
    #[inline(always)]
    pub(crate) const fn is_integer(self) -> bool {
        self.tag == tag::INTEGER
    }
    #[inline(always)]
    pub(crate) const fn is_float(self) -> bool {
        self.tag == tag::FLOAT
    }
    #[inline(always)]
    pub(crate) const fn is_number(self) -> bool {
        self.type_bits() == tag::INTEGER
    }
    #[inline(always)]
    pub(crate) const fn is_string(self) -> bool {
        self.type_bits() == 4
    }
    #[inline(always)]
    pub(crate) const fn is_table(self) -> bool {
        self.tag == tag::TABLE
    }
    #[inline(always)]
    pub(crate) const fn is_function(self) -> bool {
        self.type_bits() == 6
    }
    #[inline(always)]
    pub(crate) const fn is_collectable(self) -> bool {
        self.tag & tag::COLLECTABLE != 0
    }
}

/// The basic types of Lua, in the numbering of `lua.h`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[repr(i8)]
pub enum Type {
    /// No value: an index beyond the top of the stack.
    None = -1,
    /// `nil`
    Nil = 0,
    /// `boolean`
    Boolean = 1,
    /// A bare pointer of the host; `type` calls it `userdata`.
    LightUserdata = 2,
    /// `number`, integer or float
    Number = 3,
    /// `string`
    String = 4,
    /// `table`
    Table = 5,
    /// `function`, in Lua or native
    Function = 6,
    /// `userdata`
    Userdata = 7,
    /// `thread`
    Thread = 8,
}

impl Type {
    /// All types that a value can have, in the order of their numbers.
    pub const ALL: [Type; 9] = [
        Type::Nil,
        Type::Boolean,
        Type::LightUserdata,
        Type::Number,
        Type::String,
        Type::Table,
        Type::Function,
        Type::Userdata,
        Type::Thread,
    ];

    /// The name that `type` gives; "no value" for [`Type::None`].
    pub const fn name(self) -> &'static str {
        match self {
            Type::None => "no value",
            Type::Nil => "nil",
            Type::Boolean => "boolean",
            Type::LightUserdata | Type::Userdata => "userdata",
            Type::Number => "number",
            Type::String => "string",
            Type::Table => "table",
            Type::Function => "function",
            Type::Thread => "thread",
        }
    }
}

impl Value {
    /// The basic type of the value.
    #[inline]
    pub(crate) fn type_of(self) -> Type {
        Type::ALL[self.type_bits() as usize]
    }
}
