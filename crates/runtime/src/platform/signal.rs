//! Signals: Ctrl-C, and writing into a pipe that nobody reads.
//!
//! A handler may do next to nothing: it runs between any two instructions, on any thread of the process. Ours sets two
//! flags of the main thread of one state, which the interpreter looks at in its own time. So that the thread is
//! alive whenever a handler touches it, whoever takes it away waits for the handlers that are at work.

use crate::state::State;
use crate::thread::Hook;

/// Runs `f` so that Ctrl-C sets `hook` in the main thread of the state, for every event: it is called before the next
/// instruction there. A second Ctrl-C ends the process. On systems without signals it only runs `f`. `[-0, +0]`
pub fn with_interrupt_hook<R>(state: &mut State, hook: Hook, f: impl FnOnce(&mut State) -> R) -> R {
    let installed = system::install(state, hook);
    let result = f(state);
    drop(installed);
    result
}

/// Runs `f` while Ctrl-C passes this process by, as C's `system` does while it waits for a command.
pub fn without_interrupts<R>(f: impl FnOnce() -> R) -> R {
    let held_back = system::hold_back();
    let result = f();
    drop(held_back);
    result
}

/// Lets the process end, as C programs do, when it writes into a pipe that nobody reads. Rust programs start with
/// such writes failing instead.
pub fn end_on_broken_pipe() {
    system::reset_broken_pipe();
}

#[cfg(unix)]
mod system {
    use crate::state::State;
    use crate::thread::{Hook, Thread};
    use core::ffi::c_int;
    use core::mem::MaybeUninit;
    use core::ptr::{self, null_mut};
    use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering::SeqCst};

    /// The thread that the handler is for; null when it is not installed.
    static TARGET: AtomicPtr<Thread> = AtomicPtr::new(null_mut());
    /// Handlers that are at work.
    static AT_WORK: AtomicUsize = AtomicUsize::new(0);

    extern "C" fn handle(signal: c_int) {
        AT_WORK.fetch_add(1, SeqCst);
        let target = TARGET.load(SeqCst);
        if !target.is_null() {
            set(signal, libc::SIG_DFL);
            // SAFETY: a thread in TARGET is alive; `Installed::drop` takes it away and waits for this handler before
            // it can die. The fields are atomic.
            unsafe {
                (*target).interrupted.store(true, SeqCst);
                (*target).trap.store(true, SeqCst);
            }
        }
        AT_WORK.fetch_sub(1, SeqCst);
    }

    /// Sets what a signal does; gives what it did before.
    fn set(signal: c_int, handler: libc::sighandler_t) -> libc::sigaction {
        let mut old = MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: zeros are a valid sigaction: no flags, no signals masked. The handler is `handle` or a constant,
        // and all pointers are to live variables.
        unsafe {
            let mut new = MaybeUninit::<libc::sigaction>::zeroed().assume_init();
            new.sa_sigaction = handler;
            libc::sigaction(signal, &raw const new, old.as_mut_ptr());
            old.assume_init()
        }
    }

    /// A handler that is installed.
    pub(super) struct Installed {
        target: *mut Thread,
        hook_before: Option<Hook>,
        target_before: *mut Thread,
        action_before: libc::sigaction,
    }

    pub(super) fn install(state: &mut State, hook: Hook) -> Installed {
        // SAFETY: the main thread lives as long as the state, which is borrowed while the handler is installed.
        unsafe {
            let target = (*(*state.thread()).global).main_thread;
            let hook_before = (*target).interrupt_hook.replace(hook);
            Installed {
                target,
                hook_before,
                target_before: TARGET.swap(target, SeqCst),
                action_before: set(libc::SIGINT, handle as *const () as libc::sighandler_t),
            }
        }
    }

    impl Drop for Installed {
        fn drop(&mut self) {
            // SAFETY: what `sigaction` gave can be given back.
            unsafe { libc::sigaction(libc::SIGINT, &raw const self.action_before, null_mut()) };
            TARGET.store(self.target_before, SeqCst);
            while AT_WORK.load(SeqCst) != 0 {
                core::hint::spin_loop();
            }
            // SAFETY: as in `install`.
            unsafe {
                (*self.target).interrupt_hook = self.hook_before;
                if !ptr::eq(self.target, self.target_before) {
                    (*self.target).interrupted.store(false, SeqCst);
                }
            }
        }
    }

    /// Holds the signal back, rather than ignoring it: a new process would ignore it, too.
    pub(super) struct HeldBack {
        mask_before: libc::sigset_t,
    }

    pub(super) fn hold_back() -> HeldBack {
        // SAFETY: all pointers are to live variables; zeros are a valid set of signals.
        unsafe {
            let mut mask = MaybeUninit::<libc::sigset_t>::zeroed().assume_init();
            let mut mask_before = mask;
            libc::sigemptyset(&raw mut mask);
            libc::sigaddset(&raw mut mask, libc::SIGINT);
            libc::pthread_sigmask(libc::SIG_BLOCK, &raw const mask, &raw mut mask_before);
            HeldBack { mask_before }
        }
    }

    impl Drop for HeldBack {
        fn drop(&mut self) {
            // A signal that waits is forgotten.
            let action = set(libc::SIGINT, libc::SIG_IGN);
            // SAFETY: what `sigaction` and `pthread_sigmask` gave can be given back.
            unsafe {
                libc::sigaction(libc::SIGINT, &raw const action, null_mut());
                libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.mask_before, null_mut());
            }
        }
    }

    pub(super) fn reset_broken_pipe() {
        set(libc::SIGPIPE, libc::SIG_DFL);
    }
}

#[cfg(not(unix))]
mod system {
    use crate::state::State;
    use crate::thread::Hook;

    /// Nothing to take back.
    pub(super) struct Nothing;

    impl Drop for Nothing {
        fn drop(&mut self) {}
    }

    pub(super) fn install(_: &mut State, _: Hook) -> Nothing {
        Nothing
    }

    pub(super) fn hold_back() -> Nothing {
        Nothing
    }

    pub(super) fn reset_broken_pipe() {}
}
