//! The fields of a plan file, once: the structs that `ron` fills and the shapes that a repair walks by.

use serde::Deserialize;

use super::value::{
    Chosen, Entries, Field, GroupSource, ListSource, SeeText, Shape, Shaped, Switch, Text, words,
};
use crate::diagnostic::Step;
use crate::expanded::{Direction, PersonRole, TaskKind, UnitKind};
use crate::lints::LintLevel;

/// The language version that this reader knows.
pub const VERSION: u32 = 1;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident as $word:literal { $($(#[$field_doc:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(default, deny_unknown_fields, rename = $word)]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: $ty,)*
        }

        impl Shaped for $name {
            fn shape() -> Shape {
                const FIELDS: &[Field] = &[$((bare(stringify!($field)), <$ty as Shaped>::shape)),*];
                Shape::Struct($word, FIELDS)
            }

            fn each_text(&mut self, steps: &mut Vec<Step>, see: &mut SeeText<'_>) {
                $(
                    steps.push(Step::Field(bare(stringify!($field))));
                    self.$field.each_text(steps, see);
                    steps.pop();
                )*
            }
        }
    )*};
}

/// The name of a field that is a word of Rust as well, as plans write it.
const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', rest @ ..] => match std::str::from_utf8(rest) {
            Ok(rest) => rest,
            Err(_) => name,
        },
        _ => name,
    }
}

fields! {
    /// The root of a plan, or of a file that one includes.
    CampaignSource as "Campaign" {
        /// Version of the plan language.
        version: Option<u32>,
        id: Option<Text>,
        title: Option<Text>,
        anchor: Option<Text>,
        zone: Option<Text>,
        calendar: Option<Text>,
        start: Option<Text>,
        include: Vec<Text>,
        vars: Entries<Text>,
        sponsors: Vec<Text>,
        group: Option<Text>,
        coordinator: Option<Text>,
        objectives: Entries<Text>,
        basis: Vec<Text>,
        notice: Option<NoticeSource>,
        windows: Entries<Text>,
        units: Entries<UnitSource>,
        groups: Entries<GroupSource<UnitKind>>,
        lists: Entries<ListSource>,
        /// Items of lists that had another name in the plan that is running: by list, the new name and the former.
        renamed: Entries<Entries<Text>>,
        measures: Entries<Text>,
        targets: Entries<Text>,
        rates: Entries<Text>,
        checks: Vec<Text>,
        defaults: Option<DefaultsSource>,
        templates: Entries<TemplateSource>,
        streams: Entries<StreamSource>,
        rosters: Entries<RosterSource>,
        playbooks: Entries<PlaybookSource>,
        /// How grave warnings are, by code.
        lints: Entries<LintLevel>,
    }

    /// Tasks that streams take over, with parameters.
    TemplateSource as "Template" {
        ask: Entries<AskSource>,
        tasks: Entries<TaskSource>,
    }

    /// The notice that issues the plan.
    NoticeSource as "Notice" {
        number: Option<Text>,
        to: Vec<Text>,
        cc: Vec<Text>,
        annexes: Vec<AnnexSource>,
    }

    /// A unit, or a line that generates units.
    UnitSource as "Unit" {
        kind: Option<UnitKind>,
        above: Option<Text>,
        aka: Vec<Text>,
        people: Entries<PersonRole>,
        outside: bool,
        /// The group whose every unit makes one unit.
        each: Option<Text>,
    }

    /// What holds for every task that says nothing else.
    DefaultsSource as "Defaults" {
        takes: Option<Text>,
        ack: Option<Switch>,
        review: Option<Switch>,
        remind: Option<Vec<Text>>,
        escalate: Option<Entries<Text>>,
        leader: Option<Text>,
    }

    /// A workstream.
    StreamSource as "Stream" {
        title: Option<Text>,
        /// What it was called in the plan that is running.
        was: Option<Text>,
        objective: Option<Text>,
        owner: Option<Text>,
        leader: Option<Text>,
        support: Option<Vec<Text>>,
        informed: Option<Vec<Text>>,
        proxy: Option<Text>,
        kind: Option<TaskKind>,
        takes: Option<Text>,
        ack: Option<Switch>,
        review: Option<Switch>,
        remind: Option<Vec<Text>>,
        escalate: Option<Entries<Text>>,
        /// The condition on vars without which it is left out.
        only: Option<Text>,
        /// What all its tasks fan out over before they do themselves.
        each: Option<Text>,
        /// The template that it takes tasks from.
        r#use: Option<Text>,
        /// The values of the template's parameters.
        with: Entries<Text>,
        tasks: Entries<TaskSource>,
        streams: Entries<StreamSource>,
    }

    /// A task.
    TaskSource as "Task" {
        title: Option<Text>,
        /// What it was called in the plan that is running.
        was: Option<Text>,
        /// The condition on vars without which it is left out.
        only: Option<Text>,
        about: Option<Text>,
        objective: Option<Text>,
        owner: Option<Text>,
        support: Option<Vec<Text>>,
        informed: Option<Vec<Text>>,
        proxy: Option<Text>,
        leader: Option<Text>,
        kind: Option<TaskKind>,
        tags: Vec<Text>,
        place: Option<Text>,
        each: Option<Text>,
        count: Option<u32>,
        series: Entries<Text>,
        every: Option<Text>,
        nil_report: bool,
        needs: Vec<Text>,
        takes: Option<Text>,
        when: Option<Text>,
        due: Option<Text>,
        pick: Option<Text>,
        ask: Vec<Text>,
        steps: Vec<Text>,
        steps_done: Option<u32>,
        measures: Vec<Text>,
        /// Targets of single instances: by measure, then by key.
        targets: Entries<Entries<Text>>,
        /// What each row of its log holds.
        log: Entries<AskSource>,
        evidence: Vec<Text>,
        /// How it may end: one is said when it is handed in.
        outcomes: Vec<Text>,
        /// The outcome of another task without which it is not needed.
        when_outcome: Option<Text>,
        /// How much of its fan-out is enough.
        cover: Vec<Text>,
        /// Whom it is reported to: units or groups, by direction.
        to: Chosen<Direction, Text>,
        /// In a playbook: it stops after this task, unless the parameter or the outcome says otherwise.
        unless: Entries<StopSource>,
        ack: Option<Switch>,
        review: Option<Switch>,
        remind: Option<Vec<Text>>,
        escalate: Option<Entries<Text>>,
        milestone: bool,
    }

    /// A duty roster.
    RosterSource as "Roster" {
        title: Option<Text>,
        /// What it was called in the plan that is running.
        was: Option<Text>,
        window: Option<Text>,
        units: Vec<Text>,
        /// The list each of whose items needs its people.
        each: Option<Text>,
        due: Option<Text>,
        needs: Chosen<PersonRole, u32>,
        shifts: Option<Text>,
        /// Who is planned, by unit; `*` stands for every unit without a line of its own.
        fill: Entries<Text>,
    }

    /// A playbook (预案): tasks that wait for a trigger.
    PlaybookSource as "Playbook" {
        title: Option<Text>,
        /// What it was called in the plan that is running.
        was: Option<Text>,
        /// What is asked for at a start.
        ask: Entries<AskSource>,
        /// What starts it, besides the coordinator.
        start: Vec<StartSource>,
        /// The task that ends it.
        until: Option<Text>,
        /// Whether a rule starts it although a play of the same is still open.
        overlap: bool,
        ack: Option<Switch>,
        review: Option<Switch>,
        remind: Option<Vec<Text>>,
        escalate: Option<Entries<Text>>,
        tasks: Entries<TaskSource>,
    }

    /// A calendar file.
    CalendarSource as "Calendar" {
        version: Option<u32>,
        office: Option<OfficeSource>,
        notices: Vec<HolidayNoticeSource>,
    }

    /// Office hours.
    OfficeSource as "Office" {
        am: Option<Text>,
        pm: Option<Text>,
    }

    /// One notice of days off. A later one overrides an earlier one, day by day.
    HolidayNoticeSource as "Notice" {
        year: Option<u32>,
        number: Option<Text>,
        published: Option<Text>,
        source: Option<Text>,
        off: Vec<Text>,
        makeup: Vec<Text>,
    }
}

/// An annex of the notice, by what it is made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AnnexSource {
    /// The ledger of a part of the plan.
    Ledger(Text),
    /// A duty roster.
    Roster(Text),
    /// A form that units fill in.
    Form(Text),
    /// A paper from elsewhere.
    Paper(Text),
}

impl AnnexSource {
    /// The annex's title.
    pub(crate) fn title(&self) -> &Text {
        match self {
            Self::Ledger(t) | Self::Roster(t) | Self::Form(t) | Self::Paper(t) => t,
        }
    }
}

impl Shaped for AnnexSource {
    fn shape() -> Shape {
        Shape::Call(words::<AnnexSource>(), Text::shape)
    }
}

/// What a parameter of a template or a playbook holds, or a column of a log.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AskSource {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day, or a time of a day.
    Date,
    /// One unit of a group.
    Unit(Text),
    /// One of these.
    Choice(Vec<Text>),
}

impl Shaped for AskSource {
    fn shape() -> Shape {
        Shape::Either(&[
            || Shape::Word(&["text", "number", "yes_no", "date"]),
            || Shape::Call(&["unit"], Text::shape),
            || Shape::Call(&["choice"], <Vec<Text>>::shape),
        ])
    }
}

/// What starts a playbook.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StartSource {
    /// Anyone of a unit or a group.
    Hand(Text),
    /// A message from outside.
    Hook(Text),
    /// Something that the campaign itself shows.
    Rule(Text),
}

impl Shaped for StartSource {
    fn shape() -> Shape {
        Shape::Call(words::<StartSource>(), Text::shape)
    }
}

/// What becomes of a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StopSource {
    /// It stops.
    Stop,
}

/// Kinds that a plan writes as one bare word.
macro_rules! shaped_as_words {
    ($($name:ident)*) => {$(
        impl Shaped for $name {
            fn shape() -> Shape {
                Shape::Word(words::<$name>())
            }
        }
    )*};
}

shaped_as_words! { StopSource LintLevel UnitKind PersonRole TaskKind }

/// Fields that the design names and a later version of the language brings.
pub(crate) const LATER: &[&str] = &["automation", "capacity", "estimate", "leave", "login"];
