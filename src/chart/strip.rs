//! Where on a drawing the numbers of its table are pointed at: `data-marks`, which the page's script reads. A strip is a
//! run of boxes of one size, each for a row, a column or a cell of the table.

use std::fmt::Write as _;

/// A run of boxes, and what of the table they stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    /// The first box: left, top, width, height.
    pub(super) area: [f64; 4],
    /// The row of the first, and the column; without a column a whole row.
    pub(super) row: usize,
    pub(super) column: Option<usize>,
    pub(super) count: usize,
    /// How many rows and columns of the table each box is further than the last.
    pub(super) step: (usize, usize),
    /// How many boxes stand side by side before the next line of them, and how many places of the first line are empty.
    pub(super) across: Option<(usize, usize)>,
}

impl Strip {
    /// The box of a whole row.
    pub(super) fn row(area: [f64; 4], row: usize) -> Self {
        Self { area, row, column: None, count: 1, step: (1, 0), across: None }
    }

    /// Ten numbers and two, of which the last are left out where they are as most are.
    pub(super) fn write(&self, out: &mut String) {
        let [x, y, width, height] = self.area.map(|length| (length * 10.0).round() / 10.0);
        let mut numbers = format!("{x} {y} {width} {height} {}", self.row);
        let plain = self.step == (1, 0) && self.across.is_none();
        let single = plain && self.count == 1;
        match self.column {
            Some(column) => numbers.push_str(&format!(" {column}")),
            None if single => {}
            None => numbers.push_str(" -1"),
        }
        if !single {
            let _ = write!(numbers, " {}", self.count);
        }
        if !plain {
            let _ = write!(numbers, " {} {}", self.step.0, self.step.1);
        }
        if let Some((across, offset)) = self.across {
            let _ = write!(numbers, " {across} {offset}");
        }
        if !out.is_empty() {
            out.push(';');
        }
        out.push_str(&numbers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_is_as_short_as_it_can_be() {
        let area = [0.0, 2.04, 884.0, 38.0];
        for (strip, text) in [
            (Strip::row(area, 3), "0 2 884 38 3"),
            (Strip { count: 12, ..Strip::row(area, 0) }, "0 2 884 38 0 -1 12"),
            (Strip { column: Some(2), count: 12, ..Strip::row(area, 0) }, "0 2 884 38 0 2 12"),
            (Strip { column: Some(1), ..Strip::row(area, 1) }, "0 2 884 38 1 1"),
            (
                Strip { column: Some(0), count: 4, step: (0, 1), ..Strip::row(area, 5) },
                "0 2 884 38 5 0 4 0 1",
            ),
            (
                Strip { column: Some(1), count: 1, across: Some((7, 2)), ..Strip::row(area, 0) },
                "0 2 884 38 0 1 1 1 0 7 2",
            ),
            (
                Strip { column: Some(1), count: 31, across: Some((7, 1)), ..Strip::row(area, 0) },
                "0 2 884 38 0 1 31 1 0 7 1",
            ),
        ] {
            let mut out = String::new();
            strip.write(&mut out);
            assert_eq!(out, text);
        }
    }
}
