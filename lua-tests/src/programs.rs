//! Many programs under both interpreters, on all processors.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::differential::Invocation;
use crate::locate::{folders, lua_files};

/// A program and how to run it.
#[derive(Debug)]
pub struct Program {
    /// What it is called in reports.
    pub name: String,
    /// How either interpreter runs it.
    pub invocation: Invocation,
}

/// How the two interpreters differ on a program.
#[derive(Debug)]
pub struct Difference {
    /// The program's name.
    pub name: String,
    /// What differs.
    pub report: String,
}

/// The programs in a folder and in the folders below it, named by their paths from there. Each runs in its own folder.
pub fn written(dir: &Path) -> Vec<Program> {
    let mut programs = Vec::new();
    collect(dir, "", &mut programs);
    programs
}

fn collect(dir: &Path, prefix: &str, programs: &mut Vec<Program>) {
    for file in lua_files(dir) {
        let file = name(&file);
        programs.push(Program {
            name: format!("{prefix}{file}"),
            invocation: Invocation::new([file]).dir(dir),
        });
    }
    for folder in folders(dir) {
        collect(&folder, &format!("{prefix}{}/", name(&folder)), programs);
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Compares the interpreters on each program, one program for each processor at a time.
pub fn differences(programs: &[Program]) -> Vec<Difference> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let compare_all = || {
        while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let report = match program.invocation.difference() {
                Ok(None) => continue,
                Ok(Some(report)) => report,
                Err(error) => format!("{error}\n"),
            };
            let name = program.name.clone();
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.push(Difference { name, report });
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(compare_all);
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}
