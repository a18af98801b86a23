//! Every interpreter on one program, by turns.

use std::ffi::OsString;
use std::path::Path;

use moonquakes_lua_tests::{luajit, mq, reference};

use crate::measure::{Program, Usage, measured};
use crate::statistics::median;

/// An interpreter, and how it is started.
pub struct Interpreter {
    /// Its name in the tables.
    pub name: &'static str,
    /// Executable and options; the program's path follows.
    pub command: Vec<OsString>,
}

/// Place of the reference among the interpreters.
pub const REFERENCE: usize = 0;
/// Place of `mq` among the interpreters. Those after it speak other versions of Lua: they need not run everything.
pub const OURS: usize = 1;

/// The interpreters to measure.
pub fn interpreters(with_luajit: bool) -> Result<Vec<Interpreter>, String> {
    let interpreter = |name, path: &Path, options: &[&str]| Interpreter {
        name,
        command: std::iter::once(path.into())
            .chain(options.iter().map(OsString::from))
            .collect(),
    };
    let mut all = vec![interpreter("lua", reference(), &[]), interpreter("mq", mq(), &[])];
    if with_luajit {
        let path = luajit().map_err(|error| error.to_string())?;
        all.push(interpreter("luajit -joff", &path, &["-joff"]));
        all.push(interpreter("luajit", &path, &[]));
    }
    Ok(all)
}

/// All runs of one program.
pub struct Row {
    /// Its name.
    pub name: String,
    /// What they cost, for each interpreter; nothing for one that cannot run the program.
    pub runs: Vec<Vec<Usage>>,
}

impl Row {
    /// The median over an interpreter's runs of a part of their cost.
    pub fn median(&self, interpreter: usize, part: impl Fn(&Usage) -> f64) -> Option<f64> {
        median(self.runs[interpreter].iter().map(part).collect())
    }

    /// An interpreter's median divided by the reference's: below 1, it needs less.
    pub fn ratio(&self, interpreter: usize, part: impl Fn(&Usage) -> f64) -> Option<f64> {
        Some(self.median(interpreter, &part)? / self.median(REFERENCE, &part)?)
    }
}

/// Runs a program `rounds` times under each, by turns, so that a change in the machine's mood meets them all.
pub fn compare(program: &Program, interpreters: &[Interpreter], rounds: usize) -> Result<Row, String> {
    let mut runs: Vec<Vec<Usage>> = interpreters.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds {
        let mut expected = None;
        for (place, interpreter) in interpreters.iter().enumerate() {
            if runs[place].len() < round {
                continue;
            }
            match measured(&interpreter.command, program) {
                Ok(run) if expected.as_ref().is_none_or(|expected| *expected == run.output) => {
                    expected.get_or_insert(run.output);
                    runs[place].push(run.usage);
                }
                _ if place > OURS => {}
                Ok(_) => {
                    return Err(format!(
                        "{}: mq and the reference print different things",
                        program.name
                    ));
                }
                Err(message) => return Err(message),
            }
        }
    }
    Ok(Row {
        name: program.name.clone(),
        runs,
    })
}
