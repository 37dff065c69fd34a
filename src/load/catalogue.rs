//! A content folder of which reports are read when they are asked for, so that an archive of any size needs no more
//! memory than the offices at hand. Enter at [`Catalogue`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::kept::Kept;
use super::theme::{Dressing, Wanted};
use super::tree::{self, ReportFiles, is_yaml};
use super::yaml_walk::Yaml;
use super::{Context, Request, shown, site, standards, theme, values};
use crate::model::{Draft, Site, Standards};
use crate::problem::{Fault, Place, Problem, nearest};
use crate::source::Source;

/// A project as loaded: typed, nothing computed. A clone shares its parts, so that what is the same can be seen to be.
#[derive(Debug, Clone)]
pub struct Project {
    /// The content folder.
    pub content: PathBuf,
    /// The site.
    pub site: Site,
    /// The reports, by path.
    pub reports: Vec<Arc<Draft>>,
    /// Limits and scales.
    pub standards: Arc<Standards>,
    /// The theme, and the words of the site's language.
    pub dressing: Arc<Dressing>,
    /// Where the reports are of which these are some; none where these are all.
    pub(crate) elsewhere: Option<Arc<Catalogue>>,
}

impl Project {
    /// The place of the report of a name among the reports.
    ///
    /// # Errors
    /// That none has the name, with the nearest that one has.
    pub fn find(&self, name: &str) -> Result<usize, Fault> {
        find(name, self.reports.iter().map(|draft| draft.path.as_str()))
    }
}

/// The place of a report's name among the paths of reports; that none has it, with the nearest that one has.
pub(super) fn find<'a>(name: &str, paths: impl Iterator<Item = &'a str> + Clone) -> Result<usize, Fault> {
    let found = paths.clone().position(|path| path == name);
    found.ok_or_else(|| Fault::NoReport { name: name.to_owned(), near: nearest(name, paths) })
}

/// The files of a content folder, and what every report of it is read with.
#[derive(Debug)]
pub struct Catalogue {
    content: PathBuf,
    base: Base,
    reports: Vec<ReportFiles>,
}

/// What every report is read with.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) site: Site,
    pub(super) standards: Arc<Standards>,
    pub(super) dressing: Arc<Dressing>,
}

/// A report as it was read.
#[derive(Debug)]
pub(super) struct Shelved {
    pub(super) files: ReportFiles,
    pub(super) draft: Option<Arc<Draft>>,
    pub(super) problems: Vec<Problem>,
    /// Files that its YAML names, there or not.
    pub(super) named: BTreeSet<PathBuf>,
    pub(super) kept: Kept,
}

/// A content folder with its reports unread.
pub(super) struct Opened {
    /// None where there is no `site.yaml`.
    pub(super) base: Option<Base>,
    pub(super) reports: Vec<ReportFiles>,
    pub(super) problems: Vec<Problem>,
}

impl Opened {
    pub(super) fn open(request: &Request) -> Self {
        let Request { content, theme } = request;
        let nothing = Standards::default();
        let mut context = Context::new(content, &nothing);
        let tree::Files { reports, others } = tree::files(content, &mut context.problems);
        if others.iter().any(|(path, _)| path == "site.yaml") {
            let base = Base::read(&others, theme.as_deref(), &mut context);
            return Self { base: Some(base), reports, problems: context.problems };
        }
        let path = shown(&content.join("site.yaml"));
        context.problems.push(Problem::new(Fault::NoSite { path: path.clone() }, Place::File(path)));
        Self { base: None, reports, problems: context.problems }
    }
}

impl Catalogue {
    /// Lists the reports of a content folder, and reads all else. Nothing is returned where there is no `site.yaml`.
    #[must_use]
    pub fn open(request: &Request) -> (Option<Arc<Self>>, Vec<Problem>) {
        let Opened { base, reports, problems } = Opened::open(request);
        let content = request.content.clone();
        (base.map(|base| Arc::new(Self { content, base, reports })), problems)
    }

    /// The site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.base.site
    }

    /// The theme, and the words of the site's language.
    #[must_use]
    pub fn dressing(&self) -> &Dressing {
        &self.base.dressing
    }

    /// The paths of the reports, in order, by the folder that holds them, which stands for an office. Each is named by
    /// its place in the catalogue.
    #[must_use]
    pub fn offices(&self) -> BTreeMap<String, Vec<usize>> {
        let mut offices: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, files) in self.reports.iter().enumerate() {
            let folder = files.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            offices.entry(folder.to_owned()).or_default().push(at);
        }
        offices
    }

    /// The path of a report.
    #[must_use]
    pub fn path(&self, at: usize) -> &str {
        &self.reports[at].path
    }

    /// The place of the report of a path.
    ///
    /// # Errors
    /// That none has it, with the nearest that one has.
    pub fn find(&self, path: &str) -> Result<usize, Fault> {
        find(path, self.reports.iter().map(|report| report.path.as_str()))
    }

    /// Reads some reports: all of their offices.
    #[must_use]
    pub fn read(self: &Arc<Self>, reports: &[usize]) -> (Project, Vec<Problem>) {
        let shelf: Vec<Shelved> = reports.par_iter().map(|&at| self.shelve(at)).collect();
        let mut problems = Vec::new();
        let mut drafts = Vec::new();
        for mut shelved in shelf {
            problems.append(&mut shelved.problems);
            drafts.extend(shelved.draft);
        }
        problems.extend(twins(drafts.iter().map(|draft| &**draft)));
        let mut project = self.base.project(&self.content, drafts);
        project.elsewhere = Some(Arc::clone(self));
        (project, problems)
    }

    /// The report that a file would lie in, by the file's path in the content folder.
    pub(crate) fn holder(&self, file: &str) -> Option<usize> {
        let reports = self.reports.iter().enumerate();
        let holds = |path: &str| file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let holders = reports.filter(|(_, report)| holds(&report.path));
        holders.max_by_key(|(_, report)| report.path.len()).map(|(at, _)| at)
    }

    /// How many reports there are.
    pub(crate) fn len(&self) -> usize {
        self.reports.len()
    }

    /// A report alone. What is wrong with it is told where its office is read.
    pub(crate) fn draft(&self, at: usize) -> Option<Arc<Draft>> {
        self.shelve(at).draft
    }

    /// That no report could be read.
    #[must_use]
    pub fn no_reports(&self) -> Problem {
        no_reports(&self.content)
    }

    fn shelve(&self, at: usize) -> Shelved {
        self.base.shelve(&self.content, (self.reports[at].clone(), Kept::default()))
    }
}

/// That a content folder holds no report.
pub(super) fn no_reports(content: &Path) -> Problem {
    let folder = shown(content);
    Problem::new(Fault::NoReports { folder: folder.clone() }, Place::File(folder))
}

/// Reports of one year in one folder: the second of each.
pub(super) fn twins<'a>(drafts: impl Iterator<Item = &'a Draft>) -> Vec<Problem> {
    let mut known: BTreeMap<(&str, i16), &Draft> = BTreeMap::new();
    let mut problems = Vec::new();
    for draft in drafts {
        let first = *known.entry((draft.parent(), draft.year)).or_insert(draft);
        if first.path != draft.path && !first.faulty && !draft.faulty {
            let other = format!("{}/report.yaml", first.folder);
            let fault = Fault::DuplicateId { id: draft.year.to_string(), other };
            problems.push(Problem::new(fault, Place::File(format!("{}/report.yaml", draft.folder))));
        }
    }
    problems
}

impl Base {
    pub(super) fn read(others: &[(String, PathBuf)], theme: Option<&str>, context: &mut Context<'_>) -> Self {
        let site = match context.text(&context.content.join("site.yaml")) {
            Some(source) => {
                let yaml = Yaml { source: &source, range: 0..source.text().len() };
                site::read_site(&yaml, context)
            }
            None => site::default_site(),
        };
        let own = others.iter().filter(|(path, _)| path.starts_with("standards/") && is_yaml(path));
        let own: Vec<Arc<Source>> = own.filter_map(|(_, path)| context.text(path)).collect();
        let themes = context.content.parent().unwrap_or(Path::new("")).join("themes");
        let name = theme.unwrap_or(&site.theme);
        let place = if theme.is_some() { Place::None } else { context.theme_place.clone() };
        let wanted = Wanted { themes: &themes, name, language: &site.language, place };
        let ((dressing, mut found), standards) =
            rayon::join(|| theme::read(&wanted), || standards::read(&own, &site.language, context));
        context.problems.append(&mut found);
        Self { site, standards: Arc::new(standards), dressing: Arc::new(dressing) }
    }

    /// A project of reports.
    pub(super) fn project(&self, content: &Path, reports: Vec<Arc<Draft>>) -> Project {
        Project {
            content: content.to_owned(),
            site: self.site.clone(),
            reports,
            standards: Arc::clone(&self.standards),
            dressing: Arc::clone(&self.dressing),
            elsewhere: None,
        }
    }

    /// Reads a report, but for what of it was read before and is the same.
    pub(super) fn shelve(&self, content: &Path, (files, before): (ReportFiles, Kept)) -> Shelved {
        let mut context = Context { before, ..Context::new(content, &self.standards) };
        let mut draft = tree::report(&files, &mut context);
        if let Some(draft) = &mut draft {
            values::merge(draft, &self.dressing.words, &mut context);
        }
        let Context { problems, named, kept, .. } = context;
        Shelved { files, draft: draft.map(Arc::new), problems, named, kept }
    }
}
