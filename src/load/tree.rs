//! The content folder: which files there are, which report each belongs to, and what a report's files hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::metrics::MetricsYaml;
use super::order::{by_order, without_order};
use super::yaml_walk::Yaml;
use super::{Context, chapters, field, ledgers, metrics, names, shown, site};
use crate::model::Draft;
use crate::problem::{Excess, Expected, Fault, Place, Problem};

/// A report may have so many pages. Each page links to all others: a site grows with the square of their number.
const MOST_PAGES: usize = 500;

/// Names at the top of the site that the program itself uses.
const RESERVED: [&str; 4] = ["trends", "search", "assets", "404.html"];

/// The files of a report.
#[derive(Debug, Clone)]
pub(super) struct ReportFiles {
    /// The path of the report, which is its address.
    pub(super) path: String,
    /// Its folder's path in the content folder, as it is called on disk.
    pub(super) inside: String,
    /// Its folder, as it would be opened from the working folder.
    folder: PathBuf,
    /// Its files with their path in it, in order.
    pub(super) files: Vec<(String, PathBuf)>,
}

/// The files of a content folder.
pub(super) struct Files {
    /// Those of reports, in order of their folders.
    pub(super) reports: Vec<ReportFiles>,
    /// The others, with their path in the content folder.
    pub(super) others: Vec<(String, PathBuf)>,
}

/// Whether a file or folder of this name is no part of the content.
pub(crate) fn is_left_out(name: &str) -> bool {
    name.starts_with(['.', '_'])
}

/// All files of a folder with their path in it, in order. Hidden files and links are left out.
pub(super) fn walk(content: &Path, problems: &mut Vec<Problem>) -> Vec<(String, PathBuf)> {
    let walk = WalkDir::new(content)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_left_out(&entry.file_name().to_string_lossy()));
    let mut files = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let relative = entry.path().strip_prefix(content).unwrap_or(entry.path());
                files.push((shown(relative), entry.path().to_owned()));
            }
            Ok(_) => {}
            Err(error) if error.depth() == 0 => {}
            Err(error) => {
                let path = error.path().map(shown).unwrap_or_else(|| shown(content));
                let fault = Fault::UnreadableFile { path: path.clone(), reason: error.to_string() };
                problems.push(Problem::new(fault, Place::File(path)));
            }
        }
    }
    files
}

/// Whether a file is YAML by its name.
pub(super) fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

/// The files of a content folder, sorted by report. Problems are those of walking.
pub(super) fn files(content: &Path, problems: &mut Vec<Problem>) -> Files {
    let found = walk(content, problems);
    let folders: BTreeSet<&str> =
        found.iter().filter_map(|(path, _)| path.strip_suffix("/report.yaml")).collect();
    let mut reports: BTreeMap<String, ReportFiles> = BTreeMap::new();
    for folder in folders.iter().filter(|folder| !is_inside_report(folder, &folders)) {
        let inside = (*folder).to_owned();
        let path = inside.nfc().collect();
        let report = ReportFiles { path, folder: content.join(&inside), inside, files: Vec::new() };
        reports.insert(format!("{folder}/"), report);
    }
    let mut others = Vec::new();
    'files: for (path, file) in found {
        for (slash, _) in path.rmatch_indices('/') {
            if let Some(report) = reports.get_mut(&path[..=slash]) {
                report.files.push((path[slash + 1..].to_owned(), file));
                continue 'files;
            }
        }
        others.push((path, file));
    }
    Files { reports: reports.into_values().collect(), others }
}

impl ReportFiles {
    /// The same report as its folder is now. `others` are the folders of all reports.
    pub(super) fn again(&self, others: &BTreeSet<String>, problems: &mut Vec<Problem>) -> Self {
        let below =
            |folder: &&String| folder.strip_prefix(&self.inside).is_some_and(|rest| rest.starts_with('/'));
        let nested: Vec<String> = others
            .iter()
            .filter(below)
            .map(|folder| format!("{}/", &folder[self.inside.len() + 1..]))
            .collect();
        let mut files = walk(&self.folder, problems);
        files.retain(|(path, _)| !nested.iter().any(|nested| path.starts_with(nested.as_str())));
        Self { files, ..self.clone() }
    }
}

/// Whether a folder holds a report's own metrics, ledgers or data: a `report.yaml` in it is one of those.
fn is_inside_report(folder: &str, reports: &BTreeSet<&str>) -> bool {
    folder.match_indices('/').any(|(slash, _)| {
        let inside = folder[slash + 1..].split('/').next().unwrap_or_default();
        ["metrics", "ledgers", "data"].contains(&inside) && reports.contains(&folder[..slash])
    })
}

/// Reads a report from its files.
pub(super) fn report(files: &ReportFiles, context: &mut Context<'_>) -> Option<Draft> {
    let ReportFiles { path, inside, folder, files } = files;
    let first = path.split('/').next().unwrap_or_default();
    if RESERVED.contains(&first) {
        let place = Place::File(shown(folder));
        context.problems.push(Problem::new(Fault::ReservedName { name: first.to_owned() }, place));
    }
    let source = context.text(&folder.join("report.yaml"))?;
    let yaml = Yaml { source: &source, range: 0..source.text().len() };
    let mut draft = site::read_report(&yaml, path, context);
    draft.folder = shown(folder);
    let files = names::within_levels((folder, inside), files, &mut context.problems);
    let content = folder.ancestors().nth(inside.split('/').count()).unwrap_or(folder);
    names::check(content, std::iter::once(inside.as_str()), &mut context.problems);
    names::check(folder, files.iter().map(|(path, _)| path.as_str()), &mut context.problems);
    let mut markdown = Vec::new();
    let mut ids = Ids::default();
    for (inside, file) in files {
        if let Some(rest) = inside.strip_prefix("metrics/") {
            if is_yaml(rest) {
                metrics_file(rest, file, (&mut draft, &mut ids, context));
            }
        } else if let Some(rest) = inside.strip_prefix("ledgers/") {
            if is_yaml(rest) {
                ledger_file(rest, file, (&mut draft, context));
            }
        } else if inside.starts_with("data/") {
            draft.data.push(inside.clone());
        } else if inside.ends_with(".md")
            && let Some(source) = context.text(file)
        {
            markdown.push((inside.clone(), source));
        }
    }
    let order = |id: &str| ids.order.get(id).cloned().unwrap_or_default();
    draft.metrics.sort_by(|a, b| by_order(&order(&a.id), &order(&b.id)));
    check_ids(&draft, &mut context.problems);
    within_most_pages(&mut markdown, &draft.folder, &mut context.problems);
    let chapters = chapters::read(markdown, &draft.folder, context);
    draft.opening = chapters.opening;
    draft.chapters = chapters.chapters;
    if draft.faulty {
        // Its months may not be those that were meant.
        context.problems.retain(|problem| !matches!(problem.fault, Fault::OutsidePeriod { .. }));
    }
    Some(draft)
}

/// Leaves out the chapters that are too many, and reports it. A folder is a page too.
fn within_most_pages<T>(markdown: &mut Vec<(String, T)>, folder: &str, problems: &mut Vec<Problem>) {
    let mut pages = BTreeSet::new();
    let within = markdown.iter().take_while(|(path, _)| {
        pages.extend(path.match_indices('/').map(|(at, _)| path[..at].to_owned()));
        pages.insert(path.clone());
        pages.len() <= MOST_PAGES
    });
    let within = within.count();
    if within < markdown.len() {
        markdown.truncate(within);
        let fault = Fault::Excess(Excess::Pages { most: MOST_PAGES });
        problems.push(Problem::new(fault, Place::File(folder.to_owned())));
    }
}

/// The names that order files of metrics.
#[derive(Default)]
struct Ids {
    order: BTreeMap<String, String>,
}

/// The id of a file by its path under `metrics/` or `ledgers/`: `inspection/1-round.yaml` is `inspection.round`.
fn file_id(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let steps: Vec<String> = stem.split('/').map(|step| without_order(step).nfc().collect()).collect();
    steps.join(".")
}

fn good_id(id: &str, file: &Path, problems: &mut Vec<Problem>) -> bool {
    let bad = id.split('.').find(|step| !field::is_name(step));
    let fault = match bad {
        Some(step) => {
            Fault::BadValue { key: step.to_owned(), found: step.to_owned(), expected: Expected::Name }
        }
        None if id == "report" || id == "ledgers" => Fault::ReservedName { name: id.to_owned() },
        None => return true,
    };
    problems.push(Problem::new(fault, Place::File(shown(file))));
    false
}

fn metrics_file(rest: &str, file: &Path, (draft, ids, context): (&mut Draft, &mut Ids, &mut Context<'_>)) {
    let id = file_id(rest);
    if !good_id(&id, file, &mut context.problems) {
        draft.unread.push(format!("{id}."));
        return;
    }
    let Some(source) = context.text(file) else {
        draft.unread.push(format!("{id}."));
        return;
    };
    let period = draft.period;
    let (read, mut unread) = context.unless_kept(
        |kept| &mut kept.metrics,
        (&source, period),
        |context| {
            let yaml = Yaml { source: &source, range: 0..source.text().len() };
            metrics::read(&MetricsYaml { yaml, id: id.clone(), period }, context)
        },
    );
    draft.unread.append(&mut unread);
    ids.order.insert(id, rest.to_owned());
    draft.metrics.extend(read);
}

fn ledger_file(rest: &str, file: &Path, (draft, context): (&mut Draft, &mut Context<'_>)) {
    let id = format!("ledgers.{}", file_id(rest));
    let before = context.problems.len();
    let read = good_id(&file_id(rest), file, &mut context.problems)
        .then(|| context.text(file))
        .flatten()
        .and_then(|source| {
            context.unless_kept(
                |kept| &mut kept.ledgers,
                (&source, draft.period),
                |context| {
                    let yaml = Yaml { source: &source, range: 0..source.text().len() };
                    ledgers::read(&yaml, &id, context)
                },
            )
        });
    draft.ledgers.extend(read);
    if context.problems.len() > before {
        draft.unread.push(id);
    }
}

/// No id may be another's or another's prefix; item ids of ledgers are unique in a report.
fn check_ids(draft: &Draft, problems: &mut Vec<Problem>) {
    let mut known: BTreeMap<String, &Place> = BTreeMap::new();
    for metric in draft.metrics.iter().flat_map(|file| &file.metrics) {
        known_id(&metric.id, &metric.place, (&mut known, problems));
    }
    let prefixes: Vec<&String> = known.keys().collect();
    for pair in prefixes.windows(2) {
        if pair[1].starts_with(&format!("{}.", pair[0])) {
            let other = known[pair[0]].shown();
            let fault = Fault::DuplicateId { id: pair[1].clone(), other };
            problems.push(Problem::new(fault, known[pair[1]].clone()));
        }
    }
    let mut ledgers: BTreeMap<String, &Place> = BTreeMap::new();
    for ledger in &draft.ledgers {
        known_id(&ledger.id, &ledger.place, (&mut ledgers, problems));
    }
    let mut items: BTreeMap<String, &Place> = BTreeMap::new();
    for item in draft.ledgers.iter().flat_map(|ledger| &ledger.items) {
        known_id(&item.id, &item.place, (&mut items, problems));
    }
}

fn known_id<'a>(
    id: &str,
    place: &'a Place,
    (known, problems): (&mut BTreeMap<String, &'a Place>, &mut Vec<Problem>),
) {
    match known.get(id) {
        Some(first) => {
            let other = first.shown();
            problems.push(Problem::new(Fault::DuplicateId { id: id.to_owned(), other }, place.clone()));
        }
        None => {
            known.insert(id.to_owned(), place);
        }
    }
}
