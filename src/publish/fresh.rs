//! A new folder, whole or not at all: written beside, then renamed. It is never written over another.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::paths::{at, beside, exists};
use super::{Refusal, shown};
use crate::problem::Fault;

/// Writes files, by their path with `/`, into a folder that is not there yet or is empty. Its parents are made.
///
/// # Errors
/// `InTheWay` if the folder holds something or a file has its name; `OutLocked` while another program writes it; or when
/// the disk fails. Then nothing was written.
pub fn create<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), Refusal> {
    refuse(folder)?;
    let made = missing_parents(folder);
    let written = write(folder, files);
    if written.is_err() {
        for parent in made {
            let _ = fs::remove_dir(parent);
        }
    }
    written
}

/// Writes it, alone among programs like this one.
fn write<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<(), Refusal> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent).map_err(at(parent))?;
    }
    let Some(_lock) = Lock::take(&beside(folder, "lock"))? else {
        return Err(Refusal::problem(Fault::OutLocked { folder: shown(folder) }, folder));
    };
    refuse(folder)?;
    let staging = beside(folder, "new");
    let written = stage(&staging, files).and_then(|()| {
        if exists(folder) {
            fs::remove_dir(folder).map_err(at(folder))?;
        }
        fs::rename(&staging, folder).map_err(at(folder))
    });
    written.map_err(|error| {
        // What cannot be taken away again is in the message's folder, and harmless: its name begins with a dot.
        let _ = fs::remove_dir_all(&staging);
        Refusal::Io(error)
    })
}

/// Refuses a place that something lies in.
fn refuse(folder: &Path) -> Result<(), Refusal> {
    if !exists(folder) {
        return Ok(());
    }
    let held = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).min(),
        Err(_) => Some(folder.to_owned()),
    };
    match held {
        None => Ok(()),
        Some(held) => Err(in_the_way(&held)),
    }
}

/// The refusal to write where something lies.
#[must_use]
pub fn in_the_way(path: &Path) -> Refusal {
    Refusal::problem(Fault::InTheWay { path: shown(path) }, path)
}

/// The folders above one that are not there, the innermost first.
fn missing_parents(folder: &Path) -> Vec<PathBuf> {
    let above = folder.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
    above.take_while(|parent| !exists(parent)).map(Path::to_owned).collect()
}

fn stage<'a>(staging: &Path, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> io::Result<()> {
    if exists(staging) {
        fs::remove_dir_all(staging).map_err(at(staging))?;
    }
    fs::create_dir_all(staging).map_err(at(staging))?;
    for (path, bytes) in files {
        let path = staging.join(path);
        let parent = path.parent().unwrap_or(staging);
        fs::create_dir_all(parent).map_err(at(parent))?;
        fs::write(&path, bytes).map_err(at(&path))?;
    }
    Ok(())
}
