//! What every watched file held when it was last looked at. A system tells of changes twice, of none, and of files
//! written with what they held before: only what differs here has changed.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::names::is_passing;

/// Files by path, as they would be opened from the working folder, with what they held.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    files: BTreeMap<PathBuf, Print>,
    /// What the files that have changed since the last [`Snapshot::settle`] held then; none if they were not there.
    before: BTreeMap<PathBuf, Option<Print>>,
}

/// The fingerprint of a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Print {
    hash: u64,
    is_empty: bool,
}

/// How a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// It holds something else.
    Written,
    /// It is gone or empty, as a file is for a moment that an editor is about to write.
    Emptied,
}

impl Snapshot {
    /// Looks again at a file, or at all files of a folder. Those that have changed are returned, and remembered as
    /// they are now.
    pub(super) fn look(&mut self, path: &Path) -> Vec<(PathBuf, Change)> {
        let now: BTreeMap<PathBuf, Print> =
            files(path).filter_map(|file| print(&file).map(|print| (file, print))).collect();
        let known = self.files.range(path.to_owned()..).take_while(|(file, _)| file.starts_with(path));
        let gone: Vec<PathBuf> =
            known.map(|(file, _)| file).filter(|file| !now.contains_key(*file)).cloned().collect();
        let mut changed = Vec::new();
        for file in gone {
            let before = self.files.remove(&file);
            self.before.entry(file.clone()).or_insert(before);
            changed.push((file, Change::Emptied));
        }
        for (file, print) in now {
            let before = self.files.insert(file.clone(), print);
            if before != Some(print) {
                self.before.entry(file.clone()).or_insert(before);
                changed.push((file, if print.is_empty { Change::Emptied } else { Change::Written }));
            }
        }
        changed
    }

    /// The files that hold something else than at the last call: not those that came and went, or were emptied and
    /// written as they had been.
    pub(super) fn settle(&mut self) -> Vec<PathBuf> {
        let before = std::mem::take(&mut self.before);
        let is_other = |(file, before): &(PathBuf, Option<Print>)| self.files.get(file) != before.as_ref();
        before.into_iter().filter(is_other).map(|(file, _)| file).collect()
    }
}

/// A file alone, or all files below a folder but those that are passing. Links below it are not followed.
fn files(path: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = WalkDir::new(path)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_passing(&entry.file_name().to_string_lossy()));
    walk.flatten().filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
}

/// What a file holds; none if it is gone.
fn print(file: &Path) -> Option<Print> {
    let mut hasher = DefaultHasher::new();
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => format!("{error} ").into_bytes(),
    };
    hasher.write(&bytes);
    Some(Print { hash: hasher.finish(), is_empty: bytes.is_empty() })
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn only_what_holds_something_else_has_changed() {
        let folder = TempDir::new().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let mut snapshot = Snapshot::default();
        fs::create_dir(path("新 章")).expect("a folder");
        fs::write(path("新 章/1-大气.md"), "# 大气").expect("a file");
        assert_eq!(snapshot.look(folder.path()), [(path("新 章/1-大气.md"), Change::Written)]);
        fs::write(path("新 章/1-大气.md"), "# 大气").expect("a file");
        fs::write(path("新 章/.1-大气.md.swp"), "").expect("a file");
        assert_eq!(snapshot.look(folder.path()), []);
        fs::write(path("新 章/1-大气.md"), "").expect("a file");
        assert_eq!(snapshot.look(&path("新 章/1-大气.md")), [(path("新 章/1-大气.md"), Change::Emptied)]);
        fs::rename(path("新 章"), path("新章")).expect("a folder");
        assert_eq!(snapshot.look(&path("新 章")), [(path("新 章/1-大气.md"), Change::Emptied)]);
        assert_eq!(snapshot.look(&path("新章")), [(path("新章/1-大气.md"), Change::Emptied)]);
        assert_eq!(snapshot.settle(), [path("新章/1-大气.md")], "the other came and went");
        fs::write(path("新章/1-大气.md"), "# 大气").expect("a file");
        snapshot.look(folder.path());
        fs::write(path("新章/1-大气.md"), "").expect("a file");
        snapshot.look(folder.path());
        assert_eq!(snapshot.settle(), Vec::<PathBuf>::new(), "it is what it was");
    }
}
