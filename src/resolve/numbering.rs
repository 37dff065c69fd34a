//! The numbers of chapters and headings: 一、（一）1.（1）. Enter at [`number`].

use crate::model::{Block, BlockKind, Chapter};
use crate::wording::{Words, heading_number};

/// Numbers chapters and their headings. Sub-chapters go on from the headings of their folder's own text.
pub(super) fn number(chapters: &mut [Chapter], (path, before): (&[usize], usize), words: &Words) {
    for (index, chapter) in chapters.iter_mut().enumerate() {
        let path = [path, &[before + index + 1]].concat();
        chapter.number = heading_number(&path, words);
        let headings = number_headings(&mut chapter.blocks, (&path, chapter.level), words);
        number(&mut chapter.children, (&path, headings), words);
    }
}

/// Numbers the headings of a chapter's text; returns how many of its first level there are.
fn number_headings(blocks: &mut [Block], (path, level): (&[usize], u8), words: &Words) -> usize {
    let mut counts: Vec<usize> = Vec::new();
    for block in blocks {
        let BlockKind::Heading(heading) = &mut block.kind else { continue };
        let depth = usize::from(heading.level.saturating_sub(level)).max(1);
        counts.resize(depth, 0);
        counts[depth - 1] += 1;
        heading.number = heading_number(&[path, &counts].concat(), words);
    }
    counts.first().copied().unwrap_or(0)
}
