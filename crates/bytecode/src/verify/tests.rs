use super::*;
use crate::instruction::Instruction;
use crate::opcode::OpCode::*;
use crate::proto::{AbsLineInfo, Constant, LocalVar, UpvalueDesc};

fn abc(op: OpCode, a: u32, b: u32, c: u32) -> Instruction {
    Instruction::abc(op, a, b, c, false)
}

fn abck(op: OpCode, a: u32, b: u32, c: u32) -> Instruction {
    Instruction::abc(op, a, b, c, true)
}

fn abx(op: OpCode, a: u32, bx: u32) -> Instruction {
    Instruction::abx(op, a, bx)
}

fn jmp(distance: i32) -> Instruction {
    Instruction::from_sj(Jmp, distance)
}

fn extra(ax: u32) -> Instruction {
    Instruction::from_ax(ExtraArg, ax)
}

const RETURN: Instruction = Instruction::abc(Return0, 0, 1, 0, false);

/// A function of two parameters with 10 registers, an upvalue, and the constants "key", 1, 1.5 and a long string.
fn function(code: &[Instruction]) -> Proto<'static> {
    Proto {
        num_params: 2,
        max_stack_size: 10,
        code: code.to_vec(),
        constants: vec![
            Constant::String(b"key"),
            Constant::Integer(1),
            Constant::Float(1.5),
            Constant::String(&[b'x'; 41]),
        ],
        upvalues: vec![captured(true, 0)],
        ..Proto::default()
    }
}

fn captured(in_stack: bool, index: u8) -> UpvalueDesc<'static> {
    UpvalueDesc {
        name: None,
        in_stack,
        index,
        kind: 0,
    }
}

/// A variadic function without parameters.
fn variadic(code: &[Instruction]) -> Proto<'static> {
    Proto {
        num_params: 0,
        is_vararg: true,
        ..function(code)
    }
}

/// A function around one with those upvalues.
fn around(upvalues: &[UpvalueDesc<'static>], code: &[Instruction]) -> Proto<'static> {
    let nested = Proto {
        upvalues: upvalues.to_vec(),
        ..function(&[RETURN])
    };
    Proto {
        protos: vec![nested],
        ..function(code)
    }
}

#[track_caller]
fn accepts(proto: Proto) {
    verify(&proto).unwrap();
}

#[track_caller]
fn rejects(proto: Proto, pc: impl Into<Option<usize>>, fault: Fault) {
    let error = verify(&proto).unwrap_err();
    assert_eq!((error.pc, error.fault), (pc.into(), fault));
}

#[test]
fn undefined_opcodes() {
    rejects(function(&[Instruction(83), RETURN]), 0, Fault::Opcode);
    rejects(function(&[Instruction(127), RETURN]), 0, Fault::Opcode);
}

#[test]
fn registers_end_with_the_frame() {
    accepts(function(&[abc(Move, 9, 1, 0), RETURN]));
    rejects(function(&[abc(Move, 10, 1, 0), RETURN]), 0, Fault::Register);
    accepts(function(&[abc(LoadNil, 2, 7, 0), RETURN]));
    rejects(function(&[abc(LoadNil, 2, 8, 0), RETURN]), 0, Fault::Register);
    rejects(function(&[abck(SelfOp, 9, 0, 0), RETURN]), 0, Fault::Register);
    rejects(function(&[abc(Call, 0, 11, 1), RETURN]), 0, Fault::Register);
    rejects(function(&[abc(Call, 0, 1, 12), RETURN]), 0, Fault::Register);
    accepts(function(&[abc(Return, 10, 1, 0)]));
    rejects(function(&[abc(Return, 10, 2, 0)]), 0, Fault::Register);
    rejects(
        Proto {
            num_params: 11,
            ..function(&[RETURN])
        },
        None,
        Fault::Frame,
    );
}

#[test]
fn constants_are_of_the_type_used() {
    accepts(function(&[abc(GetField, 2, 0, 0), RETURN]));
    rejects(
        function(&[abc(GetField, 2, 0, 1), RETURN]),
        0,
        Fault::ConstantType,
    );
    rejects(
        function(&[abc(GetField, 2, 0, 3), RETURN]),
        0,
        Fault::ConstantType,
    );
    rejects(function(&[abc(GetField, 2, 0, 4), RETURN]), 0, Fault::Constant);
    accepts(function(&[abck(SelfOp, 2, 0, 3), RETURN]));
    accepts(function(&[abc(AddK, 2, 0, 2), abc(MmBinK, 0, 2, 6), RETURN]));
    rejects(
        function(&[abc(AddK, 2, 0, 0), abc(MmBinK, 0, 0, 6), RETURN]),
        0,
        Fault::ConstantType,
    );
    rejects(
        function(&[abc(BAndK, 2, 0, 2), abc(MmBinK, 0, 2, 13), RETURN]),
        0,
        Fault::ConstantType,
    );
    rejects(function(&[abx(LoadK, 0, 4), RETURN]), 0, Fault::Constant);
    rejects(
        function(&[abx(LoadKX, 0, 0), extra(4), RETURN]),
        0,
        Fault::Constant,
    );
}

#[test]
fn upvalues_and_nested_functions_exist() {
    rejects(function(&[abc(GetUpval, 0, 1, 0), RETURN]), 0, Fault::Upvalue);
    rejects(function(&[abx(Closure, 2, 0), RETURN]), 0, Fault::Function);
    let closing = [abx(Closure, 2, 0), abck(Return, 0, 1, 0)];
    accepts(around(&[captured(true, 1)], &closing));
    accepts(around(&[captured(false, 0)], &closing));
    rejects(around(&[captured(true, 10)], &closing), None, Fault::Upvalue);
    rejects(around(&[captured(false, 1)], &closing), None, Fault::Upvalue);
}

#[test]
fn faults_in_nested_functions_are_found() {
    let nested = Proto {
        line_defined: 7,
        upvalues: vec![],
        ..function(&[jmp(1)])
    };
    let error = verify(&Proto {
        protos: vec![nested],
        ..function(&[RETURN])
    })
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "bad jump target in the function at line 7, instruction 1"
    );
    assert_eq!(
        error.message(b"@f.lua"),
        b"f.lua: bad binary format (bad jump target)"
    );
}

#[test]
fn control_stays_inside() {
    rejects(function(&[]), 0, Fault::Jump);
    rejects(function(&[abc(Move, 0, 1, 0)]), 0, Fault::Jump);
    accepts(function(&[jmp(-1)]));
    rejects(function(&[jmp(-2)]), 0, Fault::Jump);
    rejects(function(&[jmp(0)]), 0, Fault::Jump);
    rejects(function(&[abc(LFalseSkip, 0, 0, 0), RETURN]), 0, Fault::Jump);
    rejects(function(&[abc(Test, 0, 0, 0), jmp(-1)]), 0, Fault::Jump);
}

#[test]
fn groups_stay_together() {
    rejects(
        function(&[abc(Test, 0, 0, 0), RETURN, RETURN]),
        0,
        Fault::Sequence,
    );
    rejects(function(&[abc(Add, 2, 0, 1), RETURN, RETURN]), 0, Fault::Sequence);
    rejects(
        function(&[abc(Add, 2, 0, 1), abc(MmBinK, 0, 1, 6), RETURN]),
        0,
        Fault::Sequence,
    );
    rejects(
        function(&[abc(Add, 2, 0, 1), abc(MmBin, 0, 1, 5), RETURN]),
        1,
        Fault::Operand,
    );
    rejects(function(&[abc(MmBin, 0, 1, 6), RETURN]), 0, Fault::Sequence);
    rejects(
        function(&[jmp(1), abc(Add, 2, 0, 1), abc(MmBin, 0, 1, 6), RETURN]),
        0,
        Fault::Jump,
    );
    rejects(function(&[abc(NewTable, 2, 0, 0), RETURN]), 0, Fault::Sequence);
    rejects(
        function(&[abc(NewTable, 2, 32, 0), extra(0), RETURN]),
        0,
        Fault::Operand,
    );
    rejects(
        function(&[abc(NewTable, 2, 0, 0), extra(1), RETURN]),
        0,
        Fault::Operand,
    );
    rejects(function(&[extra(0), RETURN]), 0, Fault::Sequence);
    rejects(
        function(&[jmp(1), abc(NewTable, 2, 0, 0), extra(0), RETURN]),
        0,
        Fault::Jump,
    );
    rejects(function(&[abc(Concat, 0, 1, 0), RETURN]), 0, Fault::Operand);
}

#[test]
fn numeric_loops_are_paired() {
    let nils = abc(LoadNil, 2, 2, 0);
    let looped = |prep, end| function(&[nils, prep, abc(Move, 6, 5, 0), end, RETURN]);
    accepts(looped(abx(ForPrep, 2, 1), abx(ForLoop, 2, 2)));
    rejects(looped(abx(ForPrep, 2, 0), abx(ForLoop, 2, 2)), 1, Fault::Sequence);
    rejects(looped(abx(ForPrep, 2, 1), abx(ForLoop, 2, 1)), 3, Fault::Sequence);
    rejects(looped(abx(ForPrep, 1, 1), abx(ForLoop, 2, 2)), 1, Fault::Sequence);
    rejects(looped(abx(ForPrep, 7, 1), abx(ForLoop, 7, 2)), 1, Fault::Register);
}

#[test]
fn generic_loops_are_paired() {
    let looped = |prep, call, end| {
        function(&[
            abc(LoadNil, 2, 3, 0),
            prep,
            abc(Move, 7, 6, 0),
            call,
            end,
            abck(Return, 0, 1, 0),
        ])
    };
    let (prep, call, end) = (abx(TForPrep, 2, 1), abc(TForCall, 2, 0, 1), abx(TForLoop, 2, 3));
    accepts(looped(prep, call, end));
    rejects(looped(abx(TForPrep, 2, 0), call, end), 1, Fault::Sequence);
    rejects(looped(prep, abc(TForCall, 2, 0, 0), end), 3, Fault::Operand);
    rejects(looped(prep, abc(TForCall, 2, 0, 5), end), 3, Fault::Register);
    rejects(looped(prep, call, abx(TForLoop, 1, 3)), 3, Fault::Sequence);
    rejects(looped(prep, call, abx(TForLoop, 2, 6)), 4, Fault::Jump);
    rejects(function(&[abx(TForLoop, 2, 1), RETURN]), 0, Fault::Sequence);
}

#[test]
fn open_results_are_used_at_once() {
    let prep = abc(VarArgPrep, 0, 0, 0);
    let returned = abc(Return, 0, 0, 1);
    accepts(variadic(&[prep, abc(VarArg, 0, 0, 0), returned]));
    rejects(
        variadic(&[prep, abc(VarArg, 0, 0, 0), abc(Return, 0, 1, 1)]),
        1,
        Fault::OpenTop,
    );
    rejects(variadic(&[prep, returned]), 1, Fault::OpenTop);
    rejects(
        function(&[abc(Call, 0, 1, 0), abc(Return, 1, 0, 0)]),
        1,
        Fault::OpenTop,
    );
    rejects(
        function(&[abc(Call, 0, 1, 0), abc(Call, 0, 0, 1), RETURN]),
        1,
        Fault::OpenTop,
    );
    accepts(function(&[abc(Call, 1, 1, 0), abc(Call, 0, 0, 1), RETURN]));
    rejects(
        function(&[jmp(1), abc(Call, 1, 1, 0), abc(Call, 0, 0, 1), RETURN]),
        0,
        Fault::Jump,
    );
    accepts(function(&[abc(TailCall, 0, 1, 0), abc(Return, 0, 0, 0)]));
    rejects(function(&[abc(TailCall, 0, 1, 0), RETURN]), 0, Fault::OpenTop);
}

#[test]
fn variadic_frames_are_moved_and_restored() {
    let prep = abc(VarArgPrep, 0, 0, 0);
    accepts(variadic(&[prep, abc(Return, 0, 1, 1)]));
    rejects(variadic(&[abc(Return, 0, 1, 1)]), 0, Fault::Frame);
    rejects(
        variadic(&[abc(VarArgPrep, 1, 0, 0), abc(Return, 0, 1, 1)]),
        0,
        Fault::Frame,
    );
    rejects(variadic(&[prep, prep, abc(Return, 0, 1, 1)]), 1, Fault::Frame);
    rejects(variadic(&[prep, abc(Return, 0, 1, 0)]), 1, Fault::Frame);
    rejects(variadic(&[prep, RETURN]), 1, Fault::Frame);
    rejects(variadic(&[prep, jmp(-2)]), 1, Fault::Jump);
    rejects(function(&[prep, RETURN]), 0, Fault::Frame);
    rejects(function(&[abc(VarArg, 2, 0, 2), RETURN]), 0, Fault::Frame);
    rejects(function(&[abc(Return, 0, 1, 3)]), 0, Fault::Frame);
}

#[test]
fn captured_registers_are_closed_on_return() {
    let nested = [captured(true, 1)];
    accepts(around(&nested, &[abck(Return, 0, 1, 0)]));
    rejects(around(&nested, &[abc(Return, 0, 1, 0)]), 0, Fault::Frame);
    rejects(around(&nested, &[RETURN]), 0, Fault::Frame);
    rejects(around(&nested, &[abc(Return1, 0, 2, 0)]), 0, Fault::Frame);
    rejects(function(&[abc(Tbc, 0, 0, 0), RETURN]), 1, Fault::Frame);
}

#[test]
fn variables_are_marked_in_ascending_registers() {
    let end = abck(Return, 0, 1, 0);
    let tbc = |register| abc(Tbc, register, 0, 0);
    accepts(function(&[tbc(0), tbc(1), end]));
    rejects(function(&[tbc(1), tbc(0), end]), 1, Fault::ToBeClosed);
    rejects(function(&[tbc(1), tbc(1), end]), 1, Fault::ToBeClosed);
    rejects(function(&[tbc(1), jmp(-2)]), 0, Fault::ToBeClosed);
    accepts(function(&[tbc(0), tbc(1), abc(Close, 1, 0, 0), tbc(1), end]));
    accepts(function(&[tbc(0), abc(Close, 0, 0, 0), jmp(-3)]));
    rejects(
        function(&[tbc(0), abck(TailCall, 1, 1, 0), abck(Return, 1, 0, 0)]),
        1,
        Fault::ToBeClosed,
    );
}

#[test]
fn registers_are_written_before_they_are_read() {
    rejects(function(&[abc(Move, 0, 2, 0), RETURN]), 0, Fault::Unset);
    let set = abc(LoadTrue, 2, 0, 0);
    let read = abc(Move, 0, 2, 0);
    accepts(function(&[
        abc(Test, 0, 0, 0),
        jmp(2),
        set,
        jmp(1),
        set,
        read,
        RETURN,
    ]));
    rejects(
        function(&[abc(Test, 0, 0, 0), jmp(1), set, read, RETURN]),
        3,
        Fault::Unset,
    );
    rejects(
        function(&[set, abc(Call, 0, 1, 3), read, RETURN]),
        2,
        Fault::Unset,
    );
    rejects(
        function(&[set, abc(NewTable, 1, 0, 0), extra(0), read, RETURN]),
        3,
        Fault::Unset,
    );
    rejects(
        function(&[set, abc(Concat, 0, 3, 0), abc(Move, 0, 1, 0), RETURN]),
        2,
        Fault::Unset,
    );
    rejects(
        function(&[abc(TestSet, 2, 0, 0), jmp(0), read, RETURN]),
        2,
        Fault::Unset,
    );
    accepts(function(&[jmp(1), read, RETURN]));
}

#[test]
fn closures_capture_what_is_set() {
    let end = abck(Return, 0, 1, 0);
    accepts(around(&[captured(true, 2)], &[abx(Closure, 2, 0), end]));
    rejects(
        around(&[captured(true, 3)], &[abx(Closure, 2, 0), end]),
        0,
        Fault::Unset,
    );
}

#[test]
fn debug_information_fits() {
    let lines = |line_info: &[i8], known: &[u32]| Proto {
        line_info: line_info.to_vec(),
        abs_line_info: known.iter().map(|&pc| AbsLineInfo { pc, line: 1 }).collect(),
        ..function(&[abc(Move, 0, 1, 0), RETURN])
    };
    accepts(lines(&[1, -0x80], &[1]));
    rejects(lines(&[1], &[]), None, Fault::LineInfo);
    rejects(lines(&[1, -0x80], &[0]), None, Fault::LineInfo);
    rejects(lines(&[1, 1], &[1, 0]), None, Fault::LineInfo);
    let alive = |count, end_pc| Proto {
        local_vars: vec![
            LocalVar {
                name: None,
                start_pc: 1,
                end_pc
            };
            count
        ],
        ..function(&[RETURN])
    };
    accepts(alive(10, 2));
    rejects(alive(11, 2), None, Fault::LocalVars);
    accepts(alive(11, 1));
}
