//! A line of text as the audit reads it: plain characters in a normal form, each with its bytes in the source and
//! whether an author typed it.

use std::ops::Range;

use crate::model::{FigureText, Inline, InlineKind, Shown};
use crate::problem::Place;
use crate::source::Source;

/// Stands between the cells of a row; reads as a space.
const BETWEEN_CELLS: char = '\t';

/// A sentence of more characters than this is none: it ends at its next comma or space.
const LONGEST: usize = 600;

/// Who wrote a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The author.
    Typed,
    /// The program, for a reference.
    Set,
    /// The author, as code.
    Code,
}

/// A figure that a reference set.
#[derive(Debug)]
pub(super) struct SetFigure<'t> {
    pub(super) text: &'t FigureText,
    /// All of its characters.
    pub(super) at: Range<usize>,
    /// Where its number begins.
    pub(super) number: usize,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    /// Its characters, normalised one by one.
    pub(super) chars: Vec<char>,
    /// Who wrote each.
    pub(super) origin: Vec<Origin>,
    /// The figures in it.
    pub(super) set: Vec<SetFigure<'t>>,
    spans: Vec<Range<usize>>,
    place: Place,
}

impl<'t> Passage<'t> {
    /// Reads lines as one; between them, as between the cells of a row, stands a space.
    pub(super) fn of(lines: &[&'t [Inline]], place: &Place) -> Self {
        let mut passage = Self {
            chars: Vec::new(),
            origin: Vec::new(),
            set: Vec::new(),
            spans: Vec::new(),
            place: place.clone(),
        };
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                passage.push(BETWEEN_CELLS, Origin::Set, 0..0);
            }
            passage.inlines(line);
        }
        passage
    }

    fn inlines(&mut self, inlines: &'t [Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, Origin::Typed, &inline.range),
                InlineKind::Code(text) => self.text(text, Origin::Code, &inline.range),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::Sub(inner)
                | InlineKind::Sup(inner) => self.inlines(inner),
                InlineKind::Link(link) => self.inlines(&link.text),
                InlineKind::Break => self.push(' ', Origin::Set, inline.range.clone()),
                InlineKind::Image(_) | InlineKind::Footnote(_) => {}
                InlineKind::Figure(figure) => self.figure(figure, &inline.range),
            }
        }
    }

    fn text(&mut self, text: &str, origin: Origin, range: &Range<usize>) {
        let written = self.source().and_then(|source| source.text().get(range.clone())).unwrap_or_default();
        // What `{{ report.year }}` says is text, but nobody typed it.
        let is_reference = written.starts_with("{{") && !text.starts_with("{{");
        let origin = if is_reference { Origin::Set } else { origin };
        let exact = written == text;
        for (at, c) in text.char_indices() {
            let start = range.start + at;
            let span = if exact { start..start + c.len_utf8() } else { range.clone() };
            self.push(c, origin, span);
        }
    }

    fn figure(&mut self, figure: &'t FigureText, range: &Range<usize>) {
        let start = self.chars.len();
        let mut push = |text: &str| text.chars().for_each(|c| self.push(c, Origin::Set, range.clone()));
        push(&figure.before);
        let shown = match &figure.shown {
            Shown::Empty => "",
            Shown::Number { text, .. } | Shown::Word(text) | Shown::Absent(_, text) => text,
            Shown::Masked => "**",
        };
        push(shown);
        push(&figure.after);
        let number = start + figure.before.chars().count();
        let at = start..self.chars.len();
        self.set.push(SetFigure { text: figure, at, number: number.min(self.chars.len()) });
    }

    fn push(&mut self, c: char, origin: Origin, span: Range<usize>) {
        // Joiners and soft hyphens are not read.
        if matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}') {
            return;
        }
        self.chars.push(normal(c));
        self.origin.push(origin);
        self.spans.push(span);
    }

    fn source(&self) -> Option<&Source> {
        match &self.place {
            Place::Text { source, .. } => Some(source),
            Place::File(_) | Place::Cell { .. } | Place::None => None,
        }
    }

    /// The place of some of its characters.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        let spans = || self.spans[range.clone()].iter().filter(|span| !span.is_empty());
        match (&self.place, spans().map(|span| span.start).min(), spans().map(|span| span.end).max()) {
            (Place::Text { source, .. }, Some(start), Some(end)) => Place::new(source, start..end),
            (place, ..) => place.clone(),
        }
    }

    /// Some of its characters as the author wrote them, as near as can be told.
    pub(super) fn words(&self, range: &Range<usize>) -> String {
        let text: String = self.chars[range.clone()].iter().collect();
        let written = match self.place(range) {
            Place::Text { source, range } => source.text().get(range).map(str::to_owned),
            Place::File(_) | Place::Cell { .. } | Place::None => None,
        };
        written.filter(|written| written.chars().map(normal).eq(text.chars())).unwrap_or(text)
    }

    /// The sentences: each ends at 。！？； or a stop followed by a space.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, &c) in self.chars.iter().enumerate() {
            let ends = match c {
                '。' | '！' | '？' | '；' | '!' | '?' | ';' => true,
                '.' => self.chars.get(at + 1).is_none_or(|next| next.is_whitespace()),
                '，' | '、' | ',' | ' ' => at - start > LONGEST,
                c => at - start > 2 * LONGEST && !c.is_ascii_digit(),
            };
            if ends {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        if start < self.chars.len() {
            sentences.push(start..self.chars.len());
        }
        sentences
    }
}

/// A character in its normal form: full-width digits, letters and signs as ASCII, raised and lowered digits on the
/// line, all spaces one, both micro signs one.
pub(super) fn normal(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '／' | '＋' | '－' | '＃' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '\u{B5}' => 'μ',
        '²' => '2',
        '³' => '3',
        '₀'..='₉' => char::from_u32(u32::from(c) - 0x2080 + u32::from('0')).unwrap_or(c),
        '~' | '〜' | '∼' => '～',
        '–' | '―' => '—',
        '−' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => ' ',
        c => c,
    }
}
