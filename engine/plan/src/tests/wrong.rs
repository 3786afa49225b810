//! What is marked where a plan is wrong. That each code has an example is proved with the pages.

use super::{BASE, check, check_with, expect, found};
use crate::expanded::{Task, Timing};
use crate::ids;

#[test]
fn what_the_schema_refuses() {
    check(r#""乙": (onwer: "办公室", owner: "办公室", due: "D"),"#, &[("E020", "onwer")]);
    check_with("zone:", "automation: {},\n    zone:", &[("E021", "automation")]);
    check(r#""乙": (owner: ["办公室"], due: "D"),"#, &[("E022", r#"["办公室"]"#)]);
    check(r#""乙": (owner: "办公室", due: "D", needs: "通知"),"#, &[("E022", r#""通知""#)]);
    check_with("kind: office", "kind: offfice", &[("E023", "offfice")]);
    check(
        r#""乙": (owner: "办公室", due: "D"), "乙": (owner: "东所", due: "D"),"#,
        &[("E024", r#""乙""#)],
    );
    check(r#""乙": (owner: "办公室", due: "D", due: "D+1"),"#, &[("E024", "due")]);
    check(r#""乙": (owner: "办公室", due: "D", measures: ["检查", "检查"]),"#, &[("E024", "检查")]);
    check_with("version: 1", "version: 99999999999", &[("E022", "99999999999")]);
}

#[test]
fn a_column_that_is_not_there_is_told_where_it_stands() {
    let task = |from: &str| {
        format!(
            r#""乙": (owner: "办公室", due: "D", log: {{ "企业": text }}, measures: ["检查 >= 4 from {from}"]),"#
        )
    };
    check(&task("rows where 公示 == 是"), &[("E113", "公示")]);
    check(&task("sum 企业"), &[("E114", "企业")]);
}

#[test]
fn a_rule_waits_for_an_outcome_that_there_is_and_a_message_starts_one_playbook() {
    let book = |start: &str| {
        format!(
            r#"playbooks: {{ "整改": (start: [{start}], tasks: {{ "指导": (owner: "办公室", due: "T+1d") }}),
            "上报": (start: [hook("gala")], tasks: {{ "报": (owner: "办公室", due: "T+1d", needs: ["查"]) }}) }},"#
        )
    };
    let streams =
        r#""甲": (tasks: { "查": (owner: "办公室", due: "D", outcomes: ["好", "差"]) }),"#;
    let all = |start: &str| found(&super::language::with_streams(&book(start), streams));
    let given = |code: &str, mark: &str| (code.to_owned(), mark.to_owned());
    assert_eq!(all(r#"rule("outcome 查 == 坏")"#), [given("E119", "坏"), given("E133", "查")]);
    assert_eq!(all(r#"rule("outcome 查 == 差")"#), [given("E133", "查")]);
    assert_eq!(all(r#"rule("outcome 查@甲 == 差")"#)[0].0, "E125");
    assert!(all(r#"hook("gala")"#).contains(&given("E025", r#"hook("gala")"#)));
}

#[test]
fn a_play_whose_dates_are_out_of_order_however_it_starts_is_told() {
    let told = |first: &str, needs: &str, then: &str| {
        let fields = format!(
            r#"playbooks: {{ "处置": (start: [hand("办公室")], tasks: {{
                "查": (each: "所", {first}), "报": (owner: "办公室", needs: ["{needs}"], due: "{then}"),
            }}) }},"#
        );
        let streams = r#""甲": (tasks: { "乙": (owner: "办公室", due: "D") }),"#;
        let all = found(&super::language::with_streams(&fields, streams));
        all.into_iter().filter(|(code, _)| code == "W062").map(|(_, mark)| mark).collect::<Vec<_>>()
    };
    for (first, needs, then) in [
        (r#"due: "T+1wd""#, "查", "T day 09:00"),
        (r#"due: "T+1wd""#, "2 of 查", "T day 09:00"),
        (r#"due: "T+2h""#, "查", "T+30m"),
        (r#"due: "T+2h""#, "查 +1d", "T+3h"),
    ] {
        let mark = format!("\"{then}\"");
        assert_eq!(told(first, needs, then), [mark], "{first} {needs} {then}");
    }
    for (first, needs, then) in [
        // On a Friday the one comes first, on a Monday the other.
        (r#"due: "T+1wd""#, "查", "T+2d"),
        (r#"due: "T+2h""#, "查", "T day 18:00"),
        (r#"due: "T+1wd""#, "with 查", "T day 09:00"),
        (r#"due: "T+1wd""#, "查", "T+1wd"),
        (r#"due: "D""#, "查", "D"),
    ] {
        assert_eq!(told(first, needs, then), [""; 0], "{first} {needs} {then}");
    }
}

#[test]
fn the_outcome_of_one_instance_may_be_waited_for() {
    let when = |on: &str| {
        format!(
            r#""查": (each: "所", due: "D-2", outcomes: ["好", "差"]), "改": (owner: "办公室", due: "D", when_outcome: "{on} == 差"),"#
        )
    };
    check(&when("查"), &[("E120", "查")]);
    check(&when("查@东所"), &[]);
    check(&when("查@没有"), &[("E046", "没有")]);
    check(r#""乙": (owner: "办公室", due: "D", needs: ["报"]),"#, &[("E032", "报")]);
}

#[test]
fn all_of_it_at_once_and_the_rest_is_still_checked() {
    check(
        r#""乙": (onwer: "办公室", kind: repport, count: "3", owner: "东索", due: "D-3", needs: ["通只"]),"#,
        &[
            ("E020", "onwer"),
            ("E023", "repport"),
            ("E022", r#""3""#),
            ("E030", r#""东索""#),
            ("E032", "通只"),
        ],
    );
}

#[test]
fn what_is_empty_is_told_where_it_is() {
    let task = |fields: &str| format!(r#""乙": (owner: "办公室", due: "D", {fields}),"#);
    for (field, empty) in [
        (r#"title: """#, r#""""#),
        (r#"about: "  ""#, r#""  ""#),
        (r#"place: """#, r#""""#),
        (r#"steps: ["一", ""]"#, r#""""#),
        (r#"tags: [""]"#, r#""""#),
        (r#"ask: [""]"#, r#""""#),
    ] {
        check(&task(field), &[("E050", empty)]);
    }
    check_with("\"base\"", "\"\"", &[("E050", "\"\"")]);
    check_with("[\"老东所\"]", "[\"\"]", &[("E050", "\"\"")]);
    check_with("\"东-甲\"", "\"\"", &[("E065", "\"\"")]);
    check_with("\"媒体\": kind", "\"\": kind", &[("E065", "\"\""), ("E030", "\"媒体\"")]);
    check_with("\"甲\": (tasks", "\"\": (tasks", &[("E065", "\"\"")]);
    check_with("\"进社区\": [\"所\"]", "\"进社区\": []", &[("E052", "[]")]);
}

#[test]
fn a_brace_without_its_partner_is_told_where_a_name_stands_at_it() {
    let about = |text: &str| format!(r#""乙": (owner: "办公室", due: "D", about: {text:?}),"#);
    for (text, mark) in [
        ("{theme，一年一度", "{theme"),
        ("就是theme}", "theme}"),
        ("就是｛theme｝", "｛theme"),
        ("{theme}和{owner", "{owner"),
        ("{theme}}", "{theme}"),
    ] {
        check(&about(text), &[("E051", mark)]);
    }
    let line = r#""{所}会": (kind: chapter, each: "所", above: "{所}}"), "报社""#;
    check_with("\"报社\"", line, &[("E051", "{所}"), ("W042", "\"{所}会\"")]);
    let line = line.replace("{所}}", "{所}们");
    check_with("\"报社\"", &line, &[("E030", "\"{所}们\"")]);
    check(&about("集合写作{甲，乙"), &[]);
}

#[test]
fn names_given_twice_or_not_at_all() {
    let two = r#"streams: { "乙": (tasks: { "通知": (owner: "办公室", due: "D") }),"#;
    check_with("streams: {", two, &[("E025", r#""通知""#)]);
    check_with(
        r#""西所": (kind"#,
        r#""老东所": (kind"#,
        &[("E025", r#""老东所""#), ("E030", r#""西所""#)],
    );
    check_with("coordinator: \"办公室\",", "", &[("E026", "")]);
    check_with("(kind: media,", "(", &[("E026", r#""报社""#)]);
    check_with("include: []", r#"include: ["none.ron"]"#, &[("E027", r#""none.ron""#)]);
    check_with("include: []", r#"include: ["broken.ron"]"#, &[("E029", "\u{fffd}")]);
    check_with("include: []", r#"include: ["more.ron"]"#, &[("E070", "title")]);
    check_with("include: []", r#"include: ["../more.ron"]"#, &[("E071", r#""../more.ron""#)]);
    check_with("include: []", r#"include: ["ring.ron"]"#, &[("E072", r#""plan.ron""#)]);
    check_with("version: 1", "version: 2", &[("E061", "2")]);
    check_with("Asia/Shanghai", "Asia/Shanghi", &[("E062", r#""Asia/Shanghi""#)]);
}

#[test]
fn names_that_lead_nowhere() {
    check(r#""乙": (owner: "东索", due: "D"),"#, &[("E030", r#""东索""#)]);
    check(r#""乙": (owner: "相关科室", due: "D"),"#, &[("E068", r#""相关科室""#)]);
    check(r#""乙": (owner: "所", due: "D"),"#, &[("E069", r#""所""#)]);
    check(r#""乙": (owner: "办公室", each: "行页", due: "D"),"#, &[("E031", "行页")]);
    check(r#""乙": (owner: "办公室", needs: ["通只"], due: "D"),"#, &[("E032", "通只")]);
    check(r#""乙": (owner: "办公室", when: "活动"),"#, &[("E033", "活动")]);
    check(r#""乙": (owner: "办公室", leader: "办-丙", due: "D"),"#, &[("E034", r#""办-丙""#)]);
    check(r#""乙": (owner: "办公室", measures: ["捡查 >= 3"], due: "D"),"#, &[("E035", "捡查")]);
    check(r#""乙": (owner: "办公室", objective: "O2", due: "D"),"#, &[("E036", r#""O2""#)]);
    check_with("group: \"全体\"", "group: \"领导小组\"", &[("E037", r#""领导小组""#)]);
    check_with(
        r#""theme": "放心消费""#,
        r#""theme": "{a}", "a": "{b}", "b": "{a}""#,
        &[("E038", r#""{b}""#)],
    );
    check_with(
        r#"["办公室", "所"]"#,
        r#"["办公室", "全体"]"#,
        &[("E039", r#"["办公室", "全体"]"#)],
    );
}

#[test]
fn times_that_are_none() {
    check(r#""乙": (owner: "办公室", due: "D-25工作日"),"#, &[("E040", "工作日")]);
    check(r#""乙": (owner: "办公室", takes: "3x", due: "D"),"#, &[("E041", "3x")]);
    check(r#""乙": (owner: "办公室", takes: "5..3..2wd", due: "D"),"#, &[("E041", "5..3..2wd")]);
    check(r#""乙": (owner: "办公室", due: "2026-02-30"),"#, &[("E042", "2026-02-30")]);
    check(r#""乙": (owner: "办公室", when: "D 25:00"),"#, &[("E042", "25:00")]);
    check(r#""乙": (owner: "办公室", when: "D+5..D-5"),"#, &[("E043", r#""D+5..D-5""#)]);
    check(
        r#""乙": (owner: "办公室", pick: "D 09:00..10:00", takes: "2h"),"#,
        &[("E055", r#""D 09:00..10:00""#)],
    );
    check_with(r#""due-1wd""#, r#""dew-1wd""#, &[("E058", "dew-1wd")]);
    check(r#""乙": (owner: "办公室", every: "每天 in 活动期"),"#, &[("E059", "每天")]);
    check(
        r#""乙": (owner: "办公室", due: "after 丙 +1d"), "丙": (owner: "办公室", needs: ["乙"]),"#,
        &[("E060", "丙"), ("W024", r#""丙""#)],
    );
    check(r#""乙": (owner: "办公室", every: "Mon in D..D"),"#, &[("E064", r#""Mon in D..D""#)]);
    check(r#""乙": (owner: "办公室", due: "D－3"),"#, &[("E066", "－")]);
    check(
        r#""乙": (owner: "办公室", when: "D", due: "D", pick: "D", takes: "2h"),"#,
        &[("E054", "pick")],
    );
}

#[test]
fn sentences_of_needs() {
    check(r#""乙": (owner: "办公室", needs: ["3 of"], due: "D"),"#, &[("E044", "f")]);
    check(r#""乙": (owner: "办公室", needs: ["乙"], due: "D"),"#, &[("E045", "乙")]);
    check(
        r#""乙": (each: "所", due: "D"), "丙": (owner: "办公室", needs: ["乙@西锁"], due: "D"),"#,
        &[("E046", "西锁")],
    );
    check(
        r#""乙": (each: "所", due: "D"), "丙": (each: "媒体", proxy: "办公室", needs: ["乙"], due: "D"),"#,
        &[("E047", "乙")],
    );
    check(
        r#""乙": (each: "所", due: "D"), "丙": (owner: "办公室", needs: ["3 of 乙"], due: "D"),"#,
        &[("E048", "3")],
    );
    let partly = BASE.replacen(r#"["办公室", "所"]"#, r#"["办公室", "东所"]"#, 1);
    let tasks = r#""乙": (each: "所", due: "D"), "丙": (each: "全体", needs: ["乙"], due: "D"),"#;
    expect(&partly.replace("/*tasks*/", tasks), &[("W022", "乙")]);
}

#[test]
fn fan_outs_figures_and_blanks() {
    check(r#""乙": (each: "所", count: 11, due: "D"),"#, &[("E049", "11")]);
    check(r#""乙": (owner: "办公室", about: "xx月xx日前", due: "D"),"#, &[("E050", "xx")]);
    check(r#""乙": (owner: "办公室", about: "{them}", due: "D"),"#, &[("E051", "{them}")]);
    check(r#""乙": (each: "空", due: "D"),"#, &[("E052", r#""空""#)]);
    check(r#""乙": (due: "D"),"#, &[("E053", r#""乙""#)]);
    check(r#""乙": (owner: "办公室", measures: ["检查 >= 多"], due: "D"),"#, &[("E056", "多")]);
    check_with("份 -> 资料", "件 -> 资料", &[("E057", "资料")]);
    check_with(r#""资料": "份""#, r#""资料": "份 -> 现场资料""#, &[("E073", "资料")]);
    check(r#""乙": (owner: "办公室", steps: ["一"], steps_done: 2, due: "D"),"#, &[("E063", "2")]);
    check(r#""乙 丙": (owner: "办公室", due: "D"),"#, &[("E065", r#""乙 丙""#)]);
    check(r#""乙": (each: "时段 × 时段", owner: "办公室", due: "D"),"#, &[("E067", "时段")]);
}

#[test]
fn worth_a_look() {
    check(r#""乙": (owner: "办公室", due: "2027-03-15"),"#, &[("W020", r#""calendars/cn.ron""#)]);
    check(
        r#""乙": (owner: "办公室", every: "1st wd in D+400..D+480"),"#,
        &[("W020", r#""1st wd in D+400..D+480""#)],
    );
    check(r#""乙": (owner: "办公室", kind: report),"#, &[("W023", r#""乙""#)]);
    check(r#""乙": (owner: "办公室"),"#, &[("W024", r#""乙""#)]);
    check_with("\"办-乙\": contact", "\"办-乙\": staff", &[("W025", r#""办公室""#)]);
    check(r#""乙": (each: "媒体", due: "D"),"#, &[("W026", r#""乙""#)]);
    check(r#""乙": (owner: "老东所", due: "D"),"#, &[("W027", r#""老东所""#)]);
    check(r#""乙": (owner: "办公室", pick: "D..D+3", due: "D+1"),"#, &[("W028", r#""D+1""#)]);
}

/// A group made of groups: that some of it has no counterpart in one of them is plain, unless a unit beside the
/// groups would wait for nothing at all.
#[test]
fn mixed_groups_are_no_surprise() {
    let task = |needs: &str| {
        format!(
            r#""乙": (each: "所", due: "D"), "丙": (each: "全体", needs: [{needs}], due: "D"),"#
        )
    };
    check(&task(r#""通知", "乙""#), &[]);
    check(&task(r#""乙""#), &[("W022", "乙")]);
}

/// Units on one side, leads of a list on the other: each waits for all, which is asked about.
#[test]
fn leads_of_a_list_are_not_its_keys() {
    let with = |list: &str, needs: &str| {
        let tasks = format!(
            r#""点": (each: "片", due: "D-5"), "核": (each: "所", needs: ["{needs}"], due: "D"),"#
        );
        let lists = format!(r#"lists: {{ "片": {list}, "#);
        BASE.replacen("lists: {", &lists, 1).replace("/*tasks*/", &tasks)
    };
    let leads = r#"{ "一片": "东所", "二片": "西所" }"#;
    expect(&with(leads, "点"), &[("W070", "点")]);
    expect(&with(leads, "all 点"), &[]);
    expect(&with(r#"{ "一片": ["东所"], "二片": ["西所"] }"#, "点"), &[]);
}

/// Recurrences of one rhythm wait day for day, of different ones for all since the last time.
#[test]
fn an_occurrence_waits_for_those_since_the_last_one() {
    let links = |on: &str, own: &str, needs: &str| -> Vec<String> {
        let tasks = format!(
            r#""乙": (owner: "办公室", every: "{on}"), "丙": (owner: "东所", needs: ["{needs}"], every: "{own}"),"#
        );
        let plan = super::reading(&BASE.replace("/*tasks*/", &tasks)).expanded.unwrap();
        let day = |no: ids::TaskNo| {
            let date = plan.tasks[no.0 as usize - 1].occurrence.unwrap();
            date.format("%m-%d").to_string()
        };
        let own = plan.tasks.iter().filter(|t| t.task.as_str() == "丙");
        let waits = |t: &Task| -> Vec<String> {
            t.needs.iter().flat_map(|n| &n.links).map(|l| day(l.on)).collect()
        };
        own.map(|t| format!("{}<{}", day(t.number), waits(t).join(" "))).collect()
    };
    // 2026-03-02 is a Monday.
    let month = "in 2026-03-02..2026-03-15";
    let day = links(&format!("day {month}"), &format!("day 17:00 {month}"), "乙");
    assert_eq!((day.len(), &*day[3]), (14, "03-05<03-05"));
    assert_eq!(
        links(&format!("Thu {month}"), &format!("Fri {month}"), "乙"),
        ["03-06<03-05", "03-13<03-12"]
    );
    assert_eq!(
        links(&format!("wd {month}"), &format!("Fri 17:00 {month}"), "ends with 乙"),
        ["03-06<03-02 03-03 03-04 03-05", "03-13<03-06 03-09 03-10 03-11 03-12"]
    );
    assert_eq!(
        links(&format!("Tue,Thu {month}"), &format!("week {month}"), "乙"),
        ["03-02<03-03 03-05", "03-09<03-10 03-12"]
    );
    assert_eq!(
        links("Fri in 2026-03-02..2026-03-30", "last day in 2026-03-02..2026-03-31", "乙"),
        ["03-31<03-06 03-13 03-20 03-27"]
    );
    let fixed = links(&format!("Mon {month}"), &format!("Mon {month}"), "乙@D-6");
    assert_eq!(fixed, ["03-02<03-09", "03-09<03-09"]);
}

#[test]
fn parts_of_a_series_and_days_of_a_recurrence_can_be_waited_for() {
    let links = |tasks: &str| -> Vec<String> {
        let plan = super::reading(&BASE.replace("/*tasks*/", tasks)).expanded.unwrap();
        let waits = plan.tasks.iter().find(|t| t.task.as_str() == "丙").unwrap();
        let path = |l: &crate::expanded::Link| plan.tasks[l.on.0 as usize - 1].path.to_string();
        waits.needs.iter().flat_map(|n| &n.links).map(path).collect()
    };
    let series = r#""乙": (owner: "办公室", series: { "预告": "D-7", "成果": "D+5" }),"#;
    let wait = |on: &str| format!(r#""丙": (owner: "东所", needs: ["{on}"], due: "D+9"),"#);
    assert_eq!(links(&format!("{series}{}", wait("乙@成果"))), ["乙@成果"]);
    let every = r#""乙": (each: "所", every: "Mon in D-7..D+5"),"#;
    assert_eq!(
        links(&format!("{every}{}", wait("乙@2026-03-09"))),
        ["乙@东所/2026-03-09", "乙@西所/2026-03-09"]
    );
    assert_eq!(links(&format!("{every}{}", wait("乙@西所,2026-03-09"))), ["乙@西所/2026-03-09"]);
    check(&format!("{series}{}", wait("乙@成绩")), &[("E046", "成绩")]);
    check(r#""乙": (owner: "东所", needs: ["通知@东所"], due: "D"),"#, &[("E046", "东所")]);
}

/// What `when_outcome` waits for stands among the needs once, whether these say so or not.
#[test]
fn a_condition_is_not_waited_for_twice() {
    let tasks = |needs: &str| {
        format!(
            r#""乙": (each: "所", due: "D", outcomes: ["好", "差"]),
               "丙": (each: "所", {needs} when_outcome: "乙 == 差", due: "D+1"),"#
        )
    };
    for needs in ["", r#"needs: ["乙"],"#] {
        let plan = super::reading(&BASE.replace("/*tasks*/", &tasks(needs))).expanded.unwrap();
        let task = plan.tasks.iter().find(|t| t.task.as_str() == "丙").unwrap();
        assert_eq!(task.needs.len(), 1, "{needs}");
        assert_eq!(task.when_outcome.as_ref().unwrap().on, task.needs[0].links[0].on);
    }
}

#[test]
fn hours_of_a_recurrence_are_a_window() {
    let plan = super::reading(&BASE.replace(
        "/*tasks*/",
        r#""集": (owner: "办公室", every: "Sat 09:00..11:00 in D-9..D"),
           "夜": (owner: "办公室", every: "day 22:00..06:00 in D-1..D"),"#,
    ))
    .expanded
    .unwrap();
    let times = |id: &str| -> Vec<String> {
        let of = plan.tasks.iter().filter(|t| t.task.as_str() == id);
        of.map(|t| match t.timing {
            Timing::Fixed { start, end } => {
                format!("{}..{}", super::local(&plan, start), super::local(&plan, end))
            }
            _ => String::new(),
        })
        .collect()
    };
    assert_eq!(times("集"), ["03-07 09:00..03-07 11:00", "03-14 09:00..03-14 11:00"]);
    assert_eq!(times("夜"), ["03-14 22:00..03-15 06:00", "03-15 22:00..03-16 06:00"]);
    check(
        r#""集": (owner: "办公室", every: "week 09:00..11:00 in D-9..D"),"#,
        &[("E059", "09:00..11:00")],
    );
    check(
        r#""集": (owner: "办公室", when: "D-1..D+1 19:00..23:00"),"#,
        &[("E095", "D-1..D+1 19:00..23:00")],
    );
}

#[test]
fn a_recurrence_can_come_once_a_month() {
    let dates = |every: &str| -> Vec<String> {
        let task = format!(r#""乙": (owner: "办公室", every: "{every}"),"#);
        let plan = super::reading(&BASE.replace("/*tasks*/", &task)).expanded.unwrap();
        let of = plan.tasks.iter().filter(|t| t.task.as_str() == "乙");
        of.map(|t| t.path.to_string().trim_start_matches("乙/").to_owned()).collect()
    };
    // October begins with seven days off.
    for (every, expected) in [
        ("2nd Sun", ["2026-09-13", "2026-10-11", "2026-11-08"].as_slice()),
        ("1st wd", &["2026-09-01", "2026-10-08", "2026-11-02"]),
        ("2nd wd", &["2026-09-02", "2026-10-09", "2026-11-03"]),
        ("last day", &["2026-09-30", "2026-10-31", "2026-11-30"]),
        ("last Fri", &["2026-09-25", "2026-10-30", "2026-11-27"]),
        ("last wd", &["2026-09-30", "2026-10-30", "2026-11-30"]),
        ("5th Mon", &["2026-11-30"]),
        ("31st", &["2026-10-31"]),
        ("15th 17:00", &["2026-09-15", "2026-10-15", "2026-11-15"]),
        (
            "1st,3rd Sat",
            &["2026-09-05", "2026-09-19", "2026-10-03", "2026-10-17", "2026-11-07", "2026-11-21"],
        ),
        (
            "15th,last",
            &["2026-09-15", "2026-09-30", "2026-10-15", "2026-10-31", "2026-11-15", "2026-11-30"],
        ),
        (
            "4w Fri,Mon",
            &[
                "2026-09-04",
                "2026-09-28",
                "2026-10-02",
                "2026-10-26",
                "2026-10-30",
                "2026-11-23",
                "2026-11-27",
            ],
        ),
        ("4w", &["2026-09-01", "2026-09-28", "2026-10-26", "2026-11-23"]),
    ] {
        assert_eq!(dates(&format!("{every} in 2026-09-01..2026-11-30")), expected, "{every}");
    }
    // Counted from the begin of the month, not of the window.
    assert_eq!(dates("1st Mon in 2026-09-08..2026-10-06"), ["2026-10-05"]);
    for every in [
        "0th wd in D-7..D",
        "32nd in D-7..D",
        "2 Sun in D-7..D",
        "2st in D-7..D",
        "1w in D-7..D",
        "2w wd in D-7..D",
        "1st,1st in D-7..D",
    ] {
        let text = format!(r#""乙": (owner: "办公室", every: "{every}"),"#);
        let found = super::reading(&BASE.replace("/*tasks*/", &text)).diagnostics;
        assert!(found.iter().any(|d| d.code.name == "E059"), "{every}: {found:?}");
    }
}

#[test]
fn former_names_are_told_wherever_they_stand() {
    check(
        r#""乙": (each: "所", due: "D"), "丙": (owner: "西所", needs: ["乙@老东所"], due: "D"),"#,
        &[("W027", "老东所")],
    );
    check_with(r#"["办公室", "所"]"#, r#"["办公室", "所", "老东所"]"#, &[("W027", r#""老东所""#)]);
    check(r#""乙": (owner: "西所", about: "请老东所带队", due: "D"),"#, &[("W031", "老东所")]);
}

#[test]
fn blanks_in_times_wait_to_be_filled_in() {
    check(r#""乙": (owner: "办公室", due: "xx月xx日"),"#, &[("E050", "xx")]);
    check(r#""乙": (owner: "办公室", when: "2026-03-xx 09:00..11:00"),"#, &[("E050", "xx")]);
    check(r#""乙": (owner: "办公室", every: "day in xx月xx日"),"#, &[("E050", "xx")]);
    for open in ["", "待定", "xx月xx日..xx月xx日"] {
        let text = format!(r#""活动期": "{open}""#);
        check_with(r#""活动期": "D-7..D+5""#, &text, &[("E081", &format!("\"{open}\""))]);
    }
}

#[test]
fn the_notice_names_its_signatory_and_annexes() {
    let with = |notice: &str| BASE.replacen("include: [],", &format!("notice: ({notice}),"), 1);
    expect(&with(r#"to: ["所"], annexes: [form("表")]"#), &[("W033", "notice")]);
    let signed = |notice: &str| {
        with(notice).replacen("coordinator", "sponsors: [\"办公室\"], coordinator", 1)
    };
    expect(&signed(r#"to: ["所"], annexes: [form("表")]"#), &[]);
    expect(&signed(r#"to: ["所"]"#), &[("W034", "notice")]);
    expect(&signed(r#"annexes: [form("表")]"#), &[("W033", "notice")]);
}

#[test]
fn lists_and_texts_are_held_to_what_they_say() {
    check(r#""乙": (owner: "办公室", about: "一是甲；三是丙", due: "D"),"#, &[("W036", "三是")]);
    check(r#""乙": (owner: "办公室", steps: ["1.甲", "3.丙"], due: "D"),"#, &[("W036", "3.")]);
    check(
        r#""乙": (owner: "办公室", about: "三家（东行、西行）", due: "D"),"#,
        &[("W037", "三家")],
    );
    check(
        r#""乙": (owner: "办公室", tags: ["甲", "乙", "甲"], due: "D"),"#,
        &[("W038", r#""甲""#)],
    );
    check_with(r#""进点": {"#, r#""三进": {"#, &[("E031", "进点"), ("W037", r#""三进""#)]);
    check_with(r#""甲": (tasks"#, r#""一、甲": (tasks"#, &[]);
    let text = BASE.replacen(r#""甲": (tasks"#, r#""一、甲": (tasks"#, 1);
    expect(&text.replacen(r#""底": ("#, r#""三、底": ("#, 1), &[("W036", r#""三、底""#)]);
    check(r#""乙": (owner: "办公室", about: "主题：别的", due: "D"),"#, &[("W039", "别的")]);
    check(
        r#""乙": (owner: "办公室", about: "由相关部门配合", due: "D"),"#,
        &[("W030", "相关部门")],
    );
}

#[test]
fn names_used_nowhere_or_by_a_slip() {
    check_with(
        r#""O1": "把事办好""#,
        r#""O1": "把事办好", "O2": "办得更好""#,
        &[("W042", r#""O2""#)],
    );
    check_with(r#""资料": "份","#, r#""资料": "份", "人次": "人次","#, &[("W042", r#""人次""#)]);
    check_with("lists: {", r#"lists: { "闲": ["一"],"#, &[("W042", r#""闲""#)]);
    // A group that nothing uses speaks for what is in it.
    let idle = r#""一台": (kind: station), "东所": (kind: branch, aka"#;
    let text = BASE.replacen(r#""东所": (kind: branch, aka"#, idle, 1);
    expect(&text, &[("W042", r#""一台""#)]);
    expect(&text.replacen("groups: {", r#"groups: { "台": ["一台"],"#, 1), &[("W042", r#""台""#)]);
    let text = BASE.replacen(r#""检查": ">= 100""#, r#""检查": ">= 100", "满意": ">= 5""#, 1);
    expect(
        &text.replacen(r#""检查": "户次""#, r#""检查": "户次", "满意": "件""#, 1),
        &[("W044", r#""满意""#)],
    );
}

#[test]
fn two_places_at_once() {
    let two = |a: &str, b: &str| {
        format!(r#""乙": (when: "D+2 09:00..11:00", {a}), "丙": (when: "D+2 10:00..12:00", {b}),"#)
    };
    let east = r#"owner: "西所", place: "东街""#;
    check(&two(east, r#"owner: "西所", place: "西街""#), &[("W046", r#""D+2 10:00..12:00""#)]);
    check(
        &two(east, r#"owner: "办公室", support: ["西所"], place: "西街""#),
        &[("W046", r#""D+2 10:00..12:00""#)],
    );
    // The same place, no place at all, and people enough.
    check(&two(east, r#"owner: "西所", place: "东街""#), &[]);
    check(&two(east, r#"owner: "西所""#), &[]);
    let east = r#"owner: "办公室", place: "东街""#;
    check(&two(east, r#"owner: "办公室", place: "西街""#), &[]);
    // A window to do something in is no presence.
    check(
        r#""乙": (owner: "西所", when: "D..D+9", place: "东街"), "丙": (owner: "西所", when: "D+2", place: "西街"),"#,
        &[],
    );
    let lead = |owner: &str, place: &str| {
        format!(r#"owner: "{owner}", leader: "办-甲", place: "{place}""#)
    };
    check(&two(&lead("东所", "东街"), &lead("西所", "西街")), &[("W047", r#""D+2 10:00..12:00""#)]);
    check(&two(&lead("东所", "东街"), r#"owner: "西所", leader: "办-甲""#), &[]);
}

#[test]
fn due_dates_on_holidays_show_both_ways_of_counting() {
    let told = |due: &str| -> Vec<String> {
        let tasks = format!(r#""乙": (owner: "办公室", due: "{due}"),"#);
        let list = super::reading(&BASE.replace("/*tasks*/", &tasks)).diagnostics;
        list.iter().map(|d| d.message(wallchart_words::Lang::En)).collect()
    };
    assert_eq!(
        told("D-25"),
        [
            "`D-25` is 2026-02-18, inside the days off 2026-02-15 to 2026-02-23; in working days, `D-25wd` is 2026-02-03"
        ]
    );
    assert_eq!(
        told("2026-04-05"),
        ["`2026-04-05` is 2026-04-05, inside the days off 2026-04-04 to 2026-04-06"]
    );
    // Plain weekends, D itself, and what rolls off the holiday.
    for fine in ["D-1", "D", "D-25 roll back", "D-25wd"] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

#[test]
fn the_base_gives_nothing() {
    assert!(found(BASE).is_empty());
    expect(BASE, &[]);
}
