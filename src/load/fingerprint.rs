//! What a site was made from, as one hash: with the same, it need not be made again.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::{Request, tree};

/// The SHA-256 of the names and bytes of all files that a project is read from. None where one cannot be read.
#[must_use]
pub fn fingerprint(request: &Request) -> Option<[u8; 32]> {
    let content = &request.content;
    let themes = content.parent().unwrap_or(Path::new("")).join("themes");
    let mut whole = Sha256::new();
    for folder in [content, &themes] {
        let mut problems = Vec::new();
        let files = tree::walk(folder, &mut problems);
        let hashes =
            files.par_iter().map(hash).collect::<Option<Vec<_>>>().filter(|_| problems.is_empty())?;
        whole.update((hashes.len() as u64).to_le_bytes());
        hashes.iter().for_each(|hash| whole.update(hash));
    }
    whole.update(request.theme.as_deref().unwrap_or_default());
    Some(whole.finalize().into())
}

/// The hash of a file and its name.
fn hash((name, path): &(String, PathBuf)) -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update((name.len() as u64).to_le_bytes());
    hash.update(name);
    hash.update(std::fs::read(path).ok()?);
    Some(hash.finalize().into())
}
