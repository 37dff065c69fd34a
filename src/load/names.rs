//! Names of files and folders: those that the computers of an office cannot hold, since the site has the same ones,
//! and folders that stand too deep in each other.

use std::collections::BTreeSet;
use std::path::Path;

use super::order::without_order;
use super::shown;
use crate::legible::{is_legible, is_legible_in_a_line};
use crate::model::{hidden, unseen};
use crate::problem::{Excess, Expected, Fault, Place, Problem};

/// Folders may stand so deep in each other, counted from the content folder. Reports have four levels of headings, and
/// the paths of Windows 260 characters.
const MOST_LEVELS: usize = 16;

/// What Windows takes for a device, whatever stands behind a point: `con`, `aux.md`.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether Windows takes a name for a device.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    DEVICES.contains(&stem.as_str())
}

/// Whether a name can be that of a file everywhere.
fn is_portable(name: &str) -> bool {
    !name.ends_with(['.', ' '])
        && !name.contains(['<', '>', ':', '"', '\\', '|', '?', '*', char::REPLACEMENT_CHARACTER])
        && name.chars().all(is_legible_in_a_line)
}

/// Checks the paths of a folder's files, each step once.
pub(super) fn check<'p>(folder: &Path, paths: impl Iterator<Item = &'p str>, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for path in paths {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            if seen.insert(&path[..end]) {
                let name = path[..end].rsplit('/').next().unwrap_or_default();
                let place = Place::File(shown(&folder.join(&path[..end])));
                problems.extend(faults(name).map(|fault| Problem::new(fault, place.clone())));
            }
        }
    }
}

fn faults(name: &str) -> impl Iterator<Item = Fault> {
    let bare = without_order(name);
    let fault = if !is_portable(name) {
        let (key, found) = (name.to_owned(), name.to_owned());
        Some(Fault::BadValue { key, found, expected: Expected::FileName })
    } else if is_device(name) || is_device(bare) {
        Some(Fault::ReservedName { name: bare.to_owned() })
    } else {
        None
    };
    let found = hidden(name).filter(|&(_, character)| is_legible(character)).map(|(_, character)| character);
    fault.into_iter().chain(found.map(unseen))
}

/// The files that do not stand in too many folders. The first that does is reported.
pub(super) fn within_levels<'f, T>(
    (folder, inside): (&Path, &str),
    files: &'f [(String, T)],
    problems: &mut Vec<Problem>,
) -> Vec<&'f (String, T)> {
    let above = inside.split('/').count();
    let (within, beyond): (Vec<_>, Vec<_>) =
        files.iter().partition(|(path, _)| above + path.matches('/').count() <= MOST_LEVELS);
    if let Some((path, _)) = beyond.first() {
        let fault = Fault::Excess(Excess::Levels { most: MOST_LEVELS });
        problems.push(Problem::new(fault, Place::File(shown(&folder.join(path)))));
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_cannot_hold_are_faulty() {
        let code = |name: &str| faults(name).next().map(|fault| fault.code());
        for name in ["CON", "aux.md", "nul", "1-con.md", "Com1", "lpt9.tar.gz", "con .md"] {
            assert_eq!(code(name), Some("reserved-name"), "{name}");
        }
        for name in ["a\nb", "..", "a.", "a ", "a:b", "a\\b", "a?.md", "a\u{1b}", "a\u{fffd}", "a\u{ffff}"] {
            assert_eq!(code(name), Some("bad-value"), "{name}");
        }
        for name in ["水\u{200B}质.md", "\u{202e}dm.exe"] {
            assert_eq!(code(name), Some("hidden-character"), "{name}");
        }
        for name in ["console", "auxiliary.md", "1-蓝天：保卫战.md", "com10", "2022", "图 1.png", "👩‍👩‍👧.md"]
        {
            assert_eq!(code(name), None, "{name}");
        }
    }
}
