//! Words for each, and what to do about it.

use std::io::ErrorKind;
use std::path::Path;

use wallchart_campaign::rows::BadCell;
use wallchart_campaign::{Campaign, say};
use wallchart_runtime::DeskError;
use wallchart_store::StoreError;
use wallchart_words::{Lang, ids, t};

use super::CliError;

impl CliError {
    /// What went wrong; nothing where it has been said already. Tasks of the campaign are named.
    pub fn message(&self, lang: Lang, campaign: Option<&Campaign>) -> Option<String> {
        Some(match self {
            CliError::Closed | CliError::Differs | CliError::Interrupted | CliError::Damaged => {
                return None;
            }
            CliError::Plan { errors, blockers } if *errors == 0 => {
                t!(lang, ids::CLI_PLAN_BLOCKED, count = *blockers)
            }
            CliError::Plan { errors, .. } => t!(lang, ids::CLI_PLAN_ERRORS, count = *errors),
            CliError::OtherAnchor { was, anchor } => {
                let (was, anchor) = (was.to_string(), anchor.to_string());
                t!(lang, ids::CLONE_OTHER_ANCHOR, was = was, anchor = anchor)
            }
            CliError::NoSuchRevision { asked, is } => {
                t!(lang, ids::AMEND_NO_SUCH_REVISION, asked = *asked, is = *is)
            }
            CliError::NotLaidOut(count) => t!(lang, ids::CLI_FMT_ASTRAY, count = *count),
            CliError::Warnings(count) => t!(lang, ids::CLI_PLAN_WARNINGS, count = *count),
            CliError::Desk(error) => {
                campaign.map_or_else(|| error.message(lang), |c| error.message_in(c, lang))
            }
            CliError::Store(error) => error.message(lang),
            CliError::Unknown { cause, .. } => cause.unknown_message(lang),
            CliError::NoStore(path) | CliError::NothingToOpen { store: path, .. } => {
                t!(lang, ids::CLI_NO_STORE, path = path.display().to_string())
            }
            CliError::NoCampaign { asked: Some(id), .. } => {
                t!(lang, ids::CLI_NO_SUCH_CAMPAIGN, id = id)
            }
            CliError::NoCampaign { asked: None, .. } => t!(lang, ids::CLI_NO_CAMPAIGN),
            CliError::WhichCampaign(_) => t!(lang, ids::CLI_WHICH_CAMPAIGN),
            CliError::NoSuchTask { text, .. } => t!(lang, ids::CLI_NO_SUCH_TASK, text = text),
            CliError::WhichTask { text, .. } => t!(lang, ids::CLI_WHICH_TASK, text = text),
            CliError::NoSuchUnit { text, .. } => t!(lang, ids::CLI_NO_SUCH_UNIT, text = text),
            CliError::WhichUnit { text, .. } => t!(lang, ids::CLI_WHICH_UNIT, text = text),
            CliError::NoSuchStep { task, count: 0, .. } => {
                t!(lang, ids::CLI_NO_STEPS, task = task.to_string())
            }
            CliError::NoSuchStep { task, step, count } => t!(
                lang,
                ids::CLI_NO_SUCH_STEP,
                task = task.to_string(),
                step = step,
                count = *count
            ),
            CliError::NoSuchCode { text, .. } => t!(lang, ids::EXPLAIN_NO_SUCH_CODE, code = text),
            CliError::NoSuchPlan { text, .. } => t!(lang, ids::NEW_NO_SUCH_PLAN, name = text),
            CliError::BadTable { path, error } => {
                t!(lang, ids::IMPORT_BAD_FILE, path = path.display().to_string(), error = error)
            }
            CliError::NotATable(path) => {
                t!(lang, ids::IMPORT_NOT_A_TABLE, path = path.display().to_string())
            }
            CliError::NoTableFormat(path) => {
                t!(lang, ids::CLI_NO_TABLE_FORMAT, path = path.display().to_string())
            }
            CliError::NoFolder(path) => {
                t!(lang, ids::CLI_NO_FOLDER, path = path.display().to_string())
            }
            CliError::NoColumn { column, .. } => t!(lang, ids::IMPORT_NO_COLUMN, column = column),
            CliError::NothingImported(path) => {
                t!(lang, ids::IMPORT_NOTHING, path = path.display().to_string())
            }
            CliError::NoHeading => t!(lang, ids::IMPORT_NO_HEADING),
            CliError::NoOutline => t!(lang, ids::IMPORT_NO_OUTLINE),
            CliError::BadMap { text } => t!(lang, ids::IMPORT_BAD_MAP, text = text),
            CliError::NotAnswered { option } => t!(lang, ids::NEW_NOT_ANSWERED, option = *option),
            CliError::NoWarning { code } => t!(lang, ids::E137, name = code),
            CliError::NothingToAccept { text, .. } => {
                t!(lang, ids::CLI_CLONE_NO_SUCH, text = text)
            }
            CliError::NoSuchVar { text, .. } => t!(lang, ids::CLI_CLONE_NO_VAR, text = text),
            CliError::BadDuty { what, text, .. } => t!(lang, *what, text = text),
            CliError::BadRows { rows } => {
                let row = |(row, why): &(usize, CliError)| {
                    let why = why.message(lang, None).unwrap_or_default();
                    t!(lang, ids::ROSTER_BAD_ROW, row = *row, why = why)
                };
                rows.iter().map(row).collect::<Vec<_>>().join("\n")
            }
            CliError::BadFigure { text, .. } => t!(lang, ids::CLI_BAD_FIGURE, text = text),
            CliError::BadRowHeading { path, column, .. } => {
                let kind = if column.is_some() { "other" } else { "none" };
                let column = column.as_deref().unwrap_or_default();
                let path = path.display().to_string();
                t!(lang, ids::CLI_BAD_ROW_HEADING, path = path, kind = kind, column = column)
            }
            CliError::BadRowCells { path, cells } => bad_cells(lang, path, cells),
            CliError::RowsThere { path, known, of } => {
                let path = path.display().to_string();
                t!(lang, ids::CLI_ROWS_THERE, path = path, known = *known, of = *of)
            }
            CliError::BadRowNumber { text } => t!(lang, ids::CLI_BAD_ROW_NUMBER, text = text),
            CliError::NoRowFile => t!(lang, ids::CLI_NO_ROW_FILE),
            CliError::BadPlay { text } => t!(lang, ids::CLI_BAD_PLAY, text = text),
            CliError::NotStarting => t!(lang, ids::CLI_NOT_STARTING),
            CliError::BadBody { file } => t!(lang, ids::CLI_BAD_BODY, file = file),
            CliError::BadAnswer { text } => t!(lang, ids::CLI_BAD_ANSWER, text = text),
            CliError::BadTime { text } => t!(lang, ids::CLI_BAD_TIME, text = text),
            CliError::BadSpan { text } => t!(lang, ids::WHY_BAD_SPAN, text = text),
            CliError::NameEvidence { task, names } if names.is_empty() => {
                t!(lang, ids::CLI_NO_EVIDENCE_ASKED, task = task.to_string())
            }
            CliError::NameEvidence { task, .. } => {
                t!(lang, ids::CLI_NAME_EVIDENCE, task = task.to_string())
            }
            CliError::Filter(error) => error.message(lang),
            CliError::Serve(error) => error.message(lang),
            CliError::Config(error) => error.message(lang),
            CliError::NoSuchVerb(verb) => t!(lang, ids::CLI_USAGE_NO_SUCH_VERB, verb = verb),
            CliError::ChangedMeanwhile(path) => {
                t!(lang, ids::CLI_CHANGED_MEANWHILE, path = path.display().to_string())
            }
            CliError::File { path, error } => {
                let error = system(lang, error);
                t!(lang, ids::CLI_FILE, path = path.display().to_string(), error = error)
            }
            CliError::NotAsApproved { asked, found } => {
                let found = found.get(..asked.len()).unwrap_or(found);
                t!(lang, ids::PREVIEW_NOT_AS_APPROVED, asked = asked, found = found)
            }
            CliError::ShortFingerprint { asked, least } => {
                t!(lang, ids::PREVIEW_SHORT_FINGERPRINT, asked = asked, least = *least)
            }
            CliError::NowNotHere => t!(lang, ids::REHEARSE_NOW_NOT_HERE),
            CliError::RehearsalsHere(path) => {
                t!(lang, ids::REHEARSE_REHEARSALS_HERE, path = path.display().to_string())
            }
            CliError::CampaignHere { path, campaign } => {
                let path = path.display().to_string();
                t!(lang, ids::REHEARSE_CAMPAIGN_HERE, path = path, campaign = campaign)
            }
            CliError::Rehearsed(path) => {
                t!(lang, ids::REHEARSE_THERE_ALREADY, path = path.display().to_string())
            }
            CliError::BadCurtain(text) => t!(lang, ids::REHEARSE_BAD_CURTAIN, text = text),
            CliError::NothingToRedo => t!(lang, ids::CLI_NOTHING_TO_REDO),
            CliError::Unconfirmed => t!(lang, ids::CLI_UNCONFIRMED),
            CliError::Dashboard(error) => error.message(lang),
            CliError::Terminal(error) => t!(lang, ids::CLI_TERMINAL, error = error),
        })
    }

    /// What to do about it.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        let listed = |names: &[String]| (!names.is_empty()).then(|| names.join("  "));
        match self {
            CliError::Desk(DeskError::Refused(refusal)) => Some(refusal.hint(lang)),
            CliError::Config(error) => Some(error.hint(lang)),
            CliError::NoSuchVerb(_) => Some(t!(lang, ids::CLI_USAGE_HELP)),
            CliError::Serve(error) => Some(error.hint(lang)),
            CliError::Filter(_) => Some(t!(lang, ids::CLI_FILTER_HINT)),
            CliError::NothingToOpen { plans, .. } => {
                listed(plans).map(|plans| t!(lang, ids::CONFIG_PLANS_HERE, plans = plans))
            }
            CliError::Unknown { again, .. } => {
                Some(t!(lang, ids::SAFE_AGAIN_HINT, command = again))
            }
            CliError::Store(StoreError::Io { .. }) => Some(t!(lang, ids::SAFE_IO_HINT)),
            CliError::NoStore(_) => Some(t!(lang, ids::CLI_NO_STORE_HINT)),
            CliError::NoCampaign { ids, .. } | CliError::WhichCampaign(ids) => {
                listed(ids).map(|ids| t!(lang, ids::CLI_CAMPAIGNS_ARE, ids = ids))
            }
            CliError::NoSuchTask { near, .. } => Some(match listed(near) {
                Some(names) => t!(lang, ids::CLI_NEAR, names = names),
                None => t!(lang, ids::CLI_NO_SUCH_TASK_HINT),
            }),
            CliError::NoSuchUnit { near, .. } => Some(match listed(near) {
                Some(names) => t!(lang, ids::CLI_NEAR, names = names),
                None => t!(lang, ids::CLI_NO_SUCH_UNIT_HINT),
            }),
            CliError::WhichTask { fits, .. } | CliError::WhichUnit { fits, .. } => {
                listed(fits).map(|names| t!(lang, ids::CLI_FITS, names = names))
            }
            CliError::NoSuchCode { near, .. } => Some(match listed(near) {
                Some(names) => t!(lang, ids::CLI_NEAR, names = names),
                None => t!(lang, ids::EXPLAIN_NO_SUCH_CODE_HINT),
            }),
            CliError::NoSuchPlan { near, plans, .. } => match listed(near) {
                Some(names) => Some(t!(lang, ids::CLI_NEAR, names = names)),
                None => listed(plans).map(|all| t!(lang, ids::NEW_NO_SUCH_PLAN_HINT, plans = all)),
            },
            CliError::NotATable(_) => Some(t!(lang, ids::IMPORT_NOT_A_TABLE_HINT)),
            CliError::NoTableFormat(_) => Some(t!(lang, ids::CLI_NO_TABLE_FORMAT_HINT)),
            CliError::NoFolder(_) => Some(t!(lang, ids::CLI_NO_FOLDER_HINT)),
            CliError::NoColumn { has, .. } => {
                let has: Vec<String> =
                    has.iter().map(|(at, name)| format!("{at} {name}")).collect();
                let list = has.join(&t!(lang, ids::PREVIEW_COMMA));
                Some(t!(lang, ids::IMPORT_NO_COLUMN_HINT, columns = list))
            }
            CliError::NothingImported(_) => Some(t!(lang, ids::IMPORT_NOTHING_HINT)),
            CliError::NoHeading => Some(t!(lang, ids::IMPORT_NO_HEADING_HINT)),
            CliError::NoOutline => Some(t!(lang, ids::IMPORT_NO_OUTLINE_HINT)),
            CliError::BadMap { .. } => Some(t!(lang, ids::IMPORT_BAD_MAP_HINT)),
            CliError::NotAnswered { .. } => Some(t!(lang, ids::NEW_NOT_ANSWERED_HINT)),
            CliError::NoWarning { .. } => Some(t!(lang, ids::E137_HELP)),
            CliError::NothingToAccept { names, .. } => {
                let names = listed(names).unwrap_or_default();
                Some(t!(lang, ids::CLI_CLONE_NO_SUCH_HINT, names = names))
            }
            CliError::NoSuchVar { names, .. } => {
                let names = listed(names).unwrap_or_default();
                Some(t!(lang, ids::CLI_CLONE_NO_VAR_HINT, names = names))
            }
            CliError::BadDuty { offers, .. } => {
                listed(offers).map(|names| t!(lang, ids::ROSTER_OFFERS, names = names))
            }
            CliError::BadRows { rows } => rows.first().and_then(|(_, why)| why.hint(lang)),
            CliError::BadFigure { quantity, .. } if quantity.is_empty() => {
                Some(t!(lang, ids::CLI_BAD_FIGURE_HINT))
            }
            CliError::BadFigure { quantity, .. } => {
                Some(t!(lang, ids::CLI_BAD_FIGURE_UNIT, unit = quantity))
            }
            CliError::BadRowHeading { columns, .. } => {
                let columns: Vec<String> = columns.iter().map(|c| say::column(lang, c)).collect();
                Some(t!(lang, ids::CLI_BAD_ROW_HEADING_HINT, columns = columns.join("  ")))
            }
            CliError::BadRowCells { .. } => Some(t!(lang, ids::CLI_BAD_ROW_CELLS_HINT)),
            CliError::RowsThere { .. } => Some(t!(lang, ids::CLI_ROWS_THERE_HINT)),
            CliError::BadRowNumber { .. } => Some(t!(lang, ids::CLI_BAD_ROW_NUMBER_HINT)),
            CliError::NoRowFile => Some(t!(lang, ids::CLI_NO_ROW_FILE_HINT)),
            CliError::BadPlay { .. } => Some(t!(lang, ids::CLI_BAD_PLAY_HINT)),
            CliError::NotStarting => Some(t!(lang, ids::CLI_NOT_STARTING_HINT)),
            CliError::BadBody { .. } => Some(t!(lang, ids::CLI_BAD_BODY_HINT)),
            CliError::BadAnswer { .. } => Some(t!(lang, ids::CLI_BAD_ANSWER_HINT)),
            CliError::OtherAnchor { .. } => Some(t!(lang, ids::CLONE_OTHER_ANCHOR_HINT)),
            CliError::NoSuchRevision { .. } => Some(t!(lang, ids::AMEND_NO_SUCH_REVISION_HINT)),
            CliError::NotLaidOut(_) => Some(t!(lang, ids::CLI_FMT_ASTRAY_HINT)),
            CliError::ChangedMeanwhile(_) => Some(t!(lang, ids::CLI_CHANGED_MEANWHILE_HINT)),
            CliError::BadTime { .. } => Some(t!(lang, ids::CLI_BAD_TIME_HINT)),
            CliError::BadSpan { .. } => Some(t!(lang, ids::WHY_BAD_SPAN_HINT)),
            CliError::BadCurtain(_) => Some(t!(lang, ids::REHEARSE_BAD_CURTAIN_HINT)),
            CliError::NowNotHere => Some(t!(lang, ids::REHEARSE_NOW_NOT_HERE_HINT)),
            CliError::RehearsalsHere(_) | CliError::CampaignHere { .. } => {
                Some(t!(lang, ids::REHEARSE_OTHER_STORE))
            }
            CliError::Rehearsed(_) => Some(t!(lang, ids::REHEARSE_THERE_ALREADY_HINT)),
            CliError::NameEvidence { names, .. } => Some(match listed(names) {
                Some(names) => t!(lang, ids::CLI_NAME_EVIDENCE_HINT, names = names),
                None => t!(lang, ids::CLI_NO_EVIDENCE_ASKED_HINT),
            }),
            CliError::NotAsApproved { .. } => Some(t!(lang, ids::PREVIEW_NOT_AS_APPROVED_HINT)),
            CliError::Unconfirmed => Some(t!(lang, ids::CLI_UNCONFIRMED_HINT)),
            _ => None,
        }
    }
}

/// What the system says of a file or an address that can't be had.
pub(in crate::cli) fn system(lang: Lang, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => t!(lang, ids::CLI_FILE_NOT_FOUND),
        ErrorKind::PermissionDenied => t!(lang, ids::CLI_FILE_DENIED),
        ErrorKind::AlreadyExists => t!(lang, ids::CLI_FILE_EXISTS),
        ErrorKind::IsADirectory => t!(lang, ids::CLI_FILE_IS_FOLDER),
        ErrorKind::AddrInUse => t!(lang, ids::HTTP_IN_USE),
        ErrorKind::AddrNotAvailable => t!(lang, ids::HTTP_NOT_HERE),
        _ => error.to_string(),
    }
}

/// How many bad cells of a table are told before the rest is only counted.
const CELLS_TOLD: usize = 50;

/// Bad cells of a table, one on a line.
fn bad_cells(lang: Lang, path: &Path, cells: &[(usize, BadCell)]) -> String {
    let path = path.display().to_string();
    let mut out = t!(lang, ids::CLI_BAD_ROW_CELLS, path = path, n = cells.len());
    for (line, cell) in cells.iter().take(CELLS_TOLD) {
        out.push_str("\n  ");
        out.push_str(&say::bad_cell(lang, cell, *line));
    }
    let more = cells.len().saturating_sub(CELLS_TOLD);
    if more > 0 {
        out.push_str("\n  ");
        out.push_str(&t!(lang, ids::CLI_BAD_ROW_MORE, n = more));
    }
    out
}
