//! The workbook that departments fill in: a sheet of instructions, then a sheet a department with a row for each
//! figure that is typed. Enter at [`form`]; [`crate::load`] reads it back.

mod rows;
mod style;

use rust_xlsxwriter::{DataValidation, Formula, Note, ProtectionOptions, Worksheet, XlsxError};

pub use rows::{Department, Row, departments};

use self::style::Styles;
use crate::legible::legible;
use crate::model::{Draft, Report, Standards, Theme, plain};
use crate::wording::{Speaker, Words};
use crate::workbook::{Cell, Workbook, put, width};

/// What the workbook of a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// The report as written: which figures are typed.
    pub draft: &'a Draft,
    /// The same as computed: last year's figures, and notes in words.
    pub report: &'a Report,
    /// Who puts it into words.
    pub speaker: Speaker<'a>,
    /// The colours.
    pub theme: &'a Theme,
    /// The scales whose labels may be filled in.
    pub standards: &'a Standards,
}

/// The row of a sheet's head, from 0: a title and a line on how to fill it in stand above.
const HEAD: u32 = 2;
/// The columns before the months, and behind them.
const BEFORE: [&str; 5] = ["id", "label", "unit", "previous", "value"];
const BEHIND: [&str; 2] = ["source", "note"];
/// The columns of this year's value and of the first month.
const VALUE: u16 = 4;
const FIRST_MONTH: u16 = 5;

/// Writes the workbook.
///
/// # Errors
/// That it would be larger than spreadsheets allow.
pub fn form(form: &Form<'_>) -> Result<Vec<u8>, XlsxError> {
    let words = form.speaker.words;
    let year = form.draft.year.to_string();
    let title = words.fill("form.title", &[("year", &year)]);
    let styles = Styles::of(form.theme);
    let departments = departments(form);
    let mut book = Workbook::new(&title);
    let sheet = book.sheet(words.word("form.instructions"))?;
    instructions(sheet, (form, &departments), &styles)?;
    for department in &departments {
        let name = department.name.as_deref().unwrap_or(words.word("form.nobody"));
        let sheet = book.sheet(name)?;
        let title = words.fill("form.of", &[("title", &title), ("department", name)]);
        let page = DepartmentSheet { form, styles: &styles, department };
        page.write(sheet, &title)?;
    }
    book.bytes()
}

/// The first sheet: how to fill in the others, and which there are.
fn instructions(
    sheet: &mut Worksheet,
    (form, departments): (&Form<'_>, &[Department]),
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = form.speaker.words;
    let title = plain(&form.report.title);
    sheet.set_column_width(0, 6)?;
    sheet.set_column_width(1, 64)?;
    sheet.set_column_width(2, 12)?;
    put(sheet, (0, 0), (&Cell::text(&title), &styles.title))?;
    let period = words.fill("form.period", &[("period", &form.report.period_with_year)]);
    put(sheet, (1, 0), (&Cell::text(&period), &styles.plain))?;
    let mut row = 3;
    for (number, step) in (1..).zip(words.list("form.steps")) {
        put(sheet, (row, 0), (&Cell::Number(number.into()), &styles.plain))?;
        put(sheet, (row, 1), (&Cell::text(&step), &styles.wrapped))?;
        row += 1;
    }
    row += 1;
    for (column, key) in [(1, "form.department"), (2, "form.count")] {
        put(sheet, (row, column), (&Cell::text(words.word(key)), &styles.head))?;
    }
    for department in departments {
        row += 1;
        let name = department.name.as_deref().unwrap_or(words.word("form.nobody"));
        put(sheet, (row, 1), (&Cell::text(name), &styles.locked))?;
        let count = Cell::Number(department.rows.len().into());
        put(sheet, (row, 2), (&count, &styles.locked))?;
    }
    sheet.protect_with_options(&protection()).set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// What may be done to a locked sheet: all that changes no cell that is locked.
fn protection() -> ProtectionOptions {
    ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    }
}

/// The sheet of a department.
struct DepartmentSheet<'a> {
    form: &'a Form<'a>,
    styles: &'a Styles,
    department: &'a Department,
}

impl DepartmentSheet<'_> {
    fn words(&self) -> &Words {
        self.form.speaker.words
    }

    fn write(&self, sheet: &mut Worksheet, title: &str) -> Result<(), XlsxError> {
        let heads = self.heads();
        let last = u16::try_from(heads.len()).unwrap_or(u16::MAX) - 1;
        let months = last + 1 - FIRST_MONTH - u16::try_from(BEHIND.len()).unwrap_or(0);
        put(sheet, (0, 0), (&Cell::text(title), &self.styles.title))?;
        put(sheet, (1, 0), (&Cell::text(self.words().word("form.hint")), &self.styles.plain))?;
        let mut widths: Vec<u16> = heads.iter().map(|head| width(head)).collect();
        for (column, head) in (0..).zip(&heads) {
            put(sheet, (HEAD, column), (&Cell::text(head), &self.styles.head))?;
        }
        let mut at = HEAD;
        for row in &self.department.rows {
            at += 1;
            self.row(sheet, (at, months), row)?;
            let texts = [row.id.as_str(), &row.label, &row.unit];
            for (wide, text) in widths.iter_mut().zip(texts) {
                *wide = (*wide).max(width(text));
            }
            let source = usize::from(FIRST_MONTH + months);
            widths[source] = widths[source].max(width(&row.source));
        }
        let sign = Cell::text(self.words().word("form.sign"));
        put(sheet, (at + 2, 0), (&sign, &self.styles.plain))?;
        self.shape(sheet, (&mut widths, at), (last, months))
    }

    /// Widths, what stays in sight, what may be changed, and how it prints.
    fn shape(
        &self,
        sheet: &mut Worksheet,
        (widths, bottom): (&mut [u16], u32),
        (last, months): (u16, u16),
    ) -> Result<(), XlsxError> {
        let note = usize::from(FIRST_MONTH + months + 1);
        widths[note] = widths[note].max(24);
        for (column, wide) in (0..).zip(widths.iter()) {
            let least = if (3..FIRST_MONTH + months).contains(&column) { 8 } else { 6 };
            sheet.set_column_width(column, (wide + 2).clamp(least, 42))?;
        }
        sheet.set_row_height(0, 26)?;
        sheet.set_freeze_panes(HEAD + 1, 2)?;
        sheet.set_selection(HEAD + 1, VALUE, HEAD + 1, VALUE)?;
        sheet.protect_with_options(&protection());
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        sheet.set_repeat_rows(HEAD, HEAD)?;
        sheet.set_print_area(0, 0, bottom + 2, last)?;
        sheet.set_footer("&C&P / &N");
        Ok(())
    }

    /// The heads, with the years behind those of values.
    fn heads(&self) -> Vec<String> {
        let (words, year) = (self.words(), self.form.draft.year);
        let head = |key: &str| {
            let key_of_word = format!("form.{key}");
            let word = words.word(&key_of_word);
            match key {
                "previous" => {
                    words.fill("form.with_year", &[("name", word), ("year", &(year - 1).to_string())])
                }
                "value" => words.fill("form.with_year", &[("name", word), ("year", &year.to_string())]),
                _ => word.to_owned(),
            }
        };
        let months = self.form.draft.period.months().map(|month| self.form.speaker.month(month));
        let months = months.filter(|_| self.department.rows.iter().any(|row| row.has_months));
        BEFORE.into_iter().map(head).chain(months).chain(BEHIND.into_iter().map(head)).collect()
    }

    fn row(&self, sheet: &mut Worksheet, (at, months): (u32, u16), row: &Row) -> Result<(), XlsxError> {
        let styles = self.styles;
        for (column, text) in (0..).zip([&row.id, &row.label, &row.unit]) {
            put(sheet, (at, column), (&Cell::text(text), &styles.locked))?;
        }
        put(sheet, (at, 3), (&row.previous, &styles.locked_number))?;
        let open = |open: bool| if open { &styles.open_number } else { &styles.closed };
        put(sheet, (at, VALUE), (&Cell::Empty, open(row.has_value)))?;
        for month in 0..months {
            put(sheet, (at, FIRST_MONTH + month), (&Cell::Empty, open(row.has_months)))?;
        }
        put(sheet, (at, FIRST_MONTH + months), (&Cell::text(&row.source), &styles.locked))?;
        put(sheet, (at, FIRST_MONTH + months + 1), (&Cell::Empty, &styles.open))?;
        if !row.note.is_empty() {
            sheet.insert_note(at, 1, &Note::new(legible(&row.note)).add_author_prefix(false))?;
        }
        if row.is_number {
            let first = if row.has_value { VALUE } else { FIRST_MONTH };
            let last = if row.has_months { FIRST_MONTH + months.max(1) - 1 } else { VALUE };
            self.validate(sheet, at, (first, last))?;
        }
        Ok(())
    }

    /// Lets cells of a row take numbers, and what the format writes instead of one.
    fn validate(&self, sheet: &mut Worksheet, row: u32, (first, last): (u16, u16)) -> Result<(), XlsxError> {
        let cell = rust_xlsxwriter::utility::row_col_to_cell(row, first);
        let rule = format!(
            "OR(ISNUMBER({cell}),{cell}=\"n/a\",{cell}=\"~\",LEFT({cell},1)=\"<\",LEFT({cell},1)=\"*\")"
        );
        let words = self.words();
        let validation = DataValidation::new()
            .allow_custom(Formula::new(rule))
            .set_error_title(legible(words.word("form.invalid_title")))?
            .set_error_message(legible(words.word("form.invalid")))?;
        sheet.add_data_validation(row, first, row, last, &validation)?;
        Ok(())
    }
}
