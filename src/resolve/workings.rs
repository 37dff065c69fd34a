//! How a figure was worked out: its formula in words, with what it was computed with. Enter at [`explain`].

use std::collections::BTreeMap;

use super::formulas::property;
use super::inputs::{Inputs, places, quarters};
use super::veil::Veil;
use crate::formula::{self, Expression, ExpressionKind, Function, Named, Operator};
use crate::model::{
    Draft, Figure, FormulaPiece, GivenWhat, MetricFile, Month, Quantity, Value, longest, segments,
};
use crate::wording::{Measured, Speaker};

/// Lists up to this long are written out.
const WRITTEN_OUT: usize = 6;

/// Says of each figure that a formula made how. A withheld one says nothing: its formula is withheld with it.
pub(super) fn explain((figures, index): (&mut [Figure], &BTreeMap<String, usize>), inputs: &Inputs<'_, '_>) {
    let mut explained = Vec::new();
    for file in &inputs.draft.metrics {
        for metric in &file.metrics {
            let Some(GivenWhat::Formula(text)) = metric.value.as_ref().map(|given| &given.what) else {
                continue;
            };
            let Some(&at) = index.get(&metric.id) else { continue };
            if Veil::of(metric, inputs.audience).all || figures[at].value.is_masked() {
                continue;
            }
            let Ok(expression) = formula::parse(text) else { continue };
            let mut teller = Teller { figures, index, inputs, file, pieces: Vec::new() };
            if teller.tell(&expression, 0).is_some() {
                explained.push((at, teller.pieces));
            }
        }
    }
    for (at, pieces) in explained {
        figures[at].formula = pieces;
    }
}

/// Puts one formula into words.
struct Teller<'x> {
    figures: &'x [Figure],
    index: &'x BTreeMap<String, usize>,
    inputs: &'x Inputs<'x, 'x>,
    file: &'x MetricFile,
    pieces: Vec<FormulaPiece>,
}

/// A figure that a name leads to, what of it, and where it belongs.
struct Found<'x> {
    figure: &'x Figure,
    rest: Vec<&'x str>,
    draft: &'x Draft,
    /// The year of another report.
    year: Option<i16>,
}

impl<'x> Teller<'x> {
    fn speaker(&self) -> Speaker<'x> {
        Speaker { words: &self.inputs.project.dressing.words, rounding: self.inputs.draft.rounding }
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(FormulaPiece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(FormulaPiece::Text(text.to_owned())),
        }
    }

    /// Tells an expression, in brackets where it binds less than what stands around it. Nothing where it names
    /// what is not known, which was reported.
    fn tell(&mut self, expression: &'x Expression, around: u8) -> Option<()> {
        match &expression.kind {
            ExpressionKind::Number(number) => self.text(&number.to_string()),
            ExpressionKind::Name(name) => self.name(name)?,
            ExpressionKind::Negative(inner) => {
                self.text("−");
                self.tell(inner, 3)?;
            }
            ExpressionKind::Binary(operator, left, right) => {
                let (sign, own, after) = match operator {
                    Operator::Add => (" + ", 1, 1),
                    Operator::Subtract => (" − ", 1, 2),
                    Operator::Multiply => (" × ", 2, 2),
                    Operator::Divide => (" ÷ ", 2, 3),
                };
                let brackets = own < around;
                if brackets {
                    self.text("(");
                }
                self.tell(left, own)?;
                self.text(sign);
                self.tell(right, after)?;
                if brackets {
                    self.text(")");
                }
            }
            ExpressionKind::Call(function, values) => {
                let word = match function {
                    Function::Round => "round",
                    Function::Sum => "sum",
                    Function::Min => "min",
                    Function::Max => "max",
                    Function::Mean => "mean",
                };
                let word = self.speaker().words.fill(&format!("formula.{word}"), &[]);
                self.text(&format!("{word}("));
                let comma = if *function == Function::Round { "clause" } else { "list" };
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        self.text(self.speaker().words.word(comma));
                    }
                    self.tell(value, 0)?;
                }
                self.text(")");
            }
        }
        Some(())
    }

    fn name(&mut self, name: &'x [String]) -> Option<()> {
        let found = self.find(name)?;
        let steps: Vec<String> = found.rest.iter().map(|&step| step.to_owned()).collect();
        match property(found.figure, &steps, found.draft)? {
            Named::One(value) => {
                let label = self.label(&found);
                let decimals = match found.rest.as_slice() {
                    [] | ["number"] => found.figure.decimals,
                    ["previous"] => found.figure.previous_decimals,
                    _ => places(&value).unwrap_or(found.figure.decimals),
                };
                self.input(label, found.figure, (&value, decimals));
            }
            Named::Many(values) => {
                let names = self.names(&found);
                if values.len() > WRITTEN_OUT || names.len() != values.len() {
                    let key = match found.rest.first() {
                        Some(&"monthly") => "formula.each_month",
                        Some(&"quarterly") => "formula.each_quarter",
                        Some(&"yearly") => "formula.each_year",
                        _ => "formula.each",
                    };
                    let label = self.dated(&found, found.figure.label.clone());
                    let text = self.speaker().words.fill(key, &[("label", &label)]);
                    self.text(&text);
                    return Some(());
                }
                for (at, (value, name)) in values.iter().zip(names).enumerate() {
                    if at > 0 {
                        self.text(self.speaker().words.word("list"));
                    }
                    let decimals = places(value).unwrap_or(found.figure.decimals);
                    self.input(name, found.figure, (value, decimals));
                }
            }
        }
        Some(())
    }

    fn input(&mut self, label: String, figure: &Figure, (value, decimals): (&Value, u32)) {
        let measured = Measured { value, decimals, unit: &figure.unit, quantity: figure.quantity };
        // A rank is told as its number: 第3位 is no number to compute with.
        let measured = match figure.quantity {
            Quantity::Rank => Measured { quantity: Quantity::Amount, ..measured },
            _ => measured,
        };
        let value = self.speaker().value(&measured).of(None);
        self.pieces.push(FormulaPiece::Input { label, value });
    }

    /// What a name leads to: in the formula's own file, then in the report, or in another year's.
    fn find(&self, name: &'x [String]) -> Option<Found<'x>> {
        let year = name.first().filter(|first| first.len() == 4).and_then(|first| first.parse::<i16>().ok());
        if let Some(year) = year {
            let draft = self.inputs.draft;
            let beside = |entry: &&std::sync::Arc<super::Entry>| {
                entry.draft.year == year && entry.draft.parent() == draft.parent()
            };
            let entry = self.inputs.computed.iter().flatten().find(beside)?;
            let (figure, rest) = longest(&name[1..], |id| entry.figure(id))?;
            let rest = rest.iter().map(String::as_str).collect();
            return Some(Found { figure, rest, draft: &entry.draft, year: Some(year) });
        }
        let own = segments(&self.file.id);
        [own.join(".") + ".", String::new()].into_iter().find_map(|before| {
            let known = |id: &str| self.index.get(&format!("{before}{id}"));
            let (&at, rest) = longest(name, known)?;
            let rest = rest.iter().map(String::as_str).collect();
            Some(Found { figure: &self.figures[at], rest, draft: self.inputs.draft, year: None })
        })
    }

    /// What a value is called: the figure's name, a part's, a month.
    fn label(&self, found: &Found<'_>) -> String {
        let words = self.speaker().words;
        let of = |name: &str, part: &str| words.fill("formula.of", &[("name", name), ("part", part)]);
        let at_time = |label: &str, time: &str| words.fill("formula.at", &[("label", label), ("time", time)]);
        let figure = found.figure.label.as_str();
        let label = match found.rest.as_slice() {
            ["previous"] => words.fill("formula.previous", &[("label", figure)]),
            ["limit"] => found.figure.limit.as_ref().map_or(figure, |limit| &limit.label).to_owned(),
            ["target"] => found.figure.target.as_ref().map_or(figure, |target| &target.label).to_owned(),
            ["parts" | "items", name] => (*name).to_owned(),
            [time @ ("monthly" | "quarterly" | "yearly"), at] => at_time(figure, &self.time(time, at)),
            [time @ ("monthly" | "quarterly" | "yearly"), series, at] => {
                at_time(series, &self.time(time, at))
            }
            ["items", name, part] => of(name, part),
            [] | ["number"] => figure.to_owned(),
            [name] => (*name).to_owned(),
            [.., name, part] => of(name, part),
        };
        self.dated(found, label)
    }

    /// A name with the year of another report before it.
    fn dated(&self, found: &Found<'_>, label: String) -> String {
        let speaker = self.speaker();
        match found.year {
            Some(year) => {
                speaker.words.fill("formula.at", &[("label", &label), ("time", &speaker.year(year))])
            }
            None => label,
        }
    }

    fn time(&self, kind: &str, at: &str) -> String {
        let speaker = self.speaker();
        match (kind, at.parse::<i16>()) {
            ("monthly", Ok(month)) => {
                let month = i8::try_from(month).unwrap_or(1);
                speaker.month(Month { year: self.inputs.draft.year, month })
            }
            ("quarterly", Ok(quarter)) => speaker.quarter(i8::try_from(quarter).unwrap_or(1)),
            ("yearly", Ok(year)) => speaker.year(year),
            _ => at.to_owned(),
        }
    }

    /// The names of the values of a list.
    fn names(&self, found: &Found<'_>) -> Vec<String> {
        let speaker = self.speaker();
        let figure = found.figure;
        match found.rest.as_slice() {
            ["parts"] => figure.parts.iter().map(|(name, _)| name.clone()).collect(),
            ["items"] => figure.items.iter().map(|item| item.name.clone()).collect(),
            ["monthly"] => found.draft.period.months().map(|month| speaker.month(month)).collect(),
            ["quarterly"] => {
                quarters(found.draft).into_iter().map(|(_, quarter)| speaker.quarter(quarter)).collect()
            }
            ["yearly"] => {
                let length = figure.yearly.first().map_or(0, |series| series.points.len());
                (figure.first_year..).take(length).map(|year| speaker.year(year)).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Book;
    use crate::load::{Request, project};
    use crate::model::{Audience, FormulaPiece};

    /// The formulas of a report with these metrics, in plain text, by id.
    fn told(metrics: &str, audience: Audience) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("2022/metrics")).unwrap();
        fs::write(content.join("site.yaml"), "title: 示例\n").unwrap();
        fs::write(content.join("2022/report.yaml"), "title: 总结\nyear: 2022\n").unwrap();
        fs::write(content.join("2022/metrics/air.yaml"), format!("title: 空气\nmetrics:\n{metrics}"))
            .unwrap();
        let request = Request { content, theme: None };
        let (project, problems) = project(&request);
        assert!(problems.is_empty(), "{problems:?}");
        let project = project.unwrap();
        let (book, _) = Book::open(&project, audience);
        let formulas = book.entries[0].figures.iter().filter(|figure| !figure.formula.is_empty());
        let piece = |piece: &FormulaPiece| match piece {
            FormulaPiece::Text(text) => text.clone(),
            FormulaPiece::Input { label, value } => format!("{label} {}", value.plain()),
        };
        formulas
            .map(|figure| {
                let pieces: Vec<String> = figure.formula.iter().map(piece).collect();
                format!("{} = {}", figure.label, pieces.concat())
            })
            .collect()
    }

    #[test]
    fn a_formula_is_told_with_the_names_and_values_of_its_inputs() {
        let metrics = r#"
  pm25: {label: PM2.5, unit: μg/m³, value: 24, previous: 25, monthly: [37, 32, 28, 24, 20, 18, 17, 17, 21, 23, 26, 30]}
  levels: {label: 级别天数, unit: 天, parts: {优: 201, 良: 119, 轻度污染: 14}}
  open: {label: 未到数, unit: 家, value: ~}
  rate: {label: 优良率, unit: "%", decimals: 1, value: = (levels.优 + levels.良) / levels * 100}
  fall: {label: 降幅, unit: "%", value: = -(pm25 - pm25.previous) / pm25.previous * 100}
  rest: {label: 余数, unit: 天, value: = levels - (levels.优 - 1) - rate / (2 * 3)}
  most: {label: 最多, unit: 天, value: "= round(max(levels.parts), 1) + mean(pm25.monthly) + pm25.monthly.3"}
  half: {label: 一半, unit: 家, value: = open / 2}
"#;
        assert_eq!(
            told(metrics, Audience::Public),
            [
                "优良率 = (优 201天 + 良 119天) ÷ 级别天数 334天 × 100",
                "降幅 = −(PM2.5 24微克/立方米 − 上年PM2.5 25微克/立方米) ÷ 上年PM2.5 25微克/立方米 × 100",
                "余数 = 级别天数 334天 − (优 201天 − 1) − 优良率 95.8% ÷ (2 × 3)",
                "最多 = 修约(最大值(优 201天、良 119天、轻度污染 14天)，1) + 平均值(各月PM2.5) + 3月PM2.5 28微克/立方米",
                "一半 = 未到数 暂缺 ÷ 2",
            ]
        );
    }

    #[test]
    fn what_is_withheld_says_nothing_of_its_formula() {
        let metrics = r#"
  cases: {label: 案件, unit: 件, value: 9, mask: true}
  all: {label: 全部, unit: 件, value: 20}
  share: {label: 占比, unit: "%", value: = cases / all * 100}
  double: {label: 两倍, unit: "%", value: = share * 2}
  own: {label: 自算, unit: 件, value: = all / 2, mask: true}
"#;
        assert!(told(metrics, Audience::Public).is_empty());
        assert_eq!(told(metrics, Audience::Internal).len(), 3);
    }
}
