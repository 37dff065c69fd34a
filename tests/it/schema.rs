//! The JSON Schemas hold for what the program reads, by a validator that is not ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use walkdir::WalkDir;

use crate::fixture::{fixtures, nianbao, root};

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A folder with the schemas, and a validator for each by its name.
fn validators() -> BTreeMap<String, Validator> {
    let folder = tempfile::tempdir().expect("a folder");
    let run = nianbao(folder.path(), &["schema", "schemas"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.stdout
        .lines()
        .map(|line| {
            let path = folder.path().join(line);
            let schema: Value = serde_json::from_str(&read(&path)).expect("a schema is JSON");
            let name = path.file_name().expect("it has a name").to_string_lossy().replace(".schema.json", "");
            (name, jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{line}: {error}")))
        })
        .collect()
}

/// The YAML of a content folder: where it stands, the name of its schema, its value.
fn texts(content: &Path) -> Vec<(String, String, Value)> {
    let mut texts = Vec::new();
    for entry in
        WalkDir::new(content).sort_by_file_name().into_iter().map(|entry| entry.expect("a folder is read"))
    {
        let path = entry.path().strip_prefix(content).expect("it lies inside");
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let mut add = |schema: &str, yaml: &str| {
            let value: Result<Value, _> = serde_yaml::from_str(yaml);
            texts.push((path.display().to_string(), schema.to_owned(), value.unwrap_or(Value::Null)));
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let inside = |folder: &str| path.components().any(|part| part.as_os_str() == folder);
        match (name.as_ref(), path.extension().and_then(|end| end.to_str())) {
            ("site.yaml", _) => add("site", &text),
            ("report.yaml", _) => add("report", &text),
            (_, Some("yaml")) if inside("metrics") => add("metrics", &text),
            (_, Some("yaml")) if inside("ledgers") => add("ledger", &text),
            (_, Some("yaml")) if inside("standards") => add("standards", &text),
            (_, Some("md")) => {
                if let Some((front, _)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"))
                {
                    add("front-matter", front);
                }
                for kind in ["chart", "table", "cards", "ledger"] {
                    for block in text.split(&format!("\n```{kind}\n")).skip(1) {
                        add(&format!("block-{kind}"), block.split("\n```").next().unwrap_or_default());
                    }
                }
            }
            _ => {}
        }
    }
    texts
}

#[test]
fn every_file_of_the_sample_and_the_gallery_keeps_to_its_schema() {
    let validators = validators();
    let mut kinds = BTreeMap::new();
    for content in ["content", "docs/gallery-content/zh", "docs/gallery-content/en", "tests/fixtures/ledgers"]
    {
        for (path, schema, value) in texts(&root().join(content)) {
            let errors: Vec<String> = validators[&schema]
                .iter_errors(&value)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{content}/{path} ({schema}): {errors:#?}");
            *kinds.entry(schema).or_insert(0) += 1;
        }
    }
    for kind in
        ["site", "report", "metrics", "ledger", "front-matter", "block-chart", "block-cards", "block-ledger"]
    {
        assert!(kinds.contains_key(kind), "{kind} was never tried: {kinds:?}");
    }
}

#[test]
fn what_a_schema_can_tell_fails_in_it() {
    let validators = validators();
    for name in [
        "faults/unknown-key",
        "faults/missing-key",
        "faults/bad-value",
        "clerk/key-misspelt",
        "clerk/unknown-status",
        "clerk/date-with-slashes",
    ] {
        let texts = texts(&fixtures().join(name));
        let wrong = texts.iter().any(|(_, schema, value)| !validators[schema].is_valid(value));
        assert!(wrong, "{name} passed all its schemas");
    }
}

#[test]
fn the_schemas_beside_the_sample_are_those_the_program_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    nianbao(folder.path(), &["schema", "."]);
    let kept = root().join("content/_schemas");
    for entry in fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("a folder is read"))
    {
        let kept = fs::read(kept.join(entry.file_name())).unwrap_or_default();
        assert!(
            fs::read(entry.path()).expect("a file") == kept,
            "{}: run `nianbao schema content/_schemas`",
            entry.path().display()
        );
    }
}

#[test]
fn every_yaml_file_of_the_sample_names_its_schema() {
    let content = root().join("content");
    for entry in WalkDir::new(&content).into_iter().map(|entry| entry.expect("a folder is read")) {
        let path = entry.path();
        if path.extension().is_none_or(|end| end != "yaml") {
            continue;
        }
        let text = read(path);
        let line = text.lines().next().unwrap_or_default();
        let schema = line.strip_prefix("# yaml-language-server: $schema=").map(|to| path.with_file_name(to));
        assert!(schema.is_some_and(|schema| schema.is_file()), "{}: {line}", path.display());
    }
}
