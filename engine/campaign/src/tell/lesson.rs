//! What a campaign has taught about a task, in a line, and why something is proposed.

use wallchart_plan::WorkCalendar;
use wallchart_words::{Lang, ids, t};

use crate::read::{Grounds, Lesson};
use crate::say;

/// What was learnt, as a planner would note it beside the task.
pub fn lesson(lang: Lang, lesson: &Lesson) -> String {
    let mut said = Vec::new();
    // That none of them is done yet says nothing while they are still to come.
    let left_out = lesson.skipped + lesson.cancelled;
    if lesson.done > 0 || lesson.open == 0 || left_out == 0 {
        let (all, done) = (lesson.instances, lesson.done);
        said.push(t!(lang, ids::CLONE_LESSON_DONE, all = all, done = done));
    }
    if let Some([least, middle, most]) = lesson.took_wd {
        said.push(took(lang, least, middle, most));
    }
    if lesson.late > 0 {
        let (late, days) = (lesson.late, lesson.late_days_max);
        said.push(t!(lang, ids::CLONE_LESSON_LATE, late = late, days = days));
    }
    for (count, message) in [
        (lesson.extensions as usize, ids::CLONE_LESSON_EXTENSIONS),
        (lesson.returns as usize, ids::CLONE_LESSON_RETURNS),
        (lesson.skipped, ids::CLONE_LESSON_SKIPPED),
        (lesson.cancelled, ids::CLONE_LESSON_CANCELLED),
    ] {
        if count > 0 {
            said.push(t!(lang, message, count = count));
        }
    }
    said.extend(lesson.outcomes.iter().map(|(outcome, count)| {
        t!(lang, ids::CLONE_LESSON_ENDED, outcome = outcome.as_str(), count = *count)
    }));
    said.extend(lesson.reached.iter().map(|figure| {
        let (measure, quantity) = (figure.measure.as_str(), figure.quantity.as_str());
        let value = figure.value.normalize().to_string();
        t!(lang, ids::CLONE_LESSON_REACHED, measure = measure, value = value, quantity = quantity)
    }));
    said.join(&t!(lang, ids::CAMPAIGN_LIST_SEMICOLON))
}

/// What a proposal rests on: last year's figure.
pub fn grounds(lang: Lang, calendar: &WorkCalendar, grounds: &Grounds) -> String {
    match grounds {
        Grounds::Took { wd: [least, middle, most], .. } => took(lang, *least, *middle, *most),
        Grounds::Reached { quantity, value, instances } => {
            let (value, quantity) = (value.normalize().to_string(), quantity.as_str());
            match instances {
                Some(count) => {
                    t!(lang, ids::CLONE_REACHED, value = value, quantity = quantity, count = *count)
                }
                None => t!(lang, ids::CLONE_REACHED_ALL, value = value, quantity = quantity),
            }
        }
        Grounds::LeftOut { count } => t!(lang, ids::CLONE_LEFT_OUT, count = *count),
        Grounds::Removed { revision } => t!(lang, ids::CLONE_REMOVED, revision = *revision),
        Grounds::Extended { count, of, until } => {
            let until = say::due(calendar, *until);
            t!(lang, ids::CLONE_EXTENDED, count = *count, all = *of, until = until)
        }
        Grounds::Added { revision } => t!(lang, ids::CLONE_ADDED, revision = *revision),
    }
}

fn took(lang: Lang, least: i64, middle: i64, most: i64) -> String {
    match least == most {
        true => t!(lang, ids::CLONE_LESSON_TOOK_ONE, days = middle),
        false => t!(lang, ids::CLONE_LESSON_TOOK, least = least, middle = middle, most = most),
    }
}
