//! Calls, returns, closures, variable arguments.

use super::super::dispatch::{Exit, Frame, Handlers};
use super::super::op::{Constant, Op};
use crate::calls::{self, CloseStatus};
use crate::closure::{self, LuaClosure, Proto, UpValue};
use crate::debug;
use crate::heap;
use crate::metamethod;
use crate::thread::{CallInfo, MIN_STACK, Thread, call_status};
use crate::throw::LuaResult;
use crate::value::{Value, tag};

/// Says where the arguments of the call at `ra` end, if the op knows.
#[inline(always)]
unsafe fn set_top(f: &Frame, ra: *mut Value) {
    let b = f.op().b();
    if b != 0 {
        (*f.l).top = ra.byte_add(b);
    }
}

/// How many results the call wants; all if negative.
#[inline(always)]
unsafe fn wanted(f: &Frame) -> i32 {
    f.op().sc() as i32
}

#[inline(always)]
pub(in super::super) unsafe fn call(f: Frame) -> Exit {
    let (l, ra) = (f.l, f.ra());
    let ci = f.call_info();
    (*ci).saved_pc = f.pc.add(1);
    let b = f.op().b();
    let top = if b != 0 { ra.byte_add(b) } else { (*l).top };
    (*l).top = top;
    if (*ra).tag != tag::LUA_CLOSURE {
        return f.out(|f| call_other(f));
    }
    let proto = (*(*ra).as_lua_closure()).proto;
    let frame_size = (*proto).max_stack_size as usize;
    let next = (*ci).next;
    if top.add(frame_size) >= (*l).stack_last || next.is_null() {
        return f.rarely(|f| {
            let ci = calls::pre_call(f.l, f.ra(), wanted(&f))?;
            f.enter(ci)
        });
    }
    (*l).call_info = next;
    (*next).func = ra;
    (*next).top = ra.add(1 + frame_size);
    (*next).result_count = wanted(&f) as i16;
    (*next).call_status = 0;
    let end = ra.add(1 + (*proto).num_params as usize);
    if top < end {
        fill_nil(top, end);
        (*l).top = end;
    }
    let (pc, k) = ((*proto).ops.as_ptr(), (*proto).constants.as_ptr());
    (*next).constants = k;
    if Thread::is_trapped(l) {
        return f.rarely(|f| {
            let ci = f.call_info();
            (*ci).saved_pc = (*(*CallInfo::lua_closure(ci)).proto).ops.as_ptr();
            f.enter(ci)
        });
    }
    f.begin(pc, ra.add(1), k)
}

/// Calls what is no Lua function.
#[inline(always)]
unsafe fn call_other(f: Frame) -> Exit {
    let (l, ra) = (f.l, f.ra());
    let ci = f.call_info();
    let function = match (*ra).tag {
        tag::LIGHT_FUNCTION => (*ra).as_light_function(),
        tag::NATIVE_CLOSURE => (*(*ra).as_native_closure()).function,
        _ => {
            let called = calls::pre_call(l, ra, wanted(&f))?;
            return if called.is_null() {
                f.reloaded().next()
            } else {
                f.enter(called)
            };
        }
    };
    let next = (*ci).next;
    let top = (*l).top;
    if top.add(MIN_STACK) >= (*l).stack_last || next.is_null() || Thread::is_trapped(l) {
        calls::pre_call_native(l, ra, wanted(&f), function)?;
        return f.reloaded().next();
    }
    (*l).call_info = next;
    (*next).func = ra;
    (*next).top = top.add(MIN_STACK);
    (*next).result_count = wanted(&f) as i16;
    (*next).call_status = call_status::NATIVE;
    let count = function(Thread::state(l))?;
    // A safe function may claim more results than it pushed.
    let pushed = (*l).top.offset_from((*next).func) - 1;
    let count = count.min(pushed as u32);
    if (*next).result_count == 1 && (*l).hook_mask == 0 {
        let func = (*next).func;
        if count == 0 {
            Value::set_nil(func);
        } else {
            Value::copy(func, (*l).top.sub(count as usize));
        }
        (*l).call_info = ci;
    } else {
        calls::post_call(l, next, count, 0)?;
    }
    f.reloaded().next()
}

#[inline(always)]
pub(in super::super) unsafe fn tail_call(f: Frame) -> Exit {
    f.out(|f| {
        let l = f.l;
        let ci = f.call_info();
        let op = f.op();
        let mut func = f.ra();
        set_top(&f, func);
        f.save_pc();
        if op.k() {
            closure::close_upvalues(l, f.base);
        }
        let shift = vararg_shift(ci, op.c());
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
            calls::post_call(l, ci, results, shift)?;
            return leave(f.reloaded(), ci);
        }
        enter_tail_call(l, ci, func, shift)?;
        f.enter(ci)
    })
}

/// How far the frame of a vararg function lies above a copy of its function and arguments. `parameters` is 0 for any
/// other function, and one more than the fixed parameters for this.
#[inline(always)]
unsafe fn vararg_shift(ci: *mut CallInfo, parameters: usize) -> usize {
    match parameters {
        0 => 0,
        parameters => (*ci).extra_args as usize + parameters,
    }
}

/// Goes on where the frame `ci` was called, which is left already.
#[inline(always)]
unsafe fn leave(f: Frame, ci: *mut CallInfo) -> Exit {
    if (*ci).call_status & call_status::FRESH != 0 {
        return Frame::finish();
    }
    f.resume((*ci).previous)
}

#[inline(always)]
pub(in super::super) unsafe fn return_many(f: Frame) -> Exit {
    f.out(|f| {
        let l = f.l;
        let ci = f.call_info();
        let op = f.op();
        let mut ra = f.ra();
        let mut count = match op.b() {
            0 => (*l).top.offset_from_unsigned(ra),
            b => b - 1,
        };
        f.save_pc();
        let mut f = f;
        if op.k() {
            (*ci).extra = count as u32;
            if (*l).top < (*ci).top {
                (*l).top = (*ci).top;
            }
            calls::close(l, f.base, CloseStatus::Normal, true)?;
            f = f.reloaded();
            ra = f.ra();
            count = (*ci).extra as usize;
        }
        (*l).top = ra.add(count);
        calls::post_call(l, ci, count as u32, vararg_shift(ci, op.c()))?;
        leave(f, ci)
    })
}

/// `Return0` and `Return1` with a hook to call.
pub(in super::super) unsafe fn return_hooked(
    l: *mut Thread,
    pc: *const Op,
    base: *mut Value,
    k: *const Constant,
    table: *const Handlers,
) -> Exit {
    let f = Frame::new(l, pc, base, k, table);
    let ci = f.call_info();
    let count = f.instruction().is(moonquakes_bytecode::OpCode::Return1) as u32;
    (*l).top = f.ra().add(count as usize);
    f.save_pc();
    calls::post_call(l, ci, count, 0)?;
    leave(f, ci)
}

#[inline(always)]
pub(in super::super) unsafe fn return_none(f: Frame) -> Exit {
    let l = f.l;
    let ci = f.call_info();
    let wanted = (*ci).result_count;
    let func = f.base.sub(1);
    (*l).call_info = (*ci).previous;
    (*l).top = func;
    if wanted > 0 {
        let end = func.add(wanted as usize);
        fill_nil(func, end);
        (*l).top = end;
    }
    leave(f, ci)
}

#[inline(always)]
pub(in super::super) unsafe fn return_one(f: Frame) -> Exit {
    let l = f.l;
    let ci = f.call_info();
    let wanted = (*ci).result_count;
    let func = f.base.sub(1);
    (*l).call_info = (*ci).previous;
    if wanted == 0 {
        (*l).top = func;
        return leave(f, ci);
    }
    Value::copy(func, f.ra());
    (*l).top = f.base;
    if wanted > 1 {
        let end = func.add(wanted as usize);
        fill_nil(f.base, end);
        (*l).top = end;
    }
    leave(f, ci)
}

#[inline(always)]
pub(in super::super) unsafe fn closure(f: Frame) -> Exit {
    let protos = &(*(*CallInfo::lua_closure(f.call_info())).proto).protos;
    let proto = *protos.get_unchecked(f.op().wide() as usize);
    f.protect();
    new_closure(f.l, proto, f.base, f.ra())?;
    f.check_gc(f.ra().add(1)).next()
}

#[inline(always)]
pub(in super::super) unsafe fn varargs(f: Frame) -> Exit {
    f.out(|f| {
        let wanted = wanted(&f);
        f.protect();
        metamethod::get_varargs(f.l, f.call_info(), f.ra(), wanted)?;
        f.reloaded().next()
    })
}

#[inline(always)]
pub(in super::super) unsafe fn varargs_prepare(f: Frame) -> Exit {
    f.out(|f| {
        let ci = f.call_info();
        let proto = (*CallInfo::lua_closure(ci)).proto;
        f.save_pc();
        metamethod::adjust_varargs(f.l, f.op().a() as u32, ci, proto)?;
        if Thread::is_trapped(f.l) {
            debug::hook_call(f.l, ci)?;
            (*f.l).old_pc = 1;
        }
        f.reloaded().next()
    })
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
    (*ci).saved_pc = (*proto).ops.as_ptr();
    (*ci).constants = (*proto).constants.as_ptr();
    (*ci).call_status |= call_status::TAIL;
    (*l).top = to.add(count);
    Ok(())
}

/// Makes a closure of `proto` in the running function and stores it at `ra`.
unsafe fn new_closure(l: *mut Thread, proto: *mut Proto, base: *mut Value, ra: *mut Value) -> LuaResult {
    let enclosing = CallInfo::lua_closure((*l).call_info);
    closure::prepare(l, proto);
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
        heap::barrier(l, new.cast(), upvalue.cast());
    }
    Ok(())
}
