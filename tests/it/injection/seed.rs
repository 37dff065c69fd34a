//! A small content folder as values, into which texts are planted by the paths of the schemas' fields. Enter at
//! [`Seed::read`] and [`fields`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::fixture::{files, root};

/// A YAML text of the seed: a file, the front matter or a block of one.
#[derive(Clone)]
pub(super) struct Document {
    pub(super) file: String,
    /// The name of its schema.
    schema: String,
    pub(super) value: Value,
}

/// The content folder.
pub(super) struct Seed {
    pub(super) folder: PathBuf,
    pub(super) documents: Vec<Document>,
    /// What stands in Markdown beside its YAML.
    prose: BTreeMap<String, String>,
}

impl Seed {
    pub(super) fn read(folder: &Path) -> Self {
        let mut seed = Self { folder: folder.to_owned(), documents: Vec::new(), prose: BTreeMap::new() };
        for (file, bytes) in files(folder) {
            let text = String::from_utf8(bytes).expect("a text");
            let mut add = |schema: &str, yaml: &str| {
                let value = serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{file}: {error}"));
                seed.documents.push(Document { file: file.clone(), schema: schema.to_owned(), value });
            };
            match file.rsplit('/').next().unwrap_or_default() {
                "site.yaml" => add("site", &text),
                "report.yaml" => add("report", &text),
                _ if file.ends_with(".yaml") => {
                    let kinds = [("metrics", "metrics"), ("ledgers", "ledger"), ("standards", "standards")];
                    let kind = kinds.iter().find(|(folder, _)| file.split('/').any(|step| step == *folder));
                    add(kind.expect("a folder").1, &text);
                }
                _ if file.ends_with(".md") => {
                    let mut rest = text.as_str();
                    if let Some((front, body)) =
                        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"))
                    {
                        add("front-matter", front);
                        rest = body;
                    }
                    let mut parts = rest.split("\n```");
                    seed.prose.insert(file.clone(), parts.next().unwrap_or_default().to_owned());
                    for block in parts.step_by(2) {
                        let (kind, yaml) = block.split_once('\n').expect("a block");
                        add(&format!("block-{kind}"), yaml);
                    }
                }
                _ => {}
            }
        }
        seed
    }

    /// A file's text, with these values in place of its own.
    fn text(&self, file: &str, values: &BTreeMap<usize, Value>) -> String {
        let mut out = String::new();
        let mut prose = self.prose.get(file).map(String::as_str);
        for (at, document) in self.documents.iter().enumerate().filter(|(_, document)| document.file == file)
        {
            let yaml = yaml(values.get(&at).unwrap_or(&document.value));
            match document.schema.as_str() {
                "front-matter" => {
                    out.push_str(&format!("---\n{yaml}\n---\n{}\n", prose.take().unwrap_or_default()))
                }
                schema => match schema.strip_prefix("block-") {
                    Some(kind) => out.push_str(&format!("\n```{kind}\n{yaml}\n```\n")),
                    None => out.push_str(&format!("{yaml}\n")),
                },
            }
        }
        out + prose.unwrap_or_default()
    }

    /// Writes all files that hold YAML, with these values in place of their own: their texts.
    pub(super) fn write(&self, folder: &Path, values: &BTreeMap<usize, Value>) -> BTreeMap<String, String> {
        let files = self.documents.iter().map(|document| document.file.clone());
        let texts: BTreeMap<String, String> =
            files.map(|file| (file.clone(), self.text(&file, values))).collect();
        for (file, text) in &texts {
            fs::write(folder.join(file), text).expect("a file");
        }
        texts
    }
}

/// A value as YAML: JSON, a value a line, every character that YAML does not take written by its number.
pub(super) fn yaml(value: &Value) -> String {
    let json = serde_json::to_string_pretty(value).expect("JSON");
    let mut out = String::new();
    for c in json.chars() {
        match u32::from(c) {
            code @ (0x7F..=0x9F | 0xFEFF | 0xFFFE | 0xFFFF) => out.push_str(&format!("\\u{code:04x}")),
            code @ 0x10000.. if code & 0xFFFE == 0xFFFE => out.push_str(&format!("\\U{code:08x}")),
            _ => out.push(c),
        }
    }
    out
}

/// A value with a payload in one place, and what stood there. A pointer that ends in `#` means a key.
pub(super) fn planted(value: &Value, pointer: &str, payload: &str) -> (Value, String) {
    let mut value = value.clone();
    let Some(pointer) = pointer.strip_suffix('#') else {
        let place = value.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"));
        let old = place.as_str().map_or_else(|| place.to_string(), str::to_owned);
        *place = Value::from(payload);
        return (value, old);
    };
    let (parent, key) = pointer.rsplit_once('/').expect("a key");
    let map = value.pointer_mut(parent).and_then(Value::as_object_mut).expect("a map");
    let held = map.remove(key).unwrap_or_else(|| panic!("no {pointer}"));
    map.insert(payload.to_owned(), held);
    (value, key.to_owned())
}

/// The fields of all schemas that take a text, as `metrics/metrics/*/label`, and the keys that are free, which end in
/// `#`.
pub(super) fn fields() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, bytes) in files(&root().join("content/_schemas")) {
        let name = path.strip_suffix(".schema.json").unwrap_or_else(|| panic!("{path} is no schema"));
        let schema: Value = serde_json::from_slice(&bytes).expect("a schema");
        walk((&schema, &schema), name, &mut found);
    }
    found
}

fn walk((root, schema): (&Value, &Value), at: &str, found: &mut BTreeSet<String>) {
    if let Some(target) = schema["$ref"].as_str() {
        let target = root.pointer(target.trim_start_matches('#')).unwrap_or_else(|| panic!("{at}: {target}"));
        return walk((root, target), at, found);
    }
    let of = |value: &Value| {
        value == "string" || value.as_array().is_some_and(|types| types.contains(&"string".into()))
    };
    if schema == &Value::Bool(true) || of(&schema["type"]) {
        found.insert(at.to_owned());
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        for schema in schema[choice].as_array().into_iter().flatten() {
            walk((root, schema), at, found);
        }
    }
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        walk((root, schema), &format!("{at}/{key}"), found);
    }
    if schema["items"].is_object() {
        walk((root, &schema["items"]), &format!("{at}/[]"), found);
    }
    let patterns = schema["patternProperties"].as_object().into_iter().flatten().map(|(_, schema)| schema);
    let more =
        Some(&schema["additionalProperties"]).filter(|more| more.is_object() || **more == Value::Bool(true));
    for schema in patterns.chain(more) {
        found.insert(format!("{at}/*#"));
        walk((root, schema), &format!("{at}/*"), found);
    }
}

/// Where the seed uses a field: documents with the pointers into them.
pub(super) fn pointers(seed: &Seed, field: &str) -> Vec<(usize, String)> {
    let (schema, path) = field.split_once('/').expect("a schema and a path");
    let is_key = path.ends_with('#');
    let steps: Vec<&str> = path.trim_end_matches('#').split('/').collect();
    let mut found = Vec::new();
    for (at, document) in seed.documents.iter().enumerate().filter(|(_, document)| document.schema == schema)
    {
        let mut pointers = vec![String::new()];
        for step in &steps {
            pointers = pointers.iter().flat_map(|pointer| below(&document.value, pointer, step)).collect();
        }
        // What holds other values has a field of its own for them.
        pointers.retain(|pointer| {
            let value = document.value.pointer(pointer);
            is_key || value.is_some_and(|value| !value.is_object() && !value.is_array())
        });
        let end = if is_key { "#" } else { "" };
        found.extend(pointers.into_iter().map(|pointer| (at, pointer + end)));
    }
    found
}

fn below(value: &Value, pointer: &str, step: &str) -> Vec<String> {
    match (value.pointer(pointer), step) {
        (Some(Value::Array(list)), "[]") => (0..list.len()).map(|at| format!("{pointer}/{at}")).collect(),
        (Some(Value::Object(map)), "*") => {
            map.keys().map(|key| format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))).collect()
        }
        (Some(Value::Object(map)), step) if map.contains_key(step) => vec![format!("{pointer}/{step}")],
        _ => Vec::new(),
    }
}
