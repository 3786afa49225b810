//! Messages as they come and go: a header with the length, then JSON.

use std::io::{BufRead, Read as _, Write};

use serde_json::{Value, json};

/// Longer than any message, in bytes.
const BYTES_MAX: usize = 256 << 20;

/// What came in.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// A message that wants an answer under this id.
    Request {
        /// The id, a number or a text.
        id: Value,
        /// What is asked.
        method: String,
        /// Of what.
        params: Value,
    },
    /// A message that wants none.
    Notification {
        /// What it tells.
        method: String,
        /// Of what.
        params: Value,
    },
    /// An answer to what the server asked.
    Answer,
    /// What is no message.
    Garbled,
}

/// The next message; nothing when no more will come.
pub(crate) fn read(input: &mut impl BufRead) -> Option<Incoming> {
    let mut length = None;
    let mut seen = false;
    loop {
        let mut line = Vec::new();
        // A header line is short: one that isn't is read in pieces, which are none.
        let read = input.by_ref().take(4096).read_until(b'\n', &mut line).ok()?;
        if read == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            match length {
                Some(length) => return body(input, length),
                None if seen => return Some(Incoming::Garbled),
                None => continue,
            }
        }
        seen = true;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
}

fn body(input: &mut impl BufRead, length: u64) -> Option<Incoming> {
    let fits = usize::try_from(length).is_ok_and(|length| length <= BYTES_MAX);
    let mut whole = Vec::new();
    let mut left = input.by_ref().take(length);
    if !fits {
        std::io::copy(&mut left, &mut std::io::sink()).ok()?;
        return Some(Incoming::Garbled);
    }
    left.read_to_end(&mut whole).ok()?;
    if whole.len() as u64 != length {
        return None;
    }
    Some(serde_json::from_slice::<Value>(&whole).ok().map_or(Incoming::Garbled, message))
}

fn message(mut value: Value) -> Incoming {
    let params = value.get_mut("params").map(Value::take).unwrap_or_default();
    let id = value.get_mut("id").map(Value::take).filter(|id| id.is_string() || id.is_number());
    let method = value.get("method").and_then(Value::as_str).map(str::to_owned);
    match (id, method) {
        (Some(id), Some(method)) => Incoming::Request { id, method, params },
        (None, Some(method)) => Incoming::Notification { method, params },
        (Some(_), None) if value.get("result").is_some() || value.get("error").is_some() => {
            Incoming::Answer
        }
        _ => Incoming::Garbled,
    }
}

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The protocol's number.
    pub(crate) code: i32,
    /// Why, for people.
    pub(crate) message: String,
}

impl Refusal {
    /// What came is no JSON, or no message.
    pub(crate) const GARBLED: i32 = -32700;
    /// A request that makes no sense now.
    pub(crate) const INVALID: i32 = -32600;
    /// A method that there isn't.
    pub(crate) const UNKNOWN: i32 = -32601;
    /// Params that don't fit the method.
    pub(crate) const PARAMS: i32 = -32602;
    /// Before `initialize`.
    pub(crate) const EARLY: i32 = -32002;
    /// The client doesn't want to know any more.
    pub(crate) const CANCELLED: i32 = -32800;
    /// It can't be done.
    pub(crate) const FAILED: i32 = -32803;

    /// A refusal with words.
    pub(crate) fn new(code: i32, message: impl Into<String>) -> Refusal {
        Refusal { code, message: message.into() }
    }
}

/// Writes a message.
pub(crate) fn write(output: &mut dyn Write, message: &Value) -> std::io::Result<()> {
    let body = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

/// The answer to a request.
pub(crate) fn answer(id: &Value, result: Result<Value, Refusal>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(Refusal { code, message }) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
        }
    }
}

/// A notification.
pub(crate) fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        std::iter::from_fn(|| read(&mut input))
            .map(|m| match m {
                Incoming::Request { method, .. } => format!("? {method}"),
                Incoming::Notification { method, .. } => format!("! {method}"),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn what_is_garbled_does_not_end_the_talk() {
        let mut wire = Vec::new();
        let mut put =
            |body: &str| write!(wire, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        put("{\"id\":1,\"method\":\"a\"}");
        put("{oops");
        put("[]");
        put("{\"id\":1,\"result\":null}");
        put("{\"method\":\"b\",\"params\":[]}");
        wire.extend(b"nonsense\r\n\r\n\xff\xfe: x\r\ncontent-length: 14\r\n\r\n{\"method\":\"c\"}");
        wire.extend(b"Content-Length: 99999999999999999\r\n\r\n{}");
        assert_eq!(
            all(&wire),
            ["? a", "Garbled", "Garbled", "Answer", "! b", "Garbled", "! c", "Garbled"]
        );
    }
}
