//! Lines of the log in words.

use wallchart_plan::WorkCalendar;
use wallchart_plan::time::Instant;
use wallchart_words::{Lang, ids, t};

use super::log::{Amended, LogLine, What};
use crate::roster::PutDown;
use crate::say;

/// What a line says happened, without the free text that came with it.
pub fn event(lang: Lang, line: &LogLine, calendar: &WorkCalendar) -> String {
    let due = |at: Instant| say::due(calendar, at);
    let plain = match &line.what {
        What::Launched { .. } => ids::VIEWS_EVENT_LAUNCHED,
        What::Rehearsed { seed, .. } => {
            return t!(lang, ids::REHEARSE_EVENT_LAUNCHED, seed = seed.to_string());
        }
        What::ClockMoved { to } => {
            let when = say::moment(calendar, *to);
            return t!(lang, ids::REHEARSE_EVENT_CLOCK, when = when);
        }
        What::Applied { revision, back_to, changes } => {
            return applied(lang, *revision, *back_to, *changes);
        }
        What::Approved { revision, by, fingerprint } => {
            let by = say::actor(lang, by);
            let mark = say::fingerprint(fingerprint);
            return t!(lang, ids::VIEWS_EVENT_APPROVED, n = *revision, by = by, mark = mark);
        }
        What::Acknowledged => ids::VIEWS_EVENT_ACKNOWLEDGED,
        What::Started => ids::VIEWS_EVENT_STARTED,
        What::Progress { before, after: Some(after), .. } => {
            return t!(lang, ids::VIEWS_EVENT_PROGRESS_PCT, before = *before, after = *after);
        }
        What::Progress { .. } => ids::VIEWS_EVENT_PROGRESS,
        What::Ticked { step, done } => {
            let message = if *done { ids::VIEWS_EVENT_TICKED } else { ids::VIEWS_EVENT_CLEARED };
            return t!(lang, message, n = u64::from(*step) + 1);
        }
        What::Measured { measure, value, qualifier, corrects } => {
            let value = say::figure(lang, &value.normalize().to_string(), *qualifier, "");
            let message = match corrects {
                Some(_) => ids::VIEWS_EVENT_CORRECTED,
                None => ids::VIEWS_EVENT_MEASURED,
            };
            return t!(lang, message, what = measure.as_str(), value = value.trim());
        }
        What::RowsAdded { count } => return t!(lang, ids::VIEWS_EVENT_ROWS_ADDED, n = *count),
        What::RowCorrected { row, cells } => {
            let told = cells.iter().map(|(name, cell)| {
                t!(lang, ids::VIEWS_FIELD_SAYS, name = name.as_str(), value = cell.as_str())
            });
            let told = told.collect::<Vec<_>>().join("  ");
            return t!(lang, ids::VIEWS_EVENT_ROW_CORRECTED, n = *row, what = told);
        }
        What::RowRemoved { row } => return t!(lang, ids::VIEWS_EVENT_ROW_REMOVED, n = *row),
        What::Attached { name, file, .. } => {
            return t!(lang, ids::VIEWS_EVENT_ATTACHED, what = format!("{name} {file}"));
        }
        What::Commented => ids::VIEWS_EVENT_COMMENTED,
        What::Picked { begin, answers } => {
            let when = say::moment(calendar, *begin);
            let told = answers.iter().map(|(name, answer)| {
                let name = crate::asked_for(lang, name);
                format!("  {}", t!(lang, ids::VIEWS_FIELD_SAYS, name = name, value = answer))
            });
            let told: String = told.collect();
            return t!(lang, ids::VIEWS_EVENT_PICKED, when = when) + &told;
        }
        What::SupportReported { unit } => {
            return t!(lang, ids::VIEWS_EVENT_SUPPORT, unit = unit.as_str());
        }
        What::Submitted { nil, outcome } => {
            let nil_or_not = match nil {
                true => ids::VIEWS_EVENT_SUBMITTED_NIL,
                false => ids::VIEWS_EVENT_SUBMITTED,
            };
            return ended(lang, t!(lang, nil_or_not), outcome.as_deref());
        }
        What::Withdrawn => ids::VIEWS_EVENT_WITHDRAWN,
        What::Returned => ids::VIEWS_EVENT_RETURNED,
        What::Completed { outcome } => {
            return ended(lang, t!(lang, ids::VIEWS_EVENT_COMPLETED), outcome.as_deref());
        }
        What::RuledOut { on, enough: true, .. } => {
            return t!(lang, ids::VIEWS_EVENT_ENOUGH, on = on.to_string());
        }
        What::RuledOut { on, outcome: Some(outcome), .. } => {
            let (on, outcome) = (on.to_string(), outcome.as_str());
            return t!(lang, ids::VIEWS_EVENT_RULED_OUT, on = on, outcome = outcome);
        }
        What::RuledOut { on, outcome: None, done, .. } => {
            let (is_done, dropped) =
                (ids::VIEWS_EVENT_RULED_OUT_DONE, ids::VIEWS_EVENT_RULED_OUT_DROPPED);
            return t!(lang, if *done { is_done } else { dropped }, on = on.to_string());
        }
        What::PlayStarted { play, title, tasks } => {
            let (play, title) = (play.as_str(), title.as_str());
            return t!(lang, ids::VIEWS_EVENT_PLAY_STARTED, play = play, title = title, n = *tasks);
        }
        What::PlayTaskAdded { play, added } => {
            let added = added.to_string();
            return t!(lang, ids::VIEWS_EVENT_PLAY_TASK, play = play.as_str(), task = added);
        }
        What::RosterFilled { fills } => return put_down(lang, fills, calendar),
        What::RuledIn => ids::VIEWS_EVENT_RULED_IN,
        What::Closed => ids::VIEWS_EVENT_CLOSED,
        What::ExtensionAsked { until } => {
            return t!(lang, ids::VIEWS_EVENT_EXTENSION_ASKED, until = due(*until));
        }
        What::ExtensionGranted { before, after } => {
            let before = before.map_or_else(|| t!(lang, ids::VIEWS_NONE), due);
            let message = ids::VIEWS_EVENT_EXTENSION_GRANTED;
            return t!(lang, message, before = before, after = due(*after));
        }
        What::DueMoved { before, after, with } => {
            let before = before.map_or_else(|| t!(lang, ids::VIEWS_NONE), due);
            let (with, message) = (with.to_string(), ids::VIEWS_EVENT_DUE_MOVED);
            return t!(lang, message, before = before, after = due(*after), with = with);
        }
        What::ExtensionRefused => ids::VIEWS_EVENT_EXTENSION_REFUSED,
        What::Reassigned { before, after } => {
            let message = ids::VIEWS_EVENT_REASSIGNED;
            return t!(lang, message, before = before.as_str(), after = after.as_str());
        }
        What::Suspended => ids::VIEWS_EVENT_SUSPENDED,
        What::Resumed => ids::VIEWS_EVENT_RESUMED,
        What::Cancelled => ids::VIEWS_EVENT_CANCELLED,
        What::Skipped => ids::VIEWS_EVENT_SKIPPED,
        What::Undone { .. } => ids::VIEWS_EVENT_UNDONE,
        What::Restored { .. } => ids::VIEWS_EVENT_RESTORED,
        What::DuePassed { .. } => ids::VIEWS_EVENT_DUE_PASSED,
        What::AckPassed { .. } => ids::VIEWS_EVENT_ACK_PASSED,
    };
    t!(lang, plain)
}

/// Who was put down on which roster: the first seat in full, the others counted.
pub fn put_down(lang: Lang, fills: &[PutDown], calendar: &WorkCalendar) -> String {
    let Some(first) = fills.first() else { return String::new() };
    let seat = &first.seat;
    let people = match &first.people {
        Some(people) => say::people(lang, people),
        None => t!(lang, ids::ROSTER_AS_PLANNED),
    };
    t!(
        lang,
        ids::ROSTER_EVENT_FILLED,
        roster = seat.roster.as_str(),
        post = say::post(&seat.unit, seat.item.as_deref()),
        when = say::moment(calendar, seat.start),
        role = t!(lang, say::person_role(seat.role)),
        people = people,
        more = fills.len() - 1
    )
}

/// What happened, and how the task ended by it.
fn ended(lang: Lang, event: String, outcome: Option<&str>) -> String {
    match outcome {
        Some(outcome) => {
            t!(lang, ids::VIEWS_EVENT_WITH_OUTCOME, event = event, outcome = outcome)
        }
        None => event,
    }
}

/// A revision, whether it is an earlier one once more, and how much it changed.
fn applied(lang: Lang, n: u32, back_to: Option<u32>, changes: Option<Amended>) -> String {
    let what = match back_to {
        Some(earlier) => t!(lang, ids::VIEWS_EVENT_ROLLED_BACK, n = n, earlier = earlier),
        None => t!(lang, ids::VIEWS_EVENT_APPLIED, n = n),
    };
    let Some(Amended { added, removed, changed }) = changes else { return what };
    let counts =
        t!(lang, ids::VIEWS_EVENT_AMENDED, added = added, removed = removed, changed = changed);
    format!("{what}{counts}")
}
