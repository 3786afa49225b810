# A running plan amended: what changes, and for whom.

amend-title = title
amend-path = path
amend-about = description
amend-stream = workstream
amend-objective = objective
amend-kind = kind
amend-tags = tags
amend-place = place
amend-owner = lead unit
amend-support = supporting units
amend-informed = informed units
amend-proxy = proxy
amend-leader = leader in charge
amend-timing = time
amend-takes = length
amend-due = due
amend-needs = what it waits for
amend-steps = checklist
amend-measures = measures
amend-log = log
amend-evidence = evidence
amend-playbooks = playbooks (later starts only)
amend-cover = how much is enough
amend-outcomes = outcomes
amend-to = reported to
amend-ask = what is asked with the date
amend-ack = time to acknowledge
amend-review = reviewer
amend-milestone = milestone
amend-nil-report = nil report
amend-remind = reminders
amend-escalate = escalation
amend-anchor = anchor date D
amend-start = begin
amend-sponsors = sponsors
amend-group = leading group
amend-coordinator = coordinator
amend-vars = vars
amend-objectives = objectives
amend-basis = basis
amend-notice = notice
amend-calendar = calendar
amend-units = what is said of units
amend-groups = groups
amend-streams = workstreams
amend-windows = windows
amend-rosters = rosters
amend-targets = targets
amend-rates = rates
amend-checks = checks of sums

amend-whole = As a whole: { $what }
amend-anchor-moved = D { $from } → { $to }
amend-joined = Units that join: { $units }
amend-left = Units that leave: { $units }
amend-renamed = Unit renamed: { $was } → { $is }
amend-renamed-measure = Measure renamed: { $was } → { $is }
amend-renamed-roster = Roster renamed: { $was } → { $is }
amend-added = { $count ->
    [one] One task added
   *[other] { $count } tasks added
}
amend-added-one = + { $what }{ $more }
amend-led-by = , led by { $unit }
amend-by-due = , by { $due }
amend-removed = { $count ->
    [one] One task taken out
   *[other] { $count } tasks taken out
}
amend-removed-records = { $what } [{ $state }, has records]
amend-changed = { $count ->
    [one] One task changed
   *[other] { $count } tasks changed
}
amend-changed-one = { $what }: { $said }
amend-went-along = { $count } more only go along with D
amend-named-along = { $count } more only go by the new name of a unit
amend-more = { $count } more
amend-from-to = { $what } { $from } → { $to }
amend-none = none
amend-picks-go = Picked dates outside the new window, to be picked again: { $tasks }
amend-marks-go = Ticks and reports of supporters that the new plan does not ask for go: { $tasks }
amend-figures-lost = { $count ->
    [one] One figure of { $measure } ({ $sum }) counts no more: { $tasks }
   *[other] { $count } figures of { $measure } ({ $sum } in all) count no more: { $tasks }
}
amend-cells-gone = { $count ->
    [one] The log has no column { $column } any more, and one cell is not seen: { $cells }
   *[other] The log has no column { $column } any more, and { $count } cells are not seen: { $cells }
}
amend-cells-unfit = { $count ->
    [one] One cell of { $column } is not what it asks for now, to be corrected: { $cells }
   *[other] { $count } cells of { $column } are not what it asks for now, to be corrected: { $cells }
}
amend-cell = { $task } row { $row } “{ $value }”
amend-outcomes-go = Ended in a way that the plan does not list any more: { $tasks }
amend-ruled-in = { $count ->
    [one] One skipped task is needed again
   *[other] { $count } skipped tasks are needed again
}
amend-ruled-out = { $count ->
    [one] One task is not needed any more, and skipped
   *[other] { $count } tasks are not needed any more, and skipped
}
amend-needed-one = { $unit }: { $tasks }
amend-read-otherwise = { $measure } is counted in { $to } instead of { $from }, and { $count ->
    [one] one figure is read so without conversion: { $tasks }
   *[other] { $count } figures are read so without conversion: { $tasks }
}
amend-extensions-hold = Granted extensions hold, whatever the plan says: { $tasks }
amend-settled-stay = What is done keeps its due date: { $tasks }
amend-handed-over = Their lead unit leaves, another takes them over: { $tasks }
amend-issued-anew = Issued anew to another lead unit: { $tasks }
amend-moved = { $count ->
    [one] One forecast finish moves
   *[other] { $count } forecast finishes move
}
amend-moved-one = { $task } { $from } → { $to }
amend-critical = The critical path changes
amend-critical-was = was: { $path }
amend-critical-is = is: { $path }
amend-finish = The campaign ends { $from } → { $to }
amend-affected = { $count ->
    [one] One unit affected
   *[other] { $count } units affected
}
amend-affected-one = { $unit }: { $added ->
    [0] {""}
   *[other] { $added } added{" "}
}{ $removed ->
    [0] {""}
   *[other] { $removed } taken out{" "}
}{ $changed ->
    [0] {""}
   *[other] { $changed } changed{" "}
}{ $taken ->
    [0] {""}
   *[other] { $taken } taken over{" "}
}{ $given ->
    [0] {""}
   *[other] { $given } handed on{" "}
}{ $open ->
    [0] {""}
   *[other] ({ $open } of them under way)
}

cli-verb-diff = Compares a plan with the one that runs, or two plans
cli-verb-apply = Applies an edited plan to the running campaign
cli-verb-rollback = Goes back to an earlier revision of the plan, as a new one
cli-arg-diff-plans = One plan, against what runs; or two, the older first; @2 is revision 2 of what runs
cli-arg-drop = A task to take out although it has records; may be given several times, or several with commas between
cli-value-revision = REVISION
amend-written = written: { $files }
cli-arg-rollback-out = Only writes the files of that revision into a new folder; nothing is applied
cli-arg-rollback-revision = The revision to go back to
amend-same = nothing is changed
amend-heading = { $title }: plan revision { $from } → { $to }
amend-heading-plans = { $title }: two plans compared
amend-ask-apply = Apply these changes?
amend-applied = Plan revision { $revision } is in force: { $added } added, { $removed } taken out, { $changed } changed
amend-no-such-revision = there is no revision { $asked }; { $is } is in force
amend-no-such-revision-hint = `wallchart log --revisions` lists them
amend-legend = ! touches records or work under way
amend-renamed-maybe = { " " }(is it “{ $was }” renamed? If so write was: "{ $was }", and its records come along)
amend-item-renamed-maybe = {" "}(is it `{ $was }` of `{ $list }` renamed? Then write renamed: {"{"} "{ $list }": {"{"} "{ $is }": "{ $was }" {"}"} {"}"}, and its records go along)
