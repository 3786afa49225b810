//! One task: what it is, what it asks for, what it waits for and holds up, what has happened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use wallchart_campaign::actions::action;
use wallchart_campaign::read::{Detail, asked, detail, sentence};
use wallchart_campaign::say;
use wallchart_campaign::state::EntryBody;
use wallchart_plan::time::Instant;
use wallchart_words::{Lang, Message, fit, ids, safe, t, width, wrap};

use super::chrome::fitting;
use crate::dashboard::chrome::Tone;
use crate::dashboard::data::Source;
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, pane};
use crate::dashboard::state::State;

/// A line in a tone.
type Line = (String, Tone);

/// Draws the open task.
pub(crate) fn draw(state: &State, body: Rect, buffer: &mut Buffer) {
    let parts = layout::task(body);
    let title = t!(state.lang, ids::VIEWS_TASK);
    let inner = pane(buffer, parts.facts, state.chrome, &title);
    let (facts, side) = columns(state);
    let top = state.task_top;
    for (row, (text, tone)) in (0..inner.height).zip(facts.iter().skip(top)) {
        Pen::new(buffer, inner, row).skip(1).text(text, state.chrome.style(*tone));
    }
    let more = facts.len() > top + usize::from(inner.height);
    if more && parts.facts.height > inner.height && inner.width > 8 {
        let mark = state.chrome.glyphs().more[1];
        let at =
            Rect { y: parts.facts.bottom() - 1, x: parts.facts.right() - 4, height: 1, width: 3 };
        Pen::new(buffer, at, 0).text(&format!(" {mark} "), state.chrome.style(Tone::Strong));
    }
    if parts.side.width > 0 {
        let title = t!(state.lang, ids::DASHBOARD_LINKS);
        let inner = pane(buffer, parts.side, state.chrome, &title);
        for (row, (text, tone)) in (0..inner.height).zip(side.iter()) {
            Pen::new(buffer, inner, row).skip(1).text(text, state.chrome.style(*tone));
        }
    }
}

/// How many lines the scrolled part has.
pub(crate) fn lines(state: &State) -> usize {
    columns(state).0.len()
}

/// Both columns; on a narrow screen the second follows the first.
fn columns(state: &State) -> (Vec<Line>, Vec<Line>) {
    let body = layout::screen(state.area()).body;
    let parts = layout::task(body);
    let cells = |r: Rect| usize::from(layout::inside(r).width).saturating_sub(2).max(8);
    let found = state
        .data
        .source
        .as_ref()
        .and_then(|s| state.task.and_then(|no| detail(&s.view, no)).map(|d| (s, d)));
    let Some((source, detail)) = found else {
        return (vec![(t!(state.lang, ids::DASHBOARD_NO_TASK), Tone::Faint)], Vec::new());
    };
    let wide = parts.side.width > 0;
    let mut facts = Writer::new(state, source, cells(parts.facts));
    facts.facts(&detail);
    facts.hand_in(&detail);
    let mut side = Writer::new(state, source, cells(if wide { parts.side } else { parts.facts }));
    side.links(&detail);
    if wide {
        facts.history(&detail);
        side.actions();
        return (facts.out, side.out);
    }
    facts.out.push((String::new(), Tone::Plain));
    facts.out.append(&mut side.out);
    facts.history(&detail);
    (facts.out, Vec::new())
}

/// Puts words to a task, line by line.
struct Writer<'a> {
    state: &'a State,
    source: &'a Source,
    lang: Lang,
    cells: usize,
    out: Vec<Line>,
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
        let cause = say::cause_in(lang, &view.campaign, &row.standing);
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
        let begin = view.calendar.date(d.planned.0).format("%m-%d");
        let planned = format!("{begin}..{}", day(d.planned.1));
        let begin = view.calendar.date(row.early_start).format("%m-%d");
        let now = format!("{begin}..{}", day(row.early_finish));
        let dates = if now == planned {
            planned
        } else {
            t!(lang, ids::DASHBOARD_DATES, planned = planned, now = now)
        };
        self.fact(ids::DASHBOARD_SCHEDULE, &dates);
        if let Some(due) = row.standing.deadline {
            let mut text = say::due_near(lang, &view.calendar, due, view.now);
            if let Some(original) = d.task.due.filter(|o| Some(*o) != d.record.due) {
                let was = day(original);
                text = format!("{text}  ({} {was})", t!(lang, ids::VIEWS_DUE_PLANNED));
            }
            if row.extensions > 0 {
                text = format!("{text}  {}", t!(lang, ids::VIEWS_EXTENSIONS, n = row.extensions));
            }
            self.fact(ids::VIEWS_DUE, &text);
        }
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
            let text = format!("{field}: {answer}");
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

    /// What it waits for, what it holds up, why it is critical.
    fn links(&mut self, d: &Detail) {
        let (lang, view) = (self.lang, &self.source.view);
        let day = |t: Instant| say::due(&view.calendar, t);
        self.heading(ids::VIEWS_WAITS_FOR);
        if d.waits_for.is_empty() {
            self.say(2, &t!(lang, ids::VIEWS_NONE), Tone::Faint);
        }
        for need in &d.waits_for {
            if need.links.len() > 1 {
                let text = t!(lang, ids::DASHBOARD_HELD, held = need.held, asked = need.asked);
                self.say(2, &text, Tone::Faint);
            }
            // What is missing is named first.
            let mut links: Vec<_> = need.links.iter().collect();
            links.sort_by_key(|l| l.held);
            for link in links.iter().take(5) {
                let mark = if link.held { "[x]" } else { "[ ]" };
                let when = day(link.done_at.unwrap_or(link.early_finish));
                let state = t!(lang, say::state(link.state));
                let text = format!(
                    "{mark} {} {}  {}  {state} {when}",
                    link.number, link.title, link.owner
                );
                let tone = if link.held { Tone::Faint } else { super::gantt::tone(link.light) };
                self.say(2, &text, tone);
            }
            if links.len() > 5 {
                self.say(2, &t!(lang, ids::DASHBOARD_MORE, n = links.len() - 5), Tone::Faint);
            }
        }
        self.heading(ids::VIEWS_HOLDS_UP);
        if d.reach > 0 {
            let text = t!(lang, ids::DASHBOARD_REACH, direct = d.blocks, all = d.reach);
            self.say(2, &text, Tone::Plain);
        } else {
            self.say(2, &t!(lang, ids::VIEWS_NONE), Tone::Faint);
        }
        for held in d.holds_up.iter().filter(|h| h.hops == 1).take(8) {
            let n = held.instances.len();
            let first = held.instances.first().map(|no| no.to_string()).unwrap_or_default();
            let count = if n > 1 { format!(" x{n} ({}/{n})", held.done) } else { String::new() };
            let start = held.next_start.map(|t| view.calendar.date(t).format("%m-%d").to_string());
            let text = format!("{first} {}{count}  {}", held.task, start.unwrap_or_default());
            self.say(2, &text, Tone::Plain);
        }
        if !d.critical_chain.is_empty() {
            self.heading(ids::DASHBOARD_WHY_CRITICAL);
            let chain: Vec<String> = d.critical_chain.iter().map(ToString::to_string).collect();
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
