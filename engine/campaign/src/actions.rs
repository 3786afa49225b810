//! The one table of actions: what can be done, its CLI verb, its key, its words, what it asks for and
//! which command it makes. Every face looks actions up here.

use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::playbook::PlayRef;
use wallchart_plan::time::Instant;
use wallchart_words::{Lang, Message, ids, t};

use crate::command::{Command, CommandId, Evidence, Figure};
use crate::event::Seq;
use crate::refusal::Refusal;
use crate::rights::Rights;
use crate::roster::PutDown;
use crate::state::{Campaign, TaskState};
use crate::verb::Verb;

/// Names an action.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ActionId {
    /// Acknowledge (签收).
    Acknowledge,
    /// Start.
    Start,
    /// Report progress (反馈).
    Progress,
    /// Tick or clear a step.
    Tick,
    /// Record a figure.
    Measure,
    /// Enter a row in the log.
    Row,
    /// Attach evidence.
    Attach,
    /// Comment.
    Comment,
    /// Pick the unit's own date.
    Pick,
    /// Attach, record and submit in one go.
    Done,
    /// Submit (提交办结).
    Submit,
    /// Withdraw a submission.
    Withdraw,
    /// Accept.
    Accept,
    /// Return (退回).
    Return,
    /// Complete in the coordinator's name.
    Complete,
    /// Close out (销号).
    Close,
    /// Ask for an extension.
    Extend,
    /// Grant or refuse an extension.
    Decide,
    /// Reassign.
    Reassign,
    /// Suspend.
    Suspend,
    /// Resume.
    Resume,
    /// Cancel.
    Cancel,
    /// Skip (免办).
    Skip,
    /// Put people down on a duty roster (排班).
    Fill,
    /// Start or stop a playbook (预案).
    Play,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
}

/// Something that an action asks for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// A text.
    Text,
    /// A reason.
    Reason,
    /// A word that goes with it.
    Note,
    /// What is in the way.
    Problem,
    /// What comes next.
    Next,
    /// Hundredths done.
    Percent,
    /// A step of the checklist.
    Step,
    /// Whether the step is ticked.
    Ticked,
    /// Figures for measures.
    Figures,
    /// What a row holds.
    Row,
    /// The entry that a figure corrects.
    Corrects,
    /// Evidence.
    Evidence,
    /// When it begins.
    At,
    /// Answers to what the plan asks.
    Answers,
    /// Nothing to report.
    Nil,
    /// How it ended.
    Outcome,
    /// A later due date.
    Until,
    /// A unit.
    Unit,
    /// Granted or refused.
    Grant,
    /// Seats of a duty roster.
    Seats,
    /// A playbook to start, or a play to stop.
    Playbook,
    /// A command.
    Command,
}

impl Arg {
    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Arg::Text => ids::VIEWS_ARG_TEXT,
            Arg::Reason => ids::VIEWS_ARG_REASON,
            Arg::Note => ids::VIEWS_ARG_NOTE,
            Arg::Problem => ids::VIEWS_ARG_PROBLEM,
            Arg::Next => ids::VIEWS_ARG_NEXT,
            Arg::Percent => ids::VIEWS_ARG_PERCENT,
            Arg::Step => ids::VIEWS_ARG_STEP,
            Arg::Ticked => ids::VIEWS_ARG_TICKED,
            Arg::Figures => ids::VIEWS_ARG_FIGURES,
            Arg::Row => ids::VIEWS_ARG_ROW,
            Arg::Corrects => ids::VIEWS_ARG_CORRECTS,
            Arg::Evidence => ids::VIEWS_ARG_EVIDENCE,
            Arg::At => ids::VIEWS_ARG_AT,
            Arg::Answers => ids::VIEWS_ARG_ANSWERS,
            Arg::Nil => ids::VIEWS_ARG_NIL,
            Arg::Outcome => ids::VIEWS_ARG_OUTCOME,
            Arg::Until => ids::VIEWS_ARG_UNTIL,
            Arg::Unit => ids::VIEWS_ARG_UNIT,
            Arg::Grant => ids::VIEWS_ARG_GRANT,
            Arg::Seats => ids::VIEWS_ARG_SEATS,
            Arg::Playbook => ids::VIEWS_ARG_PLAYBOOK,
            Arg::Command => ids::VIEWS_ARG_COMMAND,
        }
    }
}

/// Who usually takes an action; `decide` has the last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The lead unit or its proxy, and the coordinator for it.
    Owner,
    /// The lead or a supporting unit.
    OwnerOrSupport,
    /// Whoever accepts the work.
    Reviewer,
    /// The coordinator.
    Coordinator,
    /// Anyone who takes part.
    Anyone,
}

/// What an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A task, or several marked ones.
    Task,
    /// A post on a duty roster.
    Post,
    /// The campaign.
    Campaign,
}

/// One action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// Which.
    pub id: ActionId,
    /// Its CLI verb.
    pub verb: &'static str,
    /// Its default key on the dashboard: one character.
    pub key: char,
    /// What it is called: a word for a button.
    pub name: Message,
    /// What it does: a line for help and the palette.
    pub about: Message,
    /// What it is about.
    pub scope: Scope,
    /// What it cannot do without.
    pub needs: &'static [Arg],
    /// What it may be given besides.
    pub takes: &'static [Arg],
    /// Who usually takes it.
    pub who: Who,
}

macro_rules! actions {
    ($($id:ident $verb:literal $key:literal $name:ident $about:ident $scope:ident $who:ident
       [$($need:ident)*] [$($take:ident)*];)*) => {
        /// Every action, in the order in which a palette lists them.
        pub const ACTIONS: &[Action] = &[$(Action {
            id: ActionId::$id,
            verb: $verb,
            key: $key,
            name: ids::$name,
            about: ids::$about,
            scope: Scope::$scope,
            needs: &[$(Arg::$need),*],
            takes: &[$(Arg::$take),*],
            who: Who::$who,
        }),*];
    };
}

actions! {
    Acknowledge "ack" 'a' VIEWS_ACT_ACK VIEWS_ACT_ACK_ABOUT Task Owner [] [];
    Start "start" 'b' VIEWS_ACT_START VIEWS_ACT_START_ABOUT Task Owner [] [];
    Progress "progress" 'p' VIEWS_ACT_PROGRESS VIEWS_ACT_PROGRESS_ABOUT Task OwnerOrSupport [Text] [Percent Problem Next];
    Tick "tick" 't' VIEWS_ACT_TICK VIEWS_ACT_TICK_ABOUT Task Owner [Step] [Ticked];
    Measure "measure" 'm' VIEWS_ACT_MEASURE VIEWS_ACT_MEASURE_ABOUT Task OwnerOrSupport [Figures] [Corrects];
    Row "row" 'l' VIEWS_ACT_ROW VIEWS_ACT_ROW_ABOUT Task OwnerOrSupport [Row] [];
    Attach "attach" 'f' VIEWS_ACT_ATTACH VIEWS_ACT_ATTACH_ABOUT Task OwnerOrSupport [Evidence] [];
    Comment "comment" 'n' VIEWS_ACT_COMMENT VIEWS_ACT_COMMENT_ABOUT Task Anyone [Text] [];
    Pick "pick" 'w' VIEWS_ACT_PICK VIEWS_ACT_PICK_ABOUT Task Owner [At] [Answers];
    Done "done" 'D' VIEWS_ACT_DONE VIEWS_ACT_DONE_ABOUT Task OwnerOrSupport [] [Outcome Figures Evidence Note Nil];
    Submit "submit" 'd' VIEWS_ACT_SUBMIT VIEWS_ACT_SUBMIT_ABOUT Task OwnerOrSupport [] [Outcome Note Nil];
    Withdraw "withdraw" 'W' VIEWS_ACT_WITHDRAW VIEWS_ACT_WITHDRAW_ABOUT Task Owner [] [];
    Accept "accept" 'A' VIEWS_ACT_ACCEPT VIEWS_ACT_ACCEPT_ABOUT Task Reviewer [] [Note];
    Return "return" 'R' VIEWS_ACT_RETURN VIEWS_ACT_RETURN_ABOUT Task Reviewer [Reason] [];
    Complete "complete" 'C' VIEWS_ACT_COMPLETE VIEWS_ACT_COMPLETE_ABOUT Task Coordinator [] [Outcome Note];
    Close "close" 'K' VIEWS_ACT_CLOSE VIEWS_ACT_CLOSE_ABOUT Task Reviewer [] [Note];
    Extend "extend" 's' VIEWS_ACT_EXTEND VIEWS_ACT_EXTEND_ABOUT Task Owner [Until Reason] [];
    Decide "decide" 'S' VIEWS_ACT_DECIDE VIEWS_ACT_DECIDE_ABOUT Task Reviewer [Grant] [Until Note];
    Reassign "reassign" 'o' VIEWS_ACT_REASSIGN VIEWS_ACT_REASSIGN_ABOUT Task Coordinator [Unit] [Reason];
    Suspend "suspend" 'z' VIEWS_ACT_SUSPEND VIEWS_ACT_SUSPEND_ABOUT Task Coordinator [Reason] [];
    Resume "resume" 'Z' VIEWS_ACT_RESUME VIEWS_ACT_RESUME_ABOUT Task Coordinator [] [];
    Cancel "cancel" 'X' VIEWS_ACT_CANCEL VIEWS_ACT_CANCEL_ABOUT Task Coordinator [Reason] [];
    Skip "skip" 'x' VIEWS_ACT_SKIP VIEWS_ACT_SKIP_ABOUT Task Coordinator [Reason] [];
    Fill "roster" 'r' VIEWS_ACT_FILL VIEWS_ACT_FILL_ABOUT Post Anyone [Seats] [];
    Play "play" 'P' VIEWS_ACT_PLAY VIEWS_ACT_PLAY_ABOUT Campaign Anyone [Playbook] [Answers Reason];
    Undo "undo" 'u' VIEWS_ACT_UNDO VIEWS_ACT_UNDO_ABOUT Campaign Anyone [] [Command];
    Redo "redo" 'U' VIEWS_ACT_REDO VIEWS_ACT_REDO_ABOUT Campaign Anyone [Command] [];
}

/// What an action was given. Every field is optional; [`Action::command`] says which one is missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Args {
    /// The text, reason or note.
    pub text: Option<String>,
    /// What is in the way.
    pub problem: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Hundredths done, 0 to 100.
    pub percent: Option<u8>,
    /// Index of a step, from 0.
    pub step: Option<u32>,
    /// Whether the step is ticked; ticked when absent.
    pub ticked: Option<bool>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// What a row holds, by column.
    pub row: Vec<(String, String)>,
    /// The entry that the first figure corrects.
    pub corrects: Option<Seq>,
    /// Evidence whose bytes are stored already.
    pub evidence: Vec<Evidence>,
    /// When it begins.
    pub at: Option<Instant>,
    /// Answers to what the plan asks, by field.
    pub answers: Vec<(String, String)>,
    /// Nothing to report.
    pub nil: bool,
    /// How it ended.
    pub outcome: Option<String>,
    /// A later due date.
    pub until: Option<Instant>,
    /// A unit.
    pub unit: Option<UnitId>,
    /// Granted or refused.
    pub grant: Option<bool>,
    /// Who is to be in which seat of a duty roster.
    pub seats: Vec<PutDown>,
    /// Whether people on duty elsewhere, or strangers, are meant.
    pub anyway: bool,
    /// A playbook to start, or a play to stop.
    pub playbook: Option<OfPlay>,
    /// A command.
    pub command: Option<CommandId>,
}

/// A playbook to start, or a play to stop.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfPlay {
    /// Starts the playbook of that id.
    Start(String),
    /// Stops that play.
    Stop(PlayRef),
}

/// An action was not given what it cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("missing: {}", .0.name().id())]
pub struct Lacks(pub Arg);

impl Lacks {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        t!(lang, ids::VIEWS_ARG_MISSING, what = t!(lang, self.0.name()))
    }
}

/// The action of that id.
pub fn action(id: ActionId) -> &'static Action {
    // The table holds every id; a test sees to it.
    ACTIONS.iter().find(|a| a.id == id).unwrap_or(&ACTIONS[0])
}

/// The action with that CLI verb.
pub fn by_verb(verb: &str) -> Option<&'static Action> {
    ACTIONS.iter().find(|a| a.verb == verb)
}

/// The action with that key.
pub fn by_key(key: char) -> Option<&'static Action> {
    ACTIONS.iter().find(|a| a.key == key)
}

impl Action {
    /// The kind of command on a task that the action gives; `None` for those on no task. Done is a submit
    /// with what goes before it.
    pub fn verb_kind(&self) -> Option<Verb> {
        Some(match self.id {
            ActionId::Acknowledge => Verb::Acknowledge,
            ActionId::Start => Verb::Start,
            ActionId::Progress => Verb::Progress,
            ActionId::Tick => Verb::Tick,
            ActionId::Measure => Verb::Measure,
            ActionId::Row => Verb::Rows,
            ActionId::Attach => Verb::Attach,
            ActionId::Comment => Verb::Comment,
            ActionId::Pick => Verb::Pick,
            ActionId::Done | ActionId::Submit => Verb::Submit,
            ActionId::Withdraw => Verb::Withdraw,
            ActionId::Accept => Verb::Accept,
            ActionId::Return => Verb::Return,
            ActionId::Complete => Verb::Complete,
            ActionId::Close => Verb::Close,
            ActionId::Extend => Verb::RequestExtension,
            ActionId::Decide => Verb::DecideExtension,
            ActionId::Reassign => Verb::Reassign,
            ActionId::Suspend => Verb::Suspend,
            ActionId::Resume => Verb::Resume,
            ActionId::Cancel => Verb::Cancel,
            ActionId::Skip => Verb::Skip,
            ActionId::Fill | ActionId::Play | ActionId::Undo | ActionId::Redo => return None,
        })
    }

    /// Whether a task in that stored state can be acted on so, whoever asks and whatever is missing.
    pub fn fits(&self, state: TaskState) -> bool {
        self.verb_kind().is_none_or(|verb| verb.fits(state))
    }

    /// Whether someone can take the action on the task now; the error is what `decide` would answer.
    /// What depends on what the action is given is not looked at: done may bring what is missing along.
    ///
    /// # Errors
    /// The refusal, for a tooltip.
    pub fn offered(
        &self,
        campaign: &Campaign,
        rights: &Rights,
        task: TaskNo,
        now: Instant,
    ) -> Result<(), Refusal> {
        match self.verb_kind() {
            None => Ok(()),
            Some(verb) => match rights.may(campaign, verb, task, now) {
                Err(Refusal::Missing { .. }) if self.id == ActionId::Done => Ok(()),
                answer => answer,
            },
        }
    }

    /// The command that the action makes of what it was given. `task` is needed by actions on a task.
    ///
    /// # Errors
    /// Names the first thing that is missing.
    pub fn command(&self, task: TaskNo, args: Args) -> Result<Command, Lacks> {
        let reason = |text: Option<String>| text.ok_or(Lacks(Arg::Reason));
        Ok(match self.id {
            ActionId::Acknowledge => Command::Acknowledge { task },
            ActionId::Start => Command::Start { task },
            ActionId::Progress => Command::Progress {
                task,
                percent: args.percent,
                text: args.text.ok_or(Lacks(Arg::Text))?,
                problem: args.problem,
                next: args.next,
            },
            ActionId::Tick => Command::Tick {
                task,
                step: args.step.ok_or(Lacks(Arg::Step))?,
                done: args.ticked.unwrap_or(true),
            },
            ActionId::Measure => one_or_batch(records(task, args.figures, args.corrects))
                .ok_or(Lacks(Arg::Figures))?,
            ActionId::Row if args.row.is_empty() => return Err(Lacks(Arg::Row)),
            ActionId::Row => {
                let (columns, row) = args.row.into_iter().unzip();
                Command::AddRows { task, columns, rows: vec![row] }
            }
            ActionId::Attach => {
                one_or_batch(attachments(task, args.evidence)).ok_or(Lacks(Arg::Evidence))?
            }
            ActionId::Comment => {
                Command::Comment { task, text: args.text.ok_or(Lacks(Arg::Text))? }
            }
            ActionId::Pick => {
                Command::Pick { task, at: args.at.ok_or(Lacks(Arg::At))?, answers: args.answers }
            }
            ActionId::Submit => {
                Command::Submit { task, note: args.text, nil: args.nil, outcome: args.outcome }
            }
            ActionId::Done => {
                let submit =
                    Command::Submit { task, note: args.text, nil: args.nil, outcome: args.outcome };
                let mut commands = attachments(task, args.evidence);
                commands.extend(records(task, args.figures, None));
                commands.push(submit.clone());
                one_or_batch(commands).unwrap_or(submit)
            }
            ActionId::Withdraw => Command::Withdraw { task },
            ActionId::Accept => Command::Accept { task, note: args.text },
            ActionId::Return => Command::Return { task, reason: reason(args.text)? },
            ActionId::Complete => {
                Command::Complete { task, note: args.text, outcome: args.outcome }
            }
            ActionId::Close => Command::Close { task, note: args.text },
            ActionId::Extend => Command::RequestExtension {
                task,
                until: args.until.ok_or(Lacks(Arg::Until))?,
                reason: reason(args.text)?,
            },
            ActionId::Decide => Command::DecideExtension {
                task,
                grant: args.grant.ok_or(Lacks(Arg::Grant))?,
                until: args.until,
                note: args.text,
            },
            ActionId::Reassign => Command::Reassign {
                task,
                to: args.unit.ok_or(Lacks(Arg::Unit))?,
                reason: args.text,
            },
            ActionId::Suspend => Command::Suspend { task, reason: reason(args.text)? },
            ActionId::Resume => Command::Resume { task },
            ActionId::Cancel => Command::Cancel { task, reason: reason(args.text)? },
            ActionId::Skip => Command::Skip { task, reason: reason(args.text)? },
            ActionId::Fill => match args.seats.is_empty() {
                true => return Err(Lacks(Arg::Seats)),
                false => Command::FillRoster { fills: args.seats, anyway: args.anyway },
            },
            ActionId::Play => match args.playbook.ok_or(Lacks(Arg::Playbook))? {
                OfPlay::Start(playbook) => {
                    Command::StartPlaybook { playbook, params: args.answers, cause: None }
                }
                OfPlay::Stop(play) => Command::StopPlay { play, reason: reason(args.text)? },
            },
            ActionId::Undo => Command::Undo { command: args.command },
            ActionId::Redo => {
                Command::Undo { command: Some(args.command.ok_or(Lacks(Arg::Command))?) }
            }
        })
    }
}

fn attachments(task: TaskNo, evidence: Vec<Evidence>) -> Vec<Command> {
    evidence.into_iter().map(|evidence| Command::Attach { task, evidence }).collect()
}

fn records(task: TaskNo, figures: Vec<Figure>, mut corrects: Option<Seq>) -> Vec<Command> {
    let one = |figure| Command::Measure { task, figure, corrects: corrects.take() };
    figures.into_iter().map(one).collect()
}

fn one_or_batch(mut commands: Vec<Command>) -> Option<Command> {
    match commands.len() {
        0 | 1 => commands.pop(),
        _ => Some(Command::Batch { commands }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_action_is_in_the_table_once() {
        let ids: BTreeSet<_> = ACTIONS.iter().map(|a| a.id).collect();
        let verbs: BTreeSet<_> = ACTIONS.iter().map(|a| a.verb).collect();
        let keys: BTreeSet<_> = ACTIONS.iter().map(|a| a.key).collect();
        // `Redo` is the last id: its discriminant counts the ids before it.
        assert_eq!(ids.len(), ActionId::Redo as usize + 1);
        assert_eq!((verbs.len(), keys.len()), (ids.len(), ids.len()));
        for a in ACTIONS {
            assert_eq!(action(a.id), a);
            assert_eq!(by_verb(a.verb), Some(a));
            assert_eq!(by_key(a.key), Some(a));
        }
    }

    #[test]
    fn an_action_without_arguments_names_the_first_it_needs() {
        for a in ACTIONS {
            match a.command(TaskNo(1), Args::default()) {
                Ok(_) => assert!(a.needs.is_empty(), "{:?}", a.id),
                Err(Lacks(arg)) => assert_eq!(a.needs.first(), Some(&arg), "{:?}", a.id),
            }
        }
    }

    #[test]
    fn done_is_one_command_that_ends_in_a_submit() {
        let evidence =
            Evidence { name: "照片".into(), file: "a.jpg".into(), hash: "0".into(), bytes: 1 };
        let args = Args { evidence: vec![evidence], ..Args::default() };
        let Ok(Command::Batch { commands }) = action(ActionId::Done).command(TaskNo(7), args)
        else {
            panic!("done with evidence is a batch")
        };
        assert!(matches!(commands[..], [Command::Attach { .. }, Command::Submit { .. }]));
    }
}
