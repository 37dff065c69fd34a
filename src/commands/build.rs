//! `nianbao build`: load, resolve, render, publish.

use std::path::PathBuf;
use std::time::Instant;

use super::maker::folder;
use super::{Outcome, report};
use crate::cli::{BuildArgs, Strictness};
use crate::load::{self, Request};
use crate::model::Audience;
use crate::press::{Edition, Press, Printing};
use crate::problem::{Tongue, has_errors};
use crate::publish::{Publication, Refusal, recover};

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
    let Printing { edition, problems: mut found } = Press::new(audience, &arguments.only).print(&project);
    problems.append(&mut found);
    let denied = arguments.strictness.deny_warnings && !problems.is_empty();
    let edition = match edition {
        Some(edition) if !denied && !has_errors(&problems) => edition,
        _ => return report::problems(problems, &arguments.strictness, tongue),
    };
    match publish(&edition, &out, audience) {
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

fn publish(edition: &Edition, out: &std::path::Path, audience: Audience) -> Result<(), Refusal> {
    use rayon::prelude::*;
    let publication = Publication::begin(out, audience)?;
    let pages: Vec<_> = edition.pages().collect();
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
fn done(edition: &Edition, (out, started): (&std::path::Path, Instant), tongue: Tongue) -> String {
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
