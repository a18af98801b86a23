//! The stack of registers: variables first, then temporaries.

use crate::function::Compiler;
use crate::values::{Place, Value};
use crate::{Limit, Result};

/// The most registers of a function.
const MAX_REGISTERS: u32 = 255;

impl Compiler<'_, '_> {
    /// Makes sure that the function's frame has `n` more registers.
    pub(crate) fn check_registers(&mut self, n: u32) -> Result {
        let size = self.f.free_register + n;
        if size > self.f.max_stack_size.into() {
            if size >= MAX_REGISTERS {
                return Err(Limit::Registers);
            }
            self.f.max_stack_size = size as u8;
        }
        Ok(())
    }

    /// Takes `n` registers.
    pub(crate) fn reserve(&mut self, n: u32) -> Result {
        self.check_registers(n)?;
        self.f.free_register += n;
        Ok(())
    }

    /// Gives a register back, unless a variable lives in it.
    pub(crate) fn free_register(&mut self, register: u32) {
        if register >= self.registers_of_variables() {
            self.f.free_register -= 1;
            debug_assert_eq!(register, self.f.free_register);
        }
    }

    /// Gives two registers back, the higher one first.
    pub(crate) fn free_registers(&mut self, a: u32, b: u32) {
        self.free_register(a.max(b));
        self.free_register(a.min(b));
    }

    /// Gives back the register that a value is in, if it is in one.
    pub(crate) fn free_value(&mut self, v: &Value) {
        if let Place::Register(register) = v.place {
            self.free_register(register);
        }
    }

    pub(crate) fn free_values(&mut self, a: &Value, b: &Value) {
        match (a.place, b.place) {
            (Place::Register(a), Place::Register(b)) => self.free_registers(a, b),
            (Place::Register(r), _) | (_, Place::Register(r)) => self.free_register(r),
            _ => {}
        }
    }
}
