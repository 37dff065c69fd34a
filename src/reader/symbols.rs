//! What stands where a reader expects a final number: each kind is noted as it is set, so that a legend can explain
//! those, and only those.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::model::{Absence, Shown, Status};

/// A sign or word that a legend explains, in the legend's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Symbol {
    /// `**`
    Masked,
    /// 暂缺
    Missing,
    /// 不适用
    NotApplicable,
    /// <1
    BelowUnit,
    /// 初步数
    Provisional,
    /// 修订数
    Revised,
    /// 与去年不可比
    Incomparable,
    /// —
    Nothing,
}

impl Symbol {
    /// The word of the interface that explains it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Masked => "symbol_masked",
            Self::Missing => "symbol_missing",
            Self::NotApplicable => "symbol_not_applicable",
            Self::BelowUnit => "symbol_below_unit",
            Self::Provisional => "symbol_provisional",
            Self::Revised => "symbol_revised",
            Self::Incomparable => "symbol_incomparable",
            Self::Nothing => "symbol_nothing",
        }
    }
}

/// The symbols that a text has shown so far.
#[derive(Debug, Default)]
pub(crate) struct Seen(RefCell<BTreeSet<Symbol>>);

impl Seen {
    /// The symbols shown, in the order of the legend.
    pub(crate) fn all(&self) -> Vec<Symbol> {
        self.0.borrow().iter().copied().collect()
    }

    /// Notes a symbol.
    pub(crate) fn note(&self, symbol: Symbol) {
        self.0.borrow_mut().insert(symbol);
    }

    /// Notes what a value is shown as.
    pub(crate) fn shown(&self, shown: &Shown) {
        match shown {
            Shown::Masked => self.note(Symbol::Masked),
            Shown::Absent(absence, _) => self.note(match absence {
                Absence::Missing => Symbol::Missing,
                Absence::NotApplicable => Symbol::NotApplicable,
                Absence::BelowUnit => Symbol::BelowUnit,
                Absence::Incomparable => Symbol::Incomparable,
            }),
            Shown::Empty | Shown::Number { .. } | Shown::Word(_) => {}
        }
    }

    /// Notes how final a value is.
    pub(crate) fn status(&self, shown: &Shown, status: Status) {
        match (status_key(shown, status), status) {
            (Some(_), Status::Provisional) => self.note(Symbol::Provisional),
            (Some(_), Status::Revised) => self.note(Symbol::Revised),
            _ => {}
        }
    }
}

/// The word of the interface for a status that is not final; none where there is no number that could change.
pub(crate) fn status_key(shown: &Shown, status: Status) -> Option<&'static str> {
    match (shown, status) {
        (Shown::Number { .. }, Status::Provisional) => Some("provisional"),
        (Shown::Number { .. }, Status::Revised) => Some("revised"),
        _ => None,
    }
}
