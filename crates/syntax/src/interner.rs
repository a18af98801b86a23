//! Every distinct name and short string constant of a chunk gets one small number.
//!
//! Reserved words occupy the first ids, so that "is this name reserved?" is one comparison; other names that mean
//! something to the language follow. Strings of up to 16
//! bytes are compared as two words that overlap in the middle; longer ones byte by byte. Hashes are seeded, so that no
//! source can be made of names that collide.

use std::hash::{BuildHasher, RandomState};

/// The number of a name or string constant in its [`Interner`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct StringId(pub u32);

/// The reserved words; a word's place is its id.
pub const RESERVED_WORDS: [&str; 22] = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
    "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
];

/// The empty string, and names that are not reserved but mean something to the language: their ids follow.
const KNOWN_NAMES: [&str; 5] = ["", "_ENV", "self", "const", "close"];

const FIRST_KNOWN: u32 = RESERVED_WORDS.len() as u32;
pub(crate) const BREAK: StringId = StringId(1);
pub(crate) const ENV: StringId = StringId(FIRST_KNOWN + 1);
pub(crate) const SELF: StringId = StringId(FIRST_KNOWN + 2);
pub(crate) const CONST: StringId = StringId(FIRST_KNOWN + 3);
pub(crate) const CLOSE: StringId = StringId(FIRST_KNOWN + 4);

/// Longer strings are stored each time they occur: comparing them costs more than a copy.
const MAX_SHORT_LENGTH: usize = 40;

/// Ids ride in 28 bits of a token.
const MAX_ID: u32 = (1 << 28) - 1;

#[derive(Clone, Copy)]
struct Entry {
    /// The whole string as two words (see `words`), unless it is longer than 16 bytes.
    words: (u64, u64),
    offset: u32,
    length: u32,
}

/// The strings and the long numerals of a chunk.
pub struct Interner {
    /// Open addressing: `hash << 32 | id + 1`, or 0 for a free slot.
    table: Vec<u64>,
    /// The table with only the known names in it.
    first_table: Box<[u64]>,
    mask: usize,
    used: usize,
    entries: Vec<Entry>,
    bytes: Vec<u8>,
    numerals: Vec<u64>,
    seed: u64,
    full: bool,
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
const LENGTH_SEED: u64 = 0xE703_7ED1_A0B4_28DB;

#[inline(always)]
fn read8(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(word)
}

#[inline(always)]
fn read4(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(word) as u64
}

#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = (a as u128).wrapping_mul(b as u128);
    (product as u64) ^ ((product >> 64) as u64)
}

#[inline(always)]
fn finish(hash: u64) -> u32 {
    hash as u32 ^ (hash >> 32) as u32
}

/// Together with the length these words identify a string of at most 16 bytes.
#[inline(always)]
fn words(string: &[u8]) -> (u64, u64) {
    let length = string.len();
    if length >= 8 {
        (read8(string, 0), read8(string, length - 8))
    } else if length >= 4 {
        (read4(string, 0), read4(string, length - 4))
    } else if length > 0 {
        let middle = string[length >> 1] as u64;
        (
            string[0] as u64 | middle << 8 | (string[length - 1] as u64) << 16,
            0,
        )
    } else {
        (0, 0)
    }
}

fn hash_long(string: &[u8], seed: u64) -> u32 {
    let length = string.len();
    let mut hash = length as u64 ^ seed;
    let mut at = 0;
    while at + 8 < length {
        hash = Interner::mix(hash, read8(string, at));
        at += 8;
    }
    finish(Interner::mix(hash, read8(string, length - 8)))
}

impl Interner {
    /// An interner that knows the reserved words and what else means something to the language.
    pub fn new() -> Self {
        const FIRST_SIZE: usize = 256;
        let mut interner = Interner {
            table: vec![0; FIRST_SIZE],
            first_table: Box::default(),
            mask: FIRST_SIZE - 1,
            used: 0,
            entries: Vec::with_capacity(256),
            bytes: Vec::with_capacity(4096),
            numerals: Vec::new(),
            seed: RandomState::new().hash_one(LENGTH_SEED),
            full: false,
        };
        for name in RESERVED_WORDS.iter().chain(&KNOWN_NAMES) {
            interner.intern(name.as_bytes());
        }
        interner.first_table = interner.table.as_slice().into();
        interner
    }

    /// Forgets all but the known names.
    pub fn clear(&mut self) {
        let known = RESERVED_WORDS.len() + KNOWN_NAMES.len();
        self.table.clear();
        self.table.extend_from_slice(&self.first_table);
        self.mask = self.first_table.len() - 1;
        self.used = known;
        let end = self.entries[known - 1];
        self.entries.truncate(known);
        self.bytes.truncate((end.offset + end.length) as usize);
        self.numerals.clear();
        self.full = false;
    }

    /// What hashes depend on, different in each interner.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// A step of hashing.
    #[inline]
    pub fn mix(hash: u64, word: u64) -> u64 {
        fold(hash ^ word, MULTIPLIER)
    }

    /// Stands for strings that found no room; the chunk is refused at its end (see [`Interner::is_full`]).
    const NO_ROOM: StringId = StringId(FIRST_KNOWN);

    /// How many ids are in use.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Never: the reserved words are always there.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a string or numeral came that ids can no longer number.
    pub(crate) fn is_full(&self) -> bool {
        self.full
    }

    /// The bytes of a string.
    #[inline]
    pub fn get(&self, id: StringId) -> &[u8] {
        let entry = self.entries[id.0 as usize];
        &self.bytes[entry.offset as usize..][..entry.length as usize]
    }

    /// The bits of a numeral that does not fit into its token: of an `i64` or of an `f64`.
    #[inline]
    pub fn numeral(&self, index: u32) -> u64 {
        self.numerals[index as usize]
    }

    /// Keeps the bits of a numeral.
    #[inline]
    pub(crate) fn add_numeral(&mut self, bits: u64) -> u32 {
        if self.numerals.len() as u64 > MAX_ID as u64 {
            self.full = true;
            return 0;
        }
        self.numerals.push(bits);
        self.numerals.len() as u32 - 1
    }

    /// The id of a name: the same for the same bytes.
    #[inline]
    pub fn intern(&mut self, string: &[u8]) -> StringId {
        if string.len() > 16 {
            return self.intern_long(string);
        }
        let words = words(string);
        let length = (string.len() as u64) << 32 ^ LENGTH_SEED;
        let hash = finish(fold(
            words.0 ^ self.seed,
            words.1 ^ length ^ self.seed.rotate_left(32),
        ));
        let mut slot = hash as usize & self.mask;
        loop {
            let found = self.table[slot];
            if found == 0 {
                return self.insert(string, hash, slot, words);
            }
            if (found >> 32) as u32 == hash {
                let id = found as u32 - 1;
                let entry = &self.entries[id as usize];
                if entry.words == words && entry.length as usize == string.len() {
                    return StringId(id);
                }
            }
            slot = (slot + 1) & self.mask;
        }
    }

    #[inline(never)]
    fn intern_long(&mut self, string: &[u8]) -> StringId {
        let hash = hash_long(string, self.seed);
        let mut slot = hash as usize & self.mask;
        loop {
            let found = self.table[slot];
            if found == 0 {
                return self.insert(string, hash, slot, (0, 0));
            }
            if (found >> 32) as u32 == hash {
                let id = StringId(found as u32 - 1);
                if self.get(id) == string {
                    return id;
                }
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The id of a string constant; a long one gets a new id each time.
    #[inline]
    pub fn intern_constant(&mut self, string: &[u8]) -> StringId {
        if string.len() <= MAX_SHORT_LENGTH {
            self.intern(string)
        } else {
            self.add(string, (0, 0)).unwrap_or(Self::NO_ROOM)
        }
    }

    fn add(&mut self, string: &[u8], words: (u64, u64)) -> Option<StringId> {
        let offset = u32::try_from(self.bytes.len());
        let length = u32::try_from(string.len());
        let (Ok(offset), Ok(length), true) = (offset, length, self.entries.len() <= MAX_ID as usize) else {
            self.full = true;
            return None;
        };
        let id = self.entries.len() as u32;
        self.entries.push(Entry {
            words,
            offset,
            length,
        });
        self.bytes.extend_from_slice(string);
        Some(StringId(id))
    }

    #[cold]
    #[inline(never)]
    fn insert(&mut self, string: &[u8], hash: u32, slot: usize, words: (u64, u64)) -> StringId {
        let Some(id) = self.add(string, words) else {
            return Self::NO_ROOM;
        };
        self.table[slot] = (hash as u64) << 32 | (id.0 as u64 + 1);
        self.used += 1;
        if self.used * 2 > self.table.len() {
            self.grow();
        }
        id
    }

    fn grow(&mut self) {
        let size = self.table.len() * 4;
        let old = std::mem::replace(&mut self.table, vec![0; size]);
        self.mask = size - 1;
        for entry in old.into_iter().filter(|entry| *entry != 0) {
            let mut slot = (entry >> 32) as usize & self.mask;
            while self.table[slot] != 0 {
                slot = (slot + 1) & self.mask;
            }
            self.table[slot] = entry;
        }
    }
}

impl Default for Interner {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_bytes_same_id() {
        let mut interner = Interner::new();
        let strings: Vec<Vec<u8>> = (0..3000usize)
            .map(|n| vec![b'a' + (n % 26) as u8; n % 40 + n / 1000])
            .collect();
        for string in &strings {
            let id = interner.intern(string);
            assert_eq!(interner.intern(string), id);
            assert_eq!(interner.get(id), string);
        }
    }

    #[test]
    fn cleared_is_as_new() {
        let mut interner = Interner::new();
        for n in 0..1000 {
            interner.intern(format!("name{n}").as_bytes());
        }
        interner.clear();
        assert_eq!(interner.len(), Interner::new().len());
        assert_eq!(interner.intern(b"while"), StringId(21));
        let first = interner.intern(b"name0");
        assert_eq!(first.0 as usize, Interner::new().len());
        assert_eq!(interner.get(first), b"name0");
    }

    #[test]
    fn reserved_words_come_first() {
        let mut interner = Interner::new();
        assert_eq!(interner.intern(b"and"), StringId(0));
        assert_eq!(interner.intern(b"while"), StringId(21));
        assert_eq!(interner.intern(b"break"), BREAK);
        assert_eq!(interner.intern(b"_ENV"), ENV);
        assert_eq!(interner.intern(b"close"), CLOSE);
        assert!(interner.intern(b"whiles").0 > 21);
    }
}
