//! The document tree: what a report says, independent of the form it takes. HTML, Word and PDF are readers of it.

use std::ops::Range;

use super::{Cards, Chart, FigureRow, LedgerTable, MetricTable, Shown, Status};

/// A chapter with its numbering, text and sub-chapters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its address inside the report: `work/battles/blue-sky`.
    pub address: String,
    /// 1 to 4 and more; only 1 to 4 are numbered.
    pub level: u8,
    /// The number in the report's language, with its punctuation: `一、`, `（一）`, `1.`, `（1）`.
    pub number: Option<String>,
    /// The title.
    pub title: Vec<Inline>,
    /// One sentence on the chapter.
    pub summary: Vec<Inline>,
    /// Who wrote it, where it is not the report's own source.
    pub source: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Footnotes in the order of their numbers, from 1.
    pub footnotes: Vec<Vec<Block>>,
    /// The figures the chapter uses, in the order of first use.
    pub figures: Vec<FigureRow>,
    /// Sub-chapters in reading order.
    pub children: Vec<Chapter>,
}

impl Chapter {
    /// The chapter and those below it, each before its sub-chapters.
    #[must_use]
    pub fn reading_order(&self) -> Vec<&Self> {
        fn push<'a>(chapter: &'a Chapter, out: &mut Vec<&'a Chapter>) {
            out.push(chapter);
            chapter.children.iter().for_each(|child| push(child, out));
        }
        let mut out = Vec::new();
        push(self, &mut out);
        out
    }

    /// Whether another differs from it at most in its text and in the figures it uses.
    pub(super) fn has_the_same_frame(&self, other: &Self) -> bool {
        let Self {
            address,
            level,
            number,
            title,
            summary,
            source,
            children,
            blocks: _,
            footnotes: _,
            figures: _,
        } = self;
        *address == other.address
            && *level == other.level
            && *number == other.number
            && *title == other.title
            && *summary == other.summary
            && *source == other.source
            && children.len() == other.children.len()
            && children.iter().zip(&other.children).all(|(own, other)| own.has_the_same_frame(other))
    }

    /// Whether another says the same below its title and summary.
    #[must_use]
    pub fn has_the_same_text(&self, other: &Self) -> bool {
        self.blocks == other.blocks && self.footnotes == other.footnotes && self.figures == other.figures
    }
}

/// A block of text, with its bytes in the chapter's source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the source file.
    pub range: Range<usize>,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading inside the chapter.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted or numbered list.
    List {
        /// The first number, or none for bullets.
        start: Option<u64>,
        /// Items stand close: their text is not wrapped in paragraphs.
        tight: bool,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A note set apart: `> [!NOTE]`.
    Alert(Alert, Vec<Block>),
    /// Code or preformatted text.
    Code(String),
    /// A table written in Markdown.
    Table(Table),
    /// A thematic break.
    Rule,
    /// Terms and their definitions.
    Definitions(Vec<Definition>),
    /// A chart.
    Chart(Box<Chart>),
    /// Figures as cards.
    Cards(Cards),
    /// Figures as a table.
    Metrics(MetricTable),
    /// A list of work as a table.
    Ledger(LedgerTable),
}

/// A heading inside a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its depth in the report: one more than its chapter's for `##`.
    pub level: u8,
    /// Its number in the report's language.
    pub number: Option<String>,
    /// Its anchor, unique on its page.
    pub anchor: String,
    /// Its text.
    pub text: Vec<Inline>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// Ticked or not, for a task list.
    pub checked: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A term and its definitions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its definitions.
    pub meanings: Vec<Vec<Block>>,
}

/// The five alerts of GitHub's Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl Alert {
    /// The word that stands for it in Markdown, small: `note`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As text begins.
    Start,
    /// In the middle.
    Center,
    /// As text ends; for numbers.
    End,
}

/// A table written in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// One for each column.
    pub align: Vec<Align>,
    /// The head, one for each column.
    pub head: Vec<Vec<Inline>>,
    /// The rows, each with one cell for each column.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A piece of a line, with its bytes in the source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it stands in the source file; empty where it was made by the program.
    pub range: Range<usize>,
}

/// The kinds of inline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// Plain text; readers set its terms (PM2.5) by [`super::text::runs`].
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Lowered by the author's `<sub>`.
    Sub(Vec<Inline>),
    /// Raised by the author's `<sup>`.
    Sup(Vec<Inline>),
    /// Code.
    Code(String),
    /// A line that ends here.
    Break,
    /// A link.
    Link(Link),
    /// A picture.
    Image(Image),
    /// A reference to a footnote, by its number from 1.
    Footnote(usize),
    /// A figure.
    Figure(FigureText),
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// What is read.
    pub text: Vec<Inline>,
}

/// Where a link leads. Links inside the site were checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address outside: http, https, mailto, tel.
    Outside(String),
    /// An anchor on the same page.
    Anchor(String),
    /// A page of this site.
    Page {
        /// The report's path: `2022`.
        report: String,
        /// The chapter's address inside it; empty for the cover.
        chapter: String,
        /// An anchor on that page.
        anchor: Option<String>,
    },
}

/// A picture from the report's `data/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its path inside the report: `data/plant.jpg`.
    pub file: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Its title.
    pub title: String,
}

/// A figure in running text: `{{ air.pm25.yoy }}` is 同比下降 | 4.0 | %.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureText {
    /// The metric's id: `air.pm25`; `2021.air.pm25` for another report's; none for `report.year`.
    pub metric: Option<String>,
    /// Words before the number: 同比下降.
    pub before: String,
    /// The number, word or mask.
    pub shown: Shown,
    /// What follows the number: its unit, 个百分点.
    pub after: String,
    /// How final it is, where it is a value of its metric.
    pub status: Status,
}

impl FigureText {
    /// The figure as plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        format!("{}{}{}", self.before, self.shown.plain(), self.after)
    }
}

/// The plain text of a line, as it is copied and searched.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner) => push_plain(inner, out),
            InlineKind::Break => out.push(' '),
            InlineKind::Link(link) => push_plain(&link.text, out),
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Footnote(_) => {}
            InlineKind::Figure(figure) => out.push_str(&figure.plain()),
        }
    }
}

/// The pictures that a block shows, by their path in the report.
pub fn images(block: &Block, out: &mut Vec<String>) {
    let blocks = |blocks: &[Block], out: &mut Vec<String>| blocks.iter().for_each(|block| images(block, out));
    match &block.kind {
        BlockKind::Heading(heading) => inline_images(&heading.text, out),
        BlockKind::Paragraph(text) => inline_images(text, out),
        BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, out)),
        BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => blocks(inner, out),
        BlockKind::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inline_images(cell, out));
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                inline_images(&definition.term, out);
                definition.meanings.iter().for_each(|meaning| blocks(meaning, out));
            }
        }
        BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Chart(_)
        | BlockKind::Cards(_)
        | BlockKind::Metrics(_)
        | BlockKind::Ledger(_) => {}
    }
}

fn inline_images(inlines: &[Inline], out: &mut Vec<String>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Image(image) => out.push(image.file.clone()),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner) => inline_images(inner, out),
            InlineKind::Link(link) => inline_images(&link.text, out),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Break
            | InlineKind::Footnote(_)
            | InlineKind::Figure(_) => {}
        }
    }
}
