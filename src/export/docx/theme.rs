//! `word/theme/theme1.xml`: colours, fonts and fills of a theme. No style here refers to it, but a package should have one.

use super::house::{Face, House};
use super::xml::{element, part, wrap};

/// The colours that a theme must name. A document is black on white (5.2.4).
const COLOURS: [(&str, &str); 12] = [
    ("dk1", BLACK),
    ("lt1", WHITE),
    ("dk2", BLACK),
    ("lt2", WHITE),
    ("accent1", BLACK),
    ("accent2", BLACK),
    ("accent3", BLACK),
    ("accent4", BLACK),
    ("accent5", BLACK),
    ("accent6", BLACK),
    ("hlink", BLACK),
    ("folHlink", BLACK),
];
const BLACK: &str = "000000";
const WHITE: &str = "FFFFFF";

/// The theme.
pub(super) fn theme(house: House) -> Vec<u8> {
    let colours: String = COLOURS
        .iter()
        .map(|(name, colour)| wrap(&format!("a:{name}"), &element("a:srgbClr", &[("val", colour)], "")))
        .collect();
    let font = |name: &str, face: Face| {
        let fonts = house.fonts(face);
        let of = |name: &str, font: &str| element(name, &[("typeface", font)], "");
        wrap(name, &(of("a:latin", fonts.latin) + &of("a:ea", fonts.han) + &of("a:cs", "")))
    };
    let fonts = font("a:majorFont", Face::Title) + &font("a:minorFont", Face::Text);
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"6350\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    let thrice = |name: &str, inner: &str| wrap(name, &inner.repeat(3));
    let formats = thrice("a:fillStyleLst", fill)
        + &thrice("a:lnStyleLst", &line)
        + &thrice("a:effectStyleLst", effect)
        + &thrice("a:bgFillStyleLst", fill);
    let named = |name: &str, inner: &str| element(name, &[("name", "nianbao")], inner);
    let elements = wrap(
        "a:themeElements",
        &(named("a:clrScheme", &colours) + &named("a:fontScheme", &fonts) + &named("a:fmtScheme", &formats)),
    );
    let name = [("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"), ("name", "nianbao")];
    part(&element("a:theme", &name, &elements))
}
