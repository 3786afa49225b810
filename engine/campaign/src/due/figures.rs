//! Rules over figures: `投诉@{属地} in 1h >= 10`, `走访@{单位} < 30 by D-3`, `满意率@回访 < 90%`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use wallchart_plan::expanded::{Compare, Task};
use wallchart_plan::ids::MeasureId;
use wallchart_plan::playbook::{Playbook, Rule};
use wallchart_plan::sums::{Rate, Sum, Term};
use wallchart_plan::time::{Instant, Span};

use super::{About, Found, back, group_of, nearest};
use crate::figures::{Amount, Pile, entered_at, reaches};
use crate::state::{Campaign, TaskRecord, TaskState};

/// Figures by measure.
type Piles<'c> = BTreeMap<&'c MeasureId, Pile<'c>>;

/// What a rule says of figures.
struct Saying<'r> {
    what: What<'r>,
    /// Of that task alone, one instance at a time.
    task: Option<&'r str>,
    /// Of one unit at a time.
    by: Option<&'r str>,
    /// Only those of so long.
    within: Option<Span>,
    /// As they stood then, and not before.
    until: Option<Instant>,
    compare: Compare,
    value: Decimal,
}

enum What<'r> {
    Measure(Sum),
    Rate(&'r Rate),
}

impl<'r> Saying<'r> {
    fn of(campaign: &'r Campaign, rule: &'r Rule) -> Option<Self> {
        Some(match rule {
            Rule::Measure { measure, task, by, within, until, compare, value } => Saying {
                what: What::Measure(Sum(vec![Term::Measure(measure.as_str().into())])),
                task: task.as_deref(),
                by: by.as_deref(),
                within: *within,
                until: *until,
                compare: *compare,
                value: *value,
            },
            Rule::Rate { rate, task, by, within, until, compare, value } => Saying {
                what: What::Rate(campaign.plan.rates.iter().find(|known| known.id == *rate)?),
                task: task.as_deref(),
                by: by.as_deref(),
                within: *within,
                until: *until,
                compare: *compare,
                value: *value,
            },
            Rule::Overdue { .. } | Rule::Outcome { .. } => return None,
        })
    }

    fn measures(&self) -> impl Iterator<Item = &MeasureId> {
        let (one, other) = match &self.what {
            What::Measure(sum) => (sum, None),
            What::Rate(rate) => (&rate.part, Some(&rate.whole)),
        };
        one.measures().chain(other.into_iter().flat_map(Sum::measures))
    }

    /// What these figures come to, where it is what the rule says.
    fn holds(&self, campaign: &Campaign, piles: &Piles<'_>) -> Option<(Decimal, String)> {
        let sum = |sum: &Sum| summed(campaign, piles, sum);
        match &self.what {
            What::Measure(of) => {
                let Amount { value, figures, .. } = sum(of);
                // That there is none yet says something on the day only.
                let is_told = self.until.is_some() || figures > 0;
                let unit = of.measures().next().map(|id| campaign.plan.quantity(id).to_owned());
                (is_told && self.compare.holds(value, self.value))
                    .then(|| (value, unit.unwrap_or_default()))
            }
            What::Rate(rate) => {
                let (part, whole) = (sum(&rate.part), sum(&rate.whole));
                let is_told = part.figures > 0 && whole.figures > 0;
                let (part, whole) = (part.value, whole.value);
                let holds = reaches(rate.percent, part, whole, self.compare, self.value);
                let value = rate.of(part, whole)?.round_dp(1);
                (is_told && holds).then(|| (value, rate.unit(&campaign.plan.measures)))
            }
        }
    }
}

/// What such a rule holds for.
pub(super) fn holding<'c>(
    campaign: &'c Campaign,
    book: &Playbook,
    rule: &Rule,
    now: Instant,
) -> Vec<Found<'c>> {
    let Some(saying) = Saying::of(campaign, rule) else { return Vec::new() };
    let at = saying.until.unwrap_or(now);
    if at > now {
        return Vec::new();
    }
    let since = saying.within.map_or(Instant(i64::MIN), |within| back(at, within));
    let is_then = move |moment| moment > since && moment <= at;
    let counts = |measure: &MeasureId| saying.measures().any(|to| counts_to(campaign, measure, to));
    let mut all: BTreeMap<String, (Found<'c>, Piles<'c>)> = BTreeMap::new();
    for (task, record) in campaign.plan.tasks.iter().zip(campaign.records.iter().map(|r| &**r)) {
        let is_it = saying.task.is_none_or(|name| task.task.as_str() == name);
        if !is_it || !task.measures.iter().any(|ask| counts(&ask.measure)) {
            continue;
        }
        let figures = entered_at(&campaign.plan, task, record, is_then);
        let mut figures = figures.filter(|(of, ..)| counts(of)).peekable();
        // Nobody is short of what was not needed.
        let is_needed = !matches!(record.state, TaskState::Skipped | TaskState::Cancelled);
        if !is_needed && figures.peek().is_none() {
            continue;
        }
        let Some(one) = about(campaign, book, &saying, (task, record)) else { continue };
        let (found, piles) = all.entry(one.key.clone()).or_insert((one, Piles::new()));
        for (of, amount, moment) in figures {
            found.since = found.since.max(moment);
            let is_latest = campaign.plan.is_latest(of);
            piles.entry(of).or_default().take(is_latest, (task, record), amount);
        }
    }
    let held = all.into_values().filter_map(|(found, piles)| {
        let figure = saying.holds(campaign, &piles)?;
        let since = saying.until.unwrap_or(found.since);
        Some(Found { figure: Some(figure), since, ..found })
    });
    held.collect()
}

/// Whether figures of that task are among those of which a rule speaks under that key.
pub(super) fn counts_for(
    campaign: &Campaign,
    book: &Playbook,
    rule: &Rule,
    key: &str,
    of: (&Task, &TaskRecord),
) -> bool {
    let Some(saying) = Saying::of(campaign, rule) else { return false };
    let counts = |measure: &MeasureId| saying.measures().any(|to| counts_to(campaign, measure, to));
    saying.task.is_none_or(|name| of.0.task.as_str() == name)
        && of.0.measures.iter().any(|ask| counts(&ask.measure))
        && about(campaign, book, &saying, of).is_some_and(|found| found.key == key)
}

/// Whose figures those of a task are: the task's own, its unit's, or the campaign's.
fn about<'c>(
    campaign: &'c Campaign,
    book: &Playbook,
    saying: &Saying<'_>,
    of: (&'c Task, &'c TaskRecord),
) -> Option<Found<'c>> {
    let one = Found {
        key: of.0.number.to_string(),
        about: About::of(of.0),
        since: Instant(i64::MIN),
        task: of,
        figure: None,
    };
    Some(match (saying.task, saying.by) {
        (Some(_), _) => one,
        (None, Some(by)) => {
            let unit = nearest(campaign, of, group_of(book, by))?;
            Found { key: unit.clone(), about: About::Unit(unit), ..one }
        }
        (None, None) => Found { key: String::new(), about: About::Unit(String::new()), ..one },
    })
}

fn summed(campaign: &Campaign, piles: &Piles<'_>, sum: &Sum) -> Amount {
    let mut out = Amount::default();
    for term in &sum.0 {
        match term {
            Term::Number(value) => out.add(Amount { value: *value, ..Amount::default() }),
            Term::Measure(id) => {
                let own = piles.iter().filter(|(of, _)| counts_to(campaign, of, id));
                own.for_each(|(_, pile)| out.add(pile.amount()));
            }
        }
    }
    out
}

/// Whether a measure is the other one, or counts towards it.
fn counts_to(campaign: &Campaign, measure: &MeasureId, to: &MeasureId) -> bool {
    let mut at = Some(measure);
    // Measures that lead back to themselves are refused, but the fold takes any plan.
    for _ in 0..=campaign.plan.measures.len() {
        match at {
            Some(id) if id == to => return true,
            Some(id) => at = campaign.plan.measure(id).and_then(|m| m.rolls_into.as_ref()),
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use wallchart_plan::expanded::{Group, Measure, MeasureAsk};
    use wallchart_plan::ids::TaskNo;
    use wallchart_plan::playbook::Trigger;

    use super::*;
    use crate::actor::Actor;
    use crate::command::{Command, Figure, Qualifier, StartCause};
    use crate::due::due_starts;
    use crate::testing::{Running, instant, plan, playing, task};

    /// Two units that report visits and how many were satisfied, and a playbook that such a rule starts.
    fn with(rule: Rule) -> Running {
        let ask = |name: &str| MeasureAsk {
            measure: name.into(),
            optional: false,
            target: None,
            from: None,
        };
        let visits = |number, unit| {
            let mut task = task(number, &format!("走访{unit}"), unit);
            task.measures = vec![ask("走访"), ask("满意")];
            task
        };
        let mut plan = plan(vec![visits(1, "城东所"), visits(2, "城西所")]);
        let measure = |id: &str| Measure {
            id: id.into(),
            quantity: "户".to_owned(),
            latest: false,
            rolls_into: None,
            was: None,
        };
        plan.measures = vec![measure("走访"), measure("满意")];
        let of = |name: &str| Sum(vec![Term::Measure(name.into())]);
        plan.rates = vec![Rate {
            id: "满意率".to_owned(),
            part: of("满意"),
            whole: of("走访"),
            percent: true,
            target: None,
        }];
        plan.groups =
            vec![Group { id: "所".into(), units: vec!["城东所".into(), "城西所".into()] }];
        plan.playbooks = playing().playbooks;
        plan.playbooks[0].start = vec![Trigger::Rule(rule)];
        Running::launch(plan).unwrap()
    }

    fn figure(measure: &str, value: i64) -> Figure {
        Figure {
            measure: measure.into(),
            value: value.into(),
            qualifier: Qualifier::Exact,
            period: None,
            as_of: None,
        }
    }

    fn give(c: &mut Running, task: u32, measure: &str, value: i64) {
        let figure = figure(measure, value);
        let command = Command::Measure { task: TaskNo(task), figure, corrects: None };
        c.give(Actor::Operator, command).unwrap();
    }

    /// Whom or what plays would be started for, and with which figure in words.
    fn starts(c: &Running, min: i64) -> Vec<(String, String)> {
        let all = due_starts(c.campaign.as_ref().unwrap(), instant(min)).into_iter();
        let key = |command| match command {
            Command::StartPlaybook {
                cause: Some(StartCause::Rule { key, .. }), params, ..
            } => (key, params[0].1.clone()),
            other => panic!("{other:?}"),
        };
        all.map(key).collect()
    }

    fn pair(key: &str, said: &str) -> (String, String) {
        (key.to_owned(), said.to_owned())
    }

    /// Fewer than five visits at one of the tasks.
    fn fewer_than_five() -> Rule {
        Rule::Measure {
            measure: "走访".to_owned(),
            task: Some("走访城东所".to_owned()),
            by: None,
            within: None,
            until: None,
            compare: Compare::LessThan,
            value: 5.into(),
        }
    }

    #[test]
    fn too_little_is_looked_at_on_its_day_and_as_things_stood_then() {
        let mut c = with(Rule::Measure {
            measure: "走访".to_owned(),
            task: None,
            by: Some("属地".to_owned()),
            within: None,
            until: Some(instant(1000)),
            compare: Compare::LessThan,
            value: 30.into(),
        });
        give(&mut c, 1, "走访", 40);
        assert_eq!(starts(&c, 999), []);
        let west = [pair("城西所", "城西所0户")];
        assert_eq!(starts(&c, 1000), west);
        // What comes afterwards was too late.
        c.min = 1100;
        give(&mut c, 2, "走访", 50);
        assert_eq!(starts(&c, 1200), west);
        let reason = "无市场".to_owned();
        c.give(Actor::Operator, Command::Skip { task: TaskNo(2), reason }).unwrap();
        assert_eq!(starts(&c, 1200), [], "nobody is short of what was not needed");
    }

    #[test]
    fn a_rate_counts_once_there_are_figures_for_it() {
        let mut c = with(Rule::Rate {
            rate: "满意率".to_owned(),
            task: None,
            by: Some("属地".to_owned()),
            within: None,
            until: None,
            compare: Compare::LessThan,
            value: 90.into(),
        });
        give(&mut c, 1, "走访", 10);
        assert_eq!(starts(&c, 50), []);
        give(&mut c, 1, "满意", 8);
        assert_eq!(starts(&c, 50), [pair("城东所", "城东所80%")]);
        give(&mut c, 1, "满意", 1);
        assert_eq!(starts(&c, 50), [], "nine of ten are enough");
    }

    #[test]
    fn a_play_goes_on_when_its_figure_is_taken_back() {
        let mut c = with(fewer_than_five());
        give(&mut c, 1, "走访", 2);
        let (id, start) = crate::due::due(c.campaign.as_ref().unwrap(), instant(60)).remove(0);
        c.give_order(crate::command::Order {
            id,
            ..crate::testing::order(0, Actor::System, start)
        })
        .unwrap();
        let told = |c: &Running, from: usize| -> Vec<String> {
            let campaign = c.campaign.as_ref().unwrap();
            let all = crate::read::warnings(campaign, &c.log[from..]);
            all.iter()
                .map(|w| crate::say::warning(wallchart_words::Lang::Zh, campaign, w))
                .collect()
        };
        let entry = c.campaign.as_ref().unwrap().records[0].entries[0].seq;
        let from = c.log.len();
        give(&mut c, 1, "走访", 1);
        give(&mut c, 2, "走访", 1);
        assert_eq!(told(&c, from), [""; 0], "nothing was taken back");
        for command in [
            Command::Measure {
                task: TaskNo(1), figure: figure("走访", 9), corrects: Some(entry)
            },
            Command::Undo { command: None },
        ] {
            let from = c.log.len();
            c.give(Actor::Operator, command).unwrap();
            let told = told(&c, from);
            assert!(told.len() == 1 && told[0].contains("wallchart play stop 曝光#1"), "{told:?}");
        }
        // Nor does it speak of what is over.
        let play = c.campaign.as_ref().unwrap().plays[0].play.clone();
        let stop = Command::StopPlay { play, reason: "误报".to_owned() };
        c.give(Actor::Operator, stop).unwrap();
        let from = c.log.len();
        let wrong = c.campaign.as_ref().unwrap().records[1].entries[0].seq;
        let figure = figure("走访", 7);
        let command = Command::Measure { task: TaskNo(2), figure, corrects: Some(wrong) };
        c.give(Actor::Operator, command).unwrap();
        assert_eq!(told(&c, from), [""; 0]);
    }

    #[test]
    fn one_instance_may_report_none_at_all() {
        let mut c = with(fewer_than_five());
        assert_eq!(starts(&c, 50), []);
        give(&mut c, 1, "走访", 0);
        assert_eq!(starts(&c, 50), [pair("T0001", "城东所0户")]);
    }
}
