//! Text as boxes: how wide it is, where it breaks, and whether there is room for it. No font is read: a Han
//! character is one em, everything else is measured generously, so that a box never is smaller than its text.

use std::borrow::Cow;

use crate::model::text::{Script, runs};

use super::tone::Tone;

/// The size of labels in pixels.
pub(super) const SIZE: f64 = 13.0;
/// The distance between lines of a label.
pub(super) const LEADING: f64 = 17.0;
/// The share of a lowered or raised character's size.
pub(super) const SCRIPT: f64 = 0.77;
/// From the middle of a line to its baseline, in em.
const MIDDLE: f64 = 0.37;
const ASCENT: f64 = 0.86;
const DESCENT: f64 = 0.14;

/// A text in a drawing, with the box it fills.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelBox {
    /// What it says.
    pub text: String,
    /// Its left edge in pixels.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// How wide it is at most.
    pub width: f64,
    /// How high.
    pub height: f64,
    /// The size of its characters.
    pub size: f64,
}

/// Which end of a text is where it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Characters of one colour and weight.
#[derive(Debug, Clone)]
pub(super) struct Span<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) tone: Tone,
    pub(super) bold: bool,
}

/// A line of text to be placed.
#[derive(Debug, Clone)]
pub(super) struct Text<'a> {
    pub(super) spans: Vec<Span<'a>>,
    pub(super) anchor: Anchor,
    /// The whole text where this one was cut.
    pub(super) full: Option<String>,
    /// The size of its characters in pixels.
    pub(super) size: f64,
}

impl<'a> Text<'a> {
    /// A regular text that begins where it is put.
    pub(super) fn new(text: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        let text = text.into();
        let spans = vec![Span { text, tone, bold: false }];
        Self { spans, anchor: Anchor::Start, full: None, size: SIZE }
    }

    /// The same, bold.
    pub(super) fn bold(mut self) -> Self {
        for span in &mut self.spans {
            span.bold = true;
        }
        self
    }

    /// Bold if picked out.
    pub(super) fn weighed(self, weight: Weight) -> Self {
        match weight {
            Weight::Bold => self.bold(),
            Weight::Regular => self,
        }
    }

    /// The same in another size.
    pub(super) fn sized(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    /// Around the place where it is put.
    pub(super) fn middle(mut self) -> Self {
        self.anchor = Anchor::Middle;
        self
    }

    /// Ending where it is put.
    pub(super) fn end(mut self) -> Self {
        self.anchor = Anchor::End;
        self
    }

    /// Its width in pixels.
    pub(super) fn width(&self) -> f64 {
        let width = |span: &Span<'_>| if span.bold { bold(&span.text) } else { regular(&span.text) };
        self.spans.iter().map(width).sum::<f64>() * self.size / SIZE
    }

    /// Cuts it to a width, keeping the whole for its title.
    pub(super) fn within(mut self, width: f64) -> Self {
        if self.width() > width
            && let [span] = self.spans.as_mut_slice()
        {
            let scale = if span.bold { BOLD } else { 1.0 };
            self.full = Some(span.text.to_string());
            span.text = Cow::Owned(cut(&span.text, width / scale));
        }
        self
    }

    /// What it says, without form.
    pub(super) fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_ref()).collect()
    }

    /// The box it fills, its baseline beginning at a point.
    pub(super) fn place(&self, x: f64, baseline: f64) -> LabelBox {
        LabelBox { text: self.plain(), ..self.area(self.width(), (x, baseline)) }
    }

    /// The same of a known width, without what it says: enough to weigh a place.
    pub(super) fn area(&self, width: f64, (x, baseline): (f64, f64)) -> LabelBox {
        let x = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        LabelBox {
            text: String::new(),
            x,
            y: baseline - ASCENT * self.size,
            width,
            height: (ASCENT + DESCENT) * self.size,
            size: self.size,
        }
    }

    /// In lines no wider than asked for, but only if they hold the whole text and break no word.
    pub(super) fn whole_lines(self, width: f64, most: usize) -> Option<Vec<Self>> {
        let holds =
            self.spans.iter().all(|span| keeps_words(&span.text, width / if span.bold { BOLD } else { 1.0 }));
        let lines = self.lines(width, most);
        (holds && lines.iter().all(|line| line.full.is_none() && line.width() <= width)).then_some(lines)
    }

    /// In lines no wider than asked for, at most so many; the last is cut if the text is longer still. A text of
    /// several pieces stays one line.
    pub(super) fn lines(self, width: f64, most: usize) -> Vec<Self> {
        let [span] = self.spans.as_slice() else { return vec![self] };
        if self.width() <= width {
            return vec![self];
        }
        let scale = if span.bold { BOLD } else { 1.0 };
        let lines = wrap(&span.text, width / scale, most);
        let cut = lines.last().is_some_and(|line| line.ends_with('…'));
        let whole = cut.then(|| span.text.to_string());
        let line = |(at, text): (usize, String)| {
            let span = Span { text: text.into(), ..span.clone() };
            let full = whole.clone().filter(|_| at == 0);
            Self { spans: vec![span], full, ..self.clone() }
        };
        lines.into_iter().enumerate().map(line).collect()
    }
}

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The baseline of a text of a size whose middle is at `y`.
pub(super) fn centred(y: f64, size: f64) -> f64 {
    y + MIDDLE * size
}

/// A place for the middle of a text, so that it stays inside.
pub(super) fn keep_in(x: f64, half: f64, width: f64) -> f64 {
    if half * 2.0 > width { width / 2.0 } else { x.clamp(half, width - half) }
}

const BOLD: f64 = 1.04;

/// The width of a regular text in pixels.
pub(super) fn regular(text: &str) -> f64 {
    runs(text)
        .map(|run| {
            let size = if run.script == Script::Base { SIZE } else { SIZE * SCRIPT };
            run.text.chars().map(em).sum::<f64>() * size
        })
        .sum()
}

/// The width of a bold text.
pub(super) fn bold(text: &str) -> f64 {
    regular(text) * BOLD
}

/// The width of a character in em.
fn em(c: char) -> f64 {
    match c {
        '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'l' | 'j' | 'I' => 0.31,
        ' ' => 0.26,
        '-' | '(' | ')' | '[' | ']' | '/' | 'f' | 't' | 'r' => 0.4,
        '%' | 'm' | 'w' | 'M' | 'W' | '@' | '—' => 0.98,
        '0'..='9' | 'a'..='z' | '+' | '<' | '=' | '>' | '*' | '"' => 0.58,
        c if c.is_ascii() => 0.7,
        '\u{80}'..='\u{2ff}' => 0.66,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        _ => 1.0,
    }
}

/// Whether a text is set in Han, which decides how its parts are joined.
fn is_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{3000}'..='\u{9fff}').contains(&c))
}

/// What stands between two parts of a list set like `text`.
pub(super) fn comma(text: &str) -> &'static str {
    if is_han(text) { "，" } else { ", " }
}

/// A number with its unit: a Latin unit stands apart from its number, but for `%`.
pub(super) fn united(number: &str, unit: &str) -> String {
    let apart = unit.starts_with(|c: char| c.is_alphabetic()) && !is_han(unit);
    format!("{number}{}{unit}", if apart { " " } else { "" })
}

/// Cuts a text to a width, with an ellipsis.
pub(super) fn cut(text: &str, width: f64) -> String {
    if regular(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = em('…') * SIZE;
    for c in text.chars() {
        used += em(c) * SIZE;
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// Breaks a name into at most `lines` lines; the last is cut if the name is longer still.
pub(super) fn wrap(text: &str, width: f64, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while done.len() + 1 < lines && regular(rest) > width {
        let at = break_at(rest, width);
        done.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    done.push(cut(rest, width));
    done
}

/// Where a line ends: before a closing mark never, inside a Latin word or number only if it is all there is.
fn break_at(text: &str, width: f64) -> usize {
    let (mut used, mut last, mut hard) = (0.0, 0, 0);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if at > 0 && can_break(before, c) {
            last = at;
        }
        used += em(c) * SIZE;
        if used > width && at > 0 {
            break;
        }
        hard = at + c.len_utf8();
        before = Some(c);
    }
    if last > 0 { last } else { hard }
}

/// Whether a text can be broken into lines of a width without breaking a word.
fn keeps_words(text: &str, width: f64) -> bool {
    let (mut used, mut before) = (0.0, None);
    text.chars().all(|c| {
        if before.is_some() && can_break(before, c) {
            used = 0.0;
        }
        used += em(c) * SIZE;
        before = Some(c);
        c == ' ' || used <= width
    })
}

fn can_break(before: Option<char>, after: char) -> bool {
    const NEVER_FIRST: &str = "，。、；：？！）》」』”’％%…·.,;:!?)";
    const NEVER_LAST: &str = "（《「『“‘([";
    let word = |c: char| c.is_ascii() && c != ' ';
    let opens = before.is_some_and(|b| NEVER_LAST.contains(b));
    !(NEVER_FIRST.contains(after) || opens || before.is_some_and(word) && word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_one_em_and_a_lowered_figure_is_smaller() {
        assert!((regular("年报") - 26.0).abs() < 0.01);
        assert!(regular("PM2.5") < regular("PM2.6"));
    }

    #[test]
    fn a_long_name_breaks_into_two_lines_and_keeps_numbers_whole() {
        assert_eq!(wrap("县城", 60.0, 2), ["县城"]);
        assert_eq!(wrap("示例县第一污水处理厂", 70.0, 2), ["示例县第一", "污水处理厂"]);
        assert_eq!(wrap("截至2022年底的问题", 50.0, 2)[0], "截至");
        assert!(keeps_words("Langley", 60.0) && !keeps_words("Langley", 40.0) && keeps_words("北山乡", 20.0));
        assert!(wrap("很长很长很长很长很长很长的名称", 60.0, 2)[1].ends_with('…'));
    }
}
