//! `nianbao build`: read, print and publish, a few offices at a time.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::maker::{Maker, folder};
use super::{Outcome, browser, report};
use crate::cli::{BuildArgs, Format};
use crate::load::{self, Catalogue, Project, Request};
use crate::model::{Audience, Report};
use crate::press::{Press, Printed, Sink};
use crate::problem::{Problem, Severity, Tongue, ToolFault, has_errors};
use crate::publish::{Made, Publication, Refusal, recover};
use crate::render::Page;

pub(super) fn run(arguments: &BuildArgs) -> Outcome {
    let started = Instant::now();
    let threads = arguments.jobs.map_or(0, usize::from);
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else {
        return Outcome::Failed;
    };
    pool.install(|| build(arguments, started))
}

fn build(arguments: &BuildArgs, started: Instant) -> Outcome {
    let (strictness, audience) = (&arguments.strictness, arguments.common.audience.into());
    let out = out_folder(arguments);
    let request = Request { content: arguments.common.content.clone(), theme: arguments.theme.clone() };
    let (catalogue, mut problems) = Catalogue::open(&request);
    let tongue =
        arguments.common.tongue(catalogue.as_ref().map(|catalogue| catalogue.site().language.as_str()));
    if let Err(error) = recover(&out) {
        return failed(&Refusal::Io(error), arguments, tongue);
    }
    let Some(catalogue) = catalogue else { return report::problems(problems, strictness, tongue) };
    let browser = browser::find(None);
    let press = Press::new(audience, &arguments.only).offering(kinds(browser.is_ok()));
    let way = format!("{audience:?} {:?} {}", arguments.only, browser.is_ok());
    let made = load::fingerprint(&request).and_then(|hash| Made::new(&out, (hash, &way)));
    if let Some(standing) = made.as_ref().and_then(Made::standing) {
        problems = if standing.warned { press.read_all(&catalogue) } else { Vec::new() };
        let line = unchanged(&standing, &out, tongue);
        return told(problems, &line, arguments, tongue);
    }
    let output = Output::begin(&out, audience, browser);
    let Printed { problems: found, pages, charts, taken } = press.print_all(&catalogue, &output);
    problems.extend(found.into_iter().chain(output.missing()));
    let denied = strictness.deny_warnings && !problems.is_empty();
    if denied || has_errors(&problems) {
        return report::problems(problems, strictness, tongue);
    }
    let finish = |publication: Publication| {
        taken.map_err(Refusal::Io)?;
        publication.finish()
    };
    match output.publication.and_then(finish) {
        Ok(built) => {
            if let Some(made) = made {
                made.remember(&built, (pages, charts), !problems.is_empty());
            }
            let line = done((pages, charts), (&out, started), tongue);
            told(problems, &line, arguments, tongue)
        }
        Err(refusal) => failed(&refusal, arguments, tongue),
    }
}

/// Tells of warnings, and by a line what came of the build.
fn told(problems: Vec<Problem>, line: &str, arguments: &BuildArgs, tongue: Tongue) -> Outcome {
    let outcome = report::problems(problems, &arguments.strictness, tongue);
    if arguments.strictness.format == Format::Text && outcome == Outcome::Done {
        report::line(line);
    }
    outcome
}

/// The kinds of files that can be made beside pages.
fn kinds(has_browser: bool) -> &'static [&'static str] {
    if has_browser { &["docx", "pdf", "html", "zip"] } else { &["docx", "html", "zip"] }
}

fn out_folder(arguments: &BuildArgs) -> PathBuf {
    let named = || PathBuf::from(folder(arguments.common.audience.into()));
    arguments.out.clone().unwrap_or_else(named)
}

/// The site being written, unless its folder must not be: then the content is still held to be right or wrong.
struct Output {
    publication: Result<Publication, Refusal>,
    audience: Audience,
    /// What prints PDFs.
    browser: Result<PathBuf, ToolFault>,
    asks_for_pdf: AtomicBool,
}

impl Output {
    fn begin(out: &Path, audience: Audience, browser: Result<PathBuf, ToolFault>) -> Self {
        Self {
            publication: Publication::begin(out, audience),
            audience,
            browser,
            asks_for_pdf: AtomicBool::new(false),
        }
    }

    /// A warning where a report offers a PDF and there is no browser.
    fn missing(&self) -> Option<Problem> {
        let why = self.browser.as_ref().err().filter(|_| self.asks_for_pdf.load(Ordering::Relaxed))?;
        Some(browser::missing(why.clone(), Severity::Warning))
    }
}

impl Sink for Output {
    fn page(&self, page: &Page) -> io::Result<()> {
        match &self.publication {
            Ok(publication) => publication.write(&page.path, &page.bytes),
            Err(_) => Ok(()),
        }
    }

    fn beside(&self, press: &Press, project: &Project, report: &Report) -> Result<Vec<Page>, Vec<Problem>> {
        if report.downloads.iter().any(|kind| kind == "pdf") {
            self.asks_for_pdf.store(true, Ordering::Relaxed);
        }
        let maker = Maker { project, audience: self.audience };
        let mut pages = Vec::new();
        for file in press.files(project, report) {
            if let Some(bytes) = maker.file(report, &file.kind, self.browser.as_deref().ok()) {
                pages.push(Page { path: format!("{}/{}", report.path, file.name), bytes: bytes? });
            }
        }
        Ok(pages)
    }
}

fn failed(refusal: &Refusal, arguments: &BuildArgs, tongue: Tongue) -> Outcome {
    match refusal {
        Refusal::Problem(problem) => {
            report::problems(vec![(**problem).clone()], &arguments.strictness, tongue)
        }
        Refusal::Io(error) => report::unwritten(error, tongue),
    }
}

/// One line: that nothing had to be written, and where the site is.
fn unchanged(made: &Made, out: &Path, tongue: Tongue) -> String {
    let index = out.join("index.html").display().to_string();
    let Made { pages, charts, .. } = made;
    match tongue {
        Tongue::Chinese => format!("内容没有变化，{pages}页、{charts}张图都是最新的，未写入文件：{index}"),
        Tongue::English => {
            format!("nothing has changed: {pages} pages and {charts} charts are up to date: {index}")
        }
    }
}

/// One line: pages, charts, time, and where.
fn done((pages, charts): (usize, usize), (out, started): (&Path, Instant), tongue: Tongue) -> String {
    let time = started.elapsed().as_millis();
    let index = out.join("index.html").display().to_string();
    match tongue {
        Tongue::Chinese => format!("生成{pages}页、{charts}张图，用时{time}毫秒：{index}"),
        Tongue::English => {
            let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            format!("{} and {} in {time} ms: {index}", count(pages, "page"), count(charts, "chart"))
        }
    }
}
