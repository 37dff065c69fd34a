//! What others put into the output folder: found by what the list of the last build does not name, and kept.

use std::fs::{self, FileType, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::MANIFEST;
use super::manifest::Manifest;
use super::paths::{at, exists};

/// A file, link or folder of somebody else's.
#[derive(Debug)]
pub(super) struct Foreign {
    path: PathBuf,
    kind: FileType,
}

/// Everything in a site that its list does not name, a folder before what is in it. A missing site holds nothing.
pub(super) fn list(site: &Path, manifest: &Manifest) -> io::Result<Vec<Foreign>> {
    if !exists(site) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(site).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(site).to_owned();
            at(&path)(error.into())
        })?;
        let path = entry.path().strip_prefix(site).unwrap_or(entry.path());
        let kind = entry.file_type();
        // Every name that we write is UTF-8.
        let is_ours = slashed(path).is_some_and(|name| {
            name == MANIFEST
                || if kind.is_dir() { manifest.has_folder(&name) } else { manifest.has_file(&name) }
        });
        if !is_ours {
            let path = path.to_owned();
            found.push(Foreign { path, kind });
        }
    }
    Ok(found)
}

impl Foreign {
    /// Its path in the site.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn is_folder(&self) -> bool {
        self.kind.is_dir()
    }

    /// Whether a build that writes these files cannot leave it where it is.
    pub(super) fn stands_in_the_way(&self, manifest: &Manifest) -> bool {
        let is_on_a_file = self.path.ancestors().filter_map(slashed).any(|path| manifest.has_file(&path));
        let is_on_a_folder = || slashed(&self.path).is_some_and(|path| manifest.has_folder(&path));
        is_on_a_file || (!self.is_folder() && is_on_a_folder())
    }
}

/// Puts them into another tree too. Both trees have them until one is taken away, so that each is whole at any moment.
pub(super) fn carry(all: &[Foreign], from: &Path, to: &Path) -> io::Result<()> {
    // A file system without hard links (a USB stick, some shares) gets a copy.
    transfer(all, from, to, |old, new| fs::hard_link(old, new).or_else(|_| copy(old, new)))
}

/// Moves those into another tree that it does not have.
pub(super) fn rescue(all: &[Foreign], from: &Path, to: &Path) -> io::Result<()> {
    transfer(all, from, to, |old, new| fs::rename(old, new))
}

/// Transfers what is not there yet, folders being made anew. They get the permissions of the old ones at the end,
/// innermost first: one may be read-only.
fn transfer(
    all: &[Foreign],
    from: &Path,
    to: &Path,
    one: impl Fn(&Path, &Path) -> io::Result<()>,
) -> io::Result<()> {
    let mut folders = Vec::new();
    for foreign in all {
        let (old, new) = (from.join(&foreign.path), to.join(&foreign.path));
        if exists(&new) {
            continue;
        }
        if foreign.is_folder() {
            fs::create_dir_all(&new).map_err(at(&new))?;
            folders.push((old, new));
        } else {
            make_parent(&new)?;
            one(&old, &new).map_err(at(&old))?;
        }
    }
    for (old, new) in folders.iter().rev() {
        let permissions = fs::metadata(old).map_err(at(old))?.permissions();
        fs::set_permissions(new, permissions).map_err(at(new))?;
    }
    Ok(())
}

/// Lets the folders of a tree that is to go be emptied. What cannot be changed will be named when it cannot go.
pub(super) fn make_writable(tree: &Path) {
    for entry in WalkDir::new(tree).into_iter().flatten().filter(|entry| entry.file_type().is_dir()) {
        if let Ok(metadata) = entry.metadata() {
            let mut permissions = metadata.permissions();
            let_owner_write(&mut permissions);
            let _ = fs::set_permissions(entry.path(), permissions);
        }
    }
}

#[cfg(unix)]
fn let_owner_write(permissions: &mut Permissions) {
    use std::os::unix::fs::PermissionsExt as _;

    permissions.set_mode(permissions.mode() | 0o700);
}

#[cfg(not(unix))]
fn let_owner_write(permissions: &mut Permissions) {
    #[expect(clippy::permissions_set_readonly_false, reason = "where no mode says who else may write")]
    permissions.set_readonly(false);
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |parent| fs::create_dir_all(parent).map_err(at(parent)))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Ok(target) = fs::read_link(from) {
        return std::os::unix::fs::symlink(target, to);
    }
    fs::copy(from, to).map(drop)
}

/// A relative path with `/`, if it is UTF-8.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
