//! What `getinfo` tells about a function or a call.

use super::lines::{current_line, line_of};
use super::names::function_name;
use super::traceback::chunk_id;
use crate::closure::Proto;
use crate::string;
use crate::thread::{CallInfo, call_status};
use crate::value::{Value, tag};

/// The fields of `lua_Debug`. Those that were not asked for have their default.
#[derive(Clone, Debug, Default)]
pub struct DebugInfo {
    /// `n`: a name for the function, from how it was called.
    pub name: Option<Vec<u8>>,
    /// `n`: what the name is, "global", "local", "method", …; empty without a name.
    pub name_what: &'static str,
    /// `S`: "Lua", "C", or "main" for a chunk.
    pub what: &'static str,
    /// `S`: name of the chunk, as it was loaded.
    pub source: Vec<u8>,
    /// `S`: name of the chunk, as messages show it.
    pub short_source: Vec<u8>,
    /// `S`: where the definition of the function begins; -1 for a native one.
    pub line_defined: i32,
    /// `S`: where it ends.
    pub last_line_defined: i32,
    /// `l`: the line being run; -1 if unknown.
    pub current_line: i32,
    /// `u`: how many upvalues the function has.
    pub upvalue_count: u8,
    /// `u`: how many parameters it has.
    pub param_count: u8,
    /// `u`: whether it takes extra arguments.
    pub is_vararg: bool,
    /// `t`: whether it was entered by a tail call, so that its caller is not on the stack.
    pub is_tail_call: bool,
    /// `r`: in a hook for a call or return, the index of the first value transferred.
    pub first_transfer: u16,
    /// `r`: how many values are transferred.
    pub transfer_count: u16,
}

/// What `what` asks about a function and, unless `ci` is null, its call.
pub(crate) unsafe fn get_info(ci: *mut CallInfo, function: *const Value, what: &[u8]) -> DebugInfo {
    let mut info = DebugInfo::default();
    let proto = lua_proto(function);
    for option in what {
        match option {
            b'S' => describe_source(&mut info, proto),
            b'l' => {
                let known = !ci.is_null() && CallInfo::is_lua(ci);
                info.current_line = if known { current_line(ci) as i32 } else { -1 };
            }
            b'u' => {
                info.upvalue_count = match (*function).tag {
                    tag::LUA_CLOSURE => (*(*function).as_lua_closure()).upvalue_count,
                    tag::NATIVE_CLOSURE => (*(*function).as_native_closure()).upvalue_count,
                    _ => 0,
                };
                info.param_count = proto.map_or(0, |proto| proto.num_params);
                info.is_vararg = proto.is_none_or(|proto| proto.is_vararg);
            }
            b't' => info.is_tail_call = !ci.is_null() && (*ci).call_status & call_status::TAIL != 0,
            b'n' => {
                let name = if ci.is_null() { None } else { function_name(ci) };
                if let Some(name) = name {
                    info.name_what = name.kind;
                    info.name = Some(name.text);
                }
            }
            b'r' if !ci.is_null() && (*ci).call_status & call_status::TRANSFER != 0 => {
                info.first_transfer = (*ci).transfer_first;
                info.transfer_count = (*ci).transfer_count;
            }
            _ => {}
        }
    }
    info
}

unsafe fn describe_source(info: &mut DebugInfo, proto: Option<&Proto>) {
    let Some(proto) = proto else {
        info.what = "C";
        info.source = b"=[C]".to_vec();
        info.short_source = b"[C]".to_vec();
        info.line_defined = -1;
        info.last_line_defined = -1;
        return;
    };
    info.what = if proto.line_defined == 0 { "main" } else { "Lua" };
    info.source = if proto.source.is_null() {
        b"=?".to_vec()
    } else {
        string::bytes(proto.source).to_vec()
    };
    info.short_source = chunk_id(&info.source);
    info.line_defined = proto.line_defined as i32;
    info.last_line_defined = proto.last_line_defined as i32;
}

unsafe fn lua_proto<'a>(function: *const Value) -> Option<&'a Proto> {
    ((*function).tag == tag::LUA_CLOSURE).then(|| &*(*(*function).as_lua_closure()).proto)
}

/// The lines of a Lua function that have code; `None` for a native function.
pub(crate) unsafe fn valid_lines(function: *const Value) -> Option<Vec<u32>> {
    let proto = lua_proto(function)?;
    // A vararg function begins with an instruction that no line can stop at.
    let first = usize::from(proto.is_vararg);
    let mut lines: Vec<u32> = (first..proto.code.len())
        .filter_map(|pc| line_of(proto, pc))
        .collect();
    lines.sort_unstable();
    lines.dedup();
    Some(lines)
}
