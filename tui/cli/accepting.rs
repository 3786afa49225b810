//! What last year proposes for a clone: which of it was accepted, as a table and as data.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wallchart_campaign::read::{Grounds, Suggestion};
use wallchart_campaign::tell;
use wallchart_plan::{Answer, Cloned, Outcome, Proposal, Proposed, WorkCalendar};
use wallchart_words::{Lang, Message, ids, t};

use super::context::Context;
use super::error::CliError;
use super::json::told;
use super::table::Table;

/// Kinds of proposals by the words that accept them.
const KINDS: [&str; 5] = ["estimates", "targets", "extensions", "skipped", "added"];

/// Last year's proposals with what was asked for.
pub struct Proposals {
    suggestions: Vec<Suggestion>,
    /// The same, as the clone takes them.
    pub proposals: Vec<Proposal>,
    /// Which were accepted and are not done, since the plan would have that error.
    unsound: Vec<Option<&'static str>>,
}

impl Proposals {
    /// Marks those that are accepted.
    ///
    /// # Errors
    /// When something accepted is no kind, and no task or measure of any proposal.
    pub fn of(
        lang: Lang,
        calendar: &WorkCalendar,
        suggestions: Vec<Suggestion>,
        accept: &[String],
    ) -> Result<Proposals, CliError> {
        let stands_for = |word: &str, s: &Suggestion| {
            let is_named =
                named(&s.what) == word || s.what.task().is_some_and(|task| task.as_str() == word);
            // To ask for less has to be meant.
            is_named || !s.lowers && (word == "all" || word == kind(&s.what).0)
        };
        for word in accept {
            let is_known = KINDS.contains(&word.as_str()) || word == "all";
            if !is_known && !suggestions.iter().any(|s| stands_for(word, s)) {
                let mut names: Vec<String> = suggestions.iter().map(|s| named(&s.what)).collect();
                names.dedup();
                return Err(CliError::NothingToAccept { text: word.clone(), names });
            }
        }
        let proposal = |s: &Suggestion| Proposal {
            what: s.what.clone(),
            why: t!(lang, ids::CLONE_LAST_YEAR, said = tell::grounds(lang, calendar, &s.grounds)),
            is_accepted: accept.iter().any(|word| stands_for(word, s)),
        };
        let proposals = suggestions.iter().map(proposal).collect();
        let unsound = vec![None; suggestions.len()];
        Ok(Proposals { suggestions, proposals, unsound })
    }

    /// Takes back those that would make errors of a plan that has none without them: as few as there need be,
    /// later ones rather than earlier. `errors` is asked which there would be.
    pub fn settle(&mut self, mut errors: impl FnMut(&[Proposal]) -> Vec<&'static str>) {
        let accepted: Vec<usize> =
            (0..self.proposals.len()).filter(|i| self.is_accepted(*i)).collect();
        if accepted.is_empty() || errors(&self.proposals).is_empty() {
            return;
        }
        self.mark(&accepted, false);
        let known = errors(&self.proposals);
        let mut open = vec![accepted];
        while let Some(mut group) = open.pop() {
            self.mark(&group, true);
            let found = errors(&self.proposals);
            if found.len() <= known.len() {
                continue;
            }
            self.mark(&group, false);
            match group.as_slice() {
                [one] => {
                    if let Some(slot) = self.unsound.get_mut(*one) {
                        let new = found.iter().find(|code| !known.contains(code));
                        *slot = new.or(found.last()).copied();
                    }
                }
                _ => {
                    let later = group.split_off(group.len() / 2);
                    open.extend([later, group]);
                }
            }
        }
    }

    fn is_accepted(&self, index: usize) -> bool {
        self.proposals.get(index).is_some_and(|p| p.is_accepted)
    }

    fn mark(&mut self, group: &[usize], is_accepted: bool) {
        for &index in group {
            if let Some(proposal) = self.proposals.get_mut(index) {
                proposal.is_accepted = is_accepted;
            }
        }
    }

    /// Each that has to do with the plan, and what came of it; `None` for what the plan lacks.
    fn answered<'a>(
        &'a self,
        made: &'a Cloned,
    ) -> impl Iterator<Item = (&'a Suggestion, Came<'a>)> {
        let came = made.answers.iter().zip(&self.unsound);
        let came =
            came.map(|(answer, unsound)| Came { answer: answer.as_ref(), unsound: *unsound });
        self.suggestions.iter().zip(came).filter(|(suggestion, came)| {
            // What is gone from the campaign and from this plan is no matter any more.
            came.answer.is_some() || !matches!(suggestion.grounds, Grounds::Removed { .. })
        })
    }

    /// Says them in a table.
    pub fn say(
        &self,
        context: &mut Context,
        calendar: &WorkCalendar,
        made: &Cloned,
    ) -> Result<(), CliError> {
        let lang = context.lang;
        let mut table = Table::with_head(
            [
                ids::CLONE_WHAT,
                ids::CLONE_WHERE,
                ids::CLONE_OUTCOME,
                ids::CLONE_WAS,
                ids::CLONE_IS,
                ids::CLONE_GROUNDS,
            ]
            .map(|head| t!(lang, head)),
        );
        let (mut rows, mut open, mut lowers) = (0, false, false);
        for (suggestion, came) in self.answered(made) {
            let words = |of: fn(&Answer) -> Option<&String>| {
                came.answer.and_then(of).map_or_else(|| "—".to_owned(), Clone::clone)
            };
            let (outcome, said) = outcome(&came);
            open |= outcome == "open";
            lowers |= outcome == "open" && suggestion.lowers;
            rows += 1;
            table.row([
                t!(lang, kind(&suggestion.what).1),
                named(&suggestion.what),
                match came.unsound {
                    Some(code) => t!(lang, ids::CLONE_UNSOUND, code = code),
                    None => t!(lang, said),
                },
                words(|a| a.was.as_ref()),
                words(|a| a.is.as_ref()),
                tell::grounds(lang, calendar, &suggestion.grounds),
            ]);
        }
        if rows == 0 {
            return Ok(());
        }
        context.say(&t!(lang, ids::CLONE_LAST_YEAR_PROPOSALS))?;
        for line in table.lines() {
            context.say(&format!("  {line}"))?;
        }
        if open {
            context.say(&t!(lang, ids::CLONE_PROPOSALS_OPEN))?;
        }
        if lowers {
            context.say(&t!(lang, ids::CLONE_PROPOSALS_LOWER))?;
        }
        let codes: BTreeSet<&str> = self.unsound.iter().flatten().copied().collect();
        if !codes.is_empty() {
            let codes = codes.into_iter().collect::<Vec<_>>().join(" ");
            context.say(&t!(lang, ids::CLONE_PROPOSALS_UNSOUND, codes = codes))?;
        }
        Ok(())
    }

    /// The same as data.
    ///
    /// # Errors
    /// When it can't be written as data.
    pub fn data(&self, made: &Cloned) -> Result<Value, CliError> {
        let row = |(suggestion, came): (&Suggestion, Came<'_>)| {
            let measure = match &suggestion.what {
                Proposed::Target { measure, .. } => Some(measure.as_str()),
                _ => None,
            };
            Ok(json!({
                "kind": kind(&suggestion.what).0,
                "task": suggestion.what.task().map(|task| task.as_str()),
                "measure": measure,
                "was": came.answer.and_then(|a| a.was.as_ref()),
                "is": came.answer.and_then(|a| a.is.as_ref()),
                "outcome": outcome(&came).0,
                "unsound": came.unsound,
                "grounds": told(&suggestion.grounds)?,
            }))
        };
        self.answered(made).map(row).collect()
    }
}

fn kind(what: &Proposed) -> (&'static str, Message) {
    match what {
        Proposed::Takes { .. } => ("estimates", ids::CLONE_KIND_ESTIMATES),
        Proposed::Target { .. } => ("targets", ids::CLONE_KIND_TARGETS),
        Proposed::Due { .. } => ("extensions", ids::CLONE_KIND_EXTENSIONS),
        Proposed::Out { .. } => ("skipped", ids::CLONE_KIND_SKIPPED),
        Proposed::Kept { .. } => ("added", ids::CLONE_KIND_ADDED),
    }
}

fn named(what: &Proposed) -> String {
    match what {
        Proposed::Target { task: None, measure, .. } => measure.to_string(),
        _ => what.task().map(ToString::to_string).unwrap_or_default(),
    }
}

/// What came of a proposal.
struct Came<'a> {
    /// As the clone answers; `None` for what the plan lacks.
    answer: Option<&'a Answer>,
    /// The error for which it was not done, though accepted.
    unsound: Option<&'static str>,
}

fn outcome(came: &Came<'_>) -> (&'static str, Message) {
    match came.answer.map(|a| a.outcome) {
        _ if came.unsound.is_some() => ("unsound", ids::CLONE_NO),
        Some(Outcome::Accepted) => ("accepted", ids::CLONE_YES),
        Some(Outcome::Open) => ("open", ids::CLONE_NO),
        Some(Outcome::Kept) => ("kept", ids::CLONE_KEPT),
        Some(Outcome::ByHand) => ("by_hand", ids::CLONE_BY_HAND),
        None => ("absent", ids::CLONE_ABSENT),
    }
}
