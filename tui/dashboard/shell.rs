//! The loop that owns the terminal: keys, changes, minutes and signals in; frames and orders out.
//!
//! ```text
//! terminal ── keys, mouse ──┐                ┌── Submit ──> desk ──> Answered ───┐
//! desk.watch ── Seq ────────┼──> update ─────┼── Survey, Switch ──> shelf ──────┤
//! minute, signals ──────────┘       ^        └── state ──> paint ──> terminal   │
//!                                   └───────────────────────────────────────────┘
//! ```
//!
//! Reading the campaign runs beside the loop, so that keys never wait for a schedule.

use std::future::poll_fn;
use std::io::{self, BufWriter, Stdout};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{Event as Input, EventStream};
use crossterm::execute;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use futures_core::Stream;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tokio::sync::{mpsc, watch};
use wallchart_campaign::{Actor, Command, Event, Face, Seq, read, say};
use wallchart_runtime::{Desk, DeskError, Receipt, Shelf, order};
use wallchart_words::Lang;

use super::chrome::Chrome;
use super::cmd::{Action, Answer, Cmd};
use super::data::{Data, Source};
use super::draw::paint;
use super::error::DashboardError;
use super::field::Edit;
use super::state::{Mode, State};
use super::terminal::{Held, ask_width};
use super::update::{refresh, update};
use super::{keys, signals};
use others::{Opened, Shelved};
use reading::{Choosing, read_first};

mod others;
mod reading;

/// How long the terminal may take to say how wide it draws; real ones answer in a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(150);

/// How a dashboard is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The language to begin with.
    pub lang: Lang,
    /// Who sits here.
    pub actor: Actor,
    /// Whether to use colours.
    pub colour: bool,
    /// Whether the terminal draws ambiguous characters wide; none asks it.
    pub wide_ambiguous: Option<bool>,
    /// A line to show until something else is said: that the plan file differs from what runs.
    pub banner: Option<String>,
    /// Where other campaigns are found.
    pub shelf: Option<Arc<dyn Shelf>>,
    /// Whether to begin by asking which campaign.
    pub choose: bool,
}

/// What reaches the loop from beside it.
enum Told {
    /// The campaign was read, at the desk that was open when that began.
    Read(u64, Box<Result<Source, DeskError>>, Vec<Event>),
    /// Rows were chosen for a state, at the desk that was open when that began.
    Chosen(u64, Box<State>, Box<Data>),
    /// All campaigns were looked at.
    Surveyed(Result<Vec<Shelved>, DeskError>),
    /// Something has changed in another campaign.
    Elsewhere,
    /// Another campaign was opened and read.
    Opened(Result<Opened, DeskError>),
    /// An order was answered.
    Answered(Answer),
    /// What ran beside the loop panicked.
    Panicked,
}

/// Runs a dashboard until it is left.
///
/// # Errors
/// When the terminal can't be used, the campaign can't be read at the start, or a signal ended it. The
/// terminal is given back in every case.
pub async fn run(desk: Arc<dyn Desk>, options: Options) -> Result<(), DashboardError> {
    let held = Held::take()?;
    let reading = read_first(desk.clone(), options.actor.clone());
    let asking = async {
        match options.wide_ambiguous {
            Some(wide) => wide,
            // Without an answer ASCII is what comes out right everywhere.
            None => ask_width(PATIENCE).await.unwrap_or(true),
        }
    };
    let (source, ascii) = tokio::join!(reading, asking);
    let size = crossterm::terminal::size()?;
    let chrome = Chrome { ascii, colour: options.colour };
    let mut state = State::new(options.lang, options.actor, chrome, size);
    state.banner = options.banner;
    refresh(&mut state, source?);
    let mut shell = Shell::new(desk, state, options.shelf)?;
    // Whether there are several is told in the corner from the start.
    shell.survey();
    if options.choose {
        update(&mut shell.state, Cmd::Campaigns);
    }
    let result = shell.live(&held).await;
    drop(held);
    result
}

struct Shell {
    desk: Arc<dyn Desk>,
    /// Which desk it is, counted from the first.
    desk_no: u64,
    changes: watch::Receiver<Seq>,
    shelf: Option<Arc<dyn Shelf>>,
    /// Desks of all campaigns, watched while the switcher is open.
    others: Vec<Arc<dyn Desk>>,
    /// Whether all campaigns are being looked at, and whether to look again after that.
    surveying: Option<bool>,
    state: State,
    /// The log as read so far; none while a reading has it.
    events: Option<Vec<Event>>,
    /// Whether something changed while a reading was under way.
    again: bool,
    choosing: Choosing,
    told: mpsc::UnboundedReceiver<Told>,
    tell: mpsc::UnboundedSender<Told>,
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    /// What is on the screen.
    shown: Option<(Buffer, Option<Position>)>,
}

impl Shell {
    fn new(desk: Arc<dyn Desk>, state: State, shelf: Option<Arc<dyn Shelf>>) -> io::Result<Self> {
        let (tell, told) = mpsc::unbounded_channel();
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(io::stdout())))?;
        Ok(Self {
            changes: desk.watch(),
            desk,
            desk_no: 0,
            shelf,
            others: Vec::new(),
            surveying: None,
            state,
            events: Some(Vec::new()),
            again: false,
            choosing: Choosing::default(),
            told,
            tell,
            terminal,
            shown: None,
        })
    }

    async fn live(mut self, held: &Held) -> Result<(), DashboardError> {
        let mut signals = signals::Signals::listen()?;
        let mut input = EventStream::new();
        self.terminal.clear()?;
        self.show()?;
        if let Some(source) = self.state.data.source.clone() {
            tokio::task::spawn_blocking(move || {
                source.index();
            });
        }
        // The log, which the first frame didn't wait for.
        self.read();
        self.tick();
        loop {
            match held.draw(|| self.show()) {
                Some(shown) => shown?,
                // A panic elsewhere gave the terminal back: its message stays readable.
                None => return Err(DashboardError::Panicked),
            }
            let minute = self.until_next_minute();
            tokio::select! {
                biased;
                signal = signals.next() => return Err(DashboardError::Signal(signal)),
                event = next(&mut input) => {
                    if self.take_all(event, &mut input).await? { return Ok(()); }
                }
                Some(told) = self.told.recv() => self.hear(told),
                changed = self.changes.changed() => {
                    if changed.is_err() { std::future::pending::<()>().await; }
                    self.read();
                    self.survey_if_open();
                }
                () = tokio::time::sleep(minute) => {
                    self.tick();
                    self.read();
                    self.survey_if_open();
                }
            }
            if !matches!(self.state.mode, Mode::Campaigns { .. }) {
                // Nobody looks at the others any more, so nobody watches them.
                self.others.clear();
            }
        }
    }

    /// Takes an event and all that wait behind it, so that a burst is drawn once. Whether to end.
    async fn take_all(
        &mut self,
        first: Option<io::Result<Input>>,
        input: &mut EventStream,
    ) -> Result<bool, DashboardError> {
        let mut event = first;
        loop {
            match event {
                None => return Ok(true),
                Some(event) => {
                    if self.take(event?)? {
                        return Ok(true);
                    }
                }
            }
            tokio::select! {
                biased;
                more = next(input) => event = more,
                () = std::future::ready(()) => return Ok(false),
            }
        }
    }

    fn take(&mut self, event: Input) -> io::Result<bool> {
        let cmd = match event {
            Input::Key(key) => keys::cmd(&self.state, key),
            Input::Mouse(mouse) => keys::mouse(mouse),
            Input::Resize(width, height) => {
                self.shown = None;
                Some(Cmd::Resize { width, height })
            }
            Input::Paste(text) => (self.state.mode != Mode::Normal)
                .then_some(Cmd::Edit(Edit::Insert(text.replace("\r\n", "\n").replace('\r', "\n")))),
            Input::FocusGained | Input::FocusLost => None,
        };
        let Some(action) = cmd.and_then(|cmd| update(&mut self.state, cmd)) else {
            return Ok(false);
        };
        match action {
            Action::Quit => return Ok(true),
            Action::Redraw => {
                self.terminal.clear()?;
                self.shown = None;
            }
            Action::Submit(command) => self.submit(*command),
            Action::Survey => self.survey(),
            Action::Choose => self.choose(),
            Action::Switch(id) => self.open(id),
        }
        Ok(false)
    }

    fn submit(&self, command: Command) {
        let mut order = order(self.state.actor.clone(), Face::Tui, command);
        let campaign = self.state.data.source.as_ref().map(|s| s.view.campaign.clone());
        order.seen = campaign.as_ref().map(|c| c.seq);
        let (desk, lang) = (self.desk.clone(), self.state.lang);
        self.beside(async move {
            Told::Answered(match desk.submit(order).await {
                Ok(receipt) => {
                    let warnings = warnings(&*desk, lang, &receipt).await;
                    Answer::Done { seq: receipt.seq(), warnings }
                }
                Err(error) => Answer::Refused {
                    why: campaign
                        .map_or_else(|| error.message(lang), |c| error.message_in(&c, lang)),
                },
            })
        });
    }

    /// Lets the campaign do what is due by itself, beside the loop; whatever comes of it is watched.
    fn tick(&self) {
        let desk = self.desk.clone();
        tokio::spawn(async move {
            // What fails now is tried again in a minute, and at every order.
            let _ = desk.tick().await;
        });
    }

    /// Runs something beside the loop and tells the loop what came of it.
    fn beside(&self, job: impl Future<Output = Told> + Send + 'static) {
        let tell = self.tell.clone();
        tokio::spawn(async move {
            let told = tokio::spawn(job).await.unwrap_or(Told::Panicked);
            // The loop is gone only when the dashboard is left.
            let _ = tell.send(told);
        });
    }

    fn hear(&mut self, told: Told) {
        match told {
            // The panic has given the terminal back, which ends the loop.
            Told::Panicked => {}
            Told::Answered(answer) => {
                update(&mut self.state, Cmd::Answered(answer));
                self.read();
            }
            // It was begun at a desk that has been left.
            Told::Read(no, ..) | Told::Chosen(no, ..) if no != self.desk_no => {}
            Told::Surveyed(found) => self.surveyed(found),
            Told::Elsewhere => self.survey_if_open(),
            Told::Opened(opened) => self.opened(opened),
            Told::Read(_, source, events) => self.read_done(*source, events),
            Told::Chosen(_, wanted, data) => self.chosen(&wanted, *data),
        }
    }

    /// Draws, and writes only what differs; nothing at all where nothing does.
    fn show(&mut self) -> io::Result<()> {
        let area = self.state.area();
        let mut buffer = Buffer::empty(area);
        let cursor = paint(&self.state, &mut buffer);
        if self.shown.as_ref().is_some_and(|(b, c)| *b == buffer && *c == cursor) {
            return Ok(());
        }
        execute!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            let here = frame.area().intersection(area);
            for y in here.top()..here.bottom() {
                for x in here.left()..here.right() {
                    let at = Position::new(x, y);
                    if let (Some(to), Some(from)) =
                        (frame.buffer_mut().cell_mut(at), buffer.cell(at))
                    {
                        to.clone_from(from);
                    }
                }
            }
            if let Some(cursor) = cursor.filter(|c| here.contains(*c)) {
                frame.set_cursor_position(cursor);
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.shown = Some((buffer, cursor));
        Ok(())
    }

    fn until_next_minute(&self) -> Duration {
        let past_ms = self.desk.now().timestamp_millis().rem_euclid(60_000);
        Duration::from_millis(u64::try_from(60_000 - past_ms).unwrap_or(60_000).max(50))
    }
}

/// The next event of the terminal.
async fn next(input: &mut EventStream) -> Option<io::Result<Input>> {
    poll_fn(|cx| Pin::new(&mut *input).poll_next(cx)).await
}

/// What is to be heard of the figures that an order recorded; nothing where the state can't be read back.
async fn warnings(desk: &dyn Desk, lang: Lang, receipt: &Receipt) -> Vec<String> {
    let Ok(campaign) = desk.state().await else { return Vec::new() };
    let found = read::warnings(&campaign, &receipt.events);
    found.iter().map(|warning| say::warning(lang, &campaign, warning)).collect()
}
