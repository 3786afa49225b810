//! The rules of a lease, one for all stores.

use std::time::Duration;

use crate::{Fence, Granted, Lease};

/// A lease as stored; its row stays after it is given back, so that fences only grow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// `None` once given back.
    pub(crate) holder: Option<String>,
    pub(crate) fence: u64,
    pub(crate) until_ms: i64,
}

/// Decides who holds the lease from now on; `Granted::Yes` is to be stored.
pub(crate) fn ask(
    held: Option<Held>,
    name: &str,
    holder: &str,
    ttl: Duration,
    now_ms: i64,
) -> Granted {
    if let Some(Held { holder: Some(other), until_ms, .. }) = &held
        && other != holder
        && *until_ms > now_ms
    {
        return Granted::No { holder: other.clone(), until_ms: *until_ms };
    }
    let number = held.map_or(0, |h| h.fence) + 1;
    Granted::Yes(Lease {
        fence: Fence { name: name.to_owned(), number },
        holder: holder.to_owned(),
        until_ms: until(now_ms, ttl),
    })
}

/// The lease with a later end, if it is still the one that is held. Being late is no harm where nobody
/// else has asked.
pub(crate) fn renewed(
    held: Option<&Held>,
    lease: &Lease,
    ttl: Duration,
    now_ms: i64,
) -> Option<Lease> {
    is_held(held, lease).then(|| Lease { until_ms: until(now_ms, ttl), ..lease.clone() })
}

/// Whether that very lease is in force.
pub(crate) fn is_held(held: Option<&Held>, lease: &Lease) -> bool {
    held.is_some_and(|h| h.fence == lease.fence.number && h.holder.is_some())
}

fn until(now_ms: i64, ttl: Duration) -> i64 {
    now_ms.saturating_add(i64::try_from(ttl.as_millis()).unwrap_or(i64::MAX))
}
