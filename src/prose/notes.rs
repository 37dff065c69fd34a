//! Footnotes: numbered in the order of their first reference; those that nothing refers to are dropped.

use std::collections::HashMap;

use crate::model::{Block, BlockKind, Inline, InlineKind};

/// Footnotes as they are read: by name, in any order.
#[derive(Debug, Default)]
pub(super) struct Notes {
    names: HashMap<String, usize>,
    bodies: Vec<Vec<Block>>,
}

impl Notes {
    /// The place of a name among the footnotes, until [`Notes::number`].
    pub(super) fn index(&mut self, name: &str) -> usize {
        if let Some(&index) = self.names.get(name) {
            return index;
        }
        let index = self.bodies.len();
        self.names.insert(name.to_owned(), index);
        self.bodies.push(Vec::new());
        index
    }

    /// A footnote's text.
    pub(super) fn define(&mut self, index: usize, blocks: Vec<Block>) {
        if let Some(body) = self.bodies.get_mut(index)
            && body.is_empty()
        {
            *body = blocks;
        }
    }

    /// Gives the references their numbers, and the footnotes in their order.
    pub(super) fn number(mut self, title: Option<&mut Vec<Inline>>, blocks: &mut [Block]) -> Vec<Vec<Block>> {
        let mut order = Order { numbers: vec![None; self.bodies.len()], found: Vec::new() };
        if let Some(title) = title {
            order.line(title);
        }
        order.blocks(blocks);
        let mut footnotes = Vec::new();
        while let Some(&index) = order.found.get(footnotes.len()) {
            let mut body = std::mem::take(&mut self.bodies[index]);
            order.blocks(&mut body);
            footnotes.push(body);
        }
        footnotes
    }
}

struct Order {
    numbers: Vec<Option<usize>>,
    found: Vec<usize>,
}

impl Order {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading(heading) => self.line(&mut heading.text),
                BlockKind::Paragraph(line) => self.line(line),
                BlockKind::List { items, .. } => {
                    items.iter_mut().for_each(|item| self.blocks(&mut item.blocks))
                }
                BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(blocks),
                BlockKind::Table(table) => {
                    let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                    cells.for_each(|cell| self.line(cell));
                }
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.line(&mut definition.term);
                        definition.meanings.iter_mut().for_each(|blocks| self.blocks(blocks));
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
    }

    fn line(&mut self, line: &mut [Inline]) {
        for inline in line {
            match &mut inline.kind {
                InlineKind::Footnote(index) => *index = self.number(*index),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::Sub(inner)
                | InlineKind::Sup(inner) => self.line(inner),
                InlineKind::Link(link) => self.line(&mut link.text),
                InlineKind::Text(_)
                | InlineKind::Code(_)
                | InlineKind::Break
                | InlineKind::Image(_)
                | InlineKind::Figure(_) => {}
            }
        }
    }

    fn number(&mut self, index: usize) -> usize {
        if let Some(number) = self.numbers[index] {
            return number;
        }
        self.found.push(index);
        self.numbers[index] = Some(self.found.len());
        self.found.len()
    }
}
