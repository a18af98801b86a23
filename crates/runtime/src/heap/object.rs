//! What objects of each kind own and refer to.

use super::GcHeader;
use crate::calls;
use crate::closure::{LuaClosure, NativeClosure, Proto, UpValue};
use crate::global::Global;
use crate::string;
use crate::table::{self, Node, Table};
use crate::thread::Thread;
use crate::userdata::Userdata;
use crate::value::{Value, tag};

/// Frees what an object owns.
#[inline(always)]
pub(super) unsafe fn destroy(g: *mut Global, object: *mut GcHeader) {
    match (*object).tag {
        tag::SHORT_STRING => string::remove(g, object.cast()),
        tag::TABLE => table::free_parts(g, object.cast()),
        tag::PROTO => {
            let proto = object.cast::<Proto>();
            (*g).heap.bytes -= (*proto).counted;
            proto.drop_in_place();
        }
        tag::USERDATA => Userdata::drop_value(g, object.cast()),
        tag::THREAD => calls::free_thread_parts(g, object.cast()),
        _ => {}
    }
}

/// Counts the arrays of a prototype as they are now.
pub(crate) unsafe fn count_proto(g: *mut Global, p: *mut Proto) {
    let proto = &*p;
    let bytes = size_of_val(&*proto.code)
        + size_of_val(&*proto.ops)
        + size_of_val(&*proto.constants)
        + size_of_val(&*proto.protos)
        + size_of_val(&*proto.upvalues)
        + size_of_val(&*proto.line_info)
        + size_of_val(&*proto.abs_line_info)
        + size_of_val(&*proto.local_vars);
    super::recount(g, proto.counted, bytes);
    (*p).counted = bytes;
}

/// Bytes of what an object owns besides its own block.
pub(super) unsafe fn owned_bytes(object: *mut GcHeader) -> usize {
    match (*object).tag {
        tag::TABLE => table::parts_bytes(object.cast()),
        tag::PROTO => (*object.cast::<Proto>()).counted,
        tag::USERDATA => Userdata::boxed_bytes(object.cast()),
        tag::THREAD => calls::thread_parts_bytes(object.cast()),
        _ => 0,
    }
}

/// Calls `visit` with every object that an object refers to, strongly or weakly.
pub(super) unsafe fn for_each_reference(object: *mut GcHeader, mut visit: impl FnMut(Value)) {
    let mut value = |v: Value| {
        if v.is_collectable() {
            visit(v);
        }
    };
    match (*object).tag {
        tag::TABLE => {
            let t = object.cast::<Table>();
            value(pointer((*t).metatable, tag::TABLE));
            for i in 0..(*t).array_size as usize {
                value(Value::get((*t).array.add(i)));
            }
            for i in 0..Table::own_node_count(t) {
                let node = (*t).nodes.add(i);
                if !Node::is_empty(node) {
                    value(Node::key(node));
                    value(Value::get(Node::value(node)));
                }
            }
        }
        tag::USERDATA => {
            let u = object.cast::<Userdata>();
            value(pointer((*u).metatable, tag::TABLE));
            for i in 0..(*u).user_value_count as usize {
                value(Value::get(Userdata::user_value(u, i)));
            }
        }
        tag::LUA_CLOSURE => {
            let f = object.cast::<LuaClosure>();
            value(pointer((*f).proto, tag::PROTO));
            for i in 0..(*f).upvalue_count as usize {
                value(pointer(*LuaClosure::upvalue(f, i), tag::UPVALUE));
            }
        }
        tag::NATIVE_CLOSURE => {
            let f = object.cast::<NativeClosure>();
            for i in 0..(*f).upvalue_count as usize {
                value(Value::get(NativeClosure::upvalue(f, i)));
            }
        }
        tag::UPVALUE => value(Value::get((*object.cast::<UpValue>()).v)),
        tag::PROTO => {
            let p = &*object.cast::<Proto>();
            let names = p.upvalues.iter().map(|upvalue| upvalue.name);
            let names = names.chain(p.local_vars.iter().map(|local| local.name));
            for name in names.chain([p.source]) {
                if !name.is_null() {
                    value(Value::string(name));
                }
            }
            for constant in &p.constants {
                value(constant.value());
            }
            for &nested in &p.protos {
                value(pointer(nested, tag::PROTO));
            }
        }
        tag::THREAD => {
            let l = object.cast::<Thread>();
            let mut slot = (*l).stack;
            while slot < (*l).top {
                value(Value::get(slot));
                slot = slot.add(1);
            }
            let mut upvalue = (*l).open_upvalues;
            while !upvalue.is_null() {
                value(pointer(upvalue, tag::UPVALUE));
                upvalue = (*upvalue).slot.next_open;
            }
        }
        _ => {}
    }
}

/// A value for an object that may be null.
fn pointer<T>(object: *mut T, tag: u8) -> Value {
    if object.is_null() {
        return Value::NIL;
    }
    Value {
        payload: object.expose_provenance() as u64,
        tag,
    }
}

/// The name of a kind of object.
pub(super) fn name(kind: u8) -> &'static str {
    match kind {
        tag::SHORT_STRING => "short string",
        tag::LONG_STRING => "long string",
        tag::TABLE => "table",
        tag::LUA_CLOSURE => "Lua function",
        tag::NATIVE_CLOSURE => "native function",
        tag::USERDATA => "userdata",
        tag::THREAD => "thread",
        tag::UPVALUE => "upvalue",
        tag::PROTO => "prototype",
        _ => "something unknown",
    }
}
