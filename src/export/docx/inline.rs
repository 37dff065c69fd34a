//! Lines of text as runs: figures, terms, links, emphasis, footnotes.

use super::format::{Height, Ink};
use super::frame::field;
use super::house::{Face, House};
use super::styles::FOOTNOTE_MARK;
use super::writer::{Part, Place, Writer, bookmark};
use super::xml::{element, wrap};
use crate::export::terms::pieces;
use crate::model::text::Script;
use crate::model::{FigureText, Inline, InlineKind, LinkTarget, Shown, Status};
use crate::reader::symbols::status_key;
use crate::xml::esc;

impl Writer<'_> {
    /// A line.
    pub(super) fn line(&mut self, inlines: &[Inline], ink: Ink) -> String {
        inlines.iter().map(|inline| self.inline(inline, ink)).collect()
    }

    fn inline(&mut self, inline: &Inline, ink: Ink) -> String {
        match &inline.kind {
            InlineKind::Text(text) => text_runs(text, ink),
            InlineKind::Emphasis(inner) => self.line(inner, self.emphasis(ink)),
            InlineKind::Strong(inner) => self.line(inner, Ink { bold: true, ..ink }),
            InlineKind::Strike(inner) => self.line(inner, Ink { strike: true, ..ink }),
            InlineKind::Sub(inner) => self.line(inner, Ink { height: Some(Height::Sub), ..ink }),
            InlineKind::Sup(inner) => self.line(inner, Ink { height: Some(Height::Sup), ..ink }),
            InlineKind::Code(text) => run(text, Ink { fonts: Some(self.house.fonts(Face::Code)), ..ink }),
            InlineKind::Break => "<w:r><w:br/></w:r>".to_owned(),
            InlineKind::Link(link) => {
                let inner = self.line(&link.text, ink);
                self.link(&link.target, inner)
            }
            InlineKind::Image(image) => self.small_image(image),
            InlineKind::Footnote(number) => self.note_mark(*number),
            InlineKind::Figure(figure) => self.figure(figure, ink),
        }
    }

    /// Han characters do not slant.
    fn emphasis(&self, ink: Ink) -> Ink {
        match self.house {
            House::Chinese => Ink { fonts: Some(self.house.fonts(Face::Script)), ..ink },
            House::Latin => Ink { italic: true, ..ink },
        }
    }

    /// A link out of the report, or to a place in it. One to another report is only its text.
    fn link(&self, target: &LinkTarget, inner: String) -> String {
        let place = match target {
            LinkTarget::Outside(address) => {
                let address = address.replace('"', "%22").replace('\\', "%5C");
                return field(&esc(&format!("HYPERLINK \"{address}\"")), &inner);
            }
            LinkTarget::Anchor(anchor) => self.anchors.find(self.chapter.0, anchor),
            LinkTarget::Page { report, chapter, anchor } if *report == self.report.path => {
                self.anchors.find(chapter, anchor.as_deref().unwrap_or_default())
            }
            LinkTarget::Page { .. } => None,
        };
        match place {
            Some((_, name)) => element("w:hyperlink", &[("w:anchor", &*name), ("w:history", "1")], &inner),
            None => inner,
        }
    }

    /// A figure with the sign of its status.
    fn figure(&mut self, figure: &FigureText, ink: Ink) -> String {
        self.seen.shown(&figure.shown);
        text_runs(&figure.plain(), ink) + &self.sign(&figure.shown, figure.status)
    }

    /// A raised sign after a number that is not final.
    pub(super) fn sign(&self, shown: &Shown, status: Status) -> String {
        self.seen.status(shown, status);
        status_key(shown, status).map_or(String::new(), |key| self.sign_of(key))
    }

    /// The sign of a status.
    pub(super) fn sign_of(&self, key: &str) -> String {
        let word = self.words.get(&format!("{key}_sign")).to_owned();
        run(&word, Ink { height: Some(Height::Sup), ..Ink::default() })
    }

    /// The mark of a footnote of the chapter; Word numbers them through. A second mark refers to the first.
    fn note_mark(&mut self, number: usize) -> String {
        let (chapter, notes) = self.chapter;
        if let Some(number) = self.note_numbers.get(&(chapter, number)) {
            let shown = run(&number.to_string(), Ink { style: Some(FOOTNOTE_MARK), ..Ink::default() });
            return field(&format!("NOTEREF _Note{number} \\f \\h"), &shown);
        }
        let Some(blocks) = number.checked_sub(1).and_then(|at| notes.get(at)) else { return String::new() };
        let id = self.notes.len() + 1;
        self.note_numbers.insert((chapter, number), id);
        // Its place is taken before its text, which may refer to others.
        self.notes.push(String::new());
        let text = self.note(blocks);
        let attributes = [("w:id", &*id.to_string())];
        self.notes[id - 1] = element("w:footnote", &attributes, &text);
        let mark = Ink { style: Some(FOOTNOTE_MARK), ..Ink::default() }.xml();
        let mark = wrap("w:r", &format!("{mark}<w:footnoteReference w:id=\"{id}\"/>"));
        bookmark(self.anchors.len() + id, &format!("_Note{id}"), &mark)
    }

    fn note(&mut self, blocks: &[crate::model::Block]) -> String {
        let ink = Ink { style: Some(FOOTNOTE_MARK), ..Ink::default() }.xml();
        let mark = wrap("w:r", &format!("{ink}<w:footnoteRef/>")) + &run(" ", Ink::default());
        self.part = Part::Notes;
        let text = self.blocks(blocks, &Place::Note);
        self.part = Part::Text;
        // The mark stands in the first paragraph, after its properties.
        match text.find("</w:pPr>") {
            Some(at) => {
                let at = at + "</w:pPr>".len();
                format!("{}{mark}{}", &text[..at], &text[at..])
            }
            None => super::format::Form::of(super::styles::FOOTNOTE).paragraph(&mark) + &text,
        }
    }
}

/// A text as runs, its terms lowered and raised: `PM2.5`, `m³`.
pub(super) fn text_runs(text: &str, ink: Ink) -> String {
    let height = |script| match script {
        Script::Base => ink.height,
        Script::Sub => Some(Height::Sub),
        Script::Sup => Some(Height::Sup),
    };
    pieces(text).iter().map(|(text, script)| run(text, Ink { height: height(*script), ..ink })).collect()
}

/// A run of characters. What is not ASCII takes the fonts of Han characters: quotes and dashes too.
pub(super) fn run(text: &str, ink: Ink) -> String {
    if text.is_empty() {
        return String::new();
    }
    let ink = Ink { han: !text.is_ascii(), ..ink };
    format!("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", ink.xml(), esc(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_and_units_are_lowered_and_raised_as_plain_digits() {
        let shown = text_runs("PM2.5为24μg/m³", Ink::default());
        let shown = format!("<p>{}</p>", shown.replace("w:", "").replace("xml:space", "space"));
        let document = roxmltree::Document::parse(&shown).expect("runs");
        let pieces: Vec<(String, Option<&str>)> = document
            .root_element()
            .children()
            .map(|run| {
                let height = run.descendants().find(|node| node.has_tag_name("vertAlign"));
                let text = run.descendants().filter(|node| node.is_text()).filter_map(|node| node.text());
                let text: String = text.collect();
                (text, height.and_then(|node| node.attribute("val")))
            })
            .collect();
        let expected =
            [("PM", None), ("2.5", Some("subscript")), ("为24μg/m", None), ("3", Some("superscript"))];
        assert_eq!(pieces, expected.map(|(text, height)| (text.to_owned(), height)));
    }

    #[test]
    fn quotes_and_dashes_are_han_characters() {
        assert!(run("“回头看”", Ink::default()).contains("w:hint=\"eastAsia\""));
        assert!(!run("PM", Ink::default()).contains("hint"));
    }
}
