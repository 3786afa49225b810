//! The table of duties (任务分工表) of a plan, and the ledger (台账) of a campaign: one row a task.

use wallchart_campaign::read::Seen;
use wallchart_campaign::state::EntryBody;
use wallchart_campaign::{View, say};
use wallchart_plan::expanded::PersonRole;
use wallchart_words::{Lang, ids, t};

use super::Sheet;

/// A row for each task; of a running campaign with how it stands.
pub fn division(lang: Lang, view: &View) -> Sheet {
    let mut head = vec![
        ids::DIVISION_NUMBER,
        ids::DIVISION_STREAM,
        ids::DIVISION_TASK,
        ids::DIVISION_KIND,
        ids::DIVISION_OWNER,
        ids::DIVISION_SUPPORT,
        ids::DIVISION_LEADER,
        ids::DIVISION_CONTACT,
        ids::DIVISION_DUE,
    ];
    if !view.is_planned() {
        head.extend([
            ids::DIVISION_STATE,
            ids::DIVISION_PROGRESS,
            ids::DIVISION_PROBLEM,
            ids::DIVISION_NEXT,
            ids::DIVISION_EXTENSIONS,
            ids::DIVISION_EVIDENCE,
        ]);
    }
    head.push(ids::DIVISION_ABOUT);
    Sheet {
        name: t!(lang, ids::DIVISION_SHEET),
        title: view.campaign.plan.campaign.title.clone(),
        head: head.into_iter().map(|message| wallchart_words::text(lang, message, &[])).collect(),
        rows: view.iter().map(|seen| row(lang, view, seen)).collect(),
    }
}

fn row(lang: Lang, view: &View, seen: Seen<'_>) -> Vec<String> {
    let Seen { task, record, standing, .. } = seen;
    let plan = &view.campaign.plan;
    let contacts = plan.unit(&record.owner).into_iter().flat_map(|unit| &unit.people);
    let contacts = contacts.filter(|person| person.role == PersonRole::Contact);
    let contacts: Vec<&str> = contacts.map(|person| person.id.as_str()).collect();
    let due = if view.is_planned() { task.due } else { record.due };
    let support: Vec<&str> = task.support.iter().map(|unit| unit.as_str()).collect();
    let mut cells = vec![
        task.number.to_string(),
        plan.streams
            .iter()
            .find(|s| s.id == task.stream)
            .map(|s| s.title.clone())
            .unwrap_or_default(),
        task.title.clone(),
        task.kind.map(|kind| wallchart_words::text(lang, kind.message(), &[])).unwrap_or_default(),
        record.owner.to_string(),
        support.join("、"),
        task.leader.as_ref().map(ToString::to_string).unwrap_or_default(),
        contacts.join("、"),
        due.map(|due| when(view, due)).unwrap_or_default(),
    ];
    if !view.is_planned() {
        let progress =
            record.entries.iter().rev().filter(|e| e.counts).find_map(|entry| match &entry.body {
                EntryBody::Progress { text, problem, next, .. } => {
                    Some([Some(text.clone()), problem.clone(), next.clone()])
                }
                _ => None,
            });
        let files =
            record.entries.iter().filter(|e| e.counts).filter_map(|entry| match &entry.body {
                EntryBody::Evidence(evidence) => Some(evidence.name.as_str()),
                _ => None,
            });
        cells.push(say::standing(lang, standing, record.state));
        cells.extend(progress.unwrap_or_default().map(Option::unwrap_or_default));
        cells.push(if record.extensions > 0 {
            record.extensions.to_string()
        } else {
            String::new()
        });
        cells.push(files.collect::<Vec<_>>().join("、"));
    }
    cells.push(task.about.clone().unwrap_or_default());
    cells
}

/// A due date as tables have it: the day, with the hour where it is not the day's end.
fn when(view: &View, due: wallchart_plan::Instant) -> String {
    let date = view.calendar.end_date(due);
    if view.calendar.day_end(date) == due {
        return date.to_string();
    }
    view.calendar.local(due).format("%Y-%m-%d %H:%M").to_string()
}
