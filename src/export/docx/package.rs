//! The package: its parts, how they lead to each other, and the zip that holds them.

use std::collections::BTreeSet;

use super::xml::{element, part};
use crate::export::Picture;
use crate::export::archive::zipped;
use crate::xml::esc;

const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part of the package: its path, what it is (the last word of its type), and its bytes.
pub(super) struct Part {
    /// Below `word/`, without `.xml`.
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// What the document says of itself.
pub(super) struct Properties {
    pub(super) title: String,
    pub(super) creator: String,
    pub(super) description: String,
    pub(super) language: String,
    /// As RFC 3339 has it.
    pub(super) created: Option<String>,
    pub(super) modified: Option<String>,
}

/// The package as a file.
pub(super) fn package(
    document: Vec<u8>,
    parts: &[Part],
    media: &[&Picture],
    properties: &Properties,
) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), content_types(parts, media)),
        ("_rels/.rels".to_owned(), root_relations()),
        ("docProps/core.xml".to_owned(), core(properties)),
        ("word/document.xml".to_owned(), document),
        ("word/_rels/document.xml.rels".to_owned(), relations(parts, media)),
    ];
    files.extend(parts.iter().map(|part| (format!("word/{}.xml", part.name), part.bytes.clone())));
    for (at, picture) in media.iter().enumerate() {
        let file = |end: &str| format!("word/media/picture{}.{end}", at + 1);
        files.push((file(picture.kind.extension()), picture.bytes.clone()));
        files.extend(picture.svg.clone().map(|svg| (file("svg"), svg)));
    }
    zipped(&files)
}

fn content_types(parts: &[Part], media: &[&Picture]) -> Vec<u8> {
    let mut endings: BTreeSet<(&str, &str)> = BTreeSet::from([
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ]);
    for picture in media {
        let kind = picture.kind.extension();
        endings.insert((
            kind,
            match kind {
                "jpeg" => "image/jpeg",
                "gif" => "image/gif",
                _ => "image/png",
            },
        ));
        if picture.svg.is_some() {
            endings.insert(("svg", "image/svg+xml"));
        }
    }
    let mut out: String = endings
        .iter()
        .map(|(end, kind)| element("Default", &[("Extension", end), ("ContentType", kind)], ""))
        .collect();
    let mut add = |path: &str, kind: &str| {
        out.push_str(&element("Override", &[("PartName", path), ("ContentType", kind)], ""));
    };
    add("/word/document.xml", &format!("{TYPES}.document.main+xml"));
    for part in parts {
        let types =
            if part.kind == "theme" { "application/vnd.openxmlformats-officedocument" } else { TYPES };
        add(&format!("/word/{}.xml", part.name), &format!("{types}.{}+xml", part.kind));
    }
    add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part(&format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{out}</Types>"
    ))
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    element("Relationship", &[("Id", id), ("Type", kind), ("Target", target)], "")
}

fn relationships(inner: &str) -> Vec<u8> {
    part(&format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
    ))
}

fn root_relations() -> Vec<u8> {
    const CORE: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relationships(
        &(relation("document", &format!("{RELATIONS}/officeDocument"), "word/document.xml")
            + &relation("core", CORE, "docProps/core.xml")),
    )
}

fn relations(parts: &[Part], media: &[&Picture]) -> Vec<u8> {
    let mut out: String = parts
        .iter()
        .map(|part| {
            relation(
                &part.name.replace('/', "-"),
                &format!("{RELATIONS}/{}", part.kind),
                &format!("{}.xml", part.name),
            )
        })
        .collect();
    let image = format!("{RELATIONS}/image");
    for (number, picture) in (1..).zip(media) {
        let file = |end: &str| format!("media/picture{number}.{end}");
        out.push_str(&relation(&format!("picture{number}"), &image, &file(picture.kind.extension())));
        if picture.svg.is_some() {
            out.push_str(&relation(&format!("drawing{number}"), &image, &file("svg")));
        }
    }
    relationships(&out)
}

/// `docProps/core.xml`.
fn core(properties: &Properties) -> Vec<u8> {
    let mut out = String::new();
    for (name, text) in [
        ("dc:title", &properties.title),
        ("dc:creator", &properties.creator),
        ("dc:description", &properties.description),
        ("dc:language", &properties.language),
    ] {
        if !text.is_empty() {
            out.push_str(&format!("<{name}>{}</{name}>", esc(text)));
        }
    }
    for (name, time) in [("dcterms:created", &properties.created), ("dcterms:modified", &properties.modified)]
    {
        if let Some(time) = time {
            out.push_str(&element(name, &[("xsi:type", "dcterms:W3CDTF")], time));
        }
    }
    part(&format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{out}</cp:coreProperties>"
    ))
}
