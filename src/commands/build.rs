//! `nianbao build`: load, resolve, render, publish.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::maker::{Maker, folder};
use super::{Outcome, browser, report};
use crate::cli::{BuildArgs, Strictness};
use crate::load::{self, Project, Request};
use crate::model::Audience;
use crate::press::{Edition, Press, Printing};
use crate::problem::{Problem, Severity, Tongue, has_errors};
use crate::publish::{Publication, Refusal, recover};
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
    let out = out_folder(arguments);
    let request = Request { content: arguments.common.content.clone(), theme: arguments.theme.clone() };
    let (project, mut problems) = load::project(&request);
    let tongue = arguments.common.tongue(project.as_ref().map(|project| project.site.language.as_str()));
    if let Err(error) = recover(&out) {
        return failed(&Refusal::Io(error), &arguments.strictness, tongue);
    }
    let Some(project) = project else { return report::problems(problems, &arguments.strictness, tongue) };
    let audience = arguments.common.audience.into();
    let (browser, mut found) = browser(&project);
    problems.append(&mut found);
    let kinds: &[&str] =
        if browser.is_some() { &["docx", "pdf", "html", "zip"] } else { &["docx", "html", "zip"] };
    let mut press = Press::new(audience, &arguments.only).offering(kinds);
    let Printing { edition, problems: mut found } = press.print(&project);
    problems.append(&mut found);
    let mut files = Vec::new();
    if edition.is_some() && !has_errors(&problems) {
        let maker = Maker { project: &project, audience };
        files = downloads(&press, maker, browser.as_deref()).unwrap_or_else(|mut found| {
            problems.append(&mut found);
            Vec::new()
        });
    }
    let denied = arguments.strictness.deny_warnings && !problems.is_empty();
    let edition = match edition {
        Some(edition) if !denied && !has_errors(&problems) => edition,
        _ => return report::problems(problems, &arguments.strictness, tongue),
    };
    match publish((&edition, &files), &out, audience) {
        Ok(()) => {
            let outcome = report::problems(problems, &arguments.strictness, tongue);
            if arguments.strictness.format == crate::cli::Format::Text {
                report::line(&done(&edition, (&out, started), tongue));
            }
            outcome
        }
        Err(refusal) => failed(&refusal, &arguments.strictness, tongue),
    }
}

fn out_folder(arguments: &BuildArgs) -> PathBuf {
    let named = || PathBuf::from(folder(arguments.common.audience.into()));
    arguments.out.clone().unwrap_or_else(named)
}

/// The browser, where a report offers a PDF; a warning where there is none.
fn browser(project: &Project) -> (Option<PathBuf>, Vec<Problem>) {
    let mut asked = project.reports.iter().flat_map(|report| &report.downloads);
    if !asked.any(|kind| kind == "pdf") {
        return (None, Vec::new());
    }
    match browser::find(None) {
        Ok(browser) => (Some(browser), Vec::new()),
        Err(why) => (None, vec![browser::missing(why, Severity::Warning)]),
    }
}

/// The files that lie beside the pages of the reports.
fn downloads(press: &Press, maker: Maker<'_>, browser: Option<&Path>) -> Result<Vec<Page>, Vec<Problem>> {
    let mut pages = Vec::new();
    for report in press.reports() {
        for file in press.files(maker.project, report) {
            if let Some(bytes) = maker.file(report, &file.kind, browser) {
                pages.push(Page { path: format!("{}/{}", report.path, file.name), bytes: bytes? });
            }
        }
    }
    Ok(pages)
}

fn publish((edition, files): (&Edition, &[Page]), out: &Path, audience: Audience) -> Result<(), Refusal> {
    use rayon::prelude::*;
    let publication = Publication::begin(out, audience)?;
    let pages: Vec<&Page> = edition.pages().map(|page| &**page).chain(files).collect();
    pages.par_iter().try_for_each(|page| publication.write(&page.path, &page.bytes)).map_err(Refusal::Io)?;
    publication.finish().map(|_| ())
}

fn failed(refusal: &Refusal, strictness: &Strictness, tongue: Tongue) -> Outcome {
    match refusal {
        Refusal::Problem(problem) => report::problems(vec![(**problem).clone()], strictness, tongue),
        Refusal::Io(error) => report::unwritten(error, tongue),
    }
}

/// One line: pages, charts, time, and where.
fn done(edition: &Edition, (out, started): (&Path, Instant), tongue: Tongue) -> String {
    let pages = edition.pages().filter(|page| page.path.ends_with(".html")).count();
    let (charts, time) = (edition.charts(), started.elapsed().as_millis());
    let index = out.join("index.html").display().to_string();
    match tongue {
        Tongue::Chinese => format!("生成{pages}页、{charts}张图，用时{time}毫秒：{index}"),
        Tongue::English => {
            let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            format!("{} and {} in {time} ms: {index}", count(pages, "page"), count(charts, "chart"))
        }
    }
}
