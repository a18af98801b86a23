//! The loop over instructions.
//!
//! Live across the loop: `pc`, `base`, the constants, the `CallInfo` and the thread; nothing else. The rules:
//!
//! 1. Whatever can raise, allocate, or run other code goes through [`protect!`], which saves `pc` and `top` before and
//!    reloads `base` after, for the stack may have moved.
//! 2. An error or a yield leaves by `?`: the frames stay as they are for whoever catches it.
//! 3. Each opcode has one arm: the fast path in it, the slow path in a function that is not inlined.
//! 4. `trap` is looked at after slow paths, at calls and at backward jumps. When it is set the frame goes on in the
//!    hooked instance of the loop, which looks at hooks before every instruction.

use crate::calls::{self, CloseStatus};
use crate::closure::{self, LuaClosure, Proto, UpValue};
use crate::debug;
use crate::heap;
use crate::metamethod::{self, Event};
use crate::table;
use crate::thread::{CallInfo, Thread, call_status};
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use moonquakes_bytecode::{Instruction, OpCode};

use super::arithmetic::{
    float_modulo, float_of, integer_divide, integer_modulo, integer_of, power, shift_left,
};
use super::{compare, concat, index, numeric_for};

/// The operation of an instruction that compiler or verifier vouch for.
#[inline(always)]
pub(super) unsafe fn decode(instruction: Instruction) -> OpCode {
    core::mem::transmute::<u8, OpCode>((instruction.0 & 0x7f) as u8)
}

/// Runs the frame `ci`, and every Lua function that it calls, until it returns.
pub(crate) unsafe fn execute(l: *mut Thread, ci: *mut CallInfo) -> LuaResult {
    if (*l).trap {
        run::<true>(l, ci)
    } else {
        run::<false>(l, ci)
    }
}

#[cold]
#[inline(never)]
unsafe fn run_hooked(l: *mut Thread, ci: *mut CallInfo) -> LuaResult {
    run::<true>(l, ci)
}

unsafe fn run<const HOOKED: bool>(l: *mut Thread, mut ci: *mut CallInfo) -> LuaResult {
    'frame: loop {
        if HOOKED && (*l).trap {
            debug::trace_call(l)?;
        }
        let mut pc = (*ci).saved_pc;
        let mut base = (*ci).func.add(1);
        let k: *const Value = (*(*CallInfo::lua_closure(ci)).proto).constants.as_ptr();

        macro_rules! save_pc {
            () => {
                (*ci).saved_pc = pc
            };
        }
        macro_rules! check_trap {
            () => {
                if !HOOKED && (*l).trap {
                    save_pc!();
                    return run_hooked(l, ci);
                }
            };
        }
        macro_rules! reload {
            () => {
                base = (*ci).func.add(1);
                check_trap!();
            };
        }
        // Slow path: may raise, collect, move the stack. The registers above `top` are not the program's.
        macro_rules! protect {
            ($e:expr) => {{
                save_pc!();
                (*l).top = (*ci).top;
                let result = $e?;
                reload!();
                result
            }};
        }
        // The same for an operation that finds or leaves its values below `top`.
        macro_rules! protect_keeping_top {
            ($e:expr) => {{
                save_pc!();
                let result = $e?;
                reload!();
                result
            }};
        }
        // Raises, without coming back.
        macro_rules! raise {
            ($e:expr) => {{
                save_pc!();
                (*l).top = (*ci).top;
                return Err($e);
            }};
        }
        macro_rules! check_gc {
            ($top:expr) => {
                if heap::is_due(l) {
                    save_pc!();
                    (*l).top = $top;
                    heap::step(l);
                    reload!();
                }
            };
        }

        loop {
            if HOOKED && (*l).trap {
                (*ci).saved_pc = pc;
                debug::trace_exec(l, pc)?;
                base = (*ci).func.add(1);
            }
            let i = *pc;
            pc = pc.add(1);

            macro_rules! ra {
                () => {
                    base.add(i.a() as usize)
                };
            }
            macro_rules! rb {
                () => {
                    base.add(i.b() as usize)
                };
            }
            macro_rules! rc {
                () => {
                    base.add(i.c() as usize)
                };
            }
            macro_rules! kb {
                () => {
                    k.add(i.b() as usize)
                };
            }
            macro_rules! kc {
                () => {
                    k.add(i.c() as usize)
                };
            }
            macro_rules! rkc {
                () => {
                    if i.k() { kc!() } else { rc!().cast_const() }
                };
            }
            macro_rules! upvalue {
                ($n:expr) => {
                    (**LuaClosure::upvalue((*base.sub(1)).as_lua_closure(), $n as usize)).v
                };
            }
            // Finishes a read whose fast path found `slot` (null: not a table).
            macro_rules! finish_get {
                ($object:expr, $t:expr, $slot:expr, $key:expr) => {{
                    let slot: *const Value = $slot;
                    if !(*slot).is_nil() {
                        Value::copy(ra!(), slot);
                    } else if (*$t).metatable.is_null() {
                        Value::set_nil(ra!());
                    } else {
                        protect!(index::get(l, $object, $key, ra!()));
                    }
                }};
            }
            // Finishes a write: over an existing value at once, else by the slow path.
            macro_rules! finish_set {
                ($object:expr, $t:expr, $slot:expr, $key:expr, $value:expr) => {{
                    let slot: *const Value = $slot;
                    if !(*slot).is_nil() {
                        let value = Value::get($value);
                        Value::set(slot.cast_mut(), value);
                        heap::barrier_back(l, $t.cast(), value);
                    } else {
                        protect!(index::set(l, $object, $key, Value::get($value)));
                    }
                }};
            }
            // An array slot or whatever the node part says.
            macro_rules! integer_slot {
                ($t:expr, $n:expr) => {{
                    let n: i64 = $n;
                    let offset = (n as u64).wrapping_sub(1);
                    if offset < (*$t).array_size as u64 {
                        (*$t).array.add(offset as usize).cast_const()
                    } else {
                        table::get_int($t, n)
                    }
                }};
            }
            macro_rules! jump {
                ($offset:expr) => {{
                    pc = pc.offset($offset as isize);
                    check_trap!();
                }};
            }
            macro_rules! conditional_jump {
                ($condition:expr) => {{
                    if $condition != i.k() {
                        pc = pc.add(1);
                    } else {
                        let next = *pc;
                        pc = pc.add(1);
                        jump!(next.sj());
                    }
                }};
            }
            // An operation for which the following instruction calls the metamethod.
            macro_rules! arithmetic {
                ($b:expr, $c:expr, $x:ident, $y:ident, $integer:expr, $float:expr) => {{
                    let (b, c): (*const Value, *const Value) = ($b, $c);
                    if (*b).is_integer() && (*c).is_integer() {
                        let ($x, $y) = ((*b).as_integer(), (*c).as_integer());
                        let result = $integer;
                        Value::set_integer(ra!(), result);
                        pc = pc.add(1);
                    } else if let (Some($x), Some($y)) = (float_of(b), float_of(c)) {
                        Value::set_float(ra!(), $float);
                        pc = pc.add(1);
                    }
                }};
            }
            macro_rules! float_arithmetic {
                ($b:expr, $c:expr, $x:ident, $y:ident, $float:expr) => {{
                    if let (Some($x), Some($y)) = (float_of($b), float_of($c)) {
                        Value::set_float(ra!(), $float);
                        pc = pc.add(1);
                    }
                }};
            }
            macro_rules! modulo {
                ($x:expr, $y:expr) => {
                    match integer_modulo($x, $y) {
                        Some(remainder) => remainder,
                        None => raise!(debug::run_error(
                            l,
                            format_args!("attempt to perform 'n%0'")
                        )),
                    }
                };
            }
            macro_rules! divide {
                ($x:expr, $y:expr) => {
                    match integer_divide($x, $y) {
                        Some(quotient) => quotient,
                        None => raise!(debug::run_error(
                            l,
                            format_args!("attempt to divide by zero")
                        )),
                    }
                };
            }
            macro_rules! bitwise {
                ($b:expr, $c:expr, $x:ident, $y:ident, $integer:expr) => {{
                    if let (Some($x), Some($y)) = (integer_of($b), integer_of($c)) {
                        Value::set_integer(ra!(), $integer);
                        pc = pc.add(1);
                    }
                }};
            }
            macro_rules! order {
                ($b:expr, $op:tt, $slow:path) => {{
                    let (a, b): (*const Value, *const Value) = (ra!(), $b);
                    let condition = if (*a).is_integer() && (*b).is_integer() {
                        (*a).as_integer() $op (*b).as_integer()
                    } else if (*a).is_float() && (*b).is_float() {
                        (*a).as_float() $op (*b).as_float()
                    } else {
                        protect!($slow(l, a, b))
                    };
                    conditional_jump!(condition);
                }};
            }
            macro_rules! order_immediate {
                ($op:tt, $inverted:expr, $event:expr) => {{
                    let a: *const Value = ra!();
                    let b = i.sb();
                    let condition = if (*a).is_integer() {
                        (*a).as_integer() $op b as i64
                    } else if (*a).is_float() {
                        (*a).as_float() $op b as f64
                    } else {
                        let is_float = i.c() != 0;
                        protect!(metamethod::call_order_immediate(l, a, b, $inverted, is_float, $event))
                    };
                    conditional_jump!(condition);
                }};
            }

            match decode(i) {
                OpCode::Move => Value::copy(ra!(), rb!()),
                OpCode::LoadI => Value::set_integer(ra!(), i.sbx() as i64),
                OpCode::LoadF => Value::set_float(ra!(), i.sbx() as f64),
                OpCode::LoadK => Value::copy(ra!(), k.add(i.bx() as usize)),
                OpCode::LoadKX => {
                    Value::copy(ra!(), k.add((*pc).ax() as usize));
                    pc = pc.add(1);
                }
                OpCode::LoadFalse => Value::set_boolean(ra!(), false),
                OpCode::LFalseSkip => {
                    Value::set_boolean(ra!(), false);
                    pc = pc.add(1);
                }
                OpCode::LoadTrue => Value::set_boolean(ra!(), true),
                OpCode::LoadNil => {
                    let ra = ra!();
                    for n in 0..=i.b() as usize {
                        Value::set_nil(ra.add(n));
                    }
                }
                OpCode::GetUpval => Value::copy(ra!(), upvalue!(i.b())),
                OpCode::SetUpval => {
                    let upvalue = *LuaClosure::upvalue((*base.sub(1)).as_lua_closure(), i.b() as usize);
                    let value = Value::get(ra!());
                    Value::set((*upvalue).v, value);
                    heap::barrier_value(l, upvalue.cast(), value);
                }
                OpCode::GetTabUp => {
                    let object: *mut Value = upvalue!(i.b());
                    let key = kc!();
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        let slot = table::get_short_str(t, (*key).as_string());
                        finish_get!(object, t, slot, Value::get(key));
                    } else {
                        protect!(index::get(l, object, Value::get(key), ra!()));
                    }
                }
                OpCode::GetTable => {
                    let (object, key) = (rb!(), rc!());
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        let slot = if (*key).is_integer() {
                            integer_slot!(t, (*key).as_integer())
                        } else {
                            table::get(t, Value::get(key))
                        };
                        finish_get!(object, t, slot, Value::get(key));
                    } else {
                        protect!(index::get(l, object, Value::get(key), ra!()));
                    }
                }
                OpCode::GetI => {
                    let object = rb!();
                    let n = i.c() as i64;
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        finish_get!(object, t, integer_slot!(t, n), Value::integer(n));
                    } else {
                        protect!(index::get(l, object, Value::integer(n), ra!()));
                    }
                }
                OpCode::GetField => {
                    let (object, key) = (rb!(), kc!());
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        let slot = table::get_short_str(t, (*key).as_string());
                        finish_get!(object, t, slot, Value::get(key));
                    } else {
                        protect!(index::get(l, object, Value::get(key), ra!()));
                    }
                }
                OpCode::SetTabUp => {
                    let object: *mut Value = upvalue!(i.a());
                    let key = kb!();
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        let slot = table::get_short_str(t, (*key).as_string());
                        finish_set!(object, t, slot, Value::get(key), rkc!());
                    } else {
                        protect!(index::set(l, object, Value::get(key), Value::get(rkc!())));
                    }
                }
                OpCode::SetTable => {
                    let (object, key) = (ra!(), rb!());
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        let slot = if (*key).is_integer() {
                            integer_slot!(t, (*key).as_integer())
                        } else {
                            table::get(t, Value::get(key))
                        };
                        finish_set!(object, t, slot, Value::get(key), rkc!());
                    } else {
                        protect!(index::set(l, object, Value::get(key), Value::get(rkc!())));
                    }
                }
                OpCode::SetI => {
                    let object = ra!();
                    let n = i.b() as i64;
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        finish_set!(object, t, integer_slot!(t, n), Value::integer(n), rkc!());
                    } else {
                        protect!(index::set(l, object, Value::integer(n), Value::get(rkc!())));
                    }
                }
                OpCode::SetField => {
                    let (object, key) = (ra!(), kb!());
                    if (*object).is_table() {
                        let t = (*object).as_table();
                        let slot = table::get_short_str(t, (*key).as_string());
                        finish_set!(object, t, slot, Value::get(key), rkc!());
                    } else {
                        protect!(index::set(l, object, Value::get(key), Value::get(rkc!())));
                    }
                }
                OpCode::NewTable => {
                    let ra = ra!();
                    let nodes = if i.b() > 0 { 1usize << (i.b() - 1) } else { 0 };
                    let mut items = i.c() as usize;
                    if i.k() {
                        items += (*pc).ax() as usize * 256;
                    }
                    pc = pc.add(1);
                    save_pc!();
                    (*l).top = ra.add(1);
                    let t = table::new(l)?;
                    Value::set(ra, Value::table(t));
                    if nodes != 0 || items != 0 {
                        table::resize(l, t, items, nodes)?;
                    }
                    check_gc!(ra.add(1));
                }
                OpCode::SelfOp => {
                    let object = rb!();
                    let ra = ra!();
                    let key = rkc!();
                    Value::copy(ra.add(1), object);
                    // A register's key may be anything in a chunk that no compiler made.
                    if (*object).is_table() && (*key).is_string() {
                        let t = (*object).as_table();
                        let slot = table::get_str(t, (*key).as_string());
                        if !(*slot).is_nil() {
                            Value::copy(ra, slot);
                            continue;
                        }
                    }
                    protect!(index::get(l, object, Value::get(key), ra!()));
                }
                OpCode::AddI => {
                    let b = rb!();
                    if (*b).is_integer() {
                        Value::set_integer(ra!(), (*b).as_integer().wrapping_add(i.sc() as i64));
                        pc = pc.add(1);
                    } else if (*b).is_float() {
                        Value::set_float(ra!(), (*b).as_float() + i.sc() as f64);
                        pc = pc.add(1);
                    }
                }
                OpCode::AddK => arithmetic!(rb!(), kc!(), x, y, x.wrapping_add(y), x + y),
                OpCode::SubK => arithmetic!(rb!(), kc!(), x, y, x.wrapping_sub(y), x - y),
                OpCode::MulK => arithmetic!(rb!(), kc!(), x, y, x.wrapping_mul(y), x * y),
                OpCode::ModK => arithmetic!(rb!(), kc!(), x, y, modulo!(x, y), float_modulo(x, y)),
                OpCode::PowK => float_arithmetic!(rb!(), kc!(), x, y, power(x, y)),
                OpCode::DivK => float_arithmetic!(rb!(), kc!(), x, y, x / y),
                OpCode::IDivK => arithmetic!(rb!(), kc!(), x, y, divide!(x, y), (x / y).floor()),
                OpCode::BAndK => bitwise!(rb!(), kc!(), x, y, x & y),
                OpCode::BOrK => bitwise!(rb!(), kc!(), x, y, x | y),
                OpCode::BXorK => bitwise!(rb!(), kc!(), x, y, x ^ y),
                OpCode::ShrI => {
                    if let Some(x) = integer_of(rb!()) {
                        Value::set_integer(ra!(), shift_left(x, -(i.sc() as i64)));
                        pc = pc.add(1);
                    }
                }
                OpCode::ShlI => {
                    if let Some(x) = integer_of(rb!()) {
                        Value::set_integer(ra!(), shift_left(i.sc() as i64, x));
                        pc = pc.add(1);
                    }
                }
                OpCode::Add => arithmetic!(rb!(), rc!(), x, y, x.wrapping_add(y), x + y),
                OpCode::Sub => arithmetic!(rb!(), rc!(), x, y, x.wrapping_sub(y), x - y),
                OpCode::Mul => arithmetic!(rb!(), rc!(), x, y, x.wrapping_mul(y), x * y),
                OpCode::Mod => arithmetic!(rb!(), rc!(), x, y, modulo!(x, y), float_modulo(x, y)),
                OpCode::Pow => float_arithmetic!(rb!(), rc!(), x, y, power(x, y)),
                OpCode::Div => float_arithmetic!(rb!(), rc!(), x, y, x / y),
                OpCode::IDiv => arithmetic!(rb!(), rc!(), x, y, divide!(x, y), (x / y).floor()),
                OpCode::BAnd => bitwise!(rb!(), rc!(), x, y, x & y),
                OpCode::BOr => bitwise!(rb!(), rc!(), x, y, x | y),
                OpCode::BXor => bitwise!(rb!(), rc!(), x, y, x ^ y),
                OpCode::Shl => bitwise!(rb!(), rc!(), x, y, shift_left(x, y)),
                OpCode::Shr => bitwise!(
                    rb!(),
                    rc!(),
                    x,
                    y,
                    shift_left(x, y.checked_neg().unwrap_or(i64::MAX))
                ),
                OpCode::MmBin => {
                    let result = base.add((*pc.sub(2)).a() as usize);
                    let event = Event::from_operand(i.c());
                    protect!(metamethod::try_binary(l, ra!(), rb!(), result, event));
                }
                OpCode::MmBinI => {
                    let result = base.add((*pc.sub(2)).a() as usize);
                    let (immediate, event) = (i.sb() as i64, Event::from_operand(i.c()));
                    protect!(metamethod::try_binary_integer(
                        l,
                        ra!(),
                        immediate,
                        i.k(),
                        result,
                        event
                    ));
                }
                OpCode::MmBinK => {
                    let result = base.add((*pc.sub(2)).a() as usize);
                    let event = Event::from_operand(i.c());
                    protect!(metamethod::try_binary_flipped(
                        l,
                        ra!(),
                        kb!(),
                        i.k(),
                        result,
                        event
                    ));
                }
                OpCode::Unm => {
                    let b = rb!();
                    if (*b).is_integer() {
                        Value::set_integer(ra!(), (*b).as_integer().wrapping_neg());
                    } else if (*b).is_float() {
                        Value::set_float(ra!(), -(*b).as_float());
                    } else {
                        protect!(metamethod::try_binary(l, b, b, ra!(), Event::Unm));
                    }
                }
                OpCode::BNot => {
                    let b = rb!();
                    if let Some(x) = integer_of(b) {
                        Value::set_integer(ra!(), !x);
                    } else {
                        protect!(metamethod::try_binary(l, b, b, ra!(), Event::BNot));
                    }
                }
                OpCode::Not => {
                    let is_false = (*rb!()).is_false();
                    Value::set_boolean(ra!(), is_false);
                }
                OpCode::Len => {
                    let b = rb!();
                    if (*b).is_table() && (*(*b).as_table()).metatable.is_null() {
                        Value::set_integer(ra!(), table::border((*b).as_table()) as i64);
                    } else {
                        protect!(concat::length(l, ra!(), b));
                    }
                }
                OpCode::Concat => {
                    let n = i.b() as usize;
                    (*l).top = ra!().add(n);
                    protect_keeping_top!(concat::concat(l, n));
                    check_gc!(if ra!() >= (*l).top { ra!().add(1) } else { (*l).top });
                }
                OpCode::Close => {
                    protect!(calls::close(
                        l,
                        ra!(),
                        CloseStatus::Unwinding(crate::throw::Status::Ok),
                        true
                    ));
                }
                OpCode::Tbc => protect!(calls::new_to_be_closed(l, ra!())),
                OpCode::Jmp => jump!(i.sj()),
                OpCode::Eq => {
                    let (a, b) = (ra!(), rb!());
                    let condition = if (*a).tag == (*b).tag && (*a).payload == (*b).payload {
                        // Equal bits are equal values, but for NaN (and whatever nil's payload is).
                        !(*a).is_float() || (*a).as_float() == (*b).as_float()
                    } else {
                        protect!(compare::equal(l, a, b))
                    };
                    conditional_jump!(condition);
                }
                OpCode::Lt => order!(rb!(), <, compare::less_than),
                OpCode::Le => order!(rb!(), <=, compare::less_equal),
                OpCode::EqK => conditional_jump!(compare::raw_equal(ra!(), kb!())),
                OpCode::EqI => {
                    let a = ra!();
                    let condition = if (*a).is_integer() {
                        (*a).as_integer() == i.sb() as i64
                    } else {
                        (*a).is_float() && (*a).as_float() == i.sb() as f64
                    };
                    conditional_jump!(condition);
                }
                OpCode::LtI => order_immediate!(<, false, Event::Lt),
                OpCode::LeI => order_immediate!(<=, false, Event::Le),
                OpCode::GtI => order_immediate!(>, true, Event::Lt),
                OpCode::GeI => order_immediate!(>=, true, Event::Le),
                OpCode::Test => conditional_jump!(!(*ra!()).is_false()),
                OpCode::TestSet => {
                    let b = rb!();
                    if (*b).is_false() == i.k() {
                        pc = pc.add(1);
                    } else {
                        Value::copy(ra!(), b);
                        let next = *pc;
                        pc = pc.add(1);
                        jump!(next.sj());
                    }
                }
                OpCode::Call => {
                    let ra = ra!();
                    if i.b() != 0 {
                        (*l).top = ra.add(i.b() as usize);
                    }
                    save_pc!();
                    let wanted = i.c() as i32 - 1;
                    if (*ra).tag == tag::LUA_CLOSURE {
                        let proto = (*(*ra).as_lua_closure()).proto;
                        let frame_size = (*proto).max_stack_size as usize;
                        let next = (*ci).next;
                        if (*l).stack_last.offset_from((*l).top) > frame_size as isize && !next.is_null() {
                            (*next).func = ra;
                            (*next).top = ra.add(1 + frame_size);
                            (*next).saved_pc = (*proto).code.as_ptr();
                            (*next).result_count = wanted as i16;
                            (*next).call_status = 0;
                            let first_missing = (*l).top;
                            let end = ra.add(1 + (*proto).num_params as usize);
                            if first_missing < end {
                                fill_nil(first_missing, end);
                                (*l).top = end;
                            }
                            (*l).call_info = next;
                            ci = next;
                            if !HOOKED && (*l).trap {
                                return run_hooked(l, ci);
                            }
                            continue 'frame;
                        }
                        ci = calls::pre_call(l, ra, wanted)?;
                        continue 'frame;
                    }
                    if (*ra).tag == tag::LIGHT_FUNCTION {
                        calls::pre_call_native(l, ra, wanted, (*ra).as_light_function())?;
                        reload!();
                        continue;
                    }
                    let called = calls::pre_call(l, ra, wanted)?;
                    if called.is_null() {
                        reload!();
                    } else {
                        ci = called;
                        continue 'frame;
                    }
                }
                OpCode::TailCall => {
                    let ra = ra!();
                    if i.b() != 0 {
                        (*l).top = ra.add(i.b() as usize);
                    }
                    save_pc!();
                    let mut func = ra;
                    if i.k() {
                        closure::close_upvalues(l, base);
                    }
                    // A vararg function's frame lies above a copy of its function and arguments.
                    let shift = match i.c() {
                        0 => 0,
                        parameters => (*ci).extra_args as usize + parameters as usize,
                    };
                    while (*func).tag != tag::LUA_CLOSURE {
                        let function = match (*func).tag {
                            tag::LIGHT_FUNCTION => (*func).as_light_function(),
                            tag::NATIVE_CLOSURE => (*(*func).as_native_closure()).function,
                            _ => {
                                func = calls::try_call_metamethod(l, func)?;
                                continue;
                            }
                        };
                        let results = calls::pre_call_native(l, func, calls::ALL_RESULTS, function)?;
                        (*ci).func = (*ci).func.sub(shift);
                        calls::post_call(l, ci, results)?;
                        if (*ci).call_status & call_status::FRESH != 0 {
                            return Ok(());
                        }
                        ci = (*ci).previous;
                        if !HOOKED && (*l).trap {
                            return run_hooked(l, ci);
                        }
                        continue 'frame;
                    }
                    enter_tail_call(l, ci, func, shift)?;
                    if !HOOKED && (*l).trap {
                        return run_hooked(l, ci);
                    }
                    continue 'frame;
                }
                OpCode::Return => {
                    let mut ra = ra!();
                    let mut count = match i.b() {
                        0 => (*l).top.offset_from(ra) as usize,
                        b => b as usize - 1,
                    };
                    save_pc!();
                    if i.k() {
                        (*ci).extra = count as u32;
                        if (*l).top < (*ci).top {
                            (*l).top = (*ci).top;
                        }
                        calls::close(l, base, CloseStatus::Normal, true)?;
                        base = (*ci).func.add(1);
                        ra = ra!();
                        count = (*ci).extra as usize;
                    }
                    let parameters = i.c();
                    if parameters != 0 {
                        (*ci).func = (*ci).func.sub((*ci).extra_args as usize + parameters as usize);
                    }
                    (*l).top = ra.add(count);
                    calls::post_call(l, ci, count as u32)?;
                    if (*ci).call_status & call_status::FRESH != 0 {
                        return Ok(());
                    }
                    ci = (*ci).previous;
                    // A variable that was closed may have set a hook.
                    if !HOOKED && i.k() && (*l).trap {
                        return run_hooked(l, ci);
                    }
                    continue 'frame;
                }
                OpCode::Return0 => {
                    if HOOKED && (*l).hook_mask != 0 {
                        (*l).top = ra!();
                        save_pc!();
                        calls::post_call(l, ci, 0)?;
                    } else {
                        let wanted = (*ci).result_count as isize;
                        (*l).call_info = (*ci).previous;
                        (*l).top = base.sub(1);
                        if wanted > 0 {
                            let end = base.offset(wanted - 1);
                            fill_nil(base.sub(1), end);
                            (*l).top = end;
                        }
                    }
                    if (*ci).call_status & call_status::FRESH != 0 {
                        return Ok(());
                    }
                    ci = (*ci).previous;
                    continue 'frame;
                }
                OpCode::Return1 => {
                    if HOOKED && (*l).hook_mask != 0 {
                        (*l).top = ra!().add(1);
                        save_pc!();
                        calls::post_call(l, ci, 1)?;
                    } else {
                        let wanted = (*ci).result_count as isize;
                        (*l).call_info = (*ci).previous;
                        if wanted == 0 {
                            (*l).top = base.sub(1);
                        } else {
                            Value::copy(base.sub(1), ra!());
                            (*l).top = base;
                            if wanted > 1 {
                                let end = base.offset(wanted - 1);
                                fill_nil(base, end);
                                (*l).top = end;
                            }
                        }
                    }
                    if (*ci).call_status & call_status::FRESH != 0 {
                        return Ok(());
                    }
                    ci = (*ci).previous;
                    continue 'frame;
                }
                OpCode::ForLoop => {
                    let ra = ra!();
                    if (*ra.add(2)).is_integer() {
                        let count = (*ra.add(1)).payload;
                        if count > 0 {
                            let next = (*ra).as_integer().wrapping_add((*ra.add(2)).as_integer());
                            // With their tags: debug.setlocal may have put something else there.
                            Value::set_integer(ra.add(1), count as i64 - 1);
                            Value::set_integer(ra, next);
                            Value::set_integer(ra.add(3), next);
                            jump!(-(i.bx() as i32));
                        }
                    } else if numeric_for::float_step(ra) {
                        jump!(-(i.bx() as i32));
                    }
                }
                OpCode::ForPrep => {
                    if protect!(numeric_for::prepare(l, ra!())) {
                        pc = pc.add(i.bx() as usize + 1);
                    }
                }
                OpCode::TForPrep => {
                    protect!(calls::new_to_be_closed(l, ra!().add(3)));
                    pc = pc.add(i.bx() as usize);
                }
                OpCode::TForCall => {
                    let ra = ra!();
                    let call = ra.add(4);
                    Value::copy(call, ra);
                    Value::copy(call.add(1), ra.add(1));
                    Value::copy(call.add(2), ra.add(2));
                    (*l).top = call.add(3);
                    protect_keeping_top!(calls::call(l, call, i.c() as i32));
                }
                OpCode::TForLoop => {
                    let ra = ra!();
                    if !(*ra.add(4)).is_nil() {
                        Value::copy(ra.add(2), ra.add(4));
                        jump!(-(i.bx() as i32));
                    }
                }
                OpCode::SetList => {
                    let ra = ra!();
                    let mut count = i.b() as usize;
                    let mut last = i.c() as usize;
                    if !(*ra).is_table() {
                        raise!(debug::type_error(l, ra, "index"));
                    }
                    let t = (*ra).as_table();
                    if count == 0 {
                        count = (*l).top.offset_from(ra) as usize - 1;
                    } else {
                        (*l).top = (*ci).top;
                    }
                    last += count;
                    if i.k() {
                        last += (*pc).ax() as usize * 256;
                        pc = pc.add(1);
                    }
                    save_pc!();
                    if last > (*t).array_size as usize {
                        table::resize_array(l, t, last)?;
                    }
                    let slots = (*t).array.add(last - count);
                    for n in 0..count {
                        let value = Value::get(ra.add(1 + n));
                        Value::set(slots.add(n), value);
                        heap::barrier_back(l, t.cast(), value);
                    }
                    (*l).top = (*ci).top;
                }
                OpCode::Closure => {
                    let proto = (&(*(*CallInfo::lua_closure(ci)).proto).protos)[i.bx() as usize];
                    protect!(new_closure(l, proto, base, ra!()));
                    check_gc!(ra!().add(1));
                }
                OpCode::VarArg => {
                    let wanted = i.c() as i32 - 1;
                    protect!(metamethod::get_varargs(l, ci, ra!(), wanted));
                }
                OpCode::VarArgPrep => {
                    let proto = (*CallInfo::lua_closure(ci)).proto;
                    save_pc!();
                    metamethod::adjust_varargs(l, i.a(), ci, proto)?;
                    if HOOKED && (*l).trap {
                        debug::hook_call(l, ci)?;
                        (*l).old_pc = 1;
                    }
                    reload!();
                }
                OpCode::ExtraArg => {}
            }
        }
    }
}

/// Sets the slots from `from` up to, but not including, `end` to nil.
#[inline(always)]
unsafe fn fill_nil(from: *mut Value, end: *mut Value) {
    let mut slot = from;
    while slot < end {
        Value::set_nil(slot);
        slot = slot.add(1);
    }
}

/// Replaces the frame `ci` by one of the Lua function at `func` with the arguments above it.
unsafe fn enter_tail_call(l: *mut Thread, ci: *mut CallInfo, func: *mut Value, shift: usize) -> LuaResult {
    let proto = (*(*func).as_lua_closure()).proto;
    let frame_size = (*proto).max_stack_size as usize;
    let offset = Thread::save_stack(l, func);
    calls::check_stack(l, frame_size)?;
    let from = Thread::restore_stack(l, offset);
    let to = (*ci).func.sub(shift);
    let mut count = (*l).top.offset_from(from) as usize;
    for n in 0..count {
        Value::copy(to.add(n), from.add(n));
    }
    while count <= (*proto).num_params as usize {
        Value::set_nil(to.add(count));
        count += 1;
    }
    (*ci).func = to;
    (*ci).top = to.add(1 + frame_size);
    (*ci).saved_pc = (*proto).code.as_ptr();
    (*ci).call_status |= call_status::TAIL;
    (*l).top = to.add(count);
    Ok(())
}

/// Makes a closure of `proto` in the running function and stores it at `ra`.
unsafe fn new_closure(l: *mut Thread, proto: *mut Proto, base: *mut Value, ra: *mut Value) -> LuaResult {
    let enclosing = CallInfo::lua_closure((*l).call_info);
    let upvalues = &(*proto).upvalues;
    let new = closure::new_lua_closure(l, upvalues.len())?;
    (*new).proto = proto;
    Value::set(ra, Value::lua_closure(new));
    for (n, desc) in upvalues.iter().enumerate() {
        let upvalue: *mut UpValue = if desc.in_stack {
            closure::find_upvalue(l, base.add(desc.index as usize))?
        } else {
            *LuaClosure::upvalue(enclosing, desc.index as usize)
        };
        *LuaClosure::upvalue(new, n) = upvalue;
    }
    Ok(())
}
