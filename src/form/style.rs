//! The formats of cells: what may be filled in is white and open, all else is tinted and locked.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::Theme;

/// The formats.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) plain: Format,
    pub(super) wrapped: Format,
    pub(super) locked: Format,
    pub(super) locked_number: Format,
    pub(super) open: Format,
    pub(super) open_number: Format,
    /// Of a cell that the figure does not have.
    pub(super) closed: Format,
}

impl Styles {
    /// The formats in a theme's colours.
    pub(super) fn of(theme: &Theme) -> Self {
        let colour = |name: &str| {
            let light = theme.tokens.get("light").into_iter().flatten();
            let value = light.filter(|(token, _)| token == name).map(|(_, value)| value.as_str()).next();
            value.and_then(|hex| u32::from_str_radix(hex.strip_prefix('#')?, 16).ok()).map(Color::RGB)
        };
        let tint = |format: Format, name: &str| match colour(name) {
            Some(colour) => format.set_background_color(colour),
            None => format,
        };
        let plain = Format::new().set_align(FormatAlign::VerticalCenter);
        let border = |format: Format| {
            let format = format.set_border(FormatBorder::Thin);
            match colour("rule-ui") {
                Some(colour) => format.set_border_color(colour),
                None => format,
            }
        };
        let cell = border(plain.clone());
        let head = tint(cell.clone(), "main-tint").set_bold().set_align(FormatAlign::Center).set_text_wrap();
        let locked = tint(cell.clone(), "paper-2").set_text_wrap();
        Self {
            title: plain.clone().set_bold().set_font_size(15),
            wrapped: plain.clone().set_text_wrap(),
            plain,
            head,
            locked_number: locked.clone().set_align(FormatAlign::Right),
            closed: tint(cell.clone(), "rule"),
            locked,
            open_number: cell.clone().set_unlocked().set_align(FormatAlign::Right),
            open: cell.set_unlocked().set_text_wrap(),
        }
    }
}
