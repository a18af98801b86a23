//! What each op does, by subject.
//!
//! | file | holds |
//! |---|---|
//! | `moves` | registers, constants, upvalues |
//! | `fields` | reading and writing tables |
//! | `objects` | constructors, `#`, `..`, to-be-closed variables |
//! | `numbers` | arithmetic and bitwise operators |
//! | `branches` | jumps and tests |
//! | `functions` | calls, returns, closures, variable arguments |
//! | `loops` | numeric and generic `for` |

pub(super) mod branches;
pub(super) mod fields;
pub(super) mod functions;
pub(super) mod loops;
pub(super) mod moves;
pub(super) mod numbers;
pub(super) mod objects;
