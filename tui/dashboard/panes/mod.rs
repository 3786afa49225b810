//! The panes, one file each. They only read the state.

pub(crate) mod campaigns;
pub(crate) mod chrome;
pub(crate) mod form;
pub(crate) mod gantt;
pub(crate) mod help;
pub(crate) mod log;
pub(crate) mod overview;
pub(crate) mod palette;
pub(crate) mod roster;
pub(crate) mod slip;
pub(crate) mod task;
