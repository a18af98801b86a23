//! Errors between Rust and Lua.
//!
//! A Rust error that is raised becomes a userdata that holds it: a program can catch it, show it with `tostring` and
//! raise it again. When it reaches the host, [`Error`] has it as its [`source`](std::error::Error::source), as it was.

use super::handle::Handle;
use crate::calls::{self, Unwinding};
use crate::state::State;
use crate::thread::Thread;
use crate::throw::{LuaResult, Status, Throw};
use core::any::Any;
use core::fmt;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};

type DynError = dyn StdError + Send + Sync;

/// Name of the metatable of raised Rust errors.
const METATABLE: &str = "moonquakes.Error";

/// An error that reached the host.
///
/// ```
/// # use moonquakes_runtime::State;
/// # use std::error::Error as _;
/// let state = &mut *State::new();
/// let error = state.eval::<()>("local t = {}; t.x.y = 1").unwrap_err();
/// assert_eq!(error.message(), "[string \"local t = {}; t.x.y = 1\"]:1: attempt to index a nil value (field 'x')");
///
/// state.set_fn("read", |path: String| std::fs::read(path)).unwrap();
/// let error = state.eval::<()>("read('no such file')").unwrap_err();
/// let source = error.downcast_ref::<std::io::Error>().unwrap();
/// assert_eq!(source.kind(), std::io::ErrorKind::NotFound);
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    status: Status,
    message: String,
    traceback: String,
    /// The error value, unless it is a string.
    value: Option<Handle>,
    source: Option<Arc<DynError>>,
}

impl Error {
    /// How the call ended.
    pub fn status(&self) -> Status {
        self.0.status
    }

    /// The error value as text.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The calls that were active when the error was raised; empty for syntax errors and for lack of memory.
    pub fn traceback(&self) -> &str {
        &self.0.traceback
    }

    /// The error value, if it is something else than a string.
    pub fn value(&self) -> Option<&Handle> {
        self.0.value.as_ref()
    }

    /// The Rust error that was raised, if it is an `E`.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        self.0.source.as_ref()?.downcast_ref()
    }

    /// Goes on with the panic that became this error, if it was one.
    pub fn resume_unwind(self) -> Self {
        if let Some(panic) = self.downcast_ref::<Panic>() {
            let payload = panic
                .payload
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            if let Some(payload) = payload {
                std::panic::resume_unwind(payload);
            }
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("status", &self.0.status)
            .field("message", &self.0.message)
            .field("traceback", &self.0.traceback)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = self.0.source.as_deref()?;
        Some(source)
    }
}

/// A panic of a closure that became an error.
struct Panic {
    message: String,
    payload: Mutex<Option<Box<dyn Any + Send>>>,
}

impl fmt::Debug for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Panic").field(&self.message).finish()
    }
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panic: {}", self.message)
    }
}

impl StdError for Panic {}

/// What can be raised: every Rust error, a text, and a [`Throw`] that is on its way already.
pub trait Raise {
    /// Raises it: `return Err(error.raise(state))`. `[-0, +1, v]`
    fn raise(self, state: &mut State) -> Throw;
}

impl Raise for Throw {
    #[inline]
    fn raise(self, _: &mut State) -> Throw {
        self
    }
}

impl<E: Into<Box<DynError>>> Raise for E {
    #[cold]
    fn raise(self, state: &mut State) -> Throw {
        state.raise_error(self.into())
    }
}

/// A Rust error as a Lua value.
struct Raised(Arc<DynError>);

/// What the message handler of [`State::protect`] makes of an error value, which is the userdata's user value.
struct Traced(String);

impl State {
    fn raise_error(&mut self, error: Box<DynError>) -> Throw {
        let pushed = match error.downcast::<Error>() {
            Ok(error) => self.push_error(&error),
            Err(error) => self.push_source(Arc::from(error)),
        };
        match pushed {
            Ok(()) => self.error(),
            Err(throw) => throw,
        }
    }

    pub(super) fn raise_panic(&mut self, payload: Box<dyn Any + Send>) -> Throw {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        self.raise_error(Box::new(Panic {
            message: text.unwrap_or_else(|| "unknown".to_owned()),
            payload: Mutex::new(Some(payload)),
        }))
    }

    /// Pushes an error that has been caught, as the value that it was. `[-0, +1, m]`
    pub fn push_error(&mut self, error: &Error) -> LuaResult {
        if let Some(value) = error.value()
            && self.owns_handle(value)
        {
            return self.push_handle(value);
        }
        match &error.0.source {
            Some(source) => self.push_source(source.clone()),
            None => self.push_str(error.message()),
        }
    }

    fn push_source(&mut self, source: Arc<DynError>) -> LuaResult {
        self.new_userdata(Raised(source), 0)?;
        if self.new_metatable(METATABLE)? {
            self.push_str("error")?;
            self.set_field(-2, "__name")?;
            self.push_function(|state| {
                let text = match state.userdata::<Raised>(1) {
                    Some(Raised(error)) => error.to_string(),
                    None => return Err(state.type_error(1, "error")),
                };
                state.push_str(&text)?;
                Ok(1)
            })?;
            self.set_field(-2, "__tostring")?;
        }
        self.set_metatable(-2)
    }

    /// Runs `f` with an empty stack of its own and gives its result; an error raised there becomes an [`Error`]. Nothing
    /// that `f` leaves on its stack remains. `[-0, +0, -]`
    ///
    /// ```
    /// # use moonquakes_runtime::{MULT_RET, State};
    /// let state = &mut *State::new();
    /// let length = state.protect(|state| {
    ///     state.load_string("return 'abc' .. 4").to_result()?;
    ///     state.call(0, 1)?;
    ///     state.len_integer(-1)
    /// });
    /// assert_eq!(length.unwrap(), 4);
    /// assert!(state.protect(|state| state.call(5, 0)).is_err());
    /// ```
    pub fn protect<R>(&mut self, f: impl FnOnce(&mut State) -> LuaResult<R>) -> Result<R, Error> {
        let top = self.get_top();
        let l = self.thread();
        // SAFETY: the thread is live; all slots up to its top are.
        let unwinding = unsafe { Unwinding::prepare(l, Thread::save_stack(l, (*l).top)) };
        let mut result = None;
        let status = match self.push_function(trace).and_then(|()| self.push_nil()) {
            // SAFETY: the handler is below the frame, which is made on the value just pushed.
            Ok(()) => unsafe {
                let frame = Thread::save_stack(l, (*l).top.sub(1));
                calls::protected(l, frame, frame as u32 - 1, |l| {
                    result = Some(calls::call_closure(l, Thread::restore_stack(l, frame), f)?);
                    Ok(())
                })
            },
            Err(throw) => throw.status(),
        };
        unwinding.done();
        let outcome = match result {
            Some(result) if status == Status::Ok => Ok(result),
            _ => Err(self.pop_error(status)),
        };
        self.pop(self.get_top() - top);
        outcome
    }

    /// Runs source text and gives its results. `[-0, +0, -]`
    pub fn eval<R: super::FromLuaMulti>(&mut self, source: &str) -> Result<R, Error> {
        self.protect(|state| {
            state.load_string(source).to_result()?;
            state.call(0, crate::state::MULT_RET)?;
            let mut next = 1;
            R::from_lua_multi(state, &mut next)
                .map_err(|mismatch| mismatch.within(format_args!("result {next}")).into_error(state))
        })
    }

    /// Pops the value of an error that a call ended with. `[-1, +0, -]`
    pub fn pop_error(&mut self, status: Status) -> Error {
        let mut traceback = String::new();
        if let Some(Traced(text)) = self.take_userdata(-1) {
            traceback = text;
            if self.get_user_value(-1, 1).is_ok() {
                self.remove(-2);
            }
        }
        let source = self.userdata::<Raised>(-1).map(|Raised(error)| error.clone());
        let message = match (self.bytes_at(-1), &source) {
            (Some(text), _) => String::from_utf8_lossy(text).into_owned(),
            (None, Some(error)) => error.to_string(),
            (None, None) => self.error_text(),
        };
        let value = if self.bytes_at(-1).is_some() {
            None
        } else {
            Some(self.handle(-1))
        };
        self.pop(1);
        Error(Arc::new(Inner {
            status,
            message,
            traceback,
            value,
            source,
        }))
    }

    /// What an error value that is no string says of itself.
    fn error_text(&mut self) -> String {
        let fallback = format!("(error object is a {} value)", self.type_name_at(-1));
        let tostring = |state: &mut State| -> LuaResult<bool> {
            state.push_value(-1)?;
            state.push_function(|state| Ok(u32::from(state.call_meta(1, "__tostring")?)))?;
            state.insert(-2);
            Ok(state.pcall(1, 1, 0) == Status::Ok)
        };
        let top = self.get_top();
        let text = match tostring(self) {
            Ok(true) => self
                .bytes_at(-1)
                .map(|text| String::from_utf8_lossy(text).into_owned()),
            _ => None,
        };
        self.pop(self.get_top() - top);
        text.unwrap_or(fallback)
    }
}

/// The message handler of [`State::protect`]: keeps the error value together with a traceback.
fn trace(state: &mut State) -> LuaResult<u32> {
    state.traceback(None, 1)?;
    let text = String::from_utf8_lossy(state.bytes_at(-1).unwrap_or_default()).into_owned();
    state.new_userdata(Traced(text), 1)?;
    state.push_value(1)?;
    state.set_user_value(-2, 1)?;
    Ok(1)
}
