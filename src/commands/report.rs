//! Printing: the one place that shows problems and says what came of a command.

use std::borrow::Cow;
use std::io::{IsTerminal as _, Write as _};

use super::Outcome;
use crate::cli::{Format, Strictness};
use crate::problem::show::{self, Colour, Count};
use crate::problem::{Problem, Tongue, sort, visible};

/// Shows problems, in order, each once, and says whether they stop the command.
pub(super) fn problems(mut problems: Vec<Problem>, strictness: &Strictness, tongue: Tongue) -> Outcome {
    sort(&mut problems);
    let count = Count::of(&problems);
    match strictness.format {
        Format::Text if problems.is_empty() => {}
        Format::Text => {
            shown(show::text(&problems, tongue, colour()).trim_end());
        }
        Format::Json => line(&show::json(&problems, tongue)),
        Format::Github => line(show::github(&problems, tongue).trim_end()),
    }
    let world = problems.iter().any(|problem| problem.fault.is_of_the_world());
    match count {
        _ if world => Outcome::Failed,
        Count { errors: 0, warnings: 0 } => Outcome::Done,
        Count { errors: 0, .. } if !strictness.deny_warnings => Outcome::Done,
        _ => Outcome::Faulty,
    }
}

/// Whether standard error may carry colours.
pub(super) fn colour() -> Colour {
    let terminal = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if terminal { Colour::Terminal } else { Colour::None }
}

/// Says that what was to be written was not.
pub(super) fn unwritten(error: &std::io::Error, tongue: Tongue) -> Outcome {
    error_line(&match tongue {
        Tongue::Chinese => format!("没有写成：{error}"),
        Tongue::English => format!("nothing was written: {error}"),
    });
    Outcome::Failed
}

/// Prints what the reader of arguments says, in its colours unless it repeats an argument that acts on a terminal.
pub(super) fn usage(error: &clap::Error, arguments: &[String]) {
    let act = |argument: &String| matches!(visible(argument), Cow::Owned(_));
    if arguments.iter().any(act) {
        error_line(error.render().to_string().trim_end());
    } else {
        drop(error.print());
    }
}

/// Prints a line on standard output. A reader that has gone is no failure of ours.
pub(super) fn line(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(std::io::stdout().lock(), "{}", visible(text));
    }
}

/// Prints a line on standard error.
pub(super) fn error_line(text: &str) {
    shown(&visible(text));
}

/// Prints problems on standard error as [`show`] shows them, perhaps with colours.
pub(super) fn shown(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
