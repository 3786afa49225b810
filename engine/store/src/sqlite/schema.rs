//! The tables, as migrations. One that has landed is never edited: add another.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::StoreError;

/// Marks the file as ours: `WACH`.
pub(super) const APPLICATION_ID: i32 = 0x5741_4348;

const MIGRATIONS: &[M<'static>] =
    &[M::up(include_str!("schema_1.sql")), M::up(include_str!("schema_2.sql"))];

/// The version that this program writes.
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Brings the tables up to [`VERSION`], in one transaction a step.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    migrate_to(conn, VERSION)
}

/// Brings the tables of an empty or earlier file up to a version.
pub(super) fn migrate_to(conn: &mut Connection, version: u32) -> Result<(), StoreError> {
    let steps = usize::try_from(version).unwrap_or(usize::MAX);
    Migrations::from_slice(MIGRATIONS).to_version(conn, steps).map_err(|e| match e {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => StoreError::corrupt(other.to_string()),
    })
}

/// The version that a file has.
pub(super) fn version(conn: &Connection) -> Result<u32, StoreError> {
    let version = conn.query_row("PRAGMA user_version", [], |r| r.get::<_, i64>(0))?;
    Ok(u32::try_from(version).unwrap_or(u32::MAX))
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
        let landed: [(&[u8], &str); 2] = [
            (include_bytes!("schema_1.sql"), "4997810976643742"),
            (include_bytes!("schema_2.sql"), "f65d30836e722d6f"),
        ];
        for (text, hash) in landed {
            assert_eq!(&blake3::hash(text).to_hex()[..16], hash);
        }
        assert_eq!(landed.len(), MIGRATIONS.len());
    }
}
