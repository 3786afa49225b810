//! Shared words: what states, lights, kinds, lengths, dates and events are called, in zh and en.

mod figures;

use chrono::{Datelike, NaiveDate, Timelike};
use wallchart_plan::WorkCalendar;
use wallchart_plan::asks::{Ask, AskKind};
use wallchart_plan::expanded::{EscalateTo, PersonRole, Task, Timing, UnitKind};
use wallchart_plan::ids::{PersonId, TaskNo, UnitId};
use wallchart_plan::rows::Column;
use wallchart_plan::time::{DAY_MIN, Instant, Span};
use wallchart_words::{Lang, Message, ids, t};

use crate::actor::{Actor, Face};
use crate::lights::{Cause, Light, Phase, Standing};
use crate::lost::Unfit;
use crate::read::{Joined, MovedAlong, RowSeen, View, moves_along};
use crate::rows::BadCell;
use crate::state::{Campaign, TaskRecord, TaskState};

pub use figures::{
    as_of, broken, check, cover, enough, enough_of, figure, out_of_reach, quantity, rate, sign,
    target, total, warning,
};

/// What a stored state is called.
pub fn state(state: TaskState) -> Message {
    match state {
        TaskState::Draft => ids::VIEWS_STATE_DRAFT,
        TaskState::Issued => ids::VIEWS_STATE_ISSUED,
        TaskState::InProgress => ids::VIEWS_STATE_IN_PROGRESS,
        TaskState::Submitted => ids::VIEWS_STATE_SUBMITTED,
        TaskState::Returned => ids::VIEWS_STATE_RETURNED,
        TaskState::Completed => ids::VIEWS_STATE_COMPLETED,
        TaskState::Closed => ids::VIEWS_STATE_CLOSED,
        TaskState::Suspended => ids::VIEWS_STATE_SUSPENDED,
        TaskState::Cancelled => ids::VIEWS_STATE_CANCELLED,
        TaskState::Skipped => ids::VIEWS_STATE_SKIPPED,
        TaskState::Failed => ids::VIEWS_STATE_FAILED,
    }
}

/// What a phase is called.
pub fn phase(phase: Phase) -> Message {
    match phase {
        Phase::Waiting => ids::VIEWS_PHASE_WAITING,
        Phase::Later => ids::VIEWS_PHASE_LATER,
        Phase::Ready => ids::VIEWS_PHASE_READY,
        Phase::Doing => ids::VIEWS_PHASE_DOING,
        Phase::Review => ids::VIEWS_PHASE_REVIEW,
        Phase::Suspended => ids::VIEWS_PHASE_SUSPENDED,
        Phase::Settled => ids::VIEWS_PHASE_SETTLED,
    }
}

/// What a light is called.
pub fn light(light: Light) -> Message {
    match light {
        Light::Done => ids::VIEWS_LIGHT_DONE,
        Light::Grey => ids::VIEWS_LIGHT_GREY,
        Light::Green => ids::VIEWS_LIGHT_GREEN,
        Light::Blue => ids::VIEWS_LIGHT_BLUE,
        Light::Yellow => ids::VIEWS_LIGHT_YELLOW,
        Light::Red => ids::VIEWS_LIGHT_RED,
    }
}

/// A light as one character, for where there is no colour: two cells in zh, one in en.
pub fn mark(light: Light) -> Message {
    match light {
        Light::Done => ids::VIEWS_MARK_DONE,
        Light::Grey => ids::VIEWS_MARK_GREY,
        Light::Green => ids::VIEWS_MARK_GREEN,
        Light::Blue => ids::VIEWS_MARK_BLUE,
        Light::Yellow => ids::VIEWS_MARK_YELLOW,
        Light::Red => ids::VIEWS_MARK_RED,
    }
}

/// The one word that says most about a task: how late, blocked, due soon, behind, else its phase, else
/// the stored state.
pub fn standing(lang: Lang, standing: &Standing, stored: TaskState) -> String {
    match standing.phase {
        Phase::Settled | Phase::Suspended => return t!(lang, state(stored)),
        Phase::Review => return t!(lang, ids::VIEWS_STATE_SUBMITTED),
        _ => {}
    }
    if standing.overdue {
        late(lang, standing)
    } else if standing.problem || standing.blocked_by.is_some() {
        t!(lang, ids::VIEWS_BLOCKED)
    } else if standing.behind {
        t!(lang, ids::VIEWS_BEHIND)
    } else if standing.due_soon {
        t!(lang, ids::VIEWS_DUE_SOON)
    } else if matches!(standing.phase, Phase::Waiting | Phase::Later) {
        t!(lang, phase(standing.phase))
    } else {
        t!(lang, state(stored))
    }
}

/// How late something is: in days, or as a word on the day itself.
pub fn late(lang: Lang, standing: &Standing) -> String {
    if standing.late_days > 0 {
        t!(lang, ids::DAYS_LATE, days = standing.late_days)
    } else {
        t!(lang, ids::VIEWS_OVERDUE)
    }
}

/// A task by its number and its name: `T0006（部署培训）`; the number alone if the plan has no such task.
pub fn task(lang: Lang, campaign: &Campaign, number: TaskNo) -> String {
    let number_text = number.to_string();
    match campaign.path_of(number) {
        Some(path) => {
            t!(lang, ids::VIEWS_TASK_NAMED, number = number_text, path = path.as_str())
        }
        None => number_text,
    }
}

/// Why a light is what it is; another task goes by its number.
pub fn cause(lang: Lang, standing: &Standing) -> String {
    cause_with(lang, standing, &|task| task.to_string())
}

/// Why a light is what it is, with the name of another task beside its number.
pub fn cause_in(lang: Lang, campaign: &Campaign, standing: &Standing) -> String {
    cause_with(lang, standing, &|number| task(lang, campaign, number))
}

fn cause_with(lang: Lang, standing: &Standing, named: &dyn Fn(TaskNo) -> String) -> String {
    match standing.cause {
        Cause::Settled => t!(lang, ids::VIEWS_CAUSE_SETTLED),
        Cause::Suspended => t!(lang, ids::VIEWS_CAUSE_SUSPENDED),
        Cause::Overdue if standing.late_days == 0 => t!(lang, ids::VIEWS_CAUSE_LATE_TODAY),
        Cause::Overdue => t!(lang, ids::DAYS_LATE, days = standing.late_days),
        Cause::Problem => t!(lang, ids::VIEWS_CAUSE_PROBLEM),
        Cause::BlockedBy { task } => {
            t!(lang, ids::VIEWS_CAUSE_BLOCKED_BY, task = named(task))
        }
        Cause::WillBeLate { by_min } => {
            t!(lang, ids::VIEWS_CAUSE_WILL_BE_LATE, time = minutes(lang, by_min))
        }
        Cause::Behind { points } => t!(lang, ids::VIEWS_CAUSE_BEHIND, points = points),
        Cause::AckOverdue => t!(lang, ids::VIEWS_CAUSE_ACK_OVERDUE),
        Cause::DueSoon => t!(lang, ids::VIEWS_CAUSE_DUE_SOON),
        Cause::WaitsFor { task } => t!(lang, ids::VIEWS_CAUSE_WAITS_FOR, task = named(task)),
        Cause::WaitsForOutcome { task } => {
            t!(lang, ids::VIEWS_CAUSE_WAITS_FOR_OUTCOME, task = named(task))
        }
        Cause::NotBegun => t!(lang, ids::VIEWS_CAUSE_NOT_BEGUN),
        Cause::InReview => t!(lang, ids::VIEWS_CAUSE_IN_REVIEW),
        Cause::OnCourse => t!(lang, ids::VIEWS_CAUSE_ON_COURSE),
    }
}

/// A task's path; one of a play with the play's title behind it, or with what was filled in, by which plays
/// are told apart.
pub fn path(lang: Lang, campaign: &Campaign, number: TaskNo) -> String {
    let Some((task, _)) = campaign.task(number) else { return number.to_string() };
    let path = task.path.as_str();
    let Some(play) = task.play.as_ref().and_then(|play| campaign.play(play)) else {
        return path.to_owned();
    };
    let values = || play.params.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let is_titled = play.title != play.play.playbook;
    let label = if is_titled { play.title.clone() } else { values().join(" ") };
    match label.is_empty() {
        true => path.to_owned(),
        false => t!(lang, ids::VIEWS_TASK_NAMED, number = path, path = label),
    }
}

/// A parameter of a playbook and what it holds: `属地（单位：所分局）`.
pub fn asked(lang: Lang, ask: &Ask) -> String {
    let group = ask.kind.choices();
    t!(lang, ids::CAMPAIGN_ASKED, name = ask.name.as_str(), kind = ask.kind.word(), group = group)
}

/// A column of a log and what it holds: `公示（是或否）`; `?` where it may be empty.
pub fn column(lang: Lang, column: &Column) -> String {
    let mark = if column.optional { "?" } else { "" };
    asked(lang, &Ask { name: format!("{}{mark}", column.name), kind: column.kind.clone() })
}

/// What is wrong with a cell, and what would be right; `row` is what its row goes by, 0 where it is the only one.
pub fn bad_cell(lang: Lang, bad: &BadCell, row: usize) -> String {
    let group = match &bad.column.kind {
        AskKind::Unit(group) => group.as_str(),
        _ => "",
    };
    let (column, value) = (bad.column.name.as_str(), bad.value.as_str());
    let why = bad.fault.word();
    let message = ids::CAMPAIGN_BAD_CELL;
    t!(lang, message, row = row, column = column, value = value, why = why, group = group)
}

/// A cell as people write it: 是 and 否 for yes and no.
pub fn cell(lang: Lang, kind: &AskKind, cell: &str) -> String {
    match (kind, cell) {
        (AskKind::YesNo, "yes") => t!(lang, ids::CAMPAIGN_CELL_YES),
        (AskKind::YesNo, "no") => t!(lang, ids::CAMPAIGN_CELL_NO),
        (_, cell) => cell.to_owned(),
    }
}

/// A cell that is not what its column holds: `第2行“漏点数”为“三”`.
pub fn unfit(lang: Lang, cell: &Unfit) -> String {
    let (column, value) = (cell.column.as_str(), cell.value.as_str());
    let length = value.chars().count();
    t!(lang, ids::CAMPAIGN_UNFIT, row = cell.row, column = column, value = value, length = length)
}

/// What a row of a log holds, cell by cell, those of columns that the plan has no more last.
pub fn row(lang: Lang, columns: &[Column], row: &RowSeen) -> String {
    let held = columns.iter().map(|c| (c.name.as_str(), cell(lang, &c.kind, row.cell(&c.name))));
    let former = row.cells.iter().filter(|(name, _)| !columns.iter().any(|c| c.name == *name));
    let held = held.chain(former.map(|(name, cell)| (name.as_str(), cell.clone())));
    let held = held.filter(|(_, cell)| !cell.is_empty());
    let told =
        held.map(|(name, value)| t!(lang, ids::VIEWS_FIELD_SAYS, name = name, value = value));
    told.collect::<Vec<_>>().join("  ")
}

/// A fan-out that is waited for: `分会场 9/11 已办结，2项超期`; a single task goes by its name.
pub fn joined(lang: Lang, joined: &Joined, named: &dyn Fn(&TaskNo) -> String) -> String {
    match joined.open.as_slice() {
        [only] if joined.of == 1 => named(only),
        _ => t!(
            lang,
            ids::WHY_JOINED,
            task = joined.task.as_str(),
            held = joined.held,
            skipped = joined.skipped,
            of = joined.of,
            late = joined.late
        ),
    }
}

/// Why a light is what it is, a fan-out that is waited for counted: `待 分会场 9/11 已办结，2项超期`.
pub fn cause_seen(lang: Lang, view: &View, number: TaskNo, standing: &Standing) -> String {
    let (Cause::WaitsFor { task: on } | Cause::BlockedBy { task: on }) = standing.cause else {
        return cause_in(lang, &view.campaign, standing);
    };
    let Some(fan) = view.joined_with(number, on) else {
        return cause_in(lang, &view.campaign, standing);
    };
    let what = joined(lang, &fan, &|no| task(lang, &view.campaign, *no));
    match standing.cause {
        Cause::BlockedBy { .. } => t!(lang, ids::WHY_BLOCKED_BY, what = what),
        _ => t!(lang, ids::VIEWS_CAUSE_WAITS_FOR, task = what),
    }
}

/// The one word that says most about a task, and where it waits for a fan-out how much of that is there:
/// `待前置 9/11`.
pub fn standing_seen(
    lang: Lang,
    view: &View,
    number: TaskNo,
    of: &Standing,
    stored: TaskState,
) -> String {
    let word = standing(lang, of, stored);
    let on = match of.cause {
        Cause::WaitsFor { task } | Cause::BlockedBy { task } => Some(task),
        // What is late itself may be so because of others.
        _ => of.blocked_by,
    };
    match on.and_then(|on| view.joined_with(number, on)) {
        Some(fan) => {
            t!(lang, ids::WHY_COUNT, word = word, held = fan.held, of = fan.of, late = fan.late)
        }
        None => word,
    }
}

/// What whoever decides on a task must know: how it ended, till when an extension is asked for and why.
pub fn remark(lang: Lang, view: &View, number: TaskNo) -> Option<String> {
    let (_, record) = view.campaign.task(number)?;
    if let Some(request) = &record.request {
        let until = due(&view.calendar, request.until);
        let asked = t!(lang, ids::VIEWS_EVENT_EXTENSION_ASKED, until = until);
        let said = t!(lang, ids::VIEWS_WITH_REASON, what = asked, reason = &request.reason);
        return Some(match along(lang, view, number, request.until) {
            Some(along) => t!(lang, ids::VIEWS_ASKED_ALONG, asked = said, along = along),
            None => said,
        });
    }
    let outcome = record.outcome.as_ref().filter(|_| record.state == TaskState::Submitted)?;
    Some(t!(lang, ids::VIEWS_WITH_OUTCOME, outcome = outcome))
}

/// How many due dates that move along are named.
const ALONG: usize = 3;

/// Which due dates would move along with that of a task, with where from and where to; nothing where none does.
pub fn along(lang: Lang, view: &View, task: TaskNo, until: Instant) -> Option<String> {
    let moves = moves_along(&view.campaign, task, until);
    let said = |moved: &MovedAlong| {
        let path = view.campaign.path_of(moved.task)?.to_string();
        let from = moved.from.map_or_else(String::new, |at| due(&view.calendar, at));
        let to = due(&view.calendar, moved.to);
        Some(t!(lang, ids::VIEWS_MOVES_ALONG_ONE, path = path, from = from, to = to))
    };
    let mut named: Vec<String> = moves.iter().take(ALONG).filter_map(said).collect();
    if let more @ 1.. = moves.len().saturating_sub(ALONG) {
        named.push(t!(lang, ids::VIEWS_MOVES_ALONG_MORE, n = more));
    }
    let all = named.join(&t!(lang, ids::PREVIEW_COMMA));
    (!moves.is_empty()).then(|| t!(lang, ids::VIEWS_MOVES_ALONG, moves = all))
}

/// How a task ended, or while that is open how it may: `重大隐患`, `合格 / 不合格`.
pub fn outcome(task: &Task, record: &TaskRecord) -> String {
    record.outcome.clone().unwrap_or_else(|| task.outcomes.join(" / "))
}

/// A length of time: `3d 4h`, `3天4小时`. Whole days, or days and hours, or hours and minutes; a minus
/// stands before a negative one.
pub fn minutes(lang: Lang, min: i64) -> String {
    let sign = if min < 0 { "-" } else { "" };
    let min = min.unsigned_abs();
    let day = DAY_MIN.unsigned_abs();
    let (d, h, m) = (min / day, min % day / 60, min % 60);
    let text = match (d, h, m) {
        (0, 0, m) => t!(lang, ids::VIEWS_MINUTES, n = m),
        (0, h, 0) => t!(lang, ids::VIEWS_HOURS, n = h),
        (0, h, m) => t!(lang, ids::VIEWS_HOURS_MINUTES, h = h, m = m),
        (d, 0, _) => t!(lang, ids::VIEWS_DAYS, n = d),
        (d, h, _) => t!(lang, ids::VIEWS_DAYS_HOURS, d = d, h = h),
    };
    format!("{sign}{text}")
}

/// A length of time in its own unit: `5 working days`, `5个工作日`.
pub fn span(lang: Lang, span: Span) -> String {
    match span {
        _ if span.is_zero() => t!(lang, ids::VIEWS_NO_TIME),
        Span::Minutes(n) => minutes(lang, n),
        Span::Days(n) => t!(lang, ids::VIEWS_DAYS, n = n),
        Span::WorkDays(n) => t!(lang, ids::VIEWS_WORKDAYS, n = n),
    }
}

/// A whole date: `2026年3月5日`, `2026-03-05`.
pub fn date(lang: Lang, date: NaiveDate) -> String {
    let (m, d) = match lang {
        Lang::Zh => (date.month().to_string(), date.day().to_string()),
        Lang::En => (format!("{:02}", date.month()), format!("{:02}", date.day())),
    };
    t!(lang, ids::VIEWS_DATE, y = date.year(), m = m, d = d)
}

/// What a date's weekday is called.
pub fn weekday(lang: Lang, date: NaiveDate) -> String {
    let message = match date.weekday() {
        chrono::Weekday::Mon => ids::VIEWS_WEEKDAY_1,
        chrono::Weekday::Tue => ids::VIEWS_WEEKDAY_2,
        chrono::Weekday::Wed => ids::VIEWS_WEEKDAY_3,
        chrono::Weekday::Thu => ids::VIEWS_WEEKDAY_4,
        chrono::Weekday::Fri => ids::VIEWS_WEEKDAY_5,
        chrono::Weekday::Sat => ids::VIEWS_WEEKDAY_6,
        chrono::Weekday::Sun => ids::VIEWS_WEEKDAY_7,
    };
    t!(lang, message)
}

/// A deadline or an end, short: `03-15`, or `03-15 17:00` where it is not the end of a day. 11 cells at
/// most.
pub fn due(calendar: &WorkCalendar, at: Instant) -> String {
    let local = calendar.local(at);
    if local.hour() == 0 && local.minute() == 0 {
        return calendar.end_date(at).format("%m-%d").to_string();
    }
    local.format("%m-%d %H:%M").to_string()
}

/// A deadline seen from `now`: `today 17:00`, `tomorrow`, else as [`due`].
pub fn due_near(lang: Lang, calendar: &WorkCalendar, at: Instant, now: Instant) -> String {
    let away = calendar.end_date(at).signed_duration_since(calendar.date(now)).num_days();
    let day = match away {
        0 => t!(lang, ids::VIEWS_TODAY),
        1 => t!(lang, ids::VIEWS_TOMORROW),
        -1 => t!(lang, ids::VIEWS_YESTERDAY),
        _ => return due(calendar, at),
    };
    let local = calendar.local(at);
    if local.hour() == 0 && local.minute() == 0 {
        return day;
    }
    format!("{day} {}", local.format("%H:%M"))
}

/// A moment, short: `03-15 09:30`.
pub fn moment(calendar: &WorkCalendar, at: Instant) -> String {
    calendar.local(at).format("%m-%d %H:%M").to_string()
}

/// When a task begins, short: its day where that is the day's begin. What takes no time and follows others ends the
/// day that they end with; what is set for a day is on it.
pub fn begins(calendar: &WorkCalendar, task: &Task, start: Instant, finish: Instant) -> String {
    if start == finish && !opens(task, start) {
        return due(calendar, start);
    }
    match calendar.day_start(calendar.date(start)) == start {
        true => calendar.date(start).format("%m-%d").to_string(),
        false => moment(calendar, start),
    }
}

/// When a task is over, short; never before [`begins`] says that it begins.
pub fn finishes(calendar: &WorkCalendar, task: &Task, start: Instant, finish: Instant) -> String {
    match start == finish {
        true => begins(calendar, task, start, finish),
        false => due(calendar, finish),
    }
}

/// Whether it is set to begin then, by its window.
fn opens(task: &Task, at: Instant) -> bool {
    match task.timing {
        Timing::Flow => false,
        Timing::Fixed { start, .. } | Timing::Pick { start, .. } => start == at,
    }
}

/// Whom a late task goes up to.
pub fn escalate_to(lang: Lang, to: &EscalateTo) -> String {
    match to {
        EscalateTo::Leader => t!(lang, ids::VIEWS_LEADER),
        EscalateTo::Unit(unit) => unit.to_string(),
    }
}

/// Who acts.
pub fn actor(lang: Lang, actor: &Actor) -> String {
    match actor {
        Actor::Operator => t!(lang, ids::VIEWS_ACTOR_OPERATOR),
        Actor::System => t!(lang, ids::VIEWS_ACTOR_SYSTEM),
        other => other.to_string(),
    }
}

/// A fingerprint as people compare it: its first digits.
pub fn fingerprint(whole: &str) -> &str {
    whole.get(..12).unwrap_or(whole)
}

/// What a face is called.
pub fn face(face: Face) -> Message {
    match face {
        Face::Cli => ids::VIEWS_FACE_CLI,
        Face::Tui => ids::VIEWS_FACE_TUI,
        Face::Http => ids::VIEWS_FACE_HTTP,
        Face::Page => ids::VIEWS_FACE_PAGE,
        Face::Embedded => ids::VIEWS_FACE_EMBEDDED,
        Face::Clock => ids::VIEWS_FACE_CLOCK,
    }
}

/// People in a row; that there are none, where there are none.
pub fn people(lang: Lang, people: &[PersonId]) -> String {
    if people.is_empty() {
        return t!(lang, ids::ROSTER_NOBODY);
    }
    let names: Vec<&str> = people.iter().map(PersonId::as_str).collect();
    names.join(&t!(lang, ids::CAMPAIGN_LIST_COMMA))
}

/// The post of a unit, with the item that it is for: `12315中心/12315热线`.
pub fn post(unit: &UnitId, item: Option<&str>) -> String {
    match item {
        Some(item) => format!("{unit}/{item}"),
        None => unit.to_string(),
    }
}

/// What a person's role is called.
pub fn person_role(role: PersonRole) -> Message {
    match role {
        PersonRole::Leader => ids::VIEWS_ROLE_LEADER,
        PersonRole::Contact => ids::VIEWS_ROLE_CONTACT,
        PersonRole::Staff => ids::VIEWS_ROLE_STAFF,
        PersonRole::Expert => ids::VIEWS_ROLE_EXPERT,
        PersonRole::Volunteer => ids::VIEWS_ROLE_VOLUNTEER,
    }
}

/// What a kind of body is called.
pub fn unit_kind(kind: UnitKind) -> Message {
    match kind {
        UnitKind::Bureau => ids::VIEWS_UNIT_BUREAU,
        UnitKind::Committee => ids::VIEWS_UNIT_COMMITTEE,
        UnitKind::Office => ids::VIEWS_UNIT_OFFICE,
        UnitKind::Branch => ids::VIEWS_UNIT_BRANCH,
        UnitKind::Brigade => ids::VIEWS_UNIT_BRIGADE,
        UnitKind::Lab => ids::VIEWS_UNIT_LAB,
        UnitKind::Association => ids::VIEWS_UNIT_ASSOCIATION,
        UnitKind::Chapter => ids::VIEWS_UNIT_CHAPTER,
        UnitKind::Member => ids::VIEWS_UNIT_MEMBER,
        UnitKind::Station => ids::VIEWS_UNIT_STATION,
        UnitKind::Superior => ids::VIEWS_UNIT_SUPERIOR,
        UnitKind::Media => ids::VIEWS_UNIT_MEDIA,
        UnitKind::Enterprise => ids::VIEWS_UNIT_ENTERPRISE,
        UnitKind::Community => ids::VIEWS_UNIT_COMMUNITY,
        UnitKind::Team => ids::VIEWS_UNIT_TEAM,
        UnitKind::Other => ids::VIEWS_UNIT_OTHER,
    }
}
