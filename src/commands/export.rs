//! `nianbao export`: one report as a file, for those who hand in files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Outcome, report};
use crate::cli::{ExportArgs, Form, Format};
use crate::export::docx::{self, Contents};
use crate::export::{Studio, file_name};
use crate::load::{self, Project, Request};
use crate::model::{Audience, Report, plain};
use crate::problem::{Fault, Place, Problem, Tongue, has_errors, nearest};
use crate::render::{Entry, Renderer, Setting};
use crate::resolve::Book;

pub(super) fn run(arguments: &ExportArgs) -> Outcome {
    let request = Request { content: arguments.common.content.clone(), theme: None };
    let (project, mut problems) = load::project(&request);
    let tongue = arguments.common.tongue(project.as_ref().map(|project| project.site.language.as_str()));
    let made = project.and_then(|project| make(&project, arguments, &mut problems));
    let denied = arguments.strictness.deny_warnings && !problems.is_empty();
    let made = match made {
        Some(made) if !denied && !has_errors(&problems) => made,
        _ => return report::problems(problems, &arguments.strictness, tongue),
    };
    match save(&made.path, &made.bytes) {
        Ok(()) => {
            let outcome = report::problems(problems, &arguments.strictness, tongue);
            if arguments.strictness.format == Format::Text {
                report::line(&done(&made.path, tongue));
            }
            outcome
        }
        Err(error) => report::unwritten(&error, tongue),
    }
}

/// A file that was made but not yet written.
struct Made {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Makes the file; nothing if the content has errors.
fn make(project: &Project, arguments: &ExportArgs, problems: &mut Vec<Problem>) -> Option<Made> {
    let audience = arguments.common.audience.into();
    let (book, mut found) = Book::open(project, audience);
    problems.append(&mut found);
    let name = arguments.report.trim_end_matches('/');
    let Some(at) = (0..book.len()).find(|&at| book.path(at) == name) else {
        let near = nearest(name, (0..book.len()).map(|at| book.path(at)));
        problems.push(Problem::new(Fault::NoReport { name: name.to_owned(), near }, Place::None));
        return None;
    };
    let (report, mut found) = book.report(at);
    problems.append(&mut found);
    if has_errors(problems) {
        return None;
    }
    let made = match arguments.to {
        Form::Docx => docx(project, &report, arguments),
        Form::Xlsx => xlsx(project, &report, audience),
    };
    match made {
        Ok(bytes) => {
            let title = plain(&report.title) + &mark(project, audience);
            let named = || PathBuf::from(file_name(&title, arguments.to.extension()));
            Some(Made { path: arguments.out.clone().unwrap_or_else(named), bytes })
        }
        Err(mut found) => {
            problems.append(&mut found);
            None
        }
    }
}

/// What the name of a file says beside the title: one for the office alone is never taken for a public one.
fn mark(project: &Project, audience: Audience) -> String {
    let words = &project.dressing.words;
    match audience {
        Audience::Public => String::new(),
        Audience::Internal => {
            words.fill("interface.document.in_brackets", &[("text", words.word("interface.mark_internal"))])
        }
    }
}

fn docx(project: &Project, report: &Report, arguments: &ExportArgs) -> Result<Vec<u8>, Vec<Problem>> {
    let theme = &project.dressing.theme;
    let mut files = BTreeMap::new();
    for file in Studio::wanted(report) {
        let bytes = load::picture(project, &report.path, &file)?;
        files.insert(file, bytes);
    }
    let pictures = Studio::new(theme, load::fonts()).pictures(report, files)?;
    let contents = if arguments.toc { Contents::Listed } else { Contents::LeftOut };
    let audience = arguments.common.audience.into();
    let setting = docx::Setting { site: &project.site, theme, audience, contents };
    Ok(docx::document(&setting, report, &pictures))
}

fn xlsx(project: &Project, report: &Report, audience: Audience) -> Result<Vec<u8>, Vec<Problem>> {
    let setting = Setting { audience, entries: vec![Entry::from(report)], trends: Vec::new() };
    Renderer::new(&project.dressing.theme, &project.site, setting)?.workbook(report)
}

/// Writes a file whole or not at all: an earlier one of the name stays until the new one is there.
fn save(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    std::fs::write(&beside, bytes)
        .and_then(|()| std::fs::rename(&beside, path))
        .inspect_err(|_| drop(std::fs::remove_file(&beside)))
}

fn done(path: &Path, tongue: Tongue) -> String {
    let path = path.display();
    match tongue {
        Tongue::Chinese => format!("写好：{path}"),
        Tongue::English => format!("written: {path}"),
    }
}
