//! What GB/T 9704—2012 asks of a document whatever program sets it: how titles break, where who signs stands.

use crate::model::{Audience, Chart, Inline, Report, Site, plain};
use crate::reader::notes::notes;
use crate::reader::words::Words;

/// As many characters of 2号 as fit a line of the type area.
const TITLE_MEASURE: i64 = 200;

/// The signs and words that a title breaks after or before.
const AFTER: [char; 7] = ['，', '。', '；', '：', '！', '？', '、'];
const BEFORE: [char; 4] = ['和', '与', '及', '暨'];

/// A title as one plain line.
pub(super) fn plain_title(inlines: &[Inline]) -> String {
    plain(inlines).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines under a chart's title: what it is about and where it comes from, and what must be said.
pub(super) fn under_title(words: &Words, chart: &Chart) -> Vec<String> {
    let mut about = Vec::new();
    if !chart.subtitle.is_empty() {
        about.push(chart.subtitle.clone());
    }
    if !chart.source.is_empty() {
        about.push(words.fill("source_is", &[("source", &chart.source)]));
    }
    let about = about.join(words.get("document.then"));
    std::iter::once(about).chain(notes(words, chart)).filter(|line| !line.is_empty()).collect()
}

/// What is said on every page: for whom it is, that it is a draft, that its figures are invented.
pub(super) fn marks((site, audience): (&Site, Audience), report: &Report, words: &Words) -> String {
    let marks = [
        (audience == Audience::Internal, "mark_internal"),
        (report.draft, "mark_draft"),
        (site.sample, "mark_sample"),
    ];
    let shown: Vec<&str> = marks.iter().filter(|(shown, _)| *shown).map(|(_, key)| words.get(key)).collect();
    shown.join("　")
}

/// The width of a text in tenths of a Han character: digits and letters take half of one.
pub(super) fn tenths(text: &str) -> i64 {
    text.chars().map(|c| if c < '\u{2000}' { 5 } else { 10 }).sum()
}

/// Where 署名 and 成文日期 begin, in tenths of a character from the left, by their widths: the date two characters right
/// of the name, and whichever is longer ends two characters before the right edge.
pub(super) fn signed_places(name: i64, day: i64) -> (i64, i64) {
    const EDGE: i64 = 280 - 20;
    match (name, day) {
        (0, _) | (_, 0) => (EDGE - name, EDGE - day),
        _ if day > name => (EDGE - day - 20, EDGE - day),
        _ => (EDGE - name, EDGE - name + 20),
    }
}

/// A title in lines that break by sense and differ little; one that fits stays whole.
pub(super) fn title_lines(title: &str) -> Vec<String> {
    let all = tenths(title);
    let lines = (all + TITLE_MEASURE - 1) / TITLE_MEASURE;
    let mut out = Vec::new();
    let mut rest = title;
    for left in (2..=lines).rev() {
        let target = tenths(rest) / left;
        let Some(at) = best_break(rest, target) else { break };
        out.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    out.push(rest.to_owned());
    out
}

/// Where to break a title so that its first line is about so wide: a break by sense is worth four characters.
fn best_break(title: &str, target: i64) -> Option<usize> {
    let mut width = 0;
    let mut before: Option<char> = None;
    let mut best: Option<(i64, usize)> = None;
    for (at, c) in title.char_indices() {
        if let Some(last) = before {
            let by_sense =
                AFTER.contains(&last) || c == ' ' || (BEFORE.contains(&c) && !(c == '及' && last == '以'));
            let within_word =
                last.is_ascii_alphanumeric() && (c.is_ascii_alphanumeric() || c == '年' || c == '.');
            let hangs = AFTER.contains(&c)
                || matches!(c, '）' | '”' | '》' | '的')
                || matches!(last, '（' | '“' | '《');
            let cost = (width - target).abs() + if by_sense { 0 } else { 40 };
            let fits = width <= TITLE_MEASURE && !within_word && !hangs;
            if fits && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, at));
            }
        }
        width += if c < '\u{2000}' { 5 } else { 10 };
        before = Some(c);
    }
    best.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_breaks_by_sense_where_it_must() {
        assert_eq!(title_lines("2022年工作总结和2023年工作计划"), ["2022年工作总结和2023年工作计划"]);
        assert_eq!(
            title_lines("示例县生态环境局2022年工作总结和2023年工作计划"),
            ["示例县生态环境局2022年工作总结", "和2023年工作计划"]
        );
        assert_eq!(
            title_lines("关于示例县生态环境保护委员会办公室二〇二二年度工作情况的报告"),
            ["关于示例县生态环境保护委员会办", "公室二〇二二年度工作情况的报告"]
        );
    }

    #[test]
    fn the_date_begins_two_characters_right_of_the_name() {
        // 示例县生态环境局 (8) over 2022年12月20日 (7): the name ends two characters before the 28th, the date one.
        assert_eq!(signed_places(80, 70), (180, 200));
        // 县水利局 (4) over it: the date ends two characters before the 28th.
        assert_eq!(signed_places(40, 70), (170, 190));
        assert_eq!(signed_places(0, 70).1, 190);
    }
}
