//! The styles of a document (`word/styles.xml`) and its fonts (`word/fontTable.xml`). Headings are Word's own, so that
//! its navigation and its table of contents know them.

use super::format::{Edge, Form, Height, Indent, Ink, Line, Spacing, Tab};
use super::house::{Face, House, OTHER_NAMES, Page};
use super::xml::{NAMESPACES, element, part, val, wrap};

/// Running text.
pub(super) const BODY: &str = "BodyText";
/// The title of the report and of an attachment.
pub(super) const TITLE: &str = "Title";
/// What stands under the title.
pub(super) const SUBTITLE: &str = "Subtitle";
/// The headings, by their level from 1.
pub(super) const HEADINGS: [&str; 9] = [
    "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6", "Heading7", "Heading8",
    "Heading9",
];
/// An item of a list.
pub(super) const LIST: &str = "ListParagraph";
/// A quotation.
pub(super) const QUOTE: &str = "Quote";
/// A note set apart.
pub(super) const ASIDE: &str = "Aside";
/// Preformatted text.
pub(super) const CODE: &str = "Code";
/// The title of a chart or table.
pub(super) const CAPTION: &str = "Caption";
/// What is said beside a chart or table.
pub(super) const NOTE: &str = "ExhibitNote";
/// The paragraph that holds a picture.
pub(super) const PICTURE: &str = "Picture";
/// Words in a table.
pub(super) const CELL: &str = "TableText";
/// The head of a table.
pub(super) const HEAD: &str = "TableHead";
/// 附件说明: the list of attachments under the text.
pub(super) const ENCLOSURE: &str = "Enclosure";
/// 附件1, over an attachment.
pub(super) const ATTACHMENT: &str = "Attachment";
/// 署名: who signs.
pub(super) const SIGNATURE: &str = "Signature";
/// 成文日期.
pub(super) const DATE: &str = "Date";
/// The text of a footnote.
pub(super) const FOOTNOTE: &str = "FootnoteText";
/// The mark of a footnote.
pub(super) const FOOTNOTE_MARK: &str = "FootnoteReference";
/// What is on the top of every page.
pub(super) const HEADER: &str = "Header";
/// The number of the page.
pub(super) const FOOTER: &str = "Footer";
/// The words over the table of contents.
pub(super) const CONTENTS: &str = "TOCHeading";
/// The entries of the table of contents, by level.
pub(super) const ENTRIES: [&str; 3] = ["TOC1", "TOC2", "TOC3"];
/// The form of tables.
pub(super) const GRID: &str = "TableGrid";

/// The styles that Word does not know by their names.
const OWN: [&str; 8] = [ASIDE, CODE, NOTE, PICTURE, CELL, HEAD, ENCLOSURE, ATTACHMENT];

/// A style of paragraphs.
struct Style {
    id: &'static str,
    /// As Word knows it; its own are small.
    name: String,
    base: &'static str,
    next: &'static str,
    form: Form,
    ink: Ink,
}

impl Style {
    fn xml(&self) -> String {
        let base = if self.base.is_empty() { String::new() } else { val("basedOn", self.base) };
        let next = if self.next.is_empty() { String::new() } else { val("next", self.next) };
        let inner = format!(
            "{}{base}{next}<w:qFormat/>{}{}",
            val("name", &self.name),
            self.form.xml(),
            self.ink.xml()
        );
        let mut attributes = vec![("w:type", "paragraph")];
        if OWN.contains(&self.id) {
            attributes.push(("w:customStyle", "1"));
        }
        attributes.push(("w:styleId", self.id));
        element("w:style", &attributes, &inner)
    }
}

/// `word/styles.xml`.
pub(super) fn styles(house: House, language: &str) -> Vec<u8> {
    let mut out = defaults(house, language);
    out.push_str(&normal(house));
    let all = text(house).into_iter().chain(headings(house)).chain(exhibits(house)).chain(ends(house));
    out.push_str(&all.map(|style| style.xml()).collect::<String>());
    out.push_str(&mark());
    out.push_str(GRID_STYLE);
    part(&format!("<w:styles {NAMESPACES}>{out}</w:styles>"))
}

/// What holds where no style says otherwise: LibreOffice measures by these.
fn defaults(house: House, language: &str) -> String {
    let ink = Ink { fonts: Some(house.fonts(Face::Text)), size: Some(house.size()), ..Ink::default() }.xml();
    let languages = match house {
        House::Chinese => [("w:val", "en-US"), ("w:eastAsia", "zh-CN")],
        House::Latin => [("w:val", language), ("w:eastAsia", "zh-CN")],
    };
    let ink = ink.replace("</w:rPr>", &(element("w:lang", &languages, "") + "</w:rPr>"));
    wrap("w:docDefaults", &(wrap("w:rPrDefault", &ink) + "<w:pPrDefault/>"))
}

fn normal(house: House) -> String {
    let form = match house {
        House::Chinese => Form {
            widows: Some(false),
            auto_space: Some(false),
            spacing: Some(Spacing { before: 0, after: 0, line: house.line() }),
            align: Some("both"),
            ..Form::default()
        },
        House::Latin => {
            Form { spacing: Some(Spacing { before: 0, after: 120, line: house.line() }), ..Form::default() }
        }
    };
    let tracking = (house.tracking() != 0).then(|| house.tracking());
    let inner = val("name", "Normal")
        + "<w:qFormat/>"
        + &form.xml()
        + &Ink { fonts: Some(house.fonts(Face::Text)), tracking, size: Some(house.size()), ..Ink::default() }
            .xml();
    let attributes = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")];
    element("w:style", &attributes, &inner)
        + "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name \
           w:val=\"Default Paragraph Font\"/></w:style><w:style w:type=\"table\" w:default=\"1\" \
           w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" \
           w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
           <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
           </w:style>"
}

/// The first line of a paragraph two characters in, as the standard wants (7.3.3).
pub(super) fn first_line(house: House) -> Option<Indent> {
    match house {
        House::Chinese => Some(house.indent((0, 0, 200))),
        House::Latin => None,
    }
}

fn face(house: House, face: Face) -> Ink {
    Ink { fonts: Some(house.fonts(face)), ..Ink::default() }
}

fn style(id: &'static str, name: &str, (form, ink): (Form, Ink)) -> Style {
    Style { id, name: name.to_owned(), base: "Normal", next: "", form, ink }
}

fn text(house: House) -> Vec<Style> {
    let first = Form { indent: first_line(house), ..Form::default() };
    let within = house.indent((200, 200, 0));
    let title =
        Ink { tracking: Some(0), size: Some(44), bold: house == House::Latin, ..face(house, Face::Title) };
    let centre = Form { align: Some("center"), keep_next: true, keep_lines: true, ..Form::default() };
    let code = Form { align: Some("left"), indent: Some(within), ..Form::default() };
    vec![
        style(BODY, "Body Text", (first.clone(), Ink::default())),
        Style { next: BODY, ..style(TITLE, "Title", (centre.clone(), title)) },
        Style { next: BODY, ..style(SUBTITLE, "Subtitle", (centre, face(house, Face::Script))) },
        style(LIST, "List Paragraph", (first, Ink::default())),
        style(QUOTE, "Quote", (Form { indent: Some(within), ..Form::default() }, face(house, Face::Script))),
        style(
            ASIDE,
            "Aside",
            (Form { edge: Some(Edge::Left), indent: Some(within), ..Form::default() }, Ink::default()),
        ),
        style(CODE, "Code", (code, Ink { size: Some(house.small()), ..face(house, Face::Code) })),
    ]
}

/// 一、in 黑体, （一） in 楷体, what is below in 仿宋; none bold (7.3.3).
fn headings(house: House) -> Vec<Style> {
    let of = |(at, id): (usize, &'static str)| {
        let level = u8::try_from(at).unwrap_or(u8::MAX);
        let form = Form {
            keep_next: true,
            keep_lines: true,
            indent: first_line(house),
            align: Some("left"),
            outline: Some(level),
            ..Form::default()
        };
        let kind = match level {
            0 => Face::Black,
            1 => Face::Script,
            _ => Face::Text,
        };
        let ink = match house {
            House::Chinese => face(house, kind),
            House::Latin => Ink {
                bold: true,
                size: Some([36, 30, 26].get(at).copied().unwrap_or(24)),
                ..face(house, Face::Black)
            },
        };
        Style { next: BODY, ..style(id, &format!("heading {}", at + 1), (form, ink)) }
    };
    HEADINGS.into_iter().enumerate().map(of).collect()
}

/// Charts and tables, and what stands around them: on no grid, in lines as high as they need.
fn exhibits(house: House) -> Vec<Style> {
    let around = |before, after| Form {
        on_grid: Some(false),
        spacing: Some(Spacing { before, after, line: Line::Auto(240) }),
        align: Some("center"),
        ..Form::default()
    };
    let small = |kind: Face| Ink { tracking: Some(0), size: Some(house.small()), ..face(house, kind) };
    let caption = Ink { size: Some(24), bold: house == House::Latin, ..small(Face::Black) };
    vec![
        style(CAPTION, "caption", (Form { keep_lines: true, ..around(120, 60) }, caption)),
        style(NOTE, "Exhibit Note", (Form { keep_lines: true, ..around(20, 40) }, small(Face::Text))),
        style(PICTURE, "Picture", (around(160, 0), small(Face::Text))),
        style(CELL, "Table Text", (Form { align: Some("left"), ..around(40, 40) }, small(Face::Text))),
        style(
            HEAD,
            "Table Head",
            (around(40, 40), Ink { bold: house == House::Latin, ..small(Face::Black) }),
        ),
    ]
}

/// What ends a document and a page, and what comes before the text.
fn ends(house: House) -> Vec<Style> {
    let left = |indent| Form { align: Some("left"), indent, ..Form::default() };
    let signed = Form { align: Some("left"), keep_lines: true, ..Form::default() };
    let plain = |before| Form {
        on_grid: Some(false),
        spacing: Some(Spacing { before, after: 0, line: Line::Auto(240) }),
        ..Form::default()
    };
    let small = |kind: Face, size: u16| Ink { tracking: Some(0), size: Some(size), ..face(house, kind) };
    let mut styles = vec![
        style(ENCLOSURE, "Enclosure", (left(first_line(house)), Ink::default())),
        style(ATTACHMENT, "Attachment", (Form { keep_next: true, ..left(None) }, face(house, Face::Black))),
        style(SIGNATURE, "Signature", (Form { keep_next: true, ..signed.clone() }, Ink::default())),
        style(DATE, "Date", (signed, Ink::default())),
        style(
            FOOTNOTE,
            "footnote text",
            (Form { align: Some("left"), ..plain(0) }, small(Face::Text, house.small())),
        ),
        style(
            HEADER,
            "header",
            (Form { align: Some("right"), ..plain(0) }, small(Face::Black, house.small())),
        ),
        style(FOOTER, "footer", (plain(0), small(Face::Number, 28))),
        style(
            CONTENTS,
            "TOC Heading",
            (Form { align: Some("center"), ..Form::default() }, face(house, Face::Black)),
        ),
    ];
    for (at, id) in (0..).zip(ENTRIES) {
        let indent = Indent { left: at * house.character(), ..Indent::default() };
        let tabs = vec![Tab { kind: "right", at: Page::MEASURE, leader: Some("dot") }];
        let form = Form { tabs, indent: (at > 0).then_some(indent), ..left(None) };
        let name = format!("toc {}", at + 1);
        styles.push(style(id, &name, (form, Ink::default())));
    }
    styles
}

/// The mark of a footnote.
fn mark() -> String {
    let ink = Ink { height: Some(Height::Sup), ..Ink::default() };
    let inner = val("name", "footnote reference") + &val("basedOn", "DefaultParagraphFont") + &ink.xml();
    element("w:style", &[("w:type", "character"), ("w:styleId", FOOTNOTE_MARK)], &inner)
}

/// Thin lines around all cells.
const GRID_STYLE: &str = "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>\
    <w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>\
    <w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
    <w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
    <w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    </w:tblBorders></w:tblPr></w:style>";

/// `word/fontTable.xml`: what else the fonts are called.
pub(super) fn fonts() -> Vec<u8> {
    let fonts: String = OTHER_NAMES
        .iter()
        .map(|(name, other, family)| {
            let inner = val("altName", other) + &val("charset", "86") + &val("family", family);
            element("w:font", &[("w:name", name)], &inner)
        })
        .collect();
    part(&format!("<w:fonts {NAMESPACES}>{fonts}</w:fonts>"))
}
