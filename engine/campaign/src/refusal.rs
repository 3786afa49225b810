//! Why a command is refused: what was asked, why not, and what would be allowed.

use std::fmt;

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use wallchart_plan::asks::{Ask, AskFault};
use wallchart_plan::expanded::PersonRole;
use wallchart_plan::ids::{CampaignId, MeasureId, PersonId, RosterId, TaskNo, UnitId};
use wallchart_plan::playbook::PlayRef;
use wallchart_plan::rows::Column;
use wallchart_plan::time::Instant;

use crate::actor::Actor;
use crate::command::CommandId;
use crate::event::Seq;
use crate::figures::CheckSeen;
use crate::missing::{Missing, UnmetNeed};
use crate::rights::Role;
use crate::rows::BadCell;
use crate::state::{Campaign, TaskState};
use crate::verb::Verb;

/// Why a command is refused. [`Refusal::message`] and [`Refusal::hint`] say it to people; `Display` is
/// the English message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "fields are named for what they hold; the variants say the rest")]
pub enum Refusal {
    /// Nothing has been launched yet.
    #[error("{}", self.english())]
    NotLaunched,
    /// The campaign runs already.
    #[error("{}", self.english())]
    AlreadyLaunched { campaign: CampaignId },
    /// The plan contradicts itself.
    #[error("{}", self.english())]
    BadPlan { fault: PlanFault },
    /// Only the coordinator launches.
    #[error("{}", self.english())]
    OnlyCoordinator { actor: Actor, coordinator: UnitId },
    /// The plan does not know who asks.
    #[error("{}", self.english())]
    NotInPlan { actor: Actor },
    /// The plan does not know that unit.
    #[error("{}", self.english())]
    NoSuchUnit { unit: UnitId },
    /// Who asks may not act for that unit.
    #[error("{}", self.english())]
    NotForUnit { actor: Actor, unit: UnitId },
    /// The plan has no such task; it has `of`.
    #[error("{}", self.english())]
    NoSuchTask { task: TaskNo, of: usize },
    /// The role is missing; `by` may do it.
    #[error("{}", self.english())]
    NotAllowed { verb: Verb, task: TaskNo, actor: Actor, by: Vec<(Role, UnitId)> },
    /// The task is in another state; `next` is what the asker may do in it.
    #[error("{}", self.english())]
    WrongState { verb: Verb, task: TaskNo, is: TaskState, next: Vec<Verb> },
    /// Needs do not hold; something may have to be handed in besides.
    #[error("{}", self.english())]
    Unmet { task: TaskNo, needs: Vec<UnmetNeed>, missing: Box<Missing> },
    /// Something must still be handed in.
    #[error("{}", self.english())]
    Missing { verb: Verb, task: TaskNo, missing: Box<Missing> },
    /// Figures of the unit break checks of sums.
    #[error("{}", self.english())]
    DoesNotAddUp { task: TaskNo, unit: UnitId, checks: Vec<CheckSeen> },
    /// The plan asks for no such thing of this task.
    #[error("{}", self.english())]
    NotAskedFor { verb: Verb, task: TaskNo },
    /// The checklist has no such step.
    #[error("{}", self.english())]
    NoSuchStep { task: TaskNo, step: u32, steps: Vec<String> },
    /// The task asks for other measures.
    #[error("{}", self.english())]
    NoSuchMeasure { task: TaskNo, measure: MeasureId, asked: Vec<MeasureId> },
    /// The task asks other questions.
    #[error("{}", self.english())]
    NoSuchAnswer { task: TaskNo, name: String, asked: Vec<String> },
    /// No figure of that measure stands under that number.
    #[error("{}", self.english())]
    NoSuchEntry { task: TaskNo, entry: Seq, measure: MeasureId },
    /// The log has other columns.
    #[error("{}", self.english())]
    NoSuchColumn { task: TaskNo, column: String, columns: Vec<Column> },
    /// A row, counted from 1 among those given, has more cells than it names columns.
    #[error("{}", self.english())]
    RowTooWide { task: TaskNo, row: usize, columns: usize },
    /// Cells are not what their columns hold.
    #[error("{}", self.english())]
    BadRows { task: TaskNo, cells: Vec<BadCell>, is_one: bool },
    /// No row of that number stands; numbers go up to `last`.
    #[error("{}", self.english())]
    NoSuchRow { task: TaskNo, row: u32, last: u32 },
    /// No rows were given.
    #[error("{}", self.english())]
    NoRows { task: TaskNo },
    /// The figure is counted from rows.
    #[error("{}", self.english())]
    Counted { task: TaskNo, measure: MeasureId, from: String },
    /// It is so already.
    #[error("{}", self.english())]
    AlreadySo { verb: Verb, task: TaskNo },
    /// The same file was attached before.
    #[error("{}", self.english())]
    AlreadyAttached { task: TaskNo, file: String, name: String },
    /// The supporting unit has reported.
    #[error("{}", self.english())]
    AlreadyReported { task: TaskNo, unit: UnitId },
    /// The unit leads the task already.
    #[error("{}", self.english())]
    AlreadyOwner { task: TaskNo, unit: UnitId },
    /// More than everything.
    #[error("{}", self.english())]
    PercentTooHigh { task: TaskNo, percent: u8 },
    /// A quantity below nothing.
    #[error("{}", self.english())]
    Negative { task: TaskNo, measure: MeasureId },
    /// A period that ends before it begins.
    #[error("{}", self.english())]
    BadPeriod { task: TaskNo, measure: MeasureId },
    /// Words are missing.
    #[error("{}", self.english())]
    Blank { verb: Verb, task: TaskNo, what: Words },
    /// The date is outside what the plan leaves to the unit.
    #[error("{}", self.english())]
    OutsideWindow { task: TaskNo, start: LocalTime, end: LocalTime },
    /// Nothing to report is no answer to this task.
    #[error("{}", self.english())]
    NilNotAsked { task: TaskNo },
    /// How it ended must be said.
    #[error("{}", self.english())]
    NoOutcome { verb: Verb, task: TaskNo, allowed: Vec<String> },
    /// The plan lists other outcomes, or none.
    #[error("{}", self.english())]
    NoSuchOutcome { task: TaskNo, outcome: String, allowed: Vec<String> },
    /// There is no due date to extend.
    #[error("{}", self.english())]
    NoDueDate { task: TaskNo },
    /// The due date has passed.
    #[error("{}", self.english())]
    ExtensionTooLate { task: TaskNo, due: LocalTime },
    /// The new date is not later.
    #[error("{}", self.english())]
    ExtensionNotLater { task: TaskNo, than: LocalTime },
    /// An extension waits for a decision.
    #[error("{}", self.english())]
    ExtensionPending { task: TaskNo },
    /// No extension was asked for.
    #[error("{}", self.english())]
    NoExtensionAsked { task: TaskNo },
    /// The task changed after what the asker was looking at.
    #[error("{}", self.english())]
    ChangedSince { task: TaskNo, seq: Seq, by: Option<Actor>, kind: Option<String> },
    /// The asker has done nothing that could be undone.
    #[error("{}", self.english())]
    NothingToUndo,
    /// The command is unknown, or too old to be undone.
    #[error("{}", self.english())]
    NotInJournal { command: CommandId, depth: usize },
    /// A launch cannot be undone.
    #[error("{}", self.english())]
    CannotUndoLaunch,
    /// It has been undone.
    #[error("{}", self.english())]
    AlreadyUndone { kind: String },
    /// Somebody else gave that command.
    #[error("{}", self.english())]
    UndoOfOthers { by: Actor },
    /// A later command touched the same.
    #[error("{}", self.english())]
    UndoBlocked { command: CommandId, kind: String, by: Actor, at: LocalTime },
    /// A new revision of the plan isn't undone but rolled back.
    #[error("{}", self.english())]
    RollBackInstead,
    /// The plan is that of another campaign.
    #[error("{}", self.english())]
    OtherCampaign { running: CampaignId, given: CampaignId },
    /// Another revision is in force than the one that was looked at.
    #[error("{}", self.english())]
    OtherRevision { seen: u32, is: u32 },
    /// A play that has begun since has taken numbers that the plan gives to its own tasks.
    #[error("{}", self.english())]
    PlayedSince { play: String, seen: Seq },
    /// The plan changes nothing.
    #[error("{}", self.english())]
    NothingToApply { revision: u32 },
    /// The plan takes out tasks to which something has happened.
    #[error("{}", self.english())]
    RecordsWouldGo { tasks: Vec<TaskNo> },
    /// Under the plan, figures or cells that were recorded would not count.
    #[error("{}", self.english())]
    CountsWouldGo { tasks: Vec<TaskNo>, what: Vec<String> },
    /// Only a rehearsal has a clock of its own.
    #[error("{}", self.english())]
    NotARehearsal,
    /// Only the coordinator moves the clock of a rehearsal.
    #[error("{}", self.english())]
    NotYourClock { actor: Actor, coordinator: UnitId },
    /// The clock of a rehearsal never goes back; it shows `at`.
    #[error("{}", self.english())]
    ClockNotBack { at: LocalTime },
    /// The plan has no such playbook.
    #[error("{}", self.english())]
    NoSuchPlaybook { playbook: String, known: Vec<String> },
    /// No playbook waits for that hook.
    #[error("{}", self.english())]
    NoSuchHook { hook: String },
    /// Others start that playbook.
    #[error("{}", self.english())]
    MayNotStart { actor: Actor, playbook: String, by: Vec<UnitId> },
    /// A parameter is missing, unknown, or not what the playbook asks for.
    #[error("{}", self.english())]
    BadParameter { playbook: String, name: String, fault: Option<AskFault>, asked: Vec<Ask> },
    /// There was no such start.
    #[error("{}", self.english())]
    NoSuchPlay { play: PlayRef },
    /// All of the play is settled.
    #[error("{}", self.english())]
    PlayIsOver { play: PlayRef },
    /// Only the coordinator stops plays.
    #[error("{}", self.english())]
    MayNotStop { actor: Actor, coordinator: UnitId },
    /// A play is stopped for a reason.
    #[error("{}", self.english())]
    StopWithoutReason { play: PlayRef },
    /// The campaign would do that by itself, at another time.
    #[error("{}", self.english())]
    NotDue { what: String },
    /// The plan has no such duty roster.
    #[error("{}", self.english())]
    NoSuchRoster { roster: String, known: Vec<RosterId> },
    /// The roster has no such post.
    #[error("{}", self.english())]
    NoSuchPost { roster: RosterId, unit: UnitId, item: Option<String>, posts: Vec<String> },
    /// No shift of the roster begins then.
    #[error("{}", self.english())]
    NoSuchShift { roster: RosterId, at: LocalTime, shifts: Vec<LocalTime> },
    /// The roster asks for nobody of that role.
    #[error("{}", self.english())]
    NoSuchSeat { roster: RosterId, role: PersonRole, needs: Vec<PersonRole> },
    /// Who asks may not say who is on duty for that unit.
    #[error("{}", self.english())]
    MayNotFill { actor: Actor, unit: UnitId, coordinator: UnitId },
    /// The unit doesn't list them; another may.
    #[error("{}", self.english())]
    NotOfUnit { person: PersonId, unit: UnitId, of: Option<UnitId>, people: Vec<PersonId> },
    /// They are something else in their unit.
    #[error("{}", self.english())]
    OtherRole { person: PersonId, is: PersonRole, role: PersonRole },
    /// They are on duty elsewhere at that time.
    #[error("{}", self.english())]
    OnDutyTwice { person: PersonId, seats: Vec<(RosterId, UnitId, LocalTime)> },
    /// Somebody was put down there after what the asker was looking at.
    #[error("{}", self.english())]
    SeatChangedSince { roster: RosterId, unit: UnitId, at: LocalTime },
    /// Everybody is put down so already, or nobody was named.
    #[error("{}", self.english())]
    NothingToFill,
    /// A batch holds commands on tasks only.
    #[error("{}", self.english())]
    NotInBatch,
    /// A batch of nothing.
    #[error("{}", self.english())]
    EmptyBatch,
    /// A command of a batch is refused, and with it all; `at` counts from 0.
    #[error("{}", self.english())]
    InBatch { at: usize, refusal: Box<Refusal> },
}

/// What is wrong with a plan that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanFault {
    /// It has no tasks.
    NoTasks,
    /// Two tasks have the same number.
    NumberTwice {
        /// Which.
        task: TaskNo,
    },
    /// A task has a number that was another's, which is gone.
    NumberGone {
        /// Which.
        task: TaskNo,
    },
    /// A task waits for one that does not exist.
    UnknownNeed {
        /// Which task.
        task: TaskNo,
        /// Waits for which.
        on: TaskNo,
    },
    /// A unit is named that does not exist.
    UnknownUnit {
        /// Which.
        unit: UnitId,
    },
}

/// Words that a command must carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// A text.
    Text,
    /// A reason.
    Reason,
    /// A name.
    Name,
    /// A file.
    File,
    /// An answer.
    Answer,
}

/// A time as the campaign's people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// When.
    pub at: Instant,
    /// In which zone.
    pub zone: Tz,
}

impl LocalTime {
    pub(crate) fn of(at: Instant, campaign: &Campaign) -> Self {
        LocalTime { at, zone: campaign.plan.calendar.zone }
    }

    /// As the begin of something is written: a midnight is 00:00 of its day.
    pub fn begin(self) -> String {
        let local = self.at.utc().and_utc().with_timezone(&self.zone);
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    pub(crate) fn of_utc(at: DateTime<Utc>, campaign: &Campaign) -> Self {
        Self::of(Instant::from_utc(at.naive_utc()), campaign)
    }
}

impl fmt::Display for LocalTime {
    /// Writes `2026-03-12 24:00` for the end of a day, as due dates are meant.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.at.utc().and_utc().with_timezone(&self.zone);
        let midnight = local.hour() == 0 && local.minute() == 0;
        match local.checked_sub_signed(TimeDelta::minutes(1)).filter(|_| midnight) {
            Some(day) => write!(f, "{} 24:00", day.format("%Y-%m-%d")),
            None => write!(f, "{}", local.format("%Y-%m-%d %H:%M")),
        }
    }
}

impl Refusal {
    /// A stable name for programs, such as `wrong-state`; of a batch, that of the command refused.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NotLaunched => "not-launched",
            Refusal::AlreadyLaunched { .. } => "already-launched",
            Refusal::BadPlan { .. } => "bad-plan",
            Refusal::OnlyCoordinator { .. } => "only-coordinator",
            Refusal::NotInPlan { .. } => "not-in-plan",
            Refusal::NoSuchUnit { .. } => "no-such-unit",
            Refusal::NotForUnit { .. } => "not-for-unit",
            Refusal::NoSuchTask { .. } => "no-such-task",
            Refusal::NotAllowed { .. } => "not-allowed",
            Refusal::WrongState { .. } => "wrong-state",
            Refusal::Unmet { .. } => "unmet",
            Refusal::Missing { .. } => "missing",
            Refusal::DoesNotAddUp { .. } => "does-not-add-up",
            Refusal::NotAskedFor { .. } => "not-asked-for",
            Refusal::NoSuchStep { .. } => "no-such-step",
            Refusal::NoSuchMeasure { .. } => "no-such-measure",
            Refusal::NoSuchAnswer { .. } => "no-such-answer",
            Refusal::NoSuchEntry { .. } => "no-such-entry",
            Refusal::NoSuchColumn { .. } => "no-such-column",
            Refusal::RowTooWide { .. } => "row-too-wide",
            Refusal::BadRows { .. } => "bad-rows",
            Refusal::NoSuchRow { .. } => "no-such-row",
            Refusal::NoRows { .. } => "no-rows",
            Refusal::Counted { .. } => "counted",
            Refusal::AlreadySo { .. } => "already-so",
            Refusal::AlreadyAttached { .. } => "already-attached",
            Refusal::AlreadyReported { .. } => "already-reported",
            Refusal::AlreadyOwner { .. } => "already-owner",
            Refusal::PercentTooHigh { .. } => "percent-too-high",
            Refusal::Negative { .. } => "negative",
            Refusal::BadPeriod { .. } => "bad-period",
            Refusal::Blank { .. } => "blank",
            Refusal::OutsideWindow { .. } => "outside-window",
            Refusal::NilNotAsked { .. } => "nil-not-asked",
            Refusal::NoOutcome { .. } => "no-outcome",
            Refusal::NoSuchOutcome { .. } => "no-such-outcome",
            Refusal::NoDueDate { .. } => "no-due-date",
            Refusal::ExtensionTooLate { .. } => "extension-too-late",
            Refusal::ExtensionNotLater { .. } => "extension-not-later",
            Refusal::ExtensionPending { .. } => "extension-pending",
            Refusal::NoExtensionAsked { .. } => "no-extension-asked",
            Refusal::ChangedSince { .. } => "changed-since",
            Refusal::NothingToUndo => "nothing-to-undo",
            Refusal::NotInJournal { .. } => "not-in-journal",
            Refusal::CannotUndoLaunch => "cannot-undo-launch",
            Refusal::RollBackInstead => "roll-back-instead",
            Refusal::OtherCampaign { .. } => "other-campaign",
            Refusal::OtherRevision { .. } => "other-revision",
            Refusal::NothingToApply { .. } => "nothing-to-apply",
            Refusal::PlayedSince { .. } => "played-since",
            Refusal::RecordsWouldGo { .. } => "records-would-go",
            Refusal::CountsWouldGo { .. } => "counts-would-go",
            Refusal::AlreadyUndone { .. } => "already-undone",
            Refusal::UndoOfOthers { .. } => "undo-of-others",
            Refusal::UndoBlocked { .. } => "undo-blocked",
            Refusal::NotARehearsal => "not-a-rehearsal",
            Refusal::NotYourClock { .. } => "not-your-clock",
            Refusal::ClockNotBack { .. } => "clock-not-back",
            Refusal::NoSuchPlaybook { .. } => "no-such-playbook",
            Refusal::NoSuchHook { .. } => "no-such-hook",
            Refusal::MayNotStart { .. } => "may-not-start",
            Refusal::BadParameter { .. } => "bad-parameter",
            Refusal::NoSuchPlay { .. } => "no-such-play",
            Refusal::PlayIsOver { .. } => "play-is-over",
            Refusal::MayNotStop { .. } => "may-not-stop",
            Refusal::StopWithoutReason { .. } => "stop-without-reason",
            Refusal::NotDue { .. } => "not-due",
            Refusal::NoSuchRoster { .. } => "no-such-roster",
            Refusal::NoSuchPost { .. } => "no-such-post",
            Refusal::NoSuchShift { .. } => "no-such-shift",
            Refusal::NoSuchSeat { .. } => "no-such-seat",
            Refusal::MayNotFill { .. } => "may-not-fill",
            Refusal::NotOfUnit { .. } => "not-of-unit",
            Refusal::OtherRole { .. } => "other-role",
            Refusal::OnDutyTwice { .. } => "on-duty-twice",
            Refusal::SeatChangedSince { .. } => "seat-changed-since",
            Refusal::NothingToFill => "nothing-to-fill",
            Refusal::NotInBatch => "not-in-batch",
            Refusal::EmptyBatch => "empty-batch",
            Refusal::InBatch { refusal, .. } => refusal.code(),
        }
    }

    fn english(&self) -> String {
        self.message(wallchart_words::Lang::En)
    }
}
