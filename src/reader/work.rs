//! What is said of work: of an item beside its state, and of what became of last year's.

use super::values::plain_value;
use super::words::Words;
use crate::model::{Account, Accounts, LedgerItem, LedgerTable, Outcome, Report, Shown, WorkState, plain};

/// The word for the state of an item.
pub(crate) fn state_word<'a>(table: &'a LedgerTable, item: &LedgerItem) -> &'a str {
    let own = table.words.iter().find(|(state, _)| *state == item.state);
    own.map_or(item.state.word(), |(_, word)| word)
}

/// What an item is to reach, when it was handed in and closed, and how it came on over the years.
pub(crate) fn steps(words: &Words, report: &Report, item: &LedgerItem) -> Vec<String> {
    let mut steps = Vec::from_iter(target(words, report, item));
    for (month, key) in [(item.submitted, "item_submitted"), (item.closed, "item_closed")] {
        if let Some(month) = month {
            let month = format!("{:04}-{:02}", month.year, month.month);
            steps.push(words.fill(key, &[("month", &month)]));
        }
    }
    steps.extend(course(words, item));
    steps
}

/// What an item is to reach, and how far its figure is.
fn target(words: &Words, report: &Report, item: &LedgerItem) -> Option<String> {
    let (metric, target) = (item.metric.as_ref()?, item.target?.to_string());
    let row = report.groups.iter().flat_map(|group| &group.rows).find(|row| row.id == *metric)?;
    let target = Shown::Number { text: target.clone(), machine: target };
    let target = plain_value(words, &target, &row.unit);
    let value = plain_value(words, &row.value, &row.unit);
    let key = if value.is_empty() { "item_target" } else { "item_target_now" };
    Some(words.fill(key, &[("label", &row.label), ("target", &target), ("value", &value)]))
}

/// The years of an item, each with how far it had come, and its title in the first where it was another.
fn course(words: &Words, item: &LedgerItem) -> Vec<String> {
    let Some(first) = item.course.first() else { return Vec::new() };
    let years: Vec<String> = item
        .course
        .iter()
        .map(|at| words.fill("item_year", &[("year", &at.year.to_string()), ("state", &at.word)]))
        .collect();
    let mut lines = vec![years.join(words.get("item_then"))];
    let title = plain(&first.title);
    if title != plain(&item.title) {
        lines.push(words.fill("item_was", &[("year", &first.year.to_string()), ("title", &title)]));
    }
    lines
}

/// The words over the table of what became of last year's work.
pub(crate) fn accounts_title(words: &Words, accounts: &Accounts) -> String {
    words.fill("accounts", &[("year", &accounts.year.to_string())])
}

/// What an item came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Done,
    Open,
    Dropped,
    Untold,
}

/// What an item came to by all that continue it: it is done when nothing of it is left open.
fn fate(account: &Account) -> Fate {
    let all = |state: WorkState| account.outcomes.iter().all(|outcome| outcome.item.state == state);
    let closed = |outcome: &Outcome| matches!(outcome.item.state, WorkState::Done | WorkState::Dropped);
    match account.outcomes.iter().all(closed) {
        _ if account.outcomes.is_empty() => Fate::Untold,
        _ if all(WorkState::Dropped) => Fate::Dropped,
        true => Fate::Done,
        false => Fate::Open,
    }
}

/// How many items came to what, in a sentence; what none came to is left out.
pub(crate) fn accounts_say(words: &Words, accounts: &Accounts) -> String {
    let fates: Vec<Fate> = accounts.groups.iter().flat_map(|group| &group.accounts).map(fate).collect();
    let counts: Vec<String> = [
        (Fate::Done, "accounts_done"),
        (Fate::Open, "accounts_open"),
        (Fate::Dropped, "accounts_dropped"),
        (Fate::Untold, "accounts_untold"),
    ]
    .into_iter()
    .map(|(wanted, key)| (fates.iter().filter(|fate| **fate == wanted).count(), key))
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| words.fill(key, &[("count", &count.to_string())]))
    .collect();
    let (year, all) = (accounts.year.to_string(), fates.len().to_string());
    let counts = counts.join(words.get("between"));
    words.fill("accounts_says", &[("year", &year), ("all", &all), ("counts", &counts)])
}
