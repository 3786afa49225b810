# What the store says.
store-not-found = there is no store at { $path }
store-no-folder = there is no folder { $path }: make it first, or look at the path
store-not-a-store = { $path } is not a Wallchart store
store-newer-version = a later Wallchart has written this store (format { $found }; this program knows up to { $ours }): upgrade
store-network = { $path } is on a network file system ({ $kind }), where several writers damage a store: put it on a local disk
store-corrupt = the store is damaged: { $detail }. Stop writing and restore a backup
store-busy = another program keeps the store busy: try again later
store-disk-full = the disk is full and nothing was written: make room and try again
store-read-only = the store can be read but not written: look at the rights of the file and its folder
store-already-exists = { $path } exists and is never overwritten: choose another name
store-no-such-event = there is no such event to keep a snapshot of
store-too-big = { $bytes } bytes are too many for one file; the limit is { $limit }
store-old-sqlite = this program was built with SQLite { $found }, which can damage files: it can't be used
store-bad-backup = the backup differs from the store and was discarded: { $detail }
store-io = the disk failed: { $detail }
store-unknown = { $cause }. Whether the command was recorded is unknown: send it again with the same id to find out (it won't be recorded twice)

# What verify finds.
store-problem-at = { $campaign }, event { $seq }: { $what }
store-problem-in = { $campaign }: { $what }
store-problem-hash = the event was altered (it doesn't match its hash)
store-problem-body = the body was altered (it doesn't match its hash)
store-problem-half-redacted = only one of body and salt was removed
store-problem-gap = events are missing (event { $expected } should come here)
store-problem-position = the order across campaigns has a gap (at { $position })
store-problem-command-missing = the table of commands doesn't know this event's command
store-problem-command-wrong = the table of commands says otherwise about this command's events
store-problem-command-twice = the command was recorded twice
store-problem-blob = the file { $hash } doesn't match its hash
store-problem-snapshot = a snapshot doesn't match the events (it can be made again; no data is lost)
store-problem-unreadable = the event can't be read: { $detail }
store-problem-file = the database file is damaged: { $detail }
store-problem-schema = the database's structure was altered: { $object }

# Reading events.
store-redacted = the body of event { $seq } was redacted
store-later-event = a later Wallchart wrote event { $seq } ({ $kind }): upgrade
store-unreadable-event = event { $seq } can't be read: { $detail }
