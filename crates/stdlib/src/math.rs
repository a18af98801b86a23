//! Mathematical functions (manual, §6.7), with the pseudo-random generator xoshiro256** of Blackman and Vigna.

use moonquakes_runtime::{CompareOp, LuaResult, NativeFunction, State, Type, upvalue_index};
use std::time::{SystemTime, UNIX_EPOCH};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("abs", abs),
    ("ceil", ceil),
    ("floor", floor),
    ("max", max),
    ("min", min),
    ("fmod", fmod),
    ("modf", modf),
    ("ult", ult),
    ("sqrt", sqrt),
    ("exp", exp),
    ("log", log),
    ("sin", sin),
    ("cos", cos),
    ("tan", tan),
    ("asin", asin),
    ("acos", acos),
    ("atan", atan),
    ("deg", deg),
    ("rad", rad),
    ("tointeger", tointeger),
    ("type", type_),
    // What LUA_COMPAT_MATHLIB keeps.
    ("atan2", atan),
    ("cosh", cosh),
    ("sinh", sinh),
    ("tanh", tanh),
    ("pow", pow),
    ("frexp", frexp),
    ("ldexp", ldexp),
    ("log10", log10),
];

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    let constants = [("pi", std::f64::consts::PI), ("huge", f64::INFINITY)];
    for (name, value) in constants {
        state.push_number(value)?;
        state.set_field(-2, name)?;
    }
    for (name, value) in [("maxinteger", i64::MAX), ("mininteger", i64::MIN)] {
        state.push_integer(value)?;
        state.set_field(-2, name)?;
    }
    open_random(state)?;
    Ok(1)
}

/// The functions of one float, one line each.
macro_rules! float_functions {
    ($($name:ident($x:ident) = $e:expr;)*) => {
        $(fn $name(state: &mut State) -> LuaResult<u32> {
            let $x = state.check_number(1)?;
            state.push_number($e)?;
            Ok(1)
        })*
    };
}

float_functions! {
    sqrt(x) = x.sqrt();
    exp(x) = x.exp();
    sin(x) = x.sin();
    cos(x) = x.cos();
    tan(x) = x.tan();
    asin(x) = x.asin();
    acos(x) = x.acos();
    deg(x) = x * (180.0 / std::f64::consts::PI);
    rad(x) = x * (std::f64::consts::PI / 180.0);
    cosh(x) = x.cosh();
    sinh(x) = x.sinh();
    tanh(x) = x.tanh();
    log10(x) = x.log10();
}

/// The integer of a float that is one, if it fits.
fn float_to_integer(x: f64) -> Option<i64> {
    const LIMIT: f64 = 9223372036854775808.0;
    (x.floor() == x && (-LIMIT..LIMIT).contains(&x)).then_some(x as i64)
}

fn push_rounded(state: &mut State, x: f64) -> LuaResult<u32> {
    match float_to_integer(x) {
        Some(n) => state.push_integer(n)?,
        None => state.push_number(x)?,
    }
    Ok(1)
}

/// The integer at index 1, if it is a number that is one.
fn integer_at_1(state: &State) -> Option<i64> {
    if state.is_integer(1) {
        state.to_integer(1)
    } else {
        None
    }
}

fn abs(state: &mut State) -> LuaResult<u32> {
    match integer_at_1(state) {
        Some(n) => state.push_integer(n.wrapping_abs())?,
        None => {
            let x = state.check_number(1)?;
            state.push_number(x.abs())?;
        }
    }
    Ok(1)
}

fn floor(state: &mut State) -> LuaResult<u32> {
    if state.is_integer(1) {
        state.push_value(1)?;
        return Ok(1);
    }
    let x = state.check_number(1)?;
    push_rounded(state, x.floor())
}

fn ceil(state: &mut State) -> LuaResult<u32> {
    if state.is_integer(1) {
        state.push_value(1)?;
        return Ok(1);
    }
    let x = state.check_number(1)?;
    push_rounded(state, x.ceil())
}

fn fmod(state: &mut State) -> LuaResult<u32> {
    if state.is_integer(1) && state.is_integer(2) {
        let (m, d) = (state.check_integer(1)?, state.check_integer(2)?);
        state.arg_check(d != 0, 2, "zero")?;
        state.push_integer(m.wrapping_rem(d))?;
        return Ok(1);
    }
    // In the order in which C compilers evaluate arguments.
    let y = state.check_number(2)?;
    let x = state.check_number(1)?;
    state.push_number(x % y)?;
    Ok(1)
}

fn modf(state: &mut State) -> LuaResult<u32> {
    if state.is_integer(1) {
        state.set_top(1)?;
        state.push_number(0.0)?;
        return Ok(2);
    }
    let x = state.check_number(1)?;
    let whole = x.trunc();
    push_rounded(state, whole)?;
    state.push_number(if x == whole { 0.0 } else { x - whole })?;
    Ok(2)
}

fn ult(state: &mut State) -> LuaResult<u32> {
    let (a, b) = (state.check_integer(1)?, state.check_integer(2)?);
    state.push_boolean((a as u64) < b as u64)?;
    Ok(1)
}

fn log(state: &mut State) -> LuaResult<u32> {
    let x = state.check_number(1)?;
    let result = if state.is_none_or_nil(2) {
        x.ln()
    } else {
        let base = state.check_number(2)?;
        if base == 2.0 {
            x.log2()
        } else if base == 10.0 {
            x.log10()
        } else {
            x.ln() / base.ln()
        }
    };
    state.push_number(result)?;
    Ok(1)
}

fn atan(state: &mut State) -> LuaResult<u32> {
    let y = state.check_number(1)?;
    let x = state.opt_number(2, 1.0)?;
    state.push_number(y.atan2(x))?;
    Ok(1)
}

fn pow(state: &mut State) -> LuaResult<u32> {
    let (x, y) = (state.check_number(1)?, state.check_number(2)?);
    state.push_number(x.powf(y))?;
    Ok(1)
}

fn frexp(state: &mut State) -> LuaResult<u32> {
    let x = state.check_number(1)?;
    let (mantissa, exponent) = split_float(x);
    state.push_number(mantissa)?;
    state.push_integer(exponent as i64)?;
    Ok(2)
}

/// `x` as a mantissa in [0.5, 1) and a power of two.
fn split_float(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    const MANTISSA: u64 = (1 << 52) - 1;
    let exponent = |bits: u64| (bits >> 52 & 0x7ff) as i32;
    let (bits, scale) = match exponent(x.to_bits()) {
        // A subnormal number is made normal first.
        0 => ((x * 2f64.powi(64)).to_bits(), 64),
        _ => (x.to_bits(), 0),
    };
    let half = 1022u64 << 52;
    let mantissa = f64::from_bits(bits & (1 << 63 | MANTISSA) | half);
    (mantissa, exponent(bits) - 1022 - scale)
}

fn ldexp(state: &mut State) -> LuaResult<u32> {
    let x = state.check_number(1)?;
    let mut exponent = (state.check_integer(2)? as i32).clamp(-5000, 5000);
    let mut result = x;
    // In steps that stay in range; the last one rounds.
    while exponent > 1000 {
        result *= 2f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        result *= 2f64.powi(-1000);
        exponent += 1000;
    }
    state.push_number(result * 2f64.powi(exponent))?;
    Ok(1)
}

fn tointeger(state: &mut State) -> LuaResult<u32> {
    match state.to_integer(1) {
        Some(n) => state.push_integer(n)?,
        None => {
            state.check_any(1)?;
            state.push_fail()?;
        }
    }
    Ok(1)
}

fn type_(state: &mut State) -> LuaResult<u32> {
    if state.type_at(1) == Type::Number {
        let name = if state.is_integer(1) { "integer" } else { "float" };
        state.push_str(name)?;
    } else {
        state.check_any(1)?;
        state.push_fail()?;
    }
    Ok(1)
}

fn min(state: &mut State) -> LuaResult<u32> {
    extreme(state, |state, i, best| state.compare(i, best, CompareOp::Lt))
}

fn max(state: &mut State) -> LuaResult<u32> {
    extreme(state, |state, i, best| state.compare(best, i, CompareOp::Lt))
}

fn extreme(state: &mut State, better: impl Fn(&mut State, i32, i32) -> LuaResult<bool>) -> LuaResult<u32> {
    let n = state.get_top();
    state.arg_check(n >= 1, 1, "value expected")?;
    let mut best = 1;
    for i in 2..=n {
        if better(state, i, best)? {
            best = i;
        }
    }
    state.push_value(best)?;
    Ok(1)
}

/// The state of xoshiro256**.
struct Generator([u64; 4]);

impl Generator {
    fn seeded(low: u64, high: u64) -> Generator {
        let mut generator = Generator([low, 0xff, high, 0]);
        for _ in 0..16 {
            generator.next();
        }
        generator
    }

    fn next(&mut self) -> u64 {
        let [s0, s1, s2, s3] = self.0;
        let s2 = s2 ^ s0;
        let s3 = s3 ^ s1;
        let result = s1.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        self.0 = [s0 ^ s3, s1 ^ s2, s2 ^ (self.0[1] << 17), s3.rotate_left(45)];
        result
    }

    /// A random integer in `0..=limit`: the smallest mask of ones that covers it, until the result fits.
    fn project(&mut self, random: u64, limit: u64) -> u64 {
        if limit & limit.wrapping_add(1) == 0 {
            return random & limit;
        }
        let mask = u64::MAX >> limit.leading_zeros();
        let mut candidate = random & mask;
        while candidate > limit {
            candidate = self.next() & mask;
        }
        candidate
    }
}

const RANDOM_FUNCTIONS: &[(&str, NativeFunction)] = &[("random", random), ("randomseed", randomseed)];

/// Adds the functions that share a generator, which is their upvalue.
fn open_random(state: &mut State) -> LuaResult {
    let (low, high) = arbitrary_seed();
    state.new_userdata(Generator::seeded(low, high), 0)?;
    state.set_funcs(RANDOM_FUNCTIONS, 1)
}

fn arbitrary_seed() -> (u64, u64) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let address = RANDOM_FUNCTIONS.as_ptr() as u64;
    (now.as_nanos() as u64, address)
}

/// Draws one number and projects it, with the generator in the upvalue.
fn with_generator<R>(state: &mut State, f: impl FnOnce(&mut Generator) -> R) -> LuaResult<R> {
    match state.userdata_mut::<Generator>(upvalue_index(1)) {
        Some(generator) => Ok(f(generator)),
        None => Err(state.error_str("random generator expected")),
    }
}

fn random(state: &mut State) -> LuaResult<u32> {
    let random = with_generator(state, Generator::next)?;
    let (low, high) = match state.get_top() {
        0 => {
            state.push_number((random >> 11) as f64 * 2f64.powi(-53))?;
            return Ok(1);
        }
        1 => {
            let high = state.check_integer(1)?;
            if high == 0 {
                state.push_integer(random as i64)?;
                return Ok(1);
            }
            (1, high)
        }
        2 => (state.check_integer(1)?, state.check_integer(2)?),
        _ => return Err(state.error_str("wrong number of arguments")),
    };
    state.arg_check(low <= high, 1, "interval is empty")?;
    let limit = (high as u64).wrapping_sub(low as u64);
    let projected = with_generator(state, |generator| generator.project(random, limit))?;
    state.push_integer(projected.wrapping_add(low as u64) as i64)?;
    Ok(1)
}

fn randomseed(state: &mut State) -> LuaResult<u32> {
    let (low, high) = if state.is_none(1) {
        arbitrary_seed()
    } else {
        (state.check_integer(1)? as u64, state.opt_integer(2, 0)? as u64)
    };
    with_generator(state, |generator| *generator = Generator::seeded(low, high))?;
    state.push_integer(low as i64)?;
    state.push_integer(high as i64)?;
    Ok(2)
}
