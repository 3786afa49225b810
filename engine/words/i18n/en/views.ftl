# Tasks, lights, events, actions: nouns and sentences that every face shares.

## States of a task
views-to = report
views-to-up = up: { $name }
views-to-down = down: { $name }
views-to-across = across: { $name }
views-to-inside = inside: { $name }
views-to-outside = outside: { $name }
views-state-draft = not issued
views-state-issued = issued
views-state-in-progress = in progress
views-state-submitted = submitted
views-state-returned = returned
views-state-completed = completed
views-state-closed = closed
views-state-suspended = suspended
views-state-cancelled = cancelled
views-state-skipped = skipped
views-state-failed = failed

## Phases
views-phase-waiting = waiting
views-phase-later = not yet
views-phase-ready = ready
views-phase-doing = under way
views-phase-review = in review
views-phase-suspended = suspended
views-phase-settled = settled
views-overdue = overdue
views-due-soon = due soon
views-behind = behind
views-blocked = blocked
views-critical = CRIT
views-milestone = milestone

## Lights: name, and one character where there is no colour
views-light-done = done
views-light-grey = grey
views-light-green = green
views-light-blue = blue
views-light-yellow = yellow
views-light-red = red
views-mark-done = v
views-mark-grey = -
views-mark-green = G
views-mark-blue = B
views-mark-yellow = Y
views-mark-red = R

## Why a light is what it is
views-cause-settled = settled
views-cause-suspended = suspended
views-cause-late-today = past today's deadline
views-cause-problem = a problem was reported
views-cause-blocked-by = blocked: { $task } is overdue
views-cause-will-be-late = will be { $time } late
views-cause-behind = { $points } points behind schedule
views-cause-ack-overdue = not acknowledged in time
views-cause-due-soon = due soon
views-cause-waits-for-outcome = waits for how { $task } ends
views-cause-waits-for = waits for { $task }
views-cause-not-begun = not begun
views-cause-in-review = in review
views-cause-on-course = on course

## Lengths of time
views-minutes = { $n }m
views-hours = { $n }h
views-days = { $n }d
views-workdays = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
 }
views-no-time = no time
views-hours-minutes = { $h }h { $m }m
views-days-hours = { $d }d { $h }h
views-date = { $y }-{ $m }-{ $d }
views-today = today
views-tomorrow = tomorrow
views-yesterday = yesterday
views-weekday-1 = Mon
views-weekday-2 = Tue
views-weekday-3 = Wed
views-weekday-4 = Thu
views-weekday-5 = Fri
views-weekday-6 = Sat
views-weekday-7 = Sun
views-none = none

## Nouns
views-task = task
views-tasks = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
 }
views-stream = workstream
views-owner = lead unit
views-support = supporting units
views-leader = leader in charge
views-reviewer = reviewer
views-due = due
views-due-planned = due as planned
views-start = start
views-finish = expected to finish
views-slack = slack
views-progress = progress
views-planned-pct = scheduled progress
views-evidence = evidence
views-log = log
views-log-rows = { $n ->
    [one] 1 row
   *[other] { $n } rows
}
views-measures = figures
views-steps = checklist
views-place = place
views-state = state
views-light = light
views-history = history
views-extensions = extended { $n }×
views-with-reason = { $what }: { $reason }
views-with-outcome = outcome: { $outcome }
views-returns = returned { $n }×
views-waits-for = waits for
views-holds-up = holds up

## What people are in their units
views-role-leader = leader in charge
views-role-contact = contact
views-role-staff = staff
views-role-expert = expert
views-role-volunteer = volunteer

## Kinds of bodies
views-unit-bureau = bureau
views-unit-committee = committee
views-unit-office = office
views-unit-branch = branch
views-unit-brigade = brigade
views-unit-lab = laboratory
views-unit-association = association
views-unit-chapter = chapter
views-unit-member = member unit
views-unit-station = station
views-unit-superior = superior body
views-unit-media = media
views-unit-enterprise = enterprise
views-unit-community = community
views-unit-team = task force
views-unit-other = other

## Kinds of activity
views-kind-publicity = publicity
views-kind-revisit = follow-up visit
views-kind-patrol = patrol
views-kind-sweep = inspection sweep
views-kind-joint-inspection = joint inspection
views-kind-sampling = sampling
views-kind-event = event
views-kind-outreach = outreach stop
views-kind-consultation = consultation
views-kind-symposium = symposium
views-kind-meeting = meeting
views-kind-press = press release
views-kind-lecture = lecture
views-kind-contest = contest
views-kind-survey = survey
views-kind-exhibition = exhibition
views-kind-performance = performance
views-kind-gala = gala
views-kind-partner = partner activity
views-kind-pledge = pledge
views-kind-complaint = complaint handling
views-kind-duty = duty
views-kind-contingency = contingency response
views-kind-training = training
views-kind-publication = publication
views-kind-report = report
views-kind-document = document

## Who acts, and through what
views-actor-operator = operator
views-actor-system = system
views-face-cli = cli
views-face-tui = tui
views-face-http = http
views-face-page = page
views-face-embedded = program
views-face-clock = clock

## How exact a figure is
views-qualifier-above = over { $value } { $unit }
views-qualifier-exact = { $value } { $unit }
views-qualifier-about = about { $value } { $unit }
views-qualifier-below = nearly { $value } { $unit }

## What happened
views-event-launched = launched the plan
views-event-applied = applied revision { $n } of the plan
views-event-rolled-back = went back to revision { $earlier } of the plan, as revision { $n }
views-event-amended = : { $added } added, { $removed } taken out, { $changed } changed
views-event-approved = revision { $n } of the plan approved by { $by } (fingerprint { $mark })
views-event-acknowledged = acknowledged
views-event-started = started
views-event-progress = reported progress
views-event-progress-pct = reported progress { $before }% -> { $after }%
views-event-ticked = ticked step { $n }
views-event-cleared = cleared step { $n }
views-event-measured = recorded { $what } { $value }
views-event-corrected = corrected { $what } to { $value }
views-event-rows-added = entered { $n ->
    [one] a row
   *[other] { $n } rows
}
views-event-row-corrected = corrected row { $n }  { $what }
views-event-row-removed = removed row { $n }
views-event-attached = attached { $what }
views-event-commented = commented
views-field-says = { $name }: { $value }
views-event-picked = picked { $when }
views-event-support = { $unit } reported its part
views-event-submitted = submitted
views-event-submitted-nil = submitted a nil report
views-event-withdrawn = withdrew the submission
views-event-returned = returned for rework
views-event-completed = completed
views-event-closed = closed out
views-event-extension-asked = asked for an extension until { $until }
views-event-extension-granted = extended { $before } -> { $after }
views-event-extension-refused = refused the extension
views-event-due-moved = due date moved with { $with } { $before } -> { $after }
views-asked-along = { $asked }; { $along }
views-moves-along = granted, these move along: { $moves }
views-moves-along-one = { $path } { $from } -> { $to }
views-moves-along-more = { $n } more
views-event-reassigned = reassigned { $before } -> { $after }
views-event-suspended = suspended
views-event-resumed = resumed
views-event-cancelled = cancelled
views-event-with-outcome = { $event }, outcome: { $outcome }
views-event-enough = not needed: { $on } made it enough
views-event-ruled-out = not needed: { $on } ended “{ $outcome }”
views-event-ruled-out-dropped = not needed: { $on } was dropped
views-event-ruled-out-done = not needed any more: { $on } is done
views-event-ruled-in = needed after all
views-event-play-started = playbook { $play } started: { $title }, { $n ->
    [one] one task
   *[other] { $n } tasks
}
views-event-play-task = { $play }: { $task } comes up again
views-event-skipped = skipped
views-event-undone = undid a command
views-event-restored = restored
views-event-due-passed = due date passed
views-event-ack-passed = acknowledgement overdue

## Actions
views-act-ack = acknowledge
views-act-ack-about = Acknowledge an issued task
views-act-start = start
views-act-start-about = Say that work has begun
views-act-progress = progress
views-act-progress-about = Report progress, problems and next steps
views-act-tick = tick
views-act-tick-about = Tick a step of the checklist, or clear it
views-act-row = enter a row
views-act-row-about = Enter a row in the log
views-act-measure = figure
views-act-measure-about = Record a figure, or correct one
views-act-attach = attach
views-act-attach-about = Attach evidence
views-act-comment = comment
views-act-comment-about = Add a comment
views-act-pick = pick date
views-act-pick-about = Pick the unit's own date and fill in what is asked
views-act-submit = submit
views-act-submit-about = Hand in the work; from a supporting unit, its part
views-act-done = done
views-act-done-about = Attach and record what is needed, and submit, in one go
views-act-withdraw = withdraw
views-act-withdraw-about = Take back a submission that nobody has reviewed
views-act-accept = accept
views-act-accept-about = Accept submitted work
views-act-return = return
views-act-return-about = Return submitted work to be done again
views-act-complete = complete
views-act-complete-about = Complete a task in the coordinator's name
views-act-close = close
views-act-close-about = Close out a completed task
views-act-extend = extend
views-act-extend-about = Ask for a later due date
views-act-decide = decide
views-act-decide-about = Grant or refuse an extension
views-act-reassign = reassign
views-act-reassign-about = Give the task to another lead unit
views-act-suspend = suspend
views-act-suspend-about = Suspend the task
views-act-resume = resume
views-act-resume-about = Take up a suspended task again
views-act-cancel = cancel
views-act-cancel-about = Cancel the task
views-act-skip = skip
views-act-skip-about = Skip the task: what waits for it goes on
views-act-fill = put on duty
views-act-fill-about = Put people down on a duty roster
views-arg-seats = who is on duty
views-act-play = playbook
views-act-play-about = Start a playbook, or stop a play
views-act-undo = undo
views-act-undo-about = Undo the last command
views-act-redo = redo
views-act-redo-about = Redo what was just undone

## What an action asks for
views-arg-text = text
views-arg-reason = reason
views-arg-note = note
views-arg-problem = problem
views-arg-next = next step
views-arg-percent = percent (0 to 100)
views-arg-step = step number
views-arg-ticked = ticked or cleared
views-arg-row = what the row holds
views-arg-figures = figures
views-arg-corrects = which entry it corrects
views-arg-evidence = evidence files
views-arg-at = when it begins
views-arg-answers = what else is asked
views-arg-outcome = outcome
views-arg-nil = nothing to report
views-arg-until = until
views-arg-unit = unit
views-arg-grant = granted or refused
views-arg-playbook = which playbook
views-arg-command = which command
views-arg-missing = missing: { $what }

## References and filters
views-resolve-none = no task matches "{ $text }"
views-resolve-ambiguous = "{ $text }" matches { $n } tasks; name one
views-resolve-near = did you mean: { $names }
views-filter-unknown-key = no filter is called "{ $key }"; use { $known }
views-filter-unknown-value = "{ $key }" has no value "{ $value }"; use { $known }
views-filter-unclosed = a quotation mark is not closed

## The desk
desk-no-campaign = the store holds no "{ $campaign }"; launch it first: wallchart launch PLAN.ron
desk-contended = others write so often that { $times } attempts failed; try again
desk-unfoldable = the records of "{ $campaign }" are damaged: { $why }; run wallchart verify
desk-ring = tasks of the plan wait for each other: { $tasks }
desk-reused = the command id was used before for another request; send it anew
desk-rejected = the store refuses to write: { $why }
desk-fenced = another process has taken this work over; nothing was written: try again
desk-stopped = the program is ending; nothing was done
views-task-named = { $number } ({ $path })
views-nil-report = "nothing to report" must be said too
