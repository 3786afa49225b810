//! How long the syntax of a large plan takes, against `ron` on the same text.
//!
//! `cargo bench -p wallchart-plan --bench syntax`
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench reads the clock and prints"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use wallchart_plan::syntax::{self, Parsed};

fn plan(megabytes: usize) -> String {
    let mut text =
        String::from("Campaign(\n    id: \"large\",\n    streams: { \"一\": (tasks: {\n");
    let mut i = 0;
    while text.len() < megabytes << 20 {
        let _ = writeln!(
            text,
            "        \"任务{i}\": (owner: \"单位{}\", needs: [\"任务{} +2wd\"], takes: \"3wd\", kind: sweep), // 注",
            i % 90,
            i / 2
        );
        i += 1;
    }
    text.push_str("    }) },\n)\n");
    text
}

/// The best of five runs.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    (0..5)
        .map(|_| {
            let start = Instant::now();
            let out = run();
            let took = start.elapsed();
            drop(out);
            took
        })
        .min()
        .unwrap_or_default()
}

fn show(what: &str, took: Duration, baseline: Duration) {
    let ratio = took.as_secs_f64() / baseline.as_secs_f64();
    println!("{what:<34} {:>8.1} ms  {ratio:.2} x ron", took.as_secs_f64() * 1e3);
}

fn main() {
    let text = plan(10);
    let ron = best(|| ron::from_str::<ron::Value>(&text));
    println!("{} bytes", text.len());
    show("ron, any value", ron, ron);
    show("syntax::parse", best(|| syntax::parse(0, &text)), ron);
    let fresh: Vec<Parsed> = (0..5).map(|_| syntax::parse(0, &text)).collect();
    let mut next = fresh.iter();
    show("duplicates", best(|| next.next().map(Parsed::duplicates)), ron);
    let mut next = fresh.iter();
    show("tree", best(|| next.next().map(Parsed::tree)), ron);
    // Text made to be slow to recover from: every one of these must stay near the first.
    for (what, piece) in [
        ("openers", "["),
        ("named openers", "a("),
        ("closers", "])}"),
        ("mismatched", "[(}"),
        ("quotes", "\"\n\\"),
        ("odd quotes", "a\"\n"),
        ("comment starts", "/*\n"),
        ("raw strings", "r#\"\n"),
        ("bare words", "甲 乙，"),
        ("dates", "D-30 2026-01-01 "),
        ("dots", "1..2.."),
        ("digits", "1234567890"),
        ("full-width quotes", "“\n"),
        ("lists in maps", "{\"a\": [1, \"b\": "),
    ] {
        let broken = piece.repeat((1 << 20) / piece.len());
        show(&format!("1 MB broken: {what}"), best(|| syntax::parse(0, &broken)), ron);
        let _ = best(|| syntax::parse(0, piece));
    }
}
