//! The folders that are watched, and the way from a path as the system tells it to the path as the loader opens it.

use std::path::{Path, PathBuf};

use super::names::is_passing;

/// A folder that is watched with all that is in it.
#[derive(Debug)]
pub(super) struct Root {
    /// As it would be opened from the working folder.
    pub(super) shown: PathBuf,
    /// Where it really is, links followed; where it would be, if it is not there.
    pub(super) real: PathBuf,
    /// Where its name stands, in a folder that is watched for it alone.
    pub(super) name: PathBuf,
}

/// What a path is to the watch.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A watched folder itself: it may have come, gone or been replaced.
    Root,
    /// Something in a watched folder, as it would be opened from the working folder.
    Inside(PathBuf),
    /// Nothing of ours.
    Elsewhere,
}

impl Root {
    fn new(shown: PathBuf) -> Self {
        let parent = match shown.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let parent = parent.canonicalize().unwrap_or_else(|_| parent.to_owned());
        let name = shown.file_name().map_or_else(|| parent.clone(), |name| parent.join(name));
        let real = shown.canonicalize().unwrap_or_else(|_| name.clone());
        Self { shown, real, name }
    }
}

/// The folders of a project: its content, the themes beside it, and what links among the themes lead to.
pub(super) fn of(content: &Path) -> Vec<Root> {
    let themes = content.parent().unwrap_or(Path::new("")).join("themes");
    let links: Vec<PathBuf> = std::fs::read_dir(&themes)
        .map(|entries| {
            let entries = entries.flatten().map(|entry| entry.path());
            entries.filter(|path| path.is_symlink() && path.is_dir()).collect()
        })
        .unwrap_or_default();
    [content.to_owned(), themes].into_iter().chain(links).map(Root::new).collect()
}

/// What a path, as the system tells it, is to the watch.
pub(super) fn spot(roots: &[Root], path: &Path) -> Spot {
    for root in roots {
        if path == root.real || path == root.name {
            return Spot::Root;
        }
    }
    let inside = |root: &Root| {
        path.strip_prefix(&root.real).ok().map(|inside| (inside.to_owned(), root.shown.clone()))
    };
    match roots.iter().find_map(inside) {
        Some((inside, shown)) if !inside.iter().any(|name| is_passing(&name.to_string_lossy())) => {
            Spot::Inside(shown.join(inside))
        }
        _ => Spot::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_behind_a_link_is_told_as_the_loader_opens_it() {
        let folder = TempDir::new().expect("a folder");
        let base = folder.path().canonicalize().expect("a path");
        fs::create_dir_all(base.join("share/年报")).expect("a folder");
        std::os::unix::fs::symlink(base.join("share/年报"), base.join("content")).expect("a link");
        let roots = of(&base.join("content"));
        let spot = |path: &str| spot(&roots, &base.join(path));
        assert_eq!(spot("share/年报/2022/1-大气.md"), Spot::Inside(base.join("content/2022/1-大气.md")));
        assert_eq!(spot("content"), Spot::Root);
        assert_eq!(spot("share/年报"), Spot::Root);
        assert_eq!(spot("themes"), Spot::Root);
        assert_eq!(spot("themes/red/theme.yaml"), Spot::Inside(base.join("themes/red/theme.yaml")));
        assert_eq!(spot("share/年报/.git/index"), Spot::Elsewhere);
        assert_eq!(spot("site/index.html"), Spot::Elsewhere);
    }
}
