//! `nianbao completions`: what a shell completes.

use clap::CommandFactory as _;

use super::{Outcome, report};
use crate::cli::{Cli, CompletionsArgs};

pub(super) fn run(arguments: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "nianbao", &mut script);
    report::line(String::from_utf8_lossy(&script).trim_end());
    Outcome::Done
}
