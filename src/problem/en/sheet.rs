//! The words of what is wrong with sheets.

use super::super::{CellFault, SheetFault, Words};
use super::say;

pub(super) fn sheet(fault: &SheetFault) -> Words {
    let (message, help) = match fault {
        SheetFault::Cell { found, unit, why, meant } => return cell((found, unit), *why, meant.as_deref()),
        SheetFault::NoHead => (
            "no row of this sheet is a head".to_owned(),
            "a head has “id” or “label”, and “value” or months such as “Jan”, in one row".to_owned(),
        ),
        SheetFault::TwoHeads { head, other } => (
            format!("two columns have the head “{head}”: the other is {other}"),
            "keep one, and give the other another name".to_owned(),
        ),
        SheetFault::Several { label, ids } => (
            format!("several metrics are called “{label}”: {}", ids.join(", ")),
            "add a column “id” that says which".to_owned(),
        ),
        SheetFault::NoName => (
            "this row has values, but neither an id nor a label".to_owned(),
            "write the id or the label, or empty the values".to_owned(),
        ),
        SheetFault::NoPlace { id } => (
            format!("“{id}” has no place for this cell"),
            "empty the cell; or give the metric such a place in its YAML first".to_owned(),
        ),
        SheetFault::Unit { label, unit, wanted } => (
            format!("“{label}” is in “{unit}” in the sheet; the metric’s unit is “{wanted}”"),
            format!("convert the values to {wanted}, and correct the unit in the sheet"),
        ),
        SheetFault::Password => {
            ("this file needs a password".to_owned(), "save a copy of it without one".to_owned())
        }
        SheetFault::TooLarge => (
            "this file is larger than any sheet of figures".to_owned(),
            "save the sheets that are to be read as a new file".to_owned(),
        ),
        SheetFault::Kind => (
            "this is no sheet that can be read".to_owned(),
            "save it as .xlsx, .xls, .ods or .csv".to_owned(),
        ),
        SheetFault::Unreadable(reason) => {
            let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            (format!("this sheet cannot be read{reason}"), "open it and save it as .xlsx".to_owned())
        }
    };
    say(message, Some(help))
}

fn cell((found, unit): (&str, &str), why: CellFault, meant: Option<&str>) -> Words {
    let message = match why {
        CellFault::Words => format!("it is not certain which number “{found}” is"),
        CellFault::Date => "this cell holds a date, not a number".to_owned(),
        CellFault::Boolean => format!("this cell holds {found}, not a number"),
        CellFault::Error => format!("the formula of this cell failed: {found}"),
        CellFault::Uncomputed => "the formula of this cell has no result yet".to_owned(),
        CellFault::Percent => {
            format!("this cell holds the percentage {found}, but the metric’s unit is “{unit}”")
        }
        CellFault::MaybePercent => format!("it is not certain how many percent {found} is"),
        CellFault::Unit => format!("“{found}” has a unit that is not “{unit}”"),
        CellFault::Scaled => format!("this cell holds {found}, but shows thousands or millions"),
        CellFault::Endless => format!("this cell holds {found}, which has too many digits"),
    };
    let help = match (why, meant) {
        (CellFault::MaybePercent, _) => format!(
            "save the file as .xlsx, or type it as text with its percent sign: '{}%",
            meant.unwrap_or(found)
        ),
        (CellFault::Uncomputed, _) => "open the file in a spreadsheet program and save it".to_owned(),
        (CellFault::Scaled, _) => format!("set the cell’s format to General, and type the number in “{unit}”"),
        (CellFault::Date, _) => "set the cell’s format to General, and type the number again".to_owned(),
        (_, Some(meant)) => format!("if it is {meant}, type {meant}"),
        (CellFault::Error, None) => {
            "correct the formula, or type the number; leave it empty if there is none yet, n/a if it does not apply"
                .to_owned()
        }
        (CellFault::Unit | CellFault::Percent, None) => format!("convert it to “{unit}” and type the number alone"),
        (CellFault::Endless, None) => "round it to the places to be published, or type the number".to_owned(),
        (CellFault::Words | CellFault::Boolean, None) => {
            "type the number alone, like 95.6; leave it empty if there is none yet, n/a if it does not apply"
                .to_owned()
        }
    };
    say(message, Some(help))
}
