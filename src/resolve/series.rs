//! The data of a chart: categories, series, limits and targets, each with its words.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::charts::Compare;
use super::inputs::{places, quarters};
use super::kinds::Form;
use crate::model::{
    Better, By, Category, Chart, ChartKind, Draft, Figure, FigureSeries, Limit, Period, Point, Quantity,
    ReferenceKind, ReferenceLine, Role, Series, Shown, Standards, Status, Target, Value,
};
use crate::wording::Speaker;

/// What the data of a chart are made with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) speaker: Speaker<'a>,
    pub(super) draft: &'a Draft,
    pub(super) standards: &'a Standards,
}

/// A series before its points have words: its name, part and values.
pub(super) type Bare = (String, Role, Vec<Value>);

impl Context<'_> {
    /// A chart of figures in a form. Its id, title and description are left open.
    pub(super) fn chart(&self, figures: &[&Figure], form: Form, compare: Compare) -> Chart {
        let mut chart = self.figures(figures, form, compare);
        match (form.kind, figures) {
            (ChartKind::Calendar, [figure, ..]) => self.calendar(figure, &mut chart),
            (ChartKind::Matrix, [figure, ..]) => self.matrix(figure, &mut chart),
            (ChartKind::Bullet, figures) => self.bullet(figures, compare.previous, &mut chart),
            (ChartKind::Slope, figures) => self.slope(figures, form.by, &mut chart),
            (ChartKind::Share | ChartKind::Donut, [figure]) => self.part_levels(figure, &mut chart),
            (ChartKind::Ranking, [figure, ..]) => self.rank(figure.better, &mut chart),
            _ => {}
        }
        chart.large = self.large(&chart);
        chart
    }

    fn figures(&self, figures: &[&Figure], form: Form, compare: Compare) -> Chart {
        let categories = self.categories(figures, form.by);
        let mut bare = match form.by {
            By::Month | By::Quarter | By::Year | By::Day => self.over_time(figures, form.by),
            By::Item => self.by_item(figures, form.kind),
            By::Part => self.by_part(figures, form.kind),
            By::Metric => self.by_metric(figures, form.kind),
        };
        let single = bare.len() == 1 && bare[0].1 == Role::Focus;
        if compare.previous && single {
            bare.extend(self.previous(figures, form.by).filter(|(_, _, values)| {
                values.iter().any(|value| matches!(value, Value::Known(_) | Value::Masked))
            }));
        }
        let with_last_year = bare.iter().any(|(_, role, _)| *role == Role::Previous);
        let decimals = chart_places(figures, &bare);
        let categories = if form.by == By::Part && form.kind == ChartKind::Stacked {
            vec![Category::named(self.when())]
        } else {
            categories
        };
        // What is not final is this year's: not last year's beside it, nor the years before.
        let (first_year, _) = years(figures);
        let status = |role: Role, at: usize| match form.by {
            _ if role == Role::Previous => None,
            By::Metric => figures.get(at).map(|figure| figure.status),
            By::Year => {
                let this_year = usize::try_from(self.draft.year - first_year) == Ok(at);
                figures.first().map(|figure| figure.status).filter(|_| this_year)
            }
            _ => figures.first().map(|figure| figure.status),
        };
        let series = bare
            .into_iter()
            .map(|(name, role, values)| {
                let points = values
                    .into_iter()
                    .enumerate()
                    .map(|(at, value)| self.point(value, decimals, status(role, at)))
                    .collect();
                Series { name, role, points, worse: false }
            })
            .collect();
        let mut chart = Chart {
            subtitle: self.subtitle(figures, with_last_year, form),
            unit: figures.first().map(|figure| self.speaker.unit_word(&figure.unit)).unwrap_or_default(),
            categories,
            series,
            decimals,
            source: sources(figures),
            better: better(figures),
            category_head: self.speaker.words.word(&format!("chart.head.{}", form.by.word())).to_owned(),
            shares: part_shares(figures, form),
            ..Chart::of(form.kind, form.by)
        };
        self.marks(figures, (form, compare), &mut chart);
        chart
    }

    /// The word for what is no number: 暂缺, 未公开.
    pub(super) fn no_number(&self, value: &Value) -> String {
        self.point(value.clone(), 0, None).text
    }

    pub(super) fn point(&self, value: Value, decimals: u32, status: Option<Status>) -> Point {
        let places = places(&value).map_or(decimals, |own| own.min(decimals));
        let text = match self.speaker.cell(&value, places) {
            Shown::Number { text, .. } | Shown::Word(text) | Shown::Absent(_, text) => text,
            Shown::Masked => self.speaker.words.word("masked").to_owned(),
            Shown::Empty => String::new(),
        };
        Point { value, text, status: status.unwrap_or(Status::Final), level: None }
    }

    /// A point with as many places as its neighbours, whatever it was typed with.
    pub(super) fn aligned(&self, value: Value, decimals: u32) -> Point {
        let mut point = self.point(value, decimals, None);
        if let Shown::Number { text, .. } = self.speaker.cell(&point.value, decimals) {
            point.text = text;
        }
        point
    }

    /// A figure's value as it is shown: what a formula makes has more places than that.
    pub(super) fn rounded(&self, value: &Value, places: u32) -> Value {
        match value {
            Value::Known(number) => {
                Value::Known(crate::wording::round(*number, places, self.speaker.rounding))
            }
            other => other.clone(),
        }
    }

    pub(super) fn when(&self) -> String {
        self.speaker.period_with_year(self.draft.period, self.draft.year)
    }

    fn categories(&self, figures: &[&Figure], by: By) -> Vec<Category> {
        let Some(first) = figures.first() else { return Vec::new() };
        match by {
            By::Month => {
                self.draft.period.months().map(|month| Category::named(self.speaker.month(month))).collect()
            }
            By::Quarter => {
                let quarters = quarters(self.draft);
                quarters
                    .into_iter()
                    .map(|(_, quarter)| Category::named(self.speaker.quarter(quarter)))
                    .collect()
            }
            By::Year => {
                let (from, to) = years(figures);
                (from..=to).map(|year| Category::named(self.speaker.year(year))).collect()
            }
            By::Day => first.daily.iter().map(|(day, _)| Category::named(self.speaker.day(*day))).collect(),
            By::Item => first.items.iter().map(|item| Category::named(item.name.clone())).collect(),
            By::Part => first.parts.iter().map(|(name, _)| Category::named(name.clone())).collect(),
            By::Metric => figures.iter().map(|figure| Category::named(figure.label.clone())).collect(),
        }
    }

    pub(super) fn this_year(&self) -> String {
        self.speaker.year(self.draft.year)
    }

    /// Limits and targets: lines through all categories, or each category's own.
    fn marks(&self, figures: &[&Figure], (form, compare): (Form, Compare), chart: &mut Chart) {
        let of = |figure: &Figure| -> Vec<ReferenceLine> {
            let limits = figure.limit.as_ref().filter(|_| compare.limit);
            let limits = limits.map(|limit| limit_line(self.speaker, limit));
            let targets = figure.target.as_ref().filter(|_| compare.target);
            let targets = targets.map(|target| target_line(self.speaker, target));
            // A masked figure's distance to its target would be drawn by a masked bar's place.
            limits.into_iter().chain(targets).collect()
        };
        if form.by == By::Metric {
            let own: Vec<Vec<ReferenceLine>> = figures.iter().map(|figure| of(figure)).collect();
            let common = |line: &&ReferenceLine| own.iter().all(|lines| lines.contains(line));
            // What holds for all is one line through all; progress has a track each.
            if own.len() > 1 && form.kind != ChartKind::Progress {
                chart.lines = own[0].iter().filter(common).cloned().collect();
            }
            for (category, lines) in chart.categories.iter_mut().zip(own) {
                category.marks = lines.into_iter().filter(|line| !chart.lines.contains(line)).collect();
            }
            return;
        }
        // A year's amount is no measure for a month's.
        let divided = form.by.is_time() && form.by != By::Year;
        for figure in figures {
            let amount = figure.quantity == Quantity::Amount;
            if amount && (divided || form.by == By::Part) {
                continue;
            }
            for line in of(figure) {
                let known =
                    chart.lines.iter().any(|known| (known.kind, known.value) == (line.kind, line.value));
                if !known {
                    chart.lines.push(line);
                }
            }
        }
    }

    fn subtitle(&self, figures: &[&Figure], previous: bool, form: Form) -> String {
        let what = subject(self.draft, figures, self.speaker);
        let mut when = match form.by {
            By::Year => {
                let (from, to) = years(figures);
                format!("{}—{}", from, self.speaker.year(to))
            }
            _ => self.when(),
        };
        if previous {
            when.push_str(self.speaker.words.word("chart.and_before"));
        }
        let unit = figures.first().map(|figure| figure.unit.as_str()).unwrap_or_default();
        let unit = match unit {
            _ if form.kind == ChartKind::Bullet => self.speaker.words.word("bullet.unit").to_owned(),
            "%" => self.speaker.words.word("chart.unit_percent").to_owned(),
            unit => self.speaker.unit_word(unit),
        };
        let key = if unit.is_empty() { "chart.subtitle" } else { "chart.subtitle_unit" };
        self.speaker.words.fill(key, &[("what", &what), ("when", &when), ("unit", &unit)])
    }
}

/// A limit as a line through a chart.
pub(super) fn limit_line(speaker: Speaker<'_>, limit: &Limit) -> ReferenceLine {
    line(speaker, ReferenceKind::Limit, (limit.value, &limit.short))
}

/// A target as a line through a chart.
pub(super) fn target_line(speaker: Speaker<'_>, target: &Target) -> ReferenceLine {
    line(speaker, ReferenceKind::Target, (target.value, &target.label))
}

fn line(speaker: Speaker<'_>, kind: ReferenceKind, (value, name): (Decimal, &str)) -> ReferenceLine {
    let values = [("label", name), ("value", &value.to_string())];
    let label = speaker.words.fill("standard.line", &values);
    ReferenceLine { kind, value, name: name.to_owned(), label }
}

/// The shares of a figure's parts, where all are known and each has a row of its own.
fn part_shares(figures: &[&Figure], form: Form) -> Vec<String> {
    let [figure] = figures else { return Vec::new() };
    if form.by != By::Part || form.kind == ChartKind::Stacked || figure.quantity != Quantity::Amount {
        return Vec::new();
    }
    let amounts: Option<Vec<Decimal>> = figure.parts.iter().map(|(_, value)| value.known()).collect();
    let shares = amounts.and_then(|amounts| crate::wording::shares(&amounts, 1)).unwrap_or_default();
    shares.iter().map(|share| format!("{share}%")).collect()
}

pub(super) fn years(figures: &[&Figure]) -> (i16, i16) {
    let last = |figure: &&Figure| {
        let length = figure.yearly.iter().map(|series: &FigureSeries| series.points.len()).max().unwrap_or(1);
        figure.first_year + i16::try_from(length).unwrap_or(1) - 1
    };
    let from = figures.iter().map(|figure| figure.first_year).min().unwrap_or(0);
    (from, figures.iter().map(last).max().unwrap_or(from))
}

/// The places of a chart: as its figures say, else the most that a value has.
fn chart_places(figures: &[&Figure], bare: &[Bare]) -> u32 {
    let typed = bare.iter().flat_map(|(_, _, values)| values).filter_map(places).max().unwrap_or(0);
    figures.iter().map(|figure| figure.decimals).max().unwrap_or(0).max(typed).min(typed.max(1))
}

/// What is better, where all figures say the same.
fn better(figures: &[&Figure]) -> Option<Better> {
    let better = figures.first()?.better;
    better.filter(|_| figures.iter().all(|figure| figure.better == better))
}

fn sources(figures: &[&Figure]) -> String {
    let mut sources: Vec<&str> = figures.iter().filter_map(|figure| figure.source.as_deref()).collect();
    sources.dedup();
    sources.join("、")
}

/// The months of a period, for those who draw a year.
pub(super) fn whole_year(period: Period) -> (Date, usize) {
    let first = period.first.first_day();
    let end = period.first.plus(12).first_day();
    let days = first.until(end).map(|span| span.get_days()).unwrap_or(365);
    (first, usize::try_from(days).unwrap_or(365))
}

/// As many figures are named one by one.
const FEW_NAMES: usize = 3;

/// What figures are about: the names of a few; of more the title of their file, if they stand in one, else the names
/// of the first few and how many there are.
pub(super) fn subject(draft: &Draft, figures: &[&Figure], speaker: Speaker<'_>) -> String {
    let file = |figure: &Figure| {
        let files = draft.metrics.iter();
        files.map(|file| (&file.id, &file.title)).find(|(id, _)| figure.id.starts_with(&format!("{id}.")))
    };
    let (first, rest) = match figures {
        [] => return String::new(),
        [figure] => return figure.label.clone(),
        few if few.len() <= FEW_NAMES => return names(few, speaker),
        [first, rest @ ..] => (file(first), rest),
    };
    match first {
        Some((id, title))
            if title != id
                && rest.iter().all(|figure| file(figure).is_some_and(|(other, _)| other == id)) =>
        {
            title.clone()
        }
        _ => {
            let first = names(&figures[..FEW_NAMES], speaker);
            let count = figures.len().to_string();
            speaker.words.fill("chart.and_others", &[("names", &first), ("count", &count)])
        }
    }
}

fn names(figures: &[&Figure], speaker: Speaker<'_>) -> String {
    let labels: Vec<&str> = figures.iter().map(|figure| figure.label.as_str()).collect();
    labels.join(speaker.words.word("list"))
}
