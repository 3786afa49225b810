//! What a plan says before its streams: the campaign, its time, and the names that tasks use.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::Book;
use super::measures::Measures;
use super::settings::{Level, Settings};
use super::timeline::Timeline;
use crate::calendar::{Calendar, WorkCalendar};
use crate::codes;
use crate::diagnostic::{Diagnostic, Place, Spot};
use crate::expanded::{Campaign, Notice, Target, Window};
use crate::grammar::Mistake;
use crate::grammar::template::blank;
use crate::grammar::time::{Day, Point, Stretch, only_point, stretch, yearly};
use crate::ids::{GroupId, ObjectiveId, UnitId};
use crate::limits::YEARS;
use crate::names::{Found, Given, Lists, Units, Vars, check_name, near};
use crate::read::ReadOptions;
use crate::report::{Sink, Trail, beyond};
use crate::source::schema::{CampaignSource, NoticeSource, VERSION};
use crate::source::value::Text;
use crate::source::{Document, Files, read_calendar};
use crate::sums::SumCheck;

/// All that stands before the streams.
pub(crate) struct Header {
    pub(crate) book: Book,
    pub(crate) campaign: Campaign,
    pub(crate) targets: Vec<Target>,
    pub(crate) checks: Vec<SumCheck>,
    pub(crate) windows: Vec<Window>,
    pub(crate) time: Timeline,
    pub(crate) lists: Lists,
}

/// The zone of a plan that names none.
const ZONE: Tz = chrono_tz::Asia::Shanghai;

/// Reads the header.
pub(crate) fn read(
    files: &mut Files<'_>,
    documents: &[Document],
    options: &ReadOptions,
    sink: &mut Sink,
) -> Header {
    versions(documents, sink);
    let (anchor, annual) = anchor(documents, options, sink);
    let zone = zone(documents, sink);
    let calendar = calendar(files, documents, zone, sink);
    let mut time = Timeline::new(WorkCalendar::new(calendar, anchor), anchor);
    time.calendar_file = documents.iter().find(|d| d.plan.calendar.is_some()).map_or(0, |d| d.file);
    let built_in = [("year", anchor.year().to_string())];
    let vars = Vars::new(documents, &built_in, sink);
    let units = Units::new(documents, &vars, sink);
    let lists = Lists::new(documents, &units, sink);
    time.start = start(&mut time, documents, sink);
    let windows = windows(&mut time, documents, sink);
    let objectives = objectives(documents, &vars, sink);
    let mut measures = Measures::new(documents, sink);
    let targets = measures.targets(documents, sink);
    let (rates, checks) = (measures.rates(documents, sink), measures.checks(documents, sink));
    let book = Book { vars, units, objectives, measures, rates };
    let campaign = campaign(documents, &book, &time, annual, sink);
    Header { book, campaign, targets, checks, windows, time, lists }
}

impl Header {
    /// The settings that hold for every task.
    pub(crate) fn settings(&self, documents: &[Document], sink: &mut Sink) -> Settings {
        let found = single(documents, "defaults", |p| p.defaults.as_ref(), sink);
        let Some((file, defaults)) = found else { return Settings::default() };
        let root = Trail::root(file);
        Settings::default().overlaid(
            &Level::from(defaults),
            &root.field("defaults"),
            &self.book,
            sink,
        )
    }
}

/// A field that only one file may set, with that file.
fn single<'a, T>(
    documents: &'a [Document],
    name: &'static str,
    get: impl Fn(&'a CampaignSource) -> Option<&'a T>,
    sink: &mut Sink,
) -> Option<(usize, &'a T)> {
    let mut found = documents.iter().filter_map(|d| Some((d.file, get(&d.plan)?)));
    let first = found.next()?;
    for (file, _) in found {
        let (root, first) = (Trail::root(file), Trail::root(first.0));
        sink.push(
            Diagnostic::new(&codes::E070, root.field(name).name())
                .with("field", name)
                .also(first.field(name).name(), wallchart_words::ids::NOTE_FIRST),
        );
    }
    Some(first)
}

fn missing(documents: &[Document], field: &'static str, sink: &mut Sink) {
    let roots = documents.iter().map(|d| Trail::root(d.file));
    if roots.into_iter().any(|root| sink.is_blanked(&root.field(field))) {
        return;
    }
    let place = Place { file: 0, spot: Spot::File };
    sink.push(Diagnostic::new(&codes::E026, place).with("field", field));
}

fn versions(documents: &[Document], sink: &mut Sink) {
    for document in documents {
        if let Some(version) = document.plan.version.filter(|v| *v != VERSION) {
            let root = Trail::root(document.file);
            sink.push(
                Diagnostic::new(&codes::E061, root.field("version").place())
                    .with("version", version)
                    .with("known", VERSION),
            );
        }
    }
}

/// D, and whether the plan gives it as a day of every year.
fn anchor(documents: &[Document], options: &ReadOptions, sink: &mut Sink) -> (NaiveDate, bool) {
    let asked = options.anchor.filter(|date| YEARS.contains(&date.year()));
    if let Some(date) = options.anchor.filter(|_| asked.is_none()) {
        let root = Trail::root(documents.first().map_or(0, |d| d.file));
        let place = root.field("anchor").place();
        sink.push(beyond(place, "year", 0, 0).with_text(&date.to_string()));
    }
    let options = &ReadOptions { anchor: asked, ..*options };
    let Some((file, text)) = single(documents, "anchor", |p| p.anchor.as_ref(), sink) else {
        missing(documents, "anchor", sink);
        if options.anchor.is_none() {
            sink.note_no_anchor();
        }
        return (options.anchor.unwrap_or(options.today), false);
    };
    if let Some((month, day)) = yearly(text) {
        let next = (options.today.year()..=options.today.year() + 8)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| *date >= options.today);
        return (options.anchor.or(next).unwrap_or(options.today), true);
    }
    let root = Trail::root(file);
    let trail = root.field("anchor");
    let date: Option<NaiveDate> = match only_point(text) {
        Ok(Point { day: Day::Date(date), clock: None }) => Some(date),
        Err(mistake) if !std::ptr::eq(mistake.code, &codes::E040) => {
            sink.mistake(&trail, mistake);
            None
        }
        _ => {
            sink.mistake(&trail, Mistake::new(&codes::E076, 0..text.len()).with("text", &**text));
            None
        }
    };
    if options.anchor.or(date).is_none() {
        sink.note_no_anchor();
    }
    (options.anchor.or(date).unwrap_or(options.today), false)
}

fn zone(documents: &[Document], sink: &mut Sink) -> Tz {
    let Some((file, text)) = single(documents, "zone", |p| p.zone.as_ref(), sink) else {
        return ZONE;
    };
    text.parse().unwrap_or_else(|_| {
        let root = Trail::root(file);
        sink.push(
            Diagnostic::new(&codes::E062, root.field("zone").place())
                .with("name", &**text)
                .suggest(near(text, chrono_tz::TZ_VARIANTS.iter().map(|z| z.name()))),
        );
        ZONE
    })
}

fn calendar(files: &mut Files<'_>, documents: &[Document], zone: Tz, sink: &mut Sink) -> Calendar {
    let usual = Calendar::weekdays(zone);
    // Of a file that can't be read it can't be said which years it lacks.
    let unread = Calendar { announced: YEARS.collect(), ..usual.clone() };
    let Some((file, text)) = single(documents, "calendar", |p| p.calendar.as_ref(), sink) else {
        return usual;
    };
    let root = Trail::root(file);
    let place = root.field("calendar").place();
    let from = files.list.get(file).map(|f| f.name.clone()).unwrap_or_default();
    let Some(path) = crate::sources::join(&from, text) else {
        sink.push(Diagnostic::new(&codes::E071, place).with("path", &**text));
        return unread;
    };
    read_calendar(files, &path, place, zone, sink).unwrap_or(unread)
}

fn start(time: &mut Timeline, documents: &[Document], sink: &mut Sink) -> Option<crate::Instant> {
    let (file, text) = single(documents, "start", |p| p.start.as_ref(), sink)?;
    let root = Trail::root(file);
    let trail = root.field("start");
    if time.is_blank(text, &trail, sink) {
        return None;
    }
    let point = sink.check(&trail, only_point(text))?;
    Some(time.point(point, &trail).start)
}

/// Where the plan says when work may begin.
pub(crate) fn start_place(documents: &[Document]) -> Option<Place> {
    let file = documents.iter().find(|d| d.plan.start.is_some())?.file;
    Some(Trail::root(file).field("start").place())
}

fn windows(time: &mut Timeline, documents: &[Document], sink: &mut Sink) -> Vec<Window> {
    let mut given = Given::default();
    let mut out = Vec::new();
    for document in documents {
        let root = Trail::root(document.file);
        let map = root.field("windows");
        for (name, text) in document.plan.windows.iter() {
            let trail = map.key(name);
            check_name(name, &trail, sink);
            if !given.note(name, trail.name(), sink) {
                continue;
            }
            if is_open(text) {
                sink.push(Diagnostic::new(&codes::E081, trail.place()).with("name", &**name));
                time.name_window(name, None, trail.name());
                continue;
            }
            // Whatever is wrong with its dates, the name is given.
            time.name_window(name, None, trail.name());
            let Some(read) = sink.check(&trail, stretch(text)) else { continue };
            // A window that names another would depend on the order in which they stand.
            if let Stretch::Window(_) = read {
                sink.mistake(
                    &trail,
                    Mistake::new(&codes::E040, 0..text.len()).with("text", &**text),
                );
                continue;
            }
            let Some(window) = time.stretch(&read, 0, &trail, sink) else { continue };
            time.name_window(name, Some(window), trail.name());
            out.push(Window { name: name.to_string(), start: window.start, end: window.end });
        }
    }
    out
}

/// Whether a time is left for later: `xx月xx日`, 待定, or nothing at all.
fn is_open(text: &str) -> bool {
    let text = text.trim();
    let words = ["待定", "未定", "另定", "另行通知", "TBD", "tbd", "?", "？"];
    text.is_empty() || words.contains(&text) || blank(text).is_some()
}

fn objectives(documents: &[Document], vars: &Vars, sink: &mut Sink) -> Vec<(ObjectiveId, String)> {
    let mut given = Given::default();
    let mut out = Vec::new();
    for document in documents {
        let root = Trail::root(document.file);
        let map = root.field("objectives");
        for (id, text) in document.plan.objectives.iter() {
            let trail = map.key(id);
            check_name(id, &trail, sink);
            if given.note(id, trail.name(), sink) {
                out.push((id.0.clone().into(), vars.text(text, &trail, sink)));
            }
        }
    }
    out
}

fn campaign(
    documents: &[Document],
    book: &Book,
    time: &Timeline,
    annual: bool,
    sink: &mut Sink,
) -> Campaign {
    let title = text(documents, "title", |p| p.title.as_ref(), book, sink);
    let id = text(documents, "id", |p| p.id.as_ref(), book, sink);
    if let Some((file, _)) = documents.first().map(|d| (d.file, ())).filter(|_| !id.is_empty()) {
        let root = Trail::root(file);
        crate::names::check_id(&id, &root.field("id"), sink);
    }
    Campaign {
        id: id.into(),
        title,
        anchor: time.anchor,
        annual,
        start: time.start,
        sponsors: sponsors(documents, book, sink),
        group: group(documents, book, sink),
        coordinator: coordinator(documents, book, sink),
        vars: book
            .vars
            .order
            .iter()
            .map(|name| (name.to_string(), book.vars.get(name).unwrap_or_default().to_owned()))
            .collect(),
        objectives: book.objectives.clone(),
        basis: basis(documents, book, sink),
        notice: single(documents, "notice", |p| p.notice.as_ref(), sink)
            .map(|(file, n)| notice(file, n, book, sink)),
    }
}

/// A text that must be given, vars put in.
fn text<'a>(
    documents: &'a [Document],
    name: &'static str,
    get: impl Fn(&'a CampaignSource) -> Option<&'a Text>,
    book: &Book,
    sink: &mut Sink,
) -> String {
    let Some((file, text)) = single(documents, name, get, sink) else {
        missing(documents, name, sink);
        return String::new();
    };
    let root = Trail::root(file);
    book.vars.text(text, &root.field(name), sink)
}

fn sponsors(documents: &[Document], book: &Book, sink: &mut Sink) -> Vec<UnitId> {
    let mut out = Vec::new();
    for document in documents {
        let root = Trail::root(document.file);
        let list = root.field("sponsors");
        for (i, name) in document.plan.sponsors.iter().enumerate() {
            let unit = book.units.one(name, &list.index(i), sink);
            out.extend(unit.and_then(|u| book.units.unit(u)).map(|u| u.id.clone()));
        }
    }
    out
}

fn group(documents: &[Document], book: &Book, sink: &mut Sink) -> Option<GroupId> {
    let (file, name) = single(documents, "group", |p| p.group.as_ref(), sink)?;
    if let Some(Found::Group(_)) = book.units.find(name) {
        return Some(name.0.clone().into());
    }
    let root = Trail::root(file);
    sink.push(
        Diagnostic::new(&codes::E037, root.field("group").place())
            .with("name", &**name)
            .suggest(near(name, book.units.group_names())),
    );
    None
}

fn coordinator(documents: &[Document], book: &Book, sink: &mut Sink) -> UnitId {
    let Some((file, name)) = single(documents, "coordinator", |p| p.coordinator.as_ref(), sink)
    else {
        missing(documents, "coordinator", sink);
        return UnitId::from("");
    };
    let root = Trail::root(file);
    let unit = book.units.one(name, &root.field("coordinator"), sink);
    unit.and_then(|u| book.units.unit(u)).map_or_else(|| UnitId::from(""), |u| u.id.clone())
}

fn basis(documents: &[Document], book: &Book, sink: &mut Sink) -> Vec<String> {
    let mut out = Vec::new();
    for document in documents {
        let root = Trail::root(document.file);
        let list = root.field("basis");
        for (i, text) in document.plan.basis.iter().enumerate() {
            out.push(book.vars.text(text, &list.index(i), sink));
        }
    }
    out
}

fn notice(file: usize, source: &NoticeSource, book: &Book, sink: &mut Sink) -> Notice {
    let root = Trail::root(file);
    let trail = root.field("notice");
    let mut names = |field: &'static str, names: &[Text]| {
        let list = trail.field(field);
        for (i, name) in names.iter().enumerate() {
            book.units.many(name, &list.index(i), sink);
        }
        names.iter().map(|n| n.to_string()).collect()
    };
    let (to, cc) = (names("to", &source.to), names("cc", &source.cc));
    let annexes = trail.field("annexes");
    Notice {
        number: source.number.as_ref().map(|n| book.vars.text(n, &trail.field("number"), sink)),
        to,
        cc,
        annexes: source
            .annexes
            .iter()
            .enumerate()
            .map(|(i, a)| book.vars.text(a.title(), &annexes.index(i), sink))
            .collect(),
    }
}
