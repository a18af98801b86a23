//! One file of the official suite, run as the suite's `all.lua` runs it in user mode.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::fetch::suite_dir;
use crate::locate::target_dir;
use crate::process::{self, Outcome};

/// What `all.lua` defines for its files when a user asked with `_U`: no internal tests, nothing that takes
/// long or depends on the platform, no messages about what was left out, and `debug` only for who requires it.
const USER_MODE: &str = "_U = true; _soft = true; _port = true; _nomsg = true; T = nil; debug = nil; \
                         function Message () end; assert(os.setlocale'C')";

/// Longer than any file of the suite takes in an unoptimised build.
const LIMIT: Duration = Duration::from_secs(600);

/// Runs one file of the suite, unmodified, under `interpreter`.
///
/// Some files write beside themselves, so it runs in a copy of the suite that is removed afterwards.
pub fn run_suite_file(interpreter: &Path, file: &str) -> io::Result<Outcome> {
    let scratch = Scratch::new()?;
    copy_dir(suite_dir(), &scratch.0)?;
    let mut command = Command::new(interpreter);
    command.current_dir(&scratch.0).args(["-e", USER_MODE, file]);
    command
        .env_remove("LUA_INIT")
        .env_remove("LUA_INIT_5_4")
        .env_remove("LUA_PATH")
        .env_remove("LUA_PATH_5_4");
    process::run(&mut command, b"", LIMIT)
}

/// The (start of the) first line of what went wrong, or nothing when all went well.
pub fn first_error(outcome: &Outcome) -> Option<String> {
    if outcome.success() {
        return None;
    }
    let text = String::from_utf8_lossy(&outcome.stderr);
    let line = text.lines().find(|line| !line.trim().is_empty());
    Some(line.map_or_else(|| outcome.status_text(), |line| line.chars().take(200).collect()))
}

/// A folder of its own, removed when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = target_dir().join(format!("suite-{}-{number}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A left-over copy does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy_dir(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_dir(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
