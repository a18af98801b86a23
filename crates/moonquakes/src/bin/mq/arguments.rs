//! The command line: options first, then a script and its arguments.

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
}
