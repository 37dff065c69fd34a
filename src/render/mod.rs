//! Reports become pages: HTML by the theme's templates, style sheets, files for machines. Nothing is written to disk.
//! Enter at [`Renderer`]: `report` for one report, `front` for what the whole site shares.

mod accounts;
mod again;
mod alone;
mod book;
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
mod files;
mod frame;
mod front;
mod html;
mod inline;
mod json;
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

pub use again::Rendered;
pub use entry::{ChapterEntry, Entry, File};

use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, Tera};

use self::again::Known;
use self::drawing::Drawn;
use self::frame::Spec;
use self::links::{Links, Shape, cover_path, inner_path};
use crate::chart::Paint;
use crate::legible::made_legible;
use crate::model::{Audience, Chapter, Report, Site, Theme, Trends};
use crate::problem::{Fault, Place, Problem};
use crate::reader::words::Words;

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
    /// Its reports, all of each office.
    pub entries: Vec<Entry>,
    /// The figures that several reports of one office share, an entry an office.
    pub trends: Vec<Trends>,
    /// What the site has that is not named here; the pages of a report need to know no more of other offices.
    pub beyond: Beyond,
}

impl Setting {
    /// That of a whole site.
    #[must_use]
    pub fn of(audience: Audience, entries: Vec<Entry>, trends: Vec<Trends>) -> Self {
        Self { audience, entries, trends, beyond: Beyond::default() }
    }
}

/// What a site has besides the offices at hand. The default is nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beyond {
    /// Whether there are other offices.
    pub offices: bool,
    /// Whether any of them has figures over the years.
    pub trends: bool,
}

/// Renders the reports of a site with a theme. Its templates are compiled once; it may be shared by threads.
#[derive(Debug)]
pub struct Renderer {
    tera: Arc<Tera>,
    theme: Arc<Theme>,
    site: Arc<Site>,
    audience: Audience,
    entries: Vec<Entry>,
    trends: Vec<Trends>,
    beyond: Beyond,
    words: Arc<Words>,
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
        let renderer = Self {
            ink: crate::reader::paper::ink(theme),
            tera: Arc::new(tera),
            theme: Arc::new(theme.clone()),
            site: Arc::new(site.clone()),
            audience: setting.audience,
            entries: Vec::new(),
            trends: Vec::new(),
            beyond: Beyond::default(),
            words: Arc::new(words),
        };
        Ok(renderer.with(setting))
    }

    /// The same with other reports.
    #[must_use]
    pub fn with(&self, setting: Setting) -> Self {
        let Setting { audience, mut entries, trends, beyond } = setting;
        entries.sort_by(|a, b| (b.year, &a.path).cmp(&(a.year, &b.path)));
        Self {
            tera: Arc::clone(&self.tera),
            theme: Arc::clone(&self.theme),
            site: Arc::clone(&self.site),
            audience,
            entries,
            trends,
            beyond,
            words: Arc::clone(&self.words),
            ink: self.ink.clone(),
        }
    }

    /// The pages of a report by path: cover, chapters, the whole, its figures, files for machines, and what the search
    /// needs of it.
    ///
    /// # Errors
    /// What went wrong in the theme's templates, once for each page at most.
    pub fn report(&self, report: &Report) -> Result<Vec<Page>, Vec<Problem>> {
        let rendered = self.report_after(report, None)?;
        Ok(rendered.pages.into_values().map(Arc::unwrap_or_clone).collect())
    }

    /// The same, taking what still holds from the rendering of an earlier state of the report, by a renderer of the same
    /// base that [makes the same of it](Self::makes_the_same_report).
    ///
    /// # Errors
    /// As for [`report`](Self::report).
    pub fn report_after(
        &self,
        report: &Report,
        earlier: Option<(&Report, &Rendered)>,
    ) -> Result<Rendered, Vec<Problem>> {
        let known = earlier.map(|earlier| Known::new(report, earlier));
        let known = known.as_ref();
        let (rendered, (files, search)) = rayon::join(
            || self.report_pages(report, known),
            || rayon::join(|| self.report_files(report, known), || self.search_data(report)),
        );
        let mut rendered = rendered?;
        let more = files?.into_iter().chain([Arc::new(search)]);
        rendered.pages.extend(more.map(|page| (page.path.clone(), page)));
        Ok(rendered)
    }

    /// The pages of a report that are read: side by side, since the whole takes as long as all chapters.
    fn report_pages(&self, report: &Report, known: Option<&Known<'_>>) -> Result<Rendered, Vec<Problem>> {
        let drawn = &Drawn::new(report, known);
        let chapter = |chapter: &Chapter| {
            let path = inner_path(&report.path, &chapter.address);
            let made = known.and_then(|known| known.chapter(chapter, &path));
            made.map_or_else(|| self.chapter(drawn, chapter).map(Arc::new), Ok)
        };
        let chapters = || report.reading_order().into_par_iter().map(chapter).collect::<Vec<_>>();
        let full = || {
            let path = inner_path(&report.path, "full");
            let links = Links { from: &path, shape: Shape::Whole(&report.path) };
            let wholes = self.wholes(drawn, known, links);
            (self.full(drawn, &wholes).map(Arc::new), wholes)
        };
        let textless = |path: &str| known.and_then(|known| known.textless(path)).map(Ok);
        let figures = || {
            let made = textless(&inner_path(&report.path, "figures"));
            made.unwrap_or_else(|| self.figures(report).map(Arc::new))
        };
        let cover = || {
            let made = known.and_then(|known| known.cover(report, &cover_path(&report.path)));
            made.map_or_else(|| self.cover(drawn).map(Arc::new), Ok)
        };
        let accounts = || {
            let made = textless(&accounts::path(&report.path));
            made.or_else(|| Some(self.accounts(report)?.map(Arc::new)))
        };
        let (((full, wholes), figures), (cover, chapters)) =
            rayon::join(|| rayon::join(full, figures), || rayon::join(cover, chapters));
        let results = std::iter::once(cover).chain(chapters).chain([full, figures]).chain(accounts());
        let pages = gather(results)?.into_iter().map(|page| (page.path.clone(), page)).collect();
        let charts =
            drawn.charts.iter().map(|(id, drawing)| ((*id).to_owned(), Arc::clone(drawing))).collect();
        let addresses = report.reading_order().into_iter().map(|chapter| chapter.address.clone());
        Ok(Rendered { pages, charts, chapters: addresses.zip(wholes).collect() })
    }

    /// The figures of a report and the numbers of its charts as a workbook (.xlsx).
    ///
    /// # Errors
    /// That it would be larger than spreadsheets allow.
    pub fn workbook(&self, report: &Report) -> Result<Vec<u8>, Vec<Problem>> {
        let path = links::inner_path(&report.path, "figures");
        let setter = self.setter(self.links(&path), &report.path);
        figures_workbook::figures_xlsx(&setter, report).map_err(|error| {
            let path = path.replace("index.html", "figures.xlsx");
            let fault = Fault::Unwritten { path, reason: error.to_string() };
            vec![Problem::new(fault, Place::None)]
        })
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

    /// Whether another renderer has the same theme, site and audience, without which none of its pages hold.
    #[must_use]
    pub fn has_the_same_base(&self, other: &Self) -> bool {
        self.theme == other.theme && self.site == other.site && self.audience == other.audience
    }

    /// Whether the pages of a report are those that another renderer [of the same base](Self::has_the_same_base) makes
    /// of it: they show what is the site's and the office's own.
    #[must_use]
    pub fn makes_the_same_report(&self, other: &Self, report: &Report) -> bool {
        let folder = entry::folder_of(&report.path);
        let office = |entry: &&Entry| entry.folder() == folder;
        self.entries.iter().filter(office).eq(other.entries.iter().filter(office))
            && self.trends_of(folder) == other.trends_of(folder)
            && self.has_trends() == other.has_trends()
            && self.is_single_office() == other.is_single_office()
    }

    /// Whether what the site shares is what another renderer [of the same base](Self::has_the_same_base) makes.
    #[must_use]
    pub fn makes_the_same_front(&self, other: &Self) -> bool {
        self.entries == other.entries && self.trends == other.trends
    }

    /// A page by its template: the frame as `page`, the words as `t`, which all templates have, and the views given.
    fn page(&self, template: &str, spec: &Spec<'_>, mut views: Context) -> Result<Page, Vec<Problem>> {
        views.insert("page", &self.frame(spec));
        Ok(Page { path: spec.path.to_owned(), bytes: self.filled(template, &views)? })
    }

    /// A template with its views.
    fn filled(&self, template: &str, views: &Context) -> Result<Vec<u8>, Vec<Problem>> {
        let html = templates::fill((&self.tera, &self.theme), template, views)?;
        Ok(made_legible(html).into_bytes())
    }

    /// The links of a page.
    fn links<'a>(&self, from: &'a str) -> Links<'a> {
        Links { from, shape: Shape::Pages }
    }
}

/// All pages, or all problems, each once.
fn gather<T>(results: impl Iterator<Item = Result<T, Vec<Problem>>>) -> Result<Vec<T>, Vec<Problem>> {
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
