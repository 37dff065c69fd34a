//! The content folder: which files there are, and which report each belongs to. Enter at [`read`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::metrics::MetricsYaml;
use super::theme::{Dressing, Wanted};
use super::yaml::Yaml;
use super::{Context, Request, chapters, field, ledgers, metrics, shown, site, standards, theme, values};
use crate::model::{Draft, Site, Standards};
use crate::problem::{Expected, Fault, Place, Problem};
use crate::source::Source;

/// A project as loaded: typed, nothing computed.
#[derive(Debug)]
pub struct Project {
    /// The content folder.
    pub content: PathBuf,
    /// The site.
    pub site: Site,
    /// The reports, by path.
    pub reports: Vec<Draft>,
    /// Limits and scales.
    pub standards: Standards,
    /// The theme, and the words of the site's language.
    pub dressing: Dressing,
}

/// Names at the top of the site that the program itself uses.
const RESERVED: [&str; 4] = ["trends", "search", "assets", "404.html"];

/// The files of a report, by their path in it.
struct ReportFiles {
    path: String,
    folder: PathBuf,
    files: Vec<(String, PathBuf)>,
}

/// Reads a project.
pub(super) fn read(request: &Request) -> (Option<Project>, Vec<Problem>) {
    let nothing = Standards::default();
    let content = request.content.as_path();
    let mut context =
        Context { content, standards: &nothing, theme_place: Place::None, problems: Vec::new() };
    let files = walk(content, &mut context.problems);
    let site_path = content.join("site.yaml");
    if !files.iter().any(|(path, _)| path == "site.yaml") {
        let path = shown(&site_path);
        context.problems.push(Problem::new(Fault::NoSite { path: path.clone() }, Place::File(path)));
        return (None, context.problems);
    }
    let site = match context.text(&site_path) {
        Some(source) => {
            let yaml = Yaml { source: &source, range: 0..source.text().len() };
            site::read_site(&yaml, &mut context)
        }
        None => site::default_site(),
    };
    let own: Vec<Arc<Source>> = files
        .iter()
        .filter(|(path, _)| path.starts_with("standards/") && is_yaml(path))
        .filter_map(|(_, path)| context.text(path))
        .collect();
    let standards = standards::read(&own, &site.language, &mut context);
    let Context { theme_place, mut problems, .. } = context;
    let name = request.theme.clone().unwrap_or_else(|| site.theme.clone());
    let themes = content.parent().unwrap_or(Path::new("")).join("themes");
    let place = if request.theme.is_some() { Place::None } else { theme_place };
    let wanted = Wanted { themes: &themes, name: &name, language: &site.language, place };
    let ((mut reports, mut found), (dressing, mut of_theme)) =
        rayon::join(|| reports(content, files, &standards), || theme::read(&wanted));
    problems.append(&mut found);
    if reports.is_empty() {
        let folder = shown(content);
        problems.push(Problem::new(Fault::NoReports { folder: folder.clone() }, Place::File(folder)));
    }
    problems.append(&mut of_theme);
    let setting = values::Setting { content, standards: &standards, words: &dressing.words };
    problems.append(&mut values::merge(&mut reports, &setting));
    let content = content.to_owned();
    (Some(Project { content, site, reports, standards, dressing }), problems)
}

/// All files of the content folder with their path in it, in order. Hidden files and links out are left out.
fn walk(content: &Path, problems: &mut Vec<Problem>) -> Vec<(String, PathBuf)> {
    let hidden = |name: &str| name.starts_with(['.', '_']);
    let walk = WalkDir::new(content)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(&entry.file_name().to_string_lossy()));
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

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

/// Sorts files by report and reads the reports, in parallel.
fn reports(
    content: &Path,
    files: Vec<(String, PathBuf)>,
    standards: &Standards,
) -> (Vec<Draft>, Vec<Problem>) {
    let mut reports: BTreeMap<String, ReportFiles> = BTreeMap::new();
    let folders: BTreeSet<&str> =
        files.iter().filter_map(|(path, _)| path.strip_suffix("/report.yaml")).collect();
    for folder in &folders {
        if !is_inside_report(folder, &folders) {
            let report =
                ReportFiles { path: folder.nfc().collect(), folder: content.join(folder), files: Vec::new() };
            reports.insert(format!("{folder}/"), report);
        }
    }
    for (path, file) in files {
        let mut at = path.len();
        while let Some(slash) = path[..at].rfind('/') {
            if let Some(report) = reports.get_mut(&path[..=slash]) {
                report.files.push((path[slash + 1..].to_owned(), file));
                break;
            }
            at = slash;
        }
    }
    let reports: Vec<ReportFiles> = reports.into_values().collect();
    let read: Vec<(Option<Draft>, Vec<Problem>)> = reports
        .into_par_iter()
        .map(|files| {
            let mut context = Context { content, standards, theme_place: Place::None, problems: Vec::new() };
            let draft = report(files, &mut context);
            (draft, context.problems)
        })
        .collect();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut problems = Vec::new();
    for (draft, mut found) in read {
        problems.append(&mut found);
        let Some(draft) = draft else { continue };
        let same = |known: &&Draft| known.parent() == draft.parent() && known.year == draft.year;
        if let Some(twin) = drafts.iter().find(same).filter(|twin| !twin.faulty && !draft.faulty) {
            let fault = Fault::DuplicateId {
                id: draft.year.to_string(),
                other: format!("{}/report.yaml", twin.folder),
            };
            problems.push(Problem::new(fault, Place::File(format!("{}/report.yaml", draft.folder))));
        }
        drafts.push(draft);
    }
    (drafts, problems)
}

/// Whether a folder holds a report's own metrics, ledgers or data: a `report.yaml` in it is one of those.
fn is_inside_report(folder: &str, reports: &BTreeSet<&str>) -> bool {
    folder.match_indices('/').any(|(slash, _)| {
        let inside = folder[slash + 1..].split('/').next().unwrap_or_default();
        ["metrics", "ledgers", "data"].contains(&inside) && reports.contains(&folder[..slash])
    })
}

/// Reads a report from its files.
fn report(files: ReportFiles, context: &mut Context<'_>) -> Option<Draft> {
    let ReportFiles { path, folder, files } = files;
    let first = path.split('/').next().unwrap_or_default();
    if RESERVED.contains(&first) {
        let place = Place::File(shown(&folder));
        context.problems.push(Problem::new(Fault::ReservedName { name: first.to_owned() }, place));
    }
    let source = context.text(&folder.join("report.yaml"))?;
    let yaml = Yaml { source: &source, range: 0..source.text().len() };
    let mut draft = site::read_report(&yaml, &path, context);
    draft.folder = shown(&folder);
    let mut markdown = Vec::new();
    let mut ids = Ids::default();
    for (inside, file) in files {
        if let Some(rest) = inside.strip_prefix("metrics/") {
            if is_yaml(rest) {
                metrics_file(rest, &file, (&mut draft, &mut ids, context));
            }
        } else if let Some(rest) = inside.strip_prefix("ledgers/") {
            if is_yaml(rest) {
                ledger_file(rest, &file, (&mut draft, context));
            }
        } else if inside.starts_with("data/") {
            draft.data.push(inside);
        } else if inside.ends_with(".md")
            && let Some(source) = context.text(&file)
        {
            markdown.push((inside, source));
        }
    }
    let order = |id: &str| ids.order.get(id).cloned().unwrap_or_default();
    draft.metrics.sort_by(|a, b| chapters::by_order(&order(&a.id), &order(&b.id)));
    check_ids(&draft, &mut context.problems);
    let chapters = chapters::read(markdown, &draft.folder, context);
    draft.opening = chapters.opening;
    draft.chapters = chapters.chapters;
    if draft.faulty {
        // Its months may not be those that were meant.
        context.problems.retain(|problem| !matches!(problem.fault, Fault::OutsidePeriod { .. }));
    }
    Some(draft)
}

/// The names that order files of metrics.
#[derive(Default)]
struct Ids {
    order: BTreeMap<String, String>,
}

/// The id of a file by its path under `metrics/` or `ledgers/`: `inspection/1-round.yaml` is `inspection.round`.
fn file_id(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let steps: Vec<String> =
        stem.split('/').map(|step| chapters::without_order(step).nfc().collect()).collect();
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
    let yaml = Yaml { source: &source, range: 0..source.text().len() };
    let (read, mut unread) =
        metrics::read(&MetricsYaml { yaml, id: id.clone(), period: draft.period }, context);
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
            let yaml = Yaml { source: &source, range: 0..source.text().len() };
            ledgers::read(&yaml, &id, context)
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
