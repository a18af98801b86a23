//! From a tree back to source text: every operator in parentheses, every name as its resolution says.

use moonquakes_syntax::ast::*;
use moonquakes_syntax::{Interner, StringId};

/// The text of a chunk.
pub fn print(main: &Function, interner: &Interner) -> Vec<u8> {
    let mut printer = Printer {
        text: Vec::new(),
        interner,
        functions: Vec::new(),
    };
    printer.open(main);
    printer.block(main.body);
    printer.text
}

/// What an open function's indices mean.
struct Names<'a> {
    /// Hidden variables have no name.
    variables: Vec<Option<&'a [u8]>>,
    upvalues: &'a [UpvalueDesc],
}

struct Printer<'a> {
    text: Vec<u8>,
    interner: &'a Interner,
    functions: Vec<Names<'a>>,
}

fn binary_text(operator: BinaryOp) -> &'static str {
    match operator {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "^",
        BinaryOp::Div => "/",
        BinaryOp::IDiv => "//",
        BinaryOp::BAnd => "&",
        BinaryOp::BOr => "|",
        BinaryOp::BXor => "~",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
        BinaryOp::Concat => "..",
        BinaryOp::Eq => "==",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Ne => "~=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
    }
}

fn unary_text(operator: UnaryOp) -> &'static str {
    match operator {
        UnaryOp::Minus => "-",
        UnaryOp::BNot => "~",
        UnaryOp::Not => "not",
        UnaryOp::Len => "#",
    }
}

impl<'a> Printer<'a> {
    fn write(&mut self, text: impl AsRef<[u8]>) {
        self.text.extend_from_slice(text.as_ref());
    }

    fn name(&mut self, id: StringId) {
        let name = self.interner.get(id);
        self.write(name);
    }

    fn string(&mut self, id: StringId) {
        self.write("\"");
        for byte in self.interner.get(id) {
            match byte {
                b'"' | b'\\' => self.write([b'\\', *byte]),
                b' '..=b'~' => self.write([*byte]),
                _ => self.write(format!("\\{byte:03}")),
            }
        }
        self.write("\"");
    }

    fn declare(&mut self, name: Option<StringId>) {
        let name = name.map(|id| self.interner.get(id));
        self.names().variables.push(name);
    }

    fn names(&mut self) -> &mut Names<'a> {
        self.functions.last_mut().expect("a function is open")
    }

    fn variable_name(&self, level: usize, index: usize) -> &'a [u8] {
        self.functions[level].variables[index].expect("hidden variables are not mentioned")
    }

    fn upvalue_name(&self, level: usize, index: usize) -> &'a [u8] {
        match self.functions[level].upvalues[index] {
            UpvalueDesc { .. } if level == 0 => b"_ENV",
            UpvalueDesc {
                in_stack: true,
                index,
                ..
            } => self.variable_name(level - 1, index as usize),
            UpvalueDesc {
                in_stack: false,
                index,
                ..
            } => self.upvalue_name(level - 1, index as usize),
        }
    }

    fn separated<T>(&mut self, items: impl IntoIterator<Item = T>, mut print: impl FnMut(&mut Self, T)) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.write(", ");
            }
            print(self, item);
        }
    }

    fn exprs(&mut self, list: ExprList<'a>) {
        assert_eq!(list.comma_lines.len(), list.exprs.len().saturating_sub(1));
        self.separated(list.exprs, |printer, expr| printer.expr(*expr));
    }

    fn open(&mut self, function: &Function<'a>) {
        self.functions.push(Names {
            variables: Vec::new(),
            upvalues: function.upvalues,
        });
        if function.is_method {
            self.names().variables.push(Some(b"self"));
        }
        for parameter in function.parameters {
            self.declare(Some(parameter.id));
        }
    }

    fn function(&mut self, function: &Function<'a>) {
        self.open(function);
        self.write("(");
        self.separated(function.parameters, |printer, parameter| {
            printer.name(parameter.id)
        });
        if function.vararg_line.is_some() {
            self.write(if function.parameters.is_empty() {
                "..."
            } else {
                ", ..."
            });
        }
        self.write(")\n");
        self.block(function.body);
        self.write("end");
        self.functions.pop();
    }

    fn float(&mut self, value: f64) {
        self.write(if value.is_infinite() {
            "1e999".into()
        } else {
            format!("{value:e}")
        });
    }

    fn expr(&mut self, expr: Expr<'a>) {
        match expr {
            Expr::Nil(_) => self.write("nil"),
            Expr::True(_) => self.write("true"),
            Expr::False(_) => self.write("false"),
            Expr::Vararg(_) => self.write("..."),
            Expr::SmallInteger(leaf) => self.write(leaf.value().to_string()),
            Expr::Integer(leaf) => self.write(format!("{:#x}", self.interner.numeral(leaf.value()))),
            Expr::Float(leaf) => self.float(f64::from_bits(self.interner.numeral(leaf.value()))),
            Expr::String(leaf) => self.string(leaf.id()),
            Expr::Local(leaf) => {
                self.write(self.variable_name(self.functions.len() - 1, leaf.value() as usize))
            }
            Expr::Upvalue(leaf) => {
                self.write(self.upvalue_name(self.functions.len() - 1, leaf.value() as usize))
            }
            Expr::Global(leaf) => self.name(leaf.id()),
            Expr::Paren(paren) => {
                self.write("(");
                self.expr(paren.inner);
                self.write(")");
            }
            Expr::Index(index) => {
                self.expr(index.object);
                self.write("[");
                self.expr(index.key);
                self.write(" ]");
            }
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Function(function) => {
                self.write("function");
                self.function(function);
            }
            Expr::Binary(binary) => {
                self.write("(");
                self.binary(binary);
                self.write(")");
            }
            Expr::Unary(unary) => {
                self.write(format!("({} ", unary_text(unary.operator)));
                self.expr(unary.operand);
                self.write(")");
            }
            Expr::Table(table) => {
                self.write("{");
                self.separated(table.fields(), |printer, field| printer.field(field));
                self.write("}");
            }
        }
    }

    /// A chain of concatenations is one instruction: parentheses would change the code.
    fn binary(&mut self, binary: &Binary<'a>) {
        self.expr(binary.left);
        self.write(format!(" {} ", binary_text(binary.operator)));
        match binary.right {
            Expr::Binary(right)
                if binary.operator == BinaryOp::Concat && right.operator == BinaryOp::Concat =>
            {
                self.binary(right)
            }
            right => self.expr(right),
        }
    }

    fn call(&mut self, call: &Call<'a>) {
        self.expr(call.function);
        self.write("(");
        self.exprs(call.arguments);
        self.write(")");
    }

    fn method_call(&mut self, call: &MethodCall<'a>) {
        self.expr(call.object);
        self.write(":");
        self.name(call.name.id);
        self.write("(");
        self.exprs(call.arguments);
        self.write(")");
    }

    fn field(&mut self, field: &Field<'a>) {
        match *field {
            Field::Positional { value, .. } => self.expr(value),
            Field::Named { name, value, .. } => {
                self.write("[");
                self.string(name);
                self.write(" ] = ");
                self.expr(value);
            }
            Field::Keyed { pair, .. } => {
                self.write("[");
                self.expr(pair.key);
                self.write(" ] = ");
                self.expr(pair.value);
            }
        }
    }

    fn block(&mut self, block: &Block<'a>) {
        if block.starts_with_void {
            self.write(";");
        }
        for stat in block.stats {
            self.stat(stat);
            self.write("\n");
        }
    }

    /// A block with a scope of its own, in which hidden and named variables may come first.
    fn scoped(&mut self, hidden: usize, names: &[NameRef], block: &Block<'a>, end: &str) {
        let outside = self.names().variables.len();
        (0..hidden).for_each(|_| self.declare(None));
        names.iter().for_each(|name| self.declare(Some(name.id)));
        self.block(block);
        self.write(end);
        self.names().variables.truncate(outside);
    }

    /// The target of a function statement.
    fn function_name(&mut self, target: Expr<'a>, is_method: bool) {
        match target {
            Expr::Index(Index {
                object,
                key: Expr::String(name),
                ..
            }) => {
                self.function_name(*object, false);
                self.write(if is_method { ":" } else { "." });
                self.name(name.id());
            }
            _ => self.expr(target),
        }
    }

    fn stat(&mut self, stat: &Stat<'a>) {
        match *stat {
            Stat::Label(leaf) => {
                self.write("::");
                self.name(leaf.id());
                self.write("::");
            }
            Stat::Break(_) => self.write("break"),
            Stat::Goto(leaf) => {
                self.write("goto ");
                self.name(leaf.id());
            }
            Stat::Do(block) => {
                self.write("do\n");
                self.scoped(0, &[], block, "end");
            }
            Stat::While(stat) => {
                self.write("while ");
                self.expr(stat.condition);
                self.write(" do\n");
                self.scoped(0, &[], stat.body, "end");
            }
            Stat::Repeat(stat) => {
                let outside = self.names().variables.len();
                self.write("repeat\n");
                self.block(stat.body);
                self.write("until ");
                self.expr(stat.condition);
                self.write(";");
                self.names().variables.truncate(outside);
            }
            Stat::If(stat) => {
                for (index, arm) in stat.arms.iter().enumerate() {
                    self.write(if index == 0 { "if " } else { "elseif " });
                    self.expr(arm.condition);
                    self.write(" then\n");
                    self.scoped(0, &[], arm.body, "");
                }
                if let Some(block) = stat.otherwise {
                    self.write("else\n");
                    self.scoped(0, &[], block, "");
                }
                self.write("end");
            }
            Stat::NumericFor(stat) => {
                self.write("for ");
                self.name(stat.variable.id);
                self.write(" = ");
                self.expr(stat.start);
                self.write(", ");
                self.expr(stat.limit);
                if let Some(step) = stat.step {
                    self.write(", ");
                    self.expr(step);
                }
                self.write(" do\n");
                self.scoped(3, &[stat.variable], stat.body, "end");
            }
            Stat::GenericFor(stat) => {
                self.write("for ");
                self.separated(stat.names, |printer, name| printer.name(name.id));
                self.write(" in ");
                self.exprs(stat.exprs);
                self.write(" do\n");
                self.scoped(4, stat.names, stat.body, "end");
            }
            Stat::Function(stat) => {
                self.write("function ");
                self.function_name(stat.target, stat.function.is_method);
                self.function(stat.function);
            }
            Stat::LocalFunction(stat) => {
                self.write("local function ");
                self.name(stat.name.id);
                self.declare(Some(stat.name.id));
                self.function(stat.function);
            }
            Stat::Local(stat) => {
                self.write("local ");
                self.separated(stat.names, |printer, name| {
                    printer.name(name.id);
                    printer.write(match name.attrib {
                        Attrib::None => "",
                        Attrib::Const => " <const>",
                        Attrib::Close => " <close>",
                    });
                });
                if !stat.exprs.exprs.is_empty() {
                    self.write(" = ");
                    self.exprs(stat.exprs);
                }
                stat.names.iter().for_each(|name| self.declare(Some(name.id)));
                self.write(";");
            }
            Stat::Assign1(stat) => {
                self.expr(stat.target);
                self.write(" = ");
                self.expr(stat.value);
                self.write(";");
            }
            Stat::Assign(stat) => {
                self.separated(stat.targets, |printer, target| printer.expr(*target));
                self.write(" = ");
                self.exprs(stat.values);
                self.write(";");
            }
            Stat::Call(call) => {
                self.call(call);
                self.write(";");
            }
            Stat::MethodCall(call) => {
                self.method_call(call);
                self.write(";");
            }
            Stat::Return(stat) => {
                self.write("return ");
                self.exprs(stat.exprs);
                self.write(";");
            }
        }
    }
}
