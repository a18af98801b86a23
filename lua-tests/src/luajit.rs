//! LuaJIT 2.1, which runs Lua 5.1: the fastest of the other implementations.

use std::path::PathBuf;
use std::process::Command;

use crate::fetch::{FetchError, install, lupa, overridden, rename, run};

/// The interpreter `luajit`: `LUAJIT`, or the one built under `target/luajit-2.1` from the sources that the Python
/// package lupa bundles.
pub fn luajit() -> Result<PathBuf, FetchError> {
    if let Some(path) = overridden("LUAJIT") {
        return Ok(path);
    }
    let home = install("luajit-2.1", "src/luajit", |work, unpacked| {
        rename(&lupa(work)?.join("luajit21"), unpacked)?;
        run(Command::new("make").arg("-C").arg(unpacked))
    })?;
    Ok(home.join("src/luajit"))
}
