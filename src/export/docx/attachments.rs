//! 附件: lists of work, what became of last year's work, and all figures, each on pages of its own after the text
//! (GB/T 9704—2012, 7.3.7).

use super::exhibits::{text_cell, words as line_of};
use super::format::{Form, Ink};
use super::front::{blank, great_title};
use super::inline::run;
use super::styles::{ATTACHMENT, BODY};
use super::table::{Cell, Row};
use super::writer::Writer;
use crate::export::attachment::{Attachment, limit_or_target, source_and_department};
use crate::model::{Account, Accounts, FigureRow, LedgerItem, Report, Shown, plain};
use crate::reader::work::{accounts_say, accounts_title};

impl<'a> Writer<'a> {
    /// What an attachment is called: 附件, with its number where there are several.
    pub(super) fn attachment_name_at(&self, at: usize) -> String {
        match self.attachments.len() {
            1 => self.words.get("document.attachment").to_owned(),
            _ => self.words.fill("document.attachment_number", &[("number", &(at + 1).to_string())]),
        }
    }

    /// What the attachment is called that holds a list of work.
    pub(super) fn attachment_name(&self, id: &str) -> String {
        let holds = |attachment: &Attachment<'_>| matches!(attachment, Attachment::Ledger { table, .. } if table.id == id);
        let at = self.attachments.iter().position(holds).unwrap_or(0);
        self.attachment_name_at(at)
    }

    /// All attachments, each on a new page: its number in the first line, its title in the third.
    pub(super) fn attached(&mut self) -> String {
        let mut out = String::new();
        for (at, attachment) in self.attachments.clone().into_iter().enumerate() {
            let name = run(&self.attachment_name_at(at), Ink::default());
            let name = match attachment {
                Attachment::Ledger { table, chapter } => {
                    self.chapter = (chapter, &[]);
                    self.marked(&table.id, &name)
                }
                Attachment::Accounts(_) | Attachment::Figures(_) => name,
            };
            out.push_str(&Form { on_new_page: true, ..Form::of(ATTACHMENT) }.paragraph(&name));
            out.push_str(&blank());
            out.push_str(&great_title(&attachment.title(self.words)));
            out.push_str(&match attachment {
                Attachment::Ledger { table, .. } => blank() + &self.ledger(table),
                Attachment::Accounts(accounts) => self.accounts(accounts),
                Attachment::Figures(report) => self.all_figures(report),
            });
        }
        out
    }

    /// What became of each item of last year, and how many came to what.
    fn accounts(&mut self, accounts: &Accounts) -> String {
        let says = run(&accounts_say(self.words, accounts), Ink::default());
        let year = accounts.year.to_string();
        let mut heads = vec![self.head("item_id")];
        heads.push(text_cell(&self.words.fill("account_item", &[("year", &year)])));
        heads.extend(["item_lead", "item_due", "account_outcome", "item_progress"].map(|key| self.head(key)));
        let mut rows = Vec::new();
        for group in &accounts.groups {
            rows.push(Row::Group(text_cell(&group.title)));
            rows.extend(group.accounts.iter().map(|account| self.account(account)));
        }
        let title = accounts_title(self.words, accounts);
        Form::of(BODY).paragraph(&says) + &self.noted(self.table(title, heads, rows).compact(), &[])
    }

    fn account(&mut self, account: &Account) -> Row {
        let item = &account.item;
        let mut cells = self.item_cells(item, (true, true));
        if account.outcomes.is_empty() {
            cells.extend([self.head("account_untold"), Cell::default()]);
            return Row::Cells(cells);
        }
        let mut came_to = Cell::default();
        let mut told = Cell::default();
        for outcome in &account.outcomes {
            let title = plain(&outcome.item.title);
            let title = if title == plain(&item.title) { String::new() } else { format!(" {title}") };
            came_to = came_to
                .and(line_of(&outcome.word))
                .and(line_of(&outcome.ledger))
                .and(line_of(&format!("{}{title}", outcome.item.id)));
            // The row names the item as last year did.
            let carried = LedgerItem { title: item.title.clone(), ..outcome.item.clone() };
            told = self.progress(&carried).lines.into_iter().fold(told, Cell::and);
        }
        cells.extend([came_to, told]);
        Row::Cells(cells)
    }

    /// All figures, by group.
    fn all_figures(&mut self, report: &Report) -> String {
        let [now, before] = self.years();
        let mut heads = vec![self.head("metric"), self.head("unit"), now, before];
        heads.extend(["change", "limit_or_target", "source"].map(|key| self.head(key)));
        let mut rows = Vec::new();
        let groups = report.groups.iter().filter(|group| !group.rows.is_empty());
        let mut all = groups.clone().flat_map(|group| &group.rows);
        if !all.any(|row| row.source.is_some() || row.department.is_some()) {
            // The table shows as many cells of a row as it has heads.
            heads.pop();
        }
        for group in groups.clone() {
            rows.push(Row::Group(text_cell(&group.title)));
            rows.extend(group.rows.iter().map(|row| self.figure_row(row)));
        }
        let notes = self.break_notes(groups.flat_map(|group| &group.rows));
        let title = self.words.fill("figures_of_year", &[("year", &report.year.to_string())]);
        blank() + &self.noted(self.table(title, heads, rows).compact(), &notes)
    }

    fn figure_row(&mut self, row: &FigureRow) -> Row {
        let (mark, (source, department)) = (limit_or_target(row), source_and_department(row));
        let value = match row.value {
            Shown::Empty => self.shown_or_dash(&row.value),
            _ => self.value(row),
        };
        Row::Cells(vec![
            text_cell(&row.label),
            text_cell(&row.unit).centred(),
            value,
            self.shown_or_dash(&row.previous),
            self.change(row),
            self.shown_or_dash(mark),
            Cell::default().and(line_of(source)).and(line_of(department)),
        ])
    }
}
