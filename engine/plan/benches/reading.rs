//! How long it takes to read and check a large plan, written out and fanned out, against `ron` on the
//! written-out text.
//!
//! `cargo bench -p wallchart-plan --bench reading`
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench reads the clock and prints"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use wallchart_plan::{MemorySources, ReadOptions, Reading, read};

/// What stands around the tasks; units and lists are given as text.
fn campaign(units: &str, lists: &str, tasks: &str) -> String {
    format!(
        "Campaign(\n    version: 1,\n    id: \"large\",\n    title: \"大方案\",\n    anchor: \"2026-03-15\",\n    \
         coordinator: \"办公室\",\n    units: {{\n        \"办公室\": (kind: office, people: {{ \"办-乙\": contact }}),\n{units}    }},\n    \
         groups: {{ \"所\": kind(branch) }},\n    lists: {{\n{lists}    }},\n    \
         streams: {{ \"一\": (owner: \"办公室\", tasks: {{\n        \"任务0\": (due: \"D-30\"),\n{tasks}    }}) }},\n)\n"
    )
}

fn branches(count: usize) -> String {
    (0..count).fold(String::new(), |mut out, i| {
        let _ = writeln!(out, "        \"单位{i}\": (kind: branch),");
        out
    })
}

/// So many tasks, each a line of its own.
fn written_out(count: usize) -> String {
    let mut tasks = String::new();
    for i in 1..count {
        let _ = writeln!(
            tasks,
            "        \"任务{i}\": (owner: \"单位{}\", needs: [\"任务{} +2wd\"], takes: \"3wd\", kind: sweep, due: \"D+20\"),",
            i % 90,
            i / 64
        );
    }
    campaign(&branches(90), "", &tasks)
}

/// A hundred tasks over a list of so many items, each waiting for the one before it.
fn fanned_out(items: usize) -> String {
    let mut list = String::from("        \"项\": {");
    for i in 0..items {
        let _ = write!(list, " \"项{i}\": \"单位{}\",", i % 90);
    }
    list.push_str(" },\n");
    let mut tasks = String::new();
    for i in 1..=100 {
        let _ = writeln!(
            tasks,
            "        \"任务{i}\": (each: \"项\", needs: [\"任务{}\"], takes: \"1d\", kind: sweep, due: \"D+200\"),",
            i - 1
        );
    }
    campaign(&branches(90), &list, &tasks)
}

/// The best of five runs, and what the last one gave.
fn best<T>(mut run: impl FnMut() -> T) -> (Duration, Option<T>) {
    let (mut least, mut last) = (Duration::MAX, None);
    for _ in 0..5 {
        drop(last.take());
        let start = Instant::now();
        let out = run();
        least = least.min(start.elapsed());
        last = Some(out);
    }
    (least, last)
}

fn plan(text: &str) -> (Duration, Option<Reading>) {
    let sources = MemorySources::new().with("plan.ron", text);
    let options = ReadOptions { today: chrono::NaiveDate::default(), anchor: None };
    best(|| read(&sources, "plan.ron", &options))
}

fn show(what: &str, took: Duration, baseline: Duration) {
    let ratio = took.as_secs_f64() / baseline.as_secs_f64();
    println!("{what:<40} {:>8.1} ms  {ratio:.2} x ron", took.as_secs_f64() * 1e3);
}

fn main() {
    let text = written_out(100_000);
    let (ron, _) = best(|| ron::from_str::<ron::Value>(&text));
    println!("written out: {} bytes", text.len());
    show("ron, any value", ron, ron);
    for (what, text) in
        [("100,000 tasks written out", &text), ("100,000 by fan-out", &fanned_out(1000))]
    {
        let (took, reading) = plan(text);
        show(what, took, ron);
        if let Some(reading) = reading {
            let tasks = reading.expanded.as_ref().map_or(0, |plan| plan.tasks.len());
            println!("    {tasks} instances, {} diagnostics", reading.diagnostics.len());
        }
    }
}
