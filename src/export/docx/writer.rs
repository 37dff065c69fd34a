//! What a document gathers while it is written: footnotes, pictures, lists, and the numbers of charts and tables.

use std::collections::BTreeMap;

use super::anchors::Anchors;
use super::house::House;
use super::xml::{element, val, wrap};
use crate::export::attachment::Attachment;
use crate::export::{Picture, Pictures};
use crate::model::{Block, Report, Site};
use crate::reader::symbols::Seen;
use crate::reader::words::Words;

/// A list of the document, which begins its numbers anew.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// The first number, or none for bullets.
    pub(super) start: Option<u64>,
    /// How deep it lies in others, from 0.
    pub(super) level: usize,
}

/// The part of the package that is being written: pictures stand in the text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Notes,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the text.
    Body,
    /// In a quotation.
    Quote,
    /// In a note set apart.
    Aside,
    /// In an item of a list, so deep; the first paragraph bears the number of the list.
    Item {
        /// From 0.
        level: usize,
        /// The list, for the first paragraph of an item.
        list: Option<usize>,
    },
    /// Under a term.
    Meaning,
    /// In a footnote.
    Note,
}

/// Writes the text of one report.
pub(super) struct Writer<'a> {
    pub(super) house: House,
    pub(super) words: &'a Words,
    pub(super) site: &'a Site,
    pub(super) report: &'a Report,
    pub(super) pictures: &'a Pictures,
    /// The attachments, in the order of their numbers.
    pub(super) attachments: Vec<Attachment<'a>>,
    /// Where links inside the report may lead.
    pub(super) anchors: Anchors,
    /// The symbols that were set.
    pub(super) seen: Seen,
    /// The chapter that is being written, by its address, and its footnotes.
    pub(super) chapter: (&'a str, &'a [Vec<Block>]),
    pub(super) part: Part,
    /// The footnotes written so far.
    pub(super) notes: Vec<String>,
    /// The number in the document of each footnote that was referred to.
    pub(super) note_numbers: BTreeMap<(&'a str, usize), usize>,
    pub(super) lists: Vec<List>,
    /// The pictures that are shown, and the SVG beside some.
    pub(super) media: Vec<&'a Picture>,
    /// How many charts and pictures, and how many tables, have a number.
    pub(super) figures: usize,
    pub(super) tables: usize,
}

impl Writer<'_> {
    /// A bookmark around runs, where a link may lead here.
    pub(super) fn marked(&self, anchor: &str, runs: &str) -> String {
        match self.anchors.find(self.chapter.0, anchor) {
            Some((number, name)) => bookmark(number, &name, runs),
            None => runs.to_owned(),
        }
    }

    /// `word/numbering.xml`: the two kinds of lists, and every list.
    pub(super) fn numbering(&self) -> String {
        let mut out = String::new();
        for (id, numbered) in [(0, false), (1, true)] {
            let levels: String = (0..LEVELS).map(|level| self.level(level, numbered)).collect();
            let attributes = [("w:abstractNumId", &*id.to_string())];
            out.push_str(&element(
                "w:abstractNum",
                &attributes,
                &(val("multiLevelType", "multilevel") + &levels),
            ));
        }
        for (at, list) in self.lists.iter().enumerate() {
            let kind = val("abstractNumId", u8::from(list.start.is_some()));
            let start = list.start.map_or(String::new(), |start| {
                let level = list.level.min(LEVELS - 1).to_string();
                element("w:lvlOverride", &[("w:ilvl", &*level)], &val("startOverride", start))
            });
            out.push_str(&element("w:num", &[("w:numId", &*(at + 1).to_string())], &(kind + &start)));
        }
        out
    }

    fn level(&self, level: usize, numbered: bool) -> String {
        let number = level + 1;
        let text = match (self.house, numbered) {
            (House::Chinese, false) => "——".to_owned(),
            (House::Chinese, true) => match level {
                0 => "%1.".to_owned(),
                1 => "（%2）".to_owned(),
                _ => format!("%{number})"),
            },
            (House::Latin, false) => "•".to_owned(),
            (House::Latin, true) => format!("%{number}."),
        };
        let kind = if numbered { "decimal" } else { "bullet" };
        let after = match self.house {
            House::Chinese => val("suff", "nothing"),
            House::Latin => String::new(),
        };
        let ink = "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>";
        let inner = val("start", 1)
            + &val("numFmt", kind)
            + &after
            + &val("lvlText", text)
            + &val("lvlJc", "left")
            + &wrap("w:pPr", "")
            + ink;
        element("w:lvl", &[("w:ilvl", &*level.to_string())], &inner)
    }
}

/// How many levels of lists are told apart.
pub(super) const LEVELS: usize = 9;

/// A place that links lead to.
pub(super) fn bookmark(number: usize, name: &str, runs: &str) -> String {
    format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{number}\"/>")
}
