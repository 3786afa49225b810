//! Stores to measure on: a generated plan, launched a month before its day by the engine, and commands given
//! since by units and the secretariat. Each command is decided on and folded as it would be at a desk; only
//! the commits are taken together, so that a large log is made in little time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use chrono::{DateTime, Days, TimeDelta, Utc};
use wallchart_campaign::{
    Actor, Campaign, Command, EventBody, Face, Order, Seq, TaskState, decide, evolve,
};
use wallchart_plan::ids::{CampaignId, TaskNo};
use wallchart_plan::{MemorySources, ReadOptions, read};
use wallchart_runtime::{Desk as _, Launch, LocalDesk, ManualClock, launch, order};
use wallchart_store::{Append, EventStore, NewEvent, OpenMode, Outcome, SqliteStore};

use crate::common::{Result, plan};

/// How many commands one transaction takes.
const TOGETHER: usize = 2000;

/// A campaign of so many tasks, of which the first twentieth is done or handed in.
pub(crate) fn campaign(folder: &Path, tasks: usize) -> Result<PathBuf> {
    made(&folder.join(format!("{tasks}.db")), tasks, |office| {
        let numbers = office.numbers();
        for (n, task) in numbers.iter().take(tasks / 20).enumerate() {
            let unit = office.unit_of(*task)?;
            office.give(unit.clone(), Command::Acknowledge { task: *task })?;
            if n % 3 == 0 {
                let text = format!("第{n}条：已安排，待报送");
                office.give(unit.clone(), Command::Comment { task: *task, text })?;
            }
            if n % 20 != 0 {
                office.give(
                    unit,
                    Command::Submit { task: *task, note: None, nil: false, outcome: None },
                )?;
            }
            if n % 20 > 1 {
                office.give(Actor::Operator, Command::Accept { task: *task, note: None })?;
            }
        }
        Ok(())
    })
}

/// A campaign of so many events, ten to a task: acknowledged, and reported on again and again.
pub(crate) fn long(folder: &Path, events: usize) -> Result<PathBuf> {
    let tasks = events / 10;
    made(&folder.join(format!("long-{events}.db")), tasks, |office| {
        let numbers = office.numbers();
        for task in &numbers {
            let unit = office.unit_of(*task)?;
            office.give(unit, Command::Acknowledge { task: *task })?;
        }
        for round in 0..9 {
            for task in &numbers {
                let unit = office.unit_of(*task)?;
                let text = format!("第{round}次报送");
                let command = match round % 3 {
                    0 => Command::Comment { task: *task, text },
                    _ => Command::Progress {
                        task: *task,
                        percent: Some(round * 10),
                        text,
                        problem: None,
                        next: None,
                    },
                };
                office.give(unit, command)?;
            }
        }
        Ok(())
    })
}

/// Makes a store unless it is there, and leaves it with a snapshot of its last event but one.
fn made(
    path: &Path,
    tasks: usize,
    work: impl FnOnce(&mut Office) -> Result<()>,
) -> Result<PathBuf> {
    if path.exists() {
        return Ok(path.to_owned());
    }
    let began = Instant::now();
    // Under another name until it is whole: a run that is broken off leaves nothing to be taken for it.
    let new = path.with_extension("new");
    SqliteStore::remove(&new)?;
    let mut office = Office::open(&new, tasks)?;
    work(&mut office)?;
    office.flush()?;
    let store: Arc<dyn EventStore> = office.store.clone();
    let desk = LocalDesk::open(store, office.id.clone())?;
    let last = Command::Comment { task: TaskNo(1), text: "至此".to_owned() };
    let seq = now(desk.submit(order(Actor::Operator, Face::Cli, last)))?.seq();
    let snapshot =
        office.store.load_snapshot(&office.id, wallchart_campaign::FOLD_VERSION, None)?;
    let (at, bytes) = snapshot.map_or((0, 0), |s| (s.seq.0, s.body.len()));
    drop((desk, office));
    for end in ["", "-lock"] {
        let named = |p: &Path| PathBuf::from(format!("{}{end}", p.display()));
        std::fs::rename(named(&new), named(path))?;
    }
    println!(
        "(made {tasks} tasks, {} events, a snapshot of {:.1} MB at {at}: {:.1?})",
        seq.0,
        bytes as f64 / 1e6,
        began.elapsed()
    );
    Ok(path.to_owned())
}

/// Waits for a desk, which answers on the spot where there is no runtime of several threads.
pub(crate) fn now<T, E: std::error::Error + 'static>(
    asked: impl Future<Output = std::result::Result<T, E>>,
) -> Result<T> {
    Ok(tokio::runtime::Builder::new_current_thread().build()?.block_on(asked)?)
}

/// A campaign that is being worked on, and what is still to be committed.
struct Office {
    store: Arc<SqliteStore>,
    id: CampaignId,
    campaign: Option<Campaign>,
    time: DateTime<Utc>,
    waiting: Vec<Append>,
}

impl Office {
    fn open(path: &Path, tasks: usize) -> Result<Self> {
        let (units, each) = if tasks >= 10_000 { (tasks / 100, 100) } else { (tasks / 50, 50) };
        let today = DateTime::<Utc>::from(SystemTime::now());
        let began = today - TimeDelta::days(31);
        let options = ReadOptions {
            today: began.date_naive(),
            anchor: Some(today.date_naive() - Days::new(1)),
        };
        let sources = MemorySources::new().with("plan.ron", plan(units, each));
        let reading = read(&sources, "plan.ron", &options);
        let plan = reading.expanded.ok_or_else(|| format!("{:?}", reading.diagnostics))?;
        let store = Arc::new(SqliteStore::open(path, OpenMode::Create)?);
        let id = plan.campaign.id.clone();
        let clock = Arc::new(ManualClock::at(began));
        let desk = LocalDesk::with_clock(store.clone(), id.clone(), clock)?;
        now(launch(&desk, Launch::of(plan, Face::Cli)))?;
        let campaign = now(desk.state())?;
        drop(desk);
        let campaign = Some(Arc::unwrap_or_clone(campaign));
        Ok(Self { store, id, campaign, time: began, waiting: Vec::new() })
    }

    /// Every task, in written order.
    fn numbers(&self) -> Vec<TaskNo> {
        let open = |c: &Campaign| {
            let tasks = c.plan.tasks.iter().zip(&c.records);
            tasks.filter(|(_, r)| r.state == TaskState::Issued).map(|(t, _)| t.number).collect()
        };
        self.campaign.as_ref().map(open).unwrap_or_default()
    }

    fn unit_of(&self, task: TaskNo) -> Result<Actor> {
        let found = self.campaign.as_ref().and_then(|c| c.task(task));
        Ok(Actor::Unit(found.ok_or("no such task")?.1.owner.clone()))
    }

    fn give(&mut self, actor: Actor, command: Command) -> Result<()> {
        self.time += TimeDelta::milliseconds(1500);
        let order: Order = order(actor, Face::Cli, command);
        let bodies = decide(self.campaign.as_ref(), &order, self.time)?;
        let seq = self.campaign.as_ref().map_or(Seq(0), |c| c.seq);
        let events = order.stamp(seq, 1, self.time, bodies);
        let mut new = Vec::with_capacity(events.len());
        for event in events {
            evolve(&mut self.campaign, &event)?;
            let (kind, kind_version) = (event.body.kind().to_owned(), event.body.kind_version());
            let body = EventBody::encode(&event.body)?;
            new.push(NewEvent { meta: event.meta, kind, kind_version, body });
        }
        self.waiting.push(Append::new(self.id.clone(), seq, order.id, new));
        if self.waiting.len() >= TOGETHER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let outcomes = self.store.append_many(std::mem::take(&mut self.waiting))?;
        match outcomes.into_iter().find(|o| !matches!(o, Outcome::Appended(_))) {
            Some(other) => Err(format!("{other:?}").into()),
            None => Ok(()),
        }
    }
}
