//! Calendars and matrices: the levels of days, and of items by month.

use jiff::civil::Date;

use super::series::Context;
use crate::model::{
    Calendar, CalendarDay, CalendarMonth, Category, Chart, Figure, LevelKey, Levels, Month, Point, Role,
    Scale, ScaleLabels, Series, Status, Value,
};

impl Context<'_> {
    /// The scale of a figure, and which of the theme's it is.
    fn scale(&self, figure: &Figure) -> Option<(&ScaleLabels, Scale)> {
        let name = figure.scale.as_deref()?;
        Some((self.standards.scale(name)?, Scale::named(name)))
    }

    /// Gives a chart by day its calendar and the key of its levels.
    pub(super) fn calendar(&self, figure: &Figure, chart: &mut Chart) {
        let Some((labels, scale)) = self.scale(figure) else { return };
        let day = |date: Date| self.day(figure, labels, date);
        let months: Vec<CalendarMonth> =
            self.draft.period.first.twelve().map(|month| self.calendar_month(month, &day)).collect();
        let days = || months.iter().flat_map(|month| &month.days);
        let count = |wanted: usize| {
            days().filter(|day| matches!(day, CalendarDay::Level { level, .. } if *level == wanted)).count()
        };
        let word = |wanted: CalendarDay, key: &str| {
            days().any(|day| *day == wanted).then(|| self.speaker.words.word(key).to_owned())
        };
        let keys = (0..labels.labels.len())
            .map(|level| (level, count(level)))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| LevelKey {
                level,
                label: labels.labels[level].clone(),
                short: labels.short.get(level).cloned().unwrap_or_default(),
                detail: self.level_detail(labels, level, count),
            })
            .collect();
        let weekdays = self.speaker.words.list("calendar.weekdays");
        chart.calendar = Some(Calendar {
            weekdays: std::array::from_fn(|at| weekdays.get(at).cloned().unwrap_or_default()),
            outside: word(CalendarDay::Outside, "calendar.outside"),
            missing: word(CalendarDay::Missing, "calendar.missing"),
            masked: word(CalendarDay::Masked, "masked"),
            months,
        });
        chart.levels = Some(Levels { scale, keys });
        self.every_day(figure, labels, chart);
    }

    /// Gives the parts of a whole that are levels of a scale the places by which they are coloured.
    pub(super) fn part_levels(&self, figure: &Figure, chart: &mut Chart) {
        let Some((labels, scale @ (Scale::Aqi | Scale::WaterClass))) = self.scale(figure) else { return };
        let levels: Option<Vec<usize>> = figure.parts.iter().map(|(name, _)| labels.place(name)).collect();
        let (Some(levels), Some(series)) = (levels, chart.series.first_mut()) else { return };
        series.role = Role::Level(scale, 0);
        for (point, level) in series.points.iter_mut().zip(levels) {
            point.level = Some(level);
        }
    }

    /// Gives every day of the period a point, so that days and points go together.
    fn every_day(&self, figure: &Figure, labels: &ScaleLabels, chart: &mut Chart) {
        let first = self.draft.period.first.first_day();
        let days = first.series(jiff::Span::new().days(1)).take_while(|day| self.draft.period.contains(*day));
        let value = |day: &Date| {
            let found = figure.daily.binary_search_by_key(day, |(known, _)| *known);
            found.map_or(Value::Missing, |at| figure.daily[at].1.clone())
        };
        let (categories, points) = days
            .map(|day| {
                let value = value(&day);
                let level = value.known().and_then(|number| labels.level(number));
                let point = Point { level, ..self.point(value, chart.decimals, Some(figure.status)) };
                (Category::named(self.speaker.day(day)), point)
            })
            .unzip();
        chart.categories = categories;
        chart.series.truncate(1);
        if let Some(series) = chart.series.first_mut() {
            series.points = points;
        }
    }

    fn calendar_month(&self, month: Month, day: &dyn Fn(Date) -> CalendarDay) -> CalendarMonth {
        let first = month.first_day();
        let days: Vec<CalendarDay> = first
            .series(jiff::Span::new().days(1))
            .take_while(|date| date.month() == month.month)
            .map(|date| if self.draft.period.contains(date) { day(date) } else { CalendarDay::Outside })
            .collect();
        let over = days.iter().filter(|day| matches!(day, CalendarDay::Level { over: true, .. })).count();
        let note = match over {
            0 => String::new(),
            over => self.speaker.words.fill("calendar.over", &[("count", &over.to_string())]),
        };
        let offset = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
        CalendarMonth { label: self.speaker.month(month), note, offset, days }
    }

    fn day(&self, figure: &Figure, labels: &ScaleLabels, date: Date) -> CalendarDay {
        let value =
            figure.daily.binary_search_by_key(&date, |(known, _)| *known).ok().map(|at| &figure.daily[at].1);
        match value {
            Some(Value::Masked) => CalendarDay::Masked,
            Some(Value::Known(number)) => match labels.level(*number) {
                Some(level) => {
                    CalendarDay::Level { level, over: labels.pass.is_some_and(|pass| *number > pass) }
                }
                None => CalendarDay::Missing,
            },
            _ => CalendarDay::Missing,
        }
    }

    /// The bounds of a level and how many days have it: `101—150，12天`.
    fn level_detail(&self, labels: &ScaleLabels, level: usize, count: usize) -> String {
        let one = rust_decimal::Decimal::ONE;
        let from = level.checked_sub(1).and_then(|below| labels.bounds.get(below)).map(|bound| *bound + one);
        let bounds = match (from, labels.bounds.get(level)) {
            (None, Some(to)) => format!("0—{to}"),
            (Some(from), Some(to)) => format!("{from}—{to}"),
            (Some(from), None) => format!("≥{from}"),
            (None, None) => String::new(),
        };
        self.speaker.words.fill("calendar.key", &[("bounds", &bounds), ("count", &count.to_string())])
    }

    /// Gives a chart of labels by month its cells and the key of its levels.
    pub(super) fn matrix(&self, figure: &Figure, chart: &mut Chart) {
        let Some((labels, scale)) = self.scale(figure) else { return };
        chart.series = figure
            .monthly
            .iter()
            .enumerate()
            .map(|(at, series)| Series {
                name: if series.name.is_empty() { figure.label.clone() } else { series.name.clone() },
                role: Role::Part(at),
                points: series
                    .points
                    .iter()
                    .map(|point| {
                        let level = point.label.as_ref().and_then(|label| labels.place(label));
                        let text = match &point.label {
                            Some(label) => label.clone(),
                            None => self.no_number(&point.value),
                        };
                        Point { value: point.value.clone(), text, status: Status::Final, level }
                    })
                    .collect(),
                worse: false,
            })
            .collect();
        let points = || chart.series.iter().flat_map(|series| &series.points);
        let keys = (0..labels.labels.len())
            .map(|level| (level, points().filter(|point| point.level == Some(level)).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| LevelKey {
                level,
                label: labels.labels[level].clone(),
                short: labels.short.get(level).cloned().unwrap_or_default(),
                detail: self.speaker.words.fill("calendar.cells", &[("count", &count.to_string())]),
            })
            .collect();
        chart.levels = Some(Levels { scale, keys });
    }
}
