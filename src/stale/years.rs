//! Years that should have moved on. Text about earlier years is normal, so only what is plainly about this report is
//! judged: its title, headings that end with a summary or a plan, sentences that open with a year and the office.

use std::ops::Range;

use super::earlier::Earlier;
use crate::problem::StaleFault;
use crate::wording::Words;

/// So many years back a year may have been left over.
const BACK: i16 = 9;

type Found = Vec<(Range<usize>, StaleFault)>;

/// The phrases by which a year is judged, with `{year}` for it.
#[derive(Debug)]
pub(super) struct Years {
    /// The report's year.
    year: i16,
    names: Vec<String>,
    summaries: Vec<String>,
    plans: Vec<String>,
    joins: Vec<String>,
    reports: Vec<String>,
    opens: Vec<String>,
    subjects: Vec<String>,
    future: Vec<String>,
    looks_back: Vec<String>,
}

impl Years {
    pub(super) fn new(words: &Words, year: i16) -> Self {
        let list = |key: &str| words.list(&format!("stale.{key}"));
        Self {
            year,
            names: list("year"),
            summaries: list("summaries"),
            plans: list("plans"),
            joins: list("joins"),
            reports: list("reports"),
            opens: list("opens"),
            subjects: list("subjects"),
            future: list("future"),
            looks_back: list("looks_back"),
        }
    }

    /// A report's title that names earlier years and not its own.
    pub(super) fn report_title(&self, text: &str) -> Found {
        let named = |year: i16| {
            let mut names = self.names.iter().map(|name| filled(name, year));
            names.find_map(|name| find(text, &name))
        };
        if (self.year..=self.year + BACK).any(|year| named(year).is_some()) {
            return Vec::new();
        }
        let found = (self.year - BACK..self.year).rev().find_map(named);
        found.map(|at| (at.clone(), self.fault(&text[at], self.year))).into_iter().collect()
    }

    /// A heading that ends with an earlier year's summary, or with a plan for a year that is not to come.
    pub(super) fn heading(&self, text: &str) -> Found {
        let mut found = Vec::new();
        for (phrases, years, meant) in [
            (&self.summaries, self.year - BACK..self.year, self.year),
            (&self.plans, self.year - BACK..self.year + 1, self.year + 1),
        ] {
            for phrase in years.flat_map(|year| phrases.iter().map(move |phrase| filled(phrase, year))) {
                if let Some(at) = find(text, &phrase).filter(|at| self.is_whole(text, at)) {
                    found.push((at.clone(), self.fault(&text[at], meant)));
                }
            }
        }
        found
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
        let mut found = Vec::new();
        for at in sentences(plain) {
            let (sentence, raw) = (&plain[at.clone()], &written[at.clone()]);
            let known = earlier.has_opening(raw);
            let exempt = if known { self.looks_back(raw) } else { tells_this_year };
            let opened = (self.year - BACK..=self.year).find_map(|year| {
                let open = self.opening(sentence, year)?;
                // What follows a year without a comma may be a month.
                let sure = sentence[..open].ends_with(['，', ',']);
                let told = sure && (known || names_a_figure(raw));
                let subject = self.subject(&sentence[open..]);
                let meant = match year < self.year {
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
        let phrases = (self.year - BACK..self.year)
            .flat_map(|year| self.reports.iter().map(move |phrase| filled(phrase, year)));
        let found = phrases.filter_map(|phrase| find(plain, &phrase));
        found.map(|at| (at.clone(), self.fault(&plain[at], self.year))).collect()
    }

    /// How many bytes of a sentence open it with a year.
    fn opening(&self, sentence: &str, year: i16) -> Option<usize> {
        let opens = self.opens.iter().map(|open| filled(open, year));
        opens.filter(|open| starts_with(sentence, open)).map(|open| open.trim_end().len()).max()
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
        let later = (self.year..=self.year + BACK)
            .any(|year| self.names.iter().any(|name| find(written, &filled(name, year)).is_some()));
        later
            || references(written).any(|name| is_of_another_year(name) || name.starts_with("report."))
            || self.looks_back.iter().any(|word| find(written, word).is_some())
    }

    fn fault(&self, text: &str, meant: i16) -> StaleFault {
        StaleFault::Year { text: text.to_owned(), meant }
    }
}

fn filled(phrase: &str, year: i16) -> String {
    phrase.replace("{year}", &year.to_string())
}

/// Where a phrase stands, whatever the case of its ASCII letters; digits at its ends are whole numbers.
fn find(text: &str, phrase: &str) -> Option<Range<usize>> {
    let (text, phrase) = (text.to_ascii_lowercase(), phrase.to_ascii_lowercase());
    let joins = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
    };
    text.match_indices(&phrase).map(|(at, found)| at..at + found.len()).find(|at| {
        let (before, after) = (text[..at.start].chars().next_back(), text[at.end..].chars().next());
        !joins(before, phrase.chars().next()) && !joins(phrase.chars().next_back(), after)
    })
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
