//! Completing an instruction that was interrupted by a yield in a metamethod.

use crate::interpreter::concat::concat;
use crate::thread::{CallInfo, Thread, call_status};
use crate::throw::LuaResult;
use crate::value::Value;
use moonquakes_bytecode::OpCode;

/// Finishes the interrupted instruction of the running frame, whose callee left its result on top of the stack.
pub(crate) unsafe fn finish_instruction(l: *mut Thread) -> LuaResult {
    let ci = (*l).call_info;
    let base = (*ci).func.add(1);
    let proto = &*(*CallInfo::lua_closure(ci)).proto;
    let next = (*ci).saved_pc.offset_from_unsigned(proto.ops.as_ptr());
    let instruction = proto.code[next - 1];
    let ra = base.add(instruction.a() as usize);
    let Some(op) = instruction.opcode() else {
        return Ok(());
    };
    match op {
        OpCode::MmBin | OpCode::MmBinI | OpCode::MmBinK => {
            (*l).top = (*l).top.sub(1);
            Value::copy(base.add(proto.code[next - 2].a() as usize), (*l).top);
        }
        OpCode::Unm
        | OpCode::BNot
        | OpCode::Len
        | OpCode::GetTabUp
        | OpCode::GetTable
        | OpCode::GetI
        | OpCode::GetField
        | OpCode::SelfOp => {
            (*l).top = (*l).top.sub(1);
            Value::copy(ra, (*l).top);
        }
        OpCode::Lt | OpCode::Le | OpCode::LtI | OpCode::LeI | OpCode::GtI | OpCode::GeI | OpCode::Eq => {
            (*l).top = (*l).top.sub(1);
            let mut result = !(*(*l).top).is_false();
            if (*ci).call_status & call_status::LESS_EQUAL != 0 {
                (*ci).call_status ^= call_status::LESS_EQUAL;
                result = !result;
            }
            if result != instruction.k() {
                (*ci).saved_pc = (*ci).saved_pc.add(1);
            }
        }
        OpCode::Concat => {
            // The metamethod got the two values below its result.
            let top = (*l).top.sub(1);
            let total = top.sub(1).offset_from(ra) as usize;
            Value::copy(top.sub(2), top);
            (*l).top = top.sub(1);
            concat(l, total)?;
        }
        OpCode::Close => (*ci).saved_pc = (*ci).saved_pc.sub(1),
        OpCode::Return => {
            (*l).top = ra.add((*ci).extra as usize);
            (*ci).saved_pc = (*ci).saved_pc.sub(1);
        }
        _ => {}
    }
    Ok(())
}
