//! What series of values say, over time and by item.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Known, Teller, extremes};
use crate::model::{By, ChartKind, Point, ReferenceKind, ReferenceLine, Role, Series};

impl Teller<'_> {
    /// One series: its extremes, and how it stands to a limit or to last year's.
    pub(super) fn single(self) -> Option<String> {
        let series = self.now().next()?;
        let known = self.known(series)?;
        let by = self.chart.by.word();
        let against = || self.limit(&known).or_else(|| self.previous(series));
        match known.values.as_slice() {
            [] => return None,
            [(at, _)] => {
                let value = self.value(&series.points[*at]);
                return Some(self.fill("chart.one", &[("name", self.label(*at)), ("value", &value)]));
            }
            [(at, first), rest @ ..] if rest.iter().all(|(_, value)| value == first) => {
                if let (By::Year, [_], false) = (self.chart.by, rest, known.gaps) {
                    let both = self.fill("chart.one_same", &[("now", &self.value(&series.points[*at]))]);
                    return self.sentence(&[both], false);
                }
                let key = if known.gaps { "scope_known" } else { "scope" };
                let scope = self.speaker.words.word(&format!("chart.{key}.{by}")).to_owned();
                let value = self.value(&series.points[*at]);
                let steady = self.fill("chart.steady", &[("scope", &scope), ("value", &value)]);
                return self.sentence(&[steady], false);
            }
            _ => {}
        }
        let mut clauses = match self.chart.by {
            By::Year => {
                self.course(series, &known).map_or_else(|| self.high_and_low(&known), |says| vec![says])
            }
            by if by.is_time() => self.high_and_low(&known),
            _ => self.top(series, &known).into_iter().collect(),
        };
        clauses.extend(against());
        self.sentence(&clauses, known.gaps)
    }

    /// From the first year to the last, where each goes the same way or there are but two.
    fn course(self, series: &Series, known: &Known) -> Option<String> {
        let (&[(first, from), .., (last, to)], false) = (known.values.as_slice(), known.gaps) else {
            return None;
        };
        let way = to.cmp(&from);
        let steps = known.values.windows(2);
        if steps.into_iter().any(|pair| pair[1].1.cmp(&pair[0].1) != way) {
            return None;
        }
        let key = match (way, known.values.len()) {
            (Ordering::Equal, _) => return None,
            (Ordering::Greater, 2) => "chart.one_rose",
            (Ordering::Less, 2) => "chart.one_fell",
            (Ordering::Greater, _) => "chart.years_rose",
            (Ordering::Less, _) => "chart.years_fell",
        };
        let (before, now) = (&series.points[first], self.value(&series.points[last]));
        // A unit is said once; a percent sign stands by each of its numbers.
        let before = if self.chart.unit == "%" { self.value(before) } else { before.text.clone() };
        Some(self.fill(key, &[("before", &before), ("now", &now)]))
    }

    fn high_and_low(self, known: &Known) -> Vec<String> {
        let clause = |pick: fn(Decimal, Decimal) -> Decimal, key: &str| {
            let places = extremes(&known.values, pick);
            let names = self.labels(&places)?;
            let tied = if places.len() > 1 { "_tied" } else { "" };
            Some(self.fill(&format!("chart.{key}{tied}"), &[("names", &names)]))
        };
        clause(Decimal::max, "high").into_iter().chain(clause(Decimal::min, "low")).collect()
    }

    /// The largest of several items, with its share where they are parts of a whole.
    fn top(self, series: &Series, known: &Known) -> Option<String> {
        let places = extremes(&known.values, Decimal::max);
        let names = self.labels(&places)?;
        let value = self.value(&series.points[*places.first()?]);
        let amounts = known.values.iter().all(|(_, value)| !value.is_sign_negative());
        let unit = &self.chart.unit;
        // A rate, a concentration or a loss is high, not much.
        let key = if amounts && unit != "%" && !unit.contains('/') { "most" } else { "top" };
        let tied = if places.len() > 1 { "_tied" } else { "" };
        let mut says = self.fill(&format!("chart.{key}{tied}"), &[("names", &names), ("value", &value)]);
        let whole = matches!(self.chart.kind, ChartKind::Share | ChartKind::Donut);
        if let ([at], true) = (places.as_slice(), whole)
            && let Some(share) = self.chart.shares.get(*at)
        {
            says.push_str(&self.fill("chart.share_of", &[("share", share)]));
        }
        Some(says)
    }

    /// How the known points stand to the limit, or each to its own: one that is reached is not passed.
    fn limit(self, known: &Known) -> Option<String> {
        let is_limit = |line: &&ReferenceLine| line.kind == ReferenceKind::Limit;
        let mut limits = self.chart.lines.iter().filter(is_limit);
        let (common, more) = (limits.next(), limits.next());
        let years = self.chart.categories.iter().filter(|_| self.chart.by == By::Year);
        let own: Vec<_> = years.map(|year| year.marks.iter().find(is_limit)).collect();
        let own = |at: usize| own.get(at).copied().flatten();
        let against: Vec<(usize, Decimal, &ReferenceLine)> = known
            .values
            .iter()
            .map(|&(at, value)| Some((at, value, common.or_else(|| own(at))?)))
            .collect::<Option<_>>()
            .filter(|_| more.is_none())?;
        let name = common.map_or(self.speaker.words.word("chart.own_limit"), |limit| &limit.label);
        let over: Vec<usize> =
            against.iter().filter(|(_, value, limit)| *value > limit.value).map(|(at, ..)| *at).collect();
        if over.is_empty() {
            return Some(self.fill("chart.limit_kept", &[("limit", name)]));
        }
        if over.len() == known.values.len() {
            return Some(self.fill("chart.limit_over", &[("limit", name)]));
        }
        Some(self.limit_passed(name, &over, known.values.len()))
    }

    fn limit_passed(self, limit: &str, over: &[usize], all: usize) -> String {
        let unit = self.speaker.words.word(&format!("chart.count.{}", self.chart.by.word())).to_owned();
        let (count, all) = (over.len().to_string(), all.to_string());
        let values = [("all", all.as_str()), ("count", &count), ("unit", &unit), ("limit", limit)];
        let says = self.fill("chart.limit_passed", &values);
        match self.labels(over) {
            Some(names) => self.fill("chart.namely", &[("says", &says), ("names", &names)]),
            None => says,
        }
    }

    /// Whether a series is on one side of last year's all the time.
    fn previous(self, series: &Series) -> Option<String> {
        if matches!(self.chart.by, By::Year | By::Day) || !self.chart.breaks.is_empty() {
            return None;
        }
        let last = self.chart.series.iter().find(|series| series.role == Role::Previous)?;
        let pairs: Vec<Ordering> = series
            .points
            .iter()
            .zip(&last.points)
            .map(|(now, before)| Some(self.shown(now)?.cmp(&self.shown(before)?)))
            .collect::<Option<_>>()?;
        let first = *pairs.first()?;
        if pairs.len() < 2 || pairs.iter().any(|order| *order != first) {
            return None;
        }
        let key = match first {
            Ordering::Less => "chart.previous_below",
            Ordering::Equal => "chart.previous_same",
            Ordering::Greater => "chart.previous_above",
        };
        let scope = self.speaker.words.word(&format!("chart.scope.{}", self.chart.by.word())).to_owned();
        Some(self.fill(key, &[("scope", &scope), ("name", &last.name)]))
    }

    /// Several series: which is highest at the end, if one is.
    pub(super) fn several(self) -> Option<String> {
        let at = self.chart.categories.len().checked_sub(1)?;
        let ends: Vec<(&Series, &Point)> =
            self.now().map(|series| Some((series, series.points.get(at)?))).collect::<Option<_>>()?;
        let values: Vec<(usize, Decimal)> = ends
            .iter()
            .enumerate()
            .map(|(place, (_, point))| Some((place, self.shown(point)?)))
            .collect::<Option<_>>()?;
        let [place] = extremes(&values, Decimal::max)[..] else { return None };
        let (series, point) = ends[place];
        let value = self.value(point);
        let values = [("label", self.label(at)), ("name", &series.name), ("value", &value)];
        Some(self.fill("chart.end_highest", &values))
    }

    /// The largest part: in each place, or of all together.
    pub(super) fn stacked(self) -> Option<String> {
        let series: Vec<&Series> = self.now().collect();
        let rows: Vec<Vec<Decimal>> = series
            .iter()
            .map(|series| series.points.iter().map(|point| self.shown(point)).collect())
            .collect::<Option<_>>()?;
        if self.chart.by == By::Day {
            return None;
        }
        let length = rows.first()?.len();
        let uneven = rows.iter().any(|row| row.len() != length);
        if length == 0 || uneven || rows.iter().flatten().any(Decimal::is_sign_negative) {
            return None;
        }
        let largest = |values: Vec<Decimal>| {
            let places = extremes(&values.into_iter().enumerate().collect::<Vec<_>>(), Decimal::max);
            <[usize; 1]>::try_from(places).ok().map(|[place]| place)
        };
        let each: Vec<Option<usize>> =
            (0..length).map(|at| largest(rows.iter().map(|row| row[at]).collect())).collect();
        if let (1, [Some(place)]) = (length, each.as_slice()) {
            let value = self.value(&series[*place].points[0]);
            return Some(self.fill("chart.most", &[("names", &series[*place].name), ("value", &value)]));
        }
        if let Some(Some(place)) = each.first()
            && each.iter().all(|other| *other == Some(*place))
        {
            let scope = self.speaker.words.word(&format!("chart.scope.{}", self.chart.by.word())).to_owned();
            let values = [("scope", scope.as_str()), ("name", &series[*place].name)];
            return Some(self.fill("chart.part_each", &values));
        }
        // Percentages of several wholes have no sum.
        if length == 1 || self.chart.unit == "%" || self.since() > 0 {
            return None;
        }
        let sum = |row: &Vec<Decimal>| row.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(*one));
        let place = largest(rows.iter().map(sum).collect::<Option<_>>()?)?;
        Some(self.fill("chart.part_sum", &[("name", &series[place].name)]))
    }

    /// How many rose and fell since last year.
    pub(super) fn slope(self) -> Option<String> {
        if !self.chart.breaks.is_empty() {
            return None;
        }
        let pairs: Vec<(&Point, &Point, Ordering)> = self
            .chart
            .series
            .iter()
            .filter_map(|series| {
                let [before, now] = series.points.as_slice() else { return None };
                Some((before, now, self.shown(now)?.cmp(&self.shown(before)?)))
            })
            .collect();
        let gaps = pairs.len() < self.chart.series.len();
        let words = [(Ordering::Greater, "rose"), (Ordering::Less, "fell"), (Ordering::Equal, "same")];
        if let ([(before, now, order)], false) = (pairs.as_slice(), gaps) {
            let key = words.iter().find(|(known, _)| known == order)?.1;
            let (before, now) = (self.value(before), self.value(now));
            return Some(self.fill(&format!("chart.one_{key}"), &[("before", &before), ("now", &now)]));
        }
        let clauses: Vec<String> = words
            .iter()
            .filter_map(|(order, key)| {
                let count = pairs.iter().filter(|(_, _, known)| known == order).count();
                let all = if count == pairs.len() && count > 1 { "all_" } else { "" };
                let count = (count > 0).then(|| count.to_string())?;
                Some(self.fill(&format!("chart.{all}{key}"), &[("count", &count)]))
            })
            .collect();
        if clauses.is_empty() {
            return None;
        }
        let says = clauses.join(self.speaker.words.word("clause"));
        Some(if gaps { self.fill("chart.known_both", &[("says", &says)]) } else { says })
    }
}
