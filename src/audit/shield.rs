//! What is no figure though it has digits: dates, ordinals, standards, terms, document and phone numbers, numbers of
//! lists, what is quoted, and what the author says stands so on purpose. Enter at [`Shield::new`].

use std::ops::Range;

use super::lexicon::{Lexicon, after, before, same, skip, skip_back};
use super::passage::Passage;
use super::units::{Unit, Units};

/// A plain number of so many digits without a unit is a phone number or an id.
const ID_DIGITS: usize = 7;

/// What of a passage is no figure, character by character.
#[derive(Debug)]
pub(super) struct Shield {
    /// Digits that are part of something else.
    pub(super) apart: Vec<bool>,
    /// Text in quotes and titles.
    pub(super) quoted: Vec<bool>,
}

/// What stands at digits while they are looked at.
struct Digits<'a> {
    text: &'a [char],
    at: Range<usize>,
    lexicon: &'a Lexicon,
    units: &'a Units,
}

impl Shield {
    pub(super) fn new(
        passage: &Passage<'_>,
        (lexicon, units): (&Lexicon, &Units),
        literals: &[Vec<char>],
    ) -> Self {
        let text = passage.chars.as_slice();
        let mut apart = vec![false; text.len()];
        let runs = runs(text);
        // From the end, so that the years before a dash know that a date follows.
        for at in runs.iter().rev() {
            let digits = Digits { text, at: at.clone(), lexicon, units };
            if let Some(range) = digits.is_apart(&apart) {
                apart[range].fill(true);
            }
        }
        for literal in literals.iter().filter(|literal| !literal.is_empty()) {
            for start in 0..text.len() {
                let end = start + literal.len();
                if text
                    .get(start..end)
                    .is_some_and(|found| found.iter().zip(literal).all(|(&a, &b)| same(a, b)))
                {
                    apart[start..end].fill(true);
                }
            }
        }
        Self { apart, quoted: quoted(text) }
    }
}

/// The runs of digits.
fn runs(text: &[char]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.iter().enumerate().filter(|(_, c)| c.is_ascii_digit()) {
        let _ = c;
        match runs.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// What is quoted: between a pair of quotation marks or title marks. A mark without its other quotes nothing.
fn quoted(text: &[char]) -> Vec<bool> {
    let mut quoted = vec![false; text.len()];
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, &c) in text.iter().enumerate() {
        let close = match c {
            '《' => '》',
            '〈' => '〉',
            '“' => '”',
            '‘' => '’',
            '「' => '」',
            '『' => '』',
            '"' if !open.iter().any(|&(close, _)| close == '"') => '"',
            _ => {
                if let Some(index) = open.iter().rposition(|&(close, _)| close == c) {
                    quoted[open[index].1..=at].fill(true);
                    open.truncate(index);
                }
                continue;
            }
        };
        open.push((close, at));
    }
    quoted
}

impl Digits<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at).copied()
    }

    fn before(&self) -> Option<char> {
        self.at.start.checked_sub(1).and_then(|at| self.char(at))
    }

    fn number(&self) -> String {
        self.text[self.at.clone()].iter().collect()
    }

    fn is_year(&self) -> bool {
        let number = self.number();
        number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
    }

    /// The unit behind it.
    fn unit(&self) -> Unit {
        self.units.read(self.text, self.at.end, self.lexicon).unit
    }

    fn has_unit(&self) -> bool {
        !matches!(self.unit(), Unit::None | Unit::Other)
    }

    /// What stands apart with these digits; `apart` is known behind them.
    fn is_apart(&self, apart: &[bool]) -> Option<Range<usize>> {
        let alone = self.at.clone();
        if self.is_in_word() {
            return Some(alone.start..self.decimals_end());
        }
        if self.is_ordinal() || self.is_standard() || self.is_list_number() || self.is_bracketed() {
            return Some(alone);
        }
        if let Some(end) = self.date_end(apart) {
            return Some(alone.start..end);
        }
        if self.is_joined() || self.is_term() {
            return Some(alone);
        }
        let bare = !self.has_unit() && self.char(self.at.end) != Some('.') && self.before() != Some('.');
        let is_id = self.at.len() >= ID_DIGITS || self.is_year();
        (bare && is_id).then_some(alone)
    }

    fn decimals_end(&self) -> usize {
        let mut end = self.at.end;
        while self.char(end) == Some('.') && self.char(end + 1).is_some_and(|c| c.is_ascii_digit()) {
            end += 1;
            while self.char(end).is_some_and(|c| c.is_ascii_digit()) {
                end += 1;
            }
        }
        end
    }

    /// PM2.5, 5G, A4: a Latin letter touches it that begins no unit.
    fn is_in_word(&self) -> bool {
        if self.before().is_some_and(|c| c.is_ascii_alphabetic() || c == '_') {
            return true;
        }
        let behind = self.char(self.at.end).is_some_and(|c| c.is_ascii_alphabetic());
        behind && !self.has_unit()
    }

    /// 第3次, 第21—30条, No. 3. A place (第3位) may be a figure.
    fn is_ordinal(&self) -> bool {
        let mut start = self.at.start;
        // Back over what it is joined to: 第21—30条.
        while let Some('—' | '～' | '-' | '、' | '至' | '到') =
            start.checked_sub(1).and_then(|at| self.char(at))
        {
            let digits = (0..start - 1).rev().take_while(|&at| self.text[at].is_ascii_digit()).count();
            if digits == 0 {
                break;
            }
            start -= digits + 1;
        }
        let end = skip_back(self.text, start, 0);
        before(self.text, end, &self.lexicon.ordinal).is_some()
            && (start != self.at.start || after(self.text, self.at.end, &self.lexicon.places).is_none())
    }

    /// GB 3095—2012, HJ 633, DB36/T 1000.1: capitals of a known standard before it.
    fn is_standard(&self) -> bool {
        let mut end = self.at.start;
        // The year or the part of a standard: back over its number.
        while let Some('—' | '-' | '.' | ':') = end.checked_sub(1).and_then(|at| self.char(at)) {
            let digits = (0..end - 1).rev().take_while(|&at| self.text[at].is_ascii_digit()).count();
            if digits == 0 {
                break;
            }
            end -= digits + 1;
        }
        let end = skip_back(self.text, end, 0);
        let end = if end > 0 && self.text[end - 1] == '-' { end - 1 } else { end };
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '/';
        let length = (0..end).rev().take_while(|&at| is_part(self.text[at])).count();
        let word: String = self.text[end - length..end].iter().collect();
        let letters: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
        self.lexicon.standards.contains(&letters)
    }

    /// 1. 1、 1) at the start of a sentence or clause.
    fn is_list_number(&self) -> bool {
        let start = skip_back(self.text, self.at.start, 0);
        let opens = start == 0
            || matches!(self.char(start - 1), Some('。' | '；' | '：' | ':' | ';' | '！' | '？' | '\t'));
        let next = self.char(self.at.end + 1);
        opens
            && self.at.len() <= 2
            && match self.char(self.at.end) {
                Some('.') => next.is_none_or(|c| !c.is_ascii_digit()),
                Some('、' | ')') => next.is_none_or(|c| !c.is_ascii_digit()),
                _ => false,
            }
    }

    /// （1）, 〔2022〕.
    fn is_bracketed(&self) -> bool {
        match (self.before(), self.char(self.at.end)) {
            (Some('〔'), Some('〕')) | (Some('['), Some(']')) => true,
            (Some('('), Some(')')) => self.at.len() <= 2 || self.is_year(),
            _ => false,
        }
    }

    /// Where a date or a time of day ends that these digits belong to.
    fn date_end(&self, apart: &[bool]) -> Option<usize> {
        let next = skip(self.text, self.at.end);
        // 小时 may be the unit of a metric; 年 is not.
        let metric_unit = |end: usize| {
            let unit = self.units.read(self.text, self.at.end, self.lexicon);
            matches!(unit.unit, Unit::Known(_)) && (unit.end > end || unit.end == end && end - next > 1)
        };
        if let Some(end) = after(self.text, next, &self.lexicon.dates).filter(|&end| !metric_unit(end)) {
            return Some(end);
        }
        if after(self.text, next, &self.lexicon.months).is_some() || self.follows_month() {
            return Some(self.at.end);
        }
        // Before a dash or 、 and a date: 1—12月, 7、8月.
        let joint = matches!(self.char(next), Some('—' | '～' | '-' | '、' | '至' | '到' | '/' | '和'));
        let following = skip(self.text, next + 1);
        let dated = joint
            && self.char(following).is_some_and(|c| c.is_ascii_digit())
            && apart[following]
            && self.is_dated(following);
        dated.then_some(self.at.end)
    }

    /// Whether the digits at `at`, which stand apart, are those of a date.
    fn is_dated(&self, at: usize) -> bool {
        let end =
            (at..self.text.len()).find(|&at| !self.text[at].is_ascii_digit()).unwrap_or(self.text.len());
        let date = Digits { at: at..end, ..*self };
        after(self.text, skip(self.text, end), &self.lexicon.dates).is_some()
            || after(self.text, skip(self.text, end), &self.lexicon.months).is_some()
            || date.is_year()
            || matches!(date.char(end), Some('—' | '～' | '、' | '至' | '到'))
    }

    fn follows_month(&self) -> bool {
        let end = skip_back(self.text, self.at.start, 0);
        let end = if end > 0 && self.text[end - 1] == ',' { end - 1 } else { end };
        before(self.text, end, &self.lexicon.months).is_some() && !self.has_unit()
    }

    /// Joined to other digits: 0000-0000000, 2026-01-05, 8:30, 1+3, 1/2, 1∶500.
    fn is_joined(&self) -> bool {
        let joins = |c: Option<char>| matches!(c, Some('-' | ':' | '：' | '+' | '/' | '∶' | '×'));
        let digit = |at: Option<usize>| at.and_then(|at| self.char(at)).is_some_and(|c| c.is_ascii_digit());
        let ahead = joins(self.char(self.at.end)) && digit(Some(self.at.end + 1));
        let behind = joins(self.before()) && digit(self.at.start.checked_sub(2));
        // 25-30家 is a range all the same.
        let is_range = |separator: Option<char>, last: &Digits<'_>| separator == Some('-') && last.has_unit();
        if ahead {
            let start = self.at.end + 1;
            let end = (start..self.text.len())
                .find(|&at| !self.text[at].is_ascii_digit())
                .unwrap_or(self.text.len());
            return !is_range(self.char(self.at.end), &Digits { at: start..end, ..*self });
        }
        let plus = self.before() == Some('+') || self.char(self.at.end) == Some('+');
        plus || behind && !is_range(self.before(), self)
    }

    /// 90后, #3.
    fn is_term(&self) -> bool {
        self.before() == Some('#')
            || self.char(self.at.end) == Some('#')
            || self.char(self.at.end) == Some('后')
    }
}
