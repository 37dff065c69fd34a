//! Emphasis next to Chinese. CommonMark decides by the characters on both sides of a run of asterisks whether it opens
//! or closes, and has languages with spaces in mind: `**注意：**正文` stays as it is typed. Here a punctuation mark
//! that touches a run whose other neighbour is a letter is overwritten with something like a letter; or, where the
//! mark has a meaning in Markdown (`**[水](a.md)**正文`), the letter with a punctuation mark.

use std::ops::Range;

use super::character::{is_cjk, is_punctuation, is_shared_punctuation};
use super::walk::{VEILED, Walk};

/// Shields the runs of `*` and `~~` in a text outside code. `~` alone means from … to, and is hidden.
pub(super) fn raise(body: &str, bytes: &mut [u8], code: &[Range<usize>]) {
    let mut walk = Walk::new(code);
    let mut shield = Shield { body, bytes, line: 0..0, chinese: false, done: 0, open: [None; 4] };
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
    /// Whether emphasis of so many asterisks (or of tildes: 0) seems to be open, and if so, whether beside Chinese.
    open: [Option<bool>; 4],
}

/// A character beside a run.
#[derive(Clone, Copy)]
struct Neighbour {
    at: usize,
    character: char,
}

impl Neighbour {
    /// Chinese, or something of ours that was hidden.
    fn is_chinese(self) -> bool {
        let c = self.character;
        is_cjk(c) || is_shared_punctuation(c) || c == char::from(VEILED)
    }
}

impl Shield<'_> {
    fn run(&mut self, run: Range<usize>) {
        self.enter(&run);
        let kind = if self.bytes[run.start] == b'~' { 0 } else { run.len().min(3) };
        let (before, after) = (self.before(run.start), self.after(run.end));
        let is_near = [before, after].into_iter().flatten().any(|beside| beside.is_chinese());
        let open = self.open[kind];
        let is_space =
            |beside: Option<Neighbour>| beside.is_none_or(|beside| beside.character.is_whitespace());
        self.open[kind] = (open.is_none() && !is_space(after)).then_some(is_near);
        let (Some(before), Some(after)) = (before, after) else {
            return;
        };
        let applies = if run.len() > 1 { self.chinese } else { is_near || open == Some(true) };
        if !applies || is_space(Some(before)) || is_space(Some(after)) {
            return;
        }
        match (is_punctuation(before.character), is_punctuation(after.character)) {
            (true, false) if self.is_free(before) || before.character == '!' => self.write(before, LETTERS),
            (true, false) if open.is_some() => self.write(after, MARKS),
            (false, true) if self.is_free(after) => self.write(after, LETTERS),
            (false, true) if open.is_none() => self.write(before, MARKS),
            _ => {}
        }
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
            self.open = [None; 4];
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
