//! A content folder as it was read, of which only what has changed is read again. Enter at [`Library`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::catalogue::{Base, Opened, Project, Shelved, no_reports, twins};
use super::kept::Kept;
use super::tree::is_left_out;
use super::{Request, clean, shown};
use crate::problem::Problem;

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
        let reports = self.shelf.iter().filter_map(|shelved| shelved.draft.clone()).collect();
        Some(self.base.as_ref()?.project(&self.request.content, reports))
    }

    /// What is wrong with the files.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        problems.extend(self.shelf.iter().flat_map(|shelved| shelved.problems.iter().cloned()));
        if self.base.is_some() {
            let drafts = || self.shelf.iter().filter_map(|shelved| shelved.draft.as_deref());
            problems.extend(twins(drafts()));
            problems.extend(drafts().next().is_none().then(|| no_reports(&self.request.content)));
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
        let Opened { base, reports, problems } = Opened::open(&self.request);
        (self.base, self.shelf, self.problems) = (base, Vec::new(), problems);
        if let Some(base) = &self.base {
            let shelve = |files| base.shelve(&self.request.content, (files, Kept::default()));
            self.shelf = reports.into_par_iter().map(shelve).collect();
        }
    }
}
