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
