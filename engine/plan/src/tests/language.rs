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

#[test]
fn days_without_a_year_are_those_nearest_to_d() {
    let plan = made(
        r#""咨询": (owner: "办公室", when: "06-16 08:30..11:30"),
           "回头看": (owner: "办公室", when: "12-20..01-10"),
           "月": (owner: "办公室", when: "01-01..12-31"),
           "报": (owner: "办公室", due: "04-05 12:00"),
           "例会": (owner: "办公室", every: "1st Mon in 04-01..07-10"),
           "题": (owner: "办公室", series: { "一": "03-10", "二": "03-11 pm" }),"#,
    );
    let window = |id: &str| times(&plan, id)[0].clone();
    assert_eq!(window("咨询"), ("咨询".into(), "06-16 08:30".into(), "06-16 11:30".into()));
    assert_eq!(window("回头看"), ("回头看".into(), "12-20 00:00".into(), "01-11 00:00".into()));
    assert_eq!(window("月"), ("月".into(), "01-01 00:00".into(), "01-01 00:00".into()));
    assert_eq!(times(&plan, "例会").len(), 4);
    assert_eq!(times(&plan, "题")[1].1, "03-11 14:00");
    let due = of(&plan, "报")[0].due.unwrap();
    assert_eq!(local(&plan, due), "04-05 12:00");
    check(r#""咨询": (owner: "办公室", when: "6-16"),"#, &[("E040", "6-16")]);
    check(r#""咨询": (owner: "办公室", due: "06-31"),"#, &[("E042", "06-31")]);
    check(r#""咨询": (owner: "办公室", due: "2026-06"),"#, &[("E040", "2026-06")]);
}

/// The base with these fields in it, and no streams but those given.
pub(super) fn with_streams(fields: &str, streams: &str) -> String {
    let (head, _) = BASE.split_once("streams: {").unwrap();
    let own = r#"vars: { "theme": "放心消费" },"#;
    let head = if fields.starts_with("vars") { head.replace(own, "") } else { head.to_owned() };
    format!("{head}{fields}\n    streams: {{ {streams} }},\n)\n")
}

/// Instances go by their items and, where a template makes them, by their streams: renamed, they are the same still, and
/// so they are when the earlier plan comes back.
#[test]
fn renamed_items_and_streams_keep_their_numbers() {
    let of = |item: &str, stream: &str, more: &str| {
        let fields = format!(
            r#"templates: {{ "单": (ask: {{ "日": date }}, tasks: {{ "会": (owner: "办公室", due: "{{日}}") }}) }}, {more}"#
        );
        let was = if more.is_empty() { "" } else { r#"was: "甲", "# };
        let uses = format!(
            r#""底": (tasks: {{ "查": (owner: "办公室", each: "事", due: "D") }}),
            "{stream}": ({was}use: "单", with: {{ "日": "D" }}),"#
        );
        let lists = format!(r#"lists: {{ "事": ["{item}", "旅游"],"#);
        plan(&with_streams(&fields, &uses).replacen("lists: {", &lists, 1))
    };
    let old = of("汽车", "甲", "");
    let renamed = of("新能源汽车", "乙", r#"renamed: { "事": { "新能源汽车": "汽车" } },"#);
    for (running, next) in [(&old, &renamed), (&renamed, &old)] {
        let mut next = next.clone();
        let last = running.tasks.iter().map(|task| task.number).max().unwrap();
        crate::amend::renumber(running, [], &mut next, last);
        let changes = crate::amend::compare(running, &next);
        assert!(changes.added.is_empty() && changes.removed.is_empty(), "{changes:?}");
    }
}

/// Paths, owners and what each task waits for, in written order.
fn told(plan: &Expanded) -> Vec<(String, String, Vec<String>)> {
    let path = |on: ids::TaskNo| plan.tasks[on.0 as usize - 1].path.to_string();
    let waits = |t: &Task| t.needs.iter().flat_map(|n| &n.links).map(|l| path(l.on)).collect();
    plan.tasks.iter().map(|t| (t.path.to_string(), t.owner.to_string(), waits(t))).collect()
}

fn plan(text: &str) -> Expanded {
    let reading = reading(text);
    let said: Vec<String> = reading.diagnostics.iter().map(|d| d.message(Lang::En)).collect();
    reading.expanded.unwrap_or_else(|| panic!("{said:#?}\n{text}"))
}

#[test]
fn a_stream_fans_out_around_its_tasks() {
    let made = plan(&with_streams(
        "",
        r#""进点": (each: "所", tasks: {
            "准备": (due: "D-5"),
            "入户": (each: "时段", needs: ["准备"], due: "D"),
            "值守": (each: "行业", due: "D"),
        }, streams: { "内": (each: "时段", tasks: { "记录": (needs: ["入户"], due: "D") }) }),"#,
    ));
    let told = told(&made);
    let first = told[0].1.clone();
    assert_eq!(told[0], (format!("准备@{first}"), first.clone(), vec![]));
    let visit = told.iter().find(|t| t.0 == format!("入户@{first},夜间")).unwrap();
    assert_eq!((&visit.1, &visit.2), (&first, &vec![format!("准备@{first}")]));
    // Whom the inner keys name leads.
    let finance = |t: &&(String, String, Vec<String>)| t.0.ends_with("金融");
    assert!(told.iter().filter(finance).all(|t| t.1 == "办公室"));
    assert_eq!(told.iter().filter(finance).count(), 2);
    let record = told.iter().find(|t| t.0 == format!("记录@{first},白天")).unwrap();
    assert_eq!(record.2, [format!("入户@{first},白天")]);
    let text = with_streams("", r#""甲": (each: "所", tasks: { "乙": (each: "所", due: "D") }),"#);
    assert!(found(&text).iter().any(|(code, _)| code == "E067"));
}

#[test]
fn what_only_leaves_out_might_as_well_not_be_there() {
    let streams = |only: &str, is_there: bool| {
        let left = format!(r#""借台": ({only}, owner: "办公室", due: "D-2"),"#);
        let text = format!(
            r#""甲": (tasks: {{ "搭台": (owner: "办公室", due: "D-3"), {}
                "演出": (owner: "办公室", needs: ["any of 搭台 {}"], due: "D") }}),"#,
            if is_there { left.as_str() } else { "" },
            if is_there { "| 借台" } else { "" },
        );
        let vars = r#"vars: { "主办": "是", "规模": "大", "人数": "800", "日期": "2026-03-10" },"#;
        plan(&with_streams(vars, &text))
    };
    for only in [
        "{主办} != yes",
        "{规模} in 中 | 小",
        "{主办}{规模} == 是小",
        "{人数} > 800",
        "{日期} < 2026-03-10",
        "{主办} == 是 and {人数} < 500",
    ] {
        assert_eq!(streams(&format!("only: \"{only}\""), true).tasks, streams("", false).tasks);
    }
    let kept = streams("only: \"{规模} in 大 | 中\"", true);
    assert_eq!(kept.tasks.len(), 3);
    let kept = streams("only: \"{人数} >= 500 and {日期} <= 2026-03-10 and {主办} == yes\"", true);
    assert_eq!(kept.tasks.len(), 3);
    // What has no order is not more than anything.
    let text = with_streams(
        r#"vars: { "规模": "大" },"#,
        r#""甲": (only: "{规模} >= 3", tasks: { "乙": (owner: "办公室", due: "D") }),"#,
    );
    assert_eq!(found(&text), [("E084".to_owned(), "3".to_owned())]);
    let text = with_streams(
        r#"vars: { "主办": "否" },"#,
        r#""甲": (only: "{主办} == 是", tasks: { "乙": (owner: "没有", due: "D") }),"#,
    );
    assert!(found(&text).iter().any(|(code, mark)| code == "E030" && mark == "\"没有\""));
}

#[test]
fn a_template_is_its_tasks_written_out() {
    let template = r#"templates: { "单": (
        ask: { "地点": text, "主办": unit("所"), "日期": date },
        tasks: {
            "布展": (owner: "{主办}", due: "{日期}", place: "{地点}", to: { up: "{主办}" }),
            "活动": (owner: "{主办}", needs: ["布展 +1d", "外场"], due: "after 布展 +2d", steps: ["到{地点}"]),
        }) },"#;
    let outside = r#""底": (tasks: { "外场": (owner: "办公室", due: "D-9") }),"#;
    let unit = plan(&BASE.replace("/*tasks*/", "")).groups[0].units[0].to_string();
    let used = plan(&with_streams(
        template,
        &format!(
            r#"{outside} "启动": (use: "单", with: {{ "地点": "广场", "主办": "{unit}", "日期": "D-5" }}),"#
        ),
    ));
    let written = plan(&with_streams(
        "",
        &format!(
            r#"{outside} "启动": (tasks: {{
            "启动·布展": (owner: "{unit}", due: "D-5", place: "广场", to: {{ up: "{unit}" }}),
            "启动·活动": (owner: "{unit}", needs: ["启动·布展 +1d", "外场"], due: "after 启动·布展 +2d", steps: ["到广场"]) }}),"#
        ),
    ));
    assert_eq!(used.tasks, written.tasks);
    let fanned = plan(&with_streams(
        template,
        &format!(
            r#"{outside} "启动": (each: "所", use: "单", with: {{ "地点": "{{所}}门口", "主办": "{{所}}", "日期": "D-5" }}),"#
        ),
    ));
    let stand = fanned.tasks.iter().find(|t| t.path.as_str() == format!("启动·布展@{unit}"));
    assert_eq!(stand.unwrap().place.as_deref(), Some(format!("{unit}门口").as_str()));
}

#[test]
fn a_mistake_in_a_template_is_told_once_where_it_is_written() {
    let text = with_streams(
        r#"templates: { "单": (ask: { "地点": text }, tasks: {
            "布展": (owner: "办公事", needs: ["在{地点}", "不在"], when: "D-5..D-7", place: "{地点}") }) },"#,
        r#""启动": (use: "单", with: { "地点": "广场" }), "收官": (use: "单", with: { "地点": "广场" }),"#,
    );
    let found = found(&text);
    let at: Vec<(&str, &str)> = found.iter().map(|(c, m)| (c.as_str(), m.as_str())).collect();
    for expected in
        [("E030", "\"办公事\""), ("E032", "在{地点}"), ("E032", "不在"), ("E043", "\"D-5..D-7\"")]
    {
        assert_eq!(
            at.iter().filter(|found| **found == expected).count(),
            1,
            "{expected:?} in {at:?}"
        );
    }
    let reading = reading(&text);
    let owner = reading.diagnostics.iter().find(|d| d.code.name == "E030").unwrap();
    // Where it is used, and how often besides.
    assert_eq!(owner.related.len(), 2);
    assert_eq!(owner.related[1].1.args, [("n", 1.into())]);
}

/// A value that is a date goes on with a distance; what is wrong behind it is told once, at its own bytes.
#[test]
fn a_date_put_in_goes_on_with_a_distance() {
    let template = r#"templates: { "单": (ask: { "日": date }, tasks: {
        "发文": (owner: "办公室", due: "{日} -2wd"),
        "开会": (owner: "办公室", when: "{日} -1d 14:00..16:00", due: "{日} +1d roll next") }) },"#;
    let uses = r#""甲": (use: "单", with: { "日": "2026-03-10" }), "乙": (use: "单", with: { "日": "D-5" }),
        "丙": (use: "单", with: { "日": "03-10" }), "丁": (use: "单", with: { "日": "D" }),"#;
    let plan = plan(&with_streams(template, uses));
    let due = |id: &str| local(&plan, of(&plan, id)[0].due.unwrap());
    // Tuesday 10 March is five days before D, a Sunday.
    for stream in ["甲", "乙", "丙"] {
        let meeting = format!("{stream}·开会");
        assert_eq!(due(&format!("{stream}·发文")), "03-07 00:00");
        assert_eq!(due(&meeting), "03-12 00:00");
        assert_eq!(times(&plan, &meeting)[0].1, "03-09 14:00");
    }
    assert_eq!(due("丁·发文"), "03-13 00:00");
    assert_eq!(due("丁·开会"), "03-17 00:00");
    let wrong = with_streams(&template.replace("-2wd", "-2x"), uses);
    let told: Vec<_> = found(&wrong).into_iter().filter(|(code, _)| code == "E040").collect();
    assert_eq!(told, [("E040".to_owned(), "-2x".to_owned())]);
}

/// Hours that begin after noon and end before it are those of a night; others the wrong way about are a mistake.
#[test]
fn hours_go_on_over_midnight() {
    let plan = made(
        r#""夜": (owner: "办公室", when: "D-2 22:00..02:00"),
           "岗": (owner: "办公室", every: "day 22:00..02:00 in D-1..D"),
           "选": (owner: "办公室", pick: "D-3 18:00..08:30", takes: "4h"),"#,
    );
    let at = |id: &str, nth: usize| {
        let (_, from, to) = times(&plan, id).swap_remove(nth);
        format!("{from}..{to}")
    };
    assert_eq!(at("夜", 0), "03-13 22:00..03-14 02:00");
    assert_eq!(at("岗", 1), "03-15 22:00..03-16 02:00");
    assert_eq!(at("选", 0), "03-12 18:00..03-13 08:30");
    check(
        r#""乙": (owner: "办公室", when: "D 14:00..13:00"),"#,
        &[("E043", r#""D 14:00..13:00""#)],
    );
    check(
        r#""乙": (owner: "办公室", when: "D 11:00..09:00"),"#,
        &[("E043", r#""D 11:00..09:00""#)],
    );
}

#[test]
fn a_value_of_another_kind_was_given_all_the_same() {
    let text = with_streams(
        r#"templates: { "单": (ask: { "数": number }, tasks: {
            "布展": (owner: "办公室", due: "D", about: "{数}块") }) },"#,
        r#""启动": (use: "单", with: { "数": 10 }),"#,
    );
    assert_eq!(found(&text), [("E022".to_owned(), "10".to_owned())]);
}

#[test]
fn rows_are_compared_with_days_from_d() {
    let counted = |day: &str| {
        let text = BASE.replace("measures: {", "measures: { \"户\": \"户\",").replace(
            "/*tasks*/",
            &format!(
                r#""乙": (owner: "办公室", due: "D", log: {{ "日": date }}, measures: ["户 from rows where 日 >= {day}"]),"#
            ),
        );
        let plan = plan(&text);
        plan.tasks.iter().find(|t| t.task.as_str() == "乙").unwrap().measures.clone()
    };
    let d = plan(&BASE.replace("/*tasks*/", "")).campaign.anchor;
    let day = d.checked_sub_days(chrono::Days::new(15)).unwrap();
    assert_eq!(counted("D-15"), counted(&day.to_string()));
    assert_ne!(counted("D-15"), counted("D"));
}

/// What the instances of a task should reach of its first measure, by path.
fn wanted(plan: &Expanded, id: &str) -> Vec<(String, Option<String>)> {
    let wants = |task: &&Task| {
        let target = task.measures.first().and_then(|ask| ask.target);
        (
            task.path.to_string(),
            target.map(|(compare, value)| format!("{} {value}", compare.sign())),
        )
    };
    of(plan, id).iter().map(wants).collect()
}

#[test]
fn targets_differ_by_key_and_the_more_exact_goes_first() {
    let plan = made(
        r#""走访": (each: "全体", due: "D", measures: ["检查 >= 20", "资料"],
                    targets: { "检查": { "所": "<= 40", "东所": ">= 60" }, "资料": { "办公室": ">= 5" } }),
           "抽查": (each: "行业 × 时段", owner: "办公室", due: "D", measures: ["检查"],
                    targets: { "检查": { "旅游": ">= 8", "夜间": ">= 1", "汽车,夜间": ">= 2" } }),
           "推文": (owner: "办公室", series: { "预告": "D-1", "直击": "D" }, measures: ["资料"],
                    targets: { "资料": { "直击": ">= 9" } }),"#,
    );
    let is = |path: &str, target: &str| {
        (path.to_owned(), (!target.is_empty()).then(|| target.to_owned()))
    };
    let visits = [is("走访@办公室", ">= 20"), is("走访@东所", ">= 60"), is("走访@西所", "<= 40")];
    assert_eq!(wanted(&plan, "走访"), visits);
    assert!(of(&plan, "走访")[0].measures[1].target.is_some_and(|(_, value)| value == 5.into()));
    let checks = [
        is("抽查@汽车,白天", ""),
        is("抽查@汽车,夜间", ">= 2"),
        is("抽查@旅游,白天", ">= 8"),
        // Of lines that are as exact as each other the first holds.
        is("抽查@旅游,夜间", ">= 8"),
        is("抽查@金融,白天", ""),
        is("抽查@金融,夜间", ">= 1"),
    ];
    assert_eq!(wanted(&plan, "抽查"), checks);
    assert_eq!(wanted(&plan, "推文"), [is("推文@预告", ""), is("推文@直击", ">= 9")]);
    let with = |targets: &str| {
        format!(r#""走访": (each: "所", due: "D", measures: ["检查"], targets: {{ {targets} }}),"#)
    };
    check(&with(r#""检查": { "办公室": ">= 1" }"#), &[("E090", "\"办公室\"")]);
    check(&with(r#""检查": { "老东所": ">= 1" }"#), &[("E090", "\"老东所\"")]);
    check(&with(r#""检查": { "东所,西所": ">= 1" }"#), &[("E090", "\"东所,西所\"")]);
    check(&with(r#""资料": { "东所": ">= 1" }"#), &[("E090", "\"资料\"")]);
    check(&with(r#""检查": { "东所": "30" }"#), &[("E056", "30")]);
}

#[test]
fn rules_over_figures_say_what_can_come_true() {
    let tasks = r#""走访": (each: "所", due: "D", measures: ["检查"]),
        "发放": (each: "所", due: "D", measures: ["资料", "现场资料"]),"#;
    let of = |rule: &str, codes: &[(&str, &str)]| {
        let book = format!(
            r#"rates: {{ "现场率": "现场资料 / 资料" }},
            playbooks: {{ "督办": (ask: {{ "单位": unit("所") }}, start: [rule("{rule}")],
                tasks: {{ "约谈": (owner: "办公室", due: "T+1d") }}) }},
            streams: {{"#
        );
        expect(&BASE.replace("/*tasks*/", tasks).replace("streams: {", &book), codes);
    };
    for rule in
        ["检查@{单位} < 5 by D-3", "检查@走访 < 5", "检查@{单位} in 1d >= 5", "现场率@发放 < 60%"]
    {
        of(rule, &[]);
    }
    for (rule, code, at) in [
        ("检查@{单位} < 5", "E091", "检查"),
        ("检查 <= 5", "E091", "检查"),
        ("资料@走访 > 5", "E127", "走访"),
        ("现场率@走访 < 60%", "E127", "走访"),
        ("检查 > 60%", "E125", "%"),
        ("现场绿 < 60%", "E035", "现场绿"),
    ] {
        of(rule, &[(code, at)]);
    }
}
