//! 附件: lists of work, what became of last year's work, and all figures, each on pages of its own after the text
//! (GB/T 9704—2012, 7.3.7).

use super::super::attachment::{Attachment, limit_or_target, source_and_department};
use super::super::escape::esc;
use super::Sheet;
use super::front::great_title;
use super::inline::{id, terms};
use super::table::{Cell, Row, table};
use crate::model::{Account, Accounts, FigureRow, LedgerItem, LedgerTable, Report, Shown, plain};
use crate::reader::work::{accounts_say, state_word, steps};

impl Sheet<'_> {
    /// What an attachment is called: 附件, with its number where there are several.
    fn attachment_name_at(&self, at: usize) -> String {
        match self.attachments.len() {
            1 => self.words.get("document.attachment").to_owned(),
            _ => self.words.fill("document.attachment_number", &[("number", &(at + 1).to_string())]),
        }
    }

    /// What the attachment is called that holds a list of work.
    pub(super) fn attachment_name(&self, id: &str) -> String {
        let holds = |attachment: &Attachment<'_>| matches!(attachment, Attachment::Ledger { table, .. } if table.id == id);
        self.attachment_name_at(self.attachments.iter().position(holds).unwrap_or(0))
    }

    /// All attachments, each on a new page: its number in the first line, its title in the third.
    pub(super) fn attached(&mut self) -> String {
        let mut out = String::new();
        for (at, attachment) in self.attachments.clone().into_iter().enumerate() {
            let name = esc(&self.attachment_name_at(at));
            let place = match attachment {
                Attachment::Ledger { table, chapter } => {
                    self.chapter = (chapter, &[]);
                    format!(" id=\"{}\"", esc(&id(chapter, &table.id)))
                }
                Attachment::Accounts(_) | Attachment::Figures(_) => String::new(),
            };
            out.push_str(&format!(
                "<section class=\"attachment\"{place}>\n<p class=\"attachment-name keep\">{name}</p>\n\
                 <div class=\"blank\"></div>\n{}<div class=\"blank\"></div>\n",
                great_title(&attachment.title(self.words))
            ));
            out.push_str(&match attachment {
                Attachment::Ledger { table, .. } => self.ledger(table),
                Attachment::Accounts(accounts) => self.accounts(accounts),
                Attachment::Figures(report) => self.all_figures(report),
            });
            out.push_str("</section>\n");
        }
        out
    }

    /// A list of work: the columns that it fills.
    fn ledger(&mut self, ledger: &LedgerTable) -> String {
        let items = || ledger.items.iter();
        let has = (items().any(|item| item.lead.is_some()), items().any(|item| item.due.is_some()));
        let told: Vec<Cell> = items().map(|item| self.progress(item)).collect();
        let has_told = told.iter().any(|cell| !cell.html.is_empty());
        let mut heads = vec![self.head("item_id"), self.head("item_title")];
        for (shown, key) in
            [(has.0, "item_lead"), (has.1, "item_due"), (true, "item_state"), (has_told, "item_progress")]
        {
            if shown {
                heads.push(self.head(key));
            }
        }
        let mut rows = Vec::new();
        for (item, told) in ledger.items.iter().zip(told) {
            let mut cells = self.item_cells(item, has);
            cells.push(Cell::text(state_word(ledger, item)));
            if has_told {
                cells.push(told);
            }
            rows.push(Row::Cells(cells));
        }
        match rows.as_slice() {
            [] => format!("<p class=\"note\">{}</p>\n", esc(self.words.get("no_items"))),
            rows => table(&heads, rows),
        }
    }

    /// What an item is, and where they are shown who leads it and when it is due.
    fn item_cells(&mut self, item: &LedgerItem, (has_lead, has_due): (bool, bool)) -> Vec<Cell> {
        let category = terms(item.category.as_deref().unwrap_or_default());
        let mut cells = vec![Cell::text(&item.id).short(), Cell::html(self.line(&item.title)).and(&category)];
        if has_lead {
            cells.push(Cell::text(item.lead.as_deref().unwrap_or_default()));
        }
        if has_due {
            cells.push(Cell::text(&item.due.map_or(String::new(), |due| due.to_string())).centred().short());
        }
        cells
    }

    /// What is said of an item beside its state.
    fn progress(&mut self, item: &LedgerItem) -> Cell {
        let note = Cell::html(self.line(&item.note));
        steps(self.words, self.report, item).iter().fold(note, |cell, step| cell.and(&terms(step)))
    }

    /// What became of each item of last year, and how many came to what.
    fn accounts(&mut self, accounts: &Accounts) -> String {
        let says = terms(&accounts_say(self.words, accounts));
        let year = accounts.year.to_string();
        let mut heads = vec![self.head("item_id")];
        heads.push(Cell::text(&self.words.fill("account_item", &[("year", &year)])));
        heads.extend(["item_lead", "item_due", "account_outcome", "item_progress"].map(|key| self.head(key)));
        let mut rows = Vec::new();
        for group in &accounts.groups {
            rows.push(Row::Group(group.title.clone()));
            rows.extend(group.accounts.iter().map(|account| self.account(account)));
        }
        format!("<p>{says}</p>\n{}", table(&heads, &rows))
    }

    fn account(&mut self, account: &Account) -> Row {
        let item = &account.item;
        let mut cells = self.item_cells(item, (true, true));
        if account.outcomes.is_empty() {
            cells.extend([self.head("account_untold"), Cell::default()]);
            return Row::Cells(cells);
        }
        let (mut came_to, mut told) = (Cell::default(), Cell::default());
        for outcome in &account.outcomes {
            let title = plain(&outcome.item.title);
            let title = if title == plain(&item.title) { String::new() } else { format!(" {title}") };
            for line in [&outcome.word, &outcome.ledger, &format!("{}{title}", outcome.item.id)] {
                came_to = came_to.and(&terms(line));
            }
            // The row names the item as last year did.
            let carried = LedgerItem { title: item.title.clone(), ..outcome.item.clone() };
            told = told.and(&self.progress(&carried).html);
        }
        cells.extend([came_to, told]);
        Row::Cells(cells)
    }

    /// All figures, by group.
    fn all_figures(&self, report: &Report) -> String {
        let mut heads = vec![self.head("metric"), self.head("unit"), self.year(0), self.year(1)];
        heads.extend(["change", "limit_or_target", "source"].map(|key| self.head(key)));
        let groups = || report.groups.iter().filter(|group| !group.rows.is_empty());
        let mut all = groups().flat_map(|group| &group.rows);
        if !all.any(|row| row.source.is_some() || row.department.is_some()) {
            // The table shows as many cells of a row as it has heads.
            heads.pop();
        }
        let mut rows = Vec::new();
        for group in groups() {
            rows.push(Row::Group(group.title.clone()));
            rows.extend(group.rows.iter().map(|row| self.figure_row(row)));
        }
        table(&heads, &rows) + &self.break_notes(groups().flat_map(|group| &group.rows))
    }

    fn figure_row(&self, row: &FigureRow) -> Row {
        let (mark, (source, department)) = (limit_or_target(row), source_and_department(row));
        let value = match row.value {
            Shown::Empty => self.shown_or_dash(&row.value),
            _ => self.value(row),
        };
        Row::Cells(vec![
            Cell::text(&row.label),
            Cell::text(&row.unit).centred().short(),
            value,
            self.shown_or_dash(&row.previous),
            self.change(row),
            self.shown_or_dash(mark),
            Cell::text(source).and(&terms(department)),
        ])
    }
}
