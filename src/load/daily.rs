//! Daily values from a .csv file beside the YAML. Enter at [`read`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Context, Named, number};
use crate::model::{Given, GivenWhat, Period, Stamp};
use crate::problem::{Expected, Fault, Place, Problem};

/// Reads a table of days and values, headed `date,value` or `日期,数值`. Days stand in order afterwards.
pub(super) fn read(named: &Named<'_>, period: Period, context: &mut Context<'_>) -> Vec<(Date, Given)> {
    let Some(source) = context.named_text(named) else {
        return Vec::new();
    };
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(source.text().as_bytes());
    let heads = reader.headers().cloned().unwrap_or_default();
    let column = |names: [&str; 2]| heads.iter().position(|head| names.contains(&head));
    let (Some(date_at), Some(value_at)) = (column(["date", "日期"]), column(["value", "数值"])) else {
        let place = Place::new(&source, source.line_range(0));
        let found = heads.iter().collect::<Vec<_>>().join(",");
        let expected = Expected::OneOf(vec!["date,value".to_owned(), "日期,数值".to_owned()]);
        context
            .problems
            .push(Problem::new(Fault::BadValue { key: "daily".to_owned(), found, expected }, place));
        return Vec::new();
    };
    let mut days = BTreeMap::new();
    let mut record = csv::StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let line = source.line_range(start);
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        // A cell of several lines, or with quotes in it, stands in the text in another way: its place is the line.
        let place_of = |text: &str| match source.text()[line.clone()].find(text) {
            Some(at) => Place::new(&source, line.start + at..line.start + at + text.len()),
            None => Place::new(&source, line.clone()),
        };
        let (date, text) = (cell(date_at), cell(value_at));
        let Some(day) = Stamp::parse(&date).map(|stamp| stamp.day) else {
            let fault =
                Fault::BadValue { key: "date".to_owned(), found: date.clone(), expected: Expected::Day };
            context.problems.push(Problem::new(fault, place_of(&date)));
            continue;
        };
        if !period.contains(day) {
            context.problems.push(Problem::new(Fault::OutsidePeriod { text: date.clone() }, place_of(&date)));
            continue;
        }
        let place = place_of(&text);
        let value = match number::value(&text) {
            Ok(value) => value,
            Err(fault) => {
                context.problems.push(Problem::new(fault, place));
                continue;
            }
        };
        if days.contains_key(&day) {
            let fault = Fault::DuplicateKey { key: date.clone(), first_line: first_line(&source, &date) };
            context.problems.push(Problem::new(fault, place_of(&date)));
            continue;
        }
        days.insert(day, Given { what: GivenWhat::Value(value), place });
    }
    days.into_iter().collect()
}

fn first_line(source: &crate::source::Source, date: &str) -> usize {
    source.text().find(date).map_or(1, |at| source.position(at).line)
}
