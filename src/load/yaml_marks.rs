//! The first pass over a YAML text: the place of every key and value, duplicate keys, and what the format forbids
//! (anchors, depth, several documents). Enter at [`mark`].

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use super::yaml::Yaml;
use super::yaml_syntax;
use crate::model::hidden;
use crate::problem::{Fault, Place, Problem, YamlFault};
use crate::source::Source;
use std::sync::Arc;

/// Deeper nesting than this is refused.
const MOST_LEVELS: usize = 32;

/// Where everything in a YAML text stands. Paths are keys and indices.
#[derive(Debug)]
pub(crate) struct Marks {
    source: Arc<Source>,
    base: usize,
    nodes: BTreeMap<Path, Node>,
    /// The paths of nodes by where their keys begin.
    keys: BTreeMap<usize, Path>,
    duplicates: Vec<usize>,
    faults: Vec<usize>,
}

/// A path: keys, and indices of lists as text, each ended by a separator that no key holds.
type Path = String;
const SEPARATOR: char = '\u{1f}';

/// A value with its key. Ranges are bytes from the YAML's start.
#[derive(Debug, Clone)]
struct Node {
    key: Range<usize>,
    value: Range<usize>,
    flow: bool,
    scalar: Option<Scalar>,
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

    fn path(path: &[&str]) -> Path {
        path.iter().flat_map(|step| [*step, "\u{1f}"]).collect()
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
            let fault = |(range, character)| {
                Problem::new(Fault::PrivateCharacter { character }, self.place_of(range))
            };
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

/// Walks a text's events into [`Marks`]; reports and returns nothing if it is no YAML that the format allows.
pub(crate) fn mark(yaml: &Yaml<'_>, problems: &mut Vec<Problem>) -> Option<Marks> {
    let text = &yaml.source.text()[yaml.range.clone()];
    let mut walk = Walk::new(yaml);
    for event in Parser::new_from_str(text) {
        let stop = match event {
            Ok((event, span)) => walk.event(event, &span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
                Some(yaml_syntax::classify(text, at, &error.info()))
            }
        };
        if let Some((fault, range)) = stop {
            let place = Place::new(yaml.source, yaml.range.start + range.start..yaml.range.start + range.end);
            walk.problems.push(Problem::new(Fault::YamlSyntax(fault), place));
            walk.spoilt = true;
            break;
        }
    }
    problems.append(&mut walk.problems);
    if walk.spoilt {
        return None;
    }
    let with_key = walk.nodes.iter().filter(|(_, node)| !node.key.is_empty());
    Some(Marks {
        source: Arc::clone(yaml.source),
        base: yaml.range.start,
        keys: with_key.map(|(path, node)| (node.key.start, path.clone())).collect(),
        nodes: walk.nodes,
        duplicates: walk.duplicates,
        faults: Vec::new(),
    })
}

/// A collection that is open.
struct Open {
    flow: bool,
    /// For a map: the key that waits for its value.
    key: Option<(String, Range<usize>, bool)>,
    /// For a list: how many items it has.
    index: Option<usize>,
    path: Path,
}

struct Walk<'a> {
    yaml: &'a Yaml<'a>,
    text: &'a str,
    nodes: BTreeMap<Path, Node>,
    open: Vec<Open>,
    documents: usize,
    last_end: usize,
    spoilt: bool,
    duplicates: Vec<usize>,
    problems: Vec<Problem>,
}

type Stop = Option<(YamlFault, Range<usize>)>;

impl<'a> Walk<'a> {
    fn new(yaml: &'a Yaml<'a>) -> Self {
        Self {
            yaml,
            text: &yaml.source.text()[yaml.range.clone()],
            nodes: BTreeMap::new(),
            open: Vec::new(),
            documents: 0,
            last_end: 0,
            spoilt: false,
            duplicates: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: &Span) -> Stop {
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) | Event::Anchor(..) => {
                Some((YamlFault::Alias, self.anchor(range)))
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                (self.documents > 1).then_some((YamlFault::ManyDocuments, range))
            }
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _)
                if anchor > 0 =>
            {
                Some((YamlFault::Alias, self.anchor(range)))
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, range),
            Event::SequenceStart(style, ..) => self.start(style, Some(0), range),
            Event::MappingStart(style, ..) => {
                if style == StructureStyle::Flow && self.text[range.start..].starts_with("{{") {
                    return Some((
                        YamlFault::UnquotedReference,
                        yaml_syntax::reference(self.text, range.start),
                    ));
                }
                self.start(style, None, range)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(range);
                None
            }
            _ => None,
        }
    }

    /// The bytes of the `&name` before a node, or of the `*name` that it is.
    fn anchor(&self, range: Range<usize>) -> Range<usize> {
        let line = self.text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        match self.text[line..range.start].rfind('&') {
            Some(at) => line + at..line + at + self.text[line + at..range.start].trim_end().len(),
            None => range,
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Range<usize>) -> Stop {
        let plain = style == ScalarStyle::Plain;
        let in_flow = self.open.last().is_some_and(|open| open.flow);
        if plain
            && in_flow
            && let Some(at) = self.text[range.clone()].find('，')
        {
            self.spoil(YamlFault::FullWidthComma, range.start + at..range.start + at + 3);
        }
        let range = range.start..range.end.min(range.start + self.text[range.clone()].trim_end().len());
        self.last_end = self.last_end.max(range.end);
        let implied = range.is_empty();
        if let Some(open) = self.open.last_mut()
            && open.index.is_none()
            && open.key.is_none()
        {
            open.key = Some((text.to_owned(), range, plain));
            return None;
        }
        if implied
            && in_flow
            && let Some((_, key, true)) = self.open.last().and_then(|open| open.key.clone())
            && let Some(at) = self.text[key.clone()].find('：')
        {
            self.spoil(YamlFault::FullWidthColon, key.start + at..key.start + at + 3);
        }
        self.place_value(range, Some(Scalar { text: text.to_owned() }));
        None
    }

    fn start(&mut self, style: StructureStyle, index: Option<usize>, range: Range<usize>) -> Stop {
        let flow = style == StructureStyle::Flow;
        if self.open.last().is_some_and(|open| open.index.is_none() && open.key.is_none()) {
            return Some((YamlFault::Indentation, range));
        }
        let path = self.place_value(range.clone(), None);
        self.open.push(Open { flow, key: None, index, path });
        (self.open.len() > MOST_LEVELS).then_some((YamlFault::TooDeep, range))
    }

    fn end(&mut self, range: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        if open.flow {
            self.last_end = self.last_end.max(range.end);
        }
        if let Some(node) = self.nodes.get_mut(&open.path) {
            node.value.end = self.last_end.max(node.value.start);
        }
    }

    /// Records a value under the key or index that is due; returns its path.
    fn place_value(&mut self, range: Range<usize>, scalar: Option<Scalar>) -> Path {
        let (path, node) = match self.open.last_mut() {
            None => {
                let node = Node { key: 0..0, value: range, flow: false, scalar };
                (Path::new(), node)
            }
            Some(Open { index: Some(index), path, flow, .. }) => {
                let path = format!("{path}{index}{SEPARATOR}");
                *index += 1;
                let node = Node { key: 0..0, value: range, flow: *flow, scalar };
                (path, node)
            }
            Some(Open { key, path, flow, .. }) => {
                let (name, key, _) = key.take().unwrap_or_default();
                let path = format!("{path}{name}{SEPARATOR}");
                let node = Node { key, value: range, flow: *flow, scalar };
                (path, node)
            }
        };
        match self.nodes.get(&path) {
            Some(first) if !node.key.is_empty() => {
                let first_line = self.yaml.source.position(self.yaml.range.start + first.key.start).line;
                self.duplicate(path, node, first_line)
            }
            _ => {
                self.nodes.insert(path.clone(), node);
                path
            }
        }
    }

    /// Records a key that stands a second time under a path of its own.
    fn duplicate(&mut self, path: Path, node: Node, first_line: usize) -> Path {
        let base = self.yaml.range.start;
        let key = self.text[node.key.clone()].to_owned();
        let place = Place::new(self.yaml.source, base + node.key.start..base + node.key.end);
        self.problems.push(Problem::new(Fault::DuplicateKey { key, first_line }, place));
        let path = format!("{path}{}{SEPARATOR}", node.key.start);
        self.duplicates.push(node.key.start);
        self.nodes.insert(path.clone(), node);
        path
    }

    /// Reports a fault of syntax that does not stop the walk, but leaves the text unfit for the second pass.
    fn spoil(&mut self, fault: YamlFault, range: Range<usize>) {
        let base = self.yaml.range.start;
        let place = Place::new(self.yaml.source, base + range.start..base + range.end);
        self.problems.push(Problem::new(Fault::YamlSyntax(fault), place));
        self.spoilt = true;
    }
}
