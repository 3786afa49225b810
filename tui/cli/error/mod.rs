//! What can go wrong for a verb.

mod code;
pub(in crate::cli) mod words;

use std::path::PathBuf;

use wallchart_campaign::read::FilterError;
use wallchart_campaign::rows::BadCell;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::rows::Column;
use wallchart_runtime::DeskError;
use wallchart_store::StoreError;
use wallchart_words::Message;

use super::config::ConfigError;
use super::verbs::serve::ServeError;
use crate::dashboard::DashboardError;

/// Why a verb could not do what was asked.
#[derive(Debug)]
pub enum CliError {
    /// The plan has errors; they have been printed.
    Plan {
        /// How many.
        errors: usize,
        /// How many things are still to be filled in, where those stand in the way.
        blockers: usize,
    },
    /// Plans differ, which has been told.
    Differs,
    /// The D that a plan is said to have had is not its own.
    OtherAnchor {
        /// What was said.
        was: chrono::NaiveDate,
        /// Its own.
        anchor: chrono::NaiveDate,
    },
    /// There is no such revision of the plan.
    NoSuchRevision {
        /// Which was asked for.
        asked: u32,
        /// Which is in force.
        is: u32,
    },
    /// So many files are not laid out as `fmt` would.
    NotLaidOut(usize),
    /// There are no errors, but warnings count as such.
    Warnings(usize),
    /// The rules or the store said no.
    Desk(DeskError),
    /// The store can't be used.
    Store(StoreError),
    /// The disk failed while a command was carried out: it may or may not be recorded.
    Unknown {
        /// What failed.
        cause: StoreError,
        /// What to type to find out.
        again: String,
    },
    /// There is no store at this path.
    NoStore(PathBuf),
    /// There is no store at this path, but there are plans that could be opened.
    NothingToOpen {
        /// The path.
        store: PathBuf,
        /// The plans.
        plans: Vec<String>,
    },
    /// The store holds no campaign, or none of that id.
    NoCampaign {
        /// The id asked for.
        asked: Option<String>,
        /// What there is.
        ids: Vec<String>,
    },
    /// The store holds several campaigns and none was named.
    WhichCampaign(Vec<String>),
    /// No task fits.
    NoSuchTask {
        /// What was asked for.
        text: String,
        /// What comes near.
        near: Vec<String>,
    },
    /// Several tasks fit.
    WhichTask {
        /// What was asked for.
        text: String,
        /// What fits.
        fits: Vec<String>,
        /// The same by number.
        numbers: Vec<TaskNo>,
    },
    /// No unit or person fits.
    NoSuchUnit {
        /// What was asked for.
        text: String,
        /// What comes near.
        near: Vec<String>,
    },
    /// Several units fit.
    WhichUnit {
        /// What was asked for.
        text: String,
        /// What fits.
        fits: Vec<String>,
    },
    /// A task has no such step.
    NoSuchStep {
        /// The task.
        task: TaskNo,
        /// What was asked for.
        step: String,
        /// How many it has.
        count: u32,
    },
    /// No diagnostic has this code.
    NoSuchCode {
        /// What was asked for.
        text: String,
        /// What comes near.
        near: Vec<String>,
    },
    /// What takes no level is to be given one.
    NoWarning {
        /// The code.
        code: String,
    },
    /// No file and no plan that the program carries is called so.
    NoSuchPlan {
        /// What was asked for.
        text: String,
        /// What comes near.
        near: Vec<String>,
        /// The plans that there are.
        plans: Vec<String>,
    },
    /// A file is no table that can be read, or can't be made one.
    BadTable {
        /// The file.
        path: PathBuf,
        /// Why, in the words of who reads it.
        error: String,
    },
    /// A file is no table of a format that is read.
    NotATable(PathBuf),
    /// A table is to be written in a format that isn't written.
    NoTableFormat(PathBuf),
    /// The folder that a file is to stand in isn't there.
    NoFolder(PathBuf),
    /// A table has no column that is said to be one.
    NoColumn {
        /// The column, as spreadsheets name it.
        column: String,
        /// Those that it has, with their headings.
        has: Vec<(String, String)>,
    },
    /// A paper has no task.
    NothingImported(PathBuf),
    /// A table has no headings that say what its columns hold.
    NoHeading,
    /// A text has no line with the mark of an outline.
    NoOutline,
    /// What a column is to be can't be read.
    BadMap {
        /// What was written.
        text: String,
    },
    /// What a new plan needs was not said.
    NotAnswered {
        /// The option that says it.
        option: &'static str,
    },
    /// Last year proposes nothing of that name.
    NothingToAccept {
        /// What was asked for.
        text: String,
        /// What has proposals.
        names: Vec<String>,
    },
    /// The plan has no var of that name, or nothing is given it.
    NoSuchVar {
        /// As written.
        text: String,
        /// The vars that it has.
        names: Vec<String>,
    },
    /// A figure can't be read.
    BadFigure {
        /// As written.
        text: String,
        /// The unit that it is counted in; empty where that is not known.
        quantity: String,
    },
    /// An answer is no `field=text`.
    BadAnswer {
        /// As written.
        text: String,
    },
    /// The headings of a table are not columns of the log, or there are none.
    BadRowHeading {
        /// The file.
        path: PathBuf,
        /// The heading.
        column: Option<String>,
        /// The columns of the log.
        columns: Vec<Column>,
    },
    /// Cells of a table are not what the columns of the log hold.
    BadRowCells {
        /// The file.
        path: PathBuf,
        /// Which, each with the line of the table that it stands in.
        cells: Vec<(usize, BadCell)>,
    },
    /// Rows of a table stand in the log already.
    RowsThere {
        /// The file.
        path: PathBuf,
        /// How many.
        known: usize,
        /// Of how many.
        of: usize,
    },
    /// A row is named otherwise than by its number.
    BadRowNumber {
        /// As written.
        text: String,
    },
    /// No table was named.
    NoRowFile,
    /// A play is named otherwise than `晚会曝光#1`.
    BadPlay {
        /// As written.
        text: String,
    },
    /// Something about a duty roster can't be read, or wasn't said.
    BadDuty {
        /// Why, with the text.
        what: Message,
        /// As written.
        text: String,
        /// What would do.
        offers: Vec<String>,
    },
    /// Rows of a duty roster can't be read.
    BadRows {
        /// Their numbers, from 1, with why.
        rows: Vec<(usize, CliError)>,
    },
    /// A hook or a body of parameters, and nothing to start.
    NotStarting,
    /// A body of parameters is no flat JSON object.
    BadBody {
        /// Which file.
        file: String,
    },
    /// A time can't be read.
    BadTime {
        /// As written.
        text: String,
    },
    /// A length of time can't be read.
    BadSpan {
        /// As written.
        text: String,
    },
    /// The evidence needs a name.
    NameEvidence {
        /// The task.
        task: TaskNo,
        /// Names that the plan asks for.
        names: Vec<String>,
    },
    /// A filter makes no sense.
    Filter(FilterError),
    /// Nobody listens for messages.
    Serve(ServeError),
    /// A file can't be used.
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A plan file that was to be written holds something else than when it was read.
    ChangedMeanwhile(PathBuf),
    /// The program has no such verb.
    NoSuchVerb(String),
    /// The plan is not the one that was approved.
    NotAsApproved {
        /// The fingerprint approved.
        asked: String,
        /// The one the plan has.
        found: String,
    },
    /// A fingerprint that many plans may share.
    ShortFingerprint {
        /// As written.
        asked: String,
        /// How many digits it must have.
        least: usize,
    },
    /// It asks first, and nobody answered yes.
    Unconfirmed,
    /// The one who acts has nothing to redo.
    NothingToRedo,
    /// The store is damaged; what is wrong has been printed.
    Damaged,
    /// A configuration file can't be used.
    Config(Box<ConfigError>),
    /// `--now` where there is no rehearsal.
    NowNotHere,
    /// A store of rehearsals asked to hold a real campaign.
    RehearsalsHere(PathBuf),
    /// A store of real campaigns asked to hold a rehearsal.
    CampaignHere {
        /// Its file.
        path: PathBuf,
        /// A campaign in it.
        campaign: String,
    },
    /// The rehearsal is there already.
    Rehearsed(PathBuf),
    /// A date for the end of a rehearsal that can't be read.
    BadCurtain(String),
    /// The terminal can't be used.
    Terminal(String),
    /// The dashboard ended otherwise than by its own key.
    Dashboard(DashboardError),
    /// Ctrl-C ended a watch, as it is meant to.
    Interrupted,
    /// Whoever reads the output has gone away: nothing to say to nobody.
    Closed,
}

impl From<DeskError> for CliError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Store(error) => CliError::Store(error),
            error => CliError::Desk(error),
        }
    }
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        CliError::Config(Box::new(error))
    }
}

impl From<FilterError> for CliError {
    fn from(error: FilterError) -> Self {
        CliError::Filter(error)
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        CliError::Store(error)
    }
}

impl From<serde_json::Error> for CliError {
    /// What is printed as data has fields with names, so this is a mistake of the program's.
    fn from(error: serde_json::Error) -> Self {
        CliError::Terminal(error.to_string())
    }
}

impl From<std::io::Error> for CliError {
    /// Only writing to the terminal fails this way; files are read where they are named.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => CliError::Closed,
            _ => CliError::Terminal(error.to_string()),
        }
    }
}
