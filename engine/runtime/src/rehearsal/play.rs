//! The play: the moves of everybody in order of time, given to a [`LocalDesk`] as commands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use wallchart_campaign::command::{Apply, Evidence, SourceRef};
use wallchart_campaign::read::Frame;
use wallchart_campaign::{Actor, Campaign, Command, CommandId, Face, Order, Refusal, Seq};
use wallchart_plan::ids::UnitId;
use wallchart_plan::time::{DAY_MIN, Instant};
use wallchart_plan::{Expanded, WorkCalendar};

use super::dice::Cast;
use super::duty;
use super::moves::{Act, Move, next};
use super::scene::Scene;
use super::times;
use crate::{Desk as _, DeskError, LocalDesk};

/// Longer than any campaign goes on after its planned finish, in minutes.
const EPILOGUE_MIN: i64 = 366 * DAY_MIN;

/// Who acts, and for whom.
type Speaker = (Actor, Option<UnitId>);

/// When a play ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curtain {
    /// When nobody has anything more to do.
    End,
    /// At a time, at which the rehearsal's clock then stands.
    At(Instant),
}

/// What is played: a plan with the bytes of its files.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Version of the plan language.
    pub language: u32,
    /// Every source file: its name relative to the root plan, and its bytes.
    pub sources: Vec<(String, Vec<u8>)>,
    /// What they expand to.
    pub plan: Expanded,
}

impl Stage {
    /// When the campaign is launched: the morning of the day on which it begins.
    ///
    /// # Errors
    /// When tasks wait for each other in a ring.
    pub fn begin(&self) -> Result<DateTime<Utc>, DeskError> {
        let plan = &self.plan;
        let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
        let start = match plan.campaign.start {
            Some(start) => start,
            None => {
                let facts = wallchart_schedule::Facts::none();
                let schedule = wallchart_schedule::schedule(plan, &facts);
                schedule.map_err(|cycle| DeskError::Ring(cycle.0))?.start
            }
        };
        Ok(times::morning(&calendar, calendar.date(start)).utc().and_utc())
    }
}

/// What came of a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Played {
    /// What the rehearsal's clock shows.
    pub clock: Instant,
    /// How many commands were given.
    pub commands: usize,
    /// How many of them were refused, as happens where a person has a hand in it too.
    pub refused: usize,
}

/// Launches a rehearsal at a desk made for one, and plays it. `watch` is told the time, and how many of
/// how many tasks are done, once a day of the play.
///
/// # Errors
/// As [`Desk::submit`](crate::Desk::submit), but for refusals of what the players do.
pub async fn rehearse(
    desk: &LocalDesk,
    stage: Stage,
    cast: &Cast,
    curtain: Curtain,
    watch: impl FnMut(Instant, usize, usize),
) -> Result<Played, DeskError> {
    let mut refs = Vec::with_capacity(stage.sources.len());
    for (name, bytes) in stage.sources {
        refs.push(SourceRef { name, hash: desk.put_blob(bytes).await? });
    }
    let apply = Box::new(Apply {
        language: stage.language,
        sources: refs,
        plan: stage.plan,
        rehearsal: Some(cast.mark.clone()),
    });
    let order = order(
        cast,
        Seq(0),
        desk.now(),
        Actor::Operator,
        None,
        Command::Apply { apply, approval: None },
    );
    desk.submit(order).await?;
    continue_to(desk, curtain, watch).await
}

/// Plays a rehearsal on from where its clock stands.
///
/// # Errors
/// As [`rehearse`]; and for a campaign that is no rehearsal, or a time that its clock has passed.
pub async fn continue_to(
    desk: &LocalDesk,
    curtain: Curtain,
    mut watch: impl FnMut(Instant, usize, usize),
) -> Result<Played, DeskError> {
    let campaign = desk.state().await?;
    let Some(rehearsal) = &campaign.rehearsal else { return Err(Refusal::NotARehearsal.into()) };
    if let Curtain::At(until) = curtain {
        // Refuses what has passed before anything is played.
        desk.set_now(until.utc().and_utc())?;
    }
    let cast = Cast::of(&rehearsal.mark);
    let clock = Instant::from_utc(rehearsal.clock.naive_utc());
    let frame = Frame::new(&campaign).map_err(|cycle| DeskError::Ring(cycle.0))?;
    let last = frame.baseline.finish.max(clock).plus_min(EPILOGUE_MIN);
    let until = match curtain {
        Curtain::At(until) => until,
        Curtain::End => last,
    };
    let mut play = Play {
        desk,
        cast: &cast,
        frame,
        queue: BTreeSet::new(),
        due: Vec::new(),
        duty: None,
        refused: BTreeSet::new(),
        played: Played { clock, commands: 0, refused: 0 },
    };
    play.join(&campaign, clock);
    play.roster(&campaign, clock);
    drop(campaign);
    let mut day = None;
    while let Some((now, on_duty)) = play.upcoming().filter(|(at, _)| *at <= until) {
        match on_duty {
            true => play.man(now).await?,
            false => play.minute(now).await?,
        }
        let today = play.frame.calendar.date(now);
        if day.replace(today) != Some(today) {
            let campaign = desk.state().await?;
            let done = campaign.records.iter().filter(|r| r.state.is_settled()).count();
            watch(now, done, campaign.records.len());
        }
    }
    if let Curtain::At(to) = curtain {
        desk.set_now(to.utc().and_utc())?;
        play.submit(Actor::Operator, None, Command::MoveClock { to }).await?;
        play.played.clock = to;
    }
    Ok(play.played)
}

/// A play under way.
struct Play<'a> {
    desk: &'a LocalDesk,
    cast: &'a Cast,
    frame: Frame,
    /// When somebody will do something on which task.
    queue: BTreeSet<(Instant, usize)>,
    /// Where each task stands in the queue.
    due: Vec<Option<Instant>>,
    /// What somebody will do next about the rosters.
    duty: Option<(duty::Part, Move)>,
    /// Whose gaps could not be filled: somebody else has been there.
    refused: BTreeSet<duty::Part>,
    played: Played,
}

impl Play<'_> {
    /// Puts the next moves on tasks that came since the last time into the queue.
    fn join(&mut self, campaign: &Campaign, now: Instant) {
        let known = self.due.len();
        self.due.resize(campaign.plan.tasks.len(), None);
        for position in known..campaign.plan.tasks.len() {
            self.plan(campaign, position, now);
        }
    }

    /// When something happens next, and whether that is about a roster.
    fn upcoming(&self) -> Option<(Instant, bool)> {
        let task = self.queue.first().map(|(at, _)| (*at, false));
        let duty = self.duty.as_ref().map(|(_, found)| (found.at, true));
        match (task, duty) {
            (Some(task), Some(duty)) => Some(if duty.0 < task.0 { duty } else { task }),
            (one, other) => one.or(other),
        }
    }

    /// Looks up who puts people down on a roster next.
    fn roster(&mut self, campaign: &Campaign, now: Instant) {
        let scene = Scene { campaign, frame: &self.frame, cast: self.cast, now };
        self.duty = duty::next(&scene, &self.refused);
    }

    /// Puts people down on a roster.
    async fn man(&mut self, now: Instant) -> Result<(), DeskError> {
        let Some((part, found)) = self.duty.take() else { return Ok(()) };
        let campaign = self.desk.state().await?;
        let clock = campaign.rehearsal.as_ref().map(|r| r.clock).unwrap_or_default();
        drop(campaign);
        self.desk.set_now(now.utc().and_utc().max(clock))?;
        let stuck =
            self.together(found.by.clone(), found.on_behalf_of.clone(), vec![(0, found)]).await?;
        // What was refused would be refused again.
        if !stuck.is_empty() {
            self.refused.insert(part);
        }
        let campaign = self.desk.state().await?;
        self.roster(&campaign, now);
        Ok(())
    }

    /// Takes up the tasks of playbooks that were started meanwhile.
    fn grow(&mut self, campaign: &Campaign, now: Instant) -> Result<(), DeskError> {
        if campaign.plan.tasks.len() > self.due.len() {
            self.frame = Frame::new(campaign).map_err(|cycle| DeskError::Ring(cycle.0))?;
            self.join(campaign, now);
        }
        Ok(())
    }

    /// Puts the next move on a task into the queue, in place of what was there.
    fn plan(&mut self, campaign: &Campaign, position: usize, now: Instant) {
        let scene = Scene { campaign, frame: &self.frame, cast: self.cast, now };
        let at = next(&scene, position).map(|m| m.at);
        let Some(due) = self.due.get_mut(position) else { return };
        if let Some(old) = due.take() {
            self.queue.remove(&(old, position));
        }
        if let Some(at) = at {
            self.queue.insert((at, position));
            *due = Some(at);
        }
    }

    /// Plays everything that happens at one time: the moves of one actor are one command.
    async fn minute(&mut self, now: Instant) -> Result<(), DeskError> {
        let campaign = self.desk.state().await?;
        // A person may have acted within that very minute.
        let clock = campaign.rehearsal.as_ref().map(|r| r.clock).unwrap_or_default();
        self.desk.set_now(now.utc().and_utc().max(clock))?;
        let mut positions = Vec::new();
        while let Some((at, position)) = self.queue.first().copied().filter(|(at, _)| *at <= now) {
            self.queue.remove(&(at, position));
            positions.push(position);
            if let Some(due) = self.due.get_mut(position) {
                *due = None;
            }
        }
        let mut by_actor: BTreeMap<Speaker, Vec<(usize, Move)>> = BTreeMap::new();
        for &position in &positions {
            let scene = Scene { campaign: &campaign, frame: &self.frame, cast: self.cast, now };
            if let Some(found) = next(&scene, position).filter(|m| m.at <= now) {
                let who = (found.by.clone(), found.on_behalf_of.clone());
                by_actor.entry(who).or_default().push((position, found));
            }
        }
        // Whoever holds the state makes the desk copy it.
        drop(campaign);
        let mut stuck = BTreeSet::new();
        for ((by, on_behalf_of), moves) in by_actor {
            stuck.extend(self.together(by, on_behalf_of, moves).await?);
        }
        let mut touched: BTreeSet<usize> = positions.into_iter().collect();
        for position in touched.clone() {
            let after = self.frame.links.successors(position);
            touched.extend(after.iter().filter_map(|p| usize::try_from(*p).ok()));
        }
        let campaign = self.desk.state().await?;
        self.grow(&campaign, now)?;
        for position in touched.difference(&stuck) {
            self.plan(&campaign, *position, now);
        }
        Ok(())
    }

    /// Gives moves as one command; where that is refused, each by itself. Answers the tasks on which
    /// nothing could be done: somebody else has been there.
    async fn together(
        &mut self,
        by: Actor,
        on_behalf_of: Option<UnitId>,
        moves: Vec<(usize, Move)>,
    ) -> Result<Vec<usize>, DeskError> {
        let mut ready = Vec::with_capacity(moves.len());
        for (position, found) in moves {
            ready.push((position, self.commands(found.acts).await?));
        }
        let all: Vec<Command> = ready.iter().flat_map(|(_, c)| c.iter().cloned()).collect();
        if self.give(&by, on_behalf_of.as_ref(), all).await? {
            return Ok(Vec::new());
        }
        let mut stuck = Vec::new();
        for (position, commands) in ready {
            if !self.give(&by, on_behalf_of.as_ref(), commands).await? {
                stuck.push(position);
            }
        }
        Ok(stuck)
    }

    /// Keeps the bytes of what is attached; what is left is commands.
    async fn commands(&self, acts: Vec<Act>) -> Result<Vec<Command>, DeskError> {
        let mut commands = Vec::with_capacity(acts.len());
        for act in acts {
            commands.push(match act {
                Act::Give(command) => command,
                Act::Attach { task, name, file, text } => {
                    let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
                    let hash = self.desk.put_blob(text.into_bytes()).await?;
                    Command::Attach { task, evidence: Evidence { name, file, hash, bytes } }
                }
            });
        }
        Ok(commands)
    }

    /// Gives commands as one; whether they were carried out.
    async fn give(
        &mut self,
        by: &Actor,
        on_behalf_of: Option<&UnitId>,
        mut commands: Vec<Command>,
    ) -> Result<bool, DeskError> {
        let command = match commands.pop() {
            Some(only) if commands.is_empty() => only,
            Some(last) => {
                commands.push(last);
                Command::Batch { commands }
            }
            None => return Ok(true),
        };
        match self.submit(by.clone(), on_behalf_of.cloned(), command).await {
            Ok(()) => Ok(true),
            Err(DeskError::Refused(_)) => {
                self.played.refused += 1;
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    async fn submit(
        &mut self,
        by: Actor,
        on_behalf_of: Option<UnitId>,
        command: Command,
    ) -> Result<(), DeskError> {
        let seq = self.desk.state().await?.seq;
        let order = order(self.cast, seq, self.desk.now(), by, on_behalf_of, command);
        self.played.commands += 1;
        let receipt = self.desk.submit(order).await?;
        if let Some(last) = receipt.events.last() {
            self.played.clock = Instant::from_utc(last.meta.recorded_at.naive_utc());
        }
        Ok(())
    }
}

/// An order whose id follows from the seed and from what went before, so that the same play has the same
/// ids.
fn order(
    cast: &Cast,
    seq: Seq,
    now: DateTime<Utc>,
    actor: Actor,
    on_behalf_of: Option<UnitId>,
    command: Command,
) -> Order {
    let about = format!("{} {actor}", seq.0);
    let mut chance = [0; 10];
    let rolls = [cast.roll("id", &about), cast.roll("id too", &about)];
    let bytes = rolls.iter().flat_map(|roll| roll.to_le_bytes());
    chance.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    let ms = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    let id = uuid::Builder::from_unix_timestamp_millis(ms, &chance).into_uuid();
    Order { id: CommandId(id), actor, on_behalf_of, via: Face::Embedded, seen: None, command }
}
