//! One run of one program, with the user time and the peak memory that the kernel counted for it.
//!
//! The kernel counts for all children of a process together, so each program runs as the only child of a
//! small process of its own: this executable again, started with [`ARGUMENT`].

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// Says that the rest of the command line is to be run and reported on.
pub const ARGUMENT: &str = "--measure";

/// What a run cost.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// User time, in seconds.
    pub seconds: f64,
    /// Peak resident memory, in megabytes.
    pub megabytes: f64,
}

/// Runs `interpreter program`; gives what it printed and what it cost.
pub fn measured(interpreter: &Path, program: &Path) -> Result<(Vec<u8>, Usage), String> {
    let failed =
        |what: &dyn std::fmt::Display| format!("{} {}: {what}", interpreter.display(), program.display());
    let executable = std::env::current_exe().map_err(|error| failed(&error))?;
    let output = Command::new(executable)
        .arg(ARGUMENT)
        .args([interpreter, program])
        .output()
        .map_err(|error| failed(&error))?;
    let messages = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(failed(&messages));
    }
    let usage = messages
        .lines()
        .last()
        .and_then(parse)
        .ok_or_else(|| failed(&"no usage was reported"))?;
    Ok((output.stdout, usage))
}

/// The other side of [`measured`]: runs the command line and writes its cost as the last line of standard error.
pub fn run_and_report(command: &[String]) -> ExitCode {
    let mut report = String::new();
    let success = match command.split_first() {
        Some((program, arguments)) => match Command::new(program).args(arguments).status() {
            Ok(status) if status.success() => {
                describe(&mut report);
                true
            }
            Ok(status) => {
                report.push_str(&status.to_string());
                false
            }
            Err(error) => {
                report.push_str(&error.to_string());
                false
            }
        },
        None => false,
    };
    eprintln!("{report}");
    if success {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn describe(report: &mut String) {
    match getrusage(UsageWho::RUSAGE_CHILDREN) {
        Ok(usage) => {
            let (microseconds, kilobytes) = (usage.user_time().num_microseconds(), usage.max_rss());
            write!(report, "{microseconds} {kilobytes}").expect("writing to a string succeeds");
        }
        Err(error) => report.push_str(&error.to_string()),
    }
}

fn parse(line: &str) -> Option<Usage> {
    let (microseconds, kilobytes) = line.split_once(' ')?;
    let number = |text: &str| text.parse::<f64>().ok();
    Some(Usage {
        seconds: number(microseconds)? / 1e6,
        megabytes: number(kilobytes)? / 1024.0,
    })
}
