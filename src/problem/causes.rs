//! The causes that several faults have: what was expected, and what is wrong with a chart, a formula or a YAML text.

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
    /// A name that a file can have on every computer.
    FileName,
    /// A path inside the content folder, with `/`.
    PathInside,
    /// `+08:00`.
    Timezone,
    /// An address that begins with http:// or https://.
    BaseUrl,
    /// A token of a theme: what a style sheet and a drawing take as one value.
    Token,
    /// `item of an earlier report`: `2021/r1-07`.
    Carry,
    /// One ledger and no more.
    OneLedger,
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
        /// The comparison, or `highlight`.
        with: String,
        /// Kinds that would do.
        would_do: Vec<String>,
    },
    /// What is to be picked out is not shown.
    Highlight {
        /// Its name.
        name: String,
        /// The names that are shown.
        shown: Vec<String>,
    },
}

/// Why what an item continues cannot be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarryFault {
    /// It is not of an earlier year.
    NotEarlier,
    /// There is no report of that year beside this one.
    NoReport {
        /// The year.
        year: i16,
    },
    /// That report has no such item.
    NoItem {
        /// The nearest that it has: `2021/r1-07`.
        near: Option<String>,
    },
}

/// What was left over from last year's text, or never filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaleFault {
    /// Signs that hold a place.
    Placeholder {
        /// The signs.
        text: String,
    },
    /// A year where a later one is meant.
    Year {
        /// The words with the year: `2021年工作总结`.
        text: String,
        /// The year that should stand there.
        meant: i16,
    },
    /// A paragraph that is last year's, word for word.
    Paragraph {
        /// The year of the report that has it.
        year: i16,
    },
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
    /// A key longer than YAML allows.
    LongKey,
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

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaFaultKind {
    /// A character that no formula has.
    Character(char),
    /// Something else was expected here.
    Expected(FormulaExpected),
    /// A bracket that is not closed.
    Unclosed,
    /// A function that does not exist.
    UnknownFunction(String, Option<String>),
    /// A function with the wrong number of values.
    Arguments(&'static str),
    /// A list where one value must stand.
    ListAsValue,
    /// A single value where a list must stand.
    DivisionByZero,
    /// The result is too large.
    TooLarge,
    /// A value below the unit cannot be computed with.
    BelowUnit,
    /// More brackets inside each other than any formula needs.
    TooDeep,
}

/// What should have stood in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormulaExpected {
    /// A number, a name or a bracket.
    Value,
    /// An operator, or the end.
    Operator,
    /// One of `=`, `<`, `<=`, `>`, `>=`.
    Relation,
}

/// Why there is no browser to print with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToolFault {
    /// None was found.
    None,
    /// The one that was asked for is not there.
    NotThere {
        /// Where it should be.
        path: String,
    },
    /// It was started and made no PDF.
    Failed {
        /// Where it is.
        path: String,
        /// What the system says.
        reason: String,
    },
}

/// What kind of character it is that cannot be seen, or not everywhere the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// Shown where a word is divided only.
    SoftHyphen,
    /// A space without width.
    Space,
    /// Joins or parts its neighbours.
    Joiner,
    /// U+FEFF, which begins files.
    ByteOrderMark,
    /// Sets the direction of writing.
    Direction,
    /// Chooses a form of the character before it.
    Selector,
    /// A letter of a tag.
    Tag,
    /// A command to terminals and printers.
    Control,
    /// Of private use.
    Private,
    /// None of these.
    Other,
}

/// More than is read, whatever it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// A text file has more bytes.
    Bytes {
        /// In units of 1 048 576.
        megabytes: u64,
    },
    /// Folders stand deeper in each other.
    Levels {
        /// From the content folder.
        most: usize,
    },
    /// A report has more chapters.
    Pages {
        /// Folders with chapters counted too.
        most: usize,
    },
    /// A label or a unit has more characters.
    Name {
        /// Of any script.
        most: usize,
    },
    /// A template makes a page of more bytes.
    Page {
        /// In units of 1 048 576.
        megabytes: usize,
    },
    /// The charts and tables of a report show more values.
    Shown {
        /// A chart or table counts as some at least.
        most: usize,
    },
}
