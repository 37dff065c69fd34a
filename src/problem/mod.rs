//! What is wrong with the content: a [`Fault`] at a [`Place`]. Stages collect problems and go on; [`show`] prints
//! them. The words are two exhaustive matches, in [`zh`] and [`en`].

mod causes;
mod cell;
mod en;
mod fault;
mod gloss;
mod meant;
pub mod show;
mod visible;
mod zh;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::source::{Position, Source};

pub use causes::{
    CarryFault, ChartFault, DirectionFault, Excess, Expected, FormulaExpected, FormulaFaultKind, StaleFault,
    ToolFault, Unseen, YamlFault,
};
pub use cell::{CellFault, SheetFault};
pub use fault::Fault;
pub use visible::visible;

/// Where a problem is. A place is never guessed: what is unknown is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Bytes of a text file.
    Text {
        /// The file.
        source: Arc<Source>,
        /// The bytes that are meant.
        range: Range<usize>,
    },
    /// A file or folder as a whole, as it would be opened from the working folder.
    File(String),
    /// A cell of a sheet.
    Cell {
        /// The sheet, behind its file: `content/2022/data/figures.xlsx!大气科`.
        sheet: String,
        /// From 0.
        row: u32,
        /// From 0.
        column: u32,
    },
    /// Nowhere in particular.
    None,
}

impl Place {
    /// A place in a text file.
    #[must_use]
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Self::Text { source: Arc::clone(source), range }
    }

    /// The file, if known; with the sheet and the cell, where it is one: `content/2022/data/figures.xlsx!大气科!D7`.
    #[must_use]
    pub fn file(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text { source, .. } => Some(source.path().into()),
            Self::File(path) => Some(path.into()),
            Self::Cell { sheet, row, column } => {
                Some(format!("{sheet}!{}{}", cell::letters(*column), u64::from(*row) + 1).into())
            }
            Self::None => None,
        }
    }

    /// What places are put in order by: the file and byte, which costs less than line and column; of a cell its sheet,
    /// row and column.
    fn order(&self) -> (Option<String>, Option<usize>, (u32, u32)) {
        match self {
            Self::Cell { sheet, row, column } => (Some(sheet.clone()), None, (*row, *column)),
            Self::Text { source, range } => (Some(source.path().to_owned()), Some(range.start), (0, 0)),
            Self::File(path) => (Some(path.clone()), None, (0, 0)),
            Self::None => (None, None, (0, 0)),
        }
    }

    /// Line and column, if known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Text { source, range } => Some(source.position(range.start)),
            Self::File(_) | Self::Cell { .. } | Self::None => None,
        }
    }

    /// Whether another place begins within this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text { source, range }, Self::Text { source: file, range: part }) => {
                source.path() == file.path() && range.start <= part.start && part.start <= range.end
            }
            _ => false,
        }
    }

    /// As it is named in a message: `content/2022/1-air.md:12`.
    #[must_use]
    pub fn shown(&self) -> String {
        let line = self.position().map(|position| format!(":{}", position.line)).unwrap_or_default();
        format!("{}{line}", self.file().unwrap_or_default())
    }

    /// The text that is meant, if it is in a text file.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text { source, range } => source.text().get(range.clone()),
            Self::File(_) | Self::Cell { .. } | Self::None => None,
        }
    }

    /// A part of this place, by bytes from its start.
    #[must_use]
    pub fn part(&self, part: Range<usize>) -> Self {
        match self {
            Self::Text { source, range } => Self::Text {
                source: Arc::clone(source),
                range: range.start + part.start..range.start + part.end,
            },
            other => other.clone(),
        }
    }
}

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// It is published all the same, unless warnings are denied.
    Warning,
}

/// A problem: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub fault: Fault,
    /// Where.
    pub place: Place,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Simplified Chinese.
    Chinese,
    /// English, where there is no other wording.
    English,
}

impl Tongue {
    /// The language for a tag or a locale: `zh-Hans`, `zh_CN.UTF-8`; English for all that is not Chinese.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("zh")) {
            Self::Chinese
        } else {
            Self::English
        }
    }
}

/// A problem in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(fault: Fault, place: Place) -> Self {
        Self { fault, place }
    }

    /// The problem in words.
    #[must_use]
    pub fn words(&self, tongue: Tongue) -> Words {
        let Words { message, help } = match tongue {
            Tongue::Chinese => zh::words(&self.fault),
            Tongue::English => en::words(&self.fault),
        };
        Words { message: cut(message), help: help.map(cut) }
    }
}

/// Words of more characters than this quote something that is no name, no number and no sentence.
const LONGEST: usize = 1000;

/// A text without its end, if it is too long to be read.
fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Puts problems in order of file and line, each once. Where there are errors, metrics may only seem to be unused,
/// since what names them is faulty: that is left out.
pub fn sort(problems: &mut Vec<Problem>) {
    let order = |problem: &Problem| (problem.place.order(), problem.fault.code());
    let mut keyed: Vec<_> = problems.drain(..).map(|problem| (order(&problem), problem)).collect();
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    for run in keyed.chunk_by(|(a, _), (b, _)| a == b) {
        let first = problems.len();
        for (_, problem) in run {
            if !problems[first..].contains(problem) {
                problems.push(problem.clone());
            }
        }
    }
    if has_errors(problems) {
        problems.retain(|problem| !matches!(problem.fault, Fault::UnusedMetric { .. }));
    }
}

/// Whether any of the problems stops a build.
#[must_use]
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.fault.severity() == Severity::Error)
}

/// The known name nearest to a misspelt one, if one is near enough to be meant. Only what differs behind the last `.`
/// or `/` that both share counts: `air.titel` is not nearly `air.noted`.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .filter_map(|candidate| {
            let shared = shared_steps(name, candidate);
            let (own, other) = (&name[shared..], &candidate[shared..]);
            let distance = strsim::osa_distance(own, other);
            let length = own.chars().count();
            let longer = length.max(other.chars().count());
            (distance > 0 && distance <= (longer / 3).max(1) && distance < longer)
                .then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// How many bytes two names share up to a `.` or `/`.
fn shared_steps(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.as_bytes()[..same].iter().rposition(|byte| matches!(byte, b'.' | b'/')).map_or(0, |at| at + 1)
}

/// Whether a text is a number in the format's form: digits, a point, a sign.
fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.split('.').count() <= 2 && digits.split('.').all(part)
}
