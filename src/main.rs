//! The `nianbao` program: parse, call, exit status.

use std::process::ExitCode;

use clap::FromArgMatches as _;
use mimalloc::MiMalloc;
use nianbao::{cli::Cli, commands, help};

/// A report is thousands of small texts, made on one thread and dropped on another.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let matches = help::command(help::tongue(&arguments)).try_get_matches();
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => ExitCode::from(commands::run(&cli).status()),
        Err(error) => ExitCode::from(commands::refuse(&error, &arguments).status()),
    }
}
