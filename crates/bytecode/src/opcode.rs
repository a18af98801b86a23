//! The instruction set of Lua 5.4, listed once.
//!
//! [`for_each_op!`](crate::for_each_op) holds the table: the effect of each instruction, its name in listings, the layout of
//! its operands and its properties. The enum, the decoder, the verifier and the listing derive from it.
//!
//! In the effects `R` is a register, `K` a constant, `U` an upvalue, `P` a nested function; `RK[C]` is `K[C]` if the
//! bit k is set and `R[C]` otherwise. `pc` is the instruction after the one that runs. *top* is the end of an open list
//! of values: an instruction that sets it is followed at once by the one that uses it.

/// Calls `callback!` with the whole opcode table, in numeric order. A row is
/// `Name "NAME" Mode (flags);` after its doc comment.
#[macro_export]
macro_rules! for_each_op {
    ($callback:ident) => {
        $callback! {
            /// R\[A\] := R\[B\]
            Move "MOVE" Abc (SETS_A);
            /// R\[A\] := sBx, an integer
            LoadI "LOADI" AsBx (SETS_A);
            /// R\[A\] := sBx, a float
            LoadF "LOADF" AsBx (SETS_A);
            /// R\[A\] := K\[Bx\]
            LoadK "LOADK" Abx (SETS_A);
            /// R\[A\] := K\[Ax of the `ExtraArg` that follows\]
            LoadKX "LOADKX" Abx (SETS_A);
            /// R\[A\] := false
            LoadFalse "LOADFALSE" Abc (SETS_A);
            /// R\[A\] := false; skips the next instruction, which would load true
            LFalseSkip "LFALSESKIP" Abc (SETS_A);
            /// R\[A\] := true
            LoadTrue "LOADTRUE" Abc (SETS_A);
            /// R\[A\], …, R\[A+B\] := nil
            LoadNil "LOADNIL" Abc (SETS_A);
            /// R\[A\] := U\[B\]
            GetUpval "GETUPVAL" Abc (SETS_A);
            /// U\[B\] := R\[A\]
            SetUpval "SETUPVAL" Abc (NONE);
            /// R\[A\] := U\[B\]\[K\[C\]\]; the key is a short string
            GetTabUp "GETTABUP" Abc (SETS_A);
            /// R\[A\] := R\[B\]\[R\[C\]\]
            GetTable "GETTABLE" Abc (SETS_A);
            /// R\[A\] := R\[B\]\[C\], an integer key
            GetI "GETI" Abc (SETS_A);
            /// R\[A\] := R\[B\]\[K\[C\]\]; the key is a short string
            GetField "GETFIELD" Abc (SETS_A);
            /// U\[A\]\[K\[B\]\] := RK\[C\]; the key is a short string
            SetTabUp "SETTABUP" Abc (NONE);
            /// R\[A\]\[R\[B\]\] := RK\[C\]
            SetTable "SETTABLE" Abc (NONE);
            /// R\[A\]\[B\] := RK\[C\], an integer key
            SetI "SETI" Abc (NONE);
            /// R\[A\]\[K\[B\]\] := RK\[C\]; the key is a short string
            SetField "SETFIELD" Abc (NONE);
            /// R\[A\] := {} with room for 2^(B-1) fields (none if B = 0) and C items; `ExtraArg` follows,
            /// and counts (times 256) if k
            NewTable "NEWTABLE" Abc (SETS_A);
            /// R\[A+1\] := R\[B\]; R\[A\] := R\[B\]\[RK\[C\]\]; the key is a string
            SelfOp "SELF" Abc (SETS_A);
            /// R\[A\] := R\[B\] + sC
            AddI "ADDI" Abc (SETS_A);
            /// R\[A\] := R\[B\] + K\[C\], a number
            AddK "ADDK" Abc (SETS_A);
            /// R\[A\] := R\[B\] - K\[C\], a number
            SubK "SUBK" Abc (SETS_A);
            /// R\[A\] := R\[B\] * K\[C\], a number
            MulK "MULK" Abc (SETS_A);
            /// R\[A\] := R\[B\] % K\[C\], a number
            ModK "MODK" Abc (SETS_A);
            /// R\[A\] := R\[B\] ^ K\[C\], a number
            PowK "POWK" Abc (SETS_A);
            /// R\[A\] := R\[B\] / K\[C\], a number
            DivK "DIVK" Abc (SETS_A);
            /// R\[A\] := R\[B\] // K\[C\], a number
            IDivK "IDIVK" Abc (SETS_A);
            /// R\[A\] := R\[B\] & K\[C\], an integer
            BAndK "BANDK" Abc (SETS_A);
            /// R\[A\] := R\[B\] | K\[C\], an integer
            BOrK "BORK" Abc (SETS_A);
            /// R\[A\] := R\[B\] ~ K\[C\], an integer
            BXorK "BXORK" Abc (SETS_A);
            /// R\[A\] := R\[B\] >> sC
            ShrI "SHRI" Abc (SETS_A);
            /// R\[A\] := sC << R\[B\]
            ShlI "SHLI" Abc (SETS_A);
            /// R\[A\] := R\[B\] + R\[C\]; like every arithmetic operation above and below, skips the `MmBin`
            /// that follows when it succeeds
            Add "ADD" Abc (SETS_A);
            /// R\[A\] := R\[B\] - R\[C\]
            Sub "SUB" Abc (SETS_A);
            /// R\[A\] := R\[B\] * R\[C\]
            Mul "MUL" Abc (SETS_A);
            /// R\[A\] := R\[B\] % R\[C\]
            Mod "MOD" Abc (SETS_A);
            /// R\[A\] := R\[B\] ^ R\[C\]
            Pow "POW" Abc (SETS_A);
            /// R\[A\] := R\[B\] / R\[C\]
            Div "DIV" Abc (SETS_A);
            /// R\[A\] := R\[B\] // R\[C\]
            IDiv "IDIV" Abc (SETS_A);
            /// R\[A\] := R\[B\] & R\[C\]
            BAnd "BAND" Abc (SETS_A);
            /// R\[A\] := R\[B\] | R\[C\]
            BOr "BOR" Abc (SETS_A);
            /// R\[A\] := R\[B\] ~ R\[C\]
            BXor "BXOR" Abc (SETS_A);
            /// R\[A\] := R\[B\] << R\[C\]
            Shl "SHL" Abc (SETS_A);
            /// R\[A\] := R\[B\] >> R\[C\]
            Shr "SHR" Abc (SETS_A);
            /// metamethod C over R\[A\] and R\[B\], into the register A of the operation before
            MmBin "MMBIN" Abc (IS_METAMETHOD);
            /// metamethod C over R\[A\] and sB, the other way round if k
            MmBinI "MMBINI" Abc (IS_METAMETHOD);
            /// metamethod C over R\[A\] and K\[B\], the other way round if k
            MmBinK "MMBINK" Abc (IS_METAMETHOD);
            /// R\[A\] := -R\[B\]
            Unm "UNM" Abc (SETS_A);
            /// R\[A\] := ~R\[B\]
            BNot "BNOT" Abc (SETS_A);
            /// R\[A\] := not R\[B\]
            Not "NOT" Abc (SETS_A);
            /// R\[A\] := #R\[B\]
            Len "LEN" Abc (SETS_A);
            /// R\[A\] := R\[A\] .. … .. R\[A+B-1\]
            Concat "CONCAT" Abc (SETS_A);
            /// closes the upvalues and to-be-closed variables at R\[A\] and above
            Close "CLOSE" Abc (NONE);
            /// marks R\[A\] as to be closed
            Tbc "TBC" Abc (NONE);
            /// pc += sJ
            Jmp "JMP" SJ (NONE);
            /// if (R\[A\] == R\[B\]) ~= k then skips the jump that follows; so do all tests below
            Eq "EQ" Abc (IS_TEST);
            /// if (R\[A\] < R\[B\]) ~= k then skips
            Lt "LT" Abc (IS_TEST);
            /// if (R\[A\] <= R\[B\]) ~= k then skips
            Le "LE" Abc (IS_TEST);
            /// if (R\[A\] == K\[B\]) ~= k then skips; compares without metamethods
            EqK "EQK" Abc (IS_TEST);
            /// if (R\[A\] == sB) ~= k then skips; here and below C tells that the operand was written as
            /// a float
            EqI "EQI" Abc (IS_TEST);
            /// if (R\[A\] < sB) ~= k then skips
            LtI "LTI" Abc (IS_TEST);
            /// if (R\[A\] <= sB) ~= k then skips
            LeI "LEI" Abc (IS_TEST);
            /// if (R\[A\] > sB) ~= k then skips
            GtI "GTI" Abc (IS_TEST);
            /// if (R\[A\] >= sB) ~= k then skips
            GeI "GEI" Abc (IS_TEST);
            /// if (not R\[A\]) == k then skips
            Test "TEST" Abc (IS_TEST);
            /// if (not R\[B\]) == k then skips, else R\[A\] := R\[B\]
            TestSet "TESTSET" Abc (SETS_A | IS_TEST);
            /// R\[A\], …, R\[A+C-2\] := R\[A\](R\[A+1\], …, R\[A+B-1\]); B = 0: arguments up to top; C = 0: all
            /// results, and top after them
            Call "CALL" Abc (SETS_A | USES_TOP | SETS_TOP);
            /// return R\[A\](R\[A+1\], …, R\[A+B-1\]); k and C as in `Return`
            TailCall "TAILCALL" Abc (SETS_A | USES_TOP | SETS_TOP);
            /// return R\[A\], …, R\[A+B-2\]; B = 0: up to top; k: there may be something to close; C > 0: a
            /// variadic function of C-1 parameters
            Return "RETURN" Abc (USES_TOP);
            /// return
            Return0 "RETURN0" Abc (NONE);
            /// return R\[A\]
            Return1 "RETURN1" Abc (NONE);
            /// advances the numeric loop at R\[A\]..R\[A+3\]; if it goes on then pc -= Bx
            ForLoop "FORLOOP" Abx (SETS_A);
            /// prepares the numeric loop at R\[A\]..R\[A+3\]; if it does not run then pc += Bx+1
            ForPrep "FORPREP" Abx (SETS_A);
            /// marks R\[A+3\] as to be closed; pc += Bx
            TForPrep "TFORPREP" Abx (NONE);
            /// R\[A+4\], …, R\[A+3+C\] := R\[A\](R\[A+1\], R\[A+2\])
            TForCall "TFORCALL" Abc (NONE);
            /// if R\[A+4\] ~= nil then R\[A+2\] := R\[A+4\] and pc -= Bx
            TForLoop "TFORLOOP" Abx (SETS_A);
            /// R\[A\]\[C+i\] := R\[A+i\] for i in 1..B; B = 0: up to top; k: the `ExtraArg` that follows
            /// counts 256 times in C
            SetList "SETLIST" Abc (USES_TOP);
            /// R\[A\] := a closure of P\[Bx\]
            Closure "CLOSURE" Abx (SETS_A);
            /// R\[A\], …, R\[A+C-2\] := the variable arguments; C = 0: all of them, and top after them
            VarArg "VARARG" Abc (SETS_A | SETS_TOP);
            /// moves the frame of a function with A parameters above its variable arguments
            VarArgPrep "VARARGPREP" Abc (SETS_A | USES_TOP);
            /// Ax, for the instruction before
            ExtraArg "EXTRAARG" Ax (NONE);
        }
    };
}

/// How the operands of an instruction are laid out in its 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpMode {
    /// `A` 8 bits, `k` 1 bit, `B` 8 bits, `C` 8 bits.
    Abc,
    /// `A` 8 bits, `Bx` 17 bits.
    Abx,
    /// `A` 8 bits, signed `sBx` 17 bits.
    AsBx,
    /// `Ax` 25 bits.
    Ax,
    /// Signed `sJ` 25 bits.
    SJ,
}

const NONE: u8 = 0;
const SETS_A: u8 = 1;
const IS_TEST: u8 = 2;
const USES_TOP: u8 = 4;
const SETS_TOP: u8 = 8;
const IS_METAMETHOD: u8 = 16;

struct Row {
    name: &'static str,
    mode: OpMode,
    flags: u8,
}

macro_rules! define_ops {
    ($($(#[$doc:meta])* $name:ident $text:literal $mode:ident ($flags:expr);)*) => {
        /// The operation of an instruction; the discriminant is its number in the code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum OpCode { $($(#[$doc])* $name,)* }

        impl OpCode {
            /// Every opcode, in numeric order.
            pub const ALL: [OpCode; OpCode::COUNT] = [$(OpCode::$name),*];
        }

        const ROWS: [Row; OpCode::COUNT] = [$(Row { name: $text, mode: OpMode::$mode, flags: $flags }),*];
    };
}

for_each_op!(define_ops);

/// All that the 7 opcode bits can hold.
const DECODED: [Option<OpCode>; 128] = {
    let mut table = [None; 128];
    let mut number = 0;
    while number < OpCode::COUNT {
        table[number] = Some(OpCode::ALL[number]);
        number += 1;
    }
    table
};

impl OpCode {
    /// How many opcodes there are.
    pub const COUNT: usize = OpCode::ExtraArg as usize + 1;

    /// The opcode of that number, if there is one. Only the low 7 bits count.
    pub const fn from_u8(number: u8) -> Option<OpCode> {
        DECODED[(number & 0x7F) as usize]
    }

    /// The name as listings show it.
    pub const fn name(self) -> &'static str {
        ROWS[self as usize].name
    }

    /// The layout of the operands.
    pub const fn mode(self) -> OpMode {
        ROWS[self as usize].mode
    }

    /// Does the instruction assign register A?
    pub const fn sets_a(self) -> bool {
        ROWS[self as usize].flags & SETS_A != 0
    }

    /// Is it a test, which a jump must follow?
    pub const fn is_test(self) -> bool {
        ROWS[self as usize].flags & IS_TEST != 0
    }

    /// Does it use the top that the instruction before it set, when B is 0?
    pub const fn uses_top(self) -> bool {
        ROWS[self as usize].flags & USES_TOP != 0
    }

    /// Does it set the top for the next instruction, when C is 0?
    pub const fn sets_top(self) -> bool {
        ROWS[self as usize].flags & SETS_TOP != 0
    }

    /// Does it call the metamethod of the arithmetic operation before it?
    pub const fn is_metamethod(self) -> bool {
        ROWS[self as usize].flags & IS_METAMETHOD != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_reference() {
        assert_eq!(OpCode::COUNT, 83);
        assert_eq!(OpCode::Move as u8, 0);
        assert_eq!(OpCode::Add as u8, 34);
        assert_eq!(OpCode::Call as u8, 68);
        assert_eq!(OpCode::ExtraArg as u8, 82);
    }

    #[test]
    fn decodes_every_number() {
        for number in 0..=255u8 {
            let expected = OpCode::ALL.iter().copied().find(|&op| op as u8 == number & 0x7F);
            assert_eq!(OpCode::from_u8(number), expected);
        }
    }
}
