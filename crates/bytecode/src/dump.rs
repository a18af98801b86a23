//! Writing binary chunks.

use crate::chunk::{CHECK_FLOAT, CHECK_INTEGER, DATA, FORMAT, MAX_SHORT_LEN, SIGNATURE, SIZES, VERSION, tag};
use crate::proto::{Constant, Proto};

/// The binary chunk of `proto`, byte for byte the reference's. `strip` leaves out what only debugging needs.
pub fn dump(proto: &Proto, strip: bool) -> Vec<u8> {
    let mut writer = Writer {
        out: Vec::new(),
        strip,
    };
    writer.header();
    writer.byte(proto.upvalues.len() as u8);
    writer.function(proto, None);
    writer.out
}

struct Writer {
    out: Vec<u8>,
    strip: bool,
}

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.out.push(byte);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn size(&mut self, size: usize) {
        let groups = (usize::BITS - (size | 1).leading_zeros()).div_ceil(7);
        for group in (1..groups).rev() {
            self.byte((size >> (7 * group)) as u8 & 0x7F);
        }
        self.byte(size as u8 & 0x7F | 0x80);
    }

    fn int(&mut self, value: u32) {
        self.size(value as usize);
    }

    fn string(&mut self, string: Option<&[u8]>) {
        let Some(bytes) = string else { return self.size(0) };
        self.size(bytes.len() + 1);
        self.bytes(bytes);
    }

    fn header(&mut self) {
        self.bytes(SIGNATURE);
        self.byte(VERSION);
        self.byte(FORMAT);
        self.bytes(DATA);
        for (size, _) in SIZES {
            self.byte(size);
        }
        self.bytes(&CHECK_INTEGER.to_ne_bytes());
        self.bytes(&CHECK_FLOAT.to_ne_bytes());
    }

    /// `enclosing` is the source of the function around this one, which need not be repeated.
    fn function(&mut self, proto: &Proto, enclosing: Option<&[u8]>) {
        let source = proto.source.or(enclosing);
        self.string(if self.strip || source == enclosing {
            None
        } else {
            source
        });
        self.int(proto.line_defined);
        self.int(proto.last_line_defined);
        self.byte(proto.num_params);
        self.byte(proto.is_vararg.into());
        self.byte(proto.max_stack_size);
        self.code(proto);
        self.constants(proto);
        self.upvalues(proto);
        self.size(proto.protos.len());
        for nested in &proto.protos {
            self.function(nested, source);
        }
        if self.strip {
            for _ in 0..4 {
                self.size(0);
            }
        } else {
            self.debug_info(proto);
        }
    }

    fn code(&mut self, proto: &Proto) {
        self.size(proto.code.len());
        for instruction in &proto.code {
            self.bytes(&instruction.0.to_ne_bytes());
        }
    }

    fn constants(&mut self, proto: &Proto) {
        self.size(proto.constants.len());
        for constant in &proto.constants {
            match constant {
                Constant::Nil => self.byte(tag::NIL),
                Constant::False => self.byte(tag::FALSE),
                Constant::True => self.byte(tag::TRUE),
                Constant::Integer(value) => {
                    self.byte(tag::INTEGER);
                    self.bytes(&value.to_ne_bytes());
                }
                Constant::Float(value) => {
                    self.byte(tag::FLOAT);
                    self.bytes(&value.to_ne_bytes());
                }
                Constant::String(bytes) => {
                    let short = bytes.len() <= MAX_SHORT_LEN;
                    self.byte(if short {
                        tag::SHORT_STRING
                    } else {
                        tag::LONG_STRING
                    });
                    self.string(Some(bytes));
                }
            }
        }
    }

    fn upvalues(&mut self, proto: &Proto) {
        self.size(proto.upvalues.len());
        for upvalue in &proto.upvalues {
            self.byte(upvalue.in_stack.into());
            self.byte(upvalue.index);
            self.byte(upvalue.kind);
        }
    }

    fn debug_info(&mut self, proto: &Proto) {
        self.size(proto.line_info.len());
        self.out
            .extend(proto.line_info.iter().map(|&difference| difference as u8));
        self.size(proto.abs_line_info.len());
        for info in &proto.abs_line_info {
            self.int(info.pc);
            self.int(info.line);
        }
        self.size(proto.local_vars.len());
        for var in &proto.local_vars {
            self.string(var.name);
            self.int(var.start_pc);
            self.int(var.end_pc);
        }
        self.size(proto.upvalues.len());
        for upvalue in &proto.upvalues {
            self.string(upvalue.name);
        }
    }
}
