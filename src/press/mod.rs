//! A site printed: from a loaded project to all its pages, or to the problems that keep them from being published.
//! Enter at [`Press`]. It keeps what it printed and prints anew only what a change concerns: what comes out is, byte
//! for byte, what a new press would print.

mod archive;
mod edition;

use std::sync::Arc;

use rayon::prelude::*;

pub use self::archive::{Printed, Sink};
pub use self::edition::{Edition, Pages};
use crate::export;
use crate::load::{self, Project};
use crate::model::{Audience, BlockKind, Report, plain};
use crate::problem::{Place, Problem, has_errors};
use crate::reader::parts;
use crate::render::{Entry, File, Page, Rendered, Renderer, Setting};
use crate::resolve::{Book, Reading};

/// Prints a site for an audience, as often as its project changes.
#[derive(Debug)]
pub struct Press {
    audience: Audience,
    only: Vec<String>,
    /// The kinds of files that will lie beside the pages of a report that asks for them.
    offers: Vec<String>,
    last: Option<Proof>,
}

/// What came of printing a project.
#[derive(Debug)]
pub struct Printing {
    /// The site; none where there are errors.
    pub edition: Option<Edition>,
    /// All that was found, in no order.
    pub problems: Vec<Problem>,
}

/// All that was made for a printing.
#[derive(Debug)]
struct Proof {
    book: Book,
    /// None where a template could not be compiled.
    renderer: Option<Renderer>,
    reports: Vec<Proofed>,
    front: Option<Arc<Made>>,
}

/// A report with its pages.
#[derive(Debug)]
struct Proofed {
    reading: Arc<Reading>,
    made: Option<Arc<Made>>,
}

/// The pages of a part of the site, or why they could not be made.
#[derive(Debug)]
struct Made {
    pages: Result<Arc<Pages>, Vec<Problem>>,
    /// Of a report: what its pages were put together from.
    rendered: Option<Rendered>,
}

impl Press {
    /// A press for an audience. `only` names the reports that make the site, by their path; none means all.
    #[must_use]
    pub fn new(audience: Audience, only: &[String]) -> Self {
        let only = only.iter().map(|path| path.trim_end_matches('/').to_owned()).collect();
        Self { audience, only, offers: Vec::new(), last: None }
    }

    /// The press, for a site beside whose pages such files will lie, of reports that ask for them: covers link to them.
    #[must_use]
    pub fn offering(self, kinds: &[&str]) -> Self {
        Self { offers: kinds.iter().map(|&kind| kind.to_owned()).collect(), ..self }
    }

    /// The files that lie beside the pages of a report.
    #[must_use]
    pub fn files(&self, project: &Project, report: &Report) -> Vec<File> {
        let offered = report.downloads.iter().filter(|kind| self.offers.contains(kind));
        let file = |kind: &String| File {
            kind: kind.clone(),
            name: file_name(project, self.audience, (&plain(&report.title), kind)),
        };
        offered.map(file).collect()
    }

    /// Prints a project. Problems of loading it are not repeated.
    pub fn print(&mut self, project: &Project) -> Printing {
        let last = self.last.take();
        let (book, mut problems) =
            Book::open_after(project, self.audience, last.as_ref().map(|last| &last.book));
        let unknown = self.only.iter().filter_map(|name| project.find(name).err());
        problems.extend(unknown.map(|fault| Problem::new(fault, Place::None)));
        let readings = self.readings(&book, last.as_ref());
        problems.extend(readings.iter().flat_map(|reading| reading.problems.iter().cloned()));
        let renderer = match self.renderer(project, &book, &readings) {
            Ok(renderer) => Some(renderer),
            Err(mut found) => {
                problems.append(&mut found);
                None
            }
        };
        let proof = proof(project, (book, renderer, readings), last.as_ref());
        let made = proof.reports.iter().filter_map(|report| report.made.as_ref()).chain(&proof.front);
        let mut parts = Vec::new();
        for made in made {
            match &made.pages {
                Ok(pages) => parts.push(Arc::clone(pages)),
                Err(found) => problems.extend(found.iter().cloned()),
            }
        }
        let charts = proof.reports.iter().map(|report| charts(&report.reading.report)).sum();
        let edition = (!has_errors(&problems)).then(|| Edition::of(parts, charts));
        self.last = Some(proof);
        // Thousands of texts take a while to be taken apart: nobody needs to wait for it.
        rayon::spawn(move || drop(last));
        Printing { edition, problems }
    }

    /// The reports of the last printing.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        self.last.iter().flat_map(|last| &last.reports).map(|report| &report.reading.report)
    }

    fn renderer(
        &self,
        project: &Project,
        book: &Book,
        readings: &[Arc<Reading>],
    ) -> Result<Renderer, Vec<Problem>> {
        let reports = || readings.iter().map(|reading| &reading.report);
        let entries = || readings.par_iter().map(|reading| self.entry(project, &reading.report)).collect();
        let (entries, trends) = rayon::join(entries, || book.trends(reports()));
        let setting = Setting::of(self.audience, entries, trends);
        Renderer::new(&project.dressing.theme, &project.site, setting)
    }

    /// A report in short, with its files.
    fn entry(&self, project: &Project, report: &Report) -> Entry {
        Entry { files: self.files(project, report), ..Entry::from(report) }
    }

    /// Whether a report is one of those that make the site.
    fn prints(&self, path: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == path)
    }

    /// Reads the reports that make the site, in parallel.
    fn readings(&self, book: &Book, last: Option<&Proof>) -> Vec<Arc<Reading>> {
        let reports: Vec<usize> = (0..book.len()).filter(|&at| self.prints(book.path(at))).collect();
        let read = |&at: &usize| {
            let known = last.and_then(|last| {
                let same = |known: &&Proofed| known.reading.report.path == book.path(at);
                last.reports.iter().find(same).map(|known| (&last.book, &known.reading))
            });
            match known {
                Some((earlier, reading)) if book.is_unchanged(at, (earlier, reading)) => Arc::clone(reading),
                known => Arc::new(book.read(at, known.map(|(earlier, reading)| (earlier, &**reading)))),
            }
        };
        reports.par_iter().map(read).collect()
    }
}

/// The name of a file for those who take it away: the title, and for whom it is where it is not for everyone, so that
/// one for the office alone is never taken for a public one.
#[must_use]
pub fn file_name(project: &Project, audience: Audience, (title, extension): (&str, &str)) -> String {
    let words = &project.dressing.words;
    let mark = match audience {
        Audience::Public => String::new(),
        Audience::Internal => {
            words.fill("interface.document.in_brackets", &[("text", words.word("interface.mark_internal"))])
        }
    };
    export::file_name(&format!("{title}{mark}"), extension)
}

/// Makes the pages that the last printing did not make or would make differently, in parallel.
fn proof(
    project: &Project,
    (book, renderer, readings): (Book, Option<Renderer>, Vec<Arc<Reading>>),
    last: Option<&Proof>,
) -> Proof {
    let with = renderer.as_ref();
    let earlier = last
        .and_then(|last| Some((last, last.renderer.as_ref()?)))
        .filter(|(_, other)| with.is_some_and(|renderer| renderer.has_the_same_base(other)));
    let report = |reading: Arc<Reading>| {
        let made = with.map(|renderer| {
            let known = earlier.and_then(|(last, other)| {
                let is_it = |known: &&Proofed| known.reading.report.path == reading.report.path;
                let known = last.reports.iter().find(is_it)?;
                renderer.makes_the_same_report(other, &reading.report).then_some(known)
            });
            let same = known.filter(|known| Arc::ptr_eq(&known.reading, &reading));
            let made = same.and_then(|known| known.made.clone());
            made.unwrap_or_else(|| Arc::new(report_pages(project, (renderer, &reading.report), known)))
        });
        Proofed { reading, made }
    };
    let front = || {
        let renderer = with?;
        let known = earlier.filter(|(_, other)| renderer.makes_the_same_front(other));
        let pages = || renderer.front().map(|pages| Pages::of(pages.into_iter().map(Arc::new)));
        let made = || Arc::new(Made { pages: pages(), rendered: None });
        Some(known.and_then(|(last, _)| last.front.clone()).unwrap_or_else(made))
    };
    let (reports, front) = rayon::join(|| readings.into_par_iter().map(report).collect(), front);
    Proof { book, renderer, reports, front }
}

/// The pages of a report, with its pictures.
fn report_pages(
    project: &Project,
    (renderer, report): (&Renderer, &Report),
    known: Option<&Proofed>,
) -> Made {
    let earlier =
        known.and_then(|known| Some((&known.reading.report, known.made.as_ref()?.rendered.as_ref()?)));
    match renderer.report_after(report, earlier) {
        Ok(rendered) => {
            let pictures = pictures(project, report).map(|pictures| {
                Pages::of(rendered.pages().values().cloned().chain(pictures.into_iter().map(Arc::new)))
            });
            Made { pages: pictures, rendered: Some(rendered) }
        }
        Err(found) => Made { pages: Err(found), rendered: None },
    }
}

/// How many charts a report shows.
fn charts(report: &Report) -> usize {
    report.blocks().filter(|block| matches!(block.kind, BlockKind::Chart(_))).count()
}

/// The pictures that a report's shown texts use.
fn pictures(project: &Project, report: &Report) -> Result<Vec<Page>, Vec<Problem>> {
    let files = load::pictures(project, &report.path, parts::pictures(report))?.into_iter();
    Ok(files.map(|(file, bytes)| Page { path: format!("{}/{file}", report.path), bytes }).collect())
}
