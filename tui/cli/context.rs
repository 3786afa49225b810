//! One run of the program: who asks, of which campaign, in which language, and where the answer goes.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{IsTerminal as _, Write};
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;

use serde::Serialize;
use wallchart_campaign::read::LogBook;
use wallchart_campaign::{Actor, Campaign, Command, CommandId, Face, Order, Refusal, View, rights};
use wallchart_plan::WorkCalendar;
use wallchart_plan::ids::{CampaignId, TaskNo, UnitId};
use wallchart_plan::time::Instant;
use wallchart_runtime::{Clock as _, Desk as _, DeskError, LocalDesk, SystemClock};
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};
use wallchart_words::{Lang, ids, safe, t};

use super::args::{Cli, Global};
use super::config::{Files, Paint};
use super::error::CliError;
use super::json::told;
use super::{again, args, exit, names, printed, rehearsing};
use crate::when::{self, Around};

/// One run of the program.
pub struct Context {
    /// The language.
    pub lang: Lang,
    /// Data instead of words.
    pub json: bool,
    /// Whether colours may be used.
    pub colour: bool,
    /// Arguments that every verb takes.
    pub global: Global,
    /// The configuration files.
    pub files: Files,
    /// What was typed, the program's name included.
    pub arguments: Vec<OsString>,
    /// Where answers go.
    pub out: Box<dyn Write>,
    /// Whether a rehearsal says in a line of its own that it is one; the dashboard says it itself.
    pub marks: bool,
    store: Option<Arc<SqliteStore>>,
    desk: Option<Arc<LocalDesk>>,
}

/// Where answers go that are wanted as text.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Runs a parsed command line.
pub fn run(cli: Cli, files: Files, arguments: Vec<OsString>) -> ExitCode {
    let lang = cli.global.lang.unwrap_or_default();
    let json = cli.global.json;
    let colour = match cli.global.color.unwrap_or_default() {
        Paint::Auto => std::io::stdout().is_terminal(),
        Paint::Always => true,
        Paint::Never => false,
    };
    let mut context = Context {
        lang,
        json,
        colour,
        global: cli.global,
        files: Files::default(),
        arguments,
        out: Box::new(std::io::BufWriter::new(std::io::stdout())),
        marks: true,
        store: None,
        desk: None,
    };
    if let Some(error) = files.error.clone().filter(|_| cli.verb.wants_settings()) {
        return finish(Err(error.into()), &mut context, None);
    }
    context.files = files;
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return finish(Err(CliError::Terminal(error.to_string())), &mut context, None);
        }
    };
    let result = runtime.block_on(async {
        let done = match rehearsing::only_there(&mut context, &cli.verb).await {
            Ok(()) => cli.verb.run(&mut context).await,
            refused => refused,
        };
        match done {
            Err(error) => again::answered_before(&mut context, error).await,
            done => done,
        }
    });
    let result = result.and_then(|()| Ok(context.out.flush()?));
    // A refusal names the tasks it speaks of, where there is a campaign to know them.
    let refused = matches!(&result, Err(CliError::Desk(DeskError::Refused(_))));
    let named = match context.desk.is_some() && refused {
        true => runtime.block_on(context.campaign()).ok(),
        false => None,
    };
    finish(result, &mut context, named.as_deref())
}

fn finish(
    result: Result<(), CliError>,
    context: &mut Context,
    campaign: Option<&Campaign>,
) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    let lang = context.lang;
    if matches!(error, CliError::Closed) {
        return ExitCode::SUCCESS;
    }
    // What was printed before the mistake is still owed; where it can't be, nobody is listening. Differences that
    // can't be told are no answer.
    let error = match (error, context.out.flush().map_err(CliError::from)) {
        (CliError::Differs, Err(failed @ CliError::Terminal(_))) => failed,
        (error, _) => error,
    };
    let code = match &error {
        CliError::Differs => exit::DIFFERS,
        other => args::failed(&context.arguments, other.code()),
    };
    if matches!(error, CliError::Interrupted) {
        return ExitCode::from(code);
    }
    let message = error.message(lang, campaign);
    let hint = error.hint(lang);
    if message.is_none() && hint.is_none() {
        // Nothing failed: the exit code says it all.
        return ExitCode::from(code);
    }
    // Both quote what was typed, what files are called, and what is stored.
    let shown = |text: &str| text.lines().map(safe).collect::<Vec<_>>().join("\n");
    let mut err = std::io::stderr().lock();
    if context.json {
        let mut body =
            serde_json::json!({ "error": { "code": code, "message": message, "hint": hint } });
        if let CliError::Unknown { again, .. } = &error {
            body["error"]["again"] = again.as_str().into();
        }
        let _ = writeln!(err, "{}", plain_json(&body.to_string()));
    } else {
        if let Some(message) = message {
            let _ = writeln!(err, "{}{}", t!(lang, ids::CLI_ERROR), shown(&message));
        }
        if let Some(hint) = hint {
            let _ = writeln!(err, "{}{}", t!(lang, ids::CLI_HINT), shown(&hint));
        }
    }
    ExitCode::from(code)
}

/// JSON without any character that a terminal obeys or that turns text around: JSON can write them as
/// escapes, and outside strings there are none but line ends.
fn plain_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && safe(c.encode_utf8(&mut [0; 4])).as_ref() != c.encode_utf8(&mut [0; 4]) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

impl Context {
    /// Prints lines. Whatever stands in them, a terminal only shows it.
    pub fn say(&mut self, lines: &str) -> Result<(), CliError> {
        for line in lines.split('\n') {
            writeln!(self.out, "{}", safe(line))?;
        }
        Ok(())
    }

    /// Prints lines that were made safe when they were painted.
    pub fn say_painted(&mut self, lines: &str) -> Result<(), CliError> {
        Ok(writeln!(self.out, "{lines}")?)
    }

    /// Prints a file's text, which a terminal is only shown and everything else gets as it is.
    pub fn print_source(&mut self, text: &str) -> Result<(), CliError> {
        if std::io::stdout().is_terminal() {
            return self.say(text.trim_end());
        }
        Ok(write!(self.out, "{text}")?)
    }

    /// Prints data, indented.
    pub fn data(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string_pretty(&told(value)?)?;
        Ok(writeln!(self.out, "{}", plain_json(&text))?)
    }

    /// Prints data on one line.
    pub fn data_line(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string(&told(value)?)?;
        Ok(writeln!(self.out, "{}", plain_json(&text))?)
    }

    /// What `say` prints, instead of printing it.
    pub fn captured(
        &mut self,
        say: impl FnOnce(&mut Context) -> Result<(), CliError>,
    ) -> Result<String, CliError> {
        let kept = Kept::default();
        let out = std::mem::replace(&mut self.out, Box::new(kept.clone()));
        let said = say(self);
        self.out = out;
        said?;
        let bytes = kept.0.take();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Now: by the machine's clock, or by that of the rehearsal that is open.
    pub fn now(&self) -> Instant {
        let now = match &self.desk {
            Some(desk) => desk.now(),
            None => SystemClock.now(),
        };
        Instant::from_utc(now.naive_utc())
    }

    /// Whether there is a store. An empty file is what a launch leaves that found the disk full.
    pub fn has_store(&self) -> bool {
        match std::fs::metadata(&self.global.store) {
            Ok(found) => !found.is_file() || found.len() > 0,
            Err(error) => error.kind() != std::io::ErrorKind::NotFound,
        }
    }

    /// The store, which must be there. One that can't be written can still be read.
    pub fn store(&mut self) -> Result<Arc<SqliteStore>, CliError> {
        if self.store.is_none() && !self.has_store() {
            return Err(CliError::NoStore(self.global.store.clone()));
        }
        self.open_store(OpenMode::AtLeastRead)
    }

    /// The store, to be written; it is made where there is none, or where its making was cut short.
    pub fn make_store(&mut self) -> Result<Arc<SqliteStore>, CliError> {
        self.open_store(OpenMode::Create)
    }

    /// Opened once a run: opening checks the file.
    fn open_store(&mut self, mode: OpenMode) -> Result<Arc<SqliteStore>, CliError> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        let store = Arc::new(SqliteStore::open(&self.global.store, mode)?);
        self.store = Some(store.clone());
        Ok(store)
    }

    /// The desk of the campaign that is meant: the one named, or the only one.
    pub async fn desk(&mut self) -> Result<Arc<LocalDesk>, CliError> {
        if let Some(desk) = &self.desk {
            return Ok(desk.clone());
        }
        let store = self.store()?;
        let id = self.which_campaign(&*store)?;
        let desk = Arc::new(LocalDesk::open(store, id)?);
        rehearsing::opened(self, &desk)?;
        if desk.is_launched() {
            // The process ends with the command: taking a plan apart piece by piece first is time lost.
            std::mem::forget(desk.state().await?.plan.clone());
        }
        self.desk = Some(desk.clone());
        Ok(desk)
    }

    pub(super) fn which_campaign(
        &self,
        store: &dyn wallchart_store::EventStore,
    ) -> Result<CampaignId, CliError> {
        let all: Vec<CampaignId> = store.campaigns()?.into_iter().map(|c| c.campaign).collect();
        let ids = || all.iter().map(ToString::to_string).collect();
        match (&self.global.campaign, all.as_slice()) {
            (Some(id), _) => all
                .iter()
                .find(|c| c.as_str() == id)
                .cloned()
                .ok_or_else(|| CliError::NoCampaign { asked: Some(id.clone()), ids: ids() }),
            (None, [only]) => Ok(only.clone()),
            (None, []) => Err(CliError::NoCampaign { asked: None, ids: Vec::new() }),
            (None, _) => Err(CliError::WhichCampaign(ids())),
        }
    }

    /// The campaign's state. Marking a task needs no more, and a schedule takes longer than the mark.
    pub async fn campaign(&mut self) -> Result<Arc<Campaign>, CliError> {
        Ok(self.desk().await?.state().await?)
    }

    /// The campaign with its schedule, now.
    pub async fn view(&mut self) -> Result<Arc<View>, CliError> {
        Ok(self.desk().await?.view().await?)
    }

    /// The task that a reference means.
    pub async fn task(&mut self, text: &str) -> Result<TaskNo, CliError> {
        let campaign = self.campaign().await?;
        let found = names::task(&campaign, text);
        // Whoever names a task of several means their own.
        let Err(CliError::WhichTask { numbers, .. }) = &found else { return found };
        let rights = rights(&campaign, &self.actor().await?).ok().filter(|who| !who.coordinator);
        let Some(unit) = rights.and_then(|who| who.unit) else { return found };
        let own = |number: &&TaskNo| {
            campaign.task(**number).is_some_and(|(_, record)| record.owner == unit)
        };
        match numbers.iter().filter(own).collect::<Vec<_>>().as_slice() {
            [only] => Ok(**only),
            _ => found,
        }
    }

    /// The unit that a name, an alias or initials mean.
    pub async fn unit(&mut self, text: &str) -> Result<UnitId, CliError> {
        let campaign = self.campaign().await?;
        names::unit(&campaign.plan, text)
    }

    /// Who acts: `--as`, or the operator.
    pub async fn actor(&mut self) -> Result<Actor, CliError> {
        let Some(text) = self.global.actor.clone() else { return Ok(Actor::Operator) };
        let campaign = self.campaign().await?;
        names::actor(&campaign.plan, &text)
    }

    /// The instant at which a time as written begins: a date's office hours.
    pub async fn start_of(&mut self, task: TaskNo, text: &str) -> Result<Instant, CliError> {
        self.time(task, text, false).await
    }

    /// The instant at which a time as written is over: a date's 24:00. `+2wd` counts from the due date in
    /// force.
    pub async fn end_of(&mut self, task: TaskNo, text: &str) -> Result<Instant, CliError> {
        self.time(task, text, true).await
    }

    async fn time(&mut self, task: TaskNo, text: &str, ends: bool) -> Result<Instant, CliError> {
        let campaign = self.campaign().await?;
        let plan = &campaign.plan;
        let due = campaign.task(task).and_then(|(_, record)| record.due);
        let around = Around {
            calendar: &WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor),
            anchor: plan.campaign.anchor,
            base: due.unwrap_or_else(|| self.now()),
            ends,
        };
        when::read(text, around).ok_or_else(|| CliError::BadTime { text: text.to_owned() })
    }

    /// Turns to another campaign of the store.
    pub fn choose(&mut self, campaign: CampaignId) {
        if self.desk.as_ref().is_none_or(|desk| *desk.campaign() != campaign) {
            self.desk = None;
        }
        self.global.campaign = Some(campaign.to_string());
    }

    /// Whether the store has that campaign.
    pub fn holds(&mut self, id: &CampaignId) -> Result<bool, CliError> {
        Ok(self.has_store() && self.store()?.head(id)?.is_some())
    }

    /// Lets go of the store, so that its file may be put away.
    pub fn close_store(&mut self) {
        (self.store, self.desk) = (None, None);
    }

    /// Works at a desk that is open already.
    pub fn use_desk(&mut self, desk: Arc<LocalDesk>) {
        self.desk = Some(desk);
    }

    /// Stores bytes and gives their hash.
    pub async fn put_blob(&mut self, bytes: Vec<u8>) -> Result<String, CliError> {
        Ok(self.desk().await?.put_blob(bytes).await?)
    }

    /// Gives one command and says what came of it.
    pub async fn order(&mut self, command: Command) -> Result<(), CliError> {
        let desk = self.desk().await?;
        let book = LogBook::standing(&*self.campaign().await?);
        let actor = self.actor().await?;
        let order =
            Order { id: self.new_id(), ..wallchart_runtime::order(actor, Face::Cli, command) };
        let (id, about_one) = (order.id, is_about_one_task(&order.command));
        let receipt = desk.submit(order).await.map_err(|error| match error {
            DeskError::Refused(refusal) if about_one => DeskError::from(out_of_batch(*refusal)),
            error => error,
        });
        let receipt = receipt.map_err(|error| again::doubtful(self, id, error))?;
        match printed::receipt(self, &receipt, book).await {
            // It is done, whatever can't be read back.
            Err(error @ (CliError::Store(_) | CliError::Desk(_))) => {
                printed::receipt_only(self, &receipt, &error)
            }
            other => other,
        }
    }

    /// The id that was asked for, or a new one.
    pub fn new_id(&self) -> CommandId {
        CommandId(self.global.command_id.unwrap_or_else(uuid::Uuid::now_v7))
    }

    /// Gives several commands as one: all or none.
    pub async fn order_all(&mut self, mut commands: Vec<Command>) -> Result<(), CliError> {
        match commands.pop() {
            Some(only) if commands.is_empty() => self.order(only).await,
            Some(last) => {
                commands.push(last);
                self.order(Command::Batch { commands }).await
            }
            None => Ok(()),
        }
    }

    /// Gives the same command for several tasks: all or none.
    pub async fn order_each(
        &mut self,
        tasks: &[String],
        command: impl Fn(TaskNo) -> Command,
    ) -> Result<(), CliError> {
        let mut commands = Vec::with_capacity(tasks.len());
        for text in tasks {
            commands.push(command(self.task(text).await?));
        }
        self.order_all(commands).await
    }

    /// Asks, and takes only `y` or `yes` for a yes. With nobody at the terminal the answer is no.
    pub fn confirm(&mut self, question: &str) -> Result<(), CliError> {
        self.out.flush()?;
        if !std::io::stdin().is_terminal() {
            return Err(CliError::Unconfirmed);
        }
        let mut err = std::io::stderr().lock();
        write!(err, "{question} [y/N] ")?;
        err.flush()?;
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        match answer.trim() {
            "y" | "Y" | "yes" | "是" => Ok(()),
            _ => Err(CliError::Unconfirmed),
        }
    }
}

/// Whether a command, which may be a batch, is about one task only.
fn is_about_one_task(command: &Command) -> bool {
    let Command::Batch { commands } = command else { return true };
    let mut tasks = commands.iter().map(|c| c.target().map(|(_, task)| task));
    let first = tasks.next();
    tasks.all(|task| Some(task) == first)
}

/// What a batch was refused for. Which of its commands that was tells nothing to whoever gave one order:
/// `done` with figures and files is a batch only inside.
fn out_of_batch(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::InBatch { refusal, .. } => *refusal,
        other => other,
    }
}
