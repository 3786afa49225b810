//! The duty rosters on the dashboard: where gaps are seen, and how a post is filled by keys.

use wallchart::dashboard::{Answer, Chrome, Cmd, Mode, State, Tab, refresh, update};
use wallchart_campaign::{Actor, Command};
use wallchart_words::Lang;

use super::fixture::{NOW, PLAN, World, press, screen};

/// The plan of the screens with a gala and a hotline, of which nobody leads the gala at 城西所.
fn plan() -> String {
    let people = [
        ("\"城东-乙\": contact", "\"城东-甲\": leader, \"城东-乙\": contact"),
        ("\"城西-乙\": contact", "\"城西-甲\": leader, \"城西-乙\": contact"),
    ];
    let plan = people.iter().fold(PLAN.to_owned(), |plan, (from, to)| plan.replace(from, to));
    let rosters = r#"
    rosters: {
        "热线值守": (window: "D-1..D 08:30..20:30", units: ["所"], due: "2026-03-12", needs: { staff: 1 }, shifts: "6h"),
        "晚会值守": (window: "D 20:00..22:00", units: ["所"], due: "2026-03-09", needs: { leader: 1, staff: 1 },
                     fill: { "*": "乙", "城东所": "甲 + 乙" }),
    },
)"#;
    plan.trim_end().strip_suffix(')').unwrap().to_owned() + rosters
}

fn board(world: &World, lang: Lang, size: (u16, u16)) -> State {
    let chrome = Chrome { ascii: true, colour: false };
    let mut state = State::new(lang, Actor::Operator, chrome, size);
    refresh(&mut state, world.source(NOW));
    state
}

/// Gives the commands that keys led to, as the shell does.
fn take(world: &mut World, state: &mut State, keys: &str) -> usize {
    let mut taken = 0;
    for action in press(state, keys) {
        let wallchart::dashboard::Action::Submit(command) = action else { continue };
        assert!(
            matches!(*command, Command::FillRoster { .. } | Command::Undo { .. }),
            "{command:?}"
        );
        let answer = world.answer(*command);
        taken += usize::from(matches!(answer, Answer::Done { .. }));
        update(state, Cmd::Answered(answer));
        refresh(state, world.source(NOW));
    }
    taken
}

#[test]
fn gaps_show_in_both_languages_and_sizes() {
    let world = World::of(&plan());
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 36)] {
            let mut state = board(&world, lang, size);
            for (name, keys) in [("overview", ""), ("list", "7"), ("form", "7]<Down>r城西-甲")] {
                press(&mut state, keys);
                let name = format!("roster_{name}_{lang}_{}x{}", size.0, size.1);
                insta::assert_snapshot!(name, screen(&state));
            }
        }
    }
}

#[test]
fn a_missing_leader_is_found_on_the_overview_and_put_down() {
    let mut world = World::of(&plan());
    let mut state = board(&world, Lang::En, (100, 30));
    let text = screen(&state);
    assert!(text.contains("城西所 leader in charge 1"), "{text}");
    press(&mut state, "<Home><Enter>");
    assert_eq!(state.tab, Tab::Roster);
    assert!(screen(&state).contains("! 晚会值守"), "{}", screen(&state));
    press(&mut state, "<Enter>");
    assert!(matches!(state.mode, Mode::Form(_)), "{}", screen(&state));
    // Somebody who isn't a leader is refused, and what was typed stays.
    assert_eq!(take(&mut world, &mut state, "乙<Enter><Enter><Enter>"), 0);
    let text = screen(&state);
    assert!(text.contains("= 城西-乙 (contact)") && text.contains("! "), "{text}");
    press(&mut state, "<Up><Up>");
    for _ in 0..4 {
        update(&mut state, Cmd::Edit(wallchart::dashboard::Edit::Backspace));
    }
    assert_eq!(take(&mut world, &mut state, "甲<Enter><Enter><Enter>"), 1, "{}", screen(&state));
    assert_eq!(state.mode, Mode::Normal);
    press(&mut state, "1");
    assert!(!screen(&state).contains("leader in charge"), "{}", screen(&state));
    assert_eq!(take(&mut world, &mut state, "u"), 1);
    assert!(screen(&state).contains("leader in charge"), "undone, it is seen again");
}

#[test]
fn rosters_are_found_by_palette_gaps_alone_and_one_after_the_other() {
    let world = World::of(&plan());
    let mut state = board(&world, Lang::Zh, (100, 30));
    press(&mut state, ":zb<Enter>");
    assert_eq!(state.tab, Tab::Roster, "{}", screen(&state));
    let all = state.data.keys(Tab::Roster).len();
    press(&mut state, "c");
    assert!(state.data.keys(Tab::Roster).len() < all, "{}", screen(&state));
    press(&mut state, "c[]");
    let Some(key) = &state.lists.roster.key else { panic!("nothing is selected") };
    assert!(format!("{key:?}").contains("晚会值守"), "{key:?}");
    press(&mut state, "L");
    assert!(screen(&state).contains("Duty rosters"), "{}", screen(&state));
    // A plan without rosters has no such view.
    let bare = World::launched();
    let mut state = board(&bare, Lang::En, (100, 30));
    press(&mut state, "7");
    assert_eq!(state.tab, Tab::Overview);
    assert!(screen(&state).contains("no duty rosters"), "{}", screen(&state));
}
