//! The syntax tree.
//!
//! Nodes are `Copy`, lie in a bump arena and have no destructor. Leaves stand inside [`Expr`] and [`Stat`], which are
//! two machine words: a tag and one 8-byte scalar, either a [`Leaf`] or a reference.
//!
//! Names are resolved: an expression says whether it is a local variable, an upvalue or a global. Void statements
//! (`;`) are dropped.
//!
//! # Lines
//!
//! The reference gives an instruction the line of the last token that it has consumed when it emits it, unless it
//! corrects the line afterwards. A consumer that walks the tree in source order, and keeps the line of the last token
//! that it has passed, finds the same lines: every token behind which an instruction may be emitted has its line
//! here. A token's line is the one where it ends.
//!
//! Left spines (`a.b.c`, `f()()`, `1 + 1 + 1`) may be millions long: walk them with a loop. What nests to the right is
//! bounded by the `levels` given to [`parse`](crate::parse).

use crate::interner::StringId;

/// Lines and values in a [`Leaf`] are below 2^28.
pub const MAX_LEAF_VALUE: u32 = (1 << 28) - 1;

/// A line and a value in one scalar: `kind << 56 | line << 28 | value`. Together with a one-byte tag it travels in
/// two registers; the kind is the lexer's.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Leaf(u64);

impl Leaf {
    /// Packs what fits.
    #[inline(always)]
    pub(crate) const fn new(kind: u8, line: u32, value: u32) -> Leaf {
        Leaf((kind as u64) << 56 | (line as u64) << 28 | value as u64)
    }

    /// The line where the token ends.
    #[inline(always)]
    pub const fn line(self) -> u32 {
        (self.0 >> 28) as u32 & MAX_LEAF_VALUE
    }

    /// What the place where the leaf stands says.
    #[inline(always)]
    pub const fn value(self) -> u32 {
        self.0 as u32 & MAX_LEAF_VALUE
    }

    /// The value as the id of a name or string.
    #[inline(always)]
    pub const fn id(self) -> StringId {
        StringId(self.value())
    }

    #[inline(always)]
    pub(crate) const fn kind(self) -> u8 {
        (self.0 >> 56) as u8
    }

    #[inline(always)]
    pub(crate) const fn with_value(self, value: u32) -> Leaf {
        Leaf(self.0 & !(MAX_LEAF_VALUE as u64) | value as u64)
    }

    #[inline(always)]
    pub(crate) const fn with_line(self, line: u32) -> Leaf {
        Leaf(self.0 & !((MAX_LEAF_VALUE as u64) << 28) | (line as u64) << 28)
    }
}

impl std::fmt::Debug for Leaf {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}@{}", self.value(), self.line())
    }
}

/// A binary operator. `>` and `>=` are kept as they are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `%`
    Mod,
    /// `^`
    Pow,
    /// `/`
    Div,
    /// `//`
    IDiv,
    /// `&`
    BAnd,
    /// `|`
    BOr,
    /// `~`
    BXor,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `..`
    Concat,
    /// `==`
    Eq,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `~=`
    Ne,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `and`
    And,
    /// `or`
    Or,
}

/// A unary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum UnaryOp {
    /// `-`
    Minus,
    /// `~`
    BNot,
    /// `not`
    Not,
    /// `#`
    Len,
}

/// An expression.
#[derive(Clone, Copy, Debug)]
pub enum Expr<'a> {
    /// `nil`
    Nil(Leaf),
    /// `true`
    True(Leaf),
    /// `false`
    False(Leaf),
    /// `...`; the value is the line of the token before it, where the reference puts the instruction.
    Vararg(Leaf),
    /// An integer from 0 to 2^28 - 1: the value.
    SmallInteger(Leaf),
    /// Another integer: the value is the index of its bits, see [`Interner::numeral`](crate::Interner::numeral).
    Integer(Leaf),
    /// A float: the value is the index of its bits.
    Float(Leaf),
    /// The value is its id.
    String(Leaf),
    /// A local variable of the function: the value counts those in scope from 0, hidden ones too (three before the
    /// variable of a numerical `for`, four before those of a generic one; `self` comes first in a method).
    Local(Leaf),
    /// The value is the index in [`Function::upvalues`].
    Upvalue(Leaf),
    /// A field of the upvalue [`Function::env`]: the value is its name. Where `_ENV` is a variable of the program
    /// the tree has an [`Index`] instead.
    Global(Leaf),
    /// `(expr)`
    Paren(&'a Paren<'a>),
    /// `object.name`, `object[key]`
    Index(&'a Index<'a>),
    /// `function(arguments)`
    Call(&'a Call<'a>),
    /// `object:name(arguments)`
    MethodCall(&'a MethodCall<'a>),
    /// `function() end`
    Function(&'a Function<'a>),
    /// `left operator right`
    Binary(&'a Binary<'a>),
    /// `operator operand`
    Unary(&'a Unary<'a>),
    /// `{fields}`
    Table(&'a Table<'a>),
}

/// Expressions with commas between them.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExprList<'a> {
    /// The expressions.
    pub exprs: &'a [Expr<'a>],
    /// The lines of the commas: one less.
    pub comma_lines: &'a [u32],
}

/// An expression in parentheses.
#[derive(Clone, Copy, Debug)]
pub struct Paren<'a> {
    /// What is in them.
    pub inner: Expr<'a>,
    /// Of `)`.
    pub end_line: u32,
}

/// A field of a table.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a> {
    /// The table.
    pub object: Expr<'a>,
    /// A string after `.`, anything in brackets.
    pub key: Expr<'a>,
    /// Of the name after `.`, or of `]`.
    pub line: u32,
}

/// A function call.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// What is called.
    pub function: Expr<'a>,
    /// The arguments.
    pub arguments: ExprList<'a>,
    /// Of `(`, of the string or of `{`: the line of the call itself.
    pub line: u32,
    /// Of `)`, of the string or of `}`.
    pub end_line: u32,
}

/// A method call.
#[derive(Clone, Copy, Debug)]
pub struct MethodCall<'a> {
    /// The object.
    pub object: Expr<'a>,
    /// The name of the method.
    pub name: NameRef,
    /// The arguments without the object.
    pub arguments: ExprList<'a>,
    /// Of `(`, of the string or of `{`: the line of the call itself.
    pub line: u32,
    /// Of `)`, of the string or of `}`.
    pub end_line: u32,
}

/// A binary operation.
#[derive(Clone, Copy, Debug)]
pub struct Binary<'a> {
    /// The left operand.
    pub left: Expr<'a>,
    /// The right operand.
    pub right: Expr<'a>,
    /// Of the operator.
    pub line: u32,
    /// The operator.
    pub operator: BinaryOp,
}

/// A unary operation.
#[derive(Clone, Copy, Debug)]
pub struct Unary<'a> {
    /// The operand.
    pub operand: Expr<'a>,
    /// Of the operator.
    pub line: u32,
    /// The operator.
    pub operator: UnaryOp,
}

/// A table constructor.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// Its fields, in pieces: see [`Table::fields`].
    pub(crate) pieces: &'a [&'a [Field<'a>]],
    /// Of the token before `{`, where the reference creates the table.
    pub line_before: u32,
    /// Of `{`.
    pub line: u32,
    /// Of `}`.
    pub end_line: u32,
}

impl<'a> Table<'a> {
    /// The fields.
    pub fn fields(&self) -> impl Iterator<Item = &'a Field<'a>> + use<'a> {
        self.pieces.iter().copied().flatten()
    }
}

/// A field of a table constructor. Data files are made of them: they are kept small.
#[derive(Clone, Copy, Debug)]
pub enum Field<'a> {
    /// `value`: the next place in the list.
    Positional {
        /// The value.
        value: Expr<'a>,
        /// Of the `,` or `;` behind it; 0 if there is none.
        separator_line: u32,
    },
    /// `name = value`
    Named {
        /// The name.
        name: StringId,
        /// Of `=`.
        assign_line: u32,
        /// The value.
        value: Expr<'a>,
        /// Of the `,` or `;` behind it; 0 if there is none.
        separator_line: u32,
    },
    /// `[key] = value`
    Keyed {
        /// Key and value.
        pair: &'a KeyAndValue<'a>,
        /// Of the `,` or `;` behind it; 0 if there is none.
        separator_line: u32,
    },
}

/// `[key] = value` in a table constructor.
#[derive(Clone, Copy, Debug)]
pub struct KeyAndValue<'a> {
    /// The key.
    pub key: Expr<'a>,
    /// The value.
    pub value: Expr<'a>,
    /// Of `=`.
    pub assign_line: u32,
}

/// A function body; also the main function of a chunk, whose lines are 0.
#[derive(Clone, Copy, Debug)]
pub struct Function<'a> {
    /// The named parameters, without `self`.
    pub parameters: &'a [NameRef],
    /// The statements.
    pub body: &'a Block<'a>,
    /// The upvalues, in the order of their first use.
    pub upvalues: &'a [UpvalueDesc],
    /// The line of `...` in the parameters, if they end so; 1 in a main function.
    pub vararg_line: Option<u32>,
    /// Whether `self` comes before the parameters.
    pub is_method: bool,
    /// The upvalue that is `_ENV`, if the function uses globals.
    pub env: Option<u8>,
    /// The reference's `linedefined`: of `function` in a function statement, of `(` elsewhere.
    pub line: u32,
    /// Of `end`.
    pub end_line: u32,
}

/// What an upvalue refers to.
#[derive(Clone, Copy, Debug)]
pub struct UpvalueDesc {
    /// The name of the variable.
    pub name: StringId,
    /// Whether it is a local variable of the enclosing function (or an upvalue).
    pub in_stack: bool,
    /// The local variable, counted as in [`Expr::Local`], or the upvalue.
    pub index: u8,
    /// The attribute of the variable.
    pub attrib: Attrib,
}

/// A name and its line.
#[derive(Clone, Copy, Debug)]
pub struct NameRef {
    /// The name.
    pub id: StringId,
    /// Its line.
    pub line: u32,
}

/// The attribute of a local variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Attrib {
    /// No attribute.
    None,
    /// `<const>`
    Const,
    /// `<close>`
    Close,
}

/// A name in a `local` statement.
#[derive(Clone, Copy, Debug)]
pub struct LocalName {
    /// The name.
    pub id: StringId,
    /// Its line.
    pub line: u32,
    /// Its attribute.
    pub attrib: Attrib,
}

/// Statements in a scope.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// The statements; `return` can only be the last one.
    pub stats: &'a [Stat<'a>],
    /// Whether a `;` comes first: then `if c then ; break end` is not the jump that the reference makes of
    /// `if c then break end`.
    pub starts_with_void: bool,
    /// Of the last token, void statements included; if there is none, of the token before the block.
    pub last_line: u32,
}

/// A statement.
#[derive(Clone, Copy, Debug)]
pub enum Stat<'a> {
    /// `::name::`, checked to be unique. The value is the name. The line is that of the last of the labels and void
    /// statements that follow at once; the reference enters these labels there, last one first.
    Label(Leaf),
    /// `break`, checked to be in a loop. The value is the line of the last `;` that follows at once, or 0.
    Break(Leaf),
    /// `goto name`, checked to have a label. The value is the name; the line is that of the name.
    Goto(Leaf),
    /// `do body end`
    Do(&'a Block<'a>),
    /// `while condition do body end`
    While(&'a While<'a>),
    /// `repeat body until condition`
    Repeat(&'a Repeat<'a>),
    /// `if … end`
    If(&'a If<'a>),
    /// `for variable = start, limit, step do body end`
    NumericFor(&'a NumericFor<'a>),
    /// `for names in exprs do body end`
    GenericFor(&'a GenericFor<'a>),
    /// `function a.b:c() end`
    Function(&'a FunctionStat<'a>),
    /// `local function name() end`
    LocalFunction(&'a LocalFunction<'a>),
    /// `local names = exprs`
    Local(&'a Local<'a>),
    /// `target = value`
    Assign1(&'a Assign1<'a>),
    /// `targets = values`
    Assign(&'a Assign<'a>),
    /// A function call.
    Call(&'a Call<'a>),
    /// A method call.
    MethodCall(&'a MethodCall<'a>),
    /// `return exprs`
    Return(&'a Return<'a>),
}

/// An assignment to one variable.
#[derive(Clone, Copy, Debug)]
pub struct Assign1<'a> {
    /// A local variable, upvalue, global or field.
    pub target: Expr<'a>,
    /// The value.
    pub value: Expr<'a>,
}

/// An assignment to several variables, or of several values.
#[derive(Clone, Copy, Debug)]
pub struct Assign<'a> {
    /// Local variables, upvalues, globals and fields.
    pub targets: &'a [Expr<'a>],
    /// The values.
    pub values: ExprList<'a>,
}

/// A `while` loop.
#[derive(Clone, Copy, Debug)]
pub struct While<'a> {
    /// The condition.
    pub condition: Expr<'a>,
    /// The body.
    pub body: &'a Block<'a>,
    /// Of `end`.
    pub end_line: u32,
}

/// A `repeat` loop.
#[derive(Clone, Copy, Debug)]
pub struct Repeat<'a> {
    /// The body, whose variables are in scope in the condition.
    pub body: &'a Block<'a>,
    /// The condition.
    pub condition: Expr<'a>,
}

/// An `if` statement.
#[derive(Clone, Copy, Debug)]
pub struct If<'a> {
    /// `if` and each `elseif`.
    pub arms: &'a [Arm<'a>],
    /// `else`
    pub otherwise: Option<&'a Block<'a>>,
    /// Of `end`.
    pub end_line: u32,
}

/// A condition and what it guards.
#[derive(Clone, Copy, Debug)]
pub struct Arm<'a> {
    /// The condition.
    pub condition: Expr<'a>,
    /// What is done when it holds.
    pub body: &'a Block<'a>,
    /// Of `then`.
    pub then_line: u32,
}

/// A numerical `for` loop.
#[derive(Clone, Copy, Debug)]
pub struct NumericFor<'a> {
    /// The variable.
    pub variable: NameRef,
    /// Its first value.
    pub start: Expr<'a>,
    /// Its last value.
    pub limit: Expr<'a>,
    /// The step, if it is given.
    pub step: Option<Expr<'a>>,
    /// The body.
    pub body: &'a Block<'a>,
    /// Of `for`: the line of the instruction that loops.
    pub line: u32,
    /// Of `do`.
    pub do_line: u32,
    /// Of `end`.
    pub end_line: u32,
}

/// A generic `for` loop.
#[derive(Clone, Copy, Debug)]
pub struct GenericFor<'a> {
    /// The variables.
    pub names: &'a [NameRef],
    /// What gives the iterator.
    pub exprs: ExprList<'a>,
    /// The body.
    pub body: &'a Block<'a>,
    /// Of the first token behind `in`: the line of the instructions that loop.
    pub line: u32,
    /// Of `do`.
    pub do_line: u32,
    /// Of `end`.
    pub end_line: u32,
}

/// A function statement.
#[derive(Clone, Copy, Debug)]
pub struct FunctionStat<'a> {
    /// A variable, or fields of one.
    pub target: Expr<'a>,
    /// The function.
    pub function: &'a Function<'a>,
}

/// A local function, which sees itself.
#[derive(Clone, Copy, Debug)]
pub struct LocalFunction<'a> {
    /// The variable.
    pub name: NameRef,
    /// The function.
    pub function: &'a Function<'a>,
}

/// A `local` statement.
#[derive(Clone, Copy, Debug)]
pub struct Local<'a> {
    /// The variables.
    pub names: &'a [LocalName],
    /// Their values; none if there is no `=`.
    pub exprs: ExprList<'a>,
    /// Of the statement's last token.
    pub last_line: u32,
}

/// A `return` statement.
#[derive(Clone, Copy, Debug)]
pub struct Return<'a> {
    /// The values.
    pub exprs: ExprList<'a>,
    /// Of `return`.
    pub line: u32,
}

const _: () = {
    assert!(size_of::<Expr>() == 16);
    assert!(size_of::<Stat>() == 16);
    assert!(size_of::<Field>() == 32);
};
