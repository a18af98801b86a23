//! The tree's statements.

use crate::expressions::ALL_RESULTS;
use crate::function::Compiler;
use crate::jumps::NO_JUMP;
use crate::labels::LabelName;
use crate::scopes::{VariableKind, VariableName};
use crate::values::{Place, Value};
use crate::{Limit, Result};
use moonquakes_bytecode::OpCode;
use moonquakes_bytecode::instruction::MAX_BX;
use moonquakes_syntax::ast::{
    Arm, Assign, Assign1, Attrib, Block, Expr, FunctionStat, GenericFor, If, Local, LocalFunction,
    NumericFor, Repeat, Return, Stat, While,
};

impl<'t> Compiler<'t, '_> {
    /// Compiles the statements of a block. `until` says that the block's scope goes on in a condition.
    pub(crate) fn statements(&mut self, block: &'t Block<'t>, until: bool) -> Result {
        self.some_statements(block.stats, until)?;
        self.last_line = block.last_line;
        Ok(())
    }

    fn some_statements(&mut self, stats: &'t [Stat<'t>], until: bool) -> Result {
        let mut rest = stats;
        while let Some((stat, after)) = rest.split_first() {
            rest = after;
            if let Stat::Label(_) = stat {
                rest = self.labels(stats.len() - after.len() - 1, stats, until)?;
            } else {
                self.statement(stat)?;
            }
            self.f.free_register = self.registers_of_variables();
        }
        Ok(())
    }

    /// Enters a run of labels, the last one first; returns what follows.
    fn labels(&mut self, first: usize, stats: &'t [Stat<'t>], until: bool) -> Result<&'t [Stat<'t>]> {
        let run = stats[first..]
            .iter()
            .take_while(|stat| matches!(stat, Stat::Label(_)))
            .count();
        let (run, rest) = stats[first..].split_at(run);
        let last = rest.is_empty() && !until;
        for stat in run.iter().rev() {
            if let Stat::Label(leaf) = stat {
                self.last_line = leaf.line();
                self.create_label(LabelName::Id(leaf.id()), last)?;
            }
        }
        Ok(rest)
    }

    fn statement(&mut self, stat: &Stat<'t>) -> Result {
        match *stat {
            Stat::Label(_) => Ok(()),
            Stat::Break(leaf) => {
                self.last_line = leaf.line();
                let jump = self.jump();
                self.new_goto(LabelName::Break, jump);
                Ok(())
            }
            Stat::Goto(leaf) => {
                self.last_line = leaf.line();
                self.goto(leaf.id())
            }
            Stat::Do(block) => self.nested_block(block),
            Stat::While(stat) => self.while_loop(stat),
            Stat::Repeat(stat) => self.repeat_loop(stat),
            Stat::If(stat) => self.if_statement(stat),
            Stat::NumericFor(stat) => self.numeric_for(stat),
            Stat::GenericFor(stat) => self.generic_for(stat),
            Stat::Function(stat) => self.function_statement(stat),
            Stat::LocalFunction(stat) => self.local_function(stat),
            Stat::Local(stat) => self.local_statement(stat),
            Stat::Assign1(stat) => self.assign_one(stat),
            Stat::Assign(stat) => self.assign(stat),
            Stat::Call(call) => self.call_statement(Expr::Call(call)),
            Stat::MethodCall(call) => self.call_statement(Expr::MethodCall(call)),
            Stat::Return(stat) => self.return_statement(stat),
        }
    }

    fn nested_block(&mut self, block: &'t Block<'t>) -> Result {
        self.enter_block(false);
        self.statements(block, false)?;
        self.leave_block().map(drop)
    }

    /// A condition: goes on if it holds; returns the jumps for when it does not.
    fn condition(&mut self, e: Expr<'t>) -> Result<i32> {
        let mut v = Value::VOID;
        self.expression(e, &mut v)?;
        if v.place == Place::Nil {
            v.place = Place::False;
        }
        self.go_if_true(&mut v)?;
        Ok(v.if_false)
    }

    fn while_loop(&mut self, stat: &'t While<'t>) -> Result {
        let start = self.label_here();
        let exit = self.condition(stat.condition)?;
        self.enter_block(true);
        self.nested_block(stat.body)?;
        let back = self.jump();
        self.patch_list(back, start)?;
        self.last_line = stat.end_line;
        self.leave_block()?;
        self.patch_to_here(exit)
    }

    fn repeat_loop(&mut self, stat: &'t Repeat<'t>) -> Result {
        let start = self.label_here();
        self.enter_block(true);
        self.enter_block(false);
        self.statements(stat.body, true)?;
        let mut again = self.condition(stat.condition)?;
        let active = self.block().active;
        if self.leave_block()? {
            // The way out jumps over what closes the variables before another turn.
            let exit = self.jump();
            self.patch_to_here(again)?;
            let level = self.register_level(active);
            self.emit(OpCode::Close, level, 0, 0);
            again = self.jump();
            self.patch_to_here(exit)?;
        }
        self.patch_list(again, start)?;
        self.leave_block().map(drop)
    }

    fn if_statement(&mut self, stat: &'t If<'t>) -> Result {
        let mut exits = NO_JUMP;
        for (n, arm) in stat.arms.iter().enumerate() {
            let followed = n + 1 < stat.arms.len() || stat.otherwise.is_some();
            self.arm(arm, followed, &mut exits)?;
        }
        if let Some(block) = stat.otherwise {
            self.nested_block(block)?;
        }
        self.last_line = stat.end_line;
        self.patch_to_here(exits)
    }

    fn arm(&mut self, arm: &'t Arm<'t>, followed: bool, exits: &mut i32) -> Result {
        let mut v = Value::VOID;
        self.expression(arm.condition, &mut v)?;
        self.last_line = arm.then_line;
        let skip;
        let mut stats = arm.body.stats;
        match stats.split_first() {
            Some((Stat::Break(leaf), rest)) if !arm.body.starts_with_void => {
                // The condition's own jump is the break.
                self.go_if_false(&mut v)?;
                self.last_line = leaf.line();
                self.enter_block(false);
                self.new_goto(LabelName::Break, v.if_true);
                if leaf.value() != 0 {
                    self.last_line = leaf.value();
                }
                if rest.is_empty() {
                    self.leave_block()?;
                    self.last_line = arm.body.last_line;
                    return Ok(());
                }
                skip = self.jump();
                stats = rest;
            }
            _ => {
                self.go_if_true(&mut v)?;
                self.enter_block(false);
                skip = v.if_false;
            }
        }
        self.some_statements(stats, false)?;
        self.last_line = arm.body.last_line;
        self.leave_block()?;
        if followed {
            let jump = self.jump();
            self.add_jump(exits, jump)?;
        }
        self.patch_to_here(skip)
    }

    /// An expression in the next register.
    fn expression_to_next(&mut self, e: Expr<'t>) -> Result {
        let mut v = Value::VOID;
        self.expression(e, &mut v)?;
        self.put_in_next_register(&mut v)
    }

    fn numeric_for(&mut self, stat: &'t NumericFor<'t>) -> Result {
        self.enter_block(true);
        let base = self.f.free_register;
        self.expression_to_next(stat.start)?;
        self.expression_to_next(stat.limit)?;
        match stat.step {
            Some(step) => self.expression_to_next(step)?,
            None => {
                let register = self.f.free_register;
                self.load_integer(register, 1);
                self.reserve(1)?;
            }
        }
        for _ in 0..3 {
            self.new_variable(VariableName::ForState);
        }
        self.new_variable(VariableName::Id(stat.variable.id));
        self.activate_variables(3);
        self.last_line = stat.do_line;
        let prepare = self.emit_bx(OpCode::ForPrep, base, 0);
        self.loop_body(stat.body, 1)?;
        self.fix_for_jump(prepare)?;
        let end = self.emit_bx(OpCode::ForLoop, base, 0);
        self.fix_for_back_jump(end, prepare + 1)?;
        self.fix_line(stat.line);
        self.last_line = stat.end_line;
        self.leave_block().map(drop)
    }

    fn generic_for(&mut self, stat: &'t GenericFor<'t>) -> Result {
        self.enter_block(true);
        let base = self.f.free_register;
        let mut last = Value::VOID;
        let given = self.expression_list(stat.exprs, &mut last)?;
        self.adjust(4, given, &mut last)?;
        for _ in 0..4 {
            self.new_variable(VariableName::ForState);
        }
        for name in stat.names {
            self.new_variable(VariableName::Id(name.id));
        }
        self.activate_variables(4);
        self.mark_to_be_closed();
        // Room to call the iterator.
        self.check_registers(3)?;
        self.last_line = stat.do_line;
        let prepare = self.emit_bx(OpCode::TForPrep, base, 0);
        let count = stat.names.len();
        self.loop_body(stat.body, count)?;
        self.fix_for_jump(prepare)?;
        self.emit(OpCode::TForCall, base, 0, count as u32);
        self.fix_line(stat.line);
        let end = self.emit_bx(OpCode::TForLoop, base, 0);
        self.fix_for_back_jump(end, prepare + 1)?;
        self.fix_line(stat.line);
        self.last_line = stat.end_line;
        self.leave_block().map(drop)
    }

    /// The body of a `for` loop, with `count` declared variables.
    fn loop_body(&mut self, body: &'t Block<'t>, count: usize) -> Result {
        self.enter_block(false);
        self.activate_variables(count);
        self.reserve(count as u32)?;
        self.nested_block(body)?;
        self.leave_block().map(drop)
    }

    /// Lets the instruction that prepares a loop jump here.
    fn fix_for_jump(&mut self, prepare: i32) -> Result {
        let here = self.label_here();
        self.set_for_jump(prepare, here - (prepare + 1))
    }

    /// Lets the instruction that ends a loop jump back to `target`.
    fn fix_for_back_jump(&mut self, end: i32, target: i32) -> Result {
        self.set_for_jump(end, end + 1 - target)
    }

    fn set_for_jump(&mut self, pc: i32, offset: i32) -> Result {
        if offset as u32 > MAX_BX {
            return Err(Limit::Jump);
        }
        self.at(pc).set_bx(offset as u32);
        Ok(())
    }

    fn function_statement(&mut self, stat: &'t FunctionStat<'t>) -> Result {
        let (mut target, mut v) = (Value::VOID, Value::VOID);
        self.expression(stat.target, &mut target)?;
        self.closure(stat.function, &mut v)?;
        self.store(&target, &mut v)?;
        self.fix_line(stat.function.line);
        Ok(())
    }

    fn local_function(&mut self, stat: &'t LocalFunction<'t>) -> Result {
        let n = self.f.active;
        self.last_line = stat.name.line;
        self.new_variable(VariableName::Id(stat.name.id));
        self.activate_variables(1);
        let mut v = Value::VOID;
        self.closure(stat.function, &mut v)?;
        // Debug information sees the variable only from here on.
        let start_pc = self.pc() as u32;
        let debug = self.variable(n).debug;
        self.lists.local_vars[debug].start_pc = start_pc;
        Ok(())
    }

    fn local_statement(&mut self, stat: &'t Local<'t>) -> Result {
        let mut to_be_closed = None;
        let active = self.f.active;
        let mut value = Value::VOID;
        let given = self.expression_list(stat.exprs, &mut value)?;
        if given == 0 {
            self.last_line = stat.last_line;
        }
        for (n, name) in stat.names.iter().enumerate() {
            let variable = self.new_variable(VariableName::Id(name.id));
            self.variable(variable).kind = VariableKind::of(name.attrib);
            if name.attrib == Attrib::Close {
                to_be_closed = Some(active + n);
            }
        }
        let count = stat.names.len();
        let constant = match stat.names.last() {
            Some(last) if last.attrib == Attrib::Const && given as usize == count => value.as_constant(),
            _ => None,
        };
        match constant {
            Some(constant) => {
                let last = active + count - 1;
                self.variable(last).kind = VariableKind::CompileTime(constant);
                self.activate_variables(count - 1);
                self.f.active += 1;
            }
            None => {
                self.adjust(count as i32, given, &mut value)?;
                self.activate_variables(count);
            }
        }
        if let Some(n) = to_be_closed {
            self.mark_to_be_closed();
            let level = self.register_level(n);
            self.emit(OpCode::Tbc, level, 0, 0);
        }
        Ok(())
    }

    /// Makes the values of a list exactly `wanted`, in registers; `last`, if some are given, is not there yet.
    fn adjust(&mut self, wanted: i32, given: i32, last: &mut Value) -> Result {
        let missing = wanted - given;
        if given > 0 && last.is_multiple() {
            self.set_results(last, (missing + 1).max(0))?;
        } else {
            if given > 0 {
                self.put_in_next_register(last)?;
            }
            if missing > 0 {
                let free = self.f.free_register;
                self.load_nil(free, missing as u32);
            }
        }
        if missing > 0 {
            self.reserve(missing as u32)
        } else {
            self.f.free_register = self.f.free_register.wrapping_add_signed(missing);
            Ok(())
        }
    }

    fn assign_one(&mut self, stat: &'t Assign1<'t>) -> Result {
        let (mut target, mut v) = (Value::VOID, Value::VOID);
        self.expression(stat.target, &mut target)?;
        self.expression(stat.value, &mut v)?;
        self.set_one_result(&mut v);
        self.store(&target, &mut v)
    }

    fn assign(&mut self, stat: &'t Assign<'t>) -> Result {
        let mut targets: Vec<Value> = Vec::with_capacity(stat.targets.len());
        for &target in stat.targets {
            let mut v = Value::VOID;
            self.expression(target, &mut v)?;
            if !targets.is_empty() && !v.is_indexed() {
                self.check_conflict(&mut targets, &v)?;
            }
            targets.push(v);
        }
        let mut v = Value::VOID;
        let given = self.expression_list(stat.values, &mut v)?;
        let wanted = targets.len() as i32;
        if given == wanted {
            self.set_one_result(&mut v);
            if let Some(target) = targets.pop() {
                self.store(&target, &mut v)?;
            }
        } else {
            self.adjust(wanted, given, &mut v)?;
        }
        for target in targets.iter().rev() {
            let last = self.f.free_register - 1;
            self.store(target, &mut Value::new(Place::Register(last)))?;
        }
        Ok(())
    }

    /// A variable that is assigned to may be a table or key of an earlier target: that one gets a copy.
    fn check_conflict(&mut self, targets: &mut [Value], v: &Value) -> Result {
        let copy = self.f.free_register;
        let mut conflict = false;
        for target in targets.iter_mut().rev() {
            match (&mut target.place, v.place) {
                (&mut Place::UpvalueField { upvalue, key }, Place::Upvalue(index)) if upvalue == index => {
                    conflict = true;
                    target.place = Place::Field { table: copy, key };
                }
                (
                    Place::Field { table, .. } | Place::IntegerIndex { table, .. },
                    Place::Local { register, .. },
                ) if *table == register => {
                    conflict = true;
                    *table = copy;
                }
                (Place::Indexed { table, key }, Place::Local { register, .. }) => {
                    if *table == register {
                        conflict = true;
                        *table = copy;
                    }
                    if *key == register {
                        conflict = true;
                        *key = copy;
                    }
                }
                _ => {}
            }
        }
        if conflict {
            match v.place {
                Place::Local { register, .. } => self.emit(OpCode::Move, copy, register, 0),
                Place::Upvalue(index) => self.emit(OpCode::GetUpval, copy, index, 0),
                _ => 0,
            };
            self.reserve(1)?;
        }
        Ok(())
    }

    fn call_statement(&mut self, e: Expr<'t>) -> Result {
        let mut v = Value::VOID;
        self.expression(e, &mut v)?;
        if let Place::Call(pc) = v.place {
            self.at(pc).set_c(1);
        }
        Ok(())
    }

    fn return_statement(&mut self, stat: &'t Return<'t>) -> Result {
        self.last_line = stat.line;
        let mut first = self.registers_of_variables();
        let mut v = Value::VOID;
        let values = self.expression_list(stat.exprs, &mut v)?;
        let mut count = values;
        if values > 0 {
            if v.is_multiple() {
                self.set_results(&v, ALL_RESULTS)?;
                if let Place::Call(pc) = v.place
                    && values == 1
                    && !self.block().inside_to_be_closed
                {
                    self.at(pc).set_opcode(OpCode::TailCall);
                }
                count = ALL_RESULTS;
            } else if values == 1 {
                first = self.put_in_any_register(&mut v)?;
            } else {
                self.put_in_next_register(&mut v)?;
            }
        }
        self.emit_return(first, count);
        Ok(())
    }
}
