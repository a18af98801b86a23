//! The reference interpreter and the official test suite of Lua 5.4.8, fetched, verified and run.
//!
//! - [`reference()`] and [`suite_dir()`]: what was fetched, ready to use ([`fetch`] says from where);
//! - [`luajit()`]: another implementation, to measure beside;
//! - [`mq()`] and [`release_mq()`]: our own interpreter, built in the profile of the caller or for release;
//! - [`process`]: running either with input, a time limit and everything captured;
//! - [`suite`]: the official suite in both of its modes, file by file or as a whole;
//! - [`differential`]: one program under both, and where they differ;
//! - [`programs`]: many of them: those of a folder and those below it;
//! - [`generated`]: programs that nobody wrote.

#![forbid(unsafe_code)]

pub mod differential;
pub mod fetch;
pub mod generated;
mod locate;
mod luajit;
pub mod process;
pub mod programs;
pub mod suite;

pub use fetch::{reference, sources_dir, suite_dir};
pub use locate::{lua_files, lua_files_below, mq, release_mq, workspace};
pub use luajit::luajit;
