//! Running chunks: strings, files, libraries, the script.

use crate::messages::message_handler;
use moonquakes::{HookEvent, LuaResult, MULT_RET, State, Status, Type, platform};

/// The running command.
pub struct Interpreter {
    /// Name before error messages; none in interactive mode.
    pub program: Option<Vec<u8>>,
}

impl Interpreter {
    /// The command that this command line started.
    pub fn new(all: &[Vec<u8>]) -> Interpreter {
        let name = all.first().filter(|name| !name.is_empty());
        Interpreter {
            program: Some(name.cloned().unwrap_or_else(|| b"mq".to_vec())),
        }
    }

    /// Calls the function below `arguments` values, with tracebacks for errors.
    pub fn call(&self, state: &mut State, arguments: i32, results: i32) -> Status {
        let base = state.get_top() - arguments;
        if let Err(throw) = state.push_function(message_handler) {
            return throw.status();
        }
        state.insert(base);
        let status =
            platform::with_interrupt_hook(state, stop, |state| state.pcall(arguments, results, base));
        state.remove(base);
        status
    }

    /// Runs what a load left on the stack.
    fn run_chunk(&self, state: &mut State, loaded: Status) -> Status {
        let status = match loaded {
            Status::Ok => self.call(state, 0, 0),
            error => error,
        };
        self.report(state, status)
    }

    /// Runs a file, or standard input.
    pub fn run_file(&self, state: &mut State, name: Option<&[u8]>) -> Status {
        let status = state.load_file(name, Default::default());
        self.run_chunk(state, status)
    }

    /// Runs source text.
    pub fn run_string(&self, state: &mut State, chunk: &[u8], name: &[u8]) -> Status {
        let status = state.load(chunk, name, Default::default());
        self.run_chunk(state, status)
    }

    /// Runs what the variable of this version, or else LUA_INIT, says.
    pub fn run_init(&self, state: &mut State) -> Status {
        let Some((name, value)) = ["LUA_INIT_5_4", "LUA_INIT"]
            .into_iter()
            .find_map(|name| std::env::var_os(name).map(|value| (name, value)))
        else {
            return Status::Ok;
        };
        match value.as_encoded_bytes() {
            [b'@', file @ ..] => self.run_file(state, Some(file)),
            chunk => self.run_string(state, chunk, format!("={name}").as_bytes()),
        }
    }

    /// Runs `global = require(module)` for `-l`.
    pub fn require(&self, state: &mut State, library: &[u8]) -> LuaResult<Status> {
        let (global, module) = match library.iter().position(|&c| c == b'=') {
            Some(equals) => (&library[..equals], &library[equals + 1..]),
            None => {
                // A suffix after a hyphen is the version: no part of the global's name.
                let end = library.iter().position(|&c| c == b'-').unwrap_or(library.len());
                (&library[..end], library)
            }
        };
        state.get_global("require")?;
        state.push_bytes(module)?;
        let status = self.call(state, 1, 1);
        if status == Status::Ok {
            set_global(state, global)?;
        }
        Ok(self.report(state, status))
    }

    /// Runs the script at position `script` of the command line, with the arguments after it.
    pub fn run_script(&self, state: &mut State, all: &[Vec<u8>], script: usize) -> LuaResult<Status> {
        let is_stdin = all[script] == b"-" && all[script - 1] != b"--";
        let name = if is_stdin { None } else { Some(&all[script][..]) };
        let mut status = state.load_file(name, Default::default());
        if status == Status::Ok {
            let count = push_arguments(state)?;
            status = self.call(state, count, MULT_RET);
        }
        Ok(self.report(state, status))
    }
}

/// The hook that Ctrl-C sets.
fn stop(state: &mut State, _: HookEvent) -> LuaResult {
    state.set_hook(None, 0, 0);
    Err(state.error_str("interrupted!"))
}

/// `_G[name]` = the value on top of the stack, which it pops.
fn set_global(state: &mut State, name: &[u8]) -> LuaResult {
    state.push_globals()?;
    state.insert(-2);
    state.push_bytes(name)?;
    state.insert(-2);
    state.set_table(-3)?;
    state.pop(1);
    Ok(())
}

/// Pushes the script's arguments, as the table `arg` has them now.
fn push_arguments(state: &mut State) -> LuaResult<i32> {
    if state.get_global("arg")? != Type::Table {
        return Err(state.error_str("'arg' is not a table"));
    }
    let table = state.get_top();
    let count = state.len_integer(table)? as i32;
    state.ensure_stack(count.saturating_add(3), "too many arguments to script")?;
    for i in 1..=count {
        state.raw_get_i(table, i64::from(i))?;
    }
    state.remove(table);
    Ok(count.max(0))
}
