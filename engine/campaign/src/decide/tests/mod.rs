//! Examples for every command and every refusal, and what they share.

mod along;
mod amend;
mod cover;
mod examples;
mod laws;
mod outcome;
mod play;
mod random;
mod rehearsal;
mod roster;
mod rows;
mod undo;

use rust_decimal::Decimal;
use wallchart_plan::ids::{PersonId, TaskNo, UnitId};
use wallchart_words::Lang;

use crate::actor::Actor;
use crate::command::{Command, CommandId, Evidence, Figure, Qualifier};
use crate::event::{EventBody, Seq};
use crate::refusal::Refusal;
use crate::state::{TaskRecord, TaskState};
use crate::testing::{Running, at, instant, order, small};
use crate::verb::Verb;
use crate::{Campaign, allowed, fold, is_ready, may, missing, unmet};

fn unit(id: &str) -> Actor {
    Actor::Unit(UnitId::from(id))
}

fn person(id: &str) -> Actor {
    Actor::Person(PersonId::from(id))
}

fn running() -> Running {
    Running::launch(small()).unwrap()
}

impl Running {
    fn record(&self, task: u32) -> &TaskRecord {
        self.state().task(TaskNo(task)).unwrap().1
    }

    fn state(&self) -> &Campaign {
        self.campaign.as_ref().unwrap()
    }

    fn ok(&mut self, actor: &Actor, command: Command) -> CommandId {
        self.give(actor.clone(), command).unwrap()
    }

    /// The code of the refusal, whose message and hint must say something in both languages.
    fn no(&mut self, actor: &Actor, command: Command) -> &'static str {
        let before = self.log.len();
        let refusal = self.give(actor.clone(), command).unwrap_err();
        assert_eq!(self.log.len(), before);
        speaks(&refusal);
        refusal.code()
    }
}

fn speaks(refusal: &Refusal) {
    for lang in Lang::ALL {
        for said in [refusal.message(lang), refusal.hint(lang)] {
            assert!(!said.is_empty() && !said.contains("{$") && !said.contains("{ $"), "{said}");
            assert!(!said.starts_with("campaign-"), "{said}");
        }
    }
}

fn submit(task: u32) -> Command {
    Command::Submit { task: TaskNo(task), note: None, nil: false, outcome: None }
}

fn accept(task: u32) -> Command {
    Command::Accept { task: TaskNo(task), note: None }
}

fn progress(task: u32, percent: u8) -> Command {
    Command::Progress {
        task: TaskNo(task),
        percent: Some(percent),
        text: "进展顺利".to_owned(),
        problem: None,
        next: None,
    }
}

fn tick(task: u32, step: u32, done: bool) -> Command {
    Command::Tick { task: TaskNo(task), step, done }
}

fn figure(task: u32, measure: &str, value: i64) -> Command {
    let figure = Figure {
        measure: measure.into(),
        value: Decimal::from(value),
        qualifier: Qualifier::Exact,
        period: None,
        as_of: None,
    };
    Command::Measure { task: TaskNo(task), figure, corrects: None }
}

fn attach(task: u32, name: &str, hash: &str) -> Command {
    let evidence = Evidence {
        name: name.to_owned(),
        file: format!("{hash}.jpg"),
        hash: hash.to_owned(),
        bytes: 10,
    };
    Command::Attach { task: TaskNo(task), evidence }
}

fn reason() -> String {
    "另有安排".to_owned()
}

/// Brings task 1 to completed.
fn complete_first(c: &mut Running) {
    c.ok(&unit("消保科"), submit(1));
    c.ok(&unit("秘书处"), accept(1));
}

/// A record without what an undo leaves behind: entries that no longer count, rows that stand no more, and the
/// last touch.
pub(super) fn plain(record: &TaskRecord) -> TaskRecord {
    let mut record = record.clone();
    record.entries.retain(|e| e.counts);
    record.rows = record.rows.standing_alone();
    record.touched = Seq(0);
    record
}
