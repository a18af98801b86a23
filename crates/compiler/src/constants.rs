//! The table of constants, and what is computed at compile time.

use crate::function::Compiler;
use crate::values::{Constant, Place, Value};
use moonquakes_bytecode::instruction::{MAX_BX, MAX_C, OFFSET_SBX, OFFSET_SC};
use moonquakes_bytecode::{Constant as ProtoConstant, OpCode};
use moonquakes_syntax::{Interner, StringId};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

/// The longest string that the machine interns, and that a field access may name directly.
const MAX_SHORT_STRING: usize = 40;
/// The last constant that an instruction can name in an 8-bit operand.
const MAX_OPERAND_CONSTANT: u32 = 255;

const NIL: usize = 0;
const FALSE: usize = 1;
const TRUE: usize = 2;

/// The integer that a float equals.
pub(crate) fn float_to_integer(x: f64) -> Option<i64> {
    const LIMIT: f64 = 9223372036854775808.0;
    (x.floor() == x && (-LIMIT..LIMIT).contains(&x)).then_some(x as i64)
}

/// Where constants were last put. As in the reference this serves all functions of a chunk: an entry of another function
/// is noticed and replaced.
#[derive(Default)]
pub(crate) struct Constants {
    /// By the numbers of short strings.
    strings: Vec<u32>,
    numbers: HashMap<NumberKey, u32, NumberHashing>,
    others: [u32; 3],
}

/// A constant that was never put anywhere.
const NOWHERE: u32 = u32::MAX;

impl Constants {
    /// Forgets the constants of another chunk.
    pub(crate) fn start(&mut self, interner: &Interner) {
        self.strings.clear();
        self.strings.resize(interner.len(), NOWHERE);
        if self.numbers.is_empty() {
            self.numbers = HashMap::with_hasher(NumberHashing(interner.seed()));
        }
        self.numbers.clear();
        self.others = [NOWHERE; 3];
    }
}

/// Whether it is a float that is no integer, and the bits.
type NumberKey = (bool, u64);

/// Hashes one [`NumberKey`], with a seed.
#[derive(Default)]
struct NumberHashing(u64);

impl BuildHasher for NumberHashing {
    type Hasher = NumberHashing;

    fn build_hasher(&self) -> NumberHashing {
        NumberHashing(self.0)
    }
}

impl Hasher for NumberHashing {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = Interner::mix(self.0, word);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<'s> Compiler<'_, 's> {
    /// The place of a constant: the one that `known` says if the constant is there, else a new one.
    fn constant(
        &mut self,
        known: u32,
        constant: ProtoConstant<'s>,
        same: impl Fn(&ProtoConstant<'s>) -> bool,
    ) -> u32 {
        let start = self.f.starts.constants;
        let constants = &mut self.lists.constants;
        let found = constants.get(start.saturating_add(known as usize));
        if found.is_some_and(same) {
            return known;
        }
        constants.push(constant);
        (constants.len() - 1 - start) as u32
    }

    pub(crate) fn string_constant(&mut self, id: StringId) -> u32 {
        let text = self.interner.get(id);
        let constant = ProtoConstant::String(text);
        if text.len() > MAX_SHORT_STRING {
            let known = self.long_strings.get(text).copied().unwrap_or(NOWHERE);
            let index = self.constant(known, constant, |c| *c == constant);
            self.long_strings.insert(text, index);
            return index;
        }
        // A short string has one place in the interner.
        let same = |c: &ProtoConstant| matches!(c, ProtoConstant::String(s) if std::ptr::eq(*s, text));
        let index = self.constant(self.constants.strings[id.0 as usize], constant, same);
        self.constants.strings[id.0 as usize] = index;
        index
    }

    fn number_constant(&mut self, key: NumberKey, constant: ProtoConstant<'s>) -> u32 {
        let known = self.constants.numbers.get(&key).copied().unwrap_or(NOWHERE);
        let index = self.constant(known, constant, |c| *c == constant);
        if index != known {
            self.constants.numbers.insert(key, index);
        }
        index
    }

    pub(crate) fn integer_constant(&mut self, i: i64) -> u32 {
        self.number_constant((false, i as u64), ProtoConstant::Integer(i))
    }

    /// The key of a float that is an integer is the next float, so that it does not meet the integer; that key may be
    /// an integer again, or another constant, as in the reference.
    pub(crate) fn float_constant(&mut self, x: f64) -> u32 {
        let key = match float_to_integer(x) {
            None => x,
            Some(0) => f64::EPSILON,
            Some(_) => x + x * f64::EPSILON,
        };
        let key = match float_to_integer(key) {
            Some(i) => (false, i as u64),
            None => (true, key.to_bits()),
        };
        self.number_constant(key, ProtoConstant::Float(x))
    }

    fn other_constant(&mut self, which: usize, constant: ProtoConstant<'s>) -> u32 {
        let index = self.constant(self.constants.others[which], constant, |c| *c == constant);
        self.constants.others[which] = index;
        index
    }

    /// Makes a value a constant of the table, if it is a constant that an 8-bit operand can name. As in the reference
    /// the constant is added even where it cannot.
    pub(crate) fn make_operand_constant(&mut self, v: &mut Value) -> bool {
        if v.has_jumps() {
            return false;
        }
        let index = match v.place {
            Place::True => self.other_constant(TRUE, ProtoConstant::True),
            Place::False => self.other_constant(FALSE, ProtoConstant::False),
            Place::Nil => self.other_constant(NIL, ProtoConstant::Nil),
            Place::Integer(i) => self.integer_constant(i),
            Place::Float(x) => self.float_constant(x),
            Place::String(id) => self.string_constant(id),
            Place::Constant(index) => index,
            _ => return false,
        };
        if index > MAX_OPERAND_CONSTANT {
            return false;
        }
        v.place = Place::Constant(index);
        true
    }

    /// Whether a value is a string constant that a field access can name.
    pub(crate) fn is_field_name(&self, v: &Value) -> bool {
        let Place::Constant(index) = v.place else {
            return false;
        };
        !v.has_jumps()
            && index <= MAX_OPERAND_CONSTANT
            && matches!(self.lists.constants[self.f.starts.constants + index as usize],
                ProtoConstant::String(s) if s.len() <= MAX_SHORT_STRING)
    }

    /// Loads a constant of the table into a register.
    pub(crate) fn load_constant(&mut self, register: u32, index: u32) {
        if index <= MAX_BX {
            self.emit_bx(OpCode::LoadK, register, index);
        } else {
            self.emit_bx(OpCode::LoadKX, register, 0);
            self.emit_extra(index);
        }
    }

    pub(crate) fn load_integer(&mut self, register: u32, i: i64) {
        if fits_sbx(i) {
            self.emit_sbx(OpCode::LoadI, register, i as i32);
        } else {
            let index = self.integer_constant(i);
            self.load_constant(register, index);
        }
    }

    pub(crate) fn load_float(&mut self, register: u32, x: f64) {
        match float_to_integer(x).filter(|&i| fits_sbx(i)) {
            Some(i) => {
                self.emit_sbx(OpCode::LoadF, register, i as i32);
            }
            None => {
                let index = self.float_constant(x);
                self.load_constant(register, index);
            }
        }
    }
}

fn fits_sbx(i: i64) -> bool {
    const OFFSET: i64 = OFFSET_SBX as i64;
    (-OFFSET..=MAX_BX as i64 - OFFSET).contains(&i)
}

/// Whether an integer fits a signed 8-bit operand.
pub(crate) fn fits_sc(i: i64) -> bool {
    (i as u64).wrapping_add(OFFSET_SC as u64) <= MAX_C as u64
}

/// An operator that can be computed at compile time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folded {
    Add,
    Sub,
    Mul,
    Mod,
    Pow,
    Div,
    IDiv,
    BAnd,
    BOr,
    BXor,
    Shl,
    Shr,
    Unm,
    BNot,
}

#[derive(Clone, Copy)]
enum Number {
    Integer(i64),
    Float(f64),
}

impl Number {
    fn of(v: &Value) -> Option<Number> {
        if v.has_jumps() {
            return None;
        }
        match v.place {
            Place::Integer(i) => Some(Number::Integer(i)),
            Place::Float(x) => Some(Number::Float(x)),
            _ => None,
        }
    }
    fn float(self) -> f64 {
        match self {
            Number::Integer(i) => i as f64,
            Number::Float(x) => x,
        }
    }
    fn integer(self) -> Option<i64> {
        match self {
            Number::Integer(i) => Some(i),
            Number::Float(x) => float_to_integer(x),
        }
    }
}

/// Computes `a op b`, if both are numerals and the result can stand in their place: no error, no NaN, no zero float.
pub(crate) fn fold(op: Folded, a: &mut Value, b: &Value) -> bool {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else {
        return false;
    };
    match compute(op, x, y) {
        Some(Number::Integer(i)) => a.place = Place::Integer(i),
        Some(Number::Float(x)) if !x.is_nan() && x != 0.0 => a.place = Place::Float(x),
        _ => return false,
    }
    true
}

fn compute(op: Folded, x: Number, y: Number) -> Option<Number> {
    use Folded::*;
    if matches!(op, BAnd | BOr | BXor | Shl | Shr | BNot) {
        let (x, y) = (x.integer()?, y.integer()?);
        return Some(Number::Integer(match op {
            BAnd => x & y,
            BOr => x | y,
            BXor => x ^ y,
            Shl => shift_left(x, y),
            Shr => shift_left(x, y.checked_neg().unwrap_or(i64::MAX)),
            _ => !x,
        }));
    }
    if matches!(op, Div | IDiv | Mod) && y.float() == 0.0 {
        return None;
    }
    if let (Number::Integer(x), Number::Integer(y)) = (x, y)
        && !matches!(op, Div | Pow)
    {
        return Some(Number::Integer(match op {
            Add => x.wrapping_add(y),
            Sub => x.wrapping_sub(y),
            Mul => x.wrapping_mul(y),
            Mod => {
                let remainder = x.wrapping_rem(y);
                if remainder != 0 && (remainder ^ y) < 0 {
                    remainder + y
                } else {
                    remainder
                }
            }
            IDiv => {
                let quotient = x.wrapping_div(y);
                if (x ^ y) < 0 && quotient.wrapping_mul(y) != x {
                    quotient - 1
                } else {
                    quotient
                }
            }
            _ => x.wrapping_neg(),
        }));
    }
    let (x, y) = (x.float(), y.float());
    Some(Number::Float(match op {
        Add => x + y,
        Sub => x - y,
        Mul => x * y,
        Mod => {
            let remainder = x % y;
            if remainder * y < 0.0 {
                remainder + y
            } else {
                remainder
            }
        }
        Pow if y == 2.0 => x * x,
        Pow => x.powf(y),
        Div => x / y,
        IDiv => (x / y).floor(),
        _ => -x,
    }))
}

fn shift_left(x: i64, y: i64) -> i64 {
    if y <= -64 || y >= 64 {
        0
    } else if y < 0 {
        (x as u64 >> -y) as i64
    } else {
        ((x as u64) << y) as i64
    }
}

impl Value {
    /// The value as a compile-time constant.
    pub(crate) fn as_constant(&self) -> Option<Constant> {
        if self.has_jumps() {
            return None;
        }
        Some(match self.place {
            Place::Nil => Constant::Nil,
            Place::True => Constant::True,
            Place::False => Constant::False,
            Place::Integer(i) => Constant::Integer(i),
            Place::Float(x) => Constant::Float(x),
            Place::String(id) => Constant::String(id),
            Place::NamedConstant(constant) => constant,
            _ => return None,
        })
    }

    /// Whether the value is a numeral.
    pub(crate) fn is_numeral(&self) -> bool {
        Number::of(self).is_some()
    }
}
