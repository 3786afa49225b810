//! The tables, as migrations. One that has landed is never edited: add another.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::StoreError;

/// Marks the file as ours: `WACH`.
pub(super) const APPLICATION_ID: i32 = 0x5741_4348;

const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("schema_1.sql"))];

/// The version that this program writes.
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Brings the tables up to [`VERSION`], in one transaction a step.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    Migrations::from_slice(MIGRATIONS).to_latest(conn).map_err(|e| match e {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => StoreError::corrupt(other.to_string()),
    })
}

/// What the file's structure consists of: type, name and text of every object.
pub(super) fn objects(conn: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut found = conn.prepare(
        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name",
    )?;
    let rows = found.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_sound() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }

    /// A migration that has landed is in files in the field: its text may not change.
    #[test]
    fn landed_migrations_have_not_changed() {
        let hash = blake3::hash(include_bytes!("schema_1.sql")).to_hex();
        assert_eq!(&hash[..16], "4997810976643742");
    }
}
