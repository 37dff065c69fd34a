//! `nianbao check`: every problem, for both audiences.

use super::{Outcome, report};
use crate::cli::{CheckArgs, Format};
use crate::load::{self, Request};
use crate::model::Audience;
use crate::press::Press;
use crate::problem::show::{self, Count};

pub(super) fn run(arguments: &CheckArgs) -> Outcome {
    let request = Request { content: arguments.common.content.clone(), theme: None };
    let (project, mut problems) = load::project(&request);
    let tongue = arguments.common.tongue(project.as_ref().map(|project| project.site.language.as_str()));
    if let Some(project) = &project {
        for audience in [Audience::Public, Audience::Internal] {
            problems.append(&mut Press::new(audience, &[]).print(project).problems);
        }
    }
    let clean = problems.is_empty();
    let outcome = report::problems(problems, &arguments.strictness, tongue);
    if clean && arguments.strictness.format == Format::Text {
        report::error_line(&show::count(Count { errors: 0, warnings: 0 }, tongue));
    }
    outcome
}
