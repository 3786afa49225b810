//! Finding things by a few letters: names as written, initials of their pinyin, or fuzzily.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use wallchart_campaign::read::View;
use wallchart_plan::Expanded;
use wallchart_plan::ids::{TaskNo, UnitId};

use crate::pinyin::initials;

/// Every task as a line to search in: number, path, title and the initials of both.
#[derive(Debug, Clone, Default)]
pub struct Index {
    lines: Vec<(TaskNo, String)>,
}

impl Index {
    /// Lays out the tasks of a campaign.
    pub fn new(view: &View) -> Self {
        let line = |task: &wallchart_plan::expanded::Task| {
            let path = task.path.as_str();
            let (path_py, title_py) = (initials(path), initials(&task.title));
            (task.number, format!("{} {path} {} {path_py} {title_py}", task.number, task.title))
        };
        Self { lines: view.campaign.plan.tasks.iter().map(line).collect() }
    }

    /// The tasks that match best, the best first.
    pub fn find(&self, query: &str, limit: usize) -> Vec<TaskNo> {
        best(query, self.lines.iter().map(|(no, line)| (*no, line.as_str())), limit)
    }
}

/// The items whose lines match a query best, the best first; in their own order where equal. An empty
/// query matches everything.
pub(crate) fn best<'a, T>(
    query: &str,
    items: impl Iterator<Item = (T, &'a str)>,
    limit: usize,
) -> Vec<T> {
    let pattern = Pattern::parse(query.trim(), CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, T)> = items
        .filter_map(|(item, line)| {
            let score = pattern.score(Utf32Str::new(line, &mut buffer), &mut matcher)?;
            Some((score, item))
        })
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.truncate(limit);
    found.into_iter().map(|(_, item)| item).collect()
}

/// The units that a text may mean: the one so called alone, else those that match, the best first.
pub(crate) fn units(plan: &Expanded, text: &str) -> Vec<UnitId> {
    let text = text.trim();
    let named = |u: &&wallchart_plan::expanded::Unit| {
        u.id.as_str() == text || u.aka.iter().any(|a| a == text)
    };
    if let Some(unit) = plan.units.iter().find(named) {
        return vec![unit.id.clone()];
    }
    let lines: Vec<String> = plan
        .units
        .iter()
        .map(|u| format!("{} {} {}", u.id, initials(u.id.as_str()), u.aka.join(" ")))
        .collect();
    let items = plan.units.iter().zip(&lines).map(|(u, line)| (u.id.clone(), line.as_str()));
    best(text, items, 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_initials_are_found_the_best_first() {
        let lines = ["T0001 回访@城东所 hf@cds", "T0002 回访@城西所 hf@cxs", "T0003 汇总 hz"];
        let find = |query| best(query, lines.iter().copied().enumerate(), 9);
        assert_eq!(find("hfcx"), [1]);
        assert_eq!(find("回访 东"), [0]);
        assert_eq!(find("t3"), [2]);
        assert_eq!(find("hf"), [0, 1]);
        assert_eq!(find(""), [0, 1, 2]);
        assert!(find("zzz").is_empty());
    }
}
