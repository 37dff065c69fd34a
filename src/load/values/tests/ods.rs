//! Workbooks of LibreOffice and others.

use std::io::{Cursor, Write as _};

use crate::load::values::book::read;
use crate::load::values::grid::{Content, Grid, Look};
use crate::problem::SheetFault;

/// A packed file with these sheets, and this in the list of its parts.
fn packed(content: &str, manifest: &str) -> Result<Vec<Grid>, SheetFault> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("META-INF/manifest.xml", manifest), ("content.xml", content)] {
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(text.as_bytes()).expect("a part");
    }
    read("a.ods", &out.finish().expect("a file").into_inner())
}

fn of(sheets: &str) -> Result<Vec<Grid>, SheetFault> {
    packed(
        &format!(
            "<x><style:style style:name=\"s\"><style:table-properties table:display=\"false\"/></style:style>{sheets}</x>"
        ),
        "",
    )
}

/// A sheet alone, of these rows.
fn one(rows: &str) -> Result<Vec<Grid>, SheetFault> {
    of(&format!("<table:table table:name=\"大气科\">{rows}</table:table>"))
}

fn cells(grid: &Grid) -> Vec<((u32, u32), String)> {
    let said = |content: &Content| match content {
        Content::Number(number) if number.look == Look::Percent(None) => format!("{} percent", number.held),
        Content::Number(number) => number.held.to_string(),
        Content::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    grid.cells.iter().map(|(at, held)| (*at, said(&held.content))).collect()
}

fn at(row: u32, column: u32, said: &str) -> ((u32, u32), String) {
    ((row, column), said.to_owned())
}

#[test]
fn cells_of_all_kinds_are_read() {
    let grids = one("<table:table-header-rows><table:table-row>\
         <table:table-cell office:value-type=\"string\"><office:annotation><text:p>批注</text:p></office:annotation>\
         <text:p>一&amp;<text:span>二&#20214;</text:span><text:s text:c=\"2\"/>三</text:p><text:p>四</text:p>\n</table:table-cell>\
         <table:table-cell office:value-type=\"string\" office:string-value=\"五\"><text:p>别的</text:p></table:table-cell>\
         </table:table-row></table:table-header-rows><table:table-row>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.956\"><text:p>95.6%</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" calcext:value-type=\"float\" office:value=\"95.799999999999997\"/>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>\
         <table:covered-table-cell office:value-type=\"date\" office:date-value=\"2022-01-02\"/>\
         <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" \
          calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>\
         <table:table-cell table:formula=\"of:=1\"/></table:table-row>");
    assert_eq!(
        cells(&grids.expect("a workbook")[0]),
        [
            at(0, 0, "一&二件  三\n四"),
            at(0, 1, "五"),
            at(1, 0, "0.956 percent"),
            at(1, 1, "95.8"),
            at(1, 2, "Boolean(true)"),
            at(1, 3, "Date"),
            at(1, 4, "Error(\"#DIV/0!\")"),
            at(1, 5, "Uncomputed"),
        ]
    );
}

#[test]
fn what_is_repeated_stands_in_each_place_and_the_hidden_in_none() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\" \
                table:number-columns-repeated=\"2\"/>";
    let grids = of(&format!(
        "<table:table table:name=\"隐\" table:style-name=\"s\"><table:table-row>{cell}</table:table-row></table:table>\
         <table:table table:name=\"甲\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"4\"/>{cell}\
         </table:table-row></table:table>"
    ));
    let grids = grids.expect("a workbook");
    assert_eq!((grids.len(), grids[0].place.as_str()), (1, "a.ods!甲"));
    assert_eq!(grids[0].cells.keys().copied().collect::<Vec<_>>(), [(3, 4), (3, 5), (4, 4), (4, 5)]);
}

#[test]
fn a_table_that_is_cut_off_was_waited_for_forever() {
    for xml in [
        "<table:table table:name=\"甲\">",
        "<table:table table:name=\"甲\"><table:table-row><table:table-cell>",
    ] {
        assert!(matches!(packed(xml, ""), Err(SheetFault::Unreadable(_))), "{xml}");
    }
}

#[test]
fn millions_of_spaces_and_cells_of_one_tag_filled_the_memory() {
    let row = |repeated: &str, inside: &str| {
        one(&format!(
            "<table:table-row {repeated}><table:table-cell office:value-type=\"string\" {inside}</table:table-cell></table:table-row>"
        ))
    };
    let spaces = row("", "><text:p>一<text:s text:c=\"4000000000\"/>二</text:p>").expect("a workbook");
    assert_eq!(cells(&spaces[0])[0].1.chars().count(), 102);
    let many = "table:number-columns-repeated=\"16384\"><text:p>甲</text:p>";
    assert!(matches!(row("table:number-rows-repeated=\"1000000\"", many), Err(SheetFault::TooLarge)));
    let long = format!("><text:p>{}</text:p>", "甲".repeat(10_000));
    assert!(matches!(row("table:number-rows-repeated=\"1000000\"", &long), Err(SheetFault::TooLarge)));
}

#[test]
fn a_file_with_a_password_says_so() {
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    assert!(matches!(packed("...", manifest), Err(SheetFault::Password)));
}
