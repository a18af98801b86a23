//! The debug library (manual, §6.10).

use moonquakes_runtime::{
    DebugInfo, Hook, HookEvent, LoadMode, LuaResult, MASK_CALL, MASK_COUNT, MASK_LINE, MASK_RETURN,
    NativeFunction, REGISTRY_INDEX, State, Status, Type,
};
use std::io::{self, BufRead, Write};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("debug", debug),
    ("getuservalue", get_user_value),
    ("gethook", get_hook),
    ("getinfo", get_info),
    ("getlocal", get_local),
    ("getregistry", get_registry),
    ("getmetatable", get_metatable),
    ("getupvalue", get_upvalue),
    ("upvaluejoin", upvalue_join),
    ("upvalueid", upvalue_id),
    ("setuservalue", set_user_value),
    ("sethook", set_hook),
    ("setlocal", set_local),
    ("setmetatable", set_metatable),
    ("setupvalue", set_upvalue),
    ("traceback", traceback),
    ("setcstacklimit", set_c_stack_limit),
];

/// Where the registry has the table of hook functions, by thread.
const HOOK_TABLE: &str = "_HOOKKEY";

/// Letters that `getinfo` takes.
const INFO_OPTIONS: &[u8] = b"SlnrutLf";

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    Ok(1)
}

fn get_registry(state: &mut State) -> LuaResult<u32> {
    state.push_value(REGISTRY_INDEX)?;
    Ok(1)
}

fn get_metatable(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    if !state.get_metatable(1)? {
        state.push_nil()?;
    }
    Ok(1)
}

fn set_metatable(state: &mut State) -> LuaResult<u32> {
    let is_metatable = matches!(state.type_at(2), Type::Nil | Type::Table);
    state.arg_expected(is_metatable, 2, "nil or table")?;
    state.set_top(2)?;
    state.set_metatable(1)?;
    Ok(1)
}

fn get_user_value(state: &mut State) -> LuaResult<u32> {
    let n = state.opt_integer(2, 1)? as i32;
    if !state.is_full_userdata(1) {
        state.push_fail()?;
    } else if state.get_user_value(1, n)? != Type::None {
        state.push_boolean(true)?;
        return Ok(2);
    }
    Ok(1)
}

fn set_user_value(state: &mut State) -> LuaResult<u32> {
    let n = state.opt_integer(3, 1)? as i32;
    let is_full = state.is_full_userdata(1);
    state.arg_expected(is_full, 1, "userdata")?;
    state.check_any(2)?;
    state.set_top(2)?;
    if !state.set_user_value(1, n)? {
        state.push_fail()?;
    }
    Ok(1)
}

/// Many functions take a thread before their other arguments: the index of the one to look into (0 for the running
/// one), which is also the number of arguments that it takes.
fn optional_thread(state: &State) -> i32 {
    i32::from(state.is_thread(1))
}

fn get_info(state: &mut State) -> LuaResult<u32> {
    let thread = optional_thread(state);
    let options = state.opt_bytes(thread + 2, b"flnSrtu")?.to_vec();
    let returns_function = options.first() == Some(&b'>');
    state.arg_check(!returns_function, thread + 2, "invalid option '>'")?;
    let info = if state.is_function(thread + 1) {
        state.push_value(thread + 1)?;
        state.get_function_info(&options)?
    } else {
        let level = state.check_integer(thread + 1)? as i32;
        state.get_info_of(thread, level, &options)?
    };
    let Some(info) = info else {
        state.push_fail()?;
        return Ok(1);
    };
    let all_known = options.iter().all(|option| INFO_OPTIONS.contains(option));
    state.arg_check(all_known, thread + 2, "invalid option")?;
    state.new_table()?;
    set_info_fields(state, &options, &info)?;
    for (option, name) in [(b'L', "activelines"), (b'f', "func")] {
        if options.contains(&option) {
            state.rotate(-2, 1);
            state.set_field(-2, name)?;
        }
    }
    Ok(1)
}

/// Stores what was asked for in the table on top.
fn set_info_fields(state: &mut State, options: &[u8], info: &DebugInfo) -> LuaResult {
    let asked = |option| options.contains(&option);
    if asked(b'S') {
        set_string(state, "source", &info.source)?;
        set_string(state, "short_src", &info.short_source)?;
        set_integer(state, "linedefined", info.line_defined)?;
        set_integer(state, "lastlinedefined", info.last_line_defined)?;
        set_string(state, "what", info.what.as_bytes())?;
    }
    if asked(b'l') {
        set_integer(state, "currentline", info.current_line)?;
    }
    if asked(b'u') {
        set_integer(state, "nups", info.upvalue_count)?;
        set_integer(state, "nparams", info.param_count)?;
        set_boolean(state, "isvararg", info.is_vararg)?;
    }
    if asked(b'n') {
        if let Some(name) = &info.name {
            set_string(state, "name", name)?;
        }
        set_string(state, "namewhat", info.name_what.as_bytes())?;
    }
    if asked(b'r') {
        set_integer(state, "ftransfer", info.first_transfer)?;
        set_integer(state, "ntransfer", info.transfer_count)?;
    }
    if asked(b't') {
        set_boolean(state, "istailcall", info.is_tail_call)?;
    }
    Ok(())
}

fn set_string(state: &mut State, key: &str, value: &[u8]) -> LuaResult {
    state.push_bytes(value)?;
    state.set_field(-2, key)
}

fn set_integer(state: &mut State, key: &str, value: impl Into<i64>) -> LuaResult {
    state.push_integer(value.into())?;
    state.set_field(-2, key)
}

fn set_boolean(state: &mut State, key: &str, value: bool) -> LuaResult {
    state.push_boolean(value)?;
    state.set_field(-2, key)
}

/// Pushes the name of a variable, nil if it has none.
fn push_name(state: &mut State, name: Option<&[u8]>) -> LuaResult {
    match name {
        Some(name) => state.push_bytes(name),
        None => state.push_nil(),
    }
}

/// Raises an error unless the level that the first argument gives is on the call stack.
fn check_level(state: &mut State, thread: i32, level: i32) -> LuaResult {
    let exists = state.has_level_of(thread, level)?;
    state.arg_check(exists, thread + 1, "level out of range")
}

fn get_local(state: &mut State) -> LuaResult<u32> {
    let thread = optional_thread(state);
    let n = state.check_integer(thread + 2)? as i32;
    if state.is_function(thread + 1) {
        let name = state.parameter_name(thread + 1, n);
        push_name(state, name.as_deref())?;
        return Ok(1);
    }
    let level = state.check_integer(thread + 1)? as i32;
    check_level(state, thread, level)?;
    let Some(name) = state.get_local_of(thread, level, n)? else {
        state.push_fail()?;
        return Ok(1);
    };
    state.push_bytes(&name)?;
    state.insert(-2);
    Ok(2)
}

fn set_local(state: &mut State) -> LuaResult<u32> {
    let thread = optional_thread(state);
    let level = state.check_integer(thread + 1)? as i32;
    let n = state.check_integer(thread + 2)? as i32;
    check_level(state, thread, level)?;
    state.check_any(thread + 3)?;
    state.set_top(thread + 3)?;
    let name = state.set_local_of(thread, level, n)?;
    push_name(state, name.as_deref())?;
    Ok(1)
}

fn get_upvalue(state: &mut State) -> LuaResult<u32> {
    let n = state.check_integer(2)? as i32;
    state.check_type(1, Type::Function)?;
    let Some(name) = state.get_upvalue(1, n)? else {
        return Ok(0);
    };
    state.push_bytes(&name)?;
    state.insert(-2);
    Ok(2)
}

fn set_upvalue(state: &mut State) -> LuaResult<u32> {
    state.check_any(3)?;
    let n = state.check_integer(2)? as i32;
    state.check_type(1, Type::Function)?;
    let Some(name) = state.set_upvalue(1, n)? else {
        return Ok(0);
    };
    state.push_bytes(&name)?;
    Ok(1)
}

/// The identity of the upvalue that is given by a function and the number in the next argument.
fn check_upvalue(state: &mut State, function: i32) -> LuaResult<(i32, Option<*const ()>)> {
    let n = state.check_integer(function + 1)? as i32;
    state.check_type(function, Type::Function)?;
    Ok((n, state.upvalue_id(function, n)))
}

fn upvalue_id(state: &mut State) -> LuaResult<u32> {
    match check_upvalue(state, 1)? {
        (_, Some(id)) => state.push_light_userdata(id.cast_mut())?,
        (_, None) => state.push_fail()?,
    }
    Ok(1)
}

fn upvalue_join(state: &mut State) -> LuaResult<u32> {
    let mut numbers = [0; 2];
    for (number, function) in numbers.iter_mut().zip([1, 3]) {
        let (n, id) = check_upvalue(state, function)?;
        state.arg_check(id.is_some(), function + 1, "invalid upvalue index")?;
        *number = n;
    }
    for function in [1, 3] {
        let is_lua = state.is_lua_function(function);
        state.arg_check(is_lua, function, "Lua function expected")?;
    }
    state.upvalue_join(1, numbers[0], 3, numbers[1]);
    Ok(0)
}

/// The hook of every thread that has one from here: calls the function that the hook table has for the thread.
fn call_hook(state: &mut State, event: HookEvent) -> LuaResult {
    state.get_field(REGISTRY_INDEX, HOOK_TABLE)?;
    state.push_thread()?;
    if state.raw_get(-2)? != Type::Function {
        return Ok(());
    }
    state.push_str(event.name())?;
    match event {
        HookEvent::Line(line) if line >= 0 => state.push_integer(line.into())?,
        _ => state.push_nil()?,
    }
    state.call(2, 0)
}

/// The letters of a mask.
const MASK_LETTERS: [(u8, u8); 3] = [(b'c', MASK_CALL), (b'r', MASK_RETURN), (b'l', MASK_LINE)];

/// Pushes the thread that a hook is for.
fn push_hooked(state: &mut State, thread: i32) -> LuaResult {
    if thread == 0 {
        state.push_thread().map(drop)
    } else {
        state.push_value(thread)
    }
}

fn set_hook(state: &mut State) -> LuaResult<u32> {
    let thread = optional_thread(state);
    let mut hook = None;
    let mut mask = 0;
    let mut count = 0;
    if state.is_none_or_nil(thread + 1) {
        state.set_top(thread + 1)?;
    } else {
        let letters = state.check_bytes(thread + 2)?;
        for (letter, event) in MASK_LETTERS {
            if letters.contains(&letter) {
                mask |= event;
            }
        }
        state.check_type(thread + 1, Type::Function)?;
        count = state.opt_integer(thread + 3, 0)? as i32;
        if count > 0 {
            mask |= MASK_COUNT;
        }
        hook = Some(call_hook as Hook);
    }
    if !state.get_subtable(REGISTRY_INDEX, HOOK_TABLE)? {
        // Weak keys, and its own metatable.
        state.push_str("k")?;
        state.set_field(-2, "__mode")?;
        state.push_value(-1)?;
        state.set_metatable(-2)?;
    }
    push_hooked(state, thread)?;
    state.with_thread(-1, |hooked| {
        hooked.set_hook(hook, mask, count);
        Ok(())
    })?;
    state.push_value(thread + 1)?;
    state.raw_set(-3)?;
    Ok(0)
}

fn get_hook(state: &mut State) -> LuaResult<u32> {
    let thread = optional_thread(state);
    push_hooked(state, thread)?;
    let settings = state.with_thread(-1, |hooked| {
        Ok((hooked.get_hook(), hooked.hook_mask(), hooked.hook_count()))
    })?;
    let Some((Some(hook), mask, count)) = settings else {
        state.push_fail()?;
        return Ok(1);
    };
    if core::ptr::fn_addr_eq(hook, call_hook as Hook) {
        state.get_field(REGISTRY_INDEX, HOOK_TABLE)?;
        state.insert(-2);
        state.raw_get(-2)?;
    } else {
        state.push_str("external hook")?;
    }
    let letters: Vec<u8> = MASK_LETTERS
        .iter()
        .filter(|(_, event)| mask & event != 0)
        .map(|&(letter, _)| letter)
        .collect();
    state.push_bytes(&letters)?;
    state.push_integer(count.into())?;
    Ok(3)
}

/// Writes to standard error; that it cannot be written has nowhere to be told.
fn write_error(text: &[u8]) {
    let _ = io::stderr().write_all(text);
}

fn debug(state: &mut State) -> LuaResult<u32> {
    loop {
        write_error(b"lua_debug> ");
        let mut line = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) || line == b"cont\n" {
            return Ok(0);
        }
        let mut status = state.load(&line, b"=(debug command)", LoadMode::BOTH);
        if status == Status::Ok {
            status = state.pcall(0, 0, 0);
        }
        if status != Status::Ok {
            state.to_string_meta(-1)?;
            let message = state.bytes_at(-1).unwrap_or_default();
            write_error(&[message, b"\n"].concat());
        }
        state.set_top(0)?;
    }
}

fn traceback(state: &mut State) -> LuaResult<u32> {
    let thread = optional_thread(state);
    let message = state.to_bytes(thread + 1)?.map(<[u8]>::to_vec);
    if message.is_none() && !state.is_none_or_nil(thread + 1) {
        // An error value that is no text goes through as it is.
        state.push_value(thread + 1)?;
        return Ok(1);
    }
    let is_running = thread == 0 || state.same_thread(thread);
    let level = state.opt_integer(thread + 2, i64::from(is_running))? as i32;
    if is_running {
        state.traceback(message.as_deref(), level)?;
    } else {
        state.traceback_of(thread, message.as_deref(), level)?;
    }
    Ok(1)
}

fn set_c_stack_limit(state: &mut State) -> LuaResult<u32> {
    let limit = state.check_integer(1)? as u32;
    let limit = state.set_c_stack_limit(limit);
    state.push_integer(limit.into())?;
    Ok(1)
}
