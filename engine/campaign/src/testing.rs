//! A small plan and orders for tests, here and in the crates that stand on this one.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use wallchart_plan::asks::{Ask, AskKind};
use wallchart_plan::calendar::Calendar;
use wallchart_plan::expanded::{
    self as plan, Estimate, EvidenceAsk, Join, Link, LinkKind, MeasureAsk, Need, Task, Timing,
    Unit, UnitKind, WhenOutcome,
};
use wallchart_plan::ids::{StreamId, TaskNo};
use wallchart_plan::playbook::{
    Around, PlayDue, PlayEvery, PlayPoint, PlayTask, Playbook, Rule, Trigger, Unless,
};
use wallchart_plan::roster::Seat;
use wallchart_plan::rows::{Column, Counted, RowTest, Test};
use wallchart_plan::time::{Instant, Roll, Span};
use wallchart_plan::{Expanded, WorkCalendar};

use crate::actor::{Actor, Face};
use crate::command::{Apply, Command, CommandId, Order, SourceRef};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::roster::PutDown;
use crate::state::Campaign;
use crate::{decide, evolve};

/// Minutes from the epoch to the launch of test campaigns: 2026-02-02 00:00 UTC.
pub const LAUNCH_MIN: i64 = 29_499_840;

/// `min` minutes after the launch.
pub fn at(min: i64) -> DateTime<Utc> {
    instant(min).utc().and_utc()
}

/// As [`at`], as an instant.
pub fn instant(min: i64) -> Instant {
    Instant(LAUNCH_MIN + min)
}

/// A bare task of one day for the unit, reviewed by `秘书处`.
pub fn task(number: u32, id: &str, owner: &str) -> Task {
    Task {
        number: TaskNo(number),
        path: id.into(),
        task: id.into(),
        keys: Vec::new(),
        occurrence: None,
        title: id.to_owned(),
        about: None,
        stream: StreamId::from("一、办事"),
        objective: None,
        kind: None,
        tags: Vec::new(),
        place: None,
        owner: owner.into(),
        support: Vec::new(),
        informed: Vec::new(),
        to: Vec::new(),
        proxy: None,
        leader: None,
        timing: Timing::Flow,
        takes: Estimate::exactly(Span::Days(1)),
        due: None,
        after: None,
        needs: Vec::new(),
        steps: Vec::new(),
        steps_done: None,
        measures: Vec::new(),
        log: Vec::new(),
        evidence: Vec::new(),
        from: None,
        play: None,
        outcomes: Vec::new(),
        when_outcome: None,
        cover: Vec::new(),
        ask: Vec::new(),
        ack: None,
        review: Some("秘书处".into()),
        milestone: false,
        nil_report: false,
        was: None,
        remind: Vec::new(),
        remind_by: Vec::new(),
        escalate: Vec::new(),
    }
}

/// A need of finish-to-start links.
pub fn need(join: Join, on: &[u32]) -> Need {
    let link = |n: &u32| Link { on: TaskNo(*n), kind: LinkKind::FinishStart, lag: Span::ZERO };
    Need { join, links: on.iter().map(link).collect() }
}

/// Makes the task wait for one of these outcomes.
pub fn on_outcome(task: &mut Task, on: TaskNo, any: &[&str]) {
    task.needs.push(need(Join::All, &[on.0]));
    let any = any.iter().map(|name| (*name).to_owned()).collect();
    task.when_outcome = Some(WhenOutcome { on, any });
}

fn unit(id: &str, kind: UnitKind, people: &[&str]) -> Unit {
    let person = |id: &&str| plan::Person { id: (*id).into(), role: plan::PersonRole::Contact };
    Unit {
        id: id.into(),
        kind,
        aka: Vec::new(),
        above: None,
        outside: kind == UnitKind::Media,
        people: people.iter().map(person).collect(),
    }
}

/// A plan around the given tasks: coordinator `秘书处` (with `秘-甲`), `消保科` (`消-甲`), `宣传科`,
/// `城东所` (`城东-甲`), `城西所`, and `报社`, which has no login.
pub fn plan(tasks: Vec<Task>) -> Expanded {
    Expanded {
        campaign: plan::Campaign {
            id: "test-2026".into(),
            title: "测试活动".to_owned(),
            anchor: NaiveDate::from_ymd_opt(2026, 3, 15).unwrap_or_default(),
            annual: false,
            start: None,
            sponsors: Vec::new(),
            group: None,
            coordinator: "秘书处".into(),
            vars: Vec::new(),
            objectives: Vec::new(),
            basis: Vec::new(),
            notice: None,
        },
        calendar: Calendar::weekdays(chrono_tz::Asia::Shanghai),
        units: vec![
            unit("秘书处", UnitKind::Office, &["秘-甲"]),
            unit("消保科", UnitKind::Office, &["消-甲"]),
            unit("宣传科", UnitKind::Office, &[]),
            unit("城东所", UnitKind::Branch, &["城东-甲"]),
            unit("城西所", UnitKind::Branch, &[]),
            unit("报社", UnitKind::Media, &[]),
        ],
        groups: Vec::new(),
        streams: vec![plan::Stream {
            id: "一、办事".into(),
            title: "办事".to_owned(),
            parent: None,
            was: None,
            of_play: false,
        }],
        windows: Vec::new(),
        measures: vec![plan::Measure {
            was: None,
            id: "走访".into(),
            quantity: "户次".to_owned(),
            latest: false,
            rolls_into: None,
        }],
        targets: Vec::new(),
        rates: Vec::new(),
        checks: Vec::new(),
        items_were: Vec::new(),
        tasks,
        rosters: Vec::new(),
        playbooks: Vec::new(),
    }
}

/// Six tasks that between them ask for everything: 1 plain, due in a day; 2 waits for 1 and has steps,
/// a measure, evidence and a supporter; 3 completes on submit; 4 picks its date; 5 takes a nil report
/// and waits until 1 is settled; 6 belongs to an outside body with a proxy.
pub fn small() -> Expanded {
    let mut plain = task(1, "通知", "消保科");
    plain.due = Some(instant(24 * 60));
    let mut visit = task(2, "回访", "城东所");
    visit.needs = vec![need(Join::All, &[1])];
    visit.support = vec!["城西所".into()];
    visit.steps = vec!["公示".to_owned(), "兑现".to_owned(), "记录".to_owned()];
    visit.steps_done = Some(2);
    visit.measures =
        vec![MeasureAsk { measure: "走访".into(), optional: false, target: None, from: None }];
    visit.evidence = vec![EvidenceAsk { name: "照片".to_owned(), count: 2 }];
    let mut duty = task(3, "值守", "城西所");
    duty.review = None;
    let mut venue = task(4, "分会场", "城东所");
    venue.timing = Timing::Pick { start: instant(0), end: instant(7 * 24 * 60) };
    venue.ask = vec!["place".to_owned()];
    let mut watch = task(5, "排查", "城西所");
    watch.nil_report = true;
    watch.needs = vec![need(Join::Settled, &[1])];
    watch.evidence = vec![EvidenceAsk { name: "台账".to_owned(), count: 1 }];
    let mut press = task(6, "报道", "报社");
    press.proxy = Some("宣传科".into());
    plan(vec![plain, visit, duty, venue, watch, press])
}

/// The six of [`small`] and a complaint: 7 ends in one of three ways, 8 is needed after two of them and
/// ends in one of two, 9 is needed after one of those, 10 waits for 7 and 8 whatever they came to.
pub fn cases() -> Expanded {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut mediation = task(7, "调解", "城东所");
    mediation.outcomes = owned(&["解决", "转办", "未成"]);
    let mut referral = task(8, "转办", "消保科");
    referral.outcomes = owned(&["立案", "不立案"]);
    referral.review = None;
    on_outcome(&mut referral, TaskNo(7), &["转办", "未成"]);
    let mut inquiry = task(9, "调查", "城西所");
    on_outcome(&mut inquiry, TaskNo(8), &["立案"]);
    let mut answer = task(10, "反馈", "城东所");
    answer.needs = vec![need(Join::All, &[7]), need(Join::All, &[8])];
    let mut plan = small();
    plan.tasks.extend([mediation, referral, inquiry, answer]);
    plan
}

/// The plan of [`small`] with due dates that hang on each other: 7 is due at the end of day 5; 8 two working days after
/// it, 9 three days after that, on a workday; 10 a working day after 9.
pub fn hanging() -> Expanded {
    let after = |number: u32, id: &str, on: u32, lag: Span, roll: Roll| {
        let mut task = task(number, id, "城东所");
        task.after = Some(plan::After { on: vec![TaskNo(on)], lag, roll });
        task
    };
    let mut first = task(7, "处置", "城东所");
    first.due = Some(instant(5 * 24 * 60 - 8 * 60));
    let mut plan = small();
    plan.tasks.extend([
        first,
        after(8, "终报", 7, Span::WorkDays(2), Roll::Stay),
        after(9, "复查", 8, Span::Days(3), Roll::Next),
        after(10, "归档", 9, Span::WorkDays(1), Roll::Stay),
    ]);
    date_after(&mut plan);
    plan
}

/// Works out the due dates that hang on others, which stand before them.
pub fn date_after(plan: &mut Expanded) {
    let work = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    for at in 0..plan.tasks.len() {
        let due = |on: TaskNo| plan.tasks.iter().find(|t| t.number == on).and_then(Task::ends_by);
        let hangs = plan.tasks.get(at).and_then(|task| task.after.as_ref());
        let due = hangs.and_then(|after| after.due(due, &work));
        if let (Some(task), Some(_)) = (plan.tasks.get_mut(at), due) {
            task.due = due;
        }
    }
}

/// The plan of [`cases`] with a task that keeps a log: 11 has rows of `企业`, `公示` and, if it likes, `金额`, from
/// which all its figures are counted.
pub fn logging() -> Expanded {
    let column = |name: &str, kind, optional| Column { name: name.to_owned(), kind, optional };
    let ask = |measure: &str, sum: Option<&str>, only: Option<(&str, Test)>| MeasureAsk {
        measure: measure.into(),
        optional: false,
        target: None,
        from: Some(Counted {
            sum: sum.map(str::to_owned),
            only: only
                .into_iter()
                .map(|(column, test)| RowTest { column: column.to_owned(), test })
                .collect(),
        }),
    };
    let mut visits = task(11, "走访", "城东所");
    visits.support = vec!["城西所".into()];
    visits.log = vec![
        column("企业", AskKind::Text, false),
        column("公示", AskKind::YesNo, false),
        column("金额", AskKind::Number, true),
    ];
    visits.measures = vec![
        ask("走访户", None, None),
        ask("未公示", None, Some(("公示", Test::Is(vec!["no".to_owned()])))),
        ask("金额", Some("金额"), None),
    ];
    let mut plan = cases();
    plan.tasks.push(visits);
    let measure = |id: &str, quantity: &str| plan::Measure {
        was: None,
        id: id.into(),
        quantity: quantity.to_owned(),
        latest: false,
        rolls_into: None,
    };
    plan.measures = vec![measure("走访户", "户次"), measure("未公示", "户"), measure("金额", "元")];
    plan
}

/// Enters rows of `企业`, `公示` and `金额` in the log of task 11.
pub fn log_rows(rows: &[[&str; 3]]) -> Command {
    let owned = |cells: &[&str; 3]| cells.map(str::to_owned).to_vec();
    Command::AddRows {
        task: TaskNo(11),
        columns: owned(&["企业", "公示", "金额"]),
        rows: rows.iter().map(owned).collect(),
    }
}

/// The plan of [`cases`] with a playbook: `曝光` asks for a `品牌` and an `属地`; 1 judges and may stop it, 2
/// reports, 3 is seen to at the `属地`, 4 comes up again every six hours until 3; figures of `走访` start it
/// for a unit, and `城西所` may by hand.
pub fn playing() -> Expanded {
    let own = |number: u32, id: &str, owner: &str, on: &[u32]| {
        let mut own = task(number, id, owner);
        own.title = format!("{id}：{{品牌}}");
        own.review = None;
        own.takes = Estimate::exactly(Span::ZERO);
        own.needs = on.iter().map(|n| need(Join::All, &[*n])).collect();
        own
    };
    let due = |span| Some(PlayDue::At(PlayPoint::FromStart { span, clock: None }));
    let of = |task: Task, due: Option<PlayDue>| PlayTask {
        task,
        due,
        every: None,
        remind: Vec::new(),
        escalate: vec![(
            Around { offset: Span::WorkDays(1), clock: None },
            plan::EscalateTo::Leader,
        )],
        unless: None,
        only: None,
    };
    let mut judge = own(101, "研判", "消保科", &[]);
    judge.outcomes = vec!["职能内".to_owned(), "职能外".to_owned()];
    let mut judge = of(judge, due(Span::Minutes(30)));
    judge.unless = Some(Unless { yes: Vec::new(), outcomes: vec!["职能内".to_owned()] });
    let mut again = of(own(104, "续报", "宣传科", &[102]), None);
    again.every = Some(PlayEvery { span: Span::Minutes(360), until: TaskNo(103) });
    let mut on_site = own(103, "处置", "{属地}", &[101]);
    on_site.measures =
        vec![MeasureAsk { measure: "走访".into(), optional: true, target: None, from: None }];
    let tasks = vec![
        judge,
        of(own(102, "首报", "宣传科", &[101]), due(Span::Minutes(60))),
        of(on_site, due(Span::WorkDays(5))),
        again,
    ];
    let rule = Rule::Measure {
        measure: "走访".to_owned(),
        task: Some("回访".to_owned()),
        by: None,
        within: None,
        until: None,
        compare: plan::Compare::AtLeast,
        value: 10.into(),
    };
    let ask = |name: &str, kind| Ask { name: name.to_owned(), kind };
    let mut plan = cases();
    plan.groups =
        vec![plan::Group { id: "所".into(), units: vec!["城东所".into(), "城西所".into()] }];
    plan.playbooks = vec![Playbook {
        was: None,
        id: "曝光".to_owned(),
        title: "曝光：{品牌}".to_owned(),
        ask: vec![ask("品牌", AskKind::Text), ask("属地", AskKind::Unit("所".into()))],
        start: vec![
            Trigger::Hand("城西所".to_owned()),
            Trigger::Hook("gala".to_owned()),
            Trigger::Rule(rule),
        ],
        until: None,
        overlap: false,
        tasks,
    }];
    plan
}

/// Minutes from the launch to the first shift of the rosters of [`on_duty`].
pub const DUTY_MIN: i64 = 5 * 24 * 60;

/// The plan of [`cases`] with duty rosters: `晚会` in one shift of two hours, a leader and staff of `城东所`, whose
/// leader is planned, and of `城西所`, which lists nobody; `热线` in three shifts of two hours, of which the second
/// is at the time of `晚会`; and `渠道`, which is manned by item. All are due a day before.
pub fn on_duty() -> Expanded {
    let shift = |nth: i64| plan::Shift {
        start: instant(DUTY_MIN + nth * 120),
        end: instant(DUTY_MIN + nth * 120 + 120),
    };
    let post = |unit: &str, item: Option<&str>, fill: &[&str]| plan::Post {
        unit: unit.into(),
        item: item.map(str::to_owned),
        fill: fill.iter().map(|id| (*id).into()).collect(),
    };
    let roster = |id: &str, needs: &[plan::PersonRole], shifts: &[i64], posts| plan::Roster {
        was: None,
        id: id.into(),
        title: id.to_owned(),
        due: instant(DUTY_MIN - 24 * 60),
        needs: needs.iter().map(|role| (*role, 1)).collect(),
        shifts: shifts.iter().map(|nth| shift(*nth)).collect(),
        posts,
    };
    use plan::PersonRole::{Contact, Leader, Staff};
    let mut out = cases();
    if let Some(east) = out.units.iter_mut().find(|u| u.id.as_str() == "城东所") {
        let person = |id: &str, role| plan::Person { id: id.into(), role };
        let people = [("城东-丙", Leader), ("城东-乙", Staff), ("城东-丁", Contact)];
        east.people.extend(people.map(|(id, role)| person(id, role)));
    }
    let gala = vec![post("城东所", None, &["城东-丙"]), post("城西所", None, &[])];
    let channels = [("城东所", "电话"), ("城东所", "网上"), ("城西所", "窗口")];
    let channels = channels.map(|(unit, item)| post(unit, Some(item), &[])).to_vec();
    out.rosters = vec![
        roster("晚会", &[Leader, Staff], &[1], gala),
        roster("热线", &[Staff], &[0, 1, 2], vec![post("城东所", None, &[])]),
        roster("渠道", &[Staff], &[1], channels),
    ];
    out
}

/// Puts people down in the shift so many shifts after the first, at the post of a unit or of an item of it.
pub fn put_down(
    roster: &str,
    post: &str,
    nth: i64,
    role: plan::PersonRole,
    people: Option<&[&str]>,
) -> PutDown {
    let (unit, item) = match post.split_once('/') {
        Some((unit, item)) => (unit, Some(item.to_owned())),
        None => (post, None),
    };
    let start = instant(DUTY_MIN + nth * 120);
    let seat = Seat { roster: roster.into(), unit: unit.into(), item, start, role };
    PutDown { seat, people: people.map(|all| all.iter().map(|id| (*id).into()).collect()) }
}

/// The command that puts them down.
pub fn fill(fills: &[PutDown], anyway: bool) -> Command {
    Command::FillRoster { fills: fills.to_vec(), anyway }
}

/// A plan to apply.
pub fn apply(plan: Expanded) -> Command {
    let sources = vec![SourceRef { name: "plan.ron".to_owned(), hash: "00".repeat(32) }];
    let apply = Box::new(Apply { language: 1, sources, plan, rehearsal: None });
    Command::Apply { apply, approval: None }
}

/// An order under the given number.
pub fn order(id: u128, actor: Actor, command: Command) -> Order {
    Order {
        id: CommandId(Uuid::from_u128(id)),
        actor,
        on_behalf_of: None,
        via: Face::Embedded,
        seen: None,
        command,
    }
}

/// A campaign in memory that takes orders one a minute and keeps its log.
#[derive(Debug, Clone, Default)]
pub struct Running {
    /// The state.
    pub campaign: Option<Campaign>,
    /// Every event so far.
    pub log: Vec<Event>,
    /// Minutes since the launch.
    pub min: i64,
    orders: u128,
}

impl Running {
    /// Launches the plan as the operator.
    pub fn launch(plan: Expanded) -> Result<Running, Refusal> {
        let mut running = Running::default();
        running.give(Actor::Operator, apply(plan))?;
        Ok(running)
    }

    /// Gives a command; answers its id.
    pub fn give(&mut self, actor: Actor, command: Command) -> Result<CommandId, Refusal> {
        self.orders += 1;
        self.give_order(order(self.orders, actor, command))
    }

    /// Gives an order.
    pub fn give_order(&mut self, order: Order) -> Result<CommandId, Refusal> {
        let now = at(self.min);
        let bodies = decide(self.campaign.as_ref(), &order, now)?;
        let seq = self.campaign.as_ref().map(|c| c.seq).unwrap_or_default();
        let events = order.stamp(seq, 1, now, bodies);
        for event in &events {
            // What `decide` answers can be folded; the laws test that it is so.
            let folded = evolve(&mut self.campaign, event);
            debug_assert_eq!(folded, Ok(()));
        }
        self.log.extend(events);
        self.min += 1;
        Ok(order.id)
    }
}
