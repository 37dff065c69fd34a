//! Changes to a YAML text by the places of what stands in it, so that its comments and its layout stay.

use std::ops::Range;

use crate::load::{Mark, Marks, marks};
use crate::source::Source;

/// A YAML text that is being changed.
pub(super) struct Text<'a> {
    text: &'a str,
    marks: Marks,
    edits: Vec<(Range<usize>, String)>,
}

impl<'a> Text<'a> {
    /// A text; nothing if it is no YAML.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        let marks = marks(&Source::new("", text))?;
        Some(Self { text, marks, edits: Vec::new() })
    }

    /// Every value with the steps that lead to it, in the order of the text.
    pub(super) fn all(&self) -> Vec<(Vec<String>, Mark)> {
        let mut all: Vec<_> = self.marks.all().collect();
        all.sort_by_key(|(_, mark)| (mark.value.start, mark.value.end));
        all
    }

    /// The value at a path.
    pub(super) fn mark(&self, path: &[&str]) -> Option<Mark> {
        self.marks.all().find(|(steps, _)| steps == path).map(|(_, mark)| mark)
    }

    /// A value as it is written, with its quotes.
    pub(super) fn written(&self, mark: &Mark) -> &'a str {
        &self.text[mark.value.clone()]
    }

    /// Puts another text in the place of bytes.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    /// Changes a value as it is written, if there is one at a path.
    pub(super) fn change(&mut self, path: &[&str], change: impl FnOnce(&str) -> String) {
        if let Some(mark) = self.mark(path) {
            let changed = change(self.written(&mark));
            self.replace(mark.value, changed);
        }
    }

    /// Takes an entry away: its lines, or inside `{…}` it alone.
    pub(super) fn remove(&mut self, mark: &Mark) {
        match self.lines(mark) {
            Some(lines) => self.replace(lines.start..(lines.end + 1).min(self.text.len()), ""),
            None => self.remove_from_line(mark),
        }
    }

    /// Makes an entry a comment behind some words; inside `{…}` it is taken away.
    pub(super) fn comment_out(&mut self, mark: &Mark, words: &str) {
        let Some(lines) = self.lines(mark) else { return self.remove_from_line(mark) };
        let indent = &self.text[lines.start..mark.key.start];
        let mut commented = String::new();
        if !words.is_empty() {
            commented = format!("{indent}# {words}\n");
        }
        let all: Vec<String> = self.text[lines.clone()]
            .lines()
            .map(|line| format!("{indent}# {}", line.strip_prefix(indent).unwrap_or(line.trim_start())))
            .collect();
        commented.push_str(&all.join("\n"));
        self.replace(lines, commented);
    }

    /// Writes a comment on a line of its own above the line that a value begins on, where its key is the first there.
    pub(super) fn remark(&mut self, mark: &Mark, words: &str) {
        let start = self.line_start(mark.key.start);
        let before = &self.text[start..mark.key.start];
        if before.trim().is_empty() {
            let remark = format!("{before}# {words}\n");
            self.replace(start..start, remark);
        }
    }

    /// Adds an entry at the end of a map that has one already.
    pub(super) fn add(&mut self, map: &Mark, entry: &str) {
        if self.text[map.value.clone()].starts_with('{') {
            let end = self.text[..map.value.end - 1].trim_end().len();
            let comma = if self.text[..end].ends_with([',', '{']) { "" } else { "," };
            return self.replace(end..end, format!("{comma} {entry}"));
        }
        let column = self.text[self.line_start(map.value.start)..map.value.start].chars().count();
        let end = self.line_end(map.value.end);
        self.replace(end..end, format!("\n{}{entry}", " ".repeat(column)));
    }

    /// The text with its changes. Of changes that overlap the first holds.
    pub(super) fn done(mut self) -> String {
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, text) in &self.edits {
            if range.start < at {
                continue;
            }
            out.push_str(&self.text[at..range.start]);
            out.push_str(text);
            at = range.end;
        }
        out.push_str(&self.text[at..]);
        out
    }

    fn remove_from_line(&mut self, mark: &Mark) {
        if let Some(entry) = self.marks.entry_at(mark.key.start).filter(|_| mark.flow) {
            // What parts it from the entry before, or from the one after, goes with it.
            let blank = self.text[entry.whole.end..].len()
                - self.text[entry.whole.end..].trim_start_matches(' ').len();
            let follows = self.text[..entry.whole.end].ends_with(',');
            let end = if follows { entry.whole.end + blank } else { entry.whole.end };
            self.replace(entry.whole.start..end, "");
        }
    }

    /// The bytes of the lines of an entry that has its lines to itself, without the last line's end.
    fn lines(&self, mark: &Mark) -> Option<Range<usize>> {
        let start = self.line_start(mark.key.start);
        let alone = !mark.flow && self.text[start..mark.key.start].trim().is_empty();
        alone.then(|| start..self.line_end(mark.value.end.max(mark.key.end)))
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        at + self.text[at..].find('\n').unwrap_or(self.text.len() - at)
    }
}

/// A text as a YAML scalar: plain where that is sure, else in double quotes.
pub(super) fn scalar(text: &str) -> String {
    let sure = text.starts_with(char::is_alphabetic)
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str())
        && text.chars().all(|c| c.is_alphanumeric() || " -_./()（）、，。；：“”".contains(c))
        && !text.ends_with(' ');
    if sure { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
