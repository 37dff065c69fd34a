//! Files for those who hand in files, made of a project: the bytes alone. Enter at [`Maker`].

use std::collections::BTreeMap;
use std::path::Path;

use super::browser;
use crate::cli::Style;
use crate::export::docx::{self, Contents};
use crate::export::{Studio, archive, paper};
use crate::load::{self, Project};
use crate::model::{Audience, Report, plain};
use crate::press::{Press, Printing};
use crate::problem::Problem;
use crate::reader::parts;
use crate::render::{Entry, Renderer, Setting};

/// Makes files of a project for an audience.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a> {
    pub(super) project: &'a Project,
    pub(super) audience: Audience,
}

/// A file's bytes, or what keeps it from being made.
pub(super) type Bytes = Result<Vec<u8>, Vec<Problem>>;

impl Maker<'_> {
    /// A report as a Word document.
    pub(super) fn docx(self, report: &Report, contents: Contents) -> Bytes {
        let theme = &self.project.dressing.theme;
        let pictures = Studio::new(theme, load::fonts()).pictures(report, self.pictures(report)?)?;
        let setting = docx::Setting { site: &self.project.site, theme, audience: self.audience, contents };
        Ok(docx::document(&setting, report, &pictures))
    }

    /// Its figures and the numbers of its charts as a workbook.
    pub(super) fn xlsx(self, report: &Report) -> Bytes {
        self.renderer(report)?.workbook(report)
    }

    /// A report as one file of HTML.
    pub(super) fn html(self, report: &Report) -> Bytes {
        self.renderer(report)?.alone(report, &self.pictures(report)?)
    }

    /// A report as PDF, printed by a browser.
    pub(super) fn pdf(self, report: &Report, style: Style, browser: &Path) -> Bytes {
        let page = match style {
            Style::Official => {
                let (site, theme) = (&self.project.site, &self.project.dressing.theme);
                let setting = paper::Setting { site, theme, audience: self.audience };
                paper::document(&setting, report, &self.pictures(report)?)
            }
            Style::Book => self.html(report)?,
        };
        browser::print(browser, &page)
    }

    /// The site of some reports, or with no names of all, as an archive, with the title that stands for it; nothing
    /// where the content has errors. And all that was found.
    pub(super) fn zip(self, only: &[String]) -> (Option<(String, Vec<u8>)>, Vec<Problem>) {
        let mut press = Press::new(self.audience, only);
        let Printing { edition, problems } = press.print(self.project);
        let archive = edition.map(|edition| {
            let files: BTreeMap<&str, &[u8]> =
                edition.pages().map(|page| (page.path.as_str(), page.bytes.as_slice())).collect();
            let mut reports = press.reports();
            let title = match (reports.next(), reports.next()) {
                (Some(report), None) if !only.is_empty() => plain(&report.title),
                _ => self.project.site.title.clone(),
            };
            (title, archive::site(folder(self.audience), &files))
        });
        (archive, problems)
    }

    /// A file of a kind that reports offer beside their pages; nothing for another.
    ///
    /// # Errors
    /// What keeps it from being made.
    pub(super) fn file(self, report: &Report, kind: &str, browser: Option<&Path>) -> Option<Bytes> {
        match (kind, browser) {
            ("docx", _) => Some(self.docx(report, Contents::LeftOut)),
            ("html", _) => Some(self.html(report)),
            ("zip", _) => {
                let (site, problems) = self.zip(std::slice::from_ref(&report.path));
                Some(site.map(|(_, bytes)| bytes).ok_or(problems))
            }
            ("pdf", Some(browser)) => Some(self.pdf(report, Style::Official, browser)),
            _ => None,
        }
    }

    /// What the report's shown texts use of its files, by their path in it.
    fn pictures(self, report: &Report) -> Result<BTreeMap<String, Vec<u8>>, Vec<Problem>> {
        load::pictures(self.project, &report.path, parts::pictures(report))
    }

    fn renderer(self, report: &Report) -> Result<Renderer, Vec<Problem>> {
        let setting = Setting::of(self.audience, vec![Entry::from(report)], Vec::new());
        Renderer::new(&self.project.dressing.theme, &self.project.site, setting)
    }
}

/// The folder of a site.
pub(super) fn folder(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "site",
        Audience::Internal => "site-internal",
    }
}
