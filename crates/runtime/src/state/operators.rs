//! Arithmetic, comparison, length and concatenation, with metamethods.

use super::{ArithOp, State};
use crate::heap;
use crate::interpreter;
use crate::number;
use crate::table;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::Value;

/// The operators of [`State::compare`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    /// `a == b`
    Eq,
    /// `a < b`
    Lt,
    /// `a <= b`
    Le,
}

impl State {
    /// Pops two operands (one for `Unm` and `BNot`) and pushes the result. `[-(2|1), +1, e]`
    pub fn arith(&mut self, op: ArithOp) -> LuaResult {
        if matches!(op, ArithOp::Unm | ArithOp::BNot) {
            self.need(1)?;
            let operand = self.peek(1);
            self.push_raw(operand)?;
        } else {
            self.need(2)?;
        }
        let l = self.thread();
        // SAFETY: fact 4: both operands are on the stack, and the result takes the place of the first.
        unsafe {
            let first = (*l).top.sub(2);
            interpreter::arithmetic(l, op, first, first.add(1), first)?;
        }
        self.discard(1);
        Ok(())
    }

    /// Compares two values; `false` if there is no value at one of the indices. `[-0, +0, e]`
    #[inline]
    pub fn compare(&mut self, a: i32, b: i32, op: CompareOp) -> LuaResult<bool> {
        let (a, b) = (self.slot(a), self.slot(b));
        if a.is_null() || b.is_null() {
            return Ok(false);
        }
        let l = self.thread();
        // SAFETY: fact 2.
        unsafe {
            if (*a).is_integer() && (*b).is_integer() {
                let order = (*a).as_integer().cmp(&(*b).as_integer());
                return Ok(match op {
                    CompareOp::Eq => order.is_eq(),
                    CompareOp::Lt => order.is_lt(),
                    CompareOp::Le => order.is_le(),
                });
            }
            match op {
                CompareOp::Eq => interpreter::equal(l, a, b),
                CompareOp::Lt => interpreter::less_than(l, a, b),
                CompareOp::Le => interpreter::less_equal(l, a, b),
            }
        }
    }

    /// Pushes the length of the value at `index`. `[-0, +1, e]`
    pub fn len(&mut self, index: i32) -> LuaResult {
        self.room()?;
        let l = self.thread();
        let object = self.operand(index);
        // SAFETY: facts 2 and 3: the result's slot is below the top before a metamethod may run.
        unsafe {
            Thread::push(l, Value::NIL);
            interpreter::length(l, (*l).top.sub(1), object)
        }
    }

    /// The length of the value at `index`, which must be an integer. `[-0, +0, e]`
    #[inline]
    pub fn len_integer(&mut self, index: i32) -> LuaResult<i64> {
        let v = self.value(index);
        // SAFETY: fact 2.
        unsafe {
            if v.is_table() && (*v.as_table()).metatable.is_null() {
                return Ok(table::border(v.as_table()) as i64);
            }
        }
        self.len_integer_slow(index)
    }

    #[cold]
    #[inline(never)]
    fn len_integer_slow(&mut self, index: i32) -> LuaResult<i64> {
        self.len(index)?;
        let Some(length) = self.to_integer(-1) else {
            return Err(self.error_str("object length is not an integer"));
        };
        self.pop(1);
        Ok(length)
    }

    /// Pops `n` values and pushes their concatenation. `[-n, +1, e]`
    pub fn concat(&mut self, n: i32) -> LuaResult {
        if n <= 0 {
            return self.push_bytes(b"");
        }
        self.need(n as usize)?;
        let l = self.thread();
        // SAFETY: fact 4.
        unsafe {
            interpreter::concat(l, n as usize)?;
            heap::check_gc(l);
        }
        Ok(())
    }

    /// Pushes the number that the whole text denotes, if it does, and tells so. `[-0, +(0|1), m]`
    pub fn string_to_number(&mut self, text: &[u8]) -> LuaResult<bool> {
        match number::parse_number(text) {
            Some(v) => self.push_raw(v).map(|()| true),
            None => Ok(false),
        }
    }
}
