//! A power cut at any moment while the real program works: launching, marking, attaching, undoing, backing
//! up, restoring. After each, the store opens and holds what had ended well by then.
//!
//! The same harness as the store's own (`engine/store/src/sqlite/crash`), around whole processes.
//! `WALLCHART_LONG` tries every cut in every way, else a sample.

use std::path::Path;

use wallchart_runtime::{Desk as _, LocalDesk};
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};

use super::disk::{Chance, Disk, Fate};
use super::office::{Office, id, is_long, place, plain, said};
use super::trace::{self, Step};

/// Runs a command, watched, and adds its steps; ended well, it has told so.
fn record(office: &Office, steps: &mut Vec<Step>, n: usize, args: &[&str]) {
    let recording = std::path::PathBuf::from(office.beside("recording.txt"));
    let mut command = trace::watched(&recording, None);
    let id = id(n);
    let args = [args, &["--command-id", &id]].concat();
    let output = plain(command.args(office.args(&args))).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", said(&output));
    let before = steps.len();
    let text = std::fs::read_to_string(&recording).unwrap();
    for step in trace::read(&text, &office.folder) {
        steps.push(match step {
            Step::Sync { name, begun } => Step::Sync { name, begun: begun + before },
            other => other,
        });
    }
    steps.push(Step::Said(format!("ack {n}\n")));
}

/// Tries cuts, each rebuilt in a folder of its own: gives the number that was told last, and the folder.
fn cut_off(steps: &[Step], sample: usize, check: impl Fn(Option<usize>, &Path)) -> usize {
    let all: Vec<(usize, Fate)> =
        (0..=steps.len()).flat_map(|cut| Fate::all(cut as u64).map(|f| (cut, f))).collect();
    let mut chance = Chance::new(2027);
    let some: std::collections::BTreeSet<usize> = match is_long() {
        true => (0..all.len()).collect(),
        false => (0..sample).map(|_| chance.below(all.len())).collect(),
    };
    let (mut disk, mut done, mut told) = (Disk::default(), 0, None);
    for at in &some {
        let (cut, fate) = all[*at];
        for step in &steps[done..cut] {
            disk.step(step);
            if let Step::Said(words) = step
                && let Some(n) = words.strip_prefix("ack ")
            {
                told = n.trim().parse().ok();
            }
        }
        done = cut;
        let left = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        disk.rebuild(fate, left.path());
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            check(told, left.path());
        }));
        assert!(tried.is_ok(), "cut before step {cut} of {}, {fate:?}", steps.len());
    }
    some.len()
}

fn open(path: &Path) -> SqliteStore {
    let store = SqliteStore::open(path, OpenMode::Create).unwrap();
    assert_eq!(store.verify().unwrap().problems, []);
    store
}

/// The campaign folds, if there is one.
fn folds(store: SqliteStore) {
    let Some(head) = store.campaigns().unwrap().into_iter().next() else { return };
    let desk = LocalDesk::open(std::sync::Arc::new(store), head.campaign).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(runtime.block_on(desk.state()).unwrap().seq, head.head.seq);
}

#[test]
fn what_ended_well_outlives_a_power_cut() {
    if !trace::can_watch() {
        return;
    }
    let office = Office::new();
    let mut steps = Vec::new();
    let (plan, photo) = (office.beside("plan.ron"), office.beside("照片.jpg"));
    let commands: [&[&str]; 8] = [
        &["launch", &plan],
        &["ack", "1", "2", "3", "--as", "消保科"],
        &["comment", "1", "第一条", "--as", "消保科"],
        &["attach", "1", &photo, "--as", "消保科"],
        &["done", "2", "--attach", &photo, "--as", "消保科"],
        &["undo", "--as", "消保科"],
        &["redo", "--as", "消保科"],
        &["return", "2", "--reason", "缺签字", "--as", "秘书处"],
    ];
    for (n, args) in commands.iter().enumerate() {
        record(&office, &mut steps, n, args);
    }
    cut_off(&steps, 120, |told, folder| {
        let store = open(&folder.join("x.db"));
        let there: Vec<bool> =
            (0..commands.len()).map(|n| place(&store, &id(n)).is_some()).collect();
        let count = there.iter().take_while(|there| **there).count();
        assert!(count >= told.map_or(0, |n| n + 1), "lost: {there:?}, told {told:?}");
        assert!(there[count..].iter().all(|there| !there), "out of order: {there:?}");
        folds(store);
    });
}

/// A backup has its name only when it is whole; restoring is one step: before it everything is as it was,
/// after it as in the backup, and then what was there is kept.
#[test]
fn a_backup_and_a_restore_are_whole_or_not_there() {
    if !trace::can_watch() {
        return;
    }
    let office = Office::new();
    let mut steps = Vec::new();
    let backup = office.folder.join("backup.db");
    let backup = backup.to_str().unwrap();
    let commands: [&[&str]; 6] = [
        &["launch", &office.beside("plan.ron")],
        &["comment", "1", "备份以前", "--as", "消保科"],
        &["backup", backup],
        &["comment", "1", "备份以后", "--as", "消保科"],
        &["restore", backup, "--yes"],
        &["comment", "1", "恢复以后", "--as", "消保科"],
    ];
    for (n, args) in commands.iter().enumerate() {
        record(&office, &mut steps, n, args);
    }
    cut_off(&steps, 120, |told, folder| {
        let done = told.map_or(0, |n| n + 1);
        let copy = folder.join("backup.db");
        if copy.exists() {
            let copy = open(&copy);
            assert!(place(&copy, &id(1)).is_some() && place(&copy, &id(3)).is_none());
        }
        assert!(done < 3 || copy.exists(), "the backup is lost");
        let store = open(&folder.join("x.db"));
        let there = |n| place(&store, &id(n)).is_some();
        let restored = store.generation().unwrap() > 0;
        assert!(if restored { done >= 4 } else { done < 5 }, "restored {restored}, told {told:?}");
        for n in [0, 1].into_iter().filter(|n| *n < done) {
            assert!(there(n), "{n} is lost");
        }
        match restored {
            false => assert!(done < 4 || there(3), "what the backup lacks is lost"),
            true => {
                assert!(!there(3) && (done < 6 || there(5)));
                let kept = super::office::names(folder).into_iter().find(|n| n.contains("before"));
                let kept = folder.join(kept.unwrap());
                assert!(place(&open(&kept), &id(3)).is_some(), "what was there is not kept");
            }
        }
        folds(store);
    });
}
