//! Metamethods: the events, how their handlers are found, and how they are called.

use crate::calls;
use crate::closure::Proto;
use crate::debug;
use crate::global::Global;
use crate::heap;
use crate::string;
use crate::table::{self, Table};
use crate::thread::{CallInfo, Thread, call_status};
use crate::throw::LuaResult;
use crate::value::{Type, Value, tag};

/// Defines the events from one list, in the numbering of Lua 5.4, which instructions refer to.
macro_rules! events {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {
        /// An event that a metamethod can handle.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Event {
            $($(#[$doc])* $name,)*
        }

        /// Every event, by its number.
        pub(crate) const EVENTS: &[Event] = &[$(Event::$name),*];
        /// The fields of metatables, by the number of the event.
        pub(crate) const EVENT_NAMES: &[&str] = &[$($text),*];
        /// Number of events.
        pub(crate) const EVENT_COUNT: usize = EVENT_NAMES.len();
    };
}

events! {
    Index "__index";
    NewIndex "__newindex";
    Gc "__gc";
    Mode "__mode";
    Len "__len";
    /// The last one whose absence is cached in [`Table::flags`].
    Eq "__eq";
    Add "__add";
    Sub "__sub";
    Mul "__mul";
    Mod "__mod";
    Pow "__pow";
    Div "__div";
    IDiv "__idiv";
    BAnd "__band";
    BOr "__bor";
    BXor "__bxor";
    Shl "__shl";
    Shr "__shr";
    Unm "__unm";
    BNot "__bnot";
    Lt "__lt";
    Le "__le";
    Concat "__concat";
    Call "__call";
    Close "__close";
}

impl Event {
    /// The event of an instruction's operand. A number that stands for none, which only a chunk that no compiler made
    /// can have, counts as the last.
    pub(crate) fn from_operand(number: u32) -> Event {
        EVENTS.get(number as usize).copied().unwrap_or(Event::Close)
    }
}

/// Interns the names of the events.
pub(crate) unsafe fn init(l: *mut Thread) -> LuaResult {
    for (n, name) in EVENT_NAMES.iter().enumerate() {
        (*(*l).global).event_names[n] = string::new(l, name.as_bytes())?;
    }
    Ok(())
}

/// The handler of one of the first events in a metatable, which may be null; null if there is none. Absence is
/// remembered in the metatable's flags.
#[inline(always)]
pub(crate) unsafe fn fast_get(g: *mut Global, metatable: *mut Table, event: Event) -> *const Value {
    if metatable.is_null() || (*metatable).flags & 1 << event as u8 != 0 {
        return core::ptr::null();
    }
    get_and_remember(g, metatable, event)
}

unsafe fn get_and_remember(g: *mut Global, metatable: *mut Table, event: Event) -> *const Value {
    debug_assert!(event as u8 <= Event::Eq as u8);
    let method = table::get_short_str(metatable, (*g).event_names[event as usize]);
    if (*method).is_nil() {
        (*metatable).flags |= 1 << event as u8;
        return core::ptr::null();
    }
    method
}

/// The metatable of a value; null if it has none.
pub(crate) unsafe fn metatable_of(g: *mut Global, object: *const Value) -> *mut Table {
    match (*object).tag {
        tag::TABLE => (*(*object).as_table()).metatable,
        tag::USERDATA => (*(*object).as_userdata()).metatable,
        _ => (*g).metatables[(*object).type_bits() as usize],
    }
}

/// The handler of an event for a value; nil if there is none.
pub(crate) unsafe fn get_by_object(l: *mut Thread, object: *const Value, event: Event) -> Value {
    let g = (*l).global;
    let metatable = metatable_of(g, object);
    if metatable.is_null() {
        return Value::NIL;
    }
    let method = table::get_short_str(metatable, (*g).event_names[event as usize]);
    if (*method).is_nil() {
        Value::NIL
    } else {
        Value::get(method)
    }
}

/// The name of a value's type for messages: the `__name` of its metatable if that is a string.
pub(crate) unsafe fn type_name(l: *mut Thread, object: *const Value) -> Vec<u8> {
    let metatable = match (*object).tag {
        tag::TABLE | tag::USERDATA => metatable_of((*l).global, object),
        _ => core::ptr::null_mut(),
    };
    if !metatable.is_null()
        && let Ok(key) = string::new(l, b"__name")
    {
        let name = table::get_short_str(metatable, key);
        if (*name).is_string() {
            return string::bytes((*name).as_string()).to_vec();
        }
    }
    let kind = Type::ALL[(*object).type_bits() as usize];
    kind.name().as_bytes().to_vec()
}

/// Calls what lies at `func`. Only Lua code can be interrupted by a yield in a metamethod.
unsafe fn call_at(l: *mut Thread, func: *mut Value, results: i32) -> LuaResult {
    if CallInfo::is_lua_code((*l).call_info) {
        calls::call(l, func, results)
    } else {
        calls::call_no_yield(l, func, results)
    }
}

/// Calls a handler with three arguments, for no result.
pub(crate) unsafe fn call(
    l: *mut Thread,
    method: Value,
    a: *const Value,
    b: *const Value,
    c: *const Value,
) -> LuaResult {
    let func = (*l).top;
    Value::set(func, method);
    Value::copy(func.add(1), a);
    Value::copy(func.add(2), b);
    Value::copy(func.add(3), c);
    (*l).top = func.add(4);
    call_at(l, func, 0)
}

/// Calls a handler with two arguments; its result goes to the stack slot `result`.
pub(crate) unsafe fn call_result(
    l: *mut Thread,
    method: Value,
    a: *const Value,
    b: *const Value,
    result: *mut Value,
) -> LuaResult {
    let offset = Thread::save_stack(l, result);
    let func = (*l).top;
    Value::set(func, method);
    Value::copy(func.add(1), a);
    Value::copy(func.add(2), b);
    (*l).top = func.add(3);
    call_at(l, func, 1)?;
    (*l).top = (*l).top.sub(1);
    Value::copy(Thread::restore_stack(l, offset), (*l).top);
    Ok(())
}

/// Calls the handler of the first operand that has one; `false` if none has.
unsafe fn call_binary(
    l: *mut Thread,
    a: *const Value,
    b: *const Value,
    result: *mut Value,
    event: Event,
) -> LuaResult<bool> {
    let mut method = get_by_object(l, a, event);
    if method.is_nil() {
        method = get_by_object(l, b, event);
    }
    if method.is_nil() {
        return Ok(false);
    }
    call_result(l, method, a, b, result)?;
    Ok(true)
}

/// A binary operation on operands that are not fit for it; the result goes to the stack slot `result`.
#[inline(never)]
pub(crate) unsafe fn try_binary(
    l: *mut Thread,
    a: *const Value,
    b: *const Value,
    result: *mut Value,
    event: Event,
) -> LuaResult {
    if call_binary(l, a, b, result, event)? {
        return Ok(());
    }
    let bitwise = matches!(
        event,
        Event::BAnd | Event::BOr | Event::BXor | Event::Shl | Event::Shr | Event::BNot
    );
    Err(if !bitwise {
        debug::operand_error(l, a, b, "perform arithmetic on")
    } else if (*a).is_number() && (*b).is_number() {
        debug::to_integer_error(l, a, b)
    } else {
        debug::operand_error(l, a, b, "perform bitwise operation on")
    })
}

/// [`try_binary`] for operands that the compiler may have exchanged.
pub(crate) unsafe fn try_binary_flipped(
    l: *mut Thread,
    a: *const Value,
    b: *const Value,
    flipped: bool,
    result: *mut Value,
    event: Event,
) -> LuaResult {
    if flipped {
        try_binary(l, b, a, result, event)
    } else {
        try_binary(l, a, b, result, event)
    }
}

/// [`try_binary_flipped`] for an operand that is part of the instruction.
#[inline(never)]
pub(crate) unsafe fn try_binary_integer(
    l: *mut Thread,
    a: *const Value,
    immediate: i64,
    flipped: bool,
    result: *mut Value,
    event: Event,
) -> LuaResult {
    let b = Value::integer(immediate);
    try_binary_flipped(l, a, &raw const b, flipped, result, event)
}

/// Concatenation of the two values on top of the stack, of which one is no string; the result replaces the first.
pub(crate) unsafe fn try_concat(l: *mut Thread) -> LuaResult {
    let (a, b) = ((*l).top.sub(2), (*l).top.sub(1));
    if call_binary(l, a, b, a, Event::Concat)? {
        return Ok(());
    }
    Err(debug::concat_error(l, (*l).top.sub(2), (*l).top.sub(1)))
}

/// `a < b` or `a <= b` by metamethod. Without `__le`, `not (b < a)` decides, as the reference's usual build has it
/// (LUA_COMPAT_LT_LE).
pub(crate) unsafe fn call_order(
    l: *mut Thread,
    a: *const Value,
    b: *const Value,
    event: Event,
) -> LuaResult<bool> {
    if call_binary(l, a, b, (*l).top, event)? {
        return Ok(!(*(*l).top).is_false());
    }
    if event == Event::Le {
        let ci = (*l).call_info;
        // A yield has to know that the result is to be negated.
        (*ci).call_status |= call_status::LESS_EQUAL;
        if call_binary(l, b, a, (*l).top, Event::Lt)? {
            (*ci).call_status ^= call_status::LESS_EQUAL;
            return Ok((*(*l).top).is_false());
        }
    }
    Err(debug::order_error(l, a, b))
}

/// [`call_order`] for an operand that is part of the instruction.
#[inline(never)]
pub(crate) unsafe fn call_order_immediate(
    l: *mut Thread,
    a: *const Value,
    immediate: i32,
    inverted: bool,
    is_float: bool,
    event: Event,
) -> LuaResult<bool> {
    let b = if is_float {
        Value::float(immediate as f64)
    } else {
        Value::integer(immediate as i64)
    };
    let b = &raw const b;
    if inverted {
        call_order(l, b, a, event)
    } else {
        call_order(l, a, b, event)
    }
}

/// Moves the function and its fixed parameters above the extra arguments of a vararg call, where its registers
/// begin.
pub(crate) unsafe fn adjust_varargs(
    l: *mut Thread,
    num_params: u32,
    ci: *mut CallInfo,
    proto: *mut Proto,
) -> LuaResult {
    let actual = (*l).top.offset_from((*ci).func) as usize - 1;
    let num_params = num_params as usize;
    (*ci).extra_args = actual.wrapping_sub(num_params) as u32;
    calls::check_stack(l, (*proto).max_stack_size as usize + 1)?;
    Thread::push(l, Value::get((*ci).func));
    for i in 1..=num_params {
        let parameter = (*ci).func.add(i);
        Thread::push(l, Value::get(parameter));
        Value::set_nil(parameter);
    }
    (*ci).func = (*ci).func.add(actual + 1);
    (*ci).top = (*ci).top.add(actual + 1);
    Ok(())
}

/// Copies extra arguments to `to`: `wanted` many, or all (then the top is set above them) if that is negative.
pub(crate) unsafe fn get_varargs(
    l: *mut Thread,
    ci: *mut CallInfo,
    to: *mut Value,
    wanted: i32,
) -> LuaResult {
    let extra = (*ci).extra_args as usize;
    let mut to = to;
    let wanted = if wanted < 0 {
        if (*l).stack_last.offset_from((*l).top) <= extra as isize {
            let offset = Thread::save_stack(l, to);
            // In this order: the collector may take away room that is not in use yet.
            heap::check_gc(l);
            calls::check_stack(l, extra)?;
            to = Thread::restore_stack(l, offset);
        }
        (*l).top = to.add(extra);
        extra
    } else {
        wanted as usize
    };
    let first = (*ci).func.sub(extra);
    for i in 0..wanted.min(extra) {
        Value::copy(to.add(i), first.add(i));
    }
    for i in extra..wanted {
        Value::set_nil(to.add(i));
    }
    Ok(())
}
