//! Next year's report from last year's: the texts of one folder made into those of another, structure kept, figures
//! emptied, last year's plan to account for. Pure: texts in, texts out. Enter at [`renew`].

mod chapter;
mod daily;
mod edits;
mod ledger;
mod metrics;
mod report;
#[cfg(test)]
mod tests;
mod words;
mod years;

use std::collections::BTreeMap;

use crate::model::Draft;
use crate::problem::Tongue;

pub use metrics::KeptTarget;
pub use years::Years;

use words::Words;

/// What next year's report is made from.
#[derive(Debug)]
pub struct Earlier<'a> {
    /// Last year's report, as it was read.
    pub draft: &'a Draft,
    /// Its text files, by their path in it.
    pub texts: &'a BTreeMap<String, String>,
    /// The reports of the same office, itself among them.
    pub office: &'a [&'a Draft],
    /// The language that the report is written in.
    pub tongue: Tongue,
}

/// A report that was made.
#[derive(Debug, Default)]
pub struct Renewed {
    /// Its files, by their path in it.
    pub texts: BTreeMap<String, String>,
    /// Targets that are still last year's.
    pub targets: Vec<KeptTarget>,
    /// How many items of last year's work wait for an account.
    pub items: usize,
    /// The ledger of last year's plan, if there was a plan.
    pub review: Option<String>,
}

/// What the making of every file needs.
struct Setting<'a> {
    earlier: &'a Earlier<'a>,
    years: Years,
    words: Words,
}

/// Makes next year's report.
#[must_use]
pub fn renew(earlier: &Earlier<'_>, years: Years) -> Renewed {
    let words = Words::of(earlier.tongue);
    let setting = Setting { earlier, years, words };
    let mut made = Renewed::default();
    let mut days = Vec::new();
    for (path, text) in earlier.texts {
        let (folder, _) = path.split_once('/').unwrap_or_default();
        let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
        let text = match folder {
            _ if path == "report.yaml" => report::renew(text, &setting),
            "metrics" if yaml => {
                let file = metrics::renew(text, path, &setting);
                made.targets.extend(file.targets);
                days.extend(file.days);
                file.text
            }
            "metrics" | "ledgers" | "data" => continue,
            _ if path.ends_with(".md") => chapter::renew(text, &setting),
            _ => continue,
        };
        made.texts.insert(path.clone(), text);
    }
    for path in days {
        if let Some(text) = earlier.texts.get(&path) {
            let period = setting.years.period(earlier.draft.period);
            made.texts.insert(path, daily::renew(text, period));
        }
    }
    ledger::renew(&setting, &mut made);
    made
}
