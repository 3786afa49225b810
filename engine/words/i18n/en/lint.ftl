# What looks wrong in a plan (plan: E080 to E089, W030 to W059; schedule: W110 to W139).
e080 = The unit `{ $name }` is nobody in particular
e080-help = Name the unit; register several one by one and put them into a group.
e081 = The window `{ $name }` has no dates yet
e081-help = Give it a begin and an end before launch, such as D-7..D+5.
e082 = It is due { $due }, and its own time ends { $end }
e082-help = Move `due` past the end, or `when` forward; without `due` it is due on the day.
e083 = The office hours `{ $text }` do not read
e083-help = Write them like 08:30..12:00, the earlier first.
w030 = `{ $text }` names no unit
w030-help = Name the units; those that lead or support go into `owner` and `support`.
w031 = `{ $name }` in this text is a former or other name of `{ $now }`
w031-help = Use the present name throughout.
w032 = `{ $name }` and `{ $other }` look like one unit
w032-help = Register one, and put the other name into its `aka`; if they are two, say which is above, or name them apart.
w033 = { $what ->
    [to] The notice goes to nobody
   *[signoff] Nobody signs the notice
}
w033-help = { $what ->
    [to] Write `to` in the notice.
   *[signoff] Write the hosts into `sponsors`; they sign it.
}
w034 = The notice has no annexes
w034-help = Write `annexes` in the notice, such as ledger("…") for the breakdown and form("…") for what units fill in.
w035 = This names { $text }, and the notice lists { $found } annexes
w035-help = Add it to the notice's `annexes`, or correct the number.
w036 = { $kind ->
    [twice] `{ $found }` is written twice
   *[gap] `{ $missing }` is missing before `{ $found }`
}
w036-help = Add what is missing, or correct the number.
w037 = `{ $text }` is what it says, and { $found } are listed
w037-help = Check the number and complete the list; a list that goes on ends in 等.
w038 = `{ $text }` is listed twice
w038-help = Take one out, or put in what was meant.
w039 = The theme here is `{ $text }`, which is not `{ $theme }`
w039-help = A campaign has one theme: set it under `vars` and write {"{"}theme{"}"} elsewhere.
w040 = `{ $name }` speaks of `{ $text }` and asks for no figure
w040-help = Ask for one under `measures`: how many handed out, how many put up.
w041 = There is a report to write, and no task hands in a figure
w041-help = Register measures, and ask for them where the work is done.
w042 = { $kind ->
    [unit] The unit `{ $name }` has no task and is in no group that is used
    [group] Nothing uses the group `{ $name }`
    [list] Nothing uses the list `{ $name }`
    [window] Nothing uses the window `{ $name }`
    [measure] No task reports the measure `{ $name }`
    [template] No stream uses the template `{ $name }`
    [objective] No task serves the objective `{ $name }`
   *[var] Nothing uses the var `{ $name }`
}
w042-help = Take it out if it isn't needed; else look for a wrong name, or a task left out.
w043 = { $kind ->
    [unit] The unit `{ $name }` is used once, and looks like `{ $other }`
   *[group] The group `{ $name }` is used once, and looks like `{ $other }`
}
w043-help = Correct it and take this one out; if it is another, give it a name that can be told apart.
w044 = { $kind ->
    [sum] A rate or a check adds `{ $name }` up, and no task reports it
   *[target] `{ $name }` has a target, and no task reports it
}
w044-help = Put it into the `measures` of a task, or take out what uses it.
w045 = `{ $name }` as support adds { $count } units that must report first
w045-help = Units that only need to know go into `informed`; where each does its own, make it a task with `each`.
w046 = { $count ->
    [1] `{ $unit }` must be in { $places } places at once ({ $people } people registered), { $time }: `{ $task }` and `{ $other }`
   *[other] { $count } units, `{ $unit }` first, must be in { $places } places at once ({ $people } people registered), { $time }: `{ $task }` and `{ $other }`
}
w046-help = Move one of them, give it to another unit, or register the people who go.
w047 = `{ $person }` must be in two places at once, { $time }: `{ $task }` and `{ $other }`
w047-help = Move one of them, or name another leader.
w048 = { $kind ->
    [anchor] `{ $text }` is { $date }, inside the days off { $from } to { $to }; in working days, `{ $worked }` is { $worked_date }
   *[date] `{ $text }` is { $date }, inside the days off { $from } to { $to }
}
w048-help = { $kind ->
    [anchor] To count working days write `{ $worked }`; to move off the holiday, `{ $text } roll back` ({ $back }) or `{ $text } roll next` ({ $next }).
   *[date] To move off the holiday write `{ $text } roll back` ({ $back }) or `{ $text } roll next` ({ $next }).
}
w049 = { $kind ->
    [year] `{ $text }` is not in { $year }
    [weekday] `{ $text }` is a working day anyway, which nobody makes up for
   *[both] `{ $text }` is both a day off and a make-up workday
}
w049-help = { $kind ->
    [year] Look at the notice again; a day of another year belongs into that year's.
    [weekday] Look at the notice again: a make-up workday is on a weekend, so this is likely another day.
   *[both] Look at the notice again, and take one of the two out.
}
w110 = That `{ $task }` waits for `{ $on }` says nothing new: { $way } holds already
w110-help = Take the sentence out; the dates stay as they are.
w052 = The plan has no task
w052-help = Write `tasks` in a workstream of `streams`; where they are in another file, name it in `include`.
