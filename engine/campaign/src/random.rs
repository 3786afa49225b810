//! Random campaigns for tests, here and in the crates that stand on this one: small plans with every kind
//! of link, and orders of which many are sensible and some are not.
//!
//! Chance is a list of numbers, so that whoever shrinks a failing test shrinks the campaign.

use rust_decimal::Decimal;
use uuid::Uuid;
use wallchart_plan::Expanded;
use wallchart_plan::asks::AskKind;
use wallchart_plan::expanded::{
    After, EvidenceAsk, Join, Link, LinkKind, MeasureAsk, Need, Task, Timing,
};
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::playbook::PlayRef;
use wallchart_plan::rows::{Column, Counted};
use wallchart_plan::time::{DAY_MIN, Roll, Span};

use crate::actor::Actor;
use crate::command::{Command, CommandId, Evidence, Figure, Qualifier};
use crate::event::Seq;
use crate::rehearsal::Rehearsal;
use crate::testing::{apply, date_after, instant, on_outcome, plan, playing, task};

/// Numbers to draw from; none are left after the last, and then every draw is 0.
#[derive(Debug, Clone)]
pub struct Chance<'a>(std::slice::Iter<'a, u16>);

impl<'a> Chance<'a> {
    /// Draws from these, in order.
    pub fn of(numbers: &'a [u16]) -> Self {
        Chance(numbers.iter())
    }

    /// Whether all have been drawn.
    pub fn is_spent(&self) -> bool {
        self.0.len() == 0
    }

    /// A number below `n`, which is at least 1.
    pub fn below(&mut self, n: u16) -> u16 {
        self.0.next().map_or(0, |drawn| drawn % n.max(1))
    }

    /// Whether it happens, which it does in `pct` of a hundred cases.
    pub fn happens(&mut self, pct: u16) -> bool {
        self.below(100) >= 100 - pct.min(100)
    }

    fn one_of<T: Clone>(&mut self, of: &[T], otherwise: T) -> T {
        let count = u16::try_from(of.len()).unwrap_or(u16::MAX);
        of.get(usize::from(self.below(count))).cloned().unwrap_or(otherwise)
    }

    fn unit(&mut self) -> UnitId {
        const UNITS: [&str; 6] = ["消保科", "宣传科", "城东所", "城西所", "报社", "秘书处"];
        self.one_of(&UNITS, "消保科").into()
    }
}

/// A plan of two to nine tasks, each waiting only for earlier ones.
pub fn random_plan(chance: &mut Chance<'_>) -> Expanded {
    let count = 2 + u32::from(chance.below(8));
    let mut tasks: Vec<Task> = (1..=count).map(|number| random_task(chance, number)).collect();
    for at in 1..tasks.len() {
        let (earlier, later) = tasks.split_at_mut(at);
        let on = earlier.iter().rfind(|t| !t.outcomes.is_empty()).filter(|_| chance.happens(40));
        if let (Some(on), Some(task)) = (on, later.first_mut()) {
            on_outcome(task, on.number, &[OUTCOMES[usize::from(chance.below(3))]]);
        }
    }
    for (at, task) in tasks.iter_mut().enumerate().skip(1) {
        if task.due.is_none() && task.timing == Timing::Flow && chance.happens(40) {
            let on = TaskNo(1 + u32::from(chance.below(u16::try_from(at).unwrap_or(1))));
            let lag = [Span::WorkDays(2), Span::Days(-1)][usize::from(chance.below(2))];
            let roll = [Roll::Stay, Roll::Next][usize::from(chance.below(2))];
            task.after = Some(After { on: vec![on], lag, roll });
        }
    }
    let mut plan = plan(tasks);
    date_after(&mut plan);
    // One that hangs on what has no date has none either.
    plan.tasks.iter_mut().filter(|task| task.due.is_none()).for_each(|task| task.after = None);
    if chance.happens(60) {
        let playing = playing();
        (plan.groups, plan.playbooks) = (playing.groups, playing.playbooks);
    }
    plan
}

/// What a random task may end as.
const OUTCOMES: [&str; 3] = ["解决", "转办", "未成"];

fn random_task(chance: &mut Chance<'_>, number: u32) -> Task {
    let owner = chance.unit();
    let mut task = task(number, &format!("任务{number}"), owner.as_str());
    task.proxy = (owner.as_str() == "报社").then(|| "宣传科".into());
    task.takes.likely = [Span::WorkDays(1), Span::Days(2), Span::Minutes(90), Span::ZERO]
        [usize::from(chance.below(4))];
    for _ in 0..chance.below(3) {
        let unit = chance.unit();
        if unit != task.owner && !task.support.contains(&unit) {
            task.support.push(unit);
        }
    }
    if number > 1 {
        task.needs = (0..chance.below(3)).map(|_| random_need(chance, number)).collect();
    }
    let day = |n: u16| instant(i64::from(n) * DAY_MIN);
    match chance.below(4) {
        0 => task.due = Some(day(1 + chance.below(9))),
        1 => {
            let start = chance.below(5);
            task.timing = Timing::Pick { start: day(start), end: day(start + 4) };
            task.ask = vec!["place".to_owned()];
        }
        2 => {
            let start = chance.below(5);
            task.timing = Timing::Fixed { start: day(start), end: day(start + 1) };
        }
        _ => {}
    }
    task.steps = (0..chance.below(3)).map(|n| format!("步骤{n}")).collect();
    task.steps_done = (task.steps.len() > 1 && chance.happens(30)).then_some(1);
    if chance.happens(40) {
        let optional = chance.happens(30);
        task.measures =
            vec![MeasureAsk { measure: "走访".into(), optional, target: None, from: None }];
    }
    if chance.happens(30) {
        task.log = vec![
            Column { name: "企业".to_owned(), kind: AskKind::Text, optional: false },
            Column { name: "公示".to_owned(), kind: AskKind::YesNo, optional: true },
        ];
        let from = Some(Counted { sum: None, only: Vec::new() });
        task.measures =
            vec![MeasureAsk { measure: "走访".into(), optional: false, target: None, from }];
    }
    if chance.happens(40) {
        let count = 1 + u32::from(chance.below(2));
        task.evidence = vec![EvidenceAsk { name: "照片".to_owned(), count }];
    }
    if chance.happens(30) {
        task.outcomes = OUTCOMES.map(str::to_owned).to_vec();
    }
    task.nil_report = chance.happens(25);
    task.milestone = chance.happens(15);
    if chance.happens(30) {
        task.review = None;
    }
    task
}

fn random_need(chance: &mut Chance<'_>, number: u32) -> Need {
    const KINDS: [LinkKind; 4] = [
        LinkKind::FinishStart,
        LinkKind::StartStart,
        LinkKind::FinishFinish,
        LinkKind::StartFinish,
    ];
    let links = (0..=chance.below(2)).map(|_| Link {
        on: TaskNo(1 + u32::from(chance.below(u16::try_from(number - 1).unwrap_or(1)))),
        kind: KINDS[usize::from(chance.below(4))],
        lag: [Span::ZERO, Span::WorkDays(1), Span::Minutes(-60)][usize::from(chance.below(3))],
    });
    let links = links.collect();
    let join = [Join::All, Join::AtLeast(1), Join::Percent(50), Join::Settled];
    Need { join: join[usize::from(chance.below(4))], links }
}

/// Changes a plan as a planner does between two revisions: a task comes, goes, or is due another day.
pub fn random_change(chance: &mut Chance<'_>, plan: &mut Expanded) {
    let number = plan.tasks.iter().map(|t| t.number.0).max().unwrap_or(0) + 1;
    let last = |plan: &Expanded| {
        let waited = |no: TaskNo| plan.tasks.iter().any(|t| waits_for(t, no));
        plan.tasks.iter().rposition(|t| !waited(t.number))
    };
    match chance.below(3) {
        0 => {
            let name = format!("加办{number}");
            plan.tasks.push(task(number, &name, chance.unit().as_str()));
        }
        1 if plan.tasks.len() > 1 => {
            last(plan).map(|at| plan.tasks.remove(at));
        }
        _ => {
            let due = instant(i64::from(chance.below(14_000)));
            plan.tasks.iter_mut().rev().take(1).for_each(|task| {
                (task.due, task.after) = (Some(due), None);
            });
        }
    }
}

fn waits_for(task: &Task, on: TaskNo) -> bool {
    let mut links = task.needs.iter().flat_map(|need| &need.links);
    links.any(|link| link.on == on) || task.when_outcome.as_ref().is_some_and(|w| w.on == on)
}

/// The launch of a random plan, of which one in four is a rehearsal.
pub fn random_launch(chance: &mut Chance<'_>) -> Command {
    let mut launch = apply(random_plan(chance));
    let rehearsed = chance.happens(25);
    if let Command::Apply { apply, .. } = &mut launch
        && rehearsed
    {
        apply.rehearsal =
            Some(Rehearsal { seed: 7, late_pct: 20, silent_pct: 5, lang: "zh".to_owned() });
    }
    launch
}

/// Someone of the plan, or nobody whom it knows.
pub fn random_actor(chance: &mut Chance<'_>) -> Actor {
    match chance.below(10) {
        0..=3 => Actor::Operator,
        4..=7 => Actor::Unit(chance.unit()),
        8 => Actor::Person("城东-甲".into()),
        _ => Actor::Person("无名".into()),
    }
}

/// An order on a plan of so many tasks, after so many commands: now and then a batch, an undo, or on
/// behalf of somebody.
pub fn random_command(chance: &mut Chance<'_>, tasks: usize, orders: u128) -> Command {
    match chance.below(20) {
        0 => Command::Undo { command: None },
        1 => {
            let earlier = u128::from(chance.below(40)) % orders.max(1) + 1;
            Command::Undo { command: Some(CommandId(Uuid::from_u128(earlier))) }
        }
        2 => {
            let commands = (0..chance.below(4)).map(|_| random_simple(chance, tasks)).collect();
            Command::Batch { commands }
        }
        3 => Command::MoveClock { to: instant(i64::from(chance.below(12_000)) - 500) },
        4 | 5 => random_play(chance),
        _ => random_simple(chance, tasks),
    }
}

/// A play started or stopped, where the plan has the playbook of [`playing`].
fn random_play(chance: &mut Chance<'_>) -> Command {
    let playbook = "曝光".to_owned();
    if chance.happens(20) {
        let nth = 1 + u32::from(chance.below(3));
        return Command::StopPlay {
            play: PlayRef { playbook, nth },
            reason: "查无此事".to_owned(),
        };
    }
    // Mostly one of the group that it asks for.
    let place = if chance.happens(80) { "城东所".to_owned() } else { chance.unit().to_string() };
    let params = vec![("品牌".to_owned(), "某牌".to_owned()), ("属地".to_owned(), place)];
    Command::StartPlaybook { playbook, params, cause: None }
}

/// A command on one task: mostly one that there is.
fn random_simple(chance: &mut Chance<'_>, tasks: usize) -> Command {
    use Command as C;
    let count = u16::try_from(tasks).unwrap_or(u16::MAX);
    // One in so many tasks isn't there.
    let task = TaskNo(1 + u32::from(chance.below(count.saturating_add(1))));
    let reason = || "另有安排".to_owned();
    let until = instant(i64::from(chance.below(14_000)) - 400);
    match chance.below(26) {
        0 | 1 => C::Acknowledge { task },
        2 => C::Start { task },
        3 => C::Progress {
            task,
            percent: chance.happens(80).then(|| u8::try_from(chance.below(104)).unwrap_or(0)),
            text: "进展".to_owned(),
            problem: chance.happens(20).then(reason),
            next: None,
        },
        4 | 5 => {
            let (step, done) = (u32::from(chance.below(3)), chance.happens(75));
            C::Tick { task, step, done }
        }
        6 => {
            let value = Decimal::from(i64::from(chance.below(60)) - 2);
            let measure = "走访".into();
            let qualifier = Qualifier::Exact;
            let figure = Figure { measure, value, qualifier, period: None, as_of: None };
            let corrects = chance.happens(20).then(|| Seq(u64::from(chance.below(30))));
            C::Measure { task, figure, corrects }
        }
        7 | 8 => {
            let hash = format!("{:064x}", chance.below(4));
            let (name, file) = ("照片".to_owned(), "现场.jpg".to_owned());
            C::Attach { task, evidence: Evidence { name, file, hash, bytes: 9 } }
        }
        24 => C::AddRows {
            task,
            columns: vec!["企业".to_owned(), "公示".to_owned()],
            rows: (0..chance.below(4)).map(|n| vec![format!("第{n}家"), "是".to_owned()]).collect(),
        },
        25 => {
            let (row, reason) = (u32::from(chance.below(6)), chance.happens(30).then(reason));
            match chance.happens(60) {
                true => {
                    C::CorrectRow {
                        task, row, cells: vec![("公示".to_owned(), "否".to_owned())]
                    }
                }
                false => C::RemoveRow { task, row, reason },
            }
        }
        9 => C::Comment { task, text: "请抓紧".to_owned() },
        10 => C::Pick { task, at: until, answers: vec![("place".to_owned(), "广场".to_owned())] },
        11..=13 => {
            let nil = chance.happens(20);
            C::Submit { task, note: None, nil, outcome: random_outcome(chance) }
        }
        14 => C::Withdraw { task },
        15 => C::Accept { task, note: chance.happens(30).then(reason) },
        16 => C::Return { task, reason: reason() },
        17 => C::Complete { task, note: None, outcome: random_outcome(chance) },
        18 => C::Close { task, note: chance.happens(30).then(reason) },
        19 => C::RequestExtension { task, until, reason: reason() },
        20 => {
            let (grant, until) = (chance.happens(60), chance.happens(50).then_some(until));
            C::DecideExtension { task, grant, until, note: None }
        }
        21 => C::Reassign { task, to: chance.unit(), reason: None },
        22 => match chance.below(2) {
            0 => C::Suspend { task, reason: reason() },
            _ => C::Resume { task },
        },
        _ => match chance.below(3) {
            0 => C::Cancel { task, reason: reason() },
            1 => C::Skip { task, reason: reason() },
            _ => C::Resume { task },
        },
    }
}

/// An outcome that a task may have, one that none has, or nothing said.
fn random_outcome(chance: &mut Chance<'_>) -> Option<String> {
    let said = ["", "解决", "转办", "未成", "解决", "无此结果"][usize::from(chance.below(6))];
    (!said.is_empty()).then(|| said.to_owned())
}
