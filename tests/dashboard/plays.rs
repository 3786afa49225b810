//! Playbooks on the dashboard: started by a form, counted on the overview, stopped for a reason.

use wallchart::dashboard::{Action, Answer, Chrome, Cmd, Mode, State, refresh, update};
use wallchart_campaign::{Actor, Command};
use wallchart_words::Lang;

use super::fixture::{NOW, World, press, screen};

const PLAN: &str = r#"Campaign(
    version: 1, id: "防汛", title: "防汛", anchor: "2026-03-15", zone: "Asia/Shanghai", coordinator: "办公室",
    units: { "办公室": (kind: office), "东所": (kind: branch), "西所": (kind: branch) },
    groups: { "各所": kind(branch) },
    streams: { "巡堤": (tasks: { "巡查": (each: "各所", due: "D") }) },
    playbooks: { "抢险": (title: "{地点}抢险", ask: { "地点": text, "单位": unit("各所"), "断电": yes_no },
        tasks: { "处置": (owner: "{单位}", due: "T+2h"), "停电": (owner: "办公室", only: "{断电} == 是", due: "T+1h") }) },
)"#;

fn give(world: &mut World, state: &mut State, actions: Vec<Action>) {
    for action in actions {
        let Action::Submit(command) = action else { panic!("{action:?}") };
        let answer = world.answer(*command);
        assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
        update(state, Cmd::Answered(answer));
    }
    refresh(state, world.source(NOW));
}

#[test]
fn a_playbook_is_started_counted_and_stopped() {
    let mut world = World::of(PLAN);
    let chrome = Chrome { ascii: true, colour: false };
    for (lang, counted, stop) in [
        (Lang::Zh, "预案（1起）", "终止预案 抢险#1 一号堤抢险"),
        (Lang::En, "Plays (1)", "Stop playbook 抢险#2 一号堤抢险"),
    ] {
        let mut state = State::new(lang, Actor::Operator, chrome, (100, 30));
        refresh(&mut state, world.source(NOW));
        assert_eq!(press(&mut state, "P一号堤<Enter><Right><Enter>"), []);
        let seen = screen(&state);
        assert!(seen.contains("抢险") && seen.contains("(*) 西所"), "{seen}");
        let started = press(&mut state, "<Right><Enter>");
        let [Action::Submit(command)] = started.as_slice() else { panic!("{started:?}") };
        let Command::StartPlaybook { params, .. } = &**command else { panic!("{command:?}") };
        let values: Vec<&str> = params.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["一号堤", "西所", "yes"]);
        give(&mut world, &mut state, started);
        let seen = screen(&state);
        assert!(seen.contains(counted), "{seen}");
        // One runs, so that the key lists what can be started and stopped.
        press(&mut state, "P");
        let seen = screen(&state);
        assert!(seen.contains(stop), "{seen}");
        press(&mut state, "#");
        press(&mut state, "<Enter>查无此事");
        assert!(matches!(state.mode, Mode::Form(_)), "{:?}", state.mode);
        let stopped = press(&mut state, "<Enter>");
        give(&mut world, &mut state, stopped);
        assert!(!screen(&state).contains(counted));
    }
}
