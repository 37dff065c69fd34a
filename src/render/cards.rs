//! Figures as cards: one large number each, parted by hairlines.

use super::inline::{Setter, Style};
use super::markup::{esc, terms};
use super::tables::{change_class, tag, verdicts};
use crate::model::{FigureRow, Shown};

/// Figures as cards: one large number each.
pub(super) fn cards(setter: &mut Setter<'_>, rows: &[FigureRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let cards: String = rows.iter().map(|row| card(setter, row)).collect();
    let wide = match rows.len() {
        n @ 1..=5 => n,
        n if n.is_multiple_of(4) => 4,
        n if n.is_multiple_of(5) => 5,
        n if n.is_multiple_of(3) => 3,
        _ => 4,
    };
    format!("<ul class=\"cards cards-{wide}\">\n{cards}</ul>\n")
}

fn card(setter: &mut Setter<'_>, row: &FigureRow) -> String {
    let words = setter.words;
    let masked = row.value == Shown::Masked;
    let tag = if masked {
        format!("<span class=\"tag\">{}</span>", esc(words.get("masked")))
    } else {
        tag(words, row)
    };
    let mut lines = String::new();
    match &row.change {
        Some(change) if !masked => {
            setter.seen.shown(&change.shown);
            lines.push_str(&format!(
                "<p class=\"{}\">{}</p>\n",
                change_class(change.direction),
                match &change.shown {
                    Shown::Masked => setter.value(None, &Shown::Masked),
                    _ => terms(&change.text).to_string(),
                }
            ));
        }
        _ => {}
    }
    if masked && !row.note.is_empty() {
        lines.push_str(&format!("<p>{}</p>\n", setter.line(&row.note, Style::Lead)));
    }
    if !masked && !row.verdicts.is_empty() {
        lines.push_str(&format!("<p>{}</p>\n", verdicts(row)));
    }
    let unit = match &row.value {
        Shown::Number { .. } | Shown::Masked if !row.unit.is_empty() => {
            format!("<span class=\"unit\">{}</span>", terms(&row.unit))
        }
        _ => String::new(),
    };
    format!(
        "<li class=\"card\"><p class=\"label\"><span>{}</span>{tag}</p>\n<p class=\"numeral\">{}{unit}{}</p>\n\
         <div class=\"lines\">{lines}</div></li>\n",
        terms(&row.label),
        setter.value(Some(&row.id), &row.value),
        setter.status(&row.value, row.status),
    )
}
