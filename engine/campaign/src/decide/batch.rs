//! Several commands as one: each is decided against what the ones before it have changed.

use chrono::{DateTime, Utc};

use super::follow::with_consequences;
use super::one;
use crate::command::{Command, Order};
use crate::event::EventBody;
use crate::overlay::Overlay;
use crate::refusal::Refusal;
use crate::rights::Rights;
use crate::state::Campaign;

pub(super) fn batch(
    campaign: &Campaign,
    order: &Order,
    who: &Rights,
    commands: &[Command],
    now: DateTime<Utc>,
) -> Result<Vec<EventBody>, Refusal> {
    if commands.is_empty() {
        return Err(Refusal::EmptyBatch);
    }
    let mut view = Overlay::of(campaign);
    let mut out = Vec::with_capacity(commands.len());
    for (at, command) in commands.iter().enumerate() {
        let bodies = one(&view, order, who, command, now)
            .map_err(|refusal| Refusal::InBatch { at, refusal: Box::new(refusal) })?;
        out.extend(with_consequences(&mut view, order, now, bodies));
    }
    Ok(out)
}
