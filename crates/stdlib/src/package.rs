//! Modules (manual, §6.3).
//!
//! Native modules are searched for as in the reference, but loading one needs the C ABI; without it a library that is
//! found is reported as one that cannot be loaded.

use crate::os::path_from_bytes;
use moonquakes_runtime::{
    LOADED_TABLE, LoadMode, LuaResult, NativeFunction, PRELOAD_TABLE, REGISTRY_INDEX, State, Status, Type,
    upvalue_index,
};
use std::{env, fs};

const FUNCTIONS: &[(&str, NativeFunction)] = &[("loadlib", loadlib), ("searchpath", searchpath)];

const SEARCHERS: &[NativeFunction] = &[search_preload, search_lua, search_native, search_native_root];

const DEFAULT_PATH: &str = "/usr/local/share/lua/5.4/?.lua;/usr/local/share/lua/5.4/?/init.lua;\
    /usr/local/lib/lua/5.4/?.lua;/usr/local/lib/lua/5.4/?/init.lua;./?.lua;./?/init.lua";
const DEFAULT_CPATH: &str = "/usr/local/lib/lua/5.4/?.so;/usr/local/lib/lua/5.4/loadall.so;./?.so";

const DIRECTORY_SEPARATOR: &str = if cfg!(windows) { "\\" } else { "/" };
/// Set in the registry by a host that wants environment variables ignored.
pub const NO_ENVIRONMENT: &str = "LUA_NOENV";
const NO_DYNAMIC_LIBRARIES: &str = "dynamic libraries not enabled; check your Lua installation";

/// Opens the library and sets the global `require`. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    state.create_table(SEARCHERS.len() as i32, 0)?;
    for (n, &searcher) in SEARCHERS.iter().enumerate() {
        state.push_value(-2)?;
        state.push_closure(searcher, 1)?;
        state.raw_set_i(-2, n as i64 + 1)?;
    }
    state.set_field(-2, "searchers")?;
    set_path(state, "path", "LUA_PATH", DEFAULT_PATH)?;
    set_path(state, "cpath", "LUA_CPATH", DEFAULT_CPATH)?;
    state.push_fmt(format_args!("{DIRECTORY_SEPARATOR}\n;\n?\n!\n-\n"))?;
    state.set_field(-2, "config")?;
    state.get_subtable(REGISTRY_INDEX, LOADED_TABLE)?;
    state.set_field(-2, "loaded")?;
    state.get_subtable(REGISTRY_INDEX, PRELOAD_TABLE)?;
    state.set_field(-2, "preload")?;
    state.push_globals()?;
    state.push_value(-2)?;
    state.set_funcs(&[("require", require)], 1)?;
    state.pop(1);
    Ok(1)
}

/// Sets `package[field]` from the environment, where `;;` stands for the default path.
fn set_path(state: &mut State, field: &str, variable: &str, default: &str) -> LuaResult {
    let ignored = state.get_field(REGISTRY_INDEX, NO_ENVIRONMENT)? != Type::Nil && state.to_boolean(-1);
    state.pop(1);
    let from_environment = || env::var_os(format!("{variable}_5_4")).or_else(|| env::var_os(variable));
    match if ignored { None } else { from_environment() } {
        None => state.push_str(default)?,
        Some(path) => {
            let path = path.as_encoded_bytes();
            match memchr::memmem::find(path, b";;") {
                None => state.push_bytes(path)?,
                Some(at) => {
                    let (before, after) = (&path[..at], &path[at + 2..]);
                    let mut full = before.to_vec();
                    if !before.is_empty() {
                        full.push(b';');
                    }
                    full.extend_from_slice(default.as_bytes());
                    if !after.is_empty() {
                        full.push(b';');
                    }
                    full.extend_from_slice(after);
                    state.push_bytes(&full)?;
                }
            }
        }
    }
    state.set_field(-2, field)
}

fn loadlib(state: &mut State) -> LuaResult<u32> {
    state.check_bytes(1)?;
    state.check_bytes(2)?;
    state.push_fail()?;
    state.push_str(NO_DYNAMIC_LIBRARIES)?;
    state.push_str("absent")?;
    Ok(3)
}

/// `text` with every `from` replaced by `to`.
fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = 0;
    for at in memchr::memmem::find_iter(text, from) {
        out.extend_from_slice(&text[rest..at]);
        out.extend_from_slice(to);
        rest = at + from.len();
    }
    out.extend_from_slice(&text[rest..]);
    out
}

/// The first readable file of the path for a name; or the message that says where it was looked for.
fn search(name: &[u8], path: &[u8], separator: &[u8], replacement: &[u8]) -> Result<Vec<u8>, Vec<u8>> {
    let name = if separator.is_empty() {
        name.to_vec()
    } else {
        replace(name, separator, replacement)
    };
    let files = replace(path, b"?", &name);
    if !files.is_empty() {
        for file in files.split(|&c| c == b';') {
            if fs::File::open(path_from_bytes(file)).is_ok() {
                return Ok(file.to_vec());
            }
        }
    }
    let mut message = b"no file '".to_vec();
    message.extend(replace(&files, b";", b"'\n\tno file '"));
    message.push(b'\'');
    Err(message)
}

fn searchpath(state: &mut State) -> LuaResult<u32> {
    // In the order in which C compilers evaluate arguments.
    let replacement = state.opt_bytes(4, DIRECTORY_SEPARATOR.as_bytes())?.to_vec();
    let separator = state.opt_bytes(3, b".")?.to_vec();
    let path = state.check_bytes(2)?.to_vec();
    let name = state.check_bytes(1)?.to_vec();
    match search(&name, &path, &separator, &replacement) {
        Ok(file) => {
            state.push_bytes(&file)?;
            Ok(1)
        }
        Err(message) => {
            state.push_fail()?;
            state.push_bytes(&message)?;
            Ok(2)
        }
    }
}

/// Searches `package[field]` for a module.
fn find_file(state: &mut State, name: &[u8], field: &str) -> LuaResult<Result<Vec<u8>, Vec<u8>>> {
    state.get_field(upvalue_index(1), field)?;
    let Some(path) = state.to_bytes(-1)?.map(<[u8]>::to_vec) else {
        return Err(state.error_str(format_args!("'package.{field}' must be a string")));
    };
    state.pop(1);
    Ok(search(name, &path, b".", DIRECTORY_SEPARATOR.as_bytes()))
}

fn search_preload(state: &mut State) -> LuaResult<u32> {
    let name = state.check_bytes(1)?.to_vec();
    state.get_field(REGISTRY_INDEX, PRELOAD_TABLE)?;
    if state.get_field_bytes(-1, &name)? == Type::Nil {
        let mut message = b"no field package.preload['".to_vec();
        message.extend_from_slice(&name);
        message.extend_from_slice(b"']");
        state.push_bytes(&message)?;
        return Ok(1);
    }
    state.push_str(":preload:")?;
    Ok(2)
}

/// Raises the error for a file that was found but cannot be loaded.
fn loading_failed(state: &mut State, file: &[u8], reason: &[u8]) -> LuaResult<u32> {
    let mut message = b"error loading module '".to_vec();
    message.extend_from_slice(state.check_bytes(1)?);
    message.extend_from_slice(b"' from file '");
    message.extend_from_slice(file);
    message.extend_from_slice(b"':\n\t");
    message.extend_from_slice(reason);
    Err(state.error_bytes(&message))
}

fn search_lua(state: &mut State) -> LuaResult<u32> {
    let name = state.check_bytes(1)?.to_vec();
    match find_file(state, &name, "path")? {
        Err(message) => {
            state.push_bytes(&message)?;
            Ok(1)
        }
        Ok(file) => {
            if state.load_file(Some(&file), LoadMode::BOTH) != Status::Ok {
                let reason = state.to_bytes(-1)?.unwrap_or(b"?").to_vec();
                return loading_failed(state, &file, &reason);
            }
            state.push_bytes(&file)?;
            Ok(2)
        }
    }
}

fn search_native(state: &mut State) -> LuaResult<u32> {
    let name = state.check_bytes(1)?.to_vec();
    search_library(state, &name)
}

fn search_native_root(state: &mut State) -> LuaResult<u32> {
    let name = state.check_bytes(1)?.to_vec();
    match name.iter().position(|&c| c == b'.') {
        None => Ok(0),
        Some(dot) => search_library(state, &name[..dot]),
    }
}

fn search_library(state: &mut State, name: &[u8]) -> LuaResult<u32> {
    match find_file(state, name, "cpath")? {
        Ok(file) => loading_failed(state, &file, NO_DYNAMIC_LIBRARIES.as_bytes()),
        Err(message) => {
            state.push_bytes(&message)?;
            Ok(1)
        }
    }
}

/// Pushes the loader of a module and its data; raises if no searcher finds one.
fn find_loader(state: &mut State, name: &[u8]) -> LuaResult {
    if state.get_field(upvalue_index(1), "searchers")? != Type::Table {
        return Err(state.error_str("'package.searchers' must be a table"));
    }
    let searchers = state.get_top();
    let mut message = b"module '".to_vec();
    message.extend_from_slice(name);
    message.extend_from_slice(b"' not found:");
    for i in 1.. {
        if state.raw_get_i(searchers, i)? == Type::Nil {
            break;
        }
        state.push_bytes(name)?;
        state.call(1, 2)?;
        if state.is_function(-2) {
            return Ok(());
        }
        if state.is_string(-2) {
            message.extend_from_slice(b"\n\t");
            message.extend_from_slice(state.to_bytes(-2)?.unwrap_or_default());
        }
        state.pop(2);
    }
    Err(state.error_bytes(&message))
}

fn require(state: &mut State) -> LuaResult<u32> {
    let name = state.check_bytes(1)?.to_vec();
    state.set_top(1)?;
    state.get_field(REGISTRY_INDEX, LOADED_TABLE)?;
    state.get_field_bytes(2, &name)?;
    if state.to_boolean(-1) {
        return Ok(1);
    }
    state.pop(1);
    find_loader(state, &name)?;
    state.rotate(-2, 1);
    state.push_value(1)?;
    state.push_value(-3)?;
    state.call(2, 1)?;
    if !state.is_nil(-1) {
        // package.loaded[name] = the value returned
        state.push_value(1)?;
        state.push_value(-2)?;
        state.set_table(2)?;
    }
    state.pop(1);
    if state.get_field_bytes(2, &name)? == Type::Nil {
        state.pop(1);
        state.push_value(1)?;
        state.push_boolean(true)?;
        state.set_table(2)?;
        state.push_boolean(true)?;
    }
    state.rotate(-2, 1);
    Ok(2)
}

/// Sets the variable that makes [`open`] ignore the environment. `[-0, +0]`
pub fn ignore_environment(state: &mut State) -> LuaResult {
    state.push_boolean(true)?;
    state.set_field(REGISTRY_INDEX, NO_ENVIRONMENT)
}
