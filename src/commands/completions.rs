//! `nianbao completions`: what a shell completes.

use super::{Outcome, report};
use crate::cli::CompletionsArgs;
use crate::help;

pub(super) fn run(arguments: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut help::command(arguments.common.tongue(None)),
        "nianbao",
        &mut script,
    );
    report::line(String::from_utf8_lossy(&script).trim_end());
    Outcome::Done
}
