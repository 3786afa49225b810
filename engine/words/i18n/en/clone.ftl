# Last year's plan cloned.

clone-theme-was = last year: { $was }
clone-wrote = Wrote { $path }
clone-changed = Changed { $at }: { $was } → { $is }
clone-theme = To fill in { $at }: this year's theme (last year: { $was })
clone-year = Look at { $at }: the text names the year { $year }, which is left
clone-number = Look at { $at }: the number of the document is last year's ({ $was })
clone-condition = Look at { $at }: the day in the condition ({ $was }) is left, and decides what it comes to
clone-count = Look at { $at }: “{ $was }” may be one more every year, and is left
clone-other-anchor = --was { $was } is not the plan's own anchor date, { $anchor }
clone-other-anchor-hint = A plan that says its anchor date needs no --was.
clone-shifts = Dates that fall elsewhere, by their distance from D:
clone-no-shifts = Every date is as far from D as last year, and none falls on a day off that didn't
clone-shift = { $task }{ $count ->
    [1] {""}
   *[other] { " " }({ $count } instances)
} { $what }: { $was } → { $is }
clone-due = due
clone-begins = begins
clone-ends = ends
clone-rest = { " " }(day off)
clone-far = Look at { $task }: it falls on { $date }, { $days } days { $side ->
    [before] before
   *[after] after
} D
clone-recount = Look at { $task }: it came { $was } times, and comes { $is } times
clone-on-day = { $is } ({ $day })
clone-same-day = A day that is the same every year (as { $day } may be) is written without its year, "{ $day }", and stays whatever D is
clone-unfinished = “{ $title }” is not over: { $count } tasks are open. Only tasks that are over in all their instances are learnt from
clone-proposals-lower = A target lower than before is accepted only by the name of its task or measure
clone-check = Checked: { $errors } errors, { $blockers } to fill in, { $warnings } warnings; see each: wallchart check { $path }

cli-verb-clone = Makes last year's plan this year's
cli-arg-clone-source = A plan file, or a campaign of the store by its id
cli-arg-clone-anchor = This year's anchor date D
cli-arg-clone-out = The new plan file
cli-arg-clone-was = Last year's D, for a plan of every year
cli-file-exists = there is such a file already
clone-last-year = last year: { $said }
clone-lesson-done = { $done } of { $all } done
clone-lesson-took = took { $least }..{ $middle }..{ $most } workdays
clone-lesson-took-one = { $days ->
    [one] took one workday
   *[other] took { $days } workdays
}
clone-lesson-late = { $late } late, { $days ->
    [one] by a day
   *[other] by { $days } days
} at most
clone-lesson-extensions = { $count ->
    [one] one extension
   *[other] { $count } extensions
}
clone-lesson-returns = returned { $count } times
clone-lesson-skipped = { $count } skipped
clone-lesson-cancelled = { $count } cancelled
clone-lesson-ended = { $count } ended “{ $outcome }”
clone-lesson-reached = { $measure } { $value } { $quantity }
clone-lessons = How it went last year (in comments at the tasks too):
cli-arg-clone-learn = Note what last year really took, what was late and what was reached in comments at the tasks
clone-was-written = { $why }; was { $was }
clone-was-not-written = { $why }; was not written
clone-was-before = was { $was }
clone-was-not-before = no length was written
clone-taken-out = { $why }, left out this year:
clone-reached = { $value } { $quantity }{ $count ->
    [one] {""}
   *[other] { " " }by the middle one of { $count }
}
clone-reached-all = { $value } { $quantity } in total
clone-left-out = { $count ->
    [one] nobody did it (skipped or cancelled)
   *[other] none of { $count } was done (skipped or cancelled)
}
clone-removed = not in the plan after revision { $revision }
clone-extended = { $count } of { $all } extended, at the latest to { $until }
clone-added = came with revision { $revision }
clone-last-year-proposals = What last year proposes (what is accepted stands in the plan, what was written in a comment):
clone-proposals-open = To accept: --accept estimates,targets,extensions,skipped, or names of tasks and measures, or all
clone-what = proposes
clone-where = task or measure
clone-was = was
clone-is = becomes
clone-grounds = because (last year)
clone-outcome = accepted
clone-kind-estimates = estimate
clone-kind-targets = target
clone-kind-extensions = due date
clone-kind-skipped = leave out
clone-kind-added = added
clone-yes = accepted
clone-no = no
clone-kept = kept
clone-by-hand = change by hand
clone-absent = not in this text
clone-unannounced = the days off of { $years } are not announced yet: look again at what falls on holidays once they are
clone-annual = look at { $at }: it says that this is for every year ({ $was }), and D has a year now
clone-date = look at { $at }: the text names a day ({ $was }), which is left
cli-arg-clone-accept = Accept what last year proposes: estimates, targets, extensions, skipped, added, names of tasks and measures, or all; commas between several
cli-clone-no-such = nothing to accept called “{ $text }”
cli-clone-no-such-hint = write estimates, targets, extensions, skipped, added, all, or one of these: { $names }
cli-arg-clone-set = What a var is to hold in the new plan, such as theme=…; may be given several times
cli-clone-no-var = can't read “{ $text }”: write VAR=TEXT, with a var that the plan has
cli-clone-no-var-hint = the plan's vars: { $names }
clone-unsound = no ({ $code })
clone-proposals-unsound = No, with a code: written as last year proposes, the plan would have that error; see wallchart explain { $codes }
