//! What can be asked of the dashboard: every key, click and notice becomes one of these.

use serde::{Deserialize, Serialize};
use wallchart_campaign::actions::{ActionId, OfPlay};
use wallchart_campaign::event::Seq;
use wallchart_plan::ids::CampaignId;

use super::campaigns::Card;
use super::field::Edit;
use super::state::Tab;

/// One thing asked of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cmd {
    /// Leaves.
    Quit,
    /// Draws everything afresh.
    Redraw,
    /// Goes to a view.
    Tab(Tab),
    /// Goes to the next view, or the previous one.
    Turn(Way),
    /// Moves the selection.
    Move(Move),
    /// Moves sideways: in time, or folding.
    Side(Way),
    /// Opens what is selected.
    Open,
    /// Goes back, or drops what is being typed.
    Back,
    /// Marks the selected task, or takes the mark off.
    Mark,
    /// Marks everything in the list, or takes all marks off.
    MarkAll,
    /// Unfolds or folds the selected branch.
    Fold,
    /// Unfolds or folds everything.
    FoldAll,
    /// Shows more or less time in a cell.
    Zoom(Way),
    /// Goes to today.
    Today,
    /// Shows only the critical path, or all.
    Critical,
    /// Goes to the next or previous task of the list, the task staying open.
    Step(Way),
    /// Previews a slip of the current task.
    Slip,
    /// Follows new events, or stays.
    Follow,
    /// Switches the language.
    Lang,
    /// Opens the help.
    Help,
    /// Opens the palette.
    Palette,
    /// Starts a filter.
    Filter,
    /// Does something to the selected or marked tasks.
    Do(ActionId),
    /// Asks what starts a playbook, or why a play is stopped.
    Play(OfPlay),
    /// Edits what is being typed.
    Edit(Edit),
    /// Begins a new line in a text of several lines.
    NewLine,
    /// Goes to the next or previous field of a form.
    NextField(Way),
    /// Takes what has been typed.
    Confirm,
    /// A click at a cell.
    Click {
        /// Its column.
        x: u16,
        /// Its row.
        y: u16,
    },
    /// A turn of the wheel at a cell.
    Wheel {
        /// Its column.
        x: u16,
        /// Its row.
        y: u16,
        /// Which way.
        way: Way,
    },
    /// The terminal has another size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// An order was answered.
    Answered(Answer),
    /// Opens the switcher of campaigns.
    Campaigns,
    /// The campaigns were looked at.
    Surveyed(Vec<Card>),
}

/// How an order was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is done and stored.
    Done {
        /// Its last event.
        seq: Seq,
        /// What is to be heard of figures that were recorded.
        warnings: Vec<String>,
    },
    /// It was refused; why, in words.
    Refused {
        /// In the language of the moment.
        why: String,
    },
}

/// Forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Back, up, left, less.
    Back,
    /// On, down, right, more.
    On,
}

/// How far the selection moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// What the shell has to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// End.
    Quit,
    /// Clear the screen and draw it whole.
    Redraw,
    /// Give the campaign a command.
    Submit(Box<wallchart_campaign::Command>),
    /// Look at all campaigns.
    Survey,
    /// Choose rows anew, of a campaign so large that a key can't wait for it.
    Choose,
    /// Go to another campaign.
    Switch(CampaignId),
}
