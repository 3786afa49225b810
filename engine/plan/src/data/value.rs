//! A plan file as JSON data.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Place, Spot};
use crate::syntax::{self, Node, Shape};

/// The file's text as data, values as they are written: nothing is looked up, filled in or checked.
///
/// # Errors
/// What is wrong with the form of the text; a name that stands twice is such a mistake, since data could
/// hold only one of them.
pub fn as_data(text: &str) -> Result<Value, Vec<Diagnostic>> {
    let parsed = syntax::parse(0, text);
    if !parsed.diagnostics.is_empty() {
        return Err(parsed.diagnostics);
    }
    let twice = parsed.duplicates().into_iter().map(|twice| {
        let place = |range| Place { file: 0, spot: Spot::Bytes(range) };
        let found = Diagnostic::new(&crate::codes::E024, place(twice.again));
        found.with("name", twice.name).also(place(twice.first), wallchart_words::ids::NOTE_FIRST)
    });
    let twice: Vec<Diagnostic> = twice.collect();
    if twice.is_empty() { Ok(parsed.root().map_or(Value::Null, value)) } else { Err(twice) }
}

fn value(node: Node<'_>) -> Value {
    let node = node.inner();
    match node.shape() {
        Shape::Struct | Shape::Map => Value::Object(fields(node)),
        Shape::Tuple => match (node.name(), node.nth(0)) {
            // `kind(branch)`: a word around a value.
            (Some(name), Some(inner)) if node.nth(1).is_none() => {
                Value::Object(Map::from_iter([(name.to_owned(), value(inner))]))
            }
            // `()` is a struct of which nothing is said.
            (None, None) => Value::Object(Map::new()),
            _ => node.children().map(value).collect(),
        },
        Shape::List => node.children().map(value).collect(),
        Shape::Unit => Value::Object(Map::new()),
        Shape::Text => Value::from(node.text().unwrap_or_default()),
        Shape::Number => serde_json::from_str(&node.source().replace('_', "")).unwrap_or_default(),
        Shape::Word => match node.source() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "None" => Value::Null,
            word => Value::from(word),
        },
        _ => Value::Null,
    }
}

fn fields(node: Node<'_>) -> Map<String, Value> {
    node.children().filter_map(|c| Some((c.key_text()?.into_owned(), value(c)))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_file_is_data() {
        let text = r#"Campaign(id: "甲\n", units: { "东所": (kind: branch, outside: true), "西所": () },
            groups: { "所": kind(branch), "全": ["所"] }, count: 1_0)"#;
        let data = json!({ "id": "甲\n", "count": 10,
            "units": { "东所": { "kind": "branch", "outside": true }, "西所": {} },
            "groups": { "所": { "kind": "branch" }, "全": ["所"] } });
        assert_eq!(as_data(text), Ok(data));
        for bad in [r#"Campaign(id: "a", id: "b")"#, r#"Campaign(id: "#] {
            assert!(as_data(bad).is_err(), "{bad}");
        }
    }
}
