//! `mq`: the stand-alone interpreter, with the options of `lua`.

mod arguments;
mod repl;

use arguments::{Arguments, BadOption, Step};
use moonquakes::{LuaResult, MULT_RET, State, Status, Type, open_libs};
use moonquakes_stdlib::{package, stdout};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// What `-v` prints.
const VERSION: &str = concat!(
    "Moonquakes ",
    env!("CARGO_PKG_VERSION"),
    ", running Lua 5.4.8 as defined by Lua.org, PUC-Rio"
);

const USAGE: &str = "\
Available options are:
  -e stat   execute string 'stat'
  -i        enter interactive mode after executing 'script'
  -l mod    require library 'mod' into global 'mod'
  -l g=mod  require library 'mod' into global 'g'
  -v        show version information
  -E        ignore environment variables
  -W        turn warnings on
  --        stop handling options
  -         stop handling options and execute stdin
";

fn main() -> ExitCode {
    let all: Vec<Vec<u8>> = std::env::args_os().map(OsString::into_encoded_bytes).collect();
    let program = all
        .first()
        .filter(|name| !name.is_empty())
        .cloned()
        .unwrap_or_else(|| b"mq".to_vec());
    let arguments = match Arguments::parse(&all) {
        Ok(arguments) => arguments,
        Err(bad) => {
            print_usage(&program, &bad);
            return ExitCode::FAILURE;
        }
    };
    let Some(mut state) = State::try_new() else {
        message(Some(&program), b"cannot create state: not enough memory");
        return ExitCode::FAILURE;
    };
    let interpreter = Interpreter {
        program: Some(program),
    };
    let succeeded = interpreter.run(&mut state, &all, &arguments);
    drop(state);
    // What cannot be written any more is lost, as with C's exit.
    let _ = stdout::lock().flush();
    if succeeded {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn print_usage(program: &[u8], bad: &BadOption) {
    let problem = match bad {
        BadOption::NeedsArgument(option) => [b"'", &option[..], b"' needs argument"].concat(),
        BadOption::Unknown(option) => [b"unrecognized option '", &option[..], b"'"].concat(),
    };
    message(Some(program), &problem);
    let mut err = io::stderr().lock();
    let _ = err.write_all(&[b"usage: ", program, b" [options] [script [args]]\n"].concat());
    let _ = err.write_all(USAGE.as_bytes());
}

/// Prints a message to standard error, after the program's name if there is one.
fn message(program: Option<&[u8]>, text: &[u8]) {
    let mut line = Vec::new();
    if let Some(program) = program {
        line.extend_from_slice(program);
        line.extend_from_slice(b": ");
    }
    line.extend_from_slice(text);
    line.push(b'\n');
    let _ = io::stderr().write_all(&line);
}

fn print_version() {
    let mut out = stdout::lock();
    let _ = out.write(VERSION.as_bytes());
    let _ = out.write(b"\n");
}

/// The message handler of all chunks: adds a traceback.
fn message_handler(state: &mut State) -> LuaResult<u32> {
    let text = match state.to_bytes(1)? {
        Some(text) => text.to_vec(),
        None => {
            if state.call_meta(1, "__tostring")? && state.type_at(-1) == Type::String {
                return Ok(1);
            }
            format!("(error object is a {} value)", state.type_name_at(1)).into_bytes()
        }
    };
    state.traceback(Some(&text), 1)?;
    Ok(1)
}

/// The running command.
struct Interpreter {
    /// Name before error messages; none in interactive mode.
    program: Option<Vec<u8>>,
}

impl Interpreter {
    /// Does what the command line asks for; returns whether all went well.
    fn run(mut self, state: &mut State, all: &[Vec<u8>], arguments: &Arguments) -> bool {
        if arguments.version {
            print_version();
        }
        let prepared = self.prepare(state, all, arguments);
        if prepared.is_err() {
            return self.report(state, Status::MemoryError) == Status::Ok;
        }
        if !arguments.ignore_environment && self.run_init(state) != Status::Ok {
            return false;
        }
        for step in &arguments.steps {
            let status = match step {
                Step::Execute(chunk) => self.run_string(state, chunk, b"=(command line)"),
                Step::Require(library) => self.require(state, library),
                Step::Warnings => {
                    state.warning(b"@on", false);
                    Status::Ok
                }
            };
            if status != Status::Ok {
                return false;
            }
        }
        if let Some(script) = arguments.script
            && self.run_script(state, all, script) != Status::Ok
        {
            return false;
        }
        if arguments.interactive {
            self.interact(state);
        } else if arguments.script.is_none() && !arguments.version && !arguments.has_code() {
            if io::stdin().is_terminal() {
                print_version();
                self.interact(state);
            } else {
                // As in the reference, a program on standard input does not set the exit status.
                let status = state.load_file(None, Default::default());
                self.run_chunk(state, status);
            }
        }
        true
    }

    fn prepare(&self, state: &mut State, all: &[Vec<u8>], arguments: &Arguments) -> LuaResult {
        if arguments.ignore_environment {
            package::ignore_environment(state)?;
        }
        open_libs(state)?;
        create_arg_table(state, all, arguments.script)
    }

    fn interact(&mut self, state: &mut State) {
        let program = self.program.take();
        repl::run(self, state);
        self.program = program;
    }

    /// Prints the error message on top of the stack, if there was an error, and pops it.
    fn report(&self, state: &mut State, status: Status) -> Status {
        if status != Status::Ok {
            let text = match state.to_bytes(-1) {
                Ok(Some(text)) => text.to_vec(),
                _ => b"(error message not a string)".to_vec(),
            };
            message(self.program.as_deref(), &text);
            state.pop(1);
        }
        status
    }

    /// Calls the function below `arguments` values, with tracebacks for errors.
    fn call(&self, state: &mut State, arguments: i32, results: i32) -> Status {
        let base = state.get_top() - arguments;
        if state.push_function(message_handler).is_err() {
            return Status::MemoryError;
        }
        state.insert(base);
        let status = state.pcall(arguments, results, base);
        state.remove(base);
        status
    }

    /// Runs what a load left on the stack.
    fn run_chunk(&self, state: &mut State, loaded: Status) -> Status {
        let status = if loaded == Status::Ok {
            self.call(state, 0, 0)
        } else {
            loaded
        };
        self.report(state, status)
    }

    fn run_string(&self, state: &mut State, chunk: &[u8], name: &[u8]) -> Status {
        let status = state.load(chunk, name, Default::default());
        self.run_chunk(state, status)
    }

    /// Runs what the variable LUA_INIT, or the one of this version, says.
    fn run_init(&self, state: &mut State) -> Status {
        for name in ["LUA_INIT_5_4", "LUA_INIT"] {
            let Some(value) = std::env::var_os(name) else {
                continue;
            };
            let value = value.into_encoded_bytes();
            return match value.strip_prefix(b"@") {
                Some(file) => {
                    let status = state.load_file(Some(file), Default::default());
                    self.run_chunk(state, status)
                }
                None => self.run_string(state, &value, format!("={name}").as_bytes()),
            };
        }
        Status::Ok
    }

    /// Runs `global = require(module)` for `-l`.
    fn require(&self, state: &mut State, library: &[u8]) -> Status {
        let (global, module) = match library.iter().position(|&c| c == b'=') {
            Some(equals) => (&library[..equals], &library[equals + 1..]),
            None => {
                // A suffix after a hyphen is the version: no part of the global's name.
                let end = library.iter().position(|&c| c == b'-').unwrap_or(library.len());
                (&library[..end], library)
            }
        };
        let pushed = state.get_global("require").and_then(|_| state.push_bytes(module));
        let mut status = if pushed.is_ok() {
            self.call(state, 1, 1)
        } else {
            Status::MemoryError
        };
        if status == Status::Ok && set_global(state, global).is_err() {
            status = Status::MemoryError;
        }
        self.report(state, status)
    }

    fn run_script(&self, state: &mut State, all: &[Vec<u8>], script: usize) -> Status {
        let is_stdin = all[script] == b"-" && all[script - 1] != b"--";
        let name = if is_stdin { None } else { Some(&all[script][..]) };
        let mut status = state.load_file(name, Default::default());
        if status == Status::Ok {
            status = match push_arguments(state) {
                Ok(count) => self.call(state, count, MULT_RET),
                Err(throw) => throw.status(),
            };
        }
        self.report(state, status)
    }
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

/// The global `arg`: the script at 0, its arguments after it, everything else before.
fn create_arg_table(state: &mut State, all: &[Vec<u8>], script: Option<usize>) -> LuaResult {
    let script = script.unwrap_or(0);
    state.create_table((all.len() - script) as i32 - 1, script as i32 + 1)?;
    for (i, argument) in all.iter().enumerate() {
        state.push_bytes(argument)?;
        state.raw_set_i(-2, i as i64 - script as i64)?;
    }
    state.set_global("arg")
}

/// Pushes the script's arguments, as the table `arg` has them now.
fn push_arguments(state: &mut State) -> LuaResult<i32> {
    if state.get_global("arg")? != Type::Table {
        return Err(state.error_str("'arg' is not a table"));
    }
    let table = state.get_top();
    let count = state.len_integer(table)? as i32;
    state.ensure_stack(count + 3, "too many arguments to script")?;
    for i in 1..=count {
        state.raw_get_i(table, i as i64)?;
    }
    state.remove(table);
    Ok(count)
}
