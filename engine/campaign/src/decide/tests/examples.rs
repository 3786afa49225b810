//! One example or more for every command and every refusal but undo.

use super::*;

#[test]
fn a_task_goes_from_launch_to_closed() {
    let (mut c, owner, review) = (running(), person("消-甲"), person("秘-甲"));
    let task = TaskNo(1);
    assert_eq!(c.record(1).state, TaskState::Issued);
    c.ok(&owner, Command::Acknowledge { task });
    assert_eq!(
        (c.record(1).state, c.record(1).acked_at),
        (TaskState::InProgress, Some(instant(1)))
    );
    assert_eq!(c.record(1).started_at, None);
    c.ok(&owner, Command::Start { task });
    assert_eq!(c.record(1).started_at, Some(instant(2)));
    c.ok(&owner, progress(1, 60));
    assert_eq!(c.record(1).percent, 60);
    c.ok(&owner, submit(1));
    assert_eq!(c.record(1).state, TaskState::Submitted);
    let reason = "缺盖章件".to_owned();
    c.ok(&review, Command::Return { task, reason });
    assert_eq!((c.record(1).state, c.record(1).returns), (TaskState::Returned, 1));
    c.ok(&owner, submit(1));
    c.ok(&review, accept(1));
    assert_eq!((c.record(1).state, c.record(1).percent), (TaskState::Completed, 100));
    c.ok(&review, Command::Close { task, note: None });
    assert_eq!((c.record(1).state, c.record(1).closed_at), (TaskState::Closed, Some(instant(8))));
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}

#[test]
fn a_submission_must_be_whole() {
    let (mut c, owner) = (running(), person("城东-甲"));
    let needs = unmet(c.state(), TaskNo(2), instant(0));
    assert_eq!((needs.len(), needs[0].open.as_slice()), (1, [TaskNo(1)].as_slice()));
    assert!(!is_ready(c.state(), TaskNo(2)));
    assert_eq!(c.no(&owner, submit(2)), "unmet");
    complete_first(&mut c);
    assert!(is_ready(c.state(), TaskNo(2)));
    let all = missing(c.state(), TaskNo(2)).unwrap();
    assert_eq!((all.steps.len(), all.steps_short), (3, 2));
    let refusal = c.give(owner.clone(), submit(2)).unwrap_err();
    insta::assert_snapshot!(refusal.message(Lang::Zh), @"T0002不能“提交办结”：配合单位未报送：城西所；步骤还差2项，任选：公示、兑现、记录；数据未填报：走访；佐证材料不足：照片 0/2。");
    insta::assert_snapshot!(refusal.message(Lang::En), @"Not possible on T0002 (submit): supporting units have not reported: 城西所; 2 more steps, any of 公示, 兑现, 记录; no figure for 走访; too little evidence: 照片 0/2.");
    c.ok(&owner, tick(2, 0, true));
    c.ok(&owner, tick(2, 2, true));
    c.ok(&owner, figure(2, "走访", 52));
    c.ok(&owner, attach(2, "照片", "aa"));
    assert_eq!(c.no(&owner, attach(2, "照片", "aa")), "already-attached");
    assert_eq!(c.no(&owner, submit(2)), "missing");
    c.ok(&owner, attach(2, "照片", "bb"));
    let left = missing(c.state(), TaskNo(2)).unwrap();
    assert_eq!(left.supporters, [UnitId::from("城西所")]);
    c.ok(&unit("城西所"), submit(2));
    assert_eq!(c.record(2).state, TaskState::InProgress);
    assert_eq!(c.no(&unit("城西所"), submit(2)), "already-reported");
    c.ok(&owner, submit(2));
    assert_eq!(c.record(2).state, TaskState::Submitted);
    assert!(missing(c.state(), TaskNo(2)).unwrap().is_empty());
}

#[test]
fn without_review_a_submit_completes() {
    let mut c = running();
    c.ok(&unit("城西所"), submit(3));
    let kinds: Vec<_> = c.log.iter().skip(1).map(|e| e.body.kind()).collect();
    assert_eq!(kinds, ["task_started", "task_submitted", "task_completed"]);
    assert_eq!(c.record(3).state, TaskState::Completed);
}

#[test]
fn only_those_with_the_role_act() {
    let mut c = running();
    let task = TaskNo(1);
    assert_eq!(c.no(&unit("城东所"), Command::Acknowledge { task }), "not-allowed");
    assert_eq!(c.no(&person("无名"), Command::Acknowledge { task }), "not-in-plan");
    assert_eq!(c.no(&Actor::Program("bot".to_owned()), submit(1)), "not-in-plan");
    c.ok(&unit("城东所"), Command::Comment { task, text: "收到".to_owned() });
    assert_eq!(c.no(&unit("城西所"), tick(2, 0, true)), "not-allowed");
    c.ok(&unit("城西所"), progress(2, 30));
    assert_eq!(c.record(2).state, TaskState::Issued, "a supporter acknowledges nothing");
    c.ok(&unit("消保科"), submit(1));
    assert_eq!(c.no(&unit("消保科"), accept(1)), "not-allowed");
    let reason = reason();
    assert_eq!(c.no(&unit("消保科"), Command::Cancel { task, reason }), "not-allowed");
    c.ok(&Actor::Operator, accept(1));
    let refusal = may(c.state(), &unit("城东所"), Verb::Close, task, instant(9)).unwrap_err();
    insta::assert_snapshot!(refusal.message(Lang::Zh), @"城东所无权对T0001“销号”。");
    insta::assert_snapshot!(refusal.hint(Lang::Zh), @"可办理的单位：审核单位 秘书处、组织协调单位 秘书处。");
}

#[test]
fn a_unit_reviews_its_own_work_only_if_the_plan_says_so() {
    let mut own = small();
    own.campaign.coordinator = "宣传科".into();
    own.tasks[1].review = Some("城东所".into());
    own.tasks[0].review = Some("城东所".into());
    own.tasks[1].needs.clear();
    let mut c = Running::launch(own).unwrap();
    let to = UnitId::from("城东所");
    c.ok(&Actor::Operator, Command::Reassign { task: TaskNo(1), to, reason: None });
    c.ok(&unit("城东所"), submit(1));
    assert_eq!(c.no(&unit("城东所"), accept(1)), "not-allowed");
    let plan = &c.state().plan.clone();
    let who = crate::rights(c.state(), &unit("城东所")).unwrap();
    assert!(who.roles(&plan.tasks[1], c.record(2)).reviewer);
}

#[test]
fn proxies_act_for_outside_bodies() {
    let mut c = running();
    c.ok(&unit("宣传科"), Command::Acknowledge { task: TaskNo(6) });
    let mut o = order(900, unit("宣传科"), progress(6, 50));
    o.on_behalf_of = Some("报社".into());
    c.give_order(o.clone()).unwrap();
    let entry = c.record(6).entries.last().unwrap();
    assert_eq!(entry.on_behalf_of, Some("报社".into()));
    o.id = CommandId(uuid::Uuid::from_u128(901));
    o.actor = unit("城东所");
    let refusal = c.give_order(o.clone()).unwrap_err();
    assert_eq!(refusal.code(), "not-for-unit");
    speaks(&refusal);
    o.on_behalf_of = Some("无此单位".into());
    assert_eq!(c.give_order(o).unwrap_err().code(), "no-such-unit");
    let to = UnitId::from("城东所");
    c.ok(&Actor::Operator, Command::Reassign { task: TaskNo(6), to, reason: None });
    assert_eq!(c.no(&unit("宣传科"), submit(6)), "not-allowed");
}

#[test]
fn the_coordinator_hands_in_for_a_supporter() {
    let mut c = running();
    let mut o = order(900, Actor::Operator, submit(2));
    o.on_behalf_of = Some("城西所".into());
    c.give_order(o).unwrap();
    assert_eq!(c.record(2).reported, [UnitId::from("城西所")]);
    assert_eq!(c.record(2).state, TaskState::Issued);
}

#[test]
fn wrong_names_are_refused_with_the_right_ones() {
    let (mut c, owner) = (running(), unit("城东所"));
    assert_eq!(c.no(&owner, tick(2, 3, true)), "no-such-step");
    assert_eq!(c.no(&owner, tick(2, 0, false)), "already-so");
    assert_eq!(c.no(&owner, figure(2, "收缴", 3)), "no-such-measure");
    assert_eq!(c.no(&owner, figure(2, "走访", -3)), "negative");
    assert_eq!(c.no(&unit("消保科"), tick(1, 0, true)), "not-asked-for");
    assert_eq!(c.no(&unit("消保科"), figure(1, "走访", 3)), "not-asked-for");
    assert_eq!(c.no(&owner, progress(2, 101)), "percent-too-high");
    assert_eq!(c.no(&owner, submit(77)), "no-such-task");
    let text = "  ".to_owned();
    assert_eq!(c.no(&owner, Command::Comment { task: TaskNo(2), text }), "blank");
    let Command::Measure { task, mut figure, .. } = figure(2, "走访", 3) else { unreachable!() };
    let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    figure.period = Some((day(2), day(1)));
    assert_eq!(c.no(&owner, Command::Measure { task, figure, corrects: None }), "bad-period");
}

#[test]
fn what_is_handed_in_of_it_begins_the_work() {
    let words = |percent, text: &str, problem: Option<&str>| Command::Progress {
        task: TaskNo(2),
        percent,
        text: text.to_owned(),
        problem: problem.map(str::to_owned),
        next: None,
    };
    for (command, begins) in [
        (figure(2, "走访", 25), true),
        (words(None, "已走访两条街", None), true),
        (words(Some(0), "还没开始", None), false),
        (words(None, "", Some("缺人")), false),
    ] {
        let mut c = running();
        c.ok(&unit("城东所"), command.clone());
        let is = (c.record(2).state, c.record(2).started_at);
        let begun = (TaskState::InProgress, Some(instant(1)));
        assert_eq!(is, if begins { begun } else { (TaskState::Issued, None) }, "{command:?}");
    }
}

#[test]
fn a_correction_takes_the_place_of_a_figure() {
    let (mut c, owner) = (running(), unit("城东所"));
    c.ok(&owner, figure(2, "走访", 25));
    let wrong = c.record(2).entries[0].seq;
    let Command::Measure { task, figure, .. } = figure(2, "走访", 52) else { unreachable!() };
    let correct = |seq| Command::Measure { task, figure: figure.clone(), corrects: Some(seq) };
    c.ok(&owner, correct(wrong));
    let counts: Vec<_> = c.record(2).entries.iter().map(|e| e.counts).collect();
    assert_eq!(counts, [false, true]);
    assert_eq!(c.no(&owner, correct(wrong)), "no-such-entry");
    c.ok(&owner, Command::Undo { command: None });
    let counts: Vec<_> = c.record(2).entries.iter().map(|e| e.counts).collect();
    assert_eq!(counts, [true, false]);
}

#[test]
fn a_unit_picks_inside_its_window() {
    let (mut c, owner, task) = (running(), unit("城东所"), TaskNo(4));
    let pick = |min, field: &str, text: &str| Command::Pick {
        task,
        at: instant(min),
        answers: vec![(field.to_owned(), text.to_owned())],
    };
    assert_eq!(c.no(&owner, pick(-1, "place", "广场")), "outside-window");
    assert_eq!(c.no(&owner, pick(60, "host", "甲")), "no-such-answer");
    assert_eq!(c.no(&owner, pick(60, "place", "")), "blank");
    assert_eq!(c.no(&owner, submit(4)), "missing");
    c.ok(&owner, pick(60, "place", "广场"));
    c.ok(&owner, pick(90, "place", "社区"));
    assert_eq!(c.record(4).picked, Some(instant(90)));
    assert_eq!(c.record(4).answers, [("place".to_owned(), "社区".to_owned())]);
    assert_eq!(c.no(&unit("城西所"), pick(60, "place", "广场")), "not-allowed");
    c.ok(&owner, submit(4));
}

#[test]
fn nothing_to_report_is_said_where_the_plan_asks() {
    let mut c = running();
    let nil = |task| Command::Submit { task: TaskNo(task), note: None, nil: true, outcome: None };
    assert_eq!(c.no(&unit("城西所"), nil(3)), "nil-not-asked");
    let now = instant(1);
    assert!(may(c.state(), &unit("城西所"), Verb::Submit, TaskNo(5), now).is_err(), "unmet");
    complete_first(&mut c);
    may(c.state(), &unit("城西所"), Verb::Submit, TaskNo(5), now).unwrap();
    assert_eq!(c.no(&unit("城西所"), submit(5)), "missing");
    c.ok(&unit("城西所"), nil(5));
    c.ok(&Actor::Operator, accept(5));
    c.ok(&Actor::Operator, Command::Close { task: TaskNo(5), note: None });
}

#[test]
fn cancelled_work_leaves_the_needs_that_name_it() {
    let (mut c, lead) = (running(), Actor::Operator);
    assert_eq!(unmet(c.state(), TaskNo(2), instant(0)).len(), 1);
    c.ok(&lead, Command::Cancel { task: TaskNo(1), reason: reason() });
    assert!(unmet(c.state(), TaskNo(5), instant(0)).is_empty());
    assert!(unmet(c.state(), TaskNo(2), instant(0)).is_empty());
    assert!(is_ready(c.state(), TaskNo(2)));
    assert_eq!(c.no(&lead, Command::Cancel { task: TaskNo(1), reason: reason() }), "wrong-state");
    c.ok(&lead, Command::Undo { command: None });
    c.ok(&lead, Command::Skip { task: TaskNo(1), reason: reason() });
    assert!(unmet(c.state(), TaskNo(2), instant(0)).is_empty());
}

#[test]
fn close_asks_again_for_everything() {
    let (mut c, lead, task) = (running(), Actor::Operator, TaskNo(2));
    c.ok(&lead, Command::Complete { task, note: Some("会议已议定".to_owned()), outcome: None });
    assert_eq!(c.no(&lead, Command::Close { task, note: None }), "missing");
    let owner = unit("城东所");
    for command in [tick(2, 0, true), tick(2, 1, true), figure(2, "走访", 0)] {
        c.ok(&owner, command);
    }
    c.ok(&owner, attach(2, "照片", "aa"));
    c.ok(&owner, attach(2, "照片", "bb"));
    c.ok(&unit("城西所"), submit(2));
    c.ok(&lead, Command::Close { task, note: None });
    assert_eq!(c.no(&owner, attach(2, "照片", "cc")), "wrong-state");
}

#[test]
fn an_extension_is_asked_for_before_the_due_date() {
    let (mut c, owner, lead, task) = (running(), unit("消保科"), Actor::Operator, TaskNo(1));
    let day = 24 * 60;
    let ask = |min| Command::RequestExtension { task, until: instant(min), reason: reason() };
    let decide = |grant, until: Option<i64>| Command::DecideExtension {
        task,
        grant,
        until: until.map(instant),
        note: None,
    };
    assert_eq!(c.no(&owner, ask(day)), "extension-not-later");
    assert_eq!(c.no(&lead, decide(false, None)), "no-extension-asked");
    assert_eq!(c.no(&lead, decide(true, None)), "no-extension-asked");
    c.ok(&owner, ask(2 * day));
    assert_eq!(c.no(&owner, ask(3 * day)), "extension-pending");
    assert_eq!(c.no(&owner, decide(true, None)), "not-allowed");
    c.ok(&lead, decide(false, None));
    assert_eq!((c.record(1).request.as_ref(), c.record(1).due), (None, Some(instant(day))));
    c.ok(&owner, ask(2 * day));
    c.ok(&lead, decide(true, None));
    assert_eq!((c.record(1).extensions, c.record(1).due), (1, Some(instant(2 * day))));
    assert_eq!(c.state().plan.tasks[0].due, Some(instant(day)), "the plan keeps the original");
    c.min = 2 * day + 1;
    assert_eq!(c.no(&owner, ask(3 * day)), "extension-too-late");
    assert_eq!(c.no(&lead, decide(true, Some(2 * day + 1))), "extension-not-later");
    c.ok(&lead, decide(true, Some(3 * day)));
    let ask = Command::RequestExtension { task: TaskNo(3), until: instant(9), reason: reason() };
    assert_eq!(c.no(&unit("城西所"), ask), "no-due-date");
}

#[test]
fn a_reassigned_task_is_issued_anew_with_its_records() {
    let (mut c, lead, task) = (running(), Actor::Operator, TaskNo(2));
    c.ok(&unit("城东所"), progress(2, 40));
    let to = |to: &str| Command::Reassign { task, to: to.into(), reason: Some(reason()) };
    assert_eq!(c.no(&lead, to("无此单位")), "no-such-unit");
    assert_eq!(c.no(&lead, to("城东所")), "already-owner");
    c.ok(&lead, to("城西所"));
    let record = c.record(2).clone();
    assert_eq!((record.state, record.acked_at), (TaskState::Issued, None));
    assert_eq!((record.issued_at, record.percent), (instant(2), 40));
    assert!(missing(c.state(), task).unwrap().supporters.is_empty(), "it supported; it leads now");
    assert_eq!(c.no(&unit("城东所"), Command::Acknowledge { task }), "not-allowed");
    c.ok(&unit("城西所"), Command::Acknowledge { task });
    assert_eq!(c.record(2).started_at, Some(instant(1)));
}

#[test]
fn suspended_work_comes_back_as_it_was() {
    let (mut c, lead, task) = (running(), Actor::Operator, TaskNo(1));
    c.ok(&unit("消保科"), submit(1));
    c.ok(&lead, Command::Suspend { task, reason: reason() });
    assert_eq!(c.no(&unit("消保科"), Command::Withdraw { task }), "wrong-state");
    c.ok(&lead, Command::Resume { task });
    assert_eq!(c.record(1).state, TaskState::Submitted);
    c.ok(&unit("消保科"), Command::Withdraw { task });
    assert_eq!(c.record(1).state, TaskState::InProgress);
    assert_eq!(c.no(&lead, Command::Resume { task }), "wrong-state");
    assert_eq!(c.no(&lead, Command::Suspend { task, reason: String::new() }), "blank");
}

#[test]
fn completed_work_can_be_returned_until_it_is_closed() {
    let (mut c, lead, task) = (running(), Actor::Operator, TaskNo(3));
    c.ok(&unit("城西所"), submit(3));
    c.ok(&lead, Command::Return { task, reason: "记录不全".to_owned() });
    assert_eq!((c.record(3).state, c.record(3).completed_at), (TaskState::Returned, None));
    c.ok(&unit("城西所"), submit(3));
    c.ok(&lead, Command::Close { task, note: None });
    let refusal = c.give(lead, Command::Return { task, reason: reason() }).unwrap_err();
    insta::assert_snapshot!(refusal.message(Lang::En), @"T0003 is closed: return is not possible.");
    speaks(&refusal);
}

#[test]
fn a_campaign_is_launched_once_by_its_coordinator() {
    let mut c = Running::default();
    assert_eq!(c.give(unit("城东所"), submit(1)).unwrap_err(), Refusal::NotLaunched);
    let apply = crate::testing::apply(small());
    assert_eq!(c.no(&unit("城东所"), apply.clone()), "only-coordinator");
    assert_eq!(
        c.no(&Actor::Operator, crate::testing::apply(crate::testing::plan(vec![]))),
        "bad-plan"
    );
    let faults: [fn(&mut wallchart_plan::Expanded); 3] = [
        |p| p.tasks[1].number = TaskNo(1),
        |p| p.tasks[1].needs[0].links[0].on = TaskNo(99),
        |p| p.tasks[1].owner = "无此单位".into(),
    ];
    for fault in faults {
        let mut plan = small();
        fault(&mut plan);
        assert_eq!(c.no(&Actor::Operator, crate::testing::apply(plan)), "bad-plan");
    }
    c.ok(&unit("秘书处"), apply.clone());
    assert_eq!(c.no(&unit("秘书处"), apply), "already-launched");
    assert_eq!(c.no(&unit("秘书处"), Command::Undo { command: None }), "nothing-to-undo");
    let refusal = c.give(Actor::Operator, Command::Undo { command: Some(c.log[0].meta.command) });
    assert_eq!(refusal.unwrap_err(), Refusal::CannotUndoLaunch);
}

#[test]
fn what_has_changed_since_it_was_seen_is_not_acted_on() {
    let mut c = running();
    let seen = c.state().seq;
    c.ok(&unit("消保科"), progress(1, 10));
    let mut o = order(900, Actor::Operator, Command::Cancel { task: TaskNo(1), reason: reason() });
    o.seen = Some(seen);
    let refusal = c.give_order(o.clone()).unwrap_err();
    let by = Some(unit("消保科"));
    let kind = Some("task_started".to_owned());
    assert_eq!(refusal, Refusal::ChangedSince { task: TaskNo(1), seq: Seq(3), by, kind });
    speaks(&refusal);
    o.command = Command::Comment { task: TaskNo(1), text: "注意".to_owned() };
    c.give_order(o.clone()).unwrap();
    o.id = CommandId(uuid::Uuid::from_u128(901));
    o.command = Command::Cancel { task: TaskNo(2), reason: reason() };
    c.give_order(o).unwrap();
}

#[test]
fn what_is_allowed_follows_the_state_and_the_role() {
    let mut c = running();
    let verbs = |c: &Running, who: &Actor, task: u32| {
        let names = allowed(c.state(), who, TaskNo(task), instant(c.min));
        names.iter().map(|v| v.name(Lang::En)).collect::<Vec<_>>().join(", ")
    };
    insta::assert_snapshot!(verbs(&c, &unit("消保科"), 1), @"acknowledge, start, report progress, attach evidence, comment, submit, ask for an extension");
    insta::assert_snapshot!(verbs(&c, &unit("城东所"), 1), @"comment");
    c.ok(&unit("消保科"), submit(1));
    insta::assert_snapshot!(verbs(&c, &unit("消保科"), 1), @"attach evidence, comment, withdraw");
    insta::assert_snapshot!(verbs(&c, &Actor::Operator, 1), @"attach evidence, comment, withdraw, accept, return, complete, decide on an extension, suspend, cancel, skip");
    assert_eq!(verbs(&c, &person("无名"), 1), "");
    assert!(matches!(c.log[1].body, EventBody::TaskStarted { .. }));
    assert_eq!(c.log[1].meta.recorded_at, at(1));
}
