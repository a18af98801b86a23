//! What single operations cost, in one process; with the feature `reference`, beside the reference's own.
//!
//! Each piece is a Lua chunk that gives a function of [`REPEATS`] rounds, called from the outside.

#![allow(missing_docs, reason = "criterion's macros define undocumented items")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use moonquakes::{MainState, Status, new_state};

/// Rounds of a piece's loop.
const REPEATS: u64 = 1000;

/// Name, what is done once, what is done in the loop.
const PIECES: [(&str, &str, &str); 18] = [
    ("empty loop", "", ""),
    (
        "table get, integer",
        "local t = { 1, 2, 3, 4 }",
        "local x = t[i & 3]",
    ),
    ("table get, field", "local t = { x = 1, y = 2 }", "local x = t.y"),
    (
        "table get, string",
        "local t, k = { x = 1, y = 2 }, 'y'",
        "local x = t[k]",
    ),
    ("table get, float", "local t = { [1.5] = 1 }", "local x = t[1.5]"),
    (
        "table get, object",
        "local k = {} local t = { [k] = 1 }",
        "local x = t[k]",
    ),
    (
        "table get, inherited",
        "local t = setmetatable({}, { __index = { x = 1 } })",
        "local x = t.x",
    ),
    ("table set, integer", "local t = { 1, 2, 3, 4 }", "t[i & 3] = i"),
    ("table set, field", "local t = { x = 1, y = 2 }", "t.y = i"),
    ("table append", "local t", "if i == 1 then t = {} end t[i] = i"),
    ("table creation", "", "local t = { x = i, y = i }"),
    (
        "string creation",
        "local sub = string.sub",
        "local s = sub('0123456789abcdef', i & 7, 12)",
    ),
    ("concatenation", "", "local s = i .. ':' .. i"),
    ("call, Lua", "local function f(x) return x end", "local x = f(i)"),
    ("call, native", "local f = math.abs", "local x = f(i)"),
    (
        "call, protected",
        "local f = math.abs",
        "local _, x = pcall(f, i)",
    ),
    ("closure creation", "", "local f = function() return i end"),
    (
        "resume and yield",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end)",
        "co()",
    ),
];

/// A full cycle of the collector, with this many tables to mark.
const CYCLE: &str =
    "local t = {} for i = 1, 20000 do t[i] = { i } end return function() collectgarbage() end";

fn chunk(setup: &str, body: &str) -> String {
    format!("{setup} return function() for i = 1, {REPEATS} do {body} end end")
}

/// A state with a piece's function on its stack.
fn prepare(source: &str) -> MainState {
    let mut state = new_state();
    let loaded = state.load_string(source);
    assert_eq!(loaded, Status::Ok);
    assert_eq!(state.pcall(0, 1, 0), Status::Ok);
    state
}

fn measure(criterion: &mut Criterion, name: &str, source: &str, repeats: u64) {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(repeats));
    let mut state = prepare(source);
    group.bench_function("mq", |bencher| {
        bencher.iter(|| {
            assert!(state.push_value(-1).is_ok());
            assert_eq!(state.pcall(0, 0, 0), Status::Ok);
        });
    });
    #[cfg(feature = "reference")]
    {
        let lua = mlua::Lua::new();
        let function: mlua::Function = lua.load(source).eval().expect("the piece is a function");
        group.bench_function("lua", |bencher| {
            bencher.iter(|| function.call::<()>(()).expect("the piece runs"));
        });
    }
    group.finish();
}

fn pieces(criterion: &mut Criterion) {
    for (name, setup, body) in PIECES {
        measure(criterion, name, &chunk(setup, body), REPEATS);
    }
    measure(criterion, "collector cycle", CYCLE, 1);
}

criterion_group!(benches, pieces);
criterion_main!(benches);
