//! Of when a number speaks: this year, last year, another; a month or several. The last word of time before it says so.

use std::ops::Range;

use super::lexicon::{Lexicon, after, before, skip, skip_back};

/// Which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// The report's.
    This,
    /// The one before.
    Last,
    /// Another one.
    Other(i16),
    /// One to come.
    Later,
}

/// Of when a number speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    pub(super) year: Year,
    /// Where the word stands that names the year.
    pub(super) year_at: usize,
    /// The first and the last month, 1 to 12.
    pub(super) months: Option<(i8, i8)>,
}

/// A word of time.
#[derive(Debug, Clone, Copy)]
enum Word {
    Year(Year),
    Months(i8, i8),
}

/// Of when a number at `end` speaks, in a sentence that begins at `start`.
pub(super) fn when(text: &[char], (start, end): (usize, usize), (lexicon, year): (&Lexicon, i16)) -> When {
    let mut when = When { year: Year::This, year_at: start, months: None };
    for (at, word) in words(text, start..end, (lexicon, year)) {
        // 比上年下降: what it is compared with, not of when it speaks.
        let compared = (at.end..end).any(|at| lexicon.way_after(text, at).is_some());
        match word {
            Word::Year(_) if compared => {}
            Word::Year(year) => when = When { year, year_at: at.start, months: None },
            Word::Months(first, last) => when.months = Some((first, last)),
        }
    }
    when
}

/// The year that a change before `end` is measured from, where it is named: 比2020年下降.
pub(super) fn base(text: &[char], range: Range<usize>, (lexicon, year): (&Lexicon, i16)) -> Option<Year> {
    words(text, range.clone(), (lexicon, year)).into_iter().rev().find_map(|(at, word)| match word {
        Word::Year(year) if before(text, skip_back(text, at.start, 0), &lexicon.than).is_some() => Some(year),
        _ => None,
    })
}

/// The years named in a range: those that 分别 pairs with numbers.
pub(super) fn years(text: &[char], range: Range<usize>, (lexicon, year): (&Lexicon, i16)) -> Vec<Year> {
    let found = words(text, range, (lexicon, year)).into_iter();
    found
        .filter_map(|(_, word)| match word {
            Word::Year(year) => Some(year),
            Word::Months(..) => None,
        })
        .collect()
}

fn words(text: &[char], range: Range<usize>, (lexicon, year): (&Lexicon, i16)) -> Vec<(Range<usize>, Word)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let next = word_at(text, at, (lexicon, year)).filter(|(end, _)| *end <= range.end);
        if let Some((end, word)) = next {
            found.push((at..end, word));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn word_at(text: &[char], at: usize, (lexicon, year): (&Lexicon, i16)) -> Option<(usize, Word)> {
    for (words, meaning) in
        [(&lexicon.previous, Year::Last), (&lexicon.now, Year::This), (&lexicon.later, Year::Later)]
    {
        if let Some(end) = after(text, at, words) {
            return Some((end, Word::Year(meaning)));
        }
    }
    if let Some(index) =
        lexicon.months.iter().position(|name| super::lexicon::word_at(text, at, name).is_some())
    {
        let month = i8::try_from(index + 1).ok()?;
        return Some((at + lexicon.months[index].len(), Word::Months(month, month)));
    }
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    if !digit(at) || at > 0 && digit(at - 1) {
        return None;
    }
    let (end, number) = number(text, at)?;
    if end - at == 4 && (text.get(end) == Some(&'年') || !lexicon.months.is_empty() && is_year(number)) {
        let meaning = match i16::try_from(number).ok()? {
            this if this == year => Year::This,
            last if last == year - 1 => Year::Last,
            later if later > year => Year::Later,
            other => Year::Other(other),
        };
        return Some((end, Word::Year(meaning)));
    }
    months(text, at)
}

fn is_year(number: u32) -> bool {
    (1900..2100).contains(&number)
}

/// 3月, 1—11月; not 3月底, 3月以来, 3月5日.
fn months(text: &[char], at: usize) -> Option<(usize, Word)> {
    let (mut end, first) = number(text, at)?;
    let mut last = first;
    if text.get(end) == Some(&'月') && matches!(text.get(end + 1), Some('—' | '至' | '到' | '～')) {
        end += 1;
    }
    if matches!(text.get(end), Some('—' | '-' | '～' | '至' | '到')) {
        (end, last) = number(text, end + 1)?;
    }
    let is_month = text.get(end) == Some(&'月') && (1..=12).contains(&first) && (first..=12).contains(&last);
    let next = skip(text, end + 1);
    let is_day = text.get(next).is_some_and(char::is_ascii_digit)
        && matches!(text.get(next + 1).zip(text.get(next + 2)), Some(('日', _) | (_, '日')));
    let is_term = matches!(text.get(end + 1), Some('底' | '末' | '起' | '初' | '以' | '中' | '上' | '下'));
    (is_month && !is_term && !is_day)
        .then_some((end + 1, Word::Months(i8::try_from(first).ok()?, i8::try_from(last).ok()?)))
}

fn number(text: &[char], at: usize) -> Option<(usize, u32)> {
    let length = text[at..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
    let number: String = text[at..at + length].iter().collect();
    (length <= 4).then_some(())?;
    Some((at + length, number.parse().ok()?))
}
