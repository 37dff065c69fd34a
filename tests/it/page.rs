//! A built page as a person reads it: plain text, a line a block.

/// A chapter's title and text.
pub(crate) fn chapter(html: &str) -> String {
    let title = between(html, "<h1", "</h1>").unwrap_or_default();
    let body = between(html, "<div class=\"text\"", "</main>").unwrap_or_default();
    let body = ["<section class=\"sections\"", "<details class=\"sources\"", "<nav class=\"pager\""]
        .iter()
        .filter_map(|end| body.find(end))
        .min()
        .map_or(body, |end| &body[..end]);
    format!("# {}\n{}", text(title), text(body))
}

/// What stands between the end of a start tag and another tag.
pub(crate) fn between<'a>(html: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let from = html.find(start)?;
    let from = from + html[from..].find('>')? + 1;
    Some(&html[from..from + html[from..].find(end)?])
}

/// HTML as text: blocks on lines of their own, cells parted by ` | `, pictures, scripts and folded parts left out.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&words(&rest[..at]));
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name: String = tag.chars().take_while(|c| !c.is_whitespace()).collect();
        match name.as_str() {
            "svg" | "details" | "style" | "script" => {
                let close = format!("</{name}>");
                rest = rest.find(&close).map_or("", |at| &rest[at + close.len()..]);
            }
            "h2" => out.push_str("\n## "),
            "h3" => out.push_str("\n### "),
            "h4" => out.push_str("\n#### "),
            "li" => out.push_str("\n- "),
            "th" | "td" => out.push_str(" | "),
            "img" => out.push_str(&format!("[{}]", attribute(tag, "alt"))),
            "p" | "tr" | "caption" | "figure" | "figcaption" | "aside" | "blockquote" | "pre" | "h5"
            | "br" | "div" => out.push('\n'),
            _ => {}
        }
    }
    out.push_str(&words(rest));
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "-");
    lines.collect::<Vec<_>>().join("\n")
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let from = tag.find(&format!(" {name}=\"")).map(|at| at + name.len() + 3);
    from.and_then(|from| tag[from..].split('"').next()).unwrap_or_default()
}

fn words(text: &str) -> String {
    let text = text.replace('\n', " ");
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (entity, c)| text.replace(entity, c))
}
