//! Building strings piece by piece.

use super::State;
use super::access::Anchors;
use crate::heap;
use crate::number::{self, format::Specification};
use crate::string;
use crate::throw::LuaResult;
use core::fmt::{self, Write};
use core::mem::MaybeUninit;
use core::ops::Range;
use core::ptr::null_mut;
use core::slice;

/// A string being built. It belongs to the state that it was made for and lends it out again; nothing is on the
/// stack until [`push_result`](Buffer::push_result).
///
/// A short one needs no memory but its own; that of a longer one is the state's and counts for the collector and for
/// limits.
///
/// ```
/// # use moonquakes_runtime::{LuaResult, State};
/// fn stars(state: &mut State) -> LuaResult<u32> {
///     let n = state.check_integer(1)?;
///     let mut buffer = state.buffer();
///     for _ in 0..n {
///         buffer.add_byte(b'*')?;
///     }
///     buffer.push_result()?;
///     Ok(1)
/// }
/// # let state = &mut *State::new();
/// # state.push_function(stars).unwrap();
/// # state.push_integer(3).unwrap();
/// # state.call(1, 1).unwrap();
/// # assert_eq!(state.bytes_at(-1), Some(&b"***"[..]));
/// ```
pub struct Buffer<'a> {
    state: &'a mut State,
    /// A block of the heap; null as long as the bytes are in `short`.
    block: *mut u8,
    len: usize,
    capacity: usize,
    short: MaybeUninit<[u8; SHORT]>,
}

/// How much a buffer holds by itself.
const SHORT: usize = 512;

impl State {
    /// A new, empty buffer. `[-0, +0, -]`
    #[inline]
    pub fn buffer(&mut self) -> Buffer<'_> {
        Buffer {
            state: self,
            block: null_mut(),
            len: 0,
            capacity: SHORT,
            short: MaybeUninit::uninit(),
        }
    }

    /// A new buffer with room for `n` bytes. `[-0, +0, m]`
    pub fn buffer_with_size(&mut self, n: usize) -> LuaResult<Buffer<'_>> {
        let mut buffer = self.buffer();
        if n > SHORT {
            buffer.reallocate(n)?;
        }
        Ok(buffer)
    }

    /// Pushes `subject` with every occurrence of `pattern`, taken literally, replaced. `[-0, +1, m]`
    pub fn gsub(&mut self, subject: &[u8], pattern: &[u8], replacement: &[u8]) -> LuaResult {
        let mut buffer = self.buffer();
        buffer.add_gsub(subject, pattern, replacement)?;
        buffer.push_result()
    }
}

impl Buffer<'_> {
    /// The state, to be used while the string is being built.
    #[inline]
    pub fn state(&mut self) -> &mut State {
        self.state
    }

    /// Where the bytes are.
    #[inline(always)]
    fn start(&self) -> *const u8 {
        if self.block.is_null() {
            self.short.as_ptr().cast()
        } else {
            self.block
        }
    }

    /// Where the bytes are, to write there.
    #[inline(always)]
    fn start_mut(&mut self) -> *mut u8 {
        if self.block.is_null() {
            self.short.as_mut_ptr().cast()
        } else {
            self.block
        }
    }

    /// What is in the buffer.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: the first `len` bytes are written.
        unsafe { slice::from_raw_parts(self.start(), self.len) }
    }

    /// What is in the buffer.
    #[inline]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as for `bytes`.
        unsafe { slice::from_raw_parts_mut(self.start_mut(), self.len) }
    }

    /// How many bytes are in the buffer.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nothing in the buffer.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Keeps the first `len` bytes, or all if there are not so many.
    #[inline]
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Makes room for `n` more bytes. `[-0, +0, m]`
    #[inline]
    pub fn reserve(&mut self, n: usize) -> LuaResult {
        if self.capacity - self.len < n {
            self.grow(n)
        } else {
            Ok(())
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, n: usize) -> LuaResult {
        match self.len.checked_add(n) {
            Some(needed) => self.reallocate(needed.max(self.capacity.saturating_mul(2))),
            None => Err(self.state.error_memory()),
        }
    }

    fn reallocate(&mut self, capacity: usize) -> LuaResult {
        let l = self.state.thread();
        // SAFETY: a block came from there; everything in use is on a stack or anchored. The new block has room.
        unsafe {
            if self.block.is_null() {
                let block: *mut u8 = heap::reallocate(l, null_mut(), 0, capacity)?;
                block.copy_from_nonoverlapping(self.short.as_ptr().cast(), self.len);
                self.block = block;
            } else {
                self.block = heap::reallocate(l, self.block, self.capacity, capacity)?;
            }
        }
        self.capacity = capacity;
        Ok(())
    }

    /// Adds a byte. `[-0, +0, m]`
    #[inline]
    pub fn add_byte(&mut self, byte: u8) -> LuaResult {
        self.reserve(1)?;
        // SAFETY: there is room.
        unsafe { self.start_mut().add(self.len).write(byte) };
        self.len += 1;
        Ok(())
    }

    /// Adds bytes. `[-0, +0, m]`
    #[inline]
    pub fn add_bytes(&mut self, bytes: &[u8]) -> LuaResult {
        if bytes.is_empty() {
            return Ok(());
        }
        self.reserve(bytes.len())?;
        // SAFETY: there is room, and nobody else has a view of it.
        unsafe {
            self.start_mut()
                .add(self.len)
                .copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        }
        self.len += bytes.len();
        Ok(())
    }

    /// Adds text. `[-0, +0, m]`
    #[inline]
    pub fn add_str(&mut self, text: &str) -> LuaResult {
        self.add_bytes(text.as_bytes())
    }

    /// Adds formatted text. `[-0, +0, m]`
    pub fn add_fmt(&mut self, text: fmt::Arguments<'_>) -> LuaResult {
        if let Some(text) = text.as_str() {
            return self.add_str(text);
        }
        let mut writer = FmtWriter {
            buffer: self,
            failure: Ok(()),
        };
        let written = writer.write_fmt(text);
        writer.failure?;
        match written {
            Ok(()) => Ok(()),
            Err(_) => Err(self
                .state
                .error_str("a formatting trait implementation returned an error")),
        }
    }

    /// Pops a string or a number and adds it. `[-1, +0, m]`
    pub fn add_value(&mut self) -> LuaResult {
        let v = self.state.check_string(-1)?;
        // SAFETY: a string on the stack; its bytes do not move, and growing the buffer does not pop it.
        let bytes = unsafe { string::bytes(v.as_string()) };
        self.add_bytes(bytes)?;
        self.state.pop(1);
        Ok(())
    }

    /// Lends the bytes of several strings, as [`State::with_bytes`] does, while the buffer is used. `[-0, +0, v]`
    #[inline]
    pub fn with_bytes<const N: usize, R>(
        &mut self,
        indices: [i32; N],
        f: impl FnOnce(&mut Self, [&[u8]; N]) -> LuaResult<R>,
    ) -> LuaResult<R> {
        let strings = self.state.check_strings(indices)?;
        let _anchors = Anchors::new(self.state, &strings);
        // SAFETY: fact 5: anchored until after the call.
        f(self, strings.map(|v| unsafe { string::bytes(v.as_string()) }))
    }

    /// Adds a byte `n` times. `[-0, +0, m]`
    #[inline]
    pub fn add_repeated(&mut self, byte: u8, n: usize) -> LuaResult {
        if n == 0 {
            return Ok(());
        }
        self.reserve(n)?;
        // SAFETY: there is room.
        unsafe { self.start_mut().add(self.len).write_bytes(byte, n) };
        self.len += n;
        Ok(())
    }

    /// Adds a float by a conversion of C's `printf`, one of `aAeEfFgG`. `[-0, +0, m]`
    pub fn add_float(&mut self, conversion: u8, spec: &Specification, x: f64) -> LuaResult {
        self.add_bytes(&number::format::format_float(conversion, spec, x))
    }

    /// Adds `subject` with every occurrence of `pattern`, taken literally, replaced. `[-0, +0, m]`
    pub fn add_gsub(&mut self, subject: &[u8], pattern: &[u8], replacement: &[u8]) -> LuaResult {
        let mut rest = subject;
        if !pattern.is_empty() {
            while let Some(at) = rest.windows(pattern.len()).position(|window| window == pattern) {
                self.add_bytes(&rest[..at])?;
                self.add_bytes(replacement)?;
                rest = &rest[at + pattern.len()..];
            }
        }
        self.add_bytes(rest)
    }

    /// Adds `n` bytes for `fill` to write, which are 0 at first. `[-0, +0, m]`
    pub fn add_with(&mut self, n: usize, fill: impl FnOnce(&mut [u8])) -> LuaResult {
        self.reserve(n)?;
        if n == 0 {
            return Ok(());
        }
        // SAFETY: there is room.
        let added = unsafe {
            let start = self.start_mut().add(self.len);
            start.write_bytes(0, n);
            slice::from_raw_parts_mut(start, n)
        };
        fill(added);
        self.len += n;
        Ok(())
    }

    /// Adds a copy of what is in the buffer within `range`, as far as it is there. `[-0, +0, m]`
    pub fn add_within(&mut self, range: Range<usize>) -> LuaResult {
        let end = range.end.min(self.len);
        let n = end.saturating_sub(range.start);
        if n == 0 {
            return Ok(());
        }
        self.reserve(n)?;
        // SAFETY: the source is written, and there is room behind it all.
        unsafe {
            let start = self.start_mut();
            start
                .add(self.len)
                .copy_from_nonoverlapping(start.add(range.start), n);
        }
        self.len += n;
        Ok(())
    }

    /// Pushes the string. `[-0, +1, m]`
    #[inline]
    pub fn push_result(self) -> LuaResult {
        // SAFETY: as for `bytes`; they stay where they are until `self` is dropped, and the state has no way to them.
        let bytes = unsafe { slice::from_raw_parts(self.start(), self.len) };
        self.state.push_bytes(bytes)
    }
}

impl Drop for Buffer<'_> {
    #[inline]
    fn drop(&mut self) {
        if !self.block.is_null() {
            // SAFETY: a block of the state's heap, of this size.
            unsafe { heap::free((*self.state.thread()).global, self.block, self.capacity) };
        }
    }
}

/// Lets formatting write to a buffer; keeps the error that stopped it.
struct FmtWriter<'a, 'b> {
    buffer: &'a mut Buffer<'b>,
    failure: LuaResult,
}

impl fmt::Write for FmtWriter<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.failure = self.buffer.add_str(text);
        self.failure.map_err(|_| fmt::Error)
    }
}
