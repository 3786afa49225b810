//! Leases, by the rules of [`crate::lease`].

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use crate::lease::{self, Held};
use crate::{Granted, Lease, StoreError};

pub(super) fn held(conn: &Connection, name: &str) -> Result<Option<Held>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT holder, fence, until_ms FROM leases WHERE name = ?")?;
    let read = |r: &rusqlite::Row<'_>| {
        let fence = r.get::<_, i64>(1)?.cast_unsigned();
        Ok(Held { holder: r.get(0)?, fence, until_ms: r.get(2)? })
    };
    Ok(statement.query_row([name], read).optional()?)
}

pub(super) fn ask(
    conn: &Connection,
    name: &str,
    holder: &str,
    ttl: Duration,
    now_ms: i64,
) -> Result<Granted, StoreError> {
    let granted = lease::ask(held(conn, name)?, name, holder, ttl, now_ms);
    if let Granted::Yes(lease) = &granted {
        let fence = lease.fence.number.cast_signed();
        conn.prepare_cached(
            "INSERT OR REPLACE INTO leases (name, holder, fence, until_ms) VALUES (?, ?, ?, ?)",
        )?
        .execute((name, holder, fence, lease.until_ms))?;
    }
    Ok(granted)
}

pub(super) fn renew(
    conn: &Connection,
    lease: &Lease,
    ttl: Duration,
    now_ms: i64,
) -> Result<Option<Lease>, StoreError> {
    let name = &lease.fence.name;
    let renewed = lease::renewed(held(conn, name)?.as_ref(), lease, ttl, now_ms);
    if let Some(lease) = &renewed {
        conn.prepare_cached("UPDATE leases SET until_ms = ? WHERE name = ?")?
            .execute((lease.until_ms, name))?;
    }
    Ok(renewed)
}

pub(super) fn release(conn: &Connection, lease: &Lease) -> Result<bool, StoreError> {
    let name = &lease.fence.name;
    let is_held = lease::is_held(held(conn, name)?.as_ref(), lease);
    if is_held {
        conn.prepare_cached("UPDATE leases SET holder = NULL WHERE name = ?")?.execute([name])?;
    }
    Ok(is_held)
}
