//! Files as values: userdata that hold a stream until it is closed.

use super::stream::Stream;
use moonquakes_runtime::{LuaResult, REGISTRY_INDEX, State, Type};

/// Name of the metatable of files.
pub(super) const FILE: &str = "FILE*";
/// Names in the registry of the default files.
pub(super) const DEFAULT_INPUT: &str = "_IO_input";
pub(super) const DEFAULT_OUTPUT: &str = "_IO_output";
/// Name in the registry of the set of all files, which it does not keep alive.
const ALL_FILES: &str = "_IO_files";

/// A file: a stream, until it is closed.
pub(super) struct Handle {
    pub(super) stream: Option<Stream>,
}

/// Makes the set of all files. `[-0, +0]`
pub(super) fn create_set(state: &mut State) -> LuaResult {
    state.get_subtable(REGISTRY_INDEX, ALL_FILES)?;
    state.create_table(0, 1)?;
    state.push_str("k")?;
    state.set_field(-2, "__mode")?;
    state.set_metatable(-2)?;
    state.pop(1);
    Ok(())
}

/// Pushes a new file. `[-0, +1]`
pub(super) fn push_file(state: &mut State, stream: Stream) -> LuaResult {
    state.new_userdata(Handle { stream: Some(stream) }, 0)?;
    state.set_metatable_named(FILE)?;
    state.get_field(REGISTRY_INDEX, ALL_FILES)?;
    state.push_value(-2)?;
    state.push_boolean(true)?;
    state.raw_set(-3)?;
    state.pop(1);
    Ok(())
}

/// Writes what is pending in any file, as C does before it starts a process or ends its own. `[-0, +0]`
pub(crate) fn flush_all(state: &mut State) -> LuaResult {
    if state.get_field(REGISTRY_INDEX, ALL_FILES)? == Type::Table {
        state.push_nil()?;
        while state.next(-2)? {
            if let Some(stream) = state
                .userdata_mut::<Handle>(-2)
                .and_then(|handle| handle.stream.as_mut())
            {
                // Nobody asked for it, so nobody is told.
                let _ = stream.flush();
            }
            state.pop(1);
        }
    }
    state.pop(1);
    Ok(())
}

/// The open stream of the file argument.
pub(super) fn check_stream(state: &mut State, arg: i32) -> LuaResult<&mut Stream> {
    if state.check_userdata::<Handle>(arg, FILE)?.stream.is_none() {
        return Err(state.error_str("attempt to use a closed file"));
    }
    stream_at(state, arg)
}

/// The stream of the file at `index`, which is open.
pub(super) fn stream_at(state: &mut State, index: i32) -> LuaResult<&mut Stream> {
    let handle = state.check_userdata::<Handle>(index, FILE)?;
    Ok(handle.stream.as_mut().expect("checked to be open"))
}

/// Whether there is an open file at `index`.
pub(super) fn is_open(state: &State, index: i32) -> bool {
    state
        .userdata::<Handle>(index)
        .is_some_and(|handle| handle.stream.is_some())
}

/// Pushes a default file, which has to be open. `[-0, +1]`
pub(super) fn push_default(state: &mut State, which: &str) -> LuaResult {
    state.get_field(REGISTRY_INDEX, which)?;
    if !is_open(state, -1) {
        let name = which.trim_start_matches("_IO_");
        return Err(state.error_str(format_args!("default {name} file is closed")));
    }
    Ok(())
}
