//! `nianbao check`: every problem, for both audiences.

use super::{Outcome, report};
use crate::cli::{CheckArgs, Format};
use crate::load::{Catalogue, Request};
use crate::model::Audience;
use crate::press::Press;
use crate::problem::show::{self, Count};

pub(super) fn run(arguments: &CheckArgs) -> Outcome {
    let request = Request { content: arguments.common.content.clone(), theme: None };
    let (catalogue, mut problems) = Catalogue::open(&request);
    let language = catalogue.as_ref().map(|catalogue| catalogue.site().language.as_str());
    let tongue = arguments.common.tongue(language);
    if let Some(catalogue) = &catalogue {
        let presses = [Audience::Public, Audience::Internal].map(|audience| Press::new(audience, &[]));
        problems.extend(Press::check_all(&presses, catalogue));
    }
    let clean = problems.is_empty();
    let outcome = report::problems(problems, &arguments.strictness, tongue);
    if clean && arguments.strictness.format == Format::Text {
        report::error_line(&show::count(Count { errors: 0, warnings: 0 }, tongue));
    }
    outcome
}
