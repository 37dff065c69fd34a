//! A site of any size, printed a few offices at a time. Enter at [`Press::print_all`].

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Press, charts, pictures};
use crate::load::{Catalogue, Project};
use crate::model::{Report, Trends};
use crate::problem::{Place, Problem, has_errors};
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

    /// The files that lie beside the pages of a report, of a project that has all reports of its office: none where
    /// nothing else is said.
    ///
    /// # Errors
    /// What keeps them from being made.
    fn beside(&self, _: &Press, _: &Project, _: &Report) -> Result<Vec<Page>, Vec<Problem>> {
        Ok(Vec::new())
    }
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
        let mut run = Run::new(self, catalogue, Some(sink));
        let problems = print(catalogue, std::slice::from_mut(&mut run));
        run.printed.problems.extend(problems);
        run.printed
    }

    /// Reads all reports of a catalogue for what is wrong with them, and makes no page.
    #[must_use]
    pub fn read_all(&self, catalogue: &Arc<Catalogue>) -> Vec<Problem> {
        let mut run = Run::new(self, catalogue, None);
        let mut problems = print(catalogue, std::slice::from_mut(&mut run));
        problems.extend(run.printed.problems);
        problems
    }

    /// What is wrong with the reports of a catalogue, for several presses of which each makes all its pages: each report
    /// is read once.
    #[must_use]
    pub fn check_all(presses: &[Self], catalogue: &Arc<Catalogue>) -> Vec<Problem> {
        let mut runs: Vec<Run<'_>> =
            presses.iter().map(|press| Run::new(press, catalogue, Some(&Nowhere))).collect();
        let mut problems = print(catalogue, &mut runs);
        problems.extend(runs.into_iter().flat_map(|run| run.printed.problems));
        problems
    }
}

/// Pages are made for the problems that show then, and put away.
struct Nowhere;

impl Sink for Nowhere {
    fn page(&self, _: &Page) -> io::Result<()> {
        Ok(())
    }
}

/// Reads the reports of a catalogue a few offices at a time, and prints each lot in every run. What is wrong with their
/// files.
fn print(catalogue: &Arc<Catalogue>, runs: &mut [Run<'_>]) -> Vec<Problem> {
    let offices = catalogue.offices();
    let (mut problems, mut drafts) = (Vec::new(), 0);
    runs.iter_mut().for_each(|run| run.begin(&offices));
    for group in groups(&offices) {
        let (project, found) = catalogue.read(&group);
        problems.extend(found);
        drafts += project.reports.len();
        runs.iter_mut().for_each(|run| run.group((&group, &project), &offices));
    }
    runs.iter_mut().for_each(Run::front);
    problems.extend((drafts == 0).then(|| catalogue.no_reports()));
    problems
}

/// A printing under way.
struct Run<'a> {
    press: &'a Press,
    catalogue: &'a Arc<Catalogue>,
    /// None where no pages are wanted.
    sink: Option<&'a dyn Sink>,
    /// Knows the theme, and no report; none where a template could not be compiled or no pages are wanted.
    renderer: Option<Renderer>,
    /// Whether there are several offices.
    is_of_offices: bool,
    /// Whether any office has figures over the years, once it is known.
    has_trends: Option<bool>,
    entries: Vec<Entry>,
    all_trends: Vec<Trends>,
    printed: Printed,
}

impl<'a> Run<'a> {
    fn new(press: &'a Press, catalogue: &'a Arc<Catalogue>, sink: Option<&'a dyn Sink>) -> Self {
        Self {
            press,
            catalogue,
            sink,
            renderer: None,
            is_of_offices: false,
            has_trends: None,
            entries: Vec::new(),
            all_trends: Vec::new(),
            printed: Printed { problems: Vec::new(), pages: 0, charts: 0, taken: Ok(()) },
        }
    }

    /// Compiles the templates, and looks for what was asked for.
    fn begin(&mut self, offices: &BTreeMap<String, Vec<usize>>) {
        let Self { press, catalogue, .. } = *self;
        let nothing = || Setting::of(press.audience, Vec::new(), Vec::new());
        let renderer = || Renderer::new(&catalogue.dressing().theme, catalogue.site(), nothing());
        match self.sink.map(|_| renderer()).transpose() {
            Ok(renderer) => self.renderer = renderer,
            Err(found) => self.printed.problems.extend(found),
        }
        let unknown = press.only.iter().filter_map(|name| catalogue.find(name).err());
        self.printed.problems.extend(unknown.map(|fault| Problem::new(fault, Place::None)));
        let shown = |office: &&Vec<usize>| office.iter().any(|&at| press.prints(catalogue.path(at)));
        self.is_of_offices = offices.values().filter(shown).count() > 1;
    }

    /// Prints some offices, by their places in the catalogue.
    fn group(&mut self, (group, project): (&[usize], &Project), offices: &BTreeMap<String, Vec<usize>>) {
        let Resolved { readings, trends, problems } = self.resolve(project);
        self.printed.problems.extend(problems);
        self.printed.problems.extend(readings.iter().flat_map(|reading| reading.problems.iter().cloned()));
        let entry = |reading: &Arc<Reading>| self.press.entry(project, &reading.report);
        let entries: Vec<Entry> = readings.par_iter().map(entry).collect();
        let any = || !trends.is_empty() || self.any_trends(group, offices);
        let has_trends = self.has_trends.unwrap_or_else(any);
        self.has_trends = Some(has_trends);
        self.printed.charts += readings.iter().map(|reading| charts(&reading.report)).sum::<usize>();
        if let Some(renderer) = &self.renderer {
            let (audience, entries, trends) = (self.press.audience, entries.clone(), trends.clone());
            let beyond = Beyond { offices: self.is_of_offices, trends: has_trends };
            let renderer = renderer.with(Setting { audience, entries, trends, beyond });
            let made: Vec<_> = readings
                .into_par_iter()
                .map(|reading| self.report(project, (&renderer, &reading.report)))
                .collect();
            made.into_iter().for_each(|made| self.note(made));
        }
        self.entries.extend(entries);
        self.all_trends.extend(trends);
    }

    fn resolve(&self, project: &Project) -> Resolved {
        let (book, problems) = Book::open(project, self.press.audience);
        let readings = self.press.readings(&book, None);
        let trends = book.trends(readings.iter().map(|reading| &reading.report));
        Resolved { readings, trends, problems }
    }

    /// Whether offices other than these have figures over the years. Only those of several reports can.
    fn any_trends(&self, group: &[usize], offices: &BTreeMap<String, Vec<usize>>) -> bool {
        let mut others = offices.values().filter(|office| office.len() > 1 && !group.contains(&office[0]));
        others.any(|office| !self.resolve(&self.catalogue.read(office).0).trends.is_empty())
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

/// Reports of a project, read.
struct Resolved {
    readings: Vec<Arc<Reading>>,
    trends: Vec<Trends>,
    /// What was found while their figures were computed.
    problems: Vec<Problem>,
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
