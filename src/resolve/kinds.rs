//! Which kind of chart suits which data. Enter at [`form`].

use super::charts::Subject;
use crate::load::block::ChartAsked;
use crate::model::{By, ChartKind, Figure, FigureSeries, Quantity, ScaleLabels, Standards, Value};
use crate::problem::ChartFault;

/// A chart's form: how it is drawn, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) kind: ChartKind,
    pub(super) by: By,
}

impl Form {
    /// Whether its drawing can show a comparison: `previous`, `limit`, `target`; or pick something out:
    /// `highlight`.
    pub(super) fn shows(self, what: &str) -> bool {
        use ChartKind::{Area, Bullet, Calendar, Donut, Matrix, Progress, Share, Slope, Stacked};
        match (self.kind, what) {
            (Calendar | Matrix | Progress | Area, "highlight") => false,
            (_, "highlight") => true,
            (Share | Donut | Calendar | Matrix, _) => false,
            // The parts of a stack have no limit each; the whole of it may.
            (Stacked, what) => what != "previous" && (self.by.is_time() || self.by == By::Item),
            (Progress, what) => what == "target",
            (Slope, what) => what == "previous" || self.by != By::Part,
            (Bullet, what) => what != "target",
            _ => true,
        }
    }
}

/// The kinds of the same data that can show what this one cannot.
pub(super) fn kinds_that_show(
    subject: &Subject<'_>,
    form: Form,
    (what, standards): (&str, &Standards),
) -> Vec<String> {
    let Subject::Figures(figures) = subject else { return Vec::new() };
    let kinds = Data { figures, standards }.kinds(form.by);
    let shows = |kind: &ChartKind| Form { kind: *kind, ..form }.shows(what);
    kinds.into_iter().filter(shows).map(|kind| kind.word().to_owned()).collect()
}

/// The kind and by of a chart: as asked, completed from the data by the format's section 9.
pub(super) fn form(
    subject: &Subject<'_>,
    asked: &ChartAsked,
    standards: &Standards,
) -> Result<Form, ChartFault> {
    let word = asked.kind.as_ref().map(|spot| spot.text.as_str());
    let kind = word.and_then(|word| ChartKind::ALL.into_iter().find(|kind| kind.word() == word));
    let figures = match subject {
        Subject::Ledgers(_) => return ledger_form(kind, asked.by),
        Subject::Figures(figures) => figures,
    };
    let data = Data { figures, standards };
    let possible: Vec<By> = BYS.into_iter().filter(|&by| data.has(by)).collect();
    if let Some(by) = asked.by
        && !possible.contains(&by)
    {
        let one = |figure: &&&Figure| !Data { figures: &[figure], standards }.has(by);
        let lacking = figures.iter().find(one).or(figures.first());
        let id = lacking.map(|figure| figure.id.clone()).unwrap_or_default();
        return Err(ChartFault::NoData { id, by: by.word().to_owned() });
    }
    let candidates: Vec<By> = asked.by.map_or(possible, |by| vec![by]);
    let Some(kind) = kind else {
        let first = candidates.iter().find_map(|&by| Some(Form { kind: *data.kinds(by).first()?, by }));
        return first.ok_or(ChartFault::NoKind);
    };
    let suits = candidates.iter().copied().find(|&by| data.kinds(by).contains(&kind));
    match (suits, candidates.first()) {
        (Some(by), _) => Ok(Form { kind: data.possible_kind(kind, by), by }),
        (None, Some(&by)) => Err(ChartFault::KindBy {
            kind: kind.word().to_owned(),
            by: by.word().to_owned(),
            would_do: data.kinds(by).iter().map(|kind| kind.word().to_owned()).collect(),
        }),
        (None, None) => Err(ChartFault::NoKind),
    }
}

fn ledger_form(kind: Option<ChartKind>, by: Option<By>) -> Result<Form, ChartFault> {
    match (kind, by) {
        (None | Some(ChartKind::Progress), None | Some(By::Part)) => {
            Ok(Form { kind: ChartKind::Progress, by: By::Part })
        }
        (kind, by) => Err(ChartFault::KindBy {
            kind: kind.unwrap_or(ChartKind::Progress).word().to_owned(),
            by: by.unwrap_or(By::Part).word().to_owned(),
            would_do: vec!["progress".to_owned()],
        }),
    }
}

/// What a chart may be by, in the order in which it is looked for.
const BYS: [By; 7] = [By::Day, By::Month, By::Quarter, By::Year, By::Item, By::Part, By::Metric];

/// A ring is read with so many parts; with more or fewer it becomes bars.
const RING: std::ops::RangeInclusive<usize> = 2..=5;

/// The figures of a chart, and the scales they may have.
struct Data<'a> {
    figures: &'a [&'a Figure],
    standards: &'a Standards,
}

impl Data<'_> {
    /// Whether all figures have data by something.
    fn has(&self, by: By) -> bool {
        let any = |series: &[FigureSeries]| {
            let mut points = series.iter().flat_map(|series| &series.points);
            points.any(|point| point.value != Value::Missing || point.label.is_some())
        };
        self.figures.iter().all(|figure| match by {
            By::Month => any(&figure.monthly),
            By::Quarter => any(&figure.quarterly),
            By::Year => any(&figure.yearly),
            By::Day => !figure.daily.is_empty(),
            By::Item => !figure.items.is_empty() && self.figures.len() == 1,
            By::Part => !figure.parts.is_empty() && self.figures.len() == 1,
            By::Metric => figure.has_value,
        })
    }

    fn scale(&self, figure: &Figure) -> Option<&ScaleLabels> {
        self.standards.scale(figure.scale.as_deref()?)
    }

    /// The kinds that suit the figures by something, the best first.
    fn kinds(&self, by: By) -> Vec<ChartKind> {
        use ChartKind::{Area, Bar, Calendar, Column, Donut, Line, Matrix, Ranking, Share, Slope, Stacked};
        let Some(first) = self.figures.first() else { return Vec::new() };
        match by {
            By::Month if only_labels(first) => vec![Matrix],
            By::Month => self.kinds_over_time(&first.monthly),
            By::Quarter => self.kinds_over_time(&first.quarterly),
            By::Year => self.kinds_over_time(&first.yearly),
            By::Day => {
                let levels = self.figures.len() == 1
                    && self.scale(first).is_some_and(|scale| !scale.bounds.is_empty());
                let mut kinds = if levels { vec![Calendar] } else { Vec::new() };
                kinds.extend([Line, Area, Column]);
                kinds
            }
            By::Item => {
                let parts = first.items.iter().any(|item| !item.parts.is_empty());
                let mut kinds = if parts { vec![Stacked, Bar] } else { vec![Bar] };
                kinds.extend([Ranking, Column]);
                kinds.extend((!first.previous_items.is_empty()).then_some(Slope));
                kinds
            }
            By::Part => {
                let mut kinds =
                    if self.parts_are_a_whole() { vec![Share, Donut, Bar] } else { vec![Bar, Share, Donut] };
                kinds.extend([Stacked, Column, Ranking]);
                kinds.extend((!first.previous_parts.is_empty()).then_some(Slope));
                kinds
            }
            By::Metric => self.kinds_by_metric(),
        }
    }

    /// The kind that can be drawn: parts that make no whole, since one is missing or withheld, become bars, and so does
    /// a ring of too many or too few.
    fn possible_kind(&self, kind: ChartKind, by: By) -> ChartKind {
        let parts = self.figures.first().map_or(0, |figure| figure.parts.len());
        match kind {
            ChartKind::Share | ChartKind::Donut if by == By::Part && !self.parts_are_a_whole() => {
                ChartKind::Bar
            }
            ChartKind::Donut if by == By::Part && !RING.contains(&parts) => ChartKind::Bar,
            kind => kind,
        }
    }

    /// Whether the parts of the figure are all known amounts, none of them negative, that make a whole.
    fn parts_are_a_whole(&self) -> bool {
        let Some(figure) = self.figures.first() else { return false };
        let amounts: Option<Vec<_>> = figure.parts.iter().map(|(_, value)| value.known()).collect();
        figure.quantity == Quantity::Amount
            && amounts.and_then(|amounts| crate::wording::shares(&amounts, 1)).is_some()
    }

    fn kinds_over_time(&self, series: &[FigureSeries]) -> Vec<ChartKind> {
        use ChartKind::{Area, Column, Line, Stacked};
        let amounts = self.figures.iter().all(|figure| figure.quantity == Quantity::Amount);
        let parts =
            self.figures.first().is_some_and(|first| first.scale.is_some() || !first.parts.is_empty());
        match (series.len() > 1 || self.figures.len() > 1, amounts) {
            (true, true) if parts => vec![Stacked, Area, Line, Column],
            (true, true) => vec![Line, Stacked, Area, Column],
            (true, false) => vec![Line, Column],
            (false, true) => vec![Column, Line, Area],
            (false, false) => vec![Line, Area, Column],
        }
    }

    fn kinds_by_metric(&self) -> Vec<ChartKind> {
        use ChartKind::{Bar, Bullet, Column, Progress, Ranking, Slope, Stacked};
        let all = |has: &dyn Fn(&Figure) -> bool| self.figures.iter().all(|figure| has(figure));
        let several = self.figures.len() > 1;
        let targets = all(&|figure| figure.target.is_some());
        let limits = all(&|figure| figure.limit.as_ref().is_some_and(|limit| !limit.value.is_zero()));
        let parts = all(&|figure| figure.quantity == Quantity::Amount && !figure.parts.is_empty());
        let last_year = all(&|figure| matches!(figure.previous, crate::model::Previously::Value(_)));
        let mut kinds = Vec::new();
        kinds.extend((targets && !several).then_some(Progress));
        kinds.extend((limits && several).then_some(Bullet));
        kinds.extend([Bar, Column, Ranking]);
        kinds.extend((targets && several).then_some(Progress));
        kinds.extend((limits && !several).then_some(Bullet));
        kinds.extend(parts.then_some(Stacked));
        kinds.extend(last_year.then_some(Slope));
        kinds
    }
}

/// Whether the months of a figure are labels of a scale without numbers.
fn only_labels(figure: &Figure) -> bool {
    let mut points = figure.monthly.iter().flat_map(|series| &series.points);
    let labels = figure.monthly.iter().flat_map(|series| &series.points).any(|point| point.label.is_some());
    labels && points.all(|point| !matches!(point.value, Value::Known(_)))
}
