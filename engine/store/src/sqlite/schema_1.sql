PRAGMA application_id = 0x57414348;

CREATE TABLE campaigns (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- Times are UTC milliseconds. salt and body are NULL once redacted; body stands last because it is long.
CREATE TABLE events (
    position     INTEGER PRIMARY KEY,
    campaign     INTEGER NOT NULL REFERENCES campaigns (id),
    seq          INTEGER NOT NULL CHECK (seq > 0),
    recorded_at  INTEGER NOT NULL,
    occurred_at  INTEGER NOT NULL,
    actor_kind   TEXT    NOT NULL,
    actor_id     TEXT,
    on_behalf_of TEXT,
    via          TEXT    NOT NULL,
    command      BLOB    NOT NULL CHECK (length(command) = 16),
    cause        INTEGER,
    revision     INTEGER NOT NULL,
    kind         TEXT    NOT NULL CHECK (kind <> ''),
    kind_version INTEGER NOT NULL,
    salt         BLOB             CHECK (length(salt) = 16),
    inner        BLOB    NOT NULL CHECK (length(inner) = 32),
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    body         BLOB,
    UNIQUE (campaign, seq)
) STRICT;

CREATE TABLE commands (
    campaign INTEGER NOT NULL REFERENCES campaigns (id),
    command  BLOB    NOT NULL CHECK (length(command) = 16),
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    request  BLOB             CHECK (length(request) = 32),
    PRIMARY KEY (campaign, command)
) STRICT, WITHOUT ROWID;

-- at_hash ties a snapshot to the stream that it was folded from.
CREATE TABLE snapshots (
    campaign     INTEGER NOT NULL REFERENCES campaigns (id),
    fold_version INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    at_hash      BLOB    NOT NULL CHECK (length(at_hash) = 32),
    body_hash    BLOB    NOT NULL CHECK (length(body_hash) = 32),
    body         BLOB    NOT NULL,
    UNIQUE (campaign, fold_version, seq)
) STRICT;

CREATE TABLE blobs (
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    body BLOB NOT NULL
) STRICT;

-- A row stays when its lease is given back, so that fences only grow.
CREATE TABLE leases (
    name     TEXT    NOT NULL PRIMARY KEY,
    holder   TEXT,
    fence    INTEGER NOT NULL,
    until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
END;

CREATE TRIGGER events_are_only_redacted BEFORE UPDATE ON events
WHEN NEW.salt IS NOT NULL OR NEW.body IS NOT NULL
    OR (NEW.position, NEW.campaign, NEW.seq, NEW.recorded_at, NEW.occurred_at, NEW.actor_kind,
        NEW.actor_id, NEW.on_behalf_of, NEW.via, NEW.command, NEW.cause, NEW.revision, NEW.kind,
        NEW.kind_version, NEW.inner, NEW.hash)
    IS NOT
       (OLD.position, OLD.campaign, OLD.seq, OLD.recorded_at, OLD.occurred_at, OLD.actor_kind,
        OLD.actor_id, OLD.on_behalf_of, OLD.via, OLD.command, OLD.cause, OLD.revision, OLD.kind,
        OLD.kind_version, OLD.inner, OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;
