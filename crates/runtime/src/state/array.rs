//! Many elements of a table at once.

use super::State;
use crate::limits;
use crate::string;
use crate::table;
use crate::throw::LuaResult;
use crate::value::Value;

impl State {
    /// Pushes what the value at `index` has under `n` integers from `first` on. `[-0, +n, e]`
    pub fn get_range(&mut self, index: i32, first: i64, n: u32) -> LuaResult {
        let index = self.abs_index(index);
        self.reserve(n as usize)?;
        for i in 0..i64::from(n) {
            self.get_i(index, first.wrapping_add(i))?;
        }
        Ok(())
    }

    /// Moves `t[first]` to `t[last]` by one place towards the end (`up`) or towards the start, where `t` is the table at
    /// `index`; `false` if that is not a matter of copying: the table has a metatable, or the places do not all lie
    /// in its array. `[-0, +0, -]`
    pub fn raw_shift(&mut self, index: i32, first: i64, last: i64, up: bool) -> bool {
        let v = self.value(index);
        // SAFETY: fact 2. Elements that change their places need no barrier, and slots are copied without what their
        // padding holds.
        unsafe {
            if !v.is_table() || !(*v.as_table()).metatable.is_null() {
                return false;
            }
            let t = v.as_table();
            let (lowest, highest) = if up { (first, last + 1) } else { (first - 1, last) };
            if lowest < 1 || highest > i64::from((*t).array_size) {
                return false;
            }
            limits::note((*self.thread()).global, (last - first).max(0) as u64 / 4);
            let slot = |i: i64| (*t).array.add(i as usize - 1);
            if up {
                for i in (first..=last).rev() {
                    Value::copy(slot(i + 1), slot(i));
                }
            } else {
                for i in first..=last {
                    Value::copy(slot(i - 1), slot(i));
                }
            }
        }
        true
    }

    /// Sorts `t[1]` to `t[n]` of the table at `index`, if they are in its array and all integers, or all strings, or all
    /// floats with one order (no NaN, no negative zero); tells whether they were. `[-0, +0, -]`
    pub fn raw_sort(&mut self, index: i32, n: usize) -> bool {
        let v = self.value(index);
        // SAFETY: fact 2. No element is nil, so that no metamethod would be asked; elements that change their places
        // need no barrier.
        unsafe {
            if !v.is_table() || n == 0 || n > (*v.as_table()).array_size as usize {
                return false;
            }
            let t = v.as_table();
            table::with_array(t, |array| sort(&mut array[..n]))
        }
    }
}

/// # Safety
/// Strings must be live.
unsafe fn sort(values: &mut [Value]) -> bool {
    let all = |is: fn(&Value) -> bool| values.iter().all(is);
    if all(|v| v.is_integer()) {
        values.sort_unstable_by_key(|v| v.as_integer());
    } else if all(|v| v.is_float() && !v.as_float().is_nan() && v.payload != (-0.0f64).to_bits()) {
        values.sort_unstable_by(|a, b| a.as_float().total_cmp(&b.as_float()));
    } else if all(|v| v.is_string()) {
        values.sort_unstable_by(|a, b| string::bytes(a.as_string()).cmp(string::bytes(b.as_string())));
    } else {
        return false;
    }
    true
}
