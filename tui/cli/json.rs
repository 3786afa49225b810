//! Data as `--json` prints them. They are what the engine serialises, but for the numbers of tasks: stored
//! as bare numbers, printed as people write them everywhere (`"T0412"`).

use serde::Serialize;
use serde::ser;
use serde_json::value::Serializer as Plain;
use serde_json::{Error, Map, Value};
use wallchart_plan::ids::TaskNo;

/// The name under which numbers of tasks are serialised.
const TASK_NO: &str = "TaskNo";

/// A value as it is printed. Use it for what goes into a `json!`.
///
/// # Errors
/// As [`serde_json::to_value`].
pub fn told(value: &(impl Serialize + ?Sized)) -> Result<Value, Error> {
    value.serialize(Printed)
}

/// Makes values, numbers of tasks as text.
struct Printed;

macro_rules! plain {
    ($($method:ident: $type:ty,)*) => {$(
        fn $method(self, value: $type) -> Result<Value, Error> {
            Plain.$method(value)
        }
    )*};
}

impl ser::Serializer for Printed {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = Variant<List>;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Variant<Fields>;

    plain! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_u128: u128,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    fn serialize_none(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_unit(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Error> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<Value, Error> {
        Ok(Value::from(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        let inner = value.serialize(self)?;
        let number = inner.as_u64().filter(|_| name == TASK_NO);
        Ok(match number.and_then(|n| u32::try_from(n).ok()) {
            Some(number) => Value::from(TaskNo(number).to_string()),
            None => inner,
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        Ok(tagged(variant, told(value)?))
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<List, Error> {
        Ok(List(Vec::with_capacity(len.unwrap_or(0))))
    }

    fn serialize_tuple(self, len: usize) -> Result<List, Error> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(self, _name: &'static str, len: usize) -> Result<List, Error> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Variant<List>, Error> {
        Ok(Variant(variant, self.serialize_seq(Some(len))?))
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Fields, Error> {
        Ok(Fields::default())
    }

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Fields, Error> {
        Ok(Fields::default())
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Variant<Fields>, Error> {
        Ok(Variant(variant, Fields::default()))
    }

    fn collect_str<T: std::fmt::Display + ?Sized>(self, value: &T) -> Result<Value, Error> {
        Ok(Value::from(value.to_string()))
    }
}

fn tagged(variant: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(variant.to_owned(), value)]))
}

/// The items of a list.
struct List(Vec<Value>);

impl List {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.push(told(value)?);
        Ok(())
    }
}

macro_rules! list {
    ($($of:ident :: $method:ident,)*) => {$(
        impl ser::$of for List {
            type Ok = Value;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.add(value)
            }

            fn end(self) -> Result<Value, Error> {
                Ok(Value::Array(self.0))
            }
        }
    )*};
}

list! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
}

/// The fields of an object.
#[derive(Default)]
struct Fields {
    map: Map<String, Value>,
    key: Option<String>,
}

impl ser::SerializeMap for Fields {
    type Ok = Value;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = Some(match told(key)? {
            Value::String(text) => text,
            Value::Object(_) | Value::Array(_) => {
                return Err(ser::Error::custom("a key is no text"));
            }
            other => other.to_string(),
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = self.key.take().ok_or_else(|| <Error as ser::Error>::custom("no key"))?;
        self.map.insert(key, told(value)?);
        Ok(())
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Object(self.map))
    }
}

impl ser::SerializeStruct for Fields {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.map.insert(key.to_owned(), told(value)?);
        Ok(())
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Object(self.map))
    }
}

/// What stands under the name of a variant.
struct Variant<T>(&'static str, T);

impl ser::SerializeTupleVariant for Variant<List> {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.1.add(value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(tagged(self.0, Value::Array(self.1.0)))
    }
}

impl ser::SerializeStructVariant for Variant<Fields> {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        ser::SerializeStruct::serialize_field(&mut self.1, key, value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(tagged(self.0, ser::SerializeStruct::end(self.1)?))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[derive(Serialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Cause {
        WaitsFor { task: TaskNo },
    }

    #[derive(Serialize)]
    enum Other {
        Unit,
        New(TaskNo),
        Tuple(TaskNo, u32),
        Struct { task: TaskNo },
    }

    #[derive(Serialize)]
    struct Whole {
        number: TaskNo,
        #[serde(flatten)]
        cause: Cause,
        near: Option<TaskNo>,
        none: Option<TaskNo>,
        by: BTreeMap<TaskNo, Vec<TaskNo>>,
        others: Vec<Other>,
        count: u32,
        pair: (TaskNo, u8),
    }

    #[test]
    fn numbers_of_tasks_are_printed_as_people_write_them_and_all_else_as_it_is() {
        let no = TaskNo(7);
        let whole = Whole {
            number: TaskNo(412),
            cause: Cause::WaitsFor { task: no },
            near: Some(no),
            none: None,
            by: BTreeMap::from([(no, vec![no])]),
            others: vec![
                Other::Unit,
                Other::New(no),
                Other::Tuple(no, 7),
                Other::Struct { task: no },
            ],
            count: 7,
            pair: (no, 7),
        };
        let expected = json!({
            "number": "T0412", "kind": "waits_for", "task": "T0007", "near": "T0007", "none": null,
            "by": { "T0007": ["T0007"] },
            "others": ["Unit", { "New": "T0007" }, { "Tuple": ["T0007", 7] },
                { "Struct": { "task": "T0007" } }],
            "count": 7, "pair": ["T0007", 7],
        });
        assert_eq!(told(&whole).unwrap(), expected);
        // The store keeps bare numbers.
        assert_eq!(serde_json::to_string(&no).unwrap(), "7");
        assert_eq!(serde_json::from_str::<TaskNo>("7").unwrap(), no);
    }
}
