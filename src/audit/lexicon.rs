//! The words that the audit knows, from the theme's language files (key `audit`), and how they are looked up in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::passage::normal;
use crate::wording::Words;

/// A word, its characters as [`normal`] has them.
pub(super) type Word = Vec<char>;

/// Which way a word says that a figure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    Flat,
    /// As is good for the figure.
    Better,
    /// As is bad for the figure.
    Worse,
}

/// How a word beside a number blurs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blur {
    /// The true value is at most the number: 近 不到.
    Near,
    /// On either side: 约 左右.
    About,
    /// The true value is at least the number: 超 多 余 以上.
    Over,
}

/// The words of a language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// 上升 下降 持平 改善 恶化.
    pub(super) ways: Vec<(Word, Way)>,
    /// The first characters of those, in small letters.
    way_starts: BTreeSet<char>,
    /// Words of direction that count only in a comparison: 多 少.
    pub(super) than_ways: Vec<(Word, Way)>,
    /// 升至 降到: the number after them is a value.
    pub(super) to_ways: Vec<(Word, Way)>,
    /// 比 较: they make a comparison.
    pub(super) than: Vec<Word>,
    /// 同比.
    pub(super) compared: Vec<Word>,
    /// 至 到 after a word of direction: what follows is a value.
    pub(super) onto: Vec<Word>,
    /// What may stand between a word of direction and its number: 了.
    pub(super) filler: Vec<Word>,
    /// What may stand between a name and its number: 为 达到.
    pub(super) copula: Vec<Word>,
    /// 近 约 超, before a number.
    pub(super) blurs: Vec<(Word, Blur)>,
    /// 多 余 左右 以上, behind a number or its unit.
    pub(super) blurs_after: Vec<(Word, Blur)>,
    /// 上年 去年同期.
    pub(super) previous: Vec<Word>,
    /// 由 从, right before what a figure was.
    pub(super) from: Vec<Word>,
    /// 今年 本年.
    pub(super) now: Vec<Word>,
    /// 明年.
    pub(super) later: Vec<Word>,
    /// Words that speak of a series: 最高 逐月.
    pub(super) series: Vec<Word>,
    /// 限值 标准.
    pub(super) limit: Vec<Word>,
    /// 任务 目标.
    pub(super) target: Vec<Word>,
    /// 低于 高于 优于.
    pub(super) against: Vec<Word>,
    /// 每 人均: the number is an average.
    pub(super) each: Vec<Word>,
    /// 或 的 behind a word of direction: it is not said of the figure.
    pub(super) partly: Vec<Word>,
    /// 占.
    pub(super) share: Vec<Word>,
    /// 其中.
    pub(super) of_which: Vec<Word>,
    /// 分别.
    pub(super) respectively: Vec<Word>,
    /// 、 和: between the numbers of a list or a range.
    pub(super) joints: Vec<Word>,
    /// 个百分点.
    pub(super) points: Vec<Word>,
    /// 倍.
    pub(super) times: Vec<Word>,
    /// 位 名 after a rank.
    pub(super) places: Vec<Word>,
    /// Units that are tracked though no metric has them.
    pub(super) units: Vec<String>,
    /// 万 亿 with what they multiply by.
    pub(super) multiples: Vec<(Word, u32)>,
    /// 第 No.
    pub(super) ordinal: Vec<Word>,
    /// What makes a date or a time of the number before it: 年 月 日 时.
    pub(super) dates: Vec<Word>,
    /// 内 后 after days: a term, not a figure.
    pub(super) terms: Vec<Word>,
    /// GB HJ ISO.
    pub(super) standards: Vec<String>,
    /// The names of months, where they are words.
    pub(super) months: Vec<Word>,
}

/// Ways a number may go, by the keys of their words.
const WAYS: [(&str, Way); 5] = [
    ("up", Way::Up),
    ("down", Way::Down),
    ("flat", Way::Flat),
    ("better", Way::Better),
    ("worse", Way::Worse),
];

/// Words for powers of ten, by their keys.
const MULTIPLES: [(&str, u32); 4] =
    [("ten_thousand", 4), ("hundred_million", 8), ("thousand", 3), ("million", 6)];

impl Lexicon {
    pub(super) fn new(words: &Words) -> Self {
        let list = |key: &str| -> Vec<Word> {
            let list = words.list(&format!("audit.{key}"));
            list.iter().map(|word| word.chars().map(normal).collect()).collect()
        };
        let ways = |kinds: &[(&str, Way)]| -> Vec<(Word, Way)> {
            kinds.iter().flat_map(|&(key, way)| list(key).into_iter().map(move |word| (word, way))).collect()
        };
        let blurs = |suffix: &str| -> Vec<(Word, Blur)> {
            let of = |(key, blur)| list(&format!("{key}{suffix}")).into_iter().map(move |word| (word, blur));
            [("near", Blur::Near), ("about", Blur::About), ("over", Blur::Over)]
                .into_iter()
                .flat_map(of)
                .collect()
        };
        let way_words = ways(&WAYS);
        let starts = way_words.iter().filter_map(|(word, _)| word.first());
        Self {
            way_starts: starts.map(char::to_ascii_lowercase).collect(),
            ways: way_words,
            than_ways: ways(&[("more", Way::Up), ("fewer", Way::Down)]),
            to_ways: ways(&[("up_to", Way::Up), ("down_to", Way::Down)]),
            than: list("than"),
            compared: list("compared"),
            onto: list("onto"),
            filler: list("filler"),
            copula: list("copula"),
            blurs: blurs(""),
            blurs_after: blurs("_after"),
            previous: list("previous"),
            from: list("from"),
            now: list("now"),
            later: list("later"),
            series: list("series"),
            limit: list("limit"),
            target: list("target"),
            against: list("against"),
            each: list("each"),
            partly: list("partly"),
            share: list("share"),
            of_which: list("of_which"),
            respectively: list("respectively"),
            joints: list("joints"),
            points: list("points"),
            times: list("times"),
            places: list("places"),
            units: words.list("audit.units"),
            multiples: MULTIPLES
                .iter()
                .flat_map(|&(key, power)| list(key).into_iter().map(move |word| (word, power)))
                .collect(),
            ordinal: list("ordinal"),
            dates: list("dates"),
            terms: list("terms"),
            standards: words.list("audit.standards"),
            months: months(words),
        }
    }

    /// The longest word of direction that stands at `at`: where it ends, and which way it says. Every character of a
    /// text is asked, and few begin such a word.
    pub(super) fn way_after(&self, text: &[char], at: usize) -> Option<(usize, Way)> {
        let starts = self.way_starts.contains(&text.get(at)?.to_ascii_lowercase());
        if starts { meaning_after(text, at, &self.ways) } else { None }
    }
}

/// The names of months, where the language writes them with names and not with numbers alone.
fn months(words: &Words) -> Vec<Word> {
    if words.find("month").is_none_or(|pattern| !pattern.contains("month_name")) {
        return Vec::new();
    }
    let names = (1..=12).filter_map(|month| words.find(&format!("month_names.{month}")));
    let spelt = names.filter(|name| !name.contains(|c: char| c.is_ascii_digit()));
    spelt.map(|name| name.chars().collect()).collect()
}

/// Whether two characters are the same but for the case of Latin letters.
pub(super) fn same(a: char, b: char) -> bool {
    a.eq_ignore_ascii_case(&b)
}

/// Whether a word stands at `at`, with no Latin letter touching one of its own; where it ends.
pub(super) fn word_at(text: &[char], at: usize, word: &[char]) -> Option<usize> {
    // Most words fail at their first character.
    let first = *word.first()?;
    if !same(*text.get(at)?, first) {
        return None;
    }
    let end = at + word.len();
    if !text.get(at..end)?.iter().zip(word).all(|(&a, &b)| same(a, b)) {
        return None;
    }
    let touches = |inner: char, outer: Option<&char>| {
        inner.is_ascii_alphabetic() && outer.is_some_and(char::is_ascii_alphabetic)
    };
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    (!touches(first, before) && !touches(word[word.len() - 1], text.get(end))).then_some(end)
}

/// The end of the longest of the words that stands at `at`.
pub(super) fn after(text: &[char], at: usize, words: &[Word]) -> Option<usize> {
    words.iter().filter_map(|word| word_at(text, at, word)).max()
}

/// The start of the longest of the words that ends at `end`.
pub(super) fn before(text: &[char], end: usize, words: &[Word]) -> Option<usize> {
    let start = |word: &Word| {
        let start = end.checked_sub(word.len())?;
        word_at(text, start, word).map(|_| start)
    };
    words.iter().filter_map(start).min()
}

/// The longest of the words with a meaning that ends at `end`: where it starts, and what it means.
pub(super) fn meaning_before<T: Copy>(text: &[char], end: usize, words: &[(Word, T)]) -> Option<(usize, T)> {
    let start = |(word, meaning): &(Word, T)| {
        let start = end.checked_sub(word.len())?;
        word_at(text, start, word).map(|_| (start, *meaning))
    };
    words.iter().filter_map(start).min_by_key(|(start, _)| *start)
}

/// The longest of the words with a meaning that stands at `at`: where it ends, and what it means.
pub(super) fn meaning_after<T: Copy>(text: &[char], at: usize, words: &[(Word, T)]) -> Option<(usize, T)> {
    words
        .iter()
        .filter_map(|(word, meaning)| word_at(text, at, word).map(|end| (end, *meaning)))
        .max_by_key(|(end, _)| *end)
}

/// Whether one of the words stands in a range.
pub(super) fn holds(text: &[char], range: Range<usize>, words: &[Word]) -> bool {
    last(text, range, words).is_some()
}

/// The last place in a range where one of the words stands.
pub(super) fn last(text: &[char], range: Range<usize>, words: &[Word]) -> Option<Range<usize>> {
    range
        .clone()
        .rev()
        .find_map(|at| after(text, at, words).filter(|&end| end <= range.end).map(|end| at..end))
}

/// The first character at or behind `at` that is no space.
pub(super) fn skip(text: &[char], mut at: usize) -> usize {
    while text.get(at).is_some_and(|c| c.is_whitespace()) {
        at += 1;
    }
    at
}

/// The end of what stands before `at` but for spaces, not before `floor`.
pub(super) fn skip_back(text: &[char], mut at: usize, floor: usize) -> usize {
    while at > floor && text[at - 1].is_whitespace() {
        at -= 1;
    }
    at
}
