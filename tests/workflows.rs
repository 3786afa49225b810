//! Every plan in `workflows/` reads, schedules and stays as it was; the table of what the 3·15 plan
//! holds points at places that exist.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{Datelike as _, Days, NaiveDateTime};
use wallchart_plan::diagnostic::{Diagnostic, Severity};
use wallchart_plan::expanded::{Dimension, Task};
use wallchart_plan::ids::{TaskId, TaskNo};
use wallchart_plan::{Expanded, Instant, Reading, WorkCalendar, syntax};
use wallchart_schedule::{Dates, Facts, Schedule, schedule};
use wallchart_words::fit;

use crate::plans::{Folder, line, read, repository, sound};

/// The day on which all of these plans are read: an annual plan means the next D from here.
const TODAY: &str = "2026-01-05";

/// Plans and the days for which they are kept; `None` is the day that the plan itself means.
const GOLDEN: &[(&str, &[Option<&str>])] = &[
    ("315.ron", &[None, Some("2025-03-15"), Some("2027-03-15")]),
    ("315-2026.ron", &[None]),
    ("315-2027.ron", &[None]),
    ("small/1-first-steps.ron", &[None]),
    ("small/2-fan-out.ron", &[None]),
    ("small/3-dates.ron", &[None]),
    ("s1-district.ron", &[None]),
    ("s2-branch.ron", &[None]),
    ("s3-town.ron", &[None]),
    ("s4-province.ron", &[None]),
    ("library.ron", &[Some("2026-05-20")]),
    ("s5-insurer.ron", &[None]),
    ("s6-justice.ron", &[None]),
    ("s7-fair.ron", &[None]),
    ("s8-town-justice.ron", &[None]),
    ("s9-community.ron", &[None]),
];

/// Reads a plan under `workflows/`. Its own folder is the root, as it is for the program.
fn workflow(path: &str, anchor: Option<&str>) -> (Reading, Vec<Diagnostic>) {
    let (folder, file) = path.rsplit_once('/').unwrap_or((".", path));
    read(&Folder::of_repository(&format!("workflows/{folder}")), file, TODAY, anchor)
}

#[test]
fn every_plan_is_golden() {
    let mut plans = BTreeSet::new();
    for folder in ["", "small/"] {
        for entry in std::fs::read_dir(repository().join("workflows").join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".ron") {
                plans.insert(format!("{folder}{name}"));
            }
        }
    }
    let golden: BTreeSet<String> = GOLDEN.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(plans, golden);
}

#[test]
fn plans_stay_as_they_were() {
    for (path, anchors) in GOLDEN {
        for anchor in *anchors {
            let (reading, diagnostics) = workflow(path, *anchor);
            let plan = sound(&reading, &diagnostics);
            let dates = schedule(plan, &Facts::none()).unwrap();
            let text = golden(plan, &dates, &reading, &diagnostics);
            let stem = path.trim_start_matches("small/").trim_end_matches(".ron");
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(format!("{stem}@{}", plan.campaign.anchor), text);
            });
        }
    }
}

#[test]
fn plans_are_feasible() {
    for (path, anchors) in GOLDEN {
        for anchor in *anchors {
            let (reading, diagnostics) = workflow(path, *anchor);
            let plan = sound(&reading, &diagnostics);
            let dates = schedule(plan, &Facts::none()).unwrap();
            for (task, dates) in plan.tasks.iter().zip(&dates.tasks) {
                assert!(dates.slack_min >= 0, "{path} {anchor:?}: {} is late by plan", task.path);
            }
            assert!(!dates.critical_path.is_empty(), "{path} {anchor:?}");
        }
    }
}

/// What the 3·15 plan promises whatever the year.
#[test]
fn the_315_plan_holds_together() {
    for anchor in ["2025-03-15", "2026-03-15", "2027-03-15"] {
        let (reading, diagnostics) = workflow("315.ron", Some(anchor));
        let plan = sound(&reading, &diagnostics);
        assert!((150..=400).contains(&plan.tasks.len()), "{} instances", plan.tasks.len());
        assert_eq!(plan.campaign.id.as_str(), format!("315-{}", &anchor[..4]));
        let of = |id: &str| plan.tasks.iter().filter(|t| t.task.as_str() == id).collect::<Vec<_>>();
        assert_eq!((of("主会场").len(), of("分会场").len()), (1, 11));
        let everyone = plan.groups.iter().find(|g| g.id.as_str() == "各单位").unwrap();
        assert_eq!(of("创建动员").len(), everyone.units.len());
        assert_eq!(of("所分局小结").len() + of("单位小结").len(), everyone.units.len());
        for task in &plan.tasks {
            let unit = plan.unit(&task.owner).unwrap();
            assert_eq!(unit.outside, task.proxy.is_some(), "{}: who reports?", task.path);
            assert!(task.due.is_some(), "{} has no due date", task.path);
            assert_ne!(task.review.as_ref(), Some(&task.owner), "{} reviews itself", task.path);
        }
        // Publicity before the day, coverage after it.
        let dates = schedule(plan, &Facts::none()).unwrap();
        let at = |id: &str| dates.dates(of(id)[0].number).unwrap();
        assert!(at("前期宣传").early_finish <= at("主会场").early_start);
        assert!(at("现场报道").early_start >= at("主会场").early_finish);
        // The chain that decides the finish runs from the first meeting to the last report.
        let path: Vec<&str> = dates.critical_path.iter().map(|no| task_id(plan, *no)).collect();
        for id in [
            "领导小组会",
            "起草通知",
            "印发通知",
            "部署培训",
            "专项执法",
            "案件查办",
            "成果公开",
            "总结",
        ] {
            assert!(path.contains(&id), "{anchor}: {id} is not critical");
        }
    }
}

#[test]
fn an_unannounced_year_is_only_a_warning() {
    let (_, known) = workflow("315.ron", Some("2026-03-15"));
    let (_, unknown) = workflow("315.ron", Some("2027-03-15"));
    let codes =
        |list: &[Diagnostic]| -> BTreeSet<&str> { list.iter().map(|d| d.code.name).collect() };
    assert!(!codes(&known).contains("W020"));
    assert!(codes(&unknown).contains("W020"));
    assert!(unknown.iter().all(|d| d.code.severity == Severity::Warning));
}

fn task_id(plan: &Expanded, number: TaskNo) -> &str {
    plan.tasks.iter().find(|t| t.number == number).map_or("?", |t| t.task.as_str())
}

/// A plan on a page: what stands out first, then a line for each set of instances that share their dates.
fn golden(plan: &Expanded, dates: &Schedule, reading: &Reading, found: &[Diagnostic]) -> String {
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let clock = Clock(&calendar);
    let mut out = String::new();
    let anchor = plan.campaign.anchor;
    let _ = writeln!(out, "{}  {}", plan.campaign.id, plan.campaign.title);
    let _ = writeln!(
        out,
        "D {anchor} {:?}  {} .. {}  {} units, {} tasks in {} instances",
        anchor.weekday(),
        clock.begin(dates.start),
        clock.end(dates.finish),
        plan.units.len(),
        plan.tasks.iter().map(|t| &t.task).collect::<BTreeSet<_>>().len(),
        plan.tasks.len(),
    );
    let lines: Vec<String> = found.iter().map(|d| line(reading, d)).collect();
    let _ = writeln!(
        out,
        "found: {}",
        if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n       ") }
    );
    let mut critical: Vec<&str> = Vec::new();
    for number in &dates.critical_path {
        let id = task_id(plan, *number);
        if !critical.contains(&id) {
            critical.push(id);
        }
    }
    let _ = writeln!(out, "critical: {}", critical.join(" > "));
    for stream in &plan.streams {
        let _ = writeln!(out, "\n{}", stream.id);
        let mut rows: Vec<Row<'_>> = Vec::new();
        let tasks = plan.tasks.iter().zip(&dates.tasks);
        for (task, dates) in tasks.filter(|(t, _)| t.stream == stream.id) {
            let row = Row::new(task, dates, &clock);
            match rows.iter_mut().find(|r| (r.task, &r.text) == (row.task, &row.text)) {
                Some(same) => same.all.push(task),
                None => rows.push(row),
            }
        }
        for row in rows {
            row.write(&mut out);
        }
    }
    out.lines().map(|l| format!("{}\n", l.trim_end())).collect()
}

/// Instances of one task that read the same; occurrences share a row whatever their days.
struct Row<'a> {
    task: &'a TaskId,
    is_critical: bool,
    text: String,
    all: Vec<&'a Task>,
}

impl<'a> Row<'a> {
    fn new(task: &'a Task, dates: &Dates, clock: &Clock<'_>) -> Self {
        let (start, end) = (clock.begin(dates.early_start), clock.end(dates.early_finish));
        let due = dates.due.map(|due| clock.end(due)).unwrap_or_default();
        let slack = slack(dates.slack_min);
        let text = if task.occurrence.is_some() {
            let time = |text: &str| text.get(6..).unwrap_or_default().to_owned();
            let (start, end, due) = (time(&start), time(&end), time(&due));
            format!("each {start} .. {end}   due {due}    slack {slack}")
        } else {
            let span = if dates.early_start == dates.early_finish {
                format!("at {end}")
            } else {
                format!("{start} .. {end}")
            };
            let due = if due.is_empty() { due } else { format!("due {due}") };
            format!("{} {} slack {slack}", fit(&span, 26), fit(&due, 15))
        };
        Row { task: &task.task, is_critical: dates.critical, text, all: vec![task] }
    }

    fn write(&self, out: &mut String) {
        let times = match self.all.len() {
            1 => String::new(),
            n => format!(" ×{n}"),
        };
        let _ = writeln!(
            out,
            "  {} {} {} {}",
            if self.is_critical { "*" } else { " " },
            fit(&format!("{}{times}", self.task), 18),
            fit(&self.text, 59),
            self.who(),
        );
    }

    /// The keys of the instances, or else who leads them, and the days of occurrences: the first few.
    fn who(&self) -> String {
        let name = |task: &&Task| {
            let keys: Vec<&str> = task.keys.iter().map(|k| k.value.as_str()).collect();
            let has_unit = task.keys.iter().any(|k| k.dimension == Dimension::Unit);
            let owner = if has_unit { String::new() } else { format!(":{}", task.owner) };
            format!("{}{owner}", keys.join(",")).trim_start_matches(':').to_owned()
        };
        let day = |task: &&Task| task.occurrence.map(|d| d.format("%m-%d").to_string());
        let days = self.all.iter().filter_map(day).collect::<Vec<_>>();
        format!("{} {}", some(self.all.iter().map(name).collect(), 3), some(days, 40))
    }
}

/// The first `most` names, each once, then how many more there are.
fn some(mut names: Vec<String>, most: usize) -> String {
    let mut seen = BTreeSet::new();
    names.retain(|n| seen.insert(n.clone()));
    let more = names.len().saturating_sub(most);
    names.truncate(most);
    if more > 0 {
        names.push(format!("+{more}"));
    }
    names.join(" ")
}

fn slack(min: i64) -> String {
    match (min / 1440, min % 1440) {
        (0, rest) => format!("{}h{:02}", rest / 60, rest % 60),
        (days, 0) => format!("{days}d"),
        (days, rest) => format!("{days}d {}h{:02}", rest / 60, rest % 60),
    }
}

/// Instants as people of the campaign's zone read them.
struct Clock<'a>(&'a WorkCalendar);

impl Clock<'_> {
    fn begin(&self, at: Instant) -> String {
        self.0.local(at).format("%m-%d %H:%M").to_string()
    }

    /// Midnight ends the day before.
    fn end(&self, at: Instant) -> String {
        let local: NaiveDateTime = self.0.local(at);
        if local.time() == chrono::NaiveTime::MIN {
            let day = local.date().checked_sub_days(Days::new(1)).unwrap_or_default();
            return day.format("%m-%d 24:00").to_string();
        }
        local.format("%m-%d %H:%M").to_string()
    }
}

/// How many rows each part of the domain has: the work plan, then the nine summaries.
const ROWS: [(&str, u32); 10] = [
    ("P", 56),
    ("S1.", 27),
    ("S2.", 49),
    ("S3.", 9),
    ("S4.", 15),
    ("S5.", 18),
    ("S6.", 9),
    ("S7.", 28),
    ("S8.", 10),
    ("S9.", 7),
];

#[test]
fn every_row_of_the_tables_is_there() {
    let text = std::fs::read_to_string(repository().join("workflows/README.md")).unwrap();
    let codes: BTreeSet<&str> = wallchart_schedule::codes().map(|c| c.name).collect();
    let mut rows = Vec::new();
    let is_row = |l: &&str| {
        let number = l.strip_prefix("| P").or_else(|| l.strip_prefix("| S"));
        number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
    };
    for line in text.lines().filter(is_row) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [row, _, places] = cells.as_slice() else { panic!("not three cells: {line}") };
        rows.push((*row).to_owned());
        let places: Vec<&str> = places.split(", ").map(|p| p.trim_matches(['`', ' '])).collect();
        assert!(!places.is_empty(), "{row} stands nowhere");
        for place in places {
            if let Some(code) = place.strip_prefix("check ") {
                assert!(codes.contains(code), "{row}: no code {code}");
            } else {
                resolve(place).unwrap_or_else(|error| panic!("{row}: {place}: {error}"));
            }
        }
    }
    let all = ROWS.iter().flat_map(|(part, last)| (1..=*last).map(move |n| format!("{part}{n}")));
    assert_eq!(rows, all.collect::<Vec<_>>());
}

/// Follows `file: field."key".field[0]` down to a value.
fn resolve(pointer: &str) -> Result<(), String> {
    let (file, way) = pointer.split_once(": ").ok_or("no file")?;
    let text = std::fs::read_to_string(repository().join("workflows").join(file))
        .map_err(|e| e.to_string())?;
    let parsed = syntax::parse(0, &text);
    let mut node = parsed.root().ok_or("the file is empty")?;
    let mut rest = way;
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let (next, after) = if let Some(index) = rest.strip_prefix('[') {
            let (index, after) = index.split_once(']').ok_or("no `]`")?;
            (node.nth(index.parse().map_err(|_| "no number")?), after)
        } else if let Some(key) = rest.strip_prefix('"') {
            let (key, after) = key.split_once('"').ok_or("no closing quote")?;
            (node.named(key), after)
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            (node.named(&rest[..end]), &rest[end..])
        };
        node = next.ok_or_else(|| format!("nothing before `{after}`"))?;
        rest = after;
    }
    Ok(())
}

#[test]
fn a_pointer_that_leads_nowhere_is_told() {
    assert!(resolve("315.ron: vars.\"theme\"").is_ok());
    for wrong in
        ["315.ron: vars.\"no\"", "316.ron: vars", "315.ron: sponsors[9]", "315.ron: anchor.x"]
    {
        assert!(resolve(wrong).is_err(), "{wrong}");
    }
}
