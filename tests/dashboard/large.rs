//! A campaign of many tasks: only rows in sight are drawn, and the selection still lands where it should.

use std::fmt::Write as _;
use std::time::Instant;

use wallchart::dashboard::{Chrome, State, refresh};
use wallchart_campaign::Actor;
use wallchart_words::Lang;

use super::fixture::{World, press, screen};

/// A plan of `units` units that each do `tasks` tasks.
fn plan(units: usize, tasks: usize) -> String {
    let mut text = String::from("Campaign(version: 1, id: \"large\", title: \"大\", ");
    text.push_str("anchor: \"2026-03-15\", coordinator: \"所0\", units: {");
    for unit in 0..units {
        write!(text, "\"所{unit}\": (kind: branch),").unwrap();
    }
    text.push_str("}, groups: { \"所\": kind(branch) }, streams: { \"一\": (tasks: {");
    for task in 0..tasks {
        let needs = if task == 0 { String::new() } else { format!("\"事{}\"", task - 1) };
        write!(text, "\"事{task}\": (each: \"所\", needs: [{needs}], takes: \"1h\"),").unwrap();
    }
    text.push_str("}) })");
    text
}

/// Opens a campaign of that size, goes to its end and back, and says how long each frame took.
fn walk(units: usize, tasks: usize) {
    let world = World::of(&plan(units, tasks));
    let begun = Instant::now();
    let source = world.source("2026-03-02T02:00:00Z");
    let read = begun.elapsed();
    let chrome = Chrome { ascii: true, colour: true };
    let mut state = State::new(Lang::Zh, Actor::Operator, chrome, (120, 36));
    refresh(&mut state, source);
    let opened = begun.elapsed();
    press(&mut state, "2e");
    let mut frames = Vec::new();
    for keys in ["<Home>", "<PgDn>", "<Down>", "<End>", "<Up>", "+", "<Right>", "1", "3", "2"] {
        let begun = Instant::now();
        press(&mut state, keys);
        let pressed = begun.elapsed();
        let text = screen(&state);
        frames.push((keys, pressed, begun.elapsed() - pressed));
        assert!(!text.trim().is_empty());
    }
    press(&mut state, "2<End>");
    assert_eq!(state.current().map(|no| no.0 as usize), Some(units * tasks));
    let begun = Instant::now();
    press(&mut state, "/s7");
    report(&format!("read {read:?}, first frame {opened:?}, filter {:?}", begun.elapsed()));
    for (keys, pressed, drawn) in frames {
        report(&format!("{keys}: update {pressed:?}, draw {drawn:?}"));
    }
}

#[expect(clippy::print_stdout, reason = "figures for whoever asked for them")]
fn report(line: &str) {
    println!("{line}");
}

#[test]
fn a_long_tree_is_walked_to_its_end() {
    walk(50, 20);
}

/// On demand: `cargo test --release -- --ignored --nocapture hundred_thousand`.
#[test]
#[ignore = "prints figures; takes long without optimisation"]
fn a_hundred_thousand_tasks() {
    walk(1000, 100);
}
