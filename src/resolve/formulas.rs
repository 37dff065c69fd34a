//! Figures that formulas make of others, and checks. Formulas may name formulas; a circle is shown.
//! Enter at [`fill`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::inputs::Inputs;
use super::paths::nearest_property;
use super::veil::Veil;
use crate::formula::{self, Computed, Expression, FormulaFault, Lack, Named, Scope};
use crate::model::{
    Draft, Figure, FigureSeries, GivenWhat, MOST_STEPS, Metric, MetricFile, Previously, Rounding, Spot,
    Value, longest,
};
use crate::problem::{Fault, Place, Problem, nearest};

/// Computes the figures whose value is a formula, then the checks of every file.
pub(super) fn fill(
    (figures, index): (&mut [Figure], &BTreeMap<String, usize>),
    inputs: &Inputs<'_, '_>,
    problems: &mut Vec<Problem>,
) {
    let mut formulas = BTreeMap::new();
    for file in &inputs.draft.metrics {
        for metric in &file.metrics {
            let Some(given) = &metric.value else { continue };
            if let GivenWhat::Formula(text) = &given.what
                && !Veil::of(metric, inputs.audience).all
            {
                formulas.insert(metric.id.clone(), Formula { file, metric, text, place: &given.place });
            }
        }
    }
    let mut filler = Filler {
        figures,
        index,
        formulas,
        inputs,
        open: Vec::new(),
        opened: BTreeMap::new(),
        done: BTreeSet::new(),
        said: BTreeSet::new(),
        problems,
    };
    let ids: Vec<String> = filler.formulas.keys().cloned().collect();
    for id in ids {
        filler.compute(&id);
    }
    for file in &inputs.draft.metrics {
        for check in &file.checks {
            filler.check(file, check);
        }
    }
}

/// A metric whose value is a formula.
#[derive(Clone, Copy)]
struct Formula<'a> {
    file: &'a MetricFile,
    metric: &'a Metric,
    text: &'a str,
    place: &'a Place,
}

/// A formula that is being computed.
struct Open {
    id: String,
    /// Taken when it is computed.
    expression: Option<Result<Expression, FormulaFault>>,
    /// The formulas that it names and that were not looked at yet, the first last.
    needs: Vec<String>,
}

struct Filler<'a, 'f, 'p> {
    figures: &'f mut [Figure],
    index: &'f BTreeMap<String, usize>,
    formulas: BTreeMap<String, Formula<'a>>,
    inputs: &'f Inputs<'a, 'p>,
    /// The formulas that are being computed, each for the one before.
    open: Vec<Open>,
    /// Their places among those, by their ids.
    opened: BTreeMap<String, usize>,
    done: BTreeSet<String>,
    /// The problems that were reported, since a name may be asked for more than once.
    said: BTreeSet<(String, usize, usize, &'static str)>,
    problems: &'f mut Vec<Problem>,
}

impl Filler<'_, '_, '_> {
    /// Computes a formula after those that it names: by a stack, since each of thousands may name the next.
    fn compute(&mut self, id: &str) {
        self.begin(id);
        while let Some(open) = self.open.last_mut() {
            match open.needs.pop() {
                Some(next) => self.begin(&next),
                None => self.end(),
            }
        }
    }

    /// Opens a formula, unless it is done or open already.
    fn begin(&mut self, id: &str) {
        let Some(formula) = self.formulas.get(id).copied() else { return };
        if self.done.contains(id) || self.opened.contains_key(id) {
            return;
        }
        let expression = formula::parse(formula.text);
        let names = expression.as_ref().map(Expression::names).unwrap_or_default();
        let needs = names.into_iter().rev().filter_map(|name| Some(self.find(formula.file, name)?.id));
        let needs = needs.collect();
        self.opened.insert(id.to_owned(), self.open.len());
        self.open.push(Open { id: id.to_owned(), expression: Some(expression), needs });
    }

    /// Evaluates the formula that was opened last.
    fn end(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        let id = open.id.clone();
        let Some(formula) = self.formulas.get(&id).copied() else { return };
        let result = match open.expression.take() {
            Some(Ok(expression)) => {
                let mut names = Names { filler: self, file: formula.file, place: formula.place };
                formula::evaluate(&expression, &mut names)
            }
            Some(Err(fault)) => Err(Lack::Fault(fault)),
            None => return,
        };
        self.open.pop();
        self.opened.remove(&id);
        self.done.insert(id.clone());
        let (value, places) = self.settle(result, formula.place);
        let Some(&at) = self.index.get(&id) else { return };
        let figure = &mut self.figures[at];
        figure.decimals = formula.metric.decimals.unwrap_or(places);
        if !matches!(figure.previous, Previously::Value(_)) {
            figure.previous_decimals = figure.decimals;
        }
        figure.value = value;
    }

    /// What a name of a file's formula leads to in this report: the longest beginning that is an id, in the file first.
    fn find(&self, file: &MetricFile, name: &[String]) -> Option<Found> {
        let own: Vec<String> =
            crate::model::segments(&file.id).into_iter().chain(name.iter().cloned()).collect();
        let known = |id: &str| self.index.contains_key(id).then(|| id.to_owned());
        [own.as_slice(), name].into_iter().find_map(|steps| {
            let (id, rest) = longest(steps, known)?;
            Some(Found { id, rest: rest.to_vec() })
        })
    }

    /// A result as a value; faults are reported and leave it missing.
    fn settle(&mut self, result: Result<Computed, Lack>, place: &Place) -> (Value, u32) {
        match result {
            Ok(computed) => (Value::Known(computed.number), computed.places),
            Err(Lack::Value(value)) => (value, 0),
            Err(Lack::Unknown) => (Value::Missing, 0),
            Err(Lack::Fault(fault)) => {
                self.fault(fault, place);
                (Value::Missing, 0)
            }
        }
    }

    fn fault(&mut self, FormulaFault { kind, range }: FormulaFault, place: &Place) {
        let place = place.part(range);
        let fault = match kind {
            formula::FormulaFaultKind::DivisionByZero => Fault::DivisionByZero,
            formula::FormulaFaultKind::BelowUnit => {
                Fault::BadNumber { text: place.text().unwrap_or_default().to_owned(), meant: None }
            }
            kind => Fault::Formula(kind),
        };
        self.report(fault, place);
    }

    fn report(&mut self, fault: Fault, place: Place) {
        let said = match &place {
            Place::Text { source, range } => {
                self.said.insert((source.path().to_owned(), range.start, range.end, fault.code()))
            }
            Place::File(_) | Place::Cell { .. } | Place::None => true,
        };
        if said {
            self.problems.push(Problem::new(fault, place));
        }
    }

    /// Whether a check may only seem to fail, since a metric or ledger that it names could not be read whole.
    fn names_unread(&self, file: &MetricFile, check: &formula::Check) -> bool {
        let names = [&check.left, &check.right].into_iter().flat_map(|side| side.names());
        names.map(|name| name.join(".")).any(|name| {
            let own = format!("{}.{name}", file.id);
            [name, own].iter().any(|name| super::is_unread(self.inputs.draft, name))
        })
    }

    fn check(&mut self, file: &MetricFile, check: &Spot) {
        let parsed = match formula::parse_check(&check.text) {
            Ok(parsed) => parsed,
            Err(fault) => return self.fault(fault, &check.place),
        };
        let mut names = Names { filler: self, file, place: &check.place };
        match formula::compare(&parsed, &mut names) {
            Ok((true, ..)) | Err(Lack::Value(_) | Lack::Unknown) => {}
            Ok(_) if self.names_unread(file, &parsed) => {}
            Ok((false, left, right)) => {
                let text = check.text.clone();
                let (left, right) = (left.to_string(), right.to_string());
                let relation = parsed.relation.sign();
                self.report(Fault::CheckFailed { text, left, relation, right }, check.place.clone());
            }
            Err(Lack::Fault(fault)) => self.fault(fault, &check.place),
        }
    }
}

/// A figure that a name leads to, and the steps behind it.
struct Found {
    id: String,
    rest: Vec<String>,
}

/// The names that a formula of a file may use.
struct Names<'x, 'a, 'f, 'p> {
    filler: &'x mut Filler<'a, 'f, 'p>,
    file: &'x MetricFile,
    place: &'x Place,
}

impl Scope for Names<'_, '_, '_, '_> {
    fn named(&mut self, name: &[String], range: &Range<usize>) -> Option<Named> {
        let place = self.place.part(range.clone());
        let year = name.first().filter(|first| first.len() == 4).and_then(|first| first.parse::<i16>().ok());
        if let Some(year) = year {
            return self.another_report(year, &name[1..], place);
        }
        let Some(Found { id, rest }) = self.filler.find(self.file, name) else {
            self.unknown(name, place);
            return None;
        };
        let open = &self.filler.open;
        if rest.is_empty()
            && let Some(&from) = self.filler.opened.get(&id)
        {
            let circle = open[from..].iter().map(|open| open.id.clone()).chain([id]).collect();
            self.filler.report(Fault::FormulaCircle { circle }, place);
            return None;
        }
        let &at = self.filler.index.get(&id)?;
        let figure = &self.filler.figures[at];
        let named = property(figure, &rest, self.filler.inputs.draft);
        if named.is_none() && !super::is_unread(self.filler.inputs.draft, &id) {
            let fault = nearest_property(figure, &rest.join("."));
            self.filler.report(fault, place);
        }
        named
    }

    fn rounding(&self) -> Rounding {
        self.filler.inputs.draft.rounding
    }
}

impl Names<'_, '_, '_, '_> {
    fn another_report(&mut self, year: i16, steps: &[String], place: Place) -> Option<Named> {
        let inputs = self.filler.inputs;
        let entry = inputs
            .computed
            .iter()
            .flatten()
            .find(|entry| entry.draft.year == year && entry.draft.parent() == inputs.draft.parent());
        let found = entry.and_then(|entry| {
            let (figure, rest) = longest(steps, |id| entry.figure(id))?;
            property(figure, rest, &entry.draft)
        });
        let beside =
            |draft: &Draft| draft.parent() == inputs.draft.parent() && (draft.faulty || draft.year == year);
        let path = steps.join(".");
        let unread = inputs
            .project
            .reports
            .iter()
            .any(|draft| beside(draft) && (draft.faulty || super::is_unread(draft, &path)));
        if found.is_none() && !unread {
            let name = format!("{year}.{}", steps.join("."));
            self.filler.report(Fault::UnknownMetric { name, near: None }, place);
        }
        found
    }

    fn unknown(&mut self, name: &[String], place: Place) {
        let name = name.join(".");
        let full = format!("{}.{name}", self.file.id);
        let unread = |name: &str| super::is_unread(self.filler.inputs.draft, name);
        if unread(&name) || unread(&full) {
            return;
        }
        let prefix = format!("{}.", self.file.id);
        let own = self.filler.index.keys().filter_map(|id| id.strip_prefix(&prefix));
        let all = self.filler.index.keys().map(String::as_str);
        let near = nearest(&name, own.chain(all));
        self.filler.report(Fault::UnknownMetric { name, near }, place);
    }
}

/// The ids of metrics that cannot be computed, since their formula has one of these problems or names what could not
/// be read.
pub(super) fn spoilt(draft: &Draft, problems: &[Problem]) -> Vec<String> {
    // By id, the metrics whose formula names it: what is spoilt spoils them.
    let mut namers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut spoilt = Vec::new();
    for file in &draft.metrics {
        for metric in &file.metrics {
            let Some(given) = &metric.value else { continue };
            let GivenWhat::Formula(text) = &given.what else { continue };
            let expression = formula::parse(text).ok();
            let names = expression.map(|expression| names_of(&expression, file)).unwrap_or_default();
            let faulty = || problems.iter().any(|problem| given.place.holds(&problem.place));
            if names.iter().any(|name| super::is_unread(draft, name)) || faulty() {
                spoilt.push(metric.id.clone());
            }
            for name in names {
                let steps = name.match_indices('.').map(|(at, _)| &name[..at]).take(MOST_STEPS);
                for id in steps.chain([name.as_str()]) {
                    namers.entry(id.to_owned()).or_default().push(&metric.id);
                }
            }
        }
    }
    let mut known: BTreeSet<String> = spoilt.iter().cloned().collect();
    let mut at = 0;
    while at < spoilt.len() {
        for id in namers.remove(&spoilt[at]).unwrap_or_default() {
            if known.insert(id.to_owned()) {
                spoilt.push(id.to_owned());
            }
        }
        at += 1;
    }
    spoilt
}

/// What an expression names, as it stands and below its own file.
fn names_of(expression: &formula::Expression, file: &MetricFile) -> Vec<String> {
    let names = expression.names().into_iter().map(|name| name.join("."));
    names.flat_map(|name| [format!("{}.{name}", file.id), name]).collect()
}

/// What a property of a figure stands for in a formula.
pub(super) fn property(figure: &Figure, steps: &[String], draft: &Draft) -> Option<Named> {
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let values =
        |named: &[(String, Value)]| Named::Many(named.iter().map(|(_, value)| value.clone()).collect());
    let only = |series: &[FigureSeries]| match series {
        [series] => Some(Named::Many(series.points.iter().map(|point| point.value.clone()).collect())),
        _ => None,
    };
    match steps.as_slice() {
        [] => Some(Named::One(figure.value.clone())),
        ["number"] => Some(Named::One(figure.value.clone())),
        ["previous"] => Some(Named::One(match &figure.previous {
            Previously::Value(value) => value.clone(),
            Previously::Incomparable(_) | Previously::Unknown => Value::Missing,
        })),
        ["limit"] => figure.limit.as_ref().map(|limit| Named::One(Value::Known(limit.value))),
        ["target"] => figure.target.as_ref().map(|target| Named::One(Value::Known(target.value))),
        ["parts"] if !figure.parts.is_empty() => Some(values(&figure.parts)),
        ["items"] if !figure.items.is_empty() => {
            Some(Named::Many(figure.items.iter().map(|item| item.value.clone()).collect()))
        }
        ["monthly"] => only(&figure.monthly),
        ["quarterly"] => only(&figure.quarterly),
        ["yearly"] => only(&figure.yearly),
        steps => super::paths::breakdown(figure, steps, draft).map(Named::One),
    }
}

/// The ids of metrics that formulas and checks of a report name.
pub(super) fn named(draft: &Draft, index: &BTreeMap<String, usize>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for file in &draft.metrics {
        let formulas = file.metrics.iter().filter_map(|metric| match &metric.value.as_ref()?.what {
            GivenWhat::Formula(text) => formula::parse(text).ok(),
            _ => None,
        });
        let checks = file.checks.iter().filter_map(|check| formula::parse_check(&check.text).ok());
        for expression in formulas.chain(checks.flat_map(|check| [check.left, check.right])) {
            for name in expression.names() {
                let own: Vec<String> =
                    crate::model::segments(&file.id).into_iter().chain(name.iter().cloned()).collect();
                let known = |id: &str| index.contains_key(id).then(|| id.to_owned());
                let found = longest(&own, known).or_else(|| longest(name, known));
                ids.extend(found.map(|(id, _)| id));
            }
        }
    }
    ids
}
