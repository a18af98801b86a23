//! Streams: buffered files as C's stdio has them, with one position for reading and writing.

use crate::stdout::{self, Buffering};
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus};

/// Bytes read or gathered at a time.
const BUFFER: usize = 1 << 14;

/// What is behind a stream.
enum Device {
    File(File),
    Stdin,
    Stdout,
    Stderr,
    /// The output of a process.
    PipeReader(ChildStdout),
    /// The input of a process.
    PipeWriter(ChildStdin),
}

/// An open stream.
pub(super) struct Stream {
    device: Device,
    readable: bool,
    writable: bool,
    append: bool,
    /// Bytes read ahead: those before `position` have been consumed.
    read_ahead: Vec<u8>,
    position: usize,
    /// Bytes that are to be written.
    pending: Vec<u8>,
    buffering: Buffering,
    child: Option<Child>,
}

/// How a stream ended.
pub(super) enum Closed {
    File(io::Result<()>),
    Process(io::Result<ExitStatus>),
}

fn bad_descriptor() -> io::Error {
    #[cfg(unix)]
    const BAD_FILE_DESCRIPTOR: i32 = 9;
    #[cfg(not(unix))]
    const BAD_FILE_DESCRIPTOR: i32 = 6;
    io::Error::from_raw_os_error(BAD_FILE_DESCRIPTOR)
}

impl Stream {
    fn new(device: Device, readable: bool, writable: bool) -> Stream {
        Stream {
            device,
            readable,
            writable,
            append: false,
            read_ahead: Vec::new(),
            position: 0,
            pending: Vec::new(),
            buffering: Buffering::Full,
            child: None,
        }
    }

    /// Opens a file with a mode of C's `fopen`, which the caller has checked.
    pub(super) fn open(name: &[u8], mode: &[u8]) -> io::Result<Stream> {
        let update = mode.contains(&b'+');
        let mut options = File::options();
        let (readable, writable) = match mode.first() {
            Some(b'w') => {
                options.write(true).create(true).truncate(true).read(update);
                (update, true)
            }
            Some(b'a') => {
                options.append(true).create(true).read(update);
                (update, true)
            }
            _ => {
                options.read(true).write(update);
                (true, update)
            }
        };
        let file = options.open(crate::os::path_from_bytes(name))?;
        let mut stream = Stream::new(Device::File(file), readable, writable);
        stream.append = mode.first() == Some(&b'a');
        Ok(stream)
    }

    pub(super) fn temporary() -> io::Result<Stream> {
        let (path, file) = crate::os::temporary_file()?;
        // The name goes at once where the system keeps the file for us.
        let _ = std::fs::remove_file(path);
        Ok(Stream::new(Device::File(file), true, true))
    }

    /// Starts a shell command, to read its output or to write its input.
    pub(super) fn popen(command: &[u8], write: bool) -> io::Result<Stream> {
        use std::process::Stdio;
        let mut shell = crate::os::shell(command);
        let mut child = if write {
            shell.stdin(Stdio::piped())
        } else {
            shell.stdout(Stdio::piped())
        }
        .spawn()?;
        let device = match (child.stdin.take(), child.stdout.take()) {
            (Some(input), _) => Device::PipeWriter(input),
            (_, Some(output)) => Device::PipeReader(output),
            _ => return Err(io::Error::from(io::ErrorKind::BrokenPipe)),
        };
        let mut stream = Stream::new(device, !write, write);
        stream.child = Some(child);
        Ok(stream)
    }

    pub(super) fn stdin() -> Stream {
        Stream::new(Device::Stdin, true, false)
    }
    pub(super) fn stdout() -> Stream {
        Stream::new(Device::Stdout, false, true)
    }
    pub(super) fn stderr() -> Stream {
        let mut stream = Stream::new(Device::Stderr, false, true);
        stream.buffering = Buffering::None;
        stream
    }

    /// Standard files stay open.
    pub(super) fn is_standard(&self) -> bool {
        matches!(self.device, Device::Stdin | Device::Stdout | Device::Stderr)
    }

    fn read_device(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let result = match &mut self.device {
                Device::File(file) => file.read(buffer),
                Device::PipeReader(pipe) => pipe.read(buffer),
                _ => return Err(bad_descriptor()),
            };
            match result {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    /// Bytes read ahead, after reading more if there are none; empty at the end of the file.
    fn fill(&mut self) -> io::Result<&[u8]> {
        if !self.readable {
            return Err(bad_descriptor());
        }
        if self.position >= self.read_ahead.len() {
            self.flush()?;
            let mut buffer = std::mem::take(&mut self.read_ahead);
            buffer.resize(BUFFER, 0);
            let result = self.read_device(&mut buffer);
            buffer.truncate(*result.as_ref().unwrap_or(&0));
            self.read_ahead = buffer;
            self.position = 0;
            result?;
        }
        Ok(&self.read_ahead[self.position..])
    }

    /// Hands what can be read without waiting to `f`, which says how much of it it takes; nothing at the end of the
    /// file.
    fn with_buffer<R>(&mut self, f: impl FnOnce(&[u8]) -> (usize, R)) -> io::Result<R> {
        if matches!(self.device, Device::Stdin) {
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

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.writable {
            return Err(bad_descriptor());
        }
        match self.device {
            Device::Stdout => return stdout::lock().write(bytes),
            Device::Stderr => return io::stderr().write_all(bytes),
            _ => {}
        }
        self.drop_read_ahead()?;
        self.pending.extend_from_slice(bytes);
        let full = match self.buffering {
            Buffering::Full => self.pending.len() >= BUFFER,
            Buffering::Line => self.pending.len() >= BUFFER || bytes.contains(&b'\n'),
            Buffering::None => true,
        };
        if full { self.flush() } else { Ok(()) }
    }

    /// Forgets bytes that were read ahead: the file's position goes back to the stream's.
    fn drop_read_ahead(&mut self) -> io::Result<()> {
        let unread = self.read_ahead.len() - self.position;
        self.read_ahead.clear();
        self.position = 0;
        if unread > 0
            && let Device::File(file) = &mut self.device
        {
            file.seek(SeekFrom::Current(-(unread as i64)))?;
        }
        Ok(())
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        if matches!(self.device, Device::Stdout) {
            return stdout::lock().flush();
        }
        if self.pending.is_empty() {
            return Ok(());
        }
        let pending = std::mem::take(&mut self.pending);
        match &mut self.device {
            Device::File(file) => file.write_all(&pending),
            Device::PipeWriter(pipe) => pipe.write_all(&pending),
            _ => Ok(()),
        }
    }

    pub(super) fn set_buffering(&mut self, buffering: Buffering) -> io::Result<()> {
        if matches!(self.device, Device::Stdout) {
            return stdout::lock().set_buffering(buffering);
        }
        self.buffering = buffering;
        self.flush()
    }

    /// Moves the position; returns the new one, counted from the start of the file.
    pub(super) fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.flush()?;
        self.drop_read_ahead()?;
        match &mut self.device {
            Device::File(file) => file.seek(to),
            _ => Err(illegal_seek()),
        }
    }

    /// Writes what is pending and closes.
    pub(super) fn close(mut self) -> Closed {
        let flushed = self.flush();
        let child = self.child.take();
        drop(self);
        match child {
            None => Closed::File(flushed),
            Some(mut child) => Closed::Process(child.wait()),
        }
    }
}

fn illegal_seek() -> io::Error {
    #[cfg(unix)]
    const ILLEGAL_SEEK: i32 = 29;
    #[cfg(not(unix))]
    const ILLEGAL_SEEK: i32 = 25;
    io::Error::from_raw_os_error(ILLEGAL_SEEK)
}

impl Drop for Stream {
    fn drop(&mut self) {
        // A stream that is collected is written as far as possible.
        let _ = self.flush();
    }
}
