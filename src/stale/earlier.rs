//! The texts of the report before, to compare with.

use crate::model::{ChapterDraft, Draft};

/// From how many characters on a paragraph counts as one that may have been left over.
const LONG: usize = 30;

/// How many characters of a paragraph show that its author listed it on purpose.
const LISTED: usize = 10;

/// The report before.
#[derive(Debug)]
pub(super) struct Earlier {
    pub(super) year: i16,
    /// Its chapters as written, without comments and white space.
    texts: Vec<String>,
}

impl Earlier {
    pub(super) fn new(draft: &Draft) -> Self {
        let mut texts = Vec::new();
        draft.opening.iter().chain(&draft.chapters).for_each(|chapter| push(chapter, &mut texts));
        Self { year: draft.year, texts }
    }

    /// Whether a paragraph stands in it word for word, its references as written.
    pub(super) fn has(&self, paragraph: &str) -> bool {
        let paragraph = dense(paragraph);
        paragraph.chars().count() >= LONG && self.holds(&paragraph)
    }

    /// Whether a sentence begins there as it does here.
    pub(super) fn has_opening(&self, sentence: &str) -> bool {
        let opening: String = dense(sentence).chars().take(LISTED).collect();
        opening.chars().count() == LISTED && self.holds(&opening)
    }

    fn holds(&self, dense: &str) -> bool {
        self.texts.iter().any(|text| text.contains(dense))
    }
}

/// Whether a text that an author listed is long enough to stand for its paragraph.
pub(super) fn is_long(literal: &str) -> bool {
    literal.chars().count() >= LISTED
}

fn push(chapter: &ChapterDraft, texts: &mut Vec<String>) {
    if let Some(text) = &chapter.text {
        texts.push(dense(&without_comments(&text.source.text()[text.body.clone()])));
    }
    chapter.children.iter().for_each(|child| push(child, texts));
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out + rest
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
