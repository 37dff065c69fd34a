//! Units as they are typed: a metric's own spelling, its word in prose, and 万 and 亿 before it.

use super::lexicon::{Lexicon, Word, meaning_after, skip};
use super::passage::normal;
use crate::wording::Speaker;

/// A unit as it stands behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    /// None stands there.
    None,
    /// A word that is no unit the audit knows.
    Other,
    /// A known unit, by the spelling that stands for all of its spellings.
    Known(String),
    /// Percentage points.
    Points,
    /// Times as much.
    Times,
}

/// A unit that was read: what it is, by which power of ten it multiplies, and where it ends.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) unit: Unit,
    pub(super) power: u32,
    /// Behind the multiple, before the unit.
    pub(super) multiple_end: usize,
    pub(super) end: usize,
}

/// A metric's unit.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    /// What stands for all of its spellings; empty for none.
    pub(super) unit: String,
    /// By which power of ten it multiplies: 4 for 万元.
    pub(super) power: u32,
    /// It has a name, but prose does not say it: English `{{ x }} problems`.
    pub(super) is_silent: bool,
}

/// The units that are known.
#[derive(Debug)]
pub(super) struct Units {
    /// Each spelling, with the one that stands for it; the longest first.
    spellings: Vec<(Word, String)>,
    multiples: Vec<(Word, u32)>,
}

impl Units {
    /// The units of metrics, and those of the language.
    pub(super) fn new<'a>(
        units: impl Iterator<Item = &'a str>,
        speaker: Speaker<'_>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut known = Self { spellings: Vec::new(), multiples: lexicon.multiples.clone() };
        for unit in units.chain(lexicon.units.iter().map(String::as_str)) {
            let (base, _) = known.parted(unit);
            let (word, _) = known.parted(&speaker.unit_word(unit));
            known.add(&base, &base);
            known.add(&word, &base);
        }
        known.spellings.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
        known
    }

    fn add(&mut self, spelling: &str, base: &str) {
        let spelling: Word = spelling.chars().collect();
        if spelling.is_empty() || self.spellings.iter().any(|(known, _)| *known == spelling) {
            return;
        }
        // Two units of metrics may share a word in prose: then they are one.
        let base: Word = base.chars().collect();
        let stands =
            self.spellings.iter().find(|(known, _)| *known == base).map(|(_, stands)| stands.clone());
        self.spellings.push((spelling, stands.unwrap_or_else(|| base.iter().collect())));
    }

    /// A unit without the multiple it begins with, and its power.
    fn parted(&self, unit: &str) -> (String, u32) {
        let chars: Word = unit.chars().map(normal).collect();
        match meaning_after(&chars, 0, &self.multiples).filter(|(end, _)| *end < chars.len()) {
            Some((end, power)) => (chars[end..].iter().collect(), power),
            None => (chars.iter().collect(), 0),
        }
    }

    /// A metric's unit.
    pub(super) fn measure(&self, unit: &str, speaker: Speaker<'_>) -> Measure {
        let (base, power) = self.parted(unit);
        let chars: Word = base.chars().collect();
        let stands =
            self.spellings.iter().find(|(known, _)| *known == chars).map(|(_, stands)| stands.clone());
        let is_silent = !unit.is_empty() && speaker.unit_word(unit).is_empty();
        Measure { unit: stands.unwrap_or(base), power, is_silent }
    }

    /// The unit that stands behind a number which ends at `at`.
    pub(super) fn read(&self, text: &[char], at: usize, lexicon: &Lexicon) -> Read {
        let start = skip(text, at);
        let (multiple_end, power) = meaning_after(text, start, &self.multiples).unwrap_or((at, 0));
        let mut behind = multiple_end;
        // 30多家, 2万余人次
        if let Some((end, _)) = meaning_after(text, behind, &lexicon.blurs_after)
            && self.known(text, skip(text, end), lexicon).is_some()
        {
            behind = end;
        }
        let start = skip(text, behind);
        if let Some((end, unit)) = self.known(text, start, lexicon) {
            return Read { unit, power, multiple_end, end };
        }
        let unit = match text.get(start) {
            Some(c) if c.is_alphabetic() => Unit::Other,
            _ => Unit::None,
        };
        Read { unit, power, multiple_end, end: multiple_end }
    }

    fn known(&self, text: &[char], at: usize, lexicon: &Lexicon) -> Option<(usize, Unit)> {
        if let Some(end) = super::lexicon::after(text, at, &lexicon.points) {
            return Some((end, Unit::Points));
        }
        let found = self.spellings.iter().find_map(|(spelling, stands)| {
            super::lexicon::word_at(text, at, spelling).map(|end| (end, Unit::Known(stands.clone())))
        });
        found.or_else(|| super::lexicon::after(text, at, &lexicon.times).map(|end| (end, Unit::Times)))
    }
}
