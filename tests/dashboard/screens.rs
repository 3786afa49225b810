//! Snapshots of every view in both languages at the two sizes that people use.

use wallchart::dashboard::State;
use wallchart_words::Lang;

use super::fixture::{board, press, screen};

/// A snapshot of each language and size after some keys.
fn shots(name: &str, keys: &str) {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 36)] {
            let mut state = board(lang, size);
            press(&mut state, keys);
            let name = format!("{name}_{lang}_{}x{}", size.0, size.1);
            insta::assert_snapshot!(name, screen(&state));
        }
    }
}

#[test]
fn overview() {
    shots("overview", "");
}

#[test]
fn gantt() {
    shots("gantt", "2<Home>e<Down><Down>");
}

#[test]
fn task() {
    shots("task", "2<Home><Down><Down>3");
}

#[test]
fn slip() {
    shots("slip", "2<Home><Down><Down>y<End>wd");
}

#[test]
fn log() {
    shots("log", "6<Down>");
}

#[test]
fn help() {
    shots("help", "?");
}

#[test]
fn palette() {
    shots("palette", ":cd");
}

#[test]
fn form() {
    shots("form", "2<Home>e<Down><Down>s+2wd<Tab>等盖章");
}

#[test]
fn filter() {
    shots("filter", "2/cds");
}

#[test]
fn a_state_that_was_written_down_draws_the_same() {
    let mut state = board(Lang::Zh, (80, 24));
    press(&mut state, "2<Down><Down>/场");
    let text = serde_json::to_string(&state).unwrap();
    let mut again: State = serde_json::from_str(&text).unwrap();
    again.data = state.data.clone();
    assert_eq!(screen(&again), screen(&state));
}

#[test]
fn controls_in_what_people_wrote_are_shown_not_obeyed() {
    let mut state = board(Lang::Zh, (120, 36));
    press(&mut state, "2<Home><Down><Down>3");
    let text = screen(&state);
    assert!(text.contains("等局长签字") && !text.contains('\u{1b}'), "{text}");
}
