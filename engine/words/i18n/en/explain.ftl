# What the codes of diagnostics mean (explain).
explain-area-form = Form: marks, quotes, brackets
explain-area-fields = Fields and what they hold
explain-area-files = Files
explain-area-names = Names
explain-area-texts = Texts, blanks and vars
explain-area-duty = Who does it
explain-area-fan-out = Fan-outs
explain-area-times = Dates, times and calendars
explain-area-needs = What waits for what
explain-area-figures = Figures, checklists and evidence
explain-area-schedule = The schedule
explain-severity = { $severity ->
    [error] error: the plan can't be used
    [blocker] blocker: a check passes, a launch waits until it is filled in
   *[warning] warning: the plan can be launched; worth a look
}
explain-wrong = Wrong
explain-reported = What check says
explain-right = Right
explain-file = { $file ->
    [none] { $lead }
   *[other] { $lead } ({ $file })
}
explain-encoded = saved as UTF-16
explain-unreadable = can't be read
explain-usage = wallchart explain CODE tells one in full, with a wrong and a right example.
explain-more = More on these: wallchart explain { $codes }
explain-no-such-code = There is no code `{ $code }`
explain-no-such-code-hint = `wallchart explain` lists all codes
cli-verb-explain = Explain a diagnostic's code: what it means, why it matters, how to mend it
cli-arg-explain-codes = Codes such as E030; all of them are listed if none is given
