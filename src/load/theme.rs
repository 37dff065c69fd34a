//! Themes: the default one, embedded, overridden file by file by `themes/NAME`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use super::yaml::flat_words;
use crate::model::Theme;
use crate::problem::{Fault, Place, Problem, YamlFault};
use crate::source::decode;
use crate::wording::Words;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

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

/// Loads a theme.
///
/// # Errors
/// A theme that does not exist, or a file of it that cannot be read.
pub(super) fn read(wanted: &Wanted<'_>, problems: &mut Vec<Problem>) -> Option<Dressing> {
    let mut files = embedded();
    let folder = wanted.themes.join(wanted.name);
    if folder.is_dir() {
        overlay(&folder, &mut files, problems);
    } else if wanted.name != "default" {
        let known = std::fs::read_dir(wanted.themes)
            .map(|entries| {
                entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
            })
            .unwrap_or_default();
        let fault = Fault::UnknownTheme { name: wanted.name.to_owned(), known };
        problems.push(Problem::new(fault, wanted.place.clone()));
        return None;
    }
    let mut tokens = BTreeMap::new();
    let text = texts(&files, "theme.yaml");
    match serde_yaml::from_str::<BTreeMap<String, BTreeMap<String, super::yaml::Pairs<String>>>>(&text) {
        Ok(mut groups) => {
            for (group, pairs) in groups.remove("tokens").unwrap_or_default() {
                tokens.insert(group, pairs.0);
            }
        }
        Err(error) => problems.push(file_problem(&folder.join("theme.yaml"), &error)),
    }
    let words = words(&files, wanted, problems);
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
    Some(Dressing { theme, words: Words::new(words) })
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
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with(['.', '_'])
    });
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

fn texts(files: &Files, path: &str) -> String {
    files.get(path).map(|bytes| decode(bytes).0).unwrap_or_default()
}

fn file_problem(path: &Path, error: &serde_yaml::Error) -> Problem {
    let fault = Fault::YamlSyntax(YamlFault::Other(error.to_string()));
    Problem::new(fault, Place::File(path.display().to_string()))
}

/// The words of the site's language over the English ones, so that none is missing.
fn words(files: &Files, wanted: &Wanted<'_>, problems: &mut Vec<Problem>) -> BTreeMap<String, String> {
    let path = |tag: &str| format!("locales/{tag}.yaml");
    let mut words = flat_words(&texts(files, &path("en"))).unwrap_or_default();
    if wanted.language != "en" {
        words.retain(|key, _| !key.starts_with("units."));
    }
    let mut tags = vec![wanted.language.to_owned()];
    if let Some((language, _)) = wanted.language.split_once('-') {
        tags.push(language.to_owned());
    }
    if wanted.language.starts_with("zh") {
        tags.push("zh-Hans".to_owned());
    }
    let found = tags.iter().find(|tag| files.contains_key(&path(tag)));
    let Some(tag) = found else { return words };
    match flat_words(&texts(files, &path(tag))) {
        Ok(own) => words.extend(own),
        Err(error) => problems.push(file_problem(&wanted.themes.join(wanted.name).join(path(tag)), &error)),
    }
    words
}
