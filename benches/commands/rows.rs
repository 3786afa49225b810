//! A log of many rows: entered by tables, then a row more, the figures and the list, each against the same of a
//! log with one row in the same run.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::common::{Result, cli, percentile, timed};

const UNITS: usize = 10;
/// How many rows a unit enters, in so many tables.
const ROWS: usize = 10_000;
const TABLES: usize = 5;
const ROUNDS: usize = 10;

fn plan() -> String {
    let units: String = (1..=UNITS).map(|n| format!("\"第{n}所\": (kind: branch),\n")).collect();
    format!(
        "Campaign(version: 1, id: \"rows-{{year}}\", title: \"量一量\", anchor: \"03-15\", coordinator: \"秘书处\",
         units: {{ \"秘书处\": (kind: office), {units} }},
         groups: {{ \"所\": kind(branch) }},
         measures: {{ \"走访\": \"户次\", \"未公示\": \"户次\", \"退货额\": \"元\" }},
         rates: {{ \"未公示率\": \"未公示 / 走访 <= 10%\" }},
         checks: [\"未公示 <= 走访\"],
         streams: {{ \"办理\": (tasks: {{
             \"回访\": (each: \"所\", due: \"D\", log: {{ \"企业\": text, \"公示\": yes_no, \"退货额\": number }},
                 measures: [\"走访 from rows\", \"未公示 from rows where 公示 == no\", \"退货额 from sum 退货额\"]),
         }}) }})"
    )
}

fn table(unit: usize, from: usize) -> String {
    let mut out = "企业,公示,退货额\n".to_owned();
    for n in from..from + ROWS / TABLES {
        let posted = if n % 20 == 0 { "否" } else { "是" };
        // A string takes all that is written to it.
        let _written = writeln!(out, "第{unit}片第{n}号商户,{posted},{}.5", n % 300);
    }
    out
}

/// A store with that plan launched.
fn launched(folder: &Path, name: &str, source: &str) -> Result<PathBuf> {
    let store = folder.join(name);
    timed(cli(&store, &["launch", source]))?;
    Ok(store)
}

pub(crate) fn measure(folder: &Path) -> Result<()> {
    let source = folder.join("rows.ron");
    std::fs::write(&source, plan())?;
    let source = source.to_str().ok_or("no UTF-8 in the folder's name")?;
    let (small, large) =
        (launched(folder, "row.db", source)?, launched(folder, "rows.db", source)?);
    timed(cli(&small, &["row", "add", "回访@第1所", "企业=一户", "公示=是", "退货额=1"]))?;
    let csv = folder.join("rows.csv");
    let csv_text = csv.to_str().ok_or("no UTF-8 in the folder's name")?;
    let mut imports = Vec::new();
    for nth in 0..TABLES {
        let mut round = Duration::ZERO;
        for unit in 1..=UNITS {
            std::fs::write(&csv, table(unit, nth * ROWS / TABLES))?;
            let task = format!("回访@第{unit}所");
            round += timed(cli(&large, &["row", "import", &task, csv_text]))?;
        }
        imports.push(round);
    }
    let ratio = |of: Duration, to: Duration| of.as_secs_f64() / to.as_secs_f64();
    if let (Some(first), Some(last)) = (imports.first(), imports.last()) {
        let rows = UNITS * ROWS / TABLES;
        println!(
            "row import: the first {rows} rows in {UNITS} tables {first:.2?}, the last of {} {last:.2?}, {:.2}x",
            UNITS * ROWS,
            ratio(*last, *first)
        );
    }
    let commands: [(&str, &[&str]); 3] = [
        ("row add", &["row", "add", "回访@第1所", "企业=又一户", "公示=是", "退货额=1"]),
        ("figures", &["figures", "--by-unit"]),
        ("show", &["show", "回访@第1所"]),
    ];
    for (name, args) in commands {
        let times = |store: &Path| -> Result<Vec<Duration>> {
            (0..ROUNDS).map(|_| timed(cli(store, args))).collect()
        };
        let (mut few, mut many) = (times(&small)?, times(&large)?);
        for p in [50, 99] {
            let (few, many) = (percentile(&mut few, p), percentile(&mut many, p));
            println!(
                "{name} p{p}: {few:.2?} of few rows, {many:.2?} of many  {:.2}x",
                ratio(many, few)
            );
        }
    }
    Ok(())
}
