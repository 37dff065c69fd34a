//! What must hold of HTML and of style sheets: tags are read as a browser reads them, and each must be one of ours.

use super::hold::legible;

/// Elements that no page of ours has.
const NEVER: [&str; 21] = [
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "base",
    "marquee",
    "audio",
    "video",
    "source",
    "xmp",
    "plaintext",
    "template",
    "foreignobject",
    "animate",
    "set",
    "image",
    "feimage",
    "math",
    "dialog",
    "textarea",
];

/// A page of the site, or one that stands alone.
pub(super) fn html(path: &str, text: &str) {
    legible(path, text);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (name, attributes, after) = tag(path, rest);
        let closes = rest.starts_with('/');
        rest = after;
        check(path, (&name, &attributes));
        if !closes && matches!(name.as_str(), "script" | "style") {
            let end =
                rest.find(&format!("</{name}")).unwrap_or_else(|| panic!("{path}: {name} does not end"));
            match (name.as_str(), attributes.iter().any(|(name, _)| name == "type")) {
                ("style", _) => css(path, &rest[..end]),
                (_, true) => drop(
                    serde_json::from_str::<serde_json::Value>(&rest[..end])
                        .unwrap_or_else(|error| panic!("{path}: {error}")),
                ),
                _ => assert!(!rest[..end].contains("hit"), "{path}: a script is not ours"),
            }
            rest = &rest[end..];
        }
    }
}

/// The name of a tag, its attributes with their values, and what stands behind it.
fn tag<'a>(path: &str, text: &'a str) -> (String, Vec<(String, String)>, &'a str) {
    let around = || text.chars().take(60).collect::<String>();
    let start = text.trim_start_matches(['/', '!']);
    let end = start.find([' ', '>', '/', '\n']).unwrap_or(start.len());
    let name = start[..end].to_ascii_lowercase();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    assert!(is_name, "{path} holds <{}", around());
    let mut rest = &start[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\n', '/']);
        if let Some(after) = rest.strip_prefix('>') {
            return (name, attributes, after);
        }
        let end = rest.find(['=', ' ', '>', '\n', '/']).unwrap_or_else(|| panic!("{path}: <{}", around()));
        let attribute = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            (value, rest) = quoted.split_once('"').unwrap_or_else(|| panic!("{path}: <{}", around()));
        } else {
            assert!(!rest.starts_with('='), "{path}: a value without quotes: <{}", around());
        }
        attributes.push((attribute, value.to_owned()));
    }
}

fn check(path: &str, (name, attributes): (&str, &[(String, String)])) {
    assert!(!NEVER.contains(&name), "{path} holds <{name}>");
    let whole = || format!("{path}: <{name} {attributes:?}");
    for (attribute, value) in attributes {
        let is_plain = attribute.chars().all(|c| c.is_ascii_alphanumeric() || "-:".contains(c));
        assert!(is_plain && !attribute.starts_with("on"), "{}", whole());
        assert!(
            !matches!(attribute.as_str(), "srcdoc" | "action" | "formaction" | "ping" | "background"),
            "{}",
            whole()
        );
        let scheme: String = value.chars().filter(|c| !c.is_whitespace()).take(11).collect();
        match attribute.as_str() {
            "href" if name == "a" => {
                let scheme = scheme.to_ascii_lowercase();
                let known = ["http:", "https:", "mailto:", "tel:"];
                let leads_out = scheme.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
                assert!(!leads_out || known.iter().any(|known| scheme.starts_with(known)), "{}", whole());
            }
            "href" | "src" | "srcset" | "poster" | "data" => {
                let is_inside = !value.contains("//") || name == "link" && !value.contains("//hit.invalid");
                assert!(is_inside || scheme.starts_with("data:image/"), "{}", whole());
            }
            "style" => css(path, value),
            "http-equiv" => assert_eq!(value, "Content-Security-Policy", "{}", whole()),
            _ => {}
        }
    }
}

/// A style sheet: what was typed stands in its strings, and no string is left open.
pub(super) fn css(path: &str, text: &str) {
    legible(path, text);
    let mut outside = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '"' {
            outside.push(c);
            continue;
        }
        loop {
            match chars.next() {
                Some('\\') => drop(chars.next()),
                Some('"') => break,
                Some('\n') | None => panic!("{path}: a string is left open"),
                Some(_) => {}
            }
        }
    }
    for piece in ["hit.invalid", "@import"] {
        assert!(!outside.contains(piece), "{path}: {piece} stands outside of a string");
    }
    let mut declarations = outside.split(['{', '}', ';']).map(str::trim_start);
    assert!(
        !declarations.any(|declaration| declaration.starts_with("--hit")),
        "{path}: a declaration is not ours"
    );
    let count = |sign| outside.matches(sign).count();
    assert_eq!(count('{'), count('}'), "{path}: braces");
}
