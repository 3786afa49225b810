//! Turns what plan files say into an [`Expanded`] plan: names found, dates worked out, tasks fanned out
//! and linked.

mod after;
mod cover;
mod header;
mod link;
mod log;
mod measures;
mod only;
mod origins;
mod outcome;
mod params;
mod play_order;
mod playbook;
mod recurring;
mod rhythm;
mod roster;
mod settings;
mod slots;
mod sums;
mod targets;
mod task;
mod templates;
mod timeline;
mod trigger;

pub(crate) use timeline::{day_of, nearest};

pub use origins::{Origins, TaskField};

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use wallchart_words::ids;

use crate::codes;
use crate::diagnostic::{Diagnostic, Step};
use crate::expanded::{EscalateTo, Expanded, Roster, Stream, Task};
use crate::ids::{ObjectiveId, StreamId, TaskNo};
use crate::names::{Fan, Lists, Units, Vars};
use crate::read::ReadOptions;
use crate::report::{Sink, Trail};
use crate::source::schema::{StreamSource, TaskSource};
use crate::source::value::{Entries, GroupSource, Text};
use crate::source::{Document, Files};
use crate::sums::Rate;
use crate::time::Instant;

use measures::Measures;
use settings::{Level, Settings};
use templates::Made;
use timeline::Timeline;

/// From when to when something lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) start: Instant,
    pub(crate) end: Instant,
}

/// Names that tasks refer to.
pub(crate) struct Book {
    pub(crate) vars: Vars,
    pub(crate) units: Units,
    pub(crate) objectives: Vec<(ObjectiveId, String)>,
    pub(crate) measures: Measures,
    pub(crate) rates: Vec<Rate>,
}

/// A task of the plan, and which instances it made.
pub(crate) struct Planned<'a> {
    pub(crate) id: &'a Text,
    pub(crate) source: &'a TaskSource,
    pub(crate) stream: u32,
    /// The playbook it is part of, from 1; 0 for the plan itself.
    pub(crate) playbook: usize,
    pub(crate) fan: Rc<Fan>,
    pub(crate) slots: Rc<[slots::Slot]>,
    /// Index of its first instance; there is one for each row and slot, row by row.
    pub(crate) first: usize,
    /// Whether its condition, or that of a stream, leaves it out.
    pub(crate) is_left_out: bool,
}

/// What a stream hands down to what is in it.
#[derive(Clone)]
pub(crate) struct Around {
    pub(crate) settings: Settings,
    pub(crate) fan: Rc<Fan>,
    pub(crate) is_left_out: bool,
}

impl Planned<'_> {
    /// The index of an instance.
    pub(crate) fn instance(&self, row: usize, slot: usize) -> usize {
        self.first + row * self.slots.len() + slot
    }
}

/// A stream, and where it stands.
pub(crate) struct Standing {
    pub(crate) id: StreamId,
    pub(crate) file: usize,
    pub(crate) steps: Arc<[Step]>,
}

/// The expansion under way.
pub(crate) struct Expander<'a> {
    pub(crate) book: &'a Book,
    pub(crate) made: &'a Made,
    pub(crate) lists: Lists,
    pub(crate) time: Timeline,
    pub(crate) streams: Vec<Stream>,
    pub(crate) standing: Vec<Standing>,
    pub(crate) planned: Vec<Planned<'a>>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) rosters: Vec<Roster>,
    pub(crate) origins: Origins,
    /// Settings of tasks whose due date hangs on another task, by their index.
    pub(crate) settings_of: BTreeMap<usize, Settings>,
    /// Whom their instances go up to, by the instance's index.
    pub(crate) up_of: BTreeMap<usize, Vec<EscalateTo>>,
    /// What groups that name their units are made of, by name.
    pub(crate) groups: BTreeMap<&'a str, &'a [Text]>,
    /// Tasks by id, each with its stream.
    pub(super) given: BTreeMap<&'a Text, u32>,
    /// The fan-out of tasks that have none.
    pub(crate) single: Rc<Fan>,
    /// The name by which texts refer to the lead unit.
    pub(crate) owner_slot: Text,
    streams_given: crate::names::Given,
    /// The playbook that is being read, from 1; 0 for the plan itself.
    pub(crate) playbook: usize,
    /// Its parameters.
    params: Vec<params::Param>,
    /// Names of units with parameters in them: `{属地}人社局`.
    composed: std::cell::RefCell<Vec<String>>,
    /// Conditions of its tasks that only a start decides, by the task's place in `planned`.
    only_of: BTreeMap<usize, crate::playbook::Only>,
}

/// Expands what was read. What comes back is whole only where `sink` holds no error.
pub(crate) fn expand(
    files: &mut Files<'_>,
    documents: &[Document],
    options: &ReadOptions,
    sink: &mut Sink,
) -> (Expanded, Origins) {
    let header = header::read(files, documents, options, sink);
    let settings = header.settings(documents, sink);
    let header::Header { book, campaign, targets, checks, windows, time, lists } = header;
    let items_were = lists.renamed(documents, sink);
    let made = templates::made(documents, &book, sink);
    let mut expander = Expander {
        book: &book,
        made: &made,
        lists,
        time,
        streams: Vec::new(),
        standing: Vec::new(),
        planned: Vec::new(),
        tasks: Vec::new(),
        rosters: Vec::new(),
        origins: Origins { start: header::start_place(documents), ..Origins::default() },
        settings_of: BTreeMap::new(),
        up_of: BTreeMap::new(),
        groups: groups(documents),
        given: BTreeMap::new(),
        single: Rc::new(Fan::single()),
        owner_slot: Text::from("owner"),
        streams_given: crate::names::Given::default(),
        playbook: 0,
        params: Vec::new(),
        composed: Default::default(),
        only_of: BTreeMap::new(),
    };
    let around = Around { settings, fan: expander.single.clone(), is_left_out: false };
    for document in documents {
        let root = Trail::root(document.file);
        let trail = root.field("streams");
        expander.streams(&document.plan.streams, None, &around, &trail, sink);
    }
    let playbooks = expander.playbooks(documents, &around.settings, sink);
    expander.link_all(sink);
    expander.due_after(sink);
    expander.rosters(documents, sink);
    crate::check::check(&expander, documents, &campaign, sink);
    let playbooks = expander.written_out(playbooks, sink);
    let Expander { streams, tasks, mut origins, time, planned, rosters, .. } = expander;
    origins.templated = sink.templated.clone();
    origins.left_out = planned.iter().filter(|p| p.is_left_out).count();
    let Book { units, measures, rates, .. } = book;
    let expanded = Expanded {
        campaign,
        calendar: time.work.calendar().clone(),
        units: units.list,
        groups: units.groups,
        streams,
        windows,
        measures: measures.into_list(),
        targets,
        rates,
        checks,
        items_were,
        tasks,
        rosters,
        playbooks,
    };
    (expanded, origins)
}

/// The id of a stream, and what it was.
struct StreamIds {
    is: StreamId,
    was: StreamId,
}

impl StreamIds {
    fn of(parent: Option<&StreamIds>, name: &Text, was: Option<&Text>) -> Self {
        let was = was.unwrap_or(name);
        match parent {
            Some(parent) => Self {
                is: format!("{}/{}", parent.is, &**name).into(),
                was: format!("{}/{}", parent.was, &**was).into(),
            },
            None => Self { is: name.0.clone().into(), was: was.0.clone().into() },
        }
    }
}

fn groups(documents: &[Document]) -> BTreeMap<&str, &[Text]> {
    let groups = documents.iter().flat_map(|d| d.plan.groups.iter());
    let named = groups.filter_map(|(name, source)| match source {
        GroupSource::Names(names) => Some((&**name, names.as_slice())),
        GroupSource::Kind(_) => None,
    });
    named.collect()
}

impl<'a> Expander<'a> {
    /// Walks streams in written order: a stream, its tasks, then the streams in it.
    fn streams(
        &mut self,
        streams: &'a Entries<StreamSource>,
        parent: Option<&StreamIds>,
        above: &Around,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) {
        for (name, source) in streams.iter() {
            let trail = trail.key(name);
            let ids = StreamIds::of(parent, name, source.was.as_ref());
            let id = ids.is.clone();
            crate::names::check_name(name, &trail, sink);
            self.streams_given.note(&Text::from(id.as_str()), trail.name(), sink);
            let title = match &source.title {
                Some(title) => self.book.vars.text(title, &trail.field("title"), sink),
                // That the name is empty has been said.
                None if name.trim().is_empty() => String::new(),
                None => self.book.vars.text(name, &trail.field("title"), sink),
            };
            let around = self.around_stream(source, above, &trail, sink);
            if !around.is_left_out {
                self.streams.push(Stream {
                    id: id.clone(),
                    title,
                    parent: parent.map(|parent| parent.is.clone()),
                    was: (ids.was != ids.is).then(|| ids.was.clone()),
                    of_play: false,
                });
            }
            self.standing.push(Standing {
                id: id.clone(),
                file: trail.file(),
                steps: trail.steps().into(),
            });
            let stream = u32::try_from(self.standing.len() - 1).unwrap_or(u32::MAX);
            let tasks = trail.field("tasks");
            let made = self.made.tasks(stream as usize);
            for (id, task) in made.iter().chain(source.tasks.iter()) {
                let trail = tasks.key(id);
                self.task(id, task, stream, &around, &trail, sink);
            }
            self.streams(&source.streams, Some(&ids), &around, &trail.field("streams"), sink);
        }
    }

    /// What a stream hands down.
    fn around_stream(
        &mut self,
        source: &StreamSource,
        above: &Around,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Around {
        let settings = above.settings.overlaid(&Level::from(source), trail, self.book, sink);
        let mut fan = above.fan.clone();
        if let Some(each) = &source.each {
            let (units, field) = (&self.book.units, trail.field("each"));
            let found = self.lists.within(&above.fan, each, units, false, &field, sink);
            fan = found.unwrap_or_else(|| Rc::new(Fan { rows: Vec::new(), ..Fan::single() }));
        }
        // The stream's own owner leads before whom the keys name.
        if source.owner.is_some() && fan.rows.iter().any(|row| row.owner.is_some()) {
            fan = Rc::new(fan.unowned());
        }
        let holds = only::holds(source.only.as_ref(), self.book, &[], trail, sink);
        let is_left_out = above.is_left_out || holds == only::Holds::Is(false);
        Around { settings, fan, is_left_out }
    }

    /// Notes a task's id; says so where it was given before, or is none.
    fn note(&mut self, id: &'a Text, stream: u32, trail: &Trail<'_>, sink: &mut Sink) -> bool {
        crate::names::check_id(id, trail, sink);
        let Some(first) = self.given.get(id) else {
            self.given.insert(id, stream);
            return true;
        };
        let found = Diagnostic::new(&codes::E025, trail.name()).with("name", &**id);
        sink.push(match self.standing.get(*first as usize) {
            Some(standing) => {
                let stream = Trail::base(standing.file, &standing.steps);
                found.also(stream.field("tasks").key(id).name(), ids::NOTE_FIRST)
            }
            None => found,
        });
        false
    }
}

/// The number of the instance at that index.
pub(crate) fn number(index: usize) -> TaskNo {
    TaskNo(u32::try_from(index + 1).unwrap_or(u32::MAX))
}
