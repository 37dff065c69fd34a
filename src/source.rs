//! A text file and the places in it: bytes to line and column, decoding, front matter.

use std::ops::Range;
use std::sync::Arc;

/// A text file as it was read. Ranges into it are bytes of [`Source::text`].
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<usize>,
    /// The characters before each [`STEP`]th byte, so that a place deep in a long line is found as fast as any other.
    steps: Vec<usize>,
}

/// From how many bytes to how many bytes characters are counted beforehand.
const STEP: usize = 1024;

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// How a file's bytes became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// GBK or GB18030.
    Gb18030,
    /// Neither: some characters could not be read.
    Unknown,
}

impl Source {
    /// A source from its path, as it would be opened from the working folder, and its text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut steps = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            steps.push(steps[steps.len() - 1] + firsts(chunk));
        }
        Arc::new(Self { path: path.into(), text, line_starts, steps })
    }

    /// Its path, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its text, without a byte order mark, lines ended by `\n`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte. A byte inside a character counts as that character.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let column = self.characters(byte) - self.characters(self.line_starts[line - 1]) + 1;
        let inside = self.text.as_bytes().get(byte).is_some_and(|&b| is_continuation(b));
        Position { line, column: column - usize::from(inside) }
    }

    /// The characters that begin before a byte.
    fn characters(&self, byte: usize) -> usize {
        self.steps[byte / STEP] + firsts(&self.text.as_bytes()[byte / STEP * STEP..byte])
    }

    /// The byte of a line and column, both from 1; the end of the line where it is shorter.
    #[must_use]
    pub fn byte(&self, position: Position) -> usize {
        let Some(&start) = self.line_starts.get(position.line.saturating_sub(1)) else {
            return self.text.len();
        };
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        line.char_indices()
            .nth(position.column.saturating_sub(1))
            .map_or(start + line.len(), |(at, _)| start + at)
    }

    /// The bytes of the line that holds a byte, without its line end.
    #[must_use]
    pub fn line_range(&self, byte: usize) -> Range<usize> {
        let line = self.line_starts.partition_point(|&start| start <= byte.min(self.text.len()));
        let start = self.line_starts[line - 1];
        let length = self.text[start..].find('\n').unwrap_or(self.text.len() - start);
        start..start + length
    }
}

/// The bytes that begin a character.
fn firsts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| !is_continuation(byte)).count()
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Decodes a file: UTF-8 with or without BOM, else GB18030 (which GBK is part of). `\r\n` becomes `\n`.
#[must_use]
pub fn decode(bytes: &[u8]) -> (String, Encoding) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (text, encoding) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => (text.into_owned(), Encoding::Gb18030),
            None => (String::from_utf8_lossy(bytes).into_owned(), Encoding::Unknown),
        },
    };
    if text.contains('\r') {
        return (text.replace("\r\n", "\n").replace('\r', "\n"), encoding);
    }
    (text, encoding)
}

/// The bytes of a Markdown text's front matter (between its `---` lines) and of its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML, without the lines that fence it; none if the text has no front matter.
    pub yaml: Option<Range<usize>>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// Splits front matter from a Markdown text. A first line `---` that is never closed is Markdown.
#[must_use]
pub fn front_matter(text: &str) -> FrontMatter {
    let none = FrontMatter { yaml: None, body: 0..text.len() };
    let Some(first) = text.split_inclusive('\n').next() else {
        return none;
    };
    if first.trim_end() != "---" {
        return none;
    }
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return FrontMatter { yaml: Some(first.len()..at), body: at + line.len()..text.len() };
        }
        at += line.len();
    }
    none
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_bytes_come_back() {
        let source = Source::new("a.md", "第一行\n城区浓度为{{ x }}\n");
        let byte = source.text().find("{{").unwrap();
        assert_eq!(source.position(byte), Position { line: 2, column: 6 });
        assert_eq!(source.byte(Position { line: 2, column: 6 }), byte);
        assert_eq!(source.position(byte - 1), Position { line: 2, column: 5 });
        assert_eq!(&source.text()[source.line_range(byte)], "城区浓度为{{ x }}");
        assert_eq!(source.position(source.text().len()), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_place_deep_in_a_long_line_is_found_from_the_step_before_it() {
        for length in [STEP - 1, STEP, STEP + 1, 3 * STEP] {
            let text = format!("甲乙\n{}", "丙a".repeat(length));
            let source = Source::new("a.md", text.as_str());
            for (column, (at, _)) in (1..).zip(text["甲乙\n".len()..].char_indices()) {
                assert_eq!(source.position("甲乙\n".len() + at), Position { line: 2, column });
            }
            assert_eq!(source.position(text.len()), Position { line: 2, column: 2 * length + 1 });
        }
    }

    #[test]
    fn a_file_from_a_chinese_office_machine_is_read_in_gbk() {
        let (gbk, _, _) = encoding_rs::GBK.encode("标题：蓝天");
        assert_eq!(decode(&gbk), ("标题：蓝天".to_owned(), Encoding::Gb18030));
        assert_eq!(decode(b"\xEF\xBB\xBFa\r\nb"), ("a\nb".to_owned(), Encoding::Utf8));
        assert_eq!(decode(b"\xff\xff\xff").1, Encoding::Unknown);
    }

    #[test]
    fn front_matter_is_what_two_lines_of_dashes_enclose() {
        let text = "---\ntitle: 蓝天\n---\n正文";
        let split = front_matter(text);
        assert_eq!(&text[split.yaml.unwrap()], "title: 蓝天\n");
        assert_eq!(&text[split.body], "正文");
        assert_eq!(front_matter("---\n正文"), FrontMatter { yaml: None, body: 0..10 });
        assert_eq!(front_matter(""), FrontMatter { yaml: None, body: 0..0 });
    }
}
