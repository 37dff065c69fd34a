//! Years that should have moved on. Text about earlier years is normal, so only what is plainly about this report is
//! judged: its title, headings that end with a summary or a plan, sentences that open with a year and the office.

use std::ops::{Range, RangeInclusive};

use super::earlier::Earlier;
use crate::problem::StaleFault;
use crate::wording::Words;

/// So many years back a year may have been left over.
const BACK: i16 = 9;

type Found = Vec<(Range<usize>, StaleFault)>;

/// The phrases by which a year is judged.
#[derive(Debug)]
pub(super) struct Years {
    /// The report's year.
    year: i16,
    /// Those that name a year, from the earliest.
    dated: Vec<Dated>,
    joins: Vec<String>,
    subjects: Vec<String>,
    future: Vec<String>,
    looks_back: Vec<String>,
}

/// The phrases that name a year, in small letters.
#[derive(Debug)]
struct Dated {
    year: i16,
    /// The year as digits, which all of the phrases hold.
    digits: String,
    names: Vec<String>,
    summaries: Vec<String>,
    plans: Vec<String>,
    reports: Vec<String>,
    opens: Vec<String>,
}

impl Dated {
    /// The phrases with a year in place of `{year}`.
    fn new(words: &Words, year: i16) -> Self {
        let digits = year.to_string();
        let list = |key: &str| -> Vec<String> {
            small(words, key).iter().map(|phrase| phrase.replace("{year}", &digits)).collect()
        };
        Self {
            year,
            names: list("year"),
            summaries: list("summaries"),
            plans: list("plans"),
            reports: list("reports"),
            opens: list("opens"),
            digits,
        }
    }

    fn named(&self, text: &Small) -> Option<Range<usize>> {
        self.names.iter().find_map(|name| text.find(name))
    }
}

/// A list of phrases in small letters.
fn small(words: &Words, key: &str) -> Vec<String> {
    words.list(&format!("stale.{key}")).iter().map(|phrase| phrase.to_ascii_lowercase()).collect()
}

impl Years {
    pub(super) fn new(words: &Words, year: i16) -> Self {
        let list = |key: &str| words.list(&format!("stale.{key}"));
        Self {
            year,
            dated: (year - BACK..=year + BACK).map(|year| Dated::new(words, year)).collect(),
            joins: list("joins"),
            subjects: list("subjects"),
            future: list("future"),
            looks_back: small(words, "looks_back"),
        }
    }

    /// The phrases of those years, of a span, whose digits a text holds.
    fn of<'a>(
        &'a self,
        text: &'a str,
        years: RangeInclusive<i16>,
    ) -> impl DoubleEndedIterator<Item = &'a Dated> {
        self.dated.iter().filter(move |dated| years.contains(&dated.year) && text.contains(&dated.digits))
    }

    /// The phrases of earlier years whose digits a text holds.
    fn earlier<'a>(&'a self, text: &'a str) -> impl DoubleEndedIterator<Item = &'a Dated> {
        self.of(text, self.year - BACK..=self.year - 1)
    }

    /// The same of this year and those to come.
    fn later<'a>(&'a self, text: &'a str) -> impl DoubleEndedIterator<Item = &'a Dated> {
        self.of(text, self.year..=self.year + BACK)
    }

    /// A report's title that names earlier years and not its own.
    pub(super) fn report_title(&self, text: &str) -> Found {
        let small = Small::new(text);
        if self.later(text).any(|dated| dated.named(&small).is_some()) {
            return Vec::new();
        }
        let found = self.earlier(text).rev().find_map(|dated| dated.named(&small));
        found.map(|at| (at.clone(), self.fault(&text[at], self.year))).into_iter().collect()
    }

    /// A heading that ends with an earlier year's summary, or with a plan for a year that is not to come.
    pub(super) fn heading(&self, text: &str) -> Found {
        let small = Small::new(text);
        let summaries = self.earlier(text).flat_map(|dated| &dated.summaries);
        let plans = self.of(text, self.year - BACK..=self.year).flat_map(|dated| &dated.plans);
        let phrases = summaries.map(|phrase| (phrase, self.year));
        phrases
            .chain(plans.map(|phrase| (phrase, self.year + 1)))
            .filter_map(|(phrase, meant)| {
                let at = small.find(phrase).filter(|at| self.is_whole(text, at))?;
                Some((at.clone(), self.fault(&text[at], meant)))
            })
            .collect()
    }

    /// Whether a phrase is all that a heading says, or a part that another is joined to: not 计划完成情况.
    fn is_whole(&self, text: &str, at: &Range<usize>) -> bool {
        let after = &text[at.end..];
        let quoted = text[..at.start].ends_with(['《', '“', '"']);
        let joined = self.joins.iter().any(|word| after.starts_with(word.as_str()));
        !quoted && (joined || !after.trim_start().starts_with(char::is_alphanumeric))
    }

    /// Sentences that open with an earlier year and the office, or with this year and what is yet to come. `text` is a
    /// text as written and as plain prose.
    pub(super) fn sentences(&self, (written, plain): (&str, &str), earlier: &Earlier) -> Found {
        let tells_this_year = self.looks_back(written);
        let dated: Vec<&Dated> = self.of(plain, self.year - BACK..=self.year).collect();
        let mut found = Vec::new();
        for at in sentences(plain) {
            let (sentence, raw) = (&plain[at.clone()], &written[at.clone()]);
            let known = earlier.has_opening(raw);
            let exempt = if known { self.looks_back(raw) } else { tells_this_year };
            let opened = dated.iter().find_map(|dated| {
                let open = opening(sentence, dated)?;
                // What follows a year without a comma may be a month.
                let sure = sentence[..open].ends_with(['，', ',']);
                let told = sure && (known || names_a_figure(raw));
                let subject = self.subject(&sentence[open..]);
                let meant = match dated.year < self.year {
                    true => (subject.is_some() || told).then_some(self.year),
                    false => subject.filter(|rest| self.is_to_come(rest)).map(|_| self.year + 1),
                };
                Some((open, meant?))
            });
            if let Some((open, meant)) = opened.filter(|(_, meant)| *meant > self.year || !exempt) {
                let words = plain[at.start..at.start + open].trim_end_matches(['，', ',']);
                let at = at.start..at.start + words.len();
                found.push((at.clone(), self.fault(&plain[at], meant)));
            }
        }
        found.extend(self.announcements(plain));
        found
    }

    /// 现将2021年工作总结如下: what the report says it is.
    fn announcements(&self, plain: &str) -> Found {
        let small = Small::new(plain);
        let phrases = self.earlier(plain).flat_map(|dated| &dated.reports);
        let found = phrases.filter_map(|phrase| small.find(phrase));
        found.map(|at| (at.clone(), self.fault(&plain[at], self.year))).collect()
    }

    /// What follows the office where a text begins with it.
    fn subject<'t>(&self, rest: &'t str) -> Option<&'t str> {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        let subject = self.subjects.iter().find(|subject| starts_with(rest, subject))?;
        Some(rest[subject.len()..].trim_start())
    }

    fn is_to_come(&self, rest: &str) -> bool {
        self.future.iter().any(|word| starts_with(rest, word))
    }

    /// Whether a text compares, or tells of this year too: then it speaks of the earlier year on purpose.
    fn looks_back(&self, written: &str) -> bool {
        let small = Small::new(written);
        self.later(written).any(|dated| dated.named(&small).is_some())
            || references(written).any(|name| is_of_another_year(name) || name.starts_with("report."))
            || self.looks_back.iter().any(|word| small.find(word).is_some())
    }

    fn fault(&self, text: &str, meant: i16) -> StaleFault {
        StaleFault::Year { text: text.to_owned(), meant }
    }
}

/// A text in small letters, byte for byte as long as it was.
struct Small(String);

impl Small {
    fn new(text: &str) -> Self {
        Self(text.to_ascii_lowercase())
    }

    /// Where a phrase in small letters stands; digits at its ends are whole numbers.
    fn find(&self, phrase: &str) -> Option<Range<usize>> {
        let Self(text) = self;
        let joins = |a: Option<char>, b: Option<char>| {
            a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
        };
        text.match_indices(phrase).map(|(at, found)| at..at + found.len()).find(|at| {
            let (before, after) = (text[..at.start].chars().next_back(), text[at.end..].chars().next());
            !joins(before, phrase.chars().next()) && !joins(phrase.chars().next_back(), after)
        })
    }
}

/// How many bytes of a sentence open it with a year.
fn opening(sentence: &str, dated: &Dated) -> Option<usize> {
    let opens = dated.opens.iter().filter(|open| starts_with(sentence, open));
    opens.map(|open| open.trim_end().len()).max()
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// The sentences of a text, without what stands around their first word.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        let ends = match c {
            '。' | '！' | '？' | '；' => true,
            '.' | '!' | '?' => text[next..].starts_with(char::is_whitespace),
            _ => false,
        };
        if ends {
            found.push(start..next);
            start = next;
        }
    }
    found.push(start..text.len());
    let around = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>' | '-' | '#' | '（' | '(');
    found.iter_mut().for_each(|at| {
        let sentence = &text[at.clone()];
        at.start += sentence.len() - sentence.trim_start_matches(around).len();
    });
    found
}

/// What the references of a text name.
fn references(written: &str) -> impl Iterator<Item = &str> {
    written.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0.trim()))
}

/// Whether a reference is to a figure of another year.
fn is_of_another_year(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit()) || name.contains(".previous")
}

/// Whether a sentence shows a figure of this report.
fn names_a_figure(raw: &str) -> bool {
    references(raw).any(|name| !is_of_another_year(name) && !name.starts_with("report."))
}
