//! Several processes on one store, all of them the real program: racing, writing beside each other,
//! killed at any moment, read and copied meanwhile.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use uuid::Uuid;
use wallchart_campaign::CommandId;
use wallchart_plan::ids::TaskNo;
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};

/// Exit code of a command that the campaign's rules refuse.
const REFUSED: i32 = 4;
/// Exit code of a store that can't be used.
const STORE: i32 = 6;

/// How many events a launch makes.
const LAUNCHED: usize = 2;

/// A campaign of `count` tasks that wait for nothing, all of one unit, reviewed by another.
fn plan(id: &str, count: usize) -> String {
    let items: Vec<String> = (1..=count).map(|n| format!("\"{n:03}\"")).collect();
    format!(
        r#"Campaign(
    version: 1, id: "{id}-{{year}}", title: "并发", anchor: "03-15", coordinator: "秘书处",
    units: {{
        "秘书处": (kind: office, people: {{ "秘-甲": leader, "秘-乙": contact }}),
        "消保科": (kind: office, aka: ["消保股"], people: {{ "消-乙": contact }}),
    }},
    lists: {{ "事项": [{}] }},
    defaults: (takes: "1d", review: "秘书处"),
    streams: {{ "办理": (owner: "消保科", tasks: {{ "办": (each: "事项") }}) }},
)"#,
        items.join(", ")
    )
}

/// A store in a folder of its own with a campaign running in it.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn running(count: usize) -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(office.path("plan.ron"), plan("together", count)).unwrap();
        let launched = office.run(&["launch", office.path("plan.ron").to_str().unwrap()]);
        assert_eq!(launched.status.code(), Some(0), "{}", said(&launched));
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn on(store: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.arg("--store").arg(store).args(["--lang", "zh"]).args(args);
        for name in ["WALLCHART_STORE", "WALLCHART_AS", "WALLCHART_CAMPAIGN"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn command(&self, args: &[&str]) -> Command {
        Self::on(&self.path("office.db"), args)
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn start(&self, args: &[&str]) -> Child {
        self.command(args).spawn().unwrap()
    }

    fn must(&self, args: &[&str]) {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", said(&output));
    }

    /// How often each task met each fate, with the words that came with it.
    fn log(&self) -> BTreeMap<(u64, String, String), usize> {
        told(&self.path("office.db"))
    }

    fn must_be_sound(&self) {
        sound(&self.path("office.db"));
    }
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err))
}

/// What the log of a store tells: task, what happened, the words with it, and how often.
fn told(store: &Path) -> BTreeMap<(u64, String, String), usize> {
    let output = Office::on(store, &["log", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let lines: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut seen = BTreeMap::new();
    for (at, line) in lines.as_array().unwrap().iter().enumerate() {
        assert_eq!(line["seq"], at + 1, "the log has a gap");
        let what = line["what"].as_str().unwrap().to_owned();
        let text = line["text"].as_str().unwrap_or_default().to_owned();
        let number = line["task"].as_str().and_then(|no| no.parse::<TaskNo>().ok());
        *seen.entry((number.map_or(0, |no| u64::from(no.0)), what, text)).or_default() += 1;
    }
    seen
}

fn sound(store: &Path) {
    let output = Office::on(store, &["verify", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["sound"], true, "{report}");
}

/// Both ask for the same: one gets it, the other is told what has become of the task.
#[test]
fn of_two_who_submit_the_same_task_one_wins_and_the_other_is_told() {
    let rounds = 12;
    let office = Office::running(rounds);
    for round in 1..=rounds {
        let task = round.to_string();
        let both = [(); 2].map(|()| office.start(&["submit", &task, "--as", "消保科"]));
        let both = both.map(|child| child.wait_with_output().unwrap());
        let mut codes = both.each_ref().map(|o| o.status.code());
        codes.sort_unstable();
        assert_eq!(codes, [Some(0), Some(REFUSED)], "{}{}", said(&both[0]), said(&both[1]));
        let told = both.iter().find(|o| o.status.code() == Some(REFUSED)).unwrap();
        let words = String::from_utf8_lossy(&told.stderr);
        assert!(words.contains(&format!("T{round:04}")), "{words}");
        assert!(words.contains("待审核"), "{words}");
        assert!(told.stdout.is_empty(), "{}", said(told));
    }
    let log = office.log();
    for task in 1..=rounds as u64 {
        assert_eq!(log.get(&(task, "submitted".into(), String::new())), Some(&1));
    }
    office.must_be_sound();
}

#[test]
fn eight_who_work_on_different_tasks_all_succeed() {
    let (people, rounds) = (8, 3);
    let office = Office::running(people);
    for round in 0..rounds {
        let children: Vec<Child> = (1..=people)
            .map(|n| {
                let (task, text) = (n.to_string(), format!("第{round}轮"));
                match round {
                    0 => office.start(&["ack", &task, "--as", "消保科"]),
                    _ => office.start(&["comment", &task, &text, "--as", "消保科"]),
                }
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        }
    }
    let log = office.log();
    assert_eq!(log.values().sum::<usize>(), LAUNCHED + people * rounds);
    for task in 1..=people as u64 {
        assert_eq!(log.get(&(task, "acknowledged".into(), String::new())), Some(&1));
        for round in 1..rounds {
            assert_eq!(log.get(&(task, "commented".into(), format!("第{round}轮"))), Some(&1));
        }
    }
    office.must_be_sound();
}

/// Two at a time mark and comment until they are killed; then each command is sent again with its id, and
/// says whether it had been recorded. How many kills is set by `WALLCHART_KILLS`.
#[test]
fn the_killed_lose_nothing_that_was_acknowledged_and_tear_nothing() {
    let kills = std::env::var("WALLCHART_KILLS").map_or(40, |n| n.parse::<usize>().unwrap());
    let mut sums = [0; 3];
    for begin in (0..kills).step_by(200) {
        let some = kill((kills - begin).min(200));
        sums.iter_mut().zip(some).for_each(|(sum, n)| *sum += n);
    }
    let [sent, died, unsaid] = sums;
    assert!(died > 0, "everybody was done before the kill");
    let told = format!("{sent} sent, {died} killed, {unsaid} of those recorded but unsaid\n");
    let _unheard = std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes());
}

/// Kills so many, on a campaign of their own: how many commands were sent, killed, and recorded all the same.
fn kill(kills: usize) -> [usize; 3] {
    // Three tasks in one command: all of them or none.
    let office = Office::running(kills / 2 * 3);
    let begun = Instant::now();
    office.must(&["comment", "1", "计时", "--as", "消保科"]);
    let usual = begun.elapsed();
    let mut chance = 0x9e37_79b9_u32;
    let (mut died, mut unsaid, mut sent) = (0, 0, 0);
    for kill in 0..kills / 2 {
        let three = [1, 2, 3].map(|n| (kill * 3 + n).to_string());
        let [a, b, c] = three.each_ref().map(String::as_str);
        let word = format!("第{kill}次");
        let ids = [0, 1].map(|n| Uuid::from_u64_pair(0xdead, (kill * 2 + n) as u64).to_string());
        let both = [
            vec!["ack", a, b, c, "--as", "消保科", "--command-id", &ids[0]],
            vec!["comment", a, &word, "--as", "消保科", "--command-id", &ids[1]],
        ];
        let pair = both.each_ref().map(|args| office.start(args));
        let ended = pair.map(|mut child| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            std::thread::sleep(usual * (chance >> 24) / 256);
            // One that has ended by itself can't be killed, and need not be.
            let _ended = child.kill();
            child.wait_with_output().unwrap()
        });
        let store = SqliteStore::open(office.path("office.db"), OpenMode::Existing).unwrap();
        let campaign = &store.campaigns().unwrap()[0].campaign;
        for (which, output) in ended.iter().enumerate() {
            let id = CommandId(Uuid::parse_str(&ids[which]).unwrap());
            let place = store.command(campaign, id).unwrap();
            let whole =
                place.is_none_or(|p| p.last.0 - p.first.0 == if which == 0 { 2 } else { 0 });
            assert!(whole, "torn: {place:?}");
            match output.status.code() {
                Some(0) => assert!(place.is_some(), "lost"),
                None => died += 1,
                Some(_) => panic!("{}", said(output)),
            }
            unsaid += usize::from(output.status.code().is_none() && place.is_some());
            let again = [&both[which][..], &["--json"]].concat();
            let again = office.run(&again);
            assert_eq!(again.status.code(), Some(0), "{}", said(&again));
            let answer: Value = serde_json::from_slice(&again.stdout).unwrap();
            assert_eq!(answer["duplicate"], place.is_some(), "{answer}");
            sent += 1;
        }
    }
    let log = office.log();
    for kill in 0..kills / 2 {
        let word = format!("第{kill}次");
        for n in 1..=3 {
            let ack = ((kill * 3 + n) as u64, "acknowledged".to_owned(), String::new());
            assert_eq!(log.get(&ack), Some(&1), "{ack:?}");
        }
        assert_eq!(log.get(&((kill * 3 + 1) as u64, "commented".to_owned(), word)), Some(&1));
    }
    office.must_be_sound();
    office.must(&["comment", "1", "照常", "--as", "消保科"]);
    [sent, died, unsaid]
}

/// Looking and copying don't disturb those who write, and what they see is one moment's.
#[test]
fn the_board_opens_and_a_backup_is_made_while_others_write() {
    let office = Office::running(3);
    let (stop, office) = (AtomicBool::new(false), &office);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (1..=3)
            .map(|n| {
                let stop = &stop;
                scope.spawn(move || {
                    let mut written = 0;
                    while !stop.load(Ordering::Relaxed) {
                        office.must(&["comment", &n.to_string(), &format!("{n}之{written}")]);
                        written += 1;
                    }
                    written
                })
            })
            .collect();
        for round in 0..4 {
            std::thread::sleep(Duration::from_millis(30));
            let board = office.run(&["open"]);
            assert_eq!(board.status.code(), Some(0), "{}", said(&board));
            assert!(said(&board).contains("并发"), "{}", said(&board));
            let copy = office.path(&format!("copy{round}.db"));
            office.must(&["backup", copy.to_str().unwrap()]);
            // Refused a second time: a backup overwrites nothing.
            let again = office.run(&["backup", copy.to_str().unwrap()]);
            assert_eq!(again.status.code(), Some(STORE), "{}", said(&again));
            sound(&copy);
            assert!(told(&copy).values().all(|count| *count == 1));
        }
        stop.store(true, Ordering::Relaxed);
        let written: usize = writers.into_iter().map(|w| w.join().unwrap()).sum();
        assert_eq!(office.log().values().sum::<usize>(), LAUNCHED + written);
    });
    office.must_be_sound();
}
