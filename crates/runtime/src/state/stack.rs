//! The stack of the running frame.

use super::{REGISTRY_INDEX, State};
use crate::calls::{self, CloseStatus};
use crate::heap;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};

impl State {
    /// Index of the topmost value, which is how many there are. `[-0, +0, -]`
    #[inline]
    pub fn get_top(&self) -> i32 {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe { ((*l).top.offset_from((*(*l).call_info).func) - 1) as i32 }
    }

    /// Sets the top: pops values, or fills up with nil. Slots marked by [`to_close`](Self::to_close) are closed
    /// when popped. `[-?, +?, e]`
    pub fn set_top(&mut self, index: i32) -> LuaResult {
        let top = self.get_top();
        if index > top {
            let n = (index - top) as usize;
            self.reserve(n)?;
            for _ in 0..n {
                // SAFETY: fact 3.
                unsafe { Thread::push(self.thread(), Value::NIL) };
            }
            return Ok(());
        }
        let n = if index >= 0 { top - index } else { -(index + 1) };
        let n = (n as usize).min(self.available());
        let l = self.thread();
        // SAFETY: fact 4: `n` is no more than the frame has.
        unsafe {
            let mut new_top = (*l).top.sub(n);
            if self.first_to_be_closed(new_top).is_some() {
                new_top = calls::close(l, new_top, CloseStatus::Normal, false)?;
            }
            (*l).top = new_top;
        }
        Ok(())
    }

    /// Pops `n` values, or as many as the frame has. It stops at a slot marked by [`to_close`](Self::to_close).
    /// `[-n, +0, -]`
    #[inline]
    pub fn pop(&mut self, n: i32) {
        let n = (n.max(0) as usize).min(self.available());
        let l = self.thread();
        // SAFETY: fact 4.
        unsafe {
            let new_top = (*l).top.sub(n);
            (*l).top = match self.first_to_be_closed(new_top) {
                Some(slot) => slot.add(1),
                None => new_top,
            };
        }
    }

    /// The innermost slot to be closed of this frame, if it is at or above `level`.
    #[inline]
    fn first_to_be_closed(&self, level: *mut Value) -> Option<*mut Value> {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe {
            if !calls::has_to_be_closed((*(*l).call_info).result_count) {
                return None;
            }
            let offset = *(*l).to_be_closed.last()?;
            let slot = Thread::restore_stack(l, offset as usize);
            (slot >= level && slot < (*l).top).then_some(slot)
        }
    }

    /// The index counted from the bottom of the frame. `[-0, +0, -]`
    #[inline]
    pub fn abs_index(&self, index: i32) -> i32 {
        if index > 0 || index <= REGISTRY_INDEX {
            index
        } else {
            self.get_top() + index + 1
        }
    }

    /// Pushes a copy of the value at `index`; nil if there is none. `[-0, +1, m]`
    #[inline]
    pub fn push_value(&mut self, index: i32) -> LuaResult {
        self.room()?;
        let v = self.value(index);
        let v = if v.tag == tag::ABSENT_KEY { Value::NIL } else { v };
        // SAFETY: fact 3.
        unsafe { Thread::push(self.thread(), v) };
        Ok(())
    }

    /// Rotates the values from `index` to the top by `n` places towards the top. `[-0, +0, -]`
    pub fn rotate(&mut self, index: i32, n: i32) {
        let first = self.stack_slot(index);
        if first.is_null() {
            return;
        }
        // SAFETY: fact 2: the slots from `first` to the top are the frame's.
        let values = unsafe {
            let count = (*self.thread()).top.offset_from_unsigned(first);
            core::slice::from_raw_parts_mut(first, count)
        };
        let distance = n.unsigned_abs() as usize;
        if distance > values.len() {
            return;
        }
        if n >= 0 {
            values.rotate_right(distance)
        } else {
            values.rotate_left(distance)
        }
    }

    /// Moves the topmost value to `index`, those above it one up. `[-1, +1, -]`
    #[inline]
    pub fn insert(&mut self, index: i32) {
        let first = self.stack_slot(index);
        if first.is_null() {
            return;
        }
        // SAFETY: fact 2: the slots from `first` to the top are the frame's.
        unsafe {
            let mut slot = (*self.thread()).top.sub(1);
            let v = Value::get(slot);
            while slot > first {
                Value::copy(slot, slot.sub(1));
                slot = slot.sub(1);
            }
            Value::set(first, v);
        }
    }

    /// Removes the value at `index`. `[-1, +0, -]`
    #[inline]
    pub fn remove(&mut self, index: i32) {
        if !self.stack_slot(index).is_null() {
            self.rotate(index, -1);
            self.pop(1);
        }
    }

    /// Pops a value and stores it at `index`. `[-1, +0, -]`
    #[inline]
    pub fn replace(&mut self, index: i32) {
        self.copy(-1, index);
        self.pop(1);
    }

    /// Stores a copy of the value at `from` at `to`, a valid index other than the registry. `[-0, +0, -]`
    pub fn copy(&mut self, from: i32, to: i32) {
        let v = self.value(from);
        let slot = self.slot(to);
        if slot.is_null() || to == REGISTRY_INDEX || v.tag == tag::ABSENT_KEY {
            return;
        }
        let l = self.thread();
        // SAFETY: fact 2.
        unsafe {
            Value::set(slot, v);
            if to < REGISTRY_INDEX {
                heap::barrier_value(l, (*(*(*l).call_info).func).as_object(), v);
            }
        }
    }

    /// Makes room for `n` more values; `false` if the stack cannot grow so far. `[-0, +0, -]`
    #[inline]
    pub fn check_stack(&mut self, n: i32) -> bool {
        let l = self.thread();
        // SAFETY: fact 1: both are ends of the stack's part in use.
        let free = unsafe { (*(*l).call_info).top.offset_from((*l).top) };
        free >= n as isize || self.extend_frame(n)
    }

    #[inline(never)]
    fn extend_frame(&mut self, n: i32) -> bool {
        let n = n.max(0) as usize;
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe {
            if (*l).stack_last.offset_from((*l).top) < n as isize && !calls::try_grow_stack(l, n) {
                return false;
            }
            let ci = (*l).call_info;
            let top = (*l).top.add(n);
            if (*ci).top < top {
                (*ci).top = top;
            }
        }
        true
    }

    /// Makes room for `n` more values, or raises "stack overflow" with `message`, if it is not empty.
    /// `[-0, +0, v]`
    #[inline]
    pub fn ensure_stack(&mut self, n: i32, message: &str) -> LuaResult {
        if self.check_stack(n) {
            Ok(())
        } else if message.is_empty() {
            Err(self.error_str("stack overflow"))
        } else {
            Err(self.error_str(format_args!("stack overflow ({message})")))
        }
    }
}
