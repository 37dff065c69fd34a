//! The gallery of charts: committed as the program makes it, with every kind in Chinese and English.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::fixture::{Site, built, files, root};

const KINDS: [&str; 13] = [
    "line", "area", "column", "bar", "stacked", "share", "donut", "progress", "bullet", "calendar", "matrix",
    "slope", "ranking",
];

const LANGUAGES: [&str; 2] = ["zh", "en"];

fn made(language: &str) -> Site {
    built(&root().join("docs/gallery-content").join(language), &[])
}

/// The paths that two folders do not have alike.
fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let paths = a.keys().chain(b.keys());
    paths.filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

#[test]
fn the_committed_gallery_is_what_its_content_makes() {
    let mut stale = String::new();
    for language in LANGUAGES {
        let committed = files(&root().join("docs/gallery").join(language));
        for path in differing(&committed, &made(language).files()) {
            writeln!(stale, "docs/gallery/{language}/{path}").expect("a String takes all text");
        }
    }
    assert!(
        stale.is_empty(),
        "docs/gallery is not current; build both trees with “cargo run --release -- build --content \
         docs/gallery-content/zh --out docs/gallery/zh”, likewise en:\n{stale}"
    );
}

#[test]
fn the_gallery_has_every_kind_in_both_languages() {
    for language in LANGUAGES {
        let full = root().join("docs/gallery").join(language).join("2022/full/index.html");
        let page = std::fs::read_to_string(&full).expect("the gallery is built");
        let lacking = KINDS.into_iter().filter(|kind| !page.contains(&format!("data-kind=\"{kind}\"")));
        assert_eq!(lacking.collect::<Vec<_>>(), Vec::<&str>::new(), "{language}");
    }
}
