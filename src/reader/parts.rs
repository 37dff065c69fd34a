//! What is found in a report by walking through its text: charts and pictures.

use crate::model::{Block, BlockKind, Chart, ListItem, Report, images};

/// The charts of a report, in reading order.
pub(crate) fn charts(report: &Report) -> Vec<&Chart> {
    let chapters = report.reading_order().into_iter().flat_map(|chapter| charts_of(&chapter.blocks));
    charts_of(&report.opening).into_iter().chain(chapters).collect()
}

/// The charts of a text.
pub(crate) fn charts_of(blocks: &[Block]) -> Vec<&Chart> {
    let mut found = Vec::new();
    push_charts(blocks, &mut found);
    found
}

fn push_charts<'a>(blocks: &'a [Block], found: &mut Vec<&'a Chart>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Chart(chart) => found.push(chart),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => push_charts(blocks, found),
            BlockKind::List { items, .. } => {
                for ListItem { blocks, .. } in items {
                    push_charts(blocks, found);
                }
            }
            BlockKind::Definitions(definitions) => {
                for meaning in definitions.iter().flat_map(|definition| &definition.meanings) {
                    push_charts(meaning, found);
                }
            }
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Cards(_)
            | BlockKind::Metrics(_)
            | BlockKind::Ledger(_) => {}
        }
    }
}

/// The pictures that a report shows, each once, by their path in it.
pub(crate) fn pictures(report: &Report) -> Vec<String> {
    let mut files = Vec::new();
    report.blocks().for_each(|block| images(block, &mut files));
    files.sort();
    files.dedup();
    files
}
