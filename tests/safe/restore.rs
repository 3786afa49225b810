//! `backup`, `restore` and `verify` as a person uses them.

use super::fair::dashboard;
use super::office::{Office, id, names, said};

/// Exit codes of `tui/cli/exit.rs`.
const NOT_FOUND: i32 = 5;
const STORE: i32 = 6;
const UNCONFIRMED: i32 = 7;

fn fails(office: &Office, args: &[&str], code: i32, words: &str) {
    let output = office.run(args);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", said(&output));
    assert!(said(&output).contains(words), "{args:?}: {}", said(&output));
}

#[test]
fn a_backup_is_put_back_while_the_dashboard_is_open() {
    let office = Office::running();
    let backup = office.beside("备份.db");
    office.must(&["comment", "1", "备份以前", "--as", "消保科"]);
    office.must(&["backup", &backup]);
    office.must(&["comment", "1", "备份以后", "--as", "消保科"]);
    let mut screen = dashboard(&office);
    screen.wait_for("总览");
    screen.type_in("6");
    screen.wait_for("备份以后");
    // Nobody is there to say yes.
    fails(&office, &["restore", &backup], UNCONFIRMED, "--yes");
    let told = office.must(&["restore", &backup, "--yes"]);
    assert!(told.contains("已恢复") && told.contains("保存在"), "{told}");
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while screen.text().contains("备份以后") {
        assert!(std::time::Instant::now() < end, "it isn't noticed:\n{}", screen.text());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    screen.wait_for("备份以前");
    // It goes on from there.
    office.must(&["comment", "1", "恢复以后", "--as", "消保科"]);
    screen.wait_for("恢复以后");
    screen.type_in("q");
    assert_eq!(screen.ends(), 0);
    office.must_be_sound();
    let kept = names(&office.folder).into_iter().find(|n| n.contains("before")).unwrap();
    let kept = office.folder.join(kept);
    let log = office.must(&["log", "--store", kept.to_str().unwrap()]);
    assert!(log.contains("备份以后"), "{log}");
}

#[test]
fn a_restore_into_nothing_asks_nobody() {
    let office = Office::running();
    let backup = office.beside("备份.db");
    office.must(&["backup", &backup]);
    let launched = office.must(&["log"]).lines().count() as u64;
    let new = office.beside("new.db");
    let told = office.must(&["restore", &backup, "--store", &new]);
    assert!(!told.contains("保存在"), "{told}");
    let json = office.must(&["restore", &backup, "--store", &new, "--yes", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (json["events"].as_u64(), json["store"].as_str()),
        (Some(launched), Some(new.as_str()))
    );
    assert!(std::path::Path::new(json["kept"].as_str().unwrap()).exists());
}

#[test]
fn what_cannot_be_restored_or_backed_up_says_why() {
    let office = Office::running();
    let backup = office.beside("备份.db");
    office.must(&["backup", &backup]);
    fails(&office, &["backup", &backup], STORE, "已存在");
    fails(&office, &["restore", &office.beside("无.db"), "--yes"], STORE, "没有找到");
    fails(&office, &["restore", &office.beside("plan.ron"), "--yes"], STORE, "不是挂图作战");
    let store = office.store();
    fails(&office, &["restore", store.to_str().unwrap(), "--yes"], STORE, "就是要恢复的");
    let conn = rusqlite::Connection::open(&backup).unwrap();
    conn.execute_batch("DROP TRIGGER events_are_only_redacted").unwrap();
    conn.execute("UPDATE events SET body = x'00' WHERE seq = 1", []).unwrap();
    drop(conn);
    fails(&office, &["restore", &backup, "--yes"], STORE, "有损坏");
    fails(&office, &["verify", "--store", &backup], STORE, "正文被改动");
    let copy = office.beside("copy.db");
    fails(&office, &["backup", &copy, "--store", &backup], STORE, "有损坏");
    assert!(!std::path::Path::new(&copy).exists());
    office.must_be_sound();
}

/// The id of a command finds out what became of it, whether or not the same could be done again.
#[test]
fn a_command_id_is_carried_out_once() {
    let office = Office::running();
    let launched = office.must(&["log"]).lines().count();
    let [first, second, third] = [1, 2, 3].map(id);
    let submit = ["submit", "1", "--as", "消保科", "--command-id", &first];
    office.must(&["attach", "1", &office.beside("照片.jpg"), "--as", "消保科"]);
    office.must(&submit);
    let again = office.must(&submit);
    assert!(again.contains("没有重复办理") && again.contains("待审核"), "{again}");
    // What the verb needs may be gone by then.
    let photo = office.beside("另一张.jpg");
    std::fs::copy(office.beside("照片.jpg"), &photo).unwrap();
    let attach = ["attach", "2", &photo, "--as", "消保科", "--command-id", &second];
    office.must(&attach);
    std::fs::remove_file(&photo).unwrap();
    assert!(office.must(&attach).contains("没有重复办理"));
    // Another command with the same id is told apart.
    fails(&office, &["comment", "3", "别的", "--command-id", &second], STORE, "编号");
    fails(&office, &["comment", "99", "没有的", "--command-id", &third], NOT_FOUND, "没有任务");
    let json = office.must(&[&submit[..], &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["duplicate"], true);
    // Attached, started and submitted, attached.
    assert_eq!(office.must(&["log"]).lines().count(), launched + 4);
}
