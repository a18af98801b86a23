//! Operators and conditions.

use crate::Result;
use crate::constants::{Folded, fits_sc, float_to_integer, fold};
use crate::function::Compiler;
use crate::jumps::NO_JUMP;
use crate::values::{Place, Value};
use moonquakes_bytecode::OpCode;
use moonquakes_bytecode::instruction::{NO_REGISTER, OFFSET_SC};
use moonquakes_syntax::ast::{BinaryOp, UnaryOp};

/// The event of an arithmetic operator, which the instruction after the operation names: `__add` is number 6.
fn event(op: BinaryOp) -> u32 {
    op_row(op).event
}

/// An arithmetic or bitwise operator.
struct Row {
    registers: OpCode,
    constant: OpCode,
    event: u32,
    folded: Folded,
}

/// The operators from `+` to `>>`. Shifts have no form with a constant of the table.
fn op_row(op: BinaryOp) -> Row {
    use OpCode as O;
    let (registers, constant, event, folded) = match op {
        BinaryOp::Add => (O::Add, O::AddK, 6, Folded::Add),
        BinaryOp::Sub => (O::Sub, O::SubK, 7, Folded::Sub),
        BinaryOp::Mul => (O::Mul, O::MulK, 8, Folded::Mul),
        BinaryOp::Mod => (O::Mod, O::ModK, 9, Folded::Mod),
        BinaryOp::Pow => (O::Pow, O::PowK, 10, Folded::Pow),
        BinaryOp::Div => (O::Div, O::DivK, 11, Folded::Div),
        BinaryOp::IDiv => (O::IDiv, O::IDivK, 12, Folded::IDiv),
        BinaryOp::BAnd => (O::BAnd, O::BAndK, 13, Folded::BAnd),
        BinaryOp::BOr => (O::BOr, O::BOrK, 14, Folded::BOr),
        BinaryOp::BXor => (O::BXor, O::BXorK, 15, Folded::BXor),
        BinaryOp::Shl => (O::Shl, O::Shl, 16, Folded::Shl),
        _ => (O::Shr, O::Shr, 17, Folded::Shr),
    };
    Row {
        registers,
        constant,
        event,
        folded,
    }
}

fn is_arithmetic(op: BinaryOp) -> bool {
    (op as u8) < BinaryOp::Concat as u8
}

/// An integer as a signed 8-bit operand.
fn to_sc(i: i64) -> u32 {
    (i as i32 + OFFSET_SC) as u32
}

/// The integer of a numeral that fits a signed operand.
fn small_integer(v: &Value) -> Option<i64> {
    match v.place {
        Place::Integer(i) if !v.has_jumps() && fits_sc(i) => Some(i),
        _ => None,
    }
}

/// A numeral that fits a signed operand. A float that is an integer sets `is_float` even if it does not fit, as the
/// reference has it; the operand shows in its code.
fn small_number(v: &Value, is_float: &mut bool) -> Option<i64> {
    let i = match v.place {
        Place::Integer(i) => i,
        Place::Float(x) => {
            let i = float_to_integer(x)?;
            *is_float = true;
            i
        }
        _ => return None,
    };
    (!v.has_jumps() && fits_sc(i)).then_some(i)
}

impl Compiler<'_, '_> {
    fn negate(&mut self, jump: i32) {
        let control = self.jump_control(jump);
        let k = control.k();
        control.set_k(!k);
    }

    /// Jumps if the value is `condition`.
    fn jump_on(&mut self, v: &mut Value, condition: bool) -> Result<i32> {
        if let Place::Relocatable(pc) = v.place {
            let i = *self.at(pc);
            if i.is(OpCode::Not) {
                self.remove_last_instruction();
                return Ok(self.conditional_jump(OpCode::Test, i.b(), 0, 0, !condition));
            }
        }
        self.discharge_to_any(v)?;
        self.free_value(v);
        let Place::Register(register) = v.place else {
            unreachable!("a value in a register")
        };
        Ok(self.conditional_jump(OpCode::TestSet, NO_REGISTER, register, 0, condition))
    }

    /// Goes on here if the value is true, else jumps.
    pub(crate) fn go_if_true(&mut self, v: &mut Value) -> Result {
        self.discharge_variable(v);
        let jump = match v.place {
            Place::Jump(pc) => {
                self.negate(pc);
                pc
            }
            Place::Constant(_) | Place::Float(_) | Place::Integer(_) | Place::String(_) | Place::True => {
                NO_JUMP
            }
            _ => self.jump_on(v, false)?,
        };
        self.add_jump(&mut v.if_false, jump)?;
        self.patch_to_here(v.if_true)?;
        v.if_true = NO_JUMP;
        Ok(())
    }

    /// Goes on here if the value is false, else jumps.
    pub(crate) fn go_if_false(&mut self, v: &mut Value) -> Result {
        self.discharge_variable(v);
        let jump = match v.place {
            Place::Jump(pc) => pc,
            Place::Nil | Place::False => NO_JUMP,
            _ => self.jump_on(v, true)?,
        };
        self.add_jump(&mut v.if_true, jump)?;
        self.patch_to_here(v.if_false)?;
        v.if_false = NO_JUMP;
        Ok(())
    }

    fn not(&mut self, v: &mut Value) -> Result {
        match v.place {
            Place::Nil | Place::False => v.place = Place::True,
            Place::Constant(_) | Place::Float(_) | Place::Integer(_) | Place::String(_) | Place::True => {
                v.place = Place::False;
            }
            Place::Jump(pc) => self.negate(pc),
            _ => {
                self.discharge_to_any(v)?;
                self.free_value(v);
                let Place::Register(register) = v.place else {
                    unreachable!("a value in a register")
                };
                v.place = Place::Relocatable(self.emit(OpCode::Not, 0, register, 0));
            }
        }
        core::mem::swap(&mut v.if_true, &mut v.if_false);
        self.remove_values(v.if_false);
        self.remove_values(v.if_true);
        Ok(())
    }

    /// Applies a unary operator.
    pub(crate) fn unary(&mut self, op: UnaryOp, v: &mut Value, line: u32) -> Result {
        self.discharge_variable(v);
        let zero = Value::new(Place::Integer(0));
        let code = match op {
            UnaryOp::Not => return self.not(v),
            UnaryOp::Minus if fold(Folded::Unm, v, &zero) => return Ok(()),
            UnaryOp::BNot if fold(Folded::BNot, v, &zero) => return Ok(()),
            UnaryOp::Minus => OpCode::Unm,
            UnaryOp::BNot => OpCode::BNot,
            UnaryOp::Len => OpCode::Len,
        };
        let register = self.put_in_any_register(v)?;
        self.free_value(v);
        v.place = Place::Relocatable(self.emit(code, 0, register, 0));
        self.fix_line(line);
        Ok(())
    }

    /// What has to happen between a binary operator's left operand and its right one.
    pub(crate) fn infix(&mut self, op: BinaryOp, v: &mut Value) -> Result {
        self.discharge_variable(v);
        match op {
            BinaryOp::And => self.go_if_true(v),
            BinaryOp::Or => self.go_if_false(v),
            BinaryOp::Concat => self.put_in_next_register(v),
            BinaryOp::Eq | BinaryOp::Ne => {
                if !v.is_numeral() {
                    self.put_in_register_or_constant(v)?;
                }
                Ok(())
            }
            BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
                if small_number(v, &mut false).is_none() {
                    self.put_in_any_register(v)?;
                }
                Ok(())
            }
            _ => {
                if !v.is_numeral() {
                    self.put_in_any_register(v)?;
                }
                Ok(())
            }
        }
    }

    /// Applies a binary operator; the result takes the place of the left operand.
    pub(crate) fn postfix(&mut self, op: BinaryOp, a: &mut Value, b: &mut Value, line: u32) -> Result {
        self.discharge_variable(b);
        if is_arithmetic(op) && fold(op_row(op).folded, a, b) {
            return Ok(());
        }
        match op {
            BinaryOp::And => {
                self.join_jumps(&mut b.if_false, a.if_false)?;
                *a = *b;
                Ok(())
            }
            BinaryOp::Or => {
                self.join_jumps(&mut b.if_true, a.if_true)?;
                *a = *b;
                Ok(())
            }
            BinaryOp::Concat => {
                self.put_in_next_register(b)?;
                self.concat(a, b, line);
                Ok(())
            }
            BinaryOp::Add | BinaryOp::Mul => self.commutative(op, a, b, line),
            BinaryOp::Sub => {
                if self.negated_immediate(a, b, OpCode::AddI, line, event(op))? {
                    return Ok(());
                }
                self.arithmetic(op, a, b, false, line)
            }
            BinaryOp::Div | BinaryOp::IDiv | BinaryOp::Mod | BinaryOp::Pow => {
                self.arithmetic(op, a, b, false, line)
            }
            BinaryOp::BAnd | BinaryOp::BOr | BinaryOp::BXor => self.bitwise(op, a, b, line),
            BinaryOp::Shl => {
                if let Some(i) = small_integer(a) {
                    core::mem::swap(a, b);
                    return self.immediate(a, b, OpCode::ShlI, i, true, line, event(op));
                }
                if self.negated_immediate(a, b, OpCode::ShrI, line, event(op))? {
                    return Ok(());
                }
                self.registers(op, a, b, line)
            }
            BinaryOp::Shr => {
                if let Some(i) = small_integer(b) {
                    return self.immediate(a, b, OpCode::ShrI, i, false, line, event(op));
                }
                self.registers(op, a, b, line)
            }
            BinaryOp::Eq | BinaryOp::Ne => self.equality(op, a, b),
            BinaryOp::Gt | BinaryOp::Ge => {
                core::mem::swap(a, b);
                self.order(op == BinaryOp::Gt, a, b)
            }
            BinaryOp::Lt | BinaryOp::Le => self.order(op == BinaryOp::Lt, a, b),
        }
    }

    /// Emits an operation, and the instruction that calls its metamethod.
    #[allow(clippy::too_many_arguments)]
    fn operation(
        &mut self,
        a: &mut Value,
        b: &Value,
        op: OpCode,
        second: u32,
        flipped: bool,
        line: u32,
        metamethod: OpCode,
        event: u32,
    ) -> Result {
        let first = self.put_in_any_register(a)?;
        let pc = self.emit(op, 0, first, second);
        self.free_values(a, b);
        a.place = Place::Relocatable(pc);
        self.fix_line(line);
        self.emit_k(metamethod, first, second, event, flipped);
        self.fix_line(line);
        Ok(())
    }

    fn registers(&mut self, op: BinaryOp, a: &mut Value, b: &mut Value, line: u32) -> Result {
        let second = self.put_in_any_register(b)?;
        let row = op_row(op);
        self.operation(a, b, row.registers, second, false, line, OpCode::MmBin, row.event)
    }

    #[allow(clippy::too_many_arguments)]
    fn immediate(
        &mut self,
        a: &mut Value,
        b: &Value,
        op: OpCode,
        i: i64,
        flipped: bool,
        line: u32,
        event: u32,
    ) -> Result {
        self.operation(a, b, op, to_sc(i), flipped, line, OpCode::MmBinI, event)
    }

    /// `a - i` as `a + -i`, `a << i` as `a >> -i`, if that fits; the metamethod gets the operand as written.
    fn negated_immediate(
        &mut self,
        a: &mut Value,
        b: &Value,
        op: OpCode,
        line: u32,
        event: u32,
    ) -> Result<bool> {
        let Place::Integer(i) = b.place else {
            return Ok(false);
        };
        if b.has_jumps() || !fits_sc(i) || !fits_sc(i.wrapping_neg()) {
            return Ok(false);
        }
        self.operation(a, b, op, to_sc(-i), false, line, OpCode::MmBinI, event)?;
        let last = self.pc() - 1;
        self.at(last).set_b(to_sc(i));
        Ok(true)
    }

    fn with_constant(&mut self, op: BinaryOp, a: &mut Value, b: &Value, flipped: bool, line: u32) -> Result {
        let Place::Constant(index) = b.place else {
            unreachable!("a constant operand")
        };
        let row = op_row(op);
        self.operation(
            a,
            b,
            row.constant,
            index,
            flipped,
            line,
            OpCode::MmBinK,
            row.event,
        )
    }

    fn without_constant(
        &mut self,
        op: BinaryOp,
        a: &mut Value,
        b: &mut Value,
        flipped: bool,
        line: u32,
    ) -> Result {
        if flipped {
            core::mem::swap(a, b);
        }
        self.registers(op, a, b, line)
    }

    fn arithmetic(&mut self, op: BinaryOp, a: &mut Value, b: &mut Value, flipped: bool, line: u32) -> Result {
        if b.is_numeral() && self.make_operand_constant(b) {
            return self.with_constant(op, a, b, flipped, line);
        }
        self.without_constant(op, a, b, flipped, line)
    }

    fn commutative(&mut self, op: BinaryOp, a: &mut Value, b: &mut Value, line: u32) -> Result {
        let flipped = a.is_numeral();
        if flipped {
            core::mem::swap(a, b);
        }
        if op == BinaryOp::Add
            && let Some(i) = small_integer(b)
        {
            return self.immediate(a, b, OpCode::AddI, i, flipped, line, event(op));
        }
        self.arithmetic(op, a, b, flipped, line)
    }

    fn bitwise(&mut self, op: BinaryOp, a: &mut Value, b: &mut Value, line: u32) -> Result {
        let flipped = matches!(a.place, Place::Integer(_));
        if flipped {
            core::mem::swap(a, b);
        }
        if matches!(b.place, Place::Integer(_)) && self.make_operand_constant(b) {
            return self.with_constant(op, a, b, flipped, line);
        }
        self.without_constant(op, a, b, flipped, line)
    }

    /// `a < b` (`strict`) or `a <= b`.
    fn order(&mut self, strict: bool, a: &mut Value, b: &mut Value) -> Result {
        let pick = |strict_op, other| if strict { strict_op } else { other };
        let (op, first, second);
        let mut is_float = false;
        if let Some(i) = small_number(b, &mut is_float) {
            first = self.put_in_any_register(a)?;
            (op, second) = (pick(OpCode::LtI, OpCode::LeI), to_sc(i));
        } else if let Some(i) = small_number(a, &mut is_float) {
            // a < B as B > a
            first = self.put_in_any_register(b)?;
            (op, second) = (pick(OpCode::GtI, OpCode::GeI), to_sc(i));
        } else {
            first = self.put_in_any_register(a)?;
            second = self.put_in_any_register(b)?;
            op = pick(OpCode::Lt, OpCode::Le);
        }
        self.free_values(a, b);
        a.place = Place::Jump(self.conditional_jump(op, first, second, u32::from(is_float), true));
        Ok(())
    }

    fn equality(&mut self, op: BinaryOp, a: &mut Value, b: &mut Value) -> Result {
        if !matches!(a.place, Place::Register(_)) {
            core::mem::swap(a, b);
        }
        let first = self.put_in_any_register(a)?;
        let mut is_float = false;
        let (code, second) = if let Some(i) = small_number(b, &mut is_float) {
            (OpCode::EqI, to_sc(i))
        } else {
            match self.put_in_register_or_constant(b)? {
                (index, true) => (OpCode::EqK, index),
                (register, false) => (OpCode::Eq, register),
            }
        };
        self.free_values(a, b);
        let k = op == BinaryOp::Eq;
        a.place = Place::Jump(self.conditional_jump(code, first, second, u32::from(is_float), k));
        Ok(())
    }

    /// `a .. b`, joined with the concatenation that `b` is, if it is one.
    fn concat(&mut self, a: &Value, b: &Value, line: u32) {
        let Place::Register(first) = a.place else {
            unreachable!("operands of .. are in registers")
        };
        if let Some(previous) = self.previous_instruction()
            && previous.is(OpCode::Concat)
        {
            let n = previous.b();
            previous.set_a(first);
            previous.set_b(n + 1);
            self.free_value(b);
            return;
        }
        self.emit(OpCode::Concat, first, 2, 0);
        self.free_value(b);
        self.fix_line(line);
    }
}
