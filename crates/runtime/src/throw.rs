//! Errors and yields on their way up the native stack.

use core::num::NonZeroU8;

/// How a protected call, a resume or a load ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Status {
    /// No error.
    Ok = 0,
    /// The coroutine is suspended in a yield.
    Yield = 1,
    /// A runtime error; the error value is on the stack.
    RuntimeError = 2,
    /// A syntax error while loading.
    SyntaxError = 3,
    /// Out of memory.
    MemoryError = 4,
    /// An error in the message handler.
    MessageHandlerError = 5,
    /// A file that could not be opened or read while loading.
    FileError = 6,
    /// A limit was reached ([`State::limit_reached`](crate::State::limit_reached)). No script can catch this, and native
    /// code has to pass it on.
    Stopped = 7,
    /// The coroutine pauses at the end of its time slice.
    Paused = 8,
}

impl Status {
    /// Passes an error on whose value is on the stack: `state.load_string(source).to_result()?`.
    pub const fn to_result(self) -> LuaResult {
        match self {
            Status::Ok | Status::Yield | Status::Paused => Ok(()),
            error => Err(Throw::new(error)),
        }
    }
}

/// An error or a yield that is being propagated: one byte that says which [`Status`] it will become.
///
/// The error value itself is on top of the thread's stack; yielded values are there too. It has to be
/// returned up to the call that protects; a native function gives it to `?`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[must_use = "an error has to be returned to take effect"]
pub struct Throw(NonZeroU8);

impl Throw {
    pub(crate) const YIELD: Throw = Throw::new(Status::Yield);
    pub(crate) const RUNTIME: Throw = Throw::new(Status::RuntimeError);

    pub(crate) const fn new(status: Status) -> Throw {
        Throw(NonZeroU8::new(status as u8).expect("Ok is not thrown"))
    }

    pub(crate) const fn from_status_number(status: u8) -> Throw {
        match NonZeroU8::new(status) {
            Some(status) => Throw(status),
            None => Throw::RUNTIME,
        }
    }

    /// What the protecting call will report.
    pub const fn status(self) -> Status {
        match self.0.get() {
            1 => Status::Yield,
            3 => Status::SyntaxError,
            4 => Status::MemoryError,
            5 => Status::MessageHandlerError,
            6 => Status::FileError,
            7 => Status::Stopped,
            8 => Status::Paused,
            _ => Status::RuntimeError,
        }
    }
}

/// The result of everything that can run Lua code or raise.
pub type LuaResult<T = ()> = Result<T, Throw>;
