//! Numeric `for`: the loop's registers are index, limit or counter, step, and the control variable.

use crate::debug;
use crate::number::{self, Rounding};
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::Value;

/// Prepares the loop whose registers begin at `ra`; returns whether it must not run at all.
///
/// An integer loop counts iterations beforehand, so that it cannot overflow (manual, §3.3.5).
pub(super) unsafe fn prepare(l: *mut Thread, ra: *mut Value) -> LuaResult<bool> {
    let (start, limit, step) = (ra, ra.add(1), ra.add(2));
    if (*start).is_integer() && (*step).is_integer() {
        let (from, by) = ((*start).as_integer(), (*step).as_integer());
        if by == 0 {
            return Err(debug::run_error(l, format_args!("'for' step is zero")));
        }
        Value::set_integer(ra.add(3), from);
        let Some(to) = integer_limit(l, from, limit, by)? else {
            return Ok(true);
        };
        let count = if by > 0 {
            (to as u64).wrapping_sub(from as u64) / by as u64
        } else {
            // by + 1 cannot overflow when negated
            (from as u64).wrapping_sub(to as u64) / (-(by + 1) as u64 + 1)
        };
        Value::set_integer(limit, count as i64);
        return Ok(false);
    }
    let Some(to) = number::to_float(*limit) else {
        return Err(debug::for_error(l, limit, "limit"));
    };
    let Some(by) = number::to_float(*step) else {
        return Err(debug::for_error(l, step, "step"));
    };
    let Some(from) = number::to_float(*start) else {
        return Err(debug::for_error(l, start, "initial value"));
    };
    if by == 0.0 {
        return Err(debug::run_error(l, format_args!("'for' step is zero")));
    }
    if if by > 0.0 { to < from } else { from < to } {
        return Ok(true);
    }
    Value::set_float(limit, to);
    Value::set_float(step, by);
    Value::set_float(ra, from);
    Value::set_float(ra.add(3), from);
    Ok(false)
}

/// The limit of an integer loop, clipped to the integers; `None` when the loop must not run.
unsafe fn integer_limit(l: *mut Thread, start: i64, limit: *mut Value, step: i64) -> LuaResult<Option<i64>> {
    let rounding = if step < 0 { Rounding::Ceil } else { Rounding::Floor };
    let to = match number::to_integer(*limit, rounding) {
        Some(to) => to,
        None => {
            let Some(float) = number::to_float(*limit) else {
                return Err(debug::for_error(l, limit, "limit"));
            };
            // NaN counts as too small, as in the reference.
            if float > 0.0 {
                if step < 0 {
                    return Ok(None);
                }
                i64::MAX
            } else {
                if step > 0 {
                    return Ok(None);
                }
                i64::MIN
            }
        }
    };
    let skip = if step > 0 { start > to } else { start < to };
    Ok(if skip { None } else { Some(to) })
}

/// One more iteration of a float loop; returns whether it goes on.
pub(super) unsafe fn float_step(ra: *mut Value) -> bool {
    let step = (*ra.add(2)).as_float();
    let limit = (*ra.add(1)).as_float();
    let index = (*ra).as_float() + step;
    if if step > 0.0 {
        index <= limit
    } else {
        limit <= index
    } {
        Value::set_float(ra, index);
        Value::set_float(ra.add(3), index);
        return true;
    }
    false
}
