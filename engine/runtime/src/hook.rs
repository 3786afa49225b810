//! Messages from outside that start playbooks (预案): what they say, and what they start.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use uuid::Builder;
use wallchart_campaign::command::StartCause;
use wallchart_campaign::{Actor, Command, CommandId, Face, Order, Refusal};

use crate::{Desk, DeskError, Receipt, order};

/// The parameters in a message: a JSON object of texts, numbers, true and false, numbers as they are written. No
/// bytes are none, and `null` is a parameter that isn't given. `None` for anything else.
pub fn hook_params(body: &[u8]) -> Option<Vec<(String, String)>> {
    if body.trim_ascii().is_empty() {
        return Some(Vec::new());
    }
    let map: BTreeMap<String, &RawValue> = serde_json::from_slice(body).ok()?;
    let text = |(name, value): (String, &RawValue)| match value.get() {
        "null" => None,
        value @ ("true" | "false") => Some(Some((name, value.to_owned()))),
        value if value.starts_with('"') => {
            Some(serde_json::from_str(value).ok().map(|text| (name, text)))
        }
        value if value.starts_with(['[', '{']) => Some(None),
        value => Some(Some((name, value.to_owned()))),
    };
    map.into_iter().filter_map(text).collect()
}

/// The id of the command that a message gives: the same for the same key to the same hook, so that a
/// message sent again starts nothing again.
pub fn hook_command(hook: &str, key: &[u8]) -> CommandId {
    let hash = blake3::Hasher::new().update(hook.as_bytes()).update(&[0]).update(key).finalize();
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    CommandId(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Passes a message on to the playbook that waits for it. Without an id it is a new one.
///
/// # Errors
/// As [`Desk::submit`]: no such hook, parameters that the playbook doesn't ask for, an id that was used
/// for another message.
pub async fn ring(
    desk: &dyn Desk,
    hook: &str,
    params: Vec<(String, String)>,
    id: Option<CommandId>,
) -> Result<Receipt, DeskError> {
    let campaign = desk.state().await?;
    let none = || DeskError::from(Refusal::NoSuchHook { hook: hook.to_owned() });
    let playbook = campaign.plan.playbook_on(hook).ok_or_else(none)?.id.clone();
    let cause = Some(StartCause::Hook { name: hook.to_owned() });
    let command = Command::StartPlaybook { playbook, params, cause };
    let order = order(Actor::Program("webhook".to_owned()), Face::Http, command);
    desk.submit(Order { id: id.unwrap_or(order.id), ..order }).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_taken_as_they_are_written() {
        let read = |text: &str| hook_params(text.as_bytes());
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(read(" "), Some(Vec::new()));
        assert_eq!(
            read(
                r#"{"数": 123456789012345678901234567890, "价": 1.10, "名": "甲\n乙", "急": true, "空": null}"#
            ),
            Some(vec![
                pair("价", "1.10"),
                pair("名", "甲\n乙"),
                pair("急", "true"),
                pair("数", "123456789012345678901234567890"),
            ])
        );
        for wrong in ["[1]", "1", r#"{"a": [1]}"#, r#"{"a": {}}"#, r#"{"a": }"#, "{", "甲"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
