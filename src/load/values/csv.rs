//! Text files of comma- or tab-separated cells, each with its bytes in the text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::grid::{Content, Grid, Held};
use crate::source::Source;

/// Reads the cells of a text.
pub(super) fn read(source: &Arc<Source>) -> Grid {
    let text = source.text();
    let first = text.lines().next().unwrap_or_default();
    let comma = if first.contains('\t') && !first.contains(',') { b'\t' } else { b',' };
    let mut cells = BTreeMap::new();
    let (mut at, mut row, mut column) = (0, 0, 0);
    while at < text.len() {
        let cell = cell(text, at, comma);
        let content = text[cell.inner.clone()].replace("\"\"", "\"");
        if !content.trim().is_empty() {
            cells.insert((row, column), Held { content: Content::Text(content), range: cell.inner });
        }
        (row, column) = if cell.ends_row { (row + 1, 0) } else { (row, column + 1) };
        at = cell.next;
    }
    Grid { place: source.path().to_owned(), source: Some(Arc::clone(source)), cells }
}

/// A cell of the text: its bytes without quotes, where the next begins, and whether that is in another row.
struct Cut {
    inner: Range<usize>,
    next: usize,
    ends_row: bool,
}

fn cell(text: &str, start: usize, comma: u8) -> Cut {
    let bytes = text.as_bytes();
    let quoted = bytes[start] == b'"';
    let mut at = start + usize::from(quoted);
    let inner_start = at;
    let mut open = quoted;
    let mut inner_end = None;
    while at < bytes.len() {
        match bytes[at] {
            b'"' if open && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if open => {
                open = false;
                inner_end = Some(at);
            }
            b'\n' if !open => break,
            byte if byte == comma && !open => break,
            _ => {}
        }
        at += 1;
    }
    let end = inner_end.unwrap_or(at);
    let end = if quoted { end } else { at };
    Cut { inner: inner_start..end, next: at + 1, ends_row: bytes.get(at) != Some(&comma) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_place_in_the_text() {
        let grid = read(&Source::new("a.csv", "编号,本年\nair.pm25,\"1,234\"\n\n\"a \"\"b\"\"\",\n"));
        let found: Vec<_> = grid.cells.keys().map(|at| (*at, grid.text(*at).unwrap_or_default())).collect();
        assert_eq!(
            found,
            [
                ((0, 0), "编号"),
                ((0, 1), "本年"),
                ((1, 0), "air.pm25"),
                ((1, 1), "1,234"),
                ((3, 0), "a \"b\"")
            ]
        );
        assert_eq!(grid.place_of((1, 1)).text(), Some("1,234"));
        assert_eq!(grid.place_of((1, 1)).position().map(|at| (at.line, at.column)), Some((2, 11)));
    }

    #[test]
    fn tabs_part_cells_too_and_nothing_breaks_off() {
        let read = |text: &str| read(&Source::new("a.csv", text));
        assert_eq!(read("编号\t本年\nair.pm25\t24").text((1, 1)), Some("24"));
        for text in ["\"", "\"\"\"", "a,\"b", ",", "\n,\n", "\"a\"b,c", "\"年", "年\""] {
            let _ = read(text).cells.len();
        }
    }
}
