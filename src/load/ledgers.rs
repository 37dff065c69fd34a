//! Ledger files: lists of work. Enter at [`read`].

use serde::Deserialize;

use super::Context;
use super::field::Fields;
use super::shapes::Num;
use super::yaml::{Pairs, Read, read as read_yaml};
use super::yaml_walk::Yaml;
use crate::model::{Audience, Carry, Due, LedgerDraft, LedgerItemDraft, LedgerKind, Month, Stamp, WorkState};
use crate::problem::{Expected, Fault, Problem};

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "ledgers/：台账")]
pub(super) struct RawLedger {
    #[schemars(description = "台账名称，必填。", required)]
    title: Option<String>,
    #[schemars(description = "rectification 整改，plan 计划，必填。", required, extend("enum" = ["rectification", "plan"]))]
    kind: Option<String>,
    #[schemars(description = "计数单位，整改默认个，计划默认项。")]
    unit: Option<String>,
    #[schemars(description = "各状态的说法。")]
    statuses: Option<Pairs<String>>,
    #[schemars(description = "事项，必填。", required)]
    items: Option<Vec<RawItem>>,
    #[schemars(description = "internal 的台账不公开。", extend("enum" = ["public", "internal", null]))]
    audience: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawItem {
    #[schemars(description = "事项编号，报告内不重复，必填。", required)]
    id: Option<String>,
    #[schemars(description = "事项，必填。", required)]
    title: Option<String>,
    #[schemars(description = "类别。")]
    category: Option<String>,
    #[schemars(description = "牵头单位。")]
    lead: Option<String>,
    #[schemars(description = "完成期限：年-月，或年-月-日。", extend("pattern" = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"))]
    due: Option<String>,
    #[schemars(description = "planned 未启动，ongoing 进行中，done 完成，overdue 超期，dropped 取消；必填。", required, extend("enum" = ["planned", "ongoing", "done", "overdue", "dropped"]))]
    status: Option<String>,
    #[schemars(description = "销号材料报送月份。", extend("pattern" = super::field::MONTH))]
    submitted: Option<String>,
    #[schemars(description = "销号月份。", extend("pattern" = super::field::MONTH))]
    closed: Option<String>,
    #[schemars(description = "说明。")]
    note: Option<String>,
    #[schemars(description = "反映进度的指标。")]
    metric: Option<String>,
    #[schemars(description = "指标要达到的数。")]
    target: Option<Num>,
    #[schemars(description = "接续的往年事项，如 2021/r1-07。")]
    carries: Option<String>,
    #[schemars(description = "internal 的事项不公开。", extend("enum" = ["public", "internal", null]))]
    audience: Option<String>,
}

const STATES: [(&str, WorkState); 5] = [
    ("done", WorkState::Done),
    ("ongoing", WorkState::Ongoing),
    ("planned", WorkState::Planned),
    ("overdue", WorkState::Overdue),
    ("dropped", WorkState::Dropped),
];

/// Reads a ledger; nothing if it could not be read at all.
pub(super) fn read(yaml: &Yaml<'_>, id: &str, context: &mut Context<'_>) -> Option<LedgerDraft> {
    let Read { raw, marks } = read_yaml::<RawLedger>(yaml, &mut context.problems)?;
    let RawLedger { title, kind, unit, statuses, items, audience } = raw;
    let mut fields = Fields::new(&marks, yaml.source);
    let title = fields.required(&[], "title", title).unwrap_or_else(|| id.to_owned());
    let title_place = fields.text_place(&["title"]);
    let kind = fields.required(&[], "kind", kind);
    let kinds = [("rectification", LedgerKind::Rectification), ("plan", LedgerKind::Plan)];
    let kind = fields.word(&["kind"], kind, &kinds).unwrap_or(LedgerKind::Rectification);
    let internal = fields.audience(&["audience"], audience);
    let mut words = Vec::new();
    for (name, word) in statuses.unwrap_or_default().0 {
        match STATES.iter().find(|(known, _)| *known == name) {
            Some((_, state)) => words.push((*state, word)),
            None => {
                let known = STATES.iter().map(|(name, _)| (*name).to_owned()).collect();
                let place = fields.key_place(&["statuses", &name]);
                let (key, expected) = ("statuses".to_owned(), Expected::OneOf(known));
                fields.problems.push(Problem::new(Fault::BadValue { key, found: name, expected }, place));
            }
        }
    }
    let items = fields.required(&[], "items", items).unwrap_or_default();
    let items =
        items.into_iter().enumerate().filter_map(|(index, raw)| item(raw, (index, internal), &mut fields));
    let items = items.collect();
    context.problems.append(&mut fields.problems);
    let place = crate::problem::Place::File(yaml.source.path().to_owned());
    Some(LedgerDraft { id: id.to_owned(), title, title_place, kind, unit, words, items, place })
}

fn item(raw: RawItem, (index, internal): (usize, bool), fields: &mut Fields<'_>) -> Option<LedgerItemDraft> {
    let RawItem {
        id,
        title,
        category,
        lead,
        due,
        status,
        submitted,
        closed,
        note,
        metric,
        target,
        carries,
        audience,
    } = raw;
    let index = index.to_string();
    let at = |key: &'static str| ["items", index.as_str(), key];
    let parent = ["items", index.as_str()];
    let id = fields.required(&parent, "id", id);
    let title = fields.required(&parent, "title", title);
    let status = fields.required(&parent, "status", status);
    let state = fields.word(&at("status"), status, &STATES);
    let due = fields.parsed(&at("due"), due, (parse_due, Expected::MonthOrDay));
    let submitted = fields.month(&at("submitted"), submitted);
    let closed = fields.month(&at("closed"), closed);
    let carries = fields.parsed(&at("carries"), carries, (parse_carry, Expected::Carry));
    let carries = carries.map(|(year, id)| Carry { year, id, place: fields.text_place(&at("carries")) });
    let internal = fields.audience(&at("audience"), audience) || internal;
    let target = target.and_then(|_| {
        let (text, place) = fields.scalar(&at("target"));
        let number = super::number::decimal(text.trim());
        number.map_err(|fault| fields.problems.push(Problem::new(fault, place))).ok()
    });
    Some(LedgerItemDraft {
        place: fields.value_place(&at("id")),
        title: fields.spot(&at("title"), title)?,
        id: id?,
        category,
        lead,
        due,
        state: state?,
        state_place: fields.text_place(&at("status")),
        submitted,
        closed,
        note: fields.spot(&at("note"), note),
        metric: fields.spot(&at("metric"), metric),
        target,
        carries,
        audience: if internal { Audience::Internal } else { Audience::Public },
    })
}

fn parse_due(text: &str) -> Option<Due> {
    Month::parse(text).map(Due::Month).or_else(|| Stamp::parse(text).map(|stamp| Due::Day(stamp.day)))
}

fn parse_carry(text: &str) -> Option<(i16, String)> {
    let (year, item) = text.split_once('/')?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && !item.is_empty()).then(|| Some((year.parse().ok()?, item.to_owned())))?
}
