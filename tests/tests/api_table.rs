//! `docs/api.md` names everything in the headers of the reference, and only functions of ours that exist.

use moonquakes_lua_tests::{sources_dir, workspace};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Macros that guard the headers, serve the reference's own files, or keep programs for older versions compiling.
const LEFT_OUT: &[&str] = &[
    "lua_h",
    "lauxlib_h",
    "lua_assert",
    "lua_writeline",
    "lua_writestring",
    "lua_writestringerror",
    "LUA_NUMTAGS",
    "lua_pushunsigned",
    "lua_tounsigned",
    "lua_tounsignedx",
    "luaL_checkint",
    "luaL_checklong",
    "luaL_checkunsigned",
    "luaL_optint",
    "luaL_optlong",
    "luaL_optunsigned",
];

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The public names in a header: functions, macros, constants and types.
fn declared(header: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in header.lines() {
        let is_public = |word: &&str| {
            ["lua_", "luaL_", "LUA_", "LUAL_"]
                .iter()
                .any(|start| word.starts_with(start))
                && !["LUA_API", "LUALIB_API"].contains(word)
        };
        let mut words = line
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(is_public);
        let name = if line.starts_with("typedef") {
            words.next_back()
        } else if line.starts_with("#define") || line.contains("(lua_") || line.contains("(luaL_") {
            words.next()
        } else {
            None
        };
        names.extend(name.map(str::to_owned));
    }
    names
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_name_of_the_headers_is_in_the_table() {
    let table = read(&workspace().join("docs/api.md"));
    let named: BTreeSet<&str> = quoted(&table).collect();
    let sources = sources_dir();
    let mut missing = Vec::new();
    for header in ["lua.h", "lauxlib.h"] {
        for name in declared(&read(&sources.join(header))) {
            if !named.contains(name.as_str()) && !LEFT_OUT.contains(&name.as_str()) {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "not in docs/api.md: {missing:?}");
}

#[test]
fn every_method_in_the_table_exists() {
    let state = workspace().join("crates/runtime/src/state");
    let sources: String = fs::read_dir(state)
        .expect("the folder of the API")
        .map(|entry| read(&entry.expect("a readable folder").path()))
        .collect();
    let table = read(&workspace().join("docs/api.md"));
    let mut missing = Vec::new();
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        let Some(ours) = row.split('|').nth(2) else {
            continue;
        };
        for name in quoted(ours) {
            let method = name.strip_prefix("Buffer::").unwrap_or(name);
            let is_method = method.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            let is_ours = !matches!(
                method,
                "longjmp" | "io" | "open_libs" | "isize" | "exit" | "open" | "coroutine"
            );
            if is_method && is_ours && !sources.contains(&format!("fn {method}")) {
                missing.push(method.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "no such methods: {missing:?}");
}
