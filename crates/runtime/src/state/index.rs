//! From indices to slots, and the bounds of the running frame.

use super::{REGISTRY_INDEX, State};
use crate::calls;
use crate::closure::NativeClosure;
use crate::debug;
use crate::table::Table;
use crate::thread::{CallInfo, Thread};
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::ptr;

impl State {
    /// The slot at an acceptable index; null when there is none.
    #[inline(always)]
    pub(super) fn slot(&self, index: i32) -> *mut Value {
        let l = self.thread();
        // SAFETY: fact 1; the slot is used only if it lies between the function and the top.
        unsafe {
            let func = (*(*l).call_info).func;
            if index > 0 {
                let slot = func.wrapping_add(index as usize);
                return if slot < (*l).top { slot } else { ptr::null_mut() };
            }
            if index > REGISTRY_INDEX {
                let slot = (*l).top.wrapping_sub(index.unsigned_abs() as usize);
                return if slot > func && index != 0 {
                    slot
                } else {
                    ptr::null_mut()
                };
            }
        }
        self.pseudo_slot(index)
    }

    /// The registry, and the upvalues of the running function.
    fn pseudo_slot(&self, index: i32) -> *mut Value {
        let l = self.thread();
        // SAFETY: fact 1; the number of upvalues is checked.
        unsafe {
            if index == REGISTRY_INDEX {
                return &raw mut (*(*l).global).registry;
            }
            let n = REGISTRY_INDEX.wrapping_sub(index) as usize;
            let func = (*(*l).call_info).func;
            if (*func).tag == tag::NATIVE_CLOSURE {
                let closure = (*func).as_native_closure();
                if n <= (*closure).upvalue_count as usize {
                    return NativeClosure::upvalue(closure, n - 1);
                }
            }
            ptr::null_mut()
        }
    }

    /// The slot at an index of the frame itself, not a pseudo-index; null when there is none.
    pub(super) fn stack_slot(&self, index: i32) -> *mut Value {
        if index <= REGISTRY_INDEX {
            ptr::null_mut()
        } else {
            self.slot(index)
        }
    }

    /// The value at an index; the tag `ABSENT_KEY` says that there is none.
    #[inline(always)]
    pub(crate) fn value(&self, index: i32) -> Value {
        let slot = self.slot(index);
        if slot.is_null() {
            return Value::ABSENT_KEY;
        }
        // SAFETY: fact 2.
        unsafe { Value::get(slot) }
    }

    /// A pointer to the value at an index, or to a value that is none.
    #[inline(always)]
    pub(super) fn operand(&self, index: i32) -> *const Value {
        let slot = self.slot(index);
        if slot.is_null() { &raw const NO_VALUE } else { slot }
    }

    /// The table at an index, or an error.
    #[inline(always)]
    pub(super) fn table(&mut self, index: i32) -> LuaResult<*mut Table> {
        let v = self.value(index);
        if v.is_table() {
            Ok(v.as_table())
        } else {
            Err(self.error_str("table expected"))
        }
    }

    /// The thread at an index.
    pub(super) fn thread_at(&self, index: i32) -> Option<*mut Thread> {
        let v = self.value(index);
        (v.tag == tag::THREAD).then(|| v.as_thread())
    }

    /// The lowest slot that the frame may give up.
    #[inline]
    pub(super) fn floor(&self) -> *mut Value {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe {
            let ci = (*l).call_info;
            let base = (*ci).func.add(1);
            if CallInfo::is_lua(ci) {
                base.add((*(*CallInfo::lua_closure(ci)).proto).max_stack_size as usize)
            } else {
                base
            }
        }
    }

    /// How many values the frame may pop.
    #[inline]
    pub(super) fn available(&self) -> usize {
        let l = self.thread();
        // SAFETY: fact 1; both point into the stack.
        let n = unsafe { (*l).top.offset_from(self.floor()) };
        n.max(0) as usize
    }

    /// Raises an error unless the frame has `n` values to pop.
    #[inline]
    pub(crate) fn need(&mut self, n: usize) -> LuaResult {
        if self.available() < n {
            Err(self.too_few_values())
        } else {
            Ok(())
        }
    }

    #[cold]
    #[inline(never)]
    fn too_few_values(&mut self) -> crate::throw::Throw {
        // SAFETY: fact 1.
        unsafe { debug::run_error(self.thread(), format_args!("not enough values on the stack")) }
    }

    /// Makes room for one more value.
    #[inline(always)]
    pub(super) fn room(&mut self) -> LuaResult {
        let l = self.thread();
        // SAFETY: fact 1.
        if unsafe { (*l).top < (*l).stack_last } {
            Ok(())
        } else {
            self.reserve(1)
        }
    }

    /// Makes room for `n` more values, or raises "stack overflow".
    #[inline(never)]
    pub(super) fn reserve(&mut self, n: usize) -> LuaResult {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe {
            if (*l).stack_last.offset_from((*l).top) < n as isize {
                calls::grow_stack(l, n)?;
            }
            let ci = (*l).call_info;
            let top = (*l).top.add(n);
            if (*ci).top < top {
                (*ci).top = top;
            }
        }
        Ok(())
    }

    /// Pushes a value that is reachable or no object: making room may collect.
    #[inline(always)]
    pub(crate) fn push_raw(&mut self, v: Value) -> LuaResult {
        self.room()?;
        // SAFETY: fact 3.
        unsafe { Thread::push(self.thread(), v) };
        Ok(())
    }

    /// The value `depth` below the top, after `need`.
    #[inline(always)]
    pub(super) fn peek(&self, depth: usize) -> Value {
        // SAFETY: fact 4.
        unsafe { Value::get((*self.thread()).top.sub(depth)) }
    }

    /// Removes `n` values, after `need`.
    #[inline(always)]
    pub(super) fn discard(&mut self, n: usize) {
        let l = self.thread();
        // SAFETY: fact 4.
        unsafe { (*l).top = (*l).top.sub(n) };
    }
}

static NO_VALUE: Value = Value::ABSENT_KEY;
