//! From the parser's events to the tree, without recursion: what is open lies on a stack. Enter by [`document`].

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::anchor::Anchors;
use super::frame::{CodeText, Frame, Kind, alert, align};
use super::notes::Notes;
use super::piece::restore;
use super::veil::{self, Veil};
use super::walk::MarkKind;
use super::{Document, Hooks, Markdown};
use crate::model::{Block, BlockKind, Inline, InlineKind, Table, hidden, unseen};
use crate::problem::{Fault, Place, Problem};

/// How deep blocks may stand in each other. Those that stand deeper are shown as if they stood there.
const BLOCK_DEPTH: usize = 64;

/// The same for all that is open, emphasis and links too.
const DEPTH: usize = 100;

/// Reads a Markdown text.
pub(super) fn document(markdown: &Markdown<'_>, hooks: &mut dyn Hooks) -> Document {
    let body = markdown.source.text().get(markdown.body.clone()).unwrap_or_default();
    let veil = veil::veil(body, markdown.asterisks);
    let mut builder = Builder {
        markdown,
        body,
        veil: &veil,
        hooks,
        stack: vec![Frame::new(Kind::Root, 0..body.len())],
        skipped: Skipped::default(),
        images: 0,
        heading: None,
        typing: Typing::Apart,
        anchors: Anchors::default(),
        notes: Notes::default(),
        title: None,
        problems: Vec::new(),
    };
    builder.note_hidden_characters();
    for (event, range) in Parser::new_ext(&veil.text, veil::options()).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// How many of the innermost open things are not on the stack, because it is too deep.
#[derive(Default)]
struct Skipped {
    blocks: usize,
    inlines: usize,
}

/// How the next text goes on after the last.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Typing {
    /// It is a text of its own.
    Apart,
    /// It goes on where the last text ended.
    On,
    /// A comment stood between them.
    OverComment,
}

/// The tree in the making.
pub(super) struct Builder<'a> {
    pub(super) markdown: &'a Markdown<'a>,
    pub(super) body: &'a str,
    pub(super) veil: &'a Veil,
    pub(super) hooks: &'a mut dyn Hooks,
    pub(super) stack: Vec<Frame>,
    skipped: Skipped,
    /// How many pictures are open: their text is an alternative text.
    pub(super) images: usize,
    /// The source text of the heading that is open.
    pub(super) heading: Option<String>,
    pub(super) typing: Typing,
    pub(super) anchors: Anchors,
    pub(super) notes: Notes,
    pub(super) title: Option<Vec<Inline>>,
    pub(super) problems: Vec<Problem>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match self.stack.last_mut().map(|frame| &mut frame.kind) {
                Some(Kind::Code(code)) => {
                    code.text.push_str(&restore(self.veil, self.body, &range, &text));
                    let start = code.body.as_ref().map_or(range.start, |body| body.start);
                    code.body = Some(start..range.end);
                }
                _ => self.text(&text, range),
            },
            Event::Html(text) | Event::InlineHtml(text) => self.html(&text, range),
            Event::Code(text) => {
                let text = restore(self.veil, self.body, &range, &text);
                self.note_heading(&text);
                self.inline(InlineKind::Code(text), range);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
            Event::FootnoteReference(name) => {
                let index = self.notes.index(&name);
                self.inline(InlineKind::Footnote(index), range);
            }
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.hard_break(range),
            Event::Rule => {
                self.end_implied();
                self.block(BlockKind::Rule, range);
            }
            Event::TaskListMarker(ticked) => {
                if let Some(Kind::Item(checked)) = self.stack.last_mut().map(|frame| &mut frame.kind) {
                    *checked = Some(ticked);
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Link { .. } | Tag::Image { .. } if self.is_too_deep() => self.skipped.inlines += 1,
            Tag::Emphasis => self.open_inline(Kind::Emphasis, range),
            Tag::Strong => self.open_inline(Kind::Strong, range),
            Tag::Strikethrough => self.open_inline(Kind::Strike, range),
            Tag::Superscript => self.open_inline(Kind::Sup, range),
            Tag::Subscript => self.open_inline(Kind::Sub, range),
            Tag::Link { link_type, dest_url, .. } => {
                let target = restore(self.veil, self.body, &range, &dest_url);
                let target = match link_type {
                    pulldown_cmark::LinkType::Email => format!("mailto:{target}"),
                    _ => target,
                };
                self.open_inline(Kind::Link(target), range);
            }
            Tag::Image { dest_url, title, .. } => {
                let file = restore(self.veil, self.body, &range, &dest_url);
                let title = restore(self.veil, self.body, &range, &title);
                self.open_inline(Kind::Image { file, title }, range);
            }
            block => self.start_block(block, range),
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.end_implied();
        let kind = match tag {
            Tag::BlockQuote(kind) => return self.open_container(Kind::Quote(kind.map(alert)), range),
            Tag::List(start) => {
                let kind = Kind::List { start, tight: true, items: Vec::new() };
                return self.open_container(kind, range);
            }
            Tag::DefinitionList => return self.open_container(Kind::Definitions(Vec::new()), range),
            Tag::FootnoteDefinition(name) => {
                let index = self.notes.index(&name);
                return self.open_container(Kind::Note(index), range);
            }
            Tag::Item => return self.open_part(Kind::Item(None), range),
            Tag::DefinitionListDefinition => return self.open_part(Kind::Meaning, range),
            Tag::DefinitionListTitle if self.skipped.blocks == 0 => Kind::Term,
            Tag::Heading { level, id, .. } => {
                self.heading = Some(String::new());
                Kind::Heading {
                    depth: level as u8,
                    id: id.map(|id| restore(self.veil, self.body, &range, &id)),
                }
            }
            Tag::CodeBlock(kind) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                Kind::Code(CodeText { word: info.to_owned(), ..CodeText::default() })
            }
            Tag::Table(columns) => Kind::Table(Table {
                align: columns.into_iter().map(align).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            }),
            Tag::TableHead | Tag::TableRow => Kind::Row(Vec::new()),
            Tag::TableCell => Kind::Cell,
            Tag::Paragraph => {
                self.loosen();
                Kind::Paragraph { announced: true }
            }
            _ => Kind::Paragraph { announced: true },
        };
        self.open(kind, range);
    }

    /// The parser announces paragraphs in a list only if its items stand apart.
    fn loosen(&mut self) {
        if let [.., list, item] = self.stack.as_mut_slice()
            && let (Kind::List { tight, .. }, Kind::Item(_)) = (&mut list.kind, &item.kind)
        {
            *tight = false;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.end_scripts();
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
                if self.skipped.inlines > 0 =>
            {
                self.skipped.inlines -= 1;
                return;
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => {
                self.end_implied();
                if self.skipped.blocks > 0 {
                    self.skipped.blocks -= 1;
                    return;
                }
            }
            _ => {}
        }
        if self.stack.len() > 1
            && let Some(frame) = self.stack.pop()
        {
            self.typing = Typing::Apart;
            self.close(frame, tag);
        }
    }

    pub(super) fn open(&mut self, kind: Kind, range: Range<usize>) {
        self.typing = Typing::Apart;
        self.stack.push(Frame::new(kind, range));
    }

    /// Opens a block that holds blocks, unless it stands too deep.
    fn open_container(&mut self, kind: Kind, range: Range<usize>) {
        if self.skipped.blocks > 0 || self.stack.len() >= BLOCK_DEPTH {
            self.skipped.blocks += 1;
        } else {
            self.open(kind, range);
        }
    }

    /// Opens a part of what was opened last: skipped with it.
    fn open_part(&mut self, kind: Kind, range: Range<usize>) {
        if self.skipped.blocks > 0 {
            self.skipped.blocks += 1;
        } else {
            self.open(kind, range);
        }
    }

    fn open_inline(&mut self, kind: Kind, range: Range<usize>) {
        self.imply(range.start);
        if self.is_too_deep() {
            self.skipped.inlines += 1;
        } else {
            self.images += usize::from(matches!(kind, Kind::Image { .. }));
            self.open(kind, range);
        }
    }

    /// Whether what opens next is not put on the stack.
    pub(super) fn is_too_deep(&self) -> bool {
        self.skipped.inlines > 0 || self.stack.len() >= DEPTH
    }

    /// Text where only blocks may stand begins a paragraph.
    pub(super) fn imply(&mut self, start: usize) {
        if self.stack.last().is_some_and(Frame::holds_blocks) {
            self.open(Kind::Paragraph { announced: false }, start..start);
        }
    }

    /// Ends a paragraph that the parser did not announce.
    fn end_implied(&mut self) {
        self.end_scripts();
        let is_implied = |frame: &mut Frame| matches!(frame.kind, Kind::Paragraph { announced: false });
        if let Some(mut frame) = self.stack.pop_if(is_implied) {
            let end = frame.line.last().map_or(0, |last| last.range.end);
            frame.range.end = end.saturating_sub(self.markdown.body.start).max(frame.range.start);
            self.paragraph(frame);
        }
        self.typing = Typing::Apart;
    }

    /// Adds inlines to what is open.
    pub(super) fn append(&mut self, line: Vec<Inline>) {
        if let Some(frame) = self.stack.last_mut() {
            frame.line.extend(line);
        }
        self.typing = Typing::Apart;
    }

    /// Adds an inline to what is open.
    pub(super) fn inline(&mut self, kind: InlineKind, range: Range<usize>) {
        self.imply(range.start);
        let range = self.in_source(range);
        self.append(vec![Inline { kind, range }]);
    }

    /// Adds a block to the innermost open thing that holds blocks.
    pub(super) fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        let end = range.start + self.body[range.clone()].trim_end().len();
        let range = self.in_source(range.start..end);
        if let Some(frame) = self.stack.iter_mut().rev().find(|frame| frame.holds_blocks()) {
            frame.blocks.push(Block { kind, range });
        }
    }

    /// Bytes of the source for bytes of the body.
    pub(super) fn in_source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.markdown.body.start;
        start + range.start..start + range.end
    }

    /// The place of bytes of the body.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.markdown.source, self.in_source(range))
    }

    /// Takes note of a problem at bytes of the body.
    pub(super) fn report(&mut self, fault: Fault, range: Range<usize>) {
        let place = self.place(range);
        self.problems.push(Problem::new(fault, place));
    }

    /// Characters that cannot be seen, or that every machine draws differently, once for each run of the same.
    fn note_hidden_characters(&mut self) {
        let mut last = None;
        for (at, character) in hidden(self.body) {
            let goes_on = last == Some((at, character));
            last = Some((at + character.len_utf8(), character));
            let marks = &self.veil.marks;
            let before = marks.partition_point(|mark| mark.range.start <= at);
            let hidden = marks[..before]
                .last()
                .is_some_and(|mark| mark.kind == MarkKind::Comment && at < mark.range.end);
            if !goes_on && !hidden {
                self.report(unseen(character), at..at + character.len_utf8());
            }
        }
    }

    fn finish(mut self) -> Document {
        self.end_implied();
        let mut blocks = self.stack.into_iter().next().map(|root| root.blocks).unwrap_or_default();
        let footnotes = self.notes.number(self.title.as_mut(), &mut blocks);
        Document { title: self.title, blocks, footnotes, problems: self.problems }
    }
}
