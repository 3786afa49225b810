//! What last year proposes for a clone: which of it was accepted, as a table and as data.

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
            word == "all"
                || word == kind(&s.what).0
                || named(&s.what) == word
                || s.what.task().is_some_and(|task| task.as_str() == word)
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
        Ok(Proposals { suggestions, proposals })
    }

    /// Each that has to do with the plan, and what came of it; `None` for what the plan lacks.
    fn answered<'a>(
        &'a self,
        made: &'a Cloned,
    ) -> impl Iterator<Item = (&'a Suggestion, Option<&'a Answer>)> {
        let answers = made.answers.iter().map(Option::as_ref);
        self.suggestions.iter().zip(answers).filter(|(suggestion, answer)| {
            // What is gone from the campaign and from this plan is no matter any more.
            answer.is_some() || !matches!(suggestion.grounds, Grounds::Removed { .. })
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
        let (mut rows, mut open) = (0, false);
        for (suggestion, answer) in self.answered(made) {
            let words = |of: fn(&Answer) -> Option<&String>| {
                answer.and_then(of).map_or_else(|| "—".to_owned(), Clone::clone)
            };
            open |= answer.is_some_and(|a| a.outcome == Outcome::Open);
            rows += 1;
            table.row([
                t!(lang, kind(&suggestion.what).1),
                named(&suggestion.what),
                t!(lang, outcome(answer).1),
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
        Ok(())
    }

    /// The same as data.
    ///
    /// # Errors
    /// When it can't be written as data.
    pub fn data(&self, made: &Cloned) -> Result<Value, CliError> {
        let row = |(suggestion, answer): (&Suggestion, Option<&Answer>)| {
            let measure = match &suggestion.what {
                Proposed::Target { measure, .. } => Some(measure.as_str()),
                _ => None,
            };
            Ok(json!({
                "kind": kind(&suggestion.what).0,
                "task": suggestion.what.task().map(|task| task.as_str()),
                "measure": measure,
                "was": answer.and_then(|a| a.was.as_ref()),
                "is": answer.and_then(|a| a.is.as_ref()),
                "outcome": outcome(answer).0,
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

fn outcome(answer: Option<&Answer>) -> (&'static str, Message) {
    match answer.map(|a| a.outcome) {
        Some(Outcome::Accepted) => ("accepted", ids::CLONE_YES),
        Some(Outcome::Open) => ("open", ids::CLONE_NO),
        Some(Outcome::Kept) => ("kept", ids::CLONE_KEPT),
        Some(Outcome::ByHand) => ("by_hand", ids::CLONE_BY_HAND),
        None => ("absent", ids::CLONE_ABSENT),
    }
}
