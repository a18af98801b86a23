//! Tracebacks, positions, and errors about arguments.

use super::frames::get_stack;
use super::lines::current_line;
use super::names::{Name, function_name};
use crate::closure::Proto;
use crate::interpreter::raw_equal;
use crate::string;
use crate::table::{self, Node, Table};
use crate::thread::{CallInfo, Thread, call_status};
use crate::value::Value;

/// The longest chunk name in messages.
const ID_SIZE: usize = 60;

/// A chunk's name as messages show it: `=name` as it is, `@file` as a path, anything else as quoted source.
pub(super) fn chunk_id(source: &[u8]) -> Vec<u8> {
    let room = ID_SIZE - 1;
    match source.split_first() {
        Some((b'=', name)) => name[..name.len().min(room)].to_vec(),
        Some((b'@', path)) if path.len() <= room => path.to_vec(),
        Some((b'@', path)) => {
            let kept = room - 3;
            [b"...", &path[path.len() - kept..]].concat()
        }
        _ => {
            const FRAME: usize = "[string \"".len() + "...".len() + "\"]".len();
            let room = room - FRAME;
            let line_end = source.iter().position(|&c| c == b'\n');
            let whole = line_end.is_none() && source.len() <= room;
            let shown = if whole {
                source
            } else {
                &source[..line_end.unwrap_or(source.len()).min(room)]
            };
            let dots: &[u8] = if whole { b"" } else { b"..." };
            [b"[string \"", shown, dots, b"\"]"].concat()
        }
    }
}

unsafe fn short_source(proto: &Proto) -> Vec<u8> {
    if proto.source.is_null() {
        b"?".to_vec()
    } else {
        chunk_id(string::bytes(proto.source))
    }
}

/// `chunk:line: `, where the line of code without debug information is -1.
pub(super) unsafe fn chunk_position(proto: &Proto, line: i64) -> Vec<u8> {
    let mut text = short_source(proto);
    text.push(b':');
    text.extend_from_slice(line.to_string().as_bytes());
    text.extend_from_slice(b": ");
    text
}

/// The position of the function at a level, if it is Lua code with line information; else nothing.
pub(crate) unsafe fn position(l: *mut Thread, level: i32) -> Vec<u8> {
    match get_stack(l, level) {
        Some(ci) if CallInfo::is_lua(ci) && current_line(ci) > 0 => {
            chunk_position(&*(*CallInfo::lua_closure(ci)).proto, current_line(ci))
        }
        _ => Vec::new(),
    }
}

/// Searches the loaded modules for a function: its name there.
unsafe fn global_name(l: *mut Thread, function: *const Value) -> Option<Vec<u8>> {
    let registry = (*(*l).global).registry.as_table();
    let key = string::new(l, b"_LOADED").ok()?;
    let loaded = table::get_short_str(registry, key);
    if !(*loaded).is_table() {
        return None;
    }
    let name = find_field((*loaded).as_table(), function, 2)?;
    Some(match name.strip_prefix(b"_G.") {
        Some(rest) => rest.to_vec(),
        None => name,
    })
}

unsafe fn find_field(t: *mut Table, function: *const Value, levels: u32) -> Option<Vec<u8>> {
    if levels == 0 || Table::has_dummy_node(t) {
        return None;
    }
    for i in 0..Table::node_count(t) {
        let node = (*t).nodes.add(i);
        let key = Node::key(node);
        if Node::is_empty(node) || !key.is_string() {
            continue;
        }
        let name = string::bytes(key.as_string());
        let value = Node::value(node);
        if raw_equal(value, function) {
            return Some(name.to_vec());
        }
        if (*value).is_table()
            && let Some(inner) = find_field((*value).as_table(), function, levels - 1)
        {
            return Some([name, b".", &inner].concat());
        }
    }
    None
}

/// How a traceback calls the function of a frame.
unsafe fn describe(l: *mut Thread, ci: *mut CallInfo) -> Vec<u8> {
    if let Some(name) = global_name(l, (*ci).func) {
        return [b"function '", &name[..], b"'"].concat();
    }
    if let Some(Name { kind, text }) = function_name(ci) {
        return [kind.as_bytes(), b" '", &text, b"'"].concat();
    }
    if !CallInfo::is_lua(ci) {
        return b"?".to_vec();
    }
    let proto = &*(*CallInfo::lua_closure(ci)).proto;
    if proto.line_defined == 0 {
        return b"main chunk".to_vec();
    }
    let line = proto.line_defined.to_string();
    [
        b"function <",
        &short_source(proto)[..],
        b":",
        line.as_bytes(),
        b">",
    ]
    .concat()
}

/// Levels shown at the top and at the bottom of a long traceback.
const FIRST_LEVELS: i32 = 10;
const LAST_LEVELS: i32 = 11;

unsafe fn last_level(l: *mut Thread) -> i32 {
    let mut level = -1;
    let mut ci = (*l).call_info;
    while !core::ptr::eq(ci, &raw const (*l).base_call_info) {
        level += 1;
        ci = (*ci).previous;
    }
    level
}

/// The traceback of the thread `of`, from `level` on, below `message`. `l` is the running thread.
pub(crate) unsafe fn traceback(
    l: *mut Thread,
    of: *mut Thread,
    message: Option<&[u8]>,
    level: i32,
) -> Vec<u8> {
    let mut text = Vec::new();
    if let Some(message) = message {
        text.extend_from_slice(message);
        text.push(b'\n');
    }
    text.extend_from_slice(b"stack traceback:");
    let last = last_level(of);
    let mut level = level;
    let shorten = last.saturating_sub(level) > FIRST_LEVELS + LAST_LEVELS;
    let skip_at = level.saturating_add(FIRST_LEVELS);
    while let Some(ci) = get_stack(of, level) {
        level += 1;
        if shorten && level == skip_at + 1 {
            let skipped = last - level - LAST_LEVELS + 1;
            text.extend_from_slice(format!("\n\t...\t(skipping {skipped} levels)").as_bytes());
            level += skipped;
            continue;
        }
        text.extend_from_slice(b"\n\t");
        if CallInfo::is_lua(ci) {
            text.extend(short_source(&*(*CallInfo::lua_closure(ci)).proto));
            let line = current_line(ci);
            if line > 0 {
                text.extend_from_slice(format!(":{line}").as_bytes());
            }
        } else {
            text.extend_from_slice(b"[C]");
        }
        text.extend_from_slice(b": in ");
        text.extend(describe(l, ci));
        if (*ci).call_status & call_status::TAIL != 0 {
            text.extend_from_slice(b"\n\t(...tail calls...)");
        }
    }
    text
}

/// The message for a bad argument of the running function.
pub(crate) unsafe fn argument_error(l: *mut Thread, argument: i32, message: &[u8]) -> Vec<u8> {
    let mut argument = argument;
    let Some(ci) = get_stack(l, 0) else {
        return [format!("bad argument #{argument} (").as_bytes(), message, b")"].concat();
    };
    let name = function_name(ci);
    if let Some(Name { kind: "method", text }) = &name {
        // The object itself does not count.
        argument -= 1;
        if argument == 0 {
            return [b"calling '", &text[..], b"' on bad self (", message, b")"].concat();
        }
    }
    let text = match name {
        Some(name) => name.text,
        None => global_name(l, (*ci).func).unwrap_or_else(|| b"?".to_vec()),
    };
    let number = format!("bad argument #{argument} to '");
    [number.as_bytes(), &text, b"' (", message, b")"].concat()
}
