//! Ledgers: open work is carried, what was planned waits for an account, and the next plan is empty.

use std::collections::BTreeSet;

use super::edits::{Text, scalar};
use super::{Renewed, Setting};
use crate::load::Mark;
use crate::model::{Audience, LedgerDraft, LedgerItemDraft, LedgerKind, WorkState};

/// Makes the ledgers: of each file another, and one of last year's plan.
pub(super) fn renew(setting: &Setting<'_>, made: &mut Renewed) {
    let draft = setting.earlier.draft;
    let ledgers: Vec<(&String, &String, &LedgerDraft)> = setting
        .earlier
        .texts
        .iter()
        .filter_map(|(path, text)| Some((path, text, draft.ledgers.iter().find(|l| is_at(l, path))?)))
        .collect();
    let planned: Vec<(&LedgerItemDraft, &LedgerDraft)> = ledgers
        .iter()
        .filter(|(_, _, ledger)| ledger.kind == LedgerKind::Plan)
        .flat_map(|(_, _, ledger)| ledger.items.iter().map(move |item| (item, *ledger)))
        .collect();
    let review = ledgers.iter().find(|(_, _, ledger)| is_review(ledger, setting)).map(|(path, ..)| *path);
    let mut taken = BTreeSet::new();
    for (path, text, ledger) in &ledgers {
        let text = match ledger.kind {
            LedgerKind::Plan => plan(text, ledger, setting),
            LedgerKind::Rectification if review == Some(*path) => continue,
            LedgerKind::Rectification => running(text, ledger, (setting, made)),
        };
        if ledger.kind == LedgerKind::Rectification {
            taken.extend(ledger.items.iter().map(|item| item.id.clone()));
        }
        made.texts.insert((*path).clone(), text);
    }
    let earlier = review.and_then(|review| ledgers.iter().find(|(path, ..)| *path == review));
    if earlier.is_none() && planned.is_empty() {
        return;
    }
    let open: Vec<&LedgerItemDraft> = earlier
        .map(|(_, _, ledger)| ledger.items.iter().filter(|item| is_open(item)).collect())
        .unwrap_or_default();
    made.items += open.len() + planned.len();
    let mut items = String::new();
    for item in open {
        taken.insert(item.id.clone());
        items.push_str(&carried(item, (&item.id, item.state), setting));
    }
    for (item, _) in &planned {
        let mut id = format!("{}-{}", setting.years.from, item.id);
        while !taken.insert(id.clone()) {
            id.push('a');
        }
        items.push_str(&carried(item, (&id, WorkState::Planned), setting));
    }
    let (path, text) = match earlier {
        Some((path, text, _)) => ((*path).clone(), with_items(text, &items, setting)),
        None => (free_path(&ledgers), new_review(&items, &ledgers, setting)),
    };
    made.review = Some(path.clone());
    made.texts.insert(path, text);
}

fn is_at(ledger: &LedgerDraft, path: &str) -> bool {
    ledger.place.file().is_some_and(|file| file.ends_with(&format!("/{path}")))
}

fn is_open(item: &LedgerItemDraft) -> bool {
    !matches!(item.state, WorkState::Done | WorkState::Dropped)
}

/// Whether a ledger gives account of a plan: an item of it carries an item of one.
fn is_review(ledger: &LedgerDraft, setting: &Setting<'_>) -> bool {
    let carries_plan = |item: &LedgerItemDraft| {
        let Some(carry) = &item.carries else { return false };
        let office = setting.earlier.office.iter().filter(|draft| draft.year == carry.year);
        let mut plans =
            office.flat_map(|draft| &draft.ledgers).filter(|ledger| ledger.kind == LedgerKind::Plan);
        plans.any(|plan| plan.items.iter().any(|item| item.id == carry.id))
    };
    ledger.kind == LedgerKind::Rectification && ledger.items.iter().any(carries_plan)
}

/// A list that goes on: what is done stays and counts, what is open is carried.
fn running(text: &str, ledger: &LedgerDraft, (setting, made): (&Setting<'_>, &mut Renewed)) -> String {
    let Some(mut yaml) = Text::new(text) else { return text.to_owned() };
    for (steps, mark) in yaml.all() {
        let ["items", index] = steps.iter().map(String::as_str).collect::<Vec<_>>()[..] else { continue };
        let id = yaml.mark(&["items", index, "id"]).and_then(|mark| mark.text);
        let Some(item) = ledger.items.iter().find(|item| Some(&item.id) == id.as_ref()) else { continue };
        let (note, carries) = (yaml.mark(&["items", index, "note"]), yaml.mark(&["items", index, "carries"]));
        if !is_open(item) {
            if let Some(carries) = carries {
                yaml.remove(&carries);
            }
            continue;
        }
        made.items += 1;
        carry(&mut yaml, (&mark, note, carries), (item, setting));
    }
    yaml.done()
}

/// Carries an item: its note becomes a comment, and a new one waits to be written.
fn carry(
    yaml: &mut Text<'_>,
    (item, note, carries): (&Mark, Option<Mark>, Option<Mark>),
    (draft, setting): (&LedgerItemDraft, &Setting<'_>),
) {
    let words = &setting.words;
    if let Some(note) = note {
        yaml.comment_out(&note, words.of_last_year("carried"));
    }
    yaml.add(item, &format!("note: {}", words.placeholder));
    let earlier = scalar_carry(setting, &draft.id);
    match carries {
        Some(mark) => yaml.replace(mark.value, earlier),
        None => yaml.add(item, &format!("carries: {earlier}")),
    }
}

fn scalar_carry(setting: &Setting<'_>, id: &str) -> String {
    let carry = format!("{}/{id}", setting.years.from);
    if id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) { carry } else { scalar(&carry) }
}

/// An item of the ledger of last year's plan.
fn carried(item: &LedgerItemDraft, (id, state): (&str, WorkState), setting: &Setting<'_>) -> String {
    let mut lines = vec![format!("id: {}", plain_id(id)), format!("title: {}", scalar(&item.title.text))];
    let mut line = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("{key}: {value}")));
    };
    line("category", item.category.as_deref().map(scalar));
    line("lead", item.lead.as_deref().map(scalar));
    line("due", item.due.map(|due| due.to_string()));
    line("status", Some(state.word().to_owned()));
    line("metric", item.metric.as_ref().map(|metric| plain_id(&metric.text)));
    line("target", item.target.map(|target| target.to_string()));
    line("note", Some(setting.words.placeholder.to_owned()));
    line("carries", Some(scalar_carry(setting, &item.id)));
    line("audience", (item.audience == Audience::Internal).then(|| "internal".to_owned()));
    format!("  - {}\n", lines.join("\n    "))
}

fn plain_id(id: &str) -> String {
    let number = id.chars().all(|c| c.is_ascii_digit() || c == '.');
    let plain = !number && id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    if plain { id.to_owned() } else { serde_json::Value::from(id).to_string() }
}

/// The ledger that gave account of the plan before, with the new items in the place of its own.
fn with_items(text: &str, items: &str, setting: &Setting<'_>) -> String {
    let items = if items.is_empty() { " []".to_owned() } else { format!("\n{}", items.trim_end()) };
    let Some((head, tail)) = around_items(text) else { return text.to_owned() };
    format!("{}{items}{tail}", setting.years.moved(head))
}

/// A text before and behind the value of `items`.
fn around_items(text: &str) -> Option<(&str, &str)> {
    let mark = Text::new(text)?.mark(&["items"])?;
    let colon = mark.key.end + text[mark.key.end..].find(':')? + 1;
    Some((&text[..colon], &text[mark.value.end.max(colon)..]))
}

/// A plan, emptied, with its first item as an example in a comment.
fn plan(text: &str, ledger: &LedgerDraft, setting: &Setting<'_>) -> String {
    let Some((head, tail)) = around_items(text) else { return text.to_owned() };
    let mut example = String::new();
    if let Some(first) = ledger.items.first() {
        let category =
            first.category.as_deref().map(|c| format!("#     category: {c}\n")).unwrap_or_default();
        let lead = first.lead.as_deref().map(|lead| format!("#     lead: {lead}\n")).unwrap_or_default();
        let (id, due) = (&first.id, setting.years.to + 1);
        let placeholder = setting.words.placeholder;
        example = format!(
            "# {}\n# items:\n#   - id: {id}\n#     title: {placeholder}\n{category}{lead}#     due: {due}-12\n#     status: planned\n",
            setting.words.plan
        );
    }
    let (before, key) = head.rsplit_once('\n').map_or(("", head), |(before, key)| (before, key));
    let gap = if before.is_empty() { "" } else { "\n" };
    format!("{}{gap}{example}{key} []{tail}", setting.years.moved(before))
}

/// A path for the ledger of last year's plan that no ledger has.
fn free_path(ledgers: &[(&String, &String, &LedgerDraft)]) -> String {
    let names = std::iter::once("review".to_owned()).chain((2..).map(|number| format!("review_{number}")));
    let mut paths = names.map(|name| format!("ledgers/{name}.yaml"));
    paths.find(|path| ledgers.iter().all(|(taken, ..)| *taken != path)).unwrap_or_default()
}

/// The first ledger of last year's plan.
fn new_review(items: &str, ledgers: &[(&String, &String, &LedgerDraft)], setting: &Setting<'_>) -> String {
    let schema = ledgers.iter().find_map(|(path, text, _)| {
        let first = text.lines().next().filter(|line| line.contains("yaml-language-server"))?;
        (path.matches('/').count() == 1).then(|| format!("{first}\n"))
    });
    let words = &setting.words;
    format!(
        "{}{}title: {}\nkind: rectification\n{}\nitems:\n{items}",
        schema.unwrap_or_default(),
        words.review_comment(setting.years.from),
        words.review,
        words.review_head,
    )
}
