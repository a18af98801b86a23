//! Handles: values kept beyond the stack.
//!
//! The state holds the values in numbered slots, which are roots of the collector; a handle holds a number. Dropping the
//! last copy of a handle only notes the number in a list that both sides share, so that it can be done on any thread,
//! at any time, and when the state is gone. The state frees noted slots before it fills new ones and when a collection
//! begins.

use super::convert::{FromLua, IntoLua, Mismatch};
use super::multi::{FromLuaMulti, IntoLuaMulti};
use crate::state::{MULT_RET, State};
use crate::throw::LuaResult;
use crate::value::{Type, Value};
use std::sync::{Arc, Mutex, PoisonError};

/// The slots of a state's handles.
#[derive(Default)]
pub(crate) struct Handles {
    slots: Vec<Value>,
    free: Vec<u32>,
    /// Made with the first handle.
    dropped: Option<Arc<Dropped>>,
}

/// Numbers of the slots whose handles are gone.
#[derive(Default)]
struct Dropped(Mutex<Vec<u32>>);

impl Dropped {
    fn take(&self) -> Vec<u32> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Handles {
    fn insert(&mut self, v: Value) -> Handle {
        self.free_dropped();
        let slot = match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = v;
                slot
            }
            None => {
                self.slots.push(v);
                self.slots.len() as u32 - 1
            }
        };
        let dropped = self.dropped.get_or_insert_default().clone();
        Handle(Arc::new(Owner { slot, dropped }))
    }

    fn get(&self, handle: &Handle) -> Option<Value> {
        let own = self.dropped.as_ref()?;
        let Owner { slot, dropped } = &*handle.0;
        Arc::ptr_eq(own, dropped).then(|| self.slots[*slot as usize])
    }

    /// Forgets the values whose handles are gone.
    fn free_dropped(&mut self) {
        let Some(dropped) = &self.dropped else { return };
        for slot in dropped.take() {
            self.slots[slot as usize] = Value::NIL;
            self.free.push(slot);
        }
    }

    /// The values that handles hold, for the collector.
    pub(crate) fn roots(&mut self) -> &[Value] {
        self.free_dropped();
        &self.slots
    }
}

/// A value of a state, kept alive until the last copy of the handle is dropped, which may happen anywhere.
///
/// ```
/// # use moonquakes_runtime::State;
/// let state = &mut *State::new();
/// state.push("kept")?;
/// let handle = state.pop_handle()?;
/// state.gc_collect();
/// state.push(&handle)?;
/// assert_eq!(state.to::<String>(-1)?, "kept");
/// # Ok::<(), moonquakes_runtime::Throw>(())
/// ```
#[derive(Clone)]
pub struct Handle(Arc<Owner>);

struct Owner {
    slot: u32,
    dropped: Arc<Dropped>,
}

impl Drop for Owner {
    fn drop(&mut self) {
        let mut dropped = self.dropped.0.lock().unwrap_or_else(PoisonError::into_inner);
        dropped.push(self.slot);
    }
}

impl core::fmt::Debug for Handle {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Handle({})", self.0.slot)
    }
}

impl State {
    /// A handle to the value at `index`; to nil if there is none. `[-0, +0, -]`
    pub fn handle(&mut self, index: i32) -> Handle {
        let v = self.value(index);
        let v = if v.type_of() == Type::Nil { Value::NIL } else { v };
        self.handles_mut().insert(v)
    }

    /// Pops a value and gives a handle to it. `[-1, +0, -]`
    pub fn pop_handle(&mut self) -> LuaResult<Handle> {
        self.need(1)?;
        let handle = self.handle(-1);
        self.pop(1);
        Ok(handle)
    }

    /// Pushes the value of a handle, which must be one of this state. `[-0, +1, v]`
    pub fn push_handle(&mut self, handle: &Handle) -> LuaResult {
        match self.handles_mut().get(handle) {
            Some(v) => self.push_raw(v),
            None => Err(self.error_str("handle of another state")),
        }
    }

    /// Whether a handle is one of this state. `[-0, +0, -]`
    pub fn owns_handle(&mut self, handle: &Handle) -> bool {
        self.handles_mut().get(handle).is_some()
    }
}

impl IntoLua for &Handle {
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_handle(self)
    }
}

impl IntoLua for Handle {
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_handle(&self)
    }
}

impl FromLua for Handle {
    fn from_lua(state: &mut State, index: i32) -> Result<Handle, Mismatch> {
        Ok(state.handle(index))
    }
}

/// A handle to a table.
#[derive(Clone, Debug)]
pub struct Table(Handle);

/// A handle to a function.
#[derive(Clone, Debug)]
pub struct Function(Handle);

macro_rules! typed_handles {
    ($($name:ident = $type:path),*) => {$(
        impl $name {
            /// The untyped handle.
            pub fn as_handle(&self) -> &Handle {
                &self.0
            }
        }

        impl IntoLua for &$name {
            fn into_lua(self, state: &mut State) -> LuaResult {
                state.push_handle(&self.0)
            }
        }

        impl IntoLua for $name {
            fn into_lua(self, state: &mut State) -> LuaResult {
                state.push_handle(&self.0)
            }
        }

        impl FromLua for $name {
            fn from_lua(state: &mut State, index: i32) -> Result<$name, Mismatch> {
                if state.type_at(index) == $type {
                    Ok($name(state.handle(index)))
                } else {
                    Err(Mismatch::expected(state, index, $type.name()))
                }
            }
        }
    )*};
}

typed_handles!(Table = Type::Table, Function = Type::Function);

impl Table {
    /// A new, empty table. `[-0, +0, m]`
    pub fn new(state: &mut State) -> LuaResult<Table> {
        state.new_table()?;
        Ok(Table(state.pop_handle()?))
    }

    /// `table[key]` as a Rust value. `[-0, +0, e]`
    pub fn get<T: FromLua>(&self, state: &mut State, key: impl IntoLua) -> LuaResult<T> {
        state.push_handle(&self.0)?;
        state.push(key)?;
        state.get_table(-2)?;
        let value = state.to(-1)?;
        state.pop(2);
        Ok(value)
    }

    /// `table[key] = value`. `[-0, +0, e]`
    pub fn set(&self, state: &mut State, key: impl IntoLua, value: impl IntoLua) -> LuaResult {
        state.push_handle(&self.0)?;
        state.push(key)?;
        state.push(value)?;
        state.set_table(-3)?;
        state.pop(1);
        Ok(())
    }

    /// `#table`. `[-0, +0, e]`
    pub fn len(&self, state: &mut State) -> LuaResult<i64> {
        state.push_handle(&self.0)?;
        let length = state.len_integer(-1)?;
        state.pop(1);
        Ok(length)
    }
}

impl Function {
    /// Calls the function: `f.call::<i64>(state, (1, "two"))`. `[-0, +0, e]`
    pub fn call<R: FromLuaMulti>(&self, state: &mut State, arguments: impl IntoLuaMulti) -> LuaResult<R> {
        let top = state.get_top();
        state.push_handle(&self.0)?;
        let count = state.push_multi(arguments)?;
        state.call(count as i32, MULT_RET)?;
        let mut next = top + 1;
        match R::from_lua_multi(state, &mut next) {
            Ok(results) => {
                state.set_top(top)?;
                Ok(results)
            }
            Err(mismatch) => Err(mismatch
                .within(format_args!("result {}", next - top))
                .into_error(state)),
        }
    }
}
