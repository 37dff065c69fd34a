//! `nianbao check`: every problem, for both audiences.

use std::io;

use super::{Outcome, report};
use crate::cli::{CheckArgs, Format};
use crate::load::{Catalogue, Project, Request};
use crate::model::{Audience, Report};
use crate::press::{Press, Sink};
use crate::problem::Problem;
use crate::problem::show::{self, Count};
use crate::render::Page;

pub(super) fn run(arguments: &CheckArgs) -> Outcome {
    let request = Request { content: arguments.common.content.clone(), theme: None };
    let (catalogue, mut problems) = Catalogue::open(&request);
    let language = catalogue.as_ref().map(|catalogue| catalogue.site().language.as_str());
    let tongue = arguments.common.tongue(language);
    if let Some(catalogue) = &catalogue {
        for audience in [Audience::Public, Audience::Internal] {
            problems.append(&mut Press::new(audience, &[]).print_all(catalogue, &Nowhere).problems);
        }
    }
    let clean = problems.is_empty();
    let outcome = report::problems(problems, &arguments.strictness, tongue);
    if clean && arguments.strictness.format == Format::Text {
        report::error_line(&show::count(Count { errors: 0, warnings: 0 }, tongue));
    }
    outcome
}

/// Pages are made for the problems that show then, and put away.
struct Nowhere;

impl Sink for Nowhere {
    fn page(&self, _: &Page) -> io::Result<()> {
        Ok(())
    }

    fn beside(&self, _: &Press, _: &Project, _: &Report) -> Result<Vec<Page>, Vec<Problem>> {
        Ok(Vec::new())
    }
}
