//! What all threads of a state share.

use crate::heap::Heap;
use crate::limits::Meter;
use crate::metamethod::EVENT_COUNT;
use crate::state::Extra;
use crate::string::{Cache, LuaString};
use crate::table::Table;
use crate::thread::Thread;
use crate::typed::Handles;
use crate::value::Value;
use hashbrown::HashTable;
use moonquakes_compiler::Workspace;

/// Receives warnings: a piece of the text, and whether more of the message follows.
pub type WarnFunction = Box<dyn FnMut(&[u8], bool) + Send>;

/// The shared part of a state.
pub(crate) struct Global {
    pub heap: Heap,
    /// Every short string.
    pub strings: HashTable<*mut LuaString>,
    /// Strings that native code names.
    pub cache: Cache,
    /// Seeds the hashes of strings.
    pub seed: u32,
    pub registry: Value,
    pub main_thread: *mut Thread,
    /// Names of the events, "__index" first.
    pub event_names: [*mut LuaString; EVENT_COUNT],
    /// Metatables of the basic types; null where there is none.
    pub metatables: [*mut Table; 9],
    /// "not enough memory", made in time.
    pub memory_error: *mut LuaString,
    /// Threads that may have open upvalues, linked by `next_with_upvalues`.
    pub threads_with_upvalues: *mut Thread,
    /// Strings whose bytes are lent to native code; roots.
    pub anchors: Vec<Value>,
    /// Receives warnings: the text, and whether more of the message follows.
    pub warn: Option<WarnFunction>,
    /// What scripts use, and what they may.
    pub meter: Meter,
    /// Values that handles hold; roots.
    pub handles: Handles,
    /// Values of the host.
    pub extra: Extra,
    /// What the compiler needs room for, once it has been used.
    pub workspace: Option<Box<Workspace>>,
}
