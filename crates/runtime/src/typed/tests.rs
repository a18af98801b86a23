//! What typed code sees, and what it must not be able to break.

use super::*;
use crate::state::{State, upvalue_index};
use crate::throw::{LuaResult, Status, Throw};
use std::collections::{BTreeMap, HashMap};
use std::error::Error as _;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn error_of<R: FromLuaMulti>(state: &mut State, source: &str) -> String {
    match state.eval::<R>(source) {
        Ok(_) => panic!("no error in {source}"),
        Err(error) => error.message().to_owned(),
    }
}

/// A state with the functions that the tests' programs need from the library, which is not here.
fn state() -> crate::state::MainState {
    let mut state = State::new();
    state
        .register("pcall", |state| {
            let status = state.pcall(state.get_top() - 1, -1, 0);
            state.push_boolean(status == Status::Ok)?;
            state.insert(1);
            Ok(state.get_top() as u32)
        })
        .unwrap();
    state
        .register("error", |state| {
            state.set_top(1)?;
            Err(state.error())
        })
        .unwrap();
    state
        .register("tostring", |state| {
            state.to_string_meta(1)?;
            Ok(1)
        })
        .unwrap();
    state
        .register("setmetatable", |state| {
            state.set_top(2)?;
            state.set_metatable(1)?;
            Ok(1)
        })
        .unwrap();
    state
}

#[test]
fn values_go_to_lua_and_come_back() {
    fn there_and_back<T: IntoLua + FromLua + PartialEq + fmt::Debug + Clone>(value: T) {
        let state = &mut *State::new();
        state.push(value.clone()).unwrap();
        assert_eq!(state.pop_to::<T>().unwrap(), value);
        assert_eq!(state.get_top(), 0);
    }
    there_and_back(true);
    there_and_back(-128i8);
    there_and_back(u32::MAX);
    there_and_back(i64::MIN);
    there_and_back(1.5f64);
    there_and_back(0.25f32);
    there_and_back('λ');
    there_and_back(String::from("grüße"));
    there_and_back(b"\xff\0bytes".to_vec());
    there_and_back(vec![vec![1, 2], vec![], vec![3]]);
    there_and_back([1.0, 2.0]);
    there_and_back(*b"four");
    there_and_back(Some(7));
    there_and_back(None::<i64>);
    there_and_back(HashMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]));
    there_and_back(BTreeMap::from([(1, vec![true]), (10, vec![])]));
}

#[test]
fn what_does_not_fit_says_why() {
    let state = &mut *State::new();
    assert_eq!(
        error_of::<u8>(state, "return 256"),
        "256 is out of range for u8 (result 1)"
    );
    assert_eq!(
        error_of::<u64>(state, "return -1"),
        "-1 is out of range for u64 (result 1)"
    );
    assert_eq!(
        error_of::<i32>(state, "return 1.5"),
        "number has no integer representation (result 1)"
    );
    assert_eq!(
        error_of::<f64>(state, "return {}"),
        "number expected, got table (result 1)"
    );
    assert_eq!(
        error_of::<(i32, String)>(state, "return 1"),
        "string expected, got no value (result 2)"
    );
    assert_eq!(
        error_of::<String>(state, "return '\\xff'"),
        "string is not valid UTF-8 (result 1)"
    );
    assert_eq!(
        error_of::<Vec<i32>>(state, "return {1, 'x'}"),
        "number expected, got string (at index 2) (result 1)"
    );
    assert_eq!(
        error_of::<HashMap<String, bool>>(state, "return {[{}] = true}"),
        "string expected, got table (as a key) (result 1)"
    );
    assert_eq!(
        error_of::<[i32; 2]>(state, "return {1, 2, 3}"),
        "2 values expected, got 3 (result 1)"
    );
    assert!(state.protect(|state| state.push(u64::MAX)).is_err());
    // Far from a sequence, but with a border that a search finds far away.
    let list = state.eval::<Vec<Option<i32>>>("local t = {1}; for i = 1, 60 do t[1 << i] = i end return t");
    assert_eq!(list.unwrap(), [Some(1), Some(1)]);
}

#[test]
fn closures_are_functions_with_typed_parameters() {
    let state = &mut *state();
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = calls.clone();
    state
        .set_fn("count", move || counter.fetch_add(1, Ordering::Relaxed))
        .unwrap();
    state.set_fn("swap", |a: String, b: i64| (b, a)).unwrap();
    state
        .set_fn("top", |state: &mut State, _: Option<i64>| state.get_top())
        .unwrap();
    state
        .set_fn("join", |between: String, Rest(words): Rest<String>| {
            words.join(&between)
        })
        .unwrap();
    state.set_fn("all", |list: Vec<i64>| Rest(list)).unwrap();
    state
        .set_fn(
            "twice",
            |state: &mut State, f: Function, x: i64| -> LuaResult<i64> {
                let once: i64 = f.call(state, x)?;
                f.call(state, once)
            },
        )
        .unwrap();
    assert_eq!(
        state.eval::<(usize, usize)>("return count(), count()").unwrap(),
        (0, 1)
    );
    assert_eq!(
        state.eval::<(i64, String)>("return swap('x', 2)").unwrap(),
        (2, "x".into())
    );
    assert_eq!(state.eval::<i32>("return top(1, 2, 3)").unwrap(), 3);
    assert_eq!(
        state.eval::<String>("return join('-', 'a', 2, 'c')").unwrap(),
        "a-2-c"
    );
    assert_eq!(state.eval::<(i64, i64)>("return all{4, 5}").unwrap(), (4, 5));
    assert_eq!(
        state
            .eval::<i64>("return twice(function(x) return x * x end, 3)")
            .unwrap(),
        81
    );
    let position = "[string \"return 1, (swap({}))\"]:1: ";
    assert_eq!(
        error_of::<()>(state, "return 1, (swap({}))"),
        format!("{position}bad argument #1 to 'swap' (string expected, got table)")
    );
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[test]
fn closures_are_dropped_with_their_functions() {
    let mut state = State::new();
    let kept = Arc::new(());
    let captured = kept.clone();
    state.set_fn("f", move || Arc::strong_count(&captured)).unwrap();
    assert_eq!(state.eval::<usize>("return f()").unwrap(), 2);
    state.eval::<()>("f = nil").unwrap();
    state.gc_collect();
    assert_eq!(Arc::strong_count(&kept), 1);
    let captured = kept.clone();
    state.set_fn("f", move || Arc::strong_count(&captured)).unwrap();
    drop(state);
    assert_eq!(Arc::strong_count(&kept), 1);
}

#[derive(Debug)]
struct Outer(std::num::ParseIntError);

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a port")
    }
}

impl std::error::Error for Outer {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn rust_errors_come_back_whole() {
    let state = &mut *state();
    state
        .set_fn("port", |text: String| text.parse::<u16>().map_err(Outer))
        .unwrap();
    let error = state
        .eval::<()>("local ok, e = pcall(port, 'x'); caught = tostring(e); error(e)")
        .unwrap_err();
    assert_eq!(state.get::<String>("caught").unwrap(), "not a port");
    assert_eq!(error.status(), Status::RuntimeError);
    assert_eq!(error.to_string(), "not a port");
    assert!(error.downcast_ref::<Outer>().is_some());
    let chain: Vec<String> = std::iter::successors(error.source(), |&e| e.source())
        .map(|e| e.to_string())
        .collect();
    assert_eq!(chain, ["not a port", "invalid digit found in string"]);
    assert!(
        error.traceback().contains("in main chunk"),
        "{}",
        error.traceback()
    );
}

#[test]
fn a_caught_error_can_be_raised_again_as_it_was() {
    let state = &mut *state();
    state
        .set_fn("run", |state: &mut State, source: String| {
            state.eval::<i64>(&source)
        })
        .unwrap();
    let code = state
        .eval::<i64>("failure = {code = 7}; local ok, e = pcall(run, 'error(failure)'); return e.code")
        .unwrap();
    assert_eq!(code, 7);
    let error = state.eval::<i64>("return run('return +')").unwrap_err();
    assert_eq!(
        error.message(),
        "[string \"return +\"]:1: unexpected symbol near '+'"
    );
    state.set_fn("text", || Err::<(), _>("just text")).unwrap();
    assert_eq!(error_of::<()>(state, "text()"), "just text");
}

#[test]
fn error_values_of_any_kind_reach_the_host() {
    let state = &mut *state();
    let error = state.eval::<()>("error({1, 2})").unwrap_err();
    assert_eq!(error.message(), "(error object is a table value)");
    state.push(error.value().unwrap()).unwrap();
    assert_eq!(state.pop_to::<Vec<i32>>().unwrap(), [1, 2]);
    let with_text = "error(setmetatable({}, {__tostring = function() return 'told' end}))";
    assert_eq!(error_of::<()>(state, with_text), "told");
    let broken = "error(setmetatable({}, {__tostring = function() error('no') end}))";
    assert_eq!(error_of::<()>(state, broken), "(error object is a table value)");
    let error = state.eval::<()>("x =").unwrap_err();
    assert_eq!((error.status(), error.traceback()), (Status::SyntaxError, ""));
    assert_eq!(state.get_top(), 0);
}

#[test]
fn a_panic_of_a_closure_is_an_error_that_can_go_on() {
    let state = &mut *state();
    state.set_fn("f", |n: i32| assert_ne!(n, 1, "one")).unwrap();
    let caught: bool = state.eval("return (pcall(f, 1))").unwrap();
    assert!(!caught);
    let error = state.eval::<()>("f(1)").unwrap_err();
    assert!(error.message().starts_with("panic: "), "{error}");
    let payload = catch_unwind(AssertUnwindSafe(|| error.clone().resume_unwind())).unwrap_err();
    assert!(payload.downcast_ref::<String>().unwrap().contains("one"));
    error.resume_unwind();
    assert_eq!(state.eval::<i32>("return 3").unwrap(), 3);
}

#[test]
fn a_panic_of_a_native_function_leaves_the_state_usable() {
    let mut state = state();
    state.register("panic", |_| panic!("through it all")).unwrap();
    state
        .register("nested", |state| {
            state.get_global("panic")?;
            let _ = catch_unwind(AssertUnwindSafe(|| state.pcall(0, 0, 0)));
            state.push("went on")?;
            Ok(1)
        })
        .unwrap();
    let programs = [
        "panic()",
        "pcall(panic)",
        "local x <const> = 1; pcall(function() local up = x; (function() panic(up) end)() end)",
        "setmetatable({}, {__index = function() panic() end}).x = nil; \
         local _ = setmetatable({}, {__index = function() panic() end}).x",
        "local function deep(n) if n == 0 then panic() end return deep(n - 1) + 1 end deep(5000)",
    ];
    for program in programs {
        let panicked = catch_unwind(AssertUnwindSafe(|| state.eval::<()>(program)));
        assert!(panicked.is_err(), "{program}");
        assert_eq!(state.get_top(), 0);
        state.gc_collect();
        let works = state.eval::<i32>(
            "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end return f(150)",
        );
        assert_eq!(works.unwrap(), 150);
    }
    assert_eq!(state.eval::<String>("return nested()").unwrap(), "went on");
}

#[test]
fn a_panic_in_a_coroutine_kills_it() {
    let state = &mut *state();
    state.new_thread().unwrap();
    state.push_function(|_| panic!("in a coroutine")).unwrap();
    state.x_move_to(1, 1).unwrap();
    assert!(catch_unwind(AssertUnwindSafe(|| state.resume(1, 0))).is_err());
    assert_eq!(state.thread_status(1), Some(crate::state::CoStatus::Dead));
    assert_eq!(state.resume(1, 0).unwrap().0, Status::RuntimeError);
    state.set_top(0).unwrap();
    state.gc_collect();
}

#[test]
fn a_panic_in_a_finalizer_or_a_drop_does_not_stop_the_collector() {
    struct Loud;
    impl Drop for Loud {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    let state = &mut *state();
    state.register("panic", |_| panic!("finalizer")).unwrap();
    state.eval::<()>("setmetatable({}, {__gc = panic})").unwrap();
    state.new_userdata(Loud, 0).unwrap();
    state.set_top(0).unwrap();
    state.gc_collect();
    state.gc_collect();
    assert!(!state.gc_in_finalizer());
    let kept = Arc::new(());
    state.new_userdata(kept.clone(), 0).unwrap();
    state.set_top(0).unwrap();
    state.gc_collect();
    assert_eq!(Arc::strong_count(&kept), 1);
}

#[test]
fn handles_outlive_the_stack_and_the_state() {
    let mut state = State::new();
    state
        .push("a value that is kept alive by nothing but a handle")
        .unwrap();
    let handle = state.pop_handle().unwrap();
    state.push(vec![1]).unwrap();
    let table: Table = state.pop_to().unwrap();
    state.gc_collect();
    table.set(&mut state, 2, "two").unwrap();
    assert_eq!(table.get::<String>(&mut state, 2).unwrap(), "two");
    assert_eq!(table.len(&mut state).unwrap(), 2);
    let other = &mut *State::new();
    assert!(other.push(&handle).is_err());
    assert_eq!(state.get_top(), 0);
    let copy = handle.clone();
    std::thread::spawn(move || drop(handle)).join().unwrap();
    state.push(&copy).unwrap();
    drop(state);
    std::thread::spawn(move || drop(copy)).join().unwrap();
    drop(table);
}

#[test]
fn the_value_of_a_dropped_handle_is_collected() {
    let state = &mut *State::new();
    let kept = Arc::new(());
    state.new_userdata(kept.clone(), 0).unwrap();
    let handle = state.pop_handle().unwrap();
    state.gc_collect();
    assert_eq!(Arc::strong_count(&kept), 2);
    drop(handle);
    state.gc_collect();
    assert_eq!(Arc::strong_count(&kept), 1);
}

#[derive(Clone, PartialEq, Debug)]
struct Point {
    x: f64,
    y: f64,
}

impl UserType for Point {
    const NAME: &str = "Point";

    fn register(class: &mut Class<'_, Point>) -> LuaResult {
        class.function("new", |x: f64, y: f64| Point { x, y })?;
        class.constant("dimensions", 2)?;
        class.method("length", |this: &Point| this.x.hypot(this.y))?;
        class.method_mut("scale", |this: &mut Point, by: f64| {
            this.x *= by;
            this.y *= by;
        })?;
        class.method_mut(
            "with",
            |state: &mut State, this: &mut Point, f: Function| -> LuaResult {
                let x = this.x;
                this.x = f.call(state, x)?;
                Ok(())
            },
        )?;
        class.method("share", |state: &mut State, _: &Point, f: Function| {
            f.call::<f64>(state, ())
        })?;
        class.getter("x", |this: &Point| this.x)?;
        class.setter("x", |this: &mut Point, x: f64| this.x = x)?;
        class.meta_function("__add", |a: Point, b: Point| Point {
            x: a.x + b.x,
            y: a.y + b.y,
        })?;
        class.meta_method("__eq", |this: &Point, other: Point| *this == other)?;
        class.meta_method("__tostring", |this: &Point| format!("({}, {})", this.x, this.y))?;
        class.meta_method("__index", |_: &Point, key: String| format!("no {key}"))
    }
}

#[test]
fn userdata_have_methods_fields_and_metamethods() {
    let state = &mut *state();
    state.set_class::<Point>().unwrap();
    let program = "local p = Point.new(3, 4)
        local q = p + Point.new(1, 0)
        q.x = q.x + 1
        q:scale(2)
        return p:length(), tostring(q), Point.dimensions, p.missing, p == Point.new(3, 4)";
    assert_eq!(
        state.eval::<(f64, String, i32, String, bool)>(program).unwrap(),
        (5.0, "(10, 8)".into(), 2, "no missing".into(), true)
    );
    assert_eq!(
        state.eval::<Point>("return Point.new(1, 2)").unwrap(),
        Point { x: 1.0, y: 2.0 }
    );
    state.set("origin", Point { x: 0.0, y: 0.0 }).unwrap();
    let message = |state: &mut State, source: &str| {
        error_of::<()>(state, source)
            .rsplit_once(":1: ")
            .unwrap()
            .1
            .to_owned()
    };
    assert_eq!(message(state, "origin.y = 1"), "cannot set field 'y' of Point");
    assert_eq!(
        message(state, "origin.length({})"),
        "bad argument #1 to 'length' (Point expected, got table)"
    );
    assert_eq!(
        message(state, "origin:scale('x')"),
        "bad argument #1 to 'scale' (number expected, got string)"
    );
    assert_eq!(
        message(state, "local x = origin + 1"),
        "bad argument #2 to 'metamethod 'add'' (Point expected, got number)"
            .replace("'metamethod 'add''", "'add'")
    );
}

#[test]
fn a_value_in_use_cannot_be_used_otherwise() {
    let state = &mut *state();
    state.set("p", Point { x: 1.0, y: 0.0 }).unwrap();
    let in_use = "attempt to use a userdata that is in use";
    for program in [
        "p:with(function() p:scale(2) end)",
        "p:with(function() return p.x end)",
        "p:share(function() p.x = 2 end)",
    ] {
        let error = state.eval::<()>(program).unwrap_err();
        assert!(error.message().ends_with(in_use), "{error}");
    }
    assert_eq!(
        state
            .eval::<f64>("return p:share(function() return p:length() end)")
            .unwrap(),
        1.0
    );
    state.eval::<()>("p:with(function(x) return x + 1 end)").unwrap();
    assert_eq!(state.get::<Point>("p").unwrap().x, 2.0);
}

#[test]
fn a_lent_value_is_neither_taken_nor_collected() {
    let state = &mut *State::new();
    state.new_userdata(String::from("lent"), 0).unwrap();
    let seen = state.with_userdata(1, |state, text: &String| {
        assert!(state.take_userdata::<String>(1).is_none());
        assert!(state.userdata_mut::<String>(1).is_none());
        assert!(state.userdata::<String>(1).is_some());
        assert!(state.check_userdata::<String>(1, "text").is_err());
        state.set_top(0)?;
        state.gc_collect();
        Ok(text.clone())
    });
    assert_eq!(seen.unwrap().as_deref(), Some("lent"));
    state.new_userdata(String::new(), 0).unwrap();
    let index = state.get_top();
    let lent = state.with_userdata_mut(index, |state, text: &mut String| {
        assert!(state.userdata::<String>(index).is_none());
        text.push('!');
        Err::<(), Throw>(state.error_str("stop"))
    });
    assert!(lent.is_err());
    assert_eq!(state.userdata::<String>(index).map(String::as_str), Some("!"));
}

#[test]
fn values_with_a_large_alignment_are_aligned() {
    #[repr(align(64))]
    struct Aligned(u8);
    let state = &mut *State::new();
    let before = state.gc_count();
    state.new_userdata(Aligned(5), 1).unwrap();
    assert!(state.gc_count() >= before + 64);
    let value = state.userdata::<Aligned>(1).unwrap();
    assert!(std::ptr::from_ref(value).addr().is_multiple_of(64));
    assert_eq!(state.take_userdata::<Aligned>(1).unwrap().0, 5);
    state.set_top(0).unwrap();
    state.gc_collect();
    assert!(state.gc_count() <= before);
}

#[test]
fn a_protected_closure_has_a_frame_of_its_own() {
    let state = &mut *state();
    state.push(1).unwrap();
    let seen = state.protect(|state| {
        state.push(2)?;
        state.push(3)?;
        assert_eq!(state.type_at(upvalue_index(1)), crate::value::Type::None);
        Ok(state.get_top())
    });
    assert_eq!(seen.unwrap(), 2);
    let nested = state.protect(|state| {
        let inner = state.protect(|state| Err::<(), _>(state.error_str("inner")));
        Ok(inner.unwrap_err().to_string())
    });
    assert_eq!(nested.unwrap(), "inner");
    fn endless(state: &mut State) -> Result<(), Error> {
        state.protect(|state| endless(state).map_err(|error| error.raise(state)))
    }
    assert!(endless(state).unwrap_err().message().contains("C stack overflow"));
    assert_eq!(state.get_top(), 1);
}

#[cfg(feature = "serde")]
mod with_serde {
    use super::state;
    use crate::typed::Serde;
    use ::serde::{Deserialize, Serialize};
    use std::collections::BTreeMap;

    #[derive(Serialize, Deserialize, PartialEq, Debug, Clone)]
    enum Shape {
        Empty,
        Circle(f64),
        Segment(i32, i32),
        Square { side: u8 },
    }

    #[derive(Serialize, Deserialize, PartialEq, Debug, Clone)]
    struct Scene {
        name: String,
        shapes: Vec<Shape>,
        tags: BTreeMap<String, Option<i64>>,
        parent: Option<Box<Scene>>,
    }

    fn scene() -> Scene {
        Scene {
            name: "top".into(),
            shapes: vec![
                Shape::Empty,
                Shape::Circle(1.5),
                Shape::Segment(1, -1),
                Shape::Square { side: 9 },
            ],
            tags: BTreeMap::from([("depth".into(), Some(1))]),
            parent: Some(Box::new(Scene {
                name: String::new(),
                shapes: Vec::new(),
                tags: BTreeMap::new(),
                parent: None,
            })),
        }
    }

    #[test]
    fn structures_go_to_lua_and_come_back() {
        let state = &mut *state();
        state.set("scene", Serde(scene())).unwrap();
        assert_eq!(state.get::<Serde<Scene>>("scene").unwrap().0, scene());
        let seen = state.eval::<(String, f64, u8)>(
            "return scene.shapes[1], scene.shapes[2].Circle, scene.shapes[4].Square.side",
        );
        assert_eq!(seen.unwrap(), ("Empty".into(), 1.5, 9));
        assert_eq!(state.get_top(), 0);
    }

    #[test]
    fn what_does_not_fit_says_why() {
        let state = &mut *state();
        for (source, reason) in [
            (
                "return {name = 1, shapes = {}, tags = {}}",
                "invalid type: integer `1`, expected a string",
            ),
            ("return {shapes = {}, tags = {}}", "missing field `name`"),
            (
                "return {name = '', shapes = {'Cube'}, tags = {}}",
                "unknown variant `Cube`",
            ),
            (
                "return {name = '', shapes = {{Square = {side = 256}}}}",
                "invalid value: integer `256`",
            ),
            ("return 5", "table expected, got number"),
            (
                "local t = {name = '', shapes = {}, tags = {}}; t.parent = t; return t",
                "nested too deeply",
            ),
        ] {
            let error = state.eval::<Serde<Scene>>(source).unwrap_err();
            assert!(error.message().contains(reason), "{source}: {error}");
            assert_eq!(state.get_top(), 0);
        }
        let ignored = "return {name = 'n', shapes = {}, tags = {}, more = tostring, deep = {{}}}";
        assert_eq!(state.eval::<Serde<Scene>>(ignored).unwrap().0.name, "n");
        assert!(state.protect(|state| state.push(Serde(u64::MAX))).is_err());
    }
}
