//! The words of each fault in English.

mod causes;
mod sheet;

use super::meant::{self, Odd};
use super::{DirectionFault, Fault, Words, is_plain};
use causes::{bad_value, chart, formula, unknown_carry, unseen, yaml};

#[expect(clippy::too_many_lines, reason = "an exhaustive match: an arm a fault")]
pub(super) fn words(fault: &Fault) -> Words {
    match fault {
        Fault::YamlSyntax(fault) => yaml(fault),
        Fault::Chart(fault) => chart(fault),
        Fault::BadValue { key, found, expected } => bad_value(key, found, expected),
        Fault::UnknownMetric { name, near } => {
            let help = "a name is file.metric, the file being in metrics/; a ledger is ledgers.file";
            let help = did_you_mean(near.as_ref()).unwrap_or_else(|| help.to_owned());
            say(format!("there is no metric \"{name}\""), Some(help))
        }
        Fault::UnknownProperty { metric, name, near, known } => say(
            if name.is_empty() {
                format!("\"{metric}\" does not say which of its words is meant")
            } else {
                format!("\"{metric}\" has no \"{name}\"")
            },
            did_you_mean(near.as_ref()).or_else(|| Some(format!("it has: {}", known.join(", ")))),
        ),
        Fault::UnknownStandard { name, near } => {
            say(format!("there is no standard or scale \"{name}\""), did_you_mean(near.as_ref()))
        }
        Fault::ReferenceSyntax { text } => say(
            format!("\"{text}\" is not a reference"),
            Some("write {{ file.metric }}: one dotted name on one line; write \\{{ to show braces".to_owned()),
        ),
        Fault::BrokenLink { target, near } => {
            let help = "check the name of the file; where one is renamed or moved, the links to it change too";
            let help = did_you_mean(near.as_ref()).unwrap_or_else(|| help.to_owned());
            say(format!("the link leads to \"{target}\", which does not exist"), Some(help))
        }
        Fault::InternalLink { target } => say(
            format!("the link leads to \"{target}\", an internal chapter that the public site lacks"),
            Some("delete the link, or make the chapter that holds it internal too".to_owned()),
        ),
        Fault::BrokenAnchor { anchor, page, near } => say(
            format!("\"{page}\" has no anchor \"#{anchor}\""),
            did_you_mean(near.as_ref().map(|near| format!("#{near}")).as_ref()),
        ),
        Fault::UnsafeLink { target } => say(
            format!("a link may not lead to \"{target}\""),
            Some("links begin with http://, https://, mailto:, tel: or #, or are relative paths of other files".to_owned()),
        ),
        Fault::ContradictedFigure { text, metric, label, has } => say(
            format!("the typed \"{text}\" is not what the data say of \"{label}\" ({metric}): {has}"),
            Some(format!(
                "write a reference like {{{{ {metric} }}}}, or correct the number; if it is about something else, list it in the chapter's literals or define a metric for it"
            )),
        ),
        Fault::ContradictedDirection { text, metric, label, has, kind } => match kind {
            DirectionFault::Opposite => say(
                format!("\"{text}\" is not how \"{label}\" ({metric}) changed: {has}"),
                Some(format!("correct the direction, or write {{{{ {metric}.yoy }}}}")),
            ),
            DirectionFault::Doubled => say(
                format!("the reference behind \"{text}\" brings its own direction: \"{label}\" ({metric}) is {has}"),
                Some("delete the word before the reference".to_owned()),
            ),
            DirectionFault::PercentForPoints => say(
                format!("\"{text}\" should be in percentage points: \"{label}\" ({metric}) is a ratio, {has}"),
                Some(format!("write percentage points instead of %, or {{{{ {metric}.yoy }}}}")),
            ),
        },
        Fault::UntrackedFigure { text, .. } => say(
            format!("no metric backs the typed \"{text}\""),
            Some(
                "define a metric and write a reference; if the sentence names it otherwise, add an alias; if it is typed on purpose, list it in the chapter's literals"
                    .to_owned(),
            ),
        ),
        Fault::MaskedInText { metric, label } => say(
            format!("this typed number gives away \"{label}\" ({metric}), which is masked"),
            Some(format!("write {{{{ {metric} }}}}: it shows ** in public and the number inside")),
        ),
        Fault::UnknownCarry { carry, why } => unknown_carry(carry, why),
        Fault::UnaccountedPlan { carry, title, folder, hidden } => say(
            if *hidden {
                format!("the public report does not say what became of last year's \"{title}\": what continues it is internal")
            } else {
                format!("the report does not say what became of last year's \"{title}\"")
            },
            Some(format!(
                "give an item of a ledger in {folder}/ledgers/ `carries: {carry}`; `done` if it is finished, `dropped` with the reason as its note if it was given up"
            )),
        ),
        Fault::OverdueStatus { item, due, published, late: true } => say(
            format!("\"{item}\" was due {due}, before the report was published on {published}, but is not overdue"),
            Some("write `overdue`; `done` if it is finished, or a new `due` if it was put off".to_owned()),
        ),
        Fault::OverdueStatus { item, due, published, late: false } => say(
            format!("\"{item}\" is overdue, but is due only {due}, when the report of {published} was out"),
            Some("write `ongoing` or `planned`, or correct `due`".to_owned()),
        ),
        Fault::Stale(stale) => causes::stale(stale),
        Fault::BadEncoding { garbled: false } => say(
            "the file is not UTF-8; it was read as GBK/GB18030".to_owned(),
            Some("save it as UTF-8 in your editor".to_owned()),
        ),
        Fault::BadEncoding { garbled: true } => say(
            "the file is neither UTF-8 nor GBK; some characters could not be read".to_owned(),
            Some("open it in an editor, check it, and save it as UTF-8".to_owned()),
        ),
        Fault::MissingValue { metric } => say(
            format!("the metric \"{metric}\" has no value yet; a word stands here instead"),
            Some("fill in the number; n/a where there can be none".to_owned()),
        ),
        Fault::NoComparison { metric } => say(
            format!("the metric \"{metric}\" has no comparable figure for last year"),
            Some("give previous, or check that both years have the same months and unit".to_owned()),
        ),
        Fault::OutsidePeriod { text } => say(
            format!("\"{text}\" is outside the report's period"),
            Some("check the date, or period in report.yaml".to_owned()),
        ),
        Fault::LimitChanges { metric, standard } => say(
            format!("the limit of {standard} changes within the period, so \"{metric}\" has no single one"),
            Some("give it: limit: {value: …, label: …}".to_owned()),
        ),
        Fault::TooManyDays { metric, value, days } => say(
            format!("\"{metric}\" is {value} days, but the period has only {days}"),
            Some("check the days, or period in report.yaml".to_owned()),
        ),
        Fault::RecoverableMask { name, how } => say(
            format!("the masked \"{name}\" follows from what is published: {how}"),
            Some("mask another number too, or leave the total out".to_owned()),
        ),
        Fault::UnusedMetric { metric } => say(
            format!("the metric \"{metric}\" is used nowhere"),
            Some("use it in a text, a chart or a table, or delete it".to_owned()),
        ),
        Fault::StandardReplaced { name } => say(
            format!("\"{name}\" replaces an earlier entry of the same name"),
            Some("if that is not meant, rename it or delete one of them".to_owned()),
        ),
        Fault::MissingAlt { file } => say(
            format!("the picture \"{file}\" has no alternative text"),
            Some("say in the brackets what it shows: ![…](…)".to_owned()),
        ),
        Fault::TypedNumber { number } => say(
            format!("the heading begins with a typed number \"{number}\""),
            Some("delete it: headings are numbered by the program".to_owned()),
        ),
        Fault::DoubtfulMask { text } => say(
            format!("the asterisks in \"{text}\" look like hidden digits and are shown as they are"),
            Some("write asterisks: mask if they hide digits; if this is bold text, reword it".to_owned()),
        ),
        Fault::PrivateCharacter { character, kind } => say(
            format!("there is a hidden or private character here: U+{:04X}{}", u32::from(*character), unseen(*kind)),
            Some(
                "put the cursor behind the place and press Backspace once; if nothing is seen to change, delete the \
                 characters beside it too and type them anew"
                    .to_owned(),
            ),
        ),
        Fault::MissingFile { path } => say(
            format!("there is no file \"{path}\""),
            Some("a path is relative to the file that names it, with /; check its name".to_owned()),
        ),
        Fault::Excess(excess) => causes::excess(*excess),
        Fault::UnreadableFile { path, reason } => say(format!("cannot read \"{path}\": {reason}"), None),
        Fault::Unwritten { path, reason } => say(format!("“{path}” cannot be written: {reason}"), None),
        Fault::Sheet(fault) => sheet::sheet(fault),
        Fault::ValueConflict { label, here, there, other } => say(
            format!("“{label}” has two values: {here} here, and {there} at {other}"),
            Some("correct one of them; one in YAML may also be left out, and the sheet’s holds".to_owned()),
        ),
        Fault::MissingTool { why, .. } => causes::missing_tool(why),
        Fault::MissingFont { characters } => say(
            format!("no font of this machine has these characters: {characters}"),
            Some(
                "charts are painted with them; install a font that has them, such as Noto Sans CJK (on Debian and \
                 Ubuntu: apt-get install fonts-noto-cjk)"
                    .to_owned(),
            ),
        ),
        Fault::NoSite { path } => say(
            format!("there is no \"{path}\""),
            Some("the content folder holds a site.yaml; --content names the folder".to_owned()),
        ),
        Fault::NoReport { name, near } => say(
            format!("there is no report \"{name}\""),
            did_you_mean(near.as_ref())
                .or_else(|| Some("a report is named by its path in the content folder".to_owned())),
        ),
        Fault::NoReports { folder } => say(
            format!("there is no report in \"{folder}\" that could be read"),
            Some("a report is a folder with a report.yaml".to_owned()),
        ),
        Fault::UnknownTheme { name, known } => say(
            format!("there is no theme \"{name}\""),
            Some(format!(
                "themes: {}",
                std::iter::once("default")
                    .chain(known.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
        ),
        Fault::Template { message } => {
            say(format!("a template is wrong: {message}"), Some("check the theme's templates".to_owned()))
        }
        Fault::InTheWay { path } => say(
            format!("“{path}” is there already and is not written over"),
            Some("choose another name, or move it away first".to_owned()),
        ),
        Fault::NotNextYear { name, from } => say(
            format!("“{name}” does not follow “{from}”"),
            Some("a new report lies beside last year's and is named by its year: nianbao new 2023 --from 2022".to_owned()),
        ),
        Fault::OutNotOurs { folder } => say(
            format!("\"{folder}\" holds files that this program did not make"),
            Some(
                "nothing was written, so that nothing is lost; choose another folder or move this one"
                    .to_owned(),
            ),
        ),
        Fault::OutTaken { path } => say(
            format!("the build writes \"{path}\", where somebody else's file lies"),
            Some("move that file, or choose another folder".to_owned()),
        ),
        Fault::OutExists { path } => say(format!("“{path}” is there already"), Some("it may have been filled in, and was left alone; move it away, or name another with --out".to_owned())),
        Fault::OutAudience { folder, holds } => say(
            format!("\"{folder}\" holds a site for another audience ({holds})"),
            Some("public and internal sites never share a folder; choose another with --out".to_owned()),
        ),
        Fault::OutLocked { folder } => say(
            format!("another build is writing \"{folder}\""),
            Some("try again when it is done".to_owned()),
        ),
        Fault::UnknownKey { key, known } => say(
            format!("there is no key \"{key}\" here"),
            Some(match super::nearest(key, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("known keys: {}", known.join(", ")),
            }),
        ),
        Fault::DuplicateKey { key, first_line } => say(
            format!("\"{key}\" stands twice"),
            Some(format!("first on line {first_line}; delete one of them, or correct its name")),
        ),
        Fault::MissingKey { key } => {
            say(format!("the required key \"{key}\" is missing"), Some(format!("add a line {key}: …")))
        }
        Fault::BadNumber { text, meant } => say(
            format!("\"{text}\" is not a number in this format"),
            Some(match meant {
                Some(meant) => match meant::odd(text) {
                    Odd::Percent => format!("write {meant}; the percent sign belongs in unit: \"%\""),
                    Odd::Unit => format!("write {meant}; the unit belongs in unit"),
                    Odd::FullWidth | Odd::Thousands | Odd::Other => format!("write {meant}"),
                },
                None if is_plain(text) => "at most 15 digits before the point and 12 behind it".to_owned(),
                None => "write digits and a point, like 95.6; ~ for no data, n/a for not applicable, \"**\" for masked"
                    .to_owned(),
            }),
        ),
        Fault::DuplicateId { id, other } => {
            say(format!("\"{id}\" stands elsewhere too"), Some(format!("the other is in {other}; rename one of them")))
        }
        Fault::ReservedName { name } => {
            say(format!("the program keeps the name \"{name}\" for itself"), Some("choose another name".to_owned()))
        }
        Fault::Formula(kind) => formula(kind),
        Fault::FormulaCircle { circle } => say(
            format!("formulas name each other in a circle: {}", circle.join(" → ")),
            Some("type a number in one of them".to_owned()),
        ),
        Fault::DivisionByZero => {
            say("a formula divides by zero".to_owned(), Some("check the divisor; write ~ for no data".to_owned()))
        }
        Fault::PartsSum { metric, total, sum, lack } => say(
            format!("the parts or months of \"{metric}\" add up to {sum}, its total is {total}"),
            Some(format!("they differ by {lack}; check them, or leave out value to have them added up")),
        ),
        Fault::CheckFailed { text, left, relation, right } => say(
            format!("this check fails: {text}"),
            Some(format!("left is {left}, right is {right}: not {relation}")),
        ),
        Fault::PreviousMismatch { metric, typed, published } => say(
            format!("last year's \"{metric}\" is typed as {typed}, but last year's report published {published}"),
            Some("leave previous out to take it from there; if it was revised, write previous: {value: …, revised: reason}".to_owned()),
        ),
        Fault::UnitMismatch { metric, unit, wanted } => say(
            format!("\"{metric}\" is in {unit}, the standard's limit in {wanted}: they cannot be compared"),
            Some(format!("give the metric in {wanted}, or type the limit: limit: {{value: …, label: …}}")),
        ),
        Fault::LateTitle => say(
            "a heading with one # must come first".to_owned(),
            Some("it is the chapter's title; use ## for headings inside the text".to_owned()),
        ),
    }
}

fn say(message: String, help: Option<String>) -> Words {
    Words { message, help }
}

fn did_you_mean(near: Option<&String>) -> Option<String> {
    near.map(|near| format!("did you mean {near}?"))
}
