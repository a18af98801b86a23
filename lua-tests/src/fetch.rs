//! Lua 5.4.8 from the network to `target/lua-5.4.8/`: download, checksum, unpack, build.
//!
//! Two sources hold the same release: the source distribution of the Python package lupa, which pip finds on
//! any package index, and the two tarballs of lua.org. Either is unpacked to the same layout (`src/`,
//! `testes/`), and the reference `lua` is built with the flags of the official makefile for Linux.
//! Test binaries run side by side, so all of it happens under a file lock, in a folder that gets its final
//! name only when it is complete.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::locate::target_dir;

/// Why the reference or the suite could not be had.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// A file could not be read, written or moved.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// A command (download, unpack, compile) failed.
    #[error("`{command}` failed: {output}")]
    Command {
        /// The command line.
        command: String,
        /// What it wrote to its standard error, or why it did not start.
        output: String,
    },
    /// What arrived is not what was expected.
    #[error("{file}: the checksum is {found}, not {expected}")]
    Checksum {
        /// What was checked.
        file: String,
        /// The SHA-256 that it has.
        found: String,
        /// The SHA-256 that it should have.
        expected: &'static str,
    },
    /// Neither source answered.
    #[error(
        "cannot fetch Lua 5.4.8\n  from the Python package lupa: {pip}\n  from lua.org: {official}\n\
         Connect to the network (with python3 and pip, or curl) and try again, or set LUA_REFERENCE to a \
         `lua` of version 5.4.8 and LUA_TESTS_DIR to the folder of its official tests."
    )]
    NoSource {
        /// Why the package index did not do.
        pip: Box<FetchError>,
        /// Why lua.org did not do.
        official: Box<FetchError>,
    },
}

const LUPA: &str = "lupa==2.8";
const LUPA_ARCHIVE: &str = "lupa-2.8.tar.gz";
const LUPA_SHA256: &str = "d8022641b9ec8ecf2c5ecbe9f47e5a70e0b87c4b5ae921b92cb02a638e0acd08";
const SOURCES_URL: &str = "https://www.lua.org/ftp/lua-5.4.8.tar.gz";
const SOURCES_SHA256: &str = "4f18ddae154e793e46eeec727c59ef1c0c0c2b744e7b94219710d76f530629ae";
const TESTS_URL: &str = "https://www.lua.org/tests/lua-5.4.8-tests.tar.gz";
/// Of the suite's own files (`testes/*.lua`), whichever archive they came in.
const SUITE_SHA256: &str = "be585dbce355b05f6096b9711dcfe13c1de019be9a39cff73b1562d3edc8a67f";

/// The reference interpreter: `LUA_REFERENCE`, or `lua` 5.4.8 as built under `target/lua-5.4.8`.
///
/// # Panics
/// When it cannot be fetched or built; the message says what to do.
pub fn reference() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| overridden("LUA_REFERENCE").unwrap_or_else(|| fetched().join("lua")))
}

/// The folder of the official test suite: `LUA_TESTS_DIR`, or `testes` under `target/lua-5.4.8`.
///
/// # Panics
/// When it cannot be fetched; the message says what to do.
pub fn suite_dir() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| overridden("LUA_TESTS_DIR").unwrap_or_else(|| fetched().join("testes")))
}

/// The C sources of the reference.
pub fn sources_dir() -> PathBuf {
    fetched().join("src")
}

pub(crate) fn overridden(variable: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(variable)?);
    assert!(
        path.exists(),
        "{variable} names {}, which does not exist",
        path.display()
    );
    Some(path)
}

fn fetched() -> PathBuf {
    ensure().unwrap_or_else(|error| panic!("{error}"))
}

/// Fetches and builds Lua 5.4.8 unless that was done before; gives its folder.
pub fn ensure() -> Result<PathBuf, FetchError> {
    install("lua-5.4.8", "lua", |work, unpacked| {
        if let Err(pip) = from_lupa(work, unpacked) {
            remove_dir(unpacked)?;
            from_lua_org(work, unpacked).map_err(|official| FetchError::NoSource {
                pip: pip.into(),
                official: official.into(),
            })?;
        }
        let found = suite_digest(&unpacked.join("testes"))?;
        expect("the official test suite", found, SUITE_SHA256)?;
        build(unpacked)
    })
}

/// The folder `name` of the target folder. Unless it has the file `product`, `make` is called with a folder to
/// work in and one to make, which gets its place when it is complete.
pub(crate) fn install(
    name: &str,
    product: &str,
    make: impl FnOnce(&Path, &Path) -> Result<(), FetchError>,
) -> Result<PathBuf, FetchError> {
    let target = target_dir();
    let home = target.join(name);
    make_dir(&target)?;
    let lock_path = target.join(format!("{name}.lock"));
    let lock = File::create(&lock_path).map_err(at(&lock_path))?;
    lock.lock().map_err(at(&lock_path))?;
    if home.join(product).exists() {
        return Ok(home);
    }
    let work = target.join(format!("{name}.part"));
    remove_dir(&work)?;
    make_dir(&work)?;
    let unpacked = work.join(name);
    make(&work, &unpacked)?;
    remove_dir(&home)?;
    rename(&unpacked, &home)?;
    remove_dir(&work)?;
    Ok(home)
}

/// Downloads, verifies and unpacks lupa's sources; gives the folder with the implementations that it bundles.
pub(crate) fn lupa(work: &Path) -> Result<PathBuf, FetchError> {
    let mut pip = Command::new("python3");
    pip.args([
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-cache-dir",
    ]);
    pip.args(["--no-deps", "--no-binary", ":all:", "--dest"])
        .arg(work)
        .arg(LUPA);
    run(&mut pip)?;
    let archive = work.join(LUPA_ARCHIVE);
    expect(LUPA_ARCHIVE, file_digest(&archive)?, LUPA_SHA256)?;
    untar(&archive, work)?;
    Ok(work.join("lupa-2.8/third-party"))
}

fn from_lupa(work: &Path, unpacked: &Path) -> Result<(), FetchError> {
    let lua = lupa(work)?.join("lua54");
    let testes = lua.join("testes");
    make_dir(unpacked)?;
    rename(&testes, &unpacked.join("testes"))?;
    rename(&lua, &unpacked.join("src"))
}

fn from_lua_org(work: &Path, unpacked: &Path) -> Result<(), FetchError> {
    let sources = work.join("sources.tar.gz");
    let tests = work.join("tests.tar.gz");
    for (url, file) in [(SOURCES_URL, &sources), (TESTS_URL, &tests)] {
        run(Command::new("curl")
            .args([
                "--silent",
                "--show-error",
                "--fail",
                "--location",
                "--connect-timeout",
                "20",
            ])
            .arg("--output")
            .arg(file)
            .arg(url))?;
    }
    expect(SOURCES_URL, file_digest(&sources)?, SOURCES_SHA256)?;
    untar(&sources, work)?;
    untar(&tests, work)?;
    rename(&work.join("lua-5.4.8-tests"), &unpacked.join("testes"))
}

/// The flags of the official makefile for Linux, with readline where its header is installed.
fn build(unpacked: &Path) -> Result<(), FetchError> {
    let sources = unpacked.join("src");
    let mut command = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    command
        .current_dir(&sources)
        .args(["-std=gnu99", "-O2", "-DLUA_COMPAT_5_3"]);
    command.args(["-o", "../lua"]);
    let readline = Path::new("/usr/include/readline/readline.h").exists();
    if cfg!(target_os = "linux") {
        command.arg("-DLUA_USE_LINUX");
    } else if cfg!(target_os = "macos") {
        command.arg("-DLUA_USE_MACOSX");
    }
    if readline {
        command.arg("-DLUA_USE_READLINE");
    }
    let wanted =
        |name: &str| name.starts_with('l') && name.ends_with(".c") && name != "luac.c" && name != "ltests.c";
    command.args(names(&sources)?.iter().filter(|name| wanted(name)));
    if cfg!(target_os = "linux") {
        command.args(["-Wl,-E", "-ldl"]);
    }
    if readline {
        command.arg("-lreadline");
    }
    command.arg("-lm");
    run(&mut command)
}

fn untar(archive: &Path, into: &Path) -> Result<(), FetchError> {
    run(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(into))
}

/// Runs a command to its end, quietly; its standard error is told only when it fails.
pub(crate) fn run(command: &mut Command) -> Result<(), FetchError> {
    let failed = |command: &Command, output: String| {
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
        FetchError::Command {
            command: words.join(" "),
            output,
        }
    };
    match command.stdin(Stdio::null()).output() {
        Err(error) => Err(failed(command, error.to_string())),
        Ok(output) if !output.status.success() => Err(failed(
            command,
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        )),
        Ok(_) => Ok(()),
    }
}

fn file_digest(path: &Path) -> Result<String, FetchError> {
    Ok(hex(&Sha256::digest(fs::read(path).map_err(at(path))?)))
}

/// One digest of the names, lengths and contents of the suite's Lua files, in the order of their names.
fn suite_digest(testes: &Path) -> Result<String, FetchError> {
    let mut digest = Sha256::new();
    for name in names(testes)?.iter().filter(|name| name.ends_with(".lua")) {
        let path = testes.join(name);
        let content = fs::read(&path).map_err(at(&path))?;
        digest.update(format!("{name} {}\n", content.len()));
        digest.update(content);
    }
    Ok(hex(&digest.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn expect(file: &str, found: String, expected: &'static str) -> Result<(), FetchError> {
    if found == expected {
        return Ok(());
    }
    Err(FetchError::Checksum {
        file: file.to_owned(),
        found,
        expected,
    })
}

/// The names in a folder, sorted.
fn names(dir: &Path) -> Result<Vec<String>, FetchError> {
    let entries = fs::read_dir(dir).map_err(at(dir))?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(at(dir))?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), FetchError> {
    fs::rename(from, to).map_err(at(from))
}

fn make_dir(path: &Path) -> Result<(), FetchError> {
    fs::create_dir_all(path).map_err(at(path))
}

fn remove_dir(path: &Path) -> Result<(), FetchError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> FetchError {
    let path = path.to_owned();
    move |error| FetchError::File(path, error)
}
