//! A site of any size, printed a few offices at a time. Enter at [`Press::print_all`].

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Press, charts, pictures};
use crate::load::{Catalogue, Project};
use crate::model::{Report, Trends};
use crate::problem::{Fault, Place, Problem, has_errors, nearest};
use crate::render::{Beyond, Entry, Page, Renderer, Setting};
use crate::resolve::{Book, Reading};

/// Offices are taken together until they have as many reports, so that all threads have work and memory has an end.
const AT_ONCE: usize = 16;

/// Where the pages of a site go.
pub trait Sink: Sync {
    /// Takes a page; from several threads at once, in no order. Pages may be given before an error is found.
    ///
    /// # Errors
    /// That it could not be written. No further pages are given then.
    fn page(&self, page: &Page) -> io::Result<()>;

    /// The files that lie beside the pages of a report, of a project that has all reports of its office.
    ///
    /// # Errors
    /// What keeps them from being made.
    fn beside(&self, press: &Press, project: &Project, report: &Report) -> Result<Vec<Page>, Vec<Problem>>;
}

/// What came of printing a site.
#[derive(Debug)]
pub struct Printed {
    /// All that was found, in no order.
    pub problems: Vec<Problem>,
    /// How many pages of HTML there are.
    pub pages: usize,
    /// How many charts its reports show.
    pub charts: usize,
    /// That all pages were taken, or why not.
    pub taken: io::Result<()>,
}

impl Press {
    /// Reads and prints all reports of a catalogue, and gives each page away as soon as it is made. What comes out is what
    /// [`print`](Self::print) makes of the whole; nothing is kept. A site with errors is not complete.
    pub fn print_all(&self, catalogue: &Arc<Catalogue>, sink: &dyn Sink) -> Printed {
        self.run(catalogue, Some(sink))
    }

    /// Reads all reports of a catalogue for what is wrong with them, and makes no page.
    #[must_use]
    pub fn read_all(&self, catalogue: &Arc<Catalogue>) -> Vec<Problem> {
        self.run(catalogue, None).problems
    }

    fn run(&self, catalogue: &Arc<Catalogue>, sink: Option<&dyn Sink>) -> Printed {
        let printed = Printed { problems: Vec::new(), pages: 0, charts: 0, taken: Ok(()) };
        let mut run = Run {
            press: self,
            catalogue,
            sink,
            renderer: None,
            beyond: Beyond::default(),
            trends: OnceLock::new(),
            drafts: 0,
            entries: Vec::new(),
            all_trends: Vec::new(),
            printed,
        };
        run.all();
        run.printed
    }
}

/// A printing under way.
struct Run<'a> {
    press: &'a Press,
    catalogue: &'a Arc<Catalogue>,
    /// None where no pages are wanted.
    sink: Option<&'a dyn Sink>,
    /// Knows the theme, and no report; none where a template could not be compiled or no pages are wanted.
    renderer: Option<Renderer>,
    beyond: Beyond,
    /// Whether any office has figures over the years.
    trends: OnceLock<bool>,
    /// How many reports could be read.
    drafts: usize,
    entries: Vec<Entry>,
    all_trends: Vec<Trends>,
    printed: Printed,
}

impl Run<'_> {
    fn all(&mut self) {
        let Self { press, catalogue, .. } = *self;
        let nothing = || Setting::of(press.audience, Vec::new(), Vec::new());
        let renderer = || Renderer::new(&catalogue.dressing().theme, catalogue.site(), nothing());
        match self.sink.map(|_| renderer()).transpose() {
            Ok(renderer) => self.renderer = renderer,
            Err(found) => self.printed.problems.extend(found),
        }
        self.printed.problems.extend(self.unknown());
        let offices = catalogue.offices();
        let shown = |office: &&Vec<usize>| office.iter().any(|&at| press.prints(catalogue.path(at)));
        self.beyond.offices = offices.values().filter(shown).count() > 1;
        for group in groups(&offices) {
            self.group(&group, &offices);
        }
        if self.drafts == 0 {
            self.printed.problems.push(catalogue.no_reports());
        }
        self.front();
    }

    /// The reports asked for that there are not.
    fn unknown(&self) -> Vec<Problem> {
        let paths = || (0..self.catalogue.len()).map(|at| self.catalogue.path(at));
        let unknown = self.press.only.iter().filter(|name| paths().all(|path| path != *name));
        let fault = |name: &String| Fault::NoReport { name: name.clone(), near: nearest(name, paths()) };
        unknown.map(|name| Problem::new(fault(name), Place::None)).collect()
    }

    /// Reads and prints some offices.
    fn group(&mut self, group: &[usize], offices: &BTreeMap<String, Vec<usize>>) {
        let (project, problems) = self.catalogue.read(group);
        self.printed.problems.extend(problems);
        self.drafts += project.reports.len();
        let (book, problems) = Book::open(&project, self.press.audience);
        self.printed.problems.extend(problems);
        let readings = self.press.readings(&book, None);
        self.printed.problems.extend(readings.iter().flat_map(|reading| reading.problems.iter().cloned()));
        let entry = |reading: &Arc<Reading>| self.press.entry(&project, &reading.report);
        let entries: Vec<Entry> = readings.par_iter().map(entry).collect();
        let trends = book.trends(readings.iter().map(|reading| &reading.report));
        let has_trends = *self.trends.get_or_init(|| !trends.is_empty() || self.any_trends(group, offices));
        let beyond = Beyond { trends: has_trends, ..self.beyond };
        self.printed.charts += readings.iter().map(|reading| charts(&reading.report)).sum::<usize>();
        if let Some(renderer) = &self.renderer {
            let audience = self.press.audience;
            let setting = Setting { audience, entries: entries.clone(), trends: trends.clone(), beyond };
            let renderer = renderer.with(setting);
            let made: Vec<_> = readings
                .into_par_iter()
                .map(|reading| self.report(&project, (&renderer, &reading.report)))
                .collect();
            made.into_iter().for_each(|made| self.note(made));
        }
        self.entries.extend(entries);
        self.all_trends.extend(trends);
    }

    /// Whether offices other than these have figures over the years. Only those of several reports can.
    fn any_trends(&self, group: &[usize], offices: &BTreeMap<String, Vec<usize>>) -> bool {
        let others = offices.values().filter(|office| office.len() > 1 && !group.contains(&office[0]));
        others.into_iter().any(|office| {
            let (project, _) = self.catalogue.read(office);
            let (book, _) = Book::open(&project, self.press.audience);
            let readings = self.press.readings(&book, None);
            !book.trends(readings.iter().map(|reading| &reading.report)).is_empty()
        })
    }

    /// Makes the pages of a report and gives them away.
    fn report(
        &self,
        project: &Project,
        (renderer, report): (&Renderer, &Report),
    ) -> Result<Given, Vec<Problem>> {
        let mut pages = renderer.report(report)?;
        pages.extend(pictures(project, report)?);
        let sink = self.sink.filter(|_| self.is_open());
        let files = sink.map_or(Ok(Vec::new()), |sink| sink.beside(self.press, project, report))?;
        Ok(Given { taken: self.give(&pages).and(self.give(&files)), pages: count(&pages) })
    }

    /// Makes the pages that the whole site shares and gives them away.
    fn front(&mut self) {
        let entries = std::mem::take(&mut self.entries);
        let trends = std::mem::take(&mut self.all_trends);
        let setting = Setting::of(self.press.audience, entries, trends);
        let made = self.renderer.as_ref().map(|renderer| {
            let pages = renderer.with(setting).front()?;
            Ok(Given { taken: self.give(&pages), pages: count(&pages) })
        });
        made.into_iter().for_each(|made| self.note(made));
    }

    /// Whether pages are still of use.
    fn is_open(&self) -> bool {
        self.printed.taken.is_ok() && !has_errors(&self.printed.problems)
    }

    fn give(&self, pages: &[Page]) -> io::Result<()> {
        match self.sink.filter(|_| self.is_open()) {
            Some(sink) => pages.par_iter().try_for_each(|page| sink.page(page)),
            None => Ok(()),
        }
    }

    fn note(&mut self, made: Result<Given, Vec<Problem>>) {
        match made {
            Ok(Given { taken, pages }) => {
                self.printed.pages += pages;
                if self.printed.taken.is_ok() {
                    self.printed.taken = taken;
                }
            }
            Err(problems) => self.printed.problems.extend(problems),
        }
    }
}

/// What came of giving pages away.
struct Given {
    taken: io::Result<()>,
    /// How many are HTML.
    pages: usize,
}

fn count(pages: &[Page]) -> usize {
    pages.iter().filter(|page| page.path.ends_with(".html")).count()
}

/// Offices in order, as many together as have work for all threads.
fn groups(offices: &BTreeMap<String, Vec<usize>>) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new()];
    for office in offices.values() {
        match groups.last_mut() {
            Some(group) if group.len() < AT_ONCE => group.extend(office),
            _ => groups.push(office.clone()),
        }
    }
    groups
}
