//! Where the value of an expression is, and getting it to where it is needed.

use crate::Result;
use crate::function::Compiler;
use crate::jumps::NO_JUMP;
use moonquakes_bytecode::OpCode;
use moonquakes_syntax::StringId;

/// A compile-time constant.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Constant {
    Nil,
    True,
    False,
    Integer(i64),
    Float(f64),
    String(StringId),
}

/// Where a value is, or how it will be computed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Place {
    Nil,
    True,
    False,
    Integer(i64),
    Float(f64),
    String(StringId),
    /// In the table of constants.
    Constant(u32),
    /// In a fixed register.
    Register(u32),
    /// A comparison: its jump.
    Jump(i32),
    /// An instruction that can put its result anywhere.
    Relocatable(i32),
    // What follows has to be read before it can be used.
    /// A `<const>` variable whose value is known.
    NamedConstant(Constant),
    /// A local variable: its register and its number among the function's variables.
    Local {
        register: u32,
        variable: usize,
    },
    Upvalue(u32),
    /// `R[table][R[key]]`
    Indexed {
        table: u32,
        key: u32,
    },
    /// `U[upvalue][K[key]]`
    UpvalueField {
        upvalue: u32,
        key: u32,
    },
    /// `R[table][key]`
    IntegerIndex {
        table: u32,
        key: u32,
    },
    /// `R[table][K[key]]`
    Field {
        table: u32,
        key: u32,
    },
    Call(i32),
    Vararg(i32),
}

impl Place {
    #[inline]
    fn is_variable(self) -> bool {
        matches!(
            self,
            Place::NamedConstant(_)
                | Place::Local { .. }
                | Place::Upvalue(_)
                | Place::Indexed { .. }
                | Place::UpvalueField { .. }
                | Place::IntegerIndex { .. }
                | Place::Field { .. }
                | Place::Call(_)
                | Place::Vararg(_)
        )
    }
}

/// The value of an expression: its place, and the jumps that leave the expression because it is true, or false.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    pub place: Place,
    pub if_true: i32,
    pub if_false: i32,
}

impl Value {
    /// Room for a value.
    pub(crate) const VOID: Value = Value::new(Place::Nil);

    pub(crate) const fn new(place: Place) -> Value {
        Value {
            place,
            if_true: NO_JUMP,
            if_false: NO_JUMP,
        }
    }
    pub(crate) fn has_jumps(&self) -> bool {
        self.if_true != self.if_false
    }
    /// Whether the expression may have any number of values.
    pub(crate) fn is_multiple(&self) -> bool {
        matches!(self.place, Place::Call(_) | Place::Vararg(_))
    }
    /// Whether the expression is a field of a table.
    pub(crate) fn is_indexed(&self) -> bool {
        matches!(
            self.place,
            Place::Indexed { .. }
                | Place::UpvalueField { .. }
                | Place::IntegerIndex { .. }
                | Place::Field { .. }
        )
    }
}

impl Compiler<'_, '_> {
    /// Loads nil into `n` registers, together with the instruction before if that does the same.
    pub(crate) fn load_nil(&mut self, from: u32, n: u32) {
        let (mut from, mut last) = (from, from + n - 1);
        if let Some(previous) = self.previous_instruction()
            && previous.is(OpCode::LoadNil)
        {
            let before = previous.a();
            let before_last = before + previous.b();
            if (before <= from && from <= before_last + 1) || (from <= before && before <= last + 1) {
                from = from.min(before);
                last = last.max(before_last);
                previous.set_a(from);
                previous.set_b(last - from);
                return;
            }
        }
        self.emit(OpCode::LoadNil, from, n - 1, 0);
    }

    /// Fixes how many results a call or `...` gives.
    pub(crate) fn set_results(&mut self, v: &Value, count: i32) -> Result {
        match v.place {
            Place::Call(pc) => self.at(pc).set_c((count + 1) as u32),
            Place::Vararg(pc) => {
                let free = self.f.free_register;
                let i = self.at(pc);
                i.set_c((count + 1) as u32);
                i.set_a(free);
                self.reserve(1)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Makes a call or `...` give exactly one result.
    pub(crate) fn set_one_result(&mut self, v: &mut Value) {
        if v.is_multiple() {
            v.place = self.discharge(v.place);
        }
    }

    /// Makes sure that the value is no variable any more, but something that can be used.
    #[inline]
    pub(crate) fn discharge_variable(&mut self, v: &mut Value) {
        if v.place.is_variable() {
            v.place = self.discharge(v.place);
        }
    }

    fn discharge(&mut self, variable: Place) -> Place {
        match variable {
            Place::NamedConstant(constant) => match constant {
                Constant::Nil => Place::Nil,
                Constant::True => Place::True,
                Constant::False => Place::False,
                Constant::Integer(i) => Place::Integer(i),
                Constant::Float(x) => Place::Float(x),
                Constant::String(id) => Place::String(id),
            },
            Place::Local { register, .. } => Place::Register(register),
            Place::Upvalue(index) => Place::Relocatable(self.emit(OpCode::GetUpval, 0, index, 0)),
            Place::UpvalueField { upvalue, key } => {
                Place::Relocatable(self.emit(OpCode::GetTabUp, 0, upvalue, key))
            }
            Place::IntegerIndex { table, key } => {
                self.free_register(table);
                Place::Relocatable(self.emit(OpCode::GetI, 0, table, key))
            }
            Place::Field { table, key } => {
                self.free_register(table);
                Place::Relocatable(self.emit(OpCode::GetField, 0, table, key))
            }
            Place::Indexed { table, key } => {
                self.free_registers(table, key);
                Place::Relocatable(self.emit(OpCode::GetTable, 0, table, key))
            }
            Place::Call(pc) => Place::Register(self.at(pc).a()),
            Place::Vararg(pc) => {
                self.at(pc).set_c(2);
                Place::Relocatable(pc)
            }
            other => other,
        }
    }

    /// Puts a value that is no jump into a register.
    fn discharge_to(&mut self, v: &mut Value, register: u32) {
        self.discharge_variable(v);
        match v.place {
            Place::Nil => self.load_nil(register, 1),
            Place::False => {
                self.emit(OpCode::LoadFalse, register, 0, 0);
            }
            Place::True => {
                self.emit(OpCode::LoadTrue, register, 0, 0);
            }
            Place::String(id) => {
                let index = self.string_constant(id);
                self.load_constant(register, index);
            }
            Place::Constant(index) => self.load_constant(register, index),
            Place::Float(x) => self.load_float(register, x),
            Place::Integer(i) => self.load_integer(register, i),
            Place::Relocatable(pc) => self.at(pc).set_a(register),
            Place::Register(from) => {
                if from != register {
                    self.emit(OpCode::Move, register, from, 0);
                }
            }
            _ => return,
        }
        v.place = Place::Register(register);
    }

    pub(crate) fn discharge_to_any(&mut self, v: &mut Value) -> Result {
        if !matches!(v.place, Place::Register(_)) {
            self.reserve(1)?;
            let register = self.f.free_register - 1;
            self.discharge_to(v, register);
        }
        Ok(())
    }

    fn load_boolean(&mut self, register: u32, op: OpCode) -> i32 {
        self.label_here();
        self.emit(op, register, 0, 0)
    }

    /// Puts the value into a register, with all that its jumps bring along.
    pub(crate) fn put_in_register(&mut self, v: &mut Value, register: u32) -> Result {
        self.discharge_to(v, register);
        if v.has_jumps() || matches!(v.place, Place::Jump(_)) {
            self.put_jumps_in_register(v, register)?;
        }
        *v = Value::new(Place::Register(register));
        Ok(())
    }

    fn put_jumps_in_register(&mut self, v: &mut Value, register: u32) -> Result {
        if let Place::Jump(jump) = v.place {
            self.add_jump(&mut v.if_true, jump)?;
        }
        if v.has_jumps() {
            let mut load_false = NO_JUMP;
            let mut load_true = NO_JUMP;
            if self.needs_value(v.if_true) || self.needs_value(v.if_false) {
                let around = if matches!(v.place, Place::Jump(_)) {
                    NO_JUMP
                } else {
                    self.jump()
                };
                load_false = self.load_boolean(register, OpCode::LFalseSkip);
                load_true = self.load_boolean(register, OpCode::LoadTrue);
                self.patch_to_here(around)?;
            }
            let end = self.label_here();
            self.patch_list_values(v.if_false, end, register, load_false)?;
            self.patch_list_values(v.if_true, end, register, load_true)?;
        }
        Ok(())
    }

    /// Puts the value into the next free register.
    pub(crate) fn put_in_next_register(&mut self, v: &mut Value) -> Result {
        self.discharge_variable(v);
        self.free_value(v);
        self.reserve(1)?;
        let register = self.f.free_register - 1;
        self.put_in_register(v, register)
    }

    /// Puts the value into some register, its own one where it has one.
    pub(crate) fn put_in_any_register(&mut self, v: &mut Value) -> Result<u32> {
        self.discharge_variable(v);
        if let Place::Register(register) = v.place {
            if !v.has_jumps() {
                return Ok(register);
            }
            if register >= self.registers_of_variables() {
                self.put_in_register(v, register)?;
                return Ok(register);
            }
        }
        self.put_in_next_register(v)?;
        match v.place {
            Place::Register(register) => Ok(register),
            _ => unreachable!("a value in a register"),
        }
    }

    /// Puts the value into some register, unless it is an upvalue.
    pub(crate) fn put_in_register_or_upvalue(&mut self, v: &mut Value) -> Result {
        if !matches!(v.place, Place::Upvalue(_)) || v.has_jumps() {
            self.put_in_any_register(v)?;
        }
        Ok(())
    }

    /// Makes sure that the value is in a register or a constant.
    pub(crate) fn make_value(&mut self, v: &mut Value) -> Result {
        if matches!(v.place, Place::Jump(_)) || v.has_jumps() {
            self.put_in_any_register(v)?;
        } else {
            self.discharge_variable(v);
        }
        Ok(())
    }

    /// Makes the value an operand that may be a constant: its number, and whether it is one.
    pub(crate) fn put_in_register_or_constant(&mut self, v: &mut Value) -> Result<(u32, bool)> {
        if self.make_operand_constant(v)
            && let Place::Constant(index) = v.place
        {
            return Ok((index, true));
        }
        Ok((self.put_in_any_register(v)?, false))
    }

    /// Stores a value in a variable.
    pub(crate) fn store(&mut self, variable: &Value, v: &mut Value) -> Result {
        let (op, a, b) = match variable.place {
            Place::Local { register, .. } => {
                self.free_value(v);
                return self.put_in_register(v, register);
            }
            Place::Upvalue(index) => {
                let register = self.put_in_any_register(v)?;
                self.emit(OpCode::SetUpval, register, index, 0);
                self.free_value(v);
                return Ok(());
            }
            Place::UpvalueField { upvalue, key } => (OpCode::SetTabUp, upvalue, key),
            Place::IntegerIndex { table, key } => (OpCode::SetI, table, key),
            Place::Field { table, key } => (OpCode::SetField, table, key),
            Place::Indexed { table, key } => (OpCode::SetTable, table, key),
            _ => unreachable!("the parser lets only variables be assigned to"),
        };
        let (c, k) = self.put_in_register_or_constant(v)?;
        self.emit_k(op, a, b, c, k);
        self.free_value(v);
        Ok(())
    }

    /// Prepares a method call: the function and the object go to two new registers.
    pub(crate) fn load_method(&mut self, v: &mut Value, name: StringId) -> Result {
        let object = self.put_in_any_register(v)?;
        self.free_value(v);
        let base = self.f.free_register;
        v.place = Place::Register(base);
        self.reserve(2)?;
        let mut key = Value::new(Place::String(name));
        let (c, k) = self.put_in_register_or_constant(&mut key)?;
        self.emit_k(OpCode::SelfOp, base, object, c, k);
        self.free_value(&key);
        Ok(())
    }

    /// `table[key]` as a place that can be read or written.
    pub(crate) fn index(&mut self, table: &mut Value, key: &mut Value) -> Result {
        if let Place::String(id) = key.place {
            key.place = Place::Constant(self.string_constant(id));
        }
        let is_field = self.is_field_name(key);
        if matches!(table.place, Place::Upvalue(_)) && !is_field {
            self.put_in_any_register(table)?;
        }
        table.place = match (table.place, key.place) {
            (Place::Upvalue(upvalue), Place::Constant(key)) => Place::UpvalueField { upvalue, key },
            (Place::Local { register, .. } | Place::Register(register), place) => match place {
                Place::Constant(key) if is_field => Place::Field { table: register, key },
                Place::Integer(i) if !key.has_jumps() && (0..=255).contains(&i) => Place::IntegerIndex {
                    table: register,
                    key: i as u32,
                },
                _ => Place::Indexed {
                    table: register,
                    key: self.put_in_any_register(key)?,
                },
            },
            _ => unreachable!("a table is in a register or an upvalue"),
        };
        Ok(())
    }
}
