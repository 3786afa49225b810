//! Laws of a clone.

use proptest::prelude::*;

use super::proposal::Proposed;
use super::*;
use crate::expanded::Timing;
use crate::time::Instant;
use crate::{MemorySources, ReadOptions, read};

const OLD: &str = "2026-03-13";
const NEW: &str = "2027-03-13";

fn plan(dates: &[String]) -> String {
    let tasks: String = dates
        .iter()
        .enumerate()
        .map(|(n, dates)| format!("\"甲{n}\": (owner: \"办公室\", {dates}),\n"))
        .collect();
    format!(
        "Campaign(version: 1, id: \"周-2026\", title: \"2026年周\", anchor: \"{OLD}\",\n\
         zone: \"Asia/Shanghai\", coordinator: \"办公室\", units: {{ \"办公室\": (kind: office) }},\n\
         windows: {{ \"期\": \"2026-03-02..D+9\" }}, defaults: (takes: \"1h\"),\n\
         streams: {{ \"一\": (tasks: {{\n{tasks}}}) }})\n"
    )
}

fn reading(text: &str) -> Reading {
    let sources = MemorySources::new().with("p.ron", text.as_bytes().to_vec());
    let today = OLD.parse().unwrap();
    read(&sources, "p.ron", &ReadOptions { today, anchor: None })
}

fn hung(text: &str, anchor: &str) -> String {
    let options = CloneOptions {
        anchor: anchor.parse().unwrap(),
        out: "p.ron",
        whole: true,
        vars: BTreeMap::new(),
        lang: Lang::Zh,
        remarks: BTreeMap::new(),
        proposals: Vec::new(),
    };
    let found = reading(text);
    let made = cloned(&found, &options);
    made.unwrap_or_else(|| panic!("{text}\n{:?}", found.diagnostics)).files.remove(0).1
}

fn made(text: &str, proposals: Vec<Proposal>, remarks: &[(&str, &str)]) -> Cloned {
    let remark = |(task, said): &(&str, &str)| ((*task).to_owned(), (*said).to_owned());
    let options = CloneOptions {
        anchor: NEW.parse().unwrap(),
        out: "p.ron",
        whole: true,
        vars: BTreeMap::new(),
        lang: Lang::Zh,
        remarks: remarks.iter().map(remark).collect(),
        proposals,
    };
    let found = reading(text);
    cloned(&found, &options).unwrap_or_else(|| panic!("{text}\n{:?}", found.diagnostics))
}

/// A day with which rows are compared moves with D; in a condition of another kind it is shown, and so is how
/// often something has been.
#[test]
fn days_in_conditions_and_ordinals_are_not_passed_over() {
    let text = plan(&[
        "due: \"D\", log: { \"日\": date }, measures: [\"户 from rows where 日 >= 2026-02-26\"]"
            .to_owned(),
        "due: \"D\", only: \"{日} >= 2026-02-26\", about: \"第{n}个消费者权益日\"".to_owned(),
    ]);
    let vars = "measures: { \"户\": \"户\" }, vars: { \"日\": \"2026-03-01\", \"n\": \"44\", \"届\": \"第八届\", \"k\": \"44\" }, defaults:";
    let made = made(&text.replace("defaults:", vars), Vec::new(), &[]);
    assert!(made.files[0].1.contains("户 from rows where 日 >= D-15"), "{}", made.files[0].1);
    let shown = |note: &CloneNote| match note {
        CloneNote::Condition { was } => Some(format!("条件 {was}")),
        CloneNote::Count { was } => Some(format!("次 {was}")),
        _ => None,
    };
    let shown: Vec<String> = made.notes.iter().filter_map(|(_, note)| shown(note)).collect();
    assert_eq!(shown, ["次 44", "次 第八届", "条件 2026-02-26"]);
}

/// An accepted length says where the one before it stood, and what is noted of the task not twice.
#[test]
fn an_accepted_length_stands_in_one_comment() {
    let text = plan(&["due: \"D\"".to_owned()]);
    let length = || Proposal {
        what: Proposed::Takes { task: TaskId::from("甲0"), length: "3wd".to_owned() },
        why: "上年：用时3个工作日".to_owned(),
        is_accepted: true,
    };
    let comments = |remarks: &[(&str, &str)]| -> Vec<String> {
        let made = made(&text, vec![length()], remarks);
        let lines = made.files[0].1.lines().map(str::trim).filter(|line| line.starts_with("//"));
        lines.map(str::to_owned).collect()
    };
    let was = "原为 defaults: (takes: \"1h\")";
    assert_eq!(comments(&[]), [format!("// 上年：用时3个工作日；{was}")]);
    let noted = "上年：1项办结1项；用时3个工作日";
    assert_eq!(comments(&[("甲0", noted)]), [format!("// {noted}"), format!("// {was}")]);
}

fn dates(text: &str) -> Vec<(String, Timing, Option<Instant>, Option<Instant>)> {
    let plan = reading(text).expanded.unwrap();
    let of = |t: crate::expanded::Task| (t.path.to_string(), t.timing, t.due, t.from);
    plan.tasks.into_iter().map(of).collect()
}

/// A day in one of the ways in which days are written.
fn day() -> impl Strategy<Value = String> {
    let last = prop_oneof![
        (1..=28u32).prop_map(|day| format!("2026-02-{day:02}")),
        (1..=28u32).prop_map(|day| format!("2026-04-{day:02}")),
    ];
    prop_oneof![
        last,
        (-40..40i32).prop_map(|n| if n == 0 { "D".to_owned() } else { format!("D{n:+}") }),
        (1..20i32).prop_map(|n| format!("D-{n}wd")),
    ]
}

fn field() -> impl Strategy<Value = String> {
    let hour = prop::sample::select(vec!["", " am", " pm", " 09:30"]);
    let third =
        prop::sample::select(vec!["03 early", "02 late", "2026-04 mid", "03 mid..04 early"]);
    let every = prop::sample::select(vec![
        "3 x week in 期",
        "Mon,Thu in 期",
        "wd in 2026-03-02..2026-03-20",
        "2nd Sun in D-60..D+30",
    ]);
    prop_oneof![
        (day(), hour.clone()).prop_map(|(day, hour)| format!("due: \"{day}{hour}\"")),
        third.clone().prop_map(|third| format!("when: \"{third}\"")),
        third.prop_map(|third| format!("pick: \"{third}\"")),
        prop::collection::btree_set(1..28u32, 1..4).prop_map(|days| {
            let days: Vec<_> = days.iter().map(|day| format!("2026-03-{day:02} pm")).collect();
            format!("every: \"on {}\"", days.join(", "))
        }),
        Just("every: \"on D-8, D-1 pm, D+6 09:00..11:00\"".to_owned()),
        every.prop_map(|every| format!("every: \"{every}\"")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    /// Hung on another D and back on its own, a plan has the dates that it had, however they are written.
    #[test]
    fn a_clone_hung_back_has_the_dates_that_it_had(fields in prop::collection::vec(field(), 1..6)) {
        let text = plan(&fields);
        let next = hung(&text, NEW);
        let back = hung(&next, OLD);
        prop_assert_eq!(dates(&text), dates(&back), "{}\n{}", next, back);
        // What is of the calendar is of D by now.
        prop_assert!(!next.contains("2026-0"), "{}", next);
    }
}
