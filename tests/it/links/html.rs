//! A small scan of HTML and SVG as this program writes them: start tags with their attributes, and end tags. It is no
//! parser: what it does not understand it passes over.

use super::Use;

/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Relations of a `<link>` that a browser does not fetch.
const NAMED: [&str; 8] = ["alternate", "author", "canonical", "help", "license", "next", "prev", "search"];

/// A tag.
pub(super) struct Tag<'a> {
    /// In lower case; of an end tag with `/` before it.
    pub(super) name: String,
    /// Names in lower case, values without entities.
    pub(super) attributes: Vec<(String, String)>,
    /// What is in an element whose content is text.
    pub(super) text: &'a str,
}

impl Tag<'_> {
    /// What an address in its `href` is for.
    pub(super) fn use_of_href(&self, is_in_main: bool) -> Use {
        match self.name.as_str() {
            "a" | "area" if is_in_main => Use::Authored,
            "a" | "area" => Use::Framed,
            "link" => {
                let rel = self.attributes.iter().find(|(name, _)| name == "rel");
                let mut relations = rel.into_iter().flat_map(|(_, value)| value.split_whitespace());
                match relations.all(|relation| NAMED.contains(&relation)) {
                    true => Use::Named,
                    false => Use::Loaded,
                }
            }
            _ => Use::Loaded,
        }
    }
}

/// The tags of a text, in order.
pub(super) struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Tags<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Takes what stands before a mark, and the mark; without it, everything.
    fn take_until(&mut self, mark: &str) -> &'a str {
        let (taken, rest) = self.rest.split_once(mark).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, is_wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is_wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn take(&mut self, mark: char) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn attributes(&mut self) -> Vec<(String, String)> {
        let mut attributes = Vec::new();
        loop {
            self.take_while(|c| c.is_ascii_whitespace() || c == '/');
            let name = self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '=' | '/' | '>'));
            if name.is_empty() {
                // Past a stray `=`, so that every round takes something.
                if self.take('=') {
                    continue;
                }
                return attributes;
            }
            self.take_while(|c| c.is_ascii_whitespace());
            let value = if self.take('=') { self.value() } else { "" };
            attributes.push((name.to_ascii_lowercase(), without_entities(value)));
        }
    }

    fn value(&mut self) -> &'a str {
        self.take_while(|c| c.is_ascii_whitespace());
        if self.take('"') {
            self.take_until("\"")
        } else if self.take('\'') {
            self.take_until("'")
        } else {
            self.take_while(|c| !c.is_ascii_whitespace() && c != '>')
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            self.rest = &self.rest[self.rest.find('<')? + 1..];
            if let Some(comment) = self.rest.strip_prefix("!--") {
                self.rest = comment;
                self.take_until("-->");
                continue;
            }
            let slash = if self.take('/') { "/" } else { "" };
            if !self.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let name = self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '/' | '>'));
            let name = format!("{slash}{}", name.to_ascii_lowercase());
            let before = self.rest;
            let attributes = self.attributes();
            let is_closed = before[..before.len() - self.rest.len()].ends_with('/');
            self.take('>');
            let mut text = "";
            if RAW.contains(&name.as_str()) && !is_closed {
                let end = self.rest.find(&format!("</{name}")).unwrap_or(self.rest.len());
                (text, self.rest) = self.rest.split_at(end);
            }
            return Some(Tag { name, attributes, text });
        }
    }
}

/// The text that a value with entities stands for. Unknown ones stay as they are.
fn without_entities(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let known = after.split_once(';').and_then(|(name, tail)| Some((entity(name)?, tail)));
        match known {
            Some((character, tail)) => {
                text.push(character);
                rest = tail;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text + rest
}

fn entity(name: &str) -> Option<char> {
    let number = match name.strip_prefix('#') {
        Some(number) => number,
        None => {
            let named = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
            return named.into_iter().find(|(known, _)| *known == name).map(|(_, character)| character);
        }
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}
