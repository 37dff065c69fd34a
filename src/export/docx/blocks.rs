//! The text of chapters as paragraphs: headings, lists, quotations, notes, code.

use super::format::{Edge, Form, Indent, Ink, Line, Spacing};
use super::house::House;
use super::inline::{run, text_runs};
use super::styles::{ASIDE, BODY, CODE, FOOTNOTE, HEADINGS, LIST, QUOTE, first_line};
use super::writer::{LEVELS, List, Place, Writer};
use crate::export::attachment::{Attachment, name_of};
use crate::model::{
    Alert, Block, BlockKind, Chapter, Definition, Heading, Inline, InlineKind, LedgerTable, ListItem,
};

impl Writer<'_> {
    /// A chapter and those below it.
    pub(super) fn chapter(&mut self, chapter: &'_ Chapter) -> String {
        let runs = self.title(chapter.number.as_deref(), &chapter.title);
        let mut out = self.heading_paragraph(chapter.level, &self.marked("", &runs));
        out.push_str(&self.blocks(&chapter.blocks, &Place::Body));
        out
    }

    /// A number and the title after it.
    fn title(&mut self, number: Option<&str>, title: &[Inline]) -> String {
        run(&self.number(number), Ink::default()) + &self.line(title, Ink::default())
    }

    /// A number as it stands before its title: in Chinese it touches it.
    pub(super) fn number(&self, number: Option<&str>) -> String {
        match (number, self.house) {
            (None, _) => String::new(),
            (Some(number), House::Chinese) => number.to_owned(),
            (Some(number), House::Latin) => format!("{number} "),
        }
    }

    fn heading_paragraph(&self, level: u8, runs: &str) -> String {
        let at = usize::from(level.max(1) - 1).min(HEADINGS.len() - 1);
        Form::of(HEADINGS[at]).paragraph(runs)
    }

    /// Blocks, each after the other.
    pub(super) fn blocks(&mut self, blocks: &[Block], place: &Place) -> String {
        blocks.iter().map(|block| self.block(block, place)).collect()
    }

    fn block(&mut self, block: &Block, place: &Place) -> String {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, place),
            BlockKind::List { start, items, .. } => self.list(*start, items, place),
            BlockKind::Quote(blocks) => self.blocks(blocks, &Place::Quote),
            BlockKind::Alert(alert, blocks) => self.alert(*alert, blocks),
            BlockKind::Code(text) => code(text),
            BlockKind::Table(table) => self.typed_table(table),
            BlockKind::Rule => Form { edge: Some(Edge::Bottom), ..Form::of(BODY) }.paragraph(""),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Chart(chart) => self.chart(chart),
            BlockKind::Cards(cards) => self.cards(&cards.rows),
            BlockKind::Metrics(table) => self.metrics(table),
            BlockKind::Ledger(table) => self.see_ledger(table),
        }
    }

    fn heading(&mut self, heading: &Heading) -> String {
        let runs = self.title(heading.number.as_deref(), &heading.text);
        self.heading_paragraph(heading.level, &self.marked(&heading.anchor, &runs))
    }

    fn paragraph(&mut self, inlines: &[Inline], place: &Place) -> String {
        if let ([Inline { kind: InlineKind::Image(image), .. }], true) = (inlines, *place != Place::Note) {
            return self.image(image);
        }
        let runs = self.line(inlines, Ink::default());
        let mut form = self.form(place);
        if runs.contains("<w:drawing>") {
            // Lines of a fixed height would cut the picture.
            form.spacing = Some(Spacing { before: 0, after: 0, line: Line::Auto(240) });
        }
        form.paragraph(&runs)
    }

    fn form(&self, place: &Place) -> Form {
        match place {
            Place::Body => Form::of(BODY),
            Place::Quote => Form::of(QUOTE),
            Place::Aside => Form::of(ASIDE),
            Place::Item { level, list } => Form {
                list: list.map(|list| (list, (*level).min(LEVELS - 1))),
                indent: Some(self.item_indent(*level, list.is_some())),
                ..Form::of(LIST)
            },
            Place::Meaning => {
                let indent = self.house.indent((200, 0, 0));
                Form { indent: Some(indent), ..Form::of(BODY) }
            }
            Place::Note => Form::of(FOOTNOTE),
        }
    }

    /// In Chinese the first line of an item goes in and the others are flush, as of any paragraph; else the number
    /// hangs.
    fn item_indent(&self, level: usize, is_first: bool) -> Indent {
        let level = i64::try_from(level).unwrap_or(0);
        match self.house {
            House::Chinese => self.house.indent((level * 200, 0, 200)),
            House::Latin => self.house.indent(((level + 1) * 150, 0, if is_first { -150 } else { 0 })),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem], place: &Place) -> String {
        let level = match place {
            Place::Item { level, .. } => level + 1,
            _ => 0,
        };
        self.lists.push(List { start, level });
        let number = self.lists.len();
        items.iter().map(|item| self.item(item, level, number)).collect()
    }

    fn item(&mut self, item: &ListItem, level: usize, list: usize) -> String {
        let mut out = String::new();
        let sign = item.checked.map(|checked| if checked { "☑ " } else { "☐ " });
        // A box stands where the sign of the list would.
        let mut place = Place::Item { level, list: sign.is_none().then_some(list) };
        for (at, block) in item.blocks.iter().enumerate() {
            match (&block.kind, sign) {
                (BlockKind::Paragraph(inlines), Some(sign)) if at == 0 => {
                    let runs = run(sign, Ink::default()) + &self.line(inlines, Ink::default());
                    out.push_str(&self.form(&place).paragraph(&runs));
                }
                _ => out.push_str(&self.block(block, &place)),
            }
            place = Place::Item { level, list: None };
        }
        out
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block]) -> String {
        let word = self.words.get(&format!("alert_{}", alert.word())).to_owned();
        let head = run(&word, Ink { bold: true, ..Ink::default() });
        Form { keep_next: true, ..Form::of(ASIDE) }.paragraph(&head) + &self.blocks(blocks, &Place::Aside)
    }

    fn definitions(&mut self, definitions: &[Definition]) -> String {
        let mut out = String::new();
        for definition in definitions {
            let term = self.line(&definition.term, Ink { bold: true, ..Ink::default() });
            let form = Form { keep_next: true, indent: first_line(self.house), ..Form::of(BODY) };
            out.push_str(&form.paragraph(&term));
            for meaning in &definition.meanings {
                out.push_str(&self.blocks(meaning, &Place::Meaning));
            }
        }
        out
    }

    /// Where a list of work is to be found: its table is an attachment.
    fn see_ledger(&mut self, table: &LedgerTable) -> String {
        let attachment = Attachment::Ledger { table, chapter: self.chapter.0 };
        let name = name_of(self.words, &self.attachments, &table.id);
        let title = attachment.title(self.words);
        let text = self.words.fill("document.see", &[("title", &title), ("attachment", &name)]);
        Form::of(BODY).paragraph(&text_runs(&text, Ink::default()))
    }
}

/// Preformatted text, its lines as they are.
fn code(text: &str) -> String {
    let lines: Vec<String> =
        text.trim_end_matches('\n').lines().map(|line| run(line, Ink::default())).collect();
    Form::of(CODE).paragraph(&lines.join("<w:r><w:br/></w:r>"))
}
