//! The call stack: levels, and the local variables of each.

use super::lines::current_pc;
use super::names;
use crate::closure::Proto;
use crate::thread::{CallInfo, Thread};
use crate::value::Value;

/// The frame at a level: 0 is the running function, 1 its caller.
pub(crate) unsafe fn get_stack(l: *mut Thread, level: i32) -> Option<*mut CallInfo> {
    let mut left = u32::try_from(level).ok()?;
    let mut ci = (*l).call_info;
    let base = &raw mut (*l).base_call_info;
    while left > 0 && ci != base {
        ci = (*ci).previous;
        left -= 1;
    }
    (ci != base).then_some(ci)
}

/// Name and slot of local variable `n` of a frame: a named one, an extra argument (negative), or a temporary.
pub(crate) unsafe fn find_local(l: *mut Thread, ci: *mut CallInfo, n: i32) -> Option<(Vec<u8>, *mut Value)> {
    let base = (*ci).func.add(1);
    let is_lua = CallInfo::is_lua(ci);
    if is_lua {
        let proto = &*(*CallInfo::lua_closure(ci)).proto;
        if n < 0 {
            let extra = (*ci).extra_args as i64;
            if !proto.is_vararg || (n as i64) < -extra {
                return None;
            }
            let slot = (*ci).func.offset(-(extra as isize) - (n as isize + 1));
            return Some((b"(vararg)".to_vec(), slot));
        }
        if let Some(name) = names::local_name(proto, n as usize, current_pc(ci)) {
            return Some((name, base.add(n as usize - 1)));
        }
    }
    let limit = if ci == (*l).call_info {
        (*l).top
    } else {
        (*(*ci).next).func
    };
    if n <= 0 || limit.offset_from(base) < n as isize {
        return None;
    }
    let name: &[u8] = if is_lua { b"(temporary)" } else { b"(C temporary)" };
    Some((name.to_vec(), base.add(n as usize - 1)))
}

/// Name of local variable `n` of a function at an instruction.
pub(crate) unsafe fn local_name(proto: *mut Proto, n: i32, pc: usize) -> Option<Vec<u8>> {
    names::local_name(&*proto, usize::try_from(n).ok()?, pc)
}
