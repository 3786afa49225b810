//! Messages from outside that start playbooks (预案): what they say, and what they start.

use serde_json::{Map, Value};
use uuid::Builder;
use wallchart_campaign::command::StartCause;
use wallchart_campaign::{Actor, Command, CommandId, Face, Order, Refusal};

use crate::{Desk, DeskError, Receipt, order};

/// The parameters in a message: a JSON object of texts, numbers, true and false. No bytes are none.
/// `None` for anything else.
pub fn hook_params(body: &[u8]) -> Option<Vec<(String, String)>> {
    if body.trim_ascii().is_empty() {
        return Some(Vec::new());
    }
    let map: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let text = |(name, value)| match value {
        Value::String(text) => Some((name, text)),
        Value::Number(n) => Some((name, n.to_string())),
        Value::Bool(yes) => Some((name, yes.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    map.into_iter().map(text).collect()
}

/// The id of the command that a message gives: the same for the same key to the same hook, so that a
/// message sent again starts nothing again.
pub fn hook_command(hook: &str, key: &str) -> CommandId {
    let hash = blake3::Hasher::new()
        .update(hook.as_bytes())
        .update(&[0])
        .update(key.as_bytes())
        .finalize();
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
