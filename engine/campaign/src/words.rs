//! States, verbs, roles, events and refusals in words.

use wallchart_words::{Lang, Message, Value, ids, t, text};

use crate::missing::{Missing, UnmetNeed};
use crate::refusal::{LocalTime, PlanFault, Refusal, Words};
use crate::rights::Role;
use crate::rows::BadCell;
use crate::say;
use crate::state::Campaign;
use crate::verb::Verb;
use wallchart_plan::expanded::{Direction, Recipient};
use wallchart_plan::ids::{RosterId, TaskNo, UnitId};
use wallchart_plan::near;

/// What a task is called in a message.
type Named<'a> = &'a dyn Fn(&TaskNo) -> String;

/// How many things a message lists before it only counts the rest.
const LISTED: usize = 6;

impl Verb {
    /// Its name for people: `签收`, `acknowledge`.
    pub fn name(self, lang: Lang) -> String {
        let id = match self {
            Verb::Acknowledge => ids::CAMPAIGN_VERB_ACKNOWLEDGE,
            Verb::Start => ids::CAMPAIGN_VERB_START,
            Verb::Progress => ids::CAMPAIGN_VERB_PROGRESS,
            Verb::Tick => ids::CAMPAIGN_VERB_TICK,
            Verb::Measure => ids::CAMPAIGN_VERB_MEASURE,
            Verb::Rows => ids::CAMPAIGN_VERB_ROWS,
            Verb::Attach => ids::CAMPAIGN_VERB_ATTACH,
            Verb::Comment => ids::CAMPAIGN_VERB_COMMENT,
            Verb::Pick => ids::CAMPAIGN_VERB_PICK,
            Verb::Submit => ids::CAMPAIGN_VERB_SUBMIT,
            Verb::Withdraw => ids::CAMPAIGN_VERB_WITHDRAW,
            Verb::Accept => ids::CAMPAIGN_VERB_ACCEPT,
            Verb::Return => ids::CAMPAIGN_VERB_RETURN,
            Verb::Complete => ids::CAMPAIGN_VERB_COMPLETE,
            Verb::Close => ids::CAMPAIGN_VERB_CLOSE,
            Verb::RequestExtension => ids::CAMPAIGN_VERB_REQUEST_EXTENSION,
            Verb::DecideExtension => ids::CAMPAIGN_VERB_DECIDE_EXTENSION,
            Verb::Reassign => ids::CAMPAIGN_VERB_REASSIGN,
            Verb::Suspend => ids::CAMPAIGN_VERB_SUSPEND,
            Verb::Resume => ids::CAMPAIGN_VERB_RESUME,
            Verb::Cancel => ids::CAMPAIGN_VERB_CANCEL,
            Verb::Skip => ids::CAMPAIGN_VERB_SKIP,
        };
        t!(lang, id)
    }
}

impl Role {
    /// Its name for people: `牵头单位`, `lead`.
    pub fn name(self, lang: Lang) -> String {
        let id = match self {
            Role::Coordinator => ids::CAMPAIGN_ROLE_COORDINATOR,
            Role::Lead => ids::CAMPAIGN_ROLE_LEAD,
            Role::Support => ids::CAMPAIGN_ROLE_SUPPORT,
            Role::Reviewer => ids::CAMPAIGN_ROLE_REVIEWER,
            Role::Participant => ids::CAMPAIGN_ROLE_PARTICIPANT,
        };
        t!(lang, id)
    }
}

/// The name of a kind of event: `提交办结`, `submitted`; the kind itself if it is unknown.
pub fn event_name(kind: &str, lang: Lang) -> String {
    match Message::find(&format!("campaign-event-{}", kind.replace('_', "-"))) {
        Some(id) => t!(lang, id),
        None => kind.to_owned(),
    }
}

/// The items in a row, the rest counted.
fn list<T>(lang: Lang, items: &[T], say: impl Fn(&T) -> String) -> String {
    let comma = t!(lang, ids::CAMPAIGN_LIST_COMMA);
    let said: Vec<String> = items.iter().take(LISTED).map(say).collect();
    let said = said.join(&comma);
    match items.len().saturating_sub(LISTED) {
        0 => said,
        more => t!(lang, ids::CAMPAIGN_LIST_MORE, list = said, more = more),
    }
}

/// What a unit is asked for beside a date, for people: `place` is the language's own word, others are the
/// plan's.
pub fn asked_for(lang: Lang, name: &str) -> String {
    match name {
        "place" => t!(lang, ids::VIEWS_PLACE),
        other => other.to_owned(),
    }
}

/// What is meant by such a word, whatever language it is in; see [`asked_for`].
pub fn field_asked_for(word: &str) -> String {
    let fields = ["place"];
    let meant =
        fields.into_iter().find(|field| Lang::ALL.iter().any(|l| asked_for(*l, field) == word));
    meant.unwrap_or(word).to_owned()
}

/// Whom a task is reported to, in a few words: `上报市场监管局、对外媒体`.
pub fn reported_to(lang: Lang, to: &[Recipient]) -> String {
    list(lang, to, |recipient| {
        let message = match recipient.direction {
            Direction::Up => ids::VIEWS_TO_UP,
            Direction::Down => ids::VIEWS_TO_DOWN,
            Direction::Across => ids::VIEWS_TO_ACROSS,
            Direction::Inside => ids::VIEWS_TO_INSIDE,
            Direction::Outside => ids::VIEWS_TO_OUTSIDE,
        };
        t!(lang, message, name = recipient.name.as_str())
    })
}

fn verbs(lang: Lang, verbs: &[Verb]) -> String {
    list(lang, verbs, |v| v.name(lang))
}

impl Missing {
    /// What is missing, in a few clauses.
    pub fn message(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if !self.supporters.is_empty() {
            let units = list(lang, &self.supporters, UnitId::to_string);
            parts.push(t!(lang, ids::CAMPAIGN_MISSING_SUPPORTERS, units = units));
        }
        if self.pick {
            parts.push(t!(lang, ids::CAMPAIGN_MISSING_PICK));
        }
        if !self.answers.is_empty() {
            let answers = list(lang, &self.answers, |name| asked_for(lang, name));
            parts.push(t!(lang, ids::CAMPAIGN_MISSING_ANSWERS, answers = answers));
        }
        if !self.steps.is_empty() {
            let steps = list(lang, &self.steps, |(_, words)| words.clone());
            let short = self.steps_short;
            let is_any = usize::try_from(short).is_ok_and(|short| short < self.steps.len());
            let which = if is_any { "any" } else { "all" };
            let message = ids::CAMPAIGN_MISSING_STEPS;
            parts.push(t!(lang, message, steps = steps, short = short, which = which));
        }
        if self.rows {
            parts.push(t!(lang, ids::CAMPAIGN_MISSING_ROWS));
        }
        if !self.cells.is_empty() {
            let cells = list(lang, &self.cells, |cell| say::unfit(lang, cell));
            parts.push(t!(lang, ids::CAMPAIGN_MISSING_CELLS, cells = cells));
        }
        if !self.measures.is_empty() {
            let measures = list(lang, &self.measures, |m| m.to_string());
            parts.push(t!(lang, ids::CAMPAIGN_MISSING_MEASURES, measures = measures));
        }
        if !self.evidence.is_empty() {
            let evidence = list(lang, &self.evidence, |e| match e.want {
                1 => e.name.clone(),
                want => format!("{} {}/{want}", e.name, e.have),
            });
            parts.push(t!(lang, ids::CAMPAIGN_MISSING_EVIDENCE, evidence = evidence));
        }
        parts.join(&t!(lang, ids::CAMPAIGN_LIST_SEMICOLON))
    }
}

impl UnmetNeed {
    /// What is waited for: the predecessors, and how many of them are enough where not all are needed.
    pub fn message(&self, lang: Lang) -> String {
        self.said(lang, &TaskNo::to_string)
    }

    fn said(&self, lang: Lang, named: Named<'_>) -> String {
        let open = self.groups.iter().filter(|group| !group.open.is_empty());
        let tasks = list(lang, &open.collect::<Vec<_>>(), |g| say::joined(lang, g, named));
        if self.want == self.of {
            return tasks;
        }
        let short = self.want.saturating_sub(self.have);
        t!(lang, ids::CAMPAIGN_UNMET_SOME, tasks = tasks, short = short)
    }
}

impl PlanFault {
    fn message(&self, lang: Lang) -> String {
        match self {
            PlanFault::NoTasks => t!(lang, ids::CAMPAIGN_FAULT_NO_TASKS),
            PlanFault::NumberTwice { task } => {
                t!(lang, ids::CAMPAIGN_FAULT_NUMBER_TWICE, task = task.to_string())
            }
            PlanFault::NumberGone { task } => {
                t!(lang, ids::CAMPAIGN_FAULT_NUMBER_GONE, task = task.to_string())
            }
            PlanFault::UnknownNeed { task, on } => {
                let (task, on) = (task.to_string(), on.to_string());
                t!(lang, ids::CAMPAIGN_FAULT_UNKNOWN_NEED, task = task, on = on)
            }
            PlanFault::UnknownUnit { unit } => {
                t!(lang, ids::CAMPAIGN_FAULT_UNKNOWN_UNIT, unit = unit.as_str())
            }
        }
    }
}

impl Words {
    fn name(self, lang: Lang) -> String {
        let id = match self {
            Words::Text => ids::CAMPAIGN_WORDS_TEXT,
            Words::Reason => ids::CAMPAIGN_WORDS_REASON,
            Words::Name => ids::CAMPAIGN_WORDS_NAME,
            Words::File => ids::CAMPAIGN_WORDS_FILE,
            Words::Answer => ids::CAMPAIGN_WORDS_ANSWER,
        };
        t!(lang, id)
    }
}

impl Refusal {
    /// What was asked and why not, in one sentence; tasks go by their numbers.
    pub fn message(&self, lang: Lang) -> String {
        self.said(lang, &TaskNo::to_string)
    }

    /// The same with the name of every task beside its number: `T0006（部署培训）`.
    pub fn message_in(&self, campaign: &Campaign, lang: Lang) -> String {
        self.said(lang, &|task| say::task(lang, campaign, *task))
    }

    fn said(&self, lang: Lang, named: Named<'_>) -> String {
        if let Refusal::InBatch { at, refusal } = self {
            let why = refusal.said(lang, named);
            return t!(lang, ids::CAMPAIGN_REFUSED_IN_BATCH, at = at + 1, why = why);
        }
        match Message::find(&format!("campaign-refused-{}", self.code())) {
            Some(id) => text(lang, id, &self.values(lang, named)),
            None => self.code().to_owned(),
        }
    }

    /// What would be allowed, or how to get there.
    pub fn hint(&self, lang: Lang) -> String {
        if let Refusal::InBatch { refusal, .. } = self {
            return refusal.hint(lang);
        }
        let nothing_next = matches!(self, Refusal::WrongState { next, .. } if next.is_empty());
        let numbered = matches!(self, Refusal::BadPlan { fault: PlanFault::NumberGone { .. } });
        let code = match (nothing_next, numbered) {
            (true, _) => "wrong-state-end",
            (_, true) => "bad-plan-numbers",
            _ => self.code(),
        };
        match Message::find(&format!("campaign-hint-{code}")) {
            Some(id) => text(lang, id, &self.values(lang, &TaskNo::to_string)),
            None => String::new(),
        }
    }

    /// The values that its message and its hint may use.
    fn values(&self, lang: Lang, named: Named<'_>) -> Vec<(&'static str, Value)> {
        use Refusal as R;
        let mut out: Vec<(&'static str, Value)> = Vec::new();
        let mut put = |name: &'static str, text: String| out.push((name, Value::from(text)));
        if let Some(task) = self.task() {
            put("task", named(&task));
        }
        if let Some(verb) = self.verb() {
            put("verb", verb.name(lang));
        }
        match self {
            R::AlreadyLaunched { campaign } => put("campaign", campaign.to_string()),
            R::BadPlan { fault } => put("fault", fault.message(lang)),
            R::OtherCampaign { running, given } => {
                put("running", running.to_string());
                put("given", given.to_string());
            }
            R::OtherRevision { seen, is } => {
                put("seen", seen.to_string());
                put("is", is.to_string());
            }
            R::NothingToApply { revision } => put("revision", revision.to_string()),
            R::PlayedSince { play, .. } => put("play", play.clone()),
            R::RecordsWouldGo { tasks } => put("tasks", list(lang, tasks, named)),
            R::CountsWouldGo { tasks, what } => {
                put("tasks", list(lang, tasks, named));
                put("what", list(lang, what, String::clone));
            }
            R::OnlyCoordinator { actor, coordinator } | R::NotYourClock { actor, coordinator } => {
                put("actor", say::actor(lang, actor));
                put("unit", coordinator.to_string());
            }
            R::NotInPlan { actor } => put("actor", say::actor(lang, actor)),
            R::NoSuchUnit { unit }
            | R::AlreadyReported { unit, .. }
            | R::AlreadyOwner { unit, .. } => put("unit", unit.to_string()),
            R::NotForUnit { actor, unit } => {
                put("actor", say::actor(lang, actor));
                put("unit", unit.to_string());
            }
            R::NoSuchTask { of, .. } => put("of", of.to_string()),
            R::NotAllowed { actor, by, .. } => {
                put("actor", say::actor(lang, actor));
                let by = list(lang, by, |(role, unit)| format!("{} {unit}", role.name(lang)));
                put("by", by);
            }
            R::WrongState { is, next, .. } => {
                put("state", t!(lang, say::state(*is)));
                put("next", verbs(lang, next));
            }
            R::Unmet { needs, missing, .. } => {
                let mut parts = vec![list(lang, needs, |n| n.said(lang, named))];
                parts.extend((!missing.is_empty()).then(|| missing.message(lang)));
                put("waiting", parts.join(&t!(lang, ids::CAMPAIGN_LIST_SEMICOLON)));
            }
            R::Missing { missing, .. } => put("missing", missing.message(lang)),
            R::DoesNotAddUp { unit, checks, .. } => {
                put("unit", unit.to_string());
                put("checks", list(lang, checks, |check| say::check(lang, check)));
            }
            R::NoSuchStep { step, steps, .. } => {
                put("step", (u64::from(*step) + 1).to_string());
                let numbered: Vec<(usize, &String)> = (1..).zip(steps).collect();
                put("steps", list(lang, &numbered, |(n, words)| format!("{n} {words}")));
            }
            R::NoSuchMeasure { measure, asked, .. } => {
                put("measure", measure.to_string());
                put("asked", list(lang, asked, |m| m.to_string()));
            }
            R::NoSuchColumn { column, columns, .. } => {
                put("column", column.clone());
                put("columns", list(lang, columns, |column| say::column(lang, column)));
            }
            R::RowTooWide { row, columns, .. } => {
                put("row", row.to_string());
                put("columns", columns.to_string());
            }
            R::BadRows { cells, is_one, .. } => {
                let row = |cell: &BadCell| if *is_one { 0 } else { cell.row + 1 };
                put("cells", list(lang, cells, |cell| say::bad_cell(lang, cell, row(cell))));
            }
            R::NoSuchRow { row, last, .. } => {
                put("row", row.to_string());
                put("last", last.to_string());
            }
            R::Counted { measure, from, .. } => {
                put("measure", measure.to_string());
                put("from", from.clone());
            }
            R::NoSuchAnswer { name, asked, .. } => {
                put("name", name.clone());
                put("asked", list(lang, asked, |name| asked_for(lang, name)));
            }
            R::NoOutcome { allowed, .. } => put("allowed", list(lang, allowed, String::clone)),
            R::NoSuchOutcome { outcome, allowed, .. } => {
                put("outcome", outcome.clone());
                let none = t!(lang, ids::VIEWS_NONE);
                let all = list(lang, allowed, String::clone);
                put("allowed", if allowed.is_empty() { none } else { all });
            }
            R::NoSuchEntry { entry, measure, .. } => {
                put("entry", entry.0.to_string());
                put("measure", measure.to_string());
            }
            R::AlreadyAttached { file, name, .. } => {
                put("file", file.clone());
                put("name", name.clone());
            }
            R::NoSuchPlaybook { playbook, known } => {
                put("playbook", playbook.clone());
                let none = t!(lang, ids::VIEWS_NONE);
                let all = list(lang, known, String::clone);
                put("known", if known.is_empty() { none } else { all });
            }
            R::NoSuchHook { hook } => put("hook", hook.clone()),
            R::MayNotStart { actor, playbook, by } => {
                put("actor", say::actor(lang, actor));
                put("playbook", playbook.clone());
                put("by", list(lang, by, |unit| unit.to_string()));
            }
            R::BadParameter { playbook, name, fault, asked } => {
                put("playbook", playbook.clone());
                put("name", name.clone());
                put("why", fault.map_or("unknown", |fault| fault.word()).to_owned());
                put("asked", list(lang, asked, |ask| say::asked(lang, ask)));
            }
            R::NoSuchPlay { play } | R::PlayIsOver { play } | R::StopWithoutReason { play } => {
                put("play", play.to_string())
            }
            R::MayNotStop { actor, coordinator } => {
                put("actor", say::actor(lang, actor));
                put("unit", coordinator.to_string());
            }
            R::NoSuchRoster { roster, known } => {
                put("roster", roster.clone());
                let none = t!(lang, ids::VIEWS_NONE);
                let all = list(lang, known, RosterId::to_string);
                put("known", if known.is_empty() { none } else { all });
            }
            R::NoSuchPost { roster, unit, item, posts } => {
                put("roster", roster.to_string());
                put("post", say::post(unit, item.as_deref()));
                put("posts", list(lang, posts, String::clone));
            }
            R::NoSuchShift { roster, at, shifts } => {
                put("roster", roster.to_string());
                put("at", at.to_string());
                put("shifts", list(lang, shifts, LocalTime::to_string));
            }
            R::NoSuchSeat { roster, role, needs } => {
                put("roster", roster.to_string());
                put("role", t!(lang, say::person_role(*role)));
                put("needs", list(lang, needs, |role| t!(lang, say::person_role(*role))));
            }
            R::MayNotFill { actor, unit, coordinator } => {
                put("actor", say::actor(lang, actor));
                put("unit", unit.to_string());
                put("coordinator", coordinator.to_string());
            }
            R::NotOfUnit { person, unit, of, people } => {
                put("person", person.to_string());
                put("unit", unit.to_string());
                put("of", of.as_ref().map_or_else(|| "none".to_owned(), UnitId::to_string));
                let near = near(person.as_str(), people.iter().map(|p| p.as_str()));
                put("near", near.map_or_else(|| "none".to_owned(), |n| n.name));
                put("people", say::people(lang, people));
            }
            R::OtherRole { person, is, role } => {
                put("person", person.to_string());
                put("is", t!(lang, say::person_role(*is)));
                put("role", t!(lang, say::person_role(*role)));
            }
            R::OnDutyTwice { person, seats } => {
                put("person", person.to_string());
                let seat = |(roster, unit, at): &(RosterId, UnitId, LocalTime)| {
                    format!("{roster} {unit} {at}")
                };
                put("seats", list(lang, seats, seat));
            }
            R::SeatChangedSince { roster, unit, at } => {
                put("roster", roster.to_string());
                put("unit", unit.to_string());
                put("at", at.to_string());
            }
            R::NotDue { what } => put("what", what.clone()),
            R::ClockNotBack { at } => put("at", at.to_string()),
            R::PercentTooHigh { percent, .. } => put("percent", percent.to_string()),
            R::Negative { measure, .. } | R::BadPeriod { measure, .. } => {
                put("measure", measure.to_string());
            }
            R::Blank { what, .. } => put("what", what.name(lang)),
            R::OutsideWindow { start, end, .. } => {
                put("start", start.begin());
                put("end", end.to_string());
            }
            R::ExtensionTooLate { due, .. } => put("due", due.to_string()),
            R::ExtensionNotLater { than, .. } => put("than", than.to_string()),
            R::ChangedSince { by, kind, .. } => {
                let unknown = || t!(lang, ids::CAMPAIGN_SOMEBODY);
                put("by", by.as_ref().map_or_else(unknown, |by| say::actor(lang, by)));
                let kind = kind.as_deref().map(|kind| event_name(kind, lang));
                put("kind", kind.unwrap_or_else(|| t!(lang, ids::CAMPAIGN_A_CHANGE)));
            }
            R::NotInJournal { depth, .. } => put("depth", depth.to_string()),
            R::AlreadyUndone { kind } => put("kind", event_name(kind, lang)),
            R::UndoOfOthers { by } => put("by", say::actor(lang, by)),
            R::UndoBlocked { kind, by, at, .. } => {
                put("kind", event_name(kind, lang));
                put("by", say::actor(lang, by));
                put("at", at.to_string());
            }
            _ => {}
        }
        out
    }

    /// The task that it is about.
    pub fn task(&self) -> Option<TaskNo> {
        use Refusal as R;
        Some(match self {
            R::NoSuchTask { task, .. }
            | R::NotAllowed { task, .. }
            | R::WrongState { task, .. }
            | R::Unmet { task, .. }
            | R::Missing { task, .. }
            | R::DoesNotAddUp { task, .. }
            | R::NotAskedFor { task, .. }
            | R::NoSuchStep { task, .. }
            | R::NoSuchMeasure { task, .. }
            | R::NoSuchAnswer { task, .. }
            | R::NoSuchEntry { task, .. }
            | R::NoSuchColumn { task, .. }
            | R::RowTooWide { task, .. }
            | R::BadRows { task, .. }
            | R::NoSuchRow { task, .. }
            | R::NoRows { task }
            | R::Counted { task, .. }
            | R::AlreadySo { task, .. }
            | R::AlreadyAttached { task, .. }
            | R::AlreadyReported { task, .. }
            | R::AlreadyOwner { task, .. }
            | R::PercentTooHigh { task, .. }
            | R::Negative { task, .. }
            | R::BadPeriod { task, .. }
            | R::Blank { task, .. }
            | R::OutsideWindow { task, .. }
            | R::NilNotAsked { task }
            | R::NoOutcome { task, .. }
            | R::NoSuchOutcome { task, .. }
            | R::NoDueDate { task }
            | R::ExtensionTooLate { task, .. }
            | R::ExtensionNotLater { task, .. }
            | R::ExtensionPending { task }
            | R::NoExtensionAsked { task }
            | R::ChangedSince { task, .. } => *task,
            R::InBatch { refusal, .. } => return refusal.task(),
            _ => return None,
        })
    }

    /// The kind of command that it refuses, where that matters to the reason.
    fn verb(&self) -> Option<Verb> {
        match self {
            Refusal::NotAllowed { verb, .. }
            | Refusal::WrongState { verb, .. }
            | Refusal::Missing { verb, .. }
            | Refusal::NotAskedFor { verb, .. }
            | Refusal::NoOutcome { verb, .. }
            | Refusal::AlreadySo { verb, .. }
            | Refusal::Blank { verb, .. } => Some(*verb),
            _ => None,
        }
    }
}
