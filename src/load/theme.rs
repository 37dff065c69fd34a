//! Themes: the default one, embedded, overridden file by file by `themes/NAME`; tokens and words one by one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use walkdir::WalkDir;

use super::tree::is_left_out;
use super::yaml::{Pairs, flat_words, read as read_yaml, shipped, shipped_words};
use super::yaml_walk::Yaml;
use crate::legible::is_legible;
use crate::model::Theme;
use crate::problem::{Expected, Fault, Place, Problem};
use crate::source::{Source, decode};
use crate::wording::Words;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The words of the default theme by the path of their file. They ship with the program and have no faults, so that
/// nobody need know where in its files they stand.
static SHIPPED: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    let locales = embedded().into_iter().filter(|(path, _)| path.starts_with("locales/"));
    locales.filter_map(|(path, bytes)| Some((path, shipped_words(&bytes)?))).collect()
});

/// The tokens of the default theme: the same holds of them.
static TOKENS: LazyLock<BTreeMap<String, Pairs<String>>> = LazyLock::new(|| {
    let text = DEFAULT.get_file("theme.yaml").map(include_dir::File::contents).unwrap_or_default();
    shipped::<RawTheme>(text).and_then(|theme| theme.tokens).unwrap_or_default()
});

/// A theme and the words of the site's language.
#[derive(Debug)]
pub struct Dressing {
    /// Templates, assets, tokens and interface words.
    pub theme: Theme,
    /// The words for numbers, changes and verdicts.
    pub words: Words,
}

/// Which theme to load, for which language.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    /// The folder of themes beside the content folder.
    pub(super) themes: &'a Path,
    /// The theme's name.
    pub(super) name: &'a str,
    /// The site's language.
    pub(super) language: &'a str,
    /// Where the theme is named.
    pub(super) place: Place,
}

type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// Loads a theme; the default one where there is none of that name, which is reported.
pub(super) fn read(wanted: &Wanted<'_>) -> (Dressing, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut files = embedded();
    let folder = wanted.themes.join(wanted.name);
    let mut own = Files::new();
    if folder.is_dir() {
        overlay(&folder, &mut own, &mut problems);
    } else if wanted.name != "default" {
        let known = std::fs::read_dir(wanted.themes)
            .map(|entries| {
                entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
            })
            .unwrap_or_default();
        let fault = Fault::UnknownTheme { name: wanted.name.to_owned(), known };
        problems.push(Problem::new(fault, wanted.place.clone()));
    }
    let texts = Texts { embedded: &files, own: &own, folder: &folder };
    let tokens = tokens(&texts, &mut problems);
    let words = words(&texts, wanted.language, &mut problems);
    files.extend(own);
    let interface = words
        .iter()
        .filter_map(|(key, word)| key.strip_prefix("interface.").map(|key| (key.to_owned(), word.clone())))
        .collect();
    let within = |prefix: &str| {
        let prefix = prefix.to_owned();
        files
            .iter()
            .filter_map(move |(path, bytes)| path.strip_prefix(&prefix).map(|path| (path.to_owned(), bytes)))
    };
    let templates = within("templates/")
        .map(|(path, bytes)| (path, Cow::Owned(String::from_utf8_lossy(bytes).into_owned())))
        .collect();
    let assets = within("assets/").map(|(path, bytes)| (path, bytes.clone())).collect();
    let theme = Theme { name: wanted.name.to_owned(), templates, assets, tokens, interface };
    (Dressing { theme, words: Words::new(words) }, problems)
}

fn embedded() -> Files {
    fn push(dir: &'static Dir<'static>, files: &mut Files) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, Cow::Borrowed(file.contents()));
        }
        for dir in dir.dirs() {
            push(dir, files);
        }
    }
    let mut files = Files::new();
    push(&DEFAULT, &mut files);
    files
}

fn overlay(folder: &Path, files: &mut Files, problems: &mut Vec<Problem>) {
    let walk = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_left_out(&entry.file_name().to_string_lossy()));
    for entry in walk.flatten().filter(|entry| entry.file_type().is_file()) {
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = relative.to_string_lossy().replace('\\', "/");
        match std::fs::read(entry.path()) {
            Ok(bytes) => {
                files.insert(path, Cow::Owned(bytes));
            }
            Err(error) => {
                let (path, reason) = (entry.path().display().to_string(), error.to_string());
                let place = Place::File(path.clone());
                problems.push(Problem::new(Fault::UnreadableFile { path, reason }, place));
            }
        }
    }
}

/// The YAML files of a theme: the embedded one's, and its own, whose keys win one by one.
struct Texts<'a> {
    embedded: &'a Files,
    own: &'a Files,
    folder: &'a Path,
}

impl Texts<'_> {
    /// A file as the theme itself has it.
    fn own_source(&self, path: &str) -> Option<Arc<Source>> {
        let bytes = self.own.get(path)?;
        Some(Source::new(super::shown(&self.folder.join(path)), decode(bytes).0))
    }

    fn has(&self, path: &str) -> bool {
        self.embedded.contains_key(path) || self.own.contains_key(path)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTheme {
    tokens: Option<BTreeMap<String, Pairs<String>>>,
}

/// The tokens by group, in the order of the default theme, then those that only the theme itself has.
fn tokens(texts: &Texts<'_>, problems: &mut Vec<Problem>) -> BTreeMap<String, Vec<(String, String)>> {
    let mut tokens: BTreeMap<String, Vec<(String, String)>> =
        TOKENS.iter().map(|(group, pairs)| (group.clone(), pairs.0.clone())).collect();
    let Some(source) = texts.own_source("theme.yaml") else { return tokens };
    let yaml = Yaml { source: &source, range: 0..source.text().len() };
    let Some(read) = read_yaml::<RawTheme>(&yaml, problems) else { return tokens };
    for (group_name, pairs) in read.raw.tokens.unwrap_or_default() {
        let group = tokens.entry(group_name.clone()).or_default();
        for (name, value) in pairs.0 {
            if !(is_token_name(&name) && is_token_value(&value)) {
                let place = read.marks.value(&["tokens", &group_name, &name]);
                let fault = Fault::BadValue { key: name, found: value, expected: Expected::Token };
                problems.push(Problem::new(fault, place));
                continue;
            }
            match group.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = value,
                None => group.push((name, value)),
            }
        }
    }
    tokens
}

/// Whether a name can be that of a property of CSS, behind `--`.
fn is_token_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether a value is one value, in a style sheet and in an attribute of a drawing: it ends neither, and loads nothing.
fn is_token_value(value: &str) -> bool {
    let mut open = Vec::new();
    for c in value.chars() {
        match (c, open.last()) {
            (';' | '{' | '}' | '<' | '>' | '\\' | '\n', _) => return false,
            (c, _) if !is_legible(c) => return false,
            (c, Some(&end)) if c == end => drop(open.pop()),
            (_, Some('"' | '\'')) => {}
            ('"' | '\'', _) => open.push(c),
            ('(', _) => open.push(')'),
            (')', _) => return false,
            _ => {}
        }
    }
    let lower = value.to_lowercase();
    open.is_empty()
        && !value.trim().is_empty()
        && !["/*", "url(", "//"].iter().any(|sign| lower.contains(sign))
}

/// The words of the site's language over the English ones, so that none is missing.
fn words(texts: &Texts<'_>, language: &str, problems: &mut Vec<Problem>) -> BTreeMap<String, String> {
    let path = |tag: &str| format!("locales/{tag}.yaml");
    let mut words = BTreeMap::new();
    let mut read = |path: &str, words: &mut BTreeMap<String, String>| {
        words.extend(SHIPPED.get(path).cloned().unwrap_or_default());
        if let Some(source) = texts.own_source(path) {
            let yaml = Yaml { source: &source, range: 0..source.text().len() };
            words.extend(flat_words(&yaml, problems).unwrap_or_default());
        }
    };
    read(&path("en"), &mut words);
    if language != "en" {
        words.retain(|key, _| !key.starts_with("units."));
    }
    let mut tags = vec![language.to_owned()];
    if let Some((language, _)) = language.split_once('-') {
        tags.push(language.to_owned());
    }
    if language.starts_with("zh") {
        tags.push("zh-Hans".to_owned());
    }
    if let Some(tag) = tags.iter().find(|tag| texts.has(&path(tag)) && *tag != "en") {
        read(&path(tag), &mut words);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_one_value_and_ends_nothing_it_stands_in() {
        for good in
            ["#9e1b1e", "684px", "'A B', \"宋体\", serif", "calc(1px + (2px * 3))", "rgb(0 0 0 / 50%)"]
        {
            assert!(is_token_value(good), "{good}");
        }
        for bad in [
            "red; }",
            "red}",
            "\"a",
            "a\"",
            "'\"",
            "url(",
            "url(a.png)",
            "image-set(\"https://a.cn\")",
            ")",
            "a /* b",
            "</style>",
            "\\3c",
            "a\nb",
            "\u{c}",
            "\u{fffe}",
            "\"a\u{1b}\"",
            " ",
        ] {
            assert!(!is_token_value(bad), "{bad:?}");
        }
        assert!(is_token_name("c-focus") && is_token_name("字号_1"));
        assert!(!is_token_name("a:b") && !is_token_name(""));
    }

    #[test]
    fn the_words_that_ship_have_no_fault() {
        for (path, words) in &*SHIPPED {
            let source = Source::new(path.as_str(), decode(&embedded()[path]).0);
            let mut problems = Vec::new();
            let yaml = Yaml { source: &source, range: 0..source.text().len() };
            assert_eq!(flat_words(&yaml, &mut problems).as_ref(), Some(words), "{path}");
            assert!(problems.is_empty(), "{problems:?}");
        }
        let source = Source::new("theme.yaml", decode(&embedded()["theme.yaml"]).0);
        let yaml = Yaml { source: &source, range: 0..source.text().len() };
        let mut problems = Vec::new();
        let read = read_yaml::<RawTheme>(&yaml, &mut problems).and_then(|read| read.raw.tokens);
        assert!(problems.is_empty() && read.is_some_and(|read| read.len() == TOKENS.len()), "{problems:?}");
        assert!(SHIPPED.contains_key("locales/en.yaml") && SHIPPED.contains_key("locales/zh-Hans.yaml"));
    }
}
