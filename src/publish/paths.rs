//! Where a build keeps its things: the site and, beside it on the same file system, what is there only for a while.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// As many links as Linux follows before it says that they go in circles.
const MOST_LINKS: usize = 40;

/// The paths of one output folder.
#[derive(Debug)]
pub(super) struct Paths {
    /// The site itself; never a symbolic link.
    pub(super) site: PathBuf,
    /// The build being written.
    pub(super) staging: PathBuf,
    /// The earlier site, from the swap until it is taken away.
    pub(super) former: PathBuf,
    /// The lock file.
    pub(super) lock: PathBuf,
}

impl Paths {
    /// The paths for an output folder, which need not exist. Writes nothing.
    pub(super) fn of(out: &Path) -> io::Result<Self> {
        let site = follow(out)?;
        let beside = |what| beside(&site, what);
        Ok(Self { staging: beside("staging"), former: beside("former"), lock: beside("lock"), site })
    }

    /// The folder that the site lies in.
    pub(super) fn parent(&self) -> &Path {
        match self.site.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        }
    }

    /// Whether a build is at work here or was killed.
    pub(super) fn have_leftovers(&self) -> bool {
        [&self.staging, &self.former, &self.lock].into_iter().any(|path| exists(path))
    }
}

/// The path of what lies beside another for a while: hidden, and named for it.
pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".nianbao-");
    name.push(what);
    path.with_file_name(name)
}

/// Follows symbolic links to what is meant, also where that is missing: a site that was left between two renames is.
pub(super) fn follow(out: &Path) -> io::Result<PathBuf> {
    let mut path = named(out)?;
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = named(&path.with_file_name("").join(target))?,
            Err(_) => return Ok(path),
        }
    }
    let message = format!("{}: symbolic links go in circles", out.display());
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}

/// The path in a form that ends with the folder's name: `.` and `..` have none.
fn named(path: &Path) -> io::Result<PathBuf> {
    let full = match path.file_name() {
        Some(_) => path.to_owned(),
        None => fs::canonicalize(path).map_err(at(path))?,
    };
    match full.file_name() {
        // Without a slash at its end, which would make the system follow a link.
        Some(name) => Ok(full.with_file_name(name)),
        None => {
            let message = format!("{}: nothing can be written under this name", path.display());
            Err(io::Error::new(io::ErrorKind::InvalidInput, message))
        }
    }
}

/// Whether something lies there, be it a link that leads nowhere.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Puts the path before an error's message, once.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> io::Error + '_ {
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
