//! One example or more for every command and every refusal.

use wallchart_plan::ids::{PersonId, TaskNo};

use crate::actor::Actor;
use crate::command::{Command, CommandId};

use crate::state::{TaskRecord, TaskState};
use crate::testing::{Running, instant, small};

use crate::{Campaign, fold};

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
}

fn submit(task: u32) -> Command {
    Command::Submit { task: TaskNo(task), note: None, nil: false }
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
    c.ok(&review, Command::Close { task });
    assert_eq!((c.record(1).state, c.record(1).closed_at), (TaskState::Closed, Some(instant(8))));
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}
