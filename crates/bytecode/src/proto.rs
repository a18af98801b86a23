//! Function prototypes: what a compiled function is made of.

use crate::instruction::Instruction;

/// Marks an instruction in [`Proto::line_info`] whose line stands in [`Proto::abs_line_info`].
pub const ABS_LINE_INFO: i8 = -0x80;

/// At most this many instructions lie between two entries of [`Proto::abs_line_info`].
pub const MAX_INSTRUCTIONS_WITHOUT_ABS_LINE: u32 = 128;

/// A compiled function with the functions nested in it. Strings are borrowed: from a binary chunk, from the
/// compiler, from a heap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proto<'s> {
    /// The chunk's name as given (`=stdin`, `@file`, or the source itself). `None` in a nested function
    /// means the enclosing function's, in a main function that it is not known.
    pub source: Option<&'s [u8]>,
    /// The line of `function`; 0 in a main function.
    pub line_defined: u32,
    /// The line of its `end`; 0 in a main function.
    pub last_line_defined: u32,
    /// Fixed parameters.
    pub num_params: u8,
    /// Does it take variable arguments?
    pub is_vararg: bool,
    /// Registers needed.
    pub max_stack_size: u8,
    /// The instructions.
    pub code: Vec<Instruction>,
    /// Constants that the code refers to.
    pub constants: Vec<Constant<'s>>,
    /// Where the closure finds each of its upvalues.
    pub upvalues: Vec<UpvalueDesc<'s>>,
    /// Nested functions.
    pub protos: Vec<Proto<'s>>,
    /// For each instruction the difference of its line from that of the one before, or [`ABS_LINE_INFO`].
    /// Empty when stripped.
    pub line_info: Vec<i8>,
    /// Lines of some instructions, in ascending order, so that a search need not start at the first.
    pub abs_line_info: Vec<AbsLineInfo>,
    /// Local variables in order of their `start_pc`.
    pub local_vars: Vec<LocalVar<'s>>,
}

/// A constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant<'s> {
    /// `nil`
    Nil,
    /// `false`
    False,
    /// `true`
    True,
    /// An integer.
    Integer(i64),
    /// A float.
    Float(f64),
    /// A string.
    String(&'s [u8]),
}

/// How a closure captures one upvalue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpvalueDesc<'s> {
    /// The variable's name; `None` when stripped.
    pub name: Option<&'s [u8]>,
    /// Is it a register of the enclosing function, rather than one of its upvalues?
    pub in_stack: bool,
    /// The number of the register or upvalue.
    pub index: u8,
    /// What was declared: 0 a regular variable, 1 `<const>`, 2 `<close>`, 3 a compile-time constant.
    pub kind: u8,
}

/// The line of one instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbsLineInfo {
    /// The instruction.
    pub pc: u32,
    /// Its line.
    pub line: u32,
}

/// A local variable, for debugging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalVar<'s> {
    /// Its name.
    pub name: Option<&'s [u8]>,
    /// The first instruction where it is alive.
    pub start_pc: u32,
    /// The first instruction where it is dead.
    pub end_pc: u32,
}

impl<'s> Proto<'s> {
    /// The line of the instruction at `pc`; `None` without line information.
    pub fn line_at(&self, pc: usize) -> Option<u32> {
        self.line_info.get(pc)?;
        let known = self.abs_line_info.partition_point(|info| info.pc as usize <= pc);
        let (mut line, next) = match known.checked_sub(1) {
            Some(last) => {
                let info = self.abs_line_info[last];
                (info.line, info.pc as usize + 1)
            }
            None => (self.line_defined, 0),
        };
        for &difference in self.line_info.get(next..=pc).unwrap_or_default() {
            line = line.wrapping_add_signed(difference.into());
        }
        Some(line)
    }

    /// The name of the local variable in register `number` (counted from 1 among those alive) at `pc`.
    pub fn local_name(&self, number: usize, pc: usize) -> Option<&'s [u8]> {
        self.local_vars
            .iter()
            .take_while(|var| var.start_pc as usize <= pc)
            .filter(|var| pc < var.end_pc as usize)
            .nth(number.checked_sub(1)?)
            .and_then(|var| var.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_from_the_nearest_known_one() {
        let proto = Proto {
            line_defined: 10,
            line_info: vec![1, 0, 2, ABS_LINE_INFO, -3],
            abs_line_info: vec![AbsLineInfo { pc: 3, line: 1000 }],
            ..Proto::default()
        };
        let lines: Vec<_> = (0..6).map(|pc| proto.line_at(pc)).collect();
        assert_eq!(lines, [Some(11), Some(11), Some(13), Some(1000), Some(997), None]);
    }

    #[test]
    fn locals_count_only_while_alive() {
        let var = |name, start_pc, end_pc| LocalVar {
            name: Some(name),
            start_pc,
            end_pc,
        };
        let proto = Proto {
            local_vars: vec![var(&b"a"[..], 0, 9), var(b"b", 1, 3), var(b"c", 4, 9)],
            ..Proto::default()
        };
        assert_eq!(proto.local_name(2, 2), Some(&b"b"[..]));
        assert_eq!(proto.local_name(2, 5), Some(&b"c"[..]));
        assert_eq!(proto.local_name(2, 3), None);
        assert_eq!(proto.local_name(0, 3), None);
    }
}
