# Before launch: what a plan comes to, a sheet for each unit, approval.

preview-comes-to = { $title }: D = { $anchor }, { $start } to { $finish }, { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
}, { $units ->
    [one] one unit
   *[other] { $units } units
}; { $blockers } to fill in, { $warnings ->
    [one] one warning
   *[other] { $warnings } warnings
}
preview-streams = By stream
preview-units = By unit
preview-unit-load = { $unit } { $leads }
preview-unit-load-both = { $unit } { $leads }+{ $supports } in support
preview-more = { $count } more
preview-critical-path = Critical path
preview-path-more = … ({ $count } left out) …
preview-folded = { $task } ({ $count })
preview-tightest = Tightest
preview-slack = { $task }: { $slack } of slack
preview-comma = { ", " }
preview-arrow = { " → " }
preview-apart = { "; " }
preview-semicolon = { "; " }

preview-sheet = [{ $unit }] { $kind }: leads { $leads }, supports { $supports }, reports { $proxies } for others, reviews { $reviews }
preview-people = People: { $people }
preview-leads = Leads
preview-reports-for = Reports for bodies without a login
preview-supports = Supports
preview-informed = Informed
preview-to = Report { $to }
preview-line = { $number } { $path }  { $dates }
preview-dates = { $begin } to { $until }
preview-dates-by = by { $until }
preview-dates-pick = picks a time between { $begin } and { $until }
preview-no-due = (no due date: from what waits for it)
preview-lead = Lead unit: { $unit }
preview-place = Place: { $place }
preview-ask = To fill in when picking: { $fields }
preview-ack = To be acknowledged within { $span } of launch
preview-review = Reviewed by { $unit }
preview-no-review = Handing in completes it
preview-steps = Steps: { $steps }
preview-steps-some = Steps (at least { $count }): { $steps }
preview-measures = Figures: { $measures }
preview-measure-target = { $measure } ({ $quantity }, { $target })
preview-measure = { $measure } ({ $quantity })
preview-measure-optional = { $measure } ({ $quantity }, optional)
preview-log = Log, row by row: { $columns }
preview-evidence = Evidence: { $evidence }
preview-evidence-many = { $name } ×{ $count }
preview-waits = Waits for: { $tasks }
preview-some-of = at least { $count } of { $tasks }
preview-share-of = { $share }% of { $tasks }
preview-settled = { $tasks } (settled, however it ended)
preview-only-when = only if `{ $task }` ends as { $outcomes }
preview-outcomes = say how it ended: { $outcomes }
preview-cover = enough is { $cover }
preview-nobody = No task of the plan falls to { $unit }.
preview-fingerprint = Fingerprint of the plan: { $mark } (any change of dates, tasks or units changes it)
preview-next = Once approved: wallchart launch { $plan } --approved-by <who> --fingerprint { $mark }
preview-blocked = { $count } to fill in before it can be launched.

preview-not-as-approved = the plan has changed since it was approved: fingerprint { $asked } was approved, it is { $found } now
preview-not-as-approved-hint = look at it again with wallchart preview, have it approved, and launch with the new fingerprint.
preview-short-fingerprint = the fingerprint { $asked } is too short: give at least { $least } digits
preview-not-compared = Not compared with the plan that is running: { $error }

cli-verb-preview = Shows before launch what each unit will receive
cli-arg-preview-unit = Only this unit
cli-arg-approved-by = Who approved it: a person or unit of the plan; by default whoever launches
cli-arg-fingerprint = The fingerprint that was approved; nothing is launched if it is another now
cli-value-approved-by = WHO
cli-value-fingerprint = FINGERPRINT
preview-remind = { $count ->
    [one] one reminder
   *[other] { $count } reminders
}
preview-escalate = when late: { $steps }
