//! `mq` as a process beside `lua`: options, exit statuses, error text, bad input.

use std::fs;
use std::path::{Path, PathBuf};

use moonquakes_lua_tests::differential::Invocation;
use moonquakes_lua_tests::process::Outcome;
use moonquakes_lua_tests::{mq, reference};

/// A folder for one test's files.
fn folder(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    fs::create_dir_all(&dir).expect("the folder for temporary files can be written");
    for (name, content) in files {
        fs::write(dir.join(name), content).expect("the folder for temporary files can be written");
    }
    dir
}

/// Runs a program under both, as a file and from standard input.
fn assert_same_program(test: &str, program: &str) {
    let dir = folder(test, &[("program.lua", program)]);
    Invocation::new(["program.lua"]).dir(&dir).assert_same();
    Invocation::new(["-"]).dir(&dir).input(program).assert_same();
}

/// Runs a command line under both; the program writes nothing and reads nothing.
fn assert_same_arguments(arguments: &[&str]) {
    Invocation::new(arguments.iter().copied()).assert_same();
}

const SHOW_ARGUMENTS: &str = "print(...) for i = -10, 10 do if arg[i] then print(i, arg[i]) end end";

#[test]
fn a_script_gets_its_arguments() {
    let dir = folder("arguments", &[("show.lua", SHOW_ARGUMENTS)]);
    for arguments in [
        &["show.lua"][..],
        &["show.lua", "a", "b c", ""],
        &["-e", "x = 1", "show.lua", "-v", "--"],
        &["--", "show.lua", "last"],
        &["-W", "-E", "show.lua", "1"],
    ] {
        Invocation::new(arguments.iter().copied()).dir(&dir).assert_same();
    }
}

#[test]
fn a_program_comes_from_standard_input() {
    Invocation::new::<&str>([])
        .input("print('from stdin', #arg, arg[0] ~= nil)")
        .assert_same();
    Invocation::new(["-", "a", "b"])
        .input(SHOW_ARGUMENTS)
        .assert_same();
    Invocation::new(["-"])
        .input("#! a shebang line\nprint(1)\nerror('on line three')")
        .assert_same();
    Invocation::new(["-"]).input("").assert_same();
    Invocation::new::<&str>([]).input("x = = 1").assert_same();
    Invocation::new(["-e", "print(1)", "-"])
        .input("print(io.read() == nil)")
        .assert_same();
}

#[test]
fn options_with_code_run_in_order() {
    assert_same_arguments(&["-e", "print(1)", "-e", "print(2)"]);
    assert_same_arguments(&["-eprint(1)", "-e", "x = 5", "-e", "print(x)"]);
    assert_same_arguments(&[
        "-e",
        "print('before')",
        "-e",
        "error('first')",
        "-e",
        "print('never')",
    ]);
    assert_same_arguments(&["-e", "x ="]);
    assert_same_arguments(&["-e", "os.exit(7)"]);
}

#[test]
fn libraries_are_required() {
    let dir = folder(
        "libraries",
        &[
            (
                "answer.lua",
                "local name = ...; return { value = 42, name = name }",
            ),
            ("broken.lua", "return ="),
            ("failing.lua", "error('cannot start')"),
        ],
    );
    let run = |arguments: &[&str]| Invocation::new(arguments.iter().copied()).dir(&dir).assert_same();
    run(&["-l", "answer", "-e", "print(answer.value, answer.name)"]);
    run(&[
        "-lanswer",
        "-e",
        "print(answer.value, package.loaded.answer == answer)",
    ]);
    run(&["-l", "a=answer", "-e", "print(a.value, answer)"]);
    run(&["-l", "broken", "-e", "print('never')"]);
    run(&["-l", "failing", "-e", "print('never')"]);
    run(&["-l", "string", "-e", "print(string.rep('x', 3))"]);
}

#[test]
fn a_missing_library_tells_where_it_was_looked_for() {
    assert_same_arguments(&["-l", "no_such_library"]);
    assert_same_arguments(&["-e", "print(pcall(require, 'no.such.library'))"]);
}

#[test]
fn the_version_is_printed() {
    assert_same_arguments(&["-v"]);
    assert_same_arguments(&["-v", "-e", "print(_VERSION)"]);
    let output = Invocation::new(["-v"]).run(mq()).expect("mq starts");
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("5.4.8"),
        "the version of the language is told"
    );
}

#[test]
fn the_collector_begins_in_generational_mode() {
    assert_same_arguments(&["-e", "print(collectgarbage('incremental'))"]);
}

#[test]
fn bad_options_print_the_usage() {
    for arguments in [
        &["-x"][..],
        &["-e"],
        &["-l"],
        &["-vv"],
        &["--help"],
        &["-i-"],
        &["-"],
    ] {
        assert_same_arguments(arguments);
    }
}

#[test]
fn environment_variables_run_first() {
    let dir = folder(
        "environment",
        &[("init.lua", "print('init file')"), ("main.lua", "print('main')")],
    );
    let main = || Invocation::new(["main.lua"]).dir(&dir);
    main().variable("LUA_INIT", "print('init')").assert_same();
    main().variable("LUA_INIT", "@init.lua").assert_same();
    main()
        .variable("LUA_INIT", "print('plain')")
        .variable("LUA_INIT_5_4", "print('versioned')")
        .assert_same();
    main().variable("LUA_INIT", "error('in init')").assert_same();
    main().variable("LUA_INIT", "x = =").assert_same();
    Invocation::new(["-E", "main.lua"])
        .dir(&dir)
        .variable("LUA_INIT", "print('never')")
        .assert_same();
    let path = Invocation::new(["-e", "print(package.path) print(package.cpath)"]);
    path.clone()
        .variable("LUA_PATH", "here/?.lua;;")
        .variable("LUA_CPATH_5_4", ";;there/?.so")
        .assert_same();
    path.assert_same();
}

#[test]
fn exit_statuses_are_the_same() {
    for code in [
        "os.exit()",
        "os.exit(true)",
        "os.exit(false)",
        "os.exit(3)",
        "os.exit(0, true)",
        "os.exit(300)",
        "os.exit(-1)",
        "io.write('unfinished line') os.exit(2)",
        "local t <close> = setmetatable({}, { __close = function() print('closed') end }) os.exit(4, true)",
        "setmetatable({}, { __gc = function() print('collected') end })",
        "coroutine.wrap(function() os.exit(5) end)()",
    ] {
        assert_same_arguments(&["-e", code]);
    }
}

#[test]
fn errors_of_every_type_are_reported() {
    for value in [
        "'text'",
        "'text', 0",
        "'text', 2",
        "{}",
        "setmetatable({}, { __tostring = function() return 'from __tostring' end })",
        "setmetatable({}, { __tostring = function() return {} end })",
        "setmetatable({}, { __name = 'Name' })",
        "nil",
        "",
        "42",
        "4.5",
        "true",
        "print",
        "io.stdout",
        "coroutine.create(print)",
    ] {
        assert_same_program("error_values", &format!("io.write('partial ')\nerror({value})"));
    }
}

#[test]
fn a_runtime_error_has_a_traceback() {
    assert_same_program(
        "traceback",
        "local Object = {}\n\
         function Object.method(self, value) return value.field.deeper end\n\
         local function run(f, ...) local result = f(...) return result end\n\
         function global(x) run(Object.method, {}, x) return 1 end\n\
         local t = setmetatable({}, { __index = function(t, k) global({}) return 2 end })\n\
         print(pcall(error, 'caught'))\n\
         table.sort({ 3, 2, 1 }, function(a, b) return t.missing end)\n",
    );
}

#[test]
fn a_long_traceback_leaves_out_its_middle() {
    assert_same_program(
        "long",
        "local function f(n) if n == 0 then error('deep') end f(n - 1) return 1 end f(50)",
    );
    assert_same_program(
        "tail",
        "local function f(n) if n == 0 then error('tail') end return f(n - 1) end f(50)",
    );
}

#[test]
fn an_unreadable_file_is_reported() {
    let dir = folder("unreadable", &[]);
    fs::create_dir_all(dir.join("folder")).expect("the folder for temporary files can be written");
    for name in ["absent.lua", "folder", "absent/file.lua"] {
        Invocation::new([name]).dir(&dir).assert_same();
    }
    Invocation::new(["-e", "print(loadfile('absent.lua')) print(io.open('absent.lua'))"])
        .dir(&dir)
        .assert_same();
    Invocation::new(["-e", "dofile('absent.lua')"])
        .dir(&dir)
        .assert_same();
}

#[test]
fn a_syntax_error_is_reported() {
    for program in [
        "x = ",
        "for i = 1 do end",
        "print('unfinished",
        "goto nowhere",
        "x = 5 5",
        "break",
        "local x <const> = 1; x = 2",
        "\x1bLua",
    ] {
        assert_same_program("syntax", &format!("print('never')\n{program}\n"));
    }
    assert_same_program("binary", "\x1bLuaQ and nothing else");
}

#[test]
fn endless_recursion_is_an_error() {
    assert_same_program("recursion", "local function f() return 1 + f() end\nprint(f())");
    assert_same_program(
        "recursion_caught",
        "local function f() return 1 + f() end\nprint(pcall(f))",
    );
    assert_same_program(
        "recursion_index",
        "local t = {} setmetatable(t, { __index = function(t, k) return t[k] end })\nprint(t.x)",
    );
    assert_same_program(
        "recursion_chain",
        "local t = {} t.__index = t setmetatable(t, t)\nprint(t.x)",
    );
    assert_same_program(
        "recursion_native",
        "local function f(s) return s:gsub('.', f) end\nprint(f('x'))",
    );
    assert_same_program(
        "recursion_coroutine",
        "local function f() return coroutine.wrap(f)() end\nf()",
    );
    assert_same_program(
        "recursion_pcall",
        "local function f() return pcall(f) end\nlocal r = table.pack(f()) print(r.n, r[r.n])",
    );
    assert_same_program(
        "recursion_handler",
        "print(xpcall(error, function(m) error(m) end, 'x'))",
    );
}

#[test]
fn a_huge_string_is_made_or_refused() {
    assert_same_program(
        "huge_made",
        "local s = string.rep('moon', 25 * 1024 * 1024) print(#s, s:sub(-4))",
    );
    assert_same_program("huge_separator", "print(#string.rep('x', 10000000, ', '))");
    assert_same_program(
        "huge_refused",
        "print(pcall(string.rep, 'x', 1 << 62)) string.rep('abc', 1 << 62)",
    );
}

#[test]
fn deep_nesting_is_an_error() {
    let nested = |open: &str, middle: &str, close: &str, depth: usize| {
        format!("x = {}{middle}{}", open.repeat(depth), close.repeat(depth))
    };
    for depth in [150, 190, 195, 196, 197, 198, 199, 200, 201, 100_000] {
        assert_same_program("parentheses", &nested("(", "1", ")", depth));
        assert_same_program("constructors", &nested("{", "", "}", depth));
        assert_same_program("negations", &nested("- ", "1", "", depth));
        assert_same_program("concatenations", &nested("'' .. ", "''", "", depth));
        assert_same_program("functions", &nested("function() return ", "1", " end", depth));
        assert_same_program(
            "blocks",
            &format!("{}{}", "do ".repeat(depth), "end ".repeat(depth)),
        );
    }
}

#[test]
fn output_before_an_error_is_written() {
    assert_same_program(
        "partial",
        "io.write('one', 2, ' ') io.stdout:write('three') print() io.stderr:write('e ') error('end')",
    );
    assert_same_program(
        "buffered",
        "io.stdout:setvbuf('full') io.write(('x'):rep(100000)) error('end')",
    );
}

#[test]
fn warnings_are_off_until_asked_for() {
    assert_same_arguments(&[
        "-e",
        "warn('unheard') warn('@on') warn('a', 'b') warn('@off') warn('c')",
    ]);
    assert_same_arguments(&["-W", "-e", "warn('heard')"]);
    assert_same_arguments(&[
        "-W",
        "-e",
        "setmetatable({}, { __gc = function() error('in gc') end }) collectgarbage()",
    ]);
}

#[test]
fn a_program_reads_its_input() {
    let dir = folder(
        "input",
        &[(
            "read.lua",
            "for line in io.lines() do print(#line, line) end print(io.read('a') == '', io.read())",
        )],
    );
    for input in [
        "one\ntwo\n",
        "no newline at the end",
        "",
        "\n\n",
        "nul \0 inside\r\n",
    ] {
        Invocation::new(["read.lua"]).dir(&dir).input(input).assert_same();
    }
    let program = "print(io.read('n', 'n', 'l', 'L', 4, 0, 'a'))";
    Invocation::new(["-e", program])
        .input("12 0x1p4 rest\nnext line\nfour and all")
        .assert_same();
}

/// What is left of a dialogue without prompts and without the echo that a line editor may add.
fn answers(outcome: &Outcome, input: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(&outcome.stdout).into_owned();
    let without_prompts = text.lines().map(|line| {
        let mut line = line;
        while let Some(rest) = line.strip_prefix("> ").or_else(|| line.strip_prefix(">> ")) {
            line = rest;
        }
        line.to_owned()
    });
    let names_itself = |line: &str| line.starts_with("Lua 5.4.8") || line.starts_with("Moonquakes");
    without_prompts
        .filter(|line| !line.is_empty() && !names_itself(line) && input.lines().all(|typed| typed != line))
        .collect()
}

#[test]
fn a_dialogue_gives_the_same_answers() {
    let dir = folder("dialogue", &[("script.lua", "loaded = 'by script'")]);
    let dialogues = [
        (
            &["-i"][..],
            "1 + 1, 'two'\n= 3 * 5\nlocal x = 5\nx\nfor i = 1, 2 do\nprint('round', i)\nend\n",
        ),
        (
            &["-i"],
            "x = = 1\nerror('oops')\nerror({})\nnil\ntype(print)\n(\n'several lines'\n)\nif\n",
        ),
        (&["-i"], "_PROMPT = '> '\nfunction f()\nreturn 'f'\nend\nf()\n"),
        (&["-i", "script.lua"], "loaded .. '!'\narg[0]\n"),
        (&["-i", "-e", "y = 7"], "y * 6\nos.exit(3)\n"),
        (
            &["-i"],
            "setmetatable({}, { __tostring = function() error('in tostring') end })\n'still here'\n",
        ),
    ];
    for (arguments, input) in dialogues {
        let invocation = Invocation::new(arguments.iter().copied()).dir(&dir).input(input);
        let ours = invocation.run(mq()).expect("mq starts");
        let theirs = invocation.run(reference()).expect("the reference starts");
        assert_eq!(
            answers(&ours, input),
            answers(&theirs, input),
            "answers to {input:?}"
        );
        let errors = |outcome: &Outcome| String::from_utf8_lossy(&outcome.stderr).into_owned();
        assert_eq!(errors(&ours), errors(&theirs), "errors of {input:?}");
        assert_eq!(ours.status, theirs.status, "exit status of {input:?}");
    }
}
