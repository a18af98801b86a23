//! Strings: up to 40 bytes interned, so that equality is that of pointers; longer ones compared by content and
//! hashed when first used as a key. Both are followed by a NUL that does not count.

use crate::global::Global;
use crate::heap::{self, GcHeader};
use crate::limits;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::tag;
use hashbrown::HashTable;

/// The longest string that is interned.
pub(crate) const MAX_SHORT: usize = 40;

/// A string object. The bytes follow the header: at once for a short one, after a length word for a long one.
#[repr(C)]
pub(crate) struct LuaString {
    pub header: GcHeader,
    /// Long strings: whether `hash` has been computed.
    pub hashed: u8,
    /// Length of a short string.
    pub short_len: u8,
    pub hash: u32,
}

/// A long string: the common head, then the length, then the bytes.
#[repr(C)]
pub(crate) struct LongString {
    pub head: LuaString,
    pub len: usize,
}

/// Size of a short string's object.
pub(crate) const fn short_size(len: usize) -> usize {
    size_of::<LuaString>() + len + 1
}
/// Size of a long string's object.
pub(crate) const fn long_size(len: usize) -> usize {
    size_of::<LongString>() + len + 1
}
#[inline(always)]
unsafe fn is_short(s: *const LuaString) -> bool {
    (*s).header.tag == tag::SHORT_STRING
}

/// Number of bytes.
#[inline(always)]
pub(crate) unsafe fn len(s: *const LuaString) -> usize {
    if is_short(s) {
        (*s).short_len as usize
    } else {
        (*s.cast::<LongString>()).len
    }
}

/// The first byte, for writing into a string that nobody else has seen yet.
#[inline(always)]
pub(crate) unsafe fn bytes_ptr_mut(s: *mut LuaString) -> *mut u8 {
    let head = if is_short(s) {
        size_of::<LuaString>()
    } else {
        size_of::<LongString>()
    };
    s.cast::<u8>().add(head)
}

/// The bytes. They stay as long as the string is reachable, whatever lifetime the caller gives them.
#[inline(always)]
pub(crate) unsafe fn bytes<'a>(s: *const LuaString) -> &'a [u8] {
    core::slice::from_raw_parts(bytes_ptr_mut(s.cast_mut()), len(s))
}

/// The bytes of a short string.
#[inline(always)]
unsafe fn short_bytes<'a>(s: *const LuaString) -> &'a [u8] {
    debug_assert!(is_short(s));
    let start = s.cast::<u8>().add(size_of::<LuaString>());
    core::slice::from_raw_parts(start, (*s).short_len as usize)
}

/// Equality by content.
pub(crate) unsafe fn equal(a: *const LuaString, b: *const LuaString) -> bool {
    if core::ptr::eq(a, b) {
        return true;
    }
    !is_short(a) && !is_short(b) && bytes(a) == bytes(b)
}

/// The hash of a string that may be long.
pub(crate) unsafe fn hash_of(s: *mut LuaString) -> u32 {
    if !is_short(s) && (*s).hashed == 0 {
        // The seed waits in the field.
        (*s).hash = hash(bytes(s), (*s).hash);
        (*s).hashed = 1;
    }
    (*s).hash
}

/// Eight bytes at a time, each folded in by a wide multiplication (after wyhash, Wang Yi). The last eight may overlap
/// those before; the length tells texts apart that this makes alike.
#[inline]
fn hash(bytes: &[u8], seed: u32) -> u32 {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let fold = |a: u64, b: u64| {
        let product = a as u128 * b as u128;
        product as u64 ^ (product >> 64) as u64
    };
    let mut state = seed as u64 ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let last = match bytes.last_chunk() {
        Some(last) => {
            let (words, _) = bytes[..bytes.len() - 1].as_chunks();
            for word in words {
                state = fold(state ^ u64::from_le_bytes(*word), MULTIPLIER);
            }
            u64::from_le_bytes(*last)
        }
        None => word(bytes),
    };
    state = fold(state ^ last ^ 0xE703_7ED1_A0B4_28DB, MULTIPLIER);
    (state ^ state >> 32) as u32
}

/// Up to seven bytes as a word that no others of that number give.
#[inline(always)]
fn word(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            (u32::from_le_bytes(*first) as u64) << 32 | u32::from_le_bytes(*last) as u64
        }
        _ => bytes.iter().fold(0, |word, &byte| word << 8 | byte as u64),
    }
}

/// Whether two texts of one length, mostly short ones, are the same.
#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    let (Some(last_a), Some(last_b)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) else {
        return word(a) == word(b);
    };
    let ((words_a, _), (words_b, _)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    last_a == last_b && core::iter::zip(words_a, words_b).all(|(a, b)| a == b)
}

/// A hash for the table of strings, which looks at the highest bits as well as the lowest.
const fn spread(hash: u32) -> u64 {
    (hash as u64) << 32 | hash as u64
}

/// A string with the given bytes: the interned one if it is short. It is not reachable yet.
#[inline]
pub(crate) unsafe fn new(l: *mut Thread, bytes: &[u8]) -> LuaResult<*mut LuaString> {
    if bytes.len() <= MAX_SHORT {
        intern(l, bytes)
    } else {
        new_long(l, bytes)
    }
}

/// Places for the strings of [`cached`].
const CACHE_SIZE: usize = 64;

/// Strings that native code has asked for by the texts of its own, found by the address of the text.
pub(crate) struct Cache([*mut LuaString; CACHE_SIZE]);

impl Cache {
    pub(crate) const EMPTY: Cache = Cache([core::ptr::null_mut(); CACHE_SIZE]);

    /// Drops what the collector is about to free; comes when all that is reachable is marked.
    pub(crate) unsafe fn clear_dead(&mut self) {
        for s in &mut self.0 {
            if !s.is_null() && (*(*s)).header.marked & heap::mark_bits::WHITES != 0 {
                *s = core::ptr::null_mut();
            }
        }
    }
}

/// [`new`] for a text that is likely to come again from the same address, as literals do.
#[inline]
pub(crate) unsafe fn cached(l: *mut Thread, text: &[u8]) -> LuaResult<*mut LuaString> {
    let address = text.as_ptr().addr();
    let place = (address ^ address >> 6) % CACHE_SIZE;
    let s = (&(*(*l).global).cache.0)[place];
    if !s.is_null() && (*s).short_len as usize == text.len() && same(short_bytes(s), text) {
        return Ok(s);
    }
    let s = new(l, text)?;
    if is_short(s) {
        (&mut (*(*l).global).cache.0)[place] = s;
    }
    Ok(s)
}

unsafe fn new_long(l: *mut Thread, bytes: &[u8]) -> LuaResult<*mut LuaString> {
    let s = new_long_uninit(l, bytes.len())?;
    bytes_ptr_mut(s).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
    Ok(s)
}

/// A long string (of more than [`MAX_SHORT`] bytes) whose bytes the caller fills in.
pub(crate) unsafe fn new_long_uninit(l: *mut Thread, len: usize) -> LuaResult<*mut LuaString> {
    limits::note((*l).global, limits::cost_of_bytes(len).into());
    let s = heap::allocate(l, long_size(len), tag::LONG_STRING)?.cast::<LuaString>();
    (*s).hashed = 0;
    (*s).short_len = u8::MAX;
    (*s).hash = (*(*l).global).seed;
    (*s.cast::<LongString>()).len = len;
    *bytes_ptr_mut(s).add(len) = 0;
    Ok(s)
}

unsafe fn intern(l: *mut Thread, text: &[u8]) -> LuaResult<*mut LuaString> {
    let g = (*l).global;
    let hash = hash(text, (*g).seed);
    let found = (*g).strings.find(spread(hash), |&s| {
        (*s).hash == hash && (*s).short_len as usize == text.len() && same(short_bytes(s), text)
    });
    if let Some(&s) = found {
        // It may be garbage that is not swept yet.
        heap::resurrect(g, s.cast());
        return Ok(s);
    }
    if (*g).strings.len() == (*g).strings.capacity() {
        grow_interner(l)?;
    }
    let s = heap::allocate(l, short_size(text.len()), tag::SHORT_STRING)?.cast::<LuaString>();
    (*s).hashed = 1;
    (*s).short_len = text.len() as u8;
    (*s).hash = hash;
    let start = bytes_ptr_mut(s);
    start.copy_from_nonoverlapping(text.as_ptr(), text.len());
    *start.add(text.len()) = 0;
    (*g).strings
        .insert_unique(spread(hash), s, |&s| spread((*s).hash));
    Ok(s)
}

/// Takes a short string that is about to be freed out of the table.
pub(crate) unsafe fn remove(g: *mut Global, s: *mut LuaString) {
    if let Ok(entry) = (*g)
        .strings
        .find_entry(spread((*s).hash), |&other| core::ptr::eq(other, s))
    {
        entry.remove();
    }
}

/// Makes room in the table for one more string.
#[cold]
#[inline(never)]
unsafe fn grow_interner(l: *mut Thread) -> LuaResult {
    if try_grow_interner((*l).global) {
        return Ok(());
    }
    heap::collect_in_emergency(l);
    if try_grow_interner((*l).global) {
        Ok(())
    } else {
        Err(heap::memory_error(l))
    }
}

unsafe fn try_grow_interner(g: *mut Global) -> bool {
    let strings = &mut (*g).strings;
    let before = strings.allocation_size();
    if !heap::has_room(g, before) {
        return false;
    }
    let grown = strings.try_reserve(1, |&s| spread((*s).hash)).is_ok();
    heap::recount(g, before, strings.allocation_size());
    grown
}

/// Halves the table if less than a quarter of it is in use.
pub(crate) unsafe fn shrink_interner(g: *mut Global) {
    const MIN_CAPACITY: usize = 128;
    let strings = &mut (*g).strings;
    let capacity = strings.capacity();
    if capacity <= MIN_CAPACITY || strings.len() >= capacity / 4 {
        return;
    }
    let mut smaller = HashTable::new();
    let hash = |&s: &*mut LuaString| spread((*s).hash);
    if smaller.try_reserve(capacity / 2, hash).is_err() {
        return;
    }
    for s in strings.drain() {
        smaller.insert_unique(hash(&s), s, hash);
    }
    heap::recount(g, strings.allocation_size(), smaller.allocation_size());
    *strings = smaller;
}

/// Frees the table, when the strings in it are about to be freed too.
pub(crate) unsafe fn free_interner(g: *mut Global) {
    let strings = core::mem::take(&mut (*g).strings);
    heap::recount(g, strings.allocation_size(), 0);
}
