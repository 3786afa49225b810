//! What an argument may be: tasks, units, campaigns, plan files, steps, figures.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use clap::Arg;
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};
use wallchart_campaign::allowed;
use wallchart_campaign::read::{Field, Filter};
use wallchart_plan::expanded::Task;
use wallchart_plan::time::Instant;
use wallchart_runtime::{Clock as _, SystemClock};
use wallchart_words::{Lang, safe};

use super::scene::Scene;
use super::worded;
use crate::cli::names;
use crate::pinyin::initials_match;

/// An argument that offers what the store holds, where it is about that.
pub(super) fn offered(arg: Arg, scene: &Arc<Scene>) -> Arg {
    let find: fn(&Scene, &str) -> Vec<CompletionCandidate> = match arg.get_id().as_str() {
        "task" if scene.is_about("row") => worded::logged,
        "task" | "tasks" => tasks,
        "names" => worded::words,
        "unit" | "to" if !is_path(&arg) => units,
        "as" => actors,
        "campaign" => campaigns,
        "lang" => |_, typed| plain(&["zh", "en"], typed),
        "ascii" => |_, typed| plain(&["true", "false"], typed),
        "steps" => steps,
        "measures" | "figures" => measures,
        "name" => evidence,
        "filter" => filters,
        "codes" => codes,
        "plan" | "plans" => {
            let plans = PathCompleter::file().filter(is_plan);
            return arg.add(ArgValueCompleter::new(move |typed: &OsStr| plans.complete(typed)));
        }
        _ => return arg,
    };
    let scene = scene.clone();
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        typed.to_str().map(|typed| find(&scene, typed)).unwrap_or_default()
    }))
}

fn is_path(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == std::any::TypeId::of::<std::path::PathBuf>()
}

fn is_plan(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|e| e == "ron")
}

/// A candidate with what is known of it; none for what a terminal would not just show.
pub(super) fn candidate(value: String, help: &str) -> Option<CompletionCandidate> {
    if safe(&value) != value.as_str() {
        return None;
    }
    let help = (!help.is_empty()).then(|| safe(help).into_owned().into());
    Some(CompletionCandidate::new(value).help(help))
}

fn plain(words: &[&str], typed: &str) -> Vec<CompletionCandidate> {
    let fits = words.iter().filter(|w| w.starts_with(typed));
    fits.filter_map(|w| candidate((*w).to_owned(), "")).collect()
}

/// Tasks by path; by number where one is begun; by initials where no path begins so. What may be done to
/// them now comes before what may not.
pub(super) fn tasks(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let Some(campaign) = scene.campaign() else { return Vec::new() };
    let all = || campaign.plan.tasks.iter();
    let number = typed.trim_start_matches(['T', 't']);
    let by_number = !typed.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let found: Vec<&Task> = if by_number {
        all().filter(|t| begins(&t.number.to_string(), typed)).collect()
    } else {
        all().filter(|t| t.path.as_str().starts_with(typed)).collect()
    };
    let found = match found.is_empty() && typed.is_ascii() {
        true => all().filter(|t| initials_match(t.path.as_str(), typed)).collect(),
        false => found,
    };
    doable(scene, found)
        .into_iter()
        .filter_map(|task| {
            let owner = campaign.task(task.number).map_or("", |(_, r)| r.owner.as_str());
            if by_number {
                candidate(task.number.to_string(), &format!("{}  {owner}", task.path))
            } else {
                let title = if task.title == task.path.as_str() { "" } else { &task.title };
                let help = format!("{}  {owner}  {title}", task.number);
                candidate(task.path.to_string(), help.trim_end())
            }
        })
        .collect()
}

/// Whether a number begins as typed: `T04`, `t04` or `4` for `T0412`.
fn begins(number: &str, typed: &str) -> bool {
    let digits = number.trim_start_matches('T');
    match typed.strip_prefix(['T', 't']) {
        Some(typed) => digits.starts_with(typed),
        None => digits.trim_start_matches('0').starts_with(typed),
    }
}

/// Of some tasks those that the verb may be applied to by whoever acts; all where that is none, or the
/// verb is no such.
fn doable<'a>(scene: &Scene, found: Vec<&'a Task>) -> Vec<&'a Task> {
    let (Some(verb), Some(campaign), Some(actor)) = (scene.does, scene.campaign(), scene.actor())
    else {
        return found;
    };
    let now = Instant::from_utc(SystemClock.now().naive_utc());
    let fits: Vec<&Task> = found
        .iter()
        .copied()
        .filter(|task| allowed(campaign, &actor, task.number, now).contains(&verb))
        .collect();
    if fits.is_empty() { found } else { fits }
}

fn units(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let Some(campaign) = scene.campaign() else { return Vec::new() };
    let all = || campaign.plan.units.iter().map(|u| u.id.as_str());
    let mut found: Vec<&str> = all().filter(|u| u.starts_with(typed)).collect();
    if found.is_empty() && typed.is_ascii() {
        found = all().filter(|u| initials_match(u, typed)).collect();
    }
    found.into_iter().filter_map(|u| candidate(u.to_owned(), "")).collect()
}

/// Codes of diagnostics, each with its meaning.
fn codes(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let typed = typed.to_ascii_uppercase();
    let fits = wallchart_schedule::codes().filter(|code| code.name.starts_with(&typed));
    fits.filter_map(|code| candidate(code.name.to_owned(), code.page().title(scene.lang))).collect()
}

fn actors(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let mut found = units(scene, typed);
    let Some(campaign) = scene.campaign() else { return found };
    for unit in &campaign.plan.units {
        let people = unit.people.iter().filter(|p| p.id.as_str().starts_with(typed));
        found.extend(people.filter_map(|p| candidate(p.id.to_string(), unit.id.as_str())));
    }
    found
}

fn campaigns(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let fits = scene.campaigns().iter().filter(|id| id.starts_with(typed));
    fits.filter_map(|id| candidate(id.clone(), "")).collect()
}

/// The task that is named before the word in question.
fn named(scene: &Scene) -> Option<&Task> {
    let campaign = scene.campaign()?;
    let number = names::task(campaign, scene.plain.get(2)?).ok()?;
    campaign.task(number).map(|(task, _)| task)
}

fn steps(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let steps = named(scene).map(|t| t.steps.as_slice()).unwrap_or_default();
    let numbered =
        steps.iter().zip(1..).map(|(step, n): (_, usize)| (n.to_string(), step.as_str()));
    numbered
        .chain([("all".to_owned(), "")])
        .filter(|(n, _)| n.starts_with(typed))
        .filter_map(|(n, step)| candidate(n, step))
        .collect()
}

fn measures(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let asked = named(scene).map(|t| t.measures.as_slice()).unwrap_or_default();
    let names = asked.iter().map(|ask| format!("{}=", ask.measure));
    names.filter(|n| n.starts_with(typed)).filter_map(|n| candidate(n, "")).collect()
}

fn evidence(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    let asked = named(scene).map(|t| t.evidence.as_slice()).unwrap_or_default();
    let names = asked.iter().map(|ask| ask.name.clone()).filter(|n| n.starts_with(typed));
    names.filter_map(|n| candidate(n, "")).collect()
}

/// Words of the filter language, and what may stand behind its keys; in the other language where none of
/// the user's begins so.
fn filters(scene: &Scene, typed: &str) -> Vec<CompletionCandidate> {
    // The parser has been given `!` for the `-` that was typed.
    let (not, word) = match typed.strip_prefix(['-', '!']) {
        Some(word) => ("-", word),
        None => ("", typed),
    };
    let in_either = |words: &dyn Fn(Lang) -> Vec<String>, typed: &str| {
        let fit = |lang| words(lang).into_iter().filter(|w| w.starts_with(typed)).collect();
        let own: Vec<String> = fit(scene.lang);
        if own.is_empty() { fit(scene.lang.other()) } else { own }
    };
    let Some((key, rest)) = word.split_once([':', '：']) else {
        let words = |lang| {
            let keys = Filter::keys(lang).into_iter().map(|key| format!("{key}:"));
            keys.chain(Filter::values(lang, "").into_iter().map(str::to_owned)).collect()
        };
        let found = in_either(&words, word).into_iter();
        return found.filter_map(|w| candidate(format!("{not}{w}"), "")).collect();
    };
    let last = after_comma(rest);
    let listed = matches!(key, "state" | "状态" | "light" | "灯" | "is" | "是");
    let found = match Field::parse(key) {
        Some(Field::Who) => units(scene, last),
        None if listed => {
            let values = |lang| Filter::values(lang, key).into_iter().map(str::to_owned).collect();
            in_either(&values, last).into_iter().filter_map(|w| candidate(w, "")).collect()
        }
        _ => Vec::new(),
    };
    let before = format!("{not}{}", word.strip_suffix(last).unwrap_or(word));
    found.into_iter().map(|c| c.add_prefix(before.clone())).collect()
}

fn after_comma(text: &str) -> &str {
    text.rsplit_once(',').map_or(text, |(_, last)| last)
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn numbers_are_begun_with_or_without_their_letter_and_zeros() {
        for typed in ["T", "t04", "T0412", "4", "41"] {
            assert!(begins("T0412", typed), "{typed}");
        }
        for typed in ["T1", "0", "12"] {
            assert!(!begins("T0412", typed), "{typed}");
        }
    }
}
