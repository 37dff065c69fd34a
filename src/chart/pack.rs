//! A drawing written shorter: marks and texts of one form, side by side in a group, say their form once. What is seen
//! stays the same. Enter at [`packed`].

/// Rectangles beyond this number keep their order, since all would be held against all.
const MOST: usize = 64;

/// An element without others in it but for the parts of a text.
enum Leaf<'a> {
    /// Left, top, width, height; and its form.
    Rect([&'a str; 4], &'a str),
    /// Its place, its form, and what follows.
    Text(&'a str, &'a str, &'a str),
    /// A path of one line: its course, and its form.
    Path(&'a str, &'a str),
    Other(&'a str),
}

/// The elements of a drawing, packed.
pub(super) fn packed(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut leaves = Vec::new();
    // The classes of the groups that are open.
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(end) = rest.find('>') {
        let tag = &rest[..=end];
        if tag.starts_with("<g") || tag == "</g>" {
            flush(&mut out, &mut leaves, open.last().copied().unwrap_or_default());
            if tag == "</g>" {
                match open.pop() {
                    Some(empty) if out.ends_with(empty) => out.truncate(out.len() - empty.len()),
                    _ => out.push_str(tag),
                }
            } else {
                out.push_str(tag);
                open.push(tag);
            }
            rest = &rest[end + 1..];
        } else {
            let length = if tag.ends_with("/>") { tag.len() } else { closed(rest, tag) };
            leaves.push(leaf(&rest[..length]));
            rest = &rest[length..];
        }
    }
    flush(&mut out, &mut leaves, "");
    out.push_str(rest);
    out
}

/// How long an element is whose start tag is not its end.
fn closed(rest: &str, tag: &str) -> usize {
    let end = if tag.starts_with("<text") { "</text>" } else { "</title>" };
    let inside = &rest[tag.len()..];
    let mut tags = inside.match_indices('<').map(|(at, _)| at);
    let at = tags.find(|&at| inside[at..].starts_with(end));
    at.map_or(rest.len(), |at| tag.len() + at + end.len())
}

fn leaf(element: &str) -> Leaf<'_> {
    let read = || {
        if let Some(rest) = element.strip_prefix("<text x=\"") {
            let quotes = rest.bytes().enumerate().filter(|&(_, byte)| byte == b'"');
            let (place, after) = quotes.map(|(at, _)| rest.split_at(at + 1)).nth(2)?;
            let (form, body) = after.split_once('>')?;
            return Some(Leaf::Text(place, form, body));
        }
        let attributes = element.strip_suffix("/>")?;
        if let Some(rest) = attributes.strip_prefix("<path d=\"") {
            let (course, form) = rest.split_once('"')?;
            return Some(Leaf::Path(course, form));
        }
        let (x, rest) = number(attributes.strip_prefix("<rect x=\"")?)?;
        let (y, rest) = number(rest.strip_prefix(" y=\"")?)?;
        let (width, rest) = number(rest.strip_prefix(" width=\"")?)?;
        let (height, form) = number(rest.strip_prefix(" height=\"")?)?;
        (!form.contains("data-row")).then_some(Leaf::Rect([x, y, width, height], form))
    };
    read().unwrap_or(Leaf::Other(element))
}

/// A number to the quote that ends it, which is near: looked for byte by byte, and what follows.
fn number(rest: &str) -> Option<(&str, &str)> {
    let end = rest.bytes().position(|byte| byte == b'"')?;
    Some((&rest[..end], &rest[end + 1..]))
}

/// Writes the elements of a group: its marks, then its texts.
fn flush(out: &mut String, leaves: &mut Vec<Leaf<'_>>, group: &str) {
    if leaves.is_empty() {
        return;
    }
    let (mut texts, mut marks): (Vec<_>, Vec<_>) =
        leaves.drain(..).partition(|leaf| matches!(leaf, Leaf::Text(..)));
    // The squares of a ledger have round corners, which only rectangles have.
    let merges = !group.contains("units");
    if merges && marks.len() <= MOST && comes_again(&marks) && are_apart(&marks) {
        marks.sort_by_key(|mark| match mark {
            Leaf::Rect(_, form) => *form,
            _ => "",
        });
    }
    // No text touches another.
    texts.sort_by_key(|text| match text {
        Leaf::Text(_, form, _) => *form,
        _ => "",
    });
    let grid = group.contains("\"grid\"");
    for run in marks.chunk_by(|a, b| merges && is_one_mark(a, b, grid)) {
        write_marks(out, run);
    }
    for run in texts.chunk_by(|a, b| matches!((a, b), (Leaf::Text(_, a, _), Leaf::Text(_, b, _)) if a == b)) {
        write_texts(out, run);
    }
}

/// Whether two marks side by side may be one: rectangles of one form, and the lines of a grid.
fn is_one_mark(a: &Leaf<'_>, b: &Leaf<'_>, grid: bool) -> bool {
    match (a, b) {
        (Leaf::Rect(_, a), Leaf::Rect(_, b)) => a == b,
        (Leaf::Path(_, a), Leaf::Path(_, b)) => grid && a == b,
        _ => false,
    }
}

/// Whether a form comes again after another.
fn comes_again(marks: &[Leaf<'_>]) -> bool {
    let mut forms: Vec<&str> = Vec::new();
    for mark in marks {
        let Leaf::Rect(_, form) = mark else { return false };
        if forms.last() != Some(form) {
            if forms.contains(form) {
                return true;
            }
            forms.push(form);
        }
    }
    false
}

/// Whether marks are rectangles of which none touches another, so that their order is not seen.
fn are_apart(marks: &[Leaf<'_>]) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    let boxes: Option<Vec<[f64; 4]>> = marks
        .iter()
        .map(|mark| match mark {
            Leaf::Rect([x, y, width, height], _) => {
                Some([number(x)?, number(y)?, number(width)?, number(height)?])
            }
            _ => None,
        })
        .collect();
    boxes.is_some_and(|boxes| {
        boxes.iter().enumerate().all(|(at, [x, y, width, height])| {
            boxes[at + 1..]
                .iter()
                .all(|[a, b, wide, high]| a + wide < *x || x + width < *a || b + high < *y || y + height < *b)
        })
    })
}

fn write_marks(out: &mut String, run: &[Leaf<'_>]) {
    match run {
        [Leaf::Rect([x, y, width, height], form)] => {
            let pieces = [
                "<rect x=\"",
                x,
                "\" y=\"",
                y,
                "\" width=\"",
                width,
                "\" height=\"",
                height,
                "\"",
                form,
                "/>",
            ];
            out.extend(pieces);
        }
        [Leaf::Other(element)] => out.push_str(element),
        [Leaf::Rect(_, form) | Leaf::Path(_, form), ..] => {
            out.push_str("<path d=\"");
            for mark in run {
                match mark {
                    Leaf::Rect([x, y, width, height], _) => {
                        out.extend(["M", x, " ", y, "h", width, "v", height, "h-", width, "z"]);
                    }
                    Leaf::Path(course, _) => out.push_str(course),
                    Leaf::Text(..) | Leaf::Other(_) => {}
                }
            }
            out.extend(["\"", form, "/>"]);
        }
        _ => {}
    }
}

fn write_texts(out: &mut String, run: &[Leaf<'_>]) {
    let Some(Leaf::Text(_, form, _)) = run.first() else { return };
    let shared = run.len() > 1 && !form.is_empty();
    if shared {
        out.extend(["<g", form, ">"]);
    }
    for text in run {
        if let Leaf::Text(place, form, body) = text {
            out.extend(["<text x=\"", place, if shared { "" } else { form }, ">", body]);
        }
    }
    if shared {
        out.push_str("</g>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_is_said_once_and_marks_come_before_texts() {
        let rect = |x: u8, class: &str| {
            format!("<rect x=\"{x}\" y=\"2\" width=\"3\" height=\"4\" class=\"{class}\"/>")
        };
        let text = |x: u8, word: &str| format!("<text x=\"{x}\" y=\"9\" class=\"f-ink\">{word}</text>");
        let group = |inside: &[String]| format!("<g class=\"series\">{}</g>", inside.concat());
        let drawn = group(&[
            rect(0, "a"),
            text(0, "甲&gt;"),
            rect(10, "b"),
            rect(20, "a"),
            text(9, "<tspan>乙</tspan>"),
        ]);
        assert_eq!(
            packed(&drawn),
            "<g class=\"series\"><path d=\"M0 2h3v4h-3zM20 2h3v4h-3z\" class=\"a\"/>\
             <rect x=\"10\" y=\"2\" width=\"3\" height=\"4\" class=\"b\"/>\
             <g class=\"f-ink\"><text x=\"0\" y=\"9\">甲&gt;</text><text x=\"9\" y=\"9\"><tspan>乙</tspan></text></g></g>"
        );
        // Marks that touch keep their order; a mark that stands for a row stays by itself.
        let touching = group(&[rect(0, "a"), rect(2, "b"), rect(20, "a")]);
        assert_eq!(packed(&touching), touching);
        let named = "<rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" class=\"a\" data-row=\"1\"/>".repeat(2);
        assert_eq!(packed(&named), named);
    }

    #[test]
    fn the_lines_of_a_grid_are_one_path_and_those_of_a_series_are_not() {
        let lines =
            "<path d=\"M0 1h9\" fill=\"none\" class=\"l\"/><path d=\"M0 5h9\" fill=\"none\" class=\"l\"/>";
        assert_eq!(
            packed(&format!("<g class=\"grid\">{lines}</g>")),
            "<g class=\"grid\"><path d=\"M0 1h9M0 5h9\" fill=\"none\" class=\"l\"/></g>"
        );
        let series = format!("<g class=\"series\">{lines}</g>");
        assert_eq!(packed(&series), series);
    }
}
