//! Reading values without changing them.

use super::State;
use crate::closure::NativeClosure;
use crate::global::Global;
use crate::heap;
use crate::interpreter;
use crate::number::{self, Rounding};
use crate::string;
use crate::table;
use crate::throw::LuaResult;
use crate::value::{NativeFunction, Type, Value, tag};
use core::ptr;

impl State {
    /// The type of the value at `index`; [`Type::None`] if there is none. `[-0, +0, -]`
    #[inline]
    pub fn type_at(&self, index: i32) -> Type {
        let v = self.value(index);
        if v.tag == tag::ABSENT_KEY {
            Type::None
        } else {
            v.type_of()
        }
    }

    /// The name of the type at `index`. `[-0, +0, -]`
    pub fn type_name_at(&self, index: i32) -> &'static str {
        self.type_at(index).name()
    }

    /// Whether the value is nil (and there is one). `[-0, +0, -]`
    #[inline]
    pub fn is_nil(&self, index: i32) -> bool {
        self.type_at(index) == Type::Nil
    }

    /// Whether there is no value. `[-0, +0, -]`
    #[inline]
    pub fn is_none(&self, index: i32) -> bool {
        self.type_at(index) == Type::None
    }

    /// Whether there is no value, or nil. `[-0, +0, -]`
    #[inline]
    pub fn is_none_or_nil(&self, index: i32) -> bool {
        self.value(index).is_nil()
    }

    /// Whether the value is a boolean. `[-0, +0, -]`
    #[inline]
    pub fn is_boolean(&self, index: i32) -> bool {
        self.type_at(index) == Type::Boolean
    }

    /// Whether the value is a number or a string that can be converted to one. `[-0, +0, -]`
    pub fn is_number(&self, index: i32) -> bool {
        self.to_number(index).is_some()
    }

    /// Whether the value is a number in its integer representation. `[-0, +0, -]`
    #[inline]
    pub fn is_integer(&self, index: i32) -> bool {
        self.value(index).is_integer()
    }

    /// Whether the value is a string or a number, which can be converted to one. `[-0, +0, -]`
    #[inline]
    pub fn is_string(&self, index: i32) -> bool {
        let v = self.value(index);
        v.is_string() || v.is_number()
    }

    /// Whether the value is a table. `[-0, +0, -]`
    #[inline]
    pub fn is_table(&self, index: i32) -> bool {
        self.value(index).is_table()
    }

    /// Whether the value is a function, in Lua or native. `[-0, +0, -]`
    #[inline]
    pub fn is_function(&self, index: i32) -> bool {
        self.value(index).is_function()
    }

    /// Whether the value is a native function. `[-0, +0, -]`
    #[inline]
    pub fn is_native_function(&self, index: i32) -> bool {
        matches!(self.value(index).tag, tag::LIGHT_FUNCTION | tag::NATIVE_CLOSURE)
    }

    /// Whether the value is a function written in Lua. `[-0, +0, -]`
    #[inline]
    pub fn is_lua_function(&self, index: i32) -> bool {
        self.value(index).tag == tag::LUA_CLOSURE
    }

    /// Whether the value is a userdata, full or light. `[-0, +0, -]`
    #[inline]
    pub fn is_userdata(&self, index: i32) -> bool {
        matches!(self.value(index).tag, tag::USERDATA | tag::LIGHT_USERDATA)
    }

    /// Whether the value is a full userdata. `[-0, +0, -]`
    #[inline]
    pub fn is_full_userdata(&self, index: i32) -> bool {
        self.value(index).tag == tag::USERDATA
    }

    /// Whether the value is a light userdata. `[-0, +0, -]`
    #[inline]
    pub fn is_light_userdata(&self, index: i32) -> bool {
        self.value(index).tag == tag::LIGHT_USERDATA
    }

    /// Whether the value is a coroutine. `[-0, +0, -]`
    #[inline]
    pub fn is_thread(&self, index: i32) -> bool {
        self.value(index).tag == tag::THREAD
    }

    /// Whether the value is this thread. `[-0, +0, -]`
    pub fn same_thread(&self, index: i32) -> bool {
        self.thread_at(index)
            .is_some_and(|thread| ptr::eq(thread, self.thread()))
    }

    /// Whether the value counts as true: all but nil, false and none. `[-0, +0, -]`
    #[inline]
    pub fn to_boolean(&self, index: i32) -> bool {
        !self.value(index).is_false()
    }

    /// The value as an integer, if it is one, or a float or a string with an integer value. `[-0, +0, -]`
    #[inline]
    pub fn to_integer(&self, index: i32) -> Option<i64> {
        let v = self.value(index);
        if v.is_integer() {
            return Some(v.as_integer());
        }
        // SAFETY: fact 2: a string in a slot is live.
        unsafe { number::to_integer(v, Rounding::Exact) }
    }

    /// The value as a float, if it is a number or a string that can be converted to one. `[-0, +0, -]`
    #[inline]
    pub fn to_number(&self, index: i32) -> Option<f64> {
        let v = self.value(index);
        if v.is_float() {
            return Some(v.as_float());
        }
        if v.is_integer() {
            return Some(v.as_integer() as f64);
        }
        // SAFETY: fact 2.
        unsafe { number::to_float(v) }
    }

    /// The bytes of a string; a number is converted, in place. `None` for anything else. To use the state while
    /// the bytes are lent, see [`with_bytes`](Self::with_bytes). `[-0, +0, m]`
    #[inline]
    pub fn to_bytes(&mut self, index: i32) -> LuaResult<Option<&[u8]>> {
        let v = self.value(index);
        if v.is_string() {
            // SAFETY: fact 5.
            return Ok(Some(unsafe { string::bytes(v.as_string()) }));
        }
        if !v.is_number() {
            return Ok(None);
        }
        self.convert_to_string(index)?;
        Ok(self.bytes_at(index))
    }

    /// Makes the number at `index` a string.
    #[cold]
    #[inline(never)]
    pub(super) fn convert_to_string(&mut self, index: i32) -> LuaResult {
        let l = self.thread();
        // SAFETY: fact 2: the caller found a number there.
        unsafe {
            let slot = self.slot(index);
            interpreter::number_to_string(l, slot)?;
            if index < super::REGISTRY_INDEX {
                heap::barrier_value(l, (*(*(*l).call_info).func).as_object(), Value::get(slot));
            }
            heap::check_gc(l);
        }
        Ok(())
    }

    /// The bytes of a string; `None` for anything else, numbers too. `[-0, +0, -]`
    #[inline]
    pub fn bytes_at(&self, index: i32) -> Option<&[u8]> {
        let v = self.value(index);
        // SAFETY: fact 5.
        v.is_string().then(|| unsafe { string::bytes(v.as_string()) })
    }

    /// Lends the bytes of several strings while the state is used. Numbers are converted in place; any other
    /// value is an argument error. `[-0, +0, v]`
    #[inline]
    pub fn with_bytes<const N: usize, R>(
        &mut self,
        indices: [i32; N],
        f: impl FnOnce(&mut State, [&[u8]; N]) -> LuaResult<R>,
    ) -> LuaResult<R> {
        let strings = self.check_strings(indices)?;
        let _anchors = Anchors::new(self, &strings);
        // SAFETY: fact 5: anchored until after the call.
        f(self, strings.map(|v| unsafe { string::bytes(v.as_string()) }))
    }

    /// The string values at several argument indices.
    #[inline]
    pub(super) fn check_strings<const N: usize>(&mut self, indices: [i32; N]) -> LuaResult<[Value; N]> {
        let mut strings = [Value::NIL; N];
        for (string, &index) in strings.iter_mut().zip(&indices) {
            *string = self.check_string(index)?;
        }
        Ok(strings)
    }

    /// The string value at an argument index, converted from a number if need be.
    #[inline]
    pub(super) fn check_string(&mut self, argument: i32) -> LuaResult<Value> {
        let v = self.value(argument);
        if v.is_string() {
            return Ok(v);
        }
        if !v.is_number() {
            return Err(self.wrong_type(argument, Type::String));
        }
        self.convert_to_string(argument)?;
        Ok(self.value(argument))
    }

    /// The length without metamethods: bytes of a string, border of a table; 0 for anything else. `[-0, +0, -]`
    pub fn raw_len(&mut self, index: i32) -> u64 {
        let v = self.value(index);
        // SAFETY: fact 2.
        unsafe {
            match v.tag {
                tag::SHORT_STRING | tag::LONG_STRING => string::len(v.as_string()) as u64,
                tag::TABLE => table::border(v.as_table()),
                _ => 0,
            }
        }
    }

    /// An address that tells objects apart; null for values that are no objects. `[-0, +0, -]`
    pub fn to_pointer(&self, index: i32) -> *const () {
        let v = self.value(index);
        match v.tag {
            tag::LIGHT_FUNCTION | tag::LIGHT_USERDATA => v.as_pointer(),
            _ if v.is_collectable() => v.as_pointer(),
            _ => ptr::null(),
        }
    }

    /// The pointer that a light userdata is. `[-0, +0, -]`
    pub fn to_light_userdata(&self, index: i32) -> Option<*mut ()> {
        let v = self.value(index);
        (v.tag == tag::LIGHT_USERDATA).then(|| v.as_pointer())
    }

    /// The native function at `index`, without its upvalues. `[-0, +0, -]`
    pub fn to_native_function(&self, index: i32) -> Option<NativeFunction> {
        let v = self.value(index);
        // SAFETY: fact 2; the tag says what the payload is.
        unsafe {
            match v.tag {
                tag::LIGHT_FUNCTION => Some(v.as_light_function()),
                tag::NATIVE_CLOSURE => Some((*v.as_pointer::<NativeClosure>()).function),
                _ => None,
            }
        }
    }

    /// Equality without metamethods; `false` if there is no value at one of the indices. `[-0, +0, -]`
    pub fn raw_equal(&self, a: i32, b: i32) -> bool {
        let (a, b) = (self.slot(a), self.slot(b));
        // SAFETY: fact 2.
        !a.is_null() && !b.is_null() && unsafe { interpreter::raw_equal(a, b) }
    }
}

/// Keeps values alive that native code holds outside of any stack.
pub(super) struct Anchors {
    global: *mut Global,
    depth: usize,
}

impl Anchors {
    #[inline]
    pub(super) fn new(state: &mut State, values: &[Value]) -> Anchors {
        // SAFETY: fact 1.
        let global = unsafe { (*state.thread()).global };
        // SAFETY: as above; nobody else has a view of the list.
        let anchors = unsafe { &mut (*global).anchors };
        let depth = anchors.len();
        anchors.extend_from_slice(values);
        Anchors { global, depth }
    }
}

impl Drop for Anchors {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: whoever made it holds a borrow of the state for as long.
        unsafe { (*self.global).anchors.truncate(self.depth) };
    }
}

/// A state, and values kept alive.
pub(super) struct Anchored<'a> {
    pub(super) state: &'a mut State,
    _anchors: Anchors,
}

impl<'a> Anchored<'a> {
    #[inline]
    pub(super) fn new(state: &'a mut State, values: &[Value]) -> Anchored<'a> {
        let _anchors = Anchors::new(state, values);
        Anchored { state, _anchors }
    }
}
