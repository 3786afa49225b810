//! `check --fix`: files as they are afterwards, and what is never touched.

use std::path::PathBuf;

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
