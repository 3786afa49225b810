//! What a campaign has taught about a task, in a line.

use wallchart_words::{Lang, ids, t};

use crate::read::Lesson;

/// What was learnt, as a planner would note it beside the task.
pub fn lesson(lang: Lang, lesson: &Lesson) -> String {
    let mut said =
        vec![t!(lang, ids::CLONE_LESSON_DONE, all = lesson.instances, done = lesson.done)];
    if let Some([least, middle, most]) = lesson.took_wd {
        said.push(match least == most {
            true => t!(lang, ids::CLONE_LESSON_TOOK_ONE, days = middle),
            false => t!(lang, ids::CLONE_LESSON_TOOK, least = least, middle = middle, most = most),
        });
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
    said.extend(lesson.reached.iter().map(|figure| {
        let (measure, quantity) = (figure.measure.as_str(), figure.quantity.as_str());
        let value = figure.value.normalize().to_string();
        t!(lang, ids::CLONE_LESSON_REACHED, measure = measure, value = value, quantity = quantity)
    }));
    said.join(&t!(lang, ids::CAMPAIGN_LIST_SEMICOLON))
}
