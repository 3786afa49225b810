//! The reviewed list: mutations of which nothing is said at the value, each with why that is right.

mod elsewhere;
mod legal;

use crate::plan::Outcome;
use crate::site::Site;

/// Mutations that are excused.
pub(crate) struct Reviewed {
    /// Why it is right that nothing is said at the value.
    pub(crate) why: &'static str,
    /// The codes that may be given elsewhere; none where the plan is a legal one.
    elsewhere: &'static [&'static str],
    /// Only of entries that hold one of these; of any where there are none.
    only: &'static [&'static str],
    /// Fields and kinds of mutations: each of the fields with each of the kinds.
    of: &'static [(&'static [&'static str], &'static [&'static str])],
}

impl Reviewed {
    /// Every field with every kind.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.of
            .iter()
            .flat_map(|(fields, kinds)| fields.iter().flat_map(|f| kinds.iter().map(|k| (*f, *k))))
    }

    fn excuses(&self, site: &Site, outcome: &Outcome) -> bool {
        let is_as_said = match outcome {
            Outcome::AtValue => false,
            Outcome::Silent => self.elsewhere.is_empty(),
            Outcome::Elsewhere(codes) => codes.iter().all(|c| self.elsewhere.contains(c)),
        };
        let entry = &site.source()[site.entry()];
        is_as_said && (self.only.is_empty() || self.only.iter().any(|text| entry.contains(text)))
    }
}

/// All entries.
pub(crate) fn all() -> impl Iterator<Item = &'static Reviewed> {
    legal::LEGAL.iter().chain(elsewhere::ELSEWHERE)
}

/// The entry that excuses the mutation, by its number, with the field and the kind as it has them.
pub(crate) fn find(
    site: &Site,
    kind: &str,
    outcome: &Outcome,
) -> Option<(usize, &'static str, &'static str)> {
    all().enumerate().filter(|(_, entry)| entry.excuses(site, outcome)).find_map(|(i, entry)| {
        let (field, kind) = entry.pairs().find(|(f, k)| *f == site.field && *k == kind)?;
        Some((i, field, kind))
    })
}
