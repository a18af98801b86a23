//! Files, pipes and signals of the system, beside `lua`: what is written arrives, and what cannot is told.

#![cfg(unix)]

use std::process::{Command, Stdio};

use moonquakes_lua_tests::differential::Invocation;
use moonquakes_lua_tests::{mq, reference};

fn assert_same_code(code: &str) {
    Invocation::new(["-e", code]).assert_same();
}

#[test]
fn a_full_disk_is_reported() {
    assert_same_code(
        "local file = assert(io.open('/dev/full', 'w'))
         file:write(('x'):rep(100))
         print(file:flush()) print(file:flush())
         file:write('y')
         print(file:close())
         file = assert(io.open('/dev/full', 'w'))
         print(file:setvbuf('no')) print(file:write('a', {} == nil, 'b'))",
    );
    assert_same_code(
        "local file = assert(io.open('/dev/full', 'w'))
         print(file:setvbuf('no'))
         print(file:write('a', 1, 'b')) print(file:write(1.5)) print(file:seek('cur', 0)) print(file:close())",
    );
    assert_same_code(
        "local file = assert(io.open('/dev/full', 'a'))
         print(file:write(('x'):rep(1000000)) == nil)
         print(pcall(function() local f <close> = file end))",
    );
}

#[test]
fn standard_output_that_is_full_ends_nothing() {
    for code in [
        "print('lost') print('lost') io.stderr:write(select(2, io.write('z'):flush()))",
        "io.stdout:setvbuf('no') io.stderr:write(select(2, io.write('z')))",
        "io.write('lost at the end')",
        "io.write('lost') os.exit(4)",
    ] {
        let outcome = |interpreter| {
            let full = std::fs::File::options()
                .write(true)
                .open("/dev/full")
                .expect("the system has it");
            let child = Command::new(interpreter)
                .args(["-e", code])
                .stdout(full)
                .stderr(Stdio::piped())
                .output();
            let output = child.expect("the interpreter starts");
            (
                output.status,
                String::from_utf8_lossy(&output.stderr).into_owned(),
            )
        };
        assert_eq!(outcome(mq()), outcome(reference()), "{code}");
    }
}

#[test]
fn a_pipe_that_nobody_reads_ends_the_program() {
    let code = "for i = 1, 100000 do io.write('a line\\n') end io.stderr:write('not reached')";
    let status = |interpreter| {
        let mut child = Command::new(interpreter)
            .args(["-e", code])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the interpreter starts");
        drop(child.stdout.take());
        child.wait().expect("it ends")
    };
    assert_eq!(status(mq()), status(reference()));
    assert_same_code("local pipe = io.popen('exit 3', 'w') print(pipe:close())");
}

#[test]
fn what_was_written_is_there_in_time() {
    assert_same_code(
        "local name = os.tmpname()
         local function show() print(io.open(name):read('a')) end
         local file = assert(io.open(name, 'w'))
         file:write('pending') show()
         io.popen('true'):close() show()
         file:setvbuf('line') file:write(' half') show() file:write(' a line\\n') show()
         file:setvbuf('no') file:write('more') show()
         file:write('rest')
         file = nil collectgarbage() show()
         os.remove(name)",
    );
    assert_same_code(
        "local name = os.tmpname()
         os.execute(('%s -e \"%s\"'):format(arg[-1] or arg[0],
           'f = io.open([[' .. name .. ']], [[w]]) f:write([[not closed]]) os.exit(0)'))
         print(io.open(name):read('a')) os.remove(name)",
    );
    assert_same_code("io.write('later ') os.execute('echo first')");
    assert_same_code("print('first') os.execute('echo second') io.write('third')");
    assert_same_code("io.stdout:setvbuf('no') io.write('first ') os.execute('echo second')");
}

#[test]
fn commands_tell_how_they_ended() {
    assert_same_code(
        "print(os.execute()) print(os.execute('true')) print(os.execute('exit 7')) print(os.execute('kill -9 $$'))
         print(io.popen('exit 7'):close()) print(io.popen('kill $$'):close()) print(io.popen('cat', 'w'):close())
         local pipe = io.popen('echo one; echo two')
         print(pipe:read('l', 'L', 'l')) print(pipe:seek()) print(pipe:write('x')) print(pipe:close())
         print(io.type(pipe), pcall(pipe.read, pipe))",
    );
}

#[test]
fn standard_files_have_positions_and_cannot_be_closed() {
    let program = "print(io.read(5), io.stdin:seek(), io.read('l')) print(io.stdin:seek('set', 2)) print(io.read('a'))
         print(io.stdin:seek('set', -1)) print(io.stdin:close()) print(io.stdout:close()) print(io.stdin:write('x'))
         print(io.stdout:read()) print(io.stderr:read(0)) print(io.type(io.stdin))";
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let input = dir.join("positions.txt");
    std::fs::write(&input, "first line\nsecond line\n")
        .expect("the folder for temporary files can be written");
    let output = |interpreter| {
        let file = std::fs::File::open(&input).expect("it was just written");
        let output = Command::new(interpreter)
            .args(["-e", program])
            .stdin(file)
            .output();
        String::from_utf8_lossy(&output.expect("the interpreter starts").stdout).into_owned()
    };
    assert_eq!(output(mq()), output(reference()));
    assert_same_code("print(io.stdin:seek()) print(io.stdin:seek('end'))");
}

#[test]
fn ctrl_c_interrupts_the_script() {
    // The signal comes while the program loops.
    let interrupt = "local function interrupt() os.execute('(sleep 0.3; kill -INT $PPID) &') end\n";
    for code in [
        "print(pcall(function() interrupt() while true do end end)) print('goes on')",
        "print(pcall(function() interrupt() local function f() return f() end f() end))",
        "print(select(2, xpcall(function() interrupt() repeat until false end, debug.traceback)))",
        "interrupt() while true do end",
        "interrupt() for i = 1, math.huge do local t = {} end",
        // The second ends the process.
        "pcall(function() interrupt() while true do end end) interrupt() while true do end",
        // Not while a command runs.
        "print(os.execute('kill -INT $PPID')) for i = 1, 1e6 do end print('not interrupted')",
    ] {
        assert_same_code(&format!("{interrupt}{code}"));
    }
}
