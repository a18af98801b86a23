//! Leaving the process without dropping the state.

use super::State;
use crate::calls::{self, CloseStatus};
use crate::heap;
use crate::thread::Thread;
use crate::throw::Status;

impl State {
    /// Does what a program may see of closing the state: closes the pending variables of the main thread and
    /// calls all finalizers. For `os.exit`, where native frames still lean on the state. `[-0, +0, -]`
    pub fn close_for_exit(&mut self) {
        let l = self.thread();
        // SAFETY: fact 1. The main thread is in a native frame, this one or that of a resume, so that all its
        // values are below its top, above which the closing methods are called.
        unsafe {
            let main = (*(*l).global).main_thread;
            loop {
                let top = Thread::save_stack(main, (*main).top);
                let status = calls::protected(main, top, 0, |main| {
                    calls::close(main, (*main).stack.add(1), CloseStatus::Normal, false).map(drop)
                });
                (*main).top = Thread::restore_stack(main, top);
                if status == Status::Ok {
                    break;
                }
            }
            heap::call_all_finalizers(l);
        }
    }
}
