//! Chooses the form of the interpreter's dispatch (see `src/interpreter/dispatch.rs`).

fn main() {
    println!("cargo::rustc-check-cfg=cfg(tail_calls)");
    println!("cargo::rerun-if-changed=build.rs");
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    // Only an optimised build on a machine with enough registers for arguments makes all last calls jumps.
    let optimised = matches!(variable("OPT_LEVEL").as_str(), "2" | "3");
    let known_machine = matches!(variable("CARGO_CFG_TARGET_ARCH").as_str(), "x86_64" | "aarch64");
    // Windows passes only four arguments in registers.
    let enough_registers = variable("CARGO_CFG_TARGET_OS") != "windows";
    if optimised && known_machine && enough_registers && variable("CARGO_CFG_MIRI").is_empty() {
        println!("cargo::rustc-cfg=tail_calls");
    }
}
