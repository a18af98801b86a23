//! Limits: what stops a script, and that nothing else does.

use moonquakes::{
    Function, Libraries, Limit, Limits, LuaResult, MainState, State, Status, new_state, new_state_with,
};
use moonquakes_lua_tests::differential::Invocation;
use moonquakes_lua_tests::mq;
use std::time::{Duration, Instant};

fn stopped_by(state: &mut State, limits: Limits, source: &str) -> Option<Limit> {
    state.set_limits(limits);
    match state.eval::<()>(source) {
        Ok(()) => None,
        Err(error) if error.status() == Status::Stopped => state.limit_reached(),
        Err(error) => panic!("{source}: {error}"),
    }
}

const INSTRUCTIONS: Limits = Limits::new().instructions(100_000);

#[test]
fn loops_of_every_kind_end() {
    let mut state = new_state();
    for source in [
        "while true do end",
        "repeat until false",
        "for i = 1, math.huge do end",
        "for i = 1.0, math.huge do end",
        "::again:: goto again",
        "for _ in function() return 1 end do end",
        "local t = {} ; while true do for k in pairs(t) do end end",
        "local function f() return f() end f()",
        "local function f() f() end while true do pcall(f) end",
        "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) while true do pcall(function() return t[1] end) end",
        "local f = setmetatable({}, {__call = function() end}) while true do f() end",
        "while true do pcall(error) end",
        "while true do coroutine.wrap(function() end)() end",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
        "pcall(function() while true do end end)",
        "xpcall(function() while true do end end, function() while true do end end)",
        "coroutine.wrap(function() while true do end end)()",
        "coroutine.wrap(function() pcall(coroutine.wrap(function() while true do end end)) end)()",
        "local t <close> = setmetatable({}, {__close = function() while true do end end})",
        "local t <close> = setmetatable({}, {__close = function() while true do end end}) while true do end",
        "setmetatable({}, {__gc = function() while true do end end}) while true do local t = {} end",
        "load(function() while true do end end)",
        "string.gsub('x', 'x', function() while true do end end)",
        "table.sort({1, 2, 3}, function() while true do end end)",
    ] {
        let start = Instant::now();
        assert_eq!(
            stopped_by(&mut state, INSTRUCTIONS, source),
            Some(Limit::Instructions),
            "{source}"
        );
        assert!(start.elapsed() < Duration::from_secs(2), "{source}");
        state.set_limits(Limits::new());
        assert_eq!(state.get_top(), 0);
        assert_eq!(state.eval::<i32>("return 1 + 1").unwrap(), 2);
    }
}

#[test]
fn a_script_pays_for_no_less_than_it_runs() {
    let mut state = new_state();
    let mut used = |source: &str| {
        state.set_limits(Limits::new().instructions(u64::MAX));
        state.eval::<()>(source).unwrap();
        state.instructions_used()
    };
    let loops = used("for i = 1, 1000 do local x = i * 2 end");
    assert!((2_000..6_000).contains(&loops), "{loops}");
    let calls = used("local function f() end for i = 1, 1000 do f() end");
    assert!((3_000..8_000).contains(&calls), "{calls}");
    let straight = used(&format!(
        "local x = 1 local function f() {} end f() f()",
        "x = x + 1 ".repeat(1000)
    ));
    assert!((4_000..20_000).contains(&straight), "{straight}");
}

#[test]
fn time_and_interrupts_stop_scripts() {
    let mut state = new_state();
    let start = Instant::now();
    let limits = Limits::new().timeout(Duration::from_millis(50));
    assert_eq!(
        stopped_by(&mut state, limits, "while true do end"),
        Some(Limit::Time)
    );
    assert!(start.elapsed() < Duration::from_secs(2));
    let handle = state.interrupt_handle();
    state.set_limits(Limits::new());
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        handle.interrupt();
    });
    assert_eq!(
        stopped_by(&mut state, Limits::new(), "while true do pcall(error) end"),
        Some(Limit::Interrupt)
    );
    thread.join().unwrap();
    assert_eq!(stopped_by(&mut state, Limits::new(), "return 1"), None);
}

#[test]
fn memory_is_limited_and_not_to_be_caught() {
    let mut state = new_state();
    for source in [
        "local t = {} for i = 1, math.huge do t[i] = i end",
        "local t = {} for i = 1, math.huge do t[i] = {} end",
        "local s = 'x' while true do s = s .. s end",
        "local t = {} for i = 1, math.huge do t[i] = 'string ' .. i end",
        "string.rep('x', 1 << 30)",
        "pcall(string.rep, 'x', 1 << 30)",
        "local t = {} while true do pcall(function() t[#t + 1] = string.rep('x', 1 << 20) end) end",
        "local function f() f() end while true do local ok, e = pcall(function() local t = {} while true do t[#t + 1] = {} end end) end",
        "local t = {} for i = 1, math.huge do t[i] = coroutine.create(print) end",
        "local t = {} for i = 1, math.huge do t[i] = function() return t end end",
        "string.format(string.rep('%s', 1000), table.unpack(setmetatable({}, {__index = function() return string.rep('x', 1 << 20) end}), 1, 1000))",
    ] {
        let limit = Limits::new().memory(32 << 20);
        assert_eq!(
            stopped_by(&mut state, limit, source),
            Some(Limit::Memory),
            "{source}"
        );
        state.set_limits(Limits::new());
        state.gc_collect();
        assert!(state.gc_count() < 8 << 20, "{source}: {} bytes", state.gc_count());
        assert_eq!(state.eval::<i32>("return 1 + 1").unwrap(), 2);
    }
}

#[test]
fn native_code_that_swallows_a_stop_does_not_save_the_script() {
    let mut state = new_state();
    state
        .set_fn("swallow", |state: &mut State, f: Function| {
            let _ = f.call::<()>(state, ());
        })
        .unwrap();
    let source = "swallow(function() while true do end end) swallowed = true";
    assert_eq!(
        stopped_by(&mut state, INSTRUCTIONS, source),
        Some(Limit::Instructions)
    );
    state.set_limits(Limits::new());
    assert!(!state.get::<bool>("swallowed").unwrap());
}

#[test]
fn a_state_that_was_stopped_stays_stopped_until_limits_are_set() {
    let mut state = new_state();
    assert!(stopped_by(&mut state, INSTRUCTIONS, "while true do end").is_some());
    assert_eq!(state.eval::<()>("x = 1").unwrap_err().status(), Status::Stopped);
    state.set_limits(INSTRUCTIONS);
    assert_eq!(state.limit_reached(), None);
    assert!(state.eval::<()>("x = 1").is_ok());
}

fn start(state: &mut State, source: &str) -> LuaResult {
    state.new_thread()?;
    state.load_string(source).to_result()?;
    state.x_move_to(-2, 1)
}

/// Runs the coroutine at the index to its end; how many slices it took.
fn run_in_slices(state: &mut MainState, index: i32, units: u64) -> u32 {
    let mut slices = 1;
    loop {
        match state.resume_slice(index, 0, units).unwrap().0 {
            Status::Paused => slices += 1,
            Status::Ok => return slices,
            status => panic!("{status:?}: {:?}", state.bytes_at(-1)),
        }
        assert!(slices < 100_000, "no progress");
    }
}

#[test]
fn scripts_run_in_slices_wherever_they_are() {
    let mut state = new_state();
    for source in [
        "local n = 0 for i = 1, 10000 do n = n + i end return n",
        "local function f(n) if n == 0 then return 0 end return n + f(n - 1) end for i = 1, 100 do f(100) end",
        "local co = coroutine.wrap(function() for i = 1, 10000 do local x = i end coroutine.yield(1) for i = 1, 10000 do local x = i end return 2 end)
         assert(co() == 1 and co() == 2)",
        "local function deep(n) if n == 0 then for i = 1, 10000 do end return 'end' end return coroutine.wrap(deep)(n - 1) end assert(deep(20) == 'end')",
        "local ok, e = pcall(function() for i = 1, 10000 do end error('caught') end) assert(not ok and e:find('caught'))",
        "local t = setmetatable({}, {__index = function(t, k) for i = 1, 1000 do end return k end}) for i = 1, 10 do assert(t[i] == i) end",
        "local co = coroutine.create(function() for i = 1, 10000 do end error('x') end) local ok, e = coroutine.resume(co) assert(not ok and e:find('x'))",
        "for k, v in pairs(setmetatable({}, {__pairs = function() return function(_, k) if not k or k < 1000 then return (k or 0) + 1 end end end})) do end",
        "local function v(...) return select('#', ...) end for i = 1, 2000 do assert(v(table.unpack({1, 2, 3})) == 3) end",
    ] {
        for units in [50, 1000] {
            state.set_top(0).unwrap();
            start(&mut state, source).unwrap();
            assert!(run_in_slices(&mut state, 1, units) > 3, "{source}");
        }
    }
}

#[test]
fn many_scripts_share_a_thread_fairly() {
    let mut state = new_state();
    state.eval::<()>("turns = {}").unwrap();
    for n in 1..=50 {
        start(
            &mut state,
            &format!("turns[{n}] = 0 while not done do turns[{n}] = turns[{n}] + 1 end"),
        )
        .unwrap();
    }
    for _ in 0..20 {
        for n in 1..=50 {
            assert_eq!(state.resume_slice(n, 0, 1000).unwrap().0, Status::Paused);
        }
    }
    let turns: Vec<i64> = state.get("turns").unwrap();
    let (least, most) = (turns.iter().min().unwrap(), turns.iter().max().unwrap());
    assert!(*least > 1000 && most - least < 200, "{least} to {most}");
    state.eval::<()>("done = true").unwrap();
    for n in 1..=50 {
        assert_eq!(state.resume_slice(n, 0, 1000).unwrap().0, Status::Ok);
    }
}

#[test]
fn a_paused_script_is_left_to_who_paused_it() {
    let mut state = new_state();
    start(
        &mut state,
        "shared = coroutine.create(function() for i = 1, 10000 do end return 'done' end)
        result = select(2, coroutine.resume(shared))",
    )
    .unwrap();
    assert_eq!(state.resume_slice(1, 0, 500).unwrap().0, Status::Paused);
    let (status, resumed, why) = state
        .eval::<(String, bool, String)>("return coroutine.status(shared), coroutine.resume(shared)")
        .unwrap();
    assert_eq!(
        (&*status, resumed, &*why),
        ("normal", false, "cannot resume non-suspended coroutine")
    );
    run_in_slices(&mut state, 1, 500);
    assert_eq!(state.get::<String>("result").unwrap(), "done");
    start(&mut state, "while true do end").unwrap();
    assert_eq!(state.resume_slice(2, 0, 500).unwrap().0, Status::Paused);
    assert_eq!(state.close_thread(2).unwrap(), Status::Ok);
}

#[test]
fn slices_do_not_lift_limits() {
    let mut state = new_state();
    state.set_limits(Limits::new().instructions(10_000));
    start(&mut state, "while true do end").unwrap();
    let mut paused = 0;
    let stopped = loop {
        match state.resume_slice(1, 0, 1000) {
            Ok((Status::Paused, 0)) => paused += 1,
            other => break other,
        }
    };
    assert_eq!(stopped.unwrap_err().status(), Status::Stopped);
    assert!((8..=10).contains(&paused), "{paused}");
    assert_eq!(state.limit_reached(), Some(Limit::Instructions));
}

#[test]
fn a_safe_state_does_not_reach_the_system() {
    let mut state = new_state_with(Libraries::SAFE);
    let found: Vec<String> = state
        .eval(
            "local names = {}
            for _, name in ipairs{'io', 'os', 'package', 'require', 'debug', 'dofile', 'loadfile'} do
                if _G[name] ~= nil then names[#names + 1] = name end
            end
            return names",
        )
        .unwrap();
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(state.eval::<String>("return ('x'):rep(3)").unwrap(), "xxx");
    let some = Libraries::STRING | Libraries::MATH;
    assert!(Libraries::SAFE.contains(some) && !Libraries::SAFE.without(some).contains(some));
}

#[test]
fn the_command_takes_limits() {
    let endless = "pcall(function() while true do end end)";
    for (option, program, message) in [
        ("--max-instructions=100K", endless, "too many instructions"),
        ("--timeout=100ms", endless, "out of time"),
        ("--timeout=0.1", endless, "out of time"),
        (
            "--max-memory=8M",
            "local s = 'x' while true do s = s .. s end",
            "not enough memory",
        ),
        (
            "--sandbox",
            "io.write('x')",
            "attempt to index a nil value (global 'io')",
        ),
        (
            "--max-memory=8X",
            "print('never')",
            "unrecognized option '--max-memory=8X'",
        ),
        (
            "--timeout=-1",
            "print('never')",
            "unrecognized option '--timeout=-1'",
        ),
    ] {
        let outcome = Invocation::new([option, "-e", program])
            .run(mq())
            .expect("mq starts");
        let errors = String::from_utf8_lossy(&outcome.stderr).into_owned();
        assert!(errors.contains(message), "{option}: {errors}");
        assert!(!outcome.success() && outcome.stdout.is_empty(), "{option}");
    }
    let outcome = Invocation::new(["--sandbox", "--max-instructions=1M", "-e", "print(1)"]).run(mq());
    assert_eq!(outcome.expect("mq starts").stdout, b"1\n");
}
