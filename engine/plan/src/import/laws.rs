//! Laws of import: whatever a paper says stands in the plan, as a value or as a comment.

use proptest::prelude::*;
use wallchart_words::Lang;

use super::{ImportOptions, imported, outlined};

fn options(title: bool) -> ImportOptions {
    ImportOptions {
        lang: Lang::Zh,
        anchor: chrono::NaiveDate::from_ymd_opt(2026, 3, 15),
        title: title.then(|| "某某活动".to_owned()),
        coordinator: Some("办公室".to_owned()),
        calendar: None,
    }
}

/// A word that stands nowhere else, out of a number.
fn word(mut n: usize) -> String {
    const PARTS: [char; 10] = ['钅', '辶', '艹', '忄', '犭', '彳', '礻', '饣', '糸', '纟'];
    let mut out = String::from("呂");
    loop {
        out.push(PARTS[n % 10]);
        n /= 10;
        if n == 0 {
            return out;
        }
    }
}

/// Puts a word of its own for every `$`, and answers the words.
fn filled(text: &str, next: &mut usize) -> (String, Vec<String>) {
    let (mut out, mut words) = (String::new(), Vec::new());
    for c in text.chars() {
        if c == '$' {
            words.push(word(*next));
            out.push_str(&words[words.len() - 1]);
            *next += 1;
        } else {
            out.push(c);
        }
    }
    (out, words)
}

const MARKS: [&str; 16] = [
    "",
    "",
    "",
    "# ",
    "## ",
    "第一章 ",
    "一、",
    "二、",
    "第一、",
    "（一）",
    "（二）",
    "1.",
    "(2)",
    "③",
    "- ",
    "  - ",
];

const SAID: [&str; 24] = [
    "$",
    "$，$",
    "$（$）",
    "责任单位：$局",
    "责任单位：$局（$）、$所",
    "牵头单位：$科 $办；",
    "（牵头单位：$局，配合单位：$队）",
    "配合单位：$",
    "联系人：$",
    "联系人：$，电话 1$",
    "联系人：$、$",
    "分管领导：$",
    "分管领导：$ $",
    "地点：$",
    "备注：$",
    "完成时限：$",
    "活动类别：$",
    "前置任务：$",
    "经费：$",
    "由$局牵头，$所、$队配合",
    "$，由$局负责$",
    "3月5日前$",
    "每周五报送$",
    "每周$",
];

const GROUNDS: [&str; 4] = ["总体目标", "$总体要求$", "指导思想：$", ""];

fn line() -> impl Strategy<Value = String> {
    let said = prop::collection::vec(prop::sample::select(SAID.to_vec()), 1..4);
    let between = prop::sample::select(vec!["", "，", "。", "；", "："]);
    let grounds = prop::sample::select(GROUNDS.to_vec());
    (prop::sample::select(MARKS.to_vec()), grounds, prop::bool::weighted(0.1), said, between)
        .prop_map(|(mark, grounds, is_grounds, said, between)| {
            let said = if is_grounds { grounds.to_owned() } else { said.join(between) };
            mark.to_owned() + &said
        })
}

const HEADINGS: [&str; 17] = [
    "任务",
    "责任单位",
    "配合单位",
    "完成时限",
    "板块",
    "活动类别",
    "前置任务",
    "分管领导",
    "联系人",
    "地点",
    "备注",
    "经费（万元）",
    "联系电话",
    "",
    "当前状态",
    "序号",
    "形式",
];

const CELLS: [&str; 16] = [
    "",
    "",
    "$",
    "$、$",
    "$ $",
    "$（$）",
    "$局",
    "$局（牵头），$所",
    "$\n$",
    "$，电话 1$",
    "每周$",
    "$前",
    "一、$",
    "（一）$",
    "各$",
    "第$",
];

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = || prop::sample::select(CELLS.to_vec());
    let order = Just(HEADINGS.to_vec()).prop_shuffle();
    let above = prop::collection::vec(cell(), 0..3);
    let rows = prop::collection::vec((prop::collection::vec(cell(), 17), 0..8usize), 0..8);
    (order, above, rows).prop_map(|(headings, above, rows)| {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let mut table: Vec<Vec<String>> = above.iter().map(|cell| row(&[cell])).collect();
        table.push(row(&headings));
        for (cells, kind) in rows {
            match kind {
                // A section, alone in its row or in merged cells.
                0 => table.push(row(&cells[..1])),
                1 => table.push(row(&[cells[0]; 3])),
                2 => table.push(row(&headings)),
                _ => table.push(row(&cells)),
            }
        }
        table
    })
}

proptest! {
    #[test]
    fn no_word_of_an_outline_is_lost(
        lines in prop::collection::vec(line(), 0..12),
        title in any::<bool>(),
    ) {
        let mut next = 0;
        let (mut text, mut words) = (String::new(), Vec::new());
        for line in lines {
            let (line, said) = filled(&line, &mut next);
            text.push_str(&line);
            text.push('\n');
            words.extend(said);
        }
        if let Some(made) = outlined(&text, &options(title)) {
            let lost: Vec<&String> = words.iter().filter(|w| !made.text.contains(*w)).collect();
            prop_assert!(lost.is_empty(), "{lost:?} of\n{text}\nin\n{}", made.text);
        }
    }

    #[test]
    fn no_word_of_a_table_is_lost(table in table(), title in any::<bool>()) {
        let mut next = 0;
        let mut words = Vec::new();
        let mut rows = Vec::new();
        for row in table {
            let cells = row.iter().map(|cell| {
                let (cell, said) = filled(cell, &mut next);
                words.extend(said);
                cell
            });
            rows.push(cells.collect::<Vec<_>>());
        }
        if let Ok(made) = imported(&rows, &[], &options(title)) {
            let lost: Vec<&String> = words.iter().filter(|w| !made.text.contains(*w)).collect();
            prop_assert!(lost.is_empty(), "{lost:?} of\n{rows:#?}\nin\n{}", made.text);
        }
    }
}
