//! The places of a report that its links may lead to, known before anything is written.

use std::collections::BTreeMap;

use crate::model::{Block, BlockKind, Report};

/// The places, numbered in reading order.
#[derive(Debug, Default)]
pub(super) struct Anchors(BTreeMap<(String, String), usize>);

impl Anchors {
    /// The places of a report: chapters (whose anchor is empty), headings, charts and tables.
    pub(super) fn of(report: &Report) -> Self {
        let mut anchors = Self::default();
        anchors.blocks("", &report.opening);
        for chapter in report.reading_order() {
            anchors.add(&chapter.address, "");
            anchors.blocks(&chapter.address, &chapter.blocks);
        }
        anchors
    }

    fn add(&mut self, chapter: &str, anchor: &str) {
        let number = self.0.len() + 1;
        self.0.entry((chapter.to_owned(), anchor.to_owned())).or_insert(number);
    }

    fn blocks(&mut self, chapter: &str, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.add(chapter, &heading.anchor),
                BlockKind::Chart(chart) => self.add(chapter, &chart.id),
                BlockKind::Metrics(table) => self.add(chapter, &table.id),
                BlockKind::Ledger(table) => self.add(chapter, &table.id),
                BlockKind::List { items, .. } => {
                    items.iter().for_each(|item| self.blocks(chapter, &item.blocks));
                }
                BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(chapter, blocks),
                BlockKind::Definitions(definitions) => {
                    let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
                    meanings.for_each(|meaning| self.blocks(chapter, meaning));
                }
                BlockKind::Paragraph(_)
                | BlockKind::Code(_)
                | BlockKind::Table(_)
                | BlockKind::Rule
                | BlockKind::Cards(_) => {}
            }
        }
    }

    /// The number of a place and the name of its bookmark.
    pub(super) fn find(&self, chapter: &str, anchor: &str) -> Option<(usize, String)> {
        let number = *self.0.get(&(chapter.to_owned(), anchor.to_owned()))?;
        Some((number, format!("_Place{number}")))
    }

    /// How many places there are: the numbers of other bookmarks come after them.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}
