//! The `nianbao` program: parse, call, exit status.

use std::process::ExitCode;

use clap::Parser as _;
use nianbao::cli::Cli;

fn main() -> ExitCode {
    ExitCode::from(nianbao::commands::run(&Cli::parse()).status())
}
