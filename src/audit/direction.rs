//! Words of direction beside figures: 上升 where the figure went down, 持平 where it did not stay, a word typed before
//! a reference that brings its own. Enter at [`Audit::directions`].

use std::ops::Range;

use rust_decimal::Decimal;

use super::Audit;
use super::lexicon::{Way, holds, meaning_before, skip, skip_back};
use super::sentence::{Direction, Sentence};
use super::subject::Subject;
use crate::model::{Better, Previously, Quantity, Shown};
use crate::problem::{DirectionFault, Fault};

/// A word of comparison stands at most this many characters before its word of direction: 与去年同期基本持平.
const REACH: usize = 12;

impl Audit<'_> {
    /// What is wrong with the words of direction that have no typed number behind them, with their places.
    pub(super) fn directions(&self, sentence: &Sentence<'_, '_>) -> Vec<(Fault, Range<usize>)> {
        let set = self.before_figures(sentence);
        let alone = sentence
            .directions()
            .into_iter()
            .filter_map(|direction| Some((self.alone(sentence, &direction)?, direction.at)));
        set.into_iter().chain(alone).collect()
    }

    /// Words of direction typed right before a figure.
    fn before_figures(&self, sentence: &Sentence<'_, '_>) -> Vec<(Fault, Range<usize>)> {
        let text = sentence.text();
        let mut faults = Vec::new();
        for set in sentence.passage.set.iter().filter(|set| sentence.at.contains(&set.at.start)) {
            let Some(subject) = set.text.metric.as_deref().and_then(|id| self.subject(id)) else { continue };
            let end = sentence.strip_back(set.at.start, &self.lexicon.filler);
            let (end, onto) = match super::lexicon::before(text, end, &self.lexicon.onto) {
                Some(start) => (skip_back(text, start, sentence.at.start), true),
                None => (end, false),
            };
            let to = meaning_before(text, skip_back(text, set.at.start, 0), &self.lexicon.to_ways);
            let Some((start, way)) = to.or_else(|| meaning_before(text, end, &self.lexicon.ways)) else {
                continue;
            };
            let word = start..set.at.start;
            if start < sentence.at.start || sentence.is_covered(&word) {
                continue;
            }
            let own: Vec<char> = text[set.at.start..set.number].to_vec();
            let has_own = (0..own.len()).any(|at| self.lexicon.way_after(&own, at).is_some());
            let said = sentence.passage.words(&word);
            if has_own {
                let (metric, label) = (subject.figure.id.clone(), subject.figure.label.clone());
                let has = self.speaker.yoy(subject.figure).plain();
                let kind = DirectionFault::Doubled;
                faults.push((Fault::ContradictedDirection { text: said, metric, label, has, kind }, word));
                continue;
            }
            let Shown::Number { text: digits, .. } = &set.text.shown else { continue };
            let Some(rise) = subject.rise() else { continue };
            let reached = onto || to.is_some();
            if is_of_change(subject, digits, reached) && !is_true(way, rise, subject) {
                faults.push((opposite(self, subject, said), word));
            }
        }
        faults
    }

    /// A word of direction without a number behind it: 与上年持平, 同比有所下降. It is about the metric named last.
    fn alone(&self, sentence: &Sentence<'_, '_>, direction: &Direction) -> Option<Fault> {
        let (text, at) = (sentence.text(), &direction.at);
        let next = skip(text, at.end);
        let counts = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
        let has_number = sentence.numbers.iter().any(|number| {
            sentence.strip_back(number.start, &self.lexicon.filler) == at.end
                || super::lexicon::before(text, number.start, &self.lexicon.onto) == Some(at.end)
        });
        let has_figure = sentence
            .passage
            .set
            .iter()
            .any(|set| set.at.contains(&at.start) || (at.end..=at.end + 4).contains(&set.at.start));
        if has_number || has_figure || counts(next) || sentence.is_at(at.end, &self.lexicon.partly) {
            return None;
        }
        let clause = sentence.clause(at.start);
        let reach = clause.start.max(at.start.saturating_sub(REACH))..at.start;
        let is_compared =
            holds(text, reach.clone(), &self.lexicon.compared) || holds(text, reach, &self.lexicon.previous);
        let mention = sentence.mentions.iter().rev().find(|mention| mention.at.end <= at.start)?;
        let when = super::time::when(text, (sentence.at.start, at.start), (&self.lexicon, self.year));
        let [subject] = mention.subjects.as_slice() else { return None };
        let subject = &self.subjects[*subject];
        if !is_compared || when.months.is_some_and(|months| !self.is_period(months)) {
            return None;
        }
        // A part of it may have gone another way than the whole.
        let named_part = subject
            .parts
            .iter()
            .any(|part| holds(text, mention.at.end..at.start, std::slice::from_ref(&part.name)));
        let rise = subject.rise()?;
        let is_wrong = !named_part
            && !is_true(direction.way, rise, subject)
            && !self.rounds_to_zero(subject, direction.way);
        is_wrong.then(|| opposite(self, subject, sentence.passage.words(at)))
    }

    /// 持平 is right where the change is said so, though the unrounded values differ.
    fn rounds_to_zero(&self, subject: &Subject<'_>, way: Way) -> bool {
        let change = self.speaker.change(subject.figure);
        way == Way::Flat && change.is_some_and(|change| change.direction == crate::model::Direction::Flat)
    }
}

/// Whether a reference's number is the metric's change, or after 至 its value.
fn is_of_change(subject: &Subject<'_>, digits: &str, reached: bool) -> bool {
    let Ok(number) = digits.parse::<Decimal>() else { return false };
    let Some((now, before)) = subject.value().zip(subject.previous()) else { return false };
    if reached {
        return now.round_dp(number.scale()) == number;
    }
    subject.changes(now, before).iter().any(|claim| claim.number.round_dp(number.scale()) == number.abs())
}

/// Whether a figure that rose by so much went the way a word says.
pub(super) fn is_true(way: Way, rise: Decimal, subject: &Subject<'_>) -> bool {
    let (up, down) = (rise > Decimal::ZERO, rise < Decimal::ZERO);
    // A place that is higher is better, whatever is better of a number.
    let better = match (subject.figure.quantity, subject.figure.better) {
        (Quantity::Rank, _) => Some(Better::Higher),
        (_, better) => better,
    };
    match (way, better) {
        (Way::Up, _) | (Way::Better, Some(Better::Higher)) | (Way::Worse, Some(Better::Lower)) => up,
        (Way::Down, _) | (Way::Better, Some(Better::Lower)) | (Way::Worse, Some(Better::Higher)) => down,
        (Way::Flat, _) => !up && !down,
        (Way::Better | Way::Worse, None) => true,
    }
}

/// The fault of a word that says the opposite.
pub(super) fn opposite(audit: &Audit<'_>, subject: &Subject<'_>, text: String) -> Fault {
    fault(audit, subject, (text, DirectionFault::Opposite))
}

/// The fault of % where 百分点 belongs.
pub(super) fn percent_for_points(audit: &Audit<'_>, subject: &Subject<'_>, text: String) -> Fault {
    fault(audit, subject, (text, DirectionFault::PercentForPoints))
}

fn fault(audit: &Audit<'_>, subject: &Subject<'_>, (text, kind): (String, DirectionFault)) -> Fault {
    let figure = subject.figure;
    let has = match figure.previous {
        Previously::Value(_) => audit.speaker.yoy(figure).plain(),
        Previously::Incomparable(_) | Previously::Unknown => {
            audit.said(figure, &figure.value, figure.decimals)
        }
    };
    Fault::ContradictedDirection { text, metric: figure.id.clone(), label: figure.label.clone(), has, kind }
}
