//! What is open while the parser's events become a tree.

use std::ops::Range;

use crate::model::{Alert, Align, Block, Definition, Inline, ListItem, Table};

/// Something open: what it is, where it begins, and what it holds so far.
#[derive(Debug)]
pub(super) struct Frame {
    /// What it is.
    pub(super) kind: Kind,
    /// Its bytes in the body.
    pub(super) range: Range<usize>,
    /// Its blocks, if it holds blocks.
    pub(super) blocks: Vec<Block>,
    /// Its text, if it holds text.
    pub(super) line: Vec<Inline>,
}

impl Frame {
    /// A frame that holds nothing yet.
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Self {
        Self { kind, range, blocks: Vec::new(), line: Vec::new() }
    }

    /// Whether it holds blocks.
    pub(super) fn holds_blocks(&self) -> bool {
        matches!(self.kind, Kind::Root | Kind::Quote(_) | Kind::Item(_) | Kind::Note(_) | Kind::Meaning)
    }
}

/// What can be open.
#[derive(Debug)]
pub(super) enum Kind {
    Root,
    Quote(Option<Alert>),
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<ListItem>,
    },
    Item(Option<bool>),
    Note(usize),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    /// A paragraph; one that the parser does not announce ends with what holds it.
    Paragraph {
        announced: bool,
    },
    Heading {
        depth: u8,
        id: Option<String>,
    },
    Code(CodeText),
    Table(Table),
    Row(Vec<Vec<Inline>>),
    Cell,
    Emphasis,
    Strong,
    Strike,
    Link(String),
    Image {
        file: String,
        title: String,
    },
    Sub,
    Sup,
}

/// The text of a block of code.
#[derive(Debug, Default)]
pub(super) struct CodeText {
    /// The first word behind the fence.
    pub(super) word: String,
    /// The lines.
    pub(super) text: String,
    /// Their bytes in the body.
    pub(super) body: Option<Range<usize>>,
}

/// The alignment of a table's column.
pub(super) fn align(alignment: pulldown_cmark::Alignment) -> Align {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Align::Start,
        pulldown_cmark::Alignment::Center => Align::Center,
        pulldown_cmark::Alignment::Right => Align::End,
    }
}

/// An alert by its kind.
pub(super) fn alert(kind: pulldown_cmark::BlockQuoteKind) -> Alert {
    match kind {
        pulldown_cmark::BlockQuoteKind::Note => Alert::Note,
        pulldown_cmark::BlockQuoteKind::Tip => Alert::Tip,
        pulldown_cmark::BlockQuoteKind::Important => Alert::Important,
        pulldown_cmark::BlockQuoteKind::Warning => Alert::Warning,
        pulldown_cmark::BlockQuoteKind::Caution => Alert::Caution,
    }
}
