//! What stands where a reader expects a final number: each kind is noted as it is set, and a legend at the end of
//! the text explains those, and only those. Enter at [`legend`].

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::markup::esc;
use super::words::Words;
use crate::model::{Absence, Shown, Status};

/// A sign or word that a legend explains, in the legend's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Symbol {
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

/// The symbols that a text has shown so far.
#[derive(Debug, Default)]
pub(super) struct Seen(RefCell<BTreeSet<Symbol>>);

impl Seen {
    /// Notes a symbol.
    pub(super) fn note(&self, symbol: Symbol) {
        self.0.borrow_mut().insert(symbol);
    }

    /// Notes what a value is shown as.
    pub(super) fn shown(&self, shown: &Shown) {
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
    pub(super) fn status(&self, shown: &Shown, status: Status) {
        match (status_key(shown, status), status) {
            (Some(_), Status::Provisional) => self.note(Symbol::Provisional),
            (Some(_), Status::Revised) => self.note(Symbol::Revised),
            _ => {}
        }
    }
}

/// The word of the interface for a status that is not final; none where there is no number that could change.
pub(super) fn status_key(shown: &Shown, status: Status) -> Option<&'static str> {
    match (shown, status) {
        (Shown::Number { .. }, Status::Provisional) => Some("provisional"),
        (Shown::Number { .. }, Status::Revised) => Some("revised"),
        _ => None,
    }
}

/// 符号说明: what the symbols shown mean; empty where none is. A note and no landmark, since the whole report has many.
pub(super) fn legend(words: &Words, seen: &Seen) -> String {
    let seen = seen.0.borrow();
    if seen.is_empty() {
        return String::new();
    }
    let entries: String = seen.iter().map(|symbol| entry(words, *symbol)).collect();
    let title = esc(words.get("symbols"));
    format!(
        "<div class=\"symbols\" role=\"note\" aria-label=\"{title}\"><strong>{title}</strong>{entries}</div>\n"
    )
}

fn entry(words: &Words, symbol: Symbol) -> String {
    let key = match symbol {
        Symbol::Masked => "symbol_masked",
        Symbol::Missing => "symbol_missing",
        Symbol::NotApplicable => "symbol_not_applicable",
        Symbol::BelowUnit => "symbol_below_unit",
        Symbol::Provisional => "symbol_provisional",
        Symbol::Revised => "symbol_revised",
        Symbol::Incomparable => "symbol_incomparable",
        Symbol::Nothing => "symbol_nothing",
    };
    let sign = match symbol {
        Symbol::Masked => "<span class=\"figure masked\" aria-hidden=\"true\">**</span> ".to_owned(),
        Symbol::Provisional => sign(words, "provisional"),
        Symbol::Revised => sign(words, "revised"),
        _ => String::new(),
    };
    format!(" <span>{sign}{}</span>", esc(words.get(key)))
}

fn sign(words: &Words, status: &str) -> String {
    format!("<sup class=\"status\" aria-hidden=\"true\">{}</sup>", esc(words.get(&format!("{status}_sign"))))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_legend_explains_what_was_shown_and_nothing_else() {
        let word = |key: &str, word: &str| (key.to_owned(), word.to_owned());
        let words = Words::new(&BTreeMap::from([
            word("symbols", "符号说明"),
            word("symbol_masked", "未公开"),
            word("symbol_provisional", "初步数：核定后可能调整"),
            word("provisional_sign", "初"),
        ]));
        let seen = Seen::default();
        assert_eq!(legend(&words, &seen), "");
        let number = Shown::Number { text: "1".to_owned(), machine: "1".to_owned() };
        seen.shown(&number);
        seen.shown(&Shown::Word("与去年同期持平".to_owned()));
        seen.status(&number, Status::Final);
        seen.status(&Shown::Empty, Status::Revised);
        assert_eq!(legend(&words, &seen), "");
        seen.status(&number, Status::Provisional);
        seen.shown(&Shown::Masked);
        seen.shown(&Shown::Masked);
        assert_eq!(
            legend(&words, &seen),
            "<div class=\"symbols\" role=\"note\" aria-label=\"符号说明\"><strong>符号说明</strong> <span><span class=\"figure \
             masked\" aria-hidden=\"true\">**</span> 未公开</span> <span><sup class=\"status\" \
             aria-hidden=\"true\">初</sup>初步数：核定后可能调整</span></div>\n"
        );
    }
}
