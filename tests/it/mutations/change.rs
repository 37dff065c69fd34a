//! Changes of files: what a hand, a broken program or a malicious one may make of them. Enter at [`mutate`].

use super::dice::Dice;
use super::{Tree, book, grammar};

/// Texts that have broken readers before.
const SNIPPETS: [&str; 40] = [
    "：",
    "，",
    "{{",
    "}}",
    "{{ air.pm25 }}",
    "**",
    "*",
    "\t",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    "---\n",
    "```\n",
    "```chart\n",
    "|",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "👩‍👩‍👧",
    "９",
    "\r\n",
    "\n\n",
    "- ",
    ": ",
    "&a ",
    "<b>",
    "<!--",
    "[^1]",
    "![](",
    "\\",
    "%",
    "~",
    "n/a",
    "= ",
    "= a / 0",
    "audience: internal\n",
];

/// Numbers at the edges of what a decimal holds.
pub(super) const NUMBERS: [&str; 9] = [
    "0",
    "-0",
    "-1",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "99999999999999999999999999999999",
    "0.0000000000000000000000000001",
    "1e999",
    "0.5",
];

/// A file that is no text, with some of its bytes changed, or cut short.
pub(super) fn mutate_bytes(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        match bytes.get_mut(at) {
            Some(byte) => *byte = u8::try_from(dice.below(256)).expect("a byte"),
            None => return,
        }
    }
    if dice.below(6) == 0 {
        bytes.truncate(dice.below(bytes.len()));
    }
}

/// Changes a file of a tree, or moves it away.
pub(crate) fn mutate(tree: &mut Tree, dice: &mut Dice) {
    let paths: Vec<String> = tree.keys().cloned().collect();
    let path = &paths[dice.below(paths.len())];
    let bytes = tree.get_mut(path).expect("a file");
    if path.ends_with(".xlsx") {
        return book::mutate(bytes, dice);
    }
    let Ok(text) = String::from_utf8(bytes.clone()) else { return mutate_bytes(bytes, dice) };
    if text.is_empty() {
        return;
    }
    *bytes = match dice.below(16) {
        0 => {
            let byte = u8::try_from(dice.below(256)).expect("a byte");
            let place = dice.below(bytes.len());
            let mut bytes = bytes.clone();
            bytes.insert(place, byte);
            bytes
        }
        1 => {
            let moved = format!("{path}/{}", dice.of(&["a.md", "report.yaml", "1-b.yaml"]));
            let bytes = std::mem::take(bytes);
            tree.remove(path);
            tree.insert(moved, bytes);
            return;
        }
        2..=5 => grammar::other(path, &text, dice).into_bytes(),
        6 | 7 => with_other_number(&text, dice).into_bytes(),
        8 | 9 => with_other_lines(&text, dice).into_bytes(),
        _ => with_other_characters(&text, dice).into_bytes(),
    };
}

/// A text with a line gone, twice there, or in another's place.
fn with_other_lines(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (line, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(3) {
        0 => drop(lines.remove(line)),
        1 => lines.insert(line, lines[line]),
        _ => lines.swap(line, other),
    }
    lines.concat()
}

/// A text with some characters gone or put in, or cut short.
pub(super) fn with_other_characters(text: &str, dice: &mut Dice) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = dice.below(characters.len());
    match dice.below(6) {
        0 | 1 => drop(characters.drain(at..(at + dice.below(6)).min(characters.len()))),
        2 => characters.truncate(at),
        _ => drop(characters.splice(at..at, dice.of(&SNIPPETS).chars())),
    }
    characters.into_iter().collect()
}

/// A text with one of its numbers replaced.
pub(super) fn with_other_number(text: &str, dice: &mut Dice) -> String {
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !text[..*at].ends_with(|c: char| c.is_ascii_digit()))
        .map(|(at, _)| at)
        .collect();
    if starts.is_empty() {
        return text.to_owned();
    }
    let start = starts[dice.below(starts.len())];
    let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    format!("{}{}{}", &text[..start], dice.of(&NUMBERS), &text[start + length..])
}
