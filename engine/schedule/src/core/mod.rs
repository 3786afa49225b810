//! The passes, over arrays by topological position: pure arithmetic on minutes, without plans or names.

pub(crate) mod arrays;
pub(crate) mod backward;
pub(crate) mod causes;
pub(crate) mod conflict;
pub(crate) mod follow;
pub(crate) mod forward;
pub(crate) mod frontier;
pub(crate) mod limits;
pub(crate) mod order;
pub(crate) mod overlay;
pub(crate) mod time;
pub(crate) mod working;
