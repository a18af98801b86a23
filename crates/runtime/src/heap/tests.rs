//! The collector on small programs, verified after each step.

use super::*;
use crate::state::{GcMode, MULT_RET, MainState, State};
use crate::throw::{LuaResult, Status};
use crate::value::Type;

fn set_metatable(state: &mut State) -> LuaResult<u32> {
    state.set_top(2)?;
    state.set_metatable(1)?;
    Ok(1)
}

fn collect(state: &mut State) -> LuaResult<u32> {
    state.gc_collect();
    Ok(0)
}

fn wrap(state: &mut State) -> LuaResult<u32> {
    state.new_thread()?;
    state.push_value(1)?;
    state.x_move_to(2, 1)?;
    Ok(1)
}

fn resume(state: &mut State) -> LuaResult<u32> {
    let arguments = state.get_top() - 1;
    state.resume(1, arguments).map(|(_, results)| results)
}

fn yield_(state: &mut State) -> LuaResult<u32> {
    state.yield_values(state.get_top())
}

/// A state with the few functions that the programs here need.
fn new_state() -> MainState {
    let mut state = State::new();
    state.gc_stop();
    state.push_globals().unwrap();
    let functions = [
        ("setmetatable", set_metatable as fn(&mut State) -> LuaResult<u32>),
        ("collect", collect),
        ("create", wrap),
        ("resume", resume),
        ("yield", yield_),
    ];
    state.set_funcs(&functions, 0).unwrap();
    state.pop(1);
    state
}

#[track_caller]
fn run(state: &mut State, source: &str) {
    assert_eq!(state.load_string(source), Status::Ok);
    let status = state.pcall(0, MULT_RET, 0);
    let message = String::from_utf8_lossy(state.bytes_at(-1).unwrap_or_default()).into_owned();
    assert_eq!(status, Status::Ok, "{message}");
}

#[track_caller]
fn verify(state: &State) {
    if let Err(fault) = state.gc_verify() {
        panic!("{fault}");
    }
}

/// Builds and changes structures of every kind of object; `change` keeps what it makes within bounds.
const PROGRAM: &str = r#"
    kept = {}
    weak = setmetatable({}, { __mode = "v" })
    ephemerons = setmetatable({}, { __mode = "k" })
    both = setmetatable({}, { __mode = "kv" })
    local count = 0
    function change()
        count = count + 1
        local i = count % 10
        local t = { i, { name = "n" .. count }, text = "a longer string, which is not interned: " .. count }
        t.self = t
        local up = t
        t.get = function() up = { up, count } return up[1] end
        t.get()
        t.thread = create(function(x) local y = { x } local f = function() return y end yield(f) return f end)
        t.held = resume(t.thread, t)
        kept[i] = t
        kept[i + 100] = kept[(i + 3) % 10]
        weak[i], weak[#weak + 1] = t, {}
        ephemerons[t], ephemerons[{}] = { t }, t
        both[t] = {}
        setmetatable(t, { __gc = function(o) kept.last = o end, __index = kept })
        kept.gone, kept.last = nil, kept.gone
    end
"#;

#[test]
fn every_step_of_a_cycle_leaves_the_heap_sound() {
    let state = &mut *new_state();
    run(state, PROGRAM);
    let l = state.thread();
    for _ in 0..500 {
        run(state, "change()");
        // SAFETY: everything in use is on the stack.
        unsafe { cycle::single_step(l) };
        verify(state);
        state.set_top(0).unwrap();
    }
}

#[test]
fn minor_and_major_collections_leave_the_heap_sound() {
    let state = &mut *new_state();
    run(state, PROGRAM);
    assert_eq!(state.gc_generational(0, 0), GcMode::Incremental);
    verify(state);
    for n in 1..100 {
        run(state, "change()");
        if n % 20 == 0 {
            state.gc_collect();
        } else {
            state.gc_step(0);
        }
        verify(state);
        state.set_top(0).unwrap();
    }
    assert_eq!(state.gc_incremental(0, 0, 0), GcMode::Generational);
    verify(state);
}

#[test]
fn collections_of_all_kinds_alternate() {
    let state = &mut *new_state();
    run(state, PROGRAM);
    let l = state.thread();
    for n in 1..200 {
        run(state, "change()");
        match n % 7 {
            0 => drop(state.gc_generational(0, 0)),
            3 => drop(state.gc_incremental(0, 0, 0)),
            // SAFETY: everything in use is on the stack.
            5 => unsafe { full_collect(l, true) },
            _ => drop(state.gc_step(0)),
        }
        verify(state);
        state.set_top(0).unwrap();
    }
}

#[test]
fn a_minor_collection_does_not_visit_old_objects() {
    let state = &mut *new_state();
    run(state, "list = nil for i = 1, 20000 do list = { list, i } end");
    state.gc_generational(0, 0);
    let heap = || {
        // SAFETY: the state is alive.
        unsafe { &raw mut (*(*state.thread()).global).heap }
    };
    let l = state.thread();
    // SAFETY: everything in use is on the stack.
    let work = unsafe {
        assert_eq!((*heap()).mode, Mode::Generational);
        generational::collect_young(l)
    };
    assert!(work < 1000, "{work} units of work for next to nothing new");
    run(
        state,
        "list[2] = { 'young' } old = list for i = 1, 1000 do list = { list, i } end",
    );
    // SAFETY: as above.
    let work = unsafe { generational::collect_young(l) };
    assert!(
        (1000..10_000).contains(&work),
        "{work} units of work for 1000 new tables"
    );
    verify(state);
    for _ in 0..4 {
        state.gc_step(0);
        verify(state);
    }
    run(state, "return old[2][1]");
    assert_eq!(state.bytes_at(-1), Some(&b"young"[..]));
}

#[test]
fn an_old_upvalue_keeps_what_it_closes_over() {
    let state = &mut *new_state();
    run(
        state,
        "local v
         get, set = function() return v end, function(x) v = x end
         thread = create(function() local w set = function(x) w = x end get = function() return w end yield() end)",
    );
    for _ in 0..3 {
        state.gc_generational(0, 0);
        state.gc_step(0);
        state.gc_step(0);
        run(state, "set({ 'new' })");
        state.gc_step(0);
        verify(state);
        run(state, "return get()[1]");
        assert_eq!(state.bytes_at(-1), Some(&b"new"[..]));
        run(state, "if thread then resume(thread) end");
        state.gc_step(0);
        run(state, "set({ 'new' }) thread = nil collect()");
        verify(state);
        run(state, "return get()[1]");
        assert_eq!(state.bytes_at(-1), Some(&b"new"[..]));
        state.gc_incremental(0, 0, 0);
    }
}

#[test]
fn finalizers_run_in_reverse_order_of_marking() {
    for mode in [GcMode::Incremental, GcMode::Generational] {
        let state = &mut *new_state();
        if mode == GcMode::Generational {
            state.gc_generational(0, 0);
        }
        run(
            state,
            "order = ''
             local mt = { __gc = function(o) order = order .. o[1] end }
             for i = 1, 5 do setmetatable({ i }, mt) end
             collect()
             return order",
        );
        assert_eq!(state.bytes_at(-1), Some(&b"54321"[..]), "{mode:?}");
        verify(state);
    }
}

#[test]
fn a_resurrected_object_is_finalized_once() {
    let state = &mut *new_state();
    run(
        state,
        "count = 0
         setmetatable({}, { __gc = function(o) count = count + 1 back = o end })
         collect() collect()
         assert_back = back
         back, assert_back = nil, nil
         collect() collect()
         return count",
    );
    assert_eq!(state.to_integer(-1), Some(1));
    verify(state);
}

#[test]
fn no_memory_at_any_allocation_is_an_error_that_leaves_the_heap_sound() {
    let state = &mut *new_state();
    run(state, PROGRAM);
    run(state, "change() collect()");
    state.set_top(0).unwrap();
    // SAFETY: the state is alive.
    let heap = unsafe { &raw mut (*(*state.thread()).global).heap };
    for mode in [GcMode::Incremental, GcMode::Generational] {
        if mode == GcMode::Generational {
            state.gc_generational(0, 0);
        }
        let mut failures = 0;
        loop {
            state.gc_collect();
            assert_eq!(state.get_global("change").unwrap(), Type::Function);
            // SAFETY: as above.
            unsafe { (*heap).limit = (*heap).bytes + failures * 64 };
            let status = state.pcall(0, 0, 0);
            // SAFETY: as above.
            unsafe { (*heap).limit = usize::MAX };
            verify(state);
            if status == Status::Ok {
                break;
            }
            assert_eq!(status, Status::MemoryError);
            assert_eq!(state.bytes_at(-1), Some(&b"not enough memory"[..]));
            state.set_top(0).unwrap();
            failures += 1;
        }
        assert!(failures > 5, "{failures} failures");
    }
}

#[test]
fn memory_of_garbage_goes_back_to_the_system() {
    let state = &mut *new_state();
    run(
        state,
        "list = nil for i = 1, 50000 do list = { list, i, name = 'x' .. i } end",
    );
    // SAFETY: the state is alive.
    let memory = unsafe { &raw const (*(*state.thread()).global).heap.memory };
    // SAFETY: as above.
    let full = unsafe { (*memory).held() };
    run(state, "list = nil collect()");
    // SAFETY: as above.
    let empty = unsafe { (*memory).held() };
    assert!(empty < full / 3, "{empty} of {full} bytes are held");
    verify(state);
}
