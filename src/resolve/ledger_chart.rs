//! A chart of ledgers: a square an item.

use rust_decimal::Decimal;

use super::ledgers;
use super::series::Context;
use crate::model::{
    Audience, By, Category, Chart, ChartKind, LedgerDraft, Point, Role, Series, Status, Value, WorkState,
};

impl Context<'_> {
    /// A chart of ledgers: a row each, a series for each state.
    pub(super) fn ledgers(&self, drafts: &[&LedgerDraft], audience: Audience) -> Chart {
        let speaker = self.speaker;
        let first = drafts.first();
        let rows: Vec<Vec<usize>> = drafts
            .iter()
            .map(|draft| {
                let items: Vec<_> = ledgers::visible(draft, audience).collect();
                WorkState::ALL.map(|state| items.iter().filter(|item| item.state == state).count()).to_vec()
            })
            .collect();
        let categories = drafts
            .iter()
            .zip(&rows)
            .map(|(draft, counts)| {
                let of = counts.iter().sum::<usize>() - counts[4];
                let rate = if of == 0 {
                    String::new()
                } else {
                    let rate = Decimal::from(counts[0] * 100) / Decimal::from(of);
                    format!("{}%", crate::wording::round(rate, 1, speaker.rounding))
                };
                Category { aside: rate, ..Category::named(draft.title.clone()) }
            })
            .collect();
        let series = WorkState::ALL
            .into_iter()
            .enumerate()
            .filter(|(at, _)| rows.iter().any(|counts| counts[*at] > 0))
            .map(|(at, state)| Series {
                worse: false,
                name: first.map(|draft| ledgers::state_word(draft, state, speaker)).unwrap_or_default(),
                role: Role::State(state),
                points: drafts
                    .iter()
                    .zip(&rows)
                    .map(|(draft, counts)| self.state_point(draft, counts, at))
                    .collect(),
            })
            .collect();
        let titles: Vec<&str> = drafts.iter().map(|draft| draft.title.as_str()).collect();
        let unit = first.map(|draft| ledgers::unit(draft, speaker)).unwrap_or_default();
        let squares = speaker.words.fill("chart.squares", &[("unit", &unit)]);
        let what = titles.join(speaker.words.word("list"));
        let subtitle = speaker.words.fill("chart.subtitle", &[("what", &what), ("when", &self.when())]);
        Chart {
            subtitle: format!("{subtitle}{}{squares}", speaker.words.word("stop")),
            unit,
            categories,
            series,
            source: self.draft.source.clone().unwrap_or_default(),
            category_head: speaker.words.word("chart.head.ledger").to_owned(),
            ..Chart::of(ChartKind::Progress, By::Part)
        }
    }

    fn state_point(&self, draft: &LedgerDraft, counts: &[usize], at: usize) -> Point {
        let speaker = self.speaker;
        let (count, all) = (counts[at], counts.iter().sum::<usize>());
        let state = WorkState::ALL[at];
        let key = if at == 0 && count == all { "chart.all_done" } else { "chart.state_count" };
        let word = ledgers::state_word(draft, state, speaker);
        let (number, unit) = (count.to_string(), ledgers::unit(draft, speaker));
        let text = match count {
            0 => String::new(),
            _ => speaker.words.fill(key, &[("state", &word), ("count", &number), ("unit", &unit)]),
        };
        Point { value: Value::Known(Decimal::from(count)), text, status: Status::Final, level: None }
    }
}
