//! What a program may know of itself: names of variables and functions, lines, error messages, tracebacks, hooks.
//!
//! | file | holds |
//! |---|---|
//! | `lines` | from instructions to lines |
//! | `names` | names of variables and functions, by reading the code symbolically |
//! | `messages` | runtime errors and their wording |
//! | `info` | what is known of a function or a call |
//! | `frames` | the call stack: levels, local variables |
//! | `traceback` | tracebacks, positions, errors about arguments |
//! | `hook` | calling hooks |

mod frames;
mod hook;
mod info;
mod lines;
mod messages;
mod names;
mod traceback;

pub use hook::{HookEvent, MASK_CALL, MASK_COUNT, MASK_LINE, MASK_RETURN};
pub use info::DebugInfo;

pub(crate) use frames::{find_local, get_stack, local_name};
pub(crate) use hook::{hook_call, return_hook, run_hook, trace_call, trace_exec};
pub(crate) use info::{get_info, valid_lines};
pub(crate) use messages::{
    call_error, concat_error, error_message, for_error, operand_error, order_error, run_error,
    to_integer_error, type_error,
};
pub(crate) use traceback::{argument_error, position, traceback};
