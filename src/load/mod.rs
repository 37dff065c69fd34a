//! The only reader of the content folder and of themes, and the only user of `serde_yaml`. Enter at [`project`];
//! blocks inside chapters are read by [`block`] when the text is.

pub mod block;
mod catalogue;
mod chapters;
mod daily;
mod field;
mod fingerprint;
mod fonts;
mod kept;
mod ledgers;
mod library;
mod mask;
mod metric_values;
mod metrics;
mod names;
mod number;
mod order;
pub mod schema;
mod shapes;
mod site;
mod standards;
mod texts;
mod theme;
mod tree;
pub(crate) mod values;
mod yaml;
mod yaml_marks;
mod yaml_syntax;
mod yaml_walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::kept::Kept;
pub use catalogue::{Catalogue, Project};
pub use fingerprint::fingerprint;
pub use fonts::fonts;
pub use library::{Changed, Library};
pub use texts::texts;
pub use theme::Dressing;
pub(crate) use tree::is_left_out;
pub(crate) use yaml_marks::{Mark, Marks};

use crate::model::{ScaleLabels, Standards};
use crate::problem::{Excess, Fault, Place, Problem, nearest};
use crate::source::{Encoding, Source, decode};

/// The largest text that is read, in bytes: a long novel. A chapter has a hundredth of it.
const LARGEST_TEXT: u64 = 2 << 20;

/// What to load.
#[derive(Debug, Clone)]
pub struct Request {
    /// The content folder, as it would be opened from the working folder.
    pub content: PathBuf,
    /// A theme that stands in for the site's own.
    pub theme: Option<String>,
}

/// Loads a project: all of its files, typed. Problems are returned beside it; what could not be read is left out.
/// Nothing is returned where there is no `site.yaml`, no report, or no theme.
#[must_use]
pub fn project(request: &Request) -> (Option<Project>, Vec<Problem>) {
    let library = Library::open(request.clone());
    (library.project(), library.problems())
}

/// The places of everything in a YAML text, for who changes it; nothing if it is no YAML.
pub(crate) fn marks(source: &Arc<Source>) -> Option<Marks> {
    let yaml = yaml_walk::Yaml { source, range: 0..source.text().len() };
    yaml_walk::mark(&yaml, &mut Vec::new())
}

/// Reads pictures of a report, by the report's path and theirs in it.
///
/// # Errors
/// The first that cannot be read.
pub fn pictures(
    project: &Project,
    report: &str,
    files: Vec<String>,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<Problem>> {
    let folder = project.content.join(report);
    let read = |file: String| match std::fs::read(folder.join(&file)) {
        Ok(bytes) => Ok((file, bytes)),
        Err(error) => {
            let path = shown(&folder.join(&file));
            let fault = Fault::UnreadableFile { path: path.clone(), reason: error.to_string() };
            Err(vec![Problem::new(fault, Place::File(path))])
        }
    };
    files.into_iter().map(read).collect()
}

/// What loaders share while a project is read.
struct Context<'a> {
    content: &'a Path,
    standards: &'a Standards,
    theme_place: Place,
    problems: Vec<Problem>,
    /// The files that YAML names, there or not.
    named: BTreeSet<PathBuf>,
    /// The YAML files of the report as they were before.
    before: Kept,
    /// The same as they are now.
    kept: Kept,
}

/// A file that YAML names, with the place of the name.
struct Named<'a> {
    path: &'a str,
    place: &'a Place,
    /// The file that names it.
    from: &'a str,
}

impl<'a> Context<'a> {
    fn new(content: &'a Path, standards: &'a Standards) -> Self {
        let (before, kept) = (Kept::default(), Kept::default());
        let (problems, named) = (Vec::new(), BTreeSet::new());
        Self { content, standards, theme_place: Place::None, problems, named, before, kept }
    }

    /// Reads a text file; reports one that is missing or not in UTF-8.
    fn text(&mut self, path: &Path) -> Option<Arc<Source>> {
        let shown = shown(path);
        if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > LARGEST_TEXT) {
            let fault = Fault::Excess(Excess::Bytes { megabytes: LARGEST_TEXT >> 20 });
            self.problems.push(Problem::new(fault, Place::File(shown)));
            return None;
        }
        match std::fs::read(path) {
            Ok(bytes) => {
                let (text, encoding) = decode(&bytes);
                if encoding != Encoding::Utf8 {
                    let fault = Fault::BadEncoding { garbled: encoding == Encoding::Unknown };
                    self.problems.push(Problem::new(fault, Place::File(shown.clone())));
                }
                Some(Source::new(shown, text))
            }
            Err(error) => {
                let fault = Fault::UnreadableFile { path: shown.clone(), reason: error.to_string() };
                self.problems.push(Problem::new(fault, Place::File(shown)));
                None
            }
        }
    }

    /// The path of a file that YAML names, relative to the file that names it; it must lie inside the content
    /// folder and be there.
    fn named(&mut self, named: &Named<'_>) -> Option<PathBuf> {
        let folder = Path::new(named.from).parent().unwrap_or(Path::new(""));
        let path = clean(&folder.join(named.path));
        let inside = path.starts_with(clean(self.content))
            && !named.path.contains('\\')
            && !goes_through_link(&path, self.content);
        self.named.insert(path.clone());
        let fault = if !inside {
            let expected = crate::problem::Expected::PathInside;
            Fault::BadValue { key: named.path.to_owned(), found: named.path.to_owned(), expected }
        } else if path.is_file() {
            return Some(path);
        } else {
            Fault::MissingFile { path: shown(&path) }
        };
        self.problems.push(Problem::new(fault, named.place.clone()));
        None
    }

    /// The text of a file that YAML names.
    fn named_text(&mut self, named: &Named<'_>) -> Option<Arc<Source>> {
        let path = self.named(named)?;
        self.text(&path)
    }

    fn scale(&self, name: &str) -> Option<&ScaleLabels> {
        self.standards.scale(name)
    }

    fn nearest_scale(&self, name: &str) -> Option<String> {
        nearest(name, self.standards.scales.iter().map(|scale| scale.name.as_str()))
    }
}

/// Whether a path in a folder goes through a symbolic link: those may lead anywhere.
fn goes_through_link(path: &Path, folder: &Path) -> bool {
    let above = clean(folder);
    path.ancestors()
        .take_while(|part| part.starts_with(&above) && **part != above)
        .any(|part| std::fs::symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink()))
}

/// Whether a name belongs to a file or metric that could not be read.
fn is_unread(unread: &[String], name: &str) -> bool {
    unread.iter().any(|unread| unread.ends_with('.') && name.starts_with(unread.as_str()))
}

/// A path as it is shown in messages: with `/`, as it would be opened from the working folder.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A path with its `.` and `..` worked out by name alone.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                if !out.pop() {
                    out.push("..");
                }
            }
            part => out.push(part),
        }
    }
    out
}
