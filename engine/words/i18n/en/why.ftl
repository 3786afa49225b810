# Reasons: why it begins and is due when it is, what it waits for, what it holds up, what a slip would do.
why-joined = { $task } { $held } of { $of } done{ $skipped ->
    [0] {""}
   *[other] {" "}({ $skipped } of them not needed)
}{ $late ->
    [0] {""}
   *[other] , { $late } late
}
why-count = { $word } { $held }/{ $of }{ $late ->
    [0] {""}
   *[other] {" "}({ $late } late)
}
why-blocked-by = blocked by { $what }
why-fan = { $task } ({ $n ->
    [1] 1 instance
   *[other] { $n } instances
})

why-head-start = Why it begins { $at }
why-head-begun = It began { $at }
why-head-finish = Why it is done only by { $at }
why-head-takes = Takes { $length }: done by { $at }
why-head-until = Its time lasts until { $at }
why-dropped = It is no longer to be done, and holds nothing up.
why-takes = begins { $date } and takes { $length }
why-after-finish = waits for { $task } to finish ({ $date }){ $lag }
why-after-begin = waits for { $task } to begin ({ $date }){ $lag }
why-lag = , then { $span } more
why-lead = , up to { $span } before that
why-enough = {" "}({ $count } of { $of } will do)
why-campaign-start = the campaign begins { $date }
why-now = it is { $date } now, and it hasn't begun
why-opens = it is set for { $date }
why-picked = the unit picked { $date }
why-closes = its time lasts until { $date }
why-begun = it began { $date }
why-done = it was finished { $date }
why-overrun = it has begun and isn't finished as of { $date }
why-resumed = it was suspended: all of it counts from { $date }
why-paused = { $why }; no work in between, so { $at }
why-also = also: { $what }
why-steps = … { $n } more steps …

why-due-own = Due { $at }: so the plan says
why-due-extended = Due { $at }: extended { $n }x, was { $was }
why-due-moved = Due { $at }: moved along with { $with }, was { $was }
why-due-none = The plan sets no due date
why-latest = To be finished by { $at }, because
why-limit-begin = { $task } waits for it and must begin by { $date }{ $lag }
why-limit-finish = { $task } waits for it and must finish by { $date }{ $lag }
why-limit-takes-begin = takes { $length }: must begin by { $date }
why-limit-takes-finish = takes { $length }: must finish by { $date }
why-due-date = due { $date }
why-campaign-finish = any later, and the campaign can't finish by { $date }
why-slack = Slack { $slack }; up to { $free } later moves no other task
why-slack-free = Slack { $slack }, and no other task moves meanwhile
why-slack-held = Slack { $slack }; any slip moves other tasks
why-slack-none = No slack
why-slack-short = Too late already: { $slack } short
why-endangers = beyond that it first endangers { $what }
why-danger-due = { $task }, due { $date }
why-danger-window = { $task }, whose time lasts until { $date }
why-danger-finish = the campaign's finish on { $date } (through { $task })

why-waits = Still waits for { $n } (nearest first)
why-waits-none = Waits for nothing
why-awaited-one = { $task }{ $state ->
    [yes] {" "}[{ $word }]
   *[no] {""}
}, expected by { $date }
why-awaited-all = { $what }; the rest expected by { $date }
why-met = done: { $tasks }
why-holds = Holds up { $n } (nearest first)
why-holds-none = Nothing waits for it
why-held = { $what }, from { $start }
why-held-done = { $what }, { $done } of them done, from { $start }
why-more = and { $n } more groups

why-slip = If { $task } slips by { $by } (finish { $from } → { $to })
why-slip-missed = { $what } { $kind ->
    [due] misses its due date { $date }
    [opens] begins after its set time { $date },
   *[closes] misses its window, up to { $date },
} by { $by }{ $already ->
    [yes] {" "}({ $before } as it is)
   *[no] {""}
}
why-slip-kept = no date is missed because of it
why-slip-finish = the campaign's finish { $from } → { $to }
why-slip-finish-same = the campaign still finishes { $at }
why-slip-alone = no other task moves
why-slip-moves = { $n ->
    [1] one task moves
   *[other] { $n } tasks move (nearest first)
}
why-slip-moved-start = { $what }: begin { $from } → { $to }
why-slip-moved-finish = { $what }: finish { $from } → { $to }
why-slip-settled = { $task } is settled and won't slip any more
why-slip-only = This is a preview; nothing was changed.
why-bad-span = “{ $text }” is no number of days
why-bad-span-hint = such as 3 (days), 3d, 2wd (working days), 4h

## Dashboard
why-title = Why
why-open = Preview a slip
why-folded = reasons folded; e unfolds them
why-ask = Slips by how much (such as 3, 2wd):
why-help = task: preview a slip; fold or unfold the reasons

## Command line
cli-verb-why = Say why a task begins and is due when it is, what it waits for and holds up, and what a slip would do
cli-arg-why-slip = Preview a slip of so much; nothing is changed
cli-arg-why-plan = The plan file, to look before it is launched
cli-value-span = SPAN
