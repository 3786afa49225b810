//! Why a dashboard ended otherwise than by its own key.

use wallchart_runtime::DeskError;
use wallchart_words::{Lang, ids, t};

/// Why a dashboard ended otherwise than by its own key.
#[derive(Debug, thiserror::Error)]
pub enum DashboardError {
    /// The terminal can't be used.
    #[error("the terminal can't be used: {0}")]
    Terminal(#[from] std::io::Error),
    /// The campaign can't be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// A part of the program panicked; its message is on the terminal.
    #[error("a part of the program panicked")]
    Panicked,
    /// A signal ended it; its number.
    #[error("ended by signal {0}")]
    Signal(i32),
}

impl DashboardError {
    /// Says it to a person.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            DashboardError::Terminal(e) => {
                t!(lang, ids::DASHBOARD_ERROR_TERMINAL, why = e.to_string())
            }
            DashboardError::Desk(e) => e.message(lang),
            DashboardError::Panicked => t!(lang, ids::DASHBOARD_ERROR_PANICKED),
            DashboardError::Signal(n) => t!(lang, ids::DASHBOARD_ERROR_SIGNAL, n = *n),
        }
    }
}
