//! What a slip would do, in words.

use std::collections::BTreeMap;

use wallchart_plan::ids::{TaskId, TaskNo};
use wallchart_schedule::why::{Missed, Moved, Promise, Slip};
use wallchart_words::{Lang, ids, t};

use super::{Line, Teller};
use crate::read::View;

/// Groups of tasks that are named before the rest is only counted.
const GROUPS: usize = 12;

/// What would become of the campaign, as a clerk would tell it: nothing of it has happened.
pub fn slip(lang: Lang, view: &View, slip: &Slip) -> Vec<Line> {
    let mut teller = Teller::new(lang, view);
    let (from, to) = (teller.until(slip.finish.0), teller.until(slip.finish.1));
    let by = teller.span(slip.by);
    teller.head(t!(
        lang,
        ids::WHY_SLIP,
        task = teller.name(slip.task),
        by = by,
        from = from,
        to = to
    ));
    teller.missed(&slip.missed);
    let (from, to) = (teller.until(slip.campaign.0), teller.until(slip.campaign.1));
    match slip.campaign.1 > slip.campaign.0 {
        true => teller.late(1, t!(lang, ids::WHY_SLIP_FINISH, from = from, to = to)),
        false => teller.say(1, t!(lang, ids::WHY_SLIP_FINISH_SAME, at = to)),
    }
    teller.moved(&slip.moved);
    teller.out
}

impl Teller<'_> {
    fn task_of(&self, no: TaskNo) -> Option<&TaskId> {
        self.view.campaign.task(no).map(|(task, _)| &task.task)
    }

    fn missed(&mut self, missed: &[Missed]) {
        let view = self.view;
        let mut groups: BTreeMap<(&TaskId, Promise), Vec<&Missed>> = BTreeMap::new();
        for one in missed {
            if let Some((task, _)) = view.campaign.task(one.task) {
                groups.entry((&task.task, one.what)).or_default().push(one);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, all)| all.first().map(|m| (m.date, m.task)));
        let count = groups.len();
        for ((task, what), all) in groups.into_iter().take(GROUPS) {
            let Some(worst) = all.iter().max_by_key(|m| m.after_min) else { continue };
            let numbers: Vec<TaskNo> = all.iter().map(|m| m.task).collect();
            let kind = match what {
                Promise::Due => "due",
                Promise::Opens => "opens",
                Promise::Closes => "closes",
            };
            let date = match what {
                Promise::Opens => self.from(worst.date),
                _ => self.until(worst.date),
            };
            let text = t!(
                self.lang,
                ids::WHY_SLIP_MISSED,
                what = self.fan(task.as_str(), &numbers),
                kind = kind,
                date = date,
                by = self.minutes(worst.after_min),
                already = if worst.before_min > 0 { "yes" } else { "no" },
                before = self.minutes(worst.before_min)
            );
            self.late(1, text);
        }
        if count > GROUPS {
            self.say(1, t!(self.lang, ids::WHY_MORE, n = count - GROUPS));
        }
        if count == 0 {
            self.say(1, t!(self.lang, ids::WHY_SLIP_KEPT));
        }
    }

    fn moved(&mut self, moved: &[Moved]) {
        if moved.is_empty() {
            return self.say(1, t!(self.lang, ids::WHY_SLIP_ALONE));
        }
        self.say(1, t!(self.lang, ids::WHY_SLIP_MOVES, n = moved.len()));
        let mut groups: Vec<(&TaskId, Vec<&Moved>)> = Vec::new();
        let mut known: BTreeMap<(u32, TaskId), usize> = BTreeMap::new();
        let this = &*self;
        for one in moved {
            let Some(task) = this.task_of(one.task) else { continue };
            let at = *known.entry((one.hops, task.clone())).or_insert(groups.len());
            if at == groups.len() {
                groups.push((task, Vec::new()));
            }
            if let Some((_, all)) = groups.get_mut(at) {
                all.push(one);
            }
        }
        let count = groups.len();
        let mut lines = Vec::new();
        for (task, all) in groups.into_iter().take(GROUPS) {
            let Some(first) = all.first() else { continue };
            let numbers: Vec<TaskNo> = all.iter().map(|m| m.task).collect();
            let what = this.fan(task.as_str(), &numbers);
            let begins = first.start.0 != first.start.1;
            let id = if begins { ids::WHY_SLIP_MOVED_START } else { ids::WHY_SLIP_MOVED_FINISH };
            let (from, to) = match begins {
                true => (
                    this.begin(first.task, first.start.0, first.finish.0),
                    this.begin(first.task, first.start.1, first.finish.1),
                ),
                false => (
                    this.finish(first.task, first.start.0, first.finish.0),
                    this.finish(first.task, first.start.1, first.finish.1),
                ),
            };
            lines.push(t!(this.lang, id, what = what, from = from, to = to));
        }
        for line in lines {
            self.say(2, line);
        }
        if count > GROUPS {
            self.say(2, t!(self.lang, ids::WHY_MORE, n = count - GROUPS));
        }
    }
}
