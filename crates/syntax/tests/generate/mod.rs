//! Broken programs to compare messages on.

mod mutations;
mod random;
mod sentences;

use random::Random;

const RESERVED_WORDS: [&str; 22] = moonquakes_syntax::RESERVED_WORDS;

const OPERATORS: [&str; 33] = [
    "+", "-", "*", "/", "%", "^", "#", "&", "~", "|", "<<", ">>", "//", "==", "~=", "<=", ">=", "<", ">",
    "=", "(", ")", "{", "}", "[", "]", "::", ";", ":", ",", ".", "..", "...",
];

/// So many programs, most of them broken, always the same ones. `sources` are whole programs to break.
pub fn programs(count: usize, seed: u64, sources: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut random = Random::new(seed);
    let snippets: Vec<&[u8]> = include_str!("snippets.lua")
        .split("---\n")
        .map(|snippet| snippet.trim_end().as_bytes())
        .collect();
    let paragraphs: Vec<Vec<u8>> = sources.iter().flat_map(|source| paragraphs(source)).collect();
    (0..count)
        .map(|_| match random.below(100) {
            0..15 => mutations::exchange_tokens(random.pick(&snippets), &mut random),
            15..39 => {
                let first = random.below(paragraphs.len());
                let last = (first + random.between(1, 4)).min(paragraphs.len());
                mutations::exchange_tokens(&paragraphs[first..last].join(&b"\n\n"[..]), &mut random)
            }
            39..40 => {
                let source = &sources[random.below(sources.len())];
                mutations::exchange_tokens(source, &mut random)
            }
            40..60 => mutations::soup(&mut random),
            60..80 => mutations::exchange_bytes(random.pick(&snippets), &mut random),
            _ => sentences::sentence(&mut random),
        })
        .collect()
}

fn paragraphs(source: &[u8]) -> Vec<Vec<u8>> {
    let lines: Vec<&[u8]> = source.split(|byte| *byte == b'\n').collect();
    lines
        .split(|line| line.trim_ascii().is_empty())
        .map(|lines| lines.join(&b'\n'))
        .collect()
}
