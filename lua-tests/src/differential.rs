//! One program under our interpreter and under the reference, and where the two differ.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::fetch::reference;
use crate::locate::mq;
use crate::process::{self, Outcome};

/// One way to start an interpreter.
#[derive(Clone, Debug, Default)]
pub struct Invocation {
    arguments: Vec<String>,
    input: Vec<u8>,
    dir: Option<PathBuf>,
    variables: Vec<(String, String)>,
}

impl Invocation {
    /// With these arguments.
    pub fn new<S: Into<String>>(arguments: impl IntoIterator<Item = S>) -> Self {
        Self {
            arguments: arguments.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// With this standard input.
    pub fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// In this folder.
    pub fn dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.dir = Some(dir.into());
        self
    }

    /// With this environment variable.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs `interpreter` this way.
    pub fn run(&self, interpreter: &Path) -> io::Result<Outcome> {
        let mut command = Command::new(interpreter);
        command.args(&self.arguments);
        for variable in ["LUA_INIT", "LUA_INIT_5_4", "LUA_PATH", "LUA_PATH_5_4"] {
            command.env_remove(variable);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let Some(dir) = &self.dir {
            command.current_dir(dir);
        }
        process::run(&mut command, &self.input, LIMIT)
    }

    /// Runs both interpreters this way; tells how ours differs from the reference, if it does.
    pub fn difference(&self) -> io::Result<Option<String>> {
        let ours = Normalised::new(&self.run(mq())?, mq());
        let theirs = Normalised::new(&self.run(reference())?, reference());
        Ok(ours.differs_from(&theirs))
    }

    /// Fails the test when the two interpreters differ.
    ///
    /// # Panics
    /// When they do, with what differs.
    pub fn assert_same(&self) {
        match self.difference() {
            Err(error) => panic!("{:?}: {error}", self.arguments),
            Ok(Some(difference)) => panic!("{:?}:\n{difference}", self.arguments),
            Ok(None) => {}
        }
    }
}

const LIMIT: Duration = Duration::from_secs(120);

/// An outcome in which neither the interpreter's path or version nor an address in memory is left.
struct Normalised {
    status: String,
    stdout: String,
    stderr: String,
}

impl Normalised {
    fn new(outcome: &Outcome, interpreter: &Path) -> Self {
        let text = |bytes: &[u8]| {
            let text = latin1(bytes).replace(&interpreter.display().to_string(), "lua");
            hide_addresses(&hide_version(&text))
        };
        Self {
            status: outcome.status_text(),
            stdout: text(&outcome.stdout),
            stderr: text(&outcome.stderr),
        }
    }

    fn differs_from(&self, reference: &Self) -> Option<String> {
        let mut report = String::new();
        let parts = [
            ("exit status", &self.status, &reference.status),
            ("standard output", &self.stdout, &reference.stdout),
            ("standard error", &self.stderr, &reference.stderr),
        ];
        for (name, ours, theirs) in parts {
            if ours != theirs {
                describe(&mut report, name, ours, theirs);
            }
        }
        (!report.is_empty()).then_some(report)
    }
}

fn describe(report: &mut String, name: &str, ours: &str, theirs: &str) {
    let same = ours
        .lines()
        .zip(theirs.lines())
        .take_while(|(ours, theirs)| ours == theirs)
        .count();
    let line = |text: &str| match text.lines().nth(same) {
        Some(line) => line.chars().take(300).collect(),
        None => "(nothing)".to_owned(),
    };
    writeln!(
        report,
        "{name}, line {}:\n  mq:  {}\n  lua: {}",
        same + 1,
        line(ours),
        line(theirs)
    )
    .expect("writing to a string succeeds");
}

/// Every byte as the character of its number, so that any difference shows.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// Each interpreter names itself in the line that `-v` prints.
fn hide_version(text: &str) -> String {
    let names_itself =
        |line: &str| line.starts_with("Lua 5.4.8  Copyright") || line.starts_with("Moonquakes ");
    text.split_inclusive('\n')
        .map(|line| if names_itself(line) { "VERSION\n" } else { line })
        .collect()
}

/// Addresses (`0x` and eight or more digits) differ from run to run; numbers that a program prints do not.
fn hide_addresses(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = rest.find("0x") {
        let (before, address) = rest.split_at(position + 2);
        let digits = address.chars().take_while(char::is_ascii_hexdigit).count();
        hidden.push_str(before);
        if digits >= 8 {
            hidden.push_str("ADDRESS");
        } else {
            hidden.push_str(&address[..digits]);
        }
        rest = &address[digits..];
    }
    hidden.push_str(rest);
    hidden
}

#[cfg(test)]
mod tests {
    use super::hide_addresses;

    #[test]
    fn addresses_are_hidden_and_numbers_are_not() {
        assert_eq!(
            hide_addresses("table: 0x55d0c2a4f2b0, 0x7f!"),
            "table: 0xADDRESS, 0x7f!"
        );
    }
}
