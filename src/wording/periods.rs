//! Periods and dates in words.

use jiff::civil::Date;

use super::Speaker;
use crate::model::{Month, Period};

impl Speaker<'_> {
    /// The months a report covers: 1—11月, 11月, 全年.
    #[must_use]
    pub fn period(&self, period: Period, year: i16) -> String {
        if period.is_calendar_year() && period.first.year == year {
            return self.words.word("period.year").to_owned();
        }
        let key = match (period.first.year == period.last.year, period.first == period.last) {
            (false, _) => "period.across",
            (true, true) => "period.one",
            (true, false) => "period.months",
        };
        self.fill_period(key, period)
    }

    /// The same with its year: 2022年1—11月, 2022年.
    #[must_use]
    pub fn period_with_year(&self, period: Period, year: i16) -> String {
        let year_text = year.to_string();
        if period.is_calendar_year() && period.first.year == year {
            return self.words.fill("period.whole_year", &[("year", &year_text)]);
        }
        let months = self.period(period, year);
        if period.first.year != period.last.year {
            return months;
        }
        let year_text = period.first.year.to_string();
        self.words.fill("period.with_year", &[("year", &year_text), ("months", &months)])
    }

    fn fill_period(&self, key: &str, period: Period) -> String {
        let (first, last) = (period.first.month.to_string(), period.last.month.to_string());
        self.words.fill(
            key,
            &[
                ("first", &first),
                ("last", &last),
                ("first_name", &self.month_name(period.first.month)),
                ("last_name", &self.month_name(period.last.month)),
                ("year", &period.first.year.to_string()),
                ("later", &period.last.year.to_string()),
            ],
        )
    }

    fn month_name(&self, month: i8) -> String {
        self.words.find(&format!("month_names.{month}")).map_or_else(|| month.to_string(), str::to_owned)
    }

    /// A month as it stands on an axis: 3月, Mar.
    #[must_use]
    pub fn month(&self, month: Month) -> String {
        let number = month.month.to_string();
        let short = self.words.find(&format!("month_short.{number}")).unwrap_or(&number);
        self.words.fill("month", &[("month", &number), ("month_name", short)])
    }

    /// A quarter: 第3季度.
    #[must_use]
    pub fn quarter(&self, quarter: i8) -> String {
        self.words.fill("quarter", &[("quarter", &quarter.to_string())])
    }

    /// A year as it names a series: 2022年.
    #[must_use]
    pub fn year(&self, year: i16) -> String {
        self.words.fill("year", &[("year", &year.to_string())])
    }

    /// A day of the year: 10月10日.
    #[must_use]
    pub fn day(&self, day: Date) -> String {
        let name = self.month_name(day.month());
        let values =
            [("month", day.month().to_string()), ("day", day.day().to_string()), ("month_name", name)];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.words.fill("day", &values)
    }

    /// A date in full: 2022年12月20日.
    #[must_use]
    pub fn date(&self, day: Date) -> String {
        let name = self.month_name(day.month());
        let (year, month, date) = (day.year().to_string(), day.month().to_string(), day.day().to_string());
        self.words.fill("date", &[("year", &year), ("month", &month), ("day", &date), ("month_name", &name)])
    }
}
