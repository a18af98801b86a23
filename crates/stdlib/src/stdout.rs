//! The process's standard output, buffered as C does: by lines on a terminal, in blocks elsewhere. `print` and
//! `io.stdout` share it.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

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
    writer: BufWriter<Stdout>,
    buffering: Buffering,
}

impl StandardOutput {
    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)?;
        match self.buffering {
            Buffering::Full => Ok(()),
            Buffering::Line if !bytes.contains(&b'\n') => Ok(()),
            _ => self.writer.flush(),
        }
    }

    /// Hands everything to the system.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Changes the buffering; what is buffered is written first.
    pub fn set_buffering(&mut self, buffering: Buffering) -> io::Result<()> {
        self.buffering = buffering;
        self.writer.flush()
    }
}

/// The one standard output of the process.
pub fn lock() -> MutexGuard<'static, StandardOutput> {
    static OUTPUT: OnceLock<Mutex<StandardOutput>> = OnceLock::new();
    const BUFFER: usize = 1 << 16;
    let output = OUTPUT.get_or_init(|| {
        let stdout = io::stdout();
        let buffering = if stdout.is_terminal() {
            Buffering::Line
        } else {
            Buffering::Full
        };
        Mutex::new(StandardOutput {
            writer: BufWriter::with_capacity(BUFFER, stdout),
            buffering,
        })
    });
    output.lock().unwrap_or_else(PoisonError::into_inner)
}
