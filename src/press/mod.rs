//! A site printed: from a loaded project to all its pages, or to the problems that keep them from being published.
//! Enter at [`Press`].

mod edition;

use rayon::prelude::*;

pub use self::edition::{Edition, Pages};
use crate::load::{self, Project};
use crate::model::{Audience, BlockKind, Report, images};
use crate::problem::{Fault, Place, Problem, has_errors, nearest};
use crate::render::{Entry, Page, Renderer, Setting};
use crate::resolve::Book;

/// Prints a site for an audience, as often as its project changes.
#[derive(Debug)]
pub struct Press {
    audience: Audience,
    only: Vec<String>,
}

/// What came of printing a project.
#[derive(Debug)]
pub struct Printing {
    /// The site; none where there are errors.
    pub edition: Option<Edition>,
    /// All that was found, in no order.
    pub problems: Vec<Problem>,
}

impl Press {
    /// A press for an audience. `only` names the reports that make the site, by their path; none means all.
    #[must_use]
    pub fn new(audience: Audience, only: &[String]) -> Self {
        let only = only.iter().map(|path| path.trim_end_matches('/').to_owned()).collect();
        Self { audience, only }
    }

    /// Prints a project. Problems of loading it are not repeated.
    pub fn print(&mut self, project: &Project) -> Printing {
        let (book, mut problems) = Book::open(project, self.audience);
        self.unknown(&book, &mut problems);
        let mut reports = Vec::new();
        for (report, mut found) in book.reports(|report, problems| (report, problems)) {
            if self.only.is_empty() || self.only.contains(&report.path) {
                problems.append(&mut found);
                reports.push(report);
            }
        }
        let entries = reports.iter().map(Entry::from).collect();
        let setting = Setting { audience: self.audience, entries, trends: book.trends(&reports) };
        let parts = Renderer::new(&project.dressing.theme, &project.site, setting).map(|renderer| {
            let reports = reports.par_iter().map(|report| {
                let pages = renderer.report(report)?;
                Ok(pages.into_iter().chain(pictures(project, report)?).collect())
            });
            let mut parts: Vec<Result<Vec<Page>, Vec<Problem>>> = reports.collect();
            parts.push(renderer.front());
            parts
        });
        let mut made = Vec::new();
        for part in parts.unwrap_or_else(|found| vec![Err(found)]) {
            match part {
                Ok(pages) => made.push(Pages::of(pages)),
                Err(mut found) => problems.append(&mut found),
            }
        }
        let edition = (!has_errors(&problems)).then(|| Edition::of(made, reports.iter().map(charts).sum()));
        Printing { edition, problems }
    }

    /// Reports the names in `only` that no report has.
    fn unknown(&self, book: &Book<'_>, problems: &mut Vec<Problem>) {
        for name in &self.only {
            if !(0..book.len()).any(|at| book.path(at) == name) {
                let near = nearest(name, (0..book.len()).map(|at| book.path(at)));
                problems.push(Problem::new(Fault::NoReport { name: name.clone(), near }, Place::None));
            }
        }
    }
}

/// How many charts a report shows.
fn charts(report: &Report) -> usize {
    report.blocks().filter(|block| matches!(block.kind, BlockKind::Chart(_))).count()
}

/// The pictures that a report's shown texts use.
fn pictures(project: &Project, report: &Report) -> Result<Vec<Page>, Vec<Problem>> {
    let mut files = Vec::new();
    report.blocks().for_each(|block| images(block, &mut files));
    files.sort();
    files.dedup();
    let read = |file: String| {
        let bytes = load::picture(project, &report.path, &file)?;
        Ok(Page { path: format!("{}/{file}", report.path), bytes })
    };
    files.into_iter().map(read).collect()
}
