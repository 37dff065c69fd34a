//! Metrics files: definitions kept, numbers emptied.

use std::path::{Component, Path};

use super::Setting;
use super::edits::Text;
use crate::load::Mark;

/// A target that is still last year's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTarget {
    /// The metric, by its key.
    pub metric: String,
    /// The file, by its path in the report.
    pub file: String,
}

/// A metrics file that was made.
pub(super) struct File {
    pub(super) text: String,
    pub(super) targets: Vec<KeptTarget>,
    /// Files of daily values that it names, by their path in the report.
    pub(super) days: Vec<String>,
}

pub(super) fn renew(text: &str, path: &str, setting: &Setting<'_>) -> File {
    let mut file = File { text: text.to_owned(), targets: Vec::new(), days: Vec::new() };
    let Some(mut yaml) = Text::new(text) else { return file };
    yaml.change(&["title"], |title| setting.years.moved(title));
    for (steps, mark) in yaml.all() {
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        match steps.as_slice() {
            ["metrics", key, property, below @ ..] => {
                entry((*key, *property, below), &mark, (&mut yaml, &mut file, path), setting);
            }
            ["checks", _] => {
                let check = formula(yaml.written(&mark), setting);
                yaml.replace(mark.value, check);
            }
            _ => {}
        }
    }
    file.text = yaml.done();
    file
}

/// Changes a property of a metric, or what is below one.
fn entry(
    (key, property, below): (&str, &str, &[&str]),
    mark: &Mark,
    (yaml, file, path): (&mut Text<'_>, &mut File, &str),
    setting: &Setting<'_>,
) {
    let written = yaml.written(mark);
    match (property, below) {
        ("label", []) => yaml.replace(mark.value.clone(), setting.years.moved(written)),
        ("value", []) if is_formula(mark) => yaml.replace(mark.value.clone(), formula(written, setting)),
        ("value", []) | ("parts" | "items" | "monthly" | "quarterly", _) => empty(yaml, mark),
        ("yearly", []) => one_more_year(yaml, mark, setting),
        ("previous" | "status" | "break", []) => yaml.remove(mark),
        ("note", []) if is_dated(written) => {
            yaml.comment_out(mark, setting.words.of_last_year("note"));
        }
        ("target", []) => {
            yaml.remark(mark, &setting.words.target(setting.years));
            file.targets.push(KeptTarget { metric: key.to_owned(), file: path.to_owned() });
        }
        ("daily", []) => {
            let name = mark.text.clone().unwrap_or_default();
            file.days.extend(within(path, &name).filter(|days| !file.days.contains(days)));
        }
        _ => {}
    }
}

fn is_formula(mark: &Mark) -> bool {
    mark.text.as_ref().is_some_and(|text| text.trim_start().starts_with('='))
}

/// Empties a number. What does not apply goes on not to apply.
fn empty(yaml: &mut Text<'_>, mark: &Mark) {
    if let Some(text) = &mark.text
        && !mark.value.is_empty()
        && text != "n/a"
    {
        yaml.replace(mark.value.clone(), "~");
    }
}

/// Values by year are history: they are kept, and the new year waits for its own.
fn one_more_year(yaml: &mut Text<'_>, mark: &Mark, setting: &Setting<'_>) {
    let written = yaml.written(mark);
    let by_year = |year: i16| written.contains(&format!("{year}:"));
    if by_year(setting.years.from) && !by_year(setting.years.to) {
        yaml.add(mark, &format!("{}: ~", setting.years.to));
    }
}

/// Whether a note speaks of a year, or of a figure.
fn is_dated(note: &str) -> bool {
    let year = |c: &str| c.len() == 4 && (c.starts_with("19") || c.starts_with("20"));
    note.contains("{{") || note.split(|c: char| !c.is_ascii_digit()).any(year)
}

fn formula(written: &str, setting: &Setting<'_>) -> String {
    let known = |year: i16| setting.earlier.office.iter().any(|draft| draft.year == year);
    setting.years.formula(written, known)
}

/// The path in the report of a file that is named from another; none if it lies outside.
fn within(from: &str, name: &str) -> Option<String> {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for part in Path::new(name).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                steps.pop()?;
            }
            Component::Normal(part) => steps.push(part.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(steps.join("/"))
}
