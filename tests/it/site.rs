//! The site of the sample: committed as the program makes it, the same on every run, whole, and silent about what is
//! masked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::fixture::{Site, built, copy, files, fixtures, replace, root};
use crate::links;

type Files = BTreeMap<String, Vec<u8>>;

/// The site of the sample, built once with one thread.
fn sample() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let site = built(&root().join("content"), &["--jobs", "1"]);
        assert_eq!(site.run.status, 0, "{}", site.run.stderr);
        site
    })
}

/// How a folder differs from another, a line a file.
fn differences(expected: &Files, found: &Files) -> Vec<String> {
    let missing = expected.keys().filter(|path| !found.contains_key(*path));
    let extra = found.keys().filter(|path| !expected.contains_key(*path));
    let changed =
        expected.iter().filter(|(path, bytes)| found.get(*path).is_some_and(|found| found != *bytes));
    let missing = missing.map(|path| format!("missing: {path}"));
    let changed =
        changed.map(|(path, bytes)| format!("changed: {path}{}", first_change(bytes, &found[path])));
    missing.chain(extra.map(|path| format!("extra: {path}"))).chain(changed).collect()
}

/// Where two texts part: the first line that differs, as expected and as found.
fn first_change(expected: &[u8], found: &[u8]) -> String {
    let (expected, found) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(found));
    let pairs = expected.lines().zip(found.lines()).enumerate();
    let short = |line: &str| line.chars().take(200).collect::<String>();
    let parted = pairs
        .filter(|(_, (a, b))| a != b)
        .map(|(at, (a, b))| format!(", line {}:\n  - {}\n  + {}", at + 1, short(a), short(b)));
    parted.take(1).collect()
}

#[test]
fn the_committed_site_is_what_the_sample_makes() {
    let committed = root().join("site");
    assert!(
        committed.is_dir(),
        "there is no site/: build it with “cargo run --release -- build” and commit it"
    );
    let differences = differences(&files(&committed), &sample().files());
    let shown: Vec<&String> = differences.iter().take(20).collect();
    assert!(
        differences.is_empty(),
        "site/ is not current in {} files; build it with “cargo run --release -- build”: {shown:#?}",
        differences.len()
    );
}

#[test]
fn a_missing_an_extra_and_a_changed_file_are_named() {
    let tree = |pairs: &[(&str, &str)]| -> Files {
        pairs.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let expected = tree(&[("a", "1"), ("b", "1\n2"), ("c", "1")]);
    let found = tree(&[("a", "1"), ("b", "1\n3"), ("d", "1")]);
    assert_eq!(
        differences(&expected, &found),
        ["missing: c", "extra: d", "changed: b, line 2:\n  - 2\n  + 3"]
    );
}

#[test]
fn two_builds_give_the_same_bytes_with_one_thread_and_with_two() {
    let again = built(&root().join("content"), &["--jobs", "2"]);
    assert_eq!(differences(&sample().files(), &again.files()), Vec::<String>::new());
}

#[test]
fn every_link_resolves_and_nothing_is_loaded_from_another_host() {
    assert_eq!(links::problems(&sample().path()), Vec::<String>::new());
}

#[test]
fn every_fixture_builds_a_site_that_holds_together() {
    let mut problems = Vec::new();
    for name in [
        "minimal",
        "two-offices",
        "folders",
        "encodings",
        "internal-chapter",
        "masked",
        "no-number",
        "changes",
        "breakdowns",
        "years",
        "trends",
        "ledgers",
        "english",
        "theme/content",
        "prose",
        "blocks",
    ] {
        for audience in ["public", "internal"] {
            let site = built(&fixtures().join(name), &["--audience", audience]);
            let found = links::problems(&site.path());
            problems.extend(found.into_iter().map(|problem| format!("{name}, {audience}: {problem}")));
        }
    }
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn the_sample_is_marked_as_a_sample_and_its_internal_site_as_internal() {
    let internal = built(&root().join("content"), &["--audience", "internal"]);
    for (path, bytes) in internal.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.contains("内部资料") && text.contains("示例数据"), "{path}");
    }
}

/// A copy of a fixture with other hidden values, built for the public.
fn with_hidden(values: &[(&str, &str)]) -> Files {
    let folder = TempDir::new().expect("a folder");
    let content: PathBuf = folder.path().join("masked");
    copy(&fixtures().join("masked"), &content);
    for change in values {
        let file = if fs::read_to_string(content.join("2022/metrics/enforcement.yaml"))
            .expect("a file")
            .contains(change.0)
        {
            "2022/metrics/enforcement.yaml"
        } else {
            "2021/metrics/enforcement.yaml"
        };
        replace(&content, file, *change);
    }
    let site = built(&content, &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    site.files()
}

#[test]
fn a_masked_number_stands_nowhere_in_the_public_site() {
    let hidden = [
        "918273", "817263", "600001", "318272", "55501", "44401", "516273", "415263", "101010", "70001",
        "70003", "148207", "54901",
    ];
    for (path, bytes) in with_hidden(&[]) {
        let text = String::from_utf8_lossy(&bytes);
        for number in hidden {
            assert!(!text.contains(number), "{number} stands in {path}");
        }
    }
}

#[test]
fn another_hidden_value_changes_no_byte_of_the_public_site() {
    let before = with_hidden(&[]);
    for changes in [
        &[("value: 918273", "value: 7"), ("罚款: 600001, 停产: 318272", "罚款: 3, 停产: 4")][..],
        &[("value: 817263", "value: 12.75")],
        &[("70001, 70002, 70003", "1.5, 99999999, 0")],
        &[("value: 516273", "value: 1")],
        &[("value: 415263", "value: 20")],
        &[("大气: 55501", "大气: 55501.0")],
        &[("甲: 44401", "甲: 0.001")],
        &[("value: 918273", "value: ~"), ("罚款: 600001, 停产: 318272", "罚款: ~, 停产: ~")],
    ] {
        assert_eq!(differences(&before, &with_hidden(changes)), Vec::<String>::new(), "{changes:?}");
    }
}

#[test]
fn another_hidden_value_of_the_sample_changes_no_byte_of_its_site() {
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    copy(&root().join("content"), &content);
    let changed = change_masked(&content);
    assert!(changed > 0, "the sample masks something");
    let site = built(&content, &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    assert_eq!(differences(&sample().files(), &site.files()), Vec::<String>::new());
}

/// Gives every metric of the sample with `mask: true` another value; says how many there are.
fn change_masked(content: &Path) -> usize {
    let mut changed = 0;
    for (path, bytes) in files(content).into_iter().filter(|(path, _)| path.contains("/metrics/")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for at in 0..lines.len() {
            if lines[at].trim_start().starts_with("mask: true") {
                let above = (0..at).rev().take(12).find(|&at| lines[at].trim_start().starts_with("value: "));
                let below =
                    (at..lines.len()).take(12).find(|&at| lines[at].trim_start().starts_with("value: "));
                if let Some(at) = above.or(below) {
                    lines[at] = "    value: 4711".to_owned();
                    changed += 1;
                }
            }
        }
        fs::write(content.join(path), lines.join("\n") + "\n").expect("a file");
    }
    changed
}
