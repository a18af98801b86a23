//! From instructions to lines.

use crate::closure::Proto;
use crate::thread::CallInfo;
use moonquakes_bytecode::proto::ABS_LINE_INFO;

/// Position of the running instruction of a Lua frame.
pub(super) unsafe fn current_pc(ci: *const CallInfo) -> usize {
    let proto = (*CallInfo::lua_closure(ci)).proto;
    let next = (*ci).saved_pc.offset_from((*proto).ops.as_ptr());
    (next - 1).max(0) as usize
}

/// The line of an instruction; `None` without debug information.
pub(super) fn line_of(proto: &Proto, pc: usize) -> Option<u32> {
    proto.line_info.get(pc)?;
    let before = proto.abs_line_info.partition_point(|info| info.pc as usize <= pc);
    let (mut line, first) = match before.checked_sub(1) {
        Some(last) => {
            let info = &proto.abs_line_info[last];
            (info.line, info.pc as usize + 1)
        }
        None => (proto.line_defined, 0),
    };
    for &difference in proto.line_info.get(first..=pc).unwrap_or_default() {
        line = line.wrapping_add_signed(difference.into());
    }
    Some(line)
}

/// The line that a Lua frame runs; -1 without debug information.
pub(super) unsafe fn current_line(ci: *const CallInfo) -> i64 {
    let proto = &*(*CallInfo::lua_closure(ci)).proto;
    line_of(proto, current_pc(ci)).map_or(-1, i64::from)
}

/// Whether an instruction and a later one are on different lines.
pub(super) fn changed_line(proto: &Proto, from: usize, to: usize) -> bool {
    let Some(differences) = proto.line_info.get(from + 1..=to) else {
        return false;
    };
    if differences.contains(&ABS_LINE_INFO) {
        return line_of(proto, from) != line_of(proto, to);
    }
    differences.iter().map(|&d| i32::from(d)).sum::<i32>() != 0
}
