//! A report as a Word document in the form of GB/T 9704—2012: the text, then what was attached to it. A reader of the
//! report's tree that writes WordprocessingML (ECMA-376) by hand. Enter at [`document`].

mod anchors;
mod attachments;
mod blocks;
mod drawing;
mod exhibits;
mod format;
mod frame;
mod front;
mod house;
mod inline;
mod package;
mod styles;
mod table;
mod theme;
mod writer;
mod xml;

use std::collections::BTreeMap;

use self::anchors::Anchors;
use self::frame::Side;
use self::house::House;
use self::package::{Part, Properties};
use self::writer::{Place, Writer};
use self::xml::{NAMESPACES, part};
use super::Pictures;
use super::attachment::Attachment;
use super::standard::marks;
use crate::model::{Audience, Report, Site, Theme, plain};
use crate::reader::symbols::Seen;
use crate::reader::words::Words;

/// Whether a document begins with a table of contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// It does.
    Listed,
    /// It begins with its title.
    LeftOut,
}

/// What a document needs to know beside its report.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Whose it is.
    pub site: &'a Site,
    /// The words of the interface.
    pub theme: &'a Theme,
    /// Who it is for.
    pub audience: Audience,
    /// Whether it has a table of contents.
    pub contents: Contents,
}

/// A report as a document (.docx), with its pictures.
#[must_use]
pub fn document(setting: &Setting<'_>, report: &Report, pictures: &Pictures) -> Vec<u8> {
    let words = Words::new(&setting.theme.interface);
    let house = House::of(&setting.site.language);
    let mut writer = Writer {
        house,
        words: &words,
        site: setting.site,
        report,
        pictures,
        attachments: Attachment::of(report),
        anchors: Anchors::of(report),
        seen: Seen::default(),
        chapter: ("", &report.opening_footnotes),
        part: writer::Part::Text,
        notes: Vec::new(),
        note_numbers: BTreeMap::new(),
        lists: Vec::new(),
        media: Vec::new(),
        figures: 0,
        tables: 0,
    };
    let marks = marks((setting.site, setting.audience), report, &words);
    let text = text(&mut writer, setting.contents);
    let body = format!("<w:body>{text}{}</w:body>", frame::section(house, !marks.is_empty()));
    let text = part(&format!("<w:document {NAMESPACES}>{body}</w:document>"));
    let parts = parts(&writer, &marks);
    package::package(text, &parts, &writer.media, &properties(setting.site, report))
}

/// The text from the title to the last attachment.
fn text(writer: &mut Writer<'_>, contents: Contents) -> String {
    let report = writer.report;
    let mut out = String::new();
    if contents == Contents::Listed {
        out.push_str(&writer.contents());
    }
    out.push_str(&writer.heading_of_all(contents));
    out.push_str(&writer.blocks(&report.opening, &Place::Body));
    for chapter in report.reading_order() {
        writer.chapter = (&chapter.address, &chapter.footnotes);
        out.push_str(&writer.chapter(chapter));
    }
    front::keep_last(&mut out);
    out.push_str(&writer.enclosures());
    out.push_str(&writer.signed());
    // The remarks come before the attachments and explain their symbols too.
    let attached = writer.attached();
    out.push_str(&writer.remarks());
    out + &attached
}

fn parts(writer: &Writer<'_>, marks: &str) -> Vec<Part> {
    let new = |name: &str, kind: &'static str, bytes| Part { name: name.to_owned(), kind, bytes };
    let numbering = format!("<w:numbering {NAMESPACES}>{}</w:numbering>", writer.numbering());
    let notes = format!("<w:footnotes {NAMESPACES}>{SEPARATORS}{}</w:footnotes>", writer.notes.concat());
    let mut parts = vec![
        new("styles", "styles", styles::styles(writer.house, &writer.site.language)),
        new("settings", "settings", frame::settings(writer.house)),
        new("fontTable", "fontTable", styles::fonts()),
        new("numbering", "numbering", part(&numbering)),
        new("footnotes", "footnotes", part(&notes)),
        new("theme/theme1", "theme", theme::theme(writer.house)),
    ];
    for side in Side::BOTH {
        parts.push(new(&side.part("footer"), "footer", frame::footer(side)));
        if !marks.is_empty() {
            parts.push(new(&side.part("header"), "header", frame::header(marks)));
        }
    }
    parts
}

/// The lines between text and footnotes, which Word wants to be told.
const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p>\
    </w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>\
    <w:continuationSeparator/></w:r></w:p></w:footnote>";

/// Only what the report says: no clock is read.
fn properties(site: &Site, report: &Report) -> Properties {
    let time = |stamp: Option<crate::model::Stamp>| stamp.map(|stamp| stamp.rfc3339(&site.timezone));
    Properties {
        title: plain(&report.title),
        creator: site.organisation.name.clone().or_else(|| report.source.clone()).unwrap_or_default(),
        description: plain(&report.summary),
        language: site.language.clone(),
        created: time(report.published),
        modified: time(report.updated.or(report.published)),
    }
}
