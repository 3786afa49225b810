//! Which task is meant: by number, path, title, a unique prefix, or other spellings such as initials.

use serde::Serialize;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::TaskNo;
use wallchart_words::{Lang, ids, t};

use super::filter::Spellings;
use crate::state::Campaign;

/// What a reference came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolved {
    /// One task.
    Found(TaskNo),
    /// Several: people must say which. In written order.
    Ambiguous(Vec<TaskNo>),
    /// None; these are near, the nearest first.
    None(Vec<TaskNo>),
}

/// How many tasks are offered where one was asked for.
const OFFERS: usize = 5;

/// Finds the task that a reference means. The first way that finds any counts:
///
/// 1. its number: `T0412`, `412`;
/// 2. its path, then its title;
/// 3. a prefix of its path, part by part: `分会场@城东` for `分会场@城东所`;
/// 4. the same with each part's other spellings: `fhc@cd`, letters' case aside;
/// 5. a piece of its path or title.
///
/// Where none finds any, former names of units among the keys stand for those that they have now.
pub fn resolve(campaign: &Campaign, text: &str, spellings: Spellings<'_>) -> Resolved {
    let text = text.trim();
    match as_written(campaign, text, spellings) {
        Resolved::None(near) => match now_called(campaign, text) {
            Some(now) => as_written(campaign, &now, spellings),
            None => Resolved::None(near),
        },
        found => found,
    }
}

/// The reference with the units among its keys called as they are now, if any has been called otherwise.
fn now_called(campaign: &Campaign, text: &str) -> Option<String> {
    let at = text.find(['@', '＠'])?;
    let (task, rest) = text.split_at(at);
    let (keys, occurrence) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let units = &campaign.plan.units;
    let is_now = |key: &str| units.iter().find(|unit| unit.aka.iter().any(|name| name == key));
    let keys: Vec<&str> = keys.split(['@', '＠', ',', '，']).skip(1).collect();
    keys.iter().any(|key| is_now(key).is_some()).then(|| {
        let now = keys.iter().map(|key| is_now(key).map_or(*key, |unit| unit.id.as_str()));
        format!("{task}@{}{occurrence}", now.collect::<Vec<_>>().join(","))
    })
}

/// Finds the task that a reference means, as it is written.
fn as_written(campaign: &Campaign, text: &str, spellings: Spellings<'_>) -> Resolved {
    let tasks = &campaign.plan.tasks;
    if text.is_empty() {
        return Resolved::None(Vec::new());
    }
    if let Ok(number) = text.parse::<TaskNo>()
        && campaign.index.contains_key(&number)
    {
        return Resolved::Found(number);
    }
    let asked = Parts::of(text);
    let lower = text.to_lowercase();
    let spelt = |task: &Task, whole: bool| {
        text.is_ascii()
            && asked.fit(task, &|part, have| {
                let part = part.to_lowercase();
                let fits = |s: &str| if whole { s == part } else { s.starts_with(&part) };
                fits(&have.to_lowercase()) || spellings(have).iter().any(|s| fits(s))
            })
    };
    let ways: [&dyn Fn(&Task) -> bool; 6] = [
        &|task| task.path.as_str() == text,
        &|task| task.title == text,
        &|task| asked.fit(task, &|part, have| have.starts_with(part)),
        &|task| spelt(task, true),
        &|task| spelt(task, false),
        &|task| {
            task.path.as_str().to_lowercase().contains(&lower)
                || task.title.to_lowercase().contains(&lower)
        },
    ];
    for way in ways {
        let found: Vec<TaskNo> = tasks.iter().filter(|t| way(t)).map(|t| t.number).collect();
        match found[..] {
            [] => {}
            [only] => return Resolved::Found(only),
            _ => return Resolved::Ambiguous(found),
        }
    }
    Resolved::None(near(tasks, text))
}

/// A reference in its parts: `task[@key,key…][/occurrence]`.
struct Parts<'a> {
    task: &'a str,
    keys: Vec<&'a str>,
    occurrence: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Parts<'a> {
        let (head, occurrence) = match text.split_once('/') {
            Some((head, occurrence)) => (head, Some(occurrence)),
            None => (text, None),
        };
        let (task, keys) = match head.split_once(['@', '＠']) {
            Some((task, keys)) => (task, keys.split([',', '，']).collect()),
            None => (head, Vec::new()),
        };
        Parts { task, keys, occurrence }
    }

    /// Whether every part that was written fits the task's part in the same place.
    fn fit(&self, task: &Task, fits: &dyn Fn(&str, &str) -> bool) -> bool {
        let occurrence = task.occurrence.map(|d| d.to_string());
        self.keys.len() <= task.keys.len()
            && fits(self.task, task.task.as_str())
            && self.keys.iter().zip(&task.keys).all(|(part, key)| fits(part, &key.value))
            && self.occurrence.is_none_or(|part| {
                // `03-07` will do for `2026-03-07`.
                occurrence.as_deref().is_some_and(|have| fits(part, have) || have.ends_with(part))
            })
    }
}

/// The tasks whose paths are nearest, those that share nothing left out.
fn near(tasks: &[Task], text: &str) -> Vec<TaskNo> {
    let mut scored: Vec<(f64, TaskNo)> = tasks
        .iter()
        .map(|t| {
            let path = strsim::normalized_levenshtein(t.path.as_str(), text);
            let title = strsim::normalized_levenshtein(&t.title, text);
            (path.max(title), t.number)
        })
        .filter(|(score, _)| *score > 0.4)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.into_iter().take(OFFERS).map(|(_, number)| number).collect()
}

impl Resolved {
    /// What to tell someone whose reference did not come to one task; `None` where it did.
    pub fn message(&self, lang: Lang, campaign: &Campaign, text: &str) -> Option<String> {
        let names = |numbers: &[TaskNo]| {
            let name = |n: &TaskNo| {
                let at = campaign.index.get(n)?;
                let task = campaign.plan.tasks.get(*at)?;
                Some(format!("{n} {}", task.path))
            };
            let mut shown: Vec<String> = numbers.iter().take(OFFERS).filter_map(name).collect();
            if numbers.len() > OFFERS {
                shown.push("…".to_owned());
            }
            shown.join(match lang {
                Lang::Zh => "、",
                Lang::En => ", ",
            })
        };
        let (said, offered) = match self {
            Resolved::Found(_) => return None,
            Resolved::Ambiguous(found) => {
                (t!(lang, ids::VIEWS_RESOLVE_AMBIGUOUS, text = text, n = found.len()), found)
            }
            Resolved::None(near) => (t!(lang, ids::VIEWS_RESOLVE_NONE, text = text), near),
        };
        Some(match (self, offered.is_empty()) {
            (_, true) => said,
            (Resolved::Ambiguous(_), _) => format!("{said}: {}", names(offered)),
            _ => {
                let hint = t!(lang, ids::VIEWS_RESOLVE_NEAR, names = names(offered));
                format!("{said}; {hint}")
            }
        })
    }
}
