//! Files in a zip: the same files give the same bytes. Entries stand in the order they are given in and bear a fixed
//! time, the first that zip knows. Enter at [`site`], or with any files at [`zipped`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The list of what an archive holds, in the form that `sha256sum --check` reads.
const SUMS: &str = "SHA256SUMS";

/// A site as an archive: all its files in one folder, by their path in it, and beside them the list of their SHA-256.
#[must_use]
pub fn site(folder: &str, files: &BTreeMap<&str, &[u8]>) -> Vec<u8> {
    let mut sums = String::new();
    for (path, bytes) in files {
        for byte in Sha256::digest(bytes) {
            let _ = write!(sums, "{byte:02x}");
        }
        let _ = writeln!(sums, "  {path}");
    }
    let within = |path: &str, bytes: &[u8]| (format!("{folder}/{path}"), bytes.to_vec());
    let mut all: Vec<_> = files.iter().map(|(path, bytes)| within(path, bytes)).collect();
    all.push(within(SUMS, sums.as_bytes()));
    all.sort();
    zipped(&all)
}

/// Files as a zip, by their path in it.
pub(super) fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (path, bytes) in files {
        // Writing into memory cannot fail.
        let _ = zip.start_file(path.as_str(), options).map(|()| zip.write_all(bytes));
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}
