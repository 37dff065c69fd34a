//! Everything that can be wrong, with its code and how grave it is.

use super::{
    CarryFault, ChartFault, DirectionFault, Excess, Expected, FormulaFaultKind, Severity, SheetFault,
    StaleFault, ToolFault, Unseen, YamlFault,
};

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
    Excess(Excess),
    UnreadableFile { path: String, reason: String },
    Unwritten { path: String, reason: String },
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
    InTheWay { path: String },
    NotNextYear { name: String, from: String },
    OutNotOurs { folder: String },
    OutTaken { path: String },
    OutExists { path: String },
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
    PrivateCharacter { character: char, kind: Unseen },
    ContradictedFigure { text: String, metric: String, label: String, has: String },
    ContradictedDirection { text: String, metric: String, label: String, has: String, kind: DirectionFault },
    UntrackedFigure { text: String, policy: Severity },
    MaskedInText { metric: String, label: String },
    UnknownCarry { carry: String, why: CarryFault },
    UnaccountedPlan { carry: String, title: String, folder: String, hidden: bool },
    OverdueStatus { item: String, due: String, published: String, late: bool },
    Stale(StaleFault),
    Sheet(SheetFault),
    ValueConflict { label: String, here: String, there: String, other: String },
    MissingFont { characters: String },
    MissingTool { why: ToolFault, severity: Severity },
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
            Self::BadValue { .. }
            | Self::Excess(_)
            | Self::ReferenceSyntax { .. }
            | Self::NotNextYear { .. }
            | Self::LateTitle => "bad-value",
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
            | Self::UnknownTheme { .. }
            | Self::Unwritten { .. } => "missing-file",
            Self::Chart(_) => "chart-data",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::ReservedName { .. } => "reserved-name",
            Self::Template { .. } => "template-error",
            Self::OutNotOurs { .. }
            | Self::OutTaken { .. }
            | Self::OutExists { .. }
            | Self::InTheWay { .. }
            | Self::OutAudience { .. } => "out-not-ours",
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
            Self::UnknownCarry { .. } => "unknown-carry",
            Self::UnaccountedPlan { .. } => "unaccounted-plan",
            Self::OverdueStatus { .. } => "overdue-status",
            Self::Stale(_) => "stale-text",
            Self::Sheet(fault) => fault.code(),
            Self::ValueConflict { .. } => "value-conflict",
            Self::MissingFont { .. } => "missing-font",
            Self::MissingTool { .. } => "missing-tool",
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
            | Self::PrivateCharacter { .. }
            | Self::UnaccountedPlan { .. }
            | Self::OverdueStatus { .. }
            | Self::Stale(_) => Severity::Warning,
            Self::UntrackedFigure { policy: severity, .. } | Self::MissingTool { severity, .. } => *severity,
            _ => Severity::Error,
        }
    }

    /// Whether it is the world's failure or wrong usage (exit status 2), not the content's.
    #[must_use]
    pub fn is_of_the_world(&self) -> bool {
        matches!(
            self,
            Self::NoReport { .. }
                | Self::MissingFont { .. }
                | Self::MissingTool { severity: Severity::Error, .. }
                | Self::InTheWay { .. }
                | Self::NotNextYear { .. }
                | Self::OutNotOurs { .. }
                | Self::OutTaken { .. }
                | Self::OutExists { .. }
                | Self::OutAudience { .. }
                | Self::OutLocked { .. }
        )
    }
}
