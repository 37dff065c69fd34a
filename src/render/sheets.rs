//! The style sheets of the site: those of a folder of the theme's assets become one, and lose what only their
//! authors read, as scripts do.

use std::collections::BTreeMap;

use super::{Page, Renderer, tokens};

/// The folders whose style sheets become one, in the order of their names: for every page, and for pages with text.
const JOINED: [(&str, &str); 2] = [("", "assets/site.css"), ("text/", "assets/text.css")];

impl Renderer {
    /// The theme's assets: its tokens, its style sheets, and all other files as they are.
    pub(super) fn assets(&self) -> Vec<Page> {
        let mut sheets = BTreeMap::from([("assets/tokens.css".to_owned(), tokens::css(&self.theme.tokens))]);
        let mut pages = Vec::new();
        for (path, bytes) in &self.theme.assets {
            let text = if path.ends_with(".css") { std::str::from_utf8(bytes).ok() } else { None };
            match text {
                Some(text) => sheets.entry(sheet_of(path)).or_default().push_str(text),
                None if path.ends_with(".js") => {
                    pages.push(Page { path: format!("assets/{path}"), bytes: lean(bytes) });
                }
                None => pages.push(Page { path: format!("assets/{path}"), bytes: bytes.to_vec() }),
            }
        }
        pages.extend(sheets.into_iter().map(|(path, text)| Page::text(path, squeezed(&text))));
        pages
    }
}

/// The sheet that a style sheet of the theme ends up in.
fn sheet_of(path: &str) -> String {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let joined = JOINED.iter().find(|(from, _)| *from == folder);
    joined.map_or_else(|| format!("assets/{path}"), |(_, to)| (*to).to_owned())
}

/// A style sheet without comments and without spaces that mean nothing; a rule keeps a line of its own.
fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |at| &rest[at + 2..]);
        } else if c == '"' || c == '\'' {
            let length = string_length(rest, c);
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if c.is_ascii_whitespace() {
            rest = rest.trim_ascii_start();
            let after = rest.chars().next();
            // Before a colon a space says "any descendant"; after one, or at a bracket, it says nothing.
            let idle = out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', '\n']);
            if !idle && !matches!(after, None | Some('{' | '}' | ';' | ',')) && !rest.starts_with("/*") {
                out.push(' ');
            }
        } else {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            if c == '}' {
                out.push('\n');
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// A script without its lines of comments and without what indents the others. No text of it may go over lines.
fn lean(script: &[u8]) -> Vec<u8> {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let lines: Vec<&[u8]> = lines.filter(|line| !line.is_empty() && !line.starts_with(b"//")).collect();
    lines.join(&b'\n')
}

/// How many bytes the string at the beginning takes, with its quotes.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_what_means_something() {
        for (css, short) in [
            ("/* A */\na { color: red; }\n\n/* B */\nb {\n  top: 0;\n}\n", "a{color:red}\nb{top:0}\n"),
            (
                ".a :hover > p:not(.b) { margin: calc(1px + 2px) 0; }",
                ".a :hover > p:not(.b){margin:calc(1px + 2px) 0}\n",
            ),
            (
                "a::after { content: \"/* } \\\" ;  \" / \"\"; }",
                "a::after{content:\"/* } \\\" ;  \" / \"\"}\n",
            ),
            ("@media (a: b) and (c: d) { a { b: c } }", "@media (a:b) and (c:d){a{b:c}\n}\n"),
            (".a /* x */ .b { c: d }", ".a .b{c:d}\n"),
            ("a { b: \"open", "a{b:\"open"),
        ] {
            assert_eq!(squeezed(css), short);
        }
    }

    #[test]
    fn a_script_loses_its_comments_and_indents() {
        let script = b"// Says.\n(() => {\n  // Why.\n  const a = 'https://a';\n\n  f(a); // how\n})();\n";
        assert_eq!(lean(script), b"(() => {\nconst a = 'https://a';\nf(a); // how\n})();");
    }

    #[test]
    fn a_sheet_is_joined_with_those_of_its_folder() {
        let sheets = ["10-base.css", "text/30-prose.css", "pages/full.css"].map(sheet_of);
        assert_eq!(sheets, ["assets/site.css", "assets/text.css", "assets/pages/full.css"]);
    }
}
