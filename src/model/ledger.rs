//! Ledgers: lists of work to be finished, and their counts.

use rust_decimal::Decimal;

use super::{Inline, Month};

/// What a ledger is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerKind {
    /// Findings to put right.
    Rectification,
    /// Work planned for the next year.
    Plan,
}

/// How far an item of work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WorkState {
    /// Finished.
    Done,
    /// Begun.
    Ongoing,
    /// Not begun.
    Planned,
    /// Not finished by its due date.
    Overdue,
    /// Given up, with the reason in its note.
    Dropped,
}

impl WorkState {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Done, Self::Ongoing, Self::Planned, Self::Overdue, Self::Dropped];

    /// The word that stands for it in a ledger: `done`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Overdue => "overdue",
            Self::Dropped => "dropped",
        }
    }
}

/// A ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// Its id: `ledgers.round1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it lists.
    pub kind: LedgerKind,
    /// The unit of its counts: 个, for a plan 项.
    pub unit: String,
    /// Its items.
    pub items: Vec<LedgerItem>,
    /// Its own words for states.
    pub words: Vec<(WorkState, String)>,
}

impl Ledger {
    /// How many items are in a state.
    #[must_use]
    pub fn count(&self, state: WorkState) -> usize {
        self.items.iter().filter(|item| item.state == state).count()
    }

    /// The share of items done among those not dropped, in percent, unrounded; none where nothing is left.
    #[must_use]
    pub fn done_rate(&self) -> Option<Decimal> {
        let of = self.items.len() - self.count(WorkState::Dropped);
        (of > 0)
            .then(|| Decimal::from(self.count(WorkState::Done)) / Decimal::from(of) * Decimal::ONE_HUNDRED)
    }
}

/// An item of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerItem {
    /// Its id, unique in the report: `r1-07`.
    pub id: String,
    /// What is to be done.
    pub title: Vec<Inline>,
    /// What kind of work it is.
    pub category: Option<String>,
    /// Who leads it.
    pub lead: Option<String>,
    /// By when.
    pub due: Option<Due>,
    /// How far it has come, as typed.
    pub state: WorkState,
    /// When the papers for closing were handed in (报送销号材料).
    pub submitted: Option<Month>,
    /// When it was closed (销号).
    pub closed: Option<Month>,
    /// How it goes, or why it was dropped.
    pub note: Vec<Inline>,
    /// The metric that measures it.
    pub metric: Option<String>,
    /// What that metric is to reach.
    pub target: Option<Decimal>,
    /// How it came on over the years: the items of earlier reports that it continues, oldest first, and last itself;
    /// empty for one that continues none.
    pub course: Vec<CourseYear>,
}

/// An item in the report of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseYear {
    /// The year of the report.
    pub year: i16,
    /// Its title there.
    pub title: Vec<Inline>,
    /// How far it had come, in the words of its ledger.
    pub word: String,
}

/// What became of the work that last year's report planned or left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounts {
    /// The year of that report.
    pub year: i16,
    /// Its ledgers that held such work, plans first.
    pub groups: Vec<AccountGroup>,
}

/// What became of the items of a ledger of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountGroup {
    /// The ledger's id: `ledgers.plan`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its items, in their order.
    pub accounts: Vec<Account>,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The item as last year's report had it.
    pub item: LedgerItem,
    /// The items of this report that continue it: most often one; none if the report does not say.
    pub outcomes: Vec<Outcome>,
}

/// An item of this report that continues one of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The title of its ledger.
    pub ledger: String,
    /// The item.
    pub item: LedgerItem,
    /// How far it has come, in words.
    pub word: String,
}

/// A due date: a day, or a month that ends with its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Within a month.
    Month(Month),
    /// On a day.
    Day(jiff::civil::Date),
}

impl Due {
    /// The last day that keeps it.
    #[must_use]
    pub fn last_day(self) -> jiff::civil::Date {
        match self {
            Self::Month(month) => month.last_day(),
            Self::Day(day) => day,
        }
    }
}

impl std::fmt::Display for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Month(month) => write!(f, "{:04}-{:02}", month.year, month.month),
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }
}

/// A ledger as a table in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerTable {
    /// Its id, unique in the report.
    pub id: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// How many it holds and how many are shown.
    pub subtitle: String,
    /// The items shown.
    pub items: Vec<LedgerItem>,
    /// The word for each state.
    pub words: Vec<(WorkState, String)>,
}
