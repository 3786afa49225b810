//! Checking in the background: a plan as it is now, read, expanded and scheduled, the newest text first.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, Utc};
use wallchart_plan::diagnostic::{Code, Diagnostic};
use wallchart_plan::expanded::Expanded;
use wallchart_plan::render::Excerpts;
use wallchart_plan::{ReadOptions, SourceError, SourceFile, Sources, WorkCalendar};
use wallchart_schedule::{Facts, Schedule};
use wallchart_words::{Lang, text};

use crate::project::Root;
use crate::text::Text;

/// Opens the files of a plan: the folder, and the plan's path in it.
pub type OpenFolder = fn(&Path, &str) -> Box<dyn Sources>;

/// A plan to be checked.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    /// Which.
    pub(crate) root: Root,
    /// The documents open in its folder, by their path there, each with its version.
    pub(crate) open: BTreeMap<String, (i32, Text)>,
    /// When it is.
    pub(crate) now: DateTime<Utc>,
    /// The language of its words.
    pub(crate) lang: Lang,
}

/// Something found, where it was found.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// What.
    pub(crate) diagnostic: Diagnostic,
    /// Its bytes.
    pub(crate) bytes: Range<usize>,
    /// Other places: the file's index, the bytes, the words.
    pub(crate) related: Vec<(usize, Range<usize>, String)>,
}

/// A file as it was checked.
#[derive(Debug)]
pub(crate) struct CheckedFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The client's number for it, if it was open.
    pub(crate) version: Option<i32>,
    /// What it said.
    pub(crate) text: Text,
    /// What was found in it, by its index in [`Checked::findings`].
    pub(crate) findings: Vec<usize>,
}

/// What came of a check.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The plan.
    pub(crate) root: Root,
    /// Its files, in the order in which they were read.
    pub(crate) files: Vec<CheckedFile>,
    /// All that was found.
    pub(crate) findings: Vec<Finding>,
    /// The files as fixes are made in them.
    pub(crate) sources: Vec<SourceFile>,
    /// The plan, if it is sound.
    pub(crate) sound: Option<Arc<Sound>>,
}

/// A plan without mistakes, with its dates.
#[derive(Debug)]
pub(crate) struct Sound {
    /// The plan.
    pub(crate) plan: Expanded,
    /// Its calendar.
    pub(crate) calendar: WorkCalendar,
    /// Its dates, once somebody has looked at them.
    schedule: OnceLock<Option<Schedule>>,
}

impl Sound {
    fn new(plan: Expanded) -> Self {
        let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
        Self { plan, calendar, schedule: OnceLock::new() }
    }

    /// Its dates. They are worked out when they are first asked for: nobody waits for them at every key.
    pub(crate) fn schedule(&self) -> Option<&Schedule> {
        let schedule = || wallchart_schedule::schedule(&self.plan, &Facts::none()).ok();
        self.schedule.get_or_init(schedule).as_ref()
    }
}

/// What the checker is given.
#[derive(Debug)]
pub(crate) enum Work {
    /// A plan to be checked.
    Check(Job),
    /// What was known of a plan before, to be given up by the thread that made it: an allocator has far more to do for
    /// what another thread frees.
    GiveUp(Option<Checked>, Option<Arc<Sound>>),
}

/// Checks what comes, until nobody is left to send more: of several jobs for one plan the last.
pub(crate) fn work(given: &Receiver<Work>, open: OpenFolder, done: impl Fn(Checked) -> bool) {
    let mut waiting: BTreeMap<Root, Job> = BTreeMap::new();
    let take = |work: Work, waiting: &mut BTreeMap<Root, Job>| match work {
        Work::Check(job) => drop(waiting.insert(job.root.clone(), job)),
        Work::GiveUp(checked, sound) => drop((checked, sound)),
    };
    loop {
        if waiting.is_empty() {
            let Ok(work) = given.recv() else { return };
            take(work, &mut waiting);
        }
        given.try_iter().for_each(|work| take(work, &mut waiting));
        let Some((_, job)) = waiting.pop_first() else { continue };
        if !done(check(&job, open)) {
            return;
        }
    }
}

/// Files on disk, and over them what is open.
struct Overlaid<'a> {
    disk: Box<dyn Sources>,
    open: &'a BTreeMap<String, (i32, Text)>,
}

impl Sources for Overlaid<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        match self.open.get(path) {
            Some((_, text)) => Ok(text.all().as_bytes().to_vec()),
            None => self.disk.read(path),
        }
    }
}

/// Checks a plan.
pub(crate) fn check(job: &Job, open: OpenFolder) -> Checked {
    let sources = Overlaid { disk: open(&job.root.folder, &job.root.plan), open: &job.open };
    let read = |today: NaiveDate| {
        wallchart_plan::read(&sources, &job.root.plan, &ReadOptions { today, anchor: None })
    };
    // Today depends on the plan's zone, which is known once it has been read.
    let guess = job.now.with_timezone(&chrono_tz::Asia::Shanghai).date_naive();
    let mut reading = read(guess);
    if let Some(plan) = reading.expanded.as_ref().or(reading.draft.as_ref()) {
        let today = job.now.with_timezone(&plan.calendar.zone).date_naive();
        if today != guess {
            reading = read(today);
        }
    }
    let found = wallchart_schedule::check(&reading);
    // Tasks that wait for each other have no dates.
    let is_ring = found.iter().any(|diagnostic| diagnostic.code.name == "E100");
    let findings = placed(found, &reading.files, job.lang);
    let sound = reading.expanded.filter(|_| !is_ring).map(|plan| Arc::new(Sound::new(plan)));
    let files = reading.files.iter().enumerate().map(|(i, file)| {
        let here = findings.iter().enumerate().filter(|(_, f)| f.diagnostic.place.file == i);
        let opened = job.open.get(&file.name);
        CheckedFile {
            path: job.root.path(&file.name),
            version: opened.map(|(version, _)| *version),
            text: opened.map_or_else(|| Text::new(file.text.as_str()), |(_, text)| text.clone()),
            findings: here.map(|(n, _)| n).collect(),
        }
    });
    let files = files.collect();
    Checked { root: job.root.clone(), files, findings, sources: reading.files, sound }
}

fn placed(found: Vec<Diagnostic>, files: &[SourceFile], lang: Lang) -> Vec<Finding> {
    let excerpts = Excerpts::new(files);
    let place = |diagnostic: Diagnostic| {
        let related = diagnostic.related.iter().map(|(place, note)| {
            let words = text(lang, note.message, &note.args);
            (place.file, excerpts.bytes(place), words)
        });
        let related = related.collect();
        Finding { bytes: excerpts.bytes(&diagnostic.place), related, diagnostic }
    };
    found.into_iter().map(place).collect()
}

/// Whether a code says that something is of no use: editors show that faintly.
pub(crate) fn is_unused(code: &Code) -> bool {
    code.name == "W042"
}
