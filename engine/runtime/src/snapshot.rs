//! A campaign as the bytes of a snapshot, made to be read quickly: a command line reads one before every
//! command.
//!
//! ```text
//! "WS1" ‖ length of the plan (u32, little endian) ‖ plan (MessagePack) ‖ the rest (JSON)
//! ```
//!
//! The plan is nearly all of it. Of the records there are only those to which something has happened;
//! the others are as launching made them. What can't be read is as good as no snapshot.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wallchart_campaign::command::SourceRef;
use wallchart_campaign::state::{Approved, Retired, TaskRecord};
use wallchart_campaign::undo::Journal;
use wallchart_campaign::{Campaign, Rehearsing, Seq};
use wallchart_plan::Expanded;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::Instant;

const MARK: &[u8] = b"WS1";
const LENGTH: usize = size_of::<u32>();

/// Everything but the plan.
#[derive(Serialize, Deserialize)]
struct Rest<'a> {
    seq: Seq,
    revision: u32,
    language: u32,
    sources: Cow<'a, [SourceRef]>,
    launched_at: Instant,
    approved: Cow<'a, Option<Approved>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rehearsal: Option<Cow<'a, Rehearsing>>,
    /// Records that are not as launching made them, by position.
    records: Vec<(usize, Cow<'a, TaskRecord>)>,
    last_number: TaskNo,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    retired: Cow<'a, [Arc<Retired>]>,
    journal: Cow<'a, Journal>,
}

/// What launching made of a task.
fn launched(task: &wallchart_plan::expanded::Task, at: Instant) -> TaskRecord {
    TaskRecord::issued(task, at, Seq(1))
}

/// The bytes of a campaign; `None` when it can't be written.
pub(crate) fn write(campaign: &Campaign) -> Option<Vec<u8>> {
    let changed =
        |(task, record): (_, &TaskRecord)| *record != launched(task, campaign.launched_at);
    let records = campaign.plan.tasks.iter().zip(campaign.records.iter().map(|r| &**r));
    let rest = Rest {
        seq: campaign.seq,
        revision: campaign.revision,
        language: campaign.language,
        sources: Cow::Borrowed(&campaign.sources),
        launched_at: campaign.launched_at,
        approved: Cow::Borrowed(&campaign.approved),
        rehearsal: campaign.rehearsal.as_ref().map(Cow::Borrowed),
        records: records
            .enumerate()
            .filter(|(_, of)| changed(*of))
            .map(|(at, (_, record))| (at, Cow::Borrowed(record)))
            .collect(),
        last_number: campaign.last_number,
        retired: Cow::Borrowed(&campaign.retired),
        journal: Cow::Borrowed(&campaign.journal),
    };
    let plan = rmp_serde::to_vec_named(&*campaign.plan).ok()?;
    let mut bytes = MARK.to_vec();
    bytes.extend(u32::try_from(plan.len()).ok()?.to_le_bytes());
    bytes.extend(plan);
    serde_json::to_writer(&mut bytes, &rest).ok()?;
    Some(bytes)
}

/// The campaign that was written.
pub(crate) fn read(bytes: &[u8]) -> Option<Campaign> {
    let (length, bytes) = bytes.strip_prefix(MARK)?.split_at_checked(LENGTH)?;
    let length = usize::try_from(u32::from_le_bytes(length.try_into().ok()?)).ok()?;
    let (plan, rest) = bytes.split_at_checked(length)?;
    let plan: Expanded = rmp_serde::from_slice(plan).ok()?;
    let rest: Rest<'_> = serde_json::from_slice(rest).ok()?;
    let mut records: Vec<Arc<TaskRecord>> =
        plan.tasks.iter().map(|task| Arc::new(launched(task, rest.launched_at))).collect();
    for (at, record) in rest.records {
        *records.get_mut(at)? = Arc::new(record.into_owned());
    }
    Some(Campaign {
        seq: rest.seq,
        revision: rest.revision,
        language: rest.language,
        sources: rest.sources.into_owned(),
        launched_at: rest.launched_at,
        approved: rest.approved.into_owned(),
        rehearsal: rest.rehearsal.map(Cow::into_owned),
        records,
        index: Arc::new(plan.tasks.iter().enumerate().map(|(at, t)| (t.number, at)).collect()),
        plan: Arc::new(plan),
        last_number: rest.last_number,
        retired: rest.retired.into_owned(),
        journal: rest.journal.into_owned(),
    })
}
