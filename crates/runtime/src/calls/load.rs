//! From source text or a binary chunk to a function that can run, and back to a chunk.

use crate::closure::{self, LocalVar, Proto, UpvalueDesc};
use crate::heap;
use crate::interpreter::Constant as RuntimeConstant;
use crate::limits;
use crate::string::{self, LuaString};
use crate::thread::{MAX_C_CALLS, Thread};
use crate::throw::{LuaResult, Status, Throw};
use crate::value::{Value, tag};
use core::ptr::null_mut;
use moonquakes_bytecode::{self as bytecode, Constant};
use moonquakes_compiler::CompileError;

use super::protected::protected;
use super::stack::check_stack;
use std::collections::HashMap;

/// What kinds of chunk a load accepts: `t` among the letters stands for source text, `b` for binary chunks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LoadMode<'a>(&'a [u8]);

impl<'a> LoadMode<'a> {
    /// Source text only.
    pub const TEXT: LoadMode<'static> = LoadMode(b"t");
    /// Binary chunks only.
    pub const BINARY: LoadMode<'static> = LoadMode(b"b");
    /// Both.
    pub const BOTH: LoadMode<'static> = LoadMode(b"bt");

    /// The kinds that `letters` ask for; other letters do not count.
    pub fn new(letters: &'a [u8]) -> Self {
        LoadMode(letters)
    }
}

impl Default for LoadMode<'_> {
    fn default() -> Self {
        Self::BOTH
    }
}

/// Bytes that compiling takes for a byte of the chunk, at most.
const ROOM_TO_COMPILE: usize = 64;

/// The first byte of every binary chunk.
const SIGNATURE: u8 = 0x1b;

/// Runs a part of a load: it cannot yield, and its error, which the handler of the caller sees, is left on top.
pub(crate) unsafe fn loading(l: *mut Thread, f: impl FnOnce(*mut Thread) -> LuaResult) -> Status {
    const NO_YIELD: u32 = 0x10000;
    (*l).native_calls += NO_YIELD;
    let top = Thread::save_stack(l, (*l).top);
    let status = protected(l, top, (*l).message_handler, f);
    (*l).native_calls -= NO_YIELD;
    status
}

/// Loads a chunk and pushes it as a function whose upvalues are fresh; or pushes an error message.
pub(crate) unsafe fn load(l: *mut Thread, chunk: &[u8], name: &[u8], mode: LoadMode<'_>) -> Status {
    loading(l, |l| {
        let is_binary = chunk.first() == Some(&SIGNATURE);
        let (kind, letter) = if is_binary {
            ("binary", b'b')
        } else {
            ("text", b't')
        };
        if !mode.0.contains(&letter) {
            let message = format!("attempt to load a {kind} chunk (mode is '").into_bytes();
            return Err(syntax_error(l, &[&message, mode.0, b"')"].concat()));
        }
        // What compiling takes is not the heap's, but it must not be more than the heap may have.
        limits::spend(l, chunk.len() as u64)?;
        if !heap::has_room((*l).global, chunk.len().saturating_mul(ROOM_TO_COMPILE)) {
            return Err(heap::memory_error(l));
        }
        if is_binary {
            from_binary(l, chunk, name)?;
        } else {
            from_text(l, chunk, name)?;
        }
        heap::check_gc(l);
        Ok(())
    })
}

unsafe fn from_text(l: *mut Thread, chunk: &[u8], name: &[u8]) -> LuaResult {
    /// The compiler's room is not kept after a longer chunk.
    const MAX_LEN: usize = 1 << 16;
    let levels = (MAX_C_CALLS - 1).saturating_sub((*l).native_calls & 0xffff);
    let mut workspace = (*(*l).global).workspace.take().unwrap_or_default();
    let result = match workspace.compile(chunk, name, levels) {
        Ok(proto) => push_closure(l, proto),
        Err(CompileError::Syntax { message }) => Err(syntax_error(l, &message)),
        Err(CompileError::Overflow) => Err(crate::debug::run_error(l, format_args!("C stack overflow"))),
    };
    if chunk.len() <= MAX_LEN {
        (*(*l).global).workspace = Some(workspace);
    }
    result
}

unsafe fn from_binary(l: *mut Thread, chunk: &[u8], name: &[u8]) -> LuaResult {
    let proto = match bytecode::undump(chunk, name) {
        Ok(proto) => proto,
        Err(error) => return Err(syntax_error(l, error.to_string().as_bytes())),
    };
    match bytecode::verify(&proto) {
        Ok(()) => push_closure(l, proto),
        Err(error) => Err(syntax_error(l, error.to_string().as_bytes())),
    }
}

#[cold]
unsafe fn syntax_error(l: *mut Thread, message: &[u8]) -> Throw {
    match check_stack(l, 1).and_then(|()| string::new(l, message)) {
        Ok(message) => {
            Thread::push(l, Value::string(message));
            Throw::new(Status::SyntaxError)
        }
        Err(throw) => throw,
    }
}

unsafe fn push_closure(l: *mut Thread, proto: bytecode::Proto) -> LuaResult {
    check_stack(l, 1)?;
    let count = proto.upvalues.len();
    let function = closure::new_lua_closure(l, count)?;
    Thread::push(l, Value::lua_closure(function));
    let root = closure::new_proto(l)?;
    (*function).proto = root;
    heap::barrier(l, function.cast(), root.cast());
    for n in 0..count {
        let upvalue = closure::new_closed_upvalue(l)?;
        *closure::LuaClosure::upvalue(function, n) = upvalue;
        heap::barrier(l, function.cast(), upvalue.cast());
    }
    fill(l, root, proto, null_mut(), &mut Names::new())?;
    closure::prepare(l, root);
    Ok(())
}

/// Strings of a chunk that have been made: they are reachable from its functions.
struct Names<'a> {
    /// A cache by address: the compiler has one slice for all uses of a name.
    recent: [(&'a [u8], *mut LuaString); RECENT],
    /// Long constants: equal ones are one object, as short ones always are.
    long: HashMap<&'a [u8], *mut LuaString>,
}

const RECENT: usize = 128;

impl<'a> Names<'a> {
    fn new() -> Self {
        Names {
            recent: [(&[], null_mut()); RECENT],
            long: HashMap::new(),
        }
    }

    unsafe fn string(&mut self, l: *mut Thread, s: &'a [u8]) -> LuaResult<*mut LuaString> {
        if s.len() > string::MAX_SHORT {
            return self.long_string(l, s);
        }
        let address = s.as_ptr().addr();
        let (known, made) = &mut self.recent[(address ^ address >> 7) % RECENT];
        if made.is_null() || !core::ptr::eq(*known, s) {
            *made = string::new(l, s)?;
            *known = s;
        }
        Ok(*made)
    }

    unsafe fn long_string(&mut self, l: *mut Thread, s: &'a [u8]) -> LuaResult<*mut LuaString> {
        if let Some(&made) = self.long.get(s) {
            return Ok(made);
        }
        let made = string::new(l, s)?;
        self.long.insert(s, made);
        Ok(made)
    }

    unsafe fn optional(&mut self, l: *mut Thread, s: Option<&'a [u8]>) -> LuaResult<*mut LuaString> {
        match s {
            Some(s) => self.string(l, s),
            None => Ok(null_mut()),
        }
    }
}

/// Fills `to`, which is reachable, from `from`. Everything new is reachable from `to` as soon as it is made; a
/// collection in an emergency may have made `to` black or old, so each store needs its barrier.
unsafe fn fill<'a>(
    l: *mut Thread,
    to: *mut Proto,
    from: bytecode::Proto<'a>,
    parent_source: *mut LuaString,
    names: &mut Names<'a>,
) -> LuaResult {
    (*to).num_params = from.num_params;
    (*to).is_vararg = from.is_vararg;
    (*to).max_stack_size = from.max_stack_size;
    (*to).line_defined = from.line_defined;
    (*to).last_line_defined = from.last_line_defined;
    (*to).code = from.code.into_boxed_slice();
    (*to).line_info = from.line_info.into_boxed_slice();
    (*to).abs_line_info = from.abs_line_info.into_boxed_slice();
    (*to).source = match from.source {
        Some(source) if !parent_source.is_null() && string::bytes(parent_source) == source => parent_source,
        Some(source) => string::new(l, source)?,
        None => parent_source,
    };
    heap::barrier_optional(l, to.cast(), (*to).source);
    (*to).constants = vec![RuntimeConstant::NIL; from.constants.len()].into();
    for (n, constant) in from.constants.iter().enumerate() {
        let value = match *constant {
            Constant::Nil => Value::NIL,
            Constant::False => Value::boolean(false),
            Constant::True => Value::boolean(true),
            Constant::Integer(i) => Value::integer(i),
            Constant::Float(f) => Value::float(f),
            Constant::String(s) => Value::string(names.string(l, s)?),
        };
        let hash = if value.tag == tag::SHORT_STRING {
            (*value.as_string()).hash
        } else {
            0
        };
        (&mut (*to).constants)[n] = RuntimeConstant::new(value, hash);
        heap::barrier_value(l, to.cast(), value);
    }
    (*to).upvalues = vec![UpvalueDesc::EMPTY; from.upvalues.len()].into();
    for (n, desc) in from.upvalues.iter().enumerate() {
        let name = names.optional(l, desc.name)?;
        heap::barrier_optional(l, to.cast(), name);
        (&mut (*to).upvalues)[n] = UpvalueDesc {
            name,
            in_stack: desc.in_stack,
            index: desc.index,
            kind: desc.kind,
        };
    }
    (*to).local_vars = vec![LocalVar::EMPTY; from.local_vars.len()].into();
    for (n, var) in from.local_vars.iter().enumerate() {
        let name = names.optional(l, var.name)?;
        heap::barrier_optional(l, to.cast(), name);
        (&mut (*to).local_vars)[n] = LocalVar {
            name,
            start_pc: var.start_pc,
            end_pc: var.end_pc,
        };
    }
    (*to).protos = vec![null_mut(); from.protos.len()].into();
    heap::count_proto((*l).global, to);
    for (n, nested) in from.protos.into_iter().enumerate() {
        let proto = closure::new_proto(l)?;
        (&mut (*to).protos)[n] = proto;
        heap::barrier(l, to.cast(), proto.cast());
        fill(l, proto, nested, (*to).source, names)?;
    }
    Ok(())
}

/// The function at `slot` as a binary chunk; `None` if it is no Lua function.
pub(crate) unsafe fn dump(slot: *const Value, strip: bool) -> Option<Vec<u8>> {
    if (*slot).tag != tag::LUA_CLOSURE {
        return None;
    }
    Some(bytecode::dump(
        &to_bytecode((*(*slot).as_lua_closure()).proto),
        strip,
    ))
}

/// The prototype as the bytecode crate has it; its strings are those of the heap.
unsafe fn to_bytecode<'h>(proto: *mut Proto) -> bytecode::Proto<'h> {
    let p = &*proto;
    let text = |s: *mut LuaString| (!s.is_null()).then(|| string::bytes(s));
    bytecode::Proto {
        source: text(p.source),
        line_defined: p.line_defined,
        last_line_defined: p.last_line_defined,
        num_params: p.num_params,
        is_vararg: p.is_vararg,
        max_stack_size: p.max_stack_size,
        code: p.code.to_vec(),
        constants: p
            .constants
            .iter()
            .map(|c| c.value())
            .map(|c| match c.tag {
                tag::FALSE => Constant::False,
                tag::TRUE => Constant::True,
                tag::INTEGER => Constant::Integer(c.as_integer()),
                tag::FLOAT => Constant::Float(c.as_float()),
                tag::SHORT_STRING | tag::LONG_STRING => Constant::String(string::bytes(c.as_string())),
                _ => Constant::Nil,
            })
            .collect(),
        upvalues: p
            .upvalues
            .iter()
            .map(|u| bytecode::UpvalueDesc {
                name: text(u.name),
                in_stack: u.in_stack,
                index: u.index,
                kind: u.kind,
            })
            .collect(),
        protos: p.protos.iter().map(|&nested| to_bytecode(nested)).collect(),
        line_info: p.line_info.to_vec(),
        abs_line_info: p.abs_line_info.to_vec(),
        local_vars: p
            .local_vars
            .iter()
            .map(|v| bytecode::LocalVar {
                name: text(v.name),
                start_pc: v.start_pc,
                end_pc: v.end_pc,
            })
            .collect(),
    }
}
