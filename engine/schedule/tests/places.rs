//! Dates that can't be kept point at what sets them: `start`, a named window, a part of a series.

#![expect(clippy::unwrap_used, reason = "tests may stop where they stand")]

use wallchart_plan::{MemorySources, ReadOptions, read, syntax};
use wallchart_schedule::check;

fn plan(tasks: &str) -> String {
    format!(
        r#"Campaign(version: 1, id: "x", title: "x", anchor: "2026-03-15", start: "D-5", coordinator: "甲",
            units: {{ "甲": (kind: office, people: {{ "乙": contact }}) }}, windows: {{ "现场": "D 09:30..11:30" }},
            streams: {{ "一": (owner: "甲", tasks: {{ {tasks} }}) }})"#
    )
}

/// The marks of what is found with these tasks, the related ones too, each behind its code.
fn marks(tasks: &str) -> Vec<String> {
    let text = plan(tasks);
    let sources = MemorySources::new().with("x.ron", text.as_str());
    let options = ReadOptions { today: "2026-01-05".parse().unwrap(), anchor: None };
    let reading = read(&sources, "x.ron", &options);
    let parsed = syntax::parse(0, &text);
    let mut out = Vec::new();
    for found in check(&reading) {
        let places = std::iter::once(&found.place).chain(found.related.iter().map(|(p, _)| p));
        out.extend(places.map(|place| {
            format!("{} {}", found.code.name, &text[syntax::locate(&parsed, &place.spot)])
        }));
    }
    out
}

#[test]
fn a_date_that_comes_too_soon_after_the_start_shows_the_start() {
    let found = marks(r#""筹备": (takes: "9d", due: "D"),"#);
    assert!(found.contains(&"E101 \"D-5\"".to_owned()), "{found:?}");
}

#[test]
fn a_window_that_can_t_be_kept_is_shown_where_it_is_given() {
    let found = marks(r#""筹备": (takes: "9d"), "开场": (needs: ["筹备"], when: "现场"),"#);
    assert!(found.contains(&"E102 \"现场\"".to_owned()), "{found:?}");
    assert_eq!(found.iter().filter(|m| *m == "E102 \"现场\"").count(), 2, "{found:?}");
}

#[test]
fn a_part_of_a_series_is_shown_itself() {
    let found = marks(r#""推文": (series: { "预告": "D", "直击": "D-3", "回顾": "D+3" }),"#);
    assert!(found.contains(&"E102 \"D-3\"".to_owned()), "{found:?}");
    let text = plan(r#""推文": (series: { "首报": "D", "续报": "D-1" }),"#);
    let sources = MemorySources::new().with("x.ron", text.as_str());
    let options = ReadOptions { today: "2026-01-05".parse().unwrap(), anchor: None };
    let found = check(&read(&sources, "x.ron", &options));
    let late = found.iter().find(|d| d.code.name == "E102").unwrap();
    let notes = late.related.iter().map(|(_, note)| text_of(note)).collect::<Vec<_>>();
    let said = notes.join("\n") + &late.message(wallchart_words::Lang::Zh);
    assert!(said.contains("推文@首报") && said.contains("推文@续报"), "{said}");
}

fn text_of(note: &wallchart_plan::diagnostic::Note) -> String {
    wallchart_words::text(wallchart_words::Lang::Zh, note.message, &note.args)
}
