//! How paragraphs and runs are formed, in a style or directly. The order of the elements, which the schema of ECMA-376
//! fixes, is known here alone.

use super::xml::{element, val, wrap};

/// A length in twentieths of a point.
pub(super) type Twips = i64;

/// The distance between lines and around paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spacing {
    pub(super) before: Twips,
    pub(super) after: Twips,
    pub(super) line: Line,
}

/// How high a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// So high, whatever stands in it.
    Exact(Twips),
    /// As high as it needs, times so many 240ths.
    Auto(u16),
}

/// Where lines begin and end. In hundredths of a character, for Word, and in twips, for who knows no characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Indent {
    pub(super) left: Twips,
    pub(super) right: Twips,
    /// Of the first line: positive in, negative out.
    pub(super) first: Twips,
    /// The width of a character by which Word counts the same; 0 where it shall not.
    pub(super) character: Twips,
}

/// A place that a tab leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tab {
    pub(super) kind: &'static str,
    pub(super) at: Twips,
    pub(super) leader: Option<&'static str>,
}

/// A line beside or under a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Left,
    Bottom,
}

/// The form of a paragraph. What is none is as its style has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    pub(super) style: Option<&'static str>,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    pub(super) on_new_page: bool,
    pub(super) widows: Option<bool>,
    /// A list by its number, and the level in it.
    pub(super) list: Option<(usize, usize)>,
    pub(super) edge: Option<Edge>,
    pub(super) tabs: Vec<Tab>,
    /// Whether Han characters stand apart from letters and digits.
    pub(super) auto_space: Option<bool>,
    pub(super) on_grid: Option<bool>,
    pub(super) spacing: Option<Spacing>,
    pub(super) indent: Option<Indent>,
    pub(super) align: Option<&'static str>,
    /// The level in Word's navigation, from 0.
    pub(super) outline: Option<u8>,
}

impl Form {
    /// The form of a style.
    pub(super) fn of(style: &'static str) -> Self {
        Self { style: Some(style), ..Self::default() }
    }

    /// Its properties, in the order of the schema; empty where there are none.
    pub(super) fn xml(&self) -> String {
        let mut out = String::new();
        let mut switch = |name: &str, on: Option<bool>| match on {
            Some(true) => out.push_str(&format!("<w:{name}/>")),
            Some(false) => out.push_str(&val(name, 0)),
            None => {}
        };
        let yes = |on: bool| on.then_some(true);
        switch("keepNext", yes(self.keep_next));
        switch("keepLines", yes(self.keep_lines));
        switch("pageBreakBefore", yes(self.on_new_page));
        switch("widowControl", self.widows);
        if let Some((list, level)) = self.list {
            out.push_str(&wrap("w:numPr", &format!("{}{}", val("ilvl", level), val("numId", list))));
        }
        if let Some(edge) = self.edge {
            let side = match edge {
                Edge::Left => "left",
                Edge::Bottom => "bottom",
            };
            let line = format!("<w:{side} w:val=\"single\" w:sz=\"8\" w:space=\"8\" w:color=\"auto\"/>");
            out.push_str(&wrap("w:pBdr", &line));
        }
        if !self.tabs.is_empty() {
            out.push_str(&wrap("w:tabs", &self.tabs.iter().map(Tab::xml).collect::<String>()));
        }
        for name in ["autoSpaceDE", "autoSpaceDN"] {
            if let Some(on) = self.auto_space {
                out.push_str(&val(name, u8::from(on)));
            }
        }
        if let Some(on) = self.on_grid {
            out.push_str(&val("snapToGrid", u8::from(on)));
        }
        out.push_str(&self.spacing.map_or(String::new(), Spacing::xml));
        out.push_str(&self.indent.map_or(String::new(), Indent::xml));
        if let Some(align) = self.align {
            out.push_str(&val("jc", align));
        }
        if let Some(level) = self.outline {
            out.push_str(&val("outlineLvl", level));
        }
        let style = self.style.map_or(String::new(), |style| val("pStyle", style));
        if style.is_empty() && out.is_empty() { out } else { wrap("w:pPr", &(style + &out)) }
    }

    /// A paragraph of this form.
    pub(super) fn paragraph(&self, runs: &str) -> String {
        wrap("w:p", &(self.xml() + runs))
    }
}

impl Tab {
    fn xml(&self) -> String {
        let at = self.at.to_string();
        let mut attributes = vec![("w:val", self.kind)];
        attributes.extend(self.leader.map(|leader| ("w:leader", leader)));
        attributes.push(("w:pos", &at));
        element("w:tab", &attributes, "")
    }
}

impl Spacing {
    fn xml(self) -> String {
        let (line, rule) = match self.line {
            Line::Exact(twips) => (twips, "exact"),
            Line::Auto(parts) => (i64::from(parts), "auto"),
        };
        format!(
            "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{line}\" w:lineRule=\"{rule}\"/>",
            self.before, self.after
        )
    }
}

impl Indent {
    /// So many characters of a width at the left, at the right and before the first line, in hundredths.
    pub(super) fn characters(width: Twips, (left, right, first): (i64, i64, i64)) -> Self {
        let twips = |hundredths: i64| hundredths * width / 100;
        Self { left: twips(left), right: twips(right), first: twips(first), character: width }
    }

    fn xml(self) -> String {
        let mut attributes = Vec::new();
        let mut side = |name: &str, twips: Twips| {
            if self.character > 0 {
                let hundredths = (twips * 100 + self.character / 2) / self.character;
                attributes.push((format!("w:{name}Chars"), hundredths.to_string()));
            }
            attributes.push((format!("w:{name}"), twips.to_string()));
        };
        if self.left != 0 || self.first < 0 {
            side("left", self.left);
        }
        if self.right != 0 {
            side("right", self.right);
        }
        match self.first {
            1.. => side("firstLine", self.first),
            0 => {}
            out => side("hanging", -out),
        }
        // No indent, where a style has one.
        if attributes.is_empty() {
            return "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>".to_owned();
        }
        let attributes: Vec<(&str, &str)> =
            attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        element("w:ind", &attributes, "")
    }
}

/// A font for Latin and one for Han characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fonts {
    pub(super) latin: &'static str,
    pub(super) han: &'static str,
}

/// How characters stand to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Height {
    Sub,
    Sup,
}

/// The form of a run of characters. What is none is as its style has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) style: Option<&'static str>,
    pub(super) fonts: Option<Fonts>,
    /// Whether quotes, dashes and the like are Han characters and no Latin ones.
    pub(super) han: bool,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    /// What is added after each character.
    pub(super) tracking: Option<Twips>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) height: Option<Height>,
}

impl Ink {
    /// Its properties, in the order of the schema; empty where there are none.
    pub(super) fn xml(&self) -> String {
        let mut out = self.style.map_or(String::new(), |style| val("rStyle", style));
        out.push_str(&self.fonts_xml());
        for (on, name) in [(self.bold, "b"), (self.italic, "i"), (self.strike, "strike")] {
            if on {
                out.push_str(&format!("<w:{name}/>"));
            }
        }
        if let Some(tracking) = self.tracking {
            out.push_str(&val("spacing", tracking));
        }
        if let Some(size) = self.size {
            out.push_str(&(val("sz", size) + &val("szCs", size)));
        }
        match self.height {
            Some(Height::Sub) => out.push_str(&val("vertAlign", "subscript")),
            Some(Height::Sup) => out.push_str(&val("vertAlign", "superscript")),
            None => {}
        }
        if out.is_empty() { out } else { wrap("w:rPr", &out) }
    }

    fn fonts_xml(&self) -> String {
        let mut attributes = Vec::new();
        if self.han {
            attributes.push(("w:hint", "eastAsia"));
        }
        if let Some(Fonts { latin, han }) = self.fonts {
            attributes.extend([
                ("w:ascii", latin),
                ("w:eastAsia", han),
                ("w:hAnsi", latin),
                ("w:cs", "Times New Roman"),
            ]);
        }
        if attributes.is_empty() { String::new() } else { element("w:rFonts", &attributes, "") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indent_is_told_in_characters_and_in_twips() {
        let first = Indent::characters(320, (0, 0, 200));
        assert_eq!(first.xml(), "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>");
        let out = Indent::characters(320, (600, 0, -400));
        assert_eq!(
            out.xml(),
            "<w:ind w:leftChars=\"600\" w:left=\"1920\" w:hangingChars=\"400\" w:hanging=\"1280\"/>"
        );
        assert_eq!(Indent::default().xml(), "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>");
    }

    #[test]
    fn properties_come_in_the_order_of_the_schema() {
        let ink = Ink { han: true, bold: true, size: Some(21), height: Some(Height::Sup), ..Ink::default() };
        assert_eq!(
            ink.xml(),
            "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:b/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
             <w:vertAlign w:val=\"superscript\"/></w:rPr>"
        );
    }
}
