//! The dashboard in a real pseudo-terminal: what is on the screen, and that the terminal comes back.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use wallchart::dashboard::{DashboardError, Options, run};
use wallchart_campaign::{Actor, Event, Order, Seq, View};
use wallchart_plan::ids::CampaignId;
use wallchart_runtime::{Desk, DeskError, Receipt};
use wallchart_store::VerifyReport;
use wallchart_words::Lang;

/// The example that launches a plan and follows it; built with the tests.
fn example() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    here.parent().unwrap().parent().unwrap().join("examples/follow")
}

/// A program in a pseudo-terminal.
pub(crate) struct Screen {
    parser: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Screen {
    /// Opens it; `wide` is how many cells the terminal says an ambiguous character took.
    fn open(lang: &str, wide: u16) -> Self {
        let mut command = CommandBuilder::new(example());
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dashboard/plan.ron"));
        command.env("LANG", lang);
        Self::start(command, wide)
    }

    /// Starts a program; `wide` is how many cells the terminal says an ambiguous character took.
    pub(crate) fn start(mut command: CommandBuilder, wide: u16) -> Self {
        command.env("TERM", "xterm-256color");
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let parser = Arc::new(Mutex::new(vt100::Parser::default()));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let writer = Arc::new(Mutex::new(pty.master.take_writer().unwrap()));
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (p, r, w) = (parser.clone(), raw.clone(), writer.clone());
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                p.lock().unwrap().process(&bytes[..n]);
                r.lock().unwrap().extend_from_slice(&bytes[..n]);
                if bytes[..n].windows(4).any(|b| b == b"\x1b[6n") {
                    let answer = format!("\x1b[1;{}R", wide + 1);
                    w.lock().unwrap().write_all(answer.as_bytes()).unwrap();
                }
            }
        });
        Self { parser, raw, writer, child, _master: pty.master }
    }

    pub(crate) fn text(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    pub(crate) fn wait_for(&self, what: &str) {
        self.wait_until(what, |text| text.contains(what));
    }

    /// Waits until the screen is as wanted.
    pub(crate) fn wait_until(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        while !is_so(&self.text()) {
            assert!(Instant::now() < end, "no {what:?} on\n{}", self.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// How many bytes it has written.
    pub(crate) fn written(&self) -> usize {
        self.raw.lock().unwrap().len()
    }

    pub(crate) fn type_in(&self, keys: &str) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Waits for the end and says whether the terminal came back: the alternate screen left, the cursor
    /// shown, mouse and paste off.
    pub(crate) fn ends(&mut self) -> u32 {
        let end = Instant::now() + Duration::from_secs(30);
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "it goes on:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(20));
        };
        std::thread::sleep(Duration::from_millis(100));
        let parser = self.parser.lock().unwrap();
        let screen = parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        assert!(!screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        status.exit_code()
    }
}

#[test]
fn a_person_acknowledges_a_task_and_leaves() {
    let mut screen = Screen::open("zh_CN.UTF-8", 1);
    screen.wait_for("总览");
    screen.type_in("2");
    screen.wait_for("通知");
    screen.type_in("a");
    screen.wait_for("已记录");
    screen.type_in("n等盖章\r");
    screen.wait_for("第4号");
    screen.type_in("L6");
    screen.wait_for("等盖章");
    screen.wait_for("commented");
    screen.type_in("q");
    assert_eq!(screen.ends(), 0);
}

#[test]
fn a_person_asks_why_and_what_a_slip_would_do() {
    let mut screen = Screen::open("zh_CN.UTF-8", 1);
    screen.wait_for("总览");
    screen.type_in("2");
    screen.wait_for("通知");
    screen.type_in("3G");
    screen.wait_for("影响3项（由近及远）");
    screen.type_in("y");
    screen.wait_for("推迟几天");
    screen.wait_for("如果T0001（通知）推迟1天");
    // One is taken out and a week typed.
    screen.type_in("\x7f5wd");
    screen.wait_for("推迟5个工作日");
    screen.wait_for("超过完成时限");
    screen.type_in("\x1b");
    screen.wait_for("办理记录");
    screen.type_in("eL");
    screen.wait_for("reasons folded");
    screen.type_in("6");
    // The launch, its approval, and what the clock says: nothing else has happened.
    screen.wait_for("Log (9 entries");
    screen.type_in("q");
    assert_eq!(screen.ends(), 0);
}

#[test]
fn a_terminal_that_draws_ambiguous_characters_wide_gets_ascii() {
    let mut screen = Screen::open("en_US.UTF-8", 2);
    screen.wait_for("+ Needs you now");
    let text = screen.text();
    let boxes = text.chars().filter(|c| ('\u{2500}'..='\u{25ff}').contains(c)).count();
    assert_eq!(boxes, 0, "{text}");
    screen.type_in("q");
    screen.ends();
}

#[test]
fn nothing_is_written_while_nothing_changes() {
    let mut screen = Screen::open("en_US.UTF-8", 1);
    screen.wait_for("Progress");
    std::thread::sleep(Duration::from_millis(500));
    let before = screen.raw.lock().unwrap().len();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(screen.raw.lock().unwrap().len(), before);
    screen.type_in("q");
    screen.ends();
}

#[cfg(unix)]
#[test]
fn a_signal_gives_the_terminal_back() {
    for name in ["TERM", "INT", "HUP"] {
        let mut screen = Screen::open("en_US.UTF-8", 1);
        screen.wait_for("Progress");
        let pid = screen.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status();
        assert!(sent.unwrap().success());
        assert_ne!(screen.ends(), 0, "{name}");
    }
}

/// A desk that reads well and panics when it is given an order.
struct Brittle(wallchart_runtime::LocalDesk);

#[async_trait::async_trait]
impl Desk for Brittle {
    fn campaign(&self) -> &CampaignId {
        self.0.campaign()
    }

    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    async fn submit(&self, _: Order) -> Result<Receipt, DeskError> {
        panic!("a brittle desk")
    }

    async fn state(&self) -> Result<Arc<wallchart_campaign::Campaign>, DeskError> {
        Ok(self.view().await?.campaign.clone())
    }

    async fn view(&self) -> Result<Arc<View>, DeskError> {
        self.0.view().await
    }

    fn watch(&self) -> tokio::sync::watch::Receiver<Seq> {
        self.0.watch()
    }

    async fn log(&self, from: Seq, limit: usize) -> Result<Vec<Event>, DeskError> {
        self.0.log(from, limit).await
    }

    async fn put_blob(&self, bytes: Vec<u8>) -> Result<String, DeskError> {
        self.0.put_blob(bytes).await
    }

    async fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, DeskError> {
        self.0.blob(hash).await
    }

    async fn verify(&self) -> Result<VerifyReport, DeskError> {
        self.0.verify().await
    }
}

/// What [`a_panic_gives_the_terminal_back`] starts in a terminal.
#[test]
#[ignore = "runs in a terminal that another test opens"]
fn brittle_dashboard() {
    let desk = Arc::new(Brittle(super::fixture::World::running().desk));
    let options = Options {
        lang: Lang::En,
        actor: Actor::Operator,
        colour: true,
        wide_ambiguous: Some(false),
        banner: None,
        shelf: None,
        choose: false,
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let ended = runtime.block_on(run(desk, options));
    assert!(matches!(ended, Err(DashboardError::Panicked)), "{ended:?}");
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "dashboard::terminal::brittle_dashboard", "--nocapture"]);
    command.env("RUST_BACKTRACE", "0");
    let mut screen = Screen::start(command, 1);
    screen.wait_for("Needs you now");
    screen.type_in("2");
    screen.wait_for("T0002");
    screen.type_in("ncomment\r");
    assert_eq!(screen.ends(), 0, "{}", screen.text());
    screen.wait_for("a brittle desk");
}
