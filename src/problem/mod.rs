//! What is wrong with the content: a [`Fault`] at a [`Place`]. Stages collect problems and go on; [`show`] prints
//! them. The words are two exhaustive matches, in [`zh`] and [`en`].

mod en;
mod gloss;
mod meant;
pub mod show;
mod zh;

use std::ops::Range;
use std::sync::Arc;

use crate::formula::FormulaFaultKind;
use crate::source::{Position, Source};

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
    /// Nowhere in particular.
    None,
}

impl Place {
    /// A place in a text file.
    #[must_use]
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Self::Text { source: Arc::clone(source), range }
    }

    /// The file, if known.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Text { source, .. } => Some(source.path()),
            Self::File(path) => Some(path),
            Self::None => None,
        }
    }

    /// Line and column, if known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Text { source, range } => Some(source.position(range.start)),
            Self::File(_) | Self::None => None,
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
            Self::File(_) | Self::None => None,
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

/// What a key or a field should have held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A number or text on one line.
    Scalar,
    /// A list.
    List,
    /// Keys with values.
    Map,
    /// `true` or `false`.
    Boolean,
    /// A whole number, not negative.
    WholeNumber,
    /// One of these words.
    OneOf(Vec<String>),
    /// A year of four digits.
    Year,
    /// `2022-12-20` or `2022-12-20 09:00`.
    Stamp,
    /// `2022-01..2022-11`, at most twelve months.
    Period,
    /// `2022-12-20`.
    Day,
    /// `2023-12` or `2023-12-31`.
    MonthOrDay,
    /// `2023-12`.
    Month,
    /// At most so many values.
    AtMost(usize),
    /// At most so many places.
    Places(usize),
    /// A name of letters, digits and `_` that does not begin with a digit.
    Name,
    /// A name that may hold `-` too: the id of a chart.
    Id,
    /// A path inside the content folder, with `/`.
    PathInside,
    /// `+08:00`.
    Timezone,
    /// An address that begins with http:// or https://.
    BaseUrl,
    /// `item of an earlier report`: `2021/r1-07`.
    Carry,
    /// Something else, in the words of the YAML reader.
    Other(String),
}

/// Why a chart cannot be drawn as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChartFault {
    /// The data suit none of the kinds, or not this one.
    NoKind,
    /// The kind is not `by` that.
    KindBy {
        /// The kind.
        kind: String,
        /// What it was asked by.
        by: String,
        /// Kinds that would do.
        would_do: Vec<String>,
    },
    /// The metric has no such breakdown.
    NoData {
        /// The metric.
        id: String,
        /// The breakdown.
        by: String,
    },
    /// More than one unit.
    Units(Vec<String>),
    /// The kind cannot show this comparison.
    With {
        /// The kind.
        kind: String,
        /// The comparison.
        with: String,
    },
    /// The kind is known, but this version does not draw it.
    NotYet(String),
}

/// Why a YAML text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlFault {
    /// A full-width `：` where `: ` belongs.
    FullWidthColon,
    /// A full-width `，` where `,` belongs.
    FullWidthComma,
    /// A text that begins with `{{` without quotes.
    UnquotedReference,
    /// Bare asterisks.
    BareAsterisks,
    /// A tab in the indentation.
    Tab,
    /// A quote that is not closed.
    UnclosedQuote,
    /// A bracket that is not closed, or a comma that is missing in it.
    UnclosedBracket,
    /// Anchors or aliases.
    Alias,
    /// Deeper than 32 levels.
    TooDeep,
    /// More than one document.
    ManyDocuments,
    /// Lines indented so that they fit nowhere.
    Indentation,
    /// A line without `: `.
    MissingColon,
    /// A `: ` where none can stand: in a text without quotes, or on a line indented too far.
    StrayColon,
    /// A text that begins with a sign that YAML keeps for itself, without quotes: `%`, `@`, a lone `-`.
    BareSign(char),
    /// Anything else, in the reader's words.
    Other(String),
}

/// How a typed word of direction goes against a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectionFault {
    /// It says the opposite.
    Opposite,
    /// It stands before a reference that brings its own.
    Doubled,
    /// `%` for a ratio's change, where percentage points belong.
    PercentForPoints,
}

/// Everything that can be wrong, a variant for each cause; [`Fault::code`] is its code in the format's section 13.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields' names say what they hold; the words in `zh` and `en` explain each"
)]
pub enum Fault {
    YamlSyntax(YamlFault),
    UnknownKey { key: String, known: Vec<String> },
    DuplicateKey { key: String, first_line: usize },
    MissingKey { key: String },
    BadValue { key: String, found: String, expected: Expected },
    BadNumber { text: String, meant: Option<String> },
    UnknownMetric { name: String, near: Option<String> },
    UnknownProperty { metric: String, name: String, near: Option<String>, known: Vec<String> },
    UnknownStandard { name: String, near: Option<String> },
    UnknownTheme { name: String, known: Vec<String> },
    ReferenceSyntax { text: String },
    BrokenLink { target: String, near: Option<String> },
    InternalLink { target: String },
    BrokenAnchor { anchor: String, page: String, near: Option<String> },
    UnsafeLink { target: String },
    MissingFile { path: String },
    NoSite { path: String },
    NoReport { name: String, near: Option<String> },
    UnreadableFile { path: String, reason: String },
    NoReports { folder: String },
    Chart(ChartFault),
    DuplicateId { id: String, other: String },
    ReservedName { name: String },
    Template { message: String },
    LateTitle,
    Formula(FormulaFaultKind),
    FormulaCircle { circle: Vec<String> },
    DivisionByZero,
    PartsSum { metric: String, total: String, sum: String, lack: String },
    CheckFailed { text: String, left: String, relation: &'static str, right: String },
    PreviousMismatch { metric: String, typed: String, published: String },
    RecoverableMask { name: String, how: String },
    UnusedMetric { metric: String },
    TooManyDays { metric: String, value: String, days: usize },
    OutNotOurs { folder: String },
    OutTaken { path: String },
    OutAudience { folder: String, holds: String },
    OutLocked { folder: String },
    BadEncoding { garbled: bool },
    MissingValue { metric: String },
    NoComparison { metric: String },
    OutsidePeriod { text: String },
    LimitChanges { metric: String, standard: String },
    UnitMismatch { metric: String, unit: String, wanted: String },
    StandardReplaced { name: String },
    MissingAlt { file: String },
    TypedNumber { number: String },
    DoubtfulMask { text: String },
    PrivateCharacter { character: char },
    ContradictedFigure { text: String, metric: String, label: String, has: String },
    ContradictedDirection { text: String, metric: String, label: String, has: String, kind: DirectionFault },
    UntrackedFigure { text: String, policy: Severity },
    MaskedInText { metric: String, label: String },
}

impl Fault {
    /// The code that stands for it in messages: `unknown-metric`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::YamlSyntax(_) => "yaml-syntax",
            Self::UnknownKey { .. } => "unknown-key",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::MissingKey { .. } => "missing-key",
            Self::BadValue { .. } | Self::ReferenceSyntax { .. } | Self::LateTitle => "bad-value",
            Self::BadNumber { .. } => "bad-number",
            Self::UnknownMetric { .. } => "unknown-metric",
            Self::UnknownProperty { .. } => "unknown-property",
            Self::UnknownStandard { .. } => "unknown-standard",
            Self::BrokenLink { .. } | Self::InternalLink { .. } => "broken-link",
            Self::BrokenAnchor { .. } => "broken-anchor",
            Self::UnsafeLink { .. } => "unsafe-link",
            Self::MissingFile { .. }
            | Self::UnreadableFile { .. }
            | Self::NoReports { .. }
            | Self::NoSite { .. }
            | Self::NoReport { .. }
            | Self::UnknownTheme { .. } => "missing-file",
            Self::Chart(_) => "chart-data",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::ReservedName { .. } => "reserved-name",
            Self::Template { .. } => "template-error",
            Self::OutNotOurs { .. } | Self::OutTaken { .. } | Self::OutAudience { .. } => "out-not-ours",
            Self::OutLocked { .. } => "out-locked",
            Self::Formula(_) => "formula-syntax",
            Self::FormulaCircle { .. } => "formula-circle",
            Self::DivisionByZero => "division-by-zero",
            Self::PartsSum { .. } => "parts-sum",
            Self::CheckFailed { .. } => "check-failed",
            Self::PreviousMismatch { .. } => "previous-mismatch",
            Self::UnitMismatch { .. } => "unit-mismatch",
            Self::StandardReplaced { .. } => "standard-replaced",
            Self::RecoverableMask { .. } => "recoverable-mask",
            Self::UnusedMetric { .. } => "unused-metric",
            Self::BadEncoding { .. } => "bad-encoding",
            Self::MissingValue { .. } => "missing-value",
            Self::NoComparison { .. }
            | Self::OutsidePeriod { .. }
            | Self::LimitChanges { .. }
            | Self::TooManyDays { .. } => "period-mismatch",
            Self::MissingAlt { .. } => "missing-alt",
            Self::TypedNumber { .. } => "typed-number",
            Self::DoubtfulMask { .. } => "doubtful-mask",
            Self::PrivateCharacter { .. } => "hidden-character",
            Self::ContradictedFigure { .. } => "contradicted-figure",
            Self::ContradictedDirection { .. } => "contradicted-direction",
            Self::UntrackedFigure { .. } => "untracked-figure",
            Self::MaskedInText { .. } => "masked-in-text",
        }
    }

    /// Whether it stops a build.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::BadEncoding { .. }
            | Self::MissingValue { .. }
            | Self::NoComparison { .. }
            | Self::OutsidePeriod { .. }
            | Self::LimitChanges { .. }
            | Self::TooManyDays { .. }
            | Self::StandardReplaced { .. }
            | Self::RecoverableMask { .. }
            | Self::UnusedMetric { .. }
            | Self::MissingAlt { .. }
            | Self::TypedNumber { .. }
            | Self::DoubtfulMask { .. }
            | Self::PrivateCharacter { .. } => Severity::Warning,
            Self::UntrackedFigure { policy, .. } => *policy,
            _ => Severity::Error,
        }
    }

    /// Whether it is the world's failure or wrong usage (exit status 2), not the content's.
    #[must_use]
    pub fn is_of_the_world(&self) -> bool {
        matches!(
            self,
            Self::NoReport { .. }
                | Self::OutNotOurs { .. }
                | Self::OutTaken { .. }
                | Self::OutAudience { .. }
                | Self::OutLocked { .. }
        )
    }
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
        match tongue {
            Tongue::Chinese => zh::words(&self.fault),
            Tongue::English => en::words(&self.fault),
        }
    }
}

/// Puts problems in order of file and line, each once. Where there are errors, metrics may only seem to be unused,
/// since what names them is faulty: that is left out.
pub fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| {
        let key = |p: &Problem| (p.place.file().map(str::to_owned), p.place.position(), p.fault.code());
        key(a).cmp(&key(b))
    });
    problems.dedup();
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
