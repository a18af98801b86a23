//! The standard library of Lua 5.4, written against State alone.
