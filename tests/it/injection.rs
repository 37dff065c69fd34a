//! Hundreds of texts that try to be more than text, in every field of every file that takes them: what is built from them
//! is well formed everywhere. The sites stay in `target/tmp/injection`, where the browser tests open them.

mod characters;
mod fields;
mod hold;
mod outside;
mod page;
mod seed;
mod terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nianbao::model::Audience;
use nianbao::problem::{Severity, has_errors};

use self::hold::hold;
use crate::fixture::{copy, files, fixtures, nianbao, root};
use crate::outputs;

/// How often the payloads move on by some fields.
const ROTATIONS: usize = 2;

/// As many rounds as it may take to find all fields that refuse what is typed into them.
const ROUNDS: usize = 40;

/// What other fields lean on, by name: a change there is an error elsewhere. That each refuses what is no name, other
/// tests hold.
const NAMES: [&str; 14] = [
    "id", "of", "kind", "by", "with", "unit", "metric", "carries", "status", "audience", "theme", "language",
    "scale", "month",
];

/// Payloads by their kind.
fn kinds() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(fixtures().join("injection/payloads.json")).expect("the payloads");
    serde_json::from_str(&text).expect("lists of payloads")
}

/// Payloads of all kinds, each for itself.
fn payloads() -> Vec<String> {
    // Charts of Word documents are painted, and a machine without a font of pictographs refuses to (`missing-font`).
    kinds().into_values().flatten().filter(|payload| !payload.contains('👩')).collect()
}

/// The lines of a file, as they were and with payloads.
struct Planted {
    before: Vec<String>,
    now: Vec<String>,
}

impl Planted {
    /// Plants payloads into a file's values, or its paragraphs.
    fn new(path: &str, text: &str, next: &mut impl FnMut() -> String) -> Self {
        let before: Vec<String> = text.lines().map(str::to_owned).collect();
        let is_text = path.ends_with(".md");
        let mut is_code = false;
        let mut now = Vec::new();
        for line in &before {
            is_code ^= is_text && (line.starts_with("```") || line == "---");
            let planted = match () {
                () if is_text && line.is_empty() && !is_code => format!("\n{}\n", inline(&next())),
                () if is_text && line.starts_with('#') => format!("{line}{}", inline(&next())),
                () if is_text && line.starts_with('|') && !line.contains("---") && !is_code => {
                    format!("| {}{line}", inline(&next()).replace('|', "\\|")).replacen("||", "|", 1)
                }
                () if !is_text || is_code => values(line, next),
                () => line.clone(),
            };
            now.push(planted);
        }
        Self { before, now }
    }

    fn text(&self) -> String {
        self.now.join("\n") + "\n"
    }

    /// Puts back what stands at a line of the text, all of it if no line is known. What is no payload leans on one
    /// elsewhere: a paragraph is left out then, and a file of YAML put back.
    fn put_back(&mut self, line: Option<usize>, is_text: bool) {
        let mut top = 1;
        let mut has_changed = false;
        for (now, before) in self.now.iter_mut().zip(&self.before) {
            let height = now.split('\n').count();
            if line.is_none_or(|line| (top..top + height).contains(&line)) {
                has_changed |= now != before;
                let leans = is_text && now == before && line.is_some();
                now.clone_from(if leans { &EMPTY } else { before });
            }
            top += height;
        }
        if !has_changed && !is_text {
            self.now.clone_from(&self.before);
        }
    }
}

static EMPTY: String = String::new();

/// A payload for one line of Markdown.
fn inline(payload: &str) -> String {
    payload.replace(['\n', '\r', '\0'], " ")
}

/// A line of YAML with payloads for its plain values: after `key: ` at its end, and inside `{…}`.
fn values(line: &str, next: &mut impl FnMut() -> String) -> String {
    let quoted = |next: &mut dyn FnMut() -> String| serde_json::to_string(&next()).expect("a text");
    let Some((key, value)) = line.split_once(": ").filter(|(key, _)| !key.contains(['{', '#', '['])) else {
        return flow(line, next);
    };
    if is_name(key) {
        return line.to_owned();
    }
    match value.trim_start().chars().next() {
        Some('{' | '[') => format!("{key}: {}", flow(value, next)),
        Some('|' | '>' | '&' | '=' | '#') | None => line.to_owned(),
        // A value that must be a number, a date or the like is not tried each time.
        Some('0'..='9' | '~' | '-') => line.to_owned(),
        Some(_) => format!("{key}: {}", quoted(next)),
    }
}

fn is_name(key: &str) -> bool {
    let key = key.rsplit([' ', '{', ',', '-']).next().unwrap_or_default();
    NAMES.contains(&key)
}

/// The same inside of braces: words after `key: ` up to a comma or brace.
fn flow(line: &str, next: &mut impl FnMut() -> String) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(": ") {
        let end = after.find([',', '}', ']', '{', '[']).unwrap_or(after.len());
        let plain = after[..end].chars().next().is_some_and(char::is_alphabetic);
        out.push_str(before);
        out.push_str(": ");
        if plain && line.contains('{') && !is_name(before) {
            out.push_str(&serde_json::to_string(&next()).expect("a text"));
        } else {
            out.push_str(&after[..end]);
        }
        rest = &after[end..];
    }
    out + rest
}

/// A tree of everything with payloads, whose fields that refuse them are as they were, and how many are planted.
fn planted(seed: &Path, folder: &Path, rotation: usize) -> usize {
    let all = payloads();
    let mut at = rotation * all.len() / ROTATIONS;
    let mut next = || {
        at += 1;
        all[at % all.len()].clone()
    };
    copy(seed, folder);
    let mut tree: BTreeMap<String, Planted> = BTreeMap::new();
    for (path, bytes) in files(seed) {
        let is_text = [".md", ".yaml"].iter().any(|end| path.ends_with(end)) && !path.starts_with("_schemas");
        if let (true, Ok(text)) = (is_text, String::from_utf8(bytes)) {
            tree.insert(path.clone(), Planted::new(&path, &text, &mut next));
        }
    }
    for _ in 0..ROUNDS {
        for (path, planted) in &tree {
            fs::write(folder.join(path), planted.text()).expect("a file");
        }
        let (problems, _) = outputs::read(folder, Audience::Public, |_, _, _| ());
        if !has_errors(&problems) {
            break;
        }
        let errors = problems.iter().filter(|problem| problem.fault.severity() == Severity::Error);
        let mut places: BTreeSet<(String, Option<usize>)> = BTreeSet::new();
        for problem in errors {
            let file = problem.place.file().expect("an error with a place").into_owned();
            let inside = Path::new(&file).strip_prefix(folder).unwrap_or(Path::new(&file));
            let inside = inside.to_string_lossy().into_owned();
            let line = problem.place.position().map(|position| position.line);
            places.insert((inside, line));
        }
        for (file, line) in places.into_iter().rev() {
            tree.get_mut(&file)
                .unwrap_or_else(|| panic!("{file} has an error"))
                .put_back(line, file.ends_with(".md"));
        }
    }
    let lines = tree.values().flat_map(|planted| planted.now.iter().zip(&planted.before));
    lines.filter(|(now, before)| now != before).count()
}

/// Where the sites are left for the browser tests.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("injection")
}

#[test]
fn what_is_typed_into_any_field_stays_text_in_every_file_of_the_site() {
    assert!(payloads().iter().collect::<BTreeSet<_>>().len() >= 200);
    let _ = fs::remove_dir_all(folder());
    let seeds = [
        root().join("content"),
        fixtures().join("blocks"),
        fixtures().join("ledgers"),
        fixtures().join("prose"),
    ];
    for (index, seed) in seeds.iter().enumerate() {
        let rotations = if index == 0 { ROTATIONS } else { 1 };
        for rotation in 0..rotations {
            let place = folder().join(format!("{index}-{rotation}"));
            let count = planted(seed, &place.join("content"), rotation);
            let run = nianbao(&place, &["build"]);
            assert_eq!(run.status, 0, "{}", run.stderr);
            assert!(index > 0 || count >= payloads().len(), "{count} planted");
            hold(&files(&place.join("site")));
            if rotation == 0 {
                let (_, documents) = outputs::all(&place.join("content"), Audience::Public);
                let documents = documents.expect("what is built can be exported");
                hold(&documents);
                // The browser tests open the whole report as one file too.
                if index == 0 {
                    fs::write(place.join("report.html"), &documents["2022.html"]).expect("a page");
                }
            }
        }
    }
}
