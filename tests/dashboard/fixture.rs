//! A campaign for the screens: a small plan, read and launched by the engine, some days on.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tokio::runtime::{Builder, Runtime};
use wallchart::dashboard::{
    Action, Answer, Chrome, Source, State, cmd, merged, paint, refresh, update,
};
use wallchart_campaign::read::lines;
use wallchart_campaign::{Actor, Command, Face, Seq, TaskRecord};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, MemorySources, ReadOptions, read};
use wallchart_runtime::{Desk, Launch, LocalDesk, ManualClock, launch, order};
use wallchart_store::MemoryStore;
use wallchart_words::Lang;

/// The plan of the screens.
pub(super) const PLAN: &str = include_str!("plan.ron");

/// A campaign at a desk whose clock stands where it is put.
pub(super) struct World {
    pub(super) desk: LocalDesk,
    clock: Arc<ManualClock>,
    runtime: Runtime,
}

pub(super) fn time(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

impl World {
    /// The plan, launched.
    pub(super) fn launched() -> Self {
        Self::of(PLAN)
    }

    /// A plan, launched.
    pub(super) fn of(plan: &str) -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let sources = MemorySources::new().with("plan.ron", plan);
        let reading = read(&sources, "plan.ron", &ReadOptions { today, anchor: None });
        let plan = reading.expanded.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
        let clock = Arc::new(ManualClock::at(time("2026-03-02T01:00:00Z")));
        let store = Arc::new(MemoryStore::new());
        let desk = LocalDesk::with_clock(store, plan.campaign.id.clone(), clock.clone()).unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let launched = launch(&desk, Launch::of(plan, Face::Cli));
        runtime.block_on(launched).unwrap();
        Self { desk, clock, runtime }
    }

    /// The campaign some days on: work done, late, handed in, blocked.
    pub(super) fn running() -> Self {
        let mut world = Self::launched();
        let unit = |name: &str| Actor::Unit(name.into());
        let no = TaskNo;
        let submit = |task| Command::Submit { task, note: None, nil: false, outcome: None };
        let ack = |task| Command::Acknowledge { task };
        world.act("2026-03-02T02:00:00Z", unit("秘书处"), ack(no(1)));
        world.act("2026-03-03T08:00:00Z", unit("秘书处"), submit(no(1)));
        world.act("2026-03-04T02:00:00Z", unit("宣传科"), ack(no(2)));
        world.act("2026-03-05T02:00:00Z", unit("城东所"), ack(no(3)));
        for step in 0..2 {
            let tick = Command::Tick { task: no(3), step, done: true };
            world.act("2026-03-06T03:00:00Z", unit("城东所"), tick);
        }
        world.act("2026-03-09T02:00:00Z", unit("城西所"), ack(no(4)));
        let text = "等局长签字\u{1b}[2J，预计周四".to_owned();
        world.act("2026-03-10T02:00:00Z", unit("宣传科"), Command::Comment { task: no(2), text });
        world.act("2026-03-10T06:30:00Z", unit("城东所"), submit(no(3)));
        let until = Instant::from_utc(time("2026-03-13T16:00:00Z").naive_utc());
        let reason = "场地未批".to_owned();
        let ask = Command::RequestExtension { task: no(4), until, reason };
        world.act("2026-03-10T07:00:00Z", unit("城西所"), ask);
        world
    }

    /// Gives an order, which must be taken.
    pub(super) fn act(&mut self, at: &str, actor: Actor, command: Command) {
        self.clock.set(time(at));
        let order = order(actor, Face::Cli, command);
        self.runtime.block_on(self.desk.submit(order)).unwrap();
    }

    /// Gives a command of the dashboard's operator, as its shell does.
    pub(super) fn answer(&mut self, command: Command) -> Answer {
        self.clock.set(time(NOW));
        let order = order(Actor::Operator, Face::Tui, command);
        match self.runtime.block_on(self.desk.submit(order)) {
            Ok(receipt) => Answer::Done { seq: receipt.seq(), warnings: Vec::new() },
            Err(error) => Answer::Refused { why: error.message(Lang::En) },
        }
    }

    /// What the dashboard reads at a time.
    pub(super) fn source(&self, now: &str) -> Source {
        self.clock.set(time(now));
        let view = self.runtime.block_on(self.desk.view()).unwrap();
        let events = self.runtime.block_on(self.desk.log(Seq(1), 1000)).unwrap();
        let log = Arc::new(merged(lines(&events), &view));
        Source::new(view, log, &Actor::Operator, None)
    }

    /// The record of a task.
    pub(super) fn record(&self, task: u32) -> TaskRecord {
        let view = self.runtime.block_on(self.desk.view()).unwrap();
        view.task(TaskNo(task)).unwrap().record.clone()
    }
}

/// The afternoon of 10 March 2026 in Shanghai.
pub(super) const NOW: &str = "2026-03-10T08:00:00Z";

/// A dashboard over the running campaign.
pub(super) fn board(lang: Lang, size: (u16, u16)) -> State {
    let chrome = Chrome { ascii: true, colour: false };
    let mut state = State::new(lang, Actor::Operator, chrome, size);
    refresh(&mut state, World::running().source(NOW));
    state
}

/// Presses keys: letters as they are, others in angle brackets.
pub(super) fn press(state: &mut State, keys: &str) -> Vec<Action> {
    let mut out = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        let code = match named {
            Some(("", _)) | None => {
                rest = &rest[c.len_utf8()..];
                KeyCode::Char(c)
            }
            Some((name, after)) => {
                rest = after;
                match name {
                    "Enter" => KeyCode::Enter,
                    "Esc" => KeyCode::Esc,
                    "Tab" => KeyCode::Tab,
                    "Up" => KeyCode::Up,
                    "Down" => KeyCode::Down,
                    "Left" => KeyCode::Left,
                    "Right" => KeyCode::Right,
                    "Home" => KeyCode::Home,
                    "End" => KeyCode::End,
                    "PgDn" => KeyCode::PageDown,
                    "F1" => KeyCode::F(1),
                    "F2" => KeyCode::F(2),
                    other => panic!("no key {other}"),
                }
            }
        };
        if let Some(cmd) = cmd(state, KeyEvent::new(code, KeyModifiers::NONE)) {
            out.extend(update(state, cmd));
        }
    }
    out
}

/// The screen as text, a wide character's second cell left out.
pub(super) fn screen(state: &State) -> String {
    let area = Rect::new(0, 0, state.size.0, state.size.1);
    let mut buffer = Buffer::empty(area);
    paint(state, &mut buffer);
    let mut out = String::new();
    for y in 0..area.height {
        let mut skip = 0;
        let mut line = String::new();
        for x in 0..area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = wallchart_words::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
