//! The house form: what a Chinese document has by GB/T 9704—2012, and what one in another language has that keeps the
//! same page and structure. Sizes and fonts stand here; [`super::styles`] makes styles of them.

use super::format::{Fonts, Indent, Line, Twips};

/// The form of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum House {
    /// GB/T 9704—2012.
    Chinese,
    /// Any other language: one kind of type, paragraphs parted by space.
    Latin,
}

/// A page of A4, in twips: GB/T 9704—2012, 5.2.1. The type area is 156 mm wide and 225 mm high.
pub(super) struct Page;

impl Page {
    pub(super) const WIDTH: Twips = 11906;
    pub(super) const HEIGHT: Twips = 16838;
    /// 天头, 37 mm.
    pub(super) const TOP: Twips = 2098;
    pub(super) const BOTTOM: Twips = 1984;
    /// 订口, 28 mm.
    pub(super) const LEFT: Twips = 1588;
    pub(super) const RIGHT: Twips = 1474;
    pub(super) const HEADER: Twips = 1134;
    /// By it the number stands 7 mm below the type area (7.5).
    pub(super) const FOOTER: Twips = 1400;
    /// The width of the type area.
    pub(super) const MEASURE: Twips = Self::WIDTH - Self::LEFT - Self::RIGHT;
    /// The height of a line: 22 of them fill 225 mm (5.2.3).
    pub(super) const LINE: Twips = 579;
}

/// A kind of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// 仿宋: the text.
    Text,
    /// 黑体: headings of the first level, heads of tables.
    Black,
    /// 楷体: headings of the second level, what is set apart.
    Script,
    /// 小标宋: titles.
    Title,
    /// 宋体: page numbers.
    Number,
    /// Code.
    Code,
}

impl House {
    /// The form for a language.
    pub(super) fn of(language: &str) -> Self {
        if language == "zh" || language.starts_with("zh-") { Self::Chinese } else { Self::Latin }
    }

    /// The fonts of a kind of type, by the names that the standard's readers have on their machines.
    pub(super) fn fonts(self, face: Face) -> Fonts {
        let same = |name| Fonts { latin: name, han: name };
        match (self, face) {
            (_, Face::Code) => Fonts { latin: "Courier New", han: FANG },
            (Self::Chinese, Face::Text) => same(FANG),
            (Self::Chinese, Face::Black) => same("黑体"),
            (Self::Chinese, Face::Script) => same("楷体_GB2312"),
            (Self::Chinese, Face::Title) => same("方正小标宋简体"),
            (Self::Chinese, Face::Number) => same("宋体"),
            (Self::Latin, Face::Black) => Fonts { latin: "Arial", han: "黑体" },
            (Self::Latin, Face::Text | Face::Script | Face::Title | Face::Number) => {
                Fonts { latin: "Times New Roman", han: "宋体" }
            }
        }
    }

    /// The size of the text in half points: 3号, or 12 points.
    pub(super) fn size(self) -> u16 {
        match self {
            Self::Chinese => 32,
            Self::Latin => 24,
        }
    }

    /// The width of a character of the text, by which indents are counted.
    pub(super) fn character(self) -> Twips {
        i64::from(self.size()) * 10
    }

    /// An indent of so many hundredths of a character at the left, at the right and before the first line; Word counts
    /// in characters only where all have one width.
    pub(super) fn indent(self, hundredths: (i64, i64, i64)) -> Indent {
        let indent = Indent::characters(self.character(), hundredths);
        match self {
            Self::Chinese => indent,
            Self::Latin => Indent { character: 0, ..indent },
        }
    }

    /// The size of tables and of what is said beside them: 5号 or 10 points.
    pub(super) fn small(self) -> u16 {
        match self {
            Self::Chinese => 21,
            Self::Latin => 20,
        }
    }

    /// The height of a line of text.
    pub(super) fn line(self) -> Line {
        match self {
            Self::Chinese => Line::Exact(Page::LINE),
            Self::Latin => Line::Auto(300),
        }
    }

    /// What is added after each character of the text, so that 28 of them fill a line.
    pub(super) fn tracking(self) -> Twips {
        match self {
            Self::Chinese => -5,
            Self::Latin => 0,
        }
    }
}

const FANG: &str = "仿宋_GB2312";

/// What else the fonts of the standard are called, for machines that have them under another name, and whether they
/// are serif (roman) or not (modern).
pub(super) const OTHER_NAMES: [(&str, &str, &str); 5] = [
    ("仿宋_GB2312", "仿宋", "modern"),
    ("黑体", "SimHei", "modern"),
    ("楷体_GB2312", "楷体", "modern"),
    ("方正小标宋简体", "方正小标宋_GBK", "auto"),
    ("宋体", "SimSun", "auto"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_area_is_that_of_the_standard() {
        assert_eq!(Page::MEASURE, 8844);
        assert_eq!(Page::HEIGHT - Page::TOP - Page::BOTTOM, 12756);
        // Twenty-two lines and twenty-eight characters of 3号 fit, and no more.
        let character = House::Chinese.character() + House::Chinese.tracking();
        assert_eq!((12756 / Page::LINE, Page::MEASURE / character), (22, 28));
    }
}
