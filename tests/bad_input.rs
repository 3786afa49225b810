//! Files that are no plans, or plans meant to do harm: what each is told, in both languages.

use std::fmt::Write as _;
use std::process::{Command, Output};

/// A plan with these fields and these tasks.
fn plan(title: &str, fields: &str, tasks: &str) -> String {
    format!(
        r#"Campaign(version: 1, id: "x", title: "{title}", anchor: "2099-03-13", zone: "Asia/Shanghai", coordinator: "办公室",
    units: {{ "办公室": (kind: office, people: {{ "张莉": contact }}), "甲所": (kind: branch), "乙所": (kind: branch) }},
    groups: {{ "各所": kind(branch) }}, {fields}
    streams: {{ "宣传": (owner: "办公室", tasks: {{ {tasks} }}) }})"#
    )
}

const ONE: &str = r#""一": (due: "D"),"#;

/// What it is, the file that is checked, and the files that there are.
type Input = (&'static str, &'static str, Vec<(&'static str, Vec<u8>)>);

fn inputs() -> Vec<Input> {
    let ring = r#""一": (each: "各所", needs: ["二"], due: "D"), "二": (each: "各所", needs: ["三"], due: "D"),
        "三": (needs: ["all 一"], due: "D"),"#;
    let one = |text: String| vec![("plan.ron", text.into_bytes())];
    let gbk = plan("标题", "", ONE).into_bytes();
    let gbk = gbk.into_iter().map(|b| if b > 0xe0 { 0xb1 } else { b }).collect();
    let utf_16 = plan("标题", "", ONE).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let deep =
        format!("Campaign(version: 1, vars: {}1{})", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    vec![
        ("nothing", "plan.ron", one(String::new())),
        ("no such file", "plan.ron", vec![]),
        ("this folder", ".", vec![]),
        ("a folder", "folder", vec![]),
        (
            "50 MB in one text",
            "plan.ron",
            one(format!("Campaign(title: \"{}\")", "长".repeat(17_000_000))),
        ),
        ("10,000 brackets that never close", "plan.ron", one("[".repeat(10_000))),
        ("10,000 maps in each other", "plan.ron", one(deep)),
        ("a ring through fan-outs", "plan.ron", one(plan("环", "", ring))),
        ("orders to a terminal, raw", "plan.ron", one(plan("清\u{1b}[2J屏", "", ONE))),
        (
            "orders to a terminal in a name",
            "plan.ron",
            one(plan("题", "", "\"一\\u{1b}[2J\": (due: \"D\"),")),
        ),
        ("another encoding", "plan.ron", vec![("plan.ron", gbk)]),
        ("UTF-16", "plan.ron", vec![("plan.ron", utf_16)]),
        ("zeros", "plan.ron", vec![("plan.ron", vec![0; 1000])]),
        (
            "files that include each other",
            "plan.ron",
            vec![
                ("plan.ron", plan("环", "include: [\"more.ron\"],", ONE).into_bytes()),
                ("more.ron", b"Campaign(include: [\"plan.ron\"])".to_vec()),
            ],
        ),
        (
            "a way out of the folder",
            "plan.ron",
            one(plan("出", "include: [\"../../etc/passwd\"],", ONE)),
        ),
        ("an absolute path", "plan.ron", one(plan("出", "include: [\"/etc/passwd\"],", ONE))),
    ]
}

fn check(lang: &str, folder: &std::path::Path, file: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(["--lang", lang, "check", file]).current_dir(folder).output().unwrap()
}

/// The first thing that is said, and what to do about it, without the excerpt between.
fn gist(said: &str) -> String {
    let first = said.lines().next().unwrap_or_default();
    let help = said.lines().find(|line| line.starts_with("  = ")).unwrap_or_default();
    format!("{first}\n{help}\n")
}

#[test]
fn whatever_is_no_plan_is_told_so_and_nothing_reaches_the_terminal() {
    for lang in ["zh", "en"] {
        let mut all = String::new();
        for (what, file, files) in inputs() {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir(folder.path().join("folder")).unwrap();
            for (name, bytes) in &files {
                std::fs::write(folder.path().join(name), bytes).unwrap();
            }
            let output = check(lang, folder.path(), file);
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let control = said.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(control, None, "{what}: {said}");
            assert!(said.len() < 20_000, "{what}: {} bytes are said", said.len());
            let code = match what {
                "this folder" => 1,
                // It may stand there; on a terminal it is shown as a picture of itself.
                "orders to a terminal, raw" => 0,
                _ => 3,
            };
            assert_eq!(output.status.code(), Some(code), "{what}: {said}");
            writeln!(all, "## {what}\n{}", gist(&said)).unwrap();
            for (name, bytes) in &files {
                assert_eq!(&std::fs::read(folder.path().join(name)).unwrap(), bytes, "{what}");
            }
        }
        insta::assert_snapshot!(format!("bad_input_{lang}"), all);
    }
}
