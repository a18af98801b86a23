//! Sets of bytes, and the classes that patterns name by a letter.

/// A set of bytes, a bit for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    /// The set without members.
    pub const EMPTY: ByteSet = ByteSet([0; 4]);

    /// Whether `byte` is a member.
    #[inline(always)]
    pub const fn contains(&self, byte: u8) -> bool {
        self.0[(byte >> 6) as usize] >> (byte & 63) & 1 == 1
    }

    /// Adds a byte.
    #[inline]
    pub const fn add(&mut self, byte: u8) {
        self.0[(byte >> 6) as usize] |= 1 << (byte & 63);
    }

    /// Adds all bytes from `first` to `last`.
    pub fn add_range(&mut self, first: u8, last: u8) {
        for byte in first..=last {
            self.add(byte);
        }
    }

    /// Adds the members of another set.
    #[inline]
    pub fn add_all(&mut self, other: &ByteSet) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word |= other;
        }
    }

    /// All other bytes.
    #[inline]
    pub const fn complement(&self) -> ByteSet {
        let [a, b, c, d] = self.0;
        ByteSet([!a, !b, !c, !d])
    }
}

/// The set of a class: the letter after `%`. `None` for a character that stands for itself.
#[inline(always)]
pub fn class(letter: u8) -> Option<&'static ByteSet> {
    CLASSES.get(letter.wrapping_sub(b'A') as usize)?.as_ref()
}

/// By letter from `A`; those of capital letters are complements.
static CLASSES: [Option<ByteSet>; 58] = {
    let mut classes = [None; 58];
    let mut letter = b'a';
    while letter <= b'z' {
        if is_member(letter, 0).is_some() {
            let set = members(letter);
            classes[(letter - b'A') as usize] = Some(set);
            classes[(letter - b'a') as usize] = Some(set.complement());
        }
        letter += 1;
    }
    classes
};

const fn members(letter: u8) -> ByteSet {
    let mut set = ByteSet::EMPTY;
    let mut byte = 0;
    loop {
        if matches!(is_member(letter, byte), Some(true)) {
            set.add(byte);
        }
        if byte == u8::MAX {
            return set;
        }
        byte += 1;
    }
}

/// Whether a byte belongs to a class, as C's `isalpha` and the others say; `None` if there is no such class.
const fn is_member(letter: u8, byte: u8) -> Option<bool> {
    Some(match letter {
        b'a' => byte.is_ascii_alphabetic(),
        b'c' => byte.is_ascii_control(),
        b'd' => byte.is_ascii_digit(),
        b'g' => byte.is_ascii_graphic(),
        b'l' => byte.is_ascii_lowercase(),
        b'p' => byte.is_ascii_punctuation(),
        b's' => matches!(byte, b' ' | b'\t'..=b'\r'),
        b'u' => byte.is_ascii_uppercase(),
        b'w' => byte.is_ascii_alphanumeric(),
        b'x' => byte.is_ascii_hexdigit(),
        // Not in the manual any more.
        b'z' => byte == 0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_complements() {
        let digits = class(b'd').unwrap();
        let others = class(b'D').unwrap();
        for byte in 0..=u8::MAX {
            assert_eq!(digits.contains(byte), byte.is_ascii_digit());
            assert_ne!(digits.contains(byte), others.contains(byte));
        }
        assert!(class(b's').unwrap().contains(0x0b));
        assert_eq!(class(b'b'), None);
        assert_eq!(class(b'%'), None);
    }

    #[test]
    fn ranges() {
        let mut set = ByteSet::EMPTY;
        set.add_range(60, 70);
        set.add_range(255, 255);
        set.add_range(9, 8);
        let members: Vec<u8> = (0..=u8::MAX).filter(|&byte| set.contains(byte)).collect();
        assert_eq!(members, [60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 255]);
    }
}
