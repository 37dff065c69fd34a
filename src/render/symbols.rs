//! The legend at the end of a text: what the symbols that it shows mean. Enter at [`legend`].

use super::markup::esc;
use crate::reader::symbols::{Seen, Symbol};
use crate::reader::words::Words;

/// 符号说明: what the symbols shown mean; empty where none is. A note and no landmark, since the whole report has many.
pub(super) fn legend(words: &Words, seen: &Seen) -> String {
    let seen = seen.all();
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
    let sign = match symbol {
        Symbol::Masked => "<span class=\"figure masked\" aria-hidden=\"true\">**</span> ".to_owned(),
        Symbol::Provisional => sign(words, "provisional"),
        Symbol::Revised => sign(words, "revised"),
        _ => String::new(),
    };
    format!(" <span>{sign}{}</span>", esc(words.get(symbol.key())))
}

fn sign(words: &Words, status: &str) -> String {
    format!("<sup class=\"status\" aria-hidden=\"true\">{}</sup>", esc(words.get(&format!("{status}_sign"))))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{Shown, Status};

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
