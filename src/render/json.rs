//! Data for machines as JSON: its texts hold only what may be published, and in a script nothing of it looks like a tag.

use serde_json::Value;

use crate::legible::made_legible;

/// Data whose texts are legible. Keys are ours.
pub(super) fn legible(mut data: Value) -> Value {
    clean(&mut data);
    data
}

fn clean(data: &mut Value) {
    match data {
        Value::String(text) => *text = made_legible(std::mem::take(text)),
        Value::Array(list) => list.iter_mut().for_each(clean),
        Value::Object(map) => map.values_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Data inside a script. JSON is JavaScript; `<` is escaped all the same, so that nothing in it looks like a tag, and
/// so is what older JavaScript takes for the end of a line.
pub(super) fn in_script(data: &Value) -> String {
    let json = data.to_string();
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_in_a_script_ends_it_or_holds_what_is_no_character() {
        let data = serde_json::json!({"a": ["</script>\u{1b}[m\u{fffe}", "\u{2028}\t"], "b": 1});
        assert_eq!(in_script(&legible(data)), r#"{"a":["\u003c/script>[m","\u2028\t"],"b":1}"#);
    }
}
