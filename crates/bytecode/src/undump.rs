//! Reading binary chunks.
//!
//! The input is not trusted. Lists grow as their items are read, functions nest at most [`MAX_NESTING`] deep, and what
//! the code means is for [`verify`](crate::verify()) to check.

use std::fmt;

use thiserror::Error;

use crate::chunk::{CHECK_FLOAT, CHECK_INTEGER, DATA, FORMAT, SIGNATURE, SIZES, VERSION, tag};
use crate::instruction::Instruction;
use crate::proto::{AbsLineInfo, Constant, LocalVar, Proto, UpvalueDesc};

/// How deep functions may nest in a chunk: as deep as the compiler lets them.
pub const MAX_NESTING: u32 = 200;

/// What is wrong with a chunk.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadChunk {
    /// The bytes end too early.
    #[error("truncated chunk")]
    Truncated,
    /// The signature is missing.
    #[error("not a binary chunk")]
    NotBinary,
    /// It is for another version of Lua.
    #[error("version mismatch")]
    Version,
    /// It is in an unofficial format.
    #[error("format mismatch")]
    Format,
    /// Its bytes were changed on the way.
    #[error("corrupted chunk")]
    Corrupted,
    /// A basic type has another size.
    #[error("{0} size mismatch")]
    Size(&'static str),
    /// Integers look different.
    #[error("integer format mismatch")]
    Integer,
    /// Floats look different.
    #[error("float format mismatch")]
    Float,
    /// A count is too large.
    #[error("integer overflow")]
    Overflow,
    /// A constant string is missing.
    #[error("bad format for constant string")]
    ConstantString,
    /// A constant is of no known type.
    #[error("bad type of constant")]
    ConstantType,
    /// The main function has another number of upvalues than announced.
    #[error("upvalue count mismatch")]
    UpvalueCount,
    /// Functions nest too deeply.
    #[error("functions nested too deeply")]
    Nesting,
}

/// A chunk that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndumpError {
    chunk_name: Box<[u8]>,
    reason: BadChunk,
}

impl UndumpError {
    /// What is wrong.
    pub fn reason(&self) -> BadChunk {
        self.reason
    }

    /// The reference's message, in the bytes of the chunk's name.
    pub fn message(&self) -> Vec<u8> {
        message(&self.chunk_name, &self.reason)
    }
}

impl fmt::Display for UndumpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.message()))
    }
}

impl std::error::Error for UndumpError {}

/// The message for a chunk of that name which is bad because of `reason`.
pub(crate) fn message(chunk_name: &[u8], reason: &dyn fmt::Display) -> Vec<u8> {
    let shown = match chunk_name {
        [b'@' | b'=', rest @ ..] => rest,
        [first, ..] if *first == SIGNATURE[0] => b"binary string",
        whole => whole,
    };
    let shown = shown.split(|&byte| byte == 0).next().unwrap_or_default();
    let mut message = shown.to_vec();
    message.extend_from_slice(format!(": bad binary format ({reason})").as_bytes());
    message
}

/// Reads a binary chunk, whose strings stay where they are. Bytes after its end are ignored.
pub fn undump<'c>(chunk: &'c [u8], chunk_name: &[u8]) -> Result<Proto<'c>, UndumpError> {
    let mut reader = Reader { rest: chunk };
    reader.chunk().map_err(|reason| UndumpError {
        chunk_name: chunk_name.into(),
        reason,
    })
}

/// Bytes that are taken for a list before its first item is read, whatever length it claims.
const MAX_ROOM: usize = 1 << 16;

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn block(&mut self, len: usize) -> Result<&'a [u8], BadChunk> {
        let (block, rest) = self.rest.split_at_checked(len).ok_or(BadChunk::Truncated)?;
        self.rest = rest;
        Ok(block)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], BadChunk> {
        let (block, rest) = self.rest.split_first_chunk().ok_or(BadChunk::Truncated)?;
        self.rest = rest;
        Ok(*block)
    }

    fn byte(&mut self) -> Result<u8, BadChunk> {
        self.array().map(|[byte]| byte)
    }

    fn unsigned(&mut self, limit: u64) -> Result<u64, BadChunk> {
        let mut value = 0;
        loop {
            let byte = self.byte()?;
            if value >= limit >> 7 {
                return Err(BadChunk::Overflow);
            }
            value = value << 7 | u64::from(byte & 0x7F);
            if byte & 0x80 != 0 {
                return Ok(value);
            }
        }
    }

    fn int(&mut self) -> Result<u32, BadChunk> {
        self.unsigned(i32::MAX as u64).map(|value| value as u32)
    }

    /// A list of items that take at least `min_size` bytes each.
    fn list<T>(
        &mut self,
        min_size: usize,
        mut item: impl FnMut(&mut Self) -> Result<T, BadChunk>,
    ) -> Result<Vec<T>, BadChunk> {
        let count = self.int()? as usize;
        if count > self.rest.len() / min_size {
            return Err(BadChunk::Truncated);
        }
        let mut list = Vec::with_capacity(count.min(MAX_ROOM / size_of::<T>()));
        for _ in 0..count {
            list.push(item(self)?);
        }
        Ok(list)
    }

    fn string(&mut self) -> Result<Option<&'a [u8]>, BadChunk> {
        let Some(len) = self.unsigned(u64::MAX)?.checked_sub(1) else {
            return Ok(None);
        };
        let len = usize::try_from(len).map_err(|_| BadChunk::Truncated)?;
        self.block(len).map(Some)
    }

    fn literal(&mut self, expected: &[u8], otherwise: BadChunk) -> Result<(), BadChunk> {
        if self.block(expected.len())? == expected {
            Ok(())
        } else {
            Err(otherwise)
        }
    }

    fn header(&mut self) -> Result<(), BadChunk> {
        self.literal(SIGNATURE, BadChunk::NotBinary)?;
        self.literal(&[VERSION], BadChunk::Version)?;
        self.literal(&[FORMAT], BadChunk::Format)?;
        self.literal(DATA, BadChunk::Corrupted)?;
        for (size, name) in SIZES {
            self.literal(&[size], BadChunk::Size(name))?;
        }
        self.literal(&CHECK_INTEGER.to_ne_bytes(), BadChunk::Integer)?;
        self.literal(&CHECK_FLOAT.to_ne_bytes(), BadChunk::Float)
    }

    fn chunk(&mut self) -> Result<Proto<'a>, BadChunk> {
        self.header()?;
        let upvalues = self.byte()?;
        let main = self.function(MAX_NESTING)?;
        if main.upvalues.len() == upvalues.into() {
            Ok(main)
        } else {
            Err(BadChunk::UpvalueCount)
        }
    }

    /// `levels` is how many more functions may nest, this one included.
    fn function(&mut self, levels: u32) -> Result<Proto<'a>, BadChunk> {
        let levels = levels.checked_sub(1).ok_or(BadChunk::Nesting)?;
        let mut proto = Proto {
            source: self.string()?,
            line_defined: self.int()?,
            last_line_defined: self.int()?,
            num_params: self.byte()?,
            is_vararg: self.byte()? != 0,
            max_stack_size: self.byte()?,
            code: self.code()?,
            constants: self.list(1, Self::constant)?,
            upvalues: self.list(3, Self::upvalue)?,
            protos: self.list(MIN_FUNCTION_SIZE, |r| r.function(levels))?,
            line_info: self.line_info()?,
            abs_line_info: self.list(2, |r| {
                Ok(AbsLineInfo {
                    pc: r.int()?,
                    line: r.int()?,
                })
            })?,
            local_vars: self.list(3, Self::local_var)?,
        };
        if self.int()? != 0 {
            for upvalue in &mut proto.upvalues {
                upvalue.name = self.string()?;
            }
        }
        Ok(proto)
    }

    fn code(&mut self) -> Result<Vec<Instruction>, BadChunk> {
        let count = self.int()? as usize;
        let words = self.block(count.saturating_mul(4))?.as_chunks().0;
        Ok(words
            .iter()
            .map(|&word| Instruction(u32::from_ne_bytes(word)))
            .collect())
    }

    fn line_info(&mut self) -> Result<Vec<i8>, BadChunk> {
        let count = self.int()? as usize;
        Ok(self.block(count)?.iter().map(|&byte| byte as i8).collect())
    }

    fn constant(&mut self) -> Result<Constant<'a>, BadChunk> {
        Ok(match self.byte()? {
            tag::NIL => Constant::Nil,
            tag::FALSE => Constant::False,
            tag::TRUE => Constant::True,
            tag::INTEGER => Constant::Integer(i64::from_ne_bytes(self.array()?)),
            tag::FLOAT => Constant::Float(f64::from_ne_bytes(self.array()?)),
            tag::SHORT_STRING | tag::LONG_STRING => {
                Constant::String(self.string()?.ok_or(BadChunk::ConstantString)?)
            }
            _ => return Err(BadChunk::ConstantType),
        })
    }

    fn upvalue(&mut self) -> Result<UpvalueDesc<'a>, BadChunk> {
        let [in_stack, index, kind] = self.array()?;
        Ok(UpvalueDesc {
            name: None,
            in_stack: in_stack != 0,
            index,
            kind,
        })
    }

    fn local_var(&mut self) -> Result<LocalVar<'a>, BadChunk> {
        Ok(LocalVar {
            name: self.string()?,
            start_pc: self.int()?,
            end_pc: self.int()?,
        })
    }
}

/// A function takes at least a byte for each of its fields.
const MIN_FUNCTION_SIZE: usize = 14;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::dump;

    fn minimal() -> Proto<'static> {
        Proto {
            source: Some(b"@x"),
            max_stack_size: 2,
            code: vec![Instruction(0x0001_0046)],
            upvalues: vec![UpvalueDesc {
                name: Some(b"_ENV"),
                in_stack: true,
                index: 0,
                kind: 0,
            }],
            ..Proto::default()
        }
    }

    fn reason(chunk: &[u8]) -> BadChunk {
        undump(chunk, b"=x").unwrap_err().reason()
    }

    #[test]
    fn every_prefix_is_truncated() {
        let chunk = dump(&minimal(), false);
        for len in 0..chunk.len() {
            assert_eq!(reason(&chunk[..len]), BadChunk::Truncated, "{len}");
        }
        assert_eq!(undump(&chunk, b"").unwrap(), minimal());
    }

    #[test]
    fn headers_are_checked_field_by_field() {
        let chunk = dump(&minimal(), false);
        let expected = [
            (0, BadChunk::NotBinary),
            (4, BadChunk::Version),
            (5, BadChunk::Format),
            (6, BadChunk::Corrupted),
            (12, BadChunk::Size("Instruction")),
            (13, BadChunk::Size("lua_Integer")),
            (14, BadChunk::Size("lua_Number")),
            (15, BadChunk::Integer),
            (23, BadChunk::Float),
            (31, BadChunk::UpvalueCount),
        ];
        for (position, reason_there) in expected {
            let mut broken = chunk.clone();
            broken[position] ^= 1;
            assert_eq!(reason(&broken), reason_there);
        }
    }

    #[test]
    fn messages_name_the_chunk_as_the_reference_does() {
        let text = |name: &[u8]| undump(b"", name).unwrap_err().to_string();
        assert_eq!(text(b"@a.lua"), "a.lua: bad binary format (truncated chunk)");
        assert_eq!(text(b"=stdin"), "stdin: bad binary format (truncated chunk)");
        assert_eq!(
            text(b"\x1bLua"),
            "binary string: bad binary format (truncated chunk)"
        );
        assert_eq!(text(b"code\0more"), "code: bad binary format (truncated chunk)");
        assert_eq!(text(b""), ": bad binary format (truncated chunk)");
    }

    #[test]
    fn sizes_in_groups_of_seven_bits() {
        let read = |bytes: &[u8]| Reader { rest: bytes }.int();
        assert_eq!(read(&[0x80]), Ok(0));
        assert_eq!(read(&[0x01, 0x80]), Ok(128));
        assert_eq!(read(&[0x07, 0x7F, 0x7F, 0x7E, 0xFF]), Ok(i32::MAX as u32 - 128));
        assert_eq!(read(&[0x07, 0x7F, 0x7F, 0x7F, 0xFF]), Err(BadChunk::Overflow));
        assert_eq!(read(&[0x7F; 12]), Err(BadChunk::Overflow));
    }

    #[test]
    fn huge_counts_fail_without_memory() {
        let mut chunk = dump(&Proto::default(), true)[..32].to_vec();
        chunk.extend([0x80, 0x80, 0x80, 0, 0, 2, 0x07, 0x7F, 0x7F, 0x7E, 0xFF]);
        assert_eq!(reason(&chunk), BadChunk::Truncated);
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let mut proto = Proto::default();
        for _ in 1..MAX_NESTING {
            proto = Proto {
                protos: vec![proto],
                ..Proto::default()
            };
        }
        assert_eq!(undump(&dump(&proto, true), b"").unwrap(), proto);
        proto = Proto {
            protos: vec![proto],
            ..Proto::default()
        };
        assert_eq!(reason(&dump(&proto, true)), BadChunk::Nesting);
    }

    #[test]
    fn sources_are_written_once() {
        let nested = minimal();
        let proto = Proto {
            protos: vec![nested],
            ..minimal()
        };
        let chunk = dump(&proto, false);
        let read = undump(&chunk, b"").unwrap();
        assert_eq!(read.source, Some(&b"@x"[..]));
        assert_eq!(read.protos[0].source, None);
    }
}
