# Verbs for writing plans and looking at them.
cli-verb-schema = Print the JSON Schema of plan files, for other tools
cli-arg-schema-kind = plan (the default) or calendar
cli-arg-schema-of = Print this file as the JSON that the schema describes
cli-value-kind = KIND
cli-arg-check-watch = Check again whenever a file of the plan changes; q or Ctrl-C ends it
writing-watch-check = errors { $errors }, blanks { $blockers }, warnings { $warnings }
e136 = There is no code `{ $name }`
e136-help = `wallchart explain` lists all codes; those that take a level are warnings and begin with W.
e137 = `{ $name }` is no warning, and takes no level
e137-help = Mend errors and fill in blanks; what takes a level are warnings, which begin with W.
cli-arg-check-allow = Leave this warning out, such as W045; may be given several times
cli-arg-check-deny = Take this warning for an error, such as W030; warnings stands for all
