//! The document tree as HTML. Enter at [`body`]. All that authors typed is escaped on its way; lines are set in
//! [`super::inline`], what is to be looked at in [`super::exhibits`].

use super::cards;
use super::drawing::Drawn;
use super::exhibits;
use super::inline::{Setter, Style};
use super::markup::{esc, terms};
use super::tables::{Cell, Grid, scroller};
use crate::model::{
    Alert, Align, Block, BlockKind, Definition, Heading, Inline, InlineKind, ListItem, Table, plain,
};

/// Sets the blocks of one chapter.
pub(super) struct Body<'a, 's> {
    pub(super) setter: &'s mut Setter<'a>,
    pub(super) drawn: &'s Drawn<'a>,
    /// What is added to a heading's level in the report to give its level in HTML.
    pub(super) shift: i8,
    /// How many tables there were, for the names of those without a title.
    pub(super) tables: usize,
}

/// The text of a chapter with its footnotes.
pub(super) fn body<'a, 's>(
    setter: &'s mut Setter<'a>,
    drawn: &'s Drawn<'a>,
    (blocks, footnotes): (&[Block], &[Vec<Block>]),
    shift: i8,
) -> String {
    let mut body = Body { setter, drawn, shift, tables: 0 };
    let mut out = body.blocks(blocks);
    out.push_str(&body.footnotes(footnotes));
    out
}

impl Body<'_, '_> {
    fn blocks(&mut self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::List { start, tight, items } => self.list(*start, *tight, items),
            BlockKind::Quote(blocks) => format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks)),
            BlockKind::Alert(alert, blocks) => self.alert(*alert, blocks),
            BlockKind::Code(text) => format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", esc(text)),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => "<hr>\n".to_owned(),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Chart(chart) => exhibits::chart(self.setter, self.drawn, chart),
            BlockKind::Cards(cards) => cards::cards(self.setter, &cards.rows),
            BlockKind::Metrics(table) => exhibits::metrics(self.setter, self.drawn.report, table),
            BlockKind::Ledger(table) => exhibits::ledger(self.setter, self.drawn.report, table),
        }
    }

    fn heading(&mut self, heading: &Heading) -> String {
        let level = html_level(heading.level, self.shift);
        let number = heading.number.as_deref().map_or(String::new(), number);
        format!(
            "<h{level} class=\"level-{}\" id=\"{}\">{number}{}</h{level}>\n",
            heading.level.min(6),
            esc(&self.setter.id(&heading.anchor)),
            self.setter.line(&heading.text, Style::Title)
        )
    }

    fn paragraph(&mut self, inlines: &[Inline]) -> String {
        if let [Inline { kind: InlineKind::Image(image), .. }] = inlines {
            let caption = if image.title.is_empty() {
                String::new()
            } else {
                format!("<figcaption>{}</figcaption>", terms(&image.title))
            };
            return format!("<figure class=\"picture\">{}{caption}</figure>\n", self.setter.image(image));
        }
        format!("<p>{}</p>\n", self.setter.paragraph(inlines))
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &[ListItem]) -> String {
        let (tag, first) = match start {
            None => ("ul", String::new()),
            Some(1) => ("ol", String::new()),
            Some(start) => ("ol", format!(" start=\"{start}\"")),
        };
        let class = if items.iter().any(|item| item.checked.is_some()) { " class=\"tasks\"" } else { "" };
        let items: String = items.iter().map(|item| self.item(item, tight)).collect();
        format!("<{tag}{class}{first}>\n{items}</{tag}>\n")
    }

    fn item(&mut self, item: &ListItem, tight: bool) -> String {
        let words = self.setter.words;
        let check = item.checked.map_or(String::new(), |checked| {
            let (sign, word) = if checked { ("☑", "task_done") } else { ("☐", "task_open") };
            format!(
                "<span class=\"task\" role=\"img\" aria-label=\"{}\">{sign}</span> ",
                esc(words.get(word))
            )
        });
        let mut inner = String::new();
        for block in &item.blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) if tight => {
                    inner.push_str(&self.setter.line(inlines, Style::Prose))
                }
                _ => inner.push_str(&self.block(block)),
            }
        }
        format!("<li>{check}{inner}</li>\n")
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block]) -> String {
        let kind = alert.word();
        format!(
            "<div class=\"alert {kind}\" role=\"note\">\n<p class=\"alert-word\">{}</p>\n{}</div>\n",
            esc(self.setter.words.get(&format!("alert_{kind}"))),
            self.blocks(blocks)
        )
    }

    fn table(&mut self, table: &Table) -> String {
        self.tables += 1;
        let heads: Vec<String> = table.head.iter().map(|head| plain(head)).collect();
        let caption = self.setter.words.fill(
            "table_of",
            &[("number", &self.tables.to_string()), ("heads", &heads.join(self.setter.words.get("between")))],
        );
        let mut grid = Grid::new(&caption);
        for (index, head) in table.head.iter().enumerate() {
            let html = self.setter.line(head, Style::Lead);
            grid.head(aligned(&html, table.align.get(index)));
        }
        for row in &table.rows {
            let cells = row
                .iter()
                .enumerate()
                .map(|(index, cell)| {
                    let html = self.setter.line(cell, Style::Lead);
                    aligned(&html, table.align.get(index))
                })
                .collect();
            grid.row("", cells);
        }
        let html = grid.html("typed-table");
        if table.head.len() > 3 { scroller(&caption, &html) } else { html }
    }

    fn definitions(&mut self, definitions: &[Definition]) -> String {
        let mut out = String::from("<dl>\n");
        for definition in definitions {
            out.push_str(&format!("<dt>{}</dt>\n", self.setter.line(&definition.term, Style::Lead)));
            for meaning in &definition.meanings {
                out.push_str(&format!("<dd>{}</dd>\n", self.blocks(meaning)));
            }
        }
        out.push_str("</dl>\n");
        out
    }

    fn footnotes(&mut self, notes: &[Vec<Block>]) -> String {
        if notes.is_empty() {
            return String::new();
        }
        let words = self.setter.words;
        let mut items = String::new();
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            items.push_str(&format!(
                "<li id=\"{}\">{}<a class=\"back\" href=\"{}\" role=\"doc-backlink\" aria-label=\"{}\">↩</a></li>\n",
                esc(&self.setter.id(&format!("fn-{number}"))),
                self.note(note),
                esc(&self.setter.anchor(&format!("fnref-{number}"))),
                esc(&words.fill("note_back", &[("number", &number.to_string())])),
            ));
        }
        format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{}\">\n<ol>\n{items}</ol>\n</section>\n",
            esc(words.get("footnotes"))
        )
    }

    /// A footnote's blocks; its only paragraph stands without one.
    fn note(&mut self, blocks: &[Block]) -> String {
        match blocks {
            [Block { kind: BlockKind::Paragraph(inlines), .. }] => self.setter.line(inlines, Style::Prose),
            blocks => self.blocks(blocks),
        }
    }
}

fn aligned(html: &str, align: Option<&Align>) -> Cell {
    match align {
        Some(Align::End) => Cell::number(html),
        Some(Align::Center) => Cell::text_html(html).class("center"),
        Some(Align::Start) | None => Cell::text_html(html),
    }
}

/// A heading's level in HTML, 2 to 6.
pub(super) fn html_level(level: u8, shift: i8) -> u8 {
    level.saturating_add_signed(shift).clamp(2, 6)
}

/// A number before a title: one that begins with a full-width bracket hangs, one that ends in a Latin character keeps
/// a space.
pub(super) fn number(number: &str) -> String {
    let hangs = if hangs(Some(number)) { " hangs" } else { "" };
    let space = if number.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
    format!("<span class=\"number{hangs}\">{}{space}</span>", esc(number))
}

/// Whether a number begins with a full-width bracket, which hangs in the margin.
pub(super) fn hangs(number: Option<&str>) -> bool {
    number.is_some_and(|number| number.starts_with('（'))
}
