//! Running a program with input and a time limit, capturing all that it says.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How a program ended and what it said.
#[derive(Debug)]
pub struct Outcome {
    /// Its exit status; `None` when it was stopped at the time limit.
    pub status: Option<ExitStatus>,
    /// All of its standard output.
    pub stdout: Vec<u8>,
    /// All of its standard error.
    pub stderr: Vec<u8>,
    /// From start to end.
    pub elapsed: Duration,
    /// Its number while it ran.
    pub id: u32,
}

impl Outcome {
    /// Whether it ended in time with status 0.
    pub fn success(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }

    /// The exit status in words.
    pub fn status_text(&self) -> String {
        match self.status {
            Some(status) => status.to_string(),
            None => "stopped at the time limit".to_owned(),
        }
    }
}

/// Runs `command` with `input` as its standard input; kills it after `limit`.
pub fn run(command: &mut Command, input: &[u8], limit: Duration) -> io::Result<Outcome> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let mut stdout = child.stdout.take().expect("standard output is piped");
    let mut stderr = child.stderr.take().expect("standard error is piped");
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program may well end without reading its input.
            let _ = stdin.write_all(input);
        });
        let stdout = scope.spawn(move || read_all(&mut stdout));
        let stderr = scope.spawn(move || read_all(&mut stderr));
        let status = wait(&mut child, start + limit)?;
        let elapsed = start.elapsed();
        let stdout = stdout.join().expect("reading does not panic")?;
        let stderr = stderr.join().expect("reading does not panic")?;
        Ok(Outcome {
            status,
            stdout,
            stderr,
            elapsed,
            id: child.id(),
        })
    })
}

fn read_all(pipe: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn wait(child: &mut Child, deadline: Instant) -> io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}
