//! A single file, whole or not at all: written beside, then brought to its name. Enter at [`put`] and [`replace`].
//!
//! Beside `name` lies meanwhile `.name.nianbao-new`, locked by who writes it. What a killed program left of it is taken
//! away by the next one that writes the file.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::lock::is_still_at;
use super::paths::{at, beside, exists, follow};

/// Writes a file that is not there yet.
///
/// # Errors
/// `AlreadyExists` if something lies there, which stays; or when the disk fails. The message begins with the path.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, |new| match fs::hard_link(new, path) {
        Ok(()) => fs::remove_file(new),
        Err(_) if exists(path) => Err(ErrorKind::AlreadyExists.into()),
        // A file system without hard links (a USB stick, some shares).
        Err(_) => fs::rename(new, path),
    })
}

/// Writes a file in the place of an earlier one, which stays until the new one is whole. If `path` is a symbolic link,
/// the file is what it points to. What is no file (a pipe, the terminal, `/dev/null`) gets the bytes and stays what it
/// is.
///
/// # Errors
/// `PermissionDenied` if the earlier one was made read-only; or when the disk fails. The message begins with the path.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if is_no_file(&there) => return fs::write(path, bytes).map_err(at(path)),
        Ok(there) if there.is_file() && there.permissions().readonly() => {
            return Err(at(path)(ErrorKind::PermissionDenied.into()));
        }
        _ => {}
    }
    let path = follow(path)?;
    write(&path, bytes, |new| fs::rename(new, &path))
}

fn is_no_file(there: &Metadata) -> bool {
    !there.is_file() && !there.is_dir()
}

/// Writes the bytes beside a path and brings them to it.
fn write(path: &Path, bytes: &[u8], bring: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let new = beside(path, "new");
    let mut file = own(&new).map_err(at(path))?;
    file.write_all(bytes)
        .and_then(|()| bring(&new))
        .inspect_err(|_| drop(fs::remove_file(&new)))
        .map_err(at(path))
}

/// A new file at a path, locked until it is closed. Waits for another program that is writing there.
fn own(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        file.lock()?;
        if !is_still_at(&file, path)? {
            // It has been brought to its name while we waited.
            continue;
        }
        if file.metadata()?.len() == 0 {
            return Ok(file);
        }
        // Left by a killed program. It may be the whole file under a second name: it is not written to.
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
}
