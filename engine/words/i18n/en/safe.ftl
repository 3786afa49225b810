# Safety of data: commands whose outcome is unknown, restoring, backups.
safe-disk-full = the disk is full
safe-again-hint = run this to find out; what was recorded won't be recorded twice, what wasn't is done now:
    { $command }
safe-done-before = this command was recorded before; nothing was recorded twice:
safe-recorded-only = it is recorded, but what came of it can't be shown: { $cause }
cli-arg-command-id = The command's id (a UUID): given the id of an earlier one, it finds out what became of that instead of doing it twice
cli-value-command-id = COMMAND-ID

safe-damaged = { $path } is damaged and can't be a backup or be backed up: { $first } ({ $problems } problems in all). See `wallchart verify`, and restore a sound backup
safe-leased = { $holder } is using this store, so it can't be restored: stop that first
safe-same-file = { $path } is the store itself: name a backup of it
cli-verb-restore = Put a backup in the store's place; what was there is kept beside it
cli-arg-restore-from = The backup
cli-value-from = BACKUP
cli-restore-ask = { $store } holds { $events } events, the backup { $backup } has { $restored }. Replace it? What is there is kept beside it.
cli-restore-ask-unreadable = { $store } can't be read as a store. Put the backup { $backup } ({ $restored } events) in its place? The file is kept beside it.
cli-restored = restored { $store }: { $campaigns ->
    [one] one campaign
   *[other] { $campaigns } campaigns
}, { $events } events, verified
cli-restore-kept = what was there is kept in { $path }
safe-restored-at = restored from a backup at { $at }; what was there before is kept in { $kept }
safe-io-hint = look whether the disk is sound and has room, and try again
