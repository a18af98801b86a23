//! What is behind a stream.

use crate::os::shell;
use crate::stdout;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::process::{Child, ExitStatus, Stdio};

pub(super) enum Device {
    File(File),
    Stdin,
    Stdout,
    Stderr,
    /// A process, with a pipe from its output or to its input.
    Process(Child),
}

/// How a device ended.
pub(super) enum Closed {
    File(io::Result<()>),
    Process(io::Result<ExitStatus>),
}

/// Numbers of errors that the system gives for what we refuse ourselves.
#[cfg(unix)]
mod number {
    pub const BAD_FILE_DESCRIPTOR: i32 = 9;
    pub const ILLEGAL_SEEK: i32 = 29;
}
#[cfg(not(unix))]
mod number {
    pub const BAD_FILE_DESCRIPTOR: i32 = 6;
    pub const ILLEGAL_SEEK: i32 = 25;
}

/// The error of reading from what is to be written, or the other way round.
pub(super) fn bad_descriptor() -> io::Error {
    io::Error::from_raw_os_error(number::BAD_FILE_DESCRIPTOR)
}

impl Device {
    /// Starts a shell command, to read its output or to write its input.
    pub(super) fn popen(command: &[u8], write: bool) -> io::Result<Device> {
        let mut shell = shell(command);
        if write {
            shell.stdin(Stdio::piped());
        } else {
            shell.stdout(Stdio::piped());
        }
        shell.spawn().map(Device::Process)
    }

    /// Standard files stay open.
    pub(super) fn is_standard(&self) -> bool {
        matches!(self, Device::Stdin | Device::Stdout | Device::Stderr)
    }

    /// Reads what there is, up to the size of the buffer. An interrupted read is an error, as in C, so that the
    /// interruption takes effect.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Device::File(file) => file.read(buffer),
            Device::Process(child) => child.stdout.as_mut().ok_or_else(bad_descriptor)?.read(buffer),
            _ => Err(bad_descriptor()),
        }
    }

    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Device::File(file) => file.write_all(bytes),
            Device::Process(child) => child.stdin.as_mut().ok_or_else(bad_descriptor)?.write_all(bytes),
            Device::Stdout => stdout::lock().write(bytes),
            Device::Stderr => io::stderr().write_all(bytes),
            Device::Stdin => Err(bad_descriptor()),
        }
    }

    pub(super) fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Device::File(file) => file.seek(to),
            Device::Stdin => descriptor::of(io::stdin())?.seek(to),
            Device::Stdout => descriptor::of(io::stdout())?.seek(to),
            Device::Stderr => descriptor::of(io::stderr())?.seek(to),
            Device::Process(_) => Err(io::Error::from_raw_os_error(number::ILLEGAL_SEEK)),
        }
    }

    /// Closes it; waits for the end of a process.
    pub(super) fn close(&mut self) -> Closed {
        match self {
            Device::Process(child) => {
                // Its input closes by itself.
                drop(child.stdout.take());
                Closed::Process(child.wait())
            }
            _ => Closed::File(Ok(())),
        }
    }
}

/// A standard stream as a file of its own, with the same position.
#[cfg(unix)]
mod descriptor {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsFd;

    pub(super) fn of(stream: impl AsFd) -> io::Result<File> {
        stream.as_fd().try_clone_to_owned().map(File::from)
    }
}

#[cfg(windows)]
mod descriptor {
    use std::fs::File;
    use std::io;
    use std::os::windows::io::AsHandle;

    pub(super) fn of(stream: impl AsHandle) -> io::Result<File> {
        stream.as_handle().try_clone_to_owned().map(File::from)
    }
}

#[cfg(not(any(unix, windows)))]
mod descriptor {
    use std::fs::File;
    use std::io;

    pub(super) fn of<S>(_: S) -> io::Result<File> {
        Err(io::Error::from_raw_os_error(super::number::ILLEGAL_SEEK))
    }
}
