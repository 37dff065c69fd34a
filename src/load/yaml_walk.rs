//! The first pass over a YAML text: the place of every key and value, duplicate keys, and what the format forbids
//! (anchors, depth, several documents). Enter at [`mark`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use super::yaml_marks::{Marks, Node, Path, SEPARATOR, Scalar};
use super::yaml_syntax;
use crate::problem::{Fault, Place, Problem, YamlFault};
use crate::source::Source;

/// Deeper nesting than this is refused.
const MOST_LEVELS: usize = 32;

/// A YAML text: a whole file, or the front matter or a block of one.
#[derive(Debug, Clone)]
pub(crate) struct Yaml<'a> {
    /// The file.
    pub(crate) source: &'a Arc<Source>,
    /// The bytes that are YAML.
    pub(crate) range: Range<usize>,
}

/// A key on one line may have 1024 characters in YAML, with its quotes and the spaces before its colon.
const LONGEST_KEY: usize = 1000;

/// Whether a character ends a line for the second pass, which reads YAML 1.1, and for nothing else: lines would be counted
/// otherwise than editors do. It is read as a space.
pub(super) fn ends_old_line(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
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
            let is_too_long = self.text[range.clone()].chars().nth(LONGEST_KEY).is_some();
            let ends_lines = self.text[range.clone()].contains(ends_old_line);
            let name = if ends_lines { text.replace(ends_old_line, " ") } else { text.to_owned() };
            open.key = Some((name, range.clone(), plain));
            return is_too_long.then_some((YamlFault::LongKey, range));
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
                let path = Marks::below(path, &name);
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
