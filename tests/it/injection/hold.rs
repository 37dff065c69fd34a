//! What must hold of every file that is written, whatever was typed: well formed, nothing in it but our own elements,
//! no formula, no character that no reader may be given. Enter at [`hold`].

use std::collections::BTreeMap;

use roxmltree::{Document, ParsingOptions};
use serde_json::Value;

use super::page;
use crate::docx::parts;

/// Everything that is well formed or not, of files by their path.
pub(super) fn hold(files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let text = || std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        match path.rsplit('.').next().unwrap_or_default() {
            "xml" => xml(path, text()),
            "svg" => svg(path, text()),
            "json" => json(path, text()),
            "csv" => csv(path, text()),
            "css" => page::css(path, text()),
            "html" => page::html(path, text()),
            // The page that a browser prints.
            "pdf" if !bytes.starts_with(b"%PDF") => page::html(path, text()),
            "js" if path.starts_with("search/") => search(path, text()),
            "docx" | "xlsx" => package(path, bytes),
            "js" | "txt" => legible(path, text()),
            _ => {}
        }
    }
}

/// No control characters but tabs and ends of lines, and nothing that is set apart as no character.
pub(super) fn legible(path: &str, text: &str) {
    let is_bad = |c: char| {
        let code = u32::from(c);
        (code < 0x20 && c != '\t' && c != '\n')
            || (0x7F..=0x9F).contains(&code)
            || (0xFDD0..=0xFDEF).contains(&code)
            || matches!(code % 0x10000, 0xFFFE | 0xFFFF)
    };
    if let Some(at) = text.find(is_bad) {
        let around: String =
            text[text.floor_char_boundary(at.saturating_sub(40))..].chars().take(80).collect();
        panic!("{path} holds a control character: {around:?}");
    }
}

/// Parses XML: without a document type, so that nothing stands for something else.
fn parse<'a>(path: &str, text: &'a str) -> Document<'a> {
    legible(path, text);
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn svg(path: &str, text: &str) {
    let tree = parse(path, text);
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(!matches!(name, "script" | "foreignObject" | "image" | "a" | "style"), "{path}: {name}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && (name != "href" || value.starts_with('#')), "{path}: {name}");
            assert!(!value.contains("url(") || value.starts_with("url(#"), "{path}: {value}");
        }
    }
}

/// A map of the site, or its feed: all addresses are the site's own.
fn xml(path: &str, text: &str) {
    let tree = parse(path, text);
    let root = tree.root_element().tag_name().name();
    assert!(matches!(root, "urlset" | "feed"), "{path}: {root}");
    let mut bases = Vec::new();
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let address = match node.tag_name().name() {
            "loc" | "id" => node.text().unwrap_or_default(),
            "link" => node.attribute("href").unwrap_or_default(),
            "urlset" | "url" | "lastmod" | "feed" | "entry" | "title" | "updated" | "published"
            | "author" | "name" | "summary" => continue,
            other => panic!("{path} holds {other}"),
        };
        let host = address.split('/').nth(2).unwrap_or_default().to_owned();
        assert!(address.starts_with("http") && !host.is_empty(), "{path}: {address}");
        bases.push(host);
    }
    bases.dedup();
    assert_eq!(bases.len(), 1, "{path}: {bases:?}");
}

fn json(path: &str, text: &str) {
    legible(path, text);
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    texts(path, &value);
    // The list of what a build wrote: a later one removes what it names.
    if path == ".nianbao.json" {
        let listed = value["files"].as_object().expect("the files of a site");
        let inside = |name: &String| {
            !name.starts_with('/') && name.split('/').all(|step| !matches!(step, "" | "." | ".."))
        };
        assert!(!listed.is_empty() && listed.keys().all(inside), "{path}: {listed:?}");
    }
}

/// The same for the texts in a value, which JSON may write by their numbers.
pub(super) fn texts(path: &str, value: &Value) {
    match value {
        Value::String(text) => legible(path, text),
        Value::Array(list) => list.iter().for_each(|value| texts(path, value)),
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            legible(path, key);
            texts(path, value);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A script of data: one call whose argument is JSON without a tag.
fn search(path: &str, text: &str) {
    let data = text.strip_prefix("nianbaoSearch(").and_then(|rest| rest.strip_suffix(");\n"));
    let data = data.unwrap_or_else(|| panic!("{path} is no call"));
    assert!(!data.contains(['<', '\u{2028}', '\u{2029}']), "{path}");
    json(path, data);
}

/// No cell is a formula, also where a spreadsheet parts cells at semicolons or tabs.
fn csv(path: &str, text: &str) {
    legible(path, text);
    for comma in [b',', b';', b'\t'] {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .delimiter(comma)
            .from_reader(text.as_bytes());
        let mut width = None;
        for record in reader.records() {
            let record = record.unwrap_or_else(|error| panic!("{path}: {error}"));
            if comma == b',' {
                assert_eq!(*width.get_or_insert(record.len()), record.len(), "{path}: {record:?}");
            }
            for cell in &record {
                let is_number = cell.split([',', '\n']).next().unwrap_or_default().parse::<f64>().is_ok();
                let begins = cell.starts_with(['\t', '\n']) && comma == b',';
                let is_formula =
                    begins || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                assert!(!is_formula || is_number, "{path}: the cell {cell:?} is a formula");
            }
        }
    }
}

/// The parts of a document or a workbook: well formed, leading nowhere, computing nothing.
fn package(path: &str, bytes: &[u8]) {
    let parts = parts(bytes);
    assert!(parts.contains_key("[Content_Types].xml"), "{path}");
    for (name, bytes) in &parts {
        let ending = name.rsplit('.').next().unwrap_or_default();
        assert!(matches!(ending, "xml" | "rels" | "png" | "jpeg" | "vml"), "{path}: {name}");
        if !matches!(ending, "xml" | "rels" | "vml") {
            continue;
        }
        let name = format!("{path}: {name}");
        let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let tree = parse(&name, text);
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            assert_ne!(node.attribute("TargetMode"), Some("External"), "{name} leads out");
            match node.tag_name().name() {
                "f" | "oleObject" | "OLEObject" | "object" | "altChunk" | "control" | "fldSimple"
                | "attachedTemplate" | "ddeLink" | "externalReference" | "hlinkClick" => {
                    panic!("{name} holds {}", node.tag_name().name())
                }
                "instrText" => field(&name, node.text().unwrap_or_default()),
                _ => {}
            }
        }
    }
}

/// A field of Word: an address that leads out with its quotes closed, or one that counts or refers.
fn field(name: &str, code: &str) {
    let code = code.trim();
    let words: Vec<&str> = code.split(' ').collect();
    let is_ours = match words[0] {
        "PAGE" | "NUMPAGES" | "TOC" | "SECTIONPAGES" => true,
        "NOTEREF" | "REF" | "PAGEREF" => words[1].chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
        "SEQ" => {
            let is_name = words[1].chars().all(char::is_alphanumeric);
            words.len() == 4 && is_name && words[2..] == ["\\*", "ARABIC"]
        }
        "HYPERLINK" => {
            let address = code.strip_prefix("HYPERLINK \"").and_then(|rest| rest.strip_suffix('"'));
            address.is_some_and(|address| {
                let is_known = ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| {
                    address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
                });
                is_known && !address.contains(['"', '\\'])
            })
        }
        _ => false,
    };
    assert!(is_ours, "{name} holds the field {code:?}");
}
