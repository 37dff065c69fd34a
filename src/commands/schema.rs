//! `nianbao schema`: JSON Schemas of the YAML files, for editors.

use std::fs;
use std::path::Path;

use super::{Outcome, report};
use crate::cli::SchemaArgs;
use crate::load::schema;
use crate::publish;

pub(super) fn run(arguments: &SchemaArgs) -> Outcome {
    match write(&arguments.dir) {
        Ok(names) => {
            for name in names {
                report::line(&arguments.dir.join(name).display().to_string());
            }
            Outcome::Done
        }
        Err(error) => report::unwritten(&error, arguments.common.tongue(None)),
    }
}

/// Writes the schemas into a folder, over those of an earlier version.
fn write(folder: &Path) -> std::io::Result<Vec<String>> {
    fs::create_dir_all(folder)?;
    schema::all()
        .into_iter()
        .map(|(name, schema)| {
            let name = format!("{name}.schema.json");
            publish::replace(&folder.join(&name), format!("{:#}\n", schema.as_value()).as_bytes())?;
            Ok(name)
        })
        .collect()
}
