//! Coroutines (manual, §6.2).

use moonquakes_runtime::{CoStatus, LuaResult, NativeFunction, State, Status, Type, upvalue_index};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("create", create),
    ("resume", resume),
    ("running", running),
    ("status", status),
    ("wrap", wrap),
    ("yield", yield_),
    ("isyieldable", is_yieldable),
    ("close", close),
];

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    Ok(1)
}

fn check_coroutine(state: &mut State) -> LuaResult {
    let is_thread = state.is_thread(1);
    state.arg_expected(is_thread, 1, "thread")
}

fn create(state: &mut State) -> LuaResult<u32> {
    state.check_type(1, Type::Function)?;
    state.new_thread()?;
    state.push_value(1)?;
    state.x_move_to(-2, 1)?;
    Ok(1)
}

fn resume(state: &mut State) -> LuaResult<u32> {
    check_coroutine(state)?;
    let arguments = state.get_top() - 1;
    finish_resume(state, arguments)
}

/// Resumes the coroutine at index 1; after a pause, goes on with it.
fn finish_resume(state: &mut State, arguments: i32) -> LuaResult<u32> {
    let (status, count) = state.resume_k(1, arguments, 0, |state, _, _| finish_resume(state, 0))?;
    let succeeded = matches!(status, Status::Ok | Status::Yield);
    state.push_boolean(succeeded)?;
    state.insert(-(count as i32 + 1));
    Ok(count + 1)
}

fn wrap(state: &mut State) -> LuaResult<u32> {
    create(state)?;
    state.push_closure(resume_wrapped, 1)?;
    Ok(1)
}

fn resume_wrapped(state: &mut State) -> LuaResult<u32> {
    let arguments = state.get_top();
    finish_resume_wrapped(state, arguments)
}

/// Resumes the coroutine in the upvalue; after a pause, goes on with it.
fn finish_resume_wrapped(state: &mut State, arguments: i32) -> LuaResult<u32> {
    let co = upvalue_index(1);
    let (status, count) = state.resume_k(co, arguments, 0, |state, _, _| finish_resume_wrapped(state, 0))?;
    if matches!(status, Status::Ok | Status::Yield) {
        return Ok(count);
    }
    let died = !matches!(state.status_of(co), Some(Status::Ok | Status::Yield));
    if died {
        // Its pending variables are closed with the error, which may become another one.
        state.pop(1);
        state.close_thread(co)?;
    }
    if status != Status::MemoryError && state.type_at(-1) == Type::String {
        state.where_(1)?;
        state.insert(-2);
        state.concat(2)?;
    }
    Err(state.error())
}

fn yield_(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    state.yield_values(n)
}

fn status(state: &mut State) -> LuaResult<u32> {
    check_coroutine(state)?;
    let name = state.thread_status(1).unwrap_or(CoStatus::Dead).name();
    state.push_str(name)?;
    Ok(1)
}

fn is_yieldable(state: &mut State) -> LuaResult<u32> {
    let yieldable = if state.is_none(1) {
        state.is_yieldable()
    } else {
        check_coroutine(state)?;
        state.thread_is_yieldable(1) == Some(true)
    };
    state.push_boolean(yieldable)?;
    Ok(1)
}

fn running(state: &mut State) -> LuaResult<u32> {
    let is_main = state.push_thread()?;
    state.push_boolean(is_main)?;
    Ok(2)
}

fn close(state: &mut State) -> LuaResult<u32> {
    check_coroutine(state)?;
    match state.thread_status(1) {
        Some(CoStatus::Dead | CoStatus::Suspended) => {
            if state.close_thread(1)? == Status::Ok {
                state.push_boolean(true)?;
                return Ok(1);
            }
            state.push_boolean(false)?;
            state.insert(-2);
            Ok(2)
        }
        other => {
            let name = other.unwrap_or(CoStatus::Running).name();
            Err(state.error_str(format_args!("cannot close a {name} coroutine")))
        }
    }
}
