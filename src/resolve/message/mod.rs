//! What a chart says where its author has not said it, and what it says to those who cannot see it.
//!
//! A title is true or it is not there: where a datum is withheld it names the subject alone, for order and
//! extremes could tell; where one is lacking it speaks of the data there are.

mod describe;
mod levels;
mod over;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::model::{
    Better, By, CalendarDay, Chart, ChartKind, Point, ReferenceKind, Role, Series, Value, WorkState,
};
use crate::wording::{Speaker, round};

pub(super) use describe::description;

/// A true sentence about a chart's data, or its subject where none can be told.
pub(super) fn title(chart: &Chart, speaker: Speaker<'_>) -> String {
    let teller = Teller { chart, speaker };
    let what = teller.subject();
    let said = if teller.withheld() { None } else { teller.says() };
    match said {
        Some(says) => speaker.words.fill("chart.says", &[("what", what), ("says", &says)]),
        None => what.to_owned(),
    }
}

/// The most names that a sentence lists.
const MOST_NAMES: usize = 3;

/// Who finds what a chart says.
#[derive(Clone, Copy)]
struct Teller<'a> {
    chart: &'a Chart,
    speaker: Speaker<'a>,
}

/// The points of a series that are known, by place, as they are shown.
struct Known {
    values: Vec<(usize, Decimal)>,
    /// Whether others are not.
    gaps: bool,
}

impl<'a> Teller<'a> {
    /// What the chart is of: its subtitle without time and unit.
    fn subject(self) -> &'a str {
        let words = self.speaker.words;
        let mut text = self.chart.subtitle.as_str();
        let clauses = if self.is_ledger() {
            text = text.rsplit_once(words.word("stop")).map_or(text, |(before, _)| before);
            1
        } else {
            1 + usize::from(!self.chart.unit.is_empty())
        };
        for _ in 0..clauses {
            text = text.rsplit_once(words.word("clause")).map_or(text, |(before, _)| before);
        }
        text
    }

    fn is_ledger(self) -> bool {
        self.chart.kind == ChartKind::Progress && self.chart.by == By::Part
    }

    fn withheld(self) -> bool {
        let mut points = self.chart.series.iter().flat_map(|series| &series.points);
        let months = self.chart.calendar.iter().flat_map(|calendar| &calendar.months);
        points.any(|point| point.value.is_masked())
            || months.flat_map(|month| &month.days).any(|day| *day == CalendarDay::Masked)
    }

    fn says(self) -> Option<String> {
        match self.chart.kind {
            ChartKind::Progress if self.is_ledger() => self.ledger(),
            ChartKind::Progress => self.progress(),
            ChartKind::Bullet => self.bullet(),
            ChartKind::Calendar => self.calendar(),
            ChartKind::Matrix => self.matrix(),
            ChartKind::Slope => self.slope(),
            ChartKind::Stacked if self.now().nth(1).is_some() => self.stacked(),
            _ if self.now().nth(1).is_some() => self.several(),
            _ => self.single(),
        }
    }

    /// The series but last year's.
    fn now(self) -> impl Iterator<Item = &'a Series> {
        self.chart.series.iter().filter(|series| series.role != Role::Previous)
    }

    fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.speaker.words.fill(key, values)
    }

    fn label(self, at: usize) -> &'a str {
        self.chart.categories.get(at).map_or("", |category| category.label.as_str())
    }

    /// Names in a list, if they are few enough to be read.
    fn names(self, names: &[&str]) -> Option<String> {
        let few = (1..=MOST_NAMES).contains(&names.len());
        few.then(|| names.join(self.speaker.words.word("list")))
    }

    fn labels(self, places: &[usize]) -> Option<String> {
        let names: Vec<&str> = places.iter().map(|at| self.label(*at)).collect();
        self.names(&names)
    }

    fn with_unit(self, text: &str) -> String {
        format!("{text}{}", self.speaker.unit(&self.chart.unit))
    }

    fn value(self, point: &Point) -> String {
        self.with_unit(&point.text)
    }

    /// A number as the chart shows it: what looks equal is called equal.
    fn shown(self, point: &Point) -> Option<Decimal> {
        let number = point.value.known()?;
        Some(round(number, self.chart.decimals, self.speaker.rounding))
    }

    /// Where the categories begin that can be compared with the last one.
    fn since(self) -> usize {
        self.chart.breaks.iter().filter_map(|broken| broken.before).max().unwrap_or(0)
    }

    /// The known points of a series that can be compared with the last; nothing where one is below what is counted,
    /// for it has no place in order.
    fn known(self, series: &Series) -> Option<Known> {
        let points = || series.points.iter().enumerate().skip(self.since());
        if points().any(|(_, point)| matches!(point.value, Value::BelowUnit(_))) {
            return None;
        }
        let values: Vec<(usize, Decimal)> =
            points().filter_map(|(at, point)| Some((at, self.shown(point)?))).collect();
        // Of days, a chart without a calendar holds those alone that have data.
        let gaps = values.len() < points().count() || self.chart.by == By::Day;
        Some(Known { values, gaps })
    }

    /// Clauses as a sentence, about the data there are where some are lacking.
    fn sentence(self, clauses: &[String], gaps: bool) -> Option<String> {
        if clauses.is_empty() {
            return None;
        }
        let words = self.speaker.words;
        let mut says = clauses.join(words.word("clause"));
        if gaps {
            says = self.fill(&format!("chart.known.{}", self.chart.by.word()), &[("says", &says)]);
        }
        Some(match self.since() {
            0 => says,
            at => self.fill("chart.since", &[("name", self.label(at)), ("says", &says)]),
        })
    }

    fn ledger(self) -> Option<String> {
        let count = |wanted: Option<WorkState>| {
            let series = self.chart.series.iter().filter(|series| match series.role {
                Role::State(state) => wanted.is_none_or(|wanted| wanted == state),
                _ => false,
            });
            series.flat_map(|series| &series.points).filter_map(|point| point.value.known()).sum::<Decimal>()
        };
        let (done, all) = (count(Some(WorkState::Done)), count(None));
        if all.is_zero() {
            return None;
        }
        if done == all {
            let (count, unit) = (all.to_string(), self.chart.unit.as_str());
            return Some(self.fill("chart.all_done", &[("count", &count), ("unit", unit)]));
        }
        let unit = |number: Decimal| self.with_unit(&number.to_string());
        Some(self.fill("chart.done_of", &[("done", &unit(done)), ("all", &unit(all))]))
    }

    /// A value, and whether it meets its target: a floor where higher is better, a ceiling where lower is. Nothing is
    /// said of a target where the metric does not tell.
    fn progress(self) -> Option<String> {
        let mut series = self.now();
        let (Some(series), None) = (series.next(), series.next()) else { return None };
        let [point] = series.points.as_slice() else { return None };
        let number = self.shown(point)?;
        let value = self.fill("chart.is", &[("value", &self.value(point))]);
        let own = self.chart.categories.iter().flat_map(|category| &category.marks);
        let target = own.chain(&self.chart.lines).find(|line| line.kind == ReferenceKind::Target);
        let (Some(target), Some(better)) = (target, self.chart.better) else { return Some(value) };
        let met = match better {
            Better::Lower => number <= target.value,
            Better::Higher => number >= target.value,
        };
        let key = if met { "chart.target_met" } else { "chart.target_missed" };
        let against = self.fill(key, &[("target", &target.label)]);
        self.sentence(&[value, against], false)
    }
}

/// The places of the highest or lowest values.
fn extremes(values: &[(usize, Decimal)], pick: fn(Decimal, Decimal) -> Decimal) -> Vec<usize> {
    let Some(extreme) = values.iter().map(|(_, value)| *value).reduce(pick) else { return Vec::new() };
    values.iter().filter(|(_, value)| *value == extreme).map(|(at, _)| *at).collect()
}
