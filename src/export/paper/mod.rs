//! A report as a page of HTML that a browser prints in the form of GB/T 9704—2012: what the Word document says, from
//! the same tree. It holds all that it shows. Enter at [`document`].

mod attachments;
mod exhibits;
mod front;
mod inline;
mod style;
mod text;

use std::collections::BTreeMap;

use super::attachment::Attachment;
use super::standard::marks;
use crate::chart::Paint;
use crate::model::{Audience, Block, Report, Site, Theme, plain};
use crate::reader::paper;
use crate::reader::symbols::Seen;
use crate::reader::words::Words;
use crate::xml::esc;

/// What a document needs to know beside its report.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Whose it is.
    pub site: &'a Site,
    /// The words of the interface, and what charts are painted with.
    pub theme: &'a Theme,
    /// Who it is for.
    pub audience: Audience,
}

/// Sets one report.
struct Sheet<'a> {
    words: &'a Words,
    site: &'a Site,
    report: &'a Report,
    ink: Paint,
    /// What its text shows, by the path in the report.
    pictures: &'a BTreeMap<String, Vec<u8>>,
    attachments: Vec<Attachment<'a>>,
    /// The symbols that were set.
    seen: Seen,
    /// The chapter at hand and its footnotes.
    chapter: (&'a str, &'a [Vec<Block>]),
    /// How many figures and tables were numbered.
    figures: usize,
    tables: usize,
    /// The footnotes that were marked in the chapter.
    marked: Vec<usize>,
}

/// A report as HTML for paper, with the pictures that its text shows, by their path in the report.
#[must_use]
pub fn document(setting: &Setting<'_>, report: &Report, pictures: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let words = Words::new(&setting.theme.interface);
    let mut sheet = Sheet {
        words: &words,
        site: setting.site,
        report,
        ink: paper::ink(setting.theme),
        pictures,
        attachments: Attachment::of(report),
        seen: Seen::default(),
        chapter: ("", &report.opening_footnotes),
        figures: 0,
        tables: 0,
        marked: Vec::new(),
    };
    let body = sheet.body();
    let marks = marks((setting.site, setting.audience), report, &words);
    let style = style::sheet(&setting.site.language, &marks);
    let title = plain(&report.title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         img-src data:\">\n<title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        esc(&setting.site.language),
        esc(&title),
    )
    .into_bytes()
}

impl Sheet<'_> {
    /// The text from the title to the last attachment.
    fn body(&mut self) -> String {
        let report = self.report;
        let mut out = self.heading_of_all();
        out.push_str(&self.blocks(&report.opening));
        out.push_str(&self.footnotes());
        for chapter in report.reading_order() {
            self.chapter = (&chapter.address, &chapter.footnotes);
            out.push_str(&self.chapter(chapter));
            out.push_str(&self.footnotes());
        }
        out.push_str(&self.enclosures());
        out.push_str(&self.signed());
        // The remarks come before the attachments and explain their symbols too.
        let attached = self.attached();
        out.push_str(&self.remarks());
        out + &attached
    }
}
