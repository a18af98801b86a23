//! The official suite, unmodified, in its two modes: file by file, or as a whole through its `all.lua`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::fetch::suite_dir;
use crate::locate::{lua_files, target_dir};
use crate::process::{self, Outcome};

/// How much of the suite runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// What a user asks for with `_U`: nothing that takes long or depends on the platform.
    User,
    /// Everything but the internal tests.
    Full,
}

impl Mode {
    /// Both.
    pub const ALL: [Mode; 2] = [Mode::User, Mode::Full];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Mode::User => "user",
            Mode::Full => "full",
        }
    }

    /// What runs before `file`: for `all.lua` the choice of the mode, for others also what `all.lua` does for them.
    fn prelude(self, file: &str) -> &'static str {
        match (self, file) {
            (Mode::User, WHOLE) => "_U = true",
            (Mode::Full, WHOLE) => "",
            (Mode::User, _) => {
                "_U = true; _soft = true; _port = true; _nomsg = true; T = nil; debug = nil; \
                 function Message () end; assert(os.setlocale'C')"
            }
            (Mode::Full, _) => {
                "_soft = false; _port = false; _nomsg = false; T = nil; debug = nil; \
                 Message = print; assert(os.setlocale'C')"
            }
        }
    }

    /// How often a file may be tried. `main.lua` expects the shell to print a process's number before that process
    /// prints anything, which is a matter of luck when the machine is busy.
    fn tries(self, file: &str) -> u32 {
        match (self, file) {
            (Mode::Full, "main.lua" | WHOLE) => 5,
            _ => 1,
        }
    }
}

/// The file that runs all others.
pub const WHOLE: &str = "all.lua";
/// What `all.lua` prints at its end.
const WHOLE_PASSED: &[u8] = b"final OK !!!";
/// The test that fills all of the machine's memory.
pub const HEAVY: &str = "heavy.lua";
/// Loaded by others.
const HELPER: &str = "tracegc.lua";

/// Longer than any file of the suite takes in an unoptimised build.
const LIMIT: Duration = Duration::from_secs(1200);

/// In full mode `main.lua` requires one of the suite's C libraries, to see what becomes of the version in its name.
/// Where C libraries cannot be loaded, this module of the same name takes its place.
const STAND_IN: (&str, &str) = ("lib2-v2.lua", "return { id = function () return true end }\n");

/// The files that `all.lua` runs.
pub fn suite_files() -> Vec<String> {
    let names = lua_files(suite_dir()).into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        (![WHOLE, HEAVY, HELPER].contains(&name)).then(|| name.to_owned())
    });
    names.collect()
}

/// A coroutine, for the file that yields, as `all.lua` makes one.
const BIG: &str =
    "local f = coroutine.wrap(assert(loadfile('big.lua'))); assert(f() == 'b'); assert(f() == 'a')";

/// Runs one file of the suite under `interpreter`, with a pipe for its standard input; gives what went wrong, if
/// anything, and how long it took.
pub fn run_suite_file(interpreter: &Path, mode: Mode, file: &str) -> io::Result<Run> {
    let mut tries = mode.tries(file);
    loop {
        let outcome = try_suite_file(interpreter, mode, file)?;
        let run = Run {
            error: first_error(file, &outcome),
            outcome,
        };
        tries -= 1;
        if run.error.is_none() || tries == 0 {
            return Ok(run);
        }
    }
}

/// A file of the suite after it ran.
pub struct Run {
    /// The (start of the) first line of what went wrong, or nothing when all went well.
    pub error: Option<String>,
    /// How it ended and what it said.
    pub outcome: Outcome,
}

fn try_suite_file(interpreter: &Path, mode: Mode, file: &str) -> io::Result<Outcome> {
    let scratch = Scratch::new()?;
    let mut command = scratch.command(interpreter);
    command.args(["-e", mode.prelude(file)]);
    match file {
        "big.lua" if mode == Mode::Full => command.args(["-e", BIG]),
        _ => command.arg(file),
    };
    start_group(&mut command);
    let outcome = process::run(&mut command, b"", LIMIT)?;
    end_group(outcome.id);
    Ok(outcome)
}

/// What a file starts in the background and, failing, leaves behind is to be found.
fn start_group(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

fn end_group(id: u32) {
    if cfg!(unix) {
        // Nothing to end is the rule.
        let group = format!("-{id}");
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
    }
}

/// Runs `heavy.lua` as long as it takes, in all memory or as many megabytes; its output is the caller's.
pub fn run_heavy(interpreter: &Path, megabytes: Option<u64>) -> io::Result<ExitStatus> {
    let scratch = Scratch::new()?;
    let Some(megabytes) = megabytes else {
        return scratch.command(interpreter).arg(HEAVY).status();
    };
    let limited = format!(
        "ulimit -v {}; exec \"$0\" {HEAVY}",
        megabytes.saturating_mul(1024)
    );
    let mut shell = scratch.command(Path::new("sh"));
    shell.args(["-c", &limited]).arg(interpreter).status()
}

fn first_error(file: &str, outcome: &Outcome) -> Option<String> {
    let is_whole = file == WHOLE;
    let reached_end = outcome
        .stdout
        .windows(WHOLE_PASSED.len())
        .any(|window| window == WHOLE_PASSED);
    if outcome.success() && (!is_whole || reached_end) {
        return None;
    }
    let text = String::from_utf8_lossy(&outcome.stderr);
    // Warnings are expected, and come first.
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with("Lua warning: "));
    let error = line.map_or_else(|| outcome.status_text(), |line| line.chars().take(200).collect());
    match last_file(&outcome.stdout) {
        Some(last) if is_whole => Some(format!("in {last}: {error}")),
        _ => Some(error),
    }
}

/// The file that `all.lua` announced last.
fn last_file(stdout: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(stdout);
    let (_, rest) = text.rsplit_once("***** FILE '")?;
    Some(rest.split('\'').next()?.to_owned())
}

/// A copy of the suite, since some files write beside themselves; removed when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let scratch = Self(target_dir().join(format!("suite-{}-{number}", std::process::id())));
        copy_dir(suite_dir(), &scratch.0)?;
        let (name, content) = STAND_IN;
        fs::write(scratch.0.join(name), content)?;
        Ok(scratch)
    }

    /// The interpreter in the copy, without what a user's environment says about Lua.
    fn command(&self, interpreter: &Path) -> Command {
        let mut command = Command::new(interpreter);
        command.current_dir(&self.0);
        for variable in ["INIT", "PATH", "CPATH"] {
            command.env_remove(format!("LUA_{variable}"));
            command.env_remove(format!("LUA_{variable}_5_4"));
        }
        command
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
