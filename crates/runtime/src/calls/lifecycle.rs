//! Making and closing states and threads.

use crate::global::Global;
use crate::heap::{self, Heap};
use crate::interpreter;
use crate::metamethod::{self, EVENT_COUNT};
use crate::state::{RIDX_GLOBALS, RIDX_MAINTHREAD};
use crate::string::{self, Cache};
use crate::table;
use crate::thread::{BASIC_STACK_SIZE, CallInfo, EXTRA_STACK, MIN_STACK, Thread, call_status};
use crate::throw::{LuaResult, Status};
use crate::value::{Value, tag};
use core::ptr::null_mut;
use core::sync::atomic::AtomicBool;
use hashbrown::HashTable;
use smallvec::SmallVec;
use std::hash::{BuildHasher, RandomState};

use super::protected::{close_protected, set_error_object};
use super::stack::{reduce_stack, stack_bytes};

/// Makes a state with its registry and an empty table of globals; `None` when memory is short. It is closed with
/// [`close_state`].
pub(crate) unsafe fn new_state() -> Option<*mut Thread> {
    let g = Box::into_raw(Box::new(Global {
        heap: Heap::new(),
        strings: HashTable::new(),
        cache: Cache::EMPTY,
        seed: RandomState::new().hash_one(0) as u32,
        registry: Value::NIL,
        main_thread: null_mut(),
        event_names: [null_mut(); EVENT_COUNT],
        metatables: [null_mut(); 9],
        memory_error: null_mut(),
        threads_with_upvalues: null_mut(),
        anchors: Vec::new(),
        warn: None,
        meter: Default::default(),
        handles: Default::default(),
        extra: Default::default(),
        workspace: None,
    }));
    heap::stop(g);
    let l = heap::allocate_main_thread(g)?;
    initialize_thread(l, g);
    (*g).main_thread = l;
    // The main thread cannot yield.
    (*l).native_calls = 0x10000;
    match open(l) {
        Ok(()) => {
            heap::restart(g);
            Some(l)
        }
        Err(_) => {
            heap::free_all(g);
            drop(Box::from_raw(g));
            None
        }
    }
}

/// What may fail for lack of memory.
unsafe fn open(l: *mut Thread) -> LuaResult {
    let g = (*l).global;
    initialize_stack(l)?;
    (*g).memory_error = string::new(l, b"not enough memory")?;
    let registry = table::new(l)?;
    (*g).registry = Value::table(registry);
    table::resize(l, registry, 2, 0)?;
    table::set_int(l, registry, RIDX_MAINTHREAD, Value::thread(l))?;
    let globals = table::new(l)?;
    table::set_int(l, registry, RIDX_GLOBALS, Value::table(globals))?;
    metamethod::init(l)
}

/// Everything of a thread but its stack.
unsafe fn initialize_thread(l: *mut Thread, g: *mut Global) {
    (*l).status = Status::Ok as u8;
    (*l).allow_hook = true;
    (*l).call_info_count = 0;
    (*l).top = null_mut();
    (*l).global = g;
    (*l).call_info = null_mut();
    (*l).stack_last = null_mut();
    (*l).stack = null_mut();
    (*l).open_upvalues = null_mut();
    (*l).next_with_upvalues = l;
    (&raw mut (*l).to_be_closed).write(SmallVec::new());
    (*l).message_handler = 0;
    (*l).native_calls = 0;
    (&raw mut (*l).base_call_info).write(CallInfo::EMPTY);
    (*l).hook_mask = 0;
    (&raw mut (*l).trap).write(AtomicBool::new(false));
    (&raw mut (*l).interrupted).write(AtomicBool::new(false));
    (*l).interrupt_hook = None;
    (&raw mut (*l).hook).write(None);
    (*l).base_hook_count = 0;
    (*l).hook_count = 0;
    (*l).old_pc = 0;
    (*l).is_pausable = false;
    (*l).paused_by = core::ptr::null();
    interpreter::choose_handlers(l);
}

unsafe fn initialize_stack(l: *mut Thread) -> LuaResult {
    let slots = BASIC_STACK_SIZE + EXTRA_STACK;
    let stack = heap::reallocate(l, null_mut(), 0, slots * size_of::<Value>())?.cast::<Value>();
    install_stack(l, stack, slots);
    Ok(())
}

unsafe fn install_stack(l: *mut Thread, stack: *mut Value, slots: usize) {
    for n in 0..slots {
        stack.add(n).write(Value::NIL);
    }
    (*l).stack = stack;
    (*l).stack_last = stack.add(slots - EXTRA_STACK);
    (*l).top = stack.add(1);
    let ci = &raw mut (*l).base_call_info;
    (*ci).func = stack;
    (*ci).top = (*l).top.add(MIN_STACK);
    (*l).call_info = ci;
}

/// Makes a coroutine without a body and pushes it; it inherits the hook of `l`.
pub(crate) unsafe fn new_thread(l: *mut Thread) -> LuaResult<*mut Thread> {
    heap::check_gc(l);
    // The stack first, so that a thread is never seen without one.
    let slots = BASIC_STACK_SIZE + EXTRA_STACK;
    let size = slots * size_of::<Value>();
    let stack = heap::reallocate(l, null_mut(), 0, size)?;
    let co = match heap::allocate(l, size_of::<Thread>(), tag::THREAD) {
        Ok(object) => object.cast::<Thread>(),
        Err(throw) => {
            heap::free((*l).global, stack, size);
            return Err(throw);
        }
    };
    initialize_thread(co, (*l).global);
    install_stack(co, stack.cast(), slots);
    (*co).hook_mask = (*l).hook_mask;
    (*co).trap = AtomicBool::new((*l).hook_mask != 0);
    (*co).hook = (*l).hook;
    (*co).base_hook_count = (*l).base_hook_count;
    (*co).hook_count = (*l).base_hook_count;
    Thread::push(l, Value::thread(co));
    Ok(co)
}

/// Bytes of what a thread owns besides its object.
pub(crate) unsafe fn thread_parts_bytes(l: *mut Thread) -> usize {
    let mut bytes = 0;
    if !(*l).stack.is_null() {
        bytes += heap::footprint(stack_bytes(Thread::stack_size(l)));
    }
    let mut ci = (*l).base_call_info.next;
    while !ci.is_null() {
        bytes += heap::footprint(size_of::<CallInfo>());
        ci = (*ci).next;
    }
    bytes
}

/// Frees what a thread owns besides its object: its stack and its `CallInfo` nodes. Its upvalues are closed.
pub(crate) unsafe fn free_thread_parts(g: *mut Global, l: *mut Thread) {
    let mut ci = (*l).base_call_info.next;
    while !ci.is_null() {
        let next = (*ci).next;
        heap::free(g, ci.cast(), size_of::<CallInfo>());
        ci = next;
    }
    if !(*l).stack.is_null() {
        heap::free(g, (*l).stack.cast(), stack_bytes(Thread::stack_size(l)));
    }
    (&raw mut (*l).to_be_closed).drop_in_place();
    (&raw mut (*l).hook).drop_in_place();
}

/// Unwinds a thread to its first frame and closes its variables, with the error it died of, or `status`. Leaves
/// the thread ready for another body, or with the error value on top.
pub(crate) unsafe fn reset_thread(l: *mut Thread, status: Status) -> Status {
    let ci = &raw mut (*l).base_call_info;
    (*l).call_info = ci;
    Value::set_nil((*l).stack);
    (*ci).func = (*l).stack;
    (*ci).call_status = call_status::NATIVE;
    let status = if status == Status::Yield {
        Status::Ok
    } else {
        status
    };
    (*l).status = Status::Ok as u8;
    (*l).message_handler = 0;
    let status = close_protected(l, 1, status);
    if status == Status::Ok {
        (*l).top = (*l).stack.add(1);
    } else {
        set_error_object(l, status, (*l).stack.add(1));
    }
    (*ci).top = (*l).top.add(MIN_STACK);
    let needed = Thread::save_stack(l, (*ci).top);
    if needed < Thread::stack_size(l) {
        reduce_stack(l, needed);
    }
    status
}

/// Closes a state: pending variables, finalizers, then everything.
pub(crate) unsafe fn close_state(main: *mut Thread) {
    let g = (*main).global;
    (*main).call_info = &raw mut (*main).base_call_info;
    (*main).message_handler = 0;
    close_protected(main, 1, Status::Ok);
    (*main).top = (*main).stack.add(1);
    heap::free_all(g);
    drop(Box::from_raw(g));
}
