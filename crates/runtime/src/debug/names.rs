//! Names of variables and functions, found by reading the code backwards from where they are used.

use super::lines::current_pc;
use crate::closure::{LuaClosure, Proto};
use crate::metamethod::{EVENT_NAMES, Event};
use crate::string::{self, LuaString};
use crate::thread::{CallInfo, Thread, call_status};
use crate::value::Value;
use moonquakes_bytecode::{Instruction, OpCode};

/// What a value is called, and what kind of name that is: "local", "field", "method"…
pub(super) struct Name {
    pub kind: &'static str,
    pub text: Vec<u8>,
}

impl Name {
    fn new(kind: &'static str, text: &[u8]) -> Name {
        Name {
            kind,
            text: text.to_vec(),
        }
    }
}

const LOCAL: &str = "local";
const UPVALUE: &str = "upvalue";
const CONSTANT: &str = "constant";

unsafe fn name_or(s: *mut LuaString, default: &[u8]) -> Vec<u8> {
    if s.is_null() {
        default.to_vec()
    } else {
        string::bytes(s).to_vec()
    }
}

/// Name of local variable `number`, from 1, among those alive at `pc`.
pub(super) unsafe fn local_name(proto: &Proto, number: usize, pc: usize) -> Option<Vec<u8>> {
    let alive = proto
        .local_vars
        .iter()
        .take_while(|var| var.start_pc as usize <= pc)
        .filter(|var| pc < var.end_pc as usize);
    let var = alive.into_iter().nth(number.checked_sub(1)?)?;
    if var.name.is_null() {
        None
    } else {
        Some(string::bytes(var.name).to_vec())
    }
}

unsafe fn upvalue_name(proto: &Proto, index: usize) -> Vec<u8> {
    match proto.upvalues.get(index) {
        Some(upvalue) => name_or(upvalue.name, b"?"),
        None => b"?".to_vec(),
    }
}

/// The last instruction before `last_pc` that set `register` for sure.
fn find_setter(proto: &Proto, last_pc: usize, register: u32) -> Option<usize> {
    let mut setter = None;
    // Whatever lies before this is conditional.
    let mut jump_target = 0;
    let mut last_pc = last_pc;
    if proto.code[last_pc].opcode().is_some_and(OpCode::is_metamethod) {
        // The operation before it has not been carried out.
        last_pc -= 1;
    }
    for (pc, &i) in proto.code[..last_pc].iter().enumerate() {
        let Some(op) = i.opcode() else { continue };
        let a = i.a();
        let changes = match op {
            OpCode::LoadNil => (a..=a + i.b()).contains(&register),
            OpCode::TForCall => register >= a + 2,
            OpCode::Call | OpCode::TailCall => register >= a,
            OpCode::Jmp => {
                let target = pc as i64 + 1 + i.sj() as i64;
                if target <= last_pc as i64 && target > jump_target {
                    jump_target = target;
                }
                false
            }
            _ => op.sets_a() && register == a,
        };
        if changes {
            setter = if (pc as i64) < jump_target { None } else { Some(pc) };
        }
    }
    setter
}

/// The text of a constant that is a string.
unsafe fn constant_name(proto: &Proto, index: u32) -> Option<Name> {
    let constant = proto.constants.get(index as usize)?.value();
    constant
        .is_string()
        .then(|| Name::new(CONSTANT, string::bytes(constant.as_string())))
}

/// What the search for a register's name came to.
enum Found {
    Name(Name),
    /// No name, but the instruction that set the register.
    Setter(usize),
    Nothing,
}

/// The name of a register as a local variable, upvalue or constant.
unsafe fn basic_name(proto: &Proto, pc: usize, register: u32) -> Found {
    if let Some(text) = local_name(proto, register as usize + 1, pc) {
        return Found::Name(Name { kind: LOCAL, text });
    }
    let Some(setter) = find_setter(proto, pc, register) else {
        return Found::Nothing;
    };
    let i = proto.code[setter];
    let name = match i.opcode() {
        Some(OpCode::Move) if i.b() < i.a() => return basic_name(proto, setter, i.b()),
        Some(OpCode::GetUpval) => Some(Name {
            kind: UPVALUE,
            text: upvalue_name(proto, i.b() as usize),
        }),
        Some(OpCode::LoadK) => constant_name(proto, i.bx()),
        Some(OpCode::LoadKX) => match proto.code.get(setter + 1) {
            Some(extra) => constant_name(proto, extra.ax()),
            None => None,
        },
        _ => None,
    };
    name.map_or(Found::Setter(setter), Found::Name)
}

/// The text of a key in a register, if it is a constant.
unsafe fn key_in_register(proto: &Proto, pc: usize, register: u32) -> Vec<u8> {
    match basic_name(proto, pc, register) {
        Found::Name(name) if name.kind == CONSTANT => name.text,
        _ => b"?".to_vec(),
    }
}

unsafe fn key_constant(proto: &Proto, index: u32) -> Vec<u8> {
    constant_name(proto, index).map_or_else(|| b"?".to_vec(), |name| name.text)
}

/// A field of the environment is a global variable.
fn field_kind(table: Option<&[u8]>) -> &'static str {
    if table == Some(b"_ENV") { "global" } else { "field" }
}

unsafe fn indexed_kind(proto: &Proto, pc: usize, i: Instruction) -> &'static str {
    match basic_name(proto, pc, i.b()) {
        Found::Name(name) if name.kind != CONSTANT => field_kind(Some(&name.text)),
        _ => field_kind(None),
    }
}

/// The name of a register, which may be the field that it was loaded from.
pub(super) unsafe fn register_name(proto: &Proto, pc: usize, register: u32) -> Option<Name> {
    let setter = match basic_name(proto, pc, register) {
        Found::Name(name) => return Some(name),
        Found::Nothing => return None,
        Found::Setter(setter) => setter,
    };
    let i = proto.code[setter];
    Some(match i.opcode()? {
        OpCode::GetTabUp => {
            let table = upvalue_name(proto, i.b() as usize);
            Name {
                kind: field_kind(Some(&table)),
                text: key_constant(proto, i.c()),
            }
        }
        OpCode::GetTable => {
            let text = key_in_register(proto, setter, i.c());
            Name {
                kind: indexed_kind(proto, setter, i),
                text,
            }
        }
        OpCode::GetI => Name::new("field", b"integer index"),
        OpCode::GetField => Name {
            kind: indexed_kind(proto, setter, i),
            text: key_constant(proto, i.c()),
        },
        OpCode::SelfOp => {
            let text = if i.k() {
                key_constant(proto, i.c())
            } else {
                key_in_register(proto, setter, i.c())
            };
            Name { kind: "method", text }
        }
        _ => return None,
    })
}

/// The name of the function that the instruction at `pc` calls.
unsafe fn called_by_code(proto: &Proto, pc: usize) -> Option<Name> {
    let i = *proto.code.get(pc)?;
    let event = match i.opcode()? {
        OpCode::Call | OpCode::TailCall => return register_name(proto, pc, i.a()),
        OpCode::TForCall => return Some(Name::new("for iterator", b"for iterator")),
        OpCode::SelfOp | OpCode::GetTabUp | OpCode::GetTable | OpCode::GetI | OpCode::GetField => {
            Event::Index
        }
        OpCode::SetTabUp | OpCode::SetTable | OpCode::SetI | OpCode::SetField => Event::NewIndex,
        OpCode::MmBin | OpCode::MmBinI | OpCode::MmBinK => Event::from_operand(i.c()),
        OpCode::Unm => Event::Unm,
        OpCode::BNot => Event::BNot,
        OpCode::Len => Event::Len,
        OpCode::Concat => Event::Concat,
        OpCode::Eq => Event::Eq,
        OpCode::Lt | OpCode::LtI | OpCode::GtI => Event::Lt,
        OpCode::Le | OpCode::LeI | OpCode::GeI => Event::Le,
        OpCode::Close | OpCode::Return => Event::Close,
        _ => return None,
    };
    Some(Name::new(
        "metamethod",
        &EVENT_NAMES[event as usize].as_bytes()[2..],
    ))
}

/// The name of the function that the frame `ci` calls.
pub(super) unsafe fn called_by(ci: *const CallInfo) -> Option<Name> {
    if (*ci).call_status & call_status::HOOKED != 0 {
        Some(Name::new("hook", b"?"))
    } else if (*ci).call_status & call_status::FINALIZER != 0 {
        Some(Name::new("metamethod", b"__gc"))
    } else if CallInfo::is_lua(ci) {
        called_by_code(&*(*CallInfo::lua_closure(ci)).proto, current_pc(ci))
    } else {
        None
    }
}

/// The name of the function that runs in the frame `ci`, by how it was called.
pub(super) unsafe fn function_name(ci: *const CallInfo) -> Option<Name> {
    let caller = (*ci).previous;
    if (*ci).call_status & call_status::TAIL != 0 || caller.is_null() {
        None
    } else {
        called_by(caller)
    }
}

/// The name of the variable that `value` points to: an upvalue or a register of the running Lua function.
pub(super) unsafe fn variable_name(l: *mut Thread, value: *const Value) -> Option<Name> {
    let ci = (*l).call_info;
    if !CallInfo::is_lua(ci) {
        return None;
    }
    let function = CallInfo::lua_closure(ci);
    let proto = &*(*function).proto;
    for n in 0..(*function).upvalue_count as usize {
        if core::ptr::eq((**LuaClosure::upvalue(function, n)).v, value) {
            return Some(Name {
                kind: UPVALUE,
                text: upvalue_name(proto, n),
            });
        }
    }
    let base = (*ci).func.add(1);
    let in_frame = (base.addr()..(*ci).top.addr()).contains(&value.addr());
    if !in_frame {
        return None;
    }
    let register = (value.addr() - base.addr()) / size_of::<Value>();
    register_name(proto, current_pc(ci), register as u32)
}
