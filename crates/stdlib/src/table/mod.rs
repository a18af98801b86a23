//! Table manipulation (manual, §6.6).
//!
//! A table without metatable is read and written raw; anything else needs the metamethods for what is done to it.

mod sort;

use moonquakes_runtime::{CompareOp, LuaResult, NativeFunction, State, Type};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("concat", concat),
    ("insert", insert),
    ("pack", pack),
    ("unpack", unpack),
    ("remove", remove),
    ("move", move_),
    ("sort", sort::sort),
];

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    Ok(1)
}

/// What a function does to its table argument.
#[derive(Clone, Copy)]
struct Access {
    read: bool,
    write: bool,
    length: bool,
}

const READ: Access = Access {
    read: true,
    write: false,
    length: false,
};
const WRITE: Access = Access {
    read: false,
    write: true,
    length: false,
};
const READ_LENGTH: Access = Access {
    read: true,
    write: false,
    length: true,
};
const ALL: Access = Access {
    read: true,
    write: true,
    length: true,
};

/// Checks that the argument is a table, or has the metamethods to act as one.
fn check_table(state: &mut State, arg: i32, access: Access) -> LuaResult {
    if state.type_at(arg) == Type::Table {
        return Ok(());
    }
    let needed = [
        (access.read, "__index"),
        (access.write, "__newindex"),
        (access.length, "__len"),
    ];
    if !state.get_metatable(arg)? {
        return state.check_type(arg, Type::Table);
    }
    for (needed, name) in needed {
        if !needed {
            continue;
        }
        let found = state.raw_get_field(-1, name)?;
        state.pop(1);
        if found == Type::Nil {
            return state.check_type(arg, Type::Table);
        }
    }
    state.pop(1);
    Ok(())
}

/// The length of the table argument, checked for `access`.
fn checked_length(state: &mut State, arg: i32, access: Access) -> LuaResult<i64> {
    check_table(state, arg, access)?;
    state.len_integer(arg)
}

fn insert(state: &mut State) -> LuaResult<u32> {
    let end = checked_length(state, 1, ALL)?.wrapping_add(1);
    let position = match state.get_top() {
        2 => end,
        3 => {
            let position = state.check_integer(2)?;
            let in_bounds = (position as u64).wrapping_sub(1) < end as u64;
            state.arg_check(in_bounds, 2, "position out of bounds")?;
            let mut i = end;
            // The first step may have to make the array larger.
            while i > position && (i == end || !state.raw_shift(1, position, i - 1, true)) {
                state.get_i(1, i - 1)?;
                state.set_i(1, i)?;
                i -= 1;
            }
            position
        }
        _ => return Err(state.error_str("wrong number of arguments to 'insert'")),
    };
    state.set_i(1, position)?;
    Ok(0)
}

fn remove(state: &mut State) -> LuaResult<u32> {
    let size = checked_length(state, 1, ALL)?;
    let mut position = state.opt_integer(2, size)?;
    if position != size {
        let in_bounds = (position as u64).wrapping_sub(1) <= size as u64;
        state.arg_check(in_bounds, 2, "position out of bounds")?;
    }
    state.get_i(1, position)?;
    if position < size && state.raw_shift(1, position + 1, size, false) {
        position = size;
    }
    while position < size {
        state.get_i(1, position + 1)?;
        state.set_i(1, position)?;
        position += 1;
    }
    state.push_nil()?;
    state.set_i(1, position)?;
    Ok(1)
}

fn move_(state: &mut State) -> LuaResult<u32> {
    let (from, end, to) = (
        state.check_integer(2)?,
        state.check_integer(3)?,
        state.check_integer(4)?,
    );
    let target = if state.is_none_or_nil(5) { 1 } else { 5 };
    check_table(state, 1, READ)?;
    check_table(state, target, WRITE)?;
    if end >= from {
        let countable = from > 0 || end < i64::MAX.wrapping_add(from);
        state.arg_check(countable, 3, "too many elements to move")?;
        let n = end - from + 1;
        state.arg_check(to <= i64::MAX - n + 1, 4, "destination wrap around")?;
        // Upwards where no element is overwritten before it is read.
        let upwards = to > end || to <= from || (target != 1 && !state.compare(1, target, CompareOp::Eq)?);
        for step in 0..n {
            let i = if upwards { step } else { n - 1 - step };
            state.get_i(1, from + i)?;
            state.set_i(target, to + i)?;
        }
    }
    state.push_value(target)?;
    Ok(1)
}

fn concat(state: &mut State) -> LuaResult<u32> {
    let length = checked_length(state, 1, READ_LENGTH)?;
    let separator = state.opt_bytes(2, b"")?.to_vec();
    let first = state.opt_integer(3, 1)?;
    let last = state.opt_integer(4, length)?;
    let mut out = state.buffer();
    let mut i = first;
    while i <= last {
        let state = out.state();
        let kind = state.get_i(1, i)?;
        if !matches!(kind, Type::String | Type::Number) {
            let name = state.type_name_at(-1);
            return Err(state.error_str(format_args!(
                "invalid value ({name}) at index {i} in table for 'concat'"
            )));
        }
        out.add_value()?;
        if i == last {
            break;
        }
        out.add_bytes(&separator)?;
        i += 1;
    }
    out.push_result()?;
    Ok(1)
}

fn pack(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    state.create_table(n, 1)?;
    state.insert(1);
    for i in (1..=n as i64).rev() {
        state.set_i(1, i)?;
    }
    state.push_integer(n as i64)?;
    state.set_field(1, "n")?;
    Ok(1)
}

fn unpack(state: &mut State) -> LuaResult<u32> {
    let first = state.opt_integer(2, 1)?;
    let last = if state.is_none_or_nil(3) {
        state.len_integer(1)?
    } else {
        state.check_integer(3)?
    };
    if first > last {
        return Ok(0);
    }
    let n = (last as u64).wrapping_sub(first as u64);
    if n >= i32::MAX as u64 || !state.check_stack(n as i32 + 1) {
        return Err(state.error_str("too many results to unpack"));
    }
    let n = n as u32 + 1;
    state.get_range(1, first, n)?;
    Ok(n)
}
