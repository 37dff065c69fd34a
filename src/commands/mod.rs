//! The commands, each in a file of its own. [`run`] calls one and says with which status to exit.

mod browser;
mod build;
mod check;
mod completions;
mod export;
mod maker;
mod new;
mod report;
mod schema;
mod serve;
mod sheet;

use crate::cli::{Cli, Command};

/// How a command ended; the exit status of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The content has errors, or warnings where they are denied; nothing was published.
    Faulty,
    /// The world failed: disk, port, a foreign folder, a lock.
    Failed,
}

impl Outcome {
    /// The exit status.
    #[must_use]
    pub fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Faulty => 1,
            Self::Failed => 2,
        }
    }
}

/// Says why arguments are no command, or what was asked for instead of one: help, the version.
#[must_use]
pub fn refuse(error: &clap::Error, arguments: &[String]) -> Outcome {
    report::usage(error, arguments);
    if error.use_stderr() { Outcome::Failed } else { Outcome::Done }
}

/// Runs a command.
#[must_use]
pub fn run(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Sheet(arguments) => sheet::run(arguments),
        Command::New(arguments) => new::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
    }
}
