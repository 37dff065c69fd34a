//! What the last build of an output folder was made from, so that one that would write the same need not be made. It is
//! kept in the user's folder for caches, never beside the site: a hash of what is hidden must not be published, though
//! it tells nothing to who does not know the rest. Without it a site is just made again.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::file::replace;
use super::manifest::{Manifest, hexadecimal};
use super::paths::Paths;
use super::{MANIFEST, Summary};

/// The name of our folder among the caches of programs.
const FOLDER: &str = "nianbao";

/// A build that stands whole in its folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The site's folder, which is to be found again.
    site: PathBuf,
    /// What it was made from, and how.
    from: String,
    /// The SHA-256 of its list: a folder may hold another build since, be it one that was killed before it was
    /// remembered.
    list: String,
    /// How many pages it has.
    pub pages: usize,
    /// How many charts.
    pub charts: usize,
    /// Whether there were warnings, which are to be told again.
    pub warned: bool,
}

impl Made {
    /// A build of an output folder, from what has this hash and in this way.
    #[must_use]
    pub fn new(out: &Path, (hash, way): ([u8; 32], &str)) -> Option<Self> {
        let site = std::path::absolute(Paths::of(out).ok()?.site).ok()?;
        let from = format!("{} {way}\n{}", hexadecimal(&hash), program());
        Some(Self { site, from, list: String::new(), pages: 0, charts: 0, warned: false })
    }

    /// The last build of the same folder, if it was made from the same in the same way and nobody has touched its files.
    #[must_use]
    pub fn standing(&self) -> Option<Self> {
        let made: Self = serde_json::from_slice(&fs::read(self.file()?).ok()?).ok()?;
        let is_same = made.site == self.site && made.from == self.from;
        (is_same && is_whole(&made.site, &made.list)).then_some(made)
    }

    /// Remembers the build, now that it stands: its list, its pages and charts, and whether there were warnings. What
    /// is remembered of folders that are gone is forgotten. That it could not be written costs time alone.
    pub fn remember(mut self, built: &Summary, (pages, charts): (usize, usize), warned: bool) {
        self.list = hexadecimal(&built.list);
        (self.pages, self.charts, self.warned) = (pages, charts, warned);
        let Some(file) = self.file() else { return };
        let Some(folder) = file.parent() else { return };
        let Ok(bytes) = serde_json::to_vec(&self) else { return };
        forget(folder);
        let _ = fs::create_dir_all(folder).and_then(|()| replace(&file, &bytes));
    }

    fn file(&self) -> Option<PathBuf> {
        let name = hexadecimal(&Sha256::digest(self.site.as_os_str().as_encoded_bytes()));
        let caches = etcetera::choose_base_strategy().ok()?.cache_dir();
        Some(caches.join(FOLDER).join(format!("{name}.json")))
    }
}

/// Removes what is remembered of folders that are gone.
fn forget(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let made: Option<Made> =
            fs::read(entry.path()).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        if made.is_some_and(|made| !made.site.exists()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a site has the list of that SHA-256, and all files are there, in their sizes and none changed after the list
/// was written.
fn is_whole(site: &Path, list: &str) -> bool {
    let path = site.join(MANIFEST);
    let Ok(bytes) = fs::read(&path) else { return false };
    if hexadecimal(&Sha256::digest(&bytes)) != list {
        return false;
    }
    let Some(manifest) = Manifest::read(&bytes) else { return false };
    let Ok(written) = fs::metadata(path).and_then(|list| list.modified()) else { return false };
    let is_whole = |(path, size): (&String, u64)| {
        let metadata = fs::symlink_metadata(site.join(path));
        metadata.is_ok_and(|file| {
            file.is_file() && file.len() == size && file.modified().is_ok_and(|time| time <= written)
        })
    };
    manifest.files().par_iter().all(|(path, entry)| is_whole((path, entry.size)))
}

/// What tells this program from another: its file, as it was built or installed.
fn program() -> String {
    let file = std::env::current_exe().and_then(fs::metadata);
    let time = file.as_ref().ok().and_then(|file| file.modified().ok());
    format!("{} {:?} {time:?}", env!("CARGO_PKG_VERSION"), file.as_ref().ok().map(fs::Metadata::len))
}
