//! From op to op.
//!
//! Each code has a handler, a function of the five values that live across ops (thread, position, base of the registers,
//! constants, table of handlers), which does its work and then continues with the handler of the op that comes next.
//! There are two forms of that, chosen by the build script:
//!
//! - **tail calls**, where the optimiser is on: a handler ends with a call of the next one, which the optimiser makes a
//!   jump. All five values stay in registers, each handler gets the best registers for itself, and each has a
//!   dispatch of its own, which helps the branch predictor.
//! - **a loop**, anywhere else: a handler returns the five values, and [`execute`] calls the next.
//!
//! The rules of the handlers:
//!
//! 1. A fast path makes no calls. What can raise, allocate, or run other code goes [out of line](Frame::out), so that a
//!    handler saves no registers before its fast path; in particular no handler takes the address of a local variable,
//!    which would keep the optimiser from making its last call a jump.
//! 2. Before anything that can raise, collect, or move the stack, [`Frame::protect`] (or [`Frame::save_pc`] where the
//!    top counts) says where the frame is; after it [`Frame::reload`] takes the new base.
//! 3. An error or a yield leaves by `?`: the frames stay as they are for whoever catches it.
//! 4. `trap` is looked at when a frame is reloaded, at calls and at jumps back. When it is set, the frame goes on with the
//!    table in which every handler is [`trace`], which looks at hooks before each op. A state without hooks pays nothing
//!    else for them.

use super::handlers::{branches, fields, functions, loops, moves, numbers, objects};
use super::metering;
use super::op::{Code, Constant, Op, for_each_code};
use crate::debug;
use crate::heap;
use crate::limits;
use crate::thread::{CallInfo, Thread};
use crate::throw::LuaResult;
use crate::value::Value;
use moonquakes_bytecode::Instruction;

/// How a handler ends.
pub(super) type Exit = LuaResult<Next>;

/// The frame returned to native code.
#[cfg(tail_calls)]
pub(super) type Next = ();
/// The frame to go on with; `None` when it returned to native code.
#[cfg(not(tail_calls))]
pub(super) type Next = Option<Frame>;

type Handler = unsafe fn(*mut Thread, *const Op, *mut Value, *const Constant, *const Handlers) -> Exit;

/// The handler of each code.
#[repr(transparent)]
pub(crate) struct Handlers([Handler; Code::COUNT]);

macro_rules! define_tables {
    ($($name:ident $($handler:ident)::+ $(::<$flag:literal>)?;)*) => {
        static HANDLERS: Handlers = Handlers([$({
            unsafe fn handler(
                l: *mut Thread,
                pc: *const Op,
                base: *mut Value,
                k: *const Constant,
                table: *const Handlers,
            ) -> Exit {
                $($handler)::+ $(::<$flag>)? (Frame { l, pc, base, k, table })
            }
            handler
        }),*]);
    };
}
for_each_code!(define_tables);

/// What [`trace`] goes on with: the returns call their hook.
static HOOKED_HANDLERS: Handlers = {
    let mut handlers = HANDLERS.0;
    handlers[Code::Return0 as usize] = functions::return_hooked;
    handlers[Code::Return1 as usize] = functions::return_hooked;
    Handlers(handlers)
};

/// What states with a meter run.
static METERED_HANDLERS: Handlers = Handlers(metered(HANDLERS.0));

/// What [`trace`] goes on with in states with a meter.
static HOOKED_METERED_HANDLERS: Handlers = Handlers(metered(HOOKED_HANDLERS.0));

/// The handlers with those that pay in their places.
const fn metered(mut handlers: [Handler; Code::COUNT]) -> [Handler; Code::COUNT] {
    macro_rules! set {
        ($($code:ident $handler:ident;)*) => {$({
            unsafe fn handler(
                l: *mut Thread,
                pc: *const Op,
                base: *mut Value,
                k: *const Constant,
                table: *const Handlers,
            ) -> Exit {
                metering::$handler(Frame { l, pc, base, k, table })
            }
            handlers[Code::$code as usize] = handler;
        })*};
    }
    set! {
        Call call;
        TailCall tail_call;
        JmpBack jump_back;
        ForLoop for_loop;
        TForCall generic_call;
        Eq equal;
        NotEq not_equal;
        Lt less_than;
        NotLt not_less_than;
        Le less_equal;
        NotLe not_less_equal;
        GetTable get_table;
        SetTable set_table;
        SetTableK set_table_constant;
        VarArg varargs;
    }
    handlers
}

static TRACING: Handlers = Handlers([trace; Code::COUNT]);

/// What runs nothing any more, as a limit is reached.
static STOPPED: Handlers = Handlers([stop; Code::COUNT]);

/// A running frame: what is live across ops.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub l: *mut Thread,
    /// The op that runs.
    pub pc: *const Op,
    pub base: *mut Value,
    k: *const Constant,
    table: *const Handlers,
}

/// Runs the frame `ci`, and every Lua function that it calls, until it returns.
pub(crate) unsafe fn execute(l: *mut Thread, ci: *mut CallInfo) -> LuaResult {
    if (*(*l).global).meter.on {
        metering::enter(l, ci)?;
    }
    let frame = Frame::of(l, ci, table_for(l));
    if Thread::is_trapped(l) {
        debug::trace_call(l)?;
    }
    run(frame.reloaded())
}

#[cfg(tail_calls)]
unsafe fn run(frame: Frame) -> LuaResult {
    frame.dispatch(frame.table)
}

#[cfg(not(tail_calls))]
unsafe fn run(frame: Frame) -> LuaResult {
    let mut frame = frame;
    loop {
        let Frame {
            l,
            pc,
            base,
            k,
            table,
        } = frame;
        match (&(*table).0)[(*pc).code()](l, pc, base, k, table)? {
            Some(next) => frame = next,
            None => return Ok(()),
        }
    }
}

/// Notes what the thread's ops are to be run by: to be called when limits have been set or reached.
pub(crate) unsafe fn choose_handlers(l: *mut Thread) {
    let meter = &raw const (*(*l).global).meter;
    (*l).handlers = if (*meter).reached.is_some() {
        &raw const STOPPED
    } else if (*meter).on {
        &raw const METERED_HANDLERS
    } else {
        &raw const HANDLERS
    };
}

#[inline(always)]
unsafe fn table_for(l: *mut Thread) -> *const Handlers {
    if Thread::is_trapped(l) {
        &raw const TRACING
    } else {
        (*l).handlers
    }
}

#[cold]
unsafe fn stop(
    l: *mut Thread,
    pc: *const Op,
    base: *mut Value,
    k: *const Constant,
    table: *const Handlers,
) -> Exit {
    Frame::new(l, pc, base, k, table).protect();
    limits::look(l, 0)?;
    choose_handlers(l);
    let table = table_for(l);
    Frame::new(l, pc, base, k, table).dispatch(table)
}

/// Calls the hooks that are due before an op, then runs it.
#[cold]
unsafe fn trace(
    l: *mut Thread,
    pc: *const Op,
    base: *mut Value,
    k: *const Constant,
    table: *const Handlers,
) -> Exit {
    let frame = Frame {
        l,
        pc,
        base,
        k,
        table,
    };
    if !Thread::is_trapped(l) || limits::is_stopped((*l).global) {
        let table = (*l).handlers;
        return Frame { table, ..frame }.dispatch(table);
    }
    let handlers = if (*(*l).global).meter.on {
        &raw const HOOKED_METERED_HANDLERS
    } else {
        &raw const HOOKED_HANDLERS
    };
    // Without hooks for lines and counts only calls, returns and jumps back need to look.
    let table = if debug::trace_exec(l, pc)? {
        table
    } else {
        handlers
    };
    let base = (*(*l).call_info).func.add(1);
    Frame { base, table, ..frame }.dispatch(handlers)
}

/// Runs a path out of line.
#[inline(never)]
unsafe fn out_of_line(
    l: *mut Thread,
    pc: *const Op,
    base: *mut Value,
    k: *const Constant,
    table: *const Handlers,
    path: impl FnOnce(Frame) -> Exit,
) -> Exit {
    path(Frame {
        l,
        pc,
        base,
        k,
        table,
    })
}

/// Runs a path that is rarely taken.
#[cold]
#[inline(never)]
unsafe fn rarely(
    l: *mut Thread,
    pc: *const Op,
    base: *mut Value,
    k: *const Constant,
    table: *const Handlers,
    path: impl FnOnce(Frame) -> Exit,
) -> Exit {
    path(Frame {
        l,
        pc,
        base,
        k,
        table,
    })
}

/// Operands.
impl Frame {
    #[inline(always)]
    pub(super) unsafe fn op(&self) -> Op {
        *self.pc
    }
    /// The register A.
    #[inline(always)]
    pub(super) unsafe fn ra(&self) -> *mut Value {
        self.base.byte_add((*self.pc).a())
    }
    /// The register B.
    #[inline(always)]
    pub(super) unsafe fn rb(&self) -> *mut Value {
        self.base.byte_add((*self.pc).b())
    }
    /// The register C.
    #[inline(always)]
    pub(super) unsafe fn rc(&self) -> *mut Value {
        self.base.byte_add((*self.pc).c())
    }
    /// The constant B.
    #[inline(always)]
    pub(super) unsafe fn kb(&self) -> *const Constant {
        self.k.byte_add((*self.pc).b())
    }
    /// The constant C.
    #[inline(always)]
    pub(super) unsafe fn kc(&self) -> *const Constant {
        self.k.byte_add((*self.pc).c())
    }
    /// The constant of number `n`.
    #[inline(always)]
    pub(super) unsafe fn constant(&self, n: usize) -> *const Constant {
        self.k.add(n)
    }
    /// The canonical form of the op that runs.
    pub(super) unsafe fn instruction(&self) -> Instruction {
        let proto = &*(*CallInfo::lua_closure(self.call_info())).proto;
        proto.code[self.pc.offset_from_unsigned(proto.ops.as_ptr())]
    }
    #[inline(always)]
    pub(super) unsafe fn call_info(&self) -> *mut CallInfo {
        (*self.l).call_info
    }
}

/// Going on.
impl Frame {
    #[cfg(tail_calls)]
    #[inline(always)]
    unsafe fn dispatch(self, table: *const Handlers) -> Exit {
        let mut handler = *(*table).0.as_ptr().add((*self.pc).code());
        // Keeps the ends of a handler apart: merged, they would cost a jump and share one prediction.
        core::arch::asm!("/* {0} */", inout(reg) handler, options(pure, nomem, nostack, preserves_flags));
        handler(self.l, self.pc, self.base, self.k, self.table)
    }
    #[cfg(not(tail_calls))]
    #[inline(always)]
    unsafe fn dispatch(self, table: *const Handlers) -> Exit {
        if core::ptr::eq(table, self.table) {
            return Ok(Some(self));
        }
        (&(*table).0)[(*self.pc).code()](self.l, self.pc, self.base, self.k, self.table)
    }

    /// Runs the op by the handler that does not pay.
    #[inline(always)]
    pub(super) unsafe fn unpaid(self) -> Exit {
        self.dispatch(&raw const HANDLERS)
    }
    /// Goes on with the next op.
    #[inline(always)]
    pub(super) unsafe fn next(self) -> Exit {
        self.skip(1)
    }
    /// Goes on `n` ops further.
    #[inline(always)]
    pub(super) unsafe fn skip(self, n: usize) -> Exit {
        self.jump(n as isize)
    }
    /// Goes on `distance` ops further; for a jump back use [`jump_back`](Self::jump_back).
    #[inline(always)]
    pub(super) unsafe fn jump(self, distance: isize) -> Exit {
        let frame = Frame {
            pc: self.pc.offset(distance),
            ..self
        };
        frame.dispatch(frame.table)
    }
    /// Goes on `distance` ops further, after a look at `trap`.
    #[inline(always)]
    pub(super) unsafe fn jump_back(self, distance: isize) -> Exit {
        if Thread::is_trapped(self.l) {
            return self.rarely(move |f| {
                Frame {
                    table: table_for(f.l),
                    ..f
                }
                .jump(distance)
            });
        }
        self.jump(distance)
    }
    /// Goes on in a frame that is about to begin or go on at its saved position. `ci` is the running one.
    #[inline(always)]
    pub(super) unsafe fn resume(self, ci: *mut CallInfo) -> Exit {
        let frame = Frame::of(self.l, ci, self.table);
        frame.dispatch(frame.table)
    }
    /// Goes on in a Lua function that was called, after a look at `trap`.
    #[inline(always)]
    pub(super) unsafe fn enter(self, ci: *mut CallInfo) -> Exit {
        if Thread::is_trapped(self.l) {
            return self.rarely(|f| {
                debug::trace_call(f.l)?;
                let frame = Frame::of(f.l, f.call_info(), table_for(f.l));
                frame.dispatch(frame.table)
            });
        }
        self.resume(ci)
    }
    /// Goes on at the beginning of a function.
    #[inline(always)]
    pub(super) unsafe fn begin(self, pc: *const Op, base: *mut Value, k: *const Constant) -> Exit {
        let frame = Frame { pc, base, k, ..self };
        frame.dispatch(frame.table)
    }
    /// The frame returned to native code.
    #[inline(always)]
    pub(super) fn finish() -> Exit {
        #[cfg(tail_calls)]
        return Ok(());
        #[cfg(not(tail_calls))]
        return Ok(None);
    }
    /// Goes on with `path` out of line, so that what comes before it has no need of a native frame.
    #[inline(always)]
    pub(super) unsafe fn out(self, path: impl FnOnce(Frame) -> Exit) -> Exit {
        out_of_line(self.l, self.pc, self.base, self.k, self.table, path)
    }
    /// [`out`](Self::out) for what happens rarely.
    #[inline(always)]
    pub(super) unsafe fn rarely(self, path: impl FnOnce(Frame) -> Exit) -> Exit {
        rarely(self.l, self.pc, self.base, self.k, self.table, path)
    }
}

/// Before and after what can raise, collect or move the stack.
impl Frame {
    #[inline(always)]
    pub(super) fn new(
        l: *mut Thread,
        pc: *const Op,
        base: *mut Value,
        k: *const Constant,
        table: *const Handlers,
    ) -> Frame {
        Frame {
            l,
            pc,
            base,
            k,
            table,
        }
    }
    #[inline(always)]
    unsafe fn of(l: *mut Thread, ci: *mut CallInfo, table: *const Handlers) -> Frame {
        Frame {
            l,
            pc: (*ci).saved_pc,
            base: (*ci).func.add(1),
            k: (*ci).constants,
            table,
        }
    }
    /// Says which op runs.
    #[inline(always)]
    pub(super) unsafe fn save_pc(&self) {
        (*self.call_info()).saved_pc = self.pc.add(1);
    }
    /// Says which op runs, and that all registers are the program's.
    #[inline(always)]
    pub(super) unsafe fn protect(&self) {
        let ci = self.call_info();
        (*ci).saved_pc = self.pc.add(1);
        (*self.l).top = (*ci).top;
    }
    /// The frame after something that may have moved the stack or set a hook.
    #[inline(always)]
    pub(super) unsafe fn reloaded(self) -> Frame {
        Frame {
            base: (*self.call_info()).func.add(1),
            table: table_for(self.l),
            ..self
        }
    }
    /// Collects if it is time to, with the registers below `top` in use.
    #[inline(always)]
    pub(super) unsafe fn check_gc(self, top: *mut Value) -> Frame {
        if !heap::is_due(self.l) {
            return self;
        }
        self.save_pc();
        (*self.l).top = top;
        heap::step(self.l);
        self.reloaded()
    }
}
