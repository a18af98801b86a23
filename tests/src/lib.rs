//! Tests that see Moonquakes from outside: the command line, embedding, whole programs.

/// The README, whose code has to run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
