//! Chunks that the reference implementation made of `chunk.lua`, on a little-endian machine.
#![cfg(target_endian = "little")]

use moonquakes_bytecode::{Proto, dump, listing, undump, verify};

const CHUNK: &[u8] = include_bytes!("chunk.luac");
const STRIPPED: &[u8] = include_bytes!("chunk.stripped.luac");

fn read(chunk: &[u8]) -> Proto<'_> {
    undump(chunk, b"=test").unwrap()
}

fn text(chunk: &[u8], full: bool) -> String {
    let address = |proto: &Proto| 0x1000 + proto.line_defined as usize;
    String::from_utf8(listing(&read(chunk), full, &address)).unwrap()
}

#[test]
fn are_written_as_they_were_read() {
    assert!(dump(&read(CHUNK), false) == CHUNK);
    assert!(dump(&read(CHUNK), true) == STRIPPED);
    assert!(dump(&read(STRIPPED), true) == STRIPPED);
}

#[test]
fn are_fit_to_run() {
    verify(&read(CHUNK)).unwrap();
    verify(&read(STRIPPED)).unwrap();
}

#[test]
fn are_listed_as_the_reference_does() {
    insta::assert_snapshot!("listing", text(CHUNK, false));
    insta::assert_snapshot!("full_listing", text(CHUNK, true));
    insta::assert_snapshot!("stripped_listing", text(STRIPPED, true));
}

/// No byte of a chunk may be changed into one that makes any of our readers panic.
#[test]
fn broken_in_one_byte_fail_in_order() {
    for position in 0..CHUNK.len() {
        for change in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF] {
            let mut broken = CHUNK.to_vec();
            broken[position] ^= change;
            let Ok(proto) = undump(&broken, b"=test") else {
                continue;
            };
            let _verdict = verify(&proto);
            listing(&proto, true, &|_| 0);
            assert!(undump(&dump(&proto, false), b"=test").is_ok());
        }
    }
}
