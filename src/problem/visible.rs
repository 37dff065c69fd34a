//! Text as a terminal may be given it: nothing in it acts on the terminal, nor turns the order of other characters.

use std::borrow::Cow;

use crate::legible::is_legible;

/// A text with a picture for each control character, `␛` for what begins the sequences of terminals, and `�` for what
/// has no picture. It has as many characters as the text, and lines stay lines.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match u32::from(c) {
        code @ ..0x20 => char::from_u32(0x2400 + code),
        0x7F => Some('\u{2421}'),
        _ => None,
    };
    let shown = |c| if acts(c) { picture(c).unwrap_or(char::REPLACEMENT_CHARACTER) } else { c };
    Cow::Owned(text.chars().map(shown).collect())
}

/// A text on one line, whose control characters can be seen.
pub(super) fn on_one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

/// JSON whose texts are the same and whose bytes are not: what would act on a terminal is written by its number.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if acts(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a terminal does something else with a character than to show it.
fn acts(c: char) -> bool {
    !is_legible(c) || is_directing(c)
}

/// Whether a character sets the direction in which others are shown, or ends a line.
fn is_directing(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_instead() {
        assert_eq!(visible("\u{1b}]0;x\u{7}\u{9b}2J\u{7f}\r\n\t"), "␛]0;x␇�2J␡␍\n\t");
        assert_eq!(visible("a\u{202e}b\u{ffff}"), "a�b�");
        assert!(matches!(visible("水\n\t👩‍👩‍👧"), Cow::Borrowed(_)));
        assert_eq!(on_one_line("a\nb\u{1b}"), "a b␛");
    }

    #[test]
    fn json_says_the_same_without_the_bytes_that_act() {
        let text = "\u{1b}\u{7f}\u{9b}\u{202e}\u{1ffff}水\n";
        let json = escaped(&serde_json::to_string(text).expect("a text"));
        assert_eq!(json, r#""\u001b\u007f\u009b\u202e\ud83f\udfff水\n""#);
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
