//! Streams: buffered files as C's stdio has them, with one position for reading and writing.

use super::device::{Closed, Device, bad_descriptor};
use crate::stdout::{self, Buffering};
use std::fs::File;
use std::io::{self, BufRead, IsTerminal, SeekFrom};
use std::sync::OnceLock;

/// Bytes read or gathered at a time.
const BUFFER: usize = 1 << 14;

/// An open stream.
pub(super) struct Stream {
    device: Device,
    readable: bool,
    writable: bool,
    /// Bytes read ahead: those before `position` have been consumed.
    read_ahead: Vec<u8>,
    position: usize,
    /// Bytes that are to be written.
    pending: Vec<u8>,
    buffering: Buffering,
}

impl Stream {
    fn new(device: Device, readable: bool, writable: bool) -> Stream {
        let buffering = match device {
            // Buffered where it is shared with `print`, not here.
            Device::Stdout => Buffering::None,
            Device::Stderr => Buffering::None,
            _ => Buffering::Full,
        };
        Stream {
            device,
            readable,
            writable,
            read_ahead: Vec::new(),
            position: 0,
            pending: Vec::new(),
            buffering,
        }
    }

    /// Opens a file with a mode of C's `fopen`, which the caller has checked.
    pub(super) fn open(name: &[u8], mode: &[u8]) -> io::Result<Stream> {
        let kind = mode.first();
        let update = mode.contains(&b'+');
        let readable = update || kind == Some(&b'r');
        let writable = update || kind != Some(&b'r');
        let mut options = File::options();
        options.read(readable);
        match kind {
            Some(b'w') => options.write(true).create(true).truncate(true),
            Some(b'a') => options.append(true).create(true),
            _ => options.write(update),
        };
        let mut device = Device::File(options.open(crate::os::path_from_bytes(name))?);
        if !readable && kind == Some(&b'a') {
            // Where nothing is read, the position is that of the next write.
            let _ = device.seek(SeekFrom::End(0));
        }
        Ok(Stream::new(device, readable, writable))
    }

    pub(super) fn temporary() -> io::Result<Stream> {
        let (path, file) = crate::os::temporary_file()?;
        // The name goes at once where the system keeps the file for us.
        let _ = std::fs::remove_file(path);
        Ok(Stream::new(Device::File(file), true, true))
    }

    /// Starts a shell command, to read its output or to write its input.
    pub(super) fn popen(command: &[u8], write: bool) -> io::Result<Stream> {
        Ok(Stream::new(Device::popen(command, write)?, !write, write))
    }

    pub(super) fn stdin() -> Stream {
        Stream::new(Device::Stdin, true, false)
    }

    pub(super) fn stdout() -> Stream {
        Stream::new(Device::Stdout, false, true)
    }

    pub(super) fn stderr() -> Stream {
        Stream::new(Device::Stderr, false, true)
    }

    /// Standard files stay open.
    pub(super) fn is_standard(&self) -> bool {
        self.device.is_standard()
    }

    // ---- reading ----

    /// Bytes read ahead, after reading more if there are none; empty at the end of the file.
    fn fill(&mut self) -> io::Result<&[u8]> {
        if self.position >= self.read_ahead.len() {
            self.write_pending()?;
            self.position = 0;
            self.read_ahead.resize(self.read_size(), 0);
            let result = self.device.read(&mut self.read_ahead);
            self.read_ahead.truncate(*result.as_ref().unwrap_or(&0));
            result?;
        }
        Ok(&self.read_ahead[self.position..])
    }

    /// How much to ask for at a time: without buffering, another reader of the same file finds all that was not taken.
    fn read_size(&self) -> usize {
        if self.buffering == Buffering::None {
            1
        } else {
            BUFFER
        }
    }

    /// Hands what can be read without waiting to `f`, which says how much of it it takes; nothing at the end of the
    /// file.
    fn with_buffer<R>(&mut self, f: impl FnOnce(&[u8]) -> (usize, R)) -> io::Result<R> {
        if !self.readable {
            return Err(bad_descriptor());
        }
        if matches!(self.device, Device::Stdin) {
            show_prompt();
            let mut stdin = io::stdin().lock();
            let (taken, result) = f(stdin.fill_buf()?);
            stdin.consume(taken);
            return Ok(result);
        }
        let (taken, result) = f(self.fill()?);
        self.position += taken;
        Ok(result)
    }

    /// The next byte, which stays unread; `None` at the end of the file.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        self.with_buffer(|bytes| (0, bytes.first().copied()))
    }

    /// Takes the byte that `peek` showed.
    pub(super) fn skip(&mut self) -> io::Result<()> {
        self.with_buffer(|bytes| (bytes.len().min(1), ()))
    }

    /// Appends a line with its newline, if it has one, to `line`; `false` if there was nothing left.
    pub(super) fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        let start = line.len();
        loop {
            let complete = self.with_buffer(|bytes| match memchr::memchr(b'\n', bytes) {
                Some(newline) => {
                    line.extend_from_slice(&bytes[..=newline]);
                    (newline + 1, true)
                }
                None => {
                    line.extend_from_slice(bytes);
                    (bytes.len(), bytes.is_empty())
                }
            })?;
            if complete {
                return Ok(line.len() > start);
            }
        }
    }

    /// Appends up to `limit` bytes to `out`; fewer at the end of the file.
    pub(super) fn read_bytes(&mut self, out: &mut Vec<u8>, limit: usize) -> io::Result<()> {
        let mut left = limit;
        while left > 0 {
            let taken = self.with_buffer(|bytes| {
                let taken = bytes.len().min(left);
                out.extend_from_slice(&bytes[..taken]);
                (taken, taken)
            })?;
            if taken == 0 {
                break;
            }
            left -= taken;
        }
        Ok(())
    }

    /// Forgets bytes that were read ahead: the file's position goes back to the stream's.
    fn drop_read_ahead(&mut self) -> io::Result<()> {
        let unread = if matches!(self.device, Device::Stdin) {
            let mut stdin = io::stdin().lock();
            let unread = stdin.fill_buf()?.len();
            stdin.consume(unread);
            unread
        } else {
            self.read_ahead.len() - self.position
        };
        self.read_ahead.clear();
        self.position = 0;
        if unread > 0 {
            self.device.seek(SeekFrom::Current(-(unread as i64)))?;
        }
        Ok(())
    }

    // ---- writing ----

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.writable {
            return Err(bad_descriptor());
        }
        if self.position < self.read_ahead.len() {
            self.drop_read_ahead()?;
        }
        let at_once = match self.buffering {
            Buffering::Full => false,
            Buffering::Line => memchr::memchr(b'\n', bytes).is_some(),
            Buffering::None => true,
        };
        if self.pending.len() + bytes.len() > BUFFER {
            self.write_pending()?;
        }
        if self.pending.is_empty() && (at_once || bytes.len() > BUFFER) {
            return self.device.write_all(bytes);
        }
        self.pending.extend_from_slice(bytes);
        if at_once { self.write_pending() } else { Ok(()) }
    }

    /// Hands what was written to the device. What it does not take is lost.
    fn write_pending(&mut self) -> io::Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let result = self.device.write_all(&self.pending);
        self.pending.clear();
        result
    }

    /// Hands everything written to the system; what was read ahead can be read by others again.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        if matches!(self.device, Device::Stdout) {
            return stdout::lock().flush();
        }
        self.write_pending()?;
        if self.position < self.read_ahead.len() && self.device.seek(SeekFrom::Current(0)).is_ok() {
            self.drop_read_ahead()?;
        }
        Ok(())
    }

    // ---- both ----

    pub(super) fn set_buffering(&mut self, buffering: Buffering) -> io::Result<()> {
        if matches!(self.device, Device::Stdout) {
            return stdout::lock().set_buffering(buffering);
        }
        self.buffering = buffering;
        self.write_pending()
    }

    /// Moves the position; returns the new one, counted from the start of the file.
    pub(super) fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.flush()?;
        // Only then is it known that the file has a position to go back to.
        self.device.seek(SeekFrom::Current(0))?;
        self.drop_read_ahead()?;
        self.device.seek(to)
    }

    /// Writes what is pending and closes.
    pub(super) fn close(mut self) -> Closed {
        let written = self.write_pending();
        match self.device.close() {
            Closed::File(Ok(())) => Closed::File(written),
            closed => closed,
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // A stream that nobody closed is written as far as possible.
        let _ = self.write_pending();
    }
}

/// Before a terminal is read, it shows what was written to it so far.
fn show_prompt() {
    static IS_TERMINAL: OnceLock<bool> = OnceLock::new();
    let mut stdout = stdout::lock();
    if stdout.buffering() == Buffering::Line && *IS_TERMINAL.get_or_init(|| io::stdin().is_terminal()) {
        // The reader is not told about a failure; the next writer is.
        let _ = stdout.flush();
    }
}
