//! What became of last year's work: a page beside that of figures, by the ledgers that last year's report had.

use tera::Context;

use super::cover::here;
use super::exhibits::{progress, state};
use super::frame::{Current, Spec};
use super::inline::{Setter, Style};
use super::links::{figures_path, inner_path};
use super::markup::{esc, terms};
use super::symbols::legend;
use super::tables::{Cell, Grid, scroller};
use super::views::{AccountsView, Crumb};
use super::{Page, Renderer};
use crate::model::{Account, Accounts, LedgerItem, Outcome, Report, plain};
use crate::problem::Problem;
use crate::reader::work::{accounts_say, accounts_title};

/// The anchors of the table's groups begin so.
const ANCHOR: &str = "accounts";

/// The page's address, of a report that has one.
pub(super) fn path(report: &str) -> String {
    inner_path(report, "figures/accounts")
}

impl Renderer {
    /// The page of what became of last year's work; none where last year's report left nothing to account for.
    pub(super) fn accounts(&self, report: &Report) -> Option<Result<Page, Vec<Problem>>> {
        let accounts = report.accounts.as_ref()?;
        let path = path(&report.path);
        let links = self.links(&path);
        let mut setter = self.setter(links, &report.path);
        let title = accounts_title(&self.words, accounts);
        let view = AccountsView {
            title: title.clone(),
            says: accounts_say(&self.words, accounts),
            table_html: table(&mut setter, (report, accounts)),
            symbols_html: legend(&self.words, &setter.seen),
        };
        let mut views = Context::new();
        views.insert("accounts", &view);
        let above = Crumb {
            href: Some(links.to(&figures_path(&report.path))),
            text_html: terms(self.words.get("nav_figures")).to_string(),
        };
        let spec = Spec {
            path: &path,
            links,
            crumbs: vec![above, here(&title)],
            description: view.says,
            name: title,
            report: Some(report),
            source: None,
            current: Current::Accounts,
            charts: false,
        };
        Some(self.page("accounts.html", &spec, views))
    }
}

/// What became of each item.
fn table(setter: &mut Setter<'_>, (report, accounts): (&Report, &Accounts)) -> String {
    let words = setter.words;
    let (title, year) = (accounts_title(words, accounts), accounts.year.to_string());
    let mut grid = Grid::new(&title);
    grid.head(Cell::text(words.get("item_id")));
    grid.head(Cell::text(&words.fill("account_item", &[("year", &year)])));
    for key in ["item_lead", "item_due", "account_outcome", "item_progress"] {
        grid.head(Cell::text(words.get(key)));
    }
    for group in &accounts.groups {
        grid.group(&format!("{ANCHOR}-{}", group.id), &terms(&group.title).to_string());
        for account in &group.accounts {
            let row = row(setter, report, account);
            grid.row(&format!("account-{}", account.item.id), row);
        }
    }
    scroller(&title, &grid.html("ledger-table accounts-table"))
}

fn row(setter: &mut Setter<'_>, report: &Report, account: &Account) -> Vec<Cell> {
    let item = &account.item;
    let category = item.category.as_deref();
    let category = category.map_or(String::new(), |text| format!("<small>{}</small>", terms(text)));
    let title = setter.line(&item.title, Style::Lead);
    let due = item.due.map_or(String::new(), |due| due.to_string());
    let mut cells = vec![
        Cell::quiet(&esc(&item.id).to_string()),
        Cell::row(format!("{title}{category}")),
        Cell::text(item.lead.as_deref().unwrap_or_default()),
        Cell::text(&due).class("date"),
    ];
    if account.outcomes.is_empty() {
        cells.push(Cell::quiet(&terms(setter.words.get("account_untold")).to_string()));
        cells.push(Cell::text(""));
        return cells;
    }
    let outcomes: String = account.outcomes.iter().map(|outcome| came_to(outcome, item)).collect();
    let mut told = String::new();
    for outcome in &account.outcomes {
        // The row names the item as last year did.
        let carried = LedgerItem { title: item.title.clone(), ..outcome.item.clone() };
        let said = progress(setter, report, &carried);
        told.push_str(&format!("<div>{said}</div>"));
    }
    cells.push(Cell::text_html(&outcomes));
    cells.push(Cell::quiet(&told));
    cells
}

/// The state of an item that continues another, and where it is found: its ledger, its id, its title where it is new.
fn came_to(outcome: &Outcome, before: &LedgerItem) -> String {
    let title = plain(&outcome.item.title);
    let title = if title == plain(&before.title) { String::new() } else { format!(" {title}") };
    format!(
        "<div>{}<small>{} {}{}</small></div>",
        state(outcome.item.state, &outcome.word),
        terms(&outcome.ledger),
        esc(&outcome.item.id),
        terms(&title)
    )
}
