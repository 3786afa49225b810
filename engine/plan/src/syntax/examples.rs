//! A wrong example for every code, and mistakes as people make them: one mistake, one diagnostic.

use wallchart_words::Lang;

use super::{codes, parse};
use crate::SourceFile;
use crate::diagnostic::{Diagnostic, Spot};
use crate::render::Excerpts;

/// The codes of a text's diagnostics, each with the source that it marks.
fn found(text: &str) -> Vec<(&'static str, String)> {
    let shown = |d: &Diagnostic| match &d.place.spot {
        Spot::Bytes(range) => (d.code.name, text[range.clone()].to_owned()),
        _ => (d.code.name, String::new()),
    };
    parse(0, text).diagnostics.iter().map(shown).collect()
}

fn check(text: &str, expect: &[(&str, &str)]) {
    let found = found(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(c, s)| (*c, s.as_str())).collect();
    assert_eq!(found, expect, "{text}");
}

const EXAMPLES: [(&str, &str); 19] = [
    ("E001", "Campaign(\n    id: \"315\"，\n)\n"),
    ("E002", "Campaign(\n    id: \"315\"\n    title: \"纪念活动\",\n)\n"),
    ("E003", "Campaign(\n    groups: [\"秘书处\", \"消保科\",\n    id: \"315\",\n)\n"),
    ("E004", "Campaign(\n    id: ,\n    title: \"纪念活动\",\n)\n"),
    ("E005", "Campaign(\n    id = \"315\",\n)\n"),
    ("E006", "Campaign(\n    units: { \"秘书处\" (kind: office) },\n)\n"),
    ("E007", "Campaign(\n    anchor: 2026-03-15,\n)\n"),
    ("E008", "Campaign(\n    owner: 城东所,\n)\n"),
    ("E009", "Campaign(\n    owner: \"城东所,\n    due: \"D-3\",\n)\n"),
    ("E010", "Campaign(\n    \"id\": \"315\",\n)\n"),
    ("E011", "Campaign(\n    file: \"C:\\dir\\计划\",\n)\n"),
    ("E012", "Campaign(\n    owner: '城东所',\n)\n"),
    ("E013", "Campaign( /* 注释\n    id: \"315\",\n)\n"),
    ("E014", "Campaign(\n    groups: [\"秘书处\", \"消保科\"),\n    id: \"315\",\n)\n"),
    ("E015", "Campaign(\n    id: \"315\",\n),\n"),
    (
        "E016",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    ),
    ("E017", "Campaign(\n\u{3000}\u{3000}id: \"315\",\n)\n"),
    ("E018", "Campaign(\n    id: \"315\",\n    @ \"x\",\n)\n"),
    ("E019", "Campaign(\n    count: 1_000_x,\n)\n"),
];

#[test]
fn every_code_has_an_example_that_gives_it_and_nothing_else() {
    for ((name, text), code) in EXAMPLES.iter().zip(codes::ALL) {
        assert_eq!(*name, code.name);
        let found: Vec<&str> = found(text).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, [*name], "{text}");
    }
}

#[test]
fn every_code_reads_well_in_both_languages() {
    let mut out = String::new();
    for (_, text) in EXAMPLES {
        let files = [SourceFile { name: "plan.ron".into(), text: (*text).into() }];
        let excerpts = Excerpts::new(&files);
        for diagnostic in &excerpts.parsed(0).unwrap().diagnostics {
            for lang in Lang::ALL {
                out += &excerpts.render(diagnostic, lang, false);
            }
            out.push('\n');
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn full_width_marks_are_read_as_what_they_stand_for() {
    check(
        "（a：“甲”，b：【1】；c：｛‘k’：2｝）",
        &[
            ("E001", "（"),
            ("E001", "："),
            ("E001", "“"),
            ("E001", "，"),
            ("E001", "："),
            ("E001", "【"),
            ("E001", "】"),
            ("E001", "；"),
            ("E001", "："),
            ("E001", "｛"),
            ("E001", "‘"),
            ("E001", "："),
            ("E001", "｝"),
            ("E001", "）"),
        ],
    );
    check("(a: \"甲”, b: \"乙\")", &[("E001", "”")]);
    check("(a: “甲\", b: \"乙\")", &[("E001", "“")]);
    check("[\"甲\"、\"乙\"。\"丙\"]", &[("E001", "、"), ("E001", "。")]);
    check("(a: \"全角（）“”，：在引号里没有关系\")", &[]);
    check("// 注释里也一样：“”\n(a: 1)", &[]);
}

#[test]
fn dates_and_times_without_quotes_are_named() {
    for time in [
        "D-30",
        "2026-03-15",
        "2026-03-15 09:30",
        "D 09:30..11:30",
        "D-7..D+5",
        "D am",
        "17:00",
        "3d",
        "5wd",
        "T+30m",
        "half day",
        "D-10wd",
        "2..3..5wd",
    ] {
        check(&format!("(a: {time}, b: 1)"), &[("E007", time)]);
        check(&format!("(a: {time}\n)"), &[("E007", time)]);
        check(&format!("{{\"a\": [{time}]}}"), &[("E007", time)]);
    }
}

#[test]
fn words_without_quotes_are_one_mistake() {
    check("(a: 城东所)", &[("E008", "城东所")]);
    check("(title: 江城市 2026 年 3·15 活动, b: 1)", &[("E008", "江城市 2026 年 3·15 活动")]);
    check("(title: 品质消费，美好生活, b: 1)", &[("E008", "品质消费，美好生活")]);
    check("(title: 活动（第一期）, b: 1)", &[("E008", "活动（第一期）")]);
    check("(a: 城东所，b: 1)", &[("E008", "城东所"), ("E001", "，")]);
    check("{城东所: (kind: branch)}", &[("E008", "城东所")]);
    check("(a: 《消法》, b: 1)", &[("E008", "《消法》")]);
    check("(a: 12315中心, b: 1)", &[("E008", "12315中心")]);
    check("(needs: [印发通知 +2wd], b: 1)", &[("E008", "印发通知 +2wd")]);
    check("(a: 城东所 b: 1)", &[("E008", "城东所"), ("E002", "")]);
}

#[test]
fn missing_quotes_stay_where_they_are() {
    check("(a: \"甲, b: \"乙\", c: \"丙\")", &[("E009", "\"甲")]);
    check("(a: \"甲,\n b: \"乙\",\n c: \"丙\")", &[("E009", "\"甲")]);
    check("(a: 甲\",\n b: \"乙\")", &[("E009", "甲\"")]);
    check("(a: [\"甲, \"乙\"],\n b: \"丙\")", &[("E009", "\"甲")]);
    check("(a: {\"甲: (x: 1)},\n b: 1)", &[("E009", "\"甲")]);
    check("(a: \"甲\n)", &[("E009", "\"甲")]);
    check("(a: r#\"甲,\n b: 1)", &[("E009", "r#\"甲")]);
}

#[test]
fn brackets_left_open_are_found_near_where_they_were_left() {
    check("{\n \"a\": (x: [1, 2],\n \"b\": (x: 1),\n}", &[("E003", "")]);
    check("(\n u: {\n  \"a\": 1,\n s: {\n  \"b\": 2,\n },\n)", &[("E003", "")]);
    check("(a: [1, 2, b: 3)", &[("E003", "")]);
    check("(a: [1, 2), b: 3)", &[("E014", ")")]);
    check("(a: [1, 2)\n", &[("E003", "")]);
    check("(a: (b: [1", &[("E003", "")]);
    check("(a: 1]], b: 2)", &[("E014", "]"), ("E014", "]")]);
    check("(a: [1, 2]), b: 3)", &[("E015", ",")]);
}

#[test]
fn one_slip_does_not_hide_or_repeat_others() {
    check("(a: 1 b: 2 c: 3,, d 4)", &[("E002", ""), ("E002", ""), ("E004", ","), ("E006", "d")]);
    check("(a: \n b: 2)", &[("E004", "a:")]);
    check("(a b: 2)", &[("E006", "a")]);
    check("(owner \"甲\", b: 2)", &[("E006", "owner")]);
    check("{\"a\" = 1; \"b\" => 2}", &[("E005", "="), ("E005", ";"), ("E005", "=>")]);
    check("(a: -, b: 2)", &[("E019", "-")]);
    check("(a: Some(), b: Some(1, 2))", &[("E004", ")"), ("E018", ")")]);
    check("", &[("E004", "")]);
    check("#![enable(nothing)]\n(a: 1)", &[("E018", "nothing")]);
    check("[\"a\": 1, \"b\": 2]", &[("E018", ":")]);
    check("(a: 1)(b: 2)", &[("E015", "(")]);
    check("(a: 1, @ b: 2)", &[("E018", "@")]);
    check("\u{feff}(a: 1)", &[("E017", "\u{feff}")]);
}
