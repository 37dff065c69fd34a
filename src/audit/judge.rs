//! Whether a typed number is right. It belongs to the nearest metric named before it whose unit it has; the words
//! around it say which of the metric's numbers it means. Enter at [`Audit::number`].

use std::ops::Range;

use rust_decimal::Decimal;

use super::lexicon::{Word, before, holds, skip_back};
use super::numbers::Number;
use super::sentence::{Direction, Role, Sentence};
use super::subject::{Claim, Subject, own};
use super::time::{When, Year, base, when};
use super::units::Unit;
use super::{Audit, direction};
use crate::model::Previously;
use crate::problem::Fault;

/// What may rightly be typed, and whether a number may speak of what no metric knows.
#[derive(Debug, Default)]
struct Claims {
    claims: Vec<Claim>,
    /// The number may speak of another year, say: then it is no contradiction.
    elsewhere: bool,
}

/// A number in its sentence.
struct Case<'c, 's, 't> {
    sentence: &'c Sentence<'s, 't>,
    index: usize,
    number: &'c Number,
    role: Role,
    when: When,
    segment: Range<usize>,
    /// Where the metric that it may belong to is named.
    named: Range<usize>,
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
        let case = Case {
            sentence,
            index,
            number,
            when: when(text, (start, number.start), (&self.lexicon, self.year)),
            segment: sentence.segment(index),
            role,
            named: start..start,
        };
        let candidates = self.candidates(&case);
        let named = candidates.as_ref().map_or(start..start, |(_, named)| named.clone());
        let case = Case { named, ..case };
        // 15天内反馈 is no figure; 沙尘影响天数14天后 is one.
        if number.is_term && !case.is_of_name() {
            return None;
        }
        let fault = match candidates {
            Some((candidates, _)) => self.verdict(&case, &candidates)?,
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
    fn candidates(&self, case: &Case<'_, '_, '_>) -> Option<(Vec<usize>, Range<usize>)> {
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
                    return Some((candidates, mention.at.clone()));
                }
                let all: Vec<usize> = listed.iter().flat_map(|mention| fitting(&mention.subjects)).collect();
                if !all.is_empty() {
                    return Some((all, sentence.at.start..sentence.at.start));
                }
            }
        }
        before.iter().rev().find_map(|mention| {
            let candidates = fitting(&mention.subjects);
            (!candidates.is_empty()).then(|| (candidates, mention.at.clone()))
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
                    || changes && subject.figure.quantity == crate::model::Quantity::Rank && {
                        let next = super::lexicon::skip(case.sentence.text(), number.digits.end);
                        case.sentence.is_at(next, &self.lexicon.places)
                    }
            }
        }
    }

    /// 低于…限值31.4%.
    fn is_against(&self, case: &Case<'_, '_, '_>) -> bool {
        holds(case.sentence.text(), case.sentence.phrase(case.number.start), &self.lexicon.against)
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
        if elsewhere {
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

    /// What a number may rightly be of a metric.
    fn claims(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> Claims {
        match &case.role {
            Role::Change(_) => self.changes(subject, case),
            Role::Share => shares(subject, case),
            Role::From => {
                let mut claims = self.before(subject, case);
                claims.elsewhere = claims.claims.is_empty();
                claims
            }
            Role::To(_) | Role::Plain => self.values(subject, case),
        }
    }

    fn changes(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> Claims {
        let (text, range) = (case.sentence.text(), case.segment.clone());
        let from = match base(text, range, (&self.lexicon, self.year)) {
            Some(Year::Other(year)) => subject.of_year(year),
            Some(Year::Later) => Vec::new(),
            Some(Year::This | Year::Last) | None => subject.previous().into_iter().collect(),
        };
        let now = subject.value();
        let mut claims = Claims::default();
        for before in from {
            claims.claims.extend(now.map(|now| subject.changes(now, before)).into_iter().flatten());
        }
        for part in case.parts(subject) {
            let (now, before) = (subject.parts[part].now, subject.parts[part].before);
            let both = now.zip(before);
            claims
                .claims
                .extend(both.map(|(now, before)| subject.changes(now, before)).into_iter().flatten());
        }
        if let Some(at) = case.when.months.and_then(|(month, _)| self.month_index(month)) {
            let pairs = subject.of_month(at, None).into_iter().zip(subject.of_month(at, Some(())));
            claims.claims.extend(pairs.flat_map(|(now, before)| subject.changes(now, before)));
        }
        if self.is_against(case) {
            claims.claims.extend(subject.distances());
        }
        claims.elsewhere = claims.claims.is_empty();
        claims
    }

    /// What it was: last year, or in the months spoken of.
    fn before(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> Claims {
        let mut claims = Claims::default();
        claims.own(subject.previous());
        claims.own(subject.parts.iter().filter_map(|part| part.before));
        claims.own(subject.of_year(self.year - 1));
        self.in_months(subject, case, &mut claims);
        claims
    }

    fn in_months(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>, claims: &mut Claims) {
        let Some((first, last)) = case.when.months else { return };
        let Some((first, last)) = self.month_index(first).zip(self.month_index(last)) else { return };
        let whole = first == 0 && last + 1 == self.months;
        if whole {
            return;
        }
        for at in first..=last {
            claims.own(subject.of_month(at, None));
            claims.own(subject.of_month(at, Some(())));
        }
        claims.own(subject.over_months((first, last)));
    }

    fn values(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> Claims {
        let mut claims = Claims::default();
        let text = case.sentence.text();
        let whole: Range<usize> = case.sentence.at.start..case.number.start;
        self.in_months(subject, case, &mut claims);
        let all_months = case.when.months.is_none_or(|months| self.is_period(months));
        if all_months && holds(text, whole, &self.lexicon.series) {
            claims.own(subject.of_series());
        }
        if let Some(part) = case.part_said(subject) {
            claims.own(subject.parts[part].now);
            claims.own(subject.parts[part].before);
            return claims;
        }
        if self.is_against(case) {
            claims.claims.extend(subject.distances());
        }
        let figure = subject.figure;
        let marks = figure.limit.iter().map(|limit| limit.value);
        let marks: Vec<Decimal> = marks.chain(figure.target.iter().map(|target| target.value)).collect();
        if case.is_mark(subject, self) {
            claims.own(subject.value());
            claims.own(marks);
            return claims;
        }
        match case.when.year {
            Year::This => {}
            Year::Last => {
                let before = self.before(subject, case);
                let known = !before.claims.is_empty();
                claims.claims.extend(before.claims);
                claims.elsewhere = !known;
                // 去年 right before the number, not somewhere in the sentence.
                if known && case.when.year_at >= case.segment.start.max(case.named.start) {
                    return claims;
                }
            }
            Year::Other(year) => {
                claims.own(subject.of_year(year));
                claims.elsewhere = true;
            }
            Year::Later => claims.elsewhere = true,
        }
        claims.own(subject.value());
        let names_mark = case.names_mark(subject, self);
        if case.is_of_name() {
            claims.own(case.parts(subject).into_iter().filter_map(|part| subject.parts[part].now));
            if names_mark {
                claims.own(marks);
            }
            return claims;
        }
        claims.own(marks);
        claims.own(subject.previous());
        claims.own(subject.parts.iter().flat_map(|part| [part.now, part.before]).flatten());
        claims
    }
}

/// 占34.2%: the share of a part, or a ratio's own value.
fn shares(subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> Claims {
    let mut claims = Claims::default();
    let whole = subject.value().filter(|value| !value.is_zero());
    let share = |part: Option<Decimal>| Some(part? * Decimal::ONE_HUNDRED / whole?);
    let named = case.parts_before(subject).last().copied();
    let of = |claims: &mut Claims, part: usize| {
        let share = share(subject.parts[part].now);
        claims.claims.extend(share.map(|number| Claim {
            number,
            scale: super::subject::Scale::Percent,
            rise: None,
        }));
    };
    match named {
        Some(part) => of(&mut claims, part),
        None => {
            (0..subject.parts.len()).for_each(|part| of(&mut claims, part));
            claims.elsewhere = true;
        }
    }
    if subject.measure.unit == "%" {
        claims.own(subject.value());
        claims.own(subject.previous());
        claims.own(subject.parts.iter().filter_map(|part| part.now));
        claims.elsewhere = true;
    }
    claims
}

impl Claims {
    fn own(&mut self, numbers: impl IntoIterator<Item = Decimal>) {
        self.claims.extend(numbers.into_iter().map(own));
    }
}

impl Case<'_, '_, '_> {
    /// Whether the number is said of the metric's name directly: 浓度为24.
    fn is_of_name(&self) -> bool {
        self.sentence.said_of(self.number) == self.named.end
    }

    /// The part that the number is said of directly: 优201天.
    fn part_said(&self, subject: &Subject<'_>) -> Option<usize> {
        let end = self.sentence.said_of(self.number);
        let text = self.sentence.text();
        let fits = |name: &Word| before(text, end, std::slice::from_ref(name)).is_some();
        if end <= self.named.end && end > self.named.start {
            return None;
        }
        let parts = subject.parts.iter().enumerate().filter(|(_, part)| fits(&part.name));
        parts.max_by_key(|(_, part)| part.name.len()).map(|(at, _)| at)
    }

    /// The parts named in the words about the number.
    fn parts(&self, subject: &Subject<'_>) -> Vec<usize> {
        self.named_parts(subject, self.segment.clone())
    }

    /// The parts named in the sentence before the number, in order of where.
    fn parts_before(&self, subject: &Subject<'_>) -> Vec<usize> {
        self.named_parts(subject, self.sentence.at.start..self.number.start)
    }

    fn named_parts(&self, subject: &Subject<'_>, range: Range<usize>) -> Vec<usize> {
        let text = self.sentence.text();
        let last = |part: &super::subject::Part| {
            super::lexicon::last(text, range.clone(), std::slice::from_ref(&part.name)).map(|at| at.start)
        };
        let mut named: Vec<(usize, usize)> =
            subject.parts.iter().enumerate().filter_map(|(at, part)| Some((last(part)?, at))).collect();
        named.sort_unstable();
        named.into_iter().map(|(_, part)| part).collect()
    }

    /// Whether the words around the number speak of a limit or a target.
    fn names_mark(&self, subject: &Subject<'_>, audit: &Audit<'_>) -> bool {
        let text = self.sentence.text();
        let marks: Vec<Word> = mark_words(subject, audit);
        holds(text, self.segment.clone(), &marks) || holds(text, self.sentence.tail(self.number), &marks)
    }

    /// Whether the number is a limit or a target: 限值35, 考核任务（25.
    fn is_mark(&self, subject: &Subject<'_>, audit: &Audit<'_>) -> bool {
        let marks = mark_words(subject, audit);
        let text = self.sentence.text();
        let end = self.sentence.said_of(self.number);
        let end = if end > 0 && text[end - 1] == '(' { skip_back(text, end - 1, 0) } else { end };
        before(text, end, &marks).is_some_and(|start| start >= self.segment.start)
    }
}

fn mark_words(subject: &Subject<'_>, audit: &Audit<'_>) -> Vec<Word> {
    let mut words = Vec::new();
    let word = |label: &str| label.chars().map(super::passage::normal).collect::<Word>();
    if let Some(limit) = &subject.figure.limit {
        words.extend(audit.lexicon.limit.iter().cloned());
        words.push(word(&limit.label));
    }
    if let Some(target) = &subject.figure.target {
        words.extend(audit.lexicon.target.iter().cloned());
        words.push(word(&target.label));
    }
    words
}
