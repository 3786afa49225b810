//! What a review of small wrong plans says, in both languages.

#![expect(clippy::unwrap_used, reason = "tests may stop where they stand")]

mod support;

use std::fmt::Write as _;

use support::*;
use wallchart_plan::diagnostic::{Place, Spot, Step};
use wallchart_plan::expanded::{Expanded, Join, LinkKind, Need, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Span, TaskField};
use wallchart_schedule::review;
use wallchart_words::{Lang, text};

/// A place that reads `T0001.Due`.
fn place(task: TaskNo, field: TaskField) -> Place {
    let steps = vec![Step::Key(format!("{task}.{field:?}"))];
    Place { file: 0, spot: Spot::At { steps, key: false, within: None } }
}

fn spot(place: &Place) -> &str {
    match &place.spot {
        Spot::At { steps, .. } => match steps.as_slice() {
            [Step::Key(key)] => key,
            _ => "?",
        },
        _ => "?",
    }
}

fn said(plan: &Expanded) -> String {
    let mut out = String::new();
    for d in review(plan, &place) {
        writeln!(out, "{} {}", d.code.name, spot(&d.place)).unwrap();
        for lang in Lang::ALL {
            writeln!(out, "  {}", d.message(lang)).unwrap();
            writeln!(out, "  = {}", d.help(lang)).unwrap();
            for (at, note) in &d.related {
                let words = text(lang, note.message, &note.args);
                writeln!(out, "    {}: {words}", spot(at)).unwrap();
            }
        }
    }
    out
}

/// A meeting on D-40, then drafting and issuing, then a plan of every branch.
fn sample() -> Expanded {
    let mut p = plan(china());
    p.tasks = vec![
        task(1, "领导小组会", Span::ZERO),
        task(2, "起草通知", Span::WorkDays(3)),
        task(3, "印发通知", Span::WorkDays(1)),
        instance(4, "宣传方案", "城东", Span::WorkDays(5)),
        instance(5, "宣传方案", "城西", Span::WorkDays(6)),
        instance(6, "宣传方案", "城南", Span::WorkDays(1)),
    ];
    let meeting = (at(&p, "2026-02-03 08:30"), at(&p, "2026-02-03 12:00"));
    p.tasks[0].timing = Timing::Fixed { start: meeting.0, end: meeting.1 };
    for (i, on) in [(1, 1), (2, 2), (3, 3), (4, 3), (5, 3)] {
        p.tasks[i].needs = vec![after(Join::All, &[on])];
    }
    p
}

#[test]
fn a_sound_plan_gives_nothing() {
    let mut p = sample();
    p.tasks[2].due = Some(at(&p, "2026-02-14 00:00"));
    p.tasks[4].due = Some(at(&p, "2026-03-01 00:00"));
    assert_eq!(said(&p), "");
}

#[test]
fn a_ring_of_every_branch_is_said_once() {
    let mut p = sample();
    p.tasks[1].needs.push(after(Join::All, &[4, 5, 6]));
    insta::assert_snapshot!(said(&p));
}

#[test]
fn dues_that_cannot_be_met_show_the_chain() {
    let mut p = sample();
    let due = Some(at(&p, "2026-02-12 00:00"));
    for i in 3..6 {
        p.tasks[i].due = due;
    }
    insta::assert_snapshot!(said(&p));
}

#[test]
fn windows_that_cannot_be_met_show_the_chain_but_not_what_follows() {
    let mut p = sample();
    let (start, end) = (at(&p, "2026-02-06 08:30"), at(&p, "2026-02-06 12:00"));
    p.tasks[2].timing = Timing::Fixed { start, end };
    let (start, end) = (at(&p, "2026-02-06 00:00"), at(&p, "2026-02-14 00:00"));
    for i in 3..6 {
        p.tasks[i].timing = Timing::Pick { start, end };
    }
    insta::assert_snapshot!(said(&p));
}

#[test]
fn a_window_shorter_than_its_work_has_been_said_in_reading() {
    let mut p = sample();
    let start = at(&p, "2026-02-06 08:30");
    for i in 3..6 {
        p.tasks[i].timing = Timing::Pick { start, end: at(&p, "2026-02-12 00:00") };
    }
    assert_eq!(said(&p), "");
}

#[test]
fn dues_in_the_wrong_order_for_the_lag_between_them_name_it() {
    let mut p = sample();
    let day = at(&p, "2026-03-06 00:00");
    for i in 2..6 {
        p.tasks[i].due = Some(day);
    }
    let lag =
        |on, span| Need { join: Join::All, links: vec![link(on, LinkKind::FinishStart, span)] };
    p.tasks[3].needs = vec![lag(3, Span::Days(1))];
    p.tasks[4].due = None;
    p.tasks[4].timing = Timing::Fixed { start: at(&p, "2026-03-03 08:30"), end: day };
    p.tasks[4].needs = vec![lag(2, Span::Days(-1))];
    p.tasks[5].due = None;
    p.tasks[5].timing = Timing::Pick { start: at(&p, "2026-03-01 00:00"), end: day };
    p.tasks[5].needs = vec![lag(1, Span::WorkDays(1))];
    p.tasks[0].due = Some(day);
    p.tasks[1].due = Some(day);
    insta::assert_snapshot!(said(&p));
}

#[test]
fn dues_in_the_wrong_order_are_warned_of_once_a_pair() {
    let mut p = sample();
    p.tasks[2].due = Some(at(&p, "2026-03-06 00:00"));
    for i in 3..6 {
        p.tasks[i].due = Some(at(&p, "2026-03-01 00:00"));
    }
    insta::assert_snapshot!(said(&p));
}

/// A ring and an unknown name are told in one run: mistakes elsewhere don't hide what the graph shows.
#[test]
fn a_ring_shows_beside_other_mistakes() {
    let text = r#"Campaign(
        id: "x", title: "x", anchor: "2026-03-15", zone: "Asia/Shanghai", coordinator: "甲",
        units: { "甲": (kind: office, people: { "a": leader, "b": contact }) },
        streams: { "一": (owner: "甲", tasks: {
            "一一": (needs: ["二二"], takes: "1d", due: "D"),
            "二二": (needs: ["一一"], takes: "1d", due: "D"),
            "三三": (needs: ["没有"], takes: "1d", due: "D"),
        }) },
    )"#;
    let codes = codes(text);
    assert!(codes.contains(&"E032") && codes.contains(&"E100"), "{codes:?}");
}

fn codes(text: &str) -> Vec<&'static str> {
    let sources = wallchart_plan::MemorySources::new().with("plan.ron", text);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let options = wallchart_plan::ReadOptions { today, anchor: None };
    let reading = wallchart_plan::read(&sources, "plan.ron", &options);
    wallchart_schedule::check(&reading).iter().map(|d| d.code.name).collect()
}

/// Of an occurrence only the finish is fixed: it begins when what it waits for lets it. An event begins when it
/// says, and is over when it says.
#[test]
fn the_time_of_an_occurrence_is_by_when_it_is_due() {
    let said = |tasks: &str| {
        codes(&format!(
            r#"Campaign(
                version: 1, id: "x", title: "x", anchor: "2026-03-15", coordinator: "甲", lints: {{ "W021": allow }},
                units: {{ "甲": (kind: office, people: {{ "a": leader, "b": contact }}) }},
                streams: {{ "一": (owner: "甲", tasks: {{ {tasks} }}) }},
            )"#
        ))
    };
    let none: [&str; 0] = [];
    let week = |county: &str, needs: &str| {
        said(&format!(
            r#""县报": (every: "{county} in D-14..D"), "省报": (needs: ["{needs}"], every: "Fri 17:00 in D-14..D"),"#
        ))
    };
    assert_eq!(week("Fri 10:00", "县报"), none);
    assert_eq!(week("Thu 18:00", "县报"), none);
    assert_eq!(week("wd 17:00", "ends with 县报"), none);
    assert_eq!(week("Fri 18:00", "县报"), ["E101"]);
    let event = |due: &str| {
        said(&format!(
            r#""会": (when: "D+1 09:00..11:00"), "简报": (needs: ["会"], takes: "1h", due: "{due}"),"#
        ))
    };
    assert_eq!(event("D+1 17:00"), none);
    assert_eq!(event("D+1 11:30"), ["E101"]);
    // Hours do hold the begin.
    let market = |on: &str| {
        said(&format!(
            r#""布展": (due: "{on}", takes: "1h"), "集市": (needs: ["with 布展"], every: "Sat 09:00..11:00 in D-9..D"),"#
        ))
    };
    assert_eq!(market("D-9"), none);
    assert_eq!(
        said(
            r#""布展": (when: "D-8 08:00..09:30"), "集市": (needs: ["布展"], every: "Sat 09:00..11:00 in D-9..D-7"),"#
        ),
        ["E102"]
    );
}
