//! Figures in words: how exact, against which target, whether sums agree, how far a fan-out is covered.

use rust_decimal::Decimal;
use wallchart_plan::expanded::{Compare, Cover, Dimension, Join};
use wallchart_plan::ids::MeasureId;
use wallchart_plan::time::Instant;
use wallchart_plan::{Expanded, WorkCalendar};
use wallchart_words::{Lang, ids, t};

use super::{date, task};
use crate::command::Qualifier;
use crate::read::{
    Broken, CheckSeen, Checked, CoverSeen, RateSeen, Reached, ShortOf, Total, Warning,
};
use crate::state::Campaign;

/// A figure with its unit of quantity: `1000余份`.
pub fn figure(lang: Lang, value: &str, qualifier: Qualifier, unit: &str) -> String {
    let message = match qualifier {
        Qualifier::Exact => ids::VIEWS_QUALIFIER_EXACT,
        Qualifier::Above => ids::VIEWS_QUALIFIER_ABOVE,
        Qualifier::Below => ids::VIEWS_QUALIFIER_BELOW,
        Qualifier::About => ids::VIEWS_QUALIFIER_ABOUT,
    };
    t!(lang, message, value = value, unit = unit)
}

/// The unit of quantity of a measure, with the word that only the latest figure counts where that is so.
pub fn quantity(lang: Lang, plan: &Expanded, measure: &MeasureId) -> String {
    let quantity = plan.quantity(measure);
    match plan.is_latest(measure) {
        true => t!(lang, ids::FIGURES_LATEST_UNIT, quantity = quantity),
        false => quantity.to_owned(),
    }
}

/// The name of a total, with that word.
pub fn total(lang: Lang, total: &Total) -> String {
    match total.latest {
        true => t!(lang, ids::FIGURES_LATEST_NAME, name = total.measure.as_str()),
        false => total.measure.to_string(),
    }
}

/// A rate as it stands: `95.4%`, or that there is no figure yet.
pub fn rate(rate: &RateSeen) -> String {
    match rate.shown() {
        Some(value) => format!("{}{value}{}", if rate.exact { "" } else { "≈" }, rate.unit),
        None => "—".to_owned(),
    }
}

/// A check with what its sides come to: `申诉 + 举报 == 投诉（43 ≠ 44，少 1）`.
pub fn check(lang: Lang, seen: &CheckSeen) -> String {
    let broken = matches!(seen.state, Checked::Broken | Checked::Waiting);
    let sign = match (seen.compare, broken) {
        (Compare::AtMost, false) | (Compare::MoreThan, true) => "≤",
        (Compare::AtLeast, false) | (Compare::LessThan, true) => "≥",
        (Compare::LessThan, false) | (Compare::AtLeast, true) => "<",
        (Compare::MoreThan, false) | (Compare::AtMost, true) => ">",
        (Compare::Exactly, false) if seen.left == seen.right => "=",
        (Compare::Exactly, false) => "≈",
        (Compare::Exactly, true) => "≠",
    };
    let sides = format!("{} {sign} {}", seen.left.normalize(), seen.right.normalize());
    let by = seen.difference().abs().normalize().to_string();
    let is_more = seen.difference() > Decimal::ZERO;
    let message = match seen.state {
        Checked::Open => ids::FIGURES_CHECK_OPEN,
        Checked::Holds => ids::FIGURES_CHECK_HOLDS,
        Checked::Waiting => ids::FIGURES_CHECK_WAITING,
        Checked::Broken if is_more => ids::FIGURES_CHECK_MORE,
        Checked::Broken => ids::FIGURES_CHECK_LESS,
    };
    t!(lang, message, check = &seen.check, sides = sides, by = by)
}

/// How much of a fan-out is enough: `至少3个场所`.
pub fn enough(lang: Lang, join: Join, of: Option<&str>) -> String {
    let units = t!(lang, ids::FIGURES_COVER_UNITS);
    let of = of.unwrap_or(&units);
    match join {
        Join::AtLeast(n) => t!(lang, ids::FIGURES_COVER_SOME, n = n, of = of),
        Join::Percent(n) => t!(lang, ids::FIGURES_COVER_SHARE, n = n, of = of),
        Join::All | Join::Settled => t!(lang, ids::FIGURES_COVER_ALL, of = of),
    }
}

/// How much a task's sentence of coverage asks for.
pub fn enough_of(lang: Lang, cover: &Cover) -> String {
    let of = match &cover.of {
        Dimension::List(name) => Some(name.as_str()),
        Dimension::Unit => None,
    };
    enough(lang, cover.join, of)
}

/// How far a fan-out is covered: `进场所：至少3个场所，11组里9组够了，还差：城东所 2/3`.
pub fn cover(lang: Lang, seen: &CoverSeen) -> String {
    let want = enough(lang, seen.join, seen.of.as_deref());
    let (task, groups, enough) = (seen.task.as_str(), seen.groups, seen.enough);
    let mut line = t!(
        lang,
        ids::FIGURES_COVER_LINE,
        task = task,
        want = want,
        groups = groups,
        enough = enough
    );
    let short: Vec<String> = seen.short.iter().map(|one| short(lang, one)).collect();
    if !short.is_empty() {
        let comma = t!(lang, ids::CAMPAIGN_LIST_COMMA);
        line.push_str(&t!(lang, ids::FIGURES_COVER_SHORT, short = short.join(&comma)));
    }
    line
}

/// A group that has not enough: `城东所 2/3`, and `城东所 0/3（够不了：还差3，只剩1）`.
fn short(lang: Lang, short: &ShortOf) -> String {
    let said = format!("{} {}/{}", short.keys.join(" "), short.done, short.want);
    let out = short.is_out_of_reach().then(|| {
        let lack = short.want - short.done;
        t!(lang, ids::FIGURES_OUT_OF_REACH, lack = lack, left = short.left)
    });
    format!("{}{}", said.trim_start(), out.unwrap_or_default())
}

/// What can't be covered any more: `进场所，至少3个场所：城东所 0/3（够不了：还差3，只剩1）`.
pub fn out_of_reach(lang: Lang, seen: &CoverSeen) -> String {
    let want = enough(lang, seen.join, seen.of.as_deref());
    let all: Vec<String> = seen.short.iter().map(|one| short(lang, one)).collect();
    let all = all.join(&t!(lang, ids::CAMPAIGN_LIST_COMMA));
    t!(lang, ids::FIGURES_COVER_OUT, task = seen.task.as_str(), want = want, short = all)
}

/// A check that figures break, with whose they are.
pub fn broken(lang: Lang, broken: &Broken) -> String {
    let check = check(lang, &broken.check);
    match &broken.unit {
        Some(unit) => t!(lang, ids::FIGURES_BROKEN_UNIT, unit = unit.as_str(), check = check),
        None => t!(lang, ids::FIGURES_BROKEN_WHOLE, check = check),
    }
}

/// What is said of figures that were just recorded.
pub fn warning(lang: Lang, campaign: &Campaign, warning: &Warning) -> String {
    match warning {
        Warning::Broken(found) => broken(lang, found),
        Warning::TooExact { measure, value, qualifier } => {
            let said =
                figure(lang, &value.to_string(), *qualifier, campaign.plan.quantity(measure));
            t!(lang, ids::FIGURES_TOO_EXACT, measure = measure.as_str(), figure = said)
        }
        Warning::Missed { measure, value, qualifier, target: (compare, asked) } => {
            let said =
                figure(lang, &value.to_string(), *qualifier, campaign.plan.quantity(measure));
            let (sign, value) = (sign(*compare), asked.normalize().to_string());
            let measure = measure.as_str();
            t!(
                lang,
                ids::FIGURES_MISSED,
                measure = measure,
                figure = said,
                sign = sign,
                value = value
            )
        }
        Warning::Early { task: number, date: day } => {
            let (task, date) = (task(lang, campaign, *number), date(lang, *day));
            t!(lang, ids::FIGURES_EARLY, task = task, date = date)
        }
        Warning::OutOfReach(seen) => out_of_reach(lang, seen),
        Warning::PlayGoesOn { play, title } => {
            let (play, title) = (play.to_string(), title.as_str());
            t!(lang, ids::FIGURES_PLAY_GOES_ON, play = play, title = title)
        }
    }
}

/// Up to when figures count (截至): a day, or the earliest and the latest.
pub fn as_of(calendar: &WorkCalendar, (first, last): (Instant, Instant)) -> String {
    let day = |at: Instant| calendar.end_date(at).format("%m-%d").to_string();
    match (day(first), day(last)) {
        (first, last) if first == last => last,
        (first, last) => format!("{first}..{last}"),
    }
}

/// What a total or a rate should come to, and whether it does: `≥ 95（达标）`.
pub fn target(lang: Lang, target: &Reached, unit: &str) -> String {
    let value = format!("{}{unit}", target.value.normalize());
    let message = match target.reached {
        true => ids::FIGURES_TARGET_REACHED,
        false => ids::FIGURES_TARGET_OPEN,
    };
    t!(lang, message, sign = sign(target.compare), value = value)
}

/// How figures compare, for people.
pub fn sign(compare: Compare) -> &'static str {
    match compare {
        Compare::AtLeast => "≥",
        Compare::AtMost => "≤",
        Compare::Exactly => "=",
        Compare::MoreThan => ">",
        Compare::LessThan => "<",
    }
}
