//! The colours of the default theme, computed from its own file: what is to be read, and what tells marks apart, has
//! the contrast of WCAG 2 by day, by night and on paper; and the parts of a whole stay apart for every eye.

use std::collections::BTreeMap;

use crate::fixture::root;

type Rgb = [f64; 3];
type Tokens = BTreeMap<String, String>;

const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;

/// The tokens of each way a page is seen: what a group leaves out is that of the light one.
fn themes() -> [(&'static str, Tokens); 3] {
    let file = std::fs::read_to_string(root().join("themes/default/theme.yaml")).expect("the default theme");
    let mut groups: BTreeMap<&str, Tokens> = BTreeMap::new();
    let mut group = "";
    for line in file.lines() {
        let Some((key, value)) = line.trim().split_once(':') else { continue };
        match line.len() - line.trim_start().len() {
            2 => group = key,
            4 => {
                groups
                    .entry(group)
                    .or_default()
                    .insert(key.to_owned(), value.trim().trim_matches('"').to_owned());
            }
            _ => {}
        }
    }
    let over = |name: &str| {
        let mut tokens = groups["light"].clone();
        tokens.extend(groups[name].clone());
        tokens
    };
    let mut print = over("print");
    // A ground that is not printed is paper.
    let paper = print["paper"].clone();
    print.values_mut().filter(|value| *value == "transparent").for_each(|value| value.clone_from(&paper));
    [("light", over("light")), ("dark", over("dark")), ("print", print)]
}

fn rgb(tokens: &Tokens, name: &str) -> Rgb {
    let hex = tokens.get(name).unwrap_or_else(|| panic!("no token {name}")).trim_start_matches('#');
    let digits: Vec<char> = hex.chars().collect();
    let pair = |at: usize| match digits.len() {
        3 => [digits[at], digits[at]],
        _ => [digits[2 * at], digits[2 * at + 1]],
    };
    [0, 1, 2].map(|at| {
        let text: String = pair(at).iter().collect();
        f64::from(u8::from_str_radix(&text, 16).expect("two hexadecimal digits")) / 255.0
    })
}

fn linear(colour: Rgb) -> Rgb {
    colour.map(|part| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) })
}

fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = linear(colour);
    0.0722f64.mul_add(b, 0.2126f64.mul_add(r, 0.7152 * g))
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What falls short of a contrast, in words.
fn short(pairs: &[(&str, &str)], least: f64) -> Vec<String> {
    let mut short = Vec::new();
    for (theme, tokens) in themes() {
        for (a, b) in pairs {
            let found = contrast(rgb(&tokens, a), rgb(&tokens, b));
            if found < least {
                short.push(format!("{theme}: {a} on {b} is {found:.2}, not {least}"));
            }
        }
    }
    short
}

fn levels(scale: &str) -> impl Iterator<Item = String> {
    (1..=6).map(move |level| format!("{scale}-{level}"))
}

#[test]
fn every_ink_can_be_read_on_every_ground_it_stands_on() {
    let pairs = [
        ("ink", "paper"),
        ("ink-2", "paper"),
        ("ink-3", "paper"),
        ("ink", "paper-2"),
        ("ink-2", "paper-2"),
        ("ink-3", "paper-2"),
        ("main", "paper"),
        ("main", "paper-2"),
        ("accent", "paper"),
        ("accent", "paper-2"),
        ("ink", "main-tint"),
        ("main", "main-tint"),
        ("accent", "accent-tint"),
        ("cover-ink", "cover"),
        ("cover-ink-2", "cover"),
        // Words on parts and on states of work.
        ("paper", "part-1"),
        ("paper", "part-2"),
        ("on-bright", "part-3"),
        ("on-bright", "part-4"),
        ("ink", "part-5"),
        ("paper", "c-focus"),
    ];
    assert_eq!(short(&pairs, TEXT), Vec::<String>::new());
}

/// The ink that a drawing uses on a level, and the ink that the theme names for it.
#[test]
fn every_level_of_a_scale_can_be_read() {
    for (scale, upon) in [
        ("aqi", ["on-level", "on-level", "on-bright", "on-deep", "on-deep", "on-deep"]),
        ("water", ["on-level", "on-level", "on-level", "on-level", "on-bright", "on-deep"]),
    ] {
        for (level, upon) in levels(scale).zip(upon) {
            let ink = format!("{level}-ink");
            assert_eq!(short(&[(upon, &level), (&ink, &level)], TEXT), Vec::<String>::new());
        }
    }
}

#[test]
fn every_mark_stands_out_from_the_paper() {
    // Fills with an edge stand out by their edge, which LOOK-alike pale fills need.
    let mut pairs = vec![
        ("c-focus", "paper"),
        ("c-last", "paper"),
        ("c-axis", "paper"),
        ("accent", "paper"),
        ("main-mid", "paper"),
        ("ink-2", "paper"),
        ("part-1", "paper"),
        ("part-2", "paper"),
        ("part-3", "paper"),
        ("part-4", "paper"),
        ("part-rest-edge", "paper"),
        // Hatching, outlines and leaders.
        ("rule-ui", "paper"),
        // What is reached on its track, and the track's own outline; the target across both.
        ("c-focus", "paper-2"),
        ("rule-ui", "paper-2"),
        ("accent", "paper-2"),
        // The days on the cover, and those on paper in the list of reports.
        ("cover-bar", "cover"),
        ("cover-mark", "cover"),
    ];
    let edges: Vec<String> =
        ["aqi", "water"].into_iter().flat_map(levels).map(|level| level + "-edge").collect();
    pairs.extend(edges.iter().map(|edge| (edge.as_str(), "paper")));
    assert_eq!(short(&pairs, MARK), Vec::<String>::new());
}

/// Marks that touch or lie upon each other are parted by paper or an edge, or stand out themselves: of the pairs
/// that do neither, here is none. This year's column and last year's differ by less than 3 to 1 in some way of
/// seeing; they stand apart by paper, in a fixed order, and only this year's has bold numbers.
#[test]
fn what_lies_upon_a_mark_stands_out_from_it() {
    let pairs = [
        // Last year's tick and the dots of lines have a ring of paper.
        ("paper", "c-focus"),
        ("paper", "ink-2"),
        ("paper", "c-last"),
        // The sign on an overdue square.
        ("paper", "accent"),
        // Half a square of ongoing work.
        ("c-focus", "main-tint"),
        // A picked-out column has its fill, the others beside it an edge.
        ("main-mid", "paper"),
    ];
    assert_eq!(short(&pairs, MARK), Vec::<String>::new());
}

/// How a colour is seen by those who lack one kind of cone, in full (Machado, Oliveira and Fernandes 2009), or in grey.
const SIGHTS: [(&str, [[f64; 3]; 3]); 5] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
    ("grey", [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]]),
];

/// A colour as it is seen, in CIE Lab under D65.
fn lab(colour: Rgb, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let times = |matrix: &[[f64; 3]; 3], v: Rgb| {
        [0, 1, 2].map(|row| matrix[row].iter().zip(v).map(|(a, b)| a * b).sum::<f64>())
    };
    let seen = times(sight, linear(colour)).map(|part| part.clamp(0.0, 1.0));
    let xyz = times(
        &[
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ],
        seen,
    );
    let root = |part: f64| if part > 0.008_856 { part.cbrt() } else { part.mul_add(7.787, 16.0 / 116.0) };
    let [x, y, z] = [xyz[0] / 0.950_47, xyz[1], xyz[2] / 1.088_83].map(root);
    [y.mul_add(116.0, -16.0), (x - y) * 500.0, (y - z) * 200.0]
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The distance of two colours for an eye, CIE76.
fn apart((a, b): (&str, &str), tokens: &Tokens, sight: &[[f64; 3]; 3]) -> f64 {
    distance(lab(rgb(tokens, a), sight), lab(rgb(tokens, b), sight))
}

/// Parts three and four are one grey, so that in grey it is their names, on or beside each, that tell them.
#[test]
fn the_parts_of_a_whole_stay_apart_for_every_eye() {
    const LEAST: f64 = 15.0;
    const LEAST_GREY: f64 = 8.0;
    let parts: Vec<String> = (1..=5).map(|part| format!("part-{part}")).collect();
    let mut close = Vec::new();
    for (theme, tokens) in themes() {
        for (sight, matrix) in &SIGHTS {
            for (at, a) in parts.iter().enumerate() {
                for b in &parts[at + 1..] {
                    let grey = *sight == "grey";
                    let found = apart((a, b), &tokens, matrix);
                    let same_grey = grey && (a.as_str(), b.as_str()) == ("part-3", "part-4");
                    if !same_grey && found < if grey { LEAST_GREY } else { LEAST } {
                        close.push(format!("{theme}, {sight}: {a} and {b} are {found:.1} apart"));
                    }
                }
            }
        }
    }
    assert_eq!(close, Vec::<String>::new());
}

/// Levels stand in the order of their scale: it is the neighbours that must be told apart.
#[test]
fn neighbouring_levels_of_air_quality_stay_apart_for_every_eye() {
    const LEAST: f64 = 15.0;
    let levels: Vec<String> = levels("aqi").collect();
    let (theme, tokens) = &themes()[0];
    let mut close = Vec::new();
    for (sight, matrix) in &SIGHTS[..4] {
        for pair in levels.windows(2) {
            let found = apart((&pair[0], &pair[1]), tokens, matrix);
            if found < LEAST {
                close.push(format!("{theme}, {sight}: {} and {} are {found:.1} apart", pair[0], pair[1]));
            }
        }
    }
    assert_eq!(close, Vec::<String>::new());
}
