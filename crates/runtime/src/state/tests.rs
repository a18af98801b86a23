//! The API's contract, function by function.

use super::*;
use crate::debug::{HookEvent, MASK_CALL, MASK_COUNT, MASK_LINE, MASK_RETURN};
use crate::thread::Hook;
use crate::throw::{LuaResult, Status};
use crate::value::Type;

fn texts(state: &mut State) -> Vec<String> {
    (1..=state.get_top())
        .map(|i| {
            state.to_string_meta(i).unwrap();
            let text = String::from_utf8_lossy(state.bytes_at(-1).unwrap()).into_owned();
            state.pop(1);
            text
        })
        .collect()
}

fn run(state: &mut State, source: &str) -> Vec<String> {
    state.set_top(0).unwrap();
    state.do_string(source);
    texts(state)
}

#[test]
fn stack_functions_move_values() {
    let state = &mut *State::new();
    for i in 1..=4 {
        state.push_integer(i).unwrap();
    }
    state.insert(2);
    assert_eq!(texts(state), ["1", "4", "2", "3"]);
    state.remove(1);
    assert_eq!(texts(state), ["4", "2", "3"]);
    state.replace(1);
    assert_eq!(texts(state), ["3", "2"]);
    state.copy(1, 2);
    state.set_top(3).unwrap();
    assert_eq!(texts(state), ["3", "3", "nil"]);
    state.set_top(-2).unwrap();
    assert_eq!(state.abs_index(-1), 2);
}

#[test]
fn bad_indices_are_harmless() {
    let state = &mut *State::new();
    state.push_boolean(true).unwrap();
    for index in [
        0,
        2,
        -2,
        i32::MAX,
        i32::MIN,
        REGISTRY_INDEX - 1,
        upvalue_index(i32::MAX),
    ] {
        assert_eq!(state.type_at(index), Type::None, "{index}");
        state.rotate(index, 1);
        state.remove(index);
        state.copy(1, index);
        state.copy(index, 1);
    }
    state.rotate(1, i32::MIN);
    state.pop(i32::MAX);
    state.set_top(i32::MIN).unwrap();
    assert_eq!(state.get_top(), 0);
    assert_eq!(
        state.call(i32::MAX, i32::MAX).unwrap_err().status(),
        Status::RuntimeError
    );
    assert!(!state.check_stack(i32::MAX));
    assert!(state.check_stack(-1));
}

#[test]
fn conversions_follow_the_manual() {
    let state = &mut *State::new();
    state.push_str(" 0x10 ").unwrap();
    assert_eq!(state.to_integer(1), Some(16));
    state.push_number(3.0).unwrap();
    assert_eq!(state.to_integer(2), Some(3));
    state.push_number(3.5).unwrap();
    assert_eq!(state.to_integer(3), None);
    assert_eq!(state.to_bytes(3).unwrap(), Some(&b"3.5"[..]));
    assert_eq!(state.type_at(3), Type::String);
    state.push_boolean(false).unwrap();
    assert_eq!(state.to_bytes(4).unwrap(), None);
    assert!(state.string_to_number(b"1e1").unwrap());
    assert_eq!(state.to_number(-1), Some(10.0));
    assert!(!state.string_to_number(b"1e").unwrap());
}

#[test]
fn tables_hold_what_was_stored() {
    let state = &mut *State::new();
    state.create_table(2, 2).unwrap();
    for i in 1..=10 {
        state.push_integer(i * i).unwrap();
        state.set_i(1, i).unwrap();
    }
    state.push_str("value").unwrap();
    state.set_field(1, "key").unwrap();
    assert_eq!(state.raw_len(1), 10);
    assert_eq!(state.len_integer(1).unwrap(), 10);
    assert_eq!(state.get_i(1, 7).unwrap(), Type::Number);
    assert_eq!(state.to_integer(-1), Some(49));
    assert_eq!(state.get_field(1, "key").unwrap(), Type::String);
    assert_eq!(state.get_field(1, "no key").unwrap(), Type::Nil);
    state.set_top(1).unwrap();
    let mut count = 0;
    state.push_nil().unwrap();
    while state.next(1).unwrap() {
        count += 1;
        state.pop(1);
    }
    assert_eq!(count, 11);
    assert_eq!(state.get_top(), 1);
    state.push_nil().unwrap();
    assert!(state.raw_get(2).is_err());
}

#[test]
fn pcall_catches_and_handlers_run_where_the_error_is() {
    fn handler(state: &mut State) -> LuaResult<u32> {
        state.push_str("handled: ")?;
        state.insert(1);
        state.concat(2)?;
        Ok(1)
    }
    let state = &mut *State::new();
    state.push_function(handler).unwrap();
    assert_eq!(
        state.load_string("local a <const> = ... ; error_here()"),
        Status::Ok
    );
    assert_eq!(state.pcall(0, 0, 1), Status::RuntimeError);
    let message = state.bytes_at(-1).unwrap();
    assert!(
        message.starts_with(b"handled: "),
        "{}",
        String::from_utf8_lossy(message)
    );
    assert!(message.ends_with(b"attempt to call a nil value (global 'error_here')"));
    assert_eq!(state.get_top(), 2);
}

#[test]
fn arguments_are_checked_with_the_reference_messages() {
    fn f(state: &mut State) -> LuaResult<u32> {
        let n = state.check_integer(1)?;
        let length = state.check_bytes(2)?.len();
        state.push_integer(n + length as i64)?;
        Ok(1)
    }
    let state = &mut *State::new();
    state.push_function(f).unwrap();
    state.set_global("f").unwrap();
    assert_eq!(run(state, "return f(1, 'abc')"), ["4"]);
    assert_eq!(run(state, "return f('2', 34)"), ["4"]);
    let position = "[string \"return (f(1.5))\"]:1: ";
    assert_eq!(
        run(state, "return (f(1.5))"),
        [format!(
            "{position}bad argument #1 to 'f' (number has no integer representation)"
        )]
    );
    state
        .push_function(|state| {
            let n = state.opt(1, State::check_number, 0.5)?;
            state.push_number(n)?;
            Ok(1)
        })
        .unwrap();
    state.set_global("half").unwrap();
    assert_eq!(
        run(state, "return half(), half(nil), half(2)"),
        ["0.5", "0.5", "2.0"]
    );
    let position = "[string \"return (f(1, {}))\"]:1: ";
    assert_eq!(
        run(state, "return (f(1, {}))"),
        [format!(
            "{position}bad argument #2 to 'f' (string expected, got table)"
        )]
    );
}

#[test]
fn lent_bytes_outlive_what_the_stack_does() {
    let state = &mut *State::new();
    state
        .push_str("a string that is long enough not to be interned")
        .unwrap();
    state.push_integer(42).unwrap();
    state
        .with_bytes([1, 2], |state, [long, number]| {
            state.set_top(0)?;
            state.gc_collect();
            state.push_bytes(&[long, number].concat())
        })
        .unwrap();
    assert_eq!(
        texts(state),
        ["a string that is long enough not to be interned42"]
    );
    assert!(state.with_bytes([2], |_, [_]| Ok(())).is_err());
}

#[test]
fn upvalues_belong_to_their_function() {
    fn count(state: &mut State) -> LuaResult<u32> {
        let n = state.to_integer(upvalue_index(1)).unwrap_or(0) + 1;
        state.push_integer(n)?;
        state.copy(-1, upvalue_index(1));
        Ok(1)
    }
    let state = &mut *State::new();
    state.push_integer(5).unwrap();
    state.push_closure(count, 1).unwrap();
    state.set_global("count").unwrap();
    assert_eq!(run(state, "return count(), count(), count()"), ["6", "7", "8"]);
    state.get_global("count").unwrap();
    assert_eq!(state.get_upvalue(-1, 1).unwrap(), Some(Vec::new()));
    assert_eq!(state.get_upvalue(-1, 2).unwrap(), None);
}

#[test]
fn a_function_may_claim_more_results_than_it_has() {
    let state = &mut *State::new();
    state.push_function(|_| Ok(1000)).unwrap();
    state.push_integer(1).unwrap();
    state.call(1, MULT_RET).unwrap();
    assert_eq!(texts(state), ["1"]);
}

fn yield_twice(state: &mut State) -> LuaResult<u32> {
    fn after(state: &mut State, status: Status, context: isize) -> LuaResult<u32> {
        assert_eq!(status, Status::Yield);
        if context == 1 {
            return state.yield_k(state.get_top(), 2, after);
        }
        state.push_str("done")?;
        Ok(1)
    }
    state.yield_k(state.get_top(), 1, after)
}

#[test]
fn coroutines_yield_through_continuations() {
    let state = &mut *State::new();
    state.new_thread().unwrap();
    state.push_function(yield_twice).unwrap();
    state.x_move_to(1, 1).unwrap();
    assert_eq!(state.thread_status(1), Some(CoStatus::Suspended));
    for n in 1..=2 {
        state.push_integer(n).unwrap();
        assert_eq!(state.resume(1, 1).unwrap(), (Status::Yield, 1));
        assert_eq!(state.to_integer(-1), Some(n));
        state.pop(1);
    }
    assert_eq!(state.resume(1, 0).unwrap(), (Status::Ok, 1));
    assert_eq!(state.bytes_at(-1), Some(&b"done"[..]));
    assert_eq!(state.thread_status(1), Some(CoStatus::Dead));
    assert_eq!(state.resume(1, 0).unwrap(), (Status::RuntimeError, 1));
    assert_eq!(state.bytes_at(-1), Some(&b"cannot resume dead coroutine"[..]));
}

/// A coroutine at index 1 that runs the source under a hook.
fn hooked(source: &str, hook: Hook, mask: u8, count: i32) -> MainState {
    let mut owned = State::new();
    let state = &mut *owned;
    state.new_thread().unwrap();
    assert_eq!(state.load_string(source), Status::Ok);
    state.x_move_to(1, 1).unwrap();
    let set = state.with_thread(1, |co| {
        co.set_hook(Some(hook), mask, count);
        Ok(())
    });
    assert_eq!(set, Ok(Some(())));
    owned
}

/// Resumes the coroutine at index 1 until it ends; how often it yielded, and its result.
fn resume_to_the_end(state: &mut State) -> (u32, Option<i64>) {
    let mut yields = 0;
    loop {
        let (status, count) = state.resume(1, 0).unwrap();
        match status {
            Status::Yield => assert_eq!(count, 0),
            _ => return (yields, state.to_integer(-1)),
        }
        yields += 1;
    }
}

const LOOP: &str = "local sum = 0\nfor i = 1, 3 do\n sum = sum + i\nend\nreturn sum, ...";

fn yielding_hook(state: &mut State, _event: HookEvent) -> LuaResult {
    state.yield_values(0).map(drop)
}

#[test]
fn hooks_for_lines_yield() {
    let mut state = hooked(LOOP, yielding_hook, MASK_LINE, 0);
    assert_eq!(resume_to_the_end(&mut state), (9, Some(6)));
}

#[test]
fn hooks_for_counts_yield() {
    let mut state = hooked(LOOP, yielding_hook, MASK_COUNT, 1);
    let (yields, result) = resume_to_the_end(&mut state);
    assert_eq!(result, Some(6));
    let mut state = hooked(LOOP, yielding_hook, MASK_COUNT | MASK_LINE, 1);
    assert_eq!(resume_to_the_end(&mut state), (yields, Some(6)));
}

#[test]
fn a_hook_that_yields_and_fails_fails() {
    let mut state = hooked(
        LOOP,
        |state, _| {
            state.yield_values(0)?;
            Err(state.error_str("in the hook"))
        },
        MASK_LINE,
        0,
    );
    assert_eq!(state.resume(1, 0), Ok((Status::RuntimeError, 1)));
    assert_eq!(state.thread_status(1), Some(CoStatus::Dead));
}

#[test]
fn hooks_for_calls_and_returns_do_not_yield() {
    for mask in [MASK_CALL, MASK_RETURN] {
        let mut state = hooked(LOOP, yielding_hook, mask, 0);
        assert_eq!(state.resume(1, 0), Ok((Status::RuntimeError, 1)));
        let message = state.bytes_at(-1).unwrap();
        assert!(message.ends_with(b"attempt to yield across a C-call boundary"));
    }
}

#[test]
fn a_caller_may_lose_the_slot_of_the_vararg_function_it_called() {
    let overwrite: Hook = |state, _event| {
        for n in 1..=10 {
            state.push_integer(42)?;
            state.set_local(1, n)?;
        }
        Ok(())
    };
    let source = "local function callee(...) return ... end\nreturn (callee(7, 8))";
    let mut state = hooked(source, overwrite, MASK_CALL | MASK_RETURN, 0);
    assert_eq!(resume_to_the_end(&mut state), (0, Some(42)));
}

#[test]
fn a_visited_coroutine_stays_where_it_is() {
    let state = &mut *State::new();
    state.new_thread().unwrap();
    state.push_function(yield_twice).unwrap();
    state.x_move_to(1, 1).unwrap();
    let visit = state.with_thread(1, |co| {
        co.push_thread()?;
        assert!(co.same_thread(-1));
        assert!(!co.is_yieldable());
        assert_eq!(co.resume(-1, 0)?.0, Status::RuntimeError);
        co.set_top(1)?;
        Ok(co.get_top())
    });
    assert_eq!(visit.unwrap(), Some(1));
    let failed = state.with_thread(1, |co| -> LuaResult { Err(co.error_str("from there")) });
    assert_eq!(failed.unwrap_err().status(), Status::RuntimeError);
    assert_eq!(state.bytes_at(-1), Some(&b"from there"[..]));
    assert_eq!(state.resume(1, 0).unwrap(), (Status::Yield, 0));
}

#[test]
fn a_dropped_error_does_no_harm() {
    let state = &mut *State::new();
    state
        .push_function(|state| {
            state.load_string("local t = {...}; local function f() return t end; g(f)");
            let _ = state.call(0, 0);
            state.push_str("went on")?;
            Ok(1)
        })
        .unwrap();
    assert_eq!(state.pcall(0, 1, 0), Status::Ok);
    state.gc_collect();
    assert_eq!(texts(state), ["went on"]);
}

#[test]
fn slots_are_closed_when_popped() {
    fn close(state: &mut State) -> LuaResult<u32> {
        state.push_boolean(true)?;
        state.set_global("closed")?;
        Ok(0)
    }
    let state = &mut *State::new();
    state
        .push_function(|state| {
            state.new_table()?;
            state.new_table()?;
            state.push_function(close)?;
            state.set_field(-2, "__close")?;
            state.set_metatable(-2)?;
            state.to_close(-1)?;
            state.pop(1);
            assert_eq!(state.get_top(), 1);
            state.set_top(0)?;
            state.get_global("closed")?;
            Ok(1)
        })
        .unwrap();
    state.call(0, 1).unwrap();
    assert_eq!(texts(state), ["true"]);
}

#[test]
fn references_are_reused() {
    let state = &mut *State::new();
    state.push_str("first").unwrap();
    let first = state.reference(REGISTRY_INDEX).unwrap();
    state.push_nil().unwrap();
    assert_eq!(state.reference(REGISTRY_INDEX).unwrap(), REF_NIL);
    state.raw_get_i(REGISTRY_INDEX, i64::from(first)).unwrap();
    assert_eq!(state.bytes_at(-1), Some(&b"first"[..]));
    state.unreference(REGISTRY_INDEX, first).unwrap();
    state.push_str("second").unwrap();
    assert_eq!(state.reference(REGISTRY_INDEX).unwrap(), first);
}

#[test]
fn userdata_hold_typed_values() {
    let state = &mut *State::new();
    state.new_userdata(vec![1u8, 2], 1).unwrap();
    assert_eq!(state.userdata::<Vec<u8>>(1), Some(&vec![1, 2]));
    assert!(state.userdata::<String>(1).is_none());
    state.userdata_mut::<Vec<u8>>(1).unwrap().push(3);
    state.push_integer(9).unwrap();
    assert!(state.set_user_value(1, 1).unwrap());
    assert_eq!(state.get_user_value(1, 1).unwrap(), Type::Number);
    assert_eq!(state.get_user_value(1, 2).unwrap(), Type::None);
    assert_eq!(state.take_userdata::<Vec<u8>>(1), Some(vec![1, 2, 3]));
    assert!(state.userdata::<Vec<u8>>(1).is_none());
}

#[test]
fn errors_of_the_system_read_as_in_c() {
    let state = &mut *State::new();
    let missing = std::fs::File::open("no such file").map(drop);
    assert_eq!(state.file_result(missing, Some(b"name")).unwrap(), 3);
    assert_eq!(texts(state), ["nil", "name: No such file or directory", "2"]);
    assert_eq!(
        state.load_file(Some(b"no such file"), LoadMode::BOTH),
        Status::FileError
    );
    assert_eq!(
        state.bytes_at(-1),
        Some(&b"cannot open no such file: No such file or directory"[..])
    );
}

#[test]
fn a_state_moves_between_threads() {
    let mut state = State::new();
    state.push_integer(1).unwrap();
    let sum = std::thread::spawn(move || {
        state.push_integer(2).unwrap();
        state.arith(ArithOp::Add).unwrap();
        state.to_integer(-1)
    });
    assert_eq!(sum.join().unwrap(), Some(3));
}

#[test]
fn buffers_build_strings_beside_a_stack_in_use() {
    let state = &mut *State::new();
    let before = state.gc_count();
    let mut buffer = state.buffer_with_size(3).unwrap();
    buffer.add_str("ab").unwrap();
    buffer.state().push_integer(12).unwrap();
    buffer.add_value().unwrap();
    buffer.add_with(2, |bytes| bytes[0] = b'!').unwrap();
    buffer.add_within(1..4).unwrap();
    buffer.add_gsub(b"a.b.c", b".", b"::").unwrap();
    buffer.add_fmt(format_args!("{:03}", 7)).unwrap();
    assert_eq!(buffer.bytes(), b"ab12!\0b12a::b::c007");
    buffer.truncate(5);
    buffer.bytes_mut()[0] = b'A';
    assert!(buffer.state().gc_count() > before);
    buffer.push_result().unwrap();
    assert_eq!(texts(state), ["Ab12!"]);
    state.buffer().push_result().unwrap();
    assert_eq!(state.bytes_at(-1), Some(&b""[..]));
    state.new_table().unwrap();
    let mut buffer = state.buffer();
    buffer.add_byte(b'x').unwrap();
    assert!(buffer.add_value().is_err());
}

#[test]
fn the_memory_of_a_buffer_is_given_back() {
    let state = &mut *State::new();
    let before = state.gc_count();
    let mut buffer = state.buffer();
    buffer.reserve(100_000).unwrap();
    assert!(buffer.state().gc_count() >= before + 100_000);
    assert!(buffer.reserve(usize::MAX).is_err());
    drop(buffer);
    state.set_top(0).unwrap();
    assert_eq!(state.gc_count(), before);
}

#[test]
fn chunks_come_from_readers_and_go_to_writers() {
    struct Failing;
    impl std::io::Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("unplugged"))
        }
    }
    let state = &mut *State::new();
    let mut source = &b"return 'from a reader'"[..];
    assert_eq!(state.load_reader(&mut source, b"=r", LoadMode::TEXT), Status::Ok);
    let mut chunk = Vec::new();
    assert!(state.dump_to(&mut chunk, true).unwrap());
    assert!(chunk.starts_with(LUA_SIGNATURE));
    state.set_top(0).unwrap();
    assert_eq!(
        state.load_reader(&mut &chunk[..], b"=r", LoadMode::BINARY),
        Status::Ok
    );
    state.call(0, 1).unwrap();
    assert_eq!(texts(state), ["from a reader"]);
    assert!(!state.dump_to(&mut chunk, true).unwrap());
    assert_eq!(
        state.load_reader(&mut Failing, b"=r", LoadMode::BOTH),
        Status::FileError
    );
    assert_eq!(texts(state), ["from a reader", "unplugged"]);
}

#[test]
fn values_of_the_host_are_found_by_their_type() {
    let state = &mut *State::new();
    assert_eq!(state.set_extra(1u8), None);
    assert_eq!(state.set_extra(String::from("kept")), None);
    assert_eq!(state.set_extra(2u8), Some(1));
    state.new_thread().unwrap();
    let seen = state.with_thread(1, |co| Ok(co.extra::<u8>().copied()));
    assert_eq!(seen.unwrap(), Some(Some(2)));
    state.extra_mut::<String>().unwrap().push('!');
    assert_eq!(state.take_extra::<String>().as_deref(), Some("kept!"));
    assert!(state.extra::<String>().is_none());
}

#[test]
fn many_elements_at_once() {
    let state = &mut *State::new();
    assert_eq!(
        state.load_string("return { 'c', 'a', 'b' }, { 1, 'x', 2.5 }"),
        Status::Ok
    );
    state.call(0, 2).unwrap();
    assert!(state.raw_sort(1, 3));
    assert!(!state.raw_sort(2, 3) && !state.raw_sort(1, 4) && !state.raw_sort(7, 1));
    assert!(state.raw_shift(1, 1, 2, true) && state.raw_shift(2, 2, 3, false));
    assert!(
        !state.raw_shift(1, 1, 3, true)
            && !state.raw_shift(1, 1, 1, false)
            && !state.raw_shift(7, 1, 1, true)
    );
    state.get_range(1, 1, 4).unwrap();
    state.get_range(2, 1, 2).unwrap();
    state.push_nil().unwrap();
    state.replace(6);
    assert_eq!(texts(state)[2..], ["a", "a", "b", "nil", "x", "2.5"]);
}

#[test]
fn a_test_calls_with_copies_and_leaves_nothing() {
    let state = &mut *State::new();
    assert_eq!(
        state.load_string("local a, b = ... return a < b, 'more'"),
        Status::Ok
    );
    state.push_integer(1).unwrap();
    state.push_integer(2).unwrap();
    assert!(state.test(1, [2, -1]).unwrap());
    assert!(!state.test(1, [3, 2]).unwrap());
    assert_eq!(state.get_top(), 3);
    assert_eq!(state.to_integer(3), Some(2));
    assert!(state.test(1, [9, 2]).is_err());
}
