//! Checks a store against itself: each campaign's chain, and what stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use wallchart_campaign::{CommandId, Seq};
use wallchart_plan::ids::CampaignId;
use wallchart_words::{Lang, ids, t};

use crate::envelope::{GENESIS, Row};
use crate::{BlobHash, CampaignHead, EventHash, Head, Position};

/// What a check of the whole store found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerifyReport {
    /// Every campaign with its head as read.
    pub campaigns: Vec<CampaignHead>,
    /// How many events were read.
    pub events: u64,
    /// How many blobs were read.
    pub blobs: u64,
    /// Events whose bodies were removed. Not a problem: the chain holds without them.
    pub redacted: Vec<(CampaignId, Seq)>,
    /// When backups took the place of what was here. Not a problem, but worth knowing.
    pub restores: Vec<Restored>,
    /// What is wrong, in order of campaign and seq.
    pub problems: Vec<Problem>,
}

/// One time that a backup took the place of what was in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// When: UTC milliseconds.
    pub at_ms: i64,
    /// The last position of the backup.
    pub position: Position,
    /// The last position of what was there before.
    pub position_before: Position,
    /// The name of the copy that was kept of that, beside the store.
    pub kept: String,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// In which campaign, if in one.
    pub campaign: Option<CampaignId>,
    /// At which event, if at one.
    pub seq: Option<Seq>,
    /// What.
    pub what: Wrong,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The envelope doesn't match the hash.
    Hash,
    /// The body doesn't match its hash.
    Body,
    /// Salt without body or body without salt.
    HalfRedacted,
    /// Events are missing before this one.
    Gap {
        /// The seq that should come here.
        expected: Seq,
    },
    /// The order across campaigns has a gap or a step back.
    Position(Position),
    /// The event's command is not in the table of commands.
    CommandMissing,
    /// The table of commands has other ends for the command's events.
    CommandWrong,
    /// A command's events stand in two places.
    CommandTwice(CommandId),
    /// A blob doesn't match its name.
    Blob(BlobHash),
    /// A snapshot doesn't match the stream. No data is lost.
    Snapshot,
    /// A row can't be read.
    Unreadable(String),
    /// The database file is damaged.
    File(String),
    /// The database's structure isn't the one that the migrations make.
    Schema(String),
}

impl Problem {
    /// Says it to a person.
    pub fn message(&self, lang: Lang) -> String {
        let what = match &self.what {
            Wrong::Hash => t!(lang, ids::STORE_PROBLEM_HASH),
            Wrong::Body => t!(lang, ids::STORE_PROBLEM_BODY),
            Wrong::HalfRedacted => t!(lang, ids::STORE_PROBLEM_HALF_REDACTED),
            Wrong::Gap { expected } => t!(lang, ids::STORE_PROBLEM_GAP, expected = expected.0),
            Wrong::Position(p) => t!(lang, ids::STORE_PROBLEM_POSITION, position = p.0),
            Wrong::CommandMissing => t!(lang, ids::STORE_PROBLEM_COMMAND_MISSING),
            Wrong::CommandWrong => t!(lang, ids::STORE_PROBLEM_COMMAND_WRONG),
            Wrong::CommandTwice(_) => t!(lang, ids::STORE_PROBLEM_COMMAND_TWICE),
            Wrong::Blob(hash) => t!(lang, ids::STORE_PROBLEM_BLOB, hash = hash.to_string()),
            Wrong::Snapshot => t!(lang, ids::STORE_PROBLEM_SNAPSHOT),
            Wrong::Unreadable(e) => t!(lang, ids::STORE_PROBLEM_UNREADABLE, detail = e),
            Wrong::File(e) => t!(lang, ids::STORE_PROBLEM_FILE, detail = e),
            Wrong::Schema(object) => t!(lang, ids::STORE_PROBLEM_SCHEMA, object = object),
        };
        match (&self.campaign, self.seq) {
            (Some(c), Some(seq)) => {
                let campaign = c.as_str();
                t!(lang, ids::STORE_PROBLEM_AT, campaign = campaign, seq = seq.0, what = what)
            }
            (Some(c), None) => {
                t!(lang, ids::STORE_PROBLEM_IN, campaign = c.as_str(), what = what)
            }
            _ => what,
        }
    }
}

/// The commands of one campaign, as its table has them: first and last seq.
pub(crate) type Commands = BTreeMap<[u8; 16], (u64, u64)>;

/// Follows one campaign's chain, event by event.
pub(crate) struct Chain<'r> {
    report: &'r mut VerifyReport,
    campaign: CampaignId,
    commands: Commands,
    seen: BTreeSet<[u8; 16]>,
    run: Option<([u8; 16], u64, u64)>,
    head: Head,
}

impl<'r> Chain<'r> {
    pub(crate) fn new(
        report: &'r mut VerifyReport,
        campaign: CampaignId,
        commands: Commands,
    ) -> Chain<'r> {
        let head = Head { seq: Seq(0), position: Position(0), hash: GENESIS };
        Chain { report, campaign, commands, seen: BTreeSet::new(), run: None, head }
    }

    fn problem(&mut self, seq: u64, what: Wrong) {
        let campaign = Some(self.campaign.clone());
        self.report.problems.push(Problem { campaign, seq: Some(Seq(seq)), what });
    }

    /// Takes the campaign's next event.
    pub(crate) fn feed(&mut self, row: Row) {
        self.report.events += 1;
        let expected = self.head.seq.0 + 1;
        if row.seq != expected {
            self.problem(row.seq, Wrong::Gap { expected: Seq(expected) });
        } else if row.chain_hash(self.head.hash) != row.hash {
            self.problem(row.seq, Wrong::Hash);
        }
        if row.position <= self.head.position.0 {
            self.problem(row.seq, Wrong::Position(Position(row.position)));
        }
        match row.body_holds() {
            Some(true) => {}
            Some(false) if row.salt.is_some() != row.body.is_some() => {
                self.problem(row.seq, Wrong::HalfRedacted);
            }
            Some(false) => self.problem(row.seq, Wrong::Body),
            None => self.report.redacted.push((self.campaign.clone(), Seq(row.seq))),
        }
        self.follow_command(row.command, row.seq);
        // The stored hash goes on, so that one altered event is one problem.
        let hash: EventHash = row.hash;
        self.head = Head { seq: Seq(row.seq), position: Position(row.position), hash };
        if let Err(e) = row.open() {
            self.problem(self.head.seq.0, Wrong::Unreadable(e.to_string()));
        }
    }

    fn follow_command(&mut self, command: [u8; 16], seq: u64) {
        match &mut self.run {
            Some((running, _, last)) if *running == command => *last = seq,
            _ => {
                self.end_run();
                self.run = Some((command, seq, seq));
            }
        }
    }

    fn end_run(&mut self) {
        let Some((command, first, last)) = self.run.take() else { return };
        if !self.seen.insert(command) {
            let id = CommandId(uuid::Uuid::from_bytes(command));
            return self.problem(first, Wrong::CommandTwice(id));
        }
        match self.commands.remove(&command) {
            None => self.problem(first, Wrong::CommandMissing),
            Some(ends) if ends != (first, last) => self.problem(first, Wrong::CommandWrong),
            Some(_) => {}
        }
    }

    /// Ends the campaign: what its commands still say must have been there.
    pub(crate) fn end(mut self) -> Head {
        self.end_run();
        let left: Vec<u64> = self.commands.values().map(|(first, _)| *first).collect();
        for first in left {
            self.problem(first, Wrong::CommandWrong);
        }
        let (campaign, head) = (self.campaign, self.head);
        self.report.campaigns.push(CampaignHead { campaign, head });
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_and_what_in_both_languages() {
        let problem = Problem {
            campaign: Some(CampaignId::from("315-2026")),
            seq: Some(Seq(7)),
            what: Wrong::Gap { expected: Seq(5) },
        };
        assert_eq!(
            problem.message(Lang::En),
            "315-2026, event 7: events are missing (event 5 should come here)"
        );
        assert_eq!(problem.message(Lang::Zh), "315-2026 第 7 条：缺少记录（应为第 5 条）");
    }
}
