//! The programs of `examples/` and `lua-tests/programs/` and the generated ones: same output, exit status and errors as under the reference.

use std::path::PathBuf;

use moonquakes_lua_tests::differential::Invocation;
use moonquakes_lua_tests::generated::{self, Generated};
use moonquakes_lua_tests::programs::{Program, differences, written};
use moonquakes_lua_tests::workspace;

fn examples() -> PathBuf {
    workspace().join("examples")
}

fn assert_all_same(dir: PathBuf, at_least: usize) {
    let programs = written(&dir);
    assert!(
        programs.len() >= at_least,
        "{} holds too few programs",
        dir.display()
    );
    assert_same(&programs);
}

fn assert_same(programs: &[Program]) {
    let mut report = String::new();
    for difference in differences(programs) {
        report += &format!("{}:\n{}", difference.name, difference.report);
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn examples_do_the_same_as_under_the_reference() {
    assert_all_same(examples(), 9);
}

#[test]
fn language_programs_do_the_same_as_under_the_reference() {
    assert_all_same(workspace().join("lua-tests/programs"), 320);
}

#[test]
fn generated_programs_do_the_same_as_under_the_reference() {
    let programs: Vec<_> = generated::programs().iter().map(Generated::program).collect();
    assert_same(&programs);
}

#[test]
fn a_script_in_another_folder_finds_its_data() {
    Invocation::new(["examples/json.lua"])
        .dir(workspace())
        .assert_same();
    Invocation::new(["examples/life.lua", "30"])
        .dir(workspace())
        .assert_same();
}

#[test]
fn a_missing_input_file_is_reported() {
    for script in ["wordcount.lua", "csv_report.lua", "json.lua", "markdown.lua"] {
        Invocation::new([script, "data/absent"])
            .dir(examples())
            .assert_same();
    }
    Invocation::new(["wordcount.lua", "data/absent", "data/voyage.txt", "data/notes.md"])
        .dir(examples())
        .assert_same();
}

#[test]
fn the_calculator_reads_standard_input() {
    let input = "x = 3\nx ^ 2 + 1\n2 *\n\n17 % 5 - sqrt(16)";
    Invocation::new(["calculator.lua", "-"])
        .dir(examples())
        .input(input)
        .assert_same();
}
