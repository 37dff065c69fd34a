//! `nianbao check`: every problem, for both audiences.

use super::{Outcome, report};
use crate::cli::{CheckArgs, Format};
use crate::load::{self, Request};
use crate::model::Audience;
use crate::problem::show::{self, Count};
use crate::render;
use crate::resolve::Book;

pub(super) fn run(arguments: &CheckArgs) -> Outcome {
    let request = Request { content: arguments.common.content.clone(), theme: None };
    let (project, mut problems) = load::project(&request);
    let tongue = arguments.common.tongue(project.as_ref().map(|project| project.site.language.as_str()));
    if let Some(project) = &project {
        for audience in [Audience::Public, Audience::Internal] {
            let (book, mut found) = Book::open(project, audience);
            problems.append(&mut found);
            let (reports, found): (Vec<_>, Vec<_>) =
                book.reports(|report, problems| (report, problems)).into_iter().unzip();
            let setting = super::setting(&book, &reports, audience);
            match render::Renderer::new(&project.dressing.theme, &project.site, setting) {
                Ok(renderer) => {
                    problems.extend(renderer.front().err().unwrap_or_default());
                    for report in &reports {
                        problems.extend(renderer.report(report).err().unwrap_or_default());
                    }
                }
                Err(mut found) => problems.append(&mut found),
            }
            problems.extend(found.into_iter().flatten());
        }
    }
    let clean = problems.is_empty();
    let outcome = report::problems(problems, &arguments.strictness, tongue);
    if clean && arguments.strictness.format == Format::Text {
        report::error_line(&show::count(Count { errors: 0, warnings: 0 }, tongue));
    }
    outcome
}
