//! Reading and writing tables. The fast paths end where a metatable has a say.

use super::super::dispatch::{Exit, Frame};
use super::super::index;
use super::super::op::Constant;
use super::moves::upvalue;
use crate::heap;
use crate::metamethod::{self, Event};
use crate::table::{self, Table};
use crate::value::{Value, tag};

/// Ends a read from the table `t` that found `slot`; `finish` completes it where the table has no such key.
#[inline(always)]
unsafe fn finish_get(f: Frame, slot: *const Value, finish: impl FnOnce(Frame) -> Exit) -> Exit {
    if (*slot).is_nil() {
        return f.out(finish);
    }
    Value::copy(f.ra(), slot);
    f.next()
}

/// Reads a key with metamethods.
#[inline(always)]
unsafe fn get_slowly(f: Frame, object: *const Value, key: Value) -> Exit {
    f.protect();
    index::get(f.l, object, key, f.ra())?;
    f.reloaded().next()
}

/// Reads a field whose name the table may not have: nil without a metatable, else by way of tables in `__index`.
#[inline(always)]
unsafe fn get_inherited(f: Frame, object: *const Value, key: *const Constant) -> Exit {
    const LONGEST_CHAIN: usize = 100;
    if (*object).is_table() {
        let mut t = (*object).as_table();
        for _ in 0..LONGEST_CHAIN {
            let slot = field(t, key);
            if !(*slot).is_nil() {
                Value::copy(f.ra(), slot);
                return f.next();
            }
            let method = metamethod::fast_get((*f.l).global, (*t).metatable, Event::Index);
            if method.is_null() {
                Value::set_nil(f.ra());
                return f.next();
            }
            if !(*method).is_table() {
                break;
            }
            t = (*method).as_table();
        }
    }
    get_slowly(f, object, (*key).value())
}

/// The slot of a field with a short name.
#[inline(always)]
unsafe fn field(t: *mut Table, key: *const Constant) -> *const Value {
    table::get_hashed(t, (*key).value().as_string(), (*key).hash())
}

/// The slot of an integer key.
#[inline(always)]
unsafe fn element(t: *mut Table, n: i64) -> Option<*mut Value> {
    let offset = (n as u64).wrapping_sub(1);
    if offset < (*t).array_size as u64 {
        Some((*t).array.add(offset as usize))
    } else {
        None
    }
}

#[inline(always)]
pub(in super::super) unsafe fn get_global(f: Frame) -> Exit {
    let object = (*upvalue(&f, f.op().b())).v;
    let finish = |f: Frame| {
        let object = (*upvalue(&f, f.op().b())).v;
        get_inherited(f, object, f.kc())
    };
    if (*object).is_table() {
        return finish_get(f, field((*object).as_table(), f.kc()), finish);
    }
    f.out(finish)
}

#[inline(always)]
pub(in super::super) unsafe fn get_field(f: Frame) -> Exit {
    let object = f.rb();
    let finish = |f: Frame| get_inherited(f, f.rb(), f.kc());
    if (*object).is_table() {
        return finish_get(f, field((*object).as_table(), f.kc()), finish);
    }
    f.out(finish)
}

/// Reads the table in register B; the path for what is no element of an array.
#[inline(always)]
unsafe fn get_any(f: Frame, key: Value) -> Exit {
    let object = f.rb();
    if (*object).is_table() {
        let t = (*object).as_table();
        let slot = table::get(t, key);
        if !(*slot).is_nil() {
            Value::copy(f.ra(), slot);
            return f.next();
        }
        if (*t).metatable.is_null() {
            Value::set_nil(f.ra());
            return f.next();
        }
    }
    get_slowly(f, object, key)
}

#[inline(always)]
pub(in super::super) unsafe fn get_table(f: Frame) -> Exit {
    let (object, key) = (f.rb(), f.rc());
    if (*object).is_table() {
        let t = (*object).as_table();
        if (*key).is_integer() {
            if let Some(slot) = element(t, (*key).as_integer())
                && !(*slot).is_nil()
            {
                Value::copy(f.ra(), slot);
                return f.next();
            }
        } else if (*key).tag == tag::SHORT_STRING {
            let slot = table::get_short_str(t, (*key).as_string());
            if !(*slot).is_nil() {
                Value::copy(f.ra(), slot);
                return f.next();
            }
        }
    }
    f.out(|f| get_any(f, Value::get(f.rc())))
}

#[inline(always)]
pub(in super::super) unsafe fn get_integer(f: Frame) -> Exit {
    let object = f.rb();
    if (*object).is_table()
        && let Some(slot) = element((*object).as_table(), f.op().c() as i64)
        && !(*slot).is_nil()
    {
        Value::copy(f.ra(), slot);
        return f.next();
    }
    f.out(|f| get_any(f, Value::integer(f.op().c() as i64)))
}

/// R\[A+1\] := R\[B\]; R\[A\] := R\[B\]\[RK\[C\]\]
#[inline(always)]
pub(in super::super) unsafe fn method(f: Frame) -> Exit {
    let object = Value::get(f.rb());
    let ra = f.ra();
    if f.op().k() && object.is_table() {
        let key = f.kc();
        // A long name has no hash ready.
        if (*key).value().tag == tag::SHORT_STRING {
            Value::set(ra.add(1), object);
            return finish_get(f, field(object.as_table(), key), |f| {
                get_inherited(f, f.rb(), f.kc())
            });
        }
    }
    f.out(|f| {
        // A register's key may be anything in a chunk that no compiler made.
        let key = if f.op().k() {
            (*f.kc()).value()
        } else {
            Value::get(f.rc())
        };
        Value::copy(f.ra().add(1), f.rb());
        get_slowly(f, f.rb(), key)
    })
}

/// Writes over a value that is there; `path` writes where there is none or the table may have a say.
#[inline(always)]
unsafe fn finish_set(
    f: Frame,
    t: *mut Table,
    slot: *const Value,
    value: Value,
    path: impl FnOnce(Frame) -> Exit,
) -> Exit {
    if (*slot).is_nil() {
        return f.out(path);
    }
    Value::set(slot.cast_mut(), value);
    if value.is_collectable() && heap::breaks_invariant(t.cast(), value.as_object()) {
        return f.out(path);
    }
    f.next()
}

/// Writes a key with metamethods.
#[inline(always)]
unsafe fn set_slowly(f: Frame, object: *const Value, key: Value, value: Value) -> Exit {
    f.protect();
    index::set(f.l, object, key, value)?;
    f.reloaded().next()
}

/// Defines a write and its form for a constant value.
macro_rules! write {
    ($name:ident, $with_constant:ident, $implementation:ident) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name(f: Frame) -> Exit {
            $implementation(f, |f| Value::get(f.rc()))
        }
        #[inline(always)]
        pub(in super::super) unsafe fn $with_constant(f: Frame) -> Exit {
            $implementation(f, |f| (*f.kc()).value())
        }
    };
}

write!(set_global, set_global_constant, write_global);
write!(set_table, set_table_constant, write_table);
write!(set_integer, set_integer_constant, write_integer);
write!(set_field, set_field_constant, write_field);

#[inline(always)]
unsafe fn write_global(f: Frame, value: impl Fn(Frame) -> Value + Copy) -> Exit {
    let object = (*upvalue(&f, f.op().a())).v;
    let path = move |f: Frame| {
        let object = (*upvalue(&f, f.op().a())).v;
        set_slowly(f, object, (*f.kb()).value(), value(f))
    };
    if (*object).is_table() {
        let t = (*object).as_table();
        return finish_set(f, t, field(t, f.kb()), value(f), path);
    }
    f.out(path)
}

#[inline(always)]
unsafe fn write_field(f: Frame, value: impl Fn(Frame) -> Value + Copy) -> Exit {
    let object = f.ra();
    let path = move |f: Frame| {
        if (*f.ra()).is_table() && (*(*f.ra()).as_table()).metatable.is_null() {
            return write_new_field(f, (*f.ra()).as_table(), value(f));
        }
        set_slowly(f, f.ra(), (*f.kb()).value(), value(f))
    };
    if (*object).is_table() {
        let t = (*object).as_table();
        return finish_set(f, t, field(t, f.kb()), value(f), path);
    }
    f.out(path)
}

/// Writes a field that may be new in a table without a metatable.
#[inline(always)]
unsafe fn write_new_field(f: Frame, t: *mut Table, value: Value) -> Exit {
    let slot = field(t, f.kb());
    if (*slot).tag == tag::ABSENT_KEY {
        f.protect();
        table::insert_field(f.l, t, (*f.kb()).value().as_string(), value)?;
    } else {
        Value::set(slot.cast_mut(), value);
    }
    // The table may be a metatable.
    (*t).flags = 0;
    heap::barrier_back(f.l, t.cast(), value);
    f.next()
}

#[inline(always)]
unsafe fn write_table(f: Frame, value: impl Fn(Frame) -> Value + Copy) -> Exit {
    let (object, key) = (f.ra(), f.rb());
    let path = move |f: Frame| set_slowly(f, f.ra(), Value::get(f.rb()), value(f));
    if (*object).is_table() {
        let t = (*object).as_table();
        if (*key).is_integer() {
            if let Some(slot) = element(t, (*key).as_integer()) {
                return write_element(f, t, slot, value(f), path);
            }
        } else if (*key).tag == tag::SHORT_STRING {
            let slot = table::get_short_str(t, (*key).as_string());
            return finish_set(f, t, slot, value(f), path);
        }
    }
    f.out(path)
}

#[inline(always)]
unsafe fn write_integer(f: Frame, value: impl Fn(Frame) -> Value + Copy) -> Exit {
    let object = f.ra();
    let path = move |f: Frame| set_slowly(f, f.ra(), Value::integer(f.op().b() as i64), value(f));
    if (*object).is_table() {
        let t = (*object).as_table();
        if let Some(slot) = element(t, f.op().b() as i64) {
            return write_element(f, t, slot, value(f), path);
        }
    }
    f.out(path)
}

/// Writes to an array's slot: without a metatable also where there is nothing yet.
#[inline(always)]
unsafe fn write_element(
    f: Frame,
    t: *mut Table,
    slot: *mut Value,
    value: Value,
    path: impl FnOnce(Frame) -> Exit,
) -> Exit {
    if (*slot).is_nil() && !(*t).metatable.is_null() {
        return f.out(path);
    }
    Value::set(slot, value);
    if value.is_collectable() && heap::breaks_invariant(t.cast(), value.as_object()) {
        return f.out(path);
    }
    f.next()
}
