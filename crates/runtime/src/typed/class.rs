//! Userdata with methods, fields and metamethods.

use super::convert::{FromLua, IntoLua, Mismatch};
use super::function::{IntoResults, LuaFn, WithState, argument, catch_panics, with_upvalue};
use super::handle::Handle;
use crate::state::{State, upvalue_index};
use crate::throw::LuaResult;
use crate::value::Type;
use core::any::{Any, TypeId};
use core::marker::PhantomData;
use std::collections::HashMap;

/// A Rust type whose values are userdata with methods.
///
/// A method has `&self` or, while nobody else uses the value, `&mut self`; using it otherwise is a Lua error. What is
/// `Clone` can also be taken by value, as a parameter of any function.
///
/// ```
/// # use moonquakes_runtime::{Class, LuaResult, State, UserType};
/// struct Account {
///     balance: i64,
/// }
///
/// impl UserType for Account {
///     const NAME: &str = "Account";
///
///     fn register(class: &mut Class<'_, Account>) -> LuaResult {
///         class.function("open", |balance: i64| Account { balance })?;
///         class.method_mut("deposit", |this: &mut Account, sum: i64| this.balance += sum)?;
///         class.getter("balance", |this: &Account| this.balance)?;
///         class.meta_method("__tostring", |this: &Account| format!("Account({})", this.balance))
///     }
/// }
///
/// let state = &mut *State::new();
/// state.set_class::<Account>()?;
/// let result = state.eval::<i64>("local a = Account.open(10); a:deposit(5); return a.balance");
/// assert_eq!(result.unwrap(), 15);
/// # Ok::<(), moonquakes_runtime::Throw>(())
/// ```
pub trait UserType: Any + Send + Sized {
    /// The type's name, in error messages and for `tostring`.
    const NAME: &'static str;

    /// Gives the type its methods, fields and metamethods. Called once for each state, when it meets the type first.
    fn register(class: &mut Class<'_, Self>) -> LuaResult;
}

/// A method with `&self`, after the state if it wants it, and up to nine parameters.
pub trait LuaMethod<T, M>: Send + 'static {
    /// Calls it with the arguments on the stack after the first; returns how many results it pushed.
    fn call(&self, state: &mut State, this: &T) -> LuaResult<u32>;
}

/// A method with `&mut self`, after the state if it wants it, and up to nine parameters.
pub trait LuaMethodMut<T, M>: Send + 'static {
    /// Calls it with the arguments on the stack after the first; returns how many results it pushed.
    fn call(&self, state: &mut State, this: &mut T) -> LuaResult<u32>;
}

macro_rules! methods {
    ($trait:ident, $this:ty, $(($($A:ident)*))*) => {$(
        impl<T, F, R, $($A),*> $trait<T, fn($($A),*) -> R> for F
        where
            F: Fn($this, $($A),*) -> R + Send + 'static,
            R: IntoResults,
            $($A: FromLua,)*
        {
            #[allow(non_snake_case, unused_mut, unused_variables)]
            #[inline]
            fn call(&self, state: &mut State, this: $this) -> LuaResult<u32> {
                let mut next = 2;
                $(let $A = argument::<$A>(state, &mut next)?;)*
                self(this, $($A),*).into_results(state)
            }
        }

        impl<T, F, R, $($A),*> $trait<T, (WithState, fn($($A),*) -> R)> for F
        where
            F: Fn(&mut State, $this, $($A),*) -> R + Send + 'static,
            R: IntoResults,
            $($A: FromLua,)*
        {
            #[allow(non_snake_case, unused_mut, unused_variables)]
            #[inline]
            fn call(&self, state: &mut State, this: $this) -> LuaResult<u32> {
                let mut next = 2;
                $(let $A = argument::<$A>(state, &mut next)?;)*
                self(state, this, $($A),*).into_results(state)
            }
        }
    )*};
    ($trait:ident, $this:ty) => {
        methods! {
            $trait, $this,
            ()
            (A)
            (A B)
            (A B C)
            (A B C D)
            (A B C D E)
            (A B C D E G)
            (A B C D E G H)
            (A B C D E G H I)
            (A B C D E G H I J)
        }
    };
}

methods!(LuaMethod, &T);
methods!(LuaMethodMut, &mut T);

// Where the tables of a class that is being registered lie in its frame.
const METATABLE: i32 = 1;
const METHODS: i32 = 2;
const GETTERS: i32 = 3;
const SETTERS: i32 = 4;

/// A type that is being registered: see [`UserType::register`].
pub struct Class<'a, T> {
    state: &'a mut State,
    has_getters: bool,
    has_setters: bool,
    of: PhantomData<T>,
}

impl<T: UserType> Class<'_, T> {
    /// The state.
    pub fn state(&mut self) -> &mut State {
        self.state
    }

    /// Pops a value and stores it in one of the class's tables.
    fn store(&mut self, table: i32, name: &str) -> LuaResult {
        self.state.set_field(table, name)
    }

    fn push_method<M: 'static, F: LuaMethod<T, M>>(&mut self, f: F) -> LuaResult {
        self.state.new_userdata(f, 0)?;
        self.state.push_closure(call_method::<T, M, F>, 1)
    }

    fn push_method_mut<M: 'static, F: LuaMethodMut<T, M>>(&mut self, f: F) -> LuaResult {
        self.state.new_userdata(f, 0)?;
        self.state.push_closure(call_method_mut::<T, M, F>, 1)
    }

    /// A method `value:name(…)` that reads the value.
    pub fn method<M: 'static>(&mut self, name: &str, f: impl LuaMethod<T, M>) -> LuaResult {
        self.push_method(f)?;
        self.store(METHODS, name)
    }

    /// A method `value:name(…)` that may change the value.
    pub fn method_mut<M: 'static>(&mut self, name: &str, f: impl LuaMethodMut<T, M>) -> LuaResult {
        self.push_method_mut(f)?;
        self.store(METHODS, name)
    }

    /// A function `Type.name(…)`, for example a constructor.
    pub fn function<M: 'static>(&mut self, name: &str, f: impl LuaFn<M>) -> LuaResult {
        self.state.push_fn(f)?;
        self.store(METHODS, name)
    }

    /// A constant `Type.name`.
    pub fn constant(&mut self, name: &str, value: impl IntoLua) -> LuaResult {
        self.state.push(value)?;
        self.store(METHODS, name)
    }

    /// What `value.name` gives.
    pub fn getter<M: 'static>(&mut self, name: &str, f: impl LuaMethod<T, M>) -> LuaResult {
        self.push_method(f)?;
        self.has_getters = true;
        self.store(GETTERS, name)
    }

    /// What `value.name = x` does.
    pub fn setter<M: 'static>(&mut self, name: &str, f: impl LuaMethodMut<T, M>) -> LuaResult {
        self.push_method_mut(f)?;
        self.has_setters = true;
        self.store(SETTERS, name)
    }

    /// A metamethod, with the value as the first operand. `__index` and `__newindex` are asked about names that are
    /// neither methods nor fields.
    pub fn meta_method<M: 'static>(&mut self, event: &str, f: impl LuaMethod<T, M>) -> LuaResult {
        self.push_method(f)?;
        self.store(METATABLE, event)
    }

    /// A metamethod that may change the value, with the value as the first operand.
    pub fn meta_method_mut<M: 'static>(&mut self, event: &str, f: impl LuaMethodMut<T, M>) -> LuaResult {
        self.push_method_mut(f)?;
        self.store(METATABLE, event)
    }

    /// A metamethod that takes its operands as they come: one of a binary operator can be anything.
    pub fn meta_function<M: 'static>(&mut self, event: &str, f: impl LuaFn<M>) -> LuaResult {
        self.state.push_fn(f)?;
        self.store(METATABLE, event)
    }

    /// Sets what finds methods and fields.
    fn finish(&mut self) -> LuaResult {
        let state = &mut *self.state;
        if state.raw_get_field(METATABLE, "__index")? != Type::Nil || self.has_getters {
            state.push_value(METHODS)?;
            state.push_value(GETTERS)?;
            state.rotate(-3, -1);
            state.push_closure(index, 3)?;
        } else {
            state.push_value(METHODS)?;
        }
        state.set_field(METATABLE, "__index")?;
        state.raw_get_field(METATABLE, "__newindex")?;
        state.push_value(SETTERS)?;
        state.insert(-2);
        state.push_str(T::NAME)?;
        state.push_closure(new_index, 3)?;
        state.set_field(METATABLE, "__newindex")?;
        state.push_str(T::NAME)?;
        state.set_field(METATABLE, "__name")?;
        // Scripts share the metatable, so none may change it.
        state.push_str(T::NAME)?;
        state.set_field(METATABLE, "__metatable")
    }
}

/// `value[key]`: upvalues are the methods, the getters, and what to ask otherwise.
fn index(state: &mut State) -> LuaResult<u32> {
    state.set_top(2)?;
    state.push_value(2)?;
    if state.raw_get(upvalue_index(1))? != Type::Nil {
        return Ok(1);
    }
    state.push_value(2)?;
    if state.raw_get(upvalue_index(2))? != Type::Nil {
        state.push_value(1)?;
        state.call(1, 1)?;
        return Ok(1);
    }
    if state.is_function(upvalue_index(3)) {
        state.push_value(upvalue_index(3))?;
        state.insert(1);
        state.set_top(3)?;
        state.call(2, 1)?;
        return Ok(1);
    }
    Ok(0)
}

/// `value[key] = x`: upvalues are the setters, what to ask otherwise, and the type's name.
fn new_index(state: &mut State) -> LuaResult<u32> {
    state.set_top(3)?;
    state.push_value(2)?;
    if state.raw_get(upvalue_index(1))? != Type::Nil {
        state.insert(1);
        state.remove(3);
        state.call(2, 0)?;
        return Ok(0);
    }
    if state.is_function(upvalue_index(2)) {
        state.set_top(3)?;
        state.push_value(upvalue_index(2))?;
        state.insert(1);
        state.call(3, 0)?;
        return Ok(0);
    }
    state.push_value(2)?;
    state.to_string_meta(-1)?;
    let key = String::from_utf8_lossy(state.bytes_at(-1).unwrap_or_default()).into_owned();
    let name: String = state.to(upvalue_index(3))?;
    Err(state.error_str(format_args!("cannot set field '{key}' of {name}")))
}

fn call_method<T: UserType, M: 'static, F: LuaMethod<T, M>>(state: &mut State) -> LuaResult<u32> {
    catch_panics(state, |state| {
        with_upvalue(state, |state, f: &F| {
            match state.with_userdata(1, |state, this: &T| f.call(state, this))? {
                Some(count) => Ok(count),
                None => Err(state.type_error(1, T::NAME)),
            }
        })
    })
}

fn call_method_mut<T: UserType, M: 'static, F: LuaMethodMut<T, M>>(state: &mut State) -> LuaResult<u32> {
    catch_panics(state, |state| {
        with_upvalue(state, |state, f: &F| {
            match state.with_userdata_mut(1, |state, this: &mut T| f.call(state, this))? {
                Some(count) => Ok(count),
                None => Err(state.type_error(1, T::NAME)),
            }
        })
    })
}

/// The classes that a state has met.
#[derive(Default)]
struct Classes(HashMap<TypeId, Registered>);

#[derive(Clone)]
struct Registered {
    metatable: Handle,
    methods: Handle,
}

impl State {
    /// The class of a type, registered if need be.
    fn class<T: UserType>(&mut self) -> LuaResult<Registered> {
        if let Some(class) = self
            .extra::<Classes>()
            .and_then(|classes| classes.0.get(&TypeId::of::<T>()))
        {
            return Ok(class.clone());
        }
        // In a frame of its own, for the tables' indices.
        self.push_function(register::<T>)?;
        self.call(0, 2)?;
        let methods = self.pop_handle()?;
        let metatable = self.pop_handle()?;
        let class = Registered { metatable, methods };
        if self.extra::<Classes>().is_none() {
            self.set_extra(Classes::default());
        }
        if let Some(classes) = self.extra_mut::<Classes>() {
            classes.0.insert(TypeId::of::<T>(), class.clone());
        }
        Ok(class)
    }

    /// Pushes the table of a type's functions and methods. `[-0, +1, e]`
    pub fn push_class<T: UserType>(&mut self) -> LuaResult {
        let class = self.class::<T>()?;
        self.push_handle(&class.methods)
    }

    /// Makes the table of a type's functions and methods a global variable of the type's name. `[-0, +0, e]`
    pub fn set_class<T: UserType>(&mut self) -> LuaResult {
        self.push_class::<T>()?;
        self.set_global(T::NAME)
    }
}

fn register<T: UserType>(state: &mut State) -> LuaResult<u32> {
    for _ in METATABLE..=SETTERS {
        state.new_table()?;
    }
    let mut class = Class::<T> {
        state,
        has_getters: false,
        has_setters: false,
        of: PhantomData,
    };
    T::register(&mut class)?;
    class.finish()?;
    state.set_top(METHODS)?;
    Ok(2)
}

/// A userdata of the type's class.
impl<T: UserType> IntoLua for T {
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.new_userdata(self, 0)?;
        let class = state.class::<T>()?;
        state.push_handle(&class.metatable)?;
        state.set_metatable(-2)
    }
}

/// A copy of the value in a userdata.
impl<T: UserType + Clone> FromLua for T {
    fn from_lua(state: &mut State, index: i32) -> Result<T, Mismatch> {
        match state.with_userdata(index, |_, value: &T| Ok(value.clone()))? {
            Some(value) => Ok(value),
            None => Err(Mismatch::expected(state, index, T::NAME)),
        }
    }
}
