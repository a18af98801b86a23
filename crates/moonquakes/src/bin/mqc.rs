//! `mqc`: the compiler as a command, with the options of `luac`.

use moonquakes_bytecode::{self as bytecode, Instruction, OpCode, Proto, UpvalueDesc};
use moonquakes_compiler::Workspace;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::process::ExitCode;
use std::{fs, io};

const VERSION: &str = concat!(
    "Moonquakes ",
    env!("CARGO_PKG_VERSION"),
    ", running Lua 5.4.8 as defined by Lua.org, PUC-Rio"
);

const USAGE: &str = "\
Available options are:
  -l       list (use -l -l for full listing)
  -o name  output to file 'name' (default is \"mqc.out\")
  -p       parse only
  -s       strip debug information
  -v       show version information
  --       stop handling options
  -        stop handling options and process stdin
";

const DEFAULT_OUTPUT: &str = "mqc.out";

#[derive(Default)]
struct Options {
    listing: u32,
    output: Option<OsString>,
    parse_only: bool,
    strip: bool,
    version: u32,
    files: Vec<OsString>,
}

fn main() -> ExitCode {
    let mut args = std::env::args_os();
    let program = args
        .next()
        .unwrap_or_else(|| "mqc".into())
        .to_string_lossy()
        .into_owned();
    let options = match parse(args) {
        Ok(options) => options,
        Err(problem) => {
            eprint!("{program}: {problem}\nusage: {program} [options] [filenames]\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let mut line = format!("{program}: ").into_bytes();
            line.extend(message);
            line.push(b'\n');
            let _ = io::stderr().write_all(&line);
            ExitCode::FAILURE
        }
    }
}

fn parse(args: impl Iterator<Item = OsString>) -> Result<Options, String> {
    let mut options = Options::default();
    let mut args = args.peekable();
    while let Some(argument) =
        args.next_if(|a| a.as_encoded_bytes().starts_with(b"-") && a != OsStr::new("-"))
    {
        match argument.to_str() {
            Some("--") => {
                if options.version > 0 {
                    options.version += 1;
                }
                break;
            }
            Some("-l") => options.listing += 1,
            Some("-o") => match args.next() {
                Some(name)
                    if !name.is_empty()
                        && (name == OsStr::new("-") || !name.as_encoded_bytes().starts_with(b"-")) =>
                {
                    options.output = Some(name);
                }
                _ => return Err("'-o' needs argument".into()),
            },
            Some("-p") => options.parse_only = true,
            Some("-s") => options.strip = true,
            Some("-v") => options.version += 1,
            _ => return Err(format!("unrecognized option '{}'", argument.to_string_lossy())),
        }
    }
    options.files = args.collect();
    if options.files.is_empty() && (options.listing > 0 || options.parse_only) {
        options.parse_only = true;
        options.files.push(DEFAULT_OUTPUT.into());
    }
    if options.files.is_empty() && options.version == 0 {
        return Err("no input files given".into());
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), Vec<u8>> {
    if options.version > 0 {
        println!("{VERSION}");
        if options.files.is_empty() {
            return Ok(());
        }
    }
    let mut chunks = Vec::new();
    for file in &options.files {
        chunks.push(Chunk::read(file)?);
    }
    let protos = chunks.iter_mut().map(Chunk::load).collect::<Result<_, _>>()?;
    let proto = combine(protos);
    if options.listing > 0 {
        let address = |p: &Proto| std::ptr::from_ref(p).addr();
        let text = bytecode::listing(&proto, options.listing > 1, &address);
        io::stdout()
            .write_all(text.as_ref())
            .map_err(|error| error.to_string())?;
    }
    if options.parse_only {
        return Ok(());
    }
    let chunk = bytecode::dump(&proto, options.strip);
    let default = OsString::from(DEFAULT_OUTPUT);
    let output = options.output.as_ref().unwrap_or(&default);
    let written = if output == OsStr::new("-") {
        io::stdout().write_all(&chunk)
    } else {
        fs::write(output, &chunk)
    };
    written.map_err(|error| format!("cannot write {}: {error}", output.to_string_lossy()).into_bytes())
}

/// A file's content, its name in messages, and room for compiling it.
struct Chunk {
    content: Vec<u8>,
    name: Vec<u8>,
    workspace: Workspace,
}

impl Chunk {
    /// Reads one file; `-` is standard input.
    fn read(file: &OsStr) -> Result<Chunk, Vec<u8>> {
        let mut content = Vec::new();
        let (read, name) = if file == OsStr::new("-") {
            (io::stdin().read_to_end(&mut content), b"=stdin".to_vec())
        } else {
            let read = fs::File::open(file).and_then(|mut f| f.read_to_end(&mut content));
            (read, [b"@", file.as_encoded_bytes()].concat())
        };
        read.map_err(|error| {
            let reason = moonquakes::os_error_text(&error);
            [b"cannot open ", file.as_encoded_bytes(), b": ", reason.as_bytes()].concat()
        })?;
        Ok(Chunk {
            content,
            name,
            workspace: Workspace::default(),
        })
    }

    /// Compiles source text, or reads a binary chunk.
    fn load(&mut self) -> Result<Proto<'_>, Vec<u8>> {
        const LEVELS: u32 = 197;
        let chunk = skip_first_comment(&self.content);
        if chunk.first() == Some(&0x1b) {
            let proto = bytecode::undump(chunk, &self.name).map_err(|error| error.message())?;
            bytecode::verify(&proto).map_err(|error| error.message(&self.name))?;
            return Ok(proto);
        }
        self.workspace
            .compile(chunk, &self.name, LEVELS)
            .map_err(|error| error.message().to_vec())
    }
}

/// A byte order mark and a first line that starts with `#` are no part of the program; the line's end is kept, so
/// that lines count right.
fn skip_first_comment(source: &[u8]) -> &[u8] {
    let source = source.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source);
    if source.first() != Some(&b'#') {
        return source;
    }
    let end = source.iter().position(|&c| c == b'\n').unwrap_or(source.len());
    match source.get(end + 1) {
        Some(0x1b) => &source[end + 1..],
        _ => &source[end..],
    }
}

/// One main function that runs all the files' functions in turn; a single file is its own main function.
fn combine(mut protos: Vec<Proto>) -> Proto {
    if protos.len() == 1 {
        return protos.remove(0);
    }
    let count = protos.len();
    let mut code = vec![Instruction::abc(OpCode::VarArgPrep, 0, 0, 0, false)];
    for n in 0..count {
        code.push(Instruction::abx(OpCode::Closure, 0, n as u32));
        code.push(Instruction::abc(OpCode::Call, 0, 1, 1, false));
    }
    code.push(Instruction::abc(OpCode::Return, 0, 1, 1, false));
    for proto in &mut protos {
        if let Some(environment) = proto.upvalues.first_mut() {
            environment.in_stack = false;
            environment.index = 0;
        }
    }
    let environment = UpvalueDesc {
        name: Some(b"_ENV"),
        in_stack: true,
        index: 0,
        kind: 0,
    };
    Proto {
        source: Some(b"=(mqc)"),
        is_vararg: true,
        max_stack_size: 2,
        line_info: vec![0; code.len()],
        code,
        upvalues: vec![environment],
        protos,
        ..Proto::default()
    }
}
