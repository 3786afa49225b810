//! The parts of the language that are plain expansion: report directions, single dates, thirds of months.

use super::*;

/// The tasks that the base makes with these put in, but for its own.
fn made(tasks: &str) -> Expanded {
    let reading = reading(&BASE.replace("/*tasks*/", tasks));
    let said: Vec<String> = reading.diagnostics.iter().map(|d| d.message(Lang::En)).collect();
    reading.expanded.unwrap_or_else(|| panic!("{said:#?}"))
}

fn times(plan: &Expanded, id: &str) -> Vec<(String, String, String)> {
    let window = |task: &&Task| {
        let (Timing::Fixed { start, end } | Timing::Pick { start, end }) = task.timing else {
            panic!("{} has no window", task.path)
        };
        (task.path.to_string(), local(plan, start), local(plan, end))
    };
    of(plan, id).iter().map(window).collect()
}

#[test]
fn a_task_is_reported_in_directions() {
    let plan = made(
        r#""首报": (each: "所", due: "D", to: { up: "办公室", across: "全体", down: "{所}" }),"#,
    );
    let to: Vec<_> = of(&plan, "首报")[1].to.iter().map(|r| (r.direction, &*r.name)).collect();
    let second = plan.tasks.iter().filter(|t| t.task.as_str() == "首报").nth(1).unwrap();
    let own = second.owner.as_str();
    let expected = [(Direction::Up, "办公室"), (Direction::Across, "全体"), (Direction::Down, own)];
    assert_eq!(to, expected);
    check(
        r#""首报": (owner: "办公室", due: "D", to: { up: "办公事" }),"#,
        &[("E030", "\"办公事\"")],
    );
    check(r#""首报": (owner: "办公室", due: "D", to: { over: "办公室" }),"#, &[("E023", "over")]);
    check(r#""首报": (owner: "办公室", due: "D", to: { "up": "办公室" }),"#, &[("E022", "\"up\"")]);
    check(
        r#""首报": (owner: "办公室", due: "D", to: { up: "办公室", up: "办公室" }),"#,
        &[("E024", "up")],
    );
}

#[test]
fn single_dates_and_weeks_make_occurrences() {
    // D is Sunday 03-15.
    let plan = made(
        r#""出摊": (owner: "办公室", every: "on D-1 pm, D-8, 2026-03-21 09:00..11:00"),
           "例会": (owner: "办公室", every: "2 x week in D-6..D+1"),"#,
    );
    let t =
        |path: &str, start: &str, end: &str| (path.to_owned(), start.to_owned(), end.to_owned());
    assert_eq!(
        times(&plan, "出摊"),
        [
            t("出摊/2026-03-07", "03-07 00:00", "03-08 00:00"),
            t("出摊/2026-03-14", "03-14 14:00", "03-14 17:30"),
            t("出摊/2026-03-21", "03-21 09:00", "03-21 11:00"),
        ]
    );
    assert_eq!(
        times(&plan, "例会"),
        [
            t("例会@1/2026-03-09", "03-09 00:00", "03-16 00:00"),
            t("例会@2/2026-03-09", "03-09 00:00", "03-16 00:00"),
            // The week that the window cuts short has one day.
            t("例会@1/2026-03-16", "03-16 00:00", "03-17 00:00"),
        ]
    );
    let meetings = of(&plan, "例会");
    assert!(meetings.iter().all(|m| matches!(m.timing, Timing::Pick { .. }) && m.due.is_some()));
    check(r#""例会": (owner: "办公室", every: "9 x week in D-6..D+1"),"#, &[("E059", "9")]);
    check(r#""出摊": (owner: "办公室", every: "on D-1 am, 活动期"),"#, &[("E040", "活动期")]);
}

#[test]
fn thirds_of_months_are_stretches() {
    let plan = made(
        r#""启动": (owner: "办公室", when: "02 late"),
           "推进": (owner: "办公室", when: "03 early..2026-04 mid"),"#,
    );
    let window = |id: &str| times(&plan, id)[0].clone();
    assert_eq!(window("启动"), ("启动".into(), "02-21 00:00".into(), "03-01 00:00".into()));
    assert_eq!(window("推进"), ("推进".into(), "03-01 00:00".into(), "04-21 00:00".into()));
    check(r#""启动": (owner: "办公室", when: "13 early"),"#, &[("E042", "13")]);
    check(r#""启动": (owner: "办公室", when: "3月上旬"),"#, &[("E040", "3月上旬")]);
}
