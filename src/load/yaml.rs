//! YAML in two passes: the first finds places, duplicate keys and what the format forbids; the second, by
//! `serde_yaml`, gives types. Enter at [`read`]. Every fault of a text is found, not just the first: a faulty
//! entry is blanked out and the rest is read again.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::yaml_marks::Marks;
use super::yaml_walk::{Yaml, ends_old_line, mark};
use crate::problem::{Expected, Fault, Place, Problem, YamlFault};
use crate::source::Position;

/// A YAML text that was read: its typed form, and where everything stands.
#[derive(Debug)]
pub(crate) struct Read<T> {
    /// The typed form.
    pub(crate) raw: T,
    /// The places.
    pub(crate) marks: Marks,
}

/// Reads a YAML text into a raw type. Reports what is wrong with it and returns what could be read; nothing if
/// it is no YAML at all.
pub(crate) fn read<T: DeserializeOwned>(yaml: &Yaml<'_>, problems: &mut Vec<Problem>) -> Option<Read<T>> {
    let first = problems.len();
    let mut marks = mark(yaml, problems)?;
    let mut work = Working::new(yaml, &marks);
    loop {
        let text = work.text();
        match serde_yaml::from_str::<T>(if text.trim().is_empty() { "{}" } else { &text }) {
            Ok(raw) => {
                marks.note_faults(&problems[first..]);
                problems.extend(marks.hidden_characters());
                return Some(Read { raw, marks });
            }
            Err(error) => match work.report(&error, problems) {
                Some(repair) => work.blank(&repair),
                None => return None,
            },
        }
    }
}

/// A copy of the text in which faulty entries are blanked out, character for character, so that lines and
/// columns stay.
struct Working<'a> {
    yaml: &'a Yaml<'a>,
    marks: &'a Marks,
    /// The characters with the bytes of the original at which they stand.
    text: Vec<(usize, char)>,
    seen: Vec<Position>,
}

/// After so many faults of the second pass the rest of a text is left unread: each costs a reading of the whole.
const MOST_FAULTS: usize = 100;

/// So many characters are read again for faults: of a text as large as no report's, fewer faults are told.
const MOST_READ: usize = 10 << 20;

/// What to blank out: bytes of the original text, counted from the YAML's start.
struct Repair(Range<usize>);

impl<'a> Working<'a> {
    fn new(yaml: &'a Yaml<'a>, marks: &'a Marks) -> Self {
        let text = yaml.source.text()[yaml.range.clone()].char_indices();
        let text = text.map(|(at, c)| (at, if ends_old_line(c) { ' ' } else { c })).collect();
        let mut work = Self { yaml, marks, text, seen: Vec::new() };
        for duplicate in marks.duplicates() {
            work.blank(&Repair(duplicate.whole));
        }
        work
    }

    /// Reports an error of the second pass; says what to blank out to go on, if that is possible.
    fn report(&mut self, error: &serde_yaml::Error, problems: &mut Vec<Problem>) -> Option<Repair> {
        let message = error.to_string();
        let Some(location) = error.location() else {
            let place = self.place(0..0);
            problems.push(Problem::new(Fault::YamlSyntax(YamlFault::Other(message)), place));
            return None;
        };
        let position = Position { line: location.line(), column: location.column() };
        let at = self.byte(position);
        let read = self.seen.len().saturating_mul(self.text.len());
        if self.seen.contains(&position) || self.seen.len() > MOST_FAULTS || read > MOST_READ {
            return None;
        }
        self.seen.push(position);
        let entry = self.marks.entry_at(at);
        let mut fault = self.fault(&message, at);
        let unknown = matches!(fault, Fault::UnknownKey { .. });
        let mut range = match &entry {
            Some(entry) if unknown => entry.key.clone(),
            _ => self.marks.value_at(at).unwrap_or(at..at),
        };
        if let Some((number, parted)) = self.parted_number(&fault, &range) {
            (fault, range) = (number, parted);
        }
        let syntax = matches!(fault, Fault::YamlSyntax(_));
        let colon = matches!(fault, Fault::YamlSyntax(YamlFault::FullWidthColon));
        let shown =
            if colon { self.find(range.clone(), '：').unwrap_or(range.clone()) } else { range.clone() };
        problems.push(Problem::new(fault, self.place(shown)));
        match entry {
            Some(entry) if unknown => Some(Repair(entry.whole)),
            _ if range.is_empty() || (syntax && !colon) => None,
            _ => Some(Repair(range)),
        }
    }

    /// A number parted by a comma inside brackets, `{value: 1,234}`, of which YAML makes a key `234`.
    fn parted_number(&self, fault: &Fault, key: &Range<usize>) -> Option<(Fault, Range<usize>)> {
        let Fault::UnknownKey { key: digits, .. } = fault else {
            return None;
        };
        let before = self.yaml.source.text()[self.yaml.range.clone()][..key.start].strip_suffix(',')?;
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let right = digits.bytes().all(|b| b.is_ascii_digit()) && start < before.len();
        let text = format!("{},{digits}", &before[start..]);
        let fault = super::number::decimal(&text).err()?;
        right.then_some((fault, start..key.end))
    }

    fn find(&self, range: Range<usize>, what: char) -> Option<Range<usize>> {
        let text = &self.yaml.source.text()[self.yaml.range.clone()];
        let at = range.start + text.get(range)?.find(what)?;
        Some(at..at + what.len_utf8())
    }

    fn fault(&self, message: &str, at: usize) -> Fault {
        let key = self.marks.key_of(at);
        if let Some(rest) = message.split("unknown field `").nth(1) {
            let mut quoted = rest.split('`').step_by(2);
            let key = quoted.next().unwrap_or_default().to_owned();
            return Fault::UnknownKey {
                key,
                known: quoted.filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            };
        }
        let Some(rest) =
            message.split("invalid type: ").nth(1).or_else(|| message.split("invalid value: ").nth(1))
        else {
            let tab = self.yaml.source.text()[self.yaml.range.clone()][at..].starts_with('\t');
            return Fault::YamlSyntax(if tab {
                YamlFault::Tab
            } else {
                YamlFault::Other(message.to_owned())
            });
        };
        let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, ""));
        let expected = expected.split(" at line ").next().unwrap_or(expected);
        let wants_map = expected == "a map" || expected.starts_with("struct ");
        if wants_map && found.starts_with("string") && found.contains('：') {
            return Fault::YamlSyntax(YamlFault::FullWidthColon);
        }
        Fault::BadValue { key, found: self.written(at), expected: expectation(expected) }
    }

    /// The value at a byte as it was written: its first line, and not too much of that.
    fn written(&self, at: usize) -> String {
        const MOST: usize = 24;
        let text = &self.yaml.source.text()[self.yaml.range.clone()];
        let value =
            self.marks.value_at(at).map_or("", |range| text[range].lines().next().unwrap_or_default());
        match value.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", &value[..end]),
            None => value.to_owned(),
        }
    }

    fn byte(&self, position: Position) -> usize {
        let first = self.yaml.source.position(self.yaml.range.start).line;
        let place = Position { line: first + position.line - 1, column: position.column };
        self.yaml.source.byte(place).saturating_sub(self.yaml.range.start)
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.yaml.source, self.yaml.range.start + range.start..self.yaml.range.start + range.end)
    }

    /// Blanks out bytes of the original text in the working copy. Both have the same lines and columns.
    fn blank(&mut self, Repair(range): &Repair) {
        let first = self.text.partition_point(|&(at, _)| at < range.start);
        for (_, c) in self.text[first..].iter_mut().take_while(|(at, _)| *at < range.end) {
            if *c != '\n' {
                *c = ' ';
            }
        }
    }

    fn text(&self) -> String {
        self.text.iter().map(|&(_, c)| c).collect()
    }
}

/// What was expected, from serde's words for it.
fn expectation(words: &str) -> Expected {
    match words {
        "a boolean" => Expected::Boolean,
        "a sequence" => Expected::List,
        "a map" => Expected::Map,
        "a string" => Expected::Text,
        "a year" => Expected::Year,
        words if words.starts_with("struct ") => Expected::Map,
        words if words.starts_with('u') || words.starts_with('i') => Expected::WholeNumber,
        words => Expected::Other(words.to_owned()),
    }
}

/// Keys in the order typed, with their values.
#[derive(Debug)]
pub(crate) struct Pairs<T>(pub(crate) Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Pairs<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: serde::Deserialize<'de>> serde::de::Visitor<'de> for Visitor<T> {
            type Value = Pairs<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Pairs::default())
            }
        }
        deserializer.deserialize_map(Visitor(std::marker::PhantomData))
    }
}

/// Words of a language file, flat: `change.up` for `change: {up: …}`. Reports what is wrong with it.
pub(crate) fn flat_words(yaml: &Yaml<'_>, problems: &mut Vec<Problem>) -> Option<BTreeMap<String, String>> {
    let read = read::<serde_yaml::Value>(yaml, problems)?;
    Some(flat(&read.raw))
}

/// The same of a language file that ships with the program, without the places of its words.
pub(crate) fn shipped_words(text: &[u8]) -> Option<BTreeMap<String, String>> {
    shipped(text).as_ref().map(flat)
}

/// A text that ships with the program, without the places of what it holds.
pub(crate) fn shipped<T: DeserializeOwned>(text: &[u8]) -> Option<T> {
    serde_yaml::from_slice(text).ok()
}

fn flat(value: &serde_yaml::Value) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    flatten(value, String::new(), &mut words);
    words
}

fn flatten(value: &serde_yaml::Value, path: String, out: &mut BTreeMap<String, String>) {
    match value {
        serde_yaml::Value::Mapping(map) => {
            for (key, value) in map {
                let key = key.as_str().unwrap_or_default();
                flatten(value, if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }, out);
            }
        }
        serde_yaml::Value::String(text) => {
            out.insert(path, text.clone());
        }
        serde_yaml::Value::Sequence(list) => {
            let texts: Vec<_> = list.iter().filter_map(serde_yaml::Value::as_str).collect();
            out.insert(path, texts.join("\n"));
        }
        other => {
            out.insert(path, serde_yaml::to_string(other).unwrap_or_default().trim().to_owned());
        }
    }
}
