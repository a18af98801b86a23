//! The form of the code that runs: each 32-bit instruction unpacked into one 8-byte [`Op`].
//!
//! ```text
//!        0      1      2             4             6             8
//!        ┌──────┬──────┬─────────────┬─────────────┬─────────────┐
//!        │ code │  k   │      a      │      b      │      c      │
//!        └──────┴──────┴─────────────┴─────────────┴─────────────┘
//!                                    │     Bx, sBx, Ax or sJ     │
//! ```
//!
//! The two forms correspond word by word, so a position in one is a position in the other, and everything that explains
//! code (names in messages, lines, listings, dumps) reads the canonical form. Unpacking pays once for what the
//! interpreter would otherwise do each time:
//!
//! - an operand that names a register or a constant is stored as its distance in bytes from the base;
//! - signed operands are stored signed;
//! - a flag `k` that decides between two ways to go is decided: the ways are codes of their own;
//! - a test holds in `c` how far the jump after it goes. If that is too far for 16 bits, or backward, where the
//!   interpreter looks for interruptions, `c` is 0 and the jump runs as the next op.

use crate::value::Value;
use moonquakes_bytecode::{Instruction, OpCode};

/// An instruction as the interpreter reads it.
#[derive(Clone, Copy)]
#[repr(C, align(8))]
pub(crate) struct Op {
    code: Code,
    k: bool,
    a: u16,
    b: u16,
    c: u16,
}

const _: () = assert!(size_of::<Op>() == 8 && align_of::<Op>() == 8);

/// A constant, and for a string the hash that a lookup needs, so that the two are loaded together.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Constant {
    payload: u64,
    tag: u8,
    hash: u32,
}

const _: () = assert!(size_of::<Constant>() == size_of::<Value>());

/// Bytes from one register, constant or upvalue to the next.
const SLOT: u32 = size_of::<Value>() as u32;
const POINTER: u32 = size_of::<*mut ()>() as u32;

/// Lists the codes and their handlers, first the opcodes in their numeric order. A code that is derived from an opcode
/// tells after `=` what it stands for.
macro_rules! for_each_code {
    ($callback:ident) => {
        $callback! {
            Move moves::move_register;
            LoadI moves::load_integer;
            LoadF moves::load_float;
            LoadK moves::load_constant;
            LoadKX moves::load_constant_extra;
            LoadFalse moves::load_false;
            LFalseSkip moves::load_false_and_skip;
            LoadTrue moves::load_true;
            LoadNil moves::load_nil;
            GetUpval moves::get_upvalue;
            SetUpval moves::set_upvalue;
            GetTabUp fields::get_global;
            GetTable fields::get_table;
            GetI fields::get_integer;
            GetField fields::get_field;
            SetTabUp fields::set_global;
            SetTable fields::set_table;
            SetI fields::set_integer;
            SetField fields::set_field;
            NewTable objects::new_table;
            SelfOp fields::method;
            AddI numbers::add_immediate;
            AddK numbers::add_constant;
            SubK numbers::subtract_constant;
            MulK numbers::multiply_constant;
            ModK numbers::modulo_constant;
            PowK numbers::power_constant;
            DivK numbers::divide_constant;
            IDivK numbers::floor_divide_constant;
            BAndK numbers::and_constant;
            BOrK numbers::or_constant;
            BXorK numbers::xor_constant;
            ShrI numbers::shift_right_immediate;
            ShlI numbers::shift_immediate_left;
            Add numbers::add;
            Sub numbers::subtract;
            Mul numbers::multiply;
            Mod numbers::modulo;
            Pow numbers::power;
            Div numbers::divide;
            IDiv numbers::floor_divide;
            BAnd numbers::and;
            BOr numbers::or;
            BXor numbers::xor;
            Shl numbers::shift_left;
            Shr numbers::shift_right;
            MmBin numbers::metamethod;
            MmBinI numbers::metamethod_immediate;
            MmBinK numbers::metamethod_constant;
            Unm numbers::negate;
            BNot numbers::not;
            Not moves::not;
            Len objects::length;
            Concat objects::concat;
            Close objects::close;
            Tbc objects::to_be_closed;
            Jmp branches::jump;
            Eq branches::equal::<true>;
            Lt branches::less_than::<true>;
            Le branches::less_equal::<true>;
            EqK branches::equal_constant::<true>;
            EqI branches::equal_immediate::<true>;
            LtI branches::less_than_immediate::<true>;
            LeI branches::less_equal_immediate::<true>;
            GtI branches::greater_than_immediate::<true>;
            GeI branches::greater_equal_immediate::<true>;
            Test branches::test::<true>;
            TestSet branches::test_and_set::<true>;
            Call functions::call;
            TailCall functions::tail_call;
            Return functions::return_many;
            Return0 functions::return_none;
            Return1 functions::return_one;
            ForLoop loops::for_loop;
            ForPrep loops::for_prepare;
            TForPrep loops::generic_prepare;
            TForCall loops::generic_call;
            TForLoop loops::generic_loop;
            SetList objects::set_list;
            Closure functions::closure;
            VarArg functions::varargs;
            VarArgPrep functions::varargs_prepare;
            ExtraArg moves::nothing;
            // `Eq` to `TestSet` for a jump when the test fails
            NotEq branches::equal::<false>;
            NotLt branches::less_than::<false>;
            NotLe branches::less_equal::<false>;
            NotEqK branches::equal_constant::<false>;
            NotEqI branches::equal_immediate::<false>;
            NotLtI branches::less_than_immediate::<false>;
            NotLeI branches::less_equal_immediate::<false>;
            NotGtI branches::greater_than_immediate::<false>;
            NotGeI branches::greater_equal_immediate::<false>;
            NotTest branches::test::<false>;
            NotTestSet branches::test_and_set::<false>;
            // a jump back
            JmpBack branches::jump_back;
            // writes of a constant
            SetTabUpK fields::set_global_constant;
            SetTableK fields::set_table_constant;
            SetIK fields::set_integer_constant;
            SetFieldK fields::set_field_constant;
        }
    };
}
pub(super) use for_each_code;

macro_rules! define_codes {
    ($($name:ident $($handler:ident)::+ $(::<$flag:literal>)?;)*) => {
        /// What an op does.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Code { $($name,)* }

        impl Code {
            pub(super) const COUNT: usize = [$(Code::$name),*].len();
            const ALL: [Code; Code::COUNT] = [$(Code::$name),*];
        }
    };
}
for_each_code!(define_codes);

const _: () = {
    let mut n = 0;
    while n < OpCode::COUNT {
        assert!(Code::ALL[n] as u8 == OpCode::ALL[n] as u8);
        n += 1;
    }
    assert!(Code::ExtraArg as u8 == OpCode::ExtraArg as u8);
};

impl Op {
    #[inline(always)]
    pub(super) fn code(self) -> usize {
        self.code as usize
    }
    #[inline(always)]
    pub(super) fn k(self) -> bool {
        self.k
    }
    #[inline(always)]
    pub(super) fn a(self) -> usize {
        self.a as usize
    }
    #[inline(always)]
    pub(super) fn b(self) -> usize {
        self.b as usize
    }
    #[inline(always)]
    pub(super) fn c(self) -> usize {
        self.c as usize
    }
    #[inline(always)]
    pub(super) fn sb(self) -> i16 {
        self.b as i16
    }
    #[inline(always)]
    pub(super) fn sc(self) -> i16 {
        self.c as i16
    }
    /// Bx, sBx, Ax or sJ.
    #[inline(always)]
    pub(super) fn wide(self) -> i32 {
        (self.b as u32 | (self.c as u32) << 16) as i32
    }

    const fn with_wide(code: Code, a: u16, wide: i32) -> Op {
        Op {
            code,
            k: false,
            a,
            b: wide as u16,
            c: (wide as u32 >> 16) as u16,
        }
    }
}

impl Constant {
    pub(crate) const NIL: Constant = Constant::new(Value::NIL, 0);

    /// A constant; `hash` counts only for a short string.
    pub(crate) const fn new(value: Value, hash: u32) -> Constant {
        Constant {
            payload: value.payload,
            tag: value.tag,
            hash,
        }
    }
    #[inline(always)]
    pub(crate) const fn value(self) -> Value {
        Value {
            payload: self.payload,
            tag: self.tag,
        }
    }
    #[inline(always)]
    pub(super) const fn hash(self) -> u32 {
        self.hash
    }
}

/// Unpacks the code of a function that compiler or verifier vouch for.
pub(crate) fn unpack(code: &[Instruction]) -> Box<[Op]> {
    (0..code.len()).map(|pc| unpack_one(code, pc)).collect()
}

fn unpack_one(code: &[Instruction], pc: usize) -> Op {
    let i = code[pc];
    let op = i.opcode().unwrap_or(OpCode::ExtraArg);
    let code_of_op = Code::ALL[op as usize];
    let scaled = |operand: u32, unit: u32| (operand * unit) as u16;
    let (a, b, c) = (scaled(i.a(), SLOT), scaled(i.b(), SLOT), scaled(i.c(), SLOT));
    let (raw_b, raw_c) = (i.b() as u16, i.c() as u16);
    let (signed_b, signed_c) = (i.sb() as i16 as u16, i.sc() as i16 as u16);
    let abc = |code, a, b, c| Op {
        code,
        k: i.k(),
        a,
        b,
        c,
    };
    let derived = |distance: u8| Code::ALL[code_of_op as usize + distance as usize];
    use OpCode::*;
    match op {
        LoadI | LoadF => Op::with_wide(code_of_op, a, i.sbx()),
        LoadK | LoadKX | ForLoop | ForPrep | TForPrep | TForLoop | Closure => {
            Op::with_wide(code_of_op, a, i.bx() as i32)
        }
        ExtraArg => Op::with_wide(code_of_op, 0, i.ax() as i32),
        Jmp if i.sj() < 0 => Op::with_wide(Code::JmpBack, 0, i.sj()),
        Jmp => Op::with_wide(code_of_op, 0, i.sj()),
        LoadNil | NewTable | Concat | Return | SetList | TForCall => abc(code_of_op, a, raw_b, raw_c),
        // B is how far above A the arguments end, C how many results are wanted, or less than 0 for all
        Call | VarArg => abc(code_of_op, a, b, raw_c.wrapping_sub(1)),
        TailCall => abc(code_of_op, a, b, raw_c),
        VarArgPrep => abc(code_of_op, i.a() as u16, 0, 0),
        GetUpval | SetUpval => abc(code_of_op, a, scaled(i.b(), POINTER), 0),
        GetTabUp => abc(code_of_op, a, scaled(i.b(), POINTER), c),
        GetI => abc(code_of_op, a, b, raw_c),
        SetTabUp | SetTable | SetI | SetField => {
            const TO_CONSTANT_WRITES: u8 = Code::SetTabUpK as u8 - Code::SetTabUp as u8;
            let code = if i.k() {
                derived(TO_CONSTANT_WRITES)
            } else {
                code_of_op
            };
            match op {
                SetTabUp => abc(code, scaled(i.a(), POINTER), b, c),
                SetI => abc(code, a, raw_b, c),
                _ => abc(code, a, b, c),
            }
        }
        AddI | ShrI | ShlI => abc(code_of_op, a, b, signed_c),
        MmBin | MmBinK => abc(code_of_op, a, b, raw_c),
        MmBinI => abc(code_of_op, a, signed_b, raw_c),
        Eq | Lt | Le | EqK | EqI | LtI | LeI | GtI | GeI | Test | TestSet => {
            const TO_NEGATIONS: u8 = Code::NotEq as u8 - Code::Eq as u8;
            let code_of_test = if i.k() { code_of_op } else { derived(TO_NEGATIONS) };
            let b = if matches!(op, EqI | LtI | LeI | GtI | GeI) {
                signed_b
            } else {
                b
            };
            abc(code_of_test, a, b, distance_of_jump(code.get(pc + 1)))
        }
        _ => abc(code_of_op, a, b, c),
    }
}

/// How far beyond the next op a test goes on that its jump leads forward; 0 to let the jump itself run.
fn distance_of_jump(jump: Option<&Instruction>) -> u16 {
    match jump {
        Some(jump) if jump.opcode() == Some(OpCode::Jmp) && (0..i16::MAX as i32).contains(&jump.sj()) => {
            jump.sj() as u16 + 1
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_derived_from_opcodes_keep_their_order() {
        for (derived, op) in [(Code::NotEq, OpCode::Eq), (Code::NotTestSet, OpCode::TestSet)] {
            assert_eq!(derived as u8 - Code::NotEq as u8, op as u8 - OpCode::Eq as u8);
        }
        assert_eq!(
            Code::SetFieldK as u8 - Code::SetTabUpK as u8,
            OpCode::SetField as u8 - OpCode::SetTabUp as u8
        );
    }

    #[test]
    fn a_test_takes_its_jump_along() {
        let test = |k| Instruction::abc(OpCode::Lt, 1, 2, 0, k);
        let jump = |distance| Instruction::from_sj(OpCode::Jmp, distance);
        let op = |k, distance| unpack(&[test(k), jump(distance)])[0];
        assert_eq!((op(true, 5).code, op(true, 5).c), (Code::Lt, 6));
        assert_eq!((op(false, 0).code, op(false, 0).c), (Code::NotLt, 1));
        assert_eq!(op(true, -5).c, 0);
        assert_eq!(op(true, 40_000).c, 0);
        assert_eq!((op(true, 5).a, op(true, 5).b), (16, 32));
    }
}
