//! Daily values: a row for each day of the new period, without a value.

use crate::model::Period;

pub(super) fn renew(text: &str, period: Period) -> String {
    let head = text.lines().next().unwrap_or_default();
    let heads: Vec<&str> = head.split(',').map(str::trim).collect();
    let date = heads.iter().position(|head| ["date", "日期"].contains(head)).unwrap_or(0);
    let (before, after) = (",".repeat(date), ",".repeat(heads.len().saturating_sub(date + 1)));
    let mut out = format!("{head}\n");
    let (first, last) = (period.first.first_day(), period.last.last_day());
    let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
    for day in days {
        out.push_str(&format!("{before}{day}{after}\n"));
    }
    out
}
