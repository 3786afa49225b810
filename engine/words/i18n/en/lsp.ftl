# What editors show (the language server).

## Kinds of names
lsp-kind-unit = unit
lsp-kind-alias = former name
lsp-kind-group = group
lsp-kind-list = list
lsp-kind-item = item of a list
lsp-kind-window = window
lsp-kind-measure = measure
lsp-kind-objective = objective
lsp-kind-person = person
lsp-kind-task = task
lsp-kind-label = part of a series
lsp-kind-stream = workstream
lsp-kind-var = var
lsp-kind-outcome = outcome
lsp-kind-template = template
lsp-kind-param = parameter
lsp-kind-column = column of a log
lsp-kind-rate = rate
lsp-kind-roster = duty roster
lsp-kind-playbook = playbook
lsp-kind-file = file

## Under the pointer
lsp-dates = From … to: { $dates }
lsp-due = Due: { $date }
lsp-slack = Slack: { $days ->
    [0] { $hours } h
   *[other] { $hours ->
        [0] { $days } d
       *[other] { $days } d { $hours } h
    }
}
lsp-critical = { $all ->
    [1] on the critical path
   *[other] { $count } of { $all } on the critical path
}
lsp-owners = Lead: { $units }
lsp-instances = { $count } instances
lsp-more = { $names } and { $count } more
lsp-now = Now: { $name }
lsp-above = Above it: { $unit }
lsp-leads = Leads { $leads }, supports { $supports }
lsp-latest = Latest figure: the last report of each unit counts, and these add up
lsp-rolls-into = Also counts towards { $name }
lsp-asked = { $count ->
    [one] { $count } task hands it in
   *[other] { $count } tasks hand it in
}
lsp-uses = { $count ->
    [one] Used once in the plan
   *[other] Used { $count } times in the plan
}
lsp-of-plan = As in the plan { $plan }; the file is part of others as well
lsp-stale = The plan has mistakes now; the dates are those of the last time that it had none.
lsp-unsound = The plan has mistakes: dates are worked out once they are mended.

## Changes offered
lsp-new = new { $what }
lsp-fix = Mend { $code }
lsp-fix-to = Change to “{ $text }” ({ $code })
lsp-fix-all = { $count ->
    [one] Mend what is sure ({ $count } place)
   *[other] Mend all that is sure ({ $count } places)
}
lsp-former = Keep the former name “{ $name }”, so that running records go on

## What can't be done
lsp-garbled = what came is no message
lsp-cancelled = cancelled
lsp-early = initialize hasn't come yet
lsp-left = shutdown has come
lsp-twice = initialize has come before
lsp-unknown = no such method: { $method }
lsp-not-open = the file can't be read
lsp-nothing-to-rename = nothing here can be renamed
lsp-taken = there is a “{ $name }” already: a { $kind } can't have that name
lsp-cant-write = one place can't take “{ $name }”: change it by hand
lsp-cant-format = the form of the plan is broken: mend it, then lay it out
