//! One task: what it is, what it asks for, why its dates are what they are, what it waits for and holds
//! up, what has happened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use wallchart_campaign::actions::action;
use wallchart_campaign::read::{Detail, asked, sentence};
use wallchart_campaign::say;
use wallchart_campaign::state::EntryBody;
use wallchart_campaign::tell::{self, Line, Weight};
use wallchart_plan::time::Instant;
use wallchart_words::{Lang, Message, fit, ids, safe, t, width, wrap};

use super::chrome::fitting;
use super::slip::wrapped;
use crate::dashboard::chrome::Tone;
use crate::dashboard::data::{About, Source};
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, pane};
use crate::dashboard::state::State;

/// A line as it is shown, in a tone.
type Row = (String, Tone);

/// Draws the open task.
pub(crate) fn draw(state: &State, body: Rect, buffer: &mut Buffer) {
    let parts = layout::task(body);
    let title = t!(state.lang, ids::VIEWS_TASK);
    let inner = pane(buffer, parts.facts, state.chrome, &title);
    let (facts, side) = columns(state);
    column(state, parts.facts, inner, &facts, buffer);
    if parts.side.width > 0 {
        let inner = pane(buffer, parts.side, state.chrome, &t!(state.lang, ids::WHY_TITLE));
        column(state, parts.side, inner, &side, buffer);
    }
}

/// Draws a column as far down as the view is scrolled, or as its end allows.
fn column(state: &State, frame: Rect, inner: Rect, rows: &[Row], buffer: &mut Buffer) {
    let height = usize::from(inner.height);
    let top = state.task_top.min(rows.len().saturating_sub(height));
    for (row, (text, tone)) in (0..inner.height).zip(rows.iter().skip(top)) {
        Pen::new(buffer, inner, row).skip(1).text(text, state.chrome.style(*tone));
    }
    if rows.len() > top + height && frame.height > inner.height && inner.width > 8 {
        let mark = state.chrome.glyphs().more[1];
        let at = Rect { y: frame.bottom() - 1, x: frame.right() - 4, height: 1, width: 3 };
        Pen::new(buffer, at, 0).text(&format!(" {mark} "), state.chrome.style(Tone::Strong));
    }
}

/// How many lines the longer column has.
pub(crate) fn lines(state: &State) -> usize {
    let (facts, side) = columns(state);
    facts.len().max(side.len())
}

/// Both columns; on a narrow screen the second follows the first.
fn columns(state: &State) -> (Vec<Row>, Vec<Row>) {
    let body = layout::screen(state.area()).body;
    let parts = layout::task(body);
    let cells = |r: Rect| usize::from(layout::inside(r).width).saturating_sub(2).max(8);
    let found = state
        .data
        .source
        .as_ref()
        .and_then(|s| state.task.and_then(|no| s.about(no)).map(|about| (s, about)));
    let Some((source, about)) = found else {
        return (vec![(t!(state.lang, ids::DASHBOARD_NO_TASK), Tone::Faint)], Vec::new());
    };
    let detail = &about.detail;
    let wide = parts.side.width > 0;
    let mut facts = Writer::new(state, source, cells(parts.facts));
    facts.facts(detail);
    facts.hand_in(detail);
    let mut side = Writer::new(state, source, cells(if wide { parts.side } else { parts.facts }));
    side.why(&about);
    if wide {
        facts.history(detail);
        side.actions();
        return (facts.out, side.out);
    }
    facts.heading(ids::WHY_TITLE);
    facts.out.append(&mut side.out);
    facts.history(detail);
    (facts.out, Vec::new())
}

/// Puts words to a task, line by line.
struct Writer<'a> {
    state: &'a State,
    source: &'a Source,
    lang: Lang,
    cells: usize,
    out: Vec<Row>,
}

impl<'a> Writer<'a> {
    fn new(state: &'a State, source: &'a Source, cells: usize) -> Self {
        Self { state, source, lang: state.lang, cells, out: Vec::new() }
    }

    /// A line, wrapped, the rest of it indented.
    fn say(&mut self, indent: usize, text: &str, tone: Tone) {
        let room = self.cells.saturating_sub(indent).max(4);
        for line in wrap(&safe(text), room) {
            self.out.push((format!("{:indent$}{line}", ""), tone));
        }
    }

    fn heading(&mut self, message: Message) {
        if !self.out.is_empty() {
            self.out.push((String::new(), Tone::Plain));
        }
        self.out.push((t!(self.lang, message), Tone::Bar));
    }

    /// A name and what it is, what follows aligned.
    fn fact(&mut self, message: Message, text: &str) {
        if text.is_empty() {
            return;
        }
        let name = t!(self.lang, message);
        let indent = 10;
        let room = self.cells.saturating_sub(indent).max(4);
        for (i, line) in wrap(&safe(text), room).into_iter().enumerate() {
            let left = if i == 0 { name.as_str() } else { "" };
            let left = if width(left) < indent { fit(left, indent) } else { format!("{left} ") };
            self.out.push((format!("{left}{line}"), Tone::Plain));
        }
    }

    fn facts(&mut self, d: &Detail) {
        let (lang, view) = (self.lang, &self.source.view);
        let day = |t: Instant| say::due(&view.calendar, t);
        let row = &d.row;
        self.say(0, &format!("{}  {}", row.number, row.title), Tone::Strong);
        let word = say::standing(lang, &row.standing, row.state);
        let cause = say::cause_seen(lang, view, row.number, &row.standing);
        let mut standing = vec![t!(lang, say::light(row.standing.light))];
        if word != cause {
            standing.insert(0, word);
        }
        standing.push(cause);
        if row.critical {
            standing.push(t!(lang, ids::DASHBOARD_CRITICAL));
        }
        if row.milestone {
            standing.push(t!(lang, ids::VIEWS_MILESTONE));
        }
        self.say(0, &standing.join("  "), super::gantt::tone(row.standing.light));
        self.fact(ids::DASHBOARD_PATH, row.path.as_str());
        let names = |units: &[wallchart_plan::ids::UnitId]| {
            units.iter().map(|u| u.as_str()).collect::<Vec<_>>().join("  ")
        };
        self.fact(ids::VIEWS_OWNER, row.owner.as_str());
        let support: Vec<String> = d
            .task
            .support
            .iter()
            .map(|u| {
                let done = d.record.reported.contains(u);
                format!("[{}] {u}", if done { 'x' } else { ' ' })
            })
            .collect();
        self.fact(ids::VIEWS_SUPPORT, &support.join("  "));
        if let Some(leader) = &d.task.leader {
            self.fact(ids::VIEWS_LEADER, leader.as_str());
        }
        if let Some(unit) = &d.task.review {
            self.fact(ids::VIEWS_REVIEWER, unit.as_str());
        }
        let streams: Vec<&str> = d.streams.last().map(|s| s.as_str()).into_iter().collect();
        self.fact(ids::VIEWS_STREAM, &streams.join(" / "));
        let planned = super::stretch(&view.calendar, &d.task, d.planned);
        let now = super::stretch(&view.calendar, &d.task, (row.early_start, row.early_finish));
        let dates = if now == planned {
            planned
        } else {
            t!(lang, ids::DASHBOARD_DATES, planned = planned, now = now)
        };
        self.fact(ids::DASHBOARD_SCHEDULE, &dates);
        if let Some(due) = row.standing.deadline {
            let mut text = say::due_near(lang, &view.calendar, due, view.now);
            if let Some(original) =
                d.task.due.filter(|o| Some(*o) != d.record.due && !d.record.state.is_settled())
            {
                let was = day(original);
                text = format!("{text}  ({} {was})", t!(lang, ids::VIEWS_DUE_PLANNED));
            }
            if row.extensions > 0 {
                text = format!("{text}  {}", t!(lang, ids::VIEWS_EXTENSIONS, n = row.extensions));
            }
            self.fact(ids::VIEWS_DUE, &text);
        }
        if d.record.request.is_some() {
            let asked = say::remark(lang, view, row.number).unwrap_or_default();
            self.fact(ids::CAMPAIGN_VERB_REQUEST_EXTENSION, &asked);
        }
        self.fact(ids::VIEWS_ARG_OUTCOME, &say::outcome(&d.task, &d.record));
        if !row.state.is_settled() {
            self.fact(ids::VIEWS_SLACK, &say::minutes(lang, row.slack_min));
            let pct = format!("{}%", row.standing.done_pct);
            let planned = t!(lang, ids::VIEWS_PLANNED_PCT);
            let text = format!("{pct}  ({planned} {}%)", row.standing.planned_pct);
            self.fact(ids::VIEWS_PROGRESS, &text);
        }
        if let Some(picked) = d.record.picked {
            self.fact(ids::DASHBOARD_PICKED, &say::moment(&view.calendar, picked));
        }
        for (field, answer) in &d.record.answers {
            let text = format!("{}: {answer}", wallchart_campaign::asked_for(lang, field));
            self.fact(ids::DASHBOARD_ANSWERS, &text);
        }
        if let Some(place) = &d.task.place {
            self.fact(ids::VIEWS_PLACE, place);
        }
        if let Some(about) = &d.task.about {
            self.fact(ids::DASHBOARD_ABOUT, about);
        }
        if !d.task.informed.is_empty() {
            self.fact(ids::DASHBOARD_INFORMED, &names(&d.task.informed));
        }
        if !d.task.to.is_empty() {
            self.fact(ids::VIEWS_TO, &wallchart_campaign::reported_to(lang, &d.task.to));
        }
        if row.returns > 0 {
            self.say(0, &t!(lang, ids::VIEWS_RETURNS, n = row.returns), Tone::Yellow);
        }
        if let Some(request) = &d.record.request {
            let until = day(request.until);
            let text = t!(lang, ids::DASHBOARD_REQUEST, until = until, reason = &request.reason);
            self.say(0, &text, Tone::Yellow);
        }
    }

    /// Steps, figures and evidence, each with what is there already.
    fn hand_in(&mut self, d: &Detail) {
        let tick = |done: bool| if done { "[x]" } else { "[ ]" };
        if !d.task.steps.is_empty() {
            self.heading(ids::VIEWS_STEPS);
            for (i, step) in d.task.steps.iter().enumerate() {
                let done = d.record.steps.get(i).copied().unwrap_or(false);
                self.say(2, &format!("{} {step}", tick(done)), Tone::Plain);
            }
        }
        if !d.task.measures.is_empty() {
            self.heading(ids::VIEWS_MEASURES);
            for a in asked(&self.source.view, d.row.number) {
                let target = a.target.map(|t| format!(" / {}", t.value)).unwrap_or_default();
                let value = a.value.map_or_else(|| "-".to_owned(), |v| v.to_string());
                let mark = tick(a.value.is_some());
                let text = format!("{mark} {} {value}{target} {}", a.measure, a.quantity);
                self.say(2, &text, Tone::Plain);
            }
        }
        if let Some(log) = &d.log {
            self.heading(ids::VIEWS_LOG);
            let count = t!(self.lang, ids::VIEWS_LOG_ROWS, n = log.count);
            self.say(2, &format!("{} {count}", tick(log.count > 0)), Tone::Plain);
            for row in &log.rows {
                let text = say::row(self.lang, &log.columns, row);
                self.say(2, &format!("{}  {text}", row.row), Tone::Faint);
            }
        }
        if !d.task.evidence.is_empty() {
            self.heading(ids::VIEWS_EVIDENCE);
            for ask in &d.task.evidence {
                let files = d.record.entries.iter().filter(|e| e.counts).filter(
                    |e| matches!(&e.body, EntryBody::Evidence(found) if found.name == ask.name),
                );
                let n = u32::try_from(files.count()).unwrap_or(u32::MAX);
                let text = format!("{} {}  {n}/{}", tick(n >= ask.count), ask.name, ask.count);
                self.say(2, &text, Tone::Plain);
            }
        }
    }

    /// Why its dates are what they are, what it waits for and holds up, why it is critical.
    fn why(&mut self, about: &About) {
        let lang = self.lang;
        let folded = self.state.why_folded;
        let lines = tell::why(lang, &self.source.view, &about.why);
        let lines: Vec<Line> =
            lines.into_iter().filter(|l| !folded || l.weight != Weight::Plain).collect();
        self.out.extend(wrapped(&lines, self.cells));
        if folded {
            self.say(0, &t!(lang, ids::WHY_FOLDED), Tone::Faint);
        }
        let chain = &about.detail.critical_chain;
        if !chain.is_empty() {
            self.heading(ids::DASHBOARD_WHY_CRITICAL);
            let chain: Vec<String> = chain.iter().map(ToString::to_string).collect();
            self.say(2, &chain.join(" > "), Tone::Red);
        }
    }

    /// What was written on it and what happened to it, the newest first.
    fn history(&mut self, d: &Detail) {
        let (lang, view) = (self.lang, &self.source.view);
        self.heading(ids::VIEWS_HISTORY);
        let mine = self.source.log.iter().filter(|l| l.task == Some(d.row.number));
        let lines: Vec<_> = mine
            .map(|l| {
                let at = say::moment(&view.calendar, Instant::from_utc(l.at.naive_utc()));
                let who = say::actor(lang, &l.actor);
                let what = sentence(lang, l, &view.calendar);
                let text = l.text.as_ref().map(|t| format!("  \"{t}\"")).unwrap_or_default();
                let tone = if l.undone_by.is_some() { Tone::Faint } else { Tone::Plain };
                (format!("{at} {who}  {what}{text}"), tone)
            })
            .collect();
        if lines.is_empty() {
            self.say(2, &t!(lang, ids::VIEWS_NONE), Tone::Faint);
        }
        for (text, tone) in lines {
            self.say(2, &text, tone);
        }
    }

    /// What can be done with it now.
    fn actions(&mut self) {
        let all = fitting(self.state);
        if all.is_empty() {
            return;
        }
        self.heading(ids::DASHBOARD_ACTIONS);
        for id in all {
            let a = action(id);
            let text = format!("{}  {}  {}", a.key, t!(self.lang, a.name), t!(self.lang, a.about));
            self.say(2, &text, Tone::Plain);
        }
    }
}
