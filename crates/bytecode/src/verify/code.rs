//! Checks that need one instruction and its neighbours.

use crate::chunk::MAX_SHORT_LEN;
use crate::event::{FIRST_ARITHMETIC, LAST_ARITHMETIC};
use crate::instruction::Instruction;
use crate::opcode::OpCode;
use crate::proto::{Constant, Proto};

use super::{Fault, needs_close};

type Check = Result<(), Fault>;

pub(super) fn check(proto: &Proto) -> Result<(), (usize, Fault)> {
    if proto.code.is_empty() {
        return Err((0, Fault::Jump));
    }
    let needs_close = needs_close(proto);
    for (pc, &i) in proto.code.iter().enumerate() {
        Place {
            proto,
            pc,
            i,
            needs_close,
        }
        .check()
        .map_err(|fault| (pc, fault))?;
    }
    Ok(())
}

/// The `MmBin` of an arithmetic operation.
fn metamethod_of(op: OpCode) -> Option<OpCode> {
    match op {
        OpCode::AddI | OpCode::ShrI | OpCode::ShlI => Some(OpCode::MmBinI),
        _ if (OpCode::AddK..=OpCode::BXorK).contains(&op) => Some(OpCode::MmBinK),
        _ if (OpCode::Add..=OpCode::Shr).contains(&op) => Some(OpCode::MmBin),
        _ => None,
    }
}

fn has_extra_arg(i: Instruction) -> bool {
    i.is(OpCode::LoadKX) || i.is(OpCode::NewTable) || i.is(OpCode::SetList) && i.k()
}

fn require(condition: bool, otherwise: Fault) -> Check {
    if condition { Ok(()) } else { Err(otherwise) }
}

fn is_string(constant: &Constant) -> bool {
    matches!(constant, Constant::String(_))
}

fn is_short_string(constant: &Constant) -> bool {
    matches!(constant, Constant::String(bytes) if bytes.len() <= MAX_SHORT_LEN)
}

fn is_number(constant: &Constant) -> bool {
    matches!(constant, Constant::Integer(_) | Constant::Float(_))
}

fn is_integer(constant: &Constant) -> bool {
    matches!(constant, Constant::Integer(_))
}

/// An instruction where it stands.
struct Place<'a> {
    proto: &'a Proto<'a>,
    pc: usize,
    i: Instruction,
    needs_close: bool,
}

impl Place<'_> {
    fn previous(&self) -> Option<Instruction> {
        self.proto.code.get(self.pc.checked_sub(1)?).copied()
    }

    fn at(&self, pc: i64) -> Option<Instruction> {
        self.proto.code.get(usize::try_from(pc).ok()?).copied()
    }

    fn pc(&self) -> i64 {
        self.pc as i64
    }

    /// The register exists.
    fn register(&self, register: u32) -> Check {
        require(register < self.proto.max_stack_size.into(), Fault::Register)
    }

    /// `count` registers from `first` on exist, and `first` at least may end them.
    fn registers(&self, first: u32, count: u32) -> Check {
        require(first + count <= self.proto.max_stack_size.into(), Fault::Register)
    }

    fn constant(&self, index: u32, suits: impl Fn(&Constant) -> bool) -> Check {
        let constant = self.proto.constants.get(index as usize).ok_or(Fault::Constant)?;
        require(suits(constant), Fault::ConstantType)
    }

    fn register_or_constant(&self, c: u32) -> Check {
        if self.i.k() {
            self.constant(c, |_| true)
        } else {
            self.register(c)
        }
    }

    fn upvalue(&self, index: u32) -> Check {
        require((index as usize) < self.proto.upvalues.len(), Fault::Upvalue)
    }

    /// The instruction may be followed by the one after it.
    fn next(&self) -> Check {
        require(self.pc + 1 < self.proto.code.len(), Fault::Jump)
    }

    fn next_is(&self, op: OpCode) -> Check {
        require(
            self.at(self.pc() + 1).is_some_and(|next| next.is(op)),
            Fault::Sequence,
        )
    }

    /// Control may reach `target` other than from the instruction before it.
    fn jump(&self, target: i64) -> Check {
        let landing = self.at(target).ok_or(Fault::Jump)?;
        let inner = match landing.opcode() {
            Some(OpCode::VarArgPrep | OpCode::ExtraArg) | None => true,
            Some(op) => op.is_metamethod() || landing.uses_open_top(),
        };
        require(!inner, Fault::Jump)
    }

    /// The instruction may skip the one after it.
    fn skip(&self) -> Check {
        self.jump(self.pc() + 2)
    }

    fn open_top(&self) -> Check {
        let (i, next) = (self.i, self.at(self.pc() + 1));
        if i.sets_open_top() {
            let used = next.is_some_and(|next| next.uses_open_top() && !next.is(OpCode::VarArgPrep));
            require(used, Fault::OpenTop)?;
        }
        if i.uses_open_top() && !i.is(OpCode::VarArgPrep) {
            let start = self
                .previous()
                .filter(|previous| previous.sets_open_top())
                .ok_or(Fault::OpenTop)?;
            let first = if i.is(OpCode::Return) { i.a() } else { i.a() + 1 };
            require(first <= start.a(), Fault::OpenTop)?;
        }
        Ok(())
    }

    fn returns(&self) -> Check {
        let expected = if self.proto.is_vararg {
            u32::from(self.proto.num_params) + 1
        } else {
            0
        };
        require(
            self.i.c() == expected && (self.i.k() || !self.needs_close),
            Fault::Frame,
        )
    }

    fn returns_simply(&self) -> Check {
        require(!self.proto.is_vararg && !self.needs_close, Fault::Frame)
    }

    fn check(&self) -> Check {
        use OpCode::*;
        let (i, proto) = (self.i, self.proto);
        let (a, b, c) = (i.a(), i.b(), i.c());
        let op = i.opcode().ok_or(Fault::Opcode)?;
        require(
            (op == VarArgPrep) == (self.pc == 0 && proto.is_vararg),
            Fault::Frame,
        )?;
        self.open_top()?;
        if let Some(metamethod) = metamethod_of(op) {
            self.register(a)?;
            self.register(b)?;
            self.next_is(metamethod)?;
            self.skip()?;
        }
        if op.is_test() {
            self.next_is(Jmp)?;
            self.skip()?;
        }
        match op {
            Move | Unm | BNot | Not | Len => {
                self.register(a)?;
                self.register(b)?;
                self.next()
            }
            LoadI | LoadF | LoadFalse | LoadTrue | Tbc => {
                self.register(a)?;
                self.next()
            }
            LoadK => {
                self.register(a)?;
                self.constant(i.bx(), |_| true)?;
                self.next()
            }
            LoadKX => {
                self.register(a)?;
                self.next_is(ExtraArg)?;
                self.constant(proto.code[self.pc + 1].ax(), |_| true)?;
                self.skip()
            }
            LFalseSkip => {
                self.register(a)?;
                self.skip()
            }
            LoadNil => {
                self.registers(a, b + 1)?;
                self.next()
            }
            GetUpval | SetUpval => {
                self.register(a)?;
                self.upvalue(b)?;
                self.next()
            }
            GetTabUp => {
                self.register(a)?;
                self.upvalue(b)?;
                self.constant(c, is_short_string)?;
                self.next()
            }
            GetTable => {
                self.register(a)?;
                self.register(b)?;
                self.register(c)?;
                self.next()
            }
            GetI => {
                self.register(a)?;
                self.register(b)?;
                self.next()
            }
            GetField => {
                self.register(a)?;
                self.register(b)?;
                self.constant(c, is_short_string)?;
                self.next()
            }
            SetTabUp => {
                self.upvalue(a)?;
                self.constant(b, is_short_string)?;
                self.register_or_constant(c)?;
                self.next()
            }
            SetTable => {
                self.register(a)?;
                self.register(b)?;
                self.register_or_constant(c)?;
                self.next()
            }
            SetI => {
                self.register(a)?;
                self.register_or_constant(c)?;
                self.next()
            }
            SetField => {
                self.register(a)?;
                self.constant(b, is_short_string)?;
                self.register_or_constant(c)?;
                self.next()
            }
            NewTable => {
                self.register(a)?;
                require(b <= 31, Fault::Operand)?;
                self.next_is(ExtraArg)?;
                require(i.k() == (proto.code[self.pc + 1].ax() > 0), Fault::Operand)?;
                self.skip()
            }
            SelfOp => {
                self.registers(a, 2)?;
                self.register(b)?;
                if i.k() {
                    self.constant(c, is_string)?
                } else {
                    self.register(c)?
                }
                self.next()
            }
            AddI | ShrI | ShlI => Ok(()),
            AddK | SubK | MulK | ModK | PowK | DivK | IDivK => self.constant(c, is_number),
            BAndK | BOrK | BXorK => self.constant(c, is_integer),
            Add | Sub | Mul | Mod | Pow | Div | IDiv | BAnd | BOr | BXor | Shl | Shr => self.register(c),
            MmBin | MmBinI | MmBinK => {
                let before = self.previous().and_then(Instruction::opcode);
                require(before.and_then(metamethod_of) == Some(op), Fault::Sequence)?;
                require((FIRST_ARITHMETIC..=LAST_ARITHMETIC).contains(&c), Fault::Operand)?;
                self.register(a)?;
                match op {
                    MmBin => self.register(b)?,
                    MmBinK => self.constant(b, |_| true)?,
                    _ => {}
                }
                self.next()
            }
            Concat => {
                require(b >= 2, Fault::Operand)?;
                self.registers(a, b)?;
                self.next()
            }
            Close => {
                self.registers(a, 0)?;
                self.next()
            }
            Jmp => self.jump(self.pc() + 1 + i64::from(i.sj())),
            Eq | Lt | Le | TestSet => {
                self.register(a)?;
                self.register(b)
            }
            EqK => {
                self.register(a)?;
                self.constant(b, |_| true)
            }
            EqI | LtI | LeI | GtI | GeI | Test => self.register(a),
            Call => {
                self.registers(a, b.max(1))?;
                self.registers(a, c.saturating_sub(1))?;
                self.next()
            }
            TailCall => {
                self.registers(a, b.max(1))?;
                self.returns()?;
                self.next_is(Return)
            }
            Return => {
                self.registers(a, b.saturating_sub(1))?;
                self.returns()
            }
            Return0 => {
                self.registers(a, 0)?;
                self.returns_simply()
            }
            Return1 => {
                self.register(a)?;
                self.returns_simply()
            }
            ForPrep => {
                self.registers(a, 4)?;
                self.next()?;
                let end = self.pc() + 1 + i64::from(i.bx());
                let paired = self.at(end).is_some_and(|end| end.is(ForLoop) && end.a() == a);
                require(paired, Fault::Sequence)?;
                self.jump(self.pc() + 1)?;
                self.jump(end + 1)
            }
            ForLoop => {
                self.registers(a, 4)?;
                let start = self.pc() - i64::from(i.bx());
                let paired = self
                    .at(start)
                    .is_some_and(|start| start.is(ForPrep) && start.a() == a && start.bx() + 1 == i.bx());
                require(paired, Fault::Sequence)?;
                self.next()
            }
            TForPrep => {
                self.registers(a, 4)?;
                let call = self.pc() + 1 + i64::from(i.bx());
                let paired = self
                    .at(call)
                    .is_some_and(|call| call.is(TForCall) && call.a() == a);
                require(paired, Fault::Sequence)
            }
            TForCall => {
                require(c >= 1, Fault::Operand)?;
                self.registers(a, 4 + c.max(3))?;
                self.next_is(TForLoop)?;
                require(proto.code[self.pc + 1].a() == a, Fault::Sequence)
            }
            TForLoop => {
                self.registers(a, 5)?;
                require(
                    self.previous().is_some_and(|call| call.is(TForCall)),
                    Fault::Sequence,
                )?;
                self.jump(self.pc() + 1 - i64::from(i.bx()))?;
                self.next()
            }
            SetList => {
                self.registers(a, b + 1)?;
                if !i.k() {
                    return self.next();
                }
                self.next_is(ExtraArg)?;
                self.skip()
            }
            Closure => {
                self.register(a)?;
                require((i.bx() as usize) < proto.protos.len(), Fault::Function)?;
                self.next()
            }
            VarArg => {
                require(proto.is_vararg, Fault::Frame)?;
                self.registers(a, c.saturating_sub(1).max(1))?;
                self.next()
            }
            VarArgPrep => {
                require(a == proto.num_params.into() && b == 0, Fault::Frame)?;
                self.next()
            }
            ExtraArg => require(self.previous().is_some_and(has_extra_arg), Fault::Sequence),
        }
    }
}
