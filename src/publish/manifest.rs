//! The list of what a build wrote: `.nianbao.json`, sorted, a line a file, without anything that changes by itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::MANIFEST;
use super::paths::at;
use crate::model::Audience;

/// The version of the list's form. A list of another version is not understood.
const FORMAT: u32 = 1;

/// The list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    audience: String,
    files: BTreeMap<String, Entry>,
}

/// A file's size in bytes and the SHA-256 of what is in it, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) size: u64,
    pub(super) sha256: String,
}

impl Entry {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: hexadecimal(&Sha256::digest(bytes)) }
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Manifest {
    pub(super) fn new(audience: Audience, files: BTreeMap<String, Entry>) -> Self {
        Self { format: FORMAT, audience: audience.word().to_owned(), files }
    }

    /// The list that the file's bytes hold, if they can be understood.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|manifest| manifest.format == FORMAT)
    }

    pub(super) fn audience(&self) -> &str {
        &self.audience
    }

    pub(super) fn files(&self) -> &BTreeMap<String, Entry> {
        &self.files
    }

    /// Whether it lists that file.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether it lists a file below that folder.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let next = self.files.range(below.clone()..).next();
        next.is_some_and(|(file, _)| file.starts_with(&below))
    }

    /// How many of its files another list lacks.
    pub(super) fn missing_from(&self, other: &Self) -> usize {
        self.files.keys().filter(|path| !other.has_file(path)).count()
    }

    /// The file's bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!(
            "{{\n\"format\": {},\n\"audience\": {},\n\"files\": {{",
            self.format,
            json(&self.audience)
        );
        let mut comma = "";
        for (path, entry) in &self.files {
            let _ = write!(text, "{comma}\n{}: {}", json(path), json(entry));
            comma = ",";
        }
        text.push_str("\n}\n}\n");
        text.into_bytes()
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and numbers can always be written")
}

/// What an output folder holds.
#[derive(Debug)]
pub(super) enum Holds {
    /// It does not exist.
    Nothing,
    /// It is empty.
    EmptyFolder,
    /// A build of ours.
    Build(Manifest),
    /// Files, but no list of ours that can be understood.
    Others,
}

impl Holds {
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        match fs::read(folder.join(MANIFEST)) {
            Ok(bytes) => return Ok(Manifest::read(&bytes).map_or(Self::Others, Self::Build)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(at(folder)(error)),
        }
        match fs::read_dir(folder) {
            Ok(mut entries) => match entries.next() {
                None => Ok(Self::EmptyFolder),
                Some(Ok(_)) => Ok(Self::Others),
                Some(Err(error)) => Err(at(folder)(error)),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::Nothing),
            Err(error) => Err(at(folder)(error)),
        }
    }
}
