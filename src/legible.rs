//! Which characters may stand in what is published, whatever it is: a page, a document, a sheet, a message.

use std::borrow::Cow;

/// Whether a character may stand in what is published: no control but a tab or the end of a line, and nothing that
/// Unicode sets apart as no character, which XML 1.0 and HTML do not allow either.
#[must_use]
pub fn is_legible(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\u{FDD0}'..='\u{FDEF}' => false,
        c => !c.is_control() && u32::from(c) & 0xFFFE != 0xFFFE,
    }
}

/// Whether a character may stand where all is one line: in a name, an address, a string of CSS.
#[must_use]
pub fn is_legible_in_a_line(c: char) -> bool {
    is_legible(c) && !c.is_control()
}

/// A text without what is not [legible](is_legible). All that is published has gone through here or asks the same.
#[must_use]
pub fn legible(text: &str) -> Cow<'_, str> {
    if !is_suspect(text) || text.chars().all(is_legible) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| is_legible(c)).collect())
    }
}

/// Whether a text may hold what is not legible, told by each byte and the next: few pairs begin such a character. It
/// looks at all of them, without a branch, so that many are compared at once.
fn is_suspect(text: &str) -> bool {
    let of_one = |byte: u8| (byte < b' ') & (byte != b'\t') & (byte != b'\n') | (byte == 0x7F);
    let of_more = |byte: u8, next: u8| {
        (byte == 0xC2) & (next < 0xA0) | (byte == 0xEF) & ((next == 0xB7) | (next == 0xBF)) | (byte >= 0xF0)
    };
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let found = pairs.fold(false, |found, (&byte, &next)| found | of_one(byte) | of_more(byte, next));
    found | bytes.last().is_some_and(|&byte| of_one(byte))
}

/// The same of a text that is ours: it is not copied where nothing has to go.
#[must_use]
pub fn made_legible(text: String) -> String {
    match legible(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(clean) => clean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_character_is_not_published() {
        assert_eq!(legible("a\u{0}\u{1B}\u{7F}\u{9B}\r\u{FDD0}\u{FFFE}\u{FFFF}\u{1FFFE}\u{10FFFF}b"), "ab");
        let text = "\t水\n\u{A0}\u{2028}\u{E000}\u{FFFD}😀";
        assert!(matches!(legible(text), Cow::Borrowed(kept) if kept == text));
        assert_eq!(
            (made_legible("a\u{1B}b".to_owned()), made_legible(text.to_owned())),
            ("ab".to_owned(), text.to_owned())
        );
    }

    #[test]
    fn each_character_is_kept_or_left_out_wherever_it_stands() {
        for c in ('\0'..=char::MAX).filter(|c| u32::from(*c) < 0x1_1000 || u32::from(*c) & 0xFF00 == 0xFF00) {
            for text in [format!("水{c}"), format!("{c}a")] {
                assert_eq!(legible(&text).contains(c), is_legible(c), "{c:?}");
            }
        }
    }

    #[test]
    fn what_ends_a_line_or_moves_on_stands_in_no_line() {
        assert!("a水 😀\u{A0}".chars().all(is_legible_in_a_line));
        assert!(!"\t\n\r\u{1B}\u{85}\u{FFFE}".chars().any(is_legible_in_a_line));
    }
}
