//! The command line: options first, then a script and its arguments.

/// Something to do before the script runs.
pub enum Step {
    /// `-e`
    Execute(Vec<u8>),
    /// `-l`
    Require(Vec<u8>),
    /// `-W`
    Warnings,
}

/// An option that cannot be understood.
pub enum BadOption {
    /// `-e` or `-l` without its argument.
    NeedsArgument(Vec<u8>),
    /// Anything else.
    Unknown(Vec<u8>),
}

/// What the command line asks for.
#[derive(Default)]
pub struct Arguments {
    /// `-i`
    pub interactive: bool,
    /// `-v`, or `-i`
    pub version: bool,
    /// `-E`
    pub ignore_environment: bool,
    /// `-e`, `-l` and `-W` in their order.
    pub steps: Vec<Step>,
    /// Position of the script's name.
    pub script: Option<usize>,
}

impl Arguments {
    /// Understands a command line; its first element is the program.
    pub fn parse(all: &[Vec<u8>]) -> Result<Arguments, BadOption> {
        let mut arguments = Arguments::default();
        let mut i = 1;
        while let Some(argument) = all.get(i) {
            let unknown = || Err(BadOption::Unknown(argument.clone()));
            match &argument[..] {
                b"--" => {
                    i += 1;
                    break;
                }
                b"-" => break,
                b"-E" => arguments.ignore_environment = true,
                b"-W" => arguments.steps.push(Step::Warnings),
                b"-i" => {
                    arguments.interactive = true;
                    arguments.version = true;
                }
                b"-v" => arguments.version = true,
                [b'-', option @ (b'e' | b'l'), inline @ ..] => {
                    let value = if inline.is_empty() {
                        i += 1;
                        match all.get(i) {
                            Some(next) if !next.starts_with(b"-") => next.clone(),
                            Some(next) => return Err(missing_argument(next)),
                            None => return Err(missing_argument(argument)),
                        }
                    } else {
                        inline.to_vec()
                    };
                    let step = if *option == b'e' {
                        Step::Execute
                    } else {
                        Step::Require
                    };
                    arguments.steps.push(step(value));
                }
                [b'-', ..] => return unknown(),
                _ => break,
            }
            i += 1;
        }
        if i < all.len() {
            arguments.script = Some(i);
        }
        Ok(arguments)
    }

    /// Whether `-e` was given.
    pub fn has_code(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Execute(_)))
    }
}

/// The argument that the reference complains about: the one it stopped at.
fn missing_argument(at: &[u8]) -> BadOption {
    match at {
        [b'-', b'e' | b'l', ..] => BadOption::NeedsArgument(at.to_vec()),
        _ => BadOption::Unknown(at.to_vec()),
    }
}
