//! What the command itself prints: its version, its usage, errors.

use crate::chunks::Interpreter;
use moonquakes::{LuaResult, State, Status, Type};
use moonquakes_stdlib::stdout;
use std::io::{self, Write};

/// What `-v` prints.
const VERSION: &str = concat!(
    "Moonquakes ",
    env!("CARGO_PKG_VERSION"),
    ", running Lua 5.4.8 as defined by Lua.org, PUC-Rio\n"
);

const OPTIONS: &str = "\
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

/// What `lua` does not have; told to those who try it.
const LIMIT_OPTIONS: &str = "\
Options for what is not trusted are:
  --sandbox              open no library that reaches the system
  --max-memory=n         stop at n bytes (K, M and G are powers of 1024)
  --max-instructions=n   stop after n instructions (K, M and G are powers of 1000)
  --timeout=n            stop after n seconds (or n ms)
";

/// Prints the version, at once.
pub fn print_version() {
    let mut out = stdout::lock();
    // What cannot be printed is lost, as in the reference.
    let _ = out.write(VERSION.as_bytes());
    let _ = out.flush();
}

impl Interpreter {
    /// Says which option is wrong, and which there are.
    pub fn print_usage(&self, bad: &[u8]) {
        let problem = match bad {
            [_, b'e' | b'l', ..] => [b"'", bad, b"' needs argument"].concat(),
            _ => [b"unrecognized option '", bad, b"'"].concat(),
        };
        self.message(&problem);
        let program = self.program.as_deref().unwrap_or_default();
        let mut err = io::stderr().lock();
        let _ = err.write_all(&[b"usage: ", program, b" [options] [script [args]]\n"].concat());
        let _ = err.write_all(OPTIONS.as_bytes());
        if [&b"--max"[..], b"--time", b"--sand"]
            .iter()
            .any(|start| bad.starts_with(start))
        {
            let _ = err.write_all(LIMIT_OPTIONS.as_bytes());
        }
    }

    /// Prints a message to standard error, after the program's name if it is to be told.
    pub fn message(&self, text: &[u8]) {
        let mut line = Vec::new();
        if let Some(program) = &self.program {
            line.extend_from_slice(program);
            line.extend_from_slice(b": ");
        }
        line.extend_from_slice(text);
        line.push(b'\n');
        let _ = io::stderr().write_all(&line);
    }

    /// Prints the error message on top of the stack and pops it, if there was an error.
    pub fn report(&self, state: &mut State, status: Status) -> Status {
        if status != Status::Ok {
            let text = match state.to_bytes(-1) {
                Ok(Some(text)) => text.to_vec(),
                _ => b"(error message not a string)".to_vec(),
            };
            self.message(&text);
            state.pop(1);
        }
        status
    }
}

/// The message handler of all chunks: adds a traceback.
pub fn message_handler(state: &mut State) -> LuaResult<u32> {
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
