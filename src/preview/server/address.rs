//! From the path of a request to the path of a file of the site.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::press::Edition;

/// What stays as it is in a path.
const PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A file of the site.
    File(String),
    /// A folder with a first page, without the slash that its links need: the address with it.
    Folder(String),
    /// Nothing.
    Nothing,
}

/// What the path of a request leads to. A path is a name to look for among those of the site, decoded once: there is
/// nowhere else that it could lead.
pub(super) fn spot(edition: &Edition, path: &str, base: Option<&str>) -> Spot {
    match (inside(edition, path), base.and_then(|base| path.strip_prefix(base.trim_end_matches('/')))) {
        // As it will be published, the site may stand in a folder of its host.
        (Spot::Nothing, Some(path)) => inside(edition, path),
        (spot, _) => spot,
    }
}

fn inside(edition: &Edition, path: &str) -> Spot {
    let Some(path) = decoded(path) else { return Spot::Nothing };
    let is_there = |path: &str| edition.page(path).is_some();
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{path}index.html");
        return if is_there(&index) { Spot::File(index) } else { Spot::Nothing };
    }
    if is_there(&path) {
        return Spot::File(path.into_owned());
    }
    if is_there(&format!("{path}/index.html")) {
        return Spot::Folder(format!("/{}/", utf8_percent_encode(&path, &PATH)));
    }
    Spot::Nothing
}

/// A path without its first slash, decoded; none if that is no text.
fn decoded(path: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()
}
