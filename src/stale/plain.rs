//! Blanks out what is no prose, byte for byte, so that places stay what they are.

/// What begins and ends what is blanked out.
const PAIRS: [(&str, &str); 4] = [("<!--", "-->"), ("{{", "}}"), ("`", "`"), ("](", ")")];

/// A text in which references, code, comments and addresses are spaces.
pub(super) fn plain(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        match no_prose(rest) {
            Some(length) => {
                out.extend(std::iter::repeat_n(' ', length));
                rest = &rest[length..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// How many bytes at the start of a text are no prose.
fn no_prose(text: &str) -> Option<usize> {
    if text.starts_with("http://") || text.starts_with("https://") {
        return Some(text.find(|c: char| !c.is_ascii_graphic() || c == ')').unwrap_or(text.len()));
    }
    let (begin, end) = PAIRS.iter().find(|(begin, _)| text.starts_with(begin))?;
    Some(text[begin.len()..].find(end)? + begin.len() + end.len())
}
