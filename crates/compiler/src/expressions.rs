//! The tree's expressions.

use crate::Result;
use crate::function::Compiler;
use crate::values::{Place, Value};
use moonquakes_bytecode::instruction::FIELDS_PER_FLUSH;
use moonquakes_bytecode::{Instruction, OpCode};
use moonquakes_syntax::StringId;
use moonquakes_syntax::ast::{Call, Expr, ExprList, Field, Function, Index, MethodCall, Table};

/// As many results as there are.
pub(crate) const ALL_RESULTS: i32 = -1;

impl<'t> Compiler<'t, '_> {
    /// Compiles an expression as far as its value is determined.
    ///
    /// Left spines, which may be of any length, are walked with a loop; what nests to the right recurs.
    ///
    /// The value is made where the caller wants it, because copying one that was just written stalls.
    pub(crate) fn expression(&mut self, e: Expr<'t>, v: &mut Value) -> Result {
        match e {
            Expr::Index(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Binary(_) => self.spine(e, v),
            leaf => self.primary(leaf, v),
        }
    }

    fn spine(&mut self, e: Expr<'t>, v: &mut Value) -> Result {
        let base = self.spine.len();
        let mut e = e;
        loop {
            let next = match e {
                Expr::Index(index) => index.object,
                Expr::Call(call) => call.function,
                Expr::MethodCall(call) => call.object,
                Expr::Binary(binary) => binary.left,
                leaf => {
                    self.primary(leaf, v)?;
                    break;
                }
            };
            self.spine.push(e);
            e = next;
        }
        while self.spine.len() > base {
            match self.spine.pop() {
                Some(Expr::Index(index)) => self.index_expression(v, index)?,
                Some(Expr::Call(call)) => self.call(v, call)?,
                Some(Expr::MethodCall(call)) => self.method_call(v, call)?,
                Some(Expr::Binary(binary)) => {
                    self.last_line = binary.line;
                    self.infix(binary.operator, v)?;
                    let mut right = Value::VOID;
                    self.expression(binary.right, &mut right)?;
                    self.postfix(binary.operator, v, &mut right, binary.line)?;
                }
                _ => unreachable!("a spine of left operands"),
            }
        }
        Ok(())
    }

    fn primary(&mut self, e: Expr<'t>, v: &mut Value) -> Result {
        let (leaf, place) = match e {
            Expr::Nil(leaf) => (leaf, Place::Nil),
            Expr::True(leaf) => (leaf, Place::True),
            Expr::False(leaf) => (leaf, Place::False),
            Expr::SmallInteger(leaf) => (leaf, Place::Integer(leaf.value().into())),
            Expr::Integer(leaf) => (leaf, Place::Integer(self.interner.numeral(leaf.value()) as i64)),
            Expr::Float(leaf) => {
                let bits = self.interner.numeral(leaf.value());
                (leaf, Place::Float(f64::from_bits(bits)))
            }
            Expr::String(leaf) => (leaf, Place::String(leaf.id())),
            Expr::Local(leaf) => (leaf, self.local(leaf.value() as usize)),
            Expr::Upvalue(leaf) => (leaf, self.upvalue(leaf.value() as usize)),
            Expr::Vararg(leaf) => {
                // Emitted before the token is read.
                self.last_line = leaf.value();
                (leaf, Place::Vararg(self.emit(OpCode::VarArg, 0, 0, 1)))
            }
            Expr::Global(leaf) => {
                self.last_line = leaf.line();
                return self.global(leaf.id(), v);
            }
            Expr::Paren(paren) => {
                self.expression(paren.inner, v)?;
                self.last_line = paren.end_line;
                self.discharge_variable(v);
                return Ok(());
            }
            Expr::Unary(unary) => {
                self.last_line = unary.line;
                self.expression(unary.operand, v)?;
                return self.unary(unary.operator, v, unary.line);
            }
            Expr::Function(function) => return self.closure(function, v),
            Expr::Table(table) => return self.table(table, v),
            Expr::Index(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Binary(_) => {
                unreachable!("the spine ends with another expression")
            }
        };
        self.last_line = leaf.line();
        *v = Value::new(place);
        Ok(())
    }

    /// A field of `_ENV`.
    fn global(&mut self, name: StringId, v: &mut Value) -> Result {
        *v = Value::new(self.upvalue(self.f.environment));
        self.put_in_register_or_upvalue(v)?;
        self.index(v, &mut Value::new(Place::String(name)))
    }

    /// Compiles a function and loads a closure of it into the next register.
    pub(crate) fn closure(&mut self, function: &'t Function<'t>, v: &mut Value) -> Result {
        let proto = self.function(function)?;
        self.last_line = function.end_line;
        let index = (self.lists.protos.len() - self.f.starts.protos) as u32;
        self.lists.protos.push(proto);
        let pc = self.emit_bx(OpCode::Closure, 0, index);
        *v = Value::new(Place::Relocatable(pc));
        self.put_in_next_register(v)
    }

    fn index_expression(&mut self, v: &mut Value, index: &'t Index<'t>) -> Result {
        self.put_in_register_or_upvalue(v)?;
        let mut key = Value::VOID;
        self.expression(index.key, &mut key)?;
        self.make_value(&mut key)?;
        self.last_line = index.line;
        self.index(v, &mut key)
    }

    fn call(&mut self, v: &mut Value, call: &'t Call<'t>) -> Result {
        self.put_in_next_register(v)?;
        self.arguments(v, call.arguments, call.line, call.end_line)
    }

    fn method_call(&mut self, v: &mut Value, call: &'t MethodCall<'t>) -> Result {
        self.last_line = call.name.line;
        self.load_method(v, call.name.id)?;
        self.arguments(v, call.arguments, call.line, call.end_line)
    }

    /// Calls the function in a fixed register with arguments.
    fn arguments(&mut self, v: &mut Value, arguments: ExprList<'t>, line: u32, end_line: u32) -> Result {
        let Place::Register(base) = v.place else {
            unreachable!("a function in a register")
        };
        // A table or string without parentheses begins before `line`'s token is read.
        let given = self.expression_list(arguments, v)?;
        let open = given > 0 && v.is_multiple();
        if open {
            self.set_results(v, ALL_RESULTS)?;
        }
        self.last_line = end_line;
        if given > 0 && !open {
            self.put_in_next_register(v)?;
        }
        let count = if open { 0 } else { self.f.free_register - base };
        let pc = self.emit(OpCode::Call, base, count, 2);
        *v = Value::new(Place::Call(pc));
        self.fix_line(line);
        self.f.free_register = base + 1;
        Ok(())
    }

    /// Compiles a list: all but the last expression go to the next registers. Returns their number; if it is 0, `v` is
    /// left as it is.
    pub(crate) fn expression_list(&mut self, list: ExprList<'t>, v: &mut Value) -> Result<i32> {
        for (n, &e) in list.exprs.iter().enumerate() {
            if n > 0 {
                self.last_line = list.comma_lines[n - 1];
                self.put_in_next_register(v)?;
            }
            self.expression(e, v)?;
        }
        Ok(list.exprs.len() as i32)
    }

    fn table(&mut self, table: &'t Table<'t>, v: &mut Value) -> Result {
        self.last_line = table.line_before;
        let pc = self.emit(OpCode::NewTable, 0, 0, 0);
        self.emit_instruction(Instruction(0));
        let register = self.f.free_register;
        self.reserve(1)?;
        self.last_line = table.line;
        let mut items = Items {
            table: register,
            stored: 0,
            waiting: 0,
            last: Value::VOID,
            is_last_open: false,
        };
        let mut keyed = 0u32;
        for field in table.fields() {
            self.close_item(&mut items)?;
            let separator_line = match *field {
                Field::Positional {
                    value,
                    separator_line,
                } => {
                    self.expression(value, &mut items.last)?;
                    items.is_last_open = true;
                    items.waiting += 1;
                    separator_line
                }
                Field::Named {
                    name,
                    assign_line,
                    value,
                    separator_line,
                } => {
                    keyed += 1;
                    let key = Value::new(Place::String(name));
                    self.keyed_field(register, key, assign_line, value)?;
                    separator_line
                }
                Field::Keyed { pair, separator_line } => {
                    keyed += 1;
                    let free = self.f.free_register;
                    let mut key = Value::VOID;
                    self.expression(pair.key, &mut key)?;
                    self.make_value(&mut key)?;
                    self.keyed_field(register, key, pair.assign_line, pair.value)?;
                    self.f.free_register = free;
                    separator_line
                }
            };
            if separator_line != 0 {
                self.last_line = separator_line;
            }
        }
        self.last_line = table.end_line;
        self.last_items(&mut items)?;
        self.set_table_size(pc, register, items.stored, keyed);
        *v = Value::new(Place::Register(register));
        Ok(())
    }

    fn keyed_field(&mut self, table: u32, mut key: Value, assign_line: u32, value: Expr<'t>) -> Result {
        let free = self.f.free_register;
        self.last_line = assign_line;
        let mut place = Value::new(Place::Register(table));
        self.index(&mut place, &mut key)?;
        let mut v = Value::VOID;
        self.expression(value, &mut v)?;
        self.store(&place, &mut v)?;
        self.f.free_register = free;
        Ok(())
    }

    /// Puts the last item of a list into its register, and stores the items if there are enough.
    fn close_item(&mut self, items: &mut Items) -> Result {
        if !items.is_last_open {
            return Ok(());
        }
        items.is_last_open = false;
        self.put_in_next_register(&mut items.last)?;
        if items.waiting == FIELDS_PER_FLUSH {
            self.set_list(items.table, items.stored, items.waiting as i32);
            items.stored += items.waiting;
            items.waiting = 0;
        }
        Ok(())
    }

    fn last_items(&mut self, items: &mut Items) -> Result {
        if items.waiting == 0 {
            return Ok(());
        }
        if items.is_last_open && items.last.is_multiple() {
            self.set_results(&items.last, ALL_RESULTS)?;
            self.set_list(items.table, items.stored, ALL_RESULTS);
            // Nobody knows how many the last one gives.
            items.waiting -= 1;
        } else {
            if items.is_last_open {
                self.put_in_next_register(&mut items.last)?;
            }
            self.set_list(items.table, items.stored, items.waiting as i32);
        }
        items.stored += items.waiting;
        Ok(())
    }

    fn set_list(&mut self, table: u32, stored: u32, count: i32) {
        let count = if count == ALL_RESULTS { 0 } else { count as u32 };
        const OPERAND: u32 = 256;
        if stored < OPERAND {
            self.emit(OpCode::SetList, table, count, stored);
        } else {
            self.emit_k(OpCode::SetList, table, count, stored % OPERAND, true);
            self.emit_extra(stored / OPERAND);
        }
        self.f.free_register = table + 1;
    }

    fn set_table_size(&mut self, pc: i32, register: u32, items: u32, keyed: u32) {
        const OPERAND: u32 = 256;
        let log2 = if keyed == 0 {
            0
        } else {
            u32::BITS - (keyed - 1).leading_zeros() + 1
        };
        let extra = items / OPERAND;
        *self.at(pc) = Instruction::abc(OpCode::NewTable, register, log2, items % OPERAND, extra > 0);
        *self.at(pc + 1) = Instruction::from_ax(OpCode::ExtraArg, extra);
    }
}

/// The list items of a table constructor.
struct Items {
    table: u32,
    stored: u32,
    /// Items in registers, and the one in `last` if that is open.
    waiting: u32,
    last: Value,
    is_last_open: bool,
}
