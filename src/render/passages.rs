//! The document tree as passages of plain text, each with the anchor that leads to it: what the search looks through.
//! A passage says what its page shows, with `**` for what is withheld. Enter at [`passages`].

use serde::Serialize;

use crate::model::{
    Alert, Block, BlockKind, Chart, Column, FigureRow, Heading, Inline, InlineKind, LedgerItem, LedgerTable,
    ListItem, MetricTable, Report, Role, Shown, Table, plain,
};
use crate::reader::notes::notes;
use crate::reader::values::plain_value;
use crate::reader::words::Words;
use crate::reader::work::{state_word, steps};

/// What one anchor leads to: the text under a heading, a chart, a table, a row of a list of work, a footnote.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Passage {
    /// Its anchor; empty for what stands before the first heading.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) anchor: String,
    /// Its heading or message; empty where it has none of its own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) title: String,
    /// What it says: blocks of text on lines of their own, what an exhibit shows beside each other.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) text: String,
}

impl Passage {
    /// What an exhibit says.
    fn exhibit(anchor: &str, title: String, pieces: Vec<String>) -> Self {
        Self { anchor: anchor.to_owned(), title, text: beside(pieces) }
    }

    fn say(&mut self, line: &str) {
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }
}

/// The text of a page: a chapter's, or a cover's.
pub(super) struct PageText<'a> {
    /// Its title with its number.
    pub(super) title: String,
    /// What stands over the text.
    pub(super) lead: Vec<String>,
    pub(super) blocks: &'a [Block],
    pub(super) footnotes: &'a [Vec<Block>],
}

/// The passages of a page in reading order, the first of them under its title.
pub(super) fn passages(words: &Words, report: &Report, page: PageText<'_>) -> Vec<Passage> {
    let first = Passage { title: page.title, ..Passage::default() };
    let mut reader = Reader { words, report, done: vec![first], at: 0 };
    page.lead.iter().for_each(|line| reader.say(line));
    reader.blocks(page.blocks);
    for (index, note) in page.footnotes.iter().enumerate() {
        reader.open(Passage { anchor: format!("fn-{}", index + 1), ..Passage::default() });
        reader.blocks(note);
    }
    reader.done
}

struct Reader<'a> {
    words: &'a Words,
    report: &'a Report,
    done: Vec<Passage>,
    /// The passage that running text belongs to; exhibits may have been added after it.
    at: usize,
}

impl Reader<'_> {
    fn open(&mut self, passage: Passage) {
        self.at = self.done.len();
        self.done.push(passage);
    }

    fn say(&mut self, line: &str) {
        self.done[self.at].say(line);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|ListItem { blocks, .. }| self.blocks(blocks))
            }
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Alert(alert, blocks) => self.alert(*alert, blocks),
            BlockKind::Code(text) => self.say(text.trim_end()),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.say(&plain(&definition.term));
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            BlockKind::Chart(chart) => self.chart(chart),
            BlockKind::Metrics(table) => self.metrics(table),
            BlockKind::Ledger(table) => self.ledger(table),
            // Cards repeat figures, and figures are found as such.
            BlockKind::Cards(_) | BlockKind::Rule => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let title = numbered(heading.number.as_deref(), &heading.text);
        self.open(Passage { anchor: heading.anchor.clone(), title, text: String::new() });
    }

    fn paragraph(&mut self, inlines: &[Inline]) {
        self.say(&plain(inlines));
        if let [Inline { kind: InlineKind::Image(image), .. }] = inlines {
            self.say(&image.title);
        }
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block]) {
        self.say(self.words.get(&format!("alert_{}", alert.word())));
        self.blocks(blocks);
    }

    fn table(&mut self, table: &Table) {
        for row in std::iter::once(&table.head).chain(&table.rows) {
            self.say(&spaced(row.iter().map(|cell| plain(cell))));
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let mut lines = vec![chart.subtitle.clone()];
        let named = chart.series.iter().filter(|series| !matches!(series.role, Role::Focus | Role::Previous));
        lines.push(spaced(named.map(|series| series.name.clone())));
        if !chart.by.is_time() {
            lines.push(spaced(chart.categories.iter().map(|category| category.label.clone())));
        }
        lines.extend(notes(self.words, chart));
        if !chart.source.is_empty() {
            lines.push(self.words.fill("source_is", &[("source", &chart.source)]));
        }
        self.done.push(Passage::exhibit(&chart.id, plain(&chart.title), lines));
    }

    fn metrics(&mut self, table: &MetricTable) {
        let mut lines = vec![table.subtitle.clone()];
        for row in &table.rows {
            lines.push(spaced(table.columns.iter().map(|column| cell(self.words, *column, row))));
        }
        self.done.push(Passage::exhibit(&table.id, plain(&table.title), lines));
    }

    fn ledger(&mut self, table: &LedgerTable) {
        let about = vec![table.subtitle.clone()];
        self.done.push(Passage::exhibit(&table.id, plain(&table.title), about));
        for item in &table.items {
            let anchor = format!("{}-{}", table.id, item.id);
            let lines = self.item(table, item);
            self.done.push(Passage::exhibit(&anchor, plain(&item.title), lines));
        }
    }

    fn item(&self, table: &LedgerTable, item: &LedgerItem) -> Vec<String> {
        let due = item.due.map(|due| due.to_string());
        let known = [Some(item.id.clone()), item.category.clone(), item.lead.clone(), due];
        let state = Some(state_word(table, item).to_owned());
        let mut lines = vec![spaced(known.into_iter().chain([state]).flatten()), plain(&item.note)];
        lines.extend(steps(self.words, self.report, item));
        lines
    }
}

/// A title with its number, as it stands over the text.
pub(super) fn numbered(number: Option<&str>, title: &[Inline]) -> String {
    let number = number.unwrap_or_default();
    let space = if number.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
    format!("{number}{space}{}", plain(title))
}

/// A cell of a table of figures. Numbers of which only a column's head says what they are stay out.
fn cell(words: &Words, column: Column, row: &FigureRow) -> String {
    match column {
        Column::Label => row.label.clone(),
        Column::Value => plain_value(words, &row.value, &row.unit),
        Column::Previous | Column::Limit | Column::Target => String::new(),
        Column::Change => change(row),
        Column::Verdict => verdicts(row),
        Column::Department => row.department.clone().unwrap_or_default(),
        Column::Source => row.source.clone().unwrap_or_default(),
        Column::Note => plain(&row.note),
    }
}

/// The change of a figure on the year before; nothing where it is withheld.
pub(super) fn change(row: &FigureRow) -> String {
    let known = row.change.as_ref().filter(|change| change.shown != Shown::Masked);
    known.map_or(String::new(), |change| change.text.clone())
}

/// How a figure stands to limit and target.
pub(super) fn verdicts(row: &FigureRow) -> String {
    beside(row.verdicts.iter().map(|verdict| verdict.short.clone()).collect())
}

/// Words beside each other, those that are empty left out.
fn spaced(words: impl Iterator<Item = String>) -> String {
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Pieces of an exhibit beside each other, those that are empty left out.
pub(super) fn beside(mut pieces: Vec<String>) -> String {
    pieces.retain(|piece| !piece.is_empty());
    pieces.join(" · ")
}
