//! The style sheet of the page: sizes, lines and fonts of the standard.

use crate::legible::is_legible_in_a_line;

/// The kinds of type, each by the names that it has on machines, last what stands in where none is there.
const TEXT: &str = "\"仿宋_GB2312\", FangSong_GB2312, \"仿宋\", FangSong, STFangsong, \"FandolFang R\", FandolFang, \
                    \"Noto Serif CJK SC\", serif";
const BLACK: &str = "\"黑体\", SimHei, STHeiti, \"Noto Sans CJK SC\", sans-serif";
const SCRIPT: &str = "\"楷体_GB2312\", KaiTi_GB2312, \"楷体\", KaiTi, STKaiti, \"AR PL KaitiM GB\", \"AR PL UKai CN\", \
                      \"Noto Serif CJK SC\", serif";
const TITLE: &str = "\"方正小标宋简体\", FZXiaoBiaoSong-B05S, \"方正小标宋_GBK\", \"Noto Serif CJK SC\", \"宋体\", SimSun, \
                     STSong, serif";
const NUMBER: &str = "\"宋体\", SimSun, STSong, \"Noto Serif CJK SC\", serif";

/// What both houses have: the page of 5.2.1, and that nothing parts which belongs together.
const COMMON: &str = "html { print-color-adjust: exact; }
body, p, h1, h2, h3, h4, h5, h6, figure, ol, ul, dl, dd, blockquote, pre { margin: 0; padding: 0; }
h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: normal; break-after: avoid; }
a { color: inherit; text-decoration: none; }
sub, sup { font-size: 65%; line-height: 0; }
table { width: 100%; border-collapse: collapse; text-indent: 0; overflow-wrap: normal; }
th, td { padding: 2pt 4pt; border: 0.5pt solid; text-align: left; vertical-align: middle; }
tr, figure.chart, figure.picture { break-inside: avoid; }
th { text-align: center; font-weight: normal; }
thead th, td.number, td.short { white-space: nowrap; }
td.number { text-align: right; }
td.centre { text-align: center; }
td:last-child { min-width: 6em; }
figure { text-indent: 0; text-align: center; }
figure img { display: block; max-width: 100%; max-height: 150mm; margin: 0 auto; }
figcaption, .note { text-indent: 0; }
figure.table figcaption { break-after: avoid; }
.notes, .note { text-align: left; }
.blank, .keep { break-after: avoid; }
.attachment { break-before: page; }
.signed { break-inside: avoid; white-space: nowrap; text-indent: 0; }
code, pre { font-family: \"Courier New\", monospace; white-space: pre-wrap; text-indent: 0; }
.great { text-align: center; text-indent: 0; }
";

/// The style sheet for a language, with the marks of every page.
pub(super) fn sheet(language: &str, marks: &str) -> String {
    let own = if is_chinese(language) { chinese() } else { latin() };
    format!("{}{COMMON}{own}", page(marks))
}

/// Whether a language is set by the standard itself.
pub(super) fn is_chinese(language: &str) -> bool {
    language == "zh" || language.starts_with("zh-")
}

/// The page: 37 mm above, 28 mm at the left; its number 7 mm under the type area, one character in from the outer edge.
fn page(marks: &str) -> String {
    let number = format!(
        "content: \"— \" counter(page) \" —\"; font: 14pt {NUMBER}; vertical-align: top; padding-top: 4.5mm"
    );
    let marks = match marks {
        "" => String::new(),
        marks => format!(
            "  @top-left {{ content: \"{}\"; font: 10.5pt {BLACK}; vertical-align: bottom; padding-bottom: 6mm; }}\n",
            string(marks)
        ),
    };
    format!(
        "@page {{\n  size: A4;\n  margin: 37mm 26mm 35mm 28mm;\n{marks}}}\n\
         @page :right {{ @bottom-right {{ {number}; padding-right: 14pt; }} }}\n\
         @page :left {{ @bottom-left {{ {number}; padding-left: 14pt; }} }}\n"
    )
}

/// A text inside a string of CSS inside HTML.
fn string(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' | '\\' | '<' => format!("\\{:x} ", u32::from(c)),
            c if !is_legible_in_a_line(c) => " ".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// GB/T 9704—2012: 28 characters of 3号 in a line, 22 lines on a page. A character takes 15.75 points.
fn chinese() -> String {
    format!(
        "html {{ font: 16pt/28.95pt {TEXT}; letter-spacing: -0.25pt; orphans: 1; widows: 1; text-align: justify; \
         line-break: normal; overflow-wrap: anywhere; }}
p, h1, h2, h3, h4, h5, h6, dt, li, pre {{ text-indent: 31.5pt; }}
li {{ list-style-position: inside; }}
li > p:first-child {{ display: inline; }}
li li {{ padding-left: 31.5pt; }}
dd {{ padding-left: 31.5pt; }}
blockquote, .aside {{ font-family: {SCRIPT}; }}
em {{ font-style: normal; font-family: {SCRIPT}; }}
strong {{ font-weight: bold; }}
h1 {{ font: 22pt/36pt {TITLE}; text-align: center; text-indent: 0; letter-spacing: 0; }}
.great {{ font: 22pt/36pt {TITLE}; letter-spacing: 0; }}
.subtitle {{ font-family: {SCRIPT}; text-align: center; text-indent: 0; }}
.level-1, .attachment-name {{ font-family: {BLACK}; }}
.level-2 {{ font-family: {SCRIPT}; }}
.attachment-name {{ text-indent: 0; }}
.blank {{ height: 28.95pt; }}
.enclosures {{ padding-left: 31.5pt; }}
.enclosures p {{ text-indent: 0; display: flex; }}
table, .note, figcaption, .notes {{ font-size: 10.5pt; line-height: 15pt; letter-spacing: 0; }}
thead th, figcaption {{ font-family: {BLACK}; }}
figcaption .sub, .note {{ font-family: {TEXT}; }}
.attachment table {{ font-size: 9pt; line-height: 12.5pt; }}
figure {{ margin: 8pt 0; }}
.notes {{ margin-top: 6pt; border-top: 0.5pt solid; padding-top: 4pt; }}
.notes li {{ text-indent: 0; list-style-position: outside; margin-left: 2em; }}
.notes p {{ text-indent: 0; }}
"
    )
}

/// The same page for other languages: one kind of type, paragraphs parted by space.
fn latin() -> String {
    "html { font: 12pt/15pt \"Times New Roman\", \"Liberation Serif\", serif; orphans: 2; widows: 2; }
p, li, dl, pre { margin: 0 0 6pt; }
ol, ul { padding-left: 18pt; }
dd, blockquote, .aside { margin-left: 18pt; }
h1, .great { font: bold 18pt/24pt Arial, \"Liberation Sans\", sans-serif; text-align: center; margin-bottom: 12pt; }
.subtitle { text-align: center; }
.level-1, .level-2, .level-3, .level-4 { font: bold 13pt/18pt Arial, \"Liberation Sans\", sans-serif; margin: 10pt 0 4pt; }
.attachment-name { font-weight: bold; }
.blank { height: 15pt; }
.enclosures p { margin: 0; display: flex; }
table, .note, figcaption, .notes { font-size: 10pt; line-height: 13pt; }
thead th, figcaption { font-family: Arial, \"Liberation Sans\", sans-serif; }
figure { margin: 8pt 0; }
.notes { margin-top: 6pt; border-top: 0.5pt solid; padding-top: 4pt; }
"
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_ends_neither_its_string_nor_the_style_sheet() {
        let sheet = sheet("zh-Hans", "\"</style>\\");
        assert!(!sheet.contains("</style>") && sheet.contains("\\22 \\3c /style>\\5c "), "{sheet}");
    }
}
