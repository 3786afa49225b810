//! The 3·15 campaign rehearsed through the command line: alike for one seed, marked on every face, kept
//! apart from real campaigns, and gone on with by hand.

use std::process::{Command, Output};

use serde_json::Value;

/// A folder in which rehearsals are kept.
struct Practice(tempfile::TempDir);

impl Practice {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, store: &str) -> String {
        self.0.path().join(store).display().to_string()
    }

    fn try_run(&self, store: &str, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.arg("--store").arg(self.path(store));
        command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
    }

    fn run(&self, store: &str, args: &[&str]) -> String {
        let output = self.try_run(store, args);
        assert!(output.status.success(), "{args:?}\n{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, store: &str, args: &[&str]) -> Value {
        serde_json::from_str(&self.run(store, &[&["--json"], args].concat())).unwrap()
    }

    fn rehearse(&self, store: &str, args: &[&str]) -> Value {
        let all = [&["rehearse", PLAN, "--anchor", "2026-03-15", "--lang", "zh"], args].concat();
        self.json(store, &all)
    }

    /// Exit code and what was said of a command that should be refused.
    fn refused(&self, store: &str, args: &[&str]) -> (i32, String) {
        let output = self.try_run(store, args);
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said)
    }
}

const PLAN: &str = "workflows/315.ron";

/// The log as data, without the salted order of the file: what happened, when, by which command.
fn log(practice: &Practice, store: &str) -> Value {
    practice.json(store, &["log"])
}

#[test]
fn one_seed_plays_the_315_campaign_alike_and_it_stays_a_rehearsal() {
    let practice = Practice::new();
    let until = ["--until", "D-3", "--seed", "7"];
    let played = practice.rehearse("a.db", &until);
    assert_eq!(played["refused"], 0, "{played}");
    assert_eq!(played["now"], "2026-03-12T00:30:00Z", "the morning of D-3");
    practice.rehearse("b.db", &until);
    assert_eq!(log(&practice, "a.db"), log(&practice, "b.db"));

    // Every face says what it is, in both languages.
    for verb in [vec!["list"], vec!["status"], vec!["show", "主会场"], vec!["log", "--last", "3"]]
    {
        for (lang, mark) in [("zh", "【演练】"), ("en", "[REHEARSAL]")] {
            let said = practice.run("a.db", &[&verb[..], &["--lang", lang]].concat());
            assert!(said.lines().next().unwrap().contains(mark), "{verb:?}\n{said}");
        }
    }
    let status = practice.json("a.db", &["status"]);
    assert_eq!(status["rehearsal"]["mark"]["seed"], 7);
    // Something is late, something is done, and not everything is either.
    let (done, all) = (played["done"].as_u64().unwrap(), played["tasks"].as_u64().unwrap());
    assert!(done * 5 > all && done * 10 < all * 9, "{played}");
    assert!(played["overdue"].as_u64().unwrap() > 0 && played["returns"].as_u64().unwrap() > 0);

    // The gala night, by hand: on to its eve, then at its own hour.
    practice.json("a.db", &["rehearse", "--continue", "--until", "D 19:00"]);
    let said = practice.run("a.db", &["status", "--now", "D 19:30", "--lang", "zh"]);
    assert!(said.contains("2026-03-15 19:30 周日 D"), "{said}");
    let comment = ["comment", "晚会值守@城东所", "收看到位", "--now", "D 20:10", "--json"];
    practice.run("a.db", &comment);
    let last = log(&practice, "a.db").as_array().unwrap().last().unwrap().clone();
    // At that minute: the clock runs while the command does.
    let at = last["at"].as_str().unwrap();
    assert!(at.starts_with("2026-03-15T12:10:"), "{at}");
    let (code, said) = practice.refused("a.db", &["list", "--now", "D 20:00", "--lang", "zh"]);
    assert!(code == 4 && said.contains("20:10"), "{said}");

    let end = practice.json("a.db", &["rehearse", "--continue", "--until", "end"]);
    assert_eq!(end["refused"], 0, "{end}");
    let (open, all) = (end["open"].as_u64().unwrap(), end["tasks"].as_u64().unwrap());
    assert!(open * 20 < all, "nearly all of it comes to an end: {end}");
    assert_eq!(practice.json("a.db", &["verify"])["sound"], true);
    for verb in ["list", "status", "log", "inbox"] {
        practice.run("a.db", &[verb]);
    }
    practice.run("a.db", &["open"]);
}

#[test]
fn rehearsals_and_real_campaigns_are_kept_apart() {
    let practice = Practice::new();
    let plan = "workflows/small/1-first-steps.ron";
    practice.run("r.db", &["rehearse", plan, "--lang", "zh"]);
    practice.run("real.db", &["launch", plan, "--yes"]);
    let refused = |store, args: &[&str], code: i32, words: &str| {
        let (was, said) = practice.refused(store, &[args, &["--lang", "zh"]].concat());
        assert!(was == code && said.contains(words), "{args:?}: {was}\n{said}");
    };
    // Nothing real into a file of rehearsals, nothing rehearsed into a real one; nothing twice.
    refused("r.db", &["launch", "workflows/small/2-fan-out.ron", "--yes"], 4, "演练用的文件");
    refused("real.db", &["rehearse", plan], 4, "正式活动");
    refused("real.db", &["rehearse", "--continue"], 4, "正式活动");
    refused("r.db", &["rehearse", plan], 4, "--fresh");
    // A real campaign goes by the real time, whoever asks.
    for args in
        [&["list", "--now", "D 9:00"][..], &["open", "--now", "D"], &["status", "--now", "D"]]
    {
        refused("real.db", args, 2, "--now");
    }
    refused("none.db", &["check", plan, "--now", "D"], 2, "--now");
    refused("none.db", &["launch", plan, "--yes", "--now", "D"], 2, "--now");
    assert!(!practice.0.path().join("none.db").exists());
    refused("r.db", &["rehearse", plan, "--until", "some day", "--fresh"], 2, "some day");
    // Begun again it is the same play.
    let before = log(&practice, "r.db");
    practice.run("r.db", &["rehearse", plan, "--fresh", "--lang", "zh"]);
    assert_eq!(log(&practice, "r.db"), before);
    // By default it is kept beside nothing.
    let plain = Command::new(env!("CARGO_BIN_EXE_wallchart"))
        .args(["rehearse", "plan.ron", "--lang", "en"])
        .env_remove("WALLCHART_STORE")
        .current_dir({
            let first = std::fs::read_to_string(plan).unwrap();
            std::fs::write(practice.0.path().join("plan.ron"), first).unwrap();
            let calendars = practice.0.path().join("calendars");
            std::fs::create_dir_all(&calendars).unwrap();
            for entry in std::fs::read_dir("workflows/small/calendars").unwrap() {
                let entry = entry.unwrap();
                std::fs::copy(entry.path(), calendars.join(entry.file_name())).unwrap();
            }
            practice.0.path()
        })
        .output()
        .unwrap();
    let said = String::from_utf8(plain.stdout).unwrap();
    assert!(said.contains("plan.rehearsal.db") && said.contains("[REHEARSAL]"), "{said}");
    assert!(practice.0.path().join("plan.rehearsal.db").exists());
}
