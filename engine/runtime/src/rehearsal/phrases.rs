//! What units say in a rehearsal: lists of phrases in both languages, one drawn each time.

use wallchart_plan::expanded::TaskKind;
use wallchart_words::{Message, ids};

const PROGRESS_DOCUMENT: &[Message] = &[
    ids::REHEARSE_PROGRESS_DOCUMENT_1,
    ids::REHEARSE_PROGRESS_DOCUMENT_2,
    ids::REHEARSE_PROGRESS_DOCUMENT_3,
];
const PROGRESS_VISIT: &[Message] = &[
    ids::REHEARSE_PROGRESS_VISIT_1,
    ids::REHEARSE_PROGRESS_VISIT_2,
    ids::REHEARSE_PROGRESS_VISIT_3,
];
const PROGRESS_EVENT: &[Message] = &[
    ids::REHEARSE_PROGRESS_EVENT_1,
    ids::REHEARSE_PROGRESS_EVENT_2,
    ids::REHEARSE_PROGRESS_EVENT_3,
];
const PROGRESS_PRESS: &[Message] = &[
    ids::REHEARSE_PROGRESS_PRESS_1,
    ids::REHEARSE_PROGRESS_PRESS_2,
    ids::REHEARSE_PROGRESS_PRESS_3,
];
const PROGRESS_DUTY: &[Message] =
    &[ids::REHEARSE_PROGRESS_DUTY_1, ids::REHEARSE_PROGRESS_DUTY_2, ids::REHEARSE_PROGRESS_DUTY_3];
const PROGRESS_REPORT: &[Message] = &[
    ids::REHEARSE_PROGRESS_REPORT_1,
    ids::REHEARSE_PROGRESS_REPORT_2,
    ids::REHEARSE_PROGRESS_REPORT_3,
];
const PROGRESS_PLAIN: &[Message] = &[
    ids::REHEARSE_PROGRESS_PLAIN_1,
    ids::REHEARSE_PROGRESS_PLAIN_2,
    ids::REHEARSE_PROGRESS_PLAIN_3,
];
/// What is in the way.
pub(super) const PROBLEM: &[Message] = &[
    ids::REHEARSE_PROBLEM_1,
    ids::REHEARSE_PROBLEM_2,
    ids::REHEARSE_PROBLEM_3,
    ids::REHEARSE_PROBLEM_4,
    ids::REHEARSE_PROBLEM_5,
    ids::REHEARSE_PROBLEM_6,
];
/// What comes next; the n-th answers the n-th problem.
pub(super) const NEXT: &[Message] = &[
    ids::REHEARSE_NEXT_1,
    ids::REHEARSE_NEXT_2,
    ids::REHEARSE_NEXT_3,
    ids::REHEARSE_NEXT_4,
    ids::REHEARSE_NEXT_5,
    ids::REHEARSE_NEXT_6,
];
/// What the coordinator writes on a problem.
pub(super) const ADVICE: &[Message] =
    &[ids::REHEARSE_ADVICE_1, ids::REHEARSE_ADVICE_2, ids::REHEARSE_ADVICE_3];
/// What the coordinator writes when a date has passed.
pub(super) const CHASE: &[Message] =
    &[ids::REHEARSE_CHASE_1, ids::REHEARSE_CHASE_2, ids::REHEARSE_CHASE_3];
/// Why a later date is asked for.
pub(super) const EXTENSION: &[Message] = &[
    ids::REHEARSE_EXTENSION_1,
    ids::REHEARSE_EXTENSION_2,
    ids::REHEARSE_EXTENSION_3,
    ids::REHEARSE_EXTENSION_4,
];
/// With a later date.
pub(super) const GRANTED: &[Message] = &[ids::REHEARSE_GRANTED_1, ids::REHEARSE_GRANTED_2];
/// With a refusal of one.
pub(super) const REFUSED: &[Message] = &[ids::REHEARSE_REFUSED_1, ids::REHEARSE_REFUSED_2];
/// Why work is returned.
pub(super) const RETURN: &[Message] = &[
    ids::REHEARSE_RETURN_1,
    ids::REHEARSE_RETURN_2,
    ids::REHEARSE_RETURN_3,
    ids::REHEARSE_RETURN_4,
];
/// With work handed in again.
pub(super) const AGAIN: &[Message] = &[ids::REHEARSE_AGAIN_1, ids::REHEARSE_AGAIN_2];
/// With work handed in.
pub(super) const SUBMIT: &[Message] =
    &[ids::REHEARSE_SUBMIT_1, ids::REHEARSE_SUBMIT_2, ids::REHEARSE_SUBMIT_3];
/// With work accepted.
pub(super) const ACCEPT: &[Message] = &[ids::REHEARSE_ACCEPT_1, ids::REHEARSE_ACCEPT_2];
/// With a part reported.
pub(super) const PART: &[Message] =
    &[ids::REHEARSE_PART_1, ids::REHEARSE_PART_2, ids::REHEARSE_PART_3];
/// With a part reported for somebody else.
pub(super) const PART_FOR: &[Message] = &[ids::REHEARSE_PART_FOR_1];
/// Why a task is suspended.
pub(super) const SUSPEND: &[Message] =
    &[ids::REHEARSE_SUSPEND_1, ids::REHEARSE_SUSPEND_2, ids::REHEARSE_SUSPEND_3];
/// Why a task is skipped.
pub(super) const SKIP: &[Message] = &[ids::REHEARSE_SKIP_1, ids::REHEARSE_SKIP_2];
/// Why figures that don't agree are right.
pub(super) const RECONCILE: &[Message] = &[ids::REHEARSE_RECONCILE_1, ids::REHEARSE_RECONCILE_2];
/// Why a task changes hands.
pub(super) const REASSIGN: &[Message] = &[ids::REHEARSE_REASSIGN_1, ids::REHEARSE_REASSIGN_2];
/// With a task completed in its unit’s name.
pub(super) const COMPLETE: &[Message] = &[ids::REHEARSE_COMPLETE_1, ids::REHEARSE_COMPLETE_2];
/// Where something takes place.
pub(super) const PLACE: &[Message] = &[
    ids::REHEARSE_PLACE_1,
    ids::REHEARSE_PLACE_2,
    ids::REHEARSE_PLACE_3,
    ids::REHEARSE_PLACE_4,
    ids::REHEARSE_PLACE_5,
];
/// What else a plan may ask for.
pub(super) const ANSWER: &[Message] = &[ids::REHEARSE_ANSWER_1, ids::REHEARSE_ANSWER_2];

/// How a task of that kind is said to go.
pub(super) fn progress(kind: Option<TaskKind>) -> &'static [Message] {
    use TaskKind as K;
    match kind {
        Some(K::Document | K::Pledge) => PROGRESS_DOCUMENT,
        Some(K::Revisit | K::Patrol | K::Sweep | K::JointInspection | K::Sampling) => {
            PROGRESS_VISIT
        }
        Some(
            K::Event
            | K::Outreach
            | K::Consultation
            | K::Symposium
            | K::Meeting
            | K::Lecture
            | K::Contest
            | K::Exhibition
            | K::Performance
            | K::Partner
            | K::Training,
        ) => PROGRESS_EVENT,
        Some(K::Publicity | K::Press | K::Publication) => PROGRESS_PRESS,
        Some(K::Gala | K::Complaint | K::Duty | K::Contingency) => PROGRESS_DUTY,
        Some(K::Survey | K::Report) => PROGRESS_REPORT,
        None => PROGRESS_PLAIN,
    }
}
