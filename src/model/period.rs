//! Months, the months a report's figures cover, and dates as written. No clock is read anywhere.

use jiff::civil::Date;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// Reads `2022-03`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// Its number in a line of all months, for counting.
    #[must_use]
    pub fn ordinal(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The month so many later.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let ordinal = self.ordinal() + months;
        Self {
            year: i16::try_from(ordinal.div_euclid(12)).unwrap_or(i16::MAX),
            month: i8::try_from(ordinal.rem_euclid(12) + 1).unwrap_or(1),
        }
    }

    /// It and the eleven after it.
    pub fn twelve(self) -> impl Iterator<Item = Self> {
        (0..12).map(move |months| self.plus(months))
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
}

/// The months that a report's figures cover: 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
}

impl Period {
    /// The calendar year.
    #[must_use]
    pub fn calendar_year(year: i16) -> Self {
        Self { first: Month { year, month: 1 }, last: Month { year, month: 12 } }
    }

    /// Reads `2022-01..2022-11`; the months must be in order and at most 12.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..")?;
        let period = Self { first: Month::parse(first.trim())?, last: Month::parse(last.trim())? };
        let months = period.last.ordinal() - period.first.ordinal() + 1;
        (1..=12).contains(&months).then_some(period)
    }

    /// The months in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let count = self.last.ordinal() - self.first.ordinal() + 1;
        (0..count).map(move |index| self.first.plus(index))
    }

    /// How many months, 1 to 12.
    #[must_use]
    pub fn len(self) -> usize {
        self.months().count()
    }

    /// Never: a period has at least one month.
    #[must_use]
    pub fn is_empty(self) -> bool {
        false
    }

    /// Whether it covers the same months one year earlier.
    #[must_use]
    pub fn is_one_year_before(self, later: Self) -> bool {
        self.first.plus(12) == later.first && self.last.plus(12) == later.last
    }

    /// Whether it is a whole calendar year.
    #[must_use]
    pub fn is_calendar_year(self) -> bool {
        self == Self::calendar_year(self.first.year)
    }

    /// Whether a day falls within it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first.first_day() <= day && day <= self.last.last_day()
    }
}

/// A date as written in a report, with or without a time of day: `2022-12-20 09:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The day.
    pub day: Date,
    /// Hour and minute.
    pub time: Option<(i8, i8)>,
}

impl Stamp {
    /// Reads `2022-12-20` or `2022-12-20 09:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = match text.split_once(' ') {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let mut fields = day.splitn(3, '-');
        let (year, month, date) = (fields.next()?, fields.next()?, fields.next()?);
        if (year.len(), month.len(), date.len()) != (4, 2, 2) {
            return None;
        }
        let day = Date::new(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?).ok()?;
        let time = match time {
            None => None,
            Some(time) => {
                let (hour, minute) = time.trim().split_once(':')?;
                if minute.len() != 2 {
                    return None;
                }
                let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
                if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
                    return None;
                }
                Some((hour, minute))
            }
        };
        Some(Self { day, time })
    }
}

impl Stamp {
    /// To the minute, as the page tags of government portals want it: `2022-12-20 09:00`. A day alone begins at 00:00.
    #[must_use]
    pub fn to_minute(&self) -> String {
        Self { time: self.time.or(Some((0, 0))), ..*self }.to_string()
    }

    /// As RFC 3339 writes it, in a time zone like `+08:00`: `2022-12-20T09:00:00+08:00`.
    #[must_use]
    pub fn rfc3339(&self, timezone: &str) -> String {
        let (hour, minute) = self.time.unwrap_or((0, 0));
        let (year, month, day) = (self.day.year(), self.day.month(), self.day.day());
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{timezone}")
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.day.year(), self.day.month(), self.day.day())?;
        match self.time {
            Some((hour, minute)) => write!(f, " {hour:02}:{minute:02}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_in_order_and_up_to_twelve_months() {
        let period = Period::parse("2022-01..2022-11").unwrap();
        assert_eq!(period.len(), 11);
        assert!(Period::parse("2021-01..2021-11").unwrap().is_one_year_before(period));
        assert_eq!(Period::parse("2022-11..2023-02").unwrap().len(), 4);
        for bad in ["2022-1..2022-11", "2022-11..2022-01", "2021-01..2022-01", "2022-01", "2022-00..2022-03"]
        {
            assert!(Period::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_stamp_is_a_day_with_or_without_a_time() {
        assert_eq!(Stamp::parse("2022-12-20 09:00").unwrap().to_string(), "2022-12-20 09:00");
        assert_eq!(Stamp::parse("2022-12-20").unwrap().to_string(), "2022-12-20");
        for bad in ["2022-02-30", "2022-12-20 24:00", "2022-12-20 9", "2022/12/20", "22-12-20"] {
            assert!(Stamp::parse(bad).is_none(), "{bad}");
        }
    }
}
