//! A report as a document: readers of its tree, beside [`render`](crate::render), which makes the site. All are pure:
//! pictures are drawn from what is handed in. Enter at [`docx::document`]; [`Studio`] draws what Word needs as pictures.
//! [`archive`] packs a site for handing over.

pub mod archive;
mod attachment;
pub mod docx;
mod grid;
pub mod paper;
mod pictures;
mod standard;
mod terms;

pub use pictures::{Kind, Picture, Pictures, Studio};

use crate::legible::is_legible_in_a_line;

/// The name of a file for a report of a title: what file systems do not allow becomes `_`.
#[must_use]
pub fn file_name(title: &str, extension: &str) -> String {
    const REFUSED: [char; 9] = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];
    let allowed = |c: char| if REFUSED.contains(&c) || !is_legible_in_a_line(c) { '_' } else { c };
    let name: String = title.trim().chars().take(LONGEST).map(allowed).collect();
    format!("{}.{extension}", name.trim_end())
}

/// As many characters as a name is given: file systems hold 255 bytes, and a Han character takes three.
const LONGEST: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_the_title() {
        assert_eq!(file_name("2022年工作总结", "docx"), "2022年工作总结.docx");
        assert_eq!(file_name("水/气: \"a\"<b>|c*?\\", "docx"), "水_气_ _a__b__c___.docx");
        assert_eq!(file_name(&"年".repeat(200), "docx").len(), 245);
    }
}
