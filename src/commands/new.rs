//! `nianbao new`: the sample in a new folder, or next year's report from last year's.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::{Outcome, report};
use crate::cli::{Format, NewArgs, Strictness};
use crate::load::{self, Project, Request};
use crate::model::Draft;
use crate::problem::{Fault, Place, Problem, Severity, Tongue};
use crate::publish::{self, Refusal};
use crate::renew::{Earlier, Renewed, Years, renew};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// Problems are shown as text, and warnings pass.
const STRICTNESS: Strictness = Strictness { deny_warnings: false, format: Format::Text };

pub(super) fn run(arguments: &NewArgs) -> Outcome {
    match &arguments.from {
        Some(from) => next_year(arguments, from),
        None => sample(arguments),
    }
}

/// Writes the sample.
fn sample(arguments: &NewArgs) -> Outcome {
    let tongue = arguments.common.tongue(None);
    let folder = Path::new(&arguments.name);
    let written = in_the_way(folder).map_or(Ok(()), |path| Err(publish::in_the_way(&path))).and_then(|()| {
        let files = sample_files(&SAMPLE);
        publish::create(&folder.join("content"), files)
    });
    match written {
        Ok(()) => {
            report::line(&steps_of_sample(folder, tongue));
            Outcome::Done
        }
        Err(refusal) => refused(&refusal, tongue),
    }
}

/// What lies in a folder that must be empty, if anything does. Hidden files are nobody's work.
fn in_the_way(folder: &Path) -> Option<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return folder.symlink_metadata().is_ok().then(|| folder.to_owned());
    };
    let hidden =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    entries.flatten().map(|entry| entry.path()).filter(|path| !hidden(path)).min()
}

/// The files of the sample, by their path in `content/`.
fn sample_files(dir: &'static Dir<'static>) -> Vec<(&'static str, &'static [u8])> {
    let mut files: Vec<_> = dir
        .files()
        .filter_map(|file| Some((file.path().to_str()?, file.contents())))
        .filter(|(path, _)| !path.rsplit('/').next().unwrap_or_default().starts_with('.'))
        .collect();
    files.extend(dir.dirs().flat_map(sample_files));
    files
}

/// Makes next year's report.
fn next_year(arguments: &NewArgs, from: &str) -> Outcome {
    let content = &arguments.common.content;
    let (project, problems) = load::project(&Request { content: content.clone(), theme: None });
    let language = project.as_ref().map(|project| project.site.language.clone());
    let tongue = arguments.common.tongue(language.as_deref());
    let Some(project) = project else { return report::problems(problems, &STRICTNESS, tongue) };
    let name = arguments.name.trim_matches('/');
    let (draft, years) = match asked(&project, name, from.trim_matches('/')) {
        Ok(asked) => asked,
        Err(fault) => return report::problems(vec![Problem::new(fault, Place::None)], &STRICTNESS, tongue),
    };
    let folder = format!("{}/", draft.folder);
    let in_it = |problem: &Problem| problem.place.file().is_some_and(|file| file.starts_with(&folder));
    let faults: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| problem.fault.severity() == Severity::Error && in_it(problem))
        .collect();
    if !faults.is_empty() {
        return report::problems(faults, &STRICTNESS, tongue);
    }
    match write(&project, (draft, years), &content.join(name)) {
        Ok(made) => {
            report::line(&steps_of_year(&content.join(name), (&made, years), tongue));
            Outcome::Done
        }
        Err(refusal) => refused(&refusal, tongue),
    }
}

/// The report to begin from, and the years; the fault of what was asked for.
fn asked<'a>(project: &'a Project, name: &str, from: &str) -> Result<(&'a Draft, Years), Fault> {
    let draft = &project.reports[project.find(from)?];
    let parent = |path: &str| path.rsplit_once('/').map(|(parent, _)| parent.to_owned());
    let last = name.rsplit('/').next().unwrap_or_default();
    let to = year_of(last).unwrap_or(draft.year + 1);
    let odd = last.is_empty()
        || load::is_left_out(last)
        || name.split('/').any(|step| step == "..")
        || parent(name) != parent(from)
        || to <= draft.year;
    if odd {
        return Err(Fault::NotNextYear { name: name.to_owned(), from: from.to_owned() });
    }
    Ok((draft, Years { from: draft.year, to }))
}

/// The year in a folder's name: the first four digits together.
fn year_of(name: &str) -> Option<i16> {
    let years = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    years.filter_map(|digits| digits.parse().ok()).find(|year| (1900..=2200).contains(year))
}

fn write(project: &Project, (draft, years): (&Draft, Years), folder: &Path) -> Result<Renewed, Refusal> {
    let texts = load::texts(Path::new(&draft.folder)).map_err(Refusal::Io)?;
    let office: Vec<&Draft> = project
        .reports
        .iter()
        .map(|other| &**other)
        .filter(|other| other.parent() == draft.parent())
        .collect();
    let tongue = Tongue::of(&project.site.language);
    let made = renew(&Earlier { draft, texts: &texts, office: &office, tongue }, years);
    let files = made.texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
    publish::create(folder, files)?;
    Ok(made)
}

fn refused(refusal: &Refusal, tongue: Tongue) -> Outcome {
    match refusal {
        Refusal::Problem(problem) => report::problems(vec![(**problem).clone()], &STRICTNESS, tongue),
        Refusal::Io(error) => report::unwritten(error, tongue),
    }
}

/// A path as it is typed in a shell.
fn typed(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = text.chars().all(|c| c.is_alphanumeric() || "/\\._-:".contains(c)) && !text.starts_with('-');
    if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

fn steps_of_sample(folder: &Path, tongue: Tongue) -> String {
    let (shown, typed) = (folder.join("content").display().to_string(), typed(folder));
    match tongue {
        Tongue::Chinese => format!(
            "示例报告写在 {shown}。接下来：
  1. cd {typed} && nianbao build，然后打开 site/index.html 看一看
  2. 在 content/site.yaml 里换上本单位的名称，在 content/2022/ 里改数字和正文
  3. nianbao check，有问题会指出在哪个文件、哪一行；改好后再 nianbao build"
        ),
        Tongue::English => format!(
            "The sample report is in {shown}. Next:
  1. cd {typed} && nianbao build, then open site/index.html
  2. put your office's name into content/site.yaml, and your figures and text into content/2022/
  3. nianbao check names the file and line of what is wrong; then nianbao build again"
        ),
    }
}

fn steps_of_year(folder: &Path, (made, years): (&Renewed, Years), tongue: Tongue) -> String {
    let (shown, items, year) = (folder.display(), made.items, years.from);
    let review = made.review.as_deref().unwrap_or("ledgers/");
    let targets = made.targets.len();
    match tongue {
        Tongue::Chinese => {
            let kept =
                format!("\n沿用{year}年目标的指标有{targets}个，metrics/ 里已逐个注明，请改成新目标。");
            let kept = if targets == 0 { "" } else { &kept };
            format!(
                "{shown} 写好了。接下来：
  1. 在 metrics/ 里填数（现在是 ~），逐日数填在 data/ 里
  2. 在 {review} 等台账里交代{year}年的{items}项工作，在各章写“待补”的地方写正文
  3. nianbao check，逐条处理提示；改好后 nianbao build{kept}"
            )
        }
        Tongue::English => {
            let kept =
                format!("\n{targets} targets are still those of {year}; a comment in metrics/ marks each.");
            let kept = if targets == 0 { "" } else { &kept };
            format!(
                "{shown} is written. Next:
  1. fill in the figures in metrics/ (now ~), and daily values in data/
  2. say in {review} and the other ledgers what became of the {items} items of {year}; write where it says TODO
  3. nianbao check tells what is missing; then nianbao build{kept}"
            )
        }
    }
}
