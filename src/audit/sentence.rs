//! A sentence with what was found in it, and how its words bear on a number: a change, a value reached, a share.

use std::ops::Range;

use super::lexicon::{Lexicon, Way, Word, after, before, holds, meaning_before, skip_back};
use super::names::Mention;
use super::numbers::Number;
use super::passage::Passage;
use super::shield::Shield;
use super::units::Unit;

/// A sentence.
#[derive(Debug)]
pub(super) struct Sentence<'s, 't> {
    pub(super) passage: &'s Passage<'t>,
    pub(super) shield: &'s Shield,
    pub(super) lexicon: &'s Lexicon,
    pub(super) at: Range<usize>,
    /// In the order of their ends.
    pub(super) mentions: Vec<Mention>,
    pub(super) numbers: Vec<Number>,
}

/// A word of direction.
#[derive(Debug, Clone)]
pub(super) struct Direction {
    pub(super) at: Range<usize>,
    pub(super) way: Way,
}

/// What the words before a number make of it.
#[derive(Debug, Clone)]
pub(super) enum Role {
    /// By how much a figure changed: 下降4%.
    Change(Direction),
    /// What a figure changed to: 降至24.
    To(Direction),
    /// What a figure was before: 由25.
    From,
    /// A share: 占34%.
    Share,
    /// A value.
    Plain,
}

impl Sentence<'_, '_> {
    pub(super) fn text(&self) -> &[char] {
        &self.passage.chars
    }

    /// Whether a word is part of a metric's name, or quoted.
    pub(super) fn is_covered(&self, word: &Range<usize>) -> bool {
        let named =
            self.mentions.iter().any(|mention| mention.at.start < word.end && word.start < mention.at.end);
        named || self.shield.quoted.get(word.start) == Some(&true)
    }

    /// Where the words begin that are about a number: behind the number or figure before it.
    pub(super) fn segment(&self, index: usize) -> Range<usize> {
        let number = &self.numbers[index];
        let typed = index.checked_sub(1).map_or(self.at.start, |before| self.numbers[before].whole.end);
        let set =
            self.passage.set.iter().filter(|set| set.at.end <= number.start).map(|set| set.at.end).max();
        let start = typed.max(set.unwrap_or(0)).max(self.at.start);
        start.min(number.start)..number.start
    }

    /// What follows a number until the next comma, bracket or number.
    pub(super) fn tail(&self, number: &Number) -> Range<usize> {
        let text = self.text();
        let ends = |c: char| matches!(c, '，' | '、' | '(' | ')' | '：' | '\t') || c.is_ascii_digit();
        let end = (number.whole.end..self.at.end).find(|&at| ends(text[at])).unwrap_or(self.at.end);
        number.whole.end..end
    }

    /// The role of a number.
    pub(super) fn role(&self, index: usize) -> Role {
        let number = &self.numbers[index];
        if let Some(role) = self.directed(number) {
            return role;
        }
        let (text, lexicon) = (self.text(), self.lexicon);
        let end = skip_back(text, number.start, self.at.start);
        if before(text, end, &lexicon.from).is_some() {
            return Role::From;
        }
        let clause = self.clause(number.start);
        if number.unit == Unit::Known("%".to_owned()) && holds(text, clause, &lexicon.share) {
            return Role::Share;
        }
        Role::Plain
    }

    /// The words before `end` back to a comma, bracket or number.
    pub(super) fn clause(&self, end: usize) -> Range<usize> {
        let text = self.text();
        let ends =
            |c: char| matches!(c, '，' | '、' | '(' | ')' | '：' | ',' | ':' | '\t') || c.is_ascii_digit();
        let start = (self.at.start..end).rev().find(|&at| ends(text[at])).map_or(self.at.start, |at| at + 1);
        start..end
    }

    /// The words before `end` back to a comma outside brackets.
    pub(super) fn phrase(&self, end: usize) -> Range<usize> {
        let text = self.text();
        let start = (self.at.start..end).rev().find(|&at| matches!(text[at], '，' | '、' | '\t'));
        start.map_or(self.at.start, |at| at + 1)..end
    }

    /// The role that a word of direction right before a number gives it.
    fn directed(&self, number: &Number) -> Option<Role> {
        let (text, lexicon) = (self.text(), self.lexicon);
        let floor = self.at.start;
        let end = skip_back(text, number.start, floor);
        if let Some((start, way)) = meaning_before(text, end, &lexicon.to_ways) {
            return self.direction(start..end, way).map(Role::To);
        }
        if let Some(onto) = before(text, end, &lexicon.onto) {
            let end = skip_back(text, onto, floor);
            if let Some((start, way)) = meaning_before(text, end, &lexicon.ways) {
                return self.direction(start..end, way).map(Role::To);
            }
        }
        let end = self.strip_back(end, &lexicon.filler);
        if let Some((start, way)) = meaning_before(text, end, &lexicon.ways) {
            return self.direction(start..end, way).map(Role::Change);
        }
        let (start, way) = meaning_before(text, end, &lexicon.than_ways)?;
        let compared = holds(text, self.clause(start), &lexicon.than);
        compared.then(|| self.direction(start..end, way)).flatten().map(Role::Change)
    }

    fn direction(&self, at: Range<usize>, way: Way) -> Option<Direction> {
        (!self.is_covered(&at)).then_some(Direction { at, way })
    }

    /// Back over words and spaces.
    pub(super) fn strip_back(&self, mut end: usize, words: &[Word]) -> usize {
        let (text, floor) = (self.text(), self.at.start);
        loop {
            end = skip_back(text, end, floor);
            match before(text, end, words).filter(|&start| start >= floor) {
                Some(start) => end = start,
                None => return end,
            }
        }
    }

    /// Where what a number is said of ends: back over 为 达到 and what blurs it.
    pub(super) fn said_of(&self, number: &Number) -> usize {
        let mut end = number.start;
        loop {
            let stripped = self.strip_back(end, &self.lexicon.copula);
            let blurred = meaning_before(self.text(), stripped, &self.lexicon.blurs).map(|(start, _)| start);
            match blurred.filter(|&start| start >= self.at.start) {
                Some(start) => end = start,
                None if stripped == end => return end,
                None => end = stripped,
            }
        }
    }

    /// All words of direction, but those in names and quotes.
    pub(super) fn directions(&self) -> Vec<Direction> {
        let text = self.text();
        let mut found = Vec::new();
        let mut at = self.at.start;
        while at < self.at.end {
            match self.lexicon.way_after(text, at).filter(|(end, _)| *end <= self.at.end) {
                Some((end, way)) => {
                    found.extend(self.direction(at..end, way));
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Where the list of numbers that follows 分别 begins, for a number in one: the index of its first number, and
    /// where 分别 stands.
    pub(super) fn respective(&self, index: usize) -> Option<(usize, usize)> {
        let mut first = index;
        while first > 0 && self.numbers[first].is_joined {
            first -= 1;
        }
        let segment = self.segment(first);
        let word = super::lexicon::last(self.text(), segment.clone(), &self.lexicon.respectively)?;
        Some((first, word.start))
    }

    /// Where the list of names begins that 分别 before a number pairs with it and those after it. 分别为8和16，分别下降11%和6%
    /// pairs twice.
    pub(super) fn list_start(&self, first: usize) -> usize {
        let Some(last) = first.checked_sub(1) else { return self.at.start };
        match self.respective(last) {
            Some((first, _)) => self.list_start(first),
            None => self.numbers[last].whole.end,
        }
    }

    /// Whether one of the words stands right at `at`.
    pub(super) fn is_at(&self, at: usize, words: &[Word]) -> bool {
        after(self.text(), at, words).is_some()
    }
}
