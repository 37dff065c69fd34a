//! `nianbao build`: load, resolve, render, publish.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::{Outcome, report};
use crate::cli::{BuildArgs, Strictness};
use crate::load::{self, Project, Request};
use crate::model::{Audience, BlockKind, Report};
use crate::problem::{Problem, Tongue, has_errors};
use crate::publish::{Publication, Refusal, recover};
use crate::render::{Page, Renderer};
use crate::resolve::Book;

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
    let made = make(&project, (audience, &arguments.only), &mut problems);
    let denied = arguments.strictness.deny_warnings && !problems.is_empty();
    let made = match made {
        Some(made) if !denied && !has_errors(&problems) => made,
        _ => return report::problems(problems, &arguments.strictness, tongue),
    };
    match publish(&made, &out, audience) {
        Ok(()) => {
            let outcome = report::problems(problems, &arguments.strictness, tongue);
            if arguments.strictness.format == crate::cli::Format::Text {
                report::line(&done(&made, (&out, started), tongue));
            }
            outcome
        }
        Err(refusal) => failed(&refusal, &arguments.strictness, tongue),
    }
}

fn out_folder(arguments: &BuildArgs) -> PathBuf {
    let folder = match Audience::from(arguments.common.audience) {
        Audience::Public => "site",
        Audience::Internal => "site-internal",
    };
    arguments.out.clone().unwrap_or_else(|| PathBuf::from(folder))
}

/// A site that was made but not yet published.
struct Made {
    pages: Vec<Page>,
    charts: usize,
}

/// Makes all pages; nothing if the content has errors.
fn make(
    project: &Project,
    (audience, only): (Audience, &[String]),
    problems: &mut Vec<Problem>,
) -> Option<Made> {
    let (book, mut found) = Book::open(project, audience);
    problems.append(&mut found);
    let wanted = |path: &str| only.is_empty() || only.iter().any(|only| only.trim_end_matches('/') == path);
    for only in only {
        let name = only.trim_end_matches('/');
        if !(0..book.len()).any(|at| book.path(at) == name) {
            let near = crate::problem::nearest(name, (0..book.len()).map(|at| book.path(at)));
            let fault = crate::problem::Fault::NoReport { name: name.to_owned(), near };
            problems.push(Problem::new(fault, crate::problem::Place::None));
        }
    }
    let mut reports = Vec::new();
    for (report, mut found) in book.reports(|report, problems| (report, problems)) {
        if wanted(&report.path) {
            problems.append(&mut found);
            reports.push(report);
        }
    }
    if has_errors(problems) {
        return None;
    }
    let setting = super::setting(&book, &reports, audience);
    let renderer = match Renderer::new(&project.dressing.theme, &project.site, setting) {
        Ok(renderer) => renderer,
        Err(mut found) => {
            problems.append(&mut found);
            return None;
        }
    };
    let charts = AtomicUsize::new(0);
    let rendered = {
        use rayon::prelude::*;
        let made: Vec<_> = reports
            .par_iter()
            .map(|report| {
                charts.fetch_add(charts_of(report), Ordering::Relaxed);
                let pages = renderer.report(report)?;
                Ok(pages.into_iter().chain(images(project, report)?).collect::<Vec<Page>>())
            })
            .collect();
        made
    };
    let mut pages = Vec::new();
    for made in rendered.into_iter().chain([renderer.front()]) {
        match made {
            Ok(mut more) => pages.append(&mut more),
            Err(mut found) => problems.append(&mut found),
        }
    }
    Some(Made { pages, charts: charts.into_inner() })
}

fn charts_of(report: &Report) -> usize {
    let chapters = report.reading_order().into_iter().flat_map(|chapter| &chapter.blocks);
    report.opening.iter().chain(chapters).filter(|block| matches!(block.kind, BlockKind::Chart(_))).count()
}

/// The pictures that a report's shown chapters use.
fn images(project: &Project, report: &Report) -> Result<Vec<Page>, Vec<Problem>> {
    let mut files = Vec::new();
    for block in &report.opening {
        crate::model::images(block, &mut files);
    }
    for chapter in report.reading_order() {
        chapter.blocks.iter().chain(chapter.footnotes.iter().flatten()).for_each(|block| {
            crate::model::images(block, &mut files);
        });
    }
    files.sort();
    files.dedup();
    files
        .into_iter()
        .map(|file| {
            let bytes = load::picture(project, &report.path, &file)?;
            Ok(Page { path: format!("{}/{file}", report.path), bytes })
        })
        .collect()
}

fn publish(made: &Made, out: &std::path::Path, audience: Audience) -> Result<(), Refusal> {
    use rayon::prelude::*;
    let publication = Publication::begin(out, audience)?;
    made.pages
        .par_iter()
        .try_for_each(|page| publication.write(&page.path, &page.bytes))
        .map_err(Refusal::Io)?;
    publication.finish().map(|_| ())
}

fn failed(refusal: &Refusal, strictness: &Strictness, tongue: Tongue) -> Outcome {
    match refusal {
        Refusal::Problem(problem) => report::problems(vec![(**problem).clone()], strictness, tongue),
        Refusal::Io(error) => report::unwritten(error, tongue),
    }
}

/// One line: pages, charts, time, and where.
fn done(made: &Made, (out, started): (&std::path::Path, Instant), tongue: Tongue) -> String {
    let pages = made.pages.iter().filter(|page| page.path.ends_with(".html")).count();
    let (charts, time) = (made.charts, started.elapsed().as_millis());
    let index = out.join("index.html").display().to_string();
    match tongue {
        Tongue::Chinese => format!("生成{pages}页、{charts}张图，用时{time}毫秒：{index}"),
        Tongue::English => {
            let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            format!("{} and {} in {time} ms: {index}", count(pages, "page"), count(charts, "chart"))
        }
    }
}
