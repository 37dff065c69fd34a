//! The words of the causes that several faults have.

use super::super::meant;
use super::super::{
    CarryFault, ChartFault, Excess, Expected, FormulaFaultKind, StaleFault, ToolFault, Unseen, Words,
    YamlFault,
};
use super::{did_you_mean, say};

pub(super) fn bad_value(key: &str, found: &str, expected: &Expected) -> Words {
    let message = match expected {
        Expected::AtMost(_) => format!("\"{key}\" has {found} values, which is too many"),
        _ if key.is_empty() || key == found => format!("\"{found}\" cannot stand here"),
        _ => format!("\"{key}\" cannot be \"{found}\""),
    };
    if let Some(meant) = meant::due(found, expected) {
        return say(message, Some(format!("write {meant}")));
    }
    let help = match expected {
        Expected::Text => "write a text".to_owned(),
        Expected::Scalar => "write a number or a line of text".to_owned(),
        Expected::List => "write a list, like [a, b]".to_owned(),
        Expected::Map if matches!(key, "limit" | "target") => {
            format!("write {key}: {{value: {found}, label: its name}}")
        }
        Expected::Map => "write keys with values, key: value".to_owned(),
        Expected::Boolean => "write true or false".to_owned(),
        Expected::WholeNumber => "write 0 or a positive whole number".to_owned(),
        Expected::OneOf(words) => match super::super::nearest(found, words.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {near}? it can be: {}", words.join(", ")),
            None => format!("it can be: {}", words.join(", ")),
        },
        Expected::Year => "a year has four digits, like 2022".to_owned(),
        Expected::Stamp => "write 2022-12-20 or 2022-12-20 09:00".to_owned(),
        Expected::Period => "write 2022-01..2022-11, at most twelve months".to_owned(),
        Expected::Day => "write 2022-12-20".to_owned(),
        Expected::MonthOrDay => "write 2023-12 or 2023-12-31".to_owned(),
        Expected::Month => "write 2023-12".to_owned(),
        Expected::AtMost(most) => format!(
            "at most {most}, from the period's first month: delete the rest, or check period in report.yaml"
        ),
        Expected::Places(most) => format!("at most {most} places"),
        Expected::Name => "names have letters, digits and _, and do not begin with a digit".to_owned(),
        Expected::Id => "an id is letters, digits, _ and -".to_owned(),
        Expected::FileName => "file names have none of < > : \" \\ | ? * and no line breaks, and do not end with a point or a space".to_owned(),
        Expected::PathInside => "write a path with / that lies inside the content folder".to_owned(),
        Expected::Timezone => "write a time zone like \"+08:00\"".to_owned(),
        Expected::BaseUrl => "an address begins with https:// or http://".to_owned(),
        Expected::OneLedger => "a block lists one ledger; write another block for the other".to_owned(),
        Expected::Token => {
            "a name has letters, digits and -; a value stands on one line, its quotes and brackets in pairs, without \
             ; { } < > \\ and /*, and no address"
                .to_owned()
        }
        Expected::Carry => "write year/item, like 2021/r1-07".to_owned(),
        Expected::Other(words) => format!("write {words}"),
    };
    say(message, Some(help))
}

pub(super) fn unknown_carry(carry: &str, why: &CarryFault) -> Words {
    match why {
        CarryFault::NotEarlier => say(
            format!("\"{carry}\" is not an item of an earlier year"),
            Some("write the year of an earlier report and an item's id, like 2021/r1-07".to_owned()),
        ),
        CarryFault::NoReport { year } => say(
            format!("there is no \"{carry}\" to carry on: no report of {year} stands beside this one"),
            Some("check the year; delete `carries` if that report is not kept here".to_owned()),
        ),
        CarryFault::NoItem { near } => say(
            format!("there is no \"{carry}\" to carry on: no ledger of that year has the id"),
            did_you_mean(near.as_ref())
                .or_else(|| Some("the ids are in that year's ledgers folder".to_owned())),
        ),
    }
}

pub(super) fn stale(stale: &StaleFault) -> Words {
    match stale {
        StaleFault::Placeholder { text } => say(
            format!("\"{text}\" looks like a blank that was never filled in"),
            Some("fill it in; if it is meant, list it in the chapter's literals".to_owned()),
        ),
        StaleFault::Year { text, meant } => say(
            format!("the year in \"{text}\" looks left over from last year"),
            Some(format!(
                "{meant} belongs here: rewrite it, or let {{{{ report.year }}}} and {{{{ report.next_year }}}} say it; if it is meant, list it in the chapter's literals"
            )),
        ),
        StaleFault::Paragraph { year } => say(
            format!("this paragraph is word for word that of {year}"),
            Some(
                "rewrite it for this year; if it is to stay, list ten characters or more of it in the chapter's literals"
                    .to_owned(),
            ),
        ),
    }
}

pub(super) fn yaml(fault: &YamlFault) -> Words {
    let (message, help) = match fault {
        YamlFault::FullWidthColon => ("there is a full-width colon ：", "write an ASCII colon and a space"),
        YamlFault::FullWidthComma => (
            "there is a full-width comma ， inside brackets",
            "part items by an ASCII comma; quote a text that holds a comma",
        ),
        YamlFault::UnquotedReference => {
            ("a text that begins with {{ is not quoted", "quote the whole text: \"{{ … }}\"")
        }
        YamlFault::BareAsterisks => ("asterisks are not quoted", "quote a masked number: \"**\""),
        YamlFault::Tab => ("a tab indents this line", "indent with spaces"),
        YamlFault::UnclosedQuote => ("a quote is not closed", "add the other quote"),
        YamlFault::UnclosedBracket => {
            ("a bracket is not closed, or a comma is missing in it", "check the brackets and commas")
        }
        YamlFault::Alias => {
            ("anchors (&) and aliases (*) are not allowed", "write it out; quote masked numbers")
        }
        YamlFault::LongKey => ("a key of more than 1000 characters", "shorten the name before the colon"),
        YamlFault::TooDeep => ("nested more than 32 levels deep", "check brackets and indentation"),
        YamlFault::ManyDocuments => {
            ("more than one YAML document (---)", "make several files, or delete the ---")
        }
        YamlFault::Indentation => {
            ("the indentation fits nowhere", "lines of one level begin in the same column")
        }
        YamlFault::MissingColon => {
            ("this line lacks a colon", "write key: value, with a space after the colon")
        }
        YamlFault::StrayColon => (
            "there can be no \": \" here",
            "quote a text that holds a colon; or check this line's indentation",
        ),
        YamlFault::BareSign(sign) => {
            return say(
                format!("a text that begins with {sign} is not quoted"),
                Some(format!("put it in quotes, like \"{sign}\"; write ~ for no data")),
            );
        }
        YamlFault::Other(message) => return say(format!("faulty YAML: {message}"), None),
    };
    say(message.to_owned(), Some(help.to_owned()))
}

pub(super) fn chart(fault: &ChartFault) -> Words {
    match fault {
        ChartFault::NoKind => say(
            "no kind of chart suits these data".to_owned(),
            Some("give by and kind, or check that the metric has monthly, parts or items".to_owned()),
        ),
        ChartFault::KindBy { kind, by, would_do } => say(
            format!("a {kind} chart cannot be drawn by {by}"),
            Some(format!("these can: {}", would_do.join(", "))),
        ),
        ChartFault::NoData { id, by } => {
            say(format!("\"{id}\" has no data by {by}"), Some("check of and by, or add the data".to_owned()))
        }
        ChartFault::Units(units) => say(
            format!("a chart has one unit; here are {}", units.join(", ")),
            Some("make several charts".to_owned()),
        ),
        ChartFault::With { kind, with, would_do } => say(
            format!("a {kind} chart cannot show {with}"),
            Some(if would_do.is_empty() {
                "take it out: no kind of chart shows it of these data".to_owned()
            } else {
                format!("take it out, or choose a kind that can: {}", would_do.join(", "))
            }),
        ),
        ChartFault::Highlight { name, shown } => say(
            format!("the chart shows no \"{name}\" to pick out"),
            Some(format!("it shows: {}", shown.join(", "))),
        ),
    }
}

pub(super) fn formula(kind: &FormulaFaultKind) -> Words {
    use super::super::FormulaExpected as Due;
    match kind {
        FormulaFaultKind::Character(c) => say(
            format!("a formula cannot hold \"{c}\""),
            Some(match meant::sign(*c) {
                Some(sign) => format!("write \"{sign}\""),
                None => "formulas have + - * / ( ), numbers and names; quote a name with other characters"
                    .to_owned(),
            }),
        ),
        FormulaFaultKind::Expected(Due::Value) => say(
            "a number or a name is missing here".to_owned(),
            Some("add it, or delete the operator".to_owned()),
        ),
        FormulaFaultKind::Expected(Due::Operator) => {
            say("an operator is missing here".to_owned(), Some("it can be + - * /".to_owned()))
        }
        FormulaFaultKind::Expected(Due::Relation) => {
            say("a check needs a comparison".to_owned(), Some("write a = b; also < <= > >=".to_owned()))
        }
        FormulaFaultKind::Unclosed => say("a bracket is not closed".to_owned(), Some("add the )".to_owned())),
        FormulaFaultKind::UnknownFunction(name, near) => say(
            format!("there is no function \"{name}\""),
            did_you_mean(near.as_ref()).or_else(|| Some("there are round, sum, min, max, mean".to_owned())),
        ),
        FormulaFaultKind::Arguments(usage) => {
            say("the function has the wrong values".to_owned(), Some(format!("write {usage}")))
        }
        FormulaFaultKind::ListAsValue => say(
            "one number must stand here, not a list".to_owned(),
            Some("use sum, min, max or mean".to_owned()),
        ),
        FormulaFaultKind::TooLarge => {
            say("the result is too large".to_owned(), Some("check the formula and the unit".to_owned()))
        }
        FormulaFaultKind::TooDeep => say(
            "the formula is too long or nested too deep".to_owned(),
            Some("make several metrics".to_owned()),
        ),
        FormulaFaultKind::DivisionByZero | FormulaFaultKind::BelowUnit => {
            say("the formula is wrong".to_owned(), None)
        }
    }
}

/// Why there is no PDF.
pub(super) fn missing_tool(why: &ToolFault) -> Words {
    let message = match why {
        ToolFault::None => "there is no browser to print a PDF with".to_owned(),
        ToolFault::NotThere { path } => format!("there is no such browser: {path}"),
        ToolFault::Failed { path, reason } => format!("the browser printed no PDF ({reason}): {path}"),
    };
    say(
        message,
        Some(
            "a browser prints PDF; install Edge, Chrome or Chromium (on Debian and Ubuntu: apt-get install chromium), or name one by --browser"
                .to_owned(),
        ),
    )
}

pub(super) fn excess(excess: Excess) -> Words {
    match excess {
        Excess::Bytes { megabytes } => say(
            format!("this file has more than {megabytes} MB, and is not read"),
            Some("divide it into several; pictures and sheets are files of their own".to_owned()),
        ),
        Excess::Levels { most } => say(
            format!("this stands more than {most} folders deep, and is not read"),
            Some("move it up; a report has at most four levels of chapters".to_owned()),
        ),
        Excess::Pages { most } => say(
            format!("this report has more than {most} chapters; those behind are not read"),
            Some("put several into one file, under headings".to_owned()),
        ),
        Excess::Name { most } => say(
            format!("this name has more than {most} characters"),
            Some("shorten it; what explains it goes into `note`".to_owned()),
        ),
        Excess::Page { megabytes } => say(
            format!("this template makes a page of more than {megabytes} MB"),
            Some("look for a loop in it that goes round too often".to_owned()),
        ),
        Excess::Shown { most } => say(
            format!(
                "the charts and tables of this report show more than {most} values; those behind are not read"
            ),
            Some("show fewer of them, or make several reports".to_owned()),
        ),
    }
}

/// What kind of character it is that cannot be seen, in brackets.
pub(super) fn unseen(kind: Unseen) -> &'static str {
    match kind {
        Unseen::SoftHyphen => " (soft hyphen)",
        Unseen::Space => " (zero-width space)",
        Unseen::Joiner => " (zero-width joiner)",
        Unseen::ByteOrderMark => " (byte order mark)",
        Unseen::Direction => " (direction of writing)",
        Unseen::Selector => " (variation selector)",
        Unseen::Tag => " (tag)",
        Unseen::Control => " (control character)",
        Unseen::Private => " (private use)",
        Unseen::Other => "",
    }
}
