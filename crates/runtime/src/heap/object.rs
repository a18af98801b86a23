//! What objects of each kind own besides their own block.

use super::GcHeader;
use crate::calls;
use crate::closure::Proto;
use crate::global::Global;
use crate::string;
use crate::table;
use crate::userdata::Userdata;
use crate::value::tag;

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
