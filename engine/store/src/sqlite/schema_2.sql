-- Each time that a backup took the place of what was here: when (UTC milliseconds), the last position of what
-- was put here, the last of what was here before, and the name of the copy that was kept of it.
CREATE TABLE restores (
    n               INTEGER PRIMARY KEY,
    at              INTEGER NOT NULL,
    position        INTEGER NOT NULL,
    position_before INTEGER NOT NULL,
    kept            TEXT    NOT NULL
) STRICT;
