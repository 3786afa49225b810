# The command line.
cli-about = Wallchart: campaign plans as text, checked, scheduled, and tracked to completion.
cli-heading-usage = {"Usage: "}
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-error = {"error: "}
cli-hint = {"hint: "}
cli-usage-no-such-verb = there is no command `{ $verb }`
cli-usage-unknown-argument = unknown argument `{ $arg }`
cli-usage-missing = missing: { $args }
cli-usage-conflict = `{ $arg }` cannot go with `{ $other }`
cli-usage-bad-value = `{ $value }` is no value for { $arg }
cli-usage-suggest = did you mean `{ $name }`?
cli-usage-date = A date is year, month and day: 2027-03-15
cli-usage-help = `wallchart --help` lists the commands, `wallchart COMMAND --help` their arguments.

cli-arg-help = Print help
cli-arg-version = Print the version
cli-arg-store = The store's file (WALLCHART_STORE; wallchart.db)
cli-arg-campaign = Which campaign, where the store holds several (WALLCHART_CAMPAIGN)
cli-arg-as = Who acts: a unit or a person of the plan (WALLCHART_AS; the operator, as coordinator)
cli-arg-lang = Language: zh or en (WALLCHART_LANG, then the locale)
cli-arg-json = Print data as JSON
cli-arg-plan = The plan file
cli-arg-anchor = The anchor date D, such as 2027-03-15
cli-arg-yes = Do not ask
cli-arg-task = The task: number, path, unique prefix, or pinyin initials (fhc@cd)
cli-arg-tasks = Tasks, done as one: numbers, paths, unique prefixes, or pinyin initials (fhc@cd)
cli-arg-note = A word with it
cli-arg-reason = Why
cli-arg-filter = Filter: words, who:UNIT, state:STATE, late, stream:TEXT
cli-arg-unit = The unit; by default the one that acts

cli-verb-check = Check a plan: every mistake, with its place and what to do
cli-verb-schedule = Schedule a plan: dates, slack, critical path
cli-verb-roster = Duty rosters: how they stand, who is on duty
cli-arg-roster-what = list (by default), show, fill, clear, swap, import, export
cli-arg-roster-names = The roster; then the post, the shift and ROLE=PEOPLE, two people to swap, or a file
cli-arg-roster-unit = Only the posts of this unit
cli-arg-roster-anyway = People on duty elsewhere then, or not on the unit's list, are meant
cli-arg-roster-planned = With clear: back to whom the plan has there
cli-arg-roster-sheet = The sheet of a workbook; the first by default
cli-verb-row = The log of a task: enter, list, correct, remove, import, export rows
cli-arg-row-what = add, list, correct, remove, import (a table) or export (one)
cli-arg-row-names = The row's number (correct, remove), its cells (firm=X posted=yes), or the table
cli-arg-row-sheet = Which sheet of a workbook; the first without it
cli-arg-row-new = Of a table, enter only rows that aren't there yet
cli-arg-row-all = Of a table, enter rows that are there already once more
cli-arg-row-last = Only so many of the last rows
cli-arg-row-out = The file to write: .csv or .xlsx
cli-arg-row-reason = Why it is removed
cli-verb-play = Playbooks: start, stop, look
cli-arg-play-what = list (by default), start, stop, or show one
cli-arg-play-names = The playbook and its parameters (brand=X), or a play (gala#1)
cli-arg-play-hook = The hook that a message came in by, in place of the playbook
cli-arg-play-body = The parameters as a JSON object: a file, or - for standard input
cli-arg-play-reason = Why it is stopped
cli-value-address = ADDRESS
cli-value-what = WHAT
cli-value-roster = ROSTER
cli-value-row-cells = CELLS
cli-value-names = PLAYBOOK
cli-verb-graph = Print what waits for what as Mermaid or DOT
cli-verb-open = Open the dashboard on a plan, launching it if it is not running yet
cli-verb-launch = Launch a plan: its tasks are issued to their units
cli-verb-list = List tasks
cli-verb-fmt = Lays plan files out, comments and line breaks kept
cli-verb-lsp = A language server for editors: checks, completion, renaming
cli-verb-status = Say how the campaign stands
cli-verb-inbox = List what a unit owes
cli-verb-show = Show one task in full
cli-verb-log = Print what has happened
cli-verb-serve = Listen for messages of other programs (webhooks), which start playbooks
cli-arg-serve-listen = Where: an address and a port, 0 for any that is free
cli-arg-serve-token-file = The file that holds the token which senders must show
cli-verb-verify = Verify the store: hash chain, blobs, order
cli-verb-backup = Copy the store while it is in use

cli-arg-check-deny-warnings = Fail on warnings too
cli-arg-fmt-check = Write nothing, and fail if a file is not laid out
cli-arg-fmt-files = Plan files; - reads standard input and prints it laid out
cli-arg-lsp-setup = Print what an editor (vscode, helix, neovim) needs in its settings, and serve nobody
cli-arg-lsp-stdio = What editors say; it makes no difference
cli-arg-check-fix = Put right in the files what has one right answer
cli-arg-graph-format = mermaid (the default) or dot
cli-arg-graph-instances = Every instance instead of fan-outs folded
cli-arg-list-campaigns = List campaigns instead of tasks
cli-arg-progress-percent = Hundredths done, 0 to 100
cli-arg-progress-problem = What is in the way
cli-arg-progress-next = What comes next
cli-arg-progress-text = How it stands
cli-arg-tick-steps = Steps by number from 1, or all
cli-arg-tick-clear = Clear the ticks instead
cli-arg-measure-figures = Figures: visits=50, leaflets=1000+
cli-arg-measure-as-of = The date up to which they count
cli-arg-attach-name = What it is, as the plan asks for it; by default the one thing that is missing
cli-arg-attach-files = Files
cli-arg-pick-at = When: 2027-03-12, 2027-03-12 14:00, D-3 pm
cli-arg-answers = What else the plan asks for: place=…
cli-arg-comment-text = What
cli-arg-outcome = How it ended: one of the outcomes that the plan lists
cli-arg-nil = Nothing to report
cli-arg-done-steps = Steps that are done, by number from 1, or all
cli-arg-done-measures = Figures: visits=50
cli-arg-done-attach = Evidence: NAME=FILE, or a file
cli-arg-done-at = The date, where the unit picks it
cli-arg-extend-until = Until when: 2027-03-20, D+3wd
cli-arg-extend-grant = Grant the extension asked for; with --until, until another time, asked for or not
cli-arg-extend-refuse = Refuse the extension asked for
cli-arg-reassign-to = The unit that takes the lead
cli-arg-undo-command = The command to undo, by its id; by default the last one of whoever acts
cli-arg-log-task = Only of this task
cli-arg-log-revisions = Only the revisions of the plan
cli-arg-log-last = Only the last so many
cli-arg-backup-to = The new file; it must not exist

cli-plan-errors = { $count ->
    [one] the plan has one error
   *[other] the plan has { $count } errors
}
cli-plan-blocked = { $count ->
    [one] one thing is still to be filled in before the plan can be launched
   *[other] { $count } things are still to be filled in before the plan can be launched
}
cli-no-store = there is no store `{ $path }`
cli-no-store-hint = launch a plan first: wallchart launch PLAN, or name the file with --store
cli-no-campaign = the store holds no campaign yet
cli-no-such-campaign = the store holds no campaign `{ $id }`
cli-which-campaign = the store holds several campaigns: name one with --campaign
cli-campaigns-are = campaigns: { $ids }
cli-no-such-task = no task fits `{ $text }`
cli-which-task = `{ $text }` fits several tasks
cli-no-such-unit = no unit or person fits `{ $text }`
cli-near = did you mean: { $names }
cli-fits = these fit: { $names }
cli-no-such-step = { $task } has no step `{ $step }`: its steps are 1 to { $count }
cli-bad-figure = `{ $text }` is no figure
cli-bad-figure-hint = write NAME=NUMBER: visits=50, leaflets=1000+
cli-bad-figure-unit = write a number and nothing else, or its unit `{ $unit }` behind it: 1,200 { $unit }, over 1000 { $unit }; write several figures apart
cli-arg-picked = When: 2027-03-12, 2027-03-12 14:00, D-3 pm; then what else the plan asks for: place=…
cli-value-picked = TIME
cli-bad-row-heading = { $path }: { $kind ->
    [none] the table is empty, or has no headings
   *[other] the heading “{ $column }” is no column of the log, or stands there twice
}
cli-bad-row-heading-hint = the columns of the log are: { $columns }
cli-bad-row-cells = { $path }: { $n ->
    [one] a cell isn't
   *[other] { $n } cells aren't
} what the log holds; no row was entered:
cli-bad-row-cells-hint = mend them in the table and import it again; rows are numbered as in the table
cli-bad-row-more = and { $n } more
cli-rows-there = { $known } of the { $of } rows of { $path } stand in the log already
cli-rows-there-hint = --new enters only the others, --all enters all of them once more
cli-bad-row-number = `{ $text }` is no number of a row
cli-bad-row-number-hint = `wallchart row list` shows them: wallchart row correct TASK 3 公示=是
cli-no-row-file = no table was named
cli-no-row-file-hint = write `row import TASK visits.csv`, or `row export TASK --out visits.xlsx`
cli-row-number = row
cli-row-at = entered
cli-row-sheet = log
cli-row-no-log = this task keeps no log
cli-row-count = { $n ->
    [one] 1 row
   *[other] { $n } rows
}  { $columns }
cli-row-nothing-new = nothing new: all { $n } rows stand in the log
cli-row-exported = { $path }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}
cli-bad-play = `{ $text }` names no play
cli-bad-play-hint = write PLAYBOOK#NUMBER: 晚会曝光#1; `wallchart play list` shows all
cli-bad-body = { $file } holds no JSON object
cli-bad-body-hint = write an object of texts, numbers, true or false: {"{"}"属地": "城东所"{"}"}
cli-play-none = this plan has no playbooks
cli-play-late = overdue from the start
cli-play-running = running
cli-play-over = over
cli-play-stopped = stopped ({ $reason })
cli-not-starting = --hook and --json-body are for a start
cli-not-starting-hint = write: wallchart play start --hook NAME --json-body FILE
cli-bad-answer = `{ $text }` is no answer
cli-bad-answer-hint = write FIELD=TEXT: place=新城社区广场
cli-bad-time = `{ $text }` is no time
cli-bad-time-hint = write 2027-03-12, 2027-03-12 14:00, D-3 or D+2wd
cli-name-evidence = { $task } asks for several things: say which one this is
cli-name-evidence-hint = --name, or NAME=FILE, with one of: { $names }
cli-file = { $path }: { $error }
cli-ask-replace = { $path } is there already. Put the new one in its place?
cli-no-table-format = { $path }: tables are written as .xlsx or .csv only
cli-no-table-format-hint = Let the file's name end in .xlsx or .csv
cli-no-folder = There is no folder { $path }
cli-no-folder-hint = Make it first, or write somewhere else
cli-unconfirmed = nothing was done
cli-unconfirmed-hint = answer y, or repeat with --yes
cli-terminal = the terminal: { $error }

cli-extend-behind = These wait for it, and their due dates did not move; who can't keep them asks for an extension:
cli-extend-behind-one = { $path }  due { $due }  { $owner }
cli-schedule-head = { $title }   D = { $anchor }   { $start } to { $finish }
cli-arg-schedule-gantt = Draw a chart of bars
cli-arg-schedule-width = How wide the chart is; as wide as the terminal when absent
cli-value-cells = CELLS
cli-gantt-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
cli-gantt-hours = { $hours } hours
cli-gantt-legend = a cell is { $cell }   { $rest } planned   { $critical } critical   { $due } due   { $milestone } milestone   | D
cli-column-number = No.
cli-column-light = { "" }
cli-column-task = task
cli-column-owner = lead unit
cli-column-state = state
cli-column-start = start
cli-column-finish = finish
cli-column-latest = latest
cli-column-due = due
cli-column-slack = slack
cli-critical = critical
cli-and = {", "}
cli-launched = launched { $id } for { $anchor }: { $tasks ->
    [one] one task is issued
   *[other] { $tasks } tasks are issued
}
cli-launched-late = { $tasks ->
    [one] One of them was due before today and is overdue at once
   *[other] { $tasks } of them were due before today and are overdue at once
}; if a date is wrong, correct the plan and `wallchart apply` it
cli-ask-past = D = { $anchor } of “{ $title }” has passed. Launch it all the same?
cli-open-differs = The plan file was edited; revision { $revision } is running. See: wallchart diff PLAN
cli-backed-up = { $path }: { $events } events, { $bytes } bytes, read back and verified
cli-verified = sound: { $campaigns ->
    [one] one campaign
   *[other] { $campaigns } campaigns
}, { $events } events, { $blobs } files
cli-damaged = the store is damaged: { $problems } problems
cli-status-all-done = All { $tasks } tasks are done.
cli-target-reached = {" "}(target reached)
cli-target-open = {" "}(target { $value })
cli-inbox-to-review = to review
cli-inbox-to-decide = extensions to decide
cli-inbox-returned = returned
cli-inbox-to-acknowledge = to acknowledge
cli-inbox-to-do = to do
cli-inbox-to-support = to support
cli-inbox-waiting = waiting
cli-inbox-suspended = suspended
cli-inbox-sent = handed in
cli-inbox-empty = { $unit } owes nothing
cli-arg-open-ascii = Draw frames in plain ASCII: true or false; by default the terminal is asked

cli-show-gone = (taken out by a revision; the last to have it was { $revision }. Its records are kept.)
cli-show-missing = still needed
cli-show-can = you can
cli-show-picked = date picked
cli-filter-hint = words, who:UNIT, state:STATE, stream:TEXT, late; `-` before a word negates it
cli-nothing-to-redo = there is nothing to redo

cli-plan-warnings = { $count ->
    [one] the plan has one warning, and none are allowed
   *[other] the plan has { $count } warnings, and none are allowed
}
cli-no-steps = { $task } has no checklist
cli-steps-already-so = the checklist of { $task } is so already: nothing changed
cli-no-evidence-asked = { $task } asks for no evidence
cli-no-evidence-asked-hint = to attach some all the same, say what it is with --name
cli-no-such-task-hint = tasks go by number (T0412), path, unique prefix or pinyin initials (fhc@cd); `wallchart list` lists them
cli-no-such-unit-hint = write a unit or a person of the plan; `wallchart list` shows the lead units
cli-file-not-found = there is no such file
cli-changed-meanwhile = { $path } was changed by somebody else just now, and is left as it is
cli-changed-meanwhile-hint = run it again
cli-fmt-would = not laid out: { $path }
cli-fmt-done = laid out: { $path }
cli-fmt-all = { $count ->
    [one] the file is laid out already
   *[other] all { $count } files are laid out already
}
cli-fmt-astray = { $count ->
    [one] one file is not laid out
   *[other] { $count } files are not laid out
}
cli-fmt-astray-hint = run `wallchart fmt FILE`
cli-fmt-fix = Some have one right answer only; to mend them: wallchart check --fix { $path }
cli-fixed = mended { $at }: { $code } { $message }
cli-fixed-all = { $count ->
    [one] one place mended
   *[other] { $count } places mended
}
cli-fixed-nothing = nothing has just one right answer; no file was touched
cli-left-out = { $count ->
    [one] One task is left out by `only`.
   *[other] { $count } tasks are left out by `only`.
}
cli-fixable = { $count ->
    [one] One of these has one right answer
   *[other] { $count } of these have one right answer
}: --fix puts it right
cli-file-denied = it may not be read or written
cli-file-is-folder = it is a folder
cli-taken-back = undone: { $what }
cli-done-again = done again: { $what }
cli-log-with-words = { $what } “{ $text }”
cli-value-options = OPTIONS
cli-value-editor = EDITOR
cli-value-outcome = OUTCOME
cli-value-verb = VERB
cli-value-file = FILE
cli-value-files = FILE
cli-value-id = ID
cli-value-who = WHO
cli-value-plan = PLAN
cli-value-anchor = DATE
cli-value-task = TASK
cli-value-tasks = TASK
cli-value-unit = UNIT
cli-value-to = UNIT
cli-value-until = TIME
cli-value-at = TIME
cli-value-as-of = DATE
cli-value-reason = TEXT
cli-value-note = TEXT
cli-value-text = TEXT
cli-value-problem = TEXT
cli-value-next = TEXT
cli-value-percent = PERCENT
cli-value-steps = STEP
cli-value-figures = NAME=FIGURE
cli-value-name = NAME
cli-value-answers = FIELD=TEXT
cli-value-name-figure = NAME=FIGURE
cli-value-name-file = NAME=FILE
cli-value-field-text = FIELD=TEXT
cli-value-filter = FILTER
cli-value-format = FORMAT
cli-value-last = N
cli-value-command = COMMAND-ID
cli-verb-extend = Ask for a later due date, or decide on one with --grant or --refuse
cli-which-unit = several units fit `{ $text }`
