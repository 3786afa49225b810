//! Small plans for tests and benches, built by hand.

#![expect(dead_code, clippy::unwrap_used, reason = "test support; each binary uses a part of it")]

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use wallchart_plan::calendar::Calendar;
use wallchart_plan::expanded::{
    Campaign, Dimension, Estimate, Expanded, Join, Key, Link, LinkKind, Need, Stream, Task, Timing,
};
use wallchart_plan::ids::{StreamId, TaskId, TaskNo, TaskPath, UnitId};
use wallchart_plan::{Instant, Span, WorkCalendar};

pub(crate) fn date(s: &str) -> NaiveDate {
    s.parse().unwrap()
}

/// Mondays to Fridays of 2026 in China, the Spring Festival off and its make-up days worked.
pub(crate) fn china() -> Calendar {
    let mut calendar = Calendar::weekdays(Tz::Asia__Shanghai);
    calendar.announced = [2026].into();
    calendar.off = (15..=23).map(|d| date(&format!("2026-02-{d}"))).collect();
    calendar.makeup = [date("2026-02-14"), date("2026-02-28")].into();
    calendar
}

/// A plan without tasks for 2026-03-15.
pub(crate) fn plan(calendar: Calendar) -> Expanded {
    Expanded {
        campaign: Campaign {
            id: "test".into(),
            title: "test".into(),
            anchor: date("2026-03-15"),
            annual: false,
            start: None,
            sponsors: Vec::new(),
            group: None,
            coordinator: UnitId::from("office"),
            vars: Vec::new(),
            objectives: Vec::new(),
            basis: Vec::new(),
            notice: None,
        },
        calendar,
        units: Vec::new(),
        groups: Vec::new(),
        streams: vec![Stream {
            id: "s".into(),
            title: "s".into(),
            parent: None,
            was: None,
            of_play: false,
        }],
        windows: Vec::new(),
        measures: Vec::new(),
        targets: Vec::new(),
        rates: Vec::new(),
        checks: Vec::new(),
        items_were: Vec::new(),
        tasks: Vec::new(),
        rosters: Vec::new(),
        playbooks: Vec::new(),
    }
}

/// A task that takes a span.
pub(crate) fn task(number: u32, name: &str, takes: Span) -> Task {
    Task {
        number: TaskNo(number),
        path: TaskPath::from(name),
        task: TaskId::from(name),
        keys: Vec::new(),
        occurrence: None,
        title: name.to_owned(),
        about: None,
        stream: StreamId::from("s"),
        objective: None,
        kind: None,
        tags: Vec::new(),
        place: None,
        owner: UnitId::from("office"),
        support: Vec::new(),
        informed: Vec::new(),
        to: Vec::new(),
        proxy: None,
        leader: None,
        timing: Timing::Flow,
        takes: Estimate::exactly(takes),
        due: None,
        after: None,
        needs: Vec::new(),
        steps: Vec::new(),
        steps_done: None,
        measures: Vec::new(),
        log: Vec::new(),
        evidence: Vec::new(),
        from: None,
        play: None,
        outcomes: Vec::new(),
        when_outcome: None,
        cover: Vec::new(),
        ask: Vec::new(),
        ack: None,
        review: None,
        milestone: false,
        nil_report: false,
        was: None,
        remind: Vec::new(),
        remind_by: Vec::new(),
        escalate: Vec::new(),
    }
}

/// A task's instance for one unit.
pub(crate) fn instance(number: u32, name: &str, unit: &str, takes: Span) -> Task {
    let mut made = task(number, name, takes);
    made.path = TaskPath::from(format!("{name}@{unit}"));
    made.keys = vec![Key { dimension: Dimension::Unit, value: unit.to_owned() }];
    made
}

/// A link.
pub(crate) fn link(on: u32, kind: LinkKind, lag: Span) -> Link {
    Link { on: TaskNo(on), kind, lag }
}

/// A need of finish-start links without lag.
pub(crate) fn after(join: Join, on: &[u32]) -> Need {
    let links = on.iter().map(|n| link(*n, LinkKind::FinishStart, Span::ZERO)).collect();
    Need { join, links }
}

/// The instant of a civil time such as `2026-03-15 09:30` in the plan's zone.
pub(crate) fn at(plan: &Expanded, local: &str) -> Instant {
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    calendar.instant(NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap())
}

/// The civil time of an instant in the plan's zone.
pub(crate) fn local(plan: &Expanded, t: Instant) -> String {
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    calendar.local(t).format("%m-%d %H:%M").to_string()
}
