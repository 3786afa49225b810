//! The lessons of `workflows/small` check clean whenever somebody learns by them.

use chrono::NaiveDate;
use wallchart_plan::diagnostic::Diagnostic;
use wallchart_plan::{MemorySources, ReadOptions, codes};
use wallchart_words::Lang;

use crate::check;

/// Plans that a newcomer reads, by name.
const LESSONS: [(&str, &str); 3] = [
    ("1-first-steps.ron", include_str!("../../../workflows/small/1-first-steps.ron")),
    ("2-fan-out.ron", include_str!("../../../workflows/small/2-fan-out.ron")),
    ("3-dates.ron", include_str!("../../../workflows/small/3-dates.ron")),
];

const CALENDAR: &str = include_str!("../../../workflows/small/calendars/cn-2026.ron");

/// Nothing is found on any day but that a year's days off aren't announced, which is what a plan made early is
/// to be told.
#[test]
fn lessons_check_clean_on_any_day_of_any_year() {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let last = NaiveDate::from_ymd_opt(2032, 12, 31).unwrap();
    for (name, text) in LESSONS {
        let sources = MemorySources::new().with(name, text).with("calendars/cn-2026.ron", CALENDAR);
        // One with a dated D is the same whenever it is read.
        let by = if text.contains("anchor: \"10-01\"") { 1 } else { 30 };
        for today in first.iter_days().step_by(by).take_while(|day| *day <= last) {
            let reading =
                wallchart_plan::read(&sources, name, &ReadOptions { today, anchor: None });
            let found = check(&reading);
            let told = |d: &&Diagnostic| !std::ptr::eq(d.code, &codes::W020);
            let found: Vec<String> = found
                .iter()
                .filter(told)
                .map(|d| format!("{} {}", d.code.name, d.message(Lang::En)))
                .collect();
            assert!(found.is_empty(), "{name} on {today}: {found:#?}");
            assert!(reading.expanded.is_some(), "{name} on {today}");
        }
    }
}
