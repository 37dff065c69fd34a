//! A line of text as it is shown: joined where the source breaks it between Chinese characters, trimmed at its ends.

use super::character::{is_cjk, is_shared_punctuation};
use crate::model::text::is_han;
use crate::model::{Inline, InlineKind};

/// The text of a line break in the source, until [`tidy`] decides on it.
pub(super) const SOFT: &str = "\n";

/// Trims a line and decides on its soft breaks.
pub(super) fn tidy(line: &mut Vec<Inline>) {
    trim_start(line);
    trim_end(line);
    let mut reading = String::new();
    let mut breaks = Vec::new();
    note(line, &mut reading, &mut breaks);
    if breaks.is_empty() {
        return;
    }
    let chinese = reading.chars().any(is_han);
    let mut spaces = breaks.into_iter().map(|at| {
        let before = reading[..at].chars().next_back();
        let after = reading[at..].chars().next();
        before.zip(after).is_some_and(|(before, after)| !joins(before, after, chinese))
    });
    settle(line, &mut spaces);
}

/// Whether no space belongs between two characters that a line break separates.
fn joins(before: char, after: char, chinese: bool) -> bool {
    match (is_cjk(before), is_cjk(after)) {
        (true, true) => true,
        (true, false) => is_shared_punctuation(after),
        (false, true) => is_shared_punctuation(before),
        (false, false) => chinese && is_shared_punctuation(before) && is_shared_punctuation(after),
    }
}

/// What is read, and where in it the breaks are.
fn note(line: &[Inline], reading: &mut String, breaks: &mut Vec<usize>) {
    for inline in line {
        match &inline.kind {
            InlineKind::Text(text) if text == SOFT => breaks.push(reading.len()),
            InlineKind::Text(text) | InlineKind::Code(text) => reading.push_str(text),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner) => note(inner, reading, breaks),
            InlineKind::Link(link) => note(&link.text, reading, breaks),
            InlineKind::Figure(figure) => reading.push_str(&figure.plain()),
            InlineKind::Image(_) => reading.push('\u{FFFC}'),
            InlineKind::Break => reading.push(' '),
            InlineKind::Footnote(_) => {}
        }
    }
}

fn settle(line: &mut Vec<Inline>, spaces: &mut impl Iterator<Item = bool>) {
    line.retain_mut(|inline| match &mut inline.kind {
        InlineKind::Text(text) if text == SOFT => {
            " ".clone_into(text);
            spaces.next().unwrap_or(true)
        }
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Strike(inner)
        | InlineKind::Sub(inner)
        | InlineKind::Sup(inner) => {
            settle(inner, spaces);
            true
        }
        InlineKind::Link(link) => {
            settle(&mut link.text, spaces);
            true
        }
        _ => true,
    });
}

/// Drops the spaces at the start of a line, full-width ones too.
pub(super) fn trim_start(line: &mut Vec<Inline>) {
    while let Some(first) = line.first_mut() {
        let InlineKind::Text(text) = &mut first.kind else {
            return;
        };
        let rest = text.trim_start();
        if !rest.is_empty() {
            if text.len() == first.range.len() {
                first.range.start += text.len() - rest.len();
            }
            *text = rest.to_owned();
            return;
        }
        line.remove(0);
    }
}

/// Drops the spaces at the end of a line.
pub(super) fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        let InlineKind::Text(text) = &mut last.kind else {
            return;
        };
        let length = text.trim_end().len();
        if length > 0 {
            if text.len() == last.range.len() {
                last.range.end -= text.len() - length;
            }
            text.truncate(length);
            return;
        }
        line.pop();
    }
}
