//! The only writer of the site. Enter at [`Publication::begin`]: pages are staged beside the output folder and the
//! whole is swapped in. [`recover`] undoes what a killed build left behind.
//!
//! Beside `site/` lie, while a build runs, `.site.nianbao-lock`, `.site.nianbao-staging` and, from the swap until it
//! is taken away, the earlier site as `.site.nianbao-former`. Who holds the lock may take away what of these a killed
//! build left: the names are ours alone, and only one process holds the lock.
//!
//! Files are not synced one by one: ten thousand of them would take longer than the build. A killed process loses
//! nothing that way; after a power cut the site may have to be built again, from content that is still there.

mod file;
mod foreign;
mod fresh;
mod lock;
mod manifest;
mod memory;
mod paths;
mod swap;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::model::Audience;
use crate::problem::{Fault, Place, Problem, Tongue};

pub use file::{put, replace};
pub use fresh::{create, in_the_way};
pub use memory::Made;

use lock::Lock;
use manifest::{Entry, Holds, Manifest};
use paths::{Paths, at};
use swap::{clear, remove, swap};

/// The name of the list of what a build wrote, at the top of the site.
pub const MANIFEST: &str = ".nianbao.json";

/// A build that is being written, beside the earlier one. Dropped without [`finish`](Self::finish), it leaves the
/// earlier site as it was and nothing of itself.
#[derive(Debug)]
pub struct Publication {
    staging: Staging,
    paths: Paths,
    earlier: Option<Manifest>,
    audience: Audience,
    written: Mutex<BTreeMap<String, Entry>>,
}

/// What a finished build wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Files written, without the list of them.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files of the earlier build that are no more.
    pub removed: usize,
    /// Files of others, left in their places.
    pub kept: usize,
    /// The SHA-256 of the list of them, which tells this build from any other.
    pub list: [u8; 32],
}

/// Why nothing was published. The earlier site, if there was one, is as it was.
#[derive(Debug)]
pub enum Refusal {
    /// The folder must not be written: `InTheWay`, `OutNotOurs`, `OutTaken`, `OutAudience` or `OutLocked`.
    Problem(Box<Problem>),
    /// The disk failed; the message begins with the path.
    Io(io::Error),
}

impl Refusal {
    fn problem(fault: Fault, path: &Path) -> Self {
        Self::Problem(Box::new(Problem::new(fault, Place::File(shown(path)))))
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => f.write_str(&problem.words(Tongue::English).message),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Problem(_) => None,
            Self::Io(error) => Some(error),
        }
    }
}

/// Puts right what a killed build left beside `out`: an earlier site caught between two renames goes back to its
/// place, half-written files go away. Does nothing while another build is at work, and writes nothing where there is
/// nothing to put right.
///
/// # Errors
/// When the disk fails; the message begins with the path.
pub fn recover(out: &Path) -> io::Result<()> {
    let paths = Paths::of(out)?;
    if !paths.have_leftovers() {
        return Ok(());
    }
    match Lock::take(&paths.lock)? {
        Some(_lock) => clear(&paths),
        None => Ok(()),
    }
}

impl Publication {
    /// Begins a build that will stand at `out`, whose parents are created. If `out` is a symbolic link, the site is
    /// what it points to. A killed build's leftovers are put right first.
    ///
    /// # Errors
    /// `OutLocked` while another build is at work on `out`; `OutNotOurs` if it holds files but no list of a build
    /// that can be read; `OutAudience` if it holds a build for others; or when the disk fails.
    pub fn begin(out: &Path, audience: Audience) -> Result<Self, Refusal> {
        let paths = Paths::of(out)?;
        fs::create_dir_all(paths.parent()).map_err(at(paths.parent()))?;
        let Some(lock) = Lock::take(&paths.lock)? else {
            return Err(Refusal::problem(Fault::OutLocked { folder: shown(out) }, out));
        };
        clear(&paths)?;
        let earlier = match Holds::of(&paths.site)? {
            Holds::Nothing | Holds::EmptyFolder => None,
            Holds::Build(manifest) => Some(manifest),
            Holds::Others => return Err(Refusal::problem(Fault::OutNotOurs { folder: shown(out) }, out)),
        };
        if earlier.is_some() {
            check_writable(&paths.site)?;
        }
        if let Some(holds) = earlier.as_ref().map(Manifest::audience)
            && holds != audience.word()
        {
            let fault = Fault::OutAudience { folder: shown(out), holds: holds.to_owned() };
            return Err(Refusal::problem(fault, out));
        }
        Ok(Self {
            staging: Staging::create(paths.staging.clone(), lock)?,
            paths,
            earlier,
            audience,
            written: Mutex::default(),
        })
    }

    /// Writes a file of the site. `path` is relative, with `/`. May be called from several threads at once.
    ///
    /// # Errors
    /// When `path` leads out of the site, was written before or is [`MANIFEST`]; or when the disk fails. The
    /// message begins with the path.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if !is_inside(path) || path == MANIFEST {
            let message = format!("{path}: not a path of a file inside the site");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        self.staging.write(path, bytes)?;
        // Hashed before the lock is taken, so that threads do not wait for one another.
        let entry = Entry::of(bytes);
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.insert(path.to_owned(), entry);
        Ok(())
    }

    /// Swaps the whole build into its place. Files of the earlier build that are not in this one are gone then, also
    /// if somebody has changed them since; what others put there stays where it was.
    ///
    /// # Errors
    /// `OutTaken` if the build writes where somebody else's file or folder lies: neither may be lost, so a person
    /// must move theirs; when others took a part of the build away; or when the disk fails.
    pub fn finish(self) -> Result<Summary, Refusal> {
        let Self { staging, paths, earlier, audience, written } = self;
        let manifest = Manifest::new(audience, written.into_inner().unwrap_or_else(PoisonError::into_inner));
        let earlier = earlier.unwrap_or_default();
        let kept = foreign::list(&paths.site, &earlier)?;
        if let Some(taken) = kept.iter().find(|foreign| foreign.stands_in_the_way(&manifest)) {
            let path = paths.site.join(taken.path());
            return Err(Refusal::problem(Fault::OutTaken { path: shown(&path) }, &path));
        }
        foreign::carry(&kept, &paths.site, &staging.path)?;
        let list = manifest.to_bytes();
        staging.write(MANIFEST, &list)?;
        staging.is_whole(&manifest)?;
        swap(&paths)?;
        Ok(Summary {
            files: manifest.files().len(),
            bytes: manifest.files().values().map(|entry| entry.size).sum(),
            removed: earlier.missing_from(&manifest),
            kept: kept.iter().filter(|foreign| !foreign.is_folder()).count(),
            list: Sha256::digest(&list).into(),
        })
    }
}

/// A folder that its owner made read-only is meant to stay, though renames would go round that. Windows uses that mark
/// of a folder for something else.
fn check_writable(folder: &Path) -> io::Result<()> {
    let permissions = fs::metadata(folder).map_err(at(folder))?.permissions();
    if cfg!(unix) && permissions.readonly() {
        return Err(at(folder)(io::ErrorKind::PermissionDenied.into()));
    }
    Ok(())
}

/// Whether it is a relative path with `/` that stays inside the site, written in the one shortest way.
fn is_inside(path: &str) -> bool {
    Path::new(path).components().all(|component| matches!(component, Component::Normal(_)))
        && path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains('\0'))
}

/// A path as messages show it, with `/`.
fn shown(path: &Path) -> String {
    path.display().to_string().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The folder that is being filled; gone when dropped, unless it was renamed to be the site. Only then the lock goes.
#[derive(Debug)]
struct Staging {
    path: PathBuf,
    _lock: Lock,
}

impl Staging {
    fn create(path: PathBuf, lock: Lock) -> io::Result<Self> {
        fs::create_dir(&path).map_err(at(&path))?;
        Ok(Self { path, _lock: lock })
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let full = self.path.join(path);
        let mut file = match File::create_new(&full) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.make_folders(path)?;
                File::create_new(&full)
            }
            other => other,
        }
        .map_err(at(&full))?;
        file.write_all(bytes).map_err(at(&full))
    }

    /// Makes the folders above a file, but never the staging folder itself: if somebody took that away, half a site
    /// must not come into being.
    fn make_folders(&self, path: &str) -> io::Result<()> {
        let mut folder = self.path.clone();
        for part in Path::new(path).parent().into_iter().flat_map(Path::components) {
            folder.push(part);
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(at(&folder)(error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether all that was written still lies here: somebody who tidies up may have taken a part of it away.
    fn is_whole(&self, manifest: &Manifest) -> io::Result<()> {
        manifest.files().par_iter().try_for_each(|(path, entry)| {
            let full = self.path.join(path);
            let metadata = fs::symlink_metadata(&full).map_err(at(&full))?;
            if metadata.is_file() && metadata.len() == entry.size {
                return Ok(());
            }
            Err(at(&full)(io::Error::other("somebody changed it while the site was being written")))
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nobody is left to tell; the next build removes what this could not.
        let _ = remove(&self.path);
    }
}
