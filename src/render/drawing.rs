//! Drawings, taken from the chart room: the one place where the two rooms touch.

use crate::model::{Chart, Skyline};

/// The drawings of a chart: for a wide frame and for a narrow one.
pub(super) struct Drawings {
    /// 884 px.
    pub(super) wide: String,
    /// 350 px.
    pub(super) narrow: String,
}

/// Draws a chart.
pub(super) fn chart(chart: &Chart) -> Drawings {
    Drawings {
        wide: placeholder(&chart.id, &chart.description, (884, 340)),
        narrow: placeholder(&format!("{}-narrow", chart.id), &chart.description, (350, 250)),
    }
}

/// Where a skyline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SkylineForm {
    /// Across the cover panel.
    Wide,
    /// Across a phone.
    Narrow,
    /// Beside a report in the list.
    Small,
}

/// Draws a skyline. `page` keeps ids apart where several stand on one page.
pub(super) fn skyline(skyline: &Skyline, form: SkylineForm, page: &str) -> String {
    let (id, size) = match form {
        SkylineForm::Wide => ("wide", (1188, 150)),
        SkylineForm::Narrow => ("narrow", (350, 130)),
        SkylineForm::Small => ("small", (300, 60)),
    };
    placeholder(&format!("skyline-{page}-{id}"), &skyline.description, size)
}

fn placeholder(id: &str, description: &str, (width, height): (u32, u32)) -> String {
    format!(
        "<svg role=\"img\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         aria-labelledby=\"{id}-desc\"><desc id=\"{id}-desc\">{}</desc></svg>",
        super::markup::esc(description)
    )
}
