//! `table.sort`: quicksort after Sedgewick ("Algorithms in Modula-3"), in the order of comparisons of the reference, so
//! that an order function sees the same calls. A large partition takes a random pivot when the one before was
//! badly out of balance.

use super::{ALL, checked_length};
use moonquakes_runtime::{CompareOp, LuaResult, State, Type};
use std::time::{SystemTime, UNIX_EPOCH};

/// Partitions above this size may take a random pivot.
const RANDOM_LIMIT: u32 = 100;

pub(super) fn sort(state: &mut State) -> LuaResult<u32> {
    let n = checked_length(state, 1, ALL)?;
    if n > 1 {
        state.arg_check(n < i32::MAX as i64, 1, "array too big")?;
        if !state.is_none_or_nil(2) {
            state.check_type(2, Type::Function)?;
        }
        state.set_top(2)?;
        let n = n as u32;
        if !(state.is_nil(2) && sort_plain(state, n)?) {
            sort_range(state, 1, n, 0)?;
        }
    }
    Ok(0)
}

/// Sorts what needs no metamethod and has one order, so that the way does not matter; tells whether it did.
fn sort_plain(state: &mut State, n: u32) -> LuaResult<bool> {
    state.charge(u64::from(n) * u64::from(n.ilog2()))?;
    Ok(state.raw_sort(1, n as usize))
}

/// Whether the value at `a` sorts before the one at `b`.
fn less(state: &mut State, a: i32, b: i32) -> LuaResult<bool> {
    if state.is_nil(2) {
        return state.compare(a, b, CompareOp::Lt);
    }
    state.test(2, [a, b])
}

/// `t[i], t[j] = ` the two topmost values, the top one first. Pops them.
fn store(state: &mut State, i: u32, j: u32) -> LuaResult {
    state.set_i(1, i as i64)?;
    state.set_i(1, j as i64)
}

fn push(state: &mut State, i: u32) -> LuaResult {
    state.get_i(1, i as i64)?;
    Ok(())
}

/// Sorts `t[low..=up]`: the smaller part by recursion, the larger one in the loop.
fn sort_range(state: &mut State, low: u32, up: u32, random: u32) -> LuaResult {
    let (mut low, mut up, mut random) = (low, up, random);
    while low < up {
        push(state, low)?;
        push(state, up)?;
        if less(state, -1, -2)? {
            store(state, low, up)?;
        } else {
            state.pop(2);
        }
        if up - low == 1 {
            break;
        }
        let middle = if up - low < RANDOM_LIMIT || random == 0 {
            low + (up - low) / 2
        } else {
            pivot(low, up, random)
        };
        push(state, middle)?;
        push(state, low)?;
        if less(state, -2, -1)? {
            store(state, middle, low)?;
        } else {
            state.pop(1);
            push(state, up)?;
            if less(state, -1, -2)? {
                store(state, middle, up)?;
            } else {
                state.pop(2);
            }
        }
        if up - low == 2 {
            break;
        }
        push(state, middle)?;
        state.push_value(-1)?;
        push(state, up - 1)?;
        store(state, middle, up - 1)?;
        let p = partition(state, low, up)?;
        let smaller;
        if p - low < up - p {
            sort_range(state, low, p - 1, random)?;
            smaller = p - low;
            low = p + 1;
        } else {
            sort_range(state, p + 1, up, random)?;
            smaller = up - p;
            up = p - 1;
        }
        if up > low && (up - low) / 128 > smaller {
            random = random_seed();
        }
    }
    Ok(())
}

/// Partitions `t[low..=up]` around the pivot on top of the stack, which is also `t[up - 1]`. Pops it and returns its
/// place.
fn partition(state: &mut State, low: u32, up: u32) -> LuaResult<u32> {
    let (mut i, mut j) = (low, up - 1);
    loop {
        i += 1;
        push(state, i)?;
        while less(state, -1, -2)? {
            if i == up - 1 {
                return Err(state.error_str("invalid order function for sorting"));
            }
            state.pop(1);
            i += 1;
            push(state, i)?;
        }
        j -= 1;
        push(state, j)?;
        while less(state, -3, -1)? {
            if j < i {
                return Err(state.error_str("invalid order function for sorting"));
            }
            state.pop(1);
            j -= 1;
            push(state, j)?;
        }
        if j < i {
            state.pop(1);
            store(state, up - 1, i)?;
            return Ok(i);
        }
        store(state, i, j)?;
    }
}

/// A pivot in the middle half of the range.
fn pivot(low: u32, up: u32, random: u32) -> u32 {
    let quarter = (up - low) / 4;
    random % (quarter * 2) + (low + quarter)
}

fn random_seed() -> u32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    now.subsec_nanos() ^ now.as_secs() as u32
}
