//! Reports become pages: HTML by the theme's templates, style sheets, files for machines. Nothing is written to disk.
//! Enter at [`Renderer`]: `report` for one report, `front` for what the whole site shares.

mod accounts;
mod cards;
mod chapters;
mod cover;
mod downloads;
mod drawing;
mod entry;
mod exhibits;
mod feed;
mod figures_table;
mod figures_workbook;
mod frame;
mod front;
mod html;
mod inline;
mod links;
mod markup;
mod metas;
mod numbers;
mod passages;
#[cfg(test)]
mod sample;
mod search;
mod sheets;
mod symbols;
mod tables;
mod templates;
#[cfg(test)]
mod tests;
mod tokens;
mod trends;
mod views;
mod words;

pub use entry::{ChapterEntry, Entry};

use rayon::prelude::*;
use tera::{Context, Tera};

use self::drawing::Drawn;
use self::frame::Spec;
use self::links::{Links, Shape};
use self::words::Words;
use crate::chart::Paint;
use crate::model::{Audience, Report, Site, Theme, Trends};
use crate::problem::Problem;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the site's folder, with `/`, not percent-encoded: `2022/index.html`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Page {
    fn text(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), bytes: text.into_bytes() }
    }
}

/// What every page of a site needs to know.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Who it is for.
    pub audience: Audience,
    /// All its reports.
    pub entries: Vec<Entry>,
    /// The figures that several reports of one office share, an entry an office.
    pub trends: Vec<Trends>,
}

/// Renders the reports of a site with a theme. Its templates are compiled once; it may be shared by threads.
#[derive(Debug)]
pub struct Renderer {
    tera: Tera,
    theme: Theme,
    site: Site,
    audience: Audience,
    entries: Vec<Entry>,
    trends: Vec<Trends>,
    words: Words,
    /// What charts for paper are painted with.
    ink: Paint,
}

impl Renderer {
    /// Compiles a theme's templates for a site.
    ///
    /// # Errors
    /// The templates that cannot be compiled.
    pub fn new(theme: &Theme, site: &Site, setting: Setting) -> Result<Self, Vec<Problem>> {
        let words = Words::new(&theme.interface);
        let mut tera = templates::compile(theme)?;
        tera.global_context().insert("t", words.all());
        let mut entries = setting.entries;
        entries.sort_by(|a, b| (b.year, &a.path).cmp(&(a.year, &b.path)));
        Ok(Self {
            ink: drawing::ink(theme),
            tera,
            theme: theme.clone(),
            site: site.clone(),
            audience: setting.audience,
            entries,
            trends: setting.trends,
            words,
        })
    }

    /// The pages of a report: cover, chapters, the whole, its figures, files for machines, and what
    /// the search needs of it.
    ///
    /// # Errors
    /// What went wrong in the theme's templates, once for each page at most.
    pub fn report(&self, report: &Report) -> Result<Vec<Page>, Vec<Problem>> {
        let (pages, (files, search)) = rayon::join(
            || self.report_pages(&Drawn::new(report)),
            || rayon::join(|| self.report_files(report), || self.search_data(report)),
        );
        let mut pages = pages?;
        pages.extend(files?);
        pages.push(search);
        Ok(pages)
    }

    /// The pages of a report that are read: side by side, since the whole takes as long as all chapters.
    fn report_pages(&self, drawn: &Drawn<'_>) -> Result<Vec<Page>, Vec<Problem>> {
        let report = drawn.report;
        let chapters = || -> Vec<_> {
            report.reading_order().into_par_iter().map(|chapter| self.chapter(drawn, chapter)).collect()
        };
        let ((full, figures), (cover, chapters)) = rayon::join(
            || rayon::join(|| self.full(drawn), || self.figures(report)),
            || rayon::join(|| self.cover(drawn), chapters),
        );
        let results = std::iter::once(cover).chain(chapters).chain([full, figures]);
        gather(results.chain(self.accounts(report)))
    }

    /// What the site shares: home, trends, search, 404, style sheets and other assets, robots.txt, and with a base address
    /// the site map and the feed.
    ///
    /// # Errors
    /// What went wrong in the theme's templates.
    pub fn front(&self) -> Result<Vec<Page>, Vec<Problem>> {
        let (trends, (pages, assets)) = rayon::join(
            || self.trend_pages(),
            || (gather([self.home(), self.search(), self.lost()].into_iter()), self.assets()),
        );
        let mut pages = pages?;
        pages.extend(trends?);
        pages.extend(assets);
        pages.extend(self.site_files());
        Ok(pages)
    }

    /// Whether the pages of a report are those that another renderer makes of it: they show what is the site's and
    /// the office's own.
    #[must_use]
    pub fn makes_the_same_report(&self, other: &Self, report: &Report) -> bool {
        let folder = entry::folder_of(&report.path);
        let office = |entry: &&Entry| entry.folder() == folder;
        self.has_the_same_base(other)
            && self.entries.iter().filter(office).eq(other.entries.iter().filter(office))
            && self.trends_of(folder) == other.trends_of(folder)
            && self.trends.is_empty() == other.trends.is_empty()
            && self.is_single_office() == other.is_single_office()
    }

    /// Whether what the site shares is what another renderer makes.
    #[must_use]
    pub fn makes_the_same_front(&self, other: &Self) -> bool {
        self.has_the_same_base(other) && self.entries == other.entries && self.trends == other.trends
    }

    fn has_the_same_base(&self, other: &Self) -> bool {
        self.theme == other.theme && self.site == other.site && self.audience == other.audience
    }

    /// A page by its template: the frame as `page`, the words as `t`, which all templates have, and the views given.
    fn page(&self, template: &str, spec: &Spec<'_>, mut views: Context) -> Result<Page, Vec<Problem>> {
        views.insert("page", &self.frame(spec));
        let text =
            self.tera.render(template, &views).map_err(|error| templates::problems(&self.theme, &error))?;
        Ok(Page::text(spec.path, text))
    }

    /// The links of a page.
    fn links<'a>(&self, from: &'a str) -> Links<'a> {
        Links { from, shape: Shape::Pages }
    }
}

/// All pages, or all problems, each once.
fn gather(results: impl Iterator<Item = Result<Page, Vec<Problem>>>) -> Result<Vec<Page>, Vec<Problem>> {
    let mut pages = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    for result in results {
        match result {
            Ok(page) => pages.push(page),
            Err(found) => {
                for problem in found {
                    if !problems.contains(&problem) {
                        problems.push(problem);
                    }
                }
            }
        }
    }
    if problems.is_empty() { Ok(pages) } else { Err(problems) }
}
