//! Limits and targets that change along a chart: each holds for its own categories, and is drawn over those alone.

use crate::model::{Chart, ReferenceLine};

use super::axis::Plot;
use super::key::reference_style;
use super::label::{SIZE, Text};
use super::sheet::Sheet;
use super::tone::Tone;

/// A limit or target and the categories in a row that it holds for.
#[derive(Debug, Clone, Copy)]
struct Step<'a> {
    line: &'a ReferenceLine,
    from: usize,
    to: usize,
}

/// Which steps are named beside themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// All.
    All,
    /// Those that do not reach the end, where the others have their names.
    Earlier,
}

/// The limits and targets that hold at the end of a chart, all or the last alone.
pub(super) fn at_the_end(chart: &Chart) -> impl Iterator<Item = &ReferenceLine> {
    chart.lines.iter().chain(chart.categories.last().into_iter().flat_map(|category| &category.marks))
}

/// Draws the steps as lines.
pub(super) fn draw(sheet: &Sheet, plot: &Plot, chart: &Chart) {
    for step in steps(chart) {
        let [x0, x1, y] = step.place(plot);
        sheet.line([x0, y, x1, y], reference_style(step.line.kind));
        sheet.mark([x0, y, x1, y]);
    }
}

/// Names the steps, each above or below itself.
pub(super) fn name((sheet, plot): (&Sheet, &Plot), chart: &Chart, named: Named) {
    let end = chart.categories.len().saturating_sub(1);
    for step in steps(chart).into_iter().filter(|step| named == Named::All || step.to != end) {
        let [x0, _, y] = step.place(plot);
        let text = Text::new(step.line.label.as_str(), Tone::ACCENT);
        let x = x0.min(plot.frame.right - text.width()).max(0.0);
        sheet.text_best(&text, &[(x, y - 6.0), (x, y + 6.0 + SIZE * 0.8)]);
    }
}

/// The limits and targets of single categories, those that go on as one.
fn steps(chart: &Chart) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (at, category) in chart.categories.iter().enumerate() {
        for line in &category.marks {
            match steps.iter_mut().find(|step| step.goes_on(line, at)) {
                Some(step) => step.to = at,
                None => steps.push(Step { line, from: at, to: at }),
            }
        }
    }
    steps
}

impl Step<'_> {
    fn goes_on(&self, line: &ReferenceLine, at: usize) -> bool {
        let same = (self.line.kind, self.line.value) == (line.kind, line.value);
        same && self.line.label == line.label && self.to + 1 == at
    }

    /// From where to where in pixels, and at which height: half a step beyond its categories.
    fn place(&self, plot: &Plot) -> [f64; 3] {
        let (x0, y) = plot.at(along(self.from) - 0.5, self.line.value);
        let (x1, _) = plot.at(along(self.to) + 0.5, self.line.value);
        [x0.max(plot.frame.left), x1.min(plot.frame.right), y]
    }
}

/// Where a category stands along the axis.
#[expect(clippy::cast_precision_loss, reason = "a count of categories")]
fn along(at: usize) -> f64 {
    at as f64
}
