//! How fast source text becomes a tree, and a function: all files of the official test suite.

#![allow(missing_docs, reason = "criterion's macros define undocumented items")]

use std::fs;
use std::hint::black_box;

use bumpalo::Bump;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use moonquakes_compiler::Workspace;
use moonquakes_lua_tests::{lua_files, suite_dir};
use moonquakes_syntax::{Interner, parse};

/// As many as a call from the outside leaves.
const LEVELS: u32 = 200;

fn sources() -> Vec<Vec<u8>> {
    let read = |path| fs::read(path).expect("the suite can be read");
    let mut sources: Vec<Vec<u8>> = lua_files(suite_dir()).iter().map(read).collect();
    for source in &mut sources {
        // As `lua` does: a first line with `#` is for the shell.
        if source.starts_with(b"#") {
            let end = source
                .iter()
                .position(|&byte| byte == b'\n')
                .unwrap_or(source.len());
            source.drain(..end);
        }
    }
    sources
}

fn front_end(criterion: &mut Criterion) {
    let sources = sources();
    let mut group = criterion.benchmark_group("official suite");
    group.throughput(Throughput::Bytes(
        sources.iter().map(|source| source.len() as u64).sum(),
    ));
    group.bench_function("parse", |bencher| {
        let mut arena = Bump::new();
        let mut strings = Interner::new();
        bencher.iter(|| {
            for source in &sources {
                arena.reset();
                strings.clear();
                black_box(parse(source, LEVELS, &arena, &mut strings).is_ok());
            }
        });
    });
    group.bench_function("parse and compile", |bencher| {
        let mut workspace = Workspace::default();
        bencher.iter(|| {
            for source in &sources {
                black_box(workspace.compile(source, b"=suite", LEVELS).is_ok());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, front_end);
criterion_main!(benches);
