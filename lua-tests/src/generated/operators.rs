//! Every operator on operands of every type. Constants are folded and have instructions of their own, variables not.

use super::Generated;

const BINARY: &[(&str, &str)] = &[
    ("addition", "+"),
    ("subtraction", "-"),
    ("multiplication", "*"),
    ("division", "/"),
    ("floor division", "//"),
    ("modulo", "%"),
    ("exponentiation", "^"),
    ("bitwise and", "&"),
    ("bitwise or", "|"),
    ("bitwise exclusive or", "~"),
    ("shift left", "<<"),
    ("shift right", ">>"),
    ("concatenation", ".."),
    ("equality", "=="),
    ("inequality", "~="),
    ("less than", "<"),
    ("less or equal", "<="),
    ("greater than", ">"),
    ("greater or equal", ">="),
    ("and", "and"),
    ("or", "or"),
];

const UNARY: &[(&str, &str)] = &[
    ("negation", "-"),
    ("bitwise not", "~"),
    ("length", "#"),
    ("not", "not "),
];

const OPERANDS: &[&str] = &[
    "nil",
    "true",
    "0",
    "1",
    "(-1)",
    "7",
    "200",
    "math.maxinteger",
    "math.mininteger",
    "0.0",
    "(-0.0)",
    "2.5",
    "3.0",
    "1e100",
    "2^53",
    "2^63",
    "(1/0)",
    "'10'",
    "'0x10'",
    "'2.5'",
    "'abc'",
    "{}",
];

const PRELUDE: &str = "\
local function hide(v) return v ~= v and 'nan' or type(v) == 'table' and 'table' or v end
local function try(f) local ok, v = pcall(f) print(hide(v), math.type(v)) end
";

pub(super) fn programs() -> Vec<Generated> {
    let binary = BINARY
        .iter()
        .map(|(name, operator)| Generated::new(format!("operator {name}"), binary(operator)));
    let unary = UNARY
        .iter()
        .map(|(name, operator)| Generated::new(format!("operator {name}"), unary(operator)));
    binary.chain(unary).collect()
}

fn binary(operator: &str) -> String {
    let mut text = PRELUDE.to_owned();
    for left in OPERANDS {
        text += &format!("do local a = {left}\n");
        for right in OPERANDS {
            text += &format!(
                "try(function() return {left} {operator} {right} end)\n\
                 try(function() return a {operator} {right} end)\n\
                 try(function() local b = {right} return {left} {operator} b end)\n\
                 try(function() local b = {right} if a {operator} b then return 1 else return 2 end end)\n"
            );
        }
        text += "end\n";
    }
    text
}

fn unary(operator: &str) -> String {
    let mut text = PRELUDE.to_owned();
    for operand in OPERANDS {
        text += &format!(
            "try(function() return {operator}{operand} end)\n\
             try(function() local a = {operand} return {operator}a end)\n\
             try(function() return {operator}({operator}{operand}) end)\n\
             try(function() local t = {{ f = {operand} }} return {operator}t.f end)\n"
        );
    }
    text
}
