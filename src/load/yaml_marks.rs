//! Where everything in a YAML text stands, as `yaml_walk` found it: asked for by path or by byte. Enter at [`Marks`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{hidden, unseen};
use crate::problem::{Place, Problem};
use crate::source::Source;

/// Where everything in a YAML text stands. Paths are keys and indices.
#[derive(Debug)]
pub(crate) struct Marks {
    pub(super) source: Arc<Source>,
    pub(super) base: usize,
    pub(super) nodes: BTreeMap<Path, Node>,
    /// The paths of nodes by where their keys begin.
    pub(super) keys: BTreeMap<usize, Path>,
    pub(super) duplicates: Vec<usize>,
    pub(super) faults: Vec<usize>,
}

/// A path: keys, and indices of lists as text, each ended by a separator that no key holds.
pub(super) type Path = String;
pub(super) const SEPARATOR: char = '\u{1f}';

/// A value with its key. Ranges are bytes from the YAML's start.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
    pub(super) flow: bool,
    pub(super) scalar: Option<Scalar>,
}

/// A scalar as it was written.
#[derive(Debug, Clone)]
pub(crate) struct Scalar {
    /// Its text.
    pub(crate) text: String,
}

/// An entry of a map: the bytes of its key, and of all of it with the comma that parts it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: Range<usize>,
    pub(crate) whole: Range<usize>,
}

/// A value with its key, for who changes the text: ranges are bytes from the YAML's start.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Its key; empty for an item of a list.
    pub(crate) key: Range<usize>,
    /// Its bytes, quotes and all.
    pub(crate) value: Range<usize>,
    /// Whether it stands inside `{…}` or `[…]`.
    pub(crate) flow: bool,
    /// The text of a scalar.
    pub(crate) text: Option<String>,
}

impl Marks {
    /// Every value with the steps that lead to it.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Vec<String>, Mark)> {
        self.nodes.iter().map(|(path, node)| {
            let steps = path.split_terminator(SEPARATOR).map(str::to_owned).collect();
            let Node { key, value, flow, scalar } = node.clone();
            (steps, Mark { key, value, flow, text: scalar.map(|scalar| scalar.text) })
        })
    }

    /// The path of a key below another.
    pub(super) fn below(path: &str, key: &str) -> Path {
        let mut below = Path::with_capacity(path.len() + key.len() + 1);
        below.push_str(path);
        below.push_str(key);
        below.push(SEPARATOR);
        below
    }

    fn path(path: &[&str]) -> Path {
        let mut joined = Path::with_capacity(path.iter().map(|step| step.len() + 1).sum());
        for step in path {
            joined.push_str(step);
            joined.push(SEPARATOR);
        }
        joined
    }

    fn node(&self, path: &[&str]) -> Option<&Node> {
        self.nodes.get(&Self::path(path))
    }

    fn place_of(&self, range: Range<usize>) -> Place {
        Place::new(&self.source, self.base + range.start..self.base + range.end)
    }

    /// Where a value stands; the nearest that holds it where it is absent.
    pub(crate) fn value(&self, path: &[&str]) -> Place {
        match self.node(path) {
            Some(node) => self.place_of(node.value.clone()),
            None if path.is_empty() => Place::File(self.source.path().to_owned()),
            None => self.key(&path[..path.len() - 1]),
        }
    }

    /// Where a key stands; for an item of a list, the item.
    pub(crate) fn key(&self, path: &[&str]) -> Place {
        match self.node(path) {
            Some(node) if !node.key.is_empty() => self.place_of(node.key.clone()),
            _ => self.value(path),
        }
    }

    /// Where the text of a scalar stands, without its quotes where nothing in it is escaped.
    pub(crate) fn text(&self, path: &[&str]) -> Place {
        let Some(node) = self.node(path) else {
            return self.value(path);
        };
        let Some(scalar) = &node.scalar else {
            return self.value(path);
        };
        let written = &self.source.text()[self.base + node.value.start..self.base + node.value.end];
        match written.find(&scalar.text) {
            Some(at) if !scalar.text.is_empty() => {
                self.place_of(node.value.start + at..node.value.start + at + scalar.text.len())
            }
            _ => self.value(path),
        }
    }

    /// A scalar exactly as written.
    pub(crate) fn scalar(&self, path: &[&str]) -> Option<&Scalar> {
        self.node(path)?.scalar.as_ref()
    }

    /// Whether a key is there, with or without a value.
    pub(crate) fn has(&self, path: &[&str]) -> bool {
        self.node(path).is_some()
    }

    /// The entry whose key begins at a byte.
    pub(crate) fn entry_at(&self, at: usize) -> Option<Entry> {
        let node = self.nodes.get(self.keys.get(&at)?)?;
        let end = node.value.end.max(self.colon_after(node.key.end));
        let mut whole = node.key.start..end;
        if node.flow {
            let text = &self.source.text()[self.base..];
            match text[end..].find(|c: char| !c.is_whitespace()) {
                Some(next) if text[end + next..].starts_with(',') => whole.end = end + next + 1,
                _ => {
                    let before = text[..whole.start].trim_end();
                    if before.ends_with(',') {
                        whole.start = before.len() - 1;
                    }
                }
            }
        }
        Some(Entry { key: node.key.clone(), whole })
    }

    /// The key below a path whose entry holds a byte of the source.
    pub(crate) fn child_at(&self, parent: &[&str], byte: usize) -> Option<String> {
        let parent = Self::path(parent);
        let at = byte.checked_sub(self.base)?;
        let below = self.nodes.iter().filter_map(|(path, node)| Some((path.strip_prefix(&parent)?, node)));
        let mut children = below.filter(|(rest, _)| rest.matches(SEPARATOR).count() == 1);
        let (rest, _) = children.find(|(_, node)| (node.key.start..=node.value.end).contains(&at))?;
        Some(rest.trim_end_matches(SEPARATOR).to_owned())
    }

    /// The characters in keys and texts that cannot be seen, written or escaped.
    pub(crate) fn hidden_characters(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for node in self.nodes.values() {
            let mut written = Vec::new();
            let value = node.scalar.as_ref().map(|_| node.value.clone());
            for range in [Some(node.key.clone()), value].into_iter().flatten() {
                let text = &self.source.text()[self.base + range.start..self.base + range.end];
                written.extend(
                    hidden(text).map(|(at, c)| (range.start + at..range.start + at + c.len_utf8(), c)),
                );
            }
            let read = node.scalar.as_ref().map_or("", |scalar| scalar.text.as_str());
            if written.is_empty() {
                written.extend(hidden(read).map(|(_, c)| (node.value.clone(), c)).take(1));
            }
            let fault = |(range, character)| Problem::new(unseen(character), self.place_of(range));
            problems.extend(written.into_iter().map(fault));
        }
        problems
    }

    /// Notes where the text was found to be faulty.
    pub(crate) fn note_faults(&mut self, problems: &[Problem]) {
        let start = |problem: &Problem| match &problem.place {
            Place::Text { range, .. } => range.start.checked_sub(self.base),
            Place::File(_) | Place::Cell { .. } | Place::None => None,
        };
        self.faults = problems.iter().filter_map(start).collect();
    }

    /// Whether a key below a path may only seem to be missing: one beside it is misspelt, or has a value of the
    /// wrong form.
    pub(crate) fn is_faulty(&self, path: &[&str]) -> bool {
        let Some(parent) = self.node(path) else { return !self.faults.is_empty() };
        let path = Self::path(path);
        let inside_child = |at: usize| {
            let mut below =
                self.nodes.iter().filter(|(known, _)| known.starts_with(&path) && **known != path);
            below.any(|(_, node)| node.scalar.is_none() && node.value.start < at && at < node.value.end)
        };
        let within = |at: &&usize| (parent.value.start..=parent.value.end).contains(at);
        self.faults.iter().filter(within).any(|at| !inside_child(*at))
    }

    /// The entries whose key stood before already.
    pub(crate) fn duplicates(&self) -> impl Iterator<Item = Entry> {
        self.duplicates.iter().filter_map(|&at| self.entry_at(at))
    }

    /// The value that begins at a byte, with all it holds: the outermost, if several do.
    pub(crate) fn value_at(&self, at: usize) -> Option<Range<usize>> {
        let node = self.nodes.values().find(|node| node.value.start == at && !node.value.is_empty())?;
        Some(node.value.clone())
    }

    /// The key of the value at a byte; for an item of a list, the list's.
    pub(crate) fn key_of(&self, at: usize) -> String {
        let found = self.nodes.iter().find(|(_, node)| node.value.start == at && !node.value.is_empty());
        let steps: Vec<&str> =
            found.map(|(path, _)| path.split_terminator(SEPARATOR).collect()).unwrap_or_default();
        let named = steps.iter().rev().find(|step| !step.bytes().all(|b| b.is_ascii_digit()));
        named.map(|step| (*step).to_owned()).unwrap_or_default()
    }

    fn colon_after(&self, end: usize) -> usize {
        let rest = &self.source.text()[self.base + end..];
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        if rest[spaces..].starts_with(':') { end + spaces + 1 } else { end }
    }
}
