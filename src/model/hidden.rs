//! Characters that cannot be seen, or that every machine shows differently. Enter at [`hidden`].
//!
//! What a script or a picture needs is none of them: joiners and marks of direction beside letters of scripts that
//! have them (Arabic, Hebrew, Indic, Mongolian and their neighbours), joiners between emoji, the selectors that choose
//! a form of a Han character or an emoji, the letters of a flag. Spaces are seen, however wide they are.

use crate::problem::{Fault, Unseen};

/// The hidden characters of a text with their bytes, in order.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    let mut in_flag = false;
    text.char_indices().filter(move |&(at, c)| {
        let after = text[at + c.len_utf8()..].chars().next();
        in_flag = c == FLAG || (in_flag && is_tag(c));
        let found = !(in_flag && is_tag(c)) && is_hidden(c, before, after);
        // A joiner joins pictures over the selectors and tones behind them.
        if !matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}') {
            before = Some(c);
        }
        found
    })
}

/// The fault that such a character is.
#[must_use]
pub fn unseen(character: char) -> Fault {
    let kind = match character {
        '\u{AD}' => Unseen::SoftHyphen,
        '\u{200B}' => Unseen::Space,
        '\u{200C}' | '\u{200D}' | '\u{2060}' => Unseen::Joiner,
        '\u{FEFF}' => Unseen::ByteOrderMark,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Unseen::Direction
        }
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Unseen::Selector,
        c if is_tag(c) => Unseen::Tag,
        c if c.is_control() => Unseen::Control,
        c if is_private(c) => Unseen::Private,
        _ => Unseen::Other,
    };
    Fault::PrivateCharacter { character, kind }
}

/// A black flag, which tags behind it make that of a region.
const FLAG: char = '\u{1F3F4}';

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

fn is_hidden(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{200C}' | '\u{200D}' => {
            let joins = before.is_some_and(is_picture) && after.is_some_and(is_picture);
            !(before.is_some_and(has_joiners) || (c == '\u{200D}' && joins))
        }
        '\u{61C}' | '\u{200E}' | '\u{200F}' => ![before, after].into_iter().flatten().any(runs_to_the_left),
        '\u{FE0E}' | '\u{FE0F}' => !before.is_some_and(is_picture),
        '\u{FE00}'..='\u{FE0D}' => !before.is_some_and(has_forms),
        '\u{E0100}'..='\u{E01EF}' => !before.is_some_and(super::text::is_han),
        c => is_control(c) || is_invisible(c) || is_private(c) || !crate::legible::is_legible(c),
    }
}

/// Control characters: those of terminals and line ends, and those that turn the order of others.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}')
}

/// What has no width: soft hyphens, joiners of words, fillers, tags.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{FEFF}'
    ) || c == '\u{FFA0}'
        || is_tag(c)
}

/// Private use: no two machines agree on what it looks like.
#[must_use]
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Emoji, and what becomes one by a selector: digits, signs, pictures.
fn is_picture(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*' | '©' | '®' | '\u{2010}'..='\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
        && !is_control(c)
        && !is_invisible(c)
}

/// Letters of scripts that are written with joiners.
fn has_joiners(c: char) -> bool {
    runs_to_the_left(c)
        || matches!(c, '\u{900}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{1900}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}')
        || matches!(c, '\u{11000}'..='\u{11FFF}')
}

/// Letters of scripts that run from right to left: Hebrew, Arabic, Syriac, Thaana, NKo.
fn runs_to_the_left(c: char) -> bool {
    c != '\u{61C}' && matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// What has more than one form: Han characters and their punctuation, signs of mathematics, 0, letters of Myanmar.
fn has_forms(c: char) -> bool {
    super::text::is_han(c)
        || matches!(c, '0' | '\u{1000}'..='\u{109F}' | '\u{2200}'..='\u{22FF}' | '\u{2A00}'..='\u{2AFF}')
        || matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<u32> {
        hidden(text).map(|(_, c)| u32::from(c)).collect()
    }

    #[test]
    fn what_cannot_be_seen_is_found_wherever_it_stands() {
        for c in "\u{0}\u{1B}\u{7F}\u{85}\u{AD}\u{34F}\u{61C}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2028}\u{202A}\
                  \u{202E}\u{2060}\u{2063}\u{2066}\u{2069}\u{3164}\u{E000}\u{FE00}\u{FE0F}\u{FEFF}\u{FFA0}\u{FFF9}\
                  \u{E0001}\u{E0041}\u{E0100}\u{F0000}\u{10FFFD}\u{FDD0}\u{FFFE}\u{FFFF}\u{1FFFE}"
            .chars()
        {
            for text in [format!("{c}"), format!("PM{c}2.5a"), format!("，a{c}。"), format!("a{c}水")] {
                assert_eq!(found(&text), [u32::from(c)], "{text:?}");
            }
        }
        assert_eq!(hidden("水\u{200B}\u{200B}质").collect::<Vec<_>>(), [(3, '\u{200B}'), (6, '\u{200B}')]);
    }

    #[test]
    fn what_a_script_or_a_picture_needs_is_not_hidden() {
        for text in [
            "👩‍👩‍👧",
            "👩🏽‍⚕️ ❤️‍🔥 🏳️‍🌈 1️⃣ ©️ ☎︎",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "葛\u{E0100}城区 﨑\u{FE00} 。\u{FE00} ∩\u{FE00}",
            "　全角\u{3000}空格\u{a0}和\u{2003}宽空格\tx\n",
            "می‌خواهم क्‍ष ᠮᠣᠩᠭᠣᠯ عربي\u{200F}, \u{200F}שלום",
            "𠀀 μg/m³ é e\u{301} Ⅲ類",
        ] {
            assert_eq!(found(text), [0_u32; 0], "{text:?}");
        }
    }
}
