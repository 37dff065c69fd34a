//! JSON Schemas of the YAML files, from the raw types that read them. Enter at [`all`].

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::shapes::{
    Num, RawIds, RawItem, RawMask, RawPrevious, RawPreviousMap, RawTimed, RawWords, RawYearValue, RawYears,
};
use super::yaml::Pairs;
use super::{block, chapters, ledgers, metrics, site, standards};

/// The schemas by the names of their files, without `.schema.json`.
#[must_use]
pub fn all() -> Vec<(&'static str, Schema)> {
    vec![
        ("site", of::<site::RawSite>()),
        ("report", of::<site::RawReport>()),
        ("metrics", of::<metrics::RawFile>()),
        ("ledger", of::<ledgers::RawLedger>()),
        ("front-matter", of::<chapters::RawFront>()),
        ("standards", of::<Vec<standards::RawEntry>>()),
        ("block-chart", of::<block::RawChart>()),
        ("block-table", of::<block::RawTable>()),
        ("block-cards", of::<block::RawCards>()),
        ("block-ledger", of::<block::RawLedger>()),
    ]
}

fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.with_transform(Loose).into_generator().into_root_schema_for::<T>();
    schema.remove("title");
    schema
}

/// What YAML types as a number may be meant as a text: `year: 2022`, `id: 7`.
#[derive(Debug, Clone)]
struct Loose;

impl Transform for Loose {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let text = schema.get("type").is_some_and(|kind| {
            kind == "string" || kind.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "string"))
        });
        if text && !schema.as_object().is_some_and(|object| object.contains_key("enum")) {
            let nothing = schema.get("type").is_some_and(serde_json::Value::is_array);
            let mut kinds = vec!["string", "number"];
            kinds.extend(nothing.then_some("null"));
            schema.insert("type".to_owned(), kinds.into());
        }
    }
}

/// Says what shape a raw type has, in place of a derive.
macro_rules! shapes {
    ($($kind:ty => $schema:expr;)*) => {$(
        impl JsonSchema for $kind {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($kind).into()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let make: fn(&mut SchemaGenerator) -> Schema = $schema;
                make(generator)
            }
        }
    )*};
}

shapes! {
    // A number, `~`, or the words that stand for none: n/a, "**", "<1", a label, a formula.
    Num => |_| json_schema!({"type": ["number", "string", "null"]});
    RawTimed => |generator| either(&[generator.subschema_for::<Vec<Num>>(), generator.subschema_for::<Pairs<Vec<Num>>>()]);
    RawItem => |generator| either(&[generator.subschema_for::<Num>(), generator.subschema_for::<Pairs<Num>>()]);
    RawYears => |generator| either(&[generator.subschema_for::<Vec<Num>>(), generator.subschema_for::<Pairs<RawYearValue>>()]);
    RawYearValue => |generator| either(&[generator.subschema_for::<Num>(), generator.subschema_for::<Vec<Num>>()]);
    RawPrevious => |generator| either(&[generator.subschema_for::<Num>(), generator.subschema_for::<RawPreviousMap>()]);
    RawWords => |generator| either(&[generator.subschema_for::<Vec<String>>(), generator.subschema_for::<Pairs<Vec<String>>>()]);
    RawMask => |generator| either(&[generator.subschema_for::<bool>(), generator.subschema_for::<Vec<String>>()]);
    RawIds => |generator| either(&[generator.subschema_for::<String>(), generator.subschema_for::<Vec<String>>()]);
}

fn either(schemas: &[Schema]) -> Schema {
    json_schema!({"anyOf": schemas})
}

impl<T: JsonSchema> JsonSchema for Pairs<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Pairs_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object", "additionalProperties": generator.subschema_for::<T>()})
    }
}
