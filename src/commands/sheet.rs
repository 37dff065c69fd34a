//! `nianbao sheet`: the workbook that departments fill in.

use std::path::PathBuf;

use super::{Outcome, report};
use crate::cli::{Format, SheetArgs, Strictness};
use crate::form::{Form, departments, form};
use crate::load::{self, Project, Request};
use crate::problem::{Fault, Place, Problem, Severity, Tongue};
use crate::publish;
use crate::resolve::Book;
use crate::wording::Speaker;

pub(super) fn run(arguments: &SheetArgs) -> Outcome {
    let request = Request { content: arguments.common.content.clone(), theme: None };
    let (project, problems) = load::project(&request);
    let tongue = arguments.common.tongue(project.as_ref().map(|project| project.site.language.as_str()));
    let strictness = Strictness { deny_warnings: false, format: Format::Text };
    match project {
        Some(project) if !problems.iter().any(hinders) => match write(&project, arguments, tongue) {
            Ok(done) => {
                report::line(&done);
                Outcome::Done
            }
            Err(Refusal::Problems(problems)) => report::problems(problems, &strictness, tongue),
            Err(Refusal::Io(error)) => report::unwritten(&error, tongue),
        },
        _ => report::problems(problems, &strictness, tongue),
    }
}

/// Whether a problem keeps the sheet from being written: not one of sheets that come back later.
fn hinders(problem: &Problem) -> bool {
    let later =
        matches!(problem.fault, Fault::Sheet(_) | Fault::ValueConflict { .. } | Fault::MissingFile { .. });
    problem.fault.severity() == Severity::Error && !later
}

/// Why nothing was written.
enum Refusal {
    Problems(Vec<Problem>),
    Io(std::io::Error),
}

/// Writes the workbook of a report beside whatever is there: what a department has filled in is never lost.
fn write(project: &Project, arguments: &SheetArgs, tongue: Tongue) -> Result<String, Refusal> {
    let refuse = |fault: Fault| Refusal::Problems(vec![Problem::new(fault, Place::None)]);
    let name = arguments.report.trim_end_matches('/');
    let (book, problems) = Book::open(project, arguments.common.audience.into());
    let at = project.find(name).map_err(refuse)?;
    if problems.iter().any(hinders) {
        return Err(Refusal::Problems(problems));
    }
    let draft = &project.reports[at];
    let words = &project.dressing.words;
    let speaker = Speaker { words, rounding: draft.rounding };
    let (resolved, _) = book.report(at);
    let sheet = Form {
        draft,
        report: &resolved,
        speaker,
        theme: &project.dressing.theme,
        standards: &project.standards,
    };
    let file = words.fill("form.file", &[("year", &draft.year.to_string())]);
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from(file));
    let shown = out.display().to_string();
    let bytes = form(&sheet)
        .map_err(|error| refuse(Fault::Unwritten { path: shown.clone(), reason: error.to_string() }))?;
    publish::put(&out, &bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => refuse(Fault::OutExists { path: shown.clone() }),
        _ => Refusal::Io(error),
    })?;
    let departments = departments(&sheet);
    let rows: usize = departments.iter().map(|department| department.rows.len()).sum();
    Ok(match tongue {
        Tongue::Chinese => format!("写好{}个科室的填报表，共{rows}行：{shown}", departments.len()),
        Tongue::English => format!("{rows} rows for {} departments: {shown}", departments.len()),
    })
}
