//! `report.yaml`: the year, the period and the years of the title moved on; what was said of last year commented out.

use super::Setting;
use super::edits::Text;
use crate::model::{Month, Period};

pub(super) fn renew(text: &str, setting: &Setting<'_>) -> String {
    let (years, words) = (setting.years, &setting.words);
    let Some(mut yaml) = Text::new(text) else { return text.to_owned() };
    yaml.change(&["title"], |title| years.moved(title));
    yaml.change(&["year"], |year| year.replace(&years.from.to_string(), &years.to.to_string()));
    yaml.change(&["period"], |period| moved_period(period, setting));
    for key in ["published", "summary", "values"] {
        if let Some(mark) = yaml.mark(&[key]) {
            yaml.comment_out(&mark, words.of_last_year(key));
        }
    }
    for key in ["updated", "corrections"] {
        if let Some(mark) = yaml.mark(&[key]) {
            yaml.remove(&mark);
        }
    }
    match yaml.mark(&["draft"]) {
        Some(draft) => yaml.replace(draft.value, "true"),
        None => {
            if let Some(all) = yaml.mark(&[]) {
                yaml.add(&all, &format!("draft: true  # {}", words.draft));
            }
        }
    }
    yaml.done()
}

fn moved_period(written: &str, setting: &Setting<'_>) -> String {
    let bare = written.trim_matches(['"', '\'']);
    let Some(period) = Period::parse(bare) else { return written.to_owned() };
    let Period { first, last } = setting.years.period(period);
    let month = |Month { year, month }: Month| format!("{year:04}-{month:02}");
    written.replace(bare, &format!("{}..{}", month(first), month(last)))
}
