//! `figures`: shows what was counted (数据): totals, rates and checks, of the whole and unit by unit.

use serde_json::json;
use wallchart_campaign::read::{
    self, CheckSeen, Checked, Figures, RateSeen, Total, UnitFigures, View,
};
use wallchart_campaign::say;
use wallchart_plan::ids::UnitId;
use wallchart_words::{Lang, ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::json::told;
use crate::cli::table::Table;

/// Arguments of `figures`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these units.
    #[arg(value_name = "UNIT")]
    units: Vec<String>,
    /// Every unit that has figures, too.
    #[arg(long)]
    by_unit: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let mut asked = Vec::with_capacity(args.units.len());
    for unit in &args.units {
        asked.push(context.unit(unit).await?);
    }
    let view = context.view().await?;
    let all = read::figures(&view.campaign);
    let wanted = |unit: &UnitId| asked.is_empty() || asked.contains(unit);
    let units: Vec<&UnitFigures> = all.units.iter().filter(|u| wanted(&u.unit)).collect();
    if context.json {
        return context.data(&json!({
            "campaign": view.campaign.plan.campaign.id,
            "now": view.now,
            "totals": all.totals,
            "rates": all.rates,
            "checks": all.checks,
            "covers": all.covers,
            "unfit": told(&all.unfit)?,
            "units": units,
        }));
    }
    let lang = context.lang;
    let mut lines = Vec::new();
    if asked.is_empty() {
        lines = whole(lang, &view, &all);
    }
    if args.by_unit || !asked.is_empty() {
        lines.extend(units.into_iter().flat_map(|unit| of_unit(lang, &view, unit)));
    }
    if lines.is_empty() {
        lines.push(t!(lang, ids::FIGURES_NONE));
    }
    for line in lines {
        context.say(&line)?;
    }
    Ok(())
}

/// Totals with their targets, then rates and checks.
fn whole(lang: Lang, view: &View, figures: &Figures) -> Vec<String> {
    let mut lines = totals(lang, view, &figures.totals);
    lines.extend(rates(lang, &figures.rates));
    lines.extend(checks(lang, &figures.checks));
    let unfit = figures.unfit.iter().map(|(number, cell)| {
        let task = view.task(*number).map(|seen| seen.task.path.to_string()).unwrap_or_default();
        format!("! {task} {}", say::unfit(lang, cell))
    });
    let uncounted = (!figures.unfit.is_empty()).then(|| t!(lang, ids::FIGURES_UNFIT));
    lines.extend(uncounted.into_iter().chain(unfit));
    let heading = (!figures.covers.is_empty()).then(|| t!(lang, ids::FIGURES_COVER));
    lines.extend(heading);
    lines.extend(figures.covers.iter().map(|seen| format!("  {}", say::cover(lang, seen))));
    lines
}

fn totals(lang: Lang, view: &View, totals: &[Total]) -> Vec<String> {
    let mut table = Table::with_head([
        t!(lang, ids::VIEWS_MEASURES),
        t!(lang, ids::FIGURES_TOTAL),
        t!(lang, ids::FIGURES_TARGET),
        t!(lang, ids::FIGURES_COUNTED),
    ]);
    let shown = |total: &&Total| total.figures > 0 || total.target.is_some();
    let mut any = false;
    for total in totals.iter().filter(shown) {
        any = true;
        let value = match total.figures {
            0 => "—".to_owned(),
            _ => say::figure(lang, &total.total.to_string(), total.qualifier, &total.quantity),
        };
        let target = total.target.map(|target| say::target(lang, &target, "")).unwrap_or_default();
        let as_of = total.as_of.map(|as_of| say::as_of(&view.calendar, as_of));
        table.row([say::total(lang, total), value, target, as_of.unwrap_or_default()]);
    }
    if any { table.lines() } else { Vec::new() }
}

fn rates(lang: Lang, rates: &[RateSeen]) -> Vec<String> {
    let mut table = Table::with_head([
        t!(lang, ids::FIGURES_RATES),
        String::new(),
        t!(lang, ids::FIGURES_TARGET),
        t!(lang, ids::FIGURES_FORMULA),
    ]);
    for rate in rates {
        let target = rate.target.map(|target| match rate.value {
            Some(_) => say::target(lang, &target, &rate.unit),
            // Nothing is missed before there is a figure.
            None => format!("{} {}{}", say::sign(target.compare), target.value, rate.unit),
        });
        let formula = match rate.value {
            Some(_) => format!("{} = {}/{}", rate.formula, rate.part, rate.whole),
            None => rate.formula.clone(),
        };
        table.row([rate.rate.clone(), say::rate(rate), target.unwrap_or_default(), formula]);
    }
    if rates.is_empty() { Vec::new() } else { table.lines() }
}

fn checks(lang: Lang, checks: &[CheckSeen]) -> Vec<String> {
    let line = |seen: &CheckSeen| {
        let mark = if seen.state == Checked::Broken { "!" } else { " " };
        format!("{mark} {}", say::check(lang, seen))
    };
    let heading = (!checks.is_empty()).then(|| t!(lang, ids::FIGURES_CHECKS));
    heading.into_iter().chain(checks.iter().map(line)).collect()
}

/// A unit's figures on one line, its rates and its checks below.
fn of_unit(lang: Lang, view: &View, figures: &UnitFigures) -> Vec<String> {
    let quantity = |of: &read::UnitTotal| view.campaign.plan.quantity(&of.measure);
    let totals = figures.totals.iter().map(|of| {
        let value = say::figure(lang, &of.total.to_string(), of.qualifier, quantity(of));
        format!("{} {value}", of.measure)
    });
    let mut lines = vec![String::new(), format!("== {}", figures.unit)];
    lines.push(totals.collect::<Vec<_>>().join("  "));
    let rates = figures.rates.iter().filter(|rate| rate.value.is_some());
    let rates: Vec<String> = rates.map(|r| format!("{} {}", r.rate, say::rate(r))).collect();
    if !rates.is_empty() {
        lines.push(rates.join("  "));
    }
    let told = figures.checks.iter().filter(|check| check.state != Checked::Open);
    lines.extend(checks(lang, &told.cloned().collect::<Vec<_>>()).into_iter().skip(1));
    lines
}
