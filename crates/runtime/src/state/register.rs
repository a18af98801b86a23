//! Libraries, registered metatables, references.

use super::{LOADED_TABLE, REF_NIL, REGISTRY_INDEX, RIDX_GLOBALS, State};
use crate::throw::LuaResult;
use crate::value::{NativeFunction, Type};

/// Where a table of references keeps the head of its list of free ones.
const FREE_LIST: i64 = RIDX_GLOBALS + 1;

impl State {
    /// Makes a native function the global variable `name`. `[-0, +0, e]`
    pub fn register(&mut self, name: &str, f: NativeFunction) -> LuaResult {
        self.push_function(f)?;
        self.set_global(name)
    }

    /// Stores native functions in the table below the `nup` topmost values, which each of them gets as upvalues
    /// and which are popped. `[-nup, +0, e]`
    pub fn set_funcs(&mut self, functions: &[(&str, NativeFunction)], nup: i32) -> LuaResult {
        let nup = nup.max(0);
        self.ensure_stack(nup.saturating_add(2), "too many upvalues")?;
        for &(name, function) in functions {
            for _ in 0..nup {
                self.push_value(-nup)?;
            }
            self.push_closure(function, nup)?;
            self.set_field(-(nup + 2), name)?;
        }
        self.pop(nup);
        Ok(())
    }

    /// Pushes a new table with the native functions. `[-0, +1, e]`
    pub fn new_lib(&mut self, functions: &[(&str, NativeFunction)]) -> LuaResult {
        self.create_table(0, i32::try_from(functions.len()).unwrap_or(0))?;
        self.set_funcs(functions, 0)
    }

    /// Pushes the table that the value at `index` has under `name`, after making one if there is none; tells
    /// whether there was one. `[-0, +1, e]`
    pub fn get_subtable(&mut self, index: i32, name: &str) -> LuaResult<bool> {
        if self.get_field(index, name)? == Type::Table {
            return Ok(true);
        }
        self.pop(1);
        let index = self.abs_index(index);
        self.new_table()?;
        self.push_value(-1)?;
        self.set_field(index, name)?;
        Ok(false)
    }

    /// Pushes the module `name`, after opening it with `open` and registering it in `package.loaded` if it was
    /// not loaded; with `global`, also stores it in the global `name`. `[-0, +1, e]`
    pub fn require_f(&mut self, name: &str, open: NativeFunction, global: bool) -> LuaResult {
        self.get_subtable(REGISTRY_INDEX, LOADED_TABLE)?;
        self.get_field(-1, name)?;
        if !self.to_boolean(-1) {
            self.pop(1);
            self.push_function(open)?;
            self.push_str(name)?;
            self.call(1, 1)?;
            self.push_value(-1)?;
            self.set_field(-3, name)?;
        }
        self.remove(-2);
        if global {
            self.push_value(-1)?;
            self.set_global(name)?;
        }
        Ok(())
    }

    /// Pushes the metatable registered as `type_name`, after making one if there is none; tells whether it is
    /// new. `[-0, +1, m]`
    pub fn new_metatable(&mut self, type_name: &str) -> LuaResult<bool> {
        if self.get_registered_metatable(type_name)? != Type::Nil {
            return Ok(false);
        }
        self.pop(1);
        self.create_table(0, 2)?;
        self.push_str(type_name)?;
        self.set_field(-2, "__name")?;
        self.push_value(-1)?;
        self.set_field(REGISTRY_INDEX, type_name)?;
        Ok(true)
    }

    /// Pushes the metatable registered as `type_name`, nil if there is none. `[-0, +1, m]`
    pub fn get_registered_metatable(&mut self, type_name: &str) -> LuaResult<Type> {
        self.get_field(REGISTRY_INDEX, type_name)
    }

    /// Gives the value on top the metatable registered as `type_name`. `[-0, +0, m]`
    pub fn set_metatable_named(&mut self, type_name: &str) -> LuaResult {
        self.get_registered_metatable(type_name)?;
        self.set_metatable(-2)
    }

    /// Pops a value, stores it in the table at `table` and gives the integer key that refers to it. `[-1, +0, m]`
    pub fn reference(&mut self, table: i32) -> LuaResult<i32> {
        self.need(1)?;
        if self.is_nil(-1) {
            self.pop(1);
            return Ok(REF_NIL);
        }
        let table = self.abs_index(table);
        let mut reference = 0;
        if self.raw_get_i(table, FREE_LIST)? == Type::Nil {
            self.push_integer(0)?;
            self.raw_set_i(table, FREE_LIST)?;
        } else {
            reference = self.to_integer(-1).unwrap_or(0);
        }
        self.pop(1);
        if reference != 0 {
            self.raw_get_i(table, reference)?;
            self.raw_set_i(table, FREE_LIST)?;
        } else {
            reference = self.raw_len(table) as i64 + 1;
        }
        self.raw_set_i(table, reference)?;
        i32::try_from(reference).map_err(|_| self.error_str("too many references"))
    }

    /// Frees a reference made by [`reference`](Self::reference). `[-0, +0, m]`
    pub fn unreference(&mut self, table: i32, reference: i32) -> LuaResult {
        if reference < 0 {
            return Ok(());
        }
        let table = self.abs_index(table);
        self.raw_get_i(table, FREE_LIST)?;
        self.raw_set_i(table, i64::from(reference))?;
        self.push_integer(i64::from(reference))?;
        self.raw_set_i(table, FREE_LIST)
    }
}
