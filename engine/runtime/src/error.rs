//! What can go wrong at a desk.

use std::fmt;

use wallchart_campaign::{Campaign, CodecError, Refusal, Seq, Unfoldable};
use wallchart_plan::ids::{CampaignId, TaskNo};
use wallchart_store::{Malformed, StoreError};
use wallchart_words::{Lang, ids, t};

/// Why a desk didn't do what it was asked.
#[derive(Debug, Clone, PartialEq)]
pub enum DeskError {
    /// The rules of the campaign don't allow it.
    Refused(Box<Refusal>),
    /// The store failed; nothing was written.
    Store(StoreError),
    /// The store failed half-way: it may or may not be done. The same order sent again finds out.
    Unknown(StoreError),
    /// The store doesn't hold the campaign.
    NoCampaign(CampaignId),
    /// Others wrote first, every time.
    Contended {
        /// How often it was tried.
        times: u32,
    },
    /// What is stored can't be read as a campaign.
    Damaged {
        /// Which campaign.
        campaign: CampaignId,
        /// What is wrong.
        damage: Damage,
    },
    /// Tasks of the plan wait for each other.
    Ring(Vec<TaskNo>),
    /// The command id was used before for another request.
    Reused,
    /// The store wouldn't take the append as it was made.
    Rejected(Malformed),
    /// A lease was taken over meanwhile.
    Fenced,
    /// The program is ending.
    Stopped,
}

/// Why stored events make no campaign.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Damage {
    /// Events don't follow each other.
    #[error(transparent)]
    Unfoldable(#[from] Unfoldable),
    /// Bytes are no event.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// The body of an event that the fold needs is gone.
    #[error("the body of event {} was removed", .0.0)]
    Redacted(Seq),
}

impl DeskError {
    /// Says it to a person who knows the campaign: tasks go by number and name.
    pub fn message_in(&self, campaign: &Campaign, lang: Lang) -> String {
        match self {
            DeskError::Refused(refusal) => refusal.message_in(campaign, lang),
            _ => self.message(lang),
        }
    }

    /// Says it to a person.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            DeskError::Refused(refusal) => refusal.message(lang),
            DeskError::Store(e) => e.message(lang),
            DeskError::Unknown(e) => e.unknown_message(lang),
            DeskError::NoCampaign(id) => {
                t!(lang, ids::DESK_NO_CAMPAIGN, campaign = id.as_str())
            }
            DeskError::Contended { times } => t!(lang, ids::DESK_CONTENDED, times = *times),
            DeskError::Damaged { campaign, damage } => {
                let why = damage.to_string();
                t!(lang, ids::DESK_UNFOLDABLE, campaign = campaign.as_str(), why = why)
            }
            DeskError::Ring(tasks) => {
                let tasks: Vec<String> = tasks.iter().map(TaskNo::to_string).collect();
                t!(lang, ids::DESK_RING, tasks = tasks.join(" > "))
            }
            DeskError::Reused => t!(lang, ids::DESK_REUSED),
            DeskError::Rejected(why) => t!(lang, ids::DESK_REJECTED, why = why.to_string()),
            DeskError::Fenced => t!(lang, ids::DESK_FENCED),
            DeskError::Stopped => t!(lang, ids::DESK_STOPPED),
        }
    }
}

impl fmt::Display for DeskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for DeskError {}

impl From<StoreError> for DeskError {
    fn from(e: StoreError) -> Self {
        DeskError::Store(e)
    }
}

impl From<Refusal> for DeskError {
    fn from(e: Refusal) -> Self {
        DeskError::Refused(Box::new(e))
    }
}
