//! Workbooks of LibreOffice and others: .ods, a packed folder of XML (OpenDocument 1.2, part 1).
//!
//! They are not read by calamine: it waits forever for the end of a table that is cut off, and makes any number of
//! spaces and cells that a file says are repeated.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use calamine::DataRef;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{COLUMNS, Content, Kept, Look, ROWS, content, packed};
use crate::problem::SheetFault;

/// The most spaces that are read where a file says how many follow each other.
const SPACES: usize = 100;

/// Reads the sheets that can be seen.
pub(super) fn read(bytes: &[u8], kept: &mut Kept) -> Result<(), SheetFault> {
    let (mut archive, _) = packed::open(bytes)?;
    if packed::part(&mut archive, "META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(SheetFault::Password);
    }
    let xml = packed::part(&mut archive, "content.xml")?;
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading { kept, hidden: BTreeSet::new(), style: String::new(), table: None };
    let mut open = 0_usize;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => match tag.name().as_ref() {
                // A comment, a picture.
                name if name == "office:annotation" || name.starts_with("draw:") => skip(&mut reader, &tag)?,
                "table:table" if reading.passes_over(&tag) => skip(&mut reader, &tag)?,
                _ => {
                    open += 1;
                    reading.start(&tag);
                }
            },
            Event::End(tag) => {
                open -= 1;
                reading.end(tag.name().as_ref())?;
            }
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.text(&character(&reference)),
            Event::Eof if open > 0 => return Err(SheetFault::Unreadable(String::new())),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Passes over all that stands in a tag.
fn skip(reader: &mut Reader<&[u8]>, tag: &BytesStart<'_>) -> Result<(), SheetFault> {
    reader.read_to_end(tag.name()).map(|_| ()).map_err(broken)
}

#[allow(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn broken(error: quick_xml::Error) -> SheetFault {
    SheetFault::Unreadable(error.to_string())
}

/// What a reference such as `&amp;` or `&#20214;` stands for.
fn character(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// The value of an attribute.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// How often something is repeated.
fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|times| times.parse().ok()).unwrap_or(1)
}

struct Reading<'k> {
    kept: &'k mut Kept,
    /// The styles of tables that cannot be seen, and the style that is read.
    hidden: BTreeSet<String>,
    style: String,
    table: Option<Table>,
}

/// Where in a table the reader is.
#[derive(Default)]
struct Table {
    row: u32,
    column: u32,
    /// How often the row is repeated, and what it holds in which columns.
    rows: u32,
    cells: Vec<(Range<u32>, Content)>,
    cell: Option<Cell>,
}

/// A cell as far as it was read.
#[derive(Default)]
struct Cell {
    columns: u32,
    kind: String,
    value: Option<String>,
    is_error: bool,
    is_formula: bool,
    paragraphs: usize,
    in_paragraph: bool,
    text: String,
}

impl Reading<'_> {
    /// Whether a table cannot be seen, or stands in a cell of another.
    fn passes_over(&self, table: &BytesStart<'_>) -> bool {
        let style = attribute(table, "table:style-name");
        self.table.is_some() || style.is_some_and(|style| self.hidden.contains(&style))
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match (tag.name().as_ref(), &mut self.table) {
            ("style:style", _) => self.style = attribute(tag, "style:name").unwrap_or_default(),
            ("style:table-properties", _) if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            ("table:table", _) => {
                self.kept.sheet(attribute(tag, "table:name").unwrap_or_default());
                self.table = Some(Table::default());
            }
            ("table:table-row", Some(table)) => table.rows = repeated(tag, "table:number-rows-repeated"),
            ("table:table-cell" | "table:covered-table-cell", Some(table)) => {
                table.cell = Some(Cell::of(tag))
            }
            ("text:p", Some(Table { cell: Some(cell), .. })) => {
                cell.paragraphs += 1;
                cell.in_paragraph = true;
                if cell.paragraphs > 1 {
                    cell.text.push('\n');
                }
            }
            ("text:s", Some(_)) => self.text(&" ".repeat((repeated(tag, "text:c") as usize).min(SPACES))),
            ("text:tab", Some(_)) => self.text("\t"),
            ("text:line-break", Some(_)) => self.text("\n"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), SheetFault> {
        let Some(table) = &mut self.table else { return Ok(()) };
        match name {
            "text:p" => table.cell.iter_mut().for_each(|cell| cell.in_paragraph = false),
            "table:table" => self.table = None,
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = table.cell.take() else { return Ok(()) };
                let columns = table.column..table.column.saturating_add(cell.columns).min(COLUMNS);
                if !columns.is_empty() {
                    table.column = columns.end;
                    table.cells.extend(cell.content().map(|content| (columns, content)));
                }
            }
            "table:table-row" => {
                let rows = table.row..table.row.saturating_add(table.rows);
                for row in rows.start..rows.end.min(ROWS) {
                    for (columns, content) in &table.cells {
                        for column in columns.clone() {
                            self.kept.cell((row, column), content.clone())?;
                        }
                    }
                }
                *table = Table { row: rows.end, ..Table::default() };
            }
            _ => {}
        }
        Ok(())
    }

    /// Text of a cell: what stands between its paragraphs is only there to be read well.
    fn text(&mut self, text: &str) {
        let cell = self.table.as_mut().and_then(|table| table.cell.as_mut());
        if let Some(cell) = cell.filter(|cell| cell.in_paragraph) {
            cell.text.push_str(text);
        }
    }
}

impl Cell {
    fn of(tag: &BytesStart<'_>) -> Self {
        let typed = |name: &str| attribute(tag, name);
        Self {
            columns: repeated(tag, "table:number-columns-repeated"),
            kind: typed("office:value-type").unwrap_or_default(),
            value: typed("office:value")
                .or_else(|| typed("office:string-value"))
                .or_else(|| typed("office:boolean-value")),
            is_error: typed("calcext:value-type").as_deref() == Some("error"),
            is_formula: typed("table:formula").is_some(),
            ..Self::default()
        }
    }

    /// What the cell holds, by its `office:value-type` (19.385 of the standard).
    fn content(self) -> Option<Content> {
        let text = self.value.as_deref().filter(|value| !value.is_empty()).unwrap_or(&self.text);
        let number = |look| text.parse().ok().and_then(|float| content(&DataRef::Float(float), look));
        match self.kind.as_str() {
            _ if self.is_error => Some(Content::Error(self.text)),
            // How many places a number is shown with is not looked for.
            "percentage" => number(Look::Percent(None)),
            "float" | "currency" => number(Look::Unknown),
            "date" | "time" => Some(Content::Date),
            "boolean" => Some(Content::Boolean(text == "true")),
            "" if self.is_formula => Some(Content::Uncomputed),
            _ => content(&DataRef::SharedString(text), Look::Unknown),
        }
    }
}
