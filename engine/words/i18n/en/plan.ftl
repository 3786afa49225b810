# Diagnostics of reading a plan.
e020 = { $where ->
    [inner] No name stands before these brackets: `{ $name }`
   *[other] There is no field `{ $name }` here
}
e020-help = { $where ->
    [inner] Only the root has a name: Campaign( … ).
    [root] The root is Campaign( … ).
    [Campaign] Check the spelling; section 3 of the language reference lists the campaign's fields.
    [Unit] Check the spelling; a unit has kind, above, aka, people, outside and each.
    [Task] Check the spelling; section 7 of the language reference lists a task's fields.
   *[other] Check the spelling, or take it out.
}
e021 = `{ $name }` comes with a later version
e021-help = Take it out for now.
e022 = { $expected ->
    [text] Text in quotes
    [number] A number
    [bool] true or false
    [list] A list [ … ]
    [map] A map {"{"} "name": … {"}"}
    [struct] Fields in brackets ( … )
    [word] A word from the closed list, without quotes,
   *[call] A word with a value, such as kind(branch),
} belongs here
e022-help = Write it like its neighbours of the same kind.
e023 = `{ $name }` is not in the closed list
e023-help = Use one of: { $known }. Bare words come from closed lists; sections 4 and 7 of the language reference say what each means.
e024 = `{ $name }` is written twice
e024-help = Merge the two, or take one out.
e025 = The name `{ $name }` is given twice
e025-help = Give one of them another name.
e026 = `{ $field }` is missing
e026-help = Add it.
e027 = There is no file `{ $path }`
e027-help = Paths start at the folder of the file that writes them; check the name.
e028 = { $reason ->
    [folder] `{ $path }` is a folder, not a file
    [denied] There is no permission to read `{ $path }`
    [special] `{ $path }` is not a plain file
    [large] The file `{ $path }` is too large
   *[other] The file `{ $path }` can't be read: { $reason }
}
e028-help = Check what it is and who may read it.
e029 = The file is not UTF-8
e029-help = Save it as UTF-8.
e030 = There is no unit `{ $name }`
e030-help = Register it under `units`, or use a registered name.
e031 = `{ $name }` is neither a group nor a list
e031-help = `each` takes a name from `groups` or `lists`, or a product `A × B`.
e032 = There is no task `{ $name }`
e032-help = Use the task's id, not its title; put a space before a lag.
e033 = `{ $name }` is neither a time nor a window
e033-help = Times look like D-30, 2026-03-15 09:30, D-7..D+5; windows are named under `windows`.
e034 = There is no person `{ $name }`
e034-help = Register them under a unit's `people`.
e035 = There is no measure `{ $name }`
e035-help = Register it under `measures` with its unit of quantity.
e036 = There is no objective `{ $name }`
e036-help = Register it under `objectives`.
e037 = There is no group `{ $name }`
e037-help = Register it under `groups`.
e038 = Vars lead back to themselves: { $loop }
e038-help = Give one of them a plain text.
e039 = Groups contain themselves: { $loop }
e039-help = Take one group out of the other.
e040 = `{ $text }` is no time
e040-help = Write D, D-30, D-10wd, D am, 2026-03-15 09:30, from..to, 06-16 (that day every year), or 2026-03 early (early, mid, late); without a year the nearest to D.
e041 = `{ $text }` is no length of time
e041-help = Write 90m, 4h, 3d, 5wd (working days), 2w or half day; estimates as 2..3..5wd.
e042 = There is no such date or time as `{ $text }`
e042-help = Look it up in a calendar.
e043 = The window ends before it begins
e043-help = Swap the two ends, or change one.
e044 = The sentence `{ $text }` does not read
e044-help = Write X, X +2wd, with X, ends with X, all X, 3 of X, 80% of X, any of X | Y, settled X, X@unit or X[*].
e045 = `{ $name }` waits for itself
e045-help = Take this sentence out.
e046 = { $kind ->
    [single] `{ $name }` doesn't fan out: no `@{ $key }` after it
   *[other] `{ $name }` has no instance `{ $key }`
}
e046-help = { $kind ->
    [single] Write `{ $name }` alone.
    [series] After @ stands a label of its series.
    [dates] After @ stands a unit or item that it fans out over, or a date such as 2026-03-09.
   *[keys] After @ stands a unit or item that the task fans out over.
}
e047 = `{ $task }` and `{ $name }` fan out over nothing in common, so this waits for nothing
e047-help = To wait for all of them write `{ $name }[*]`.
e048 = { $count } are asked for, and there are { $found } at most
e048-help = { $where ->
    [cover] Ask for fewer, or put more into the list or group.
   *[other] Ask for fewer; to count among all instances write [*].
}
e049 = { $count } instances are expected, and there are { $found }
e049-help = Check the group or list, or change `count`.
e050 = { $kind ->
    [empty] This is empty and has not been filled in
   *[blank] `{ $text }` has not been filled in
}
e050-help = Fill it in before launch.
e051 = Nothing fills `{ $name }`
e051-help = Give it a value under `vars`, or use a name from `each`.
e052 = `{ $name }` is empty, so nothing fans out
e052-help = Add members to it, or take this out.
e053 = Nobody owns this task
e053-help = Write `owner` here or on the stream, or let `each` bring the units.
e054 = `{ $field }` and `{ $other }` exclude each other
e054-help = Keep one.
e055 = The window is too short for the work: { $unit ->
    [workdays] it takes { $wants } working days, and there are { $has }
    [days] it takes { $wants } days, and there are { $has }
   *[other] it takes { $wants } hours, and there are { $has }
}
e055-help = Widen `pick`, or shorten `takes`.
e056 = `{ $text }` does not read
e056-help = Measures are `name >= 50`, `name?`, `name from rows where column == value` or `name from sum column`, targets `>= 600`, quantities `件 -> name` or `latest 户`, evidence `photo x3`.
e057 = `{ $from }` counts { $from_quantity } and `{ $to }` counts { $to_quantity }: they do not add up
e057-help = Only measures of one quantity roll up.
e058 = `{ $text }` is no moment around a due date
e058-help = Write due-3wd, due 09:00 or due+1wd.
e059 = `{ $text }` is no recurrence
e059-help = Write day in W, wd in W, week in W, 3 x week in W (on days of the unit's choice), 2w Fri in W (every second Friday), 1st,15th in W, on D-8, D-1 pm (dates), Mon,Thu in W, 2nd Sun in W, 1st wd in W or day 17:00 in D-14..D+7.
e060 = `{ $name }` has no due date to count from
e060-help = Give `{ $name }` a due date; two tasks can't hang on each other.
e061 = Version { $version } of the language is not known
e061-help = This program knows version { $known }: upgrade it, or change the number.
e062 = There is no time zone `{ $name }`
e062-help = Write it like Asia/Shanghai.
e063 = { $count } steps are asked for, and there are { $found }
e063-help = Lower `steps_done`, or add steps.
e064 = `{ $text }` never occurs
e064-help = Widen the window, or choose other days.
e065 = { $kind ->
    [empty] The name is empty
    [hidden] The name `{ $name }` holds { $mark }, which can't be seen
    [split] The name `{ $name }` holds a letter whose mark is a character of its own
   *[mark] The name `{ $name }` can't hold `{ $mark }`
}
e065-help = { $kind ->
    [hidden] Take it out and type the name anew; it comes with text copied from elsewhere.
    [split] Type the letter and its mark as one character.
   *[mark] Names are not empty and hold no blanks, commas or @ | > [ {"{"}.
}
e066 = The full-width `{ $wide }` stands here
e066-help = Use the plain `{ $plain }`.
e067 = `{ $name }` ranges over the same thing as what stands before it
e067-help = Multiply different lists, or a list and a group.
e068 = `{ $name }` names nobody
e068-help = Name the units, or define the group under `groups`.
e069 = `{ $name }` is a group, and this takes one unit
e069-help = Name one unit; use `each` to give every unit its own.
e070 = `{ $field }` is set in two files
e070-help = Set it in one file.
e071 = The path `{ $path }` leaves the root folder
e071-help = Use a relative path inside it.
e072 = Files include each other: { $loop }
e072-help = Take this `include` of `{ $path }` out.
e073 = Through `{ $name }` these measures count towards each other
e073-help = Take one `->` out.
e118 = `{ $text }` is no condition on an outcome
e118-help = Write TASK == OUTCOME, with bars between several: "mediate == refer | failed".
e119 = { $kind ->
    [none] `{ $task }` lists no outcomes, so `{ $name }` can't be one
   *[other] `{ $task }` has no outcome `{ $name }`; it has: { $known }
}
e119-help = Outcomes are listed by the task that is waited for, in `outcomes`, in the same words.
e120 = This waits for { $found } instances of `{ $name }`, which may end differently
e120-help = Fan both tasks out over the same keys, so that each waits for one.
e084 = `{ $text }` is no condition
e084-help = Write {"{"}var{"}"} == value, != value or in a | b; of numbers and days also >= 500; join conditions that must all hold by `and`.
e085 = There is no var `{ $name }` for the condition
e085-help = Give it under `vars`; in a playbook it may be a parameter of `ask`.
e086 = There is no template `{ $name }`
e086-help = Write it under `templates`, or include the file that has it.
e087 = The template's parameter `{ $name }` has no value
e087-help = Give `{ $name }` in `with`.
e088 = The template has no parameter `{ $name }`
e088-help = The template's `ask` names its parameters.
e089 = { $kind ->
    [empty] `{ $name }` is empty
    [number] `{ $name }` is a number, and `{ $text }` is none
    [yes_no] `{ $name }` is yes or no, and `{ $text }` is neither
    [date] `{ $name }` is a day or a time, and `{ $text }` is none
    [choice] `{ $name }` is one of { $group }, and `{ $text }` is not
   *[unit] `{ $name }` is a unit of `{ $group }`, and `{ $text }` is none
}
e089-help = { $kind ->
    [date] Write 2026-03-15, D-3 or D-3 09:30.
   *[other] The template's `ask` says what each parameter holds.
}
e095 = “{ $text }” is hours of every day, which only the window of a roster takes
e095-help = What takes place every day is every: "{ $every }"; what takes place once has two ends.
e092 = { $date } is given twice
e092-help = Occurrences are told apart by their dates, one a day; several of one day are a `series`, each with a name.
e130 = `{ $name }` is not one of the people of { $unit }
e130-help = A post is manned by the unit's own people: name one of them, or move this person to a line of their own unit.
e131 = A shift can't last `{ $text }`
e131-help = Shifts are counted on the clock: `6h`, `90m`, `1d`.
e132 = `{ $name }` is not among the units of this roster
e132-help = Add it to the `units` of the roster, or remove this line.
e121 = `{ $name }` holds no unit, so it can't stand in place of one
e121-help = Make it unit("GROUP") in `ask`, or name a unit.
e122 = A task of a playbook takes no `{ $field }`
e122-help = Its times hang on the start: due: "T+2h", every: "6h until TASK".
e123 = `{ $text }` is no time of a playbook
e123-help = Write "T+30m", "T+5wd", "T day 18:00", "T wd 18:00" (what comes later belongs to the next working day) or "after TASK +1wd"; a recurrence is "6h until TASK".
e124 = `{ $name }` is neither a yes-or-no parameter of this playbook nor an outcome of this task
e124-help = `unless` names a yes_no parameter of `ask`, or one of the task's own `outcomes`.
e125 = `{ $text }` is no rule
e125-help = Write "complaints@{"{"}unit{"}"} in 1h >= 10", "visits@{"{"}unit{"}"} < 30 by D-3", "satisfied@visit < 90%", "visit overdue" or "outcome mediate == failed".
e126 = This rule can't give `{ $name }` a value
e126-help = Where a rule starts a playbook, that can't ask yes or no or for a choice, and for one unit at most: `@{"{"}PARAMETER{"}"}`, or the task's.
e127 = { $kind ->
    [figure] This rule can never start the playbook: `{ $name }` does not report `{ $measure }`
   *[unit] This rule can never start the playbook: no unit of `{ $name }` is in `{ $group }`
}
e127-help = { $kind ->
    [figure] Name a task that reports it, or ask for it in the `measures` of that one.
   *[unit] A rule puts in the unit of that task: whom it is fanned out for, else its lead. Ask for a unit of a group that holds them, or name another task.
}
e128 = The parameter `{ $name }` can't stand here
e128-help = Parameters are filled at the start: they may stand in title, about, place, steps, units and `only`. Where times differ, write two tasks and choose between them by `only`.
e129 = `{ $text }` is none of what `{ $name }` is chosen from
e129-help = `choice` in `ask` says what there is: write one of these as it stands there.
w061 = { $count } of the { $all } instances of `{ $name }` have no unit in `{ $group }`: this rule starts nothing for them
w061-help = Ask for a unit of a group that holds them all; where it is only about some, leave it.
w062 = `{ $task }` waits for `{ $on }` and is due before it, whenever the play starts
w062-help = What comes first should be due first; check both dates.
w020 = No holiday notice for { $year } yet: Monday to Friday are counted as worked
w020-help = Update the calendar file when the notice is out, and look at the dates again.
w021 = No calendar is given: Monday to Friday are counted as worked
w021-help = Set `calendar`, for example to calendars/cn.ron.
w070 = One of “{ $task }” and “{ $name }” fans out over units, the other over a list with leads: they are not matched, each waits for all { $count }
w070-help = For each to wait for its own, give the items of the list their units as lists, "item": ["unit"]. If all is meant, write “all { $name }”.
w071 = `{ $name }` stands in a stream that is fanned out { $outer } times already: { $inner } for each of these makes { $count }, and both sides say who leads
w071-help = For each to do its own, move the task out of the stream, or give the items of the list their units as lists. If that many are meant, write count: { $count }.
w072 = `{ $name }` is done by { $unit }, and accepted by { $unit } too
w072-help = Let another unit accept it; where nobody has to, write review: none.
w073 = What is late goes up to the leader, but { $name } has none{ $more ->
    [0] {""}
    [one] , nor has one other unit
   *[other] , nor have { $more } others
}
w073-help = Give the unit people: {"{"} "name": leader {"}"}, or the task a leader, or escalate to a unit.
w022 = { $alone } of the { $all } instances of `{ $task }` have no counterpart in `{ $name }` and do not wait
w022-help = To wait for all of them write `{ $name }[*]`.
w023 = `{ $name }` is a report without a due date
w023-help = Write `due`.
e093 = The list `{ $list }` has no item `{ $item }`
e093-help = `renamed` says "new name": "former name": the first must be an item of the list as it is now.
w024 = `{ $name }` has no date, and nothing waits for it
w024-help = Write `due`, `when` or `pick`.
w025 = `{ $name }` has no contact
w025-help = Register a `contact` among its `people`.
w026 = `{ $unit }` has no login, and nobody reports for it on `{ $name }`
w026-help = Write `proxy`.
w027 = `{ $name }` is a former name of `{ $now }`
w027-help = Use the present name.
w028 = It is due before its own window is over
w028-help = Move `due` past the end of the window, or shorten the window.
note-first = first written here
note-used = used here
note-used-more = used so in { $n ->
    [one] one more place
   *[other] { $n } more places
}
note-other = in conflict with this
note-given = `{ $name }` is given here
note-reaches = `{ $name }` reaches into { $year }
note-near = this says `{ $name }`, which nothing uses
e074 = This does not read: { $reason }
e074-help = Write it like its neighbours of the same kind.
e075 = { $what ->
    [span] `{ $text }` is too long: ten years at most
    [offset] `{ $text }` is too far from D: ten years at most
    [year] `{ $text }` is too far off: years run from 1980 to 2190
    [occurrences] It comes up { $found } times: { $max } at most
    [instances] This comes to { $found } tasks: { $max } at most
    [units] This comes to { $found } units: { $max } at most
    [links] There are more than { $max } links
    [way] `{ $text }` leads on through more than { $max } names
   *[text] `{ $text }` grows too long: { $max } bytes at most
}
e075-help = { $what ->
    [span] Check the number and its unit.
    [offset] Check the number and its unit.
    [year] Check the year.
    [occurrences] Take a shorter window, or once a week.
    [instances] Check the lists that `each` multiplies, or split the plan.
    [units] Check the group that `each` names.
    [links] Let one task wait for all of them, and the others for that one.
    [way] Let them lead on less often.
   *[text] Shorten the vars in it.
}
e076 = `{ $text }` can't be D
e076-help = Write a date, 2026-03-15; for every year its month and day, 03-15.
w060 = `{ $name }` has grown from { $before } in the plan that is running to { $now }: { $added }{ $more ->
    [0] { "" }
   *[other] {" "}and { $more } more
}
w060-help = If it is meant, keep it and tell the new units; if not, look at `each` and the groups.
w065 = An annex is the roster `{ $name }`, which the plan does not have
w065-help = Write it under `rosters`, or make the annex a form("…").
w066 = { $unit } has too few people registered for `{ $name }`: { $role ->
    [leader] leader
    [contact] contact
    [staff] staff
    [expert] expert
   *[other] volunteer
}, { $count } more
w066-help = Register them under the unit's `people`, or ask for fewer in `needs`.
w067 = { $name } is on duty twice at once; the other roster is `{ $other }`
w067-help = Name somebody else, or move one of them.
w068 = `{ $name }` as planned has a gap at { $unit }: { $role ->
    [leader] leader
    [contact] contact
    [staff] staff
    [expert] expert
   *[other] volunteer
}, { $count } more
w068-help = Name them in `fill`.
e133 = { $kind ->
    [play] A task of a playbook can't wait for `{ $name }` outside it
   *[plan] `{ $name }` is a task of a playbook: no task outside can wait for it
}
e133-help = { $kind ->
    [play] When a playbook starts isn't known: whoever starts it sees to the order; write what must be looked up into its checklist.
   *[plan] A playbook may start many times or never: wait for a task of the plan, or write this task into the playbook.
}
e138 = `{ $text }` does not say how much is enough
e138-help = Write how many of a group or list: "3 of places", "any of branches", "80% of firms".
e139 = The task does not fan out over `{ $name }`
e139-help = Name a group or a list of its `each`.
