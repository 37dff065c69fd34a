//! The anchors of headings.

use std::collections::HashMap;

use super::number;
use crate::model::{Block, BlockKind};

/// The anchors of a page, each once.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// For each anchor in use, how often it was asked for.
    used: HashMap<String, usize>,
}

impl Anchors {
    /// An anchor like this one: itself, or with `-2`, `-3` for the next of the same name.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let mut anchor = wanted.to_owned();
        while self.used.contains_key(&anchor) {
            let count = self.used.entry(wanted.to_owned()).or_insert(1);
            *count += 1;
            anchor = format!("{wanted}-{count}");
        }
        self.used.insert(anchor.clone(), 1);
        anchor
    }
}

/// The anchor of a heading from its source text without references: lower case, `-` for spaces, no punctuation, and
/// without the number that was typed.
pub(super) fn slug(heading: &str, measure_words: &[String]) -> String {
    let heading = heading.trim();
    let heading = number::typed(heading, measure_words).map_or(heading, |length| &heading[length..]);
    let kept: String = heading
        .chars()
        .filter(|&c| c.is_alphanumeric() || c == '-' || c == '_' || c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let slug = kept.split_whitespace().collect::<Vec<_>>().join("-");
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// The anchors of the headings among blocks.
pub(super) fn collect(blocks: &[Block], anchors: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => anchors.push(heading.anchor.clone()),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => collect(blocks, anchors),
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect(&item.blocks, anchors)),
            BlockKind::Definitions(definitions) => {
                let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
                meanings.for_each(|blocks| collect(blocks, anchors));
            }
            _ => {}
        }
    }
}
