//! What every watched file held when it was last looked at. A system tells of changes twice, of none, and of files
//! written with what they held before: only what differs here has changed.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::names::is_passing;

/// Files by path, as they would be opened from the working folder, with what they held.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    files: BTreeMap<PathBuf, Print>,
    /// When each was last written, and its length, as far as it was asked.
    stamps: BTreeMap<PathBuf, Stamp>,
    /// What the files that have changed since the last [`Snapshot::settle`] held then; none if they were not there.
    before: BTreeMap<PathBuf, Option<Print>>,
}

/// The fingerprint of a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Print {
    hash: u64,
    is_empty: bool,
}

/// When a file was last written, and its length; none if the system does not say.
type Stamp = Option<(SystemTime, u64)>;

/// Two writings within this time may bear the same time.
const COARSE: Duration = Duration::from_secs(3);

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

    /// The files of a folder that may have changed since the last call, by their times and lengths.
    pub(super) fn suspects(&mut self, folder: &Path) -> Vec<PathBuf> {
        let now: BTreeMap<PathBuf, Stamp> = files(folder).map(|file| (file.clone(), stamp(&file))).collect();
        let is_new = |(time, _): (SystemTime, u64)| time.elapsed().is_ok_and(|ago| ago < COARSE);
        let is_other = |(file, stamp): &(&PathBuf, &Stamp)| {
            self.stamps.get(*file) != Some(stamp) || stamp.is_none_or(is_new)
        };
        let known = self.files.keys().filter(|file| file.starts_with(folder) && !now.contains_key(*file));
        let suspects = now.iter().filter(is_other).map(|(file, _)| file).chain(known).cloned().collect();
        self.stamps.retain(|file, _| !file.starts_with(folder));
        self.stamps.extend(now);
        suspects
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

fn stamp(file: &Path) -> Stamp {
    let about = fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
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
