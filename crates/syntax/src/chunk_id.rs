//! How messages name a chunk.

/// Room for the name of a chunk in a message, with the NUL that the C API needs.
const ID_SIZE: usize = 60;
const ELLIPSIS: &[u8] = b"...";
const STRING_PREFIX: &[u8] = b"[string \"";
const STRING_SUFFIX: &[u8] = b"\"]";

/// The printable form of a chunk name: `=name` gives `name`, `@file` the file (its end, when it is long), source
/// text `[string "its first line..."]`.
pub fn chunk_id(chunk_name: &[u8]) -> Vec<u8> {
    // the C API hands names over up to their first NUL
    let end = memchr::memchr(0, chunk_name).unwrap_or(chunk_name.len());
    match &chunk_name[..end] {
        [b'=', name @ ..] => name[..name.len().min(ID_SIZE - 1)].to_vec(),
        [b'@', name @ ..] if name.len() < ID_SIZE => name.to_vec(),
        [b'@', name @ ..] => {
            let room = ID_SIZE - 1 - ELLIPSIS.len();
            [ELLIPSIS, &name[name.len() - room..]].concat()
        }
        text => {
            let line_end = memchr::memchr(b'\n', text);
            let room = ID_SIZE - 1 - STRING_PREFIX.len() - ELLIPSIS.len() - STRING_SUFFIX.len();
            if line_end.is_none() && text.len() < room {
                return [STRING_PREFIX, text, STRING_SUFFIX].concat();
            }
            let line = &text[..line_end.unwrap_or(text.len()).min(room)];
            [STRING_PREFIX, line, ELLIPSIS, STRING_SUFFIX].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(chunk_name: &str) -> String {
        String::from_utf8(chunk_id(chunk_name.as_bytes())).unwrap()
    }

    #[test]
    fn short_names_are_kept() {
        assert_eq!(text("=stdin"), "stdin");
        assert_eq!(text("@a.lua"), "a.lua");
        assert_eq!(text("return 1"), "[string \"return 1\"]");
        assert_eq!(text(""), "[string \"\"]");
        assert_eq!(text("a\0b"), "[string \"a\"]");
    }

    #[test]
    fn long_names_are_cut() {
        let long = "0123456789".repeat(6);
        assert_eq!(text(&format!("={long}")), long[..59]);
        assert_eq!(text(&format!("@{}", &long[..59])), long[..59]);
        assert_eq!(text(&format!("@{long}")), format!("...{}", &long[4..]));
        assert_eq!(text(&long[..44]), format!("[string \"{}\"]", &long[..44]));
        assert_eq!(text(&long[..45]), format!("[string \"{}...\"]", &long[..45]));
        assert_eq!(text("x = 1\ny = 2"), "[string \"x = 1...\"]");
    }
}
