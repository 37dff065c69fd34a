//! What is attached to a report that is handed in as a document (GB/T 9704—2012, 7.3.7). Enter at [`Attachment::of`].

use super::standard::plain_title;
use crate::model::{Accounts, Block, BlockKind, LedgerTable, Report};
use crate::reader::words::Words;
use crate::reader::work::accounts_title;

/// An attachment.
#[derive(Debug, Clone, Copy)]
pub(super) enum Attachment<'a> {
    /// A list of work that the text shows.
    Ledger {
        table: &'a LedgerTable,
        /// The chapter that shows it.
        chapter: &'a str,
    },
    /// What became of last year's work.
    Accounts(&'a Accounts),
    /// All figures.
    Figures(&'a Report),
}

impl<'a> Attachment<'a> {
    /// The attachments of a report, in the order in which its text comes to them.
    pub(super) fn of(report: &'a Report) -> Vec<Self> {
        let mut found = Vec::new();
        ledgers("", &report.opening, &mut found);
        for chapter in report.reading_order() {
            ledgers(&chapter.address, &chapter.blocks, &mut found);
        }
        found.extend(report.accounts.as_ref().map(Self::Accounts));
        if report.groups.iter().any(|group| !group.rows.is_empty()) {
            found.push(Self::Figures(report));
        }
        found
    }

    /// Its title, which is also its name in the list under the text.
    pub(super) fn title(&self, words: &Words) -> String {
        match self {
            Self::Ledger { table, .. } => match plain_title(&table.title) {
                title if title.is_empty() => table.subtitle.clone(),
                title => title,
            },
            Self::Accounts(accounts) => accounts_title(words, accounts),
            Self::Figures(report) => words.fill("figures_of_year", &[("year", &report.year.to_string())]),
        }
    }
}

/// What the attachment of a place is called: 附件, with its number where there are several.
pub(super) fn name_at(words: &Words, attachments: &[Attachment<'_>], at: usize) -> String {
    match attachments.len() {
        1 => words.get("document.attachment").to_owned(),
        _ => words.fill("document.attachment_number", &[("number", &(at + 1).to_string())]),
    }
}

/// What the attachment is called that holds a list of work.
pub(super) fn name_of(words: &Words, attachments: &[Attachment<'_>], id: &str) -> String {
    let holds = |attachment: &Attachment<'_>| matches!(attachment, Attachment::Ledger { table, .. } if table.id == id);
    name_at(words, attachments, attachments.iter().position(holds).unwrap_or(0))
}

fn ledgers<'a>(chapter: &'a str, blocks: &'a [Block], found: &mut Vec<Attachment<'a>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Ledger(table) => found.push(Attachment::Ledger { table, chapter }),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => ledgers(chapter, blocks, found),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| ledgers(chapter, &item.blocks, found));
            }
            BlockKind::Definitions(definitions) => {
                let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
                meanings.for_each(|meaning| ledgers(chapter, meaning, found));
            }
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Chart(_)
            | BlockKind::Cards(_)
            | BlockKind::Metrics(_) => {}
        }
    }
}
