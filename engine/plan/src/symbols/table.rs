//! What the fields of a plan hold: names given, names used, sentences with names in them.
//!
//! A new field that holds names needs one row of [`ROWS`]; its shape is the schema's.

use std::ops::Range;

use crate::grammar::{cover, each, every, measure, need, outcome, people, play, rule, sum, time};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A unit.
    Unit,
    /// A former or other name of a unit.
    Alias,
    /// A group of units.
    Group,
    /// A list to fan out over.
    List,
    /// An item of a list.
    Item,
    /// A window of time.
    Window,
    /// A measure.
    Measure,
    /// An objective.
    Objective,
    /// Someone in a unit.
    Person,
    /// A task.
    Task,
    /// A part of a series.
    Label,
    /// A workstream.
    Stream,
    /// A var.
    Var,
    /// A way in which a task may end.
    Outcome,
    /// A set of tasks with parameters.
    Template,
    /// A parameter of a template or a playbook.
    Param,
    /// A column of a log.
    Column,
    /// A quotient of measures.
    Rate,
    /// A duty roster.
    Roster,
    /// Tasks that wait for a trigger.
    Playbook,
    /// A file that belongs to the plan.
    File,
}

impl Kind {
    const ALL: [Kind; Kind::File as usize + 1] = [
        Kind::Unit,
        Kind::Alias,
        Kind::Group,
        Kind::List,
        Kind::Item,
        Kind::Window,
        Kind::Measure,
        Kind::Objective,
        Kind::Person,
        Kind::Task,
        Kind::Label,
        Kind::Stream,
        Kind::Var,
        Kind::Outcome,
        Kind::Template,
        Kind::Param,
        Kind::Column,
        Kind::Rate,
        Kind::Roster,
        Kind::Playbook,
        Kind::File,
    ];

    /// This kind alone, as a list.
    pub fn only(self) -> &'static [Kind] {
        static ALL: [Kind; Kind::ALL.len()] = Kind::ALL;
        ALL.get(self as usize..=self as usize).unwrap_or_default()
    }
}

/// A string that names things by a grammar of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sentence {
    /// What a task waits for.
    Need,
    /// What it fans out over.
    Each,
    /// A stretch of time, or a window's name.
    Stretch,
    /// A due date.
    Due,
    /// A recurrence.
    Every,
    /// A figure that a task asks for.
    Ask,
    /// A unit of quantity, and the measure that is counted towards.
    Quantity,
    /// Whom a late task goes up to: a unit, or the word `leader`.
    UpTo,
    /// How much of a fan-out is enough.
    Cover,
    /// Which outcome of which task is waited for.
    Outcome,
    /// A quotient of sums of measures.
    Rate,
    /// Sums of measures that must agree.
    Check,
    /// What starts a playbook by itself.
    Rule,
    /// Those who are put down on a roster.
    People,
}

/// What a string is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// Words of the office's own.
    Words,
    /// A name that is given here.
    Gives(Kind),
    /// A name of one of these kinds.
    Names(&'static [Kind]),
    /// A sentence that holds names.
    Says(Sentence),
}

impl Is {
    /// Whether what it gives keeps names of its own, of tasks and parameters.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Is::Gives(Kind::Template | Kind::Playbook))
    }
}

/// What the strings of a field are.
#[derive(Debug)]
pub(super) struct Row {
    /// The structs that have the field; all of that name when empty.
    of: &'static [&'static str],
    field: &'static str,
    /// The keys of its maps, the outermost first. A list in the place of a map holds such names alone.
    pub(super) keys: &'static [Is],
    /// Its other strings.
    pub(super) value: Is,
}

const UNIT: &[Kind] = &[Kind::Unit, Kind::Alias];
const BODY: &[Kind] = &[Kind::Unit, Kind::Group, Kind::Alias];
pub(super) const FAN: &[Kind] = &[Kind::Group, Kind::List];
pub(super) const KEY: &[Kind] = &[Kind::Unit, Kind::Alias, Kind::Item, Kind::Label];
/// What fills `{…}` where there are parameters.
pub(super) const FILLS: &[Kind] = &[Kind::Param, Kind::Var];
const ANY: &[Kind] = &[
    Kind::Unit,
    Kind::Alias,
    Kind::Group,
    Kind::Window,
    Kind::List,
    Kind::Measure,
    Kind::Task,
    Kind::Person,
];
const FIGURE: &[Kind] = &[Kind::Measure, Kind::Rate];
const WATCHED: &[Kind] = &[Kind::Measure, Kind::Rate, Kind::Task];
const TARGETED: &[Kind] = &[Kind::Unit, Kind::Alias, Kind::Group, Kind::Item, Kind::Label];

const fn row(
    of: &'static [&'static str],
    field: &'static str,
    keys: &'static [Is],
    value: Is,
) -> Row {
    Row { of, field, keys, value }
}

const ROWS: &[Row] = &[
    row(&["Campaign"], "include", &[], Is::Names(&[Kind::File])),
    row(&["Campaign"], "calendar", &[], Is::Names(&[Kind::File])),
    row(&["Campaign"], "vars", &[Is::Gives(Kind::Var)], Is::Words),
    row(&["Campaign"], "sponsors", &[], Is::Names(UNIT)),
    row(&["Campaign"], "group", &[], Is::Names(&[Kind::Group])),
    row(&["Campaign"], "coordinator", &[], Is::Names(UNIT)),
    row(&["Campaign"], "objectives", &[Is::Gives(Kind::Objective)], Is::Words),
    row(&["Campaign"], "windows", &[Is::Gives(Kind::Window)], Is::Says(Sentence::Stretch)),
    row(&["Campaign"], "units", &[Is::Gives(Kind::Unit)], Is::Words),
    row(&["Campaign"], "groups", &[Is::Gives(Kind::Group)], Is::Names(BODY)),
    row(&["Campaign"], "lists", &[Is::Gives(Kind::List), Is::Gives(Kind::Item)], Is::Names(BODY)),
    row(&["Campaign"], "measures", &[Is::Gives(Kind::Measure)], Is::Says(Sentence::Quantity)),
    row(&["Campaign"], "targets", &[Is::Names(&[Kind::Measure])], Is::Words),
    row(&["Campaign"], "rates", &[Is::Gives(Kind::Rate)], Is::Says(Sentence::Rate)),
    row(&["Campaign"], "checks", &[], Is::Says(Sentence::Check)),
    row(&["Campaign"], "templates", &[Is::Gives(Kind::Template)], Is::Words),
    row(&["Campaign"], "rosters", &[Is::Gives(Kind::Roster)], Is::Words),
    row(&["Campaign"], "playbooks", &[Is::Gives(Kind::Playbook)], Is::Words),
    row(&["Template", "Playbook"], "ask", &[Is::Gives(Kind::Param)], Is::Words),
    row(&["Notice"], "to", &[], Is::Names(BODY)),
    row(&["Notice"], "cc", &[], Is::Names(BODY)),
    row(&["Unit"], "above", &[], Is::Names(UNIT)),
    row(&["Unit"], "aka", &[], Is::Gives(Kind::Alias)),
    row(&["Unit"], "people", &[Is::Gives(Kind::Person)], Is::Words),
    row(&["Unit"], "each", &[], Is::Names(&[Kind::Group])),
    row(&[], "streams", &[Is::Gives(Kind::Stream)], Is::Words),
    row(&[], "tasks", &[Is::Gives(Kind::Task)], Is::Words),
    row(&[], "objective", &[], Is::Names(&[Kind::Objective])),
    row(&[], "owner", &[], Is::Names(UNIT)),
    row(&[], "support", &[], Is::Names(BODY)),
    row(&[], "informed", &[], Is::Names(BODY)),
    row(&[], "proxy", &[], Is::Names(UNIT)),
    row(&[], "review", &[], Is::Names(UNIT)),
    row(&[], "leader", &[], Is::Names(&[Kind::Person])),
    row(&[], "escalate", &[Is::Words], Is::Says(Sentence::UpTo)),
    row(&["Stream"], "use", &[], Is::Names(&[Kind::Template])),
    // Into which sentence a value goes the template says: it may be whatever one names.
    row(&["Stream"], "with", &[Is::Names(&[Kind::Param])], Is::Names(ANY)),
    row(&["Stream", "Task"], "each", &[], Is::Says(Sentence::Each)),
    row(&["Task"], "series", &[Is::Gives(Kind::Label)], Is::Words),
    row(&["Task"], "every", &[], Is::Says(Sentence::Every)),
    row(&["Task"], "needs", &[], Is::Says(Sentence::Need)),
    row(&["Task"], "when", &[], Is::Says(Sentence::Stretch)),
    row(&["Task"], "pick", &[], Is::Says(Sentence::Stretch)),
    row(&["Task"], "due", &[], Is::Says(Sentence::Due)),
    row(&["Task"], "to", &[Is::Words], Is::Names(BODY)),
    row(&["Task"], "outcomes", &[], Is::Gives(Kind::Outcome)),
    row(&["Task"], "when_outcome", &[], Is::Says(Sentence::Outcome)),
    row(&["Task"], "cover", &[], Is::Says(Sentence::Cover)),
    row(&["Task"], "measures", &[], Is::Says(Sentence::Ask)),
    row(&["Task"], "targets", &[Is::Names(&[Kind::Measure]), Is::Names(TARGETED)], Is::Words),
    row(&["Task"], "log", &[Is::Gives(Kind::Column)], Is::Words),
    row(&["Task"], "unless", &[Is::Names(&[Kind::Param, Kind::Outcome])], Is::Words),
    row(&["Roster"], "window", &[], Is::Says(Sentence::Stretch)),
    row(&["Roster"], "units", &[], Is::Names(BODY)),
    row(&["Roster"], "each", &[], Is::Names(&[Kind::List])),
    row(&["Roster"], "due", &[], Is::Says(Sentence::Due)),
    row(&["Roster"], "fill", &[Is::Names(UNIT)], Is::Says(Sentence::People)),
    row(&["Playbook"], "until", &[], Is::Names(&[Kind::Task])),
];

/// What is in the brackets behind a bare word, where that says it.
pub(super) fn called(word: &str) -> Option<Is> {
    match word {
        "unit" => Some(Is::Names(&[Kind::Group])),
        "hand" => Some(Is::Names(BODY)),
        "rule" => Some(Is::Says(Sentence::Rule)),
        _ => None,
    }
}

/// What holds of a field of that struct.
pub(super) fn of(name: &str, field: &str) -> Option<&'static Row> {
    ROWS.iter().find(|r| r.field == field && (r.of.is_empty() || r.of.contains(&name)))
}

/// A name in a sentence: its bytes there, and what it may stand for.
pub(super) type Use = (Range<usize>, &'static [Kind]);

impl Sentence {
    /// The names in a sentence of this kind; none in one that can't be read.
    pub(super) fn uses(self, text: &str) -> Vec<Use> {
        match self {
            Sentence::Need => need::sentence(text).map_or_else(|_| Vec::new(), needs),
            Sentence::Each => each::factors(text).into_iter().map(|(_, at)| (at, FAN)).collect(),
            Sentence::Stretch => window(time::stretch(text).ok(), text, 0),
            Sentence::Due => match time::due(text) {
                Ok(time::Due::Window(name, ..)) => {
                    let start = trimmed(text).start;
                    vec![(start..start + name.len(), Kind::Window.only())]
                }
                Ok(time::Due::After { at, .. }) => vec![(at, Kind::Task.only())],
                _ => Vec::new(),
            },
            Sentence::Every => match every::every(text) {
                Ok(every::Every::In(e)) => {
                    let rest = text.get(e.window_at..).unwrap_or_default();
                    window(Some(e.window), rest, e.window_at)
                }
                Ok(every::Every::On(all)) => {
                    let named = all.into_iter().map(|(stretch, start)| {
                        let rest = text.get(start..).unwrap_or_default();
                        window(Some(stretch), rest.split(',').next().unwrap_or_default(), start)
                    });
                    named.flatten().collect()
                }
                // In a playbook it goes on until a task is over.
                Err(_) => {
                    let until = play::every_in_play(text);
                    until.map_or_else(|_| Vec::new(), |(_, _, at)| vec![(at, Kind::Task.only())])
                }
            },
            Sentence::Ask => measure::ask(text).map_or_else(|_| Vec::new(), asked),
            Sentence::Quantity => {
                let into = measure::definition(text).ok().and_then(|read| read.into);
                into.map_or_else(Vec::new, |(_, at)| vec![(at, Kind::Measure.only())])
            }
            Sentence::Cover => {
                cover::enough(text).map_or_else(|_| Vec::new(), |read| vec![(read.at, FAN)])
            }
            Sentence::Outcome => outcome::condition(text).map_or_else(|_| Vec::new(), ending),
            Sentence::Rate => {
                sum::rate(text).map_or_else(|_| Vec::new(), |read| terms([read.part, read.whole]))
            }
            Sentence::Check => sum::check(text)
                .map_or_else(|_| Vec::new(), |(left, _, right)| terms([left, right])),
            Sentence::Rule => rule::rule(text).map_or_else(|_| Vec::new(), watched),
            Sentence::People => {
                people::people(text).map(|(_, at)| (at, Kind::Person.only())).collect()
            }
            Sentence::UpTo if text == "leader" => Vec::new(),
            Sentence::UpTo => vec![(0..text.len(), UNIT)],
        }
    }

    /// The kinds of names that such a sentence holds first, and the marks that begin a new word in it.
    pub fn words(self) -> (&'static [Kind], &'static [char]) {
        match self {
            Sentence::Need => (Kind::Task.only(), &[' ', '\t', '|', '@', ',', '[']),
            Sentence::Each => (FAN, &['×', ' ']),
            Sentence::Cover => (FAN, &[' ']),
            Sentence::Stretch => (Kind::Window.only(), &['.', ' ']),
            Sentence::Due | Sentence::Every => (Kind::Window.only(), &[' ', '.', ',']),
            Sentence::Ask => (Kind::Measure.only(), &[' ', '?', '<', '>', '=']),
            Sentence::Quantity => (Kind::Measure.only(), &[' ', '>']),
            Sentence::UpTo => (UNIT, &[]),
            Sentence::Outcome => (Kind::Task.only(), &[' ', '=', '|']),
            Sentence::Rate | Sentence::Check => {
                (Kind::Measure.only(), &[' ', '+', '/', '>', '<', '='])
            }
            Sentence::Rule => (WATCHED, &[' ', '@', '>', '<', '=']),
            Sentence::People => (Kind::Person.only(), &[' ', '+']),
        }
    }
}

fn needs(sentence: need::Sentence) -> Vec<Use> {
    let mut out = Vec::new();
    for one in sentence.targets {
        out.extend(target(one));
    }
    out
}

fn target(target: need::Target) -> Vec<Use> {
    let mut out = vec![(target.at, Kind::Task.only())];
    if let need::Which::Keys(keys) = target.which {
        out.extend(keys.into_iter().map(|(_, at)| (at, KEY)));
    }
    out
}

fn asked(ask: measure::Ask) -> Vec<Use> {
    let mut out = vec![(ask.at, Kind::Measure.only())];
    let Some(from) = ask.from else { return out };
    let columns = from.sum.into_iter().chain(from.only.into_iter().map(|test| test.column));
    out.extend(columns.map(|(_, at)| (at, Kind::Column.only())));
    out
}

fn terms(sides: [sum::Terms; 2]) -> Vec<Use> {
    let all = sides.into_iter().flatten();
    let names = all.filter(|(term, _)| term.parse::<rust_decimal::Decimal>().is_err());
    names.map(|(_, at)| (at, Kind::Measure.only())).collect()
}

fn watched(read: rule::Read) -> Vec<Use> {
    match read {
        rule::Read::Figures(rule::Figures { name, of, .. }) => {
            let of = of.map(|(_, at)| (at, Kind::Task.only()));
            std::iter::once((name.1, FIGURE)).chain(of).collect()
        }
        rule::Read::Overdue(_, at) => vec![(at, Kind::Task.only())],
        rule::Read::Outcome(read) => ending(read),
    }
}

fn ending(read: outcome::Condition) -> Vec<Use> {
    let any = read.any.into_iter().map(|(_, at)| (at, Kind::Outcome.only()));
    target(read.on).into_iter().chain(any).collect()
}

fn window(stretch: Option<time::Stretch>, text: &str, by: usize) -> Vec<Use> {
    let Some(time::Stretch::Window(_)) = stretch else { return Vec::new() };
    let at = trimmed(text);
    vec![(at.start + by..at.end + by, Kind::Window.only())]
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
