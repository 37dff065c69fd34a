//! Reference paths: `air.pm25.yoy`, `2021.air.pm25`, `report.year`. Enter at [`Book::reference`].

use rust_decimal::Decimal;

use super::{Book, Entry, unknown_metric};
use crate::model::{Draft, Figure, FigureSeries, FigureText, Previously, Shown, Value, longest, segments};
use crate::problem::{Fault, Place, Problem, nearest};
use crate::wording::{Measured, Speaker, Spoken};

/// What a reference says, which figure it uses, and what is wrong with using it there.
pub(super) struct Said {
    pub(super) text: FigureText,
    /// The id of the figure of this report that is used.
    pub(super) uses: Option<String>,
    pub(super) problems: Vec<Problem>,
}

/// Properties that every figure has.
const PROPERTIES: [&str; 9] =
    ["previous", "yoy", "change", "limit", "vs_limit", "target", "vs_target", "label", "unit"];

/// Names under `report.`.
const REPORT: [&str; 8] =
    ["year", "next_year", "previous_year", "period", "title", "published", "updated", "source"];

impl Book {
    /// What a path says in a report. An unknown one says itself, and has a problem unless its file has one.
    pub(super) fn reference(&self, at: usize, path: &str, place: &Place) -> Said {
        let steps = segments(path);
        let entry = &self.entries[at];
        let (steps, number) = match steps.split_last() {
            Some((last, rest)) if last == "number" && !rest.is_empty() => (rest.to_vec(), true),
            _ => (steps, false),
        };
        let found = match steps.first().map(String::as_str) {
            Some("report") => self.report_word(entry, &steps),
            Some(year) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => {
                let year = year.parse().unwrap_or(0);
                let beside = |entry: &&std::sync::Arc<Entry>| {
                    entry.draft.parent() == self.entries[at].draft.parent() && entry.draft.year == year
                };
                match self.entries.iter().find(beside) {
                    Some(other) => {
                        let prefix = format!("{year}.");
                        self.figure_said(&Asked { entry: other, steps: &steps[1..], place, prefix: &prefix })
                    }
                    None => {
                        let beside = |other: &Entry| other.draft.parent() == entry.draft.parent();
                        // Its year may be the one that could not be read.
                        let faulty = self.entries.iter().any(|other| beside(other) && other.draft.faulty);
                        let near = self.nearest_year(entry, &steps[1..]);
                        let unknown = Fault::UnknownMetric { name: path.to_owned(), near };
                        Err((!faulty).then_some(unknown))
                    }
                }
            }
            _ => self.figure_said(&Asked { entry, steps: &steps, place, prefix: "" }),
        };
        let mut said = found.unwrap_or_else(|fault| {
            let text = Spoken::word(path).of(None);
            let problems = fault.into_iter().map(|fault| Problem::new(fault, place.clone())).collect();
            Said { text, uses: None, problems }
        });
        if number {
            said.text.before = String::new();
            said.text.after = String::new();
            if let Shown::Number { text, machine } = &mut said.text.shown {
                *text = text.trim_start_matches('-').to_owned();
                *machine = text.clone();
            }
        }
        said
    }

    /// The same name in the latest report beside this one that has it.
    fn nearest_year(&self, entry: &Entry, steps: &[String]) -> Option<String> {
        let beside = self.entries.iter().filter(|other| other.draft.parent() == entry.draft.parent());
        let name = steps.join(".");
        let years = beside.filter(|other| other.draft.year != entry.draft.year);
        let having =
            years.filter(|other| (1..=steps.len()).any(|n| other.figure(&steps[..n].join(".")).is_some()));
        having.map(|other| other.draft.year).max().map(|year| format!("{year}.{name}"))
    }

    fn report_word(&self, entry: &Entry, steps: &[String]) -> Result<Said, Option<Fault>> {
        let draft = &entry.draft;
        let speaker = self.speaker(entry);
        let stamp = |stamp: Option<crate::model::Stamp>| {
            stamp.map(|stamp| speaker.date(stamp.day)).unwrap_or_default()
        };
        let text = match steps.get(1).map(String::as_str).filter(|_| steps.len() == 2) {
            Some("year") => draft.year.to_string(),
            Some("next_year") => (draft.year + 1).to_string(),
            Some("previous_year") => (draft.year - 1).to_string(),
            Some("period") => speaker.period(draft.period, draft.year),
            Some("title") => draft.title.text.clone(),
            Some("published") => stamp(draft.published),
            Some("updated") => stamp(draft.updated),
            Some("source") => draft.source.clone().unwrap_or_default(),
            _ => {
                let name = steps[1..].join(".");
                let near = nearest(&name, REPORT);
                let known = REPORT.map(str::to_owned).to_vec();
                return Err(Some(Fault::UnknownProperty { metric: "report".to_owned(), name, near, known }));
            }
        };
        Ok(Said { text: Spoken::word(&text).of(None), uses: None, problems: Vec::new() })
    }

    fn figure_said(&self, asked: &Asked<'_>) -> Result<Said, Option<Fault>> {
        let Some((figure, rest)) = asked.figure() else {
            let name = format!("{}{}", asked.prefix, asked.steps.join("."));
            let unknown = unknown_metric(asked.entry, &asked.steps.join("."), asked.place);
            return Err(unknown.map(|problem| match problem.fault {
                Fault::UnknownMetric { near, .. } => {
                    let near = near.map(|near| format!("{}{near}", asked.prefix));
                    Fault::UnknownMetric { name, near }
                }
                fault => fault,
            }));
        };
        let mut problems = Vec::new();
        let spoken = self.property(asked, (figure, rest), &mut problems)?;
        let mut text = spoken.of(Some(format!("{}{}", asked.prefix, figure.id)));
        // A change, a verdict or last year's value bears no mark of its own: the value itself stands nearby.
        let is_value = rest.first().is_none_or(|first| !PROPERTIES.contains(&first.as_str()));
        if is_value && matches!(text.shown, Shown::Number { .. }) {
            text.status = figure.status;
        }
        let uses = asked.prefix.is_empty().then(|| figure.id.clone());
        Ok(Said { text, uses, problems })
    }

    fn property(
        &self,
        asked: &Asked<'_>,
        (figure, rest): (&Figure, &[String]),
        problems: &mut Vec<Problem>,
    ) -> Result<Spoken, Option<Fault>> {
        let speaker = self.speaker(asked.entry);
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        let unread = asked.entry.is_unread(&figure.id);
        let unknown = || Err((!unread).then(|| nearest_property(figure, &rest.join("."))));
        let unread = unread || self.is_last_year_unread(asked.entry, &figure.id);
        let compared = |problems: &mut Vec<Problem>| {
            if !unread && matches!(figure.previous, Previously::Unknown | Previously::Incomparable(None)) {
                let fault = Fault::NoComparison { metric: figure.id.clone() };
                problems.push(Problem::new(fault, asked.place.clone()));
            }
        };
        let exactly = |value: Decimal| measure(&speaker, figure, (&Value::Known(value), value.scale()));
        let spoken = match rest.as_slice() {
            [] => measure(&speaker, figure, (&figure.value, figure.decimals)),
            ["previous"] => {
                compared(problems);
                let value = match &figure.previous {
                    Previously::Value(value) => value,
                    Previously::Incomparable(_) | Previously::Unknown => &Value::Missing,
                };
                return Ok(measure(&speaker, figure, (value, figure.previous_decimals)));
            }
            ["yoy"] => {
                compared(problems);
                speaker.yoy(figure)
            }
            ["change"] => {
                compared(problems);
                speaker.change_by(figure)
            }
            ["label"] => return Ok(Spoken::word(&figure.label)),
            ["unit"] => return Ok(Spoken::word(&speaker.unit_word(&figure.unit))),
            // A limit that changes within the period is no single number, which is a warning at the metric.
            ["limit" | "vs_limit"] if figure.limit.is_none() && asked.entry.spoilt.contains(&figure.id) => {
                return Ok(measure(&speaker, figure, (&Value::Missing, 0)));
            }
            ["limit"] => return figure.limit.as_ref().map_or_else(unknown, |limit| Ok(exactly(limit.value))),
            ["target"] => {
                return figure.target.as_ref().map_or_else(unknown, |target| Ok(exactly(target.value)));
            }
            ["vs_limit"] => match &figure.limit {
                Some(limit) => speaker.against_limit(figure, limit),
                None => return unknown(),
            },
            ["vs_target"] => match &figure.target {
                Some(target) => speaker.against_target(figure, target),
                None => return unknown(),
            },
            rest => return broken_down(&speaker, (figure, rest), (asked, problems)).map_or_else(unknown, Ok),
        };
        warn_missing(&figure.value, figure, (asked, problems));
        Ok(spoken)
    }
}

/// What is said of a part, an item, a month or the like of a figure; nothing if it has none of the name.
fn broken_down(
    speaker: &Speaker<'_>,
    (figure, rest): (&Figure, &[&str]),
    (asked, problems): (&Asked<'_>, &mut Vec<Problem>),
) -> Option<Spoken> {
    let draft = &asked.entry.draft;
    if let Some(label) = label(figure, rest, draft) {
        return Some(Spoken::word(&label));
    }
    let value = breakdown(figure, rest, draft)?;
    let places = super::inputs::places(&value);
    let decimals = places.map_or(figure.decimals, |places| places.min(figure.decimals.max(places)));
    warn_missing(&value, figure, (asked, problems));
    Some(measure(speaker, figure, (&value, decimals)))
}

fn warn_missing(value: &Value, figure: &Figure, (asked, problems): (&Asked<'_>, &mut Vec<Problem>)) {
    if *value == Value::Missing && !asked.entry.is_unread(&figure.id) {
        let fault = Fault::MissingValue { metric: figure.id.clone() };
        problems.push(Problem::new(fault, asked.place.clone()));
    }
}

fn measure(speaker: &Speaker<'_>, figure: &Figure, (value, decimals): (&Value, u32)) -> Spoken {
    speaker.value(&Measured { value, decimals, unit: &figure.unit, quantity: figure.quantity })
}

/// The fault of a name that is no property of a figure, with the nearest that is.
pub(super) fn nearest_property(figure: &Figure, name: &str) -> Fault {
    let mut known: Vec<String> = PROPERTIES
        .iter()
        .filter(|property| match **property {
            "limit" | "vs_limit" => figure.limit.is_some(),
            "target" | "vs_target" => figure.target.is_some(),
            _ => true,
        })
        .map(|&property| property.to_owned())
        .collect();
    known.push("number".to_owned());
    known.extend(figure.parts.iter().map(|(name, _)| quoted(name)));
    known.extend(figure.items.iter().map(|item| quoted(&item.name)));
    for (name, series) in
        [("monthly", &figure.monthly), ("quarterly", &figure.quarterly), ("yearly", &figure.yearly)]
    {
        if !series.is_empty() {
            known.push(name.to_owned());
        }
    }
    let near = nearest(name, known.iter().map(String::as_str));
    Fault::UnknownProperty { metric: figure.id.clone(), name: name.to_owned(), near, known }
}

fn quoted(name: &str) -> String {
    let plain =
        !name.starts_with(|c: char| c.is_numeric()) && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain { name.to_owned() } else { format!("\"{name}\"") }
}

/// A path below a report.
struct Asked<'a> {
    entry: &'a Entry,
    steps: &'a [String],
    place: &'a Place,
    /// `2021.` for another report's.
    prefix: &'a str,
}

impl Asked<'_> {
    /// The figure that the longest prefix names, and the steps after it.
    fn figure(&self) -> Option<(&Figure, &[String])> {
        longest(self.steps, |id| self.entry.figure(id))
    }
}

/// A part, an item, or a point in time of a figure.
pub(super) fn breakdown(figure: &Figure, rest: &[&str], draft: &Draft) -> Option<Value> {
    let named = |list: &[(String, Value)], name: &str| {
        list.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let item = |name: &str| figure.items.iter().find(|item| item.name == name);
    match rest {
        ["parts", name] => named(&figure.parts, name),
        ["items", name] => item(name).map(|item| item.value.clone()),
        ["items", name, part] => named(&item(name)?.parts, part),
        ["monthly", at] => month(&figure.monthly, ("", at), draft),
        ["monthly", series, at] => month(&figure.monthly, (series, at), draft),
        ["quarterly", at] => quarter(&figure.quarterly, ("", at), draft),
        ["quarterly", series, at] => quarter(&figure.quarterly, (series, at), draft),
        ["yearly", at] => year(figure, ("", at)),
        ["yearly", series, at] => year(figure, (series, at)),
        [name] => named(&figure.parts, name).or_else(|| item(name).map(|item| item.value.clone())),
        [name, part] => named(&item(name)?.parts, part),
        _ => None,
    }
}

fn month(series: &[FigureSeries], (name, month): (&str, &str), draft: &Draft) -> Option<Value> {
    let month: i8 = month.parse().ok()?;
    let at = draft.period.months().position(|known| known.month == month)?;
    point(series, name, at)
}

fn quarter(series: &[FigureSeries], (name, quarter): (&str, &str), draft: &Draft) -> Option<Value> {
    let quarter: i8 = quarter.parse().ok()?;
    let at = super::inputs::quarters(draft).iter().position(|(_, known)| *known == quarter)?;
    point(series, name, at)
}

/// The label of a scale that a month has instead of a number: Ⅲ类.
fn label(figure: &Figure, rest: &[&str], draft: &Draft) -> Option<String> {
    let (name, month) = match rest {
        ["monthly", month] => ("", *month),
        ["monthly", name, month] => (*name, *month),
        _ => return None,
    };
    let month: i8 = month.parse().ok()?;
    let at = draft.period.months().position(|known| known.month == month)?;
    let point = figure.monthly.iter().find(|series| series.name == name)?.points.get(at)?;
    point.label.clone().filter(|_| point.value == Value::Missing)
}

fn year(figure: &Figure, (name, year): (&str, &str)) -> Option<Value> {
    let year: i16 = year.parse().ok()?;
    let at = usize::try_from(year - figure.first_year).ok()?;
    point(&figure.yearly, name, at)
}

fn point(series: &[FigureSeries], name: &str, at: usize) -> Option<Value> {
    let series = series.iter().find(|series| series.name == name)?;
    series.points.get(at).map(|point| point.value.clone())
}
