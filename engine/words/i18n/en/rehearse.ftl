# Rehearsals: the mark, the clock, and how units speak in them.
campaign-event-clock-moved = moved the rehearsal's clock
campaign-refused-not-a-rehearsal = This is a real campaign: it has no clock to move.
campaign-hint-not-a-rehearsal = Only a rehearsal has one: wallchart rehearse PLAN.
campaign-refused-not-your-clock = { $actor } may not move the rehearsal's clock.
campaign-hint-not-your-clock = That is for the coordinating unit, { $unit }.
campaign-refused-clock-not-back = The rehearsal's clock shows { $at } and does not go back.
campaign-hint-clock-not-back = Give a later time; to begin again, rehearse with --fresh.

rehearse-event-launched = rehearsal begins (seed { $seed }), tasks issued
rehearse-event-clock = moved the rehearsal's clock to { $when }
rehearse-mark = { "[REHEARSAL]" }

rehearse-progress-document-1 = first draft is done and out for comments
rehearse-progress-document-2 = with the leader in charge for review
rehearse-progress-document-3 = being revised after comments; final soon

rehearse-progress-visit-1 = half the visits are made, faults noted house by house
rehearse-progress-visit-2 = on route; the ones that matter most are done
rehearse-progress-visit-3 = faults were put right on the spot; a second look is agreed

rehearse-progress-event-1 = place and people are settled
rehearse-progress-event-2 = material is there, setting up
rehearse-progress-event-3 = all in order on site, many people come to ask

rehearse-progress-press-1 = pieces are scheduled
rehearse-progress-press-2 = the first piece is out and well received
rehearse-progress-press-3 = material is in and being edited

rehearse-progress-duty-1 = people are at their posts, lines are open
rehearse-progress-duty-2 = handed over in order, nothing unusual
rehearse-progress-duty-3 = some questions came in, all answered at once

rehearse-progress-report-1 = most of the material is in, adding up
rehearse-progress-report-2 = checking that figures mean the same
rehearse-progress-report-3 = a draft is with the leaders

rehearse-progress-plain-1 = going as planned
rehearse-progress-plain-2 = more than half done
rehearse-progress-plain-3 = finishing

rehearse-problem-1 = the money is not approved yet
rehearse-problem-2 = short of hands, two people are on loan
rehearse-problem-3 = the place changed the time at short notice
rehearse-problem-4 = some shops do not cooperate
rehearse-problem-5 = figures are counted in different ways
rehearse-problem-6 = the printer has no slot

rehearse-next-1 = use the electronic version until the money comes
rehearse-next-2 = share people with the next unit, at other hours
rehearse-next-3 = the spare place has been asked
rehearse-next-4 = go together with the enforcement team
rehearse-next-5 = ask the secretariat which way counts
rehearse-next-6 = print in two lots

rehearse-advice-1 = called; please go on as you wrote, and soon
rehearse-advice-2 = others have been asked to help; report when it moves
rehearse-advice-3 = agreed, as long as the date holds

rehearse-chase-1 = the date has passed: hand it in today
rehearse-chase-2 = called about it: say why, and by when
rehearse-chase-3 = second reminder: late ones will be named

rehearse-extension-1 = waiting for a paper from above
rehearse-extension-2 = whoever does it was called away
rehearse-extension-3 = the place is under repair for some days
rehearse-extension-4 = too few visits yet, some more are needed

rehearse-granted-1 = granted; keep the new date
rehearse-granted-2 = true enough, granted

rehearse-refused-1 = others wait for it: keep the date
rehearse-refused-2 = no sufficient reason

rehearse-return-1 = the leader’s signature is missing
rehearse-return-2 = the photos show neither time nor place
rehearse-return-3 = figures and ledger do not agree
rehearse-return-4 = too general: add what was done and what came of it

rehearse-again-1 = mended as asked
rehearse-again-2 = checked and corrected, please look again

rehearse-submit-1 = done, please review
rehearse-submit-2 = done as asked, material attached
rehearse-submit-3 = done in time

rehearse-accept-1 = as it should be
rehearse-accept-2 = all there, accepted

rehearse-part-1 = our part is done
rehearse-part-2 = reported as agreed
rehearse-part-3 = what we owed is done

rehearse-part-for-1 = asked by phone and reported for them

rehearse-suspend-1 = put off for an inspection from above
rehearse-suspend-2 = the place is under repair
rehearse-suspend-3 = clashes with another event; later

rehearse-skip-1 = there is nobody of the kind here this year
rehearse-skip-2 = part of another task now

rehearse-reassign-1 = no answer from the first unit; yours now
rehearse-reassign-2 = the first unit is overloaded; please take over

rehearse-complete-1 = done, as we heard by phone; papers follow
rehearse-complete-2 = nothing waits for the papers

rehearse-place-1 = community square
rehearse-place-2 = at the market gate
rehearse-place-3 = service centre, ground floor
rehearse-place-4 = primary school hall
rehearse-place-5 = middle of the shopping street

rehearse-answer-1 = settled
rehearse-answer-2 = see the table

rehearse-evidence =
    For rehearsal: { $name } (no. { $n })
    Task: { $task }
    Unit: { $unit }
    Nothing real rests on this.

## Command line
cli-verb-rehearse = Rehearse a plan: units play it on a clock of its own, some late, some never answering
cli-arg-now = The time it is, in a rehearsal and only there, such as "D 19:30"
cli-arg-rehearse-until = Until when: D-3, "D 19:00", a window of the plan, or end (the default)
cli-arg-rehearse-seed = The seed: the same one plays the same plan alike; 1 by default
cli-arg-rehearse-temper = How units behave: smooth, usual (the default) or rough
cli-arg-rehearse-late = How many tasks are late, such as 20%
cli-arg-rehearse-silent = For how many tasks nobody answers, such as 5%
cli-arg-rehearse-go-on = Go on with the rehearsal that is there
cli-arg-rehearse-fresh = Remove the rehearsal that is there and begin again
cli-value-now = TIME
cli-value-seed = SEED
cli-value-temper = TEMPER
cli-value-late = PERCENT
cli-value-silent = PERCENT
rehearse-line = { "[REHEARSAL]" } seed { $seed }, its clock shows { $when }; this is no real campaign
rehearse-title = { "[REHEARSAL]" } { $title }
rehearse-under-way = rehearsing  { $when }  done { $done }/{ $all }
rehearse-summary = { $all } tasks: { $done } done, { $open } open, { $late } of them overdue; returned { $returns } times, extended { $extensions } times
rehearse-look = Look at it: wallchart open --store { $store }
rehearse-go-on = Play on: wallchart rehearse --continue --store { $store } --until TIME
rehearse-now-not-here = --now is for rehearsals; a real campaign goes by the real time.
rehearse-now-not-here-hint = Rehearse first: wallchart rehearse PLAN --until "D 19:00"; then name the rehearsal's file with --store.
rehearse-rehearsals-here = { $path } is a file of rehearsals: no real campaign is launched into it.
rehearse-campaign-here = { $path } holds the real campaign { $campaign }: nothing is rehearsed there.
rehearse-other-store = Name another file with --store.
rehearse-there-already = There is a rehearsal in { $path } already.
rehearse-there-already-hint = Go on with it by --continue, begin again by --fresh, or keep both: name another file with --store.
rehearse-bad-curtain = Until when? “{ $text }” is no time.
rehearse-bad-curtain-hint = Write D-3, D-10wd, "D 19:00", 2026-03-12, the name of a window, or end.
rehearse-reconcile-1 = Looked into with the unit: the difference was carried over from last month
rehearse-reconcile-2 = Compared with the ledger: single cases are being added
