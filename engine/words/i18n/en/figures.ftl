# Figures: rates, checks of sums, units of quantity, rows that tasks log.

e090 = { $kind ->
    [measure] The task does not report `{ $name }`
   *[key] `{ $name }` is no unit or item that the task fans out over
}
e090-help = { $kind ->
    [measure] Ask for it in `measures` first.
   *[key] Name a unit or an item of its fan-out, or a group; several at once are joined by commas: 汽车,白天.
}
e091 = `{ $name }` only grows: without a day it is too little from the start
e091-help = Say by when: `by D-3` looks at what has been reported by its 24:00. To look at each instance of a task, write `{ $name }@TASK`.
e110 = `{ $text }` is no rate
e110-help = Write solved / complaints >= 95%; either side may be a sum, and the target may be left out.
e111 = `{ $text }` is no check
e111-help = Write claims + reports + advice == complaints, or solved <= complaints.
e112 = `{ $one }` counts { $one_quantity } and `{ $other }` counts { $other_quantity }: they neither add up nor compare
e112-help = All measures of a sum, and both sides of a check, must have one unit of quantity.
e113 = The log has no column `{ $name }`
e113-help = Its columns are: { $known }.
e114 = The column `{ $name }` holds no numbers, so it can't be added up
e114-help = Name a number column after `sum`; to count rows, write `from rows`.
e115 = { $why ->
    [order] The column `{ $name }` knows no more or less
   *[value] `{ $value }` is nothing that the column `{ $name }` may hold
}
e115-help = { $kind ->
    [yes_no] It holds yes or no; compare by == or !=.
    [number] It holds a number: amount >= 1000.
    [date] It holds a date: date >= 2026-03-01.
    [unit] It holds a unit of its group; compare by ==, != or in.
   *[other] It holds text; compare by ==, != or in.
}
e116 = The task has no log to count rows of
e116-help = Give it one, such as log: {"{"} "firm": text, "posted": yes_no {"}"}, or take out `from` and what follows.
e117 = { $latest ->
    [from] `{ $from }` is a latest figure and `{ $to }` adds up: one can't count towards the other
   *[to] `{ $from }` adds up and `{ $to }` is a latest figure: one can't count towards the other
}
e117-help = Write `latest` at both, or at neither; or take `->` out.
w056 = There is a log, but `{ $name }` is still entered by hand
w056-help = Write `{ $name } from rows`, or `{ $name } from rows where COLUMN == VALUE`: each row counts itself.
w054 = { $kind ->
    [composite] The unit of quantity `{ $name }` is two in one: nobody can tell what a figure counts
    [qualified] The unit of quantity `{ $name }` has a qualifier in it, which belongs to the figures
   *[slip] The unit of quantity `{ $name }` looks like a slip
}
w054-help = { $kind ->
    [composite] Keep one of them; where both are wanted, make two measures.
    [qualified] Take it out; figures are given as 1000余 or 近300.
   *[slip] If it is meant so, leave it.
}
w055 = `{ $name }` is a percentage of { $part } in { $whole }
w055-help = Divide measures of one unit of quantity; if an average is meant, take the % out of the target.

## Checks

figures-check-open = { $check } (figures are missing)
figures-check-holds = { $check } ({ $sides })
figures-check-waiting = { $check } ({ $sides }; figures are still to come)
figures-check-more = { $check } ({ $sides }, { $by } too many)
figures-check-less = { $check } ({ $sides }, { $by } too few)
figures-broken-unit = The figures of { $unit } don't agree: { $check }
figures-broken-whole = The totals don't agree: { $check }
figures-too-exact = { $measure } came as { $figure }: counted to the last one, and yet inexact; please check
figures-missed = { $measure } came to { $figure }, the plan asks for { $sign } { $value }
figures-early = { $task } is planned for { $date }, which is still to come
figures-play-goes-on = { $play } ({ $title }) was started upon what stood before and goes on; to stop it: wallchart play stop { $play } --reason WHY
figures-warning = Please check: { $text }
figures-reconcile = Figures that don't agree
figures-target-reached = { $sign } { $value } (reached)
figures-target-open = { $sign } { $value } (not yet)
figures-rates = Rates
figures-checks = Checks
figures-cover = Coverage
figures-cover-line = { $task }: { $want }, { $enough } of { $groups } groups have enough
figures-cover-some = at least { $n } of { $of }
figures-cover-share = { $n }% of { $of }
figures-cover-all = all { $of }
figures-cover-units = units
figures-out-of-reach = {" "}(out of reach: { $lack } short, { $left } left)
figures-cover-out = { $task }, { $want }: { $short }
figures-cover-short = {"; short of it: "}{ $short }
figures-none = No figures yet.
figures-total = Total
figures-latest-unit = { $quantity }, latest
figures-latest-name = { $name } (latest)
figures-target = Target
figures-counted = As of
figures-formula = Worked out as

## 命令 · Verbs

cli-verb-figures = Show figures: totals, rates and checks
cli-arg-figures-units = Only these units
cli-arg-figures-by-unit = Every unit that has figures, too
cli-arg-close-note = Why figures that don’t agree are right, where they are closed out so
