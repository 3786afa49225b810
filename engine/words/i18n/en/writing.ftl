# Verbs for writing plans and looking at them.
cli-verb-schema = Print the JSON Schema of plan files, for other tools
cli-arg-schema-kind = plan (the default) or calendar
cli-arg-schema-of = Print this file as the JSON that the schema describes
cli-value-kind = KIND
cli-arg-check-watch = Check again whenever a file of the plan changes; q or Ctrl-C ends it
writing-watch-check = errors { $errors }, blanks { $blockers }, warnings { $warnings }
