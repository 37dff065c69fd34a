//! Whether a typed number is right. It belongs to the nearest metric named before it whose unit it has; the words
//! around it say which of the metric's numbers it means. Enter at [`Audit::number`].

use std::ops::Range;

use super::lexicon::{holds, last, skip};
use super::numbers::Number;
use super::sentence::{Direction, Role, Sentence};
use super::subject::{Claim, Subject, own};
use super::time::{When, Year, when, years};
use super::units::Unit;
use super::{Audit, direction};
use crate::model::{Previously, Quantity};
use crate::problem::Fault;

/// A number in its sentence.
pub(super) struct Case<'c, 's, 't> {
    pub(super) sentence: &'c Sentence<'s, 't>,
    pub(super) index: usize,
    pub(super) number: &'c Number,
    pub(super) role: Role,
    pub(super) when: When,
    /// The words about the number: behind the number or figure before it.
    pub(super) segment: Range<usize>,
    /// Where the metric that it may belong to is named.
    pub(super) named: Range<usize>,
    /// 分别 pairs it with that name.
    pub(super) is_paired: bool,
}

/// The metrics that a number may belong to.
struct Candidates {
    subjects: Vec<usize>,
    named: Range<usize>,
    is_paired: bool,
}

impl Audit<'_> {
    /// What is wrong with a number of a sentence, and where.
    pub(super) fn number(&self, sentence: &Sentence<'_, '_>, index: usize) -> Option<(Fault, Range<usize>)> {
        let number = &sentence.numbers[index];
        if number.is_quoted {
            return None;
        }
        let role = match (sentence.role(index), sentence.respective(index)) {
            // 分别下降4%和0.6个百分点: the word before the first is for all.
            (Role::Plain, Some((first, _))) if first != index => sentence.role(first),
            (role, _) => role,
        };
        let (text, start) = (sentence.text(), sentence.at.start);
        let mut said_when = when(text, (start, number.start), (&self.lexicon, self.year));
        if let Some((first, word)) = sentence.respective(index) {
            // 2021年、2022年分别为25、24
            let years = years(text, sentence.list_start(first)..word, (&self.lexicon, self.year));
            let paired = years.get(index - first).filter(|_| years.len() > 1);
            said_when.year = paired.copied().unwrap_or(said_when.year);
        }
        let case = Case {
            sentence,
            index,
            number,
            when: said_when,
            segment: sentence.segment(index),
            role,
            named: start..start,
            is_paired: false,
        };
        let candidates = self.candidates(&case);
        let case = match &candidates {
            Some(found) => Case { named: found.named.clone(), is_paired: found.is_paired, ..case },
            None => case,
        };
        // 15天内反馈 is no figure; 沙尘影响天数14天后 is one.
        if number.is_term && !case.is_of_name() {
            return None;
        }
        if self.is_of_next(&case) {
            return None;
        }
        let fault = match candidates {
            Some(found) => self.verdict(&case, &found.subjects)?,
            None => self.untracked(&case)?,
        };
        let start = match (&fault, &case.role) {
            (Fault::ContradictedDirection { .. }, Role::Change(direction) | Role::To(direction)) => {
                direction.at.start
            }
            _ => number.whole.start,
        };
        Some((fault, start..number.whole.end))
    }

    /// The metrics that a number may belong to: those of the nearest mention before it, or those that 分别 pairs it with.
    fn candidates(&self, case: &Case<'_, '_, '_>) -> Option<Candidates> {
        let sentence = case.sentence;
        let fitting = |subjects: &[usize]| -> Vec<usize> {
            subjects.iter().copied().filter(|&subject| self.fits(&self.subjects[subject], case)).collect()
        };
        let before: Vec<_> =
            sentence.mentions.iter().filter(|mention| mention.at.end <= case.number.start).collect();
        if let Some((first, word)) = sentence.respective(case.index) {
            let floor = sentence.list_start(first);
            let listed: Vec<_> =
                before.iter().filter(|mention| mention.at.start >= floor && mention.at.end <= word).collect();
            let count =
                (first + 1..sentence.numbers.len()).take_while(|&at| sentence.numbers[at].is_joined).count();
            if listed.len() > 1 {
                let paired = listed.get(case.index - first).filter(|_| listed.len() == count + 1);
                if let Some(mention) = paired
                    && let candidates = fitting(&mention.subjects)
                    && !candidates.is_empty()
                {
                    return Some(Candidates {
                        subjects: candidates,
                        named: mention.at.clone(),
                        is_paired: true,
                    });
                }
                let all: Vec<usize> = listed.iter().flat_map(|mention| fitting(&mention.subjects)).collect();
                if !all.is_empty() {
                    let named = sentence.at.start..sentence.at.start;
                    return Some(Candidates { subjects: all, named, is_paired: false });
                }
            }
        }
        before.iter().rev().find_map(|mention| {
            let subjects = fitting(&mention.subjects);
            let named = mention.at.clone();
            (!subjects.is_empty()).then_some(Candidates { subjects, named, is_paired: false })
        })
    }

    /// Whether a number's unit is one that the metric has, in the number's role.
    fn fits(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> bool {
        let number = case.number;
        let changes = matches!(case.role, Role::Change(_));
        match &number.unit {
            Unit::Points => subject.is_ratio(),
            Unit::Times => changes,
            Unit::Known(unit) if unit == "%" && !subject.has_unit(number) => match case.role {
                Role::Change(_) => !subject.is_ratio(),
                Role::Share => !subject.parts.is_empty(),
                Role::Plain | Role::To(_) | Role::From => {
                    self.is_against(case) && !subject.distances().is_empty()
                }
            },
            _ => {
                subject.has_unit(number)
                    || changes && subject.figure.quantity == Quantity::Rank && {
                        let next = skip(case.sentence.text(), number.digits.end);
                        case.sentence.is_at(next, &self.lexicon.places)
                    }
            }
        }
    }

    /// 低于…限值31.4%.
    pub(super) fn is_against(&self, case: &Case<'_, '_, '_>) -> bool {
        holds(case.sentence.text(), case.sentence.phrase(case.number.digits.start), &self.lexicon.against)
    }

    fn verdict(&self, case: &Case<'_, '_, '_>, candidates: &[usize]) -> Option<Fault> {
        let subjects = candidates.iter().map(|&subject| &self.subjects[subject]);
        let first = &self.subjects[candidates[0]];
        let percent = case.number.unit == Unit::Known("%".to_owned());
        if let (Role::Change(direction), true, true) = (&case.role, percent, first.is_ratio()) {
            let word = case.sentence.passage.words(&(direction.at.start..case.number.whole.end));
            return Some(direction::percent_for_points(self, first, word));
        }
        let mut elsewhere = false;
        let mut wrong_way = None;
        for subject in subjects {
            let claims = self.claims(subject, case);
            elsewhere |= claims.elsewhere;
            let said: Vec<&Claim> =
                claims.claims.iter().filter(|claim| subject.agrees(case.number, claim)).collect();
            let Some(claim) = said.first() else { continue };
            let direction = match &case.role {
                Role::Change(direction) | Role::To(direction) => direction,
                Role::From | Role::Share | Role::Plain => return None,
            };
            let is_true = |claim: &&&Claim| {
                claim.rise.is_none_or(|rise| direction::is_true(direction.way, rise, subject))
            };
            if said.iter().any(|claim| is_true(&claim)) || claim.rise.is_none() {
                return self.reached(subject, case, direction);
            }
            wrong_way = wrong_way.or_else(|| Some(self.wrong_way(subject, case, direction)));
        }
        if wrong_way.is_some() {
            return wrong_way;
        }
        if candidates.iter().any(|&subject| self.subjects[subject].is_masked) {
            return None;
        }
        if elsewhere || self.speaks_of_another(first, case) {
            return self.untracked(case);
        }
        Some(self.contradicted(first, case))
    }

    /// 降至24: the direction is that of the value's own change, where the number is this year's value.
    fn reached(
        &self,
        subject: &Subject<'_>,
        case: &Case<'_, '_, '_>,
        direction: &Direction,
    ) -> Option<Fault> {
        let Role::To(_) = case.role else { return None };
        let is_value = subject.value().is_some_and(|value| subject.agrees(case.number, &own(value)));
        let rise = subject.rise()?;
        let plain = case.when.year == Year::This && case.when.months.is_none() && is_value;
        (plain && !direction::is_true(direction.way, rise, subject))
            .then(|| self.wrong_way(subject, case, direction))
    }

    /// 8个标志性战役: the number is right for the metric named behind it.
    fn is_of_next(&self, case: &Case<'_, '_, '_>) -> bool {
        let next = skip(case.sentence.text(), case.number.whole.end);
        let mentions = case.sentence.mentions.iter().filter(|mention| mention.at.start == next);
        matches!(case.role, Role::Plain)
            && mentions.flat_map(|mention| &mention.subjects).any(|&subject| {
                let subject = &self.subjects[subject];
                subject.value().is_some_and(|value| subject.agrees(case.number, &own(value)))
            })
    }

    /// Whether a number seems to speak of something that no metric is named for: its metric's value was said already, and
    /// a name of its own stands before it, or 其中.
    fn speaks_of_another(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> bool {
        let (sentence, text) = (case.sentence, case.sentence.text());
        let value = subject.value().map(own);
        let said = sentence.numbers[..case.index].iter().any(|number| {
            number.start >= case.named.end
                && value.as_ref().is_some_and(|value| subject.agrees(number, value))
        });
        let set = sentence.passage.set.iter().any(|set| {
            set.text.metric.as_deref() == Some(subject.figure.id.as_str()) && set.at.end <= case.number.start
        });
        if !matches!(case.role, Role::Plain) || !(said || set) {
            return false;
        }
        let start = sentence.clause(case.number.start).start;
        let clause = start..sentence.said_of(case.number).max(start);
        let lexicon = &self.lexicon;
        let known = [&lexicon.limit, &lexicon.target, &lexicon.series, &lexicon.previous, &lexicon.now];
        let is_known = known.iter().any(|words| holds(text, clause.clone(), words))
            || !case.named_parts(subject, clause.clone()).is_empty();
        if clause.start < case.named.end || is_known {
            return false;
        }
        let of_which = last(text, clause.clone(), &self.lexicon.of_which);
        let own_name = of_which.as_ref().map_or(clause.start, |word| word.end)..clause.end;
        of_which.is_some() || text[own_name].iter().filter(|c| c.is_alphabetic()).count() >= 2
    }

    fn wrong_way(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>, direction: &Direction) -> Fault {
        let word = case.sentence.passage.words(&(direction.at.start..case.number.whole.end));
        direction::opposite(self, subject, word)
    }

    fn contradicted(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> Fault {
        let figure = subject.figure;
        let changed = matches!(case.role, Role::Change(_));
        let is_last = case.when.year == Year::Last || matches!(case.role, Role::From);
        let has = match &figure.previous {
            _ if changed => self.speaker.yoy(figure).plain(),
            Previously::Value(value) if is_last => self.said(figure, value, figure.previous_decimals),
            _ => self.said(figure, &figure.value, figure.decimals),
        };
        Fault::ContradictedFigure {
            text: case.sentence.passage.words(&case.number.whole),
            metric: figure.id.clone(),
            label: figure.label.clone(),
            has,
        }
    }

    fn untracked(&self, case: &Case<'_, '_, '_>) -> Option<Fault> {
        let has_unit = matches!(case.number.unit, Unit::Known(_) | Unit::Points);
        let policy = self.policy?;
        let text = case.sentence.passage.words(&case.number.whole);
        has_unit.then_some(Fault::UntrackedFigure { text, policy })
    }
}
