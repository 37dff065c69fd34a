//! Work that is carried from year to year: which earlier items an item continues, what became of last year's, and
//! whether the report says so. An item that the audience may not see does not exist: no history leads through it.

use super::text::TextReader;
use super::{Book, Entry, blocks, ledgers};
use crate::model::{
    Account, AccountGroup, Accounts, Audience, Carry, CourseYear, Inline, LedgerDraft, LedgerItem,
    LedgerItemDraft, LedgerKind, Outcome, Spot, WorkState, plain,
};
use crate::problem::{CarryFault, Fault, Problem, nearest};

/// An item with its ledger.
type Listed<'a> = (&'a LedgerDraft, &'a LedgerItemDraft);

impl Book {
    /// The report of a year beside another.
    fn of_year(&self, at: usize, year: i16) -> Option<usize> {
        let parent = self.entries[at].draft.parent();
        let found =
            |entry: &std::sync::Arc<Entry>| entry.draft.parent() == parent && entry.draft.year == year;
        self.entries.iter().position(found)
    }

    /// How an item came on over the years, oldest first; empty for one that continues none.
    pub(super) fn course(&self, at: usize, (ledger, item): Listed<'_>) -> Vec<CourseYear> {
        let mut course = Vec::new();
        let mut next = Some((at, (ledger, item)));
        while let Some((at, (ledger, item))) = next {
            next = item.carries.as_ref().and_then(|carry| self.carried(at, carry));
            let (year, title) = (self.entries[at].draft.year, self.plain_line(at, &item.title));
            let word = self.word(at, (ledger, item), next.is_some());
            course.push(CourseYear { year, title, word });
        }
        course.reverse();
        if course.len() > 1 { course } else { Vec::new() }
    }

    /// The item that another continues, with its report.
    fn carried(&self, at: usize, carry: &Carry) -> Option<(usize, Listed<'_>)> {
        let earlier = self.of_year(at, carry.year).filter(|_| carry.year < self.entries[at].draft.year)?;
        Some((earlier, self.listed(earlier, &carry.id)?))
    }

    /// How far an item has come, in words. One that is only planned is not called unbegun.
    fn word(&self, at: usize, (ledger, item): Listed<'_>, again: bool) -> String {
        let speaker = self.speaker(&self.entries[at]);
        if ledger.kind == LedgerKind::Plan && item.state == WorkState::Planned {
            let key = if again { "carried.again" } else { "carried.planned" };
            return speaker.words.word(key).to_owned();
        }
        ledgers::state_word(ledger, item.state, speaker)
    }

    /// The item of an id that a report shows to the audience.
    fn listed(&self, at: usize, id: &str) -> Option<Listed<'_>> {
        let ledgers = &self.entries[at].draft.ledgers;
        let mut items = ledgers
            .iter()
            .flat_map(|ledger| ledgers::visible(ledger, self.audience).map(move |item| (ledger, item)));
        items.find(|(_, item)| item.id == id)
    }

    /// A text of a report as it is shown there, without marks; what is wrong with it is told where it stands.
    fn plain_line(&self, at: usize, spot: &Spot) -> Vec<Inline> {
        let mut desk = super::layout::Desk::default();
        let mut reader = TextReader::new(self, at, &mut desk);
        blocks::made(plain(&reader.line(spot)))
    }

    /// What became of the work that last year's report planned or left open. The items of this report are given, ledger
    /// by ledger, as they are shown.
    pub(super) fn accounts(&self, at: usize, ledgers: &[crate::model::Ledger]) -> Option<Accounts> {
        let draft = &*self.entries[at].draft;
        let year = draft.year - 1;
        let last = self.of_year(at, year)?;
        let of_last = &self.entries[last].draft.ledgers;
        let plans = of_last.iter().filter(|ledger| ledger.kind == LedgerKind::Plan);
        let others = of_last.iter().filter(|ledger| ledger.kind != LedgerKind::Plan);
        let groups: Vec<AccountGroup> = plans
            .chain(others)
            .map(|ledger| AccountGroup {
                id: ledger.id.clone(),
                title: ledger.title.clone(),
                accounts: self.due(ledger).map(|item| self.account((last, item), (at, ledgers))).collect(),
            })
            .filter(|group| !group.accounts.is_empty())
            .collect();
        (!groups.is_empty()).then_some(Accounts { year, groups })
    }

    /// The items of a ledger that next year's report must account for: all that was planned, and all that was left open.
    fn due<'l>(&self, ledger: &'l LedgerDraft) -> impl Iterator<Item = &'l LedgerItemDraft> + use<'l> {
        let plan = ledger.kind == LedgerKind::Plan;
        ledgers::visible(ledger, self.audience)
            .filter(move |item| plan || !matches!(item.state, WorkState::Done | WorkState::Dropped))
    }

    fn account(
        &self,
        (last, item): (usize, &LedgerItemDraft),
        (at, ledgers): (usize, &[crate::model::Ledger]),
    ) -> Account {
        let year = self.entries[last].draft.year;
        let mut outcomes = Vec::new();
        for (ledger, resolved) in self.entries[at].draft.ledgers.iter().zip(ledgers) {
            let items = ledgers::visible(ledger, self.audience).zip(&resolved.items);
            for (draft, found) in items.filter(|(draft, _)| carries(draft, year, &item.id)) {
                let word = self.word(at, (ledger, draft), true);
                outcomes.push(Outcome { ledger: ledger.title.clone(), item: found.clone(), word });
            }
        }
        let item = LedgerItem {
            id: item.id.clone(),
            title: self.plain_line(last, &item.title),
            category: item.category.clone(),
            lead: item.lead.clone(),
            due: item.due,
            state: item.state,
            submitted: None,
            closed: None,
            note: Vec::new(),
            metric: None,
            target: None,
            course: Vec::new(),
        };
        Account { item, outcomes }
    }

    /// What is wrong with what a report carries on, and with the states of its items.
    pub(super) fn carry_problems(&self, at: usize) -> Vec<Problem> {
        let draft = &*self.entries[at].draft;
        let items = || draft.ledgers.iter().flat_map(|ledger| ledgers::visible(ledger, self.audience));
        let unknown = items().filter_map(|item| self.unknown_carry(at, item.carries.as_ref()?));
        let overdue = items().filter_map(|item| overdue(draft, item));
        unknown.chain(overdue).chain(self.unaccounted(at)).collect()
    }

    fn unknown_carry(&self, at: usize, carry: &Carry) -> Option<Problem> {
        let draft = &*self.entries[at].draft;
        let mut beside = self.beside(&self.entries[at]);
        let why = match self.of_year(at, carry.year) {
            _ if draft.faulty => return None,
            _ if carry.year >= draft.year => CarryFault::NotEarlier,
            None if beside.any(|other| other.draft.faulty) => return None,
            None => CarryFault::NoReport { year: carry.year },
            Some(earlier) => {
                let earlier = &self.entries[earlier];
                let ids =
                    || earlier.draft.ledgers.iter().flat_map(|ledger| &ledger.items).map(|item| &item.id);
                if ids().any(|id| *id == carry.id) || has_unread_ledger(earlier) {
                    return None;
                }
                let near = nearest(&carry.id, ids().map(String::as_str));
                CarryFault::NoItem { near: near.map(|near| format!("{}/{near}", carry.year)) }
            }
        };
        let fault = Fault::UnknownCarry { carry: format!("{}/{}", carry.year, carry.id), why };
        Some(Problem::new(fault, carry.place.clone()))
    }

    /// Items of last year that no item of this report continues, each where it stands.
    fn unaccounted(&self, at: usize) -> Vec<Problem> {
        let draft = &*self.entries[at].draft;
        let last = self.of_year(at, draft.year - 1).map(|last| &self.entries[last]);
        let Some(last) = last.filter(|last| !last.draft.faulty && !draft.faulty) else { return Vec::new() };
        if has_unread_ledger(&self.entries[at]) {
            return Vec::new();
        }
        let year = last.draft.year;
        let all = draft.ledgers.iter().flat_map(|ledger| &ledger.items);
        let carrying: Vec<&LedgerItemDraft> = all.filter(|item| item.carries.is_some()).collect();
        let told = |item: &LedgerItemDraft| {
            let mut of_it = carrying.iter().filter(|carrier| carries(carrier, year, &item.id)).peekable();
            let hidden = of_it.peek().is_some();
            let shown = |audience| self.audience == Audience::Internal || audience == Audience::Public;
            let fault = Fault::UnaccountedPlan {
                carry: format!("{year}/{}", item.id),
                title: item.title.text.clone(),
                folder: draft.folder.clone(),
                hidden,
            };
            let told = of_it.any(|carrier| shown(carrier.audience));
            (!told).then(|| Problem::new(fault, item.place.clone()))
        };
        last.draft.ledgers.iter().flat_map(|ledger| self.due(ledger)).filter_map(told).collect()
    }
}

fn carries(item: &LedgerItemDraft, year: i16, id: &str) -> bool {
    item.carries.as_ref().is_some_and(|carry| carry.year == year && carry.id == id)
}

/// Whether a ledger of a report has a fault of its own, so that an item may only seem to be lacking.
fn has_unread_ledger(entry: &Entry) -> bool {
    entry.draft.unread.iter().any(|name| name.starts_with("ledgers."))
}

/// An open item that should have been done when the report was published, or one that is called overdue too early.
fn overdue(draft: &crate::model::Draft, item: &LedgerItemDraft) -> Option<Problem> {
    let (due, published) = (item.due?, draft.published?);
    let late = due.last_day() < published.day;
    let called = match item.state {
        WorkState::Overdue => true,
        WorkState::Planned | WorkState::Ongoing => false,
        WorkState::Done | WorkState::Dropped => return None,
    };
    (late != called && !draft.faulty).then(|| {
        let (due, published) = (due.to_string(), published.day.to_string());
        let fault = Fault::OverdueStatus { item: item.id.clone(), due, published, late };
        Problem::new(fault, item.state_place.clone())
    })
}
