//! Lines of text as HTML: figures, terms, links, emphasis, marks of footnotes.

use super::super::terms::pieces;
use super::Sheet;
use crate::model::text::Script;
use crate::model::{Image, Inline, InlineKind, LinkTarget, Shown, Status};
use crate::reader::data::address;
use crate::reader::symbols::status_key;
use crate::xml::esc;

impl Sheet<'_> {
    /// A line.
    pub(super) fn line(&mut self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        let wrap = |tag: &str, inner: String| format!("<{tag}>{inner}</{tag}>");
        match &inline.kind {
            InlineKind::Text(text) => terms(text),
            InlineKind::Emphasis(inner) => wrap("em", self.line(inner)),
            InlineKind::Strong(inner) => wrap("strong", self.line(inner)),
            InlineKind::Strike(inner) => wrap("del", self.line(inner)),
            InlineKind::Sub(inner) => wrap("sub", self.line(inner)),
            InlineKind::Sup(inner) => wrap("sup", self.line(inner)),
            InlineKind::Code(text) => wrap("code", esc(text)),
            InlineKind::Break => "<br>".to_owned(),
            InlineKind::Link(link) => {
                let text = self.line(&link.text);
                match self.target(&link.target) {
                    Some(href) => format!("<a href=\"{}\">{text}</a>", esc(&href)),
                    None => text,
                }
            }
            InlineKind::Image(image) => self.picture(image),
            InlineKind::Footnote(number) => self.note_mark(*number),
            InlineKind::Figure(figure) => {
                self.seen.shown(&figure.shown);
                terms(&figure.plain()) + &self.sign(&figure.shown, figure.status)
            }
        }
    }

    /// A link out of the report, or to a place in it; one to another report is only its text.
    fn target(&self, target: &LinkTarget) -> Option<String> {
        let own = self.chapter.0;
        match target {
            LinkTarget::Outside(address) => Some(address.clone()),
            LinkTarget::Anchor(anchor) => Some(format!("#{}", fragment(&id(own, anchor)))),
            LinkTarget::Page { report, chapter, anchor } if *report == self.report.path => {
                Some(format!("#{}", fragment(&id(chapter, anchor.as_deref().unwrap_or_default()))))
            }
            LinkTarget::Page { .. } => None,
        }
    }

    /// A picture, or what it shows where it is not there.
    pub(super) fn picture(&self, image: &Image) -> String {
        match self.pictures.get(&image.file) {
            Some(bytes) => format!("<img src=\"{}\" alt=\"{}\">", address(bytes), esc(&image.alt)),
            None => terms(&self.words.fill("document.picture", &[("alt", &image.alt)])),
        }
    }

    /// A raised sign after a number that is not final.
    pub(super) fn sign(&self, shown: &Shown, status: Status) -> String {
        self.seen.status(shown, status);
        status_key(shown, status).map_or(String::new(), |key| self.sign_of(key))
    }

    /// The sign of a status.
    pub(super) fn sign_of(&self, key: &str) -> String {
        format!("<sup>{}</sup>", esc(self.words.get(&format!("{key}_sign"))))
    }

    fn note_mark(&mut self, number: usize) -> String {
        if !self.marked.contains(&number) {
            self.marked.push(number);
        }
        let place = fragment(&id(self.chapter.0, &format!("fn-{number}")));
        format!("<sup><a href=\"#{}\">[{number}]</a></sup>", esc(&place))
    }
}

/// The id of a place in a chapter, or of the chapter itself. No anchor begins with `/`.
pub(super) fn id(chapter: &str, anchor: &str) -> String {
    let chapter = chapter.replace(char::is_whitespace, "-");
    if anchor.is_empty() { format!("/{chapter}") } else { format!("/{chapter}:{anchor}") }
}

/// An id as the end of an address.
fn fragment(id: &str) -> String {
    id.replace('%', "%25")
}

/// A text, its terms lowered and raised: `PM2.5`, `m³`.
pub(super) fn terms(text: &str) -> String {
    let set = |(text, script): &(String, Script)| match script {
        Script::Base => esc(text),
        Script::Sub => format!("<sub>{}</sub>", esc(text)),
        Script::Sup => format!("<sup>{}</sup>", esc(text)),
    };
    pieces(text).iter().map(set).collect()
}
