//! The board as text, for where there is no terminal.

use std::sync::Arc;

use wallchart_campaign::read::View;
use wallchart_campaign::say;
use wallchart_campaign::{Actor, Light};
use wallchart_words::{Lang, ids, safe, t, width};

use super::chrome::{Chrome, Tone};
use super::data::Source;
use super::paint::bar;
use super::panes::overview::{finish, remark, urgency};
use crate::duty;

/// The overview of a campaign as lines of at most `columns` cells: what needs somebody now, how far the
/// workstreams are, the units. With `colour`, late ones are red.
pub fn print_board(view: &View, lang: Lang, columns: u16, colour: bool) -> String {
    let columns = columns.clamp(40, 200);
    let chrome = Chrome { ascii: true, colour };
    let log = Arc::new(Vec::new());
    let source = Source::new(Arc::new(view.clone()), log, &Actor::Operator, None);
    let wide = usize::from(columns);
    let mut out = String::new();
    let mut line = |text: &str, tone: Tone| {
        let text = wallchart_words::fit(text, wide);
        let text = text.trim_end();
        if colour && tone == Tone::Red {
            out.push_str(&format!("\u{1b}[31m{text}\u{1b}[0m\n"));
        } else {
            out.push_str(text);
            out.push('\n');
        }
    };
    line(&headline(&source, lang), Tone::Plain);
    line("", Tone::Plain);
    let o = &source.overview;
    let tasks: usize = o.needs_you.iter().map(|g| g.tasks.len()).sum();
    let pressing = o.pressing_rosters();
    let count = tasks + o.reconcile.len() + pressing.len();
    line(&t!(lang, ids::DASHBOARD_NEEDS, n = count), Tone::Plain);
    if !pressing.is_empty() {
        let words = t!(lang, ids::ROSTER_PRESSING);
        line(&format!("  {words} {}", pressing.len()), Tone::Plain);
        for seen in pressing {
            let tone = if seen.light == Light::Red { Tone::Red } else { Tone::Plain };
            let mark = if seen.light == Light::Red { "!" } else { " " };
            let lacks = t!(lang, ids::ROSTER_LACKING, n = seen.lacks);
            let (title, gaps) = (safe(&seen.title), duty::gaps(lang, seen, 4));
            line(&format!("   {mark}{title}  {lacks}  {}", safe(&gaps)), tone);
        }
    }
    for group in &o.needs_you {
        line(&format!("  {} {}", t!(lang, urgency(group.why)), group.tasks.len()), Tone::Plain);
        for task in group.tasks.iter().take(10) {
            let about = remark(group.why, task, view, lang);
            let (title, owner) = (safe(&task.title), safe(task.owner.as_str()));
            let tone = if task.late_days > 0 { Tone::Red } else { Tone::Plain };
            line(&format!("    {}  {title}  {owner}  {about}", task.number), tone);
        }
        if group.tasks.len() > 10 {
            let more = group.tasks.len() - 10;
            line(&format!("    {}", t!(lang, ids::DASHBOARD_MORE, n = more)), Tone::Plain);
        }
    }
    if !o.reconcile.is_empty() {
        let words = t!(lang, ids::FIGURES_RECONCILE);
        line(&format!("  {words} {}", o.reconcile.len()), Tone::Plain);
        for sum in &o.reconcile {
            line(&format!("    {}", safe(&say::broken(lang, sum))), Tone::Red);
        }
    }
    line("", Tone::Plain);
    line(&t!(lang, ids::DASHBOARD_PROGRESS), Tone::Plain);
    let total = t!(lang, ids::DASHBOARD_TOTAL);
    let sums = std::iter::once((total.as_str(), o.done, o.all, 0));
    let streams = o.streams.iter().map(|s| (s.title.as_str(), s.done, s.all, s.late));
    let name = o.streams.iter().map(|s| width(&s.title)).max().unwrap_or(0).clamp(8, wide / 2);
    for (title, done, all, late) in sums.chain(streams) {
        let mark = if late > 0 { "!" } else { " " };
        let title = wallchart_words::fit(&safe(title), name);
        let bar = bar(chrome, done, all, 10);
        let tone = if late > 0 { Tone::Red } else { Tone::Plain };
        line(&format!(" {mark}{title} [{bar}] {done}/{all}"), tone);
    }
    line(&format!("  {}", finish(&source, lang)), Tone::Plain);
    units(&source, lang, &mut line);
    out
}

fn headline(source: &Source, lang: Lang) -> String {
    let plan = &source.view.campaign.plan.campaign;
    let today = source.view.calendar.date(source.view.now);
    let away = today.signed_duration_since(plan.anchor).num_days();
    let countdown = if away == 0 { "D".to_owned() } else { format!("D{away:+}") };
    let day = wallchart_campaign::say::weekday(lang, today);
    let revision = t!(lang, ids::DASHBOARD_REVISION, n = source.view.campaign.revision);
    let title = safe(&plan.title);
    let Some(_) = &source.view.campaign.rehearsal else {
        return format!("{title}  {today} {day} {countdown}  {revision}");
    };
    // A rehearsal is marked first of all, and tells the hour by its own clock.
    let title = t!(lang, ids::REHEARSE_TITLE, title = title.as_ref());
    let hour = source.view.calendar.local(source.view.now).format("%H:%M");
    format!("{title}  {today} {hour} {day} {countdown}  {revision}")
}

fn units(source: &Source, lang: Lang, line: &mut impl FnMut(&str, Tone)) {
    let late: Vec<_> = source.overview.units.iter().filter(|u| u.late > 0).take(10).collect();
    if late.is_empty() {
        return;
    }
    line("", Tone::Plain);
    line(&t!(lang, ids::DASHBOARD_UNITS), Tone::Plain);
    for unit in late {
        let open = t!(lang, ids::DASHBOARD_UNITS_OPEN);
        let word = t!(lang, ids::DASHBOARD_UNITS_LATE);
        let name = safe(unit.unit.as_str());
        line(&format!("  {name}  {open} {}  {word} {}", unit.open, unit.late), Tone::Red);
    }
}
