//! The process's standard output, which `print` and `io.stdout` share with the host.
//!
//! At first it is handed on to [`std::io::stdout`] at once, so that what the host and its scripts print comes out in
//! order. `io.stdout:setvbuf`, or a host that prints nothing itself, can make it gather blocks as C does where standard
//! output is no terminal; they are written by [`StandardOutput::flush`].

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How writes reach the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Buffering {
    /// At once.
    None,
    /// When a line is complete.
    Line,
    /// When the buffer is full.
    Full,
}

/// Standard output and how it buffers.
pub struct StandardOutput {
    pending: Vec<u8>,
    buffering: Buffering,
}

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 16;

impl StandardOutput {
    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.buffering == Buffering::Full {
            self.pending.extend_from_slice(bytes);
            return if self.pending.len() < BUFFER {
                Ok(())
            } else {
                self.flush()
            };
        }
        // The host's standard output buffers by lines.
        let mut host = io::stdout().lock();
        host.write_all(bytes)?;
        match self.buffering {
            Buffering::None => host.flush(),
            _ => Ok(()),
        }
    }

    /// Hands everything to the system. What it does not take is lost.
    pub fn flush(&mut self) -> io::Result<()> {
        let mut host = io::stdout().lock();
        let written = host.write_all(&self.pending);
        self.pending.clear();
        written?;
        host.flush()
    }

    /// How it buffers.
    pub fn buffering(&self) -> Buffering {
        self.buffering
    }

    /// Changes the buffering; what is buffered is written first.
    pub fn set_buffering(&mut self, buffering: Buffering) -> io::Result<()> {
        self.buffering = buffering;
        self.flush()
    }
}

/// The one standard output of the process.
pub fn lock() -> MutexGuard<'static, StandardOutput> {
    static OUTPUT: Mutex<StandardOutput> = Mutex::new(StandardOutput {
        pending: Vec::new(),
        buffering: Buffering::Line,
    });
    OUTPUT.lock().unwrap_or_else(PoisonError::into_inner)
}
