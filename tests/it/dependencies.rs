//! docs/dependencies.md: all dependencies, no more, and what stands twice.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::fixture::root;

/// The first column of the tables below a heading or text, until the next.
fn listed(text: &str, from: &str, to: &str) -> BTreeSet<String> {
    let part = text.split(from).nth(1).expect("the part").split(to).next().expect("the part");
    let rows = part.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    rows.filter(|name| !matches!(*name, "crate" | "---")).map(str::to_owned).collect()
}

#[test]
fn each_dependency_says_what_it_is_for() {
    let text = fs::read_to_string(root().join("docs/dependencies.md")).expect("the list");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let named = |table: &str| -> BTreeSet<String> {
        // `[dependencies]` and those of some systems alone, `[target.….dependencies]`.
        let parts = manifest.split("\n[").filter(|part| {
            let head = part.lines().next().unwrap_or_default();
            head == format!("{table}]") || head.ends_with(&format!(".{table}]"))
        });
        let lines = parts.flat_map(|part| part.lines().skip(1));
        lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
    };
    assert_eq!(listed(&text, "# Dependencies", "For tests alone:"), named("dependencies"));
    assert_eq!(listed(&text, "For tests alone:", "## What stands twice"), named("dev-dependencies"));
}

#[test]
fn each_crate_that_stands_twice_is_explained() {
    let text = fs::read_to_string(root().join("docs/dependencies.md")).expect("the list");
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "-d", "--depth", "0", "--edges", "normal,build", "--format", "{p}"])
        .current_dir(root())
        .output()
        .expect("cargo");
    let said = String::from_utf8(output.stdout).expect("names");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = said.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty());
    assert_eq!(
        found.map(str::to_owned).collect::<BTreeSet<_>>(),
        listed(&text, "## What stands twice", "\u{0}")
    );
}
