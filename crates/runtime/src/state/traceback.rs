//! Tracebacks.

use super::State;
use super::access::Anchored;
use crate::debug;
use crate::throw::LuaResult;
use crate::value::Value;

impl State {
    /// Pushes a traceback of this thread's calls, from `level` on, below `message`. `[-0, +1, m]`
    pub fn traceback(&mut self, message: Option<&[u8]>, level: i32) -> LuaResult {
        let l = self.thread();
        // SAFETY: fact 1.
        let text = unsafe { debug::traceback(l, l, message, level) };
        self.push_bytes(&text)
    }

    /// Pushes a traceback of the calls of the thread at `index`. `[-0, +1, v]`
    pub fn traceback_of(&mut self, index: i32, message: Option<&[u8]>, level: i32) -> LuaResult {
        let Some(thread) = self.thread_at(index) else {
            return Err(self.error_str("coroutine expected"));
        };
        let anchored = Anchored::new(self, &[Value::thread(thread)]);
        // SAFETY: fact 1 for both threads.
        let text = unsafe { debug::traceback(anchored.state.thread(), thread, message, level) };
        anchored.state.push_bytes(&text)
    }
}
