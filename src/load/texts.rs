//! The text files of a report as they stand, for who makes another of them. Enter at [`texts`].

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::shown;
use super::tree::is_left_out;
use crate::source::decode;

/// The files of a report that are text (`.yaml`, `.yml`, `.md`, `.csv`), by their path in it. Hidden files, and folders
/// that are reports themselves, are left out.
///
/// # Errors
/// That a file or folder cannot be read.
pub fn texts(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
        let hidden = is_left_out(&entry.file_name().to_string_lossy());
        let report = entry.file_type().is_dir() && entry.path().join("report.yaml").is_file();
        entry.depth() == 0 || !(hidden || report)
    });
    let mut texts = BTreeMap::new();
    for entry in walk {
        let entry = entry?;
        let relative = shown(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
        let is_text = [".yaml", ".yml", ".md", ".csv"].iter().any(|ending| relative.ends_with(ending));
        if entry.file_type().is_file() && is_text {
            texts.insert(relative, decode(&std::fs::read(entry.path())?).0);
        }
    }
    Ok(texts)
}
