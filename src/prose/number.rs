//! Numbers typed at the start of a heading: 一、 （一） 1. ① 第一章. The report numbers its headings itself.

use std::ops::Range;

use super::join;
use crate::model::{Inline, InlineKind};

const HAN: &str = "〇零一二三四五六七八九十百";

/// What follows 一、 and 1、 when it was an enumeration: 一、二级标准, 3、4月情况.
const COUNTED: &[&str] =
    &["级", "类", "等", "次", "期", "线", "轮", "批", "季", "产", "号", "度", "月", "、", "是"];

/// The bytes of the number typed at the start of a heading, without the space after it.
pub(super) fn typed(heading: &str, measure_words: &[String]) -> Option<usize> {
    let length = marked(heading)
        .or_else(|| bracketed(heading))
        .or_else(|| chapter(heading))
        .or_else(|| han(heading, measure_words))
        .or_else(|| decimal(heading, measure_words))?;
    let rest = heading[length..].trim_start();
    (!rest.is_empty()).then_some(length)
}

/// ① ⑴ ⒈ ㈠ ㊀, perhaps with 、
fn marked(heading: &str) -> Option<usize> {
    let first = heading.chars().next()?;
    let is_number = matches!(first, '\u{2460}'..='\u{249B}' | '\u{24EA}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}' | '\u{3280}'..='\u{3289}');
    let length = first.len_utf8();
    is_number.then(|| length + separator(&heading[length..], "、.．").unwrap_or(0))
}

/// （一） (一) （1） 1) 1）
fn bracketed(heading: &str) -> Option<usize> {
    let open = separator(heading, "（(").unwrap_or(0);
    let number = digits(&heading[open..]).or_else(|| {
        let number = han_digits(&heading[open..]);
        number.filter(|_| open > 0)
    })?;
    let close = separator(&heading[open + number..], "）)")?;
    let length = open + number + close;
    Some(length + separator(&heading[length..], "、.．").unwrap_or(0))
}

/// 第一章, 第二节 …
fn chapter(heading: &str) -> Option<usize> {
    let rest = heading.strip_prefix('第')?;
    let number = han_digits(rest).or_else(|| digits(rest))?;
    let rest = &rest[number..];
    let word = ["章", "节", "篇", "编", "部分"].into_iter().find(|word| rest.starts_with(word))?;
    let length = '第'.len_utf8() + number + word.len();
    let rest = &heading[length..];
    let sign = separator(rest, "、：:，");
    let parted = word == "章" || sign.is_some() || rest.starts_with(char::is_whitespace);
    parted.then(|| length + sign.unwrap_or(0))
}

/// 一、 一. Ⅱ、
fn han(heading: &str, measure_words: &[String]) -> Option<usize> {
    let number = han_digits(heading).or_else(|| {
        let roman = heading.chars().next()?;
        matches!(roman, '\u{2160}'..='\u{216B}').then(|| roman.len_utf8())
    })?;
    let length = number + separator(&heading[number..], "、．.")?;
    let rest = &heading[length..];
    match han_digits(rest) {
        Some(second) if counts(&rest[second..], measure_words) => None,
        _ => Some(length),
    }
}

/// 1. 1、 1．; 1.1 with a space; 1.1.1
fn decimal(heading: &str, measure_words: &[String]) -> Option<usize> {
    let mut length = digits(heading)?;
    let mut levels = 1;
    while let Some(dot) = separator(&heading[length..], ".．") {
        let Some(next) = digits(&heading[length + dot..]) else {
            break;
        };
        length += dot + next;
        levels += 1;
    }
    let rest = &heading[length..];
    if let Some(sign) = separator(rest, "、.．") {
        let after = &rest[sign..];
        let enumerates = digits(after).is_some_and(|second| counts(&after[second..], measure_words));
        let is_decimal = !rest.starts_with('、') && after.starts_with(|c: char| c.is_ascii_digit());
        return (!enumerates && !is_decimal).then_some(length + sign);
    }
    let spaced = rest.starts_with(char::is_whitespace) && !counts(rest.trim_start(), measure_words);
    (levels > 2 || levels == 2 && spaced).then_some(length)
}

fn counts(rest: &str, measure_words: &[String]) -> bool {
    COUNTED.iter().any(|word| rest.starts_with(word))
        || measure_words.iter().any(|word| !word.is_empty() && rest.starts_with(word.as_str()))
}

/// One to three digits, half or full width.
fn digits(text: &str) -> Option<usize> {
    let is_digit = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
    let found: Vec<char> = text.chars().take_while(is_digit).take(4).collect();
    (1..=3).contains(&found.len()).then(|| found.iter().map(|c| c.len_utf8()).sum())
}

fn han_digits(text: &str) -> Option<usize> {
    let found = text.chars().take_while(|&c| HAN.contains(c)).take(6).count();
    (1..=5).contains(&found).then_some(found * '一'.len_utf8())
}

fn separator(text: &str, one_of: &str) -> Option<usize> {
    let first = text.chars().next()?;
    one_of.contains(first).then(|| first.len_utf8())
}

/// Takes the number off the text of a line that begins with it, and the space behind it. Its bytes in the source.
pub(super) fn strip(line: &mut Vec<Inline>, number: &str) -> Option<Range<usize>> {
    let mut leading = String::new();
    push_leading(line, &mut leading);
    if !leading.starts_with(number) {
        return None;
    }
    let mut place = None;
    strip_text(line, number.len(), &mut place);
    trim(line);
    place
}

/// The text that a line begins with, up to the first thing that is no text. Whether there was none.
fn push_leading(line: &[Inline], leading: &mut String) -> bool {
    line.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => {
            leading.push_str(text);
            true
        }
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => push_leading(inner, leading),
        _ => false,
    })
}

fn strip_text(line: &mut Vec<Inline>, mut left: usize, place: &mut Option<Range<usize>>) -> usize {
    while left > 0
        && let Some(first) = line.first_mut()
    {
        let is_empty = match &mut first.kind {
            InlineKind::Text(text) => {
                let taken = left.min(text.len());
                let end =
                    if text.len() == first.range.len() { first.range.start + taken } else { first.range.end };
                let start = place.as_ref().map_or(first.range.start, |place| place.start);
                *place = Some(start..end);
                if taken < text.len() {
                    first.range.start = end.min(first.range.end);
                }
                text.drain(..taken);
                left -= taken;
                text.is_empty()
            }
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => {
                left = strip_text(inner, left, place);
                inner.is_empty()
            }
            _ => return left,
        };
        if !is_empty {
            break;
        }
        line.remove(0);
    }
    left
}

/// Drops the space that begins a line, in emphasis too.
fn trim(line: &mut Vec<Inline>) {
    join::trim_start(line);
    if let Some(first) = line.first_mut()
        && let InlineKind::Emphasis(inner) | InlineKind::Strong(inner) = &mut first.kind
    {
        trim(inner);
        if inner.is_empty() {
            line.remove(0);
            trim(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(heading: &str) -> Option<&str> {
        let words = ["个", "家", "年", "月", "万元"].map(str::to_owned);
        typed(heading, &words).map(|length| &heading[..length])
    }

    #[test]
    fn a_number_is_told_from_a_figure() {
        for (heading, expected) in [
            ("一、总体情况", "一、"),
            ("十二、结语", "十二、"),
            ("（一）蓝天", "（一）"),
            ("(一)蓝天", "(一)"),
            ("（三）、蓝天", "（三）、"),
            ("1. 蓝天", "1."),
            ("1.蓝天", "1."),
            ("１．蓝天", "１．"),
            ("1、蓝天", "1、"),
            ("（1）蓝天", "（1）"),
            ("1）蓝天", "1）"),
            ("① 蓝天", "①"),
            ("⒈蓝天", "⒈"),
            ("1.1 蓝天", "1.1"),
            ("1.1.1蓝天", "1.1.1"),
            ("第一章 总则", "第一章"),
            ("第一章总则", "第一章"),
            ("第二节 水", "第二节"),
            ("第三部分：水", "第三部分："),
            ("Ⅱ、水", "Ⅱ、"),
        ] {
            assert_eq!(number(heading), Some(expected), "{heading}");
        }
        for heading in [
            "2022年工作",
            "1—11月情况",
            "3个方面",
            "十个一",
            "一是水",
            "2.5亿元投资",
            "1.5 万元",
            "第一轮督察",
            "（2022年）",
            "(2022)",
            "一、二级标准",
            "3、4月情况",
            "12369热线",
            "一、",
            "Ⅱ类断面",
            "",
            "1",
            "三大保卫战",
            "第一节约用水",
            "2022. 工作",
            "１—３月",
        ] {
            assert_eq!(number(heading), None, "{heading}");
        }
    }
}
