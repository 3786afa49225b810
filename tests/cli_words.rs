//! What the command line says to people: names beside numbers, what was before, no false hints.

use std::process::Output;

/// A launched campaign.
struct Office(tempfile::TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        office.says(&["launch", "workflows/315.ron"]);
        office
    }

    fn run(&self, lang: &str, args: &[&str]) -> Output {
        std::process::Command::new(env!("CARGO_BIN_EXE_wallchart"))
            .args(["--lang", lang, "--store"])
            .arg(self.0.path().join("office.db"))
            .args(args)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    }

    fn says(&self, args: &[&str]) -> String {
        let output = self.run("zh", args);
        assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn fails(&self, lang: &str, code: i32, args: &[&str]) -> String {
        let output = self.run(lang, args);
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

#[test]
fn refusals_name_the_tasks() {
    let office = Office::new();
    let args = ["submit", "分会场@城东所", "--as", "城东所"];
    let said = office.fails("zh", 4, &args);
    assert!(said.contains("T0006（部署培训）、T0127（资料印制）"), "{said}");
    assert!(office.fails("en", 4, &args).contains("T0006 (部署培训), T0127 (资料印制)"));
    assert!(office.says(&["show", "分会场@城东所"]).contains("待 T0006（部署培训）"));
    assert!(!office.says(&["show", "分会场@城东所"]).contains("decide"));
}

#[test]
fn receipts_and_the_log_tell_what_was_before_and_why() {
    let office = Office::new();
    let task = "处置预案@城东所";
    let due = office.says(&["extend", task, "--grant", "--until", "D+1"]);
    assert!(due.contains("同意延期 03-01 → 03-16"), "{due}");
    let moved = office.says(&["reassign", "渠道专人@诉调对接", "--to", "法规科"]);
    assert!(moved.contains("消保科 → 法规科"), "{moved}");
    office.says(&["skip", "社会监督@金融", "--reason", "今年不做"]);
    assert!(office.says(&["undo"]).contains("撤回：免办"));
    assert!(office.says(&["redo"]).contains("重做：免办"));
    let log = office.says(&["log"]);
    for words in ["免办 “今年不做”", "撤回：免办", "重做：免办"] {
        assert!(log.contains(words), "{words}: {log}");
    }
}

#[test]
fn all_steps_are_those_still_open() {
    let office = Office::new();
    let (task, unit) = ("上年回顾", ["--as", "秘书处"]);
    let says = |args: &[&str]| office.says(&[args, &unit].concat());
    says(&["tick", task, "1"]);
    let rest = says(&["tick", task, "all"]);
    assert!(rest.contains("第2项") && !rest.contains("第1项"), "{rest}");
    assert!(says(&["tick", task, "all"]).contains("未作改动"));
    says(&["done", task, "--steps", "all", "--attach", "README.md"]);
}

#[test]
fn hints_do_not_offer_what_is_not_there() {
    let office = Office::new();
    let said = office.fails("zh", 2, &["tick", "分会场@城东所", "1"]);
    assert!(said.contains("没有清单"), "{said}");
    let task = "回访@城东所,放心消费示范单位";
    let said = office.fails("zh", 2, &["attach", task, "none.jpg"]);
    assert!(said.contains("不要求佐证材料"), "{said}");
    let said = office.fails("zh", 1, &["attach", task, "none.jpg", "--name", "照片"]);
    assert!(said.contains("没有这个文件"), "{said}");
    let said = office.fails("zh", 5, &["reassign", "渠道专人@诉调对接", "--to", "法规课"]);
    assert!(said.contains("是不是：法规科"), "{said}");
    let said = office.fails("zh", 2, &["list", "状态:没有"]);
    assert!(said.contains("已中止") && !said.contains("suspended"), "{said}");
}

/// What is asked for beside a date has a name in either language, and goes by both.
#[test]
fn a_place_is_asked_for_and_told_in_the_language_of_the_reader() {
    let office = Office::new();
    let preview = ["preview", "workflows/315.ron", "--unit", "城东所"];
    assert!(office.says(&preview).contains("选时间时填写：地点"));
    let said = office.run("en", &preview);
    assert!(String::from_utf8(said.stdout).unwrap().contains("To fill in when picking: place"));
    let pick = |answer| office.says(&["pick", "分会场@城东所", "D-3 am", answer, "--as", "城东所"]);
    pick("place=城东广场");
    pick("地点=城东公园");
    assert!(office.says(&["show", "分会场@城东所"]).contains("地点  城东公园"));
    let log = office.says(&["log"]);
    for told in ["地点：城东广场", "地点：城东公园"] {
        assert!(log.contains(told), "{log}");
    }
    let said = office.run("en", &["log"]);
    assert!(String::from_utf8(said.stdout).unwrap().contains("place: 城东公园"));
    let said =
        office.fails("zh", 4, &["pick", "分会场@城东所", "D-3 am", "地址=甲", "--as", "城东所"]);
    assert!(said.contains("地点") && !said.contains("place"), "{said}");
}

#[test]
fn warnings_that_fail_a_check_are_called_warnings() {
    let office = Office::new();
    let plan = "workflows/315.ron";
    let said = office.fails("zh", 3, &["check", plan, "--anchor", "2035-03-15", "--deny-warnings"]);
    assert!(said.contains("警告") && !said.contains("处错误"), "{said}");
}

#[test]
fn help_keeps_its_own_arguments_together_and_is_in_chinese() {
    let office = Office::new();
    let help = office.says(&["extend", "--help"]);
    assert!(
        help.contains("选项：\n") && help.contains("<任务>") && !help.contains("<TASK>"),
        "{help}"
    );
    let at = |name: &str| help.find(name).unwrap_or_else(|| panic!("{name}: {help}"));
    assert!(at("--note") < at("--as") && at("--until") < at("--store"), "{help}");
}
