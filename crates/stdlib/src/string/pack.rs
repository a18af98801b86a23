//! `pack`, `packsize` and `unpack` (manual, §6.4.2). Sizes and alignments are those of C on the platform of the
//! reference: 64-bit `long` and `size_t`, 32-bit `int`.

use super::start_position;
use moonquakes_runtime::{Buffer, LuaResult, State, Throw};

/// The largest integer that can be packed.
const MAX_INTEGER_SIZE: usize = 16;
const INTEGER_SIZE: usize = 8;
const NATIVE_ALIGNMENT: usize = 8;
/// The largest total size, that of a C int.
const MAX_SIZE: usize = i32::MAX as usize;

/// What an item of a format stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Signed,
    Unsigned,
    Float,
    Double,
    /// A string of fixed size.
    Char,
    /// A string after its length.
    String,
    /// A string before a NUL.
    ZeroTerminated,
    Padding,
    /// Padding up to the alignment of the item that follows.
    Align,
    Nothing,
}

/// One item with its size, and the padding that it needs before it.
struct Detail {
    item: Item,
    size: usize,
    padding: usize,
}

/// A format being read.
struct Format<'a> {
    rest: &'a [u8],
    little: bool,
    max_alignment: usize,
}

impl<'a> Format<'a> {
    fn new(format: &'a [u8]) -> Self {
        // As for C strings, the format ends with the first NUL.
        let end = format.iter().position(|&c| c == 0).unwrap_or(format.len());
        Format {
            rest: &format[..end],
            little: cfg!(target_endian = "little"),
            max_alignment: 1,
        }
    }

    fn number(&mut self) -> Option<usize> {
        if !self.rest.first().is_some_and(u8::is_ascii_digit) {
            return None;
        }
        const LIMIT: usize = (i32::MAX as usize - 9) / 10;
        let mut n = 0;
        while let Some(digit) = self.rest.first().filter(|c| c.is_ascii_digit() && n <= LIMIT) {
            n = n * 10 + (digit - b'0') as usize;
            self.rest = &self.rest[1..];
        }
        Some(n)
    }

    /// The size of an integer, in bytes.
    fn integer_size(&mut self, state: &mut State, default: usize) -> LuaResult<usize> {
        let size = self.number().unwrap_or(default);
        if size == 0 || size > MAX_INTEGER_SIZE {
            return Err(state.error_str(format_args!(
                "integral size ({size}) out of limits [1,{MAX_INTEGER_SIZE}]"
            )));
        }
        Ok(size)
    }

    /// The next option and its size. There is one.
    fn option(&mut self, state: &mut State) -> LuaResult<(Item, usize)> {
        let option = self.rest[0];
        self.rest = &self.rest[1..];
        Ok(match option {
            b'b' => (Item::Signed, 1),
            b'B' => (Item::Unsigned, 1),
            b'h' => (Item::Signed, 2),
            b'H' => (Item::Unsigned, 2),
            b'l' | b'j' => (Item::Signed, 8),
            b'L' | b'J' | b'T' => (Item::Unsigned, 8),
            b'f' => (Item::Float, 4),
            b'n' | b'd' => (Item::Double, 8),
            b'i' => (Item::Signed, self.integer_size(state, 4)?),
            b'I' => (Item::Unsigned, self.integer_size(state, 4)?),
            b's' => (Item::String, self.integer_size(state, 8)?),
            b'c' => match self.number() {
                Some(size) => (Item::Char, size),
                None => return Err(state.error_str("missing size for format option 'c'")),
            },
            b'z' => (Item::ZeroTerminated, 0),
            b'x' => (Item::Padding, 1),
            b'X' => (Item::Align, 0),
            b' ' => (Item::Nothing, 0),
            b'<' => {
                self.little = true;
                (Item::Nothing, 0)
            }
            b'>' => {
                self.little = false;
                (Item::Nothing, 0)
            }
            b'=' => {
                self.little = cfg!(target_endian = "little");
                (Item::Nothing, 0)
            }
            b'!' => {
                self.max_alignment = self.integer_size(state, NATIVE_ALIGNMENT)?;
                (Item::Nothing, 0)
            }
            other => {
                let mut message = b"invalid format option '".to_vec();
                message.extend([other, b'\'']);
                return Err(state.error_bytes(&message));
            }
        })
    }

    /// The next item at offset `total`; `None` at the end of the format.
    fn next(&mut self, state: &mut State, total: usize) -> LuaResult<Option<Detail>> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (item, size) = self.option(state)?;
        let mut alignment = size;
        if item == Item::Align {
            let following = if self.rest.is_empty() {
                None
            } else {
                Some(self.option(state)?)
            };
            alignment = match following {
                Some((item, size)) if item != Item::Char && size != 0 => size,
                _ => return Err(state.arg_error(1, "invalid next option for option 'X'")),
            };
        }
        let mut padding = 0;
        if alignment > 1 && item != Item::Char {
            let alignment = alignment.min(self.max_alignment);
            if !alignment.is_power_of_two() {
                return Err(state.arg_error(1, "format asks for alignment not power of 2"));
            }
            padding = total.wrapping_neg() & (alignment - 1);
        }
        Ok(Some(Detail { item, size, padding }))
    }
}

/// Adds the `size` low bytes of `n`, sign-extended when it is negative.
#[inline]
fn add_integer(out: &mut Buffer<'_>, n: i64, little: bool, size: usize, signed: bool) -> LuaResult {
    let fill = if signed && n < 0 { 0xff } else { 0 };
    let mut bytes = [fill; MAX_INTEGER_SIZE];
    bytes[..INTEGER_SIZE].copy_from_slice(&n.to_le_bytes());
    add_ordered(out, &mut bytes[..size], little)
}

/// Adds little-endian bytes in the order asked for.
#[inline]
fn add_ordered(out: &mut Buffer<'_>, bytes: &mut [u8], little: bool) -> LuaResult {
    if !little {
        bytes.reverse();
    }
    out.add_bytes(bytes)
}

pub(super) fn pack(state: &mut State) -> LuaResult<u32> {
    state.check_bytes(1)?;
    // As in the reference, the first missing argument is nil in messages.
    state.push_nil()?;
    state.with_bytes([1], |state, [text]| {
        let mut out = state.buffer();
        add_packed(&mut out, Format::new(text))?;
        out.push_result()?;
        Ok(1)
    })
}

fn add_packed(out: &mut Buffer<'_>, mut format: Format<'_>) -> LuaResult {
    let mut arg = 1;
    loop {
        let offset = out.len();
        let state = out.state();
        let Some(Detail { item, size, padding }) = format.next(state, offset)? else {
            return Ok(());
        };
        if matches!(item, Item::Padding | Item::Align | Item::Nothing) {
            out.add_repeated(0, padding + size)?;
            continue;
        }
        arg += 1;
        match item {
            Item::Signed => {
                let n = state.check_integer(arg)?;
                if size < INTEGER_SIZE {
                    let limit = 1i64 << (size * 8 - 1);
                    state.arg_check((-limit..limit).contains(&n), arg, "integer overflow")?;
                }
                out.add_repeated(0, padding)?;
                add_integer(out, n, format.little, size, true)?;
            }
            Item::Unsigned => {
                let n = state.check_integer(arg)?;
                if size < INTEGER_SIZE {
                    state.arg_check((n as u64) < 1 << (size * 8), arg, "unsigned overflow")?;
                }
                out.add_repeated(0, padding)?;
                add_integer(out, n, format.little, size, false)?;
            }
            Item::Float => {
                let x = state.check_number(arg)? as f32;
                out.add_repeated(0, padding)?;
                add_ordered(out, &mut x.to_le_bytes(), format.little)?;
            }
            Item::Double => {
                let x = state.check_number(arg)?;
                out.add_repeated(0, padding)?;
                add_ordered(out, &mut x.to_le_bytes(), format.little)?;
            }
            Item::Char => out.with_bytes([arg], |out, [text]| {
                let state = out.state();
                state.arg_check(text.len() <= size, arg, "string longer than given size")?;
                out.add_bytes(text)?;
                out.add_repeated(0, size - text.len())
            })?,
            Item::String => out.with_bytes([arg], |out, [text]| {
                let state = out.state();
                let fits = size >= INTEGER_SIZE || (text.len() as u64) < 1 << (size * 8);
                state.arg_check(fits, arg, "string length does not fit in given size")?;
                out.add_repeated(0, padding)?;
                add_integer(out, text.len() as i64, format.little, size, false)?;
                out.add_bytes(text)
            })?,
            _ => out.with_bytes([arg], |out, [text]| {
                let state = out.state();
                state.arg_check(!text.contains(&0), arg, "string contains zeros")?;
                out.add_bytes(text)?;
                out.add_byte(0)
            })?,
        }
    }
}

pub(super) fn packsize(state: &mut State) -> LuaResult<u32> {
    let total = state.with_bytes([1], |state, [text]| {
        let mut format = Format::new(text);
        let mut total = 0usize;
        while let Some(Detail { item, size, padding }) = format.next(state, total)? {
            let fixed = !matches!(item, Item::String | Item::ZeroTerminated);
            state.arg_check(fixed, 1, "variable-length format")?;
            let size = size + padding;
            let fits = size <= MAX_SIZE && total <= MAX_SIZE - size;
            state.arg_check(fits, 1, "format result too large")?;
            total += size;
        }
        Ok(total)
    })?;
    state.push_integer(total as i64)?;
    Ok(1)
}

/// The integer in `bytes`; `None` if it does not fit into 64 bits.
#[inline]
fn read_integer(bytes: &[u8], little: bool, signed: bool) -> Option<i64> {
    let size = bytes.len();
    let fold = |n: u64, byte: &u8| n << 8 | u64::from(*byte);
    // Where there are more bytes than fit, those that are cut off must not matter.
    let (low, high) = if little {
        let (low, high) = bytes.split_at(size.min(INTEGER_SIZE));
        (low.iter().rev().fold(0, fold), high)
    } else {
        let (high, low) = bytes.split_at(size.saturating_sub(INTEGER_SIZE));
        (low.iter().fold(0, fold), high)
    };
    if size < INTEGER_SIZE {
        let unused = 64 - 8 * size as u32;
        let n = (low << unused) as i64;
        return Some(if signed { n >> unused } else { low as i64 });
    }
    let fill = if signed && (low as i64) < 0 { 0xff } else { 0 };
    high.iter().all(|&byte| byte == fill).then_some(low as i64)
}

fn check_integer_fits(state: &mut State, n: Option<i64>, size: usize) -> Result<i64, Throw> {
    n.ok_or_else(|| state.error_str(format_args!("{size}-byte integer does not fit into Lua Integer")))
}

pub(super) fn unpack(state: &mut State) -> LuaResult<u32> {
    state.check_bytes(1)?;
    let length = state.check_bytes(2)?.len();
    let position = start_position(state.opt_integer(3, 1)?, length) - 1;
    state.arg_check(position <= length, 3, "initial position out of string")?;
    state.with_bytes([1, 2], |state, [format, data]| {
        unpack_at(state, Format::new(format), data, position)
    })
}

fn unpack_at(state: &mut State, format: Format<'_>, data: &[u8], position: usize) -> LuaResult<u32> {
    let (mut format, mut position) = (format, position);
    let mut count = 0;
    while let Some(Detail { item, size, padding }) = format.next(state, position)? {
        let available = data.len() - position;
        state.arg_check(padding + size <= available, 2, "data string too short")?;
        position += padding;
        let field = &data[position..position + size];
        position += size;
        if matches!(item, Item::Padding | Item::Align | Item::Nothing) {
            continue;
        }
        state.ensure_stack(2, "too many results")?;
        count += 1;
        match item {
            Item::Signed | Item::Unsigned => {
                let n = read_integer(field, format.little, item == Item::Signed);
                let n = check_integer_fits(state, n, size)?;
                state.push_integer(n)?;
            }
            Item::Float | Item::Double => {
                let bits = read_integer(field, format.little, false).unwrap_or(0);
                state.push_number(match item {
                    Item::Float => f32::from_bits(bits as u32) as f64,
                    _ => f64::from_bits(bits as u64),
                })?;
            }
            Item::Char => state.push_bytes(field)?,
            Item::String => {
                let n = read_integer(field, format.little, false);
                let n = check_integer_fits(state, n, size)? as u64;
                state.arg_check(n <= (data.len() - position) as u64, 2, "data string too short")?;
                state.push_bytes(&data[position..position + n as usize])?;
                position += n as usize;
            }
            _ => {
                let end = data[position..].iter().position(|&c| c == 0);
                let Some(end) = end else {
                    return Err(state.arg_error(2, "unfinished string for format 'z'"));
                };
                state.push_bytes(&data[position..position + end])?;
                position += end + 1;
            }
        }
    }
    state.push_integer(position as i64 + 1)?;
    Ok(count + 1)
}
