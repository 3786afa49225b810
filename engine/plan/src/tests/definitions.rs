//! A mistake in what defines a name is told there too, not only where the name is used.

use super::*;

/// The marks beside the first place of what is found, each with its code.
fn related(text: &str) -> Vec<(String, String)> {
    let reading = reading(text);
    let parsed: Vec<_> =
        reading.files.iter().enumerate().map(|(i, f)| syntax::parse(i, &f.text)).collect();
    let mark = |place: &diagnostic::Place| {
        reading.files[place.file].text[syntax::locate(&parsed[place.file], &place.spot)].to_owned()
    };
    let beside = |d: &Diagnostic| {
        let code = d.code.name.to_owned();
        d.related.iter().map(move |(place, _)| (code.clone(), mark(place))).collect::<Vec<_>>()
    };
    reading.diagnostics.iter().flat_map(beside).collect()
}

#[test]
fn what_a_name_stands_for_is_shown_where_it_does_not_fit() {
    let tasks = r#""乙": (each: "空", due: "D"),"#;
    let found = related(&BASE.replace("/*tasks*/", tasks));
    assert_eq!(found, [("E052".to_owned(), "\"空\"".to_owned())]);
    let found = related(&BASE.replacen("\"资料\": \"份\"", "\"资料\": \"件\"", 1));
    assert_eq!(found, [("E057".to_owned(), "\"资料\"".to_owned())]);
}

#[test]
fn what_reaches_into_a_year_without_a_notice_is_shown() {
    let found =
        related(&BASE.replace("/*tasks*/", r#""乙": (owner: "办公室", due: "2027-03-15"),"#));
    assert_eq!(found, [("W020".to_owned(), "\"2027-03-15\"".to_owned())]);
}

#[test]
fn the_days_of_a_notice_are_held_to_its_year_and_to_weekends() {
    for (from, to, code, mark) in [
        ("\"2026-02-14\"", "\"2026-02-13\"", "W049", "\"2026-02-13\""),
        ("\"2026-02-14\"", "\"2026-02-15\"", "W049", "\"2026-02-15\""),
        ("\"2026-06-19..2026-06-21\"", "\"2025-06-19\"", "W049", "\"2025-06-19\""),
        ("\"2026-06-19..2026-06-21\"", "\"2026-05-05\"", "W038", "\"2026-05-05\""),
        ("\"2025-11-04\"", "\"去年\"", "E040", "去年"),
        ("version: 1", "version: 2", "E061", "2"),
    ] {
        assert!(CALENDAR.contains(from), "{from}");
        let calendar = CALENDAR.replacen(from, to, 1);
        let sources =
            MemorySources::new().with("plan.ron", BASE).with("calendars/cn.ron", calendar.as_str());
        let found = read(&sources, "plan.ron", &options("2026-01-05")).diagnostics;
        assert_eq!(found.len(), 1, "{to}: {found:?}");
        let parsed = syntax::parse(1, &calendar);
        let marked = &calendar[syntax::locate(&parsed, &found[0].place.spot)];
        assert_eq!((found[0].code.name, marked), (code, mark), "{to}");
    }
}

#[test]
fn who_lacks_a_contact_is_shown() {
    let found = related(&BASE.replacen(", \"办-乙\": contact", "", 1));
    assert_eq!(found, [("W025".to_owned(), "\"办公室\"".to_owned())]);
}

#[test]
fn a_misspelt_definition_is_shown_beside_its_uses() {
    for (from, to, code, mark) in [
        ("\"办公室\": (", "\"办公世\": (", "E030", "\"办公世\""),
        ("\"所\": kind", "\"所所\": kind", "E030", "\"所所\""),
        ("\"活动期\":", "\"活期\":", "E033", "\"活期\""),
        ("\"检查\":", "\"捡查\":", "E035", "\"捡查\""),
        ("\"O1\":", "\"01\":", "E036", "\"01\""),
        ("\"时段\":", "\"时时段\":", "E031", "\"时时段\""),
        ("\"通知\":", "\"通只\":", "E032", "\"通只\""),
    ] {
        let tasks = r#""乙": (each: "时段", owner: "办公室", due: "D", needs: ["通知"], objective: "O1"),
            "丙": (owner: "办公室", every: "day in 活动期", measures: ["检查"]),"#;
        let text = BASE.replace("/*tasks*/", tasks);
        assert!(text.contains(from), "{from}");
        let found = related(&text.replacen(from, to, 1));
        assert!(found.contains(&(code.to_owned(), mark.to_owned())), "{to}: {found:?}");
    }
}
