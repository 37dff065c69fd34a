//! Sheets: written for departments, filled in as spreadsheet programs do, made by hand, and read back.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::fixture::{built, nianbao};

const METRICS: &str = "\
title: 环境空气
source: 自动监测站
department: 大气科
metrics:
  pm25: {label: PM2.5平均浓度, unit: μg/m³, value: ~, monthly: []}
  good_days: {label: 优良率, unit: \"%\", value: ~, note: 有效天数中优良天数的占比}
  levels: {label: 级别天数, unit: 天, parts: {优: ~, \"轻度 污染\": ~}}
  rate: {label: 复算优良率, unit: \"%\", value: = good_days, decimals: 2}
  fines: {label: 罚款金额, unit: 万元, value: ~, department: 执法大队}
  visits: {label: 检查次数, aliases: [出动次数], unit: 次, value: ~, department: 执法大队}
  loose: {label: 另一个数, unit: 件, value: ~, department: ''}
";

/// A content folder of two years, the second of which takes its numbers from these sheets.
pub(crate) fn content(values: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("site.yaml", "title: 示例县年报\n");
    write("2021/report.yaml", "title: 2021年工作总结\nyear: 2021\nperiod: 2021-01..2021-11\n");
    let last = METRICS.replace("value: ~, monthly", "value: 25.50, monthly").replace("优: ~", "优: 200");
    write("2021/metrics/air.yaml", &last);
    let all =
        "{{ air.pm25 }}{{ air.good_days }}{{ air.levels }}{{ air.rate }}{{ air.fines }}{{ air.visits }}";
    let report = format!(
        "title: 2022年工作总结\nyear: 2022\nperiod: 2022-01..2022-11\nsummary: \"{all}{{{{ air.loose }}}}\"\nvalues: [{values}]\n"
    );
    write("2022/report.yaml", &report);
    write("2022/metrics/air.yaml", METRICS);
    folder
}

pub(crate) fn put(folder: &TempDir, name: &str, bytes: &[u8]) {
    let path = folder.path().join("content/2022/data").join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// The sheet that the program writes for departments.
fn written(folder: &TempDir) -> Vec<u8> {
    let run = nianbao(folder.path(), &["sheet", "2022", "--out", "form.xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    fs::read(folder.path().join("form.xlsx")).expect("the sheet")
}

/// Fills in empty cells as Excel does: it writes numbers with seventeen digits, and texts in place.
pub(crate) fn filled(book: &[u8], sheet: &str, cells: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("a workbook");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("a part");
        if name == format!("xl/worksheets/{sheet}.xml") {
            let mut text = String::from_utf8(bytes).expect("XML");
            for (cell, value) in cells {
                let start = text.find(&format!("<c r=\"{cell}\" ")).unwrap_or_else(|| panic!("no {cell}"));
                let end = start + text[start..].find("/>").expect("an empty cell");
                assert!(!text[start..end].contains('>'), "{cell} is not empty");
                let held = match value.strip_prefix('\'') {
                    Some(words) => format!(" t=\"inlineStr\"><is><t>{words}</t></is></c>"),
                    None => format!("><v>{value}</v></c>"),
                };
                text.replace_range(end..end + 2, &held);
            }
            bytes = text.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("a part");
    }
    out.finish().expect("a workbook").into_inner()
}

/// The lines of `figures.csv` up to last year's value, without heads.
fn figures(folder: &TempDir) -> Vec<String> {
    let site = built(&folder.path().join("content"), &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    let text = site.text("2022/figures/figures.csv");
    text.lines().skip(1).map(|line| line.split(',').take(6).collect::<Vec<_>>().join(",")).collect()
}

/// The problems of a content folder: the code and the file, which names a cell.
fn problems(folder: &TempDir) -> Vec<String> {
    let run = nianbao(folder.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let problems = json["problems"].as_array().expect("problems").iter();
    problems
        .map(|problem| {
            format!(
                "{} {}",
                problem["code"].as_str().expect("a code"),
                problem["file"].as_str().expect("a file")
            )
        })
        .collect()
}

#[test]
fn what_departments_fill_in_comes_back_to_the_digit() {
    let folder = content("data/air.xlsx");
    let book = written(&folder);
    let book = filled(
        &book,
        "sheet2",
        &[
            ("E4", "24.350000000000001"),
            ("F4", "0.10000000000000001"),
            ("P4", "33"),
            ("G4", "'n/a"),
            ("E5", "95.799999999999997"),
            ("E6", "201"),
            ("E7", "'12"),
        ],
    );
    let book = filled(&book, "sheet3", &[("E4", "1234567.8899999999"), ("E5", "'１，２３４次")]);
    put(&folder, "air.xlsx", &filled(&book, "sheet4", &[("E4", "'&lt;1")]));
    assert_eq!(
        figures(&folder),
        [
            "air.pm25,PM2.5平均浓度,μg/m³,24.35,known,25.50",
            "air.good_days,优良率,%,95.8,known,",
            "air.levels,级别天数,天,213,known,",
            "air.rate,复算优良率,%,95.80,known,",
            "air.fines,罚款金额,万元,1234567.89,known,",
            "air.visits,检查次数,次,1234,known,",
            "air.loose,另一个数,件,,below-unit,",
        ]
    );
    let site = built(&folder.path().join("content"), &[]);
    let months = read(&site.files()["2022/figures/figures.xlsx"], "逐月");
    let row = months.iter().find(|row| row[0] == "air.pm25").expect("its months");
    assert_eq!((months[0][14].as_str(), row[4].as_str(), row[14].as_str()), ("2022-11", "0.1", "33"));
    assert_eq!(row[15], "最终数");
}

/// The cells of a sheet as text.
pub(crate) fn read(book: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn a_sheet_has_what_a_department_needs_and_the_same_bytes_every_time() {
    let folder = content("");
    let book = written(&folder);
    let names = Xlsx::new(Cursor::new(&book)).map(|book: Xlsx<_>| book.sheet_names()).expect("a workbook");
    assert_eq!(names, ["填报说明", "大气科", "执法大队", "未注明科室"]);
    let rows = read(&book, "大气科");
    assert_eq!(rows[0][0], "2022年数据填报表：大气科");
    assert_eq!(rows[2][..6], ["编号", "指标", "单位", "上年（2021年）", "本年（2022年）", "1月"]);
    assert_eq!(rows[2][15..], ["11月", "来源", "备注"]);
    assert_eq!(rows[3][..5], ["air.pm25", "PM2.5平均浓度", "μg/m³", "25.5", ""]);
    assert_eq!(rows[5][..4], ["air.levels.优", "级别天数：优", "天", "200"]);
    assert_eq!(rows[6][0], "air.levels.\"轻度 污染\"");
    assert!(rows.iter().all(|row| row[0] != "air.rate"), "a formula is not typed");
    assert!(rows.last().expect("a row")[0].contains("签字"));
    let part = |name: &str| {
        let mut archive = ZipArchive::new(Cursor::new(&book)).expect("a workbook");
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("XML");
        text
    };
    let sheet = part("xl/worksheets/sheet2.xml");
    for needed in ["state=\"frozen\"", "<sheetProtection ", "<dataValidation ", "orientation=\"landscape\""] {
        assert!(sheet.contains(needed), "{needed}");
    }
    assert!(part("xl/comments1.xml").contains("有效天数中优良天数的占比"));
    fs::remove_file(folder.path().join("form.xlsx")).expect("the sheet");
    assert!(written(&folder) == book, "the same content gives the same bytes");
    assert!(written_to(&folder, "other.xlsx") == book);
}

fn written_to(folder: &TempDir, name: &str) -> Vec<u8> {
    let run = nianbao(folder.path(), &["sheet", "2022", "--out", name]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    fs::read(folder.path().join(name)).expect("the sheet")
}

#[test]
fn a_sheet_that_is_there_is_never_written_over() {
    let folder = content("");
    fs::write(folder.path().join("2022年数据填报表.xlsx"), "填好的").expect("a file");
    let run = nianbao(folder.path(), &["sheet", "2022"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("错误[out-not-ours] “2022年数据填报表.xlsx”已经有了"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("2022年数据填报表.xlsx")).expect("a file"), "填好的");
    let run = nianbao(folder.path(), &["sheet", "2023"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("没有名为“2023”的报告"), "{}", run.stderr);
}

#[test]
fn an_english_sheet_reads_back_too() {
    let folder = content("data/air.xlsx");
    fs::write(folder.path().join("content/site.yaml"), "title: Reports\nlanguage: en\n").expect("a file");
    let book = written(&folder);
    put(&folder, "air.xlsx", &filled(&book, "sheet2", &[("E4", "24"), ("F4", "7")]));
    assert!(figures(&folder)[0].starts_with("air.pm25,PM2.5平均浓度,μg/m³,24,known"));
}

/// A workbook of one sheet.
fn by_hand(name: &str, fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name(name).expect("a name"));
    book.save_to_buffer().expect("a workbook")
}

fn text(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(row, column, *cell).expect("a cell");
    }
}

#[test]
fn a_sheet_made_by_hand_is_read_with_its_merged_heads_and_empty_rows() {
    let folder = content("data/hand.xlsx, data/law.csv");
    let book = by_hand("汇总", |sheet| {
        let format = |code: &str| Format::new().set_num_format(code);
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 6, "示例县2022年环境空气数据", &plain).expect("a title");
        text(sheet, 1, &["填报单位：大气科"]);
        for (column, head) in [(0, "序号"), (1, "指 标"), (2, "单位"), (3, "2022年（1—11月）")] {
            sheet.merge_range(3, column, 4, column, head, &plain).expect("a head");
        }
        sheet.merge_range(3, 4, 3, 5, "逐月", &plain).expect("a head");
        text(sheet, 4, &["", "", "", "", "１月", "十一月"]);
        text(sheet, 6, &["1", "PM2.5平均浓度（μg/m³）", "微克/立方米"]);
        sheet.write_number_with_format(6, 3, 24.5, &format("0.00")).expect("a number");
        sheet.write_number(6, 4, 37).expect("a number");
        sheet.write_number(6, 5, 26).expect("a number");
        text(sheet, 8, &["2", "优良率", "%"]);
        sheet.write_number_with_format(8, 3, 0.956, &format("0.0%")).expect("a number");
        text(sheet, 10, &["", "其中：", ""]);
        text(sheet, 11, &["3", "级别天数：优", "天", "201"]);
        text(sheet, 12, &["4", "级别天数：轻度 污染", "天", "12 天"]);
        text(sheet, 14, &["审核人：", "", "", "2022年12月5日"]);
    });
    put(&folder, "hand.xlsx", &book);
    let (gbk, _, _) =
        encoding_rs::GBK.encode("指标名称,数值\n罚款金额,\"1,234.50\"\n出动次数,2\n另一个数,~\n");
    put(&folder, "law.csv", &gbk);
    assert!(problems(&folder).contains(&"bad-encoding content/2022/data/law.csv".to_owned()));
    let found = figures(&folder);
    assert_eq!(found[0], "air.pm25,PM2.5平均浓度,μg/m³,24.50,known,25.50");
    assert_eq!(found[1], "air.good_days,优良率,%,95.6,known,");
    assert_eq!(found[2], "air.levels,级别天数,天,213,known,");
    assert_eq!(found[4], "air.fines,罚款金额,万元,1234.50,known,");
    assert_eq!(found[5], "air.visits,检查次数,次,2,known,");
    assert_eq!(found[6], "air.loose,另一个数,件,,missing,");
}

#[test]
fn what_is_not_certain_is_reported_by_cell() {
    let folder = content("data/figures.xlsx");
    let book = by_hand("大气科", |sheet| {
        let format = |code: &str| Format::new().set_num_format(code);
        text(sheet, 0, &["编号", "指标", "单位", "本年（元）", "1月", "2月", "3月", "4月", "5月", "12月"]);
        text(sheet, 1, &["air.pm25", "", "", ""]);
        sheet.write_number_with_format(1, 4, 44562, &format("yyyy-mm-dd")).expect("a date");
        sheet.write_boolean(1, 5, true).expect("a boolean");
        sheet.write_formula(1, 6, Formula::new("1/0").set_result("#DIV/0!")).expect("a formula");
        sheet.write_number_with_format(1, 7, 0.5, &format("0%")).expect("a percentage");
        sheet.write_number(1, 8, 2.0 / 3.0).expect("a number");
        sheet.write_number(1, 9, 5).expect("a number");
        text(sheet, 2, &["air.fines"]);
        sheet.write_number(2, 3, 120).expect("a number");
        text(sheet, 3, &["air.nothing", "", "", "7"]);
        text(sheet, 4, &["air.visits", "", "", "—"]);
        text(sheet, 5, &["air.levels.优", "", "", "", "3"]);
        text(sheet, 6, &["air.good_days"]);
        sheet.write_number_with_format(6, 4, 2.0 / 3.0, &format("0.0%")).expect("a percentage");
    });
    put(&folder, "figures.xlsx", &book);
    let cell = |code: &str, cell: &str| format!("{code} content/2022/data/figures.xlsx!大气科!{cell}");
    let found: Vec<String> =
        problems(&folder).into_iter().filter(|problem| !problem.starts_with("missing-value")).collect();
    assert_eq!(
        found,
        [
            cell("bad-number", "E2"),
            cell("bad-number", "F2"),
            cell("bad-number", "G2"),
            cell("bad-number", "H2"),
            cell("bad-number", "I2"),
            cell("period-mismatch", "J2"),
            cell("unit-mismatch", "D3"),
            cell("unknown-metric", "A4"),
            cell("unit-mismatch", "D5"),
            cell("bad-value", "E6"),
        ]
    );
}

#[test]
fn a_file_of_another_office_program_is_read() {
    let folder = content("data/figures.ods");
    let cells = |cells: &[&str]| {
        let cell = |cell: &&str| match cell.parse::<f64>() {
            Ok(_) => format!("<table:table-cell office:value-type=\"float\" office:value=\"{cell}\"/>"),
            Err(_) => format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
            ),
        };
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let empty = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"/></table:table-row>";
    let table = [
        cells(&["编号", "本年"]),
        cells(&["air.pm25", "24.35"]),
        cells(&["air.good_days", "0.956"]),
        empty.to_owned(),
    ];
    let xml = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"大气科\">{}</table:table></office:spreadsheet></office:body></office:document-content>",
        table.concat()
    );
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let manifest =
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    for (name, text) in [("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", &xml)] {
        out.start_file(name, SimpleFileOptions::default()).expect("a part");
        out.write_all(text.as_bytes()).expect("a part");
    }
    put(&folder, "figures.ods", &out.finish().expect("a file").into_inner());
    // Whether 0.956 is shown as 95.6 % the file does not tell.
    assert!(problems(&folder).contains(&"bad-number content/2022/data/figures.ods!大气科!B3".to_owned()));
    let path = folder.path().join("content/2022/metrics/air.yaml");
    let yaml = fs::read_to_string(&path).expect("the metrics");
    fs::write(
        path,
        yaml.replace("good_days: {label: 优良率, unit: \"%\"", "good_days: {label: 优良率, unit: 成"),
    )
    .expect("the metrics");
    assert_eq!(figures(&folder)[0], "air.pm25,PM2.5平均浓度,μg/m³,24.35,known,25.50");
}

#[test]
fn last_year_is_taken_from_a_sheet_only_where_no_report_has_it() {
    let folder = content("data/a.csv");
    put(&folder, "a.csv", "编号,上年,本年\nair.pm25,25.50,24\nair.visits,8,9\n".as_bytes());
    let found = figures(&folder);
    assert_eq!(found[0], "air.pm25,PM2.5平均浓度,μg/m³,24,known,25.50");
    assert_eq!(found[5], "air.visits,检查次数,次,9,known,8");
    put(&folder, "a.csv", "编号,上年,本年\nair.pm25,27,24\n".as_bytes());
    assert!(problems(&folder).contains(&"previous-mismatch content/2022/data/a.csv".to_owned()));
}

#[test]
fn a_file_that_would_fill_the_memory_is_refused() {
    let folder = content("data/bomb.xlsx");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..100 {
        out.write_all(&zeros).expect("a part");
    }
    put(&folder, "bomb.xlsx", &out.finish().expect("a file").into_inner());
    assert!(problems(&folder).contains(&"bad-value content/2022/data/bomb.xlsx".to_owned()));
}

#[test]
fn a_sheet_that_nobody_filled_in_changes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    crate::fixture::copy(&crate::fixture::root().join("content"), &content);
    let before = built(&content, &[]).files();
    let run = nianbao(folder.path(), &["sheet", "2022", "--out", "content/2022/data/all.xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report = ("year: 2022\n", "year: 2022\nvalues: [data/all.xlsx]\n");
    crate::fixture::replace(&content, "2022/report.yaml", report);
    let after = built(&content, &[]);
    assert_eq!((after.run.status, after.run.stderr.as_str()), (0, ""));
    assert!(before == after.files());
}
