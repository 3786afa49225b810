//! A whole plan read, checked and told of, on any bytes: no panic, and every place is one of its file.
#![no_main]

use wallchart_plan::render::Excerpts;
use wallchart_plan::{MemorySources, ReadOptions, read};
use wallchart_words::Lang;

const CALENDAR: &str = include_str!("../../workflows/calendars/cn.ron");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let sources =
        MemorySources::new().with("plan.ron", bytes).with("calendars/cn.ron", CALENDAR);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let reading = read(&sources, "plan.ron", &ReadOptions { today, anchor: None });
    let excerpts = Excerpts::new(&reading.files);
    for diagnostic in &reading.diagnostics {
        for lang in Lang::ALL {
            let words = excerpts.render(diagnostic, lang, false);
            assert!(!words.chars().any(|c| c.is_control() && c != '\n'), "{words:?}");
        }
    }
});
