//! Ledgers for an audience, and their counts as figures.

use rust_decimal::Decimal;

use crate::model::{
    Audience, CourseYear, Figure, FigureSeries, Inline, Ledger, LedgerDraft, LedgerItem, LedgerItemDraft,
    LedgerKind, Previously, Quantity, Spot, Status, Value, WorkState,
};
use crate::wording::Speaker;

/// The items an audience may see.
pub(super) fn visible(ledger: &LedgerDraft, audience: Audience) -> impl Iterator<Item = &LedgerItemDraft> {
    ledger
        .items
        .iter()
        .filter(move |item| audience == Audience::Internal || item.audience == Audience::Public)
}

/// A ledger for an audience; its texts are read by a function, and another finds how its items came on.
pub(super) fn ledger(
    draft: &LedgerDraft,
    (audience, speaker): (Audience, Speaker<'_>),
    mut line: impl FnMut(&Spot) -> Vec<Inline>,
    course: impl Fn(&LedgerItemDraft) -> Vec<CourseYear>,
) -> Ledger {
    let items = visible(draft, audience)
        .map(|item| LedgerItem {
            id: item.id.clone(),
            title: line(&item.title),
            category: item.category.clone(),
            lead: item.lead.clone(),
            due: item.due,
            state: item.state,
            submitted: item.submitted,
            closed: item.closed,
            note: item.note.as_ref().map(&mut line).unwrap_or_default(),
            metric: item.metric.as_ref().map(|spot| spot.text.clone()),
            target: item.target,
            course: course(item),
        })
        .collect();
    Ledger {
        id: draft.id.clone(),
        title: draft.title.clone(),
        kind: draft.kind,
        unit: unit(draft, speaker),
        items,
        words: WorkState::ALL.map(|state| (state, state_word(draft, state, speaker))).to_vec(),
    }
}

/// The unit of a ledger's counts.
pub(super) fn unit(ledger: &LedgerDraft, speaker: Speaker<'_>) -> String {
    let key = match ledger.kind {
        LedgerKind::Rectification => "ledger_unit.rectification",
        LedgerKind::Plan => "ledger_unit.plan",
    };
    ledger.unit.clone().unwrap_or_else(|| speaker.words.word(key).to_owned())
}

/// A ledger's word for a state: its own, else the language's.
pub(super) fn state_word(ledger: &LedgerDraft, state: WorkState, speaker: Speaker<'_>) -> String {
    let own = ledger.words.iter().find(|(known, _)| *known == state).map(|(_, word)| word.clone());
    let kind = match ledger.kind {
        LedgerKind::Rectification => "rectification",
        LedgerKind::Plan => "plan",
    };
    own.unwrap_or_else(|| speaker.words.word(&format!("state.{kind}.{}", state.word())).to_owned())
}

/// The counts of a ledger as figures: all, by state, submitted, closed, and the share done.
pub(super) fn counts(ledger: &LedgerDraft, audience: Audience, speaker: Speaker<'_>) -> Vec<Figure> {
    let items: Vec<_> = visible(ledger, audience).collect();
    let in_state = |state: WorkState| items.iter().filter(|item| item.state == state).count();
    let unit = unit(ledger, speaker);
    let title = [("title", ledger.title.as_str())];
    let count = |suffix: &str, label: String, number: usize| {
        let id = if suffix.is_empty() { ledger.id.clone() } else { format!("{}.{suffix}", ledger.id) };
        figure(id, label, (&unit, Value::Known(Decimal::from(number))))
    };
    let mut figures = vec![count("", speaker.words.fill("ledger_count.all", &title), items.len())];
    for state in WorkState::ALL {
        let word = state_word(ledger, state, speaker);
        let label = speaker.words.fill("ledger_count.state", &[title[0], ("state", &word)]);
        figures.push(count(state.word(), label, in_state(state)));
    }
    let submitted = items.iter().filter(|item| item.submitted.is_some()).count();
    figures.push(count("submitted", speaker.words.fill("ledger_count.submitted", &title), submitted));
    let closed = items.iter().filter(|item| item.closed.is_some()).count();
    figures.push(count("closed", speaker.words.fill("ledger_count.closed", &title), closed));
    let of = items.len() - in_state(WorkState::Dropped);
    let rate = match of {
        0 => Value::NotApplicable,
        of => Value::Known(Decimal::from(in_state(WorkState::Done) * 100) / Decimal::from(of)),
    };
    let label = speaker.words.fill("ledger_count.done_rate", &title);
    let mut rate = figure(format!("{}.done_rate", ledger.id), label, ("%", rate));
    (rate.quantity, rate.decimals, rate.previous_decimals) = (Quantity::Ratio, 1, 1);
    rate.better = Some(crate::model::Better::Higher);
    figures.push(rate);
    figures
}

fn figure(id: String, label: String, (unit, value): (&str, Value)) -> Figure {
    Figure {
        id,
        label,
        unit: unit.to_owned(),
        quantity: Quantity::Amount,
        better: None,
        value,
        formula: Vec::new(),
        has_value: true,
        previous: Previously::Unknown,
        decimals: 0,
        previous_decimals: 0,
        limit: None,
        target: None,
        parts: Vec::new(),
        previous_parts: Vec::new(),
        items: Vec::new(),
        previous_items: Vec::new(),
        monthly: Vec::<FigureSeries>::new(),
        previous_monthly: Vec::new(),
        quarterly: Vec::new(),
        yearly: Vec::new(),
        first_year: 0,
        daily: Vec::new(),
        scale: None,
        note: Vec::new(),
        status: Status::Final,
        break_reason: None,
        source: None,
        department: None,
    }
}
