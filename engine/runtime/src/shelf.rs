//! Where campaigns are found, for a face that goes from one to another.

use std::fmt;
use std::sync::Arc;

use wallchart_plan::ids::CampaignId;
use wallchart_store::EventStore;

use crate::{Desk, DeskError, LocalDesk};

/// Where campaigns are found. What it does may take a while: call it where waiting is allowed.
pub trait Shelf: Send + Sync + fmt::Debug {
    /// The campaigns, in the order in which they were launched.
    ///
    /// # Errors
    /// When the store fails.
    fn campaigns(&self) -> Result<Vec<CampaignId>, DeskError>;

    /// A desk of its own for one of them.
    ///
    /// # Errors
    /// As [`LocalDesk::open`].
    fn desk(&self, campaign: &CampaignId) -> Result<Arc<dyn Desk>, DeskError>;
}

/// The campaigns of a store in this process.
pub struct LocalShelf(Arc<dyn EventStore>);

impl LocalShelf {
    /// The campaigns of that store.
    pub fn new(store: Arc<dyn EventStore>) -> Self {
        Self(store)
    }
}

impl fmt::Debug for LocalShelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocalShelf")
    }
}

impl Shelf for LocalShelf {
    fn campaigns(&self) -> Result<Vec<CampaignId>, DeskError> {
        Ok(self.0.campaigns()?.into_iter().map(|c| c.campaign).collect())
    }

    fn desk(&self, campaign: &CampaignId) -> Result<Arc<dyn Desk>, DeskError> {
        Ok(Arc::new(LocalDesk::open(self.0.clone(), campaign.clone())?))
    }
}
