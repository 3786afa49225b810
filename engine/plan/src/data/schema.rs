//! The JSON Schema of plan and calendar files, made from the shapes that the reader itself goes by.

use serde_json::{Map, Value, json};
use wallchart_words::{Lang, Message, text};

use crate::source::schema::{CalendarSource, CampaignSource};
use crate::source::value::{Field, Shape, Shaped};

/// A kind of file that the language knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A plan, or a file that one includes.
    Plan,
    /// A calendar.
    Calendar,
}

/// The JSON Schema (2020-12) of a kind of file, fields described in these languages.
pub fn schema(kind: FileKind, langs: &[Lang]) -> Value {
    let mut maker = Maker { langs, structs: Map::new() };
    let root = match kind {
        FileKind::Plan => maker.shape(CampaignSource::shape()),
        FileKind::Calendar => maker.shape(CalendarSource::shape()),
    };
    let mut out = Map::new();
    out.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    if let Value::Object(root) = root {
        out.extend(root);
    }
    out.insert("$defs".to_owned(), Value::Object(maker.structs));
    Value::Object(out)
}

/// The words for a field: those for the field of that struct, or those that several structs share. Structs
/// are called as in the schema: `Task`, `Unit`.
pub fn field_words(name: &str, field: &str) -> Option<Message> {
    let field = field.replace('_', "-");
    let own = format!("field-{}-{field}", name.to_lowercase());
    Message::find(&own).or_else(|| Message::find(&format!("field-{field}")))
}

struct Maker<'a> {
    langs: &'a [Lang],
    structs: Map<String, Value>,
}

impl Maker<'_> {
    fn shape(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Text => json!({ "type": "string" }),
            Shape::Number => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
            Shape::Bool => json!({ "type": "boolean" }),
            Shape::List(item) => json!({ "type": "array", "items": self.shape(item()) }),
            Shape::Map(value) => {
                json!({ "type": "object", "additionalProperties": self.shape(value()) })
            }
            Shape::WordMap(words, value) => {
                let value = self.shape(value());
                let entries = words.iter().map(|word| ((*word).to_owned(), value.clone()));
                let entries: Map<String, Value> = entries.collect();
                json!({ "type": "object", "properties": entries, "additionalProperties": false })
            }
            Shape::Struct(name, fields) => self.reference(name, fields),
            Shape::Word(words) => json!({ "enum": words }),
            Shape::Call(names, inner) => {
                let inner = self.shape(inner());
                let call = |name: &&str| {
                    json!({ "type": "object", "properties": { *name: inner }, "required": [name],
                        "additionalProperties": false })
                };
                one_of(names.iter().map(call).collect())
            }
            Shape::Either(shapes) => one_of(shapes.iter().map(|s| self.shape(s())).collect()),
        }
    }

    /// A struct is described once, and named wherever it may stand: streams hold streams.
    fn reference(&mut self, name: &'static str, fields: &'static [Field]) -> Value {
        if !self.structs.contains_key(name) {
            self.structs.insert(name.to_owned(), Value::Null);
            let described =
                fields.iter().map(|field| (field.0.to_owned(), self.field(name, field)));
            let properties: Map<String, Value> = described.collect();
            let whole = json!({ "type": "object", "properties": properties, "additionalProperties": false });
            self.structs.insert(name.to_owned(), whole);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    fn field(&mut self, of: &str, (name, shape): &Field) -> Value {
        let mut value = self.shape(shape());
        if let (Some(words), Value::Object(map)) = (field_words(of, name), &mut value) {
            let said: Vec<String> = self.langs.iter().map(|l| text(*l, words, &[])).collect();
            map.insert("description".to_owned(), Value::from(said.join(" · ")));
        }
        value
    }
}

/// Any of these; one alone needs no choice.
fn one_of(mut shapes: Vec<Value>) -> Value {
    match shapes.pop() {
        Some(only) if shapes.is_empty() => only,
        Some(last) => {
            shapes.push(last);
            json!({ "anyOf": shapes })
        }
        None => json!(false),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn structs(shape: Shape, found: &mut BTreeMap<&'static str, Vec<&'static str>>) {
        match shape {
            Shape::Struct(name, fields) => {
                let names: Vec<&str> = fields.iter().map(|f| f.0).collect();
                if found.insert(name, names.clone()).is_some_and(|before| before == names) {
                    return;
                }
                fields.iter().for_each(|(_, shape)| structs(shape(), found));
            }
            Shape::List(inner)
            | Shape::Map(inner)
            | Shape::WordMap(_, inner)
            | Shape::Call(_, inner) => structs(inner(), found),
            Shape::Either(shapes) => shapes.iter().for_each(|shape| structs(shape(), found)),
            Shape::Text | Shape::Number | Shape::Bool | Shape::Word(_) => {}
        }
    }

    /// A field that is new needs its line in engine/words/i18n/{zh,en}/language.ftl.
    #[test]
    fn every_field_has_words() {
        for root in [CampaignSource::shape(), CalendarSource::shape()] {
            let mut found = BTreeMap::new();
            structs(root, &mut found);
            assert!(found.len() > 2);
            for (name, fields) in found {
                for field in fields {
                    assert!(field_words(name, field).is_some(), "{name}.{field} has no words");
                }
            }
        }
    }
}
