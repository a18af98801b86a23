//! Warnings.

use super::State;
use std::io::{self, Write};

/// What receives warnings: a piece of a message, and whether more of it follows.
type WarnFunction = Box<dyn FnMut(&[u8], bool) + Send>;

impl State {
    /// Sets what receives warnings; `None` drops them. `[-0, +0, -]`
    pub fn set_warn(&mut self, f: Option<WarnFunction>) {
        // SAFETY: fact 1.
        unsafe { (*(*self.thread()).global).warn = f };
    }

    /// Sends warnings to standard error, once the message `@on` has turned them on, until `@off`. `[-0, +0, -]`
    pub fn set_standard_warnings(&mut self) {
        let mut warnings = StandardWarnings::default();
        self.set_warn(Some(Box::new(move |message, to_continue| {
            warnings.receive(message, to_continue)
        })));
    }

    /// Emits a warning, or a piece of one if `to_continue`. `[-0, +0, -]`
    pub fn warning(&mut self, message: &[u8], to_continue: bool) {
        // SAFETY: fact 1. The function has no access to the state, so nothing else touches it meanwhile.
        if let Some(warn) = unsafe { &mut (*(*self.thread()).global).warn } {
            warn(message, to_continue);
        }
    }
}

#[derive(Default)]
struct StandardWarnings {
    on: bool,
    /// In the middle of a message.
    continuing: bool,
}

impl StandardWarnings {
    fn receive(&mut self, message: &[u8], to_continue: bool) {
        if !self.continuing
            && !to_continue
            && let Some(control) = message.strip_prefix(b"@")
        {
            match control {
                b"on" => self.on = true,
                b"off" => self.on = false,
                _ => {}
            }
            return;
        }
        if !self.on {
            return;
        }
        let mut text = Vec::new();
        if !self.continuing {
            text.extend_from_slice(b"Lua warning: ");
        }
        text.extend_from_slice(message);
        if !to_continue {
            text.push(b'\n');
        }
        self.continuing = to_continue;
        // A warning that cannot be written has nowhere else to go.
        let _ = io::stderr().write_all(&text);
    }
}
