//! What is marked where a plan is wrong. That each code has an example is proved with the pages.

use super::{BASE, check, check_with, expect, found};

#[test]
fn what_the_schema_refuses() {
    check(r#""乙": (onwer: "办公室", owner: "办公室", due: "D"),"#, &[("E020", "onwer")]);
    check_with("zone:", "rosters: {},\n    zone:", &[("E021", "rosters")]);
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
    check_with(r#""theme": "放心消费""#, r#""a": "{b}", "b": "{a}""#, &[("E038", r#""{b}""#)]);
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
    check(
        r#""乙": (each: "所", due: "D"), "丙": (each: "全体", needs: ["乙"], due: "D"),"#,
        &[("W022", "乙")],
    );
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
    check_with("calendar: \"calendars/cn.ron\",", "", &[("W021", r#""D-20wd""#)]);
    check(r#""乙": (owner: "办公室", kind: report),"#, &[("W023", r#""乙""#)]);
    check(r#""乙": (owner: "办公室"),"#, &[("W024", r#""乙""#)]);
    check_with("\"办-乙\": contact", "\"办-乙\": staff", &[("W025", r#""办公室""#)]);
    check(r#""乙": (each: "媒体", due: "D"),"#, &[("W026", r#""乙""#)]);
    check(r#""乙": (owner: "老东所", due: "D"),"#, &[("W027", r#""老东所""#)]);
    check(r#""乙": (owner: "办公室", pick: "D..D+3", due: "D+1"),"#, &[("W028", r#""D+1""#)]);
}

#[test]
fn the_base_gives_none() {
    assert!(found(BASE).is_empty());
    expect(BASE, &[]);
}
