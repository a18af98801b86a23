//! Random sentences of the grammar, with a few tokens exchanged.

use super::mutations::stray_token;
use super::random::Random;

const NAMES: [&str; 7] = ["a", "b", "c", "x", "y", "f", "_ENV"];
const SMALL: [&str; 7] = ["1", "x", "nil", "...", "true", "2.5", "'s'"];
const BINARY: [&str; 18] = [
    "+", "-", "*", "/", "//", "..", "^", "==", "<", ">", "and", "or", "&", "~", "|", "<<", "~=", "<=",
];
const UNARY: [&str; 4] = ["-", "not", "#", "~"];

/// A chunk, most often with up to three tokens exchanged.
pub fn sentence(random: &mut Random) -> Vec<u8> {
    let mut writer = Writer {
        random,
        tokens: Vec::new(),
    };
    for _ in 0..writer.random.between(1, 4) {
        writer.stat(3);
    }
    let mut tokens = writer.tokens;
    for _ in 0..[0, 0, 1, 1, 1, 2, 3][random.below(7)] {
        if tokens.is_empty() {
            break;
        }
        let at = random.below(tokens.len());
        match random.below(100) {
            0..35 => drop(tokens.remove(at)),
            35..70 => tokens.insert(at, stray_token(random)),
            70..90 => tokens[at] = stray_token(random),
            _ => {
                let other = random.below(tokens.len());
                tokens.swap(at, other);
            }
        }
    }
    tokens.join(" ").into_bytes()
}

struct Writer<'r> {
    random: &'r mut Random,
    tokens: Vec<&'static str>,
}

impl Writer<'_> {
    fn write(&mut self, token: &'static str) {
        self.tokens.push(token);
    }

    fn line_break(&mut self) {
        if self.random.percent(25) {
            self.write("\n");
        }
    }

    fn name(&mut self) {
        let name = self.random.pick(&NAMES);
        self.write(name);
    }

    fn list(&mut self, longest: usize, item: impl Fn(&mut Self)) {
        for index in 0..self.random.between(1, longest) {
            if index > 0 {
                self.write(",");
            }
            item(self);
        }
    }

    fn exprs(&mut self, longest: usize, depth: usize) {
        self.list(longest, |writer| writer.expr(depth));
    }

    fn block(&mut self, depth: usize) {
        for _ in 0..self.random.between(0, 3) {
            self.stat(depth);
        }
        if self.random.percent(15) {
            self.write("return");
            if self.random.percent(70) {
                self.exprs(2, depth);
            }
            if self.random.percent(30) {
                self.write(";");
            }
        }
    }

    fn expr(&mut self, depth: usize) {
        if depth == 0 {
            let small = self.random.pick(&SMALL);
            return self.write(small);
        }
        let inner = depth - 1;
        match self.random.below(100) {
            0..25 => {
                let simple = self.random.pick(&["1", "x", "nil", "...", "'s'", "[[l\nm]]"]);
                self.write(simple);
            }
            25..50 => self.suffixed(depth, &["", ".", "[", "(", ":"]),
            50..70 => {
                self.expr(inner);
                let operator = self.random.pick(&BINARY);
                self.write(operator);
                self.line_break();
                self.expr(inner);
            }
            70..80 => {
                let operator = self.random.pick(&UNARY);
                self.write(operator);
                self.expr(inner);
            }
            80..90 => self.table(depth),
            _ => {
                self.write("function");
                self.body(depth);
            }
        }
    }

    /// A prefix expression; the last suffix is one of `last`.
    fn suffixed(&mut self, depth: usize, last: &[&'static str]) {
        let inner = depth.saturating_sub(1);
        if self.random.percent(85) {
            self.name();
        } else {
            self.write("(");
            self.expr(inner);
            self.write(")");
        }
        for _ in 0..self.random.between(0, 3) {
            let suffix = self.random.pick(&[".", "[", "(", ":"]);
            self.suffix(suffix, inner);
        }
        let suffix = self.random.pick(last);
        self.suffix(suffix, inner);
    }

    fn suffix(&mut self, suffix: &'static str, depth: usize) {
        match suffix {
            "." => {
                self.write(".");
                self.name();
            }
            "[" => {
                self.write("[");
                self.expr(depth);
                self.write("]");
            }
            ":" => {
                self.write(":");
                self.name();
                self.arguments(depth);
            }
            "(" => self.arguments(depth),
            _ => {}
        }
    }

    fn arguments(&mut self, depth: usize) {
        match self.random.below(10) {
            0..6 => {
                self.write("(");
                if self.random.percent(70) {
                    self.exprs(2, depth);
                }
                self.line_break();
                self.write(")");
            }
            6..8 => self.write("'s'"),
            _ => self.table(depth),
        }
    }

    fn table(&mut self, depth: usize) {
        let depth = depth.saturating_sub(1);
        self.write("{");
        for _ in 0..self.random.between(0, 3) {
            match self.random.below(10) {
                0..5 => {}
                5..8 => {
                    self.name();
                    self.write("=");
                }
                _ => {
                    self.write("[");
                    self.expr(depth);
                    self.write("]");
                    self.write("=");
                }
            }
            self.expr(depth);
            let separator = self.random.pick(&[",", ";"]);
            self.write(separator);
            self.line_break();
        }
        self.write("}");
    }

    fn body(&mut self, depth: usize) {
        self.write("(");
        let parameters = self.random.below(10);
        if parameters < 5 {
            self.list(2, Self::name);
        }
        match parameters {
            0 | 1 => {
                self.write(",");
                self.write("...");
            }
            8 | 9 => self.write("..."),
            _ => {}
        }
        self.write(")");
        self.enclosed(depth, "end");
    }

    fn enclosed(&mut self, depth: usize, end: &'static str) {
        self.block(depth.saturating_sub(1));
        self.write(end);
    }

    fn local_name(&mut self) {
        self.name();
        let attrib = match self.random.below(100) {
            0..20 => "const",
            20..26 => "close",
            26..28 => "a",
            _ => return,
        };
        self.write("<");
        self.write(attrib);
        self.write(">");
    }

    fn stat(&mut self, depth: usize) {
        match self.random.below(if depth == 0 { 7 } else { 19 }) {
            0 => self.write(";"),
            1 => {
                self.write("local");
                self.list(3, Self::local_name);
                if self.random.percent(70) {
                    self.write("=");
                    self.exprs(3, depth);
                }
            }
            2 | 17 | 18 => self.suffixed(depth, &["(", "(", ":"]),
            3 | 4 => {
                self.list(2, |writer| match writer.random.percent(60) {
                    true => writer.name(),
                    false => writer.suffixed(depth, &[".", "["]),
                });
                self.write("=");
                self.exprs(2, depth);
            }
            5 => {
                self.write("goto");
                self.name();
            }
            6 => {
                self.write("::");
                self.name();
                self.write("::");
            }
            7 => self.write("break"),
            8 => {
                self.write("do");
                self.enclosed(depth, "end");
            }
            9 => {
                self.write("while");
                self.expr(depth);
                self.write("do");
                self.enclosed(depth, "end");
            }
            10 => {
                self.write("repeat");
                self.enclosed(depth, "until");
                self.expr(depth);
            }
            11 | 12 => self.if_stat(depth),
            13 => {
                self.write("for");
                self.name();
                self.write("=");
                self.expr(depth);
                self.write(",");
                self.expr(depth);
                self.write("do");
                self.enclosed(depth, "end");
            }
            14 => {
                self.write("for");
                self.list(3, Self::name);
                self.write("in");
                self.exprs(3, depth);
                self.write("do");
                self.enclosed(depth, "end");
            }
            15 => {
                self.write("function");
                self.name();
                while self.random.percent(30) {
                    self.suffix(".", depth);
                }
                if self.random.percent(20) {
                    self.write(":");
                    self.name();
                }
                self.body(depth);
            }
            _ => {
                self.write("local");
                self.write("function");
                self.name();
                self.body(depth);
            }
        }
        self.line_break();
    }

    fn if_stat(&mut self, depth: usize) {
        let mut word = "if";
        loop {
            self.write(word);
            self.expr(depth);
            self.write("then");
            self.block(depth - 1);
            word = "elseif";
            if !self.random.percent(30) {
                break;
            }
        }
        if self.random.percent(30) {
            self.write("else");
            self.block(depth - 1);
        }
        self.write("end");
    }
}
