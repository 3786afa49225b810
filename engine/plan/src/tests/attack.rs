//! Plans made to break the reader.

use super::*;

/// The codes found in the base plan with these tasks put in, in order, each once.
fn codes_of(text: &str) -> Vec<String> {
    let mut codes: Vec<String> = found(text).into_iter().map(|(code, _)| code).collect();
    codes.dedup();
    codes
}

fn with_tasks(tasks: &str) -> String {
    BASE.replace("/*tasks*/", tasks)
}

#[test]
fn a_dozen_mistakes_are_told_in_one_go() {
    let tasks = r#"
        "一": (onwer: "办公室", owner: "办公室", due: "D"),
        "二": (owner: "东索", due: "D"),
        "三": (owner: "办公室", due: "D", needs: ["通只"]),
        "四": (owner: "办公室", due: "2026-02-30"),
        "五": (owner: "办公室", takes: "3x", due: "D"),
        "六": (each: "所", count: 9, due: "D"),
        "七": (each: "所", due: "D"), "八": (owner: "办公室", due: "D", needs: ["七@西锁"]),
        "九": (owner: "办公室", due: "D", about: "xx月xx日"),
        "十": (owner: "办公室", due: "D", kind: repport),
        "子": (owner: "办公室", due: "D", needs: ["子"]),
        "丑": (owner: "办公室", due: "D"), "丑": (owner: "办公室", due: "D"),
        "寅": (owner: “办公室”， due: “D”),
        "卯": (owner: "办公室", due: D-3),
        "辰": (owner: "办公室", due: "D", about: "{them}"),
    "#;
    let found = found(&with_tasks(tasks));
    let found: Vec<(&str, &str)> = found.iter().map(|(c, m)| (c.as_str(), m.as_str())).collect();
    let expected = [
        ("E001", "“"),
        ("E001", "，"),
        ("E001", "“"),
        ("E007", "D-3"),
        ("E020", "onwer"),
        ("E023", "repport"),
        ("E024", "\"丑\""),
        ("E030", "\"东索\""),
        ("E042", "2026-02-30"),
        ("E041", "3x"),
        ("E049", "9"),
        ("E050", "xx"),
        ("E051", "{them}"),
        ("E032", "通只"),
        ("E046", "西锁"),
        ("E045", "子"),
    ];
    let mut sorted = found.clone();
    sorted.sort_unstable();
    let mut wanted = expected.to_vec();
    wanted.sort_unstable();
    assert_eq!(sorted, wanted, "{found:#?}");
}

#[test]
fn what_goes_beyond_all_bounds_is_refused() {
    let items = |n: usize| (0..n).map(|i| format!("\"i{i}\",")).collect::<String>();
    let lists = format!("lists: {{ \"大\": [{}], \"多\": [{}],", items(20_000), items(20_000));
    let text = with_tasks(r#""乙": (each: "大 × 多", owner: "办公室", due: "D"),"#);
    expect(&text.replacen("lists: {", &lists, 1), &[("E075", "\"大 × 多\"")]);
    let slots = r#""乙": (each: "大", owner: "办公室", every: "day in D-1000..D+1000"),"#;
    let text = with_tasks(slots).replacen("lists: {", &lists, 1);
    expect(&text, &[("E075", "\"大\"")]);
    let links = r#""乙": (each: "大", owner: "办公室", due: "D"),
        "丙": (each: "多", owner: "办公室", due: "D", needs: ["乙"]),"#;
    expect(&with_tasks(links).replacen("lists: {", &lists, 1), &[("E075", "\"乙\"")]);
    for (task, mark) in [
        (r#"every: "day in D-3000..D+3000""#, "\"day in D-3000..D+3000\""),
        (r#"every: "day in D-100000..D""#, "-100000"),
        (r#"due: "D-99999999wd""#, "-99999999wd"),
        (r#"due: "D+99999999999999999999""#, "+99999999999999999999"),
        (r#"due: "9999-12-31""#, "9999-12-31"),
        (r#"due: "D", takes: "2000000000d""#, "2000000000d"),
        (r#"due: "D", needs: ["通知 +2000000000d"]"#, "+2000000000d"),
        (r#"due: "D", needs: ["通知 -2000000000h"]"#, "-2000000000h"),
        (r#"due: "D", ack: "2000000000wd""#, "2000000000wd"),
        (r#"due: "D", remind: ["due-2000000000d"]"#, "-2000000000d"),
    ] {
        let text = with_tasks(&format!(r#""乙": (owner: "办公室", {task}),"#));
        expect(&text, &[("E075", mark)]);
    }
}

#[test]
fn what_feeds_on_itself_ends() {
    let vars: String = (0..30)
        .map(|i| format!("\"v{i}\": \"{}\",", format!("{{v{}}}", i + 1).repeat(10)))
        .collect();
    let text = BASE.replacen("vars: {", &format!("vars: {{ {vars} \"v30\": \"x\","), 1);
    assert_eq!(codes_of(&text), ["E075"]);
    let chain: String = (0..5000).map(|i| format!("\"v{i}\": \"{{v{}}}\",", i + 1)).collect();
    let text = BASE.replacen("vars: {", &format!("vars: {{ {chain} \"v5000\": \"x\","), 1);
    assert!(codes_of(&text).contains(&"E075".to_owned()));
    let doubled: String =
        (0..40).map(|i| format!("\"g{i}\": [\"g{}\", \"g{}\"],", i + 1, i + 1)).collect();
    let text = BASE.replacen("groups: {", &format!("groups: {{ {doubled} \"g40\": [\"东所\"],"), 1);
    assert_eq!(codes_of(&text), ["W038", "W042"]);
    let deep: String = (0..5000).map(|i| format!("\"g{i}\": [\"g{}\"],", i + 1)).collect();
    let text = BASE.replacen("groups: {", &format!("groups: {{ {deep} \"g5000\": [\"东所\"],"), 1);
    assert_eq!(codes_of(&text), ["E075"]);
    let after: String = (0..2000)
        .map(|i| format!("\"t{i}\": (owner: \"办公室\", due: \"after t{} +1m\"),", i + 1))
        .collect();
    let text = with_tasks(&format!("{after} \"t2000\": (owner: \"办公室\", due: \"D\"),"));
    assert_eq!(codes_of(&text), [""; 0]);
}

#[test]
fn names_that_cannot_be_told_apart_are_refused() {
    for name in
        ["乙\u{200b}", "a\u{202e}b", "cafe\u{301}", "\u{feff}乙", "乙\u{ad}", "", "乙\u{1b}[2J"]
    {
        let text = with_tasks(&format!("\"{name}\": (owner: \"办公室\", due: \"D\"),"));
        expect(&text, &[("E065", &format!("\"{name}\""))]);
    }
    expect(&with_tasks("\"caf\u{e9}\": (owner: \"办公室\", due: \"D\"),"), &[]);
}

#[test]
fn a_count_without_a_fan_out_is_held_to() {
    expect(&with_tasks(r#""乙": (owner: "办公室", count: 3, due: "D"),"#), &[("E049", "3")]);
    expect(&with_tasks(r#""乙": (owner: "办公室", count: 1, due: "D"),"#), &[]);
}

#[test]
fn an_anchor_is_a_day() {
    let codes =
        |anchor: &str| codes_of(&BASE.replacen("\"2026-03-15\"", &format!("{anchor:?}"), 1));
    for anchor in ["D+1", "", "D", "2026-03-15 09:00"] {
        assert_eq!(codes(anchor), ["E076"], "{anchor}");
    }
    assert_eq!(codes("02-30"), ["E042"]);
}
