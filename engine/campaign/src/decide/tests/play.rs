//! Playbooks: starts, stops, what comes up again, what starts by itself, and revisions beside them.

use wallchart_plan::playbook::PlayRef;

use super::*;
use crate::command::{Apply, Onto, StartCause};
use crate::due::{due, due_starts};
use crate::testing::playing;

fn running() -> Running {
    Running::launch(playing()).unwrap()
}

fn start(place: &str) -> Command {
    Command::StartPlaybook {
        playbook: "曝光".to_owned(),
        params: vec![("品牌".into(), "某{属地}牌".into()), ("属地".into(), place.into())],
        cause: None,
    }
}

fn ends(task: u32, outcome: Option<&str>) -> Command {
    let outcome = outcome.map(str::to_owned);
    Command::Submit { task: TaskNo(task), note: None, nil: false, outcome }
}

fn nth(nth: u32) -> PlayRef {
    PlayRef { playbook: "曝光".to_owned(), nth }
}

/// Does what is due, as a desk does.
fn tick(c: &mut Running) -> usize {
    let mut done = 0;
    loop {
        let all = due(c.state(), instant(c.min));
        if all.is_empty() {
            return done;
        }
        for (id, command) in all {
            let order = crate::command::Order { id, ..order(0, Actor::System, command) };
            c.give_order(order).unwrap();
            done += 1;
        }
    }
}

#[test]
fn a_start_issues_the_tasks_with_their_times_and_people() {
    let mut c = running();
    assert_eq!(c.no(&unit("城东所"), start("城东所")), "may-not-start");
    assert_eq!(c.no(&unit("城西所"), start("消保科")), "bad-parameter");
    c.ok(&unit("城西所"), start("城东所"));
    let t = instant(c.min - 1);
    c.ok(&Actor::Operator, start("城西所"));
    let (task, record) = c.state().task(TaskNo(13)).unwrap();
    assert_eq!((task.path.as_str(), task.owner.as_str()), ("曝光#1/处置", "城东所"));
    assert_eq!(task.title, "处置：某{属地}牌", "a value is no template");
    assert_eq!((record.state, task.needs[0].links[0].on), (TaskState::Issued, TaskNo(11)));
    let first = c.state().task(TaskNo(11)).unwrap().0;
    assert_eq!((first.due, first.from), (Some(t.plus_min(30)), Some(t)));
    assert_eq!(c.state().task(TaskNo(14)).unwrap().0.path.as_str(), "曝光#1/续报/1");
    assert_eq!(c.state().plays[1].play, nth(2));
    assert_eq!(c.state().task(TaskNo(17)).unwrap().0.owner.as_str(), "城西所");
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}

#[test]
fn a_judgement_stops_the_play_and_taken_back_lets_it_go_on() {
    let mut c = running();
    c.ok(&Actor::Operator, start("城东所"));
    let judged = c.ok(&unit("消保科"), ends(11, Some("职能外")));
    assert!([12, 13, 14].iter().all(|no| c.record(*no).ruled_out));
    assert_eq!(c.log.iter().filter(|e| e.body.kind() == "task_ruled_out").count(), 3);
    c.ok(&unit("消保科"), Command::Undo { command: Some(judged) });
    assert!([12, 13, 14].iter().all(|no| c.record(*no).state == TaskState::Issued));
    c.ok(&unit("消保科"), ends(11, Some("职能外")));
    c.ok(&Actor::Operator, Command::Return { task: TaskNo(11), reason: reason() });
    assert!([12, 13, 14].iter().all(|no| c.record(*no).state == TaskState::Issued));
    c.ok(&unit("消保科"), ends(11, Some("职能内")));
    assert!([12, 13, 14].iter().all(|no| !c.record(*no).ruled_out));
}

#[test]
fn what_comes_up_again_does_so_when_its_turn_has_come_and_until_the_end() {
    let mut c = running();
    c.ok(&Actor::Operator, start("城东所"));
    let t = c.min - 1;
    assert_eq!(tick(&mut c), 0);
    c.ok(&unit("消保科"), ends(11, Some("职能内")));
    c.ok(&unit("宣传科"), ends(12, None));
    c.ok(&unit("宣传科"), ends(14, None));
    assert_eq!(tick(&mut c), 1, "the one before is settled");
    assert_eq!(c.state().task(TaskNo(15)).unwrap().0.due, Some(instant(t + 720)));
    c.min = t + 721;
    assert_eq!(tick(&mut c), 1, "its time is past");
    // Nobody was there for two days: what nobody made is passed over.
    c.min = t + 2 * 24 * 60 - 9;
    assert_eq!(tick(&mut c), 1);
    let last = c.state().plan.tasks.last().unwrap();
    assert_eq!((last.path.as_str(), last.due), ("曝光#1/续报/8", Some(instant(t + 2880))));
    c.ok(&unit("城东所"), ends(13, None));
    assert!([15, 16, 17].iter().all(|no| c.record(*no).ruled_out));
    c.min += 10_000;
    assert_eq!(tick(&mut c), 0);
    assert!(!c.state().is_running(&c.state().plays[0]));
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}

#[test]
fn a_play_is_stopped_for_a_reason_and_a_start_undone_while_nothing_happened() {
    let mut c = running();
    let began = c.ok(&Actor::Operator, start("城东所"));
    let stop = |reason: &str| Command::StopPlay { play: nth(1), reason: reason.to_owned() };
    assert_eq!(c.no(&unit("城西所"), stop("查无此事")), "may-not-stop");
    assert_eq!(c.no(&Actor::Operator, stop(" ")), "stop-without-reason");
    let other = Command::StopPlay { play: nth(2), reason: reason() };
    assert_eq!(c.no(&Actor::Operator, other), "no-such-play");
    let stopped = c.ok(&Actor::Operator, stop("查无此事"));
    assert_eq!(c.no(&Actor::Operator, stop("查无此事")), "play-is-over");
    c.ok(&Actor::Operator, Command::Undo { command: Some(stopped) });
    assert!(c.state().is_running(&c.state().plays[0]));
    let undo = Command::Undo { command: Some(began) };
    let undone = c.ok(&Actor::Operator, undo.clone());
    assert!((11..=14).all(|no| c.record(no).state == TaskState::Cancelled));
    c.ok(&Actor::Operator, Command::Undo { command: Some(undone) });
    c.ok(&unit("消保科"), Command::Comment { task: TaskNo(11), text: "已在路上".to_owned() });
    assert_eq!(c.no(&Actor::Operator, undo), "undo-blocked");
}

#[test]
fn a_rule_fires_once_for_each_and_only_the_campaign_says_so() {
    let mut c = running();
    c.ok(&Actor::Operator, figure(2, "走访", 4));
    assert_eq!(tick(&mut c), 0);
    c.ok(&Actor::Operator, figure(2, "走访", 8));
    let starts = due_starts(c.state(), instant(c.min));
    let [Command::StartPlaybook { params, cause, .. }] = starts.as_slice() else {
        panic!("{starts:?}")
    };
    assert_eq!(params[0].1, "城东所12户次");
    let by_hand = c.no(&Actor::Operator, starts[0].clone());
    assert_eq!(by_hand, "not-due", "{cause:?}");
    // Two processes that see the same give the same command.
    let (id, _) = due(c.state(), instant(c.min)).remove(0);
    assert_eq!(due(c.state(), instant(c.min + 5)).remove(0).0, id);
    assert_eq!(tick(&mut c), 1);
    assert!(matches!(c.state().plays[0].cause, Some(StartCause::Rule { trigger: 2, .. })));
    c.ok(&Actor::Operator, figure(2, "走访", 20));
    assert_eq!(tick(&mut c), 0, "it has fired for that");
    let hook = |name: &str| match start("城西所") {
        Command::StartPlaybook { playbook, params, .. } => Command::StartPlaybook {
            playbook,
            params,
            cause: Some(StartCause::Hook { name: name.to_owned() }),
        },
        other => other,
    };
    assert_eq!(c.no(&Actor::Operator, hook("12315")), "no-such-hook");
    c.ok(&Actor::Operator, hook("gala"));
}

#[test]
fn a_revision_keeps_the_plays_that_run() {
    let mut c = running();
    c.ok(&Actor::Operator, start("城东所"));
    c.ok(&unit("消保科"), ends(11, Some("职能内")));
    let before = c.state().clone();
    let revise = |c: &mut Running, change: &dyn Fn(&mut wallchart_plan::Expanded)| {
        let mut plan = playing();
        change(&mut plan);
        let onto =
            Onto { revision: c.state().revision, seq: c.state().seq, drop_records_of: Vec::new() };
        wallchart_plan::amend::renumber(&c.state().plan, [], &mut plan, c.state().last_number);
        let apply = Box::new(Apply { language: 1, sources: Vec::new(), plan, rehearsal: None });
        c.ok(&Actor::Operator, Command::Amend { apply, approval: None, onto });
    };
    revise(&mut c, &|plan| {
        plan.playbooks[0].tasks.truncate(2);
        plan.tasks.push(crate::testing::task(11, "加办", "宣传科"));
    });
    for no in 11..=14 {
        let at = before.index[&TaskNo(no)];
        assert_eq!(c.state().task(TaskNo(no)).unwrap().0, &before.plan.tasks[at]);
        assert_eq!(plain(c.record(no)), plain(&before.records[at]));
    }
    assert_eq!(
        c.state().plan.tasks.iter().find(|t| t.path.as_str() == "加办").unwrap().number,
        TaskNo(15)
    );
    assert!(c.state().retired.is_empty());
    c.ok(&Actor::Operator, start("城西所"));
    assert_eq!(c.state().plays[1].tasks.len(), 2, "later starts go by the new plan");
    let json = serde_json::to_vec(&c.campaign).unwrap();
    assert_eq!(serde_json::from_slice::<Option<Campaign>>(&json).unwrap(), c.campaign);
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
    // Back to the plan of before, nothing of the plays changes.
    revise(&mut c, &|_| {});
    assert_eq!(c.state().plays.len(), 2);
    assert_eq!(c.record(11).outcome.as_deref(), Some("职能内"));
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}
