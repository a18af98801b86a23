//! Functions: prototypes at run time, closures, upvalues.

use crate::heap::{self, GcHeader};
use crate::interpreter::{Constant, Op, unpack};
use crate::string::LuaString;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{NativeFunction, Value, tag};
use core::mem::offset_of;
use core::ptr::null_mut;
use moonquakes_bytecode::{AbsLineInfo, Instruction};

/// A prototype that can run: constants are values, nested prototypes and names are heap objects.
#[repr(C)]
pub(crate) struct Proto {
    pub header: GcHeader,
    pub num_params: u8,
    pub is_vararg: bool,
    pub max_stack_size: u8,
    pub next_gray: *mut GcHeader,
    pub line_defined: u32,
    pub last_line_defined: u32,
    pub code: Box<[Instruction]>,
    /// `code` as the interpreter reads it; empty until there is a closure.
    pub ops: Box<[Op]>,
    pub constants: Box<[Constant]>,
    pub protos: Box<[*mut Proto]>,
    pub upvalues: Box<[UpvalueDesc]>,
    pub line_info: Box<[i8]>,
    pub abs_line_info: Box<[AbsLineInfo]>,
    pub local_vars: Box<[LocalVar]>,
    /// Null when the chunk was stripped.
    pub source: *mut LuaString,
    /// Bytes in the boxes, as far as the heap has counted them.
    pub counted: usize,
}

/// What a closure captures for one of its upvalues.
#[derive(Clone, Copy)]
pub(crate) struct UpvalueDesc {
    /// Null when the chunk was stripped.
    pub name: *mut LuaString,
    pub in_stack: bool,
    pub index: u8,
    pub kind: u8,
}

/// Where a local variable lives.
#[derive(Clone, Copy)]
pub(crate) struct LocalVar {
    pub name: *mut LuaString,
    pub start_pc: u32,
    pub end_pc: u32,
}

/// A function written in Lua; `upvalue_count` pointers follow.
#[repr(C)]
pub(crate) struct LuaClosure {
    pub header: GcHeader,
    pub upvalue_count: u8,
    pub next_gray: *mut GcHeader,
    pub proto: *mut Proto,
    pub upvalues: [*mut UpValue; 0],
}

/// A native function with upvalues; `upvalue_count` values follow.
#[repr(C)]
pub(crate) struct NativeClosure {
    pub header: GcHeader,
    pub upvalue_count: u8,
    pub next_gray: *mut GcHeader,
    pub function: NativeFunction,
    pub upvalues: [Value; 0],
}

/// A captured variable: open while `v` points into a stack, closed when `v` points to its own `closed`.
#[repr(C)]
pub(crate) struct UpValue {
    pub header: GcHeader,
    pub v: *mut Value,
    pub slot: UpValueSlot,
}

/// The next open upvalue of the thread, or the value itself.
#[repr(C)]
pub(crate) union UpValueSlot {
    /// While open: the next one further down the stack, or null.
    pub next_open: *mut UpValue,
    pub closed: Value,
}

const _: () = assert!(
    offset_of!(Proto, next_gray) == heap::LINK_OFFSET
        && offset_of!(LuaClosure, next_gray) == heap::LINK_OFFSET
        && offset_of!(NativeClosure, next_gray) == heap::LINK_OFFSET
);

impl LuaClosure {
    pub(crate) const fn size(upvalues: usize) -> usize {
        size_of::<LuaClosure>() + upvalues * size_of::<*mut UpValue>()
    }
    #[inline(always)]
    pub(crate) unsafe fn upvalue(this: *mut LuaClosure, index: usize) -> *mut *mut UpValue {
        (&raw mut (*this).upvalues).cast::<*mut UpValue>().add(index)
    }
}

impl NativeClosure {
    pub(crate) const fn size(upvalues: usize) -> usize {
        size_of::<NativeClosure>() + upvalues * size_of::<Value>()
    }
    #[inline(always)]
    pub(crate) unsafe fn upvalue(this: *mut NativeClosure, index: usize) -> *mut Value {
        (&raw mut (*this).upvalues).cast::<Value>().add(index)
    }
}

/// How many instructions a function has.
#[inline(always)]
pub(crate) unsafe fn length(f: *mut LuaClosure) -> usize {
    let ops = &raw const (*(*f).proto).ops;
    (&*ops).len()
}

impl UpValue {
    #[inline(always)]
    pub(crate) unsafe fn is_open(this: *mut UpValue) -> bool {
        !core::ptr::eq((*this).v, (&raw mut (*this).slot).cast::<Value>())
    }
}

impl UpvalueDesc {
    pub(crate) const EMPTY: UpvalueDesc = UpvalueDesc {
        name: null_mut(),
        in_stack: false,
        index: 0,
        kind: 0,
    };
}

impl LocalVar {
    pub(crate) const EMPTY: LocalVar = LocalVar {
        name: null_mut(),
        start_pc: 0,
        end_pc: 0,
    };
}

/// Makes an empty prototype. It is not reachable yet.
pub(crate) unsafe fn new_proto(l: *mut Thread) -> LuaResult<*mut Proto> {
    let object = heap::allocate(l, size_of::<Proto>(), tag::PROTO)?;
    let header = GcHeader {
        tag: (*object).tag,
        marked: (*object).marked,
    };
    let proto = object.cast::<Proto>();
    proto.write(Proto {
        header,
        num_params: 0,
        is_vararg: false,
        max_stack_size: 0,
        next_gray: null_mut(),
        line_defined: 0,
        last_line_defined: 0,
        code: Box::default(),
        ops: Box::default(),
        constants: Box::default(),
        protos: Box::default(),
        upvalues: Box::default(),
        line_info: Box::default(),
        abs_line_info: Box::default(),
        local_vars: Box::default(),
        source: null_mut(),
        counted: 0,
    });
    Ok(proto)
}

/// Lets closures of a prototype run: many functions of a chunk never become one.
#[inline(always)]
pub(crate) unsafe fn prepare(l: *mut Thread, proto: *mut Proto) {
    let ops = &(*proto).ops;
    if ops.is_empty() {
        unpack_code(l, proto);
    }
}

#[cold]
#[inline(never)]
unsafe fn unpack_code(l: *mut Thread, proto: *mut Proto) {
    (*proto).ops = unpack(&(*proto).code);
    heap::count_proto((*l).global, proto);
}

/// Makes a Lua closure without prototype and upvalues. It is not reachable yet.
pub(crate) unsafe fn new_lua_closure(l: *mut Thread, upvalues: usize) -> LuaResult<*mut LuaClosure> {
    let f = heap::allocate(l, LuaClosure::size(upvalues), tag::LUA_CLOSURE)?.cast::<LuaClosure>();
    (*f).upvalue_count = upvalues as u8;
    (*f).proto = null_mut();
    for n in 0..upvalues {
        *LuaClosure::upvalue(f, n) = null_mut();
    }
    Ok(f)
}

/// Makes a native closure whose upvalues are nil. It is not reachable yet.
pub(crate) unsafe fn new_native_closure(
    l: *mut Thread,
    function: NativeFunction,
    upvalues: usize,
) -> LuaResult<*mut NativeClosure> {
    let f = heap::allocate(l, NativeClosure::size(upvalues), tag::NATIVE_CLOSURE)?.cast::<NativeClosure>();
    (*f).upvalue_count = upvalues as u8;
    (*f).function = function;
    for n in 0..upvalues {
        NativeClosure::upvalue(f, n).write(Value::NIL);
    }
    Ok(f)
}

/// Makes a closed upvalue that holds nil. It is not reachable yet.
pub(crate) unsafe fn new_closed_upvalue(l: *mut Thread) -> LuaResult<*mut UpValue> {
    let upvalue = heap::allocate(l, size_of::<UpValue>(), tag::UPVALUE)?.cast::<UpValue>();
    let closed = (&raw mut (*upvalue).slot).cast::<Value>();
    closed.write(Value::NIL);
    (*upvalue).v = closed;
    Ok(upvalue)
}

/// The open upvalue of a stack slot, made if there is none.
pub(crate) unsafe fn find_upvalue(l: *mut Thread, level: *mut Value) -> LuaResult<*mut UpValue> {
    let mut link = &raw mut (*l).open_upvalues;
    while !(*link).is_null() && (**link).v >= level {
        if (**link).v == level {
            return Ok(*link);
        }
        link = (&raw mut (**link).slot).cast::<*mut UpValue>();
    }
    let upvalue = heap::allocate(l, size_of::<UpValue>(), tag::UPVALUE)?.cast::<UpValue>();
    (*upvalue).v = level;
    (*upvalue).slot.next_open = *link;
    *link = upvalue;
    if (*l).next_with_upvalues == l {
        Thread::link_with_upvalues(l);
    }
    Ok(upvalue)
}

/// Closes the open upvalues from the top of the stack down to `level`: each takes its value along.
#[inline]
pub(crate) unsafe fn close_upvalues(l: *mut Thread, level: *mut Value) {
    while !(*l).open_upvalues.is_null() && (*(*l).open_upvalues).v >= level {
        close_first_upvalue(l);
    }
}

unsafe fn close_first_upvalue(l: *mut Thread) {
    let upvalue = (*l).open_upvalues;
    (*l).open_upvalues = (*upvalue).slot.next_open;
    let value = Value::get((*upvalue).v);
    let closed = (&raw mut (*upvalue).slot).cast::<Value>();
    Value::set(closed, value);
    (*upvalue).v = closed;
    if (*upvalue).header.marked & heap::mark_bits::WHITES == 0 {
        // It was gray as long as it was open.
        (*upvalue).header.marked |= heap::mark_bits::BLACK;
        heap::barrier_value(l, upvalue.cast(), value);
    }
}
