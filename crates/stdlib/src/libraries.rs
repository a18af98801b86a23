//! Which libraries a state gets.

use crate::{base, coroutine, debug, io, math, os, package, string, table, utf8};
use core::ops::BitOr;
use moonquakes_runtime::{LuaResult, NativeFunction, State};

/// The libraries in the order in which they are opened: the name of each and what opens it.
pub const LIBRARIES: &[(&str, NativeFunction)] = &[
    ("_G", base::open),
    ("package", package::open),
    ("coroutine", coroutine::open),
    ("table", table::open),
    ("io", io::open),
    ("os", os::open),
    ("string", string::open),
    ("math", math::open),
    ("utf8", utf8::open),
    ("debug", debug::open),
];

/// What of the base library reaches files.
const FILE_FUNCTIONS: &[&str] = &["dofile", "loadfile"];

/// A set of libraries: `Libraries::BASE | Libraries::STRING`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Libraries(u16);

impl Libraries {
    /// None at all.
    pub const NONE: Libraries = Libraries(0);
    /// The basic functions, but for `dofile` and `loadfile`.
    pub const BASE: Libraries = Libraries(1 << 0);
    /// `require` and `package`.
    pub const PACKAGE: Libraries = Libraries(1 << 1);
    /// `coroutine`
    pub const COROUTINE: Libraries = Libraries(1 << 2);
    /// `table`
    pub const TABLE: Libraries = Libraries(1 << 3);
    /// `io`
    pub const IO: Libraries = Libraries(1 << 4);
    /// `os`
    pub const OS: Libraries = Libraries(1 << 5);
    /// `string`, and methods of strings.
    pub const STRING: Libraries = Libraries(1 << 6);
    /// `math`
    pub const MATH: Libraries = Libraries(1 << 7);
    /// `utf8`
    pub const UTF8: Libraries = Libraries(1 << 8);
    /// `debug`, with which a script can look into all others, and break what they rely on.
    pub const DEBUG: Libraries = Libraries(1 << 9);
    /// `dofile` and `loadfile` of the basic functions.
    pub const FILES: Libraries = Libraries(1 << 10);
    /// All.
    pub const ALL: Libraries = Libraries((1 << 11) - 1);
    /// Those with which a script reaches nothing of the host but its standard output, by `print` and `warn`. Together
    /// with limits they are for scripts that are not trusted.
    pub const SAFE: Libraries = Libraries(
        Self::BASE.0 | Self::COROUTINE.0 | Self::TABLE.0 | Self::STRING.0 | Self::MATH.0 | Self::UTF8.0,
    );

    /// Whether all of `others` are in the set.
    pub const fn contains(self, others: Libraries) -> bool {
        self.0 & others.0 == others.0
    }

    /// The set without `others`.
    #[must_use]
    pub const fn without(self, others: Libraries) -> Libraries {
        Libraries(self.0 & !others.0)
    }
}

impl BitOr for Libraries {
    type Output = Libraries;

    fn bitor(self, others: Libraries) -> Libraries {
        Libraries(self.0 | others.0)
    }
}

/// Opens the chosen libraries as globals. `[-0, +0]`
///
/// # Errors
/// Out of memory.
pub fn open(state: &mut State, libraries: Libraries) -> LuaResult {
    for (n, &(name, open)) in LIBRARIES.iter().enumerate() {
        if libraries.contains(Libraries(1 << n)) {
            state.require_f(name, open, true)?;
            state.pop(1);
        }
    }
    if libraries.contains(Libraries::BASE) && !libraries.contains(Libraries::FILES) {
        for name in FILE_FUNCTIONS {
            state.push_nil()?;
            state.set_global(name)?;
        }
    }
    Ok(())
}

/// Opens all standard libraries as globals. `[-0, +0]`
///
/// # Errors
/// Out of memory.
pub fn open_libs(state: &mut State) -> LuaResult {
    open(state, Libraries::ALL)
}
