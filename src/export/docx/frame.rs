//! What stands around the text: the page, its number, the marks on every page, and how Word is to handle it all.

use super::format::{Form, Indent, Ink};
use super::house::{House, Page};
use super::styles::{FOOTER, HEADER};
use super::xml::{NAMESPACES, element, part, val, wrap};
use crate::xml::esc;

/// On which side of a sheet a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Pages 1, 3, 5 …
    Odd,
    /// Pages 2, 4, 6 …
    Even,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Odd, Self::Even];

    /// The word of the format: `default` stands for odd pages.
    fn word(self) -> &'static str {
        match self {
            Self::Odd => "default",
            Self::Even => "even",
        }
    }

    /// The name of a part for this side: `footer1`.
    pub(super) fn part(self, kind: &str) -> String {
        format!("{kind}{}", if self == Self::Odd { 1 } else { 2 })
    }
}

/// The size of page numbers: 4号.
const NUMBER: i64 = 280;

/// The number of a page, between two dashes, one character in from the outer edge (7.5).
pub(super) fn footer(side: Side) -> Vec<u8> {
    let (align, indent) = match side {
        Side::Odd => ("right", Indent::characters(NUMBER, (0, 100, 0))),
        Side::Even => ("left", Indent::characters(NUMBER, (100, 0, 0))),
    };
    let form = Form { indent: Some(indent), align: Some(align), ..Form::of(FOOTER) };
    let ink = Ink { han: true, ..Ink::default() }.xml();
    let dash = |text: &str| format!("<w:r>{ink}<w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let number = field("PAGE", "<w:r><w:t>1</w:t></w:r>");
    let runs = dash("— ") + &number + &dash(" —");
    part(&format!("<w:ftr {NAMESPACES}>{}</w:ftr>", form.paragraph(&runs)))
}

/// The marks of every page: 内部资料, 征求意见稿, 示例数据.
pub(super) fn header(marks: &str) -> Vec<u8> {
    let runs = format!("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>{}</w:t></w:r>", esc(marks));
    part(&format!("<w:hdr {NAMESPACES}>{}</w:hdr>", Form::of(HEADER).paragraph(&runs)))
}

/// A field: what Word computes, and the runs that stand there until it does.
pub(super) fn field(instruction: &str, shown: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText xml:space=\"preserve\"> {instruction} </w:instrText></w:r>{}{shown}{}",
        mark("begin"),
        mark("separate"),
        mark("end")
    )
}

/// The page of the document. Its numbers run through; a header only where there are marks.
pub(super) fn section(house: House, has_header: bool) -> String {
    let mut out = String::new();
    for (kind, shown) in [("header", has_header), ("footer", true)] {
        for side in Side::BOTH.into_iter().filter(|_| shown) {
            let attributes = [("w:type", side.word()), ("r:id", &side.part(kind))];
            out.push_str(&element(&format!("w:{kind}Reference"), &attributes, ""));
        }
    }
    out.push_str(&format!(
        "<w:pgSz w:w=\"{}\" w:h=\"{}\"/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" \
         w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/><w:cols w:space=\"425\"/>",
        Page::WIDTH,
        Page::HEIGHT,
        Page::TOP,
        Page::RIGHT,
        Page::BOTTOM,
        Page::LEFT,
        Page::HEADER,
        Page::FOOTER
    ));
    if house == House::Chinese {
        out.push_str(&format!("<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/>", Page::LINE));
    }
    wrap("w:sectPr", &out)
}

/// `word/settings.xml`.
pub(super) fn settings(house: House) -> Vec<u8> {
    let squeeze = match house {
        House::Chinese => val("characterSpacingControl", "compressPunctuation"),
        House::Latin => String::new(),
    };
    let settings = format!(
        "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>{squeeze}\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
    );
    part(&format!("<w:settings {NAMESPACES}>{settings}</w:settings>"))
}
