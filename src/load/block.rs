//! The YAML of blocks inside chapters: charts, cards, tables of figures, ledgers.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use super::field::Fields;
use super::names::is_device;
use super::shapes::RawIds;
use super::yaml::{Read, read as read_yaml};
use super::yaml_walk::Yaml;
use crate::model::{By, Column, Spot, WorkState};
use crate::problem::{Expected, Fault, Place, Problem};
use crate::source::Source;

/// A chart as asked for.
#[derive(Debug, Clone)]
pub struct ChartAsked {
    /// Ids of metrics or ledgers.
    pub of: Vec<Spot>,
    /// What its categories are to be.
    pub by: Option<By>,
    /// Its kind, as typed.
    pub kind: Option<Spot>,
    /// What to compare with, if the author says: `previous`, `limit`, `target`.
    pub with: Option<Vec<Spot>>,
    /// Its message.
    pub title: Option<Spot>,
    /// Items to pick out.
    pub highlight: Vec<Spot>,
    /// Its id.
    pub id: Option<Spot>,
    /// The whole block.
    pub place: Place,
}

/// Cards as asked for.
#[derive(Debug, Clone)]
pub struct CardsAsked {
    /// Ids of metrics.
    pub of: Vec<Spot>,
}

/// A table of figures as asked for.
#[derive(Debug, Clone)]
pub struct TableAsked {
    /// Ids of metrics.
    pub of: Vec<Spot>,
    /// Its columns; none where the author leaves it to the data.
    pub columns: Vec<Column>,
    /// Its title.
    pub title: Option<Spot>,
    /// Its id.
    pub id: Option<Spot>,
}

/// A ledger as asked for.
#[derive(Debug, Clone)]
pub struct LedgerAsked {
    /// The ledger's id.
    pub of: Vec<Spot>,
    /// Only items in these states.
    pub states: Vec<WorkState>,
    /// Only items led by this one.
    pub lead: Option<Spot>,
    /// Its title.
    pub title: Option<Spot>,
    /// Its id.
    pub id: Option<Spot>,
}

/// Kinds of chart that the format knows.
pub const KINDS: [&str; 13] = [
    "line", "area", "column", "bar", "stacked", "share", "donut", "progress", "bullet", "calendar", "matrix",
    "slope", "ranking",
];

const BYS: [(&str, By); 7] = [
    ("month", By::Month),
    ("quarter", By::Quarter),
    ("year", By::Year),
    ("day", By::Day),
    ("part", By::Part),
    ("item", By::Item),
    ("metric", By::Metric),
];

const COLUMNS: [(&str, Column); 10] = [
    ("label", Column::Label),
    ("value", Column::Value),
    ("previous", Column::Previous),
    ("change", Column::Change),
    ("limit", Column::Limit),
    ("target", Column::Target),
    ("verdict", Column::Verdict),
    ("department", Column::Department),
    ("source", Column::Source),
    ("note", Column::Note),
];

/// A block's text: the YAML between its fences.
#[derive(Debug, Clone)]
pub struct BlockText<'a> {
    /// The chapter's file.
    pub source: &'a Arc<Source>,
    /// The bytes of the YAML.
    pub body: Range<usize>,
    /// The bytes of the whole block.
    pub whole: Range<usize>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "chart：图表")]
pub(super) struct RawChart {
    #[schemars(description = "画什么：一个或几个指标编号，或一个台账。", required)]
    of: Option<RawIds>,
    #[schemars(description = "按什么分。", extend("enum" = ["month", "quarter", "year", "day", "part", "item", "metric", null]))]
    by: Option<String>,
    #[schemars(description = "图的种类。", extend("enum" = ["line", "area", "column", "bar", "stacked", "share", "donut", "progress", "bullet", "calendar", "matrix", "slope", "ranking", null]))]
    kind: Option<String>,
    #[schemars(description = "同时画出：previous 上年，limit 限值，target 目标。")]
    with: Option<RawIds>,
    #[schemars(description = "图的标题；不写由程序按数字写一句。")]
    title: Option<String>,
    #[schemars(description = "突出的项目。")]
    highlight: Option<RawIds>,
    #[schemars(description = "图的编号，报告内不重复。")]
    id: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "table：数字表")]
pub(super) struct RawTable {
    #[schemars(description = "表里的指标编号。", required)]
    of: Option<RawIds>,
    #[schemars(description = "表的列。", extend("items" = {"enum": ["label", "value", "previous", "change", "limit", "target", "verdict", "department", "source", "note"]}))]
    columns: Option<Vec<String>>,
    #[schemars(description = "表的标题。")]
    title: Option<String>,
    #[schemars(description = "表的编号。")]
    id: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "cards：数字卡片")]
pub(super) struct RawCards {
    #[schemars(description = "卡片上的指标编号。", required)]
    of: Option<RawIds>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "ledger：台账表")]
pub(super) struct RawLedger {
    #[schemars(description = "一个台账。", required)]
    of: Option<RawIds>,
    #[schemars(description = "只列这些状态的事项。")]
    status: Option<RawIds>,
    #[schemars(description = "只列这个牵头单位的事项。")]
    lead: Option<String>,
    #[schemars(description = "表的标题。")]
    title: Option<String>,
    #[schemars(description = "表的编号。")]
    id: Option<String>,
}

impl BlockText<'_> {
    fn yaml(&self) -> Yaml<'_> {
        Yaml { source: self.source, range: self.body.clone() }
    }

    fn place(&self) -> Place {
        let first = self.source.line_range(self.whole.start);
        Place::new(self.source, self.whole.start..first.end.max(self.whole.start))
    }

    fn of(&self, of: Option<RawIds>, fields: &mut Fields<'_>) -> Option<Vec<Spot>> {
        let given = fields.ids("of", of);
        if given.is_empty() {
            if !fields.is_faulty(&[]) {
                let fault = crate::problem::Fault::MissingKey { key: "of".to_owned() };
                fields.problems.push(Problem::new(fault, self.place()));
            }
            return None;
        }
        Some(given)
    }

    /// Reads a chart block.
    pub fn chart(&self, problems: &mut Vec<Problem>) -> Option<ChartAsked> {
        let Read { raw, marks } = read_yaml::<RawChart>(&self.yaml(), problems)?;
        let RawChart { of, by, kind, with, title, highlight, id } = raw;
        let mut fields = Fields::new(&marks, self.source);
        let of = self.of(of, &mut fields);
        let by = fields.word(&["by"], by, &BYS);
        let kind = fields.spot(&["kind"], kind);
        if let Some(kind) = &kind
            && !KINDS.contains(&kind.text.as_str())
        {
            fields.bad(&["kind"], &kind.text, Expected::OneOf(KINDS.map(str::to_owned).to_vec()));
        }
        let compare = with.is_some();
        let with = fields.ids("with", with);
        for (index, with) in with.iter().enumerate() {
            const KNOWN: [&str; 3] = ["previous", "limit", "target"];
            if !KNOWN.contains(&with.text.as_str()) {
                let index = index.to_string();
                fields.bad(&["with", &index], &with.text, Expected::OneOf(KNOWN.map(str::to_owned).to_vec()));
            }
        }
        let title = fields.spot(&["title"], title);
        let highlight = fields.ids("highlight", highlight);
        let id = self.id(id, &mut fields);
        let bad = fields.problems.len();
        problems.append(&mut fields.problems);
        if bad > 0 {
            return None;
        }
        Some(ChartAsked {
            of: of?,
            by,
            kind,
            with: compare.then_some(with),
            title,
            highlight,
            id,
            place: self.place(),
        })
    }

    /// Reads a cards block.
    pub fn cards(&self, problems: &mut Vec<Problem>) -> Option<CardsAsked> {
        let Read { raw, marks } = read_yaml::<RawCards>(&self.yaml(), problems)?;
        let mut fields = Fields::new(&marks, self.source);
        let of = self.of(raw.of, &mut fields);
        problems.append(&mut fields.problems);
        Some(CardsAsked { of: of? })
    }

    /// Reads a table block.
    pub fn table(&self, problems: &mut Vec<Problem>) -> Option<TableAsked> {
        let Read { raw, marks } = read_yaml::<RawTable>(&self.yaml(), problems)?;
        let RawTable { of, columns, title, id } = raw;
        let mut fields = Fields::new(&marks, self.source);
        let of = self.of(of, &mut fields);
        let columns = match columns {
            None => Vec::new(),
            Some(columns) => columns
                .into_iter()
                .enumerate()
                .filter_map(|(index, word)| {
                    fields.word(&["columns", &index.to_string()], Some(word), &COLUMNS)
                })
                .collect(),
        };
        let title = fields.spot(&["title"], title);
        let id = self.id(id, &mut fields);
        problems.append(&mut fields.problems);
        Some(TableAsked { of: of?, columns, title, id })
    }

    /// Reads a ledger block.
    pub fn ledger(&self, problems: &mut Vec<Problem>) -> Option<LedgerAsked> {
        let Read { raw, marks } = read_yaml::<RawLedger>(&self.yaml(), problems)?;
        let RawLedger { of, status, lead, title, id } = raw;
        let mut fields = Fields::new(&marks, self.source);
        let of = self.of(of, &mut fields);
        let known = WorkState::ALL.map(|state| (state.word(), state));
        let words = fields.ids("status", status);
        let states = words
            .into_iter()
            .enumerate()
            .filter_map(|(index, spot)| {
                let index = index.to_string();
                let path: &[&str] =
                    if fields.has(&["status", &index]) { &["status", &index] } else { &["status"] };
                fields.word(path, Some(spot.text), &known)
            })
            .collect();
        let lead = fields.spot(&["lead"], lead);
        let title = fields.spot(&["title"], title);
        let id = self.id(id, &mut fields);
        if let Some(second) = of.as_ref().and_then(|of| of.get(1)) {
            fields.bad(&["of", "1"], &second.text, Expected::OneLedger);
        }
        problems.append(&mut fields.problems);
        Some(LedgerAsked { of: of?, states, lead, title, id })
    }

    /// An id that may stand in an address: letters, digits, `-` and `_`.
    fn id(&self, id: Option<String>, fields: &mut Fields<'_>) -> Option<Spot> {
        let id = fields.spot(&["id"], id)?;
        let right =
            !id.text.is_empty() && id.text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !right {
            fields.bad(&["id"], &id.text, Expected::Id);
        } else if is_device(&id.text) {
            let fault = Fault::ReservedName { name: id.text.clone() };
            fields.problems.push(Problem::new(fault, id.place.clone()));
        }
        right.then_some(id)
    }
}
