//! Figures: metrics with everything computed. What the audience may not see is masked before anything is computed
//! from it. Enter at [`compute`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::inputs::{Inputs, places, quarters, sum};
use super::veil::Veil;
use super::{formulas, identities, ledgers, masks, workings};
use crate::model::{
    Draft, Figure, FigureItem, FigureSeries, Limit, LimitGiven, Metric, Previously, ScaleLabels, Timed,
    Timepoint, Value, Yearly,
};
use crate::problem::{Fault, Place, Problem, nearest};
use crate::wording::Speaker;

/// The figures of a report, their places by id, and what is wrong with them.
pub(super) struct Computation {
    pub(super) figures: Vec<Figure>,
    pub(super) index: BTreeMap<String, usize>,
    pub(super) problems: Vec<Problem>,
}

/// Computes the figures of a report: one for each metric, in the order of the files, then the counts of its ledgers;
/// last what formulas make of them, and whether what must agree does.
pub(super) fn compute(inputs: &Inputs<'_, '_>) -> Computation {
    let mut computer = Computer { inputs, problems: Vec::new() };
    let metrics = inputs.draft.metrics.iter().flat_map(|file| &file.metrics);
    let mut figures: Vec<Figure> = metrics.map(|metric| computer.figure(metric)).collect();
    let speaker = computer.speaker();
    for ledger in &inputs.draft.ledgers {
        for mut figure in ledgers::counts(ledger, inputs.audience, speaker) {
            let last = computer.last_figure(&figure.id, &figure.unit);
            figure.previous = last.map_or(Previously::Unknown, |last| Previously::Value(last.value.clone()));
            figure.previous_decimals = last.map_or(figure.decimals, |last| last.decimals);
            figures.push(figure);
        }
    }
    let mut problems = computer.problems;
    let index = figures.iter().enumerate().map(|(at, figure)| (figure.id.clone(), at)).collect();
    formulas::fill((&mut figures, &index), inputs, &mut problems);
    workings::explain((&mut figures, &index), inputs);
    identities::check(&figures, inputs, &mut problems);
    masks::recoverable(&figures, inputs, &mut problems);
    Computation { figures, index, problems }
}

/// The ids of metrics whose limit could not be found.
pub(super) fn without_limit(draft: &Draft, figures: &[Figure]) -> Vec<String> {
    let metrics = draft.metrics.iter().flat_map(|file| &file.metrics);
    let lacking = |(metric, figure): &(&Metric, &Figure)| metric.limit.is_some() && figure.limit.is_none();
    metrics.zip(figures).filter(lacking).map(|(metric, _)| metric.id.clone()).collect()
}

struct Computer<'a, 'b> {
    inputs: &'a Inputs<'a, 'b>,
    problems: Vec<Problem>,
}

impl Computer<'_, '_> {
    fn speaker(&self) -> Speaker<'_> {
        Speaker { words: &self.inputs.project.dressing.words, rounding: self.inputs.draft.rounding }
    }

    fn figure(&mut self, metric: &Metric) -> Figure {
        let veil = Veil::of(metric, self.inputs.audience);
        let scale = self.scale(metric);
        let parts = veil.named(&metric.parts);
        let items = veil.items(&metric.items);
        let value = match (&metric.value, parts.is_empty()) {
            (Some(given), _) => veil.value(given),
            (None, false) => sum(parts.iter().map(|(_, value)| value)),
            (None, true) => Value::Missing,
        };
        let months = self.inputs.draft.period.len();
        let monthly = veil.timed(metric.monthly.as_ref(), (months, scale));
        let quarters = quarters(self.inputs.draft).len();
        let quarterly = veil.timed(metric.quarterly.as_ref(), (quarters, scale));
        let (yearly, first_year) = self.yearly(metric, &veil);
        let previous = self.previous(metric, &veil);
        let decimals =
            metric.decimals.unwrap_or_else(|| places(&value).unwrap_or_else(|| series_places(&monthly)));
        Figure {
            id: metric.id.clone(),
            label: metric.label.clone(),
            unit: metric.unit.clone(),
            quantity: metric.quantity,
            better: metric.better,
            has_value: metric.value.is_some() || !metric.parts.is_empty(),
            decimals,
            previous_decimals: previous.decimals.unwrap_or(decimals),
            limit: metric.limit.as_ref().and_then(|limit| self.limit(metric, limit)),
            target: metric.target.clone(),
            value,
            formula: Vec::new(),
            previous: previous.value,
            parts,
            previous_parts: previous.parts,
            items,
            previous_items: previous.items,
            monthly,
            previous_monthly: previous.monthly,
            quarterly,
            yearly,
            first_year,
            daily: veil.daily(&metric.daily, self.inputs.draft),
            scale: metric.scale.clone(),
            note: Vec::new(),
            status: metric.status,
            break_reason: metric.break_reason.clone(),
            source: metric.source.clone(),
            department: metric.department.clone(),
        }
    }

    fn scale(&self, metric: &Metric) -> Option<&ScaleLabels> {
        self.inputs.project.standards.scale(metric.scale.as_deref()?)
    }

    fn yearly(&self, metric: &Metric, veil: &Veil<'_>) -> (Vec<FigureSeries>, i16) {
        let year = self.inputs.draft.year;
        match &metric.yearly {
            None => (Vec::new(), year),
            Some(Yearly::Listed(timed)) => {
                let longest = match timed {
                    Timed::Single(list) => list.len(),
                    Timed::Several(series) => series.iter().map(|(_, list)| list.len()).max().unwrap_or(0),
                };
                let series = veil.timed(Some(timed), (longest, None));
                (series, year - i16::try_from(longest.saturating_sub(1)).unwrap_or(0))
            }
            Some(Yearly::ByYear(values)) => {
                let (Some((first, _)), Some((last, _))) = (values.first(), values.last()) else {
                    return (Vec::new(), year);
                };
                let points = (*first..=*last)
                    .map(|year| {
                        let given = values.iter().find(|(at, _)| *at == year).map(|(_, given)| given);
                        let value = given.map_or(veil.missing(), |given| veil.value(given));
                        Timepoint { value, label: None }
                    })
                    .collect();
                (vec![FigureSeries { name: String::new(), points }], *first)
            }
        }
    }

    /// The figure of last year's report that this one may be compared with: same months, same unit.
    fn last_figure(&self, id: &str, unit: &str) -> Option<&Figure> {
        self.inputs.last_figure(id, unit)
    }

    fn previous(&self, metric: &Metric, veil: &Veil<'_>) -> LastYear {
        let months = self.inputs.draft.period.len();
        let scale = self.scale(metric);
        let mut last = self.last_figure(&metric.id, &metric.unit).map(LastYear::of).unwrap_or_default();
        if let Some(typed) = &metric.previous {
            let lacking = matches!(last.value, Previously::Unknown | Previously::Value(Value::Missing));
            if let Some(given) = typed.value.as_ref().filter(|_| lacking || !typed.offered) {
                let value = veil.value(given);
                last.decimals = metric.decimals.or_else(|| places(&value));
                last.value = Previously::Value(value);
            }
            if !typed.parts.is_empty() {
                last.parts = veil.named(&typed.parts);
            }
            if !typed.items.is_empty() {
                last.items = veil.items(&typed.items);
            }
            if typed.monthly.is_some() {
                last.monthly = veil.timed(typed.monthly.as_ref(), (months, scale));
            }
        }
        if metric.break_reason.is_some() {
            last.value = Previously::Incomparable(metric.break_reason.clone());
        }
        if veil.all {
            last.mask();
        }
        last
    }

    fn limit(&mut self, metric: &Metric, given: &LimitGiven) -> Option<Limit> {
        match given {
            LimitGiven::Typed { value, label } => {
                Some(Limit { value: *value, label: label.clone(), short: label.clone() })
            }
            LimitGiven::Standard { standard, item, average, class, place } => {
                let wanted = Wanted { standard, item, average, class: class.as_deref() };
                self.standard_limit(metric, &wanted, place)
            }
        }
    }

    fn standard_limit(&mut self, metric: &Metric, wanted: &Wanted<'_>, place: &Place) -> Option<Limit> {
        let limits = &self.inputs.project.standards.limits;
        let named: Vec<_> = limits.iter().filter(|limit| wanted.is(limit)).collect();
        if named.is_empty() {
            let names = limits.iter().map(|limit| limit.standard.as_str());
            let known = limits.iter().any(|limit| limit.standard == wanted.standard);
            let near = if known {
                let items = limits.iter().filter(|limit| limit.standard == wanted.standard);
                nearest(&wanted.name(), items.map(Wanted::of).collect::<Vec<_>>().iter().map(String::as_str))
            } else {
                nearest(wanted.standard, names)
            };
            let fault = Fault::UnknownStandard { name: wanted.name(), near };
            self.problems.push(Problem::new(fault, place.clone()));
            return None;
        }
        let (first, last) =
            (self.inputs.draft.period.first.first_day(), self.inputs.draft.period.last.last_day());
        let holds = |from: Option<Date>, to: Option<Date>| {
            from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to)
        };
        let Some(limit) = named.iter().find(|limit| holds(limit.from, limit.to)) else {
            if self.inputs.draft.faulty {
                return None;
            }
            let fault =
                Fault::LimitChanges { metric: metric.id.clone(), standard: wanted.standard.to_owned() };
            self.problems.push(Problem::new(fault, place.clone()));
            return None;
        };
        if !limit.unit.is_empty() && limit.unit != metric.unit {
            let (unit, wanted) = (metric.unit.clone(), limit.unit.clone());
            if super::is_unread(self.inputs.draft, &metric.id) {
                return None;
            }
            let fault = Fault::UnitMismatch { metric: metric.id.clone(), unit, wanted };
            self.problems.push(Problem::new(fault, place.clone()));
            return None;
        }
        let speaker = self.speaker();
        let (label, short) = (speaker.standard_name(limit), speaker.limit_name(limit));
        Some(Limit { value: limit.value, label, short })
    }
}

/// A limit of a standard as it is asked for.
struct Wanted<'a> {
    standard: &'a str,
    item: &'a str,
    average: &'a str,
    class: Option<&'a str>,
}

impl Wanted<'_> {
    fn is(&self, limit: &crate::model::StandardLimit) -> bool {
        limit.standard == self.standard
            && limit.item == self.item
            && limit.average == self.average
            && (self.class.is_none() || limit.class.as_deref() == self.class)
    }

    fn name(&self) -> String {
        let class = self.class.unwrap_or_default();
        format!("{} {} {} {class}", self.standard, self.item, self.average).trim().to_owned()
    }

    fn of(limit: &crate::model::StandardLimit) -> String {
        let class = limit.class.as_deref().unwrap_or_default();
        format!("{} {} {} {class}", limit.standard, limit.item, limit.average).trim().to_owned()
    }
}

/// Last year's figures of a metric.
struct LastYear {
    value: Previously,
    decimals: Option<u32>,
    parts: Vec<(String, Value)>,
    items: Vec<FigureItem>,
    monthly: Vec<FigureSeries>,
}

impl Default for LastYear {
    fn default() -> Self {
        Self {
            value: Previously::Unknown,
            decimals: None,
            parts: Vec::new(),
            items: Vec::new(),
            monthly: Vec::new(),
        }
    }
}

impl LastYear {
    fn of(figure: &Figure) -> Self {
        Self {
            value: if figure.has_value {
                Previously::Value(figure.value.clone())
            } else {
                Previously::Unknown
            },
            decimals: Some(figure.decimals),
            parts: figure.parts.clone(),
            items: figure.items.clone(),
            monthly: figure.monthly.clone(),
        }
    }

    /// Masks all of it: what is known of a withheld figure's last year could give it away.
    fn mask(&mut self) {
        if matches!(self.value, Previously::Value(_)) {
            self.value = Previously::Value(Value::Masked);
        }
        self.decimals = Some(0);
        for (_, value) in &mut self.parts {
            *value = Value::Masked;
        }
        for item in &mut self.items {
            item.value = Value::Masked;
            item.parts.iter_mut().for_each(|(_, value)| *value = Value::Masked);
        }
        for point in self.monthly.iter_mut().flat_map(|series| &mut series.points) {
            *point = Timepoint { value: Value::Masked, label: None };
        }
    }
}

/// The most places of series.
fn series_places(series: &[FigureSeries]) -> u32 {
    series
        .iter()
        .flat_map(|series| &series.points)
        .filter_map(|point| places(&point.value))
        .max()
        .unwrap_or(0)
}
