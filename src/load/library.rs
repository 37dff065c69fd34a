//! A content folder as it was read, of which only what has changed is read again. Enter at [`Library`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::kept::Kept;
use super::theme::{Dressing, Wanted};
use super::tree::{self, ReportFiles, is_left_out, is_yaml};
use super::yaml::Yaml;
use super::{Context, Request, clean, shown, site, standards, theme, values};
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
}

impl Project {
    /// The place of the report of a name among the reports.
    ///
    /// # Errors
    /// That none has the name, with the nearest that one has.
    pub fn find(&self, name: &str) -> Result<usize, Fault> {
        let paths = || self.reports.iter().map(|draft| draft.path.as_str());
        let near = || Fault::NoReport { name: name.to_owned(), near: nearest(name, paths()) };
        paths().position(|path| path == name).ok_or_else(near)
    }
}

/// What may have changed since a library was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Anything.
    All,
    /// Files at these paths, as they would be opened from the working folder: written, made or deleted.
    Paths(BTreeSet<PathBuf>),
}

impl Changed {
    /// Both changes as one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Paths(mut paths), Self::Paths(more)) => {
                paths.extend(more);
                Self::Paths(paths)
            }
            _ => Self::All,
        }
    }
}

/// A project's files as they were last read.
#[derive(Debug)]
pub struct Library {
    request: Request,
    /// None where there is no `site.yaml`.
    base: Option<Base>,
    shelf: Vec<Shelved>,
    /// Problems that are no report's own.
    problems: Vec<Problem>,
}

/// What every report is read with.
#[derive(Debug)]
struct Base {
    site: Site,
    standards: Arc<Standards>,
    dressing: Arc<Dressing>,
}

/// A report as it was read.
#[derive(Debug)]
struct Shelved {
    files: ReportFiles,
    draft: Option<Arc<Draft>>,
    problems: Vec<Problem>,
    /// Files that its YAML names, there or not.
    named: BTreeSet<PathBuf>,
    kept: Kept,
}

impl Library {
    /// Reads all files of a project.
    #[must_use]
    pub fn open(request: Request) -> Self {
        let mut library = Self { request, base: None, shelf: Vec::new(), problems: Vec::new() };
        library.read_all();
        library
    }

    /// Reads again what has changed, and what depends on it.
    pub fn update(&mut self, changed: &Changed) {
        let reports = match changed {
            Changed::Paths(paths) => self.readers(paths),
            Changed::All => None,
        };
        match (&self.base, reports) {
            (Some(base), Some(reports)) => {
                let folders = self.shelf.iter().map(|shelved| shelved.files.inside.clone()).collect();
                for at in reports {
                    let mut problems = Vec::new();
                    let files = self.shelf[at].files.again(&folders, &mut problems);
                    let kept = std::mem::take(&mut self.shelf[at].kept);
                    self.shelf[at] = base.shelve(&self.request.content, (files, kept));
                    self.shelf[at].problems.append(&mut problems);
                }
            }
            _ => self.read_all(),
        }
    }

    /// The project as last read; none without a `site.yaml`.
    #[must_use]
    pub fn project(&self) -> Option<Project> {
        let Base { site, standards, dressing } = self.base.as_ref()?;
        Some(Project {
            content: self.request.content.clone(),
            site: site.clone(),
            reports: self.shelf.iter().filter_map(|shelved| shelved.draft.clone()).collect(),
            standards: Arc::clone(standards),
            dressing: Arc::clone(dressing),
        })
    }

    /// What is wrong with the files.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        problems.extend(self.shelf.iter().flat_map(|shelved| shelved.problems.iter().cloned()));
        if self.base.is_some() {
            problems.extend(self.twins());
            if self.shelf.iter().all(|shelved| shelved.draft.is_none()) {
                let folder = shown(&self.request.content);
                problems.push(Problem::new(Fault::NoReports { folder: folder.clone() }, Place::File(folder)));
            }
        }
        problems
    }

    /// The reports that a change of these paths concerns; none if it may concern all.
    fn readers(&self, paths: &BTreeSet<PathBuf>) -> Option<BTreeSet<usize>> {
        let mut readers = BTreeSet::new();
        for path in paths {
            let inside = shown(path.strip_prefix(&self.request.content).ok()?);
            if inside.split('/').any(is_left_out) {
                continue;
            }
            let before = readers.len();
            let naming =
                self.shelf.iter().enumerate().filter(|(_, shelved)| shelved.named.contains(&clean(path)));
            readers.extend(naming.map(|(at, _)| at));
            match self.holder(&inside) {
                Some((at, "report.yaml")) if path.is_file() => drop(readers.insert(at)),
                // A folder that came or went, or a file that makes a folder a report, changes what there is to read.
                Some((_, file)) if file.ends_with("report.yaml") || !self.is_file(&inside, path) => {
                    return None;
                }
                Some((at, _)) => drop(readers.insert(at)),
                None if readers.len() == before || inside.starts_with("standards/") => return None,
                None => {}
            }
        }
        Some(readers)
    }

    /// The report that a file lies in, by its path in the content folder, and its path in the report.
    fn holder<'p>(&self, inside: &'p str) -> Option<(usize, &'p str)> {
        let within = |(at, shelved): (usize, &Shelved)| {
            let file = inside.strip_prefix(shelved.files.inside.as_str())?.strip_prefix('/')?;
            Some((at, file))
        };
        self.shelf.iter().enumerate().filter_map(within).min_by_key(|(_, file)| file.len())
    }

    /// Whether a path is or was a file.
    fn is_file(&self, inside: &str, path: &Path) -> bool {
        let was = || {
            self.holder(inside)
                .is_some_and(|(at, file)| self.shelf[at].files.files.iter().any(|(known, _)| known == file))
        };
        path.is_file() || (!path.exists() && was())
    }

    fn read_all(&mut self) {
        let Request { content, theme } = &self.request;
        let nothing = Standards::default();
        let mut context = Context::new(content, &nothing);
        let files = tree::files(content, &mut context.problems);
        (self.base, self.shelf) = (None, Vec::new());
        if files.others.iter().any(|(path, _)| path == "site.yaml") {
            let base = Base::read(&files.others, theme.as_deref(), &mut context);
            let shelve = |files: ReportFiles| base.shelve(content, (files, Kept::default()));
            self.shelf = files.reports.into_par_iter().map(shelve).collect();
            self.base = Some(base);
        } else {
            let path = shown(&content.join("site.yaml"));
            context.problems.push(Problem::new(Fault::NoSite { path: path.clone() }, Place::File(path)));
        }
        self.problems = context.problems;
    }

    /// Reports of one year in one folder: the second of each.
    fn twins(&self) -> Vec<Problem> {
        let mut known: BTreeMap<(&str, i16), &Draft> = BTreeMap::new();
        let mut problems = Vec::new();
        for draft in self.shelf.iter().filter_map(|shelved| shelved.draft.as_ref()) {
            let first = *known.entry((draft.parent(), draft.year)).or_insert(draft);
            if first.path != draft.path && !first.faulty && !draft.faulty {
                let other = format!("{}/report.yaml", first.folder);
                let fault = Fault::DuplicateId { id: draft.year.to_string(), other };
                problems.push(Problem::new(fault, Place::File(format!("{}/report.yaml", draft.folder))));
            }
        }
        problems
    }
}

impl Base {
    fn read(others: &[(String, PathBuf)], theme: Option<&str>, context: &mut Context<'_>) -> Self {
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

    /// Reads a report, but for what of it was read before and is the same.
    fn shelve(&self, content: &Path, (files, before): (ReportFiles, Kept)) -> Shelved {
        let mut context = Context { before, ..Context::new(content, &self.standards) };
        let mut draft = tree::report(&files, &mut context);
        if let Some(draft) = &mut draft {
            values::merge(draft, &self.dressing.words, &mut context);
        }
        let Context { problems, named, kept, .. } = context;
        Shelved { files, draft: draft.map(Arc::new), problems, named, kept }
    }
}
