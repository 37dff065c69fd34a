//! What a page weighs: HTML, style sheets and scripts together, on the sample and on the galleries.

use std::fs;

use walkdir::WalkDir;

use crate::fixture::root;

/// Of a page, in bytes; the full report and the data of the search apart.
const MOST: usize = 100 * 1024;
/// Of a page with a calendar.
const MOST_WITH_CALENDAR: usize = 150 * 1024;

/// The addresses of a page's style sheets and scripts.
fn loaded(html: &str) -> Vec<&str> {
    ["<link rel=\"stylesheet\" href=\"", "<script src=\""]
        .into_iter()
        .flat_map(|tag| html.split(tag).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn no_page_is_heavier_than_it_may_be() {
    let mut tried = 0;
    for site in ["site", "docs/gallery/zh", "docs/gallery/en"] {
        for entry in WalkDir::new(root().join(site)).into_iter().map(|entry| entry.expect("a folder is read"))
        {
            let path = entry.path();
            let full = path.parent().is_some_and(|folder| folder.ends_with("full"));
            if full || path.extension().is_none_or(|end| end != "html") {
                continue;
            }
            let html = fs::read_to_string(path).expect("a page");
            let folder = path.parent().expect("a folder");
            let rest = loaded(&html).into_iter().filter(|address| !address.starts_with('/'));
            let rest: u64 = rest
                .map(|address| fs::metadata(folder.join(address)).expect("what a page loads is there").len())
                .sum();
            let weight = html.len() + usize::try_from(rest).expect("a small number");
            let most = if html.contains("data-kind=\"calendar\"") { MOST_WITH_CALENDAR } else { MOST };
            assert!(weight <= most, "{}: {weight} bytes", path.display());
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried} pages");
}
