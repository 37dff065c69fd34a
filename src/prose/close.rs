//! What has ended takes its place in the tree.

use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::build::Builder;
use super::frame::{CodeText, Frame, Kind};
use super::target::{self, Target};
use super::{anchor, join, mask, number};
use crate::model::{
    BlockKind, Definition, Heading, Image, Inline, InlineKind, Link, LinkTarget, ListItem, plain,
};
use crate::problem::Fault;

impl Builder<'_> {
    /// Puts what has ended where it belongs.
    pub(super) fn close(&mut self, mut frame: Frame, tag: TagEnd) {
        let range = frame.range.clone();
        match frame.kind {
            Kind::Root => {}
            Kind::Quote(None) => self.block(BlockKind::Quote(frame.blocks), range),
            Kind::Quote(Some(alert)) => self.block(BlockKind::Alert(alert, frame.blocks), range),
            Kind::List { start, tight, items } => self.block(BlockKind::List { start, tight, items }, range),
            Kind::Note(index) => self.notes.define(index, frame.blocks),
            Kind::Definitions(definitions) => self.block(BlockKind::Definitions(definitions), range),
            Kind::Item(_) | Kind::Term | Kind::Meaning | Kind::Row(_) | Kind::Cell => self.part(frame, tag),
            Kind::Paragraph { .. } => self.paragraph(frame),
            Kind::Heading { depth, id } => {
                join::tidy(&mut frame.line);
                self.close_heading(Title { depth, id, line: frame.line }, range);
            }
            Kind::Code(code) => self.close_code(code, range),
            Kind::Table(mut table) => {
                let columns = table.align.len();
                table.head.resize_with(columns, Vec::new);
                table.rows.iter_mut().for_each(|row| row.resize_with(columns, Vec::new));
                self.block(BlockKind::Table(table), range);
            }
            Kind::Emphasis => self.emphasis(InlineKind::Emphasis, frame),
            Kind::Strong => self.emphasis(InlineKind::Strong, frame),
            Kind::Strike => self.inline(InlineKind::Strike(frame.line), range),
            Kind::Sub => self.inline(InlineKind::Sub(frame.line), range),
            Kind::Sup => self.inline(InlineKind::Sup(frame.line), range),
            Kind::Link(target) => self.link(&target, frame.line, range),
            Kind::Image { file, title } => {
                self.images = self.images.saturating_sub(1);
                join::tidy(&mut frame.line);
                let alt = plain(&frame.line);
                self.image(Image { file, alt, title }, range);
            }
        }
    }

    /// Ends a paragraph. One of comments alone is none.
    pub(super) fn paragraph(&mut self, mut frame: Frame) {
        join::tidy(&mut frame.line);
        if !frame.line.is_empty() {
            self.block(BlockKind::Paragraph(frame.line), frame.range);
        }
    }

    /// Ends a part of a list or a table.
    fn part(&mut self, mut frame: Frame, tag: TagEnd) {
        join::tidy(&mut frame.line);
        match (frame.kind, self.stack.last_mut().map(|frame| &mut frame.kind)) {
            (Kind::Item(checked), Some(Kind::List { items, .. })) => {
                items.push(ListItem { checked, blocks: frame.blocks })
            }
            (Kind::Term, Some(Kind::Definitions(definitions))) => {
                definitions.push(Definition { term: frame.line, meanings: Vec::new() })
            }
            (Kind::Meaning, Some(Kind::Definitions(definitions))) => {
                if let Some(definition) = definitions.last_mut() {
                    definition.meanings.push(frame.blocks);
                }
            }
            (Kind::Cell, Some(Kind::Row(cells))) => cells.push(frame.line),
            (Kind::Row(cells), Some(Kind::Table(table))) if tag == TagEnd::TableHead => table.head = cells,
            (Kind::Row(cells), Some(Kind::Table(table))) => table.rows.push(cells),
            _ => {}
        }
    }

    fn close_heading(&mut self, mut title: Title, range: Range<usize>) {
        let source = self.heading.take().unwrap_or_default();
        let words = self.markdown.measure_words;
        if let Some(length) = number::typed(source.trim_start(), words) {
            let number = source.trim_start()[..length].to_owned();
            if let Some(place) = number::strip(&mut title.line, &number) {
                let start = self.markdown.body.start;
                self.report(Fault::TypedNumber { number }, place.start - start..place.end - start);
            }
        }
        if title.depth == 1 {
            let is_first = self.stack.len() == 1 && self.stack.iter().all(|root| root.blocks.is_empty());
            if is_first && self.title.is_none() {
                self.title = Some(title.line);
                return;
            }
            let end = range.start + self.body[range.clone()].trim_end().len();
            self.report(Fault::LateTitle, range.start..end);
        }
        let wanted = title.id.unwrap_or_else(|| anchor::slug(&source, words));
        let heading = Heading {
            level: self.markdown.level.saturating_add(title.depth.max(2) - 1),
            number: None,
            anchor: self.anchors.unique(&wanted),
            text: title.line,
        };
        self.block(BlockKind::Heading(heading), range);
    }

    fn close_code(&mut self, code: CodeText, range: Range<usize>) {
        if !matches!(code.word.as_str(), "chart" | "cards" | "table" | "ledger") {
            return self.block(BlockKind::Code(code.text), range);
        }
        let body = code.body.unwrap_or_else(|| {
            let first = self.body[range.clone()].find('\n').map_or(range.end, |at| range.start + at + 1);
            first..first
        });
        // Lines that are indented with their fence are so all alike: YAML does not mind.
        let line = self.body[..body.start].rfind('\n').map_or(0, |at| at + 1);
        let start = if self.body[line..body.start].trim().is_empty() { line } else { body.start };
        let (body, whole) = (self.in_source(start..body.end), self.in_source(range.clone()));
        if let Some(kind) = self.hooks.block(&code.word, body, whole) {
            self.block(kind, range);
        }
    }

    /// Ends an emphasis; its asterisks stay if they seem to hide digits.
    fn emphasis(&mut self, kind: fn(Vec<Inline>) -> InlineKind, frame: Frame) {
        let range = frame.range;
        let is_starred = self.body[range.clone()].starts_with('*');
        if !is_starred || !mask::is_doubtful(self.body, &range, self.markdown.measure_words) {
            return self.inline(kind(frame.line), range);
        }
        if !self.body[..range.start].ends_with('*') {
            let text = self.body[range.clone()].to_owned();
            self.report(Fault::DoubtfulMask { text }, range.clone());
        }
        let length = match kind(Vec::new()) {
            InlineKind::Strong(_) => 2,
            _ => 1,
        };
        self.source_text(range.start..range.start + length);
        self.append(frame.line);
        self.source_text(range.end - length..range.end);
    }

    fn link(&mut self, target: &str, text: Vec<Inline>, range: Range<usize>) {
        let place = self.target_range(target, &range);
        let target = match target::judge(target) {
            Target::Outside(target) => Some(LinkTarget::Outside(target)),
            Target::Inside(target) => {
                let place = self.place(place);
                self.hooks.link(&target, &place)
            }
            Target::Unsafe => {
                let target = target.to_owned();
                self.report(Fault::UnsafeLink { target }, place);
                None
            }
        };
        match target {
            Some(target) => self.inline(InlineKind::Link(Link { target, text }), range),
            None => {
                self.imply(range.start);
                self.append(text);
            }
        }
    }

    fn image(&mut self, image: Image, range: Range<usize>) {
        let place = self.target_range(&image.file, &range);
        let file = match target::judge(&image.file) {
            Target::Inside(file) => {
                if image.alt.trim().is_empty() {
                    self.report(Fault::MissingAlt { file: file.clone() }, range.clone());
                }
                let place = self.place(place);
                self.hooks.image(&file, &place)
            }
            Target::Outside(_) | Target::Unsafe => {
                let target = image.file.clone();
                self.report(Fault::UnsafeLink { target }, place);
                None
            }
        };
        match file {
            Some(file) => self.inline(InlineKind::Image(Image { file, ..image }), range),
            None if image.alt.is_empty() => {}
            None => self.inline(InlineKind::Text(image.alt), range),
        }
    }

    /// Where in a link its target is written; the whole link if it is written elsewhere or with escapes.
    fn target_range(&self, target: &str, link: &Range<usize>) -> Range<usize> {
        let target = target.strip_prefix("mailto:").unwrap_or(target);
        match self.body[link.clone()].rfind(target) {
            Some(at) if !target.is_empty() => link.start + at..link.start + at + target.len(),
            _ => link.clone(),
        }
    }
}

/// A heading that has ended.
struct Title {
    depth: u8,
    id: Option<String>,
    line: Vec<Inline>,
}
