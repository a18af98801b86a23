//! Checks that follow control through a function: which registers hold a value, and which variables may be
//! waiting to be closed.
//!
//! Each instruction gets the state in which it may be entered, the meet of what all ways to it leave behind. States
//! only lose registers and gain marks while the ways are followed, so this ends; code that nothing reaches never runs
//! and is not followed. All of [`code`](super::code) is known to hold here.

use crate::instruction::Instruction;
use crate::opcode::OpCode;
use crate::proto::Proto;

use super::Fault;

pub(super) fn check(proto: &Proto) -> Result<(), (usize, Fault)> {
    let mut flow = Flow {
        proto,
        states: vec![None; proto.code.len()],
        pending: Vec::new(),
    };
    let mut entry = State::default();
    entry.set(0, proto.num_params.into());
    flow.reach(0, entry);
    while let Some(pc) = flow.pending.pop() {
        if let Some(state) = flow.states[pc] {
            flow.step(pc, state).map_err(|fault| (pc, fault))?;
        }
    }
    Ok(())
}

/// A set of registers.
#[derive(Clone, Copy, Default, PartialEq)]
struct Registers([u64; 4]);

impl Registers {
    /// All from `first` on; `first` may lie beyond the last.
    fn from(first: u32) -> Registers {
        Registers(std::array::from_fn(|word| {
            match first.saturating_sub(64 * word as u32) {
                shift @ 0..64 => u64::MAX << shift,
                _ => 0,
            }
        }))
    }

    fn range(first: u32, count: u32) -> Registers {
        Registers::from(first).without(Registers::from(first + count))
    }

    fn and(self, other: Registers) -> Registers {
        Registers(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }

    fn or(self, other: Registers) -> Registers {
        Registers(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }

    fn without(self, other: Registers) -> Registers {
        Registers(std::array::from_fn(|word| self.0[word] & !other.0[word]))
    }

    fn is_empty(self) -> bool {
        self == Registers::default()
    }
}

/// What is known on entry to an instruction.
#[derive(Clone, Copy, Default, PartialEq)]
struct State {
    /// Registers that hold a value.
    set: Registers,
    /// Registers that may be marked as to be closed.
    marked: Registers,
}

impl State {
    fn set(&mut self, first: u32, count: u32) {
        self.set = self.set.or(Registers::range(first, count));
    }

    fn with(mut self, register: u32) -> State {
        self.set(register, 1);
        self
    }

    /// Whatever was in `first` and above is lost.
    fn forget_from(&mut self, first: u32) {
        self.set = self.set.without(Registers::from(first));
    }

    fn read(&self, first: u32, count: u32) -> Result<(), Fault> {
        let unset = Registers::range(first, count).without(self.set);
        if unset.is_empty() {
            Ok(())
        } else {
            Err(Fault::Unset)
        }
    }

    fn mark(&mut self, register: u32) -> Result<(), Fault> {
        if !self.marked.and(Registers::from(register)).is_empty() {
            return Err(Fault::ToBeClosed);
        }
        self.marked = self.marked.or(Registers::range(register, 1));
        Ok(())
    }

    fn close_from(&mut self, first: u32) {
        self.marked = self.marked.without(Registers::from(first));
    }

    /// What holds in both states.
    fn meet(self, other: State) -> State {
        State {
            set: self.set.and(other.set),
            marked: self.marked.or(other.marked),
        }
    }
}

struct Flow<'a> {
    proto: &'a Proto<'a>,
    states: Vec<Option<State>>,
    pending: Vec<usize>,
}

impl Flow<'_> {
    /// Control may reach `pc` in that state.
    fn reach(&mut self, pc: usize, state: State) {
        let met = self.states[pc].map_or(state, |known| known.meet(state));
        if self.states[pc] != Some(met) {
            self.states[pc] = Some(met);
            self.pending.push(pc);
        }
    }

    /// The operands of an instruction that uses an open list of values: those below its start are in registers.
    fn read_operands(&self, pc: usize, state: &State, count: Option<u32>) -> Result<(), Fault> {
        let first = self.proto.code[pc].a();
        let count = count.unwrap_or_else(|| self.proto.code[pc - 1].a() - first);
        state.read(first, count)
    }

    fn read_key_or_value(i: Instruction, state: &State) -> Result<(), Fault> {
        if i.k() { Ok(()) } else { state.read(i.c(), 1) }
    }

    /// Follows the instruction at `pc` to those after it.
    fn step(&mut self, pc: usize, mut state: State) -> Result<(), Fault> {
        use OpCode::*;
        let i = self.proto.code[pc];
        let (a, b, c) = (i.a(), i.b(), i.c());
        let Some(op) = i.opcode() else {
            return Err(Fault::Opcode);
        };
        let back = || pc + 1 - i.bx() as usize;
        let forth = || pc + 1 + i.bx() as usize;
        match op {
            AddI | ShrI | ShlI | AddK | SubK | MulK | ModK | PowK | DivK | IDivK | BAndK | BOrK | BXorK => {
                state.read(b, 1)?;
                self.reach(pc + 2, state.with(a));
            }
            Add | Sub | Mul | Mod | Pow | Div | IDiv | BAnd | BOr | BXor | Shl | Shr => {
                state.read(b, 1)?;
                state.read(c, 1)?;
                self.reach(pc + 2, state.with(a));
            }
            Move | Unm | BNot | Not | Len | GetI | GetField => {
                state.read(b, 1)?;
                state.set(a, 1);
            }
            LoadI | LoadF | LoadK | LoadFalse | LoadTrue | GetUpval | GetTabUp => state.set(a, 1),
            LoadKX | LFalseSkip => {
                self.reach(pc + 2, state.with(a));
                return Ok(());
            }
            LoadNil => state.set(a, b + 1),
            SetUpval => state.read(a, 1)?,
            GetTable => {
                state.read(b, 1)?;
                state.read(c, 1)?;
                state.set(a, 1);
            }
            SetTabUp => Self::read_key_or_value(i, &state)?,
            SetTable => {
                state.read(a, 1)?;
                state.read(b, 1)?;
                Self::read_key_or_value(i, &state)?;
            }
            SetI | SetField => {
                state.read(a, 1)?;
                Self::read_key_or_value(i, &state)?;
            }
            NewTable => {
                state.forget_from(a);
                self.reach(pc + 2, state.with(a));
                return Ok(());
            }
            SelfOp => {
                state.read(b, 1)?;
                Self::read_key_or_value(i, &state)?;
                state.set(a, 2);
            }
            MmBin | MmBinI | MmBinK => {
                state.read(a, 1)?;
                if op == MmBin {
                    state.read(b, 1)?;
                }
                state.set(self.proto.code[pc - 1].a(), 1);
            }
            Concat => {
                state.read(a, b)?;
                state.forget_from(a + 1);
            }
            Close => state.close_from(a),
            Tbc => {
                state.read(a, 1)?;
                state.mark(a)?;
            }
            Jmp => {
                self.reach((pc as i64 + 1 + i64::from(i.sj())) as usize, state);
                return Ok(());
            }
            Eq | Lt | Le | EqK | EqI | LtI | LeI | GtI | GeI | Test => {
                state.read(a, 1)?;
                if matches!(op, Eq | Lt | Le) {
                    state.read(b, 1)?;
                }
                self.reach(pc + 2, state);
            }
            TestSet => {
                state.read(b, 1)?;
                self.reach(pc + 2, state);
                state.set(a, 1);
            }
            Call => {
                self.read_operands(pc, &state, (b > 0).then_some(b))?;
                state.forget_from(a);
                state.set(a, c.saturating_sub(1));
            }
            TailCall => {
                self.read_operands(pc, &state, (b > 0).then_some(b))?;
                if !state.marked.is_empty() {
                    return Err(Fault::ToBeClosed);
                }
                state.forget_from(a);
            }
            Return => return self.read_operands(pc, &state, b.checked_sub(1)),
            Return0 => return Ok(()),
            Return1 => return state.read(a, 1),
            ForPrep => {
                state.read(a, 3)?;
                self.reach(forth() + 1, state);
                state.set(a + 3, 1);
            }
            ForLoop => {
                state.read(a, 3)?;
                self.reach(back(), state.with(a + 3));
            }
            TForPrep => {
                state.read(a, 4)?;
                state.mark(a + 3)?;
                self.reach(forth(), state);
                return Ok(());
            }
            TForCall => {
                state.read(a, 3)?;
                state.forget_from(a + 4);
                state.set(a + 4, c);
            }
            TForLoop => {
                state.read(a + 4, 1)?;
                self.reach(back(), state.with(a + 2));
            }
            SetList => {
                self.read_operands(pc, &state, (b > 0).then_some(b + 1))?;
                if i.k() {
                    self.reach(pc + 2, state);
                    return Ok(());
                }
            }
            Closure => {
                let captured = self.proto.protos[i.bx() as usize].upvalues.iter();
                for register in captured
                    .filter(|captured| captured.in_stack)
                    .map(|it| it.index.into())
                {
                    if register != a {
                        state.read(register, 1)?;
                    }
                }
                state.forget_from(a + 1);
                state.set(a, 1);
            }
            VarArg if c == 0 => state.forget_from(a),
            VarArg => state.set(a, c - 1),
            VarArgPrep | ExtraArg => {}
        }
        self.reach(pc + 1, state);
        Ok(())
    }
}
