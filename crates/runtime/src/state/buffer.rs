//! Building strings piece by piece.

use super::State;
use crate::heap;
use crate::throw::LuaResult;
use core::fmt::{self, Write};
use core::ops::Range;
use core::ptr::{NonNull, null_mut};
use core::slice;

/// A string being built. It belongs to the state that it was made for and lends it out again; nothing is on the
/// stack until [`push_result`](Buffer::push_result).
///
/// Its memory is the state's: it counts for the collector and for limits.
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
    /// A block of the heap; null while `capacity` is 0.
    block: *mut u8,
    len: usize,
    capacity: usize,
}

impl State {
    /// A new, empty buffer. `[-0, +0, -]`
    #[inline]
    pub fn buffer(&mut self) -> Buffer<'_> {
        Buffer {
            state: self,
            block: null_mut(),
            len: 0,
            capacity: 0,
        }
    }

    /// A new buffer with room for `n` bytes. `[-0, +0, m]`
    pub fn buffer_with_size(&mut self, n: usize) -> LuaResult<Buffer<'_>> {
        let mut buffer = self.buffer();
        if n > 0 {
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

    /// What is in the buffer.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        if self.block.is_null() {
            return &[];
        }
        // SAFETY: the block is the buffer's own, and its first `len` bytes are written.
        unsafe { slice::from_raw_parts(self.block, self.len) }
    }

    /// What is in the buffer.
    #[inline]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        if self.block.is_null() {
            return &mut [];
        }
        // SAFETY: as for `bytes`.
        unsafe { slice::from_raw_parts_mut(self.block, self.len) }
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
        const SMALLEST: usize = 64;
        match self.len.checked_add(n) {
            Some(needed) => self.reallocate(needed.max(self.capacity.saturating_mul(2)).max(SMALLEST)),
            None => Err(self.state.error_memory()),
        }
    }

    fn reallocate(&mut self, capacity: usize) -> LuaResult {
        // SAFETY: the block came from there; everything in use is on a stack or anchored.
        self.block = unsafe { heap::reallocate(self.state.thread(), self.block, self.capacity, capacity)? };
        self.capacity = capacity;
        Ok(())
    }

    /// Adds a byte. `[-0, +0, m]`
    #[inline]
    pub fn add_byte(&mut self, byte: u8) -> LuaResult {
        self.reserve(1)?;
        // SAFETY: there is room.
        unsafe { self.block.add(self.len).write(byte) };
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
            self.block
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
        let bytes = unsafe { crate::string::bytes(v.as_string()) };
        self.add_bytes(bytes)?;
        self.state.pop(1);
        Ok(())
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
            let start = self.block.add(self.len);
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
            self.block
                .add(self.len)
                .copy_from_nonoverlapping(self.block.add(range.start), n);
        }
        self.len += n;
        Ok(())
    }

    /// Pushes the string. `[-0, +1, m]`
    #[inline]
    pub fn push_result(self) -> LuaResult {
        let (block, len) = (NonNull::new(self.block).unwrap_or(NonNull::dangling()), self.len);
        // SAFETY: as for `bytes`; the block is freed when `self` is dropped.
        let bytes = unsafe { slice::from_raw_parts(block.as_ptr(), len) };
        self.state.push_bytes(bytes)
    }
}

impl Drop for Buffer<'_> {
    #[inline]
    fn drop(&mut self) {
        if self.capacity > 0 {
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
