//! Every text field and every key of a map that the schemas know, each with payloads of every kind: the content is refused
//! at the right place, or all that is made of it holds. The fields come from the schemas, the uses of them from the small
//! content folder `fixtures/injection/fields`; a field that it does not use fails the test.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::thread;

use nianbao::model::Audience;
use nianbao::problem::{Place, Problem, Severity, has_errors};
use serde_json::Value;
use tempfile::TempDir;

use super::hold::hold;
use super::kinds;
use super::seed::{Seed, fields, planted, pointers};
use crate::fixture::{copy, fixtures};
use crate::outputs::{self, Files};

/// Fields whose texts no file is made of, and why.
const SILENT: [(&str, &str); 13] = [
    ("front-matter/literals/[]", "says which numbers of a text are meant"),
    ("metrics/metrics/*/aliases/[]", "says what a text may call a figure"),
    ("metrics/metrics/*/previous/items/*#", "is an item's name, which this year's has"),
    ("metrics/metrics/*/previous/items/*/*#", "is a part's name, which this year's has"),
    ("metrics/metrics/*/previous/monthly/*#", "is a series' name, which this year's has"),
    ("metrics/metrics/*/previous/parts/*#", "is a part's name, which this year's has"),
    ("metrics/metrics/*/previous/revised", "is for those who read the file"),
    ("standards/[]/labels/*#", "is a language"),
    ("standards/[]/short/*#", "is a language"),
    ("standards/[]/short/*/[]", "stands in for a label that has no room"),
    ("standards/[]/short/[]", "stands in for a label that has no room"),
    ("standards/[]/source", "is for those who read the file"),
    ("standards/[]/unit", "is what a figure must be in"),
];

/// Fields on whose text others lean that do not repeat it, where the error stands.
const LEANT_ON: [(&str, &str); 2] = [
    ("standards/[]/unit", "a figure with that limit has another unit"),
    ("metrics/metrics/*/unit", "a limit of the figure has another unit"),
];

/// A payload in a field.
#[derive(Clone)]
struct Plant {
    field: String,
    /// Which document of the seed, and where in it.
    document: usize,
    pointer: String,
    payload: String,
    /// What stands in the payload and nowhere else.
    mark: String,
}

/// A field with where the seed uses it.
type Field = (String, Vec<(usize, String)>);

/// Each field of the seed with one payload of a kind.
fn plants(fields: &[Field], (kind, payloads): (usize, &[String])) -> Vec<Plant> {
    let plant = |(at, (field, uses)): (usize, &Field)| {
        let mark = format!("q{kind}q{at}q");
        let payload = format!("{}{mark}", payloads[at % payloads.len()]);
        // Every use of the field has its turn.
        let (document, pointer) = uses[(at + kind) % uses.len()].clone();
        Plant { field: field.clone(), document, pointer, payload, mark }
    };
    fields.iter().enumerate().map(plant).collect()
}

/// The content with payloads: what is wrong with it, and the text of each file.
struct Trial<'s> {
    seed: &'s Seed,
    folder: TempDir,
    texts: BTreeMap<String, String>,
    /// What stood where a payload was planted, by its mark.
    before: BTreeMap<String, String>,
}

impl<'s> Trial<'s> {
    fn new(seed: &'s Seed, plants: &[Plant]) -> Self {
        let folder = TempDir::new().expect("a folder");
        copy(&seed.folder, folder.path());
        let mut values: BTreeMap<usize, Value> = BTreeMap::new();
        let mut before = BTreeMap::new();
        // A key is renamed after what stands below it was planted.
        let mut ordered: Vec<&Plant> = plants.iter().collect();
        ordered.sort_by_key(|plant| {
            (std::cmp::Reverse(plant.pointer.matches('/').count()), plant.pointer.ends_with('#'))
        });
        for plant in ordered {
            let value =
                values.entry(plant.document).or_insert_with(|| seed.documents[plant.document].value.clone());
            let (now, old) = planted(value, &plant.pointer, &plant.payload);
            *value = now;
            before.insert(plant.mark.clone(), old);
        }
        let texts = seed.write(folder.path(), &values);
        Self { seed, folder, texts, before }
    }

    /// Whether an error stands where a payload was planted, or where something is named that had another name before.
    fn is_of(&self, problem: &Problem, plant: &Plant) -> bool {
        let Place::Text { source, range } = &problem.place else { return false };
        let file = &self.seed.documents[plant.document].file;
        let text = &self.texts[file];
        let line =
            text.find(&plant.mark).map(|at| text[..at].matches('\n').count() + 1).expect("the payload");
        let lines = source.position(range.start).line..=source.position(range.end).line;
        let is_there = self.folder.path().join(file) == Path::new(source.path()) && lines.contains(&line);
        let old = self.before[&plant.mark].as_str();
        is_there || problem.place.text().is_some_and(|text| !old.is_empty() && text.contains(old))
    }
}

/// Takes away the payloads that are refused until none is: what is left, and what is made of the content with it.
fn taken(seed: &Seed, mut plants: Vec<Plant>) -> (Vec<Plant>, Files) {
    loop {
        let trial = Trial::new(seed, &plants);
        let (problems, files) = outputs::all(trial.folder.path(), Audience::Public);
        if let Some(files) = files {
            return (plants, files);
        }
        let mut errors = problems;
        errors.retain(|problem| problem.fault.severity() == Severity::Error);
        // Other errors may follow from these, such as labels of a scale that is not known any more: they go with them.
        let (mut refused, mut left): (Vec<Plant>, Vec<Plant>) =
            plants.into_iter().partition(|plant| errors.iter().any(|error| trial.is_of(error, plant)));
        if refused.is_empty() {
            (refused, left) =
                left.into_iter().partition(|plant| LEANT_ON.iter().any(|(field, _)| *field == plant.field));
        }
        let said = |problem: &Problem| {
            let line = match &problem.place {
                Place::Text { source, range } => source.text()[source.line_range(range.start)].to_owned(),
                _ => String::new(),
            };
            format!("{:?} at {}: {line:?}", problem.fault, problem.place.shown())
        };
        assert!(
            !refused.is_empty(),
            "no payload stands at {:#?}",
            errors.iter().map(said).collect::<Vec<_>>()
        );
        plants = left;
    }
}

#[test]
fn every_text_field_and_key_of_the_schemas_is_refused_at_its_place_or_stays_text() {
    let seed = Seed::read(&fixtures().join("injection/fields"));
    let known: Vec<Field> =
        fields().into_iter().map(|field| (field.clone(), pointers(&seed, &field))).collect();
    let unused: Vec<&String> =
        known.iter().filter(|(_, uses)| uses.is_empty()).map(|(field, _)| field).collect();
    assert!(
        unused.is_empty(),
        "fixtures/injection/fields does not use these fields of the schemas: {unused:#?}"
    );
    let (problems, _) = outputs::read(&seed.folder, Audience::Public, |_, _, _| ());
    assert!(!has_errors(&problems), "{problems:#?}");

    let kinds: Vec<(usize, Vec<String>)> = kinds().into_values().enumerate().collect();
    let try_kinds = |half: usize| {
        let (mut said, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for (kind, payloads) in kinds.iter().filter(|(kind, _)| kind % 2 == half) {
            let (plants, files) = taken(&seed, plants(&known, (*kind, payloads)));
            hold(&files);
            let all: String = files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
            for plant in plants {
                if all.contains(&plant.mark) {
                    said.insert(plant.field.clone());
                }
                seen.insert(plant.field);
            }
        }
        (said, seen)
    };
    let (said, taken) = thread::scope(|scope| {
        let other = scope.spawn(|| try_kinds(1));
        let (mut said, mut taken) = try_kinds(0);
        let (more_said, more_taken) = other.join().expect("the other half");
        said.extend(more_said);
        taken.extend(more_taken);
        (said, taken)
    });
    let silent: BTreeSet<&str> = taken.difference(&said).map(String::as_str).collect();
    let expected: BTreeSet<&str> = SILENT.iter().map(|(field, _)| *field).collect();
    assert_eq!(silent, expected, "fields that take any text of which no file is made");
}
