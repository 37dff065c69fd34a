//! What has a grammar of its own: references, formulas, cells, templates. Made at random, right or nearly so.
//! Enter at [`other`].

use super::change::{NUMBERS, with_other_characters};
use super::dice::Dice;

/// What references and formulas of the seeds may begin with.
const NAMES: [&str; 16] = [
    "air.pm25",
    "air",
    "a.x",
    "a.y",
    "a.levels",
    "a.one",
    "a.six",
    "x",
    "y",
    "levels",
    "report",
    "ledgers.round1",
    "2021.air.pm25",
    "2022.a.x",
    "2022",
    "没有",
];

/// What may stand behind them.
const STEPS: [&str; 28] = [
    "number",
    "previous",
    "yoy",
    "change",
    "limit",
    "vs_limit",
    "target",
    "vs_target",
    "label",
    "unit",
    "parts",
    "items",
    "monthly",
    "quarterly",
    "yearly",
    "year",
    "next_year",
    "优",
    "县城",
    "done",
    "total",
    "rate",
    "0",
    "3",
    "13",
    "99999999999999999999",
    "\"一 二\"",
    "\"\"",
];

/// Cells of a sheet.
const CELLS: [&str; 24] = [
    "",
    "12",
    "1,234",
    "１２",
    "12%",
    "12万",
    "约12",
    "-",
    "—",
    "n/a",
    "~",
    "=1+1",
    "#REF!",
    "TRUE",
    "2022-01-01",
    "a.x",
    "a.levels.优",
    "编号",
    "本年",
    "上年",
    "1月",
    "\"",
    "\"甲\n乙\"",
    "12\u{0}",
];

/// Pieces of templates.
const TEMPLATES: [&str; 20] = [
    "{{ page }}",
    "{{ page.title.x.y }}",
    "{{ site | nope }}",
    "{{ 1 / 0 }}",
    "{{ 99999999999999999999 * 99999999999999999999 }}",
    "{{ site[0] }}",
    "{{ site[site] }}",
    "{{ throw(message=\"甲\") }}",
    "{% for a in site %}",
    "{% for a in range(end=1000) %}{{ a }}{% endfor %}",
    "{% endfor %}",
    "{% if page %}",
    "{% endif %}",
    "{% include \"page.html\" %}",
    "{% include \"nope.html\" %}",
    "{% extends \"home.html\" %}",
    "{% block body %}{% endblock %}",
    "{% set x = page %}{{ x | safe }}",
    "{% raw %}",
    "{#",
];

/// A text with something of its own grammar made anew.
pub(super) fn other(path: &str, text: &str, dice: &mut Dice) -> String {
    if path.contains("/templates/") {
        let cuts: Vec<usize> = text.match_indices("{%").map(|(at, _)| at).chain([text.len()]).collect();
        let at = cuts[dice.below(cuts.len())];
        return format!("{}{}{}", &text[..at], dice.of(&TEMPLATES), &text[at..]);
    }
    if path.ends_with(".csv") {
        return with_other_cell(text, dice);
    }
    let is_yaml = path.ends_with(".yaml");
    match dice.below(4) {
        0 if is_yaml => with_other_formula(text, ("\"= ", '"'), dice),
        1 if is_yaml => with_other_formula(text, ("value: ", ','), dice),
        2 if is_yaml => format!("{text}checks: [\"{} >= {}\"]\n", formula(dice, 0), formula(dice, 0)),
        _ => with_other_reference(text, dice),
    }
}

/// A path of names.
fn path(dice: &mut Dice) -> String {
    let mut path = dice.of(&NAMES).to_owned();
    for _ in 0..dice.below(4) {
        path = format!("{path}.{}", dice.of(&STEPS));
    }
    path
}

/// A formula of some levels.
fn formula(dice: &mut Dice, depth: usize) -> String {
    let deeper = |dice: &mut Dice| formula(dice, depth + 1);
    match dice.below(if depth > 4 { 3 } else { 9 }) {
        0 => dice.of(&NUMBERS).to_owned(),
        1 | 2 => path(dice),
        3 => format!("-({})", deeper(dice)),
        4 => {
            let function = dice.of(&["round", "sum", "min", "max", "mean", "没有"]);
            format!("{function}({}, {})", deeper(dice), deeper(dice))
        }
        5 => format!("{}({})", dice.of(&["sum", "min", "max", "mean", "round"]), path(dice)),
        _ => format!("({} {} {})", deeper(dice), dice.of(&["+", "-", "*", "/", "/", "^"]), deeper(dice)),
    }
}

/// A text in which a formula stands for what is between two marks.
fn with_other_formula(text: &str, (open, close): (&str, char), dice: &mut Dice) -> String {
    let places: Vec<usize> = text.match_indices(open).map(|(at, _)| at).collect();
    if places.is_empty() {
        return with_other_reference(text, dice);
    }
    let at = places[dice.below(places.len())] + open.len();
    let end = text[at..].find([close, '\n', '}']).map_or(text.len(), |length| at + length);
    let made = formula(dice, 0);
    let made = if close == '"' { made } else { format!("\"= {made}\"") };
    format!("{}{made}{}", &text[..at], &text[end..])
}

/// A text with another reference for one of its own, or with one more.
fn with_other_reference(text: &str, dice: &mut Dice) -> String {
    let reference = format!("{{{{ {} }}}}", path(dice));
    let reference = if dice.below(8) == 0 { with_other_characters(&reference, dice) } else { reference };
    let places: Vec<usize> = text.match_indices("{{").map(|(at, _)| at).collect();
    if places.is_empty() {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = ends[dice.below(ends.len())];
        return format!("{}{reference}{}", &text[..at], &text[at..]);
    }
    let at = places[dice.below(places.len())];
    let end = text[at..].find("}}").map_or(text.len(), |end| at + end + 2);
    format!("{}{reference}{}", &text[..at], &text[end..])
}

/// A cell of a sheet.
pub(super) fn cell<'a>(dice: &mut Dice) -> &'a str {
    if dice.below(4) == 0 { dice.of(&NUMBERS) } else { dice.of(&CELLS) }
}

/// A text of cells with one made anew.
fn with_other_cell(text: &str, dice: &mut Dice) -> String {
    let mut cells: Vec<&str> = text.split_inclusive([',', '\n']).collect();
    let at = dice.below(cells.len());
    let end = if cells[at].ends_with('\n') { "\n" } else { "," };
    let made = format!("{}{end}", cell(dice));
    cells[at] = &made;
    cells.concat()
}
