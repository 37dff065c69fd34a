//! What a number may rightly be of the metric it belongs to: the words around it say whether its value, last year's, a
//! change, a part, a month, a limit. Enter at [`Audit::claims`].

use std::ops::Range;

use rust_decimal::Decimal;

use super::Audit;
use super::judge::Case;
use super::lexicon::{Word, before, holds, last, skip_back};
use super::passage::normal;
use super::sentence::Role;
use super::subject::{Claim, Part, Scale, Subject, own};
use super::time::{Year, base};

/// What may rightly be typed, and whether a number may speak of what no metric knows.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) claims: Vec<Claim>,
    /// The number may speak of another year, say: then it is no contradiction.
    pub(super) elsewhere: bool,
}

impl Audit<'_> {
    /// What a number may rightly be of a metric.
    pub(super) fn claims(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>) -> Claims {
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
        let (text, range) = (case.sentence.text(), case.sentence.phrase(case.number.start));
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

    /// Adds what was so in another year that is spoken of; whether the number can be of no other.
    fn in_year(&self, subject: &Subject<'_>, case: &Case<'_, '_, '_>, claims: &mut Claims) -> bool {
        match case.when.year {
            Year::This => {}
            Year::Last => {
                let before = self.before(subject, case);
                let known = !before.claims.is_empty();
                claims.claims.extend(before.claims);
                claims.elsewhere |= !known;
                // 去年 right before the number, not somewhere in the sentence.
                return known && case.when.year_at >= case.segment.start.max(case.named.start);
            }
            Year::Other(year) => {
                claims.own(subject.of_year(year));
                claims.elsewhere = true;
            }
            Year::Later => claims.elsewhere = true,
        }
        false
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
            claims.elsewhere = marks.is_empty();
            claims.own(subject.value());
            claims.own(marks);
            return claims;
        }
        let clause = case.sentence.clause(case.number.start);
        let has_months = !subject.figure.monthly.is_empty();
        let one_month = case.when.months.is_some_and(|(first, last)| first == last);
        claims.elsewhere = one_month && !has_months
            || clause.start >= case.named.end && holds(text, clause, &self.lexicon.each);
        if self.in_year(subject, case, &mut claims) {
            return claims;
        }
        claims.own(subject.value());
        let names_mark = case.names_mark(subject, self);
        if case.is_of_name() {
            claims.own(case.parts(subject).into_iter().filter_map(|part| subject.parts[part].now));
            if names_mark || self.is_against(case) {
                claims.own(marks);
            }
            return claims;
        }
        claims.own(marks);
        claims.own(subject.parts.iter().filter_map(|part| part.now));
        if let Role::Plain = case.role {
            claims.own(subject.previous());
            claims.own(subject.parts.iter().filter_map(|part| part.before));
        }
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
        claims.claims.extend(share.map(|number| Claim { number, scale: Scale::Percent, rise: None }));
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
    pub(super) fn is_of_name(&self) -> bool {
        self.is_paired || self.sentence.said_of(self.number) == self.named.end
    }

    /// The part that the number is said of directly: 优201天.
    pub(super) fn part_said(&self, subject: &Subject<'_>) -> Option<usize> {
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

    pub(super) fn named_parts(&self, subject: &Subject<'_>, range: Range<usize>) -> Vec<usize> {
        let text = self.sentence.text();
        let lexicon = self.sentence.lexicon;
        // 优 is no part in 优良天数.
        let stands_alone = |at: &Range<usize>| {
            at.len() > 1
                || !text.get(at.end).is_some_and(|c| c.is_alphabetic())
                || self.sentence.is_at(at.end, &lexicon.copula)
                || self.sentence.is_at(at.end, &lexicon.share)
        };
        let last = |part: &Part| {
            let found = last(text, range.clone(), std::slice::from_ref(&part.name));
            found.filter(stands_alone).map(|at| at.start)
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
    let word = |label: &str| label.chars().map(normal).collect::<Word>();
    let own = subject.figure.limit.iter().map(|limit| word(&limit.label));
    let own = own.chain(subject.figure.target.iter().map(|target| word(&target.label)));
    audit.lexicon.limit.iter().chain(&audit.lexicon.target).cloned().chain(own).collect()
}
