//! `mq`: the stand-alone interpreter, with the options of `lua`.

mod arguments;
mod chunks;
mod messages;
mod repl;

use arguments::{Arguments, Step};
use chunks::Interpreter;
use moonquakes::{LuaResult, State, Status, platform};
use moonquakes_stdlib::package;
use moonquakes_stdlib::stdout::{self, Buffering};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

fn main() -> ExitCode {
    platform::end_on_broken_pipe();
    if !io::stdout().is_terminal() {
        // Nothing is buffered yet that could be lost.
        let _ = stdout::lock().set_buffering(Buffering::Full);
    }
    let interpreter = Interpreter::new(&command_line());
    let Some(mut state) = State::try_new() else {
        interpreter.message(b"cannot create state: not enough memory");
        return ExitCode::FAILURE;
    };
    let status = call_protected_main(&mut state);
    let succeeded = status == Status::Ok && state.to_boolean(-1);
    interpreter.report(&mut state, status);
    drop(state);
    // What cannot be written any more is lost, as with C's exit.
    let _ = stdout::lock().flush();
    if succeeded {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Calls with two arguments, as `lua` does, so that the stack overflows at the same depth.
fn call_protected_main(state: &mut State) -> Status {
    let pushed = state
        .push_function(protected_main)
        .and_then(|()| state.set_top(3));
    match pushed {
        Ok(()) => state.pcall(2, 1, 0),
        Err(throw) => throw.status(),
    }
}

/// The program's name and its arguments.
fn command_line() -> Vec<Vec<u8>> {
    std::env::args_os().map(OsString::into_encoded_bytes).collect()
}

/// The command itself, called by `main` in protected mode; returns whether all went well. Chunks run in a frame above
/// this one, as tracebacks tell.
fn protected_main(state: &mut State) -> LuaResult<u32> {
    let all = command_line();
    let mut interpreter = Interpreter::new(&all);
    let arguments = match Arguments::parse(&all) {
        Ok(arguments) => arguments,
        Err(bad) => {
            interpreter.print_usage(bad);
            return Ok(0);
        }
    };
    if arguments.version {
        messages::print_version();
    }
    if arguments.ignore_environment {
        package::ignore_environment(state)?;
    }
    moonquakes::open(state, arguments.libraries())?;
    create_arg_table(state, &all, arguments.script)?;
    // As lua does, unlike a state that a host makes.
    state.gc_generational(0, 0);
    state.set_limits(arguments.limits);
    let succeeded = run(&mut interpreter, state, &all, &arguments)?;
    state.push_boolean(succeeded)?;
    Ok(1)
}

/// Does what the command line asks for, until something fails.
fn run(
    interpreter: &mut Interpreter,
    state: &mut State,
    all: &[Vec<u8>],
    arguments: &Arguments,
) -> LuaResult<bool> {
    let reads_environment = !arguments.ignore_environment && !arguments.sandbox;
    if reads_environment && interpreter.run_init(state) != Status::Ok {
        return Ok(false);
    }
    for step in &arguments.steps {
        let status = match step {
            Step::Execute(chunk) => interpreter.run_string(state, chunk, b"=(command line)"),
            Step::Require(library) => interpreter.require(state, library)?,
            Step::Warnings => {
                state.warning(b"@on", false);
                Status::Ok
            }
        };
        if status != Status::Ok {
            return Ok(false);
        }
    }
    if let Some(script) = arguments.script
        && interpreter.run_script(state, all, script)? != Status::Ok
    {
        return Ok(false);
    }
    if arguments.interactive {
        repl::run(interpreter, state)?;
    } else if arguments.script.is_none() && !arguments.version && !arguments.has_code() {
        if io::stdin().is_terminal() {
            messages::print_version();
            repl::run(interpreter, state)?;
        } else {
            // As in the reference, a program on standard input does not set the exit status.
            interpreter.run_file(state, None);
        }
    }
    Ok(true)
}

/// The global `arg`: the script at 0, its arguments after it, everything else before.
fn create_arg_table(state: &mut State, all: &[Vec<u8>], script: Option<usize>) -> LuaResult {
    let script = script.unwrap_or(0);
    let after = all.len().saturating_sub(script + 1);
    state.create_table(after as i32, script as i32 + 1)?;
    for (i, argument) in all.iter().enumerate() {
        state.push_bytes(argument)?;
        state.raw_set_i(-2, i as i64 - script as i64)?;
    }
    state.set_global("arg")
}
