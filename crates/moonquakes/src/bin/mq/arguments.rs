//! The command line: options first, then a script and its arguments.

use moonquakes::{Libraries, Limits};
use std::time::Duration;

/// Something to do before the script runs.
pub enum Step<'a> {
    /// `-e`
    Execute(&'a [u8]),
    /// `-l`
    Require(&'a [u8]),
    /// `-W`
    Warnings,
}

/// What the command line asks for.
#[derive(Default)]
pub struct Arguments<'a> {
    /// `-i`
    pub interactive: bool,
    /// `-v`, or `-i`
    pub version: bool,
    /// `-E`
    pub ignore_environment: bool,
    /// `-e`, `-l` and `-W` in their order.
    pub steps: Vec<Step<'a>>,
    /// Position of the script's name.
    pub script: Option<usize>,
    /// `--sandbox`
    pub sandbox: bool,
    /// `--max-memory`, `--max-instructions` and `--timeout`
    pub limits: Limits,
}

impl<'a> Arguments<'a> {
    /// Understands a command line, whose first element is the program; or gives the option that it cannot understand.
    pub fn parse(all: &'a [Vec<u8>]) -> Result<Arguments<'a>, &'a [u8]> {
        let mut arguments = Arguments::default();
        let mut i = 1;
        while let Some(option) = all.get(i) {
            match &option[..] {
                b"--" => {
                    i += 1;
                    break;
                }
                b"-E" => arguments.ignore_environment = true,
                b"-W" => arguments.steps.push(Step::Warnings),
                b"-i" => {
                    arguments.interactive = true;
                    arguments.version = true;
                }
                b"-v" => arguments.version = true,
                [b'-', kind @ (b'e' | b'l'), inline @ ..] => {
                    let value = if inline.is_empty() {
                        i += 1;
                        all.get(i)
                            .filter(|next| !next.starts_with(b"-"))
                            .ok_or(&option[..])?
                    } else {
                        inline
                    };
                    let step = if *kind == b'e' {
                        Step::Execute
                    } else {
                        Step::Require
                    };
                    arguments.steps.push(step(value));
                }
                b"--sandbox" => arguments.sandbox = true,
                _ if arguments.set_limit(option) => {}
                [b'-', _, ..] => return Err(option),
                _ => break,
            }
            i += 1;
        }
        arguments.script = (i < all.len()).then_some(i);
        Ok(arguments)
    }

    /// Whether `-e` was given.
    pub fn has_code(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Execute(_)))
    }

    /// The libraries that scripts get.
    pub fn libraries(&self) -> Libraries {
        if self.sandbox {
            Libraries::SAFE
        } else {
            Libraries::ALL
        }
    }

    /// Whether the option sets a limit.
    fn set_limit(&mut self, option: &[u8]) -> bool {
        let limits = core::str::from_utf8(option)
            .ok()
            .and_then(|option| option.split_once('='))
            .and_then(|(name, value)| match name {
                "--max-memory" => Some(self.limits.memory(number(value, 1 << 10)?.try_into().ok()?)),
                "--max-instructions" => Some(self.limits.instructions(number(value, 1000)?)),
                "--timeout" => Some(self.limits.timeout(duration(value)?)),
                _ => None,
            });
        self.limits = limits.unwrap_or(self.limits);
        limits.is_some()
    }
}

/// A number that may end with K, M or G, which are powers of `kilo`.
fn number(text: &str, kilo: u64) -> Option<u64> {
    let power = |letter| "KMG".find(letter).map_or(0, |n| n as u32 + 1);
    let power = text.chars().next_back().map_or(0, power);
    let digits = &text[..text.len() - usize::from(power > 0)];
    digits.parse::<u64>().ok()?.checked_mul(kilo.pow(power))
}

/// A time in seconds, or in milliseconds with `ms` after it.
fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1e-3),
        None => (text.strip_suffix('s').unwrap_or(text), 1.0),
    };
    Duration::try_from_secs_f64(number.parse::<f64>().ok()? * unit).ok()
}
