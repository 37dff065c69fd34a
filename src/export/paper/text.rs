//! The text of chapters: headings, paragraphs, lists, quotations, notes.

use super::super::attachment::{Attachment, name_of};
use super::Sheet;
use super::inline::{id, terms};
use crate::model::{Alert, Block, BlockKind, Chapter, Definition, Inline, InlineKind, LedgerTable, ListItem};
use crate::xml::esc;

impl Sheet<'_> {
    /// A chapter without those below it.
    pub(super) fn chapter(&mut self, chapter: &Chapter) -> String {
        let title = (chapter.number.as_deref(), chapter.title.as_slice());
        self.heading(chapter.level, &id(&chapter.address, ""), title) + &self.blocks(&chapter.blocks)
    }

    fn heading(&mut self, level: u8, id: &str, (number, title): (Option<&str>, &[Inline])) -> String {
        let element = (level + 1).min(6);
        let number = self.number(number);
        format!(
            "<h{element} class=\"level-{level}\" id=\"{}\">{}{}</h{element}>\n",
            esc(id),
            esc(&number),
            self.line(title)
        )
    }

    /// A number as it stands before its title: in Chinese it touches it.
    fn number(&self, number: Option<&str>) -> String {
        match number {
            None => String::new(),
            Some(number) if super::style::is_chinese(&self.site.language) => number.to_owned(),
            Some(number) => format!("{number} "),
        }
    }

    /// Blocks, each after the other.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let place = id(self.chapter.0, &heading.anchor);
                self.heading(heading.level, &place, (heading.number.as_deref(), &heading.text))
            }
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::List { start, items, .. } => self.list(*start, items),
            BlockKind::Quote(blocks) => format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks)),
            BlockKind::Alert(alert, blocks) => self.alert(*alert, blocks),
            BlockKind::Code(text) => format!("<pre>{}</pre>\n", esc(text)),
            BlockKind::Table(table) => self.typed_table(table),
            BlockKind::Rule => "<hr>\n".to_owned(),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Chart(chart) => self.chart(chart),
            BlockKind::Cards(cards) => self.cards(&cards.rows),
            BlockKind::Metrics(table) => self.metrics(table),
            BlockKind::Ledger(table) => self.see_ledger(table),
        }
    }

    fn paragraph(&mut self, inlines: &[Inline]) -> String {
        match inlines {
            [Inline { kind: InlineKind::Image(image), .. }] => self.photograph(image),
            inlines => format!("<p>{}</p>\n", self.line(inlines)),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem]) -> String {
        let (tag, first) = match start {
            None => ("ul", String::new()),
            Some(start) => ("ol", format!(" start=\"{start}\"")),
        };
        let items: String = items.iter().map(|item| self.item(item)).collect();
        format!("<{tag}{first}>\n{items}</{tag}>\n")
    }

    fn item(&mut self, item: &ListItem) -> String {
        let sign = item.checked.map_or("", |checked| if checked { "☑ " } else { "☐ " });
        format!("<li>{sign}{}</li>\n", self.blocks(&item.blocks))
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block]) -> String {
        let word = esc(self.words.get(&format!("alert_{}", alert.word())));
        format!(
            "<div class=\"aside\">\n<p class=\"keep\"><strong>{word}</strong></p>\n{}</div>\n",
            self.blocks(blocks)
        )
    }

    fn definitions(&mut self, definitions: &[Definition]) -> String {
        let mut out = String::from("<dl>\n");
        for definition in definitions {
            out.push_str(&format!("<dt><strong>{}</strong></dt>\n", self.line(&definition.term)));
            for meaning in &definition.meanings {
                out.push_str(&format!("<dd>{}</dd>\n", self.blocks(meaning)));
            }
        }
        out + "</dl>\n"
    }

    /// Where a list of work is to be found: its table is an attachment.
    fn see_ledger(&self, table: &LedgerTable) -> String {
        let attachment = Attachment::Ledger { table, chapter: self.chapter.0 };
        let (title, name) = (attachment.title(self.words), name_of(self.words, &self.attachments, &table.id));
        let text = self.words.fill("document.see", &[("title", &title), ("attachment", &name)]);
        format!("<p>{}</p>\n", terms(&text))
    }

    /// The footnotes that the chapter marked, at its end: browsers set none at the foot of a page.
    pub(super) fn footnotes(&mut self) -> String {
        let (chapter, notes) = self.chapter;
        let mut out = String::new();
        let mut at = 0;
        // A note may mark others.
        while let Some(number) = self.marked.get(at).copied() {
            at += 1;
            if let Some(blocks) = number.checked_sub(1).and_then(|at| notes.get(at)) {
                let place = esc(&id(chapter, &format!("fn-{number}")));
                let text = self.blocks(blocks);
                out.push_str(&format!("<li value=\"{number}\" id=\"{place}\">{text}</li>\n"));
            }
        }
        self.marked.clear();
        if out.is_empty() { out } else { format!("<ol class=\"notes\">\n{out}</ol>\n") }
    }
}
