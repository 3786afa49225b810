//! The switcher of campaigns: what it shows, what its keys do, and how a person goes from one campaign to
//! another in a real terminal.

use std::path::Path;
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use portable_pty::CommandBuilder;
use wallchart::dashboard::{Action, Card, Cmd, Mode, State, update};
use wallchart_words::Lang;

use super::fixture::{board, press, screen};
use super::terminal::Screen;

fn card(id: &str, title: &str, away: i64, (done, all): (usize, usize), late: usize) -> Card {
    let anchor = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap() - chrono::TimeDelta::days(away);
    let (id, title) = (id.into(), title.to_owned());
    Card { id, title, anchor, away, done, all, late, needs: late + 1, rehearsal: false }
}

/// A board in a store with three campaigns, the second of them open.
fn among_three(lang: Lang, size: (u16, u16)) -> State {
    let mut state = board(lang, size);
    let own = state.campaign().unwrap().to_string();
    let cards = vec![
        card("315-2026", "3·15国际消费者权益日宣传活动", -5, (12, 386), 3),
        card(&own, "安全生产月", -20, (1, 6), 0),
        card("fire-2025", "消防\u{1b}[31m宣传月", 120, (40, 40), 0),
    ];
    update(&mut state, Cmd::Surveyed(cards));
    state
}

#[test]
fn the_switcher_shows_what_is_open_in_each() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 36), (40, 12)] {
            let mut state = among_three(lang, size);
            press(&mut state, "O");
            let name = format!("campaigns_{lang}_{}x{}", size.0, size.1);
            let text = screen(&state);
            assert!(!text.contains('\u{1b}'));
            insta::assert_snapshot!(name, text);
        }
    }
}

#[test]
fn the_corner_says_which_of_how_many() {
    assert!(screen(&among_three(Lang::Zh, (100, 24))).contains("O 活动 2/3"));
    let mut alone = board(Lang::Zh, (100, 24));
    update(&mut alone, Cmd::Surveyed(vec![card("x", "x", 0, (0, 1), 0)]));
    assert!(!screen(&alone).contains("O 活动"));
}

#[test]
fn keys_choose_and_open() {
    let mut state = among_three(Lang::En, (100, 30));
    assert_eq!(press(&mut state, "O"), [Action::Survey]);
    assert_eq!(state.mode, Mode::Campaigns { at: 1 }, "the open one is chosen at first");
    press(&mut state, "<Down><Down><Down>");
    assert_eq!(state.mode, Mode::Campaigns { at: 2 });
    // What was looked at anew leaves the choice where it is, though the order changed.
    let mut cards = state.cards.clone();
    cards.rotate_left(1);
    update(&mut state, Cmd::Surveyed(cards));
    assert_eq!(state.mode, Mode::Campaigns { at: 1 });
    assert_eq!(press(&mut state, "<Enter>"), [Action::Switch("fire-2025".into())]);
    assert!(state.busy && state.mode == Mode::Normal);
}

#[test]
fn the_open_one_is_not_opened_again_and_esc_leaves_all_as_it_is() {
    let mut state = among_three(Lang::En, (100, 30));
    let before = screen(&state);
    press(&mut state, "O");
    assert_eq!(press(&mut state, "<Enter>"), []);
    press(&mut state, "O<Up>");
    assert_eq!(press(&mut state, "<Esc>"), []);
    assert_eq!(screen(&state), before);
    // The palette and the mouse lead there, too.
    press(&mut state, ":campaign");
    assert_eq!(press(&mut state, "<Enter>"), [Action::Survey]);
    let text = screen(&state);
    let row = text.lines().position(|l| l.contains("fire-2025")).unwrap();
    let y = u16::try_from(row).unwrap();
    let opened = update(&mut state, Cmd::Click { x: 30, y });
    assert_eq!(opened, Some(Action::Switch("fire-2025".into())));
}

fn wallchart(folder: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(args).current_dir(folder).env("WALLCHART_CONFIG", "").stdin(Stdio::null());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
}

/// The program in a terminal, in that folder.
fn dashboard(folder: &Path, args: &[&str]) -> Screen {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(args);
    command.cwd(folder);
    command.env("WALLCHART_CONFIG", "");
    command.env("WALLCHART_LANG", "zh");
    Screen::start(command, 1)
}

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/workflows/small/");

#[test]
fn a_person_goes_from_one_campaign_to_another() {
    let folder = tempfile::tempdir().unwrap();
    let plans = [format!("{SMALL}1-first-steps.ron"), format!("{SMALL}2-fan-out.ron")];
    let mut screen = dashboard(folder.path(), &["open", &plans[0], &plans[1], "--yes"]);
    screen.wait_for("活动 1/2");
    let first = screen.text();
    screen.type_in("O");
    screen.wait_for("待办");
    screen.type_in("\u{1b}[B\r");
    screen.wait_for("活动 2/2");
    // It is the other one that is acted on now.
    screen.type_in("2e");
    screen.wait_for("T0001");
    screen.type_in("n看过\r");
    screen.wait_for("已记录");
    screen.type_in("O\u{1b}[A\r");
    screen.wait_for("活动 1/2");
    let title = first.lines().next().unwrap().split("  ").next().unwrap().trim().to_owned();
    assert!(screen.text().contains(&title), "{title}: {}", screen.text());
    screen.type_in("q");
    assert_eq!(screen.ends(), 0);
}

#[test]
fn open_alone_asks_which_and_sees_what_happens_in_the_others() {
    let folder = tempfile::tempdir().unwrap();
    for plan in ["1-first-steps.ron", "2-fan-out.ron"] {
        wallchart(folder.path(), &["launch", &format!("{SMALL}{plan}"), "--yes"]);
    }
    let mut screen = dashboard(folder.path(), &["open"]);
    let row = |screen: &Screen| {
        let text = screen.text();
        text.lines().find(|l| l.contains("0/")).map(str::to_owned).unwrap_or(text)
    };
    screen.wait_for("D+");
    screen.wait_for("0/7");
    let before = row(&screen);
    let ids = {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.args(["list", "--campaigns", "--json"]).current_dir(folder.path());
        let output = command.env("WALLCHART_CONFIG", "").output().unwrap();
        let cards: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        cards.iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // Somebody completes a task of the campaign that is not open.
    wallchart(folder.path(), &["complete", "T0001", "--campaign", &ids[0]]);
    screen.wait_for("1/7");
    assert_ne!(row(&screen), before);
    screen.type_in("\u{1b}[A\r");
    screen.wait_for("活动 1/2");
    screen.type_in("q");
    assert_eq!(screen.ends(), 0);
}
