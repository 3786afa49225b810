//! The exit code of each.

use wallchart_campaign::Refusal;
use wallchart_runtime::DeskError;
use wallchart_words::{Message, ids};

use super::CliError;
use crate::cli::exit;
use crate::cli::verbs::serve::ServeError;
use crate::dashboard::DashboardError;

/// What is told where a name of a roster names nothing, or several things.
const NAMED: [Message; 4] =
    [ids::ROSTER_WHICH, ids::ROSTER_WHICH_SHIFT, ids::ROSTER_WHICH_POST, ids::ROSTER_WHICH_ROLE];

impl CliError {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            CliError::Differs => exit::DIFFERS,
            CliError::Plan { .. } | CliError::NotLaidOut(_) | CliError::Warnings(_) => exit::PLAN,
            CliError::Desk(DeskError::Refused(refusal)) => match **refusal {
                Refusal::NoSuchTask { .. }
                | Refusal::NoSuchUnit { .. }
                | Refusal::NoSuchPlaybook { .. }
                | Refusal::NoSuchHook { .. }
                | Refusal::NoSuchPlay { .. }
                | Refusal::NoSuchRoster { .. }
                | Refusal::NoSuchPost { .. }
                | Refusal::NoSuchShift { .. }
                | Refusal::NoSuchSeat { .. } => exit::NOT_FOUND,
                _ => exit::REFUSED,
            },
            CliError::Desk(DeskError::NoCampaign(_)) => exit::NOT_FOUND,
            CliError::Desk(_) => exit::STORE,
            CliError::Store(_) | CliError::Damaged => exit::STORE,
            CliError::Unknown { .. } => exit::UNKNOWN,
            CliError::NoStore(_)
            | CliError::NothingToOpen { .. }
            | CliError::NoCampaign { .. }
            | CliError::WhichCampaign(_)
            | CliError::NoSuchTask { .. }
            | CliError::WhichTask { .. }
            | CliError::NoSuchUnit { .. }
            | CliError::NoSuchRevision { .. }
            | CliError::WhichUnit { .. }
            | CliError::NoSuchPlan { .. }
            | CliError::NothingToAccept { .. }
            | CliError::NoSuchVar { .. }
            | CliError::NoSuchCode { .. } => exit::NOT_FOUND,
            CliError::BadDuty { what, text, .. } if NAMED.contains(what) && !text.is_empty() => {
                exit::NOT_FOUND
            }
            CliError::Config(_)
            | CliError::NoSuchVerb(_)
            | CliError::NoSuchStep { .. }
            | CliError::NoWarning { .. }
            | CliError::NotAnswered { .. }
            | CliError::NoTableFormat(_)
            | CliError::NoColumn { .. }
            | CliError::NothingImported(_)
            | CliError::NoHeading
            | CliError::NoOutline
            | CliError::BadMap { .. }
            | CliError::BadFigure { .. }
            | CliError::BadAnswer { .. }
            | CliError::BadDuty { .. }
            | CliError::BadRowNumber { .. }
            | CliError::NoRowFile
            | CliError::BadPlay { .. }
            | CliError::BadRows { .. }
            | CliError::OtherAnchor { .. }
            | CliError::NotStarting
            | CliError::BadBody { .. }
            | CliError::BadTime { .. }
            | CliError::BadSpan { .. }
            | CliError::ShortFingerprint { .. }
            | CliError::BadCurtain(_)
            | CliError::NowNotHere
            | CliError::Filter(_)
            | CliError::Serve(ServeError::NoToken(_))
            | CliError::NameEvidence { .. } => exit::USAGE,
            CliError::Dashboard(DashboardError::Signal(n)) => {
                u8::try_from(*n).map_or(exit::FAILED, |n| exit::SIGNAL.saturating_add(n))
            }
            CliError::Dashboard(_)
            | CliError::File { .. }
            | CliError::ChangedMeanwhile(_)
            | CliError::BadTable { .. }
            | CliError::NotATable(_)
            | CliError::NoFolder(_)
            | CliError::Serve(ServeError::Listen { .. })
            | CliError::Terminal(_) => exit::FAILED,
            CliError::NothingToRedo
            | CliError::Serve(ServeError::Open(_))
            | CliError::BadRowHeading { .. }
            | CliError::BadRowCells { .. }
            | CliError::RowsThere { .. }
            | CliError::NotAsApproved { .. }
            | CliError::RehearsalsHere(_)
            | CliError::CampaignHere { .. }
            | CliError::Rehearsed(_) => exit::REFUSED,
            CliError::Unconfirmed => exit::UNCONFIRMED,
            CliError::Interrupted => exit::SIGNAL + exit::INTERRUPT,
            CliError::Closed => exit::OK,
        }
    }
}
