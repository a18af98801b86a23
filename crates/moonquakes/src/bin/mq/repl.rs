//! The interactive mode: reads lines, runs them, prints what they give.

use crate::chunks::Interpreter;
use moonquakes::{LuaResult, MULT_RET, State, Status, Type};
use moonquakes_stdlib::stdout;
use std::io::{self, BufRead, IsTerminal};

const CHUNK_NAME: &[u8] = b"=stdin";
/// How the message of an incomplete statement ends.
const END_OF_FILE: &[u8] = b"<eof>";

/// Runs until the end of standard input. Error messages do not name the program meanwhile.
pub fn run(interpreter: &mut Interpreter, state: &mut State) -> LuaResult {
    let program = interpreter.program.take();
    state.set_top(0)?;
    while let Some(loaded) = load_statement(state)? {
        let status = match loaded {
            Status::Ok => interpreter.call(state, 0, MULT_RET),
            error => error,
        };
        if status == Status::Ok {
            print_results(interpreter, state)?;
        } else {
            interpreter.report(state, status);
        }
        state.set_top(0)?;
    }
    show(b"\n");
    interpreter.program = program;
    Ok(())
}

/// Reads a statement over as many lines as it takes and loads it, first as an expression; `None` at the end of the
/// input.
fn load_statement(state: &mut State) -> LuaResult<Option<Status>> {
    let Some(line) = read_line(state, "_PROMPT", b"> ")? else {
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
        let Some(line) = read_line(state, "_PROMPT2", b">> ")? else {
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

/// Shows a prompt, which a global variable may set, and reads a line without its newline. Where no terminal shows what
/// is typed, the line is shown after its prompt.
fn read_line(state: &mut State, variable: &str, default: &[u8]) -> LuaResult<Option<Vec<u8>>> {
    if state.get_global(variable)? == Type::Nil {
        show(default);
    } else {
        state.to_string_meta(-1)?;
        show(state.bytes_at(-1).unwrap_or_default());
        state.pop(1);
    }
    state.pop(1);
    let stdin = io::stdin();
    let mut line = Vec::new();
    if stdin.lock().read_until(b'\n', &mut line).is_err() || line.is_empty() {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    if !stdin.is_terminal() {
        show(&[&line[..], b"\n"].concat());
    }
    Ok(Some(line))
}

/// Writes to standard output, at once. What cannot be written is lost.
fn show(text: &[u8]) {
    let mut out = stdout::lock();
    let _ = out.write(text);
    let _ = out.flush();
}

/// Calls `print` with everything on the stack.
fn print_results(interpreter: &Interpreter, state: &mut State) -> LuaResult {
    let count = state.get_top();
    if count == 0 {
        return Ok(());
    }
    state.ensure_stack(20, "too many results to print")?;
    state.get_global("print")?;
    state.insert(1);
    if state.pcall(count, 0, 0) != Status::Ok {
        let reason = state.to_bytes(-1)?.unwrap_or(b"(null)");
        let message = [b"error calling 'print' (", reason, b")"].concat();
        interpreter.message(&message);
    }
    Ok(())
}
