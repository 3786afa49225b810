//! The real plan, mutated value by value: every mistake is told where it is, or stands in the reviewed list.

#![expect(clippy::unwrap_used, reason = "tests may stop where they stand")]

mod meaning;
mod mutation;
mod plan;
mod reviewed;
mod site;

use std::collections::{BTreeMap, BTreeSet};

use mutation::{Mutation, mutations};
use plan::Outcome;
use site::{Site, sites};

/// What came of many mutations.
#[derive(Debug, Default)]
struct Tally {
    tried: usize,
    at_value: usize,
    /// For each entry of the list and each of its fields and kinds, how many mutations it excuses.
    excused: BTreeMap<(usize, &'static str, &'static str), usize>,
    /// What is neither told at the value nor excused, by field, kind and what came of it.
    missed: BTreeMap<String, Vec<String>>,
    fields: BTreeSet<String>,
}

impl Tally {
    fn add(&mut self, site: &Site, mutation: &Mutation) {
        self.tried += 1;
        self.fields.insert(site.field.clone());
        let outcome = plan::outcome(&mutation.text(site), &mutation.target);
        if outcome == Outcome::AtValue {
            self.at_value += 1;
            return;
        }
        match reviewed::find(site, mutation.kind, &outcome) {
            Some(entry) => *self.excused.entry(entry).or_default() += 1,
            None => {
                let class = format!("{} | {} | {outcome:?}", site.field, mutation.kind);
                self.missed.entry(class).or_default().push(mutation.shown(site));
            }
        }
    }

    fn merge(&mut self, other: Tally) {
        self.tried += other.tried;
        self.at_value += other.at_value;
        for (entry, n) in other.excused {
            *self.excused.entry(entry).or_default() += n;
        }
        for (class, shown) in other.missed {
            self.missed.entry(class).or_default().extend(shown);
        }
        self.fields.extend(other.fields);
    }

    fn nothing_missed(&self) {
        let mut told = String::new();
        for (class, shown) in &self.missed {
            told.push_str(&format!("{:4} {class}\n", shown.len()));
            shown.iter().take(3).for_each(|one| told.push_str(&format!("         {one}\n")));
        }
        assert!(told.is_empty(), "neither told at the value nor reviewed:\n{told}");
    }

    /// An entry that excuses nothing is out of date.
    fn nothing_stale(&self) {
        let mut stale = String::new();
        for (i, entry) in reviewed::all().enumerate() {
            for (field, kind) in entry.pairs() {
                if !self.excused.contains_key(&(i, field, kind)) {
                    stale.push_str(&format!("{field} | {kind} | {}\n", entry.why));
                }
            }
        }
        assert!(stale.is_empty(), "excuses nothing any more:\n{stale}");
    }

    fn figures(&self) -> String {
        let excused: usize = self.excused.values().sum();
        let mut told = format!(
            "{} mutations of {} fields: {} told at the value, {excused} reviewed\n",
            self.tried,
            self.fields.len(),
            self.at_value
        );
        for (i, entry) in reviewed::all().enumerate() {
            let of = self.excused.iter().filter(|((at, ..), _)| *at == i);
            let n: usize = of.map(|(_, n)| n).sum();
            told.push_str(&format!("{n:6} {}\n", entry.why));
        }
        told
    }
}

/// Tries every mutation that `is_wanted` by the number of its site and its own, on both cores of a laptop.
fn tally(is_wanted: impl Fn(usize, usize, &Site) -> bool + Sync) -> Tally {
    let sites = sites();
    let (sites, is_wanted) = (&sites, &is_wanted);
    let mut whole = Tally::default();
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            (0..2).map(|part| scope.spawn(move || one_part(part, sites, is_wanted))).collect();
        parts.into_iter().for_each(|part| whole.merge(part.join().unwrap()));
    });
    whole
}

fn one_part(
    part: usize,
    sites: &[Site],
    is_wanted: &impl Fn(usize, usize, &Site) -> bool,
) -> Tally {
    let mut tally = Tally::default();
    for (nth, site) in sites.iter().enumerate().skip(part).step_by(2) {
        for (i, mutation) in mutations(site, nth).iter().enumerate() {
            if is_wanted(nth, i, site) {
                tally.add(site, mutation);
            }
        }
    }
    tally
}

#[test]
fn the_plan_gives_no_diagnostic_before_it_is_mutated() {
    let reading = plan::reading(0, plan::FILES[0].1);
    assert_eq!(wallchart_schedule::check(&reading), []);
}

#[test]
fn mutations_of_every_field_are_told_where_they_are() {
    let all: BTreeSet<String> = sites().into_iter().map(|s| s.field).collect();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let wanted: BTreeSet<(usize, usize)> = sites()
        .iter()
        .enumerate()
        .flat_map(|(nth, site)| {
            let seen = met.entry(site.field.clone()).or_default();
            *seen += 1;
            let (seen, all) = (*seen, mutations(site, nth).len());
            // A field's first values share its kinds of mutations among them.
            let kinds = (0..all).filter(move |i| i % SPREAD == seen - 1);
            kinds.map(move |i| (nth, i)).collect::<Vec<_>>()
        })
        .collect();
    let tally = tally(|nth, i, _| wanted.contains(&(nth, i)));
    assert_eq!(tally.fields, all);
    tally.nothing_missed();
}

/// Over so many values of a field its mutations are spread in the short form.
const SPREAD: usize = 4;

#[test]
#[ignore = "reads the plan once for each mutation of each of its values"]
fn mutations_of_every_value_are_told_where_they_are() {
    let tally = tally(|_, _, _| true);
    #[expect(clippy::print_stdout, reason = "the figures are asked for with --nocapture")]
    {
        println!("{}", tally.figures());
    }
    tally.nothing_missed();
    tally.nothing_stale();
}
