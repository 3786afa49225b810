//! The schedule as a chart of text: as wide as it is told, in both languages, every bar under its date.

use std::process::Command;

use wallchart_words::width;

fn chart(plan: &str, lang: &str, columns: usize) -> Vec<String> {
    let columns = columns.to_string();
    let args = ["schedule", plan, "--anchor", "2026-03-15", "--gantt", "--width", &columns];
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(args).args(["--lang", lang]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    // The first line says what is scheduled, however long that is.
    String::from_utf8(output.stdout).unwrap().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_315_plan_is_a_chart() {
    insta::assert_snapshot!("chart_80_zh", chart("workflows/315.ron", "zh", 80).join("\n"));
    insta::assert_snapshot!("chart_120_en", chart("workflows/315.ron", "en", 120).join("\n"));
}

#[test]
fn a_chart_is_no_wider_than_it_is_told_and_its_columns_line_up() {
    for (lang, columns) in [("zh", 60), ("zh", 80), ("en", 80), ("zh", 120), ("en", 120)] {
        let lines = chart("workflows/315.ron", lang, columns);
        assert!(lines.iter().all(|line| width(line) <= columns), "{lang} {columns}");
        let find =
            |task: &str| lines.iter().find(|line| line.trim_start().starts_with(task)).unwrap();
        // D stands in one column of every row, and the day's own work ends there.
        let at = |line: &str, mark: char| width(&line[..line.find(mark).unwrap()]);
        let d = at(find("上年回顾"), '|');
        assert!(
            lines
                .iter()
                .filter(|l| l.starts_with("  ") && l.contains('|'))
                .all(|l| at(l, '|') == d)
        );
        assert_eq!(width(find("主会场 ").trim_end()), d + 1, "{lang} {columns}");
    }
}
