//! Listings of functions, in the format of the reference's `luac -l`.

use std::io::Write;

use crate::chunk::SIGNATURE;
use crate::event::EVENT_NAMES;
use crate::instruction::{Instruction, MAX_C};
use crate::opcode::OpCode;
use crate::proto::{Constant, Proto};

/// Lists the function and all nested in it, as `luac -l` does; if `full`, with constants, local
/// variables and upvalues, as `luac -l -l`. `address` is the number that stands for a function.
pub fn listing(proto: &Proto, full: bool, address: &dyn Fn(&Proto) -> usize) -> Vec<u8> {
    let mut lister = Lister {
        out: Vec::new(),
        full,
        address,
    };
    lister.function(proto, b"=?");
    lister.out
}

struct Lister<'a> {
    out: Vec<u8>,
    full: bool,
    address: &'a dyn Fn(&Proto) -> usize,
}

/// Appends formatted text. Writing to a vector cannot fail.
macro_rules! put {
    ($self:ident, $($arguments:tt)*) => {
        write!($self.out, $($arguments)*).expect("a vector takes all bytes")
    };
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl Lister<'_> {
    fn function(&mut self, proto: &Proto, enclosing: &[u8]) {
        let source = proto.source.unwrap_or(enclosing);
        self.header(proto, source);
        self.code(proto);
        if self.full {
            self.constants(proto);
            self.local_vars(proto);
            self.upvalues(proto);
        }
        for nested in &proto.protos {
            self.function(nested, source);
        }
    }

    fn header(&mut self, proto: &Proto, source: &[u8]) {
        let kind = if proto.line_defined == 0 {
            "main"
        } else {
            "function"
        };
        put!(self, "\n{kind} <");
        match source {
            [b'@' | b'=', name @ ..] => self.out.extend_from_slice(name),
            [first, ..] if *first == SIGNATURE[0] => put!(self, "(bstring)"),
            _ => put!(self, "(string)"),
        }
        put!(self, ":{},{}> (", proto.line_defined, proto.last_line_defined);
        self.count(proto.code.len(), "instruction");
        put!(self, " at {:#x})\n", (self.address)(proto));
        let more = if proto.is_vararg { "+" } else { "" };
        put!(
            self,
            "{}{more} param{}, ",
            proto.num_params,
            plural(proto.num_params.into())
        );
        self.count(proto.max_stack_size.into(), "slot");
        let lists = [
            (proto.upvalues.len(), "upvalue"),
            (proto.local_vars.len(), "local"),
            (proto.constants.len(), "constant"),
            (proto.protos.len(), "function"),
        ];
        for (count, thing) in lists {
            put!(self, ", ");
            self.count(count, thing);
        }
        put!(self, "\n");
    }

    fn count(&mut self, count: usize, thing: &str) {
        put!(self, "{count} {thing}{}", plural(count));
    }

    fn code(&mut self, proto: &Proto) {
        for (pc, &i) in proto.code.iter().enumerate() {
            match proto.line_at(pc).filter(|&line| line > 0) {
                Some(line) => put!(self, "\t{}\t[{line}]\t", pc + 1),
                None => put!(self, "\t{}\t[-]\t", pc + 1),
            }
            match i.opcode() {
                Some(op) => {
                    put!(self, "{:<9}\t", op.name());
                    self.operands(op, i);
                    self.comment(op, i, pc, proto);
                }
                None => put!(self, "{:<9}\t{:#010x}", "?", i.0),
            }
            put!(self, "\n");
        }
    }

    fn operands(&mut self, op: OpCode, i: Instruction) {
        use OpCode::*;
        let (a, b, c) = (i.a(), i.b(), i.c());
        let k = if i.k() { "k" } else { "" };
        let k_bit = u8::from(i.k());
        match op {
            LoadI | LoadF => put!(self, "{a} {}", i.sbx()),
            LoadK | ForLoop | ForPrep | TForPrep | TForLoop | Closure => put!(self, "{a} {}", i.bx()),
            LoadKX | LoadFalse | LFalseSkip | LoadTrue | Close | Tbc | Return1 | VarArgPrep => {
                put!(self, "{a}");
            }
            Move | LoadNil | GetUpval | SetUpval | Unm | BNot | Not | Len | Concat => put!(self, "{a} {b}"),
            TForCall | VarArg => put!(self, "{a} {c}"),
            SetTabUp | SetTable | SetI | SetField | SelfOp | TailCall | Return => {
                put!(self, "{a} {b} {c}{k}");
            }
            AddI | ShrI | ShlI => put!(self, "{a} {b} {}", i.sc()),
            MmBinI => put!(self, "{a} {} {c} {k_bit}", i.sb()),
            MmBinK => put!(self, "{a} {b} {c} {k_bit}"),
            Jmp => put!(self, "{}", i.sj()),
            Eq | Lt | Le | EqK | TestSet => put!(self, "{a} {b} {k_bit}"),
            EqI | LtI | LeI | GtI | GeI => put!(self, "{a} {} {k_bit}", i.sb()),
            Test => put!(self, "{a} {k_bit}"),
            Return0 => {}
            ExtraArg => put!(self, "{}", i.ax()),
            GetTabUp | GetTable | GetI | GetField | NewTable | AddK | SubK | MulK | ModK | PowK | DivK
            | IDivK | BAndK | BOrK | BXorK | Add | Sub | Mul | Mod | Pow | Div | IDiv | BAnd | BOr | BXor
            | Shl | Shr | MmBin | Call | SetList => put!(self, "{a} {b} {c}"),
        }
    }

    fn comment(&mut self, op: OpCode, i: Instruction, pc: usize, proto: &Proto) {
        use OpCode::*;
        let (a, b, c) = (i.a(), i.b(), i.c());
        let extra = || proto.code.get(pc + 1).map_or(0, |next| next.ax());
        let flip = if i.k() { " flip" } else { "" };
        let event = EVENT_NAMES.get(c as usize).copied().unwrap_or("?");
        // lines of the listing count from 1
        let (line, bx) = (pc as i64 + 1, i64::from(i.bx()));
        let start = self.out.len();
        put!(self, "\t; ");
        let empty = self.out.len();
        match op {
            LoadK => self.constant(proto, i.bx()),
            LoadKX => self.constant(proto, extra()),
            LoadNil => put!(self, "{} out", b + 1),
            GetUpval | SetUpval => self.upvalue_name(proto, b),
            GetTabUp => {
                self.upvalue_name(proto, b);
                put!(self, " ");
                self.constant(proto, c);
            }
            GetField | AddK | SubK | MulK | ModK | PowK | DivK | IDivK | BAndK | BOrK | BXorK => {
                self.constant(proto, c);
            }
            SetTabUp => {
                self.upvalue_name(proto, a);
                put!(self, " ");
                self.constant(proto, b);
                self.constant_value(proto, i);
            }
            SetField => {
                self.constant(proto, b);
                self.constant_value(proto, i);
            }
            SetTable | SetI | SelfOp if i.k() => self.constant(proto, c),
            NewTable => put!(self, "{}", long_c(c, extra())),
            SetList if i.k() => put!(self, "{}", long_c(c, extra())),
            MmBin => put!(self, "{event}"),
            MmBinI => put!(self, "{event}{flip}"),
            MmBinK => {
                put!(self, "{event} ");
                self.constant(proto, b);
                put!(self, "{flip}");
            }
            Jmp => put!(self, "to {}", line + 1 + i64::from(i.sj())),
            EqK => self.constant(proto, b),
            Call => {
                self.values(b, "in");
                put!(self, " ");
                self.values(c, "out");
            }
            TailCall => put!(self, "{} in", i64::from(b) - 1),
            Return => self.values(b, "out"),
            VarArg => self.values(c, "out"),
            ForLoop | TForLoop => put!(self, "to {}", line + 1 - bx),
            ForPrep => put!(self, "exit to {}", line + 2 + bx),
            TForPrep => put!(self, "to {}", line + 1 + bx),
            Closure => match proto.protos.get(i.bx() as usize) {
                Some(nested) => put!(self, "{:#x}", (self.address)(nested)),
                None => put!(self, "?"),
            },
            _ => {}
        }
        if self.out.len() == empty {
            self.out.truncate(start);
        }
    }

    /// The number of values that an operand one larger than it stands for, or all.
    fn values(&mut self, operand: u32, direction: &str) {
        match operand.checked_sub(1) {
            Some(count) => put!(self, "{count} {direction}"),
            None => put!(self, "all {direction}"),
        }
    }

    fn constant_value(&mut self, proto: &Proto, i: Instruction) {
        if i.k() {
            put!(self, " ");
            self.constant(proto, i.c());
        }
    }

    fn upvalue_name(&mut self, proto: &Proto, index: u32) {
        let name = proto
            .upvalues
            .get(index as usize)
            .and_then(|upvalue| upvalue.name);
        self.out.extend_from_slice(name.unwrap_or(b"-"));
    }

    fn constant(&mut self, proto: &Proto, index: u32) {
        match proto.constants.get(index as usize) {
            None => put!(self, "?"),
            Some(Constant::Nil) => put!(self, "nil"),
            Some(Constant::False) => put!(self, "false"),
            Some(Constant::True) => put!(self, "true"),
            Some(Constant::Integer(value)) => put!(self, "{value}"),
            Some(Constant::Float(value)) => put!(self, "{}", float(*value)),
            Some(Constant::String(bytes)) => self.string(bytes),
        }
    }

    fn string(&mut self, bytes: &[u8]) {
        put!(self, "\"");
        for &byte in bytes {
            match byte {
                b'"' => put!(self, "\\\""),
                b'\\' => put!(self, "\\\\"),
                0x07 => put!(self, "\\a"),
                0x08 => put!(self, "\\b"),
                0x0C => put!(self, "\\f"),
                b'\n' => put!(self, "\\n"),
                b'\r' => put!(self, "\\r"),
                b'\t' => put!(self, "\\t"),
                0x0B => put!(self, "\\v"),
                b' '..=b'~' => self.out.push(byte),
                _ => put!(self, "\\{byte:03}"),
            }
        }
        put!(self, "\"");
    }

    fn constants(&mut self, proto: &Proto) {
        put!(
            self,
            "constants ({}) for {:#x}:\n",
            proto.constants.len(),
            (self.address)(proto)
        );
        for (index, constant) in (0..).zip(&proto.constants) {
            let kind = match constant {
                Constant::Nil => 'N',
                Constant::False | Constant::True => 'B',
                Constant::Integer(_) => 'I',
                Constant::Float(_) => 'F',
                Constant::String(_) => 'S',
            };
            put!(self, "\t{index}\t{kind}\t");
            self.constant(proto, index);
            put!(self, "\n");
        }
    }

    fn local_vars(&mut self, proto: &Proto) {
        put!(
            self,
            "locals ({}) for {:#x}:\n",
            proto.local_vars.len(),
            (self.address)(proto)
        );
        for (index, var) in proto.local_vars.iter().enumerate() {
            put!(self, "\t{index}\t");
            self.out.extend_from_slice(var.name.unwrap_or(b"-"));
            put!(self, "\t{}\t{}\n", var.start_pc + 1, var.end_pc + 1);
        }
    }

    fn upvalues(&mut self, proto: &Proto) {
        put!(
            self,
            "upvalues ({}) for {:#x}:\n",
            proto.upvalues.len(),
            (self.address)(proto)
        );
        for (index, upvalue) in (0..).zip(&proto.upvalues) {
            put!(self, "\t{index}\t");
            self.upvalue_name(proto, index);
            put!(self, "\t{}\t{}\n", u8::from(upvalue.in_stack), upvalue.index);
        }
    }
}

/// Operand C with the higher bits that an `ExtraArg` adds.
fn long_c(c: u32, extra: u32) -> u64 {
    u64::from(c) + u64::from(extra) * u64::from(MAX_C + 1)
}

/// C's `%.14g`, with `.0` after what would look like an integer.
fn float(value: f64) -> String {
    const DIGITS: i32 = 14;
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if !value.is_finite() {
        return format!("{sign}{}", if value.is_nan() { "nan" } else { "inf" });
    }
    let scientific = format!("{:.*e}", DIGITS as usize - 1, value.abs());
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trimmed = |number: &str| number.trim_end_matches('0').trim_end_matches('.').to_owned();
    if !(-4..DIGITS).contains(&exponent) {
        let sign_of_exponent = if exponent < 0 { '-' } else { '+' };
        return format!(
            "{sign}{}e{sign_of_exponent}{:02}",
            trimmed(digits),
            exponent.abs()
        );
    }
    let decimals = (DIGITS - 1 - exponent) as usize;
    let fixed = format!("{:.decimals$}", value.abs());
    let number = if decimals == 0 { fixed } else { trimmed(&fixed) };
    let point = if number.contains('.') { "" } else { ".0" };
    format!("{sign}{number}{point}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_as_c_prints_them() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e100, "1e+100"),
            (1e14, "1e+14"),
            (99999999999999.0, "99999999999999.0"),
            (123456789012345.0, "1.2345678901234e+14"),
            (1.5e-5, "1.5e-05"),
            (0.0001, "0.0001"),
            (2.0 / 3.0, "0.66666666666667"),
            (0.999_999_999_999_999_9, "1.0"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
        ];
        for (value, expected) in cases {
            assert_eq!(float(value), expected);
        }
    }
}
