//! 附件: lists of work, what became of last year's work, and all figures, each on pages of its own after the text
//! (GB/T 9704—2012, 7.3.7).

use super::format::{Form, Ink};
use super::front::{blank, great_title};
use super::inline::run;
use super::styles::{ATTACHMENT, BODY};
use super::writer::Writer;
use crate::export::attachment::{Attachment, name_at};
use crate::export::grid;
use crate::export::standard::plain_title;
use crate::model::{Accounts, LedgerTable, Report};
use crate::reader::work::{accounts_say, accounts_title};

impl Writer<'_> {
    /// All attachments, each on a new page: its number in the first line, its title in the third.
    pub(super) fn attached(&mut self) -> String {
        let mut out = String::new();
        for (at, attachment) in self.attachments.clone().into_iter().enumerate() {
            let name = run(&name_at(self.words, &self.attachments, at), Ink::default());
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

    /// A list of work.
    fn ledger(&mut self, table: &LedgerTable) -> String {
        if table.items.is_empty() {
            return self.exhibit_note(self.words.get("no_items"));
        }
        let grid = grid::ledger(self.words, self.report, table);
        self.noted_grid(plain_title(&table.title), &grid)
    }

    /// What became of each item of last year, and how many came to what.
    fn accounts(&mut self, accounts: &Accounts) -> String {
        let says = run(&accounts_say(self.words, accounts), Ink::default());
        let grid = grid::accounts(self.words, self.report, accounts);
        let table = self.grid(accounts_title(self.words, accounts), &grid).compact();
        Form::of(BODY).paragraph(&says) + &self.noted(table, &grid.notes)
    }

    /// All figures, by group.
    fn all_figures(&mut self, report: &Report) -> String {
        let title = self.words.fill("figures_of_year", &[("year", &report.year.to_string())]);
        let grid = grid::all_figures(self.words, report);
        let table = self.grid(title, &grid).compact();
        blank() + &self.noted(table, &grid.notes)
    }
}
