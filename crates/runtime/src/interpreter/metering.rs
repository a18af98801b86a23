//! The ops that pay, for states whose meter is on (see `limits`): calls, turns of loops, and what takes longer for long
//! strings or many values. They pay first and then do what the ops without a meter do; where the time slice is over they
//! pause the coroutine instead.

use super::dispatch::{Exit, Frame, choose_handlers};
use super::handlers::{branches, fields, functions, loops};
use crate::calls;
use crate::closure;
use crate::limits::{self, Turn};
use crate::string;
use crate::table::Table;
use crate::thread::{CallInfo, Thread};
use crate::throw::LuaResult;
use crate::value::{Value, tag};

/// Pays, then goes on with the handler that does not.
macro_rules! pay {
    ($f:ident, $units:expr, $handler:path) => {{
        let units: u32 = $units;
        if (*(*$f.l).global).meter.pay(units) {
            return $f.rarely(move |f| {
                look(&f, units)?;
                f.unpaid()
            });
        }
        $handler($f)
    }};
}

unsafe fn look(f: &Frame, units: u32) -> LuaResult {
    if limits::look(f.l, units)? == Turn::Pause && calls::is_pausable(f.l) {
        (*(*f.l).global).meter.refund(units);
        if !f.instruction().uses_open_top() {
            (*f.l).top = (*f.call_info()).top;
        }
        f.save_pc();
        return Err(calls::pause(f.l));
    }
    Ok(())
}

/// Pays for the call that `execute` is about to run; a frame that goes on has paid.
#[cold]
pub(super) unsafe fn enter(l: *mut Thread, ci: *mut CallInfo) -> LuaResult {
    choose_handlers(l);
    let function = CallInfo::lua_closure(ci);
    let begins = core::ptr::eq((*ci).saved_pc, (*(*function).proto).ops.as_ptr());
    limits::spend(
        l,
        if begins {
            closure::length(function) as u64
        } else {
            1
        },
    )
}

/// What the call at R\[A\] costs. A callable object costs more when its metamethod has been found.
#[inline(always)]
unsafe fn cost_of_call(f: &Frame) -> u32 {
    let ra = f.ra();
    if (*ra).tag == tag::LUA_CLOSURE {
        closure::length((*ra).as_lua_closure()) as u32
    } else {
        1
    }
}

#[inline(always)]
pub(super) unsafe fn call(f: Frame) -> Exit {
    pay!(f, cost_of_call(&f), functions::call)
}

#[inline(always)]
pub(super) unsafe fn tail_call(f: Frame) -> Exit {
    pay!(f, cost_of_call(&f), functions::tail_call)
}

#[inline(always)]
pub(super) unsafe fn jump_back(f: Frame) -> Exit {
    pay!(f, f.op().wide().unsigned_abs(), branches::jump_back)
}

#[inline(always)]
pub(super) unsafe fn for_loop(f: Frame) -> Exit {
    pay!(f, f.op().wide() as u32, loops::for_loop)
}

/// The beginning of a traversal pays for looking at all slots of the table, also at the empty ones.
#[inline(always)]
pub(super) unsafe fn generic_call(f: Frame) -> Exit {
    let ra = f.ra();
    let mut units = (*f.pc.add(1)).wide() as u32 + 1;
    if (*ra.add(2)).is_nil() && (*ra.add(1)).is_table() {
        units += (Table::slots((*ra.add(1)).as_table()) / 8) as u32;
    }
    pay!(f, units, loops::generic_call)
}

/// What it costs to look at all bytes of a string.
#[inline(always)]
unsafe fn cost_of_reading(v: *const Value) -> u32 {
    if (*v).tag == tag::LONG_STRING {
        limits::cost_of_bytes(string::len((*v).as_string()))
    } else {
        0
    }
}

macro_rules! reading {
    ($($name:ident of $register:ident: $path:path;)*) => {$(
        #[inline(always)]
        pub(super) unsafe fn $name(f: Frame) -> Exit {
            pay!(f, cost_of_reading(f.$register()), $path)
        }
    )*};
}

reading! {
    equal of ra: branches::equal::<true>;
    not_equal of ra: branches::equal::<false>;
    less_than of ra: branches::less_than::<true>;
    not_less_than of ra: branches::less_than::<false>;
    less_equal of ra: branches::less_equal::<true>;
    not_less_equal of ra: branches::less_equal::<false>;
    get_table of rc: fields::get_table;
    set_table of rb: fields::set_table;
    set_table_constant of rb: fields::set_table_constant;
}

#[inline(always)]
pub(super) unsafe fn varargs(f: Frame) -> Exit {
    pay!(f, (*f.call_info()).extra_args / 4, functions::varargs)
}
