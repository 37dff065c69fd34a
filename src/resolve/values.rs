//! The values of a chart's series, before they have words.

use jiff::civil::Date;

use super::series::{Bare, Context, years};
use crate::model::{By, ChartKind, Figure, FigureItem, Previously, Role, Scale, Value};

impl Context<'_> {
    pub(super) fn over_time(&self, figures: &[&Figure], by: By) -> Vec<Bare> {
        let (from, to) = years(figures);
        let mut bare = Vec::new();
        for figure in figures {
            let series = match by {
                By::Month => &figure.monthly,
                By::Quarter => &figure.quarterly,
                By::Year => &figure.yearly,
                _ => {
                    let days: Vec<Date> = figures[0].daily.iter().map(|(day, _)| *day).collect();
                    bare.push((self.series_name(figures, figure, ""), Role::Focus, daily(figure, &days)));
                    continue;
                }
            };
            for one in series {
                let mut values: Vec<Value> = one.points.iter().map(|point| point.value.clone()).collect();
                if by == By::Year {
                    let lead = usize::try_from(figure.first_year - from).unwrap_or(0);
                    let length = usize::try_from(to - from + 1).unwrap_or(0);
                    values = std::iter::repeat_n(Value::Missing, lead).chain(values).collect();
                    values.resize(length, Value::Missing);
                }
                bare.push((self.series_name(figures, figure, &one.name), Role::Focus, values));
            }
        }
        self.part_roles(figures, bare)
    }

    /// The only series is this year's; of several each is a part, or a level of a scale.
    pub(super) fn part_roles(&self, figures: &[&Figure], bare: Vec<Bare>) -> Vec<Bare> {
        if bare.len() < 2 {
            return bare;
        }
        let scale = figures.first().and_then(|figure| figure.scale.as_deref());
        let labels = scale.and_then(|name| self.standards.scale(name));
        let role = |at: usize, name: &str| {
            let level = labels.and_then(|scale| scale.place(name));
            match (level, scale.map(Scale::named)) {
                (Some(level), Some(scale @ (Scale::Aqi | Scale::WaterClass))) => Role::Level(scale, level),
                _ => Role::Part(at),
            }
        };
        bare.into_iter()
            .enumerate()
            .map(|(at, (name, _, values))| (name.clone(), role(at, &name), values))
            .collect()
    }

    pub(super) fn series_name(&self, figures: &[&Figure], figure: &Figure, name: &str) -> String {
        match (name.is_empty(), figures.len()) {
            (true, 1) => self.this_year(),
            (true, _) => figure.label.clone(),
            (false, 1) => name.to_owned(),
            (false, _) => format!("{}{}{name}", figure.label, self.speaker.words.word("colon")),
        }
    }

    pub(super) fn by_item(&self, figures: &[&Figure], kind: ChartKind) -> Vec<Bare> {
        let Some(figure) = figures.first() else { return Vec::new() };
        if kind != ChartKind::Stacked {
            let values = figure.items.iter().map(|item| item.value.clone()).collect();
            return vec![(self.this_year(), Role::Focus, values)];
        }
        let bare = part_names(&figure.items)
            .into_iter()
            .map(|name| {
                let value = |item: &FigureItem| {
                    let part = item.parts.iter().find(|(known, _)| *known == name);
                    part.map_or(Value::Missing, |(_, value)| value.clone())
                };
                let values = figure.items.iter().map(value).collect();
                (name, Role::Focus, values)
            })
            .collect();
        self.part_roles(figures, bare)
    }

    pub(super) fn by_part(&self, figures: &[&Figure], kind: ChartKind) -> Vec<Bare> {
        let Some(figure) = figures.first() else { return Vec::new() };
        let values = figure.parts.iter().map(|(_, value)| value.clone());
        if kind != ChartKind::Stacked {
            return vec![(self.this_year(), Role::Focus, values.collect())];
        }
        let bare = figure
            .parts
            .iter()
            .map(|(name, value)| (name.clone(), Role::Focus, vec![value.clone()]))
            .collect();
        self.part_roles(figures, bare)
    }

    pub(super) fn by_metric(&self, figures: &[&Figure], kind: ChartKind) -> Vec<Bare> {
        if kind != ChartKind::Stacked {
            let values = figures.iter().map(|figure| self.rounded(&figure.value, figure.decimals)).collect();
            return vec![(self.this_year(), Role::Focus, values)];
        }
        let mut names: Vec<String> = Vec::new();
        for (name, _) in figures.iter().flat_map(|figure| &figure.parts) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let bare = names
            .into_iter()
            .map(|name| {
                let value = |figure: &&Figure| {
                    let part = figure.parts.iter().find(|(known, _)| *known == name);
                    part.map_or(Value::Missing, |(_, value)| value.clone())
                };
                let values = figures.iter().map(value).collect();
                (name, Role::Focus, values)
            })
            .collect();
        self.part_roles(figures, bare)
    }

    /// Last year's series beside this year's.
    pub(super) fn previous(&self, figures: &[&Figure], by: By) -> impl Iterator<Item = Bare> {
        let name = self.speaker.year(self.draft.year - 1);
        let figure = figures.first();
        let named = |list: &[(String, Value)], name: &str| {
            list.iter().find(|(known, _)| known == name).map_or(Value::Missing, |(_, value)| value.clone())
        };
        let values: Option<Vec<Value>> = figure.and_then(|figure| match by {
            By::Month => {
                let points = &figure.previous_monthly.first().filter(|series| series.name.is_empty())?.points;
                Some(points.iter().map(|point| point.value.clone()).collect())
            }
            By::Item => {
                let items = &figure.previous_items;
                let value = |item: &FigureItem| {
                    let last = items.iter().find(|last| last.name == item.name);
                    last.map_or(Value::Missing, |last| last.value.clone())
                };
                Some(figure.items.iter().map(value).collect())
            }
            By::Part => {
                Some(figure.parts.iter().map(|(name, _)| named(&figure.previous_parts, name)).collect())
            }
            By::Metric => Some(
                figures
                    .iter()
                    .map(|figure| match &figure.previous {
                        Previously::Value(value) => self.rounded(value, figure.previous_decimals),
                        _ => Value::Missing,
                    })
                    .collect(),
            ),
            By::Quarter | By::Year | By::Day => None,
        });
        values.map(|values| (name, Role::Previous, values)).into_iter()
    }
}

fn daily(figure: &Figure, days: &[Date]) -> Vec<Value> {
    let value = |day: &Date| {
        let found = figure.daily.binary_search_by_key(day, |(known, _)| *known);
        found.map_or(Value::Missing, |at| figure.daily[at].1.clone())
    };
    days.iter().map(value).collect()
}

/// The names of parts over all items, in the order of first mention.
fn part_names(items: &[FigureItem]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in items.iter().flat_map(|item| &item.parts) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}
