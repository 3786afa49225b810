# Configuration files, completions, manual pages.
config-broken = the configuration file { $path }: { $what }
config-unknown-key = there is no key `{ $key }`
config-twice = `{ $key }` is set twice
config-unknown-word = `{ $word }` is no value for this key
config-kind = this key takes another kind of value
config-no-config = a configuration begins with `Config(`
config-syntax = this is not written as RON is
config-no-text = it is not text in UTF-8
config-no-file = it is no file, or too large
config-unreadable = it can't be read: { $error }
config-near = did you mean `{ $name }`?
config-keys-are = keys: { $keys }
config-takes = it takes: { $words }
config-example-hint = wallchart config --example prints a file with every key
config-column-key = key
config-column-value = value
config-column-from = from
config-from-flag = option
config-from-variable = variable { $name }
config-from-project = project file { $path }
config-from-user = user file { $path }
config-from-default = default
config-no-user-file = The user file would be { $path }. `wallchart config --example` prints one to begin with.
config-example =
    // Wallchart's settings. An option of the command line wins over a variable of the
    // environment, that over the project's file, that over the user's.
    Config(
    {"    "}// The language: zh or en.
    {"    "}// lang: en,
    {"    "}// The store's file. A relative path begins at this file's folder.
    {"    "}// store: "wallchart.db",
    {"    "}// Which campaign, where the store holds several.
    {"    "}// campaign: "315-2027",
    {"    "}// Who acts: a unit or a person of the plan.
    {"    "}// as: "市消保委",
    {"    "}// Colours: auto, always or never.
    {"    "}// color: auto,
    {"    "}// Frames of the dashboard in plain ASCII; without this the terminal is asked.
    {"    "}// ascii: false,
    )

cli-arg-color = Colours: auto (the default), always or never
cli-value-when = WHEN
cli-verb-config = Show what is set and where it comes from
cli-arg-config-example = Print a file with every key, to begin with
cli-verb-completions = Print what a shell needs to complete commands, campaigns, tasks and units
cli-arg-completions-shell = The shell: bash, zsh, fish, elvish or powershell
cli-value-shell = SHELL
cli-verb-man = Print the manual page, or write all pages into a folder
cli-arg-man-verb = The command of which to print the page
cli-arg-man-out = The folder to write a page for each command into
cli-value-out = FILE
cli-value-folder = FOLDER

config-exit-ok = Done.
config-exit-failed = Something outside failed: a file, the terminal.
config-exit-usage = The arguments or a configuration file make no sense.
config-exit-plan = The plan has errors, or something in it blocks the launch.
config-exit-refused = The campaign's rules refuse it.
config-exit-not-found = There is no such store, campaign, task or unit, or several fit.
config-exit-store = The store cannot be used, or is damaged.
config-exit-unconfirmed = It asks first and nobody is there: repeat with --yes.
config-exit-signal = Signal N ended it.
config-man-title = Wallchart manual
config-man-name = NAME
config-man-synopsis = SYNOPSIS
config-man-description = DESCRIPTION
config-man-exit = EXIT STATUS
config-man-environment = ENVIRONMENT
config-man-files = FILES
config-man-see-also = SEE ALSO
config-man-store = The store's file, as --store.
config-man-campaign = Which campaign, as --campaign.
config-man-as = Who acts, as --as.
config-man-lang = The language, as --lang. After it the configuration files count, then LC_ALL, LC_MESSAGES and LANG.
config-man-config = The user's configuration file; empty for none.
config-man-no-color = No colours, if not empty.
config-man-file-store = The store, where nothing else is said.
config-man-file-project = The project's configuration, in the working folder or above it.
config-man-file-user = The user's configuration; XDG_CONFIG_HOME and Windows have places of their own.
config-man-written = { $n } pages written into { $path }

config-watch-more = … { $n } more lines
config-watch-foot = as of { $at } · q leaves
config-watch-status = { $seq }  done { $done }/{ $all }  late { $late }  needs somebody { $needs }
cli-arg-watch = Say it again whenever something changes; q or Ctrl-C ends it

config-campaigns-title = Campaigns
config-campaigns-name = campaign
config-campaigns-done = done
config-campaigns-late = late
config-campaigns-needs = open
config-campaigns-reading = reading ...
config-campaigns-help = another campaign
config-campaigns-open = open
config-campaigns-corner = O { $at }/{ $of }

config-plans-here = wallchart open PLAN launches and opens one of the plans here: { $plans }
cli-arg-open-plans = Plan files, the first to be opened; without one, what the store holds
cli-value-plans = PLAN

config-usage-twice = `{ $arg }` stands there twice
config-usage-no-value = `{ $arg }` takes no value
config-usage-wants-value = { $arg } wants a value
cli-value-code = CODE
