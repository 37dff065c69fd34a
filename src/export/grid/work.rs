//! Work: a list of it, and what became of last year's.

use super::{Cell, Grid, Row};
use crate::model::{Account, Accounts, LedgerItem, LedgerTable, Report, plain};
use crate::reader::words::Words;
use crate::reader::work::{state_word, steps};

/// A list of work: the columns that it fills. One without items has no rows.
pub(in crate::export) fn ledger<'r>(words: &'r Words, report: &Report, table: &'r LedgerTable) -> Grid<'r> {
    let any = |of: fn(&LedgerItem) -> bool| table.items.iter().any(of);
    let (has_lead, has_due) = (any(|item| item.lead.is_some()), any(|item| item.due.is_some()));
    let told: Vec<Cell<'r>> = table.items.iter().map(|item| progress(words, report, item)).collect();
    let has_told = told.iter().any(|cell| !cell.lines.is_empty());
    let columns = [
        (true, "item_id"),
        (true, "item_title"),
        (has_lead, "item_lead"),
        (has_due, "item_due"),
        (true, "item_state"),
        (has_told, "item_progress"),
    ];
    let heads = columns.into_iter().filter(|(is_shown, _)| *is_shown);
    let heads = heads.map(|(_, key)| Cell::words(words.get(key))).collect();
    let mut rows = Vec::new();
    for (item, told) in table.items.iter().zip(told) {
        let mut cells = item_cells(item, (has_lead, has_due));
        cells.push(Cell::words(state_word(table, item)));
        if has_told {
            cells.push(told);
        }
        rows.push(Row::Cells(cells));
    }
    Grid { heads, rows, notes: Vec::new() }
}

/// What an item is, and where they are shown who leads it and when it is due.
fn item_cells(item: &LedgerItem, (has_lead, has_due): (bool, bool)) -> Vec<Cell<'_>> {
    let title = Cell::default().and_text(&item.title).and(item.category.as_deref().unwrap_or_default());
    let mut cells = vec![Cell::words(&item.id).short(), title];
    if has_lead {
        cells.push(Cell::words(item.lead.as_deref().unwrap_or_default()));
    }
    if has_due {
        let due = item.due.map_or(String::new(), |due| due.to_string());
        cells.push(Cell::words(due).centred().short());
    }
    cells
}

/// What is said of an item beside its state.
fn progress<'r>(words: &Words, report: &Report, item: &'r LedgerItem) -> Cell<'r> {
    steps(words, report, item).into_iter().fold(Cell::default().and_text(&item.note), Cell::and)
}

/// What became of each item of last year.
pub(in crate::export) fn accounts<'r>(words: &'r Words, report: &Report, accounts: &'r Accounts) -> Grid<'r> {
    let mut heads = vec![Cell::words(words.get("item_id"))];
    heads.push(Cell::words(words.fill("account_item", &[("year", &accounts.year.to_string())])));
    let others = ["item_lead", "item_due", "account_outcome", "item_progress"];
    heads.extend(others.map(|key| Cell::words(words.get(key))));
    let mut rows = Vec::new();
    for group in &accounts.groups {
        rows.push(Row::Group(&group.title));
        rows.extend(group.accounts.iter().map(|item| Row::Cells(account(words, report, item))));
    }
    Grid { heads, rows, notes: Vec::new() }
}

fn account<'r>(words: &'r Words, report: &Report, account: &'r Account) -> Vec<Cell<'r>> {
    let item = &account.item;
    let mut cells = item_cells(item, (true, true));
    if account.outcomes.is_empty() {
        cells.extend([Cell::words(words.get("account_untold")), Cell::default()]);
        return cells;
    }
    let (mut came_to, mut told) = (Cell::default(), Cell::default());
    for outcome in &account.outcomes {
        let title = plain(&outcome.item.title);
        let title = if title == plain(&item.title) { String::new() } else { format!(" {title}") };
        came_to = came_to.and(&outcome.word).and(&outcome.ledger).and(format!("{}{title}", outcome.item.id));
        // The row names the item as last year did.
        let carried = LedgerItem { title: item.title.clone(), ..outcome.item.clone() };
        told = steps(words, report, &carried).into_iter().fold(told.and_text(&outcome.item.note), Cell::and);
    }
    cells.extend([came_to, told]);
    cells
}
