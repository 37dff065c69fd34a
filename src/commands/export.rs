//! `nianbao export`: a report as a file, for those who hand in files.

use std::path::{Path, PathBuf};

use super::maker::{Bytes, Maker};
use super::{Outcome, browser, report};
use crate::cli::{ExportArgs, Form, Format};
use crate::export::docx::Contents;
use crate::load::{self, Project, Request};
use crate::model::{Report, plain};
use crate::press::file_name;
use crate::problem::{Place, Problem, Severity, Tongue, has_errors};
use crate::publish;
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
    match publish::replace(&made.path, &made.bytes) {
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

impl Made {
    /// A file of bytes, named as asked for or by a title.
    fn new(bytes: Vec<u8>, project: &Project, (title, arguments): (&str, &ExportArgs)) -> Self {
        let file = (title, arguments.to.extension());
        let named = || PathBuf::from(file_name(project, arguments.common.audience.into(), file));
        Self { path: arguments.out.clone().unwrap_or_else(named), bytes }
    }
}

/// Makes the file; nothing if the content has errors.
fn make(project: &Project, arguments: &ExportArgs, problems: &mut Vec<Problem>) -> Option<Made> {
    match arguments.report.as_deref().map(|name| name.trim_end_matches('/')) {
        Some(name) if arguments.to != Form::Zip => document(project, (name, arguments), problems),
        name => archive(project, (name, arguments), problems),
    }
}

/// A report as a document.
fn document(
    project: &Project,
    (name, arguments): (&str, &ExportArgs),
    problems: &mut Vec<Problem>,
) -> Option<Made> {
    let audience = arguments.common.audience.into();
    let (book, mut found) = Book::open(project, audience);
    problems.append(&mut found);
    let at = match project.find(name) {
        Ok(at) => at,
        Err(fault) => {
            problems.push(Problem::new(fault, Place::None));
            return None;
        }
    };
    let (report, mut found) = book.report(at);
    problems.append(&mut found);
    if has_errors(problems) {
        return None;
    }
    let maker = Maker { project, audience };
    let contents = if arguments.toc { Contents::Listed } else { Contents::LeftOut };
    let made = match arguments.to {
        Form::Docx => maker.docx(&report, contents),
        Form::Xlsx => maker.xlsx(&report),
        Form::Html => maker.html(&report),
        Form::Pdf => pdf(maker, &report, arguments),
        Form::Zip => return None,
    };
    match made {
        Ok(bytes) => Some(Made::new(bytes, project, (&plain(&report.title), arguments))),
        Err(mut found) => {
            problems.append(&mut found);
            None
        }
    }
}

fn pdf(maker: Maker<'_>, report: &Report, arguments: &ExportArgs) -> Bytes {
    let browser = browser::find(arguments.browser.as_deref())
        .map_err(|why| vec![browser::missing(why, Severity::Error)])?;
    maker.pdf(report, arguments.style, &browser)
}

/// The site of one report or of all as an archive.
fn archive(
    project: &Project,
    (name, arguments): (Option<&str>, &ExportArgs),
    problems: &mut Vec<Problem>,
) -> Option<Made> {
    let maker = Maker { project, audience: arguments.common.audience.into() };
    let only: Vec<String> = name.map(str::to_owned).into_iter().collect();
    let (site, mut found) = maker.zip(&only);
    problems.append(&mut found);
    let (title, bytes) = site?;
    Some(Made::new(bytes, project, (&title, arguments)))
}

fn done(path: &Path, tongue: Tongue) -> String {
    let path = path.display();
    match tongue {
        Tongue::Chinese => format!("写好：{path}"),
        Tongue::English => format!("written: {path}"),
    }
}
