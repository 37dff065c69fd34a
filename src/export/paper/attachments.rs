//! 附件: lists of work, what became of last year's work, and all figures, each on pages of its own after the text
//! (GB/T 9704—2012, 7.3.7).

use super::super::attachment::{Attachment, name_at};
use super::super::grid;
use super::Sheet;
use super::exhibits::note;
use super::front::great_title;
use super::inline::{id, terms};
use crate::model::{Accounts, LedgerTable};
use crate::reader::work::accounts_say;
use crate::xml::esc;

impl Sheet<'_> {
    /// All attachments, each on a new page: its number in the first line, its title in the third.
    pub(super) fn attached(&mut self) -> String {
        let mut out = String::new();
        for (at, attachment) in self.attachments.clone().into_iter().enumerate() {
            let name = esc(&name_at(self.words, &self.attachments, at));
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
                Attachment::Figures(report) => self.grid(&grid::all_figures(self.words, report)),
            });
            out.push_str("</section>\n");
        }
        out
    }

    /// A list of work.
    fn ledger(&mut self, ledger: &LedgerTable) -> String {
        if ledger.items.is_empty() {
            return note(self.words.get("no_items"));
        }
        self.grid(&grid::ledger(self.words, self.report, ledger))
    }

    /// What became of each item of last year, and how many came to what.
    fn accounts(&mut self, accounts: &Accounts) -> String {
        let says = terms(&accounts_say(self.words, accounts));
        format!("<p>{says}</p>\n{}", self.grid(&grid::accounts(self.words, self.report, accounts)))
    }
}
