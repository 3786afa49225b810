//! `check --fix` and `fmt`: files as they are afterwards, and what is never touched.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::office::Office;

/// A plan in two files, as an office writes it with a Chinese input method on.
fn plan(office: &Office) -> PathBuf {
    let path = office.path("plan.ron");
    let text = "\u{feff}// 本年方案
Campaign(
    version: 1, id: “宣传周”， title: \"宣传周\", anchor: \"2099-03-13\", zone: \"Asia/Shanghai\",
    coordinator: \"办公室\", include: [\"more.ron\"],
    streams: { \"宣传\": (tasks: {
        \"印发通知\": (onwer: \"办公室\", due: D-20),   // 先发\r
        \"总结\": (owner: \"办 公室\", needs: [\"印发通知\"] due: \"D+5\", kind: \"report\"),
    }) },
)
";
    std::fs::write(&path, text).unwrap();
    let more = "Campaign(units： { \"办公室\": (kind: office, people: { \"张莉\": contact }) })\n";
    std::fs::write(office.path("more.ron"), more).unwrap();
    path
}

#[test]
fn what_has_one_right_answer_is_put_right_in_the_files() {
    let office = Office::new();
    let path = plan(&office);
    let named = path.to_str().unwrap();
    let before = office.try_run("", &["check", named]);
    assert_eq!(before.status.code(), Some(3));
    let said = String::from_utf8(before.stdout).unwrap();
    assert!(said.contains("--fix 直接改好"), "{said}");

    let said = office.run("", &["check", named, "--fix"]);
    assert!(said.contains("已改 plan.ron:3:21：E001"), "{said}");
    assert!(said.contains("已改 more.ron:1:15：E001"), "{said}");
    let text = std::fs::read_to_string(&path).unwrap();
    let right = "\u{feff}// 本年方案
Campaign(
    version: 1, id: \"宣传周\", title: \"宣传周\", anchor: \"2099-03-13\", zone: \"Asia/Shanghai\",
    coordinator: \"办公室\", include: [\"more.ron\"],
    streams: { \"宣传\": (tasks: {
        \"印发通知\": (owner: \"办公室\", due: \"D-20\"),   // 先发\r
        \"总结\": (owner: \"办公室\", needs: [\"印发通知\"], due: \"D+5\", kind: report),
    }) },
)
";
    assert_eq!(text, right);
    let more = std::fs::read_to_string(office.path("more.ron")).unwrap();
    assert!(more.starts_with("Campaign(units: {"), "{more}");

    let again = office.json("", &["check", named, "--fix"]);
    assert_eq!(again["fixed"].as_array().unwrap().len(), 0);
    assert_eq!(again["errors"], 0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), right);
    let said = office.run("", &["check", named, "--fix"]);
    assert!(said.contains("文件未动"), "{said}");
}

#[test]
fn what_is_in_doubt_stays_and_is_told() {
    let office = Office::new();
    let path = plan(&office);
    let text = std::fs::read_to_string(&path).unwrap().replace("D-20", "D-2o");
    std::fs::write(&path, text).unwrap();
    let output = office.try_run("", &["--json", "check", path.to_str().unwrap(), "--fix"]);
    assert_eq!(output.status.code(), Some(3));
    let data: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(!data["fixed"].as_array().unwrap().is_empty());
    assert_ne!(data["errors"], 0);
    assert!(std::fs::read_to_string(&path).unwrap().contains("D-2o"));
}

#[cfg(unix)]
#[test]
fn rights_and_links_stay_and_closed_files_are_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new();
    let real = plan(&office);
    std::fs::create_dir(office.path("kept")).unwrap();
    let kept = office.path("kept/real.ron");
    std::fs::rename(&real, &kept).unwrap();
    std::os::unix::fs::symlink(&kept, &real).unwrap();
    std::fs::set_permissions(&kept, std::fs::Permissions::from_mode(0o640)).unwrap();
    office.run("", &["check", real.to_str().unwrap(), "--fix"]);
    assert!(std::fs::symlink_metadata(&real).unwrap().is_symlink());
    let about = std::fs::metadata(&kept).unwrap();
    assert_eq!(about.permissions().mode() & 0o777, 0o640);
    assert!(std::fs::read_to_string(&kept).unwrap().contains("owner: \"办公室\""));
    // Nothing is left beside it.
    assert_eq!(std::fs::read_dir(office.path("kept")).unwrap().count(), 1);
}

#[test]
fn fmt_lays_files_out_and_says_which() {
    let office = Office::new();
    let path = office.path("plan.ron");
    std::fs::write(&path, "Campaign(id:\"x\",\n  title :\"t\", // 注\n)").unwrap();
    let named = path.to_str().unwrap();
    let output = office.try_run("", &["fmt", "--check", named]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stdout).unwrap().contains("没排好"));
    assert!(office.run("", &["fmt", named]).contains("已排好"));
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "Campaign(\n    id: \"x\",\n    title: \"t\",  // 注\n)\n");
    assert!(office.run("", &["fmt", "--check", named]).contains("都已排好"));
    let told = office.json("", &["fmt", named]);
    assert_eq!(told["files"][0]["changed"], false);
    // What doesn't read is left, and told.
    std::fs::write(&path, "Campaign(id: \"x\"").unwrap();
    let output = office.try_run("", &["fmt", named]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stdout).unwrap().contains("E003"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "Campaign(id: \"x\"");
}

#[test]
fn fmt_is_a_filter_for_editors() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wallchart"))
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("( a:1,b:\"\u{1b}\" )".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "(a: 1, b: \"\u{1b}\")\n");
}

/// The plans that come with the program are laid out as it lays plans out.
#[test]
fn our_own_plans_are_laid_out() {
    let office = Office::new();
    let mut files = Vec::new();
    let mut folders = vec![crate::plans::repository().join("workflows")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "ron") {
                files.push(path.to_str().unwrap().to_owned());
            }
        }
    }
    let mut args = vec!["fmt", "--check"];
    args.extend(files.iter().map(String::as_str));
    assert!(office.run("", &args).contains("都已排好"));
}

#[test]
fn names_with_blanks_are_written_without_them_wherever_they_stand() {
    let office = Office::new();
    let path = office.path("plan.ron");
    let text = r#"Campaign(
    version: 1, id: "b", title: "B", anchor: "2099-03-13", coordinator: "Office",
    units: { "Office": (kind: office, people: { "Ann": contact }) },
    measures: { "doors knocked": "doors", "资料 份数": "份" },
    streams: { "1. Plan": (tasks: {
        "print leaflets": (owner: "Office", due: "D-3wd"),
        "hand out": (owner: "Office", due: "D", needs: ["print leaflets"], measures: ["doors knocked >= 3", "资料 份数?"]),
    }) },
)
"#;
    std::fs::write(&path, text).unwrap();
    let said = office.run("", &["check", "--fix", path.to_str().unwrap()]);
    assert!(said.contains("任务 2 项"), "{said}");
    let fixed = std::fs::read_to_string(&path).unwrap();
    let new = text.replace("print leaflets", "print-leaflets").replace("hand out", "hand-out");
    let new = new.replace("doors knocked", "doors-knocked").replace("资料 份数", "资料份数");
    assert_eq!(fixed, new);
}
