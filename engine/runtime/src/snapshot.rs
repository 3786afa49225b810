//! A campaign as the bytes of a snapshot, made to be read quickly: a command line reads one before every
//! command.
//!
//! ```text
//! "WS2" ‖ part: plan without its tasks ‖ tasks ‖ records ‖ the rest (JSON)
//! tasks, records = number of parts ‖ part: some of them ‖ …
//! ```
//!
//! A part is its length and MessagePack; numbers are u32, little endian. Tasks and records are nearly all of
//! it, so that they are read by as many threads as the machine runs at once. Of the records there are only
//! those to which something has happened; the others are as launching made them. What can't be read is as
//! good as no snapshot.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wallchart_campaign::command::SourceRef;
use wallchart_campaign::play::Play;
use wallchart_campaign::roster::Fill;
use wallchart_campaign::state::{Approved, Retired, TaskRecord};
use wallchart_campaign::undo::Journal;
use wallchart_campaign::{Campaign, Rehearsing, Seq};
use wallchart_plan::Expanded;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::Instant;

const MARK: &[u8] = b"WS2";
const LENGTH: usize = size_of::<u32>();

/// How many tasks or records a part holds: enough for a thread to be worth its start.
const PART: usize = 512;

/// Everything but the plan and the records.
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
    last_number: TaskNo,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    retired: Cow<'a, [Arc<Retired>]>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    plays: Cow<'a, [Arc<Play>]>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    fills: Cow<'a, [Fill]>,
    journal: Cow<'a, Journal>,
}

/// What launching made of a task.
fn launched(task: &Task, at: Instant) -> TaskRecord {
    TaskRecord::issued(task, at, Seq(1))
}

/// The bytes of a campaign; `None` when it can't be written.
pub(crate) fn write(campaign: &Campaign) -> Option<Vec<u8>> {
    let changed =
        |(task, record): (_, &TaskRecord)| *record != launched(task, campaign.launched_at);
    let records = campaign.plan.tasks.iter().zip(campaign.records.iter().map(|r| &**r));
    // Those that are not as launching made them, by position.
    let records: Vec<(usize, &TaskRecord)> = records
        .enumerate()
        .filter(|(_, of)| changed(*of))
        .map(|(at, (_, record))| (at, record))
        .collect();
    let rest = Rest {
        seq: campaign.seq,
        revision: campaign.revision,
        language: campaign.language,
        sources: Cow::Borrowed(&campaign.sources),
        launched_at: campaign.launched_at,
        approved: Cow::Borrowed(&campaign.approved),
        rehearsal: campaign.rehearsal.as_ref().map(Cow::Borrowed),
        last_number: campaign.last_number,
        retired: Cow::Borrowed(&campaign.retired),
        plays: Cow::Borrowed(&campaign.plays),
        fills: Cow::Borrowed(&campaign.fills),
        journal: Cow::Borrowed(&campaign.journal),
    };
    let mut bytes = MARK.to_vec();
    put_part(&mut bytes, &without_tasks(&campaign.plan))?;
    put_all(&mut bytes, &campaign.plan.tasks)?;
    put_all(&mut bytes, &records)?;
    serde_json::to_writer(&mut bytes, &rest).ok()?;
    Some(bytes)
}

fn put_part(bytes: &mut Vec<u8>, part: &(impl Serialize + ?Sized)) -> Option<()> {
    let part = rmp_serde::to_vec_named(part).ok()?;
    bytes.extend(u32::try_from(part.len()).ok()?.to_le_bytes());
    bytes.extend(part);
    Some(())
}

/// Items in parts.
fn put_all<T: Serialize>(bytes: &mut Vec<u8>, items: &[T]) -> Option<()> {
    let parts = items.chunks(PART);
    bytes.extend(u32::try_from(parts.len()).ok()?.to_le_bytes());
    parts.into_iter().try_for_each(|part| put_part(bytes, part))
}

fn without_tasks(plan: &Expanded) -> Expanded {
    Expanded {
        campaign: plan.campaign.clone(),
        calendar: plan.calendar.clone(),
        units: plan.units.clone(),
        groups: plan.groups.clone(),
        streams: plan.streams.clone(),
        items_were: plan.items_were.clone(),
        windows: plan.windows.clone(),
        measures: plan.measures.clone(),
        targets: plan.targets.clone(),
        rates: plan.rates.clone(),
        checks: plan.checks.clone(),
        tasks: Vec::new(),
        rosters: plan.rosters.clone(),
        playbooks: plan.playbooks.clone(),
    }
}

/// Takes a number off the front.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (number, after) = bytes.split_at_checked(LENGTH)?;
    *bytes = after;
    usize::try_from(u32::from_le_bytes(number.try_into().ok()?)).ok()
}

/// Takes a part off the front.
fn part<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(bytes)?;
    let (part, after) = bytes.split_at_checked(length)?;
    *bytes = after;
    Some(part)
}

/// Takes items in parts off the front, in order.
fn all<T: DeserializeOwned + Send>(bytes: &mut &[u8]) -> Option<Vec<T>> {
    let count = number(bytes)?;
    let parts = (0..count).map(|_| part(bytes)).collect::<Option<Vec<_>>>()?;
    let read = |part: &&[u8]| rmp_serde::from_slice::<Vec<T>>(part).ok();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = parts.len().div_ceil(threads).max(1);
    let read_share = |share: &[&[u8]]| share.iter().map(read).collect::<Option<Vec<_>>>();
    let read: Option<Vec<Vec<Vec<T>>>> = std::thread::scope(|scope| {
        let mut shares = parts.chunks(share);
        // One is read here, so that a small campaign starts no thread.
        let own = shares.next().unwrap_or_default();
        let others: Vec<_> = shares.map(|s| scope.spawn(move || read_share(s))).collect();
        let own = read_share(own);
        let others = others.into_iter().map(|other| other.join().ok().flatten());
        std::iter::once(own).chain(others).collect()
    });
    Some(read?.into_iter().flatten().flatten().collect())
}

/// The campaign that was written.
pub(crate) fn read(bytes: &[u8]) -> Option<Campaign> {
    let mut rest = bytes.strip_prefix(MARK)?;
    let mut plan: Expanded = rmp_serde::from_slice(part(&mut rest)?).ok()?;
    plan.tasks = all(&mut rest)?;
    let changed: Vec<(usize, TaskRecord)> = all(&mut rest)?;
    let rest: Rest<'_> = serde_json::from_slice(rest).ok()?;
    let mut records: Vec<Arc<TaskRecord>> =
        plan.tasks.iter().map(|task| Arc::new(launched(task, rest.launched_at))).collect();
    for (at, record) in changed {
        *records.get_mut(at)? = Arc::new(record);
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
        plays: rest.plays.into_owned(),
        fills: rest.fills.into_owned(),
        journal: rest.journal.into_owned(),
    })
}
