//! The official test suite as a whole, through its `all.lua`, in both modes: what users have runs all of it.

use std::sync::{Mutex, PoisonError};

use moonquakes_lua_tests::release_mq;
use moonquakes_lua_tests::suite::{Mode, WHOLE, run_suite_file};

/// One at a time: the suite measures time, and sends signals to processes that it has just started.
static ALONE: Mutex<()> = Mutex::new(());

fn assert_passes(mode: Mode) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let run = run_suite_file(release_mq(), mode, WHOLE).expect("the suite can be copied and mq starts");
    if let Some(error) = run.error {
        let stderr = String::from_utf8_lossy(&run.outcome.stderr);
        panic!("{} mode, {error}\n{stderr}", mode.name());
    }
}

#[test]
fn user_mode() {
    assert_passes(Mode::User);
}

#[test]
fn full_mode() {
    assert_passes(Mode::Full);
}
