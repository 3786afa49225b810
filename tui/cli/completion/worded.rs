//! The words behind `roster`, `row` and `play`: names first, then what goes with the one that is named.

use clap_complete::engine::CompletionCandidate;
use wallchart_campaign::roster::roles;
use wallchart_campaign::say;
use wallchart_plan::WorkCalendar;
use wallchart_plan::asks::AskKind;
use wallchart_plan::expanded::{Expanded, Post, Roster};
use wallchart_words::{Lang, t};

use super::candidates::{candidate, tasks};
use super::scene::Scene;
use crate::cli::names;
use crate::duty;
use crate::pinyin::initials_match;

/// What may stand where a word is typed.
pub(super) fn words(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let said: Vec<&str> = scene.plain.iter().skip(1).map(String::as_str).collect();
    // The last of them is the word itself.
    match said.as_slice() {
        ["roster", _, _] => fitting(typed, rosters(scene)),
        ["roster", "import" | "export", ..] => Vec::new(),
        ["roster", "swap", roster, ..] => {
            named_roster(scene, roster).map_or_else(Vec::new, |r| people(scene, r, &[], typed))
        }
        ["roster", _, roster, words @ .., _] => {
            named_roster(scene, roster).map_or_else(Vec::new, |r| seats(scene, r, words, typed))
        }
        ["row", "add", task, ..] | ["row", "correct", task, _, _, ..] => cells(scene, task, typed),
        ["row", "correct" | "remove", task, _] => rows(scene, task, typed),
        ["play", "start", _] => fitting(typed, playbooks(scene)),
        ["play", "stop" | "show", _] => fitting(typed, plays(scene)),
        ["play", "start", playbook, ..] => params(scene, playbook, typed),
        _ => Vec::new(),
    }
}

/// The task of `row`, which stands behind what is done to its log: of those that have one.
pub(super) fn logged(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let has_log = |found: &CompletionCandidate| {
        let path = found.get_value().to_string_lossy();
        let task =
            scene.campaign().and_then(|c| c.plan.tasks.iter().find(|t| *t.path.as_str() == *path));
        task.is_some_and(|task| !task.log.is_empty())
    };
    let (logs, rest): (Vec<_>, Vec<_>) = tasks(scene, typed).into_iter().partition(has_log);
    if logs.is_empty() { rest } else { logs }
}

/// A word and what it means.
type Word = (String, String);

/// Those that begin as typed; where none does, those whose initials do.
fn fitting(typed: &str, words: Vec<Word>) -> Vec<CompletionCandidate> {
    let begins = |(word, _): &&Word| word.starts_with(typed);
    let mut found: Vec<&Word> = words.iter().filter(begins).collect();
    if found.is_empty() && typed.is_ascii() {
        found = words.iter().filter(|(word, _)| initials_match(word, typed)).collect();
    }
    found.into_iter().filter_map(|(word, help)| candidate(word.clone(), help)).collect()
}

fn rosters(scene: &Scene) -> Vec<Word> {
    let all = scene.campaign().map(|c| c.plan.rosters.as_slice()).unwrap_or_default();
    all.iter().map(|r| (r.id.to_string(), titled(r.id.as_str(), &r.title))).collect()
}

/// A title that says more than the name.
fn titled(id: &str, title: &str) -> String {
    if id == title { String::new() } else { title.to_owned() }
}

fn named_roster<'a>(scene: &'a Scene, name: &str) -> Option<&'a Roster> {
    scene.campaign()?.plan.rosters.iter().find(|r| r.id.as_str() == name || r.title == name)
}

/// Posts, days of shifts, and roles with those who can be put down.
fn seats(scene: &Scene, roster: &Roster, words: &[&str], typed: &str) -> Vec<CompletionCandidate> {
    if let Some((role, names)) = typed.split_once(['=', '＝']) {
        let last = names.rsplit_once(['+', '＋']).map_or(names, |(_, last)| last);
        let before = typed.strip_suffix(last).unwrap_or(role).to_owned();
        let found = people(scene, roster, words, last);
        return found.into_iter().map(|c| c.add_prefix(before.clone())).collect();
    }
    let Some(campaign) = scene.campaign() else { return Vec::new() };
    let mut out: Vec<Word> = Vec::new();
    let has_post = words.iter().any(|word| is_post(&campaign.plan, roster, word));
    if !has_post {
        let post = |p: &Post| match &p.item {
            Some(item) => (item.clone(), p.unit.to_string()),
            None => (p.unit.to_string(), String::new()),
        };
        out.extend(roster.posts.iter().map(post));
    }
    let calendar = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let day = |start| calendar.local(start).format("%m-%d").to_string();
    if !words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        out.extend(roster.shifts.iter().map(|s| (day(s.start), String::new())));
    }
    for role in roles(roster) {
        let [own, other] = [scene.lang, scene.lang.other()]
            .map(|lang| format!("{}=", t!(lang, say::person_role(role))));
        let is_other = !typed.is_empty() && other.starts_with(typed);
        out.push((if is_other { other } else { own }, String::new()));
    }
    out.dedup();
    fitting(typed, out)
}

fn is_post(plan: &Expanded, roster: &Roster, word: &str) -> bool {
    let unit = names::unit(plan, word.split_once('/').map_or(word, |(unit, _)| unit)).ok();
    roster.posts.iter().any(|p| p.item.as_deref() == Some(word) || Some(&p.unit) == unit.as_ref())
}

/// The people of the posts that are named, or of all; of the role, where one is asked for.
fn people(scene: &Scene, roster: &Roster, words: &[&str], typed: &str) -> Vec<CompletionCandidate> {
    let Some(campaign) = scene.campaign() else { return Vec::new() };
    let plan = &campaign.plan;
    let word = scene.plain.last().and_then(|word| word.split_once(['=', '＝']));
    let role = word.and_then(|(role, _)| duty::role(role));
    let named = |p: &&Post| {
        let is = |word: &&str| p.item.as_deref() == Some(*word) || p.unit.as_str() == *word;
        words.iter().any(is)
    };
    let mut posts: Vec<&Post> = roster.posts.iter().filter(named).collect();
    if posts.is_empty() {
        posts = roster.posts.iter().collect();
    }
    let mut out: Vec<Word> = Vec::new();
    for unit in posts.into_iter().filter_map(|p| plan.unit(&p.unit)) {
        let fits = unit
            .people
            .iter()
            .filter(|p| role.is_none_or(|role| wallchart_plan::roster::fits(&[(role, 1)], p.role)));
        for person in fits {
            let word = (person.id.to_string(), unit.id.to_string());
            if !out.contains(&word) {
                out.push(word);
            }
        }
    }
    fitting(typed, out)
}

/// Cells of a log: a column, or what it may hold.
fn cells(scene: &Scene, task: &str, typed: &str) -> Vec<CompletionCandidate> {
    let Some(campaign) = scene.campaign() else { return Vec::new() };
    let Ok(number) = names::task(campaign, task) else { return Vec::new() };
    let Some((task, _)) = campaign.task(number) else { return Vec::new() };
    let columns: Vec<(&str, &AskKind)> =
        task.log.iter().map(|c| (c.name.as_str(), &c.kind)).collect();
    pairs(scene, &columns, typed)
}

/// Parameters of a playbook, or what one may be.
fn params(scene: &Scene, playbook: &str, typed: &str) -> Vec<CompletionCandidate> {
    let Some(campaign) = scene.campaign() else { return Vec::new() };
    let book = campaign.plan.playbooks.iter().find(|p| p.id == playbook);
    let asks: Vec<(&str, &AskKind)> =
        book.iter().flat_map(|b| &b.ask).map(|a| (a.name.as_str(), &a.kind)).collect();
    pairs(scene, &asks, typed)
}

/// `name=`, then a value where there are only some.
fn pairs(scene: &Scene, of: &[(&str, &AskKind)], typed: &str) -> Vec<CompletionCandidate> {
    let Some((name, value)) = typed.split_once(['=', '＝']) else {
        let free = of.iter().filter(|(name, _)| {
            !scene
                .plain
                .iter()
                .any(|word| word.split_once(['=', '＝']).is_some_and(|w| w.0 == *name))
        });
        return fitting(typed, free.map(|(name, _)| (format!("{name}="), String::new())).collect());
    };
    let Some((_, kind)) = of.iter().find(|(n, _)| *n == name) else { return Vec::new() };
    let words: Vec<String> = match kind {
        AskKind::YesNo if scene.lang == Lang::Zh => vec!["是".into(), "否".into()],
        AskKind::YesNo => vec!["yes".into(), "no".into()],
        AskKind::Choice(any) => any.clone(),
        AskKind::Unit(group) => {
            let plan = scene.campaign().map(|c| &c.plan);
            let group = plan.and_then(|p| p.groups.iter().find(|g| g.id == *group));
            group.iter().flat_map(|g| &g.units).map(ToString::to_string).collect()
        }
        AskKind::Text | AskKind::Number | AskKind::Date => return Vec::new(),
    };
    let before = typed.strip_suffix(value).unwrap_or_default().to_owned();
    let found = fitting(value, words.into_iter().map(|word| (word, String::new())).collect());
    found.into_iter().map(|c| c.add_prefix(before.clone())).collect()
}

/// Rows that stand, the last first.
fn rows(scene: &Scene, task: &str, typed: &str) -> Vec<CompletionCandidate> {
    let Some(campaign) = scene.campaign() else { return Vec::new() };
    let Ok(number) = names::task(campaign, task) else { return Vec::new() };
    let Some((_, record)) = campaign.task(number) else { return Vec::new() };
    let rows = &record.rows;
    let shown = |(number, row)| {
        let cells: Vec<&str> = rows.cells(row).map(|(_, cell)| cell).collect();
        (u32::to_string(&number), cells.join(" "))
    };
    let all: Vec<Word> = rows.standing().rev().take(ROWS_MAX).map(shown).collect();
    fitting(typed, all)
}

/// How many rows are offered.
const ROWS_MAX: usize = 50;

fn playbooks(scene: &Scene) -> Vec<Word> {
    let all = scene.campaign().map(|c| c.plan.playbooks.as_slice()).unwrap_or_default();
    all.iter().map(|book| (book.id.clone(), titled(&book.id, &book.title))).collect()
}

fn plays(scene: &Scene) -> Vec<Word> {
    let all = scene.campaign().map(|c| c.plays.as_slice()).unwrap_or_default();
    all.iter().map(|play| (play.play.to_string(), play.title.clone())).collect()
}
