# The dashboard: views, keys, forms.

## Views
dashboard-tab-overview = Overview
dashboard-tab-gantt = Gantt
dashboard-tab-task = Task
dashboard-tab-log = Log
dashboard-corner-lang = L EN/中
dashboard-corner-help = F1 help
dashboard-corner-palette = F2 palette
dashboard-revision = plan v{ $n }
dashboard-filtered = filter: { $filter } ({ $n })
dashboard-marked = { $n } marked

## Overview
dashboard-needs = Needs you now ({ $n })
dashboard-needs-overdue = OVERDUE
dashboard-needs-today = DUE TODAY
dashboard-needs-review = TO REVIEW
dashboard-needs-extension = EXTENSION ASKED
dashboard-needs-blocked = BLOCKED, NOBODY TOLD
dashboard-needs-no-answer = NOT ACKNOWLEDGED IN TIME
dashboard-needs-nothing = Nothing needs you now.
dashboard-needs-filtered = No task passes the filter. Esc clears it.
dashboard-all-done = Every task is done.
dashboard-since = { $when }
dashboard-blocks = holds { $n }
dashboard-critical = CRIT
dashboard-progress = Progress
dashboard-total = All
dashboard-finish = Finish: { $planned } as planned
dashboard-forecast = Finish { $planned } -> { $forecast } ({ $days }d, { $by })
dashboard-units = Units (worst first)
dashboard-units-open = open
dashboard-units-late = late
dashboard-units-score = score
dashboard-units-n = { $n } units
dashboard-events = Latest events

## Gantt
dashboard-legend = { $done } done { $rest } to do { $critical } critical { $late } late { $due } due { $milestone } milestone
dashboard-rows = row { $at }/{ $of }  cell { $cell }
dashboard-critical-only = critical path only
dashboard-fold-all = fold or unfold everything

## Task
dashboard-no-task = No task is selected.
dashboard-path = path
dashboard-schedule = schedule
dashboard-dates = { $now } (plan { $planned })
dashboard-picked = picked
dashboard-answers = answer
dashboard-about = about
dashboard-informed = informed
dashboard-request = asks for an extension until { $until }: { $reason }
dashboard-more = { $n } more
dashboard-why-critical = why critical
dashboard-actions = actions

## Log
dashboard-log = Log ({ $n } entries, append-only)
dashboard-undone = undone
dashboard-following = the log follows new events
dashboard-staying = the log stays where it is

## Hints and notices
dashboard-hint-take = take
dashboard-hint-next = next field
dashboard-hint-line = new line
dashboard-hint-drop = drop
dashboard-hint-keep = keep the filter
dashboard-hint-filter = text, pinyin initials, or late who:城东所
dashboard-hint-back = back
dashboard-hint-zoom = zoom
dashboard-hint-fold = fold
dashboard-hint-critical = critical
dashboard-hint-step = prev/next
dashboard-hint-mark = mark
dashboard-hint-find = filter
dashboard-hint-help = help
dashboard-hint-quit = quit
dashboard-done = recorded (#{ $seq })
dashboard-busy = submitting ...
dashboard-select-first = Select a task first.
dashboard-filter-example = such as: 城东所  hf  late  state:submitted  who:宣传科
dashboard-filter-count = {"["}{ $n ->
    [one] 1 task
   *[other] { $n } tasks
}{"]"}

## Forms
dashboard-form-optional = { $what } (optional)
dashboard-form-more = and { $n } more tasks
dashboard-play-start = Start playbook { $play }
dashboard-play-stop = Stop playbook { $play }
dashboard-plays = Plays ({ $n })
dashboard-form-confirm = Do it to all { $n } tasks? Enter does, Esc drops it.
dashboard-form-day-off = day off
dashboard-form-no-unit = no such unit
dashboard-form-no-date = "{ $text }" is no date: write 3-20, 3-20 18:00, +2wd, D+5
dashboard-form-no-percent = "{ $text }" is no number from 0 to 100
dashboard-form-no-number = "{ $text }" is no number: write 1200, 300+, <50
dashboard-form-fill-in = fill in: { $what }
dashboard-form-grant = grant
dashboard-form-refuse = refuse
dashboard-form-yes = yes (nil report)
dashboard-form-no = no

## Palette
dashboard-palette-title = Commands, views, tasks
dashboard-palette-none = Nothing found. Type words, pinyin initials or a number.

## Help
dashboard-help-title = Keys
dashboard-help-actions = -- on the selected or marked tasks --
dashboard-help-tabs = go to a view
dashboard-help-move = move, page, first and last
dashboard-help-open = open the task, fold or unfold
dashboard-help-back = back; drop marks and filter
dashboard-help-step = previous, next task
dashboard-help-mark = mark one; mark all
dashboard-help-filter = filter tasks
dashboard-help-palette = palette
dashboard-help-time = Gantt: pan, zoom, today
dashboard-help-fold = Gantt: fold; fold all; critical path only
dashboard-help-follow = whether the log follows new events
dashboard-help-lang = Chinese or English
dashboard-help-redraw = draw the screen afresh
dashboard-help-help = this help
dashboard-help-quit = quit

## Errors
dashboard-error-terminal = the terminal can't be used: { $why }
dashboard-error-signal = ended by signal { $n }
dashboard-error-panicked = a part of the program failed; the terminal was given back
