//! Read models: what faces show, as plain structs of ids, numbers and enums, without words.
//!
//! Everything is built from a [`View`], but for [`sheets`], which show a plan before there is a campaign. Faces turn it into words with [`crate::say`].

mod behind;
mod detail;
mod filter;
mod inbox;
mod joined;
mod lessons;
mod links;
mod log;
mod logged;
mod outlook;
mod overview;
mod proposals;
mod resolve;
mod roster;
mod row;
mod sentence;
mod sheet;
mod tree;
mod view;
mod why;

pub use crate::along::MovedAlong;
pub use crate::figures::{
    Asked, Broken, CheckSeen, Checked, CoverSeen, Figures, RateSeen, Reached, ShortOf, Total,
    UnitFigures, UnitTotal, Warning, asked, broken, broken_by, figures, out_of_reach, to_reconcile,
    totals, warnings,
};
pub use behind::{left_behind, moves_along, reminders};
pub use detail::{Detail, HoldsUp, LinkSeen, WaitsFor, detail};
pub use filter::{Field, Filter, FilterError, Flag, Spellings, SpeltAs, Term, Test, as_written};
pub use inbox::{Inbox, Tray, holder, inbox};
pub use joined::Joined;
pub(crate) use joined::joined;
pub use lessons::{Lesson, LessonFigure, lessons, unfinished};
pub use links::{Links, holds, is_awaited};
pub use log::{Amended, LogBook, LogLine, What, clock_lines, lines, taken_back};
pub use logged::{LogSeen, RowSeen};
pub use outlook::{Affected, Moved, OnPath, Outlook};
pub use overview::{
    Finish, NeedsYou, Overview, Pressing, StreamProgress, UnitLoad, Urgency, blocks, overview,
    urgencies,
};
pub use proposals::{Grounds, Suggestion, proposals};
pub use resolve::{Resolved, resolve};
pub use roster::{Gap, OnDuty, RosterSeen, RosterTable, SeatSeen, Twice, roster_table, rosters};
pub use row::{Row, Sort, sort};
pub use sentence::{event as sentence, put_down};
pub use sheet::{Assignment, Sheet, sheets};
pub use tree::{Bar, NodeKey, TreeRow, tree, unfolded};
pub use view::{Frame, Seen, View, facts};
pub use why::{Awaited, Why};

#[cfg(test)]
mod tests;
