//! Everything the dashboard knows: what is open, selected, typed. It serialises, so that a screen can
//! be recorded and drawn again; what is read from the campaign stands beside it in [`Data`].

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};
use wallchart_campaign::Actor;
use wallchart_plan::ids::TaskNo;
use wallchart_words::{Lang, Message, ids};

use super::campaigns::Card;
use super::chrome::{Chrome, Tone};
use super::data::Data;
use super::field::Field;
use super::form::Form;
use super::rows::{Key, List};
use super::slip::Slip;

/// The views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// What needs somebody now, and how far things are.
    #[default]
    Overview,
    /// Bars over the task tree.
    Gantt,
    /// One task.
    Task,
    /// What has happened.
    Log,
    /// Who is on duty.
    Roster,
}

impl Tab {
    /// All of them, in the order of their keys.
    pub const ALL: [Tab; 5] = [Tab::Overview, Tab::Gantt, Tab::Task, Tab::Log, Tab::Roster];

    /// The key that opens it.
    pub fn key(self) -> char {
        match self {
            Tab::Overview => '1',
            Tab::Gantt => '2',
            Tab::Task => '3',
            Tab::Log => '6',
            Tab::Roster => '7',
        }
    }

    /// Its name.
    pub fn title(self) -> Message {
        match self {
            Tab::Overview => ids::DASHBOARD_TAB_OVERVIEW,
            Tab::Gantt => ids::DASHBOARD_TAB_GANTT,
            Tab::Task => ids::DASHBOARD_TAB_TASK,
            Tab::Log => ids::DASHBOARD_TAB_LOG,
            Tab::Roster => ids::ROSTER_TAB,
        }
    }
}

/// What keys go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The open view.
    #[default]
    Normal,
    /// The filter line.
    Filter {
        /// What is typed.
        field: Field,
        /// The filter before, for Esc.
        before: String,
    },
    /// The palette.
    Palette {
        /// What is typed.
        field: Field,
        /// Which of the entries found is chosen.
        at: usize,
    },
    /// A form.
    Form(Box<Form>),
    /// The switcher of campaigns.
    Campaigns {
        /// Which of the cards is chosen.
        at: usize,
    },
    /// The preview of a slip.
    Slip(Box<Slip>),
    /// The help, from that line on.
    Help {
        /// The first line shown.
        top: usize,
    },
}

/// A line for the user, until the next key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Whether it is a refusal or an error.
    pub bad: bool,
    /// The words.
    pub text: String,
}

impl Notice {
    /// The tone that it is shown in.
    pub fn tone(&self) -> Tone {
        if self.bad { Tone::Red } else { Tone::Green }
    }
}

/// How much time a cell of the Gantt chart stands for, in minutes.
pub const ZOOMS_MIN: [i64; 7] = [60, 180, 720, 1440, 2 * 1440, 7 * 1440, 30 * 1440];

/// The Gantt chart's own settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GanttState {
    /// Which of [`ZOOMS_MIN`].
    pub zoom: usize,
    /// Days from the campaign's first day to the left edge; none means that today is in sight.
    pub from_min: Option<i64>,
    /// Whether only the critical path is shown.
    pub critical: bool,
    /// What is folded.
    pub folded: BTreeSet<Key>,
}

impl Default for GanttState {
    fn default() -> Self {
        Self { zoom: 3, from_min: None, critical: false, folded: BTreeSet::new() }
    }
}

/// Everything the dashboard knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    /// The language.
    #[serde(with = "lang_code")]
    pub lang: Lang,
    /// Who sits here.
    pub actor: Actor,
    /// What the terminal can show.
    pub chrome: Chrome,
    /// Columns and rows.
    pub size: (u16, u16),
    /// A line that the starter of the program wants shown.
    pub banner: Option<String>,
    /// The open view.
    pub tab: Tab,
    /// The views that Esc goes back to.
    pub back: Vec<Tab>,
    /// The task that the task view shows.
    pub task: Option<TaskNo>,
    /// How far the task view is scrolled.
    pub task_top: usize,
    /// Whether the task view says no more of the reasons than their headings.
    #[serde(default)]
    pub why_folded: bool,
    /// Marked tasks.
    pub marks: BTreeSet<TaskNo>,
    /// The filter in force.
    pub filter: String,
    /// What keys go to.
    pub mode: Mode,
    /// A line for the user.
    pub notice: Option<Notice>,
    /// Whether an order is under way.
    pub busy: bool,
    /// Whether the log stays at the newest event.
    pub follow: bool,
    /// Whether the rosters show only what is lacking.
    #[serde(default)]
    pub only_gaps: bool,
    /// The Gantt chart.
    pub gantt: GanttState,
    /// Selection and scroll of each list.
    pub lists: Lists,
    /// The campaigns of the store, as far as they have been looked at.
    pub cards: Vec<Card>,
    /// What is read from the campaign.
    #[serde(skip)]
    pub data: Arc<Data>,
}

/// Selection and scroll of each list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// The overview.
    pub overview: List,
    /// The Gantt chart.
    pub gantt: List,
    /// The log.
    pub log: List,
    /// The duty rosters.
    #[serde(default)]
    pub roster: List,
}

impl State {
    /// A dashboard just opened.
    pub fn new(lang: Lang, actor: Actor, chrome: Chrome, size: (u16, u16)) -> Self {
        Self {
            lang,
            actor,
            chrome,
            size,
            banner: None,
            tab: Tab::Overview,
            back: Vec::new(),
            task: None,
            task_top: 0,
            why_folded: false,
            marks: BTreeSet::new(),
            filter: String::new(),
            mode: Mode::Normal,
            notice: None,
            busy: false,
            follow: true,
            only_gaps: false,
            gantt: GanttState::default(),
            lists: Lists::default(),
            cards: Vec::new(),
            data: Arc::default(),
        }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }

    /// The views that there are: rosters only where the plan has some.
    pub fn tabs(&self) -> impl Iterator<Item = Tab> {
        let has_rosters = self.data.source.as_ref().is_some_and(|s| !s.rosters.is_empty());
        Tab::ALL.into_iter().filter(move |tab| *tab != Tab::Roster || has_rosters)
    }

    /// The list of a view.
    pub fn list(&self, tab: Tab) -> Option<&List> {
        match tab {
            Tab::Overview => Some(&self.lists.overview),
            Tab::Gantt => Some(&self.lists.gantt),
            Tab::Log => Some(&self.lists.log),
            Tab::Roster => Some(&self.lists.roster),
            Tab::Task => None,
        }
    }

    pub(crate) fn list_mut(&mut self, tab: Tab) -> Option<&mut List> {
        match tab {
            Tab::Overview => Some(&mut self.lists.overview),
            Tab::Gantt => Some(&mut self.lists.gantt),
            Tab::Log => Some(&mut self.lists.log),
            Tab::Roster => Some(&mut self.lists.roster),
            Tab::Task => None,
        }
    }

    /// The task that an action would go to: the selected one, or the one that is open.
    pub fn current(&self) -> Option<TaskNo> {
        match self.list(self.tab) {
            None => self.task,
            Some(list) => list.key.as_ref().and_then(|key| self.data.task_of(key)),
        }
    }

    /// The tasks that an action would go to: the marked ones, else the current one.
    pub fn targets(&self) -> Vec<TaskNo> {
        if self.marks.is_empty() {
            self.current().into_iter().collect()
        } else {
            self.marks.iter().copied().collect()
        }
    }
}

mod lang_code {
    //! A language by its code.
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};
    use wallchart_words::Lang;

    pub(super) fn serialize<S: Serializer>(lang: &Lang, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(lang.code())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Lang, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        code.parse().map_err(|e| D::Error::custom(format!("{e}")))
    }
}
