//! The interactive mode: reads lines, runs them, prints what they give.

use crate::{Interpreter, message};
use moonquakes::{LuaResult, MULT_RET, State, Status, Type};
use moonquakes_stdlib::stdout;
use std::io::{self, BufRead};

const CHUNK_NAME: &[u8] = b"=stdin";
/// How the message of an incomplete statement ends.
const END_OF_FILE: &[u8] = b"<eof>";

/// Runs until the end of standard input.
pub fn run(interpreter: &Interpreter, state: &mut State) {
    loop {
        if state.set_top(0).is_err() {
            break;
        }
        let status = match load_statement(state) {
            Ok(None) | Err(_) => break,
            Ok(Some(Status::Ok)) => interpreter.call(state, 0, MULT_RET),
            Ok(Some(error)) => error,
        };
        if status == Status::Ok {
            print_results(state);
        } else {
            interpreter.report(state, status);
        }
    }
    let mut out = stdout::lock();
    let _ = out.write(b"\n");
    let _ = out.flush();
}

/// Reads a statement over as many lines as it takes and loads it; `None` at the end of the input.
fn load_statement(state: &mut State) -> LuaResult<Option<Status>> {
    let Some(line) = read_line(state, "_PROMPT", "> ")? else {
        return Ok(None);
    };
    let mut statement = match line.strip_prefix(b"=") {
        Some(expression) => [b"return ", expression].concat(),
        None => line,
    };
    let expression = [b"return ", &statement[..], b";"].concat();
    if state.load(&expression, CHUNK_NAME, Default::default()) == Status::Ok {
        return Ok(Some(Status::Ok));
    }
    state.pop(1);
    loop {
        let status = state.load(&statement, CHUNK_NAME, Default::default());
        if !is_incomplete(state, status) {
            return Ok(Some(status));
        }
        let Some(line) = read_line(state, "_PROMPT2", ">> ")? else {
            return Ok(Some(status));
        };
        state.pop(1);
        statement.push(b'\n');
        statement.extend_from_slice(&line);
    }
}

fn is_incomplete(state: &State, status: Status) -> bool {
    status == Status::SyntaxError && state.bytes_at(-1).is_some_and(|text| text.ends_with(END_OF_FILE))
}

/// Shows a prompt, which a global variable may set, and reads a line without its newline.
fn read_line(state: &mut State, variable: &str, default: &str) -> LuaResult<Option<Vec<u8>>> {
    let prompt = if state.get_global(variable)? == Type::Nil {
        default.as_bytes().to_vec()
    } else {
        state.to_string_meta(-1)?;
        let prompt = state.check_bytes(-1)?.to_vec();
        state.pop(1);
        prompt
    };
    state.pop(1);
    {
        let mut out = stdout::lock();
        let _ = out.write(&prompt);
        let _ = out.flush();
    }
    let mut line = Vec::new();
    match io::stdin().lock().read_until(b'\n', &mut line) {
        Ok(0) | Err(_) => return Ok(None),
        Ok(_) => {}
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Ok(Some(line))
}

/// Calls `print` with everything on the stack.
fn print_results(state: &mut State) {
    let count = state.get_top();
    if count == 0 {
        return;
    }
    let called = state
        .ensure_stack(20, "too many results to print")
        .and_then(|()| state.get_global("print"));
    if called.is_err() {
        return;
    }
    state.insert(1);
    if state.pcall(count, 0, 0) != Status::Ok {
        let reason = state.bytes_at(-1).unwrap_or(b"?").to_vec();
        message(None, &[b"error calling 'print' (", &reason[..], b")"].concat());
    }
}
