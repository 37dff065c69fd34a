//! Blanks out what is no prose, byte for byte, so that places stay what they are.

/// What begins and ends what is blanked out.
const PAIRS: [(&str, &str); 4] = [("<!--", "-->"), ("{{", "}}"), ("`", "`"), ("](", ")")];

/// The first bytes of those, and of an address.
const FIRSTS: &[u8] = b"<{`]h";

/// A text in which references, code, comments and addresses are spaces.
pub(super) fn plain(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut ends = Ends { text: written, known: [Some(0); PAIRS.len()] };
    let mut at = 0;
    while let Some(prose) = written.as_bytes()[at..].iter().position(|byte| FIRSTS.contains(byte)) {
        let start = at + prose;
        let length = ends.no_prose(start);
        out.push_str(&written[at..start]);
        match length {
            Some(length) => out.extend(std::iter::repeat_n(' ', length)),
            None => out.push_str(&written[start..=start]),
        }
        at = start + length.unwrap_or(1);
    }
    out.push_str(&written[at..]);
    out
}

/// The ends in a text, each looked for once however often what it ends is begun.
struct Ends<'t> {
    text: &'t str,
    /// Of each pair where the nearest end was last found; none if there are no more.
    known: [Option<usize>; PAIRS.len()],
}

impl Ends<'_> {
    /// How many bytes from here on are no prose.
    fn no_prose(&mut self, at: usize) -> Option<usize> {
        let text = &self.text[at..];
        if text.starts_with("http://") || text.starts_with("https://") {
            return Some(text.find(|c: char| !c.is_ascii_graphic() || c == ')').unwrap_or(text.len()));
        }
        let pair = PAIRS.iter().position(|(begin, _)| text.starts_with(begin))?;
        let (begin, end) = PAIRS[pair];
        let from = at + begin.len();
        if self.known[pair]? < from {
            self.known[pair] = self.text[from..].find(end).map(|found| from + found);
        }
        Some(self.known[pair]? + end.len() - at)
    }
}
