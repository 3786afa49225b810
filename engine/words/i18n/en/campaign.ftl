# A running campaign: states, verbs, roles, events, and why a command is refused.

campaign-list-comma = {", "}
campaign-list-semicolon = {"; "}
campaign-list-more = { $list } and { $more } more
campaign-somebody = somebody
campaign-a-change = change

campaign-verb-acknowledge = acknowledge
campaign-verb-start = start
campaign-verb-progress = report progress
campaign-verb-tick = tick a step
campaign-verb-measure = record a figure
campaign-verb-rows = enter rows
campaign-verb-attach = attach evidence
campaign-verb-comment = comment
campaign-verb-pick = pick a date
campaign-verb-submit = submit
campaign-verb-withdraw = withdraw
campaign-verb-accept = accept
campaign-verb-return = return
campaign-verb-complete = complete
campaign-verb-close = close
campaign-verb-request-extension = ask for an extension
campaign-verb-decide-extension = decide on an extension
campaign-verb-reassign = reassign
campaign-verb-suspend = suspend
campaign-verb-resume = resume
campaign-verb-cancel = cancel
campaign-verb-skip = skip

campaign-role-coordinator = coordinator
campaign-role-lead = lead
campaign-role-support = supporting unit
campaign-role-reviewer = reviewer
campaign-role-participant = participant

campaign-event-plan-applied = plan applied
campaign-event-plan-approved = plan approved
campaign-event-task-acknowledged = acknowledged
campaign-event-task-started = started
campaign-event-progress-reported = progress reported
campaign-event-step-ticked = step ticked
campaign-event-measure-recorded = figure recorded
campaign-event-rows-added = entered rows
campaign-event-row-corrected = corrected a row
campaign-event-row-removed = removed a row
campaign-event-evidence-attached = evidence attached
campaign-event-commented = commented
campaign-event-date-picked = date picked
campaign-event-support-reported = supporting part reported
campaign-event-task-submitted = submitted
campaign-event-submission-withdrawn = submission withdrawn
campaign-event-task-returned = returned
campaign-event-task-completed = completed
campaign-event-task-closed = closed
campaign-event-extension-requested = extension asked for
campaign-event-extension-granted = extension granted
campaign-event-extension-refused = extension refused
campaign-event-due-moved = due date moved along
campaign-event-task-reassigned = reassigned
campaign-event-task-suspended = suspended
campaign-event-task-resumed = resumed
campaign-event-task-cancelled = cancelled
campaign-event-task-ruled-out = not needed after that outcome
campaign-event-task-ruled-in = needed after all
campaign-event-playbook-started = playbook started
campaign-event-play-task-added = a task of a play came up again
campaign-event-task-skipped = skipped
campaign-event-roster-filled = duty roster filled
campaign-event-command-undone = undone
campaign-event-task-restored = restored

campaign-words-text = a text
campaign-words-reason = a reason
campaign-words-name = a name
campaign-words-file = a file
campaign-words-answer = an answer

campaign-missing-supporters = supporting units have not reported: { $units }
campaign-missing-pick = no date is picked
campaign-missing-answers = not filled in: { $answers }
campaign-missing-steps = { $short ->
    [one] one more step
   *[other] { $short } more steps
}{ $which ->
    [any] , any of
   *[all] :
} { $steps }
campaign-missing-rows = the log has no row (or say that there is nothing)
campaign-missing-cells = cells of the log to be corrected: { $cells }
campaign-unfit = row { $row }, { $column }{ $length ->
    [0] {" "}is empty
   *[other] : “{ $value }”
}
figures-unfit = Not counted from logs
cli-row-former = { $column } (gone)
campaign-missing-measures = no figure for { $measures }
campaign-missing-evidence = too little evidence: { $evidence }
campaign-unmet-some = { $short } more of { $tasks }

campaign-fault-number-gone = { $task } has a number that was another task's
campaign-fault-no-tasks = it has no tasks
campaign-fault-number-twice = the number { $task } is given twice
campaign-fault-unknown-need = { $task } waits for { $on }, which does not exist
campaign-fault-unknown-unit = there is no unit “{ $unit }”

campaign-refused-not-launched = The campaign has not been launched.
campaign-hint-not-launched = Launch a plan first.
campaign-refused-already-launched = Campaign { $campaign } is running already; it cannot be launched again.
campaign-hint-already-launched = Open the running campaign; for an edited plan there are diff and apply; give next year's campaign an id of its own.
campaign-refused-bad-plan = The plan cannot be put in force: { $fault }.
campaign-hint-bad-plan = Check the plan, correct it, and try again.
campaign-hint-bad-plan-numbers = The plan text need not be wrong: whatever numbered its tasks gave a number again. Apply the plan from its file with the same release that runs the campaign.
campaign-refused-only-coordinator = { $actor } may not launch the plan.
campaign-hint-only-coordinator = The coordinator launches it: { $unit }.
campaign-refused-not-in-plan = The plan does not know { $actor }.
campaign-hint-not-in-plan = Act as a unit or a person of the plan.
campaign-refused-no-such-unit = The plan has no unit “{ $unit }”.
campaign-hint-no-such-unit = Name a unit as the plan does.
campaign-refused-not-for-unit = { $actor } may not act for { $unit }.
campaign-hint-not-for-unit = { $unit } itself, its proxy or the coordinator may.
campaign-refused-no-such-task = There is no task { $task }.
campaign-hint-no-such-task = The plan has { $of } tasks; check the number.
campaign-refused-not-allowed = { $actor } may not { $verb } on { $task }.
campaign-hint-not-allowed = Who may: { $by }.
campaign-refused-wrong-state = { $task } is { $state }: { $verb } is not possible.
campaign-hint-wrong-state = Possible now: { $next }.
campaign-hint-wrong-state-end = Nothing more can be done on it; undo the last step if it was a mistake.
campaign-refused-unmet = { $task } waits for { $waiting }.
campaign-hint-unmet = Submit when they are done; if it cannot wait, the coordinator may complete it.
campaign-refused-missing = Not possible on { $task } ({ $verb }): { $missing }.
campaign-hint-missing = Add what is missing and try again.
campaign-refused-does-not-add-up = { $task } can't be closed out: the figures of { $unit } don't agree, { $checks }.
campaign-hint-does-not-add-up = Correct the figures that are wrong, or close out with a word on why they are right.
campaign-refused-not-asked-for = The plan does not ask for this on { $task }: { $verb }.
campaign-hint-not-asked-for = Report progress or comment instead.
campaign-refused-no-such-step = { $task } has no step { $step }.
campaign-hint-no-such-step = Its steps: { $steps }.
campaign-refused-no-such-measure = { $task } does not count “{ $measure }”.
campaign-hint-no-such-measure = It counts { $asked }.
campaign-refused-no-such-answer = { $task } does not ask for “{ $name }”.
campaign-hint-no-such-answer = It asks for { $asked }.
campaign-refused-no-such-entry = Entry { $entry } of { $task } is no figure of “{ $measure }” that counts.
campaign-hint-no-such-entry = Correct the latest figure of that measure.
campaign-refused-no-such-column = The log of { $task } has no column “{ $column }”, or it is given twice.
campaign-hint-no-such-column = Its columns are: { $columns }.
campaign-refused-row-too-wide = { $task }: row { $row } has more cells than there are columns ({ $columns }).
campaign-hint-row-too-wide = A row has a cell for each column; an empty one takes its place too.
campaign-refused-bad-rows = No row of { $task } was entered: { $cells }.
campaign-hint-bad-rows = Mend them and enter them again; what is entered at once is entered whole or not at all.
campaign-bad-cell = { $row ->
    [0] {""}
   *[other] row { $row },{" "}
}{ $column }: { $why ->
    [empty] nothing is filled in
    [number] “{ $value }” is no number
    [yes_no] “{ $value }” is neither yes nor no
    [date] “{ $value }” is no date such as 2026-03-15
   *[unit] “{ $value }” is no unit of { $group }
}
campaign-cell-yes = yes
campaign-cell-no = no
campaign-refused-no-such-row = { $task } has no row { $row }, or it was removed.
campaign-hint-no-such-row = `row list` shows those that there are; the last one is { $last }.
campaign-refused-no-rows = No rows were given for { $task }.
campaign-hint-no-rows = Say for each row what its columns hold.
campaign-refused-counted = { $measure } of { $task } is counted from its log ({ $from }), not entered by hand.
campaign-hint-counted = Enter rows, and the figure follows; where it is wrong, correct the rows.
campaign-refused-already-so = { $task } has it already: { $verb }.
campaign-hint-already-so = There is nothing to do.
campaign-refused-already-attached = { $task } has this very file as “{ $name }” already: { $file }.
campaign-hint-already-attached = Attach another file.
campaign-refused-already-reported = { $unit } has reported its part of { $task }.
campaign-hint-already-reported = To add something, report progress or comment.
campaign-refused-already-owner = { $unit } leads { $task } already.
campaign-hint-already-owner = Choose another unit.
campaign-refused-percent-too-high = { $task } cannot be { $percent }% done.
campaign-hint-percent-too-high = Give 0 to 100.
campaign-refused-negative = “{ $measure }” of { $task } cannot be negative.
campaign-hint-negative = A figure is zero or more: write how much there is.
campaign-refused-bad-period = The period of “{ $measure }” on { $task } ends before it begins.
campaign-hint-bad-period = Check the two dates.
campaign-refused-blank = { $task }, { $verb }: { $what } is needed.
campaign-hint-blank = Give { $what }.
campaign-refused-outside-window = The date is outside what the plan leaves to the unit for { $task }.
campaign-hint-outside-window = Choose one from { $start } to { $end }.
campaign-refused-no-outcome = To { $verb } { $task }, say how it ended.
campaign-hint-no-outcome = One of { $allowed } (--outcome).
campaign-refused-no-such-outcome = { $task } has no outcome “{ $outcome }”.
campaign-hint-no-such-outcome = Its outcomes: { $allowed }.
campaign-asked = { $name } ({ $kind ->
    [text] text
    [number] a number
    [yes_no] yes or no
    [date] a date
    [choice] { $group }
   *[unit] a unit of { $group }
})
campaign-refused-no-such-playbook = The plan has no playbook “{ $playbook }”.
campaign-hint-no-such-playbook = It has: { $known }.
campaign-refused-no-such-hook = No playbook waits for the hook “{ $hook }”.
campaign-hint-no-such-hook = Write hook("{ $hook }") in the playbook’s `start`.
campaign-refused-may-not-start = { $actor } may not start the playbook “{ $playbook }”.
campaign-hint-may-not-start = { $by } may.
campaign-refused-bad-parameter = { $why ->
    [unknown] The playbook “{ $playbook }” has no parameter “{ $name }”.
    [empty] To start the playbook “{ $playbook }”, fill in “{ $name }”.
    [number] “{ $name }” must be a number.
    [yes_no] “{ $name }” must be yes or no.
    [date] “{ $name }” must be a date, such as 2026-03-15 or 2026-03-15 20:40.
    [choice] “{ $name }” must be one of those that are listed.
   *[unit] “{ $name }” must be a unit of the group.
}
campaign-hint-bad-parameter = It asks for { $asked }.
campaign-refused-no-such-play = { $play } was never started.
campaign-hint-no-such-play = `wallchart play list` shows what was.
campaign-refused-play-is-over = { $play } is over.
campaign-hint-play-is-over = None of its tasks is open; start the playbook again if need be.
campaign-refused-may-not-stop = { $actor } may not stop a play.
campaign-hint-may-not-stop = { $unit } may.
campaign-refused-stop-without-reason = { $play } is stopped for a reason.
campaign-hint-stop-without-reason = Add --reason.
campaign-refused-not-due = { $what } does not start by itself now.
campaign-hint-not-due = What a rule starts comes when the rule holds; start it by hand to be earlier.
campaign-refused-no-such-roster = The plan has no duty roster “{ $roster }”.
campaign-hint-no-such-roster = It has: { $known }.
campaign-refused-no-such-post = { $post } has no post on “{ $roster }”.
campaign-hint-no-such-post = On it are { $posts }.
campaign-refused-no-such-shift = No shift of “{ $roster }” begins { $at }.
campaign-hint-no-such-shift = They begin { $shifts }.
campaign-refused-no-such-seat = “{ $roster }” asks for nobody who is { $role }.
campaign-hint-no-such-seat = It asks for { $needs }.
campaign-refused-may-not-fill = { $actor } may not say who is on duty for { $unit }.
campaign-hint-may-not-fill = { $unit } itself and { $coordinator } may.
campaign-refused-not-of-unit = { $of ->
    [none] { $unit } lists nobody called “{ $person }”.
   *[other] “{ $person }” is of { $of }, not of { $unit }.
}
campaign-hint-not-of-unit = { $near ->
    [none] { $unit } lists { $people }. If it is meant, add --anyway.
   *[other] Is { $near } meant? { $unit } lists { $people }. If “{ $person }” is meant, add --anyway.
}
campaign-refused-other-role = { $person } is { $is } and can't be on duty as { $role }.
campaign-hint-other-role = Name someone who is { $role }; what people are stands with the unit in the plan.
campaign-refused-on-duty-twice = { $person } would be on duty twice at the same time.
campaign-hint-on-duty-twice = { $seats }. If that is meant, add --anyway.
campaign-refused-seat-changed-since = Somebody else has filled “{ $roster }” for { $unit } at { $at } meanwhile.
campaign-hint-seat-changed-since = Look again, then give the command again.
campaign-refused-nothing-to-fill = Nothing on the duty roster would change.
campaign-hint-nothing-to-fill = Those people are on duty there already.
campaign-refused-nil-not-asked = { $task } takes no nil report.
campaign-hint-nil-not-asked = Hand in what it asks for; if it need not be done, the coordinator may skip it.
campaign-refused-no-due-date = { $task } has no due date to extend.
campaign-hint-no-due-date = A due date comes from the plan.
campaign-refused-extension-too-late = { $task } was due { $due }; an extension had to be asked for before.
campaign-hint-extension-too-late = The coordinator may grant a later date.
campaign-refused-extension-not-later = The new due date of { $task } must be later than { $than }.
campaign-hint-extension-not-later = Give a time after { $than }.
campaign-refused-extension-pending = An extension of { $task } waits for a decision.
campaign-hint-extension-pending = Wait for the coordinator, or undo the request.
campaign-refused-no-extension-asked = Nobody asked for an extension of { $task }.
campaign-hint-no-extension-asked = To grant one unasked, give the new date.
campaign-refused-changed-since = { $task } has just changed: { $by }, { $kind }.
campaign-hint-changed-since = Look at it as it is now, then decide.
campaign-refused-nothing-to-undo = There is nothing to undo.
campaign-hint-nothing-to-undo = To undo what somebody else did, the coordinator names that command.
campaign-refused-not-in-journal = That command is not known.
campaign-hint-not-in-journal = Only the last { $depth } commands can be undone.
campaign-refused-roll-back-instead = A revision of the plan is not undone.
campaign-hint-roll-back-instead = To go back to an earlier one: wallchart rollback REVISION.
campaign-refused-other-campaign = { $running } is running, the plan is for { $given }.
campaign-hint-other-campaign = Check the plan's id, or name the campaign with --campaign.
campaign-refused-other-revision = You looked at revision { $seen } of the plan; by now { $is } is in force.
campaign-hint-other-revision = Compare again, then apply.
campaign-refused-nothing-to-apply = The plan is no different from revision { $revision }, which is running.
campaign-hint-nothing-to-apply = There is nothing to apply.
campaign-refused-played-since = { $play } was started since you looked, so that new tasks need other numbers.
campaign-hint-played-since = Look at the changes again, then apply them.
campaign-refused-records-would-go = The plan takes out tasks that have records: { $tasks }.
campaign-hint-records-would-go = Keep them in the plan (a new name goes with was), or name each with --drop-records-of.
campaign-refused-counts-would-go = Under this plan these would not count any more, though recorded: { $what }, of { $tasks }.
campaign-hint-counts-would-go = What is only renamed needs its former name in the plan (of a measure: "人次, was OLD"), and its figures come along; what is really to go, name those tasks with --drop-records-of.
campaign-refused-cannot-undo-launch = A launch cannot be undone.
campaign-hint-cannot-undo-launch = Tasks can be cancelled one by one.
campaign-refused-already-undone = That command ({ $kind }) has been undone.
campaign-hint-already-undone = To redo it, undo the undo.
campaign-refused-undo-of-others = That was done by { $by }, who alone can undo it.
campaign-hint-undo-of-others = { $by } or the coordinator may.
campaign-refused-undo-blocked = It cannot be undone: { $by } changed the same at { $at } ({ $kind }).
campaign-hint-undo-blocked = Undo that later command first.
campaign-refused-not-in-batch = A batch holds commands on tasks only.
campaign-hint-not-in-batch = Launch, undo and another batch each go by themselves.
campaign-refused-empty-batch = The batch holds no command.
campaign-hint-empty-batch = Choose at least one task.
campaign-refused-in-batch = Number { $at } is refused, and with it the whole batch: { $why }
