//! The words of XML: elements, attributes, parts. All that authors typed goes through [`esc`].

use crate::xml::esc;

/// An element that holds others.
pub(super) fn wrap(name: &str, inner: &str) -> String {
    format!("<{name}>{inner}</{name}>")
}

/// An element with attributes that holds others; an empty one is closed at once.
pub(super) fn element(name: &str, attributes: &[(&str, &str)], inner: &str) -> String {
    let attributes: String =
        attributes.iter().map(|(key, value)| format!(" {key}=\"{}\"", esc(value))).collect();
    if inner.is_empty() {
        return format!("<{name}{attributes}/>");
    }
    format!("<{name}{attributes}>{inner}</{name}>")
}

/// An element of WordprocessingML that says one thing: `<w:jc w:val="center"/>`.
pub(super) fn val(name: &str, value: impl std::fmt::Display) -> String {
    format!("<w:{name} w:val=\"{}\"/>", esc(&value.to_string()))
}

/// A part of the package.
pub(super) fn part(root: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{root}\n").into_bytes()
}

/// The namespaces that a part of WordprocessingML may use.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_of_one_value_and_one_of_nothing_are_closed_at_once() {
        assert_eq!(val("sz", 32), "<w:sz w:val=\"32\"/>");
        assert_eq!(element("w:p", &[], ""), "<w:p/>");
    }
}
