//! Emphasis next to Chinese. CommonMark decides by the characters on both sides of a run of asterisks whether it opens
//! or closes, and has languages with spaces in mind: `**注意：**正文` stays as it is typed. Here a punctuation mark
//! that touches a run whose other neighbour is a letter is overwritten with something like a letter; or, where the
//! mark has a meaning in Markdown (`**[水](a.md)**正文`), the letter with a punctuation mark.

use std::ops::Range;

use super::character::{is_cjk, is_punctuation};
use super::veil::{VEILED, Walk};

/// Shields the runs of `*` and `~~` in a text outside code. `~` alone means from … to, and is hidden.
pub(super) fn raise(body: &str, bytes: &mut [u8], code: &[Range<usize>]) {
    let mut walk = Walk::new(code);
    let mut shield = Shield { body, bytes, line: 0..0, chinese: false, done: 0, open: [false; 4] };
    while let Some(start) = walk.next(shield.bytes, |byte| byte == b'*' || byte == b'~') {
        let byte = shield.bytes[start];
        let length = shield.bytes[start..].iter().take_while(|&&b| b == byte).count();
        walk.jump(start + length);
        if byte == b'*' || length == 2 {
            shield.run(start..start + length);
        } else if length == 1 {
            shield.bytes[start] = VEILED;
        }
    }
}

struct Shield<'a> {
    body: &'a str,
    bytes: &'a mut [u8],
    /// The line of the last run, and whether there is Chinese in it.
    line: Range<usize>,
    chinese: bool,
    /// The end of the last run.
    done: usize,
    /// Whether emphasis of so many asterisks (or of tildes: 0) seems to be open.
    open: [bool; 4],
}

/// A character beside a run.
#[derive(Clone, Copy)]
struct Neighbour {
    at: usize,
    character: char,
}

impl Shield<'_> {
    fn run(&mut self, run: Range<usize>) {
        self.enter(&run);
        let kind = if self.bytes[run.start] == b'~' { 0 } else { run.len().min(3) };
        let (Some(before), Some(after)) = (self.before(run.start), self.after(run.end)) else {
            self.open[kind] = run.end < self.bytes.len() && !self.open[kind];
            return;
        };
        if before.character.is_whitespace() || after.character.is_whitespace() {
            self.open[kind] = !self.open[kind] && !after.character.is_whitespace();
            return;
        }
        let near = |c: char| is_cjk(c) || c == char::from(VEILED);
        let applies =
            if run.len() > 1 { self.chinese } else { near(before.character) || near(after.character) };
        if applies {
            match (is_punctuation(before.character), is_punctuation(after.character)) {
                (true, false) if self.is_free(before) || before.character == '!' => {
                    self.write(before, LETTERS)
                }
                (true, false) if self.open[kind] => self.write(after, MARKS),
                (false, true) if self.is_free(after) => self.write(after, LETTERS),
                (false, true) if !self.open[kind] => self.write(before, MARKS),
                _ => {}
            }
        }
        self.open[kind] = !self.open[kind];
    }

    /// Takes note of the line; nothing stays open over an empty line or the border of a cell.
    fn enter(&mut self, run: &Range<usize>) {
        let between = &self.body[self.done..run.start];
        let mut lines = between.split('\n').skip(1).peekable();
        let mut empty = between.contains('|');
        while let Some(line) = lines.next() {
            empty |= lines.peek().is_some() && line.trim().is_empty();
        }
        if empty {
            self.open = [false; 4];
        }
        self.done = run.end;
        if !self.line.contains(&run.start) {
            let start = self.body[..run.start].rfind('\n').map_or(0, |at| at + 1);
            let end = self.body[run.start..].find('\n').map_or(self.body.len(), |at| run.start + at);
            self.chinese = self.body[start..end].chars().any(is_cjk);
            self.line = start..end;
        }
    }

    fn before(&self, end: usize) -> Option<Neighbour> {
        let at = (0..end).rev().find(|&at| !is_continuation(self.bytes[at]))?;
        self.neighbour(at..end)
    }

    fn after(&self, start: usize) -> Option<Neighbour> {
        let rest = self.bytes.get(start + 1..)?;
        let length = 1 + rest.iter().take_while(|&&byte| is_continuation(byte)).count();
        self.neighbour(start..start + length)
    }

    fn neighbour(&self, range: Range<usize>) -> Option<Neighbour> {
        let character = std::str::from_utf8(&self.bytes[range.clone()]).ok()?.chars().next()?;
        Some(Neighbour { at: range.start, character })
    }

    /// Whether a punctuation mark means nothing in Markdown, and is not one that was written here.
    fn is_free(&self, mark: Neighbour) -> bool {
        let is_typed = self.body[mark.at..].starts_with(mark.character);
        is_typed && (!mark.character.is_ascii() || "%,.?/+-=@$^".contains(mark.character))
    }

    fn write(&mut self, over: Neighbour, one_of: [&str; 4]) {
        let length = over.character.len_utf8();
        self.bytes[over.at..over.at + length].copy_from_slice(one_of[length - 1].as_bytes());
    }
}

/// Like letters to the parser, of one to four bytes.
const LETTERS: [&str; 4] = ["\u{3}", "\u{AA}", "\u{E100}", "\u{F0000}"];

/// Punctuation marks without a meaning in Markdown, of one to four bytes.
const MARKS: [&str; 4] = [",", "§", "、", "\u{10100}"];

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
