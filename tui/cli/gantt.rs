//! The schedule of a plan as a chart of text: a row for each task, a cell for so many days.

use wallchart_plan::expanded::Task;
use wallchart_plan::ids::TaskId;
use wallchart_plan::time::{DAY_MIN, Instant};
use wallchart_plan::{Expanded, WorkCalendar};
use wallchart_schedule::{Dates, Schedule};
use wallchart_words::{Lang, fit, ids, safe, t, width};

use crate::dashboard::{Axis, Chrome, Glyphs};

/// Narrower charts say nothing.
const CELLS_MIN: usize = 60;

/// Cells a name takes at most.
const NAME_MAX: usize = 36;

/// Width from which there is room for who leads.
const WITH_OWNERS: usize = 100;

/// Cells of a unit's name.
const OWNER: usize = 14;

/// Lengths that a cell may stand for, in minutes: days to Mondays, then weeks.
const CELL_MIN: [i64; 6] =
    [DAY_MIN / 4, DAY_MIN / 2, DAY_MIN, 2 * DAY_MIN, 3 * DAY_MIN, 7 * DAY_MIN];

/// The chart, no line of it wider than `columns`.
pub fn chart(lang: Lang, plan: &Expanded, schedule: &Schedule, columns: usize) -> Vec<String> {
    let columns = columns.max(CELLS_MIN);
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let name = (columns / 3).min(NAME_MAX);
    let owner = if columns >= WITH_OWNERS { OWNER } else { 0 };
    let left = name + owner + 1 + usize::from(owner > 0);
    let cells = columns - left;
    let from = calendar.day_start(calendar.date(schedule.start));
    let whole = ends(plan, schedule).since(from).max(1);
    let room = i64::try_from(cells).unwrap_or(1).max(1);
    let fits = |cell: &&i64| whole <= **cell * room;
    let weeks = whole.div_euclid(7 * DAY_MIN * room) + 1;
    let cell_min = CELL_MIN.iter().find(fits).copied().unwrap_or(weeks * 7 * DAY_MIN);
    let axis =
        Axis { from, cell_min, cells: u16::try_from(cells).unwrap_or(1), calendar: &calendar };
    let glyphs = Chrome { ascii: true, colour: false }.glyphs();
    let chart = Chart { lang, plan, schedule, axis, glyphs, name, owner };
    let mut out = vec![chart.head()];
    for stream in &plan.streams {
        let rows = chart.rows(&stream.id);
        if !rows.is_empty() {
            out.push(safe(stream.id.as_str()).into_owned());
            out.extend(rows);
        }
    }
    out.push(chart.legend());
    out.iter().map(|line| fit(line, columns).trim_end().to_owned()).collect()
}

/// When the last of it ends, be it work or a due date.
fn ends(plan: &Expanded, schedule: &Schedule) -> Instant {
    let dates = plan.tasks.iter().zip(&schedule.tasks);
    let ends = dates.flat_map(|(_, dates)| [Some(dates.early_finish), dates.due]).flatten();
    ends.max().unwrap_or(schedule.finish).max(schedule.finish)
}

struct Chart<'a> {
    lang: Lang,
    plan: &'a Expanded,
    schedule: &'a Schedule,
    axis: Axis<'a>,
    glyphs: Glyphs,
    name: usize,
    owner: usize,
}

impl Chart<'_> {
    /// Dates above the cells, and D.
    fn head(&self) -> String {
        let mut cells = self.cells();
        for (at, label) in self.axis.labels() {
            for (cell, c) in cells.iter_mut().skip(usize::from(at)).zip(label.chars()) {
                *cell = c;
            }
        }
        if let Some(cell) = self.d().and_then(|at| cells.get_mut(at)).filter(|cell| **cell == ' ') {
            *cell = 'D';
        }
        let task = t!(self.lang, ids::CLI_COLUMN_TASK);
        self.line(&task, &t!(self.lang, ids::CLI_COLUMN_OWNER), &cells)
    }

    /// A row for each task of a stream, its instances laid over each other.
    fn rows(&self, stream: &wallchart_plan::ids::StreamId) -> Vec<String> {
        let mut order: Vec<&TaskId> = Vec::new();
        let mut all: Vec<Vec<(&Task, &Dates)>> = Vec::new();
        let tasks = self.plan.tasks.iter().zip(&self.schedule.tasks);
        for (task, dates) in tasks.filter(|(task, _)| task.stream == *stream) {
            match order.iter().position(|id| **id == task.task) {
                Some(at) => all.get_mut(at).into_iter().for_each(|of| of.push((task, dates))),
                None => {
                    order.push(&task.task);
                    all.push(vec![(task, dates)]);
                }
            }
        }
        order.iter().zip(&all).map(|(task, all)| self.row(task, all)).collect()
    }

    fn row(&self, task: &TaskId, all: &[(&Task, &Dates)]) -> String {
        let mut cells = self.cells();
        if let Some(cell) = self.d().and_then(|at| cells.get_mut(at)) {
            *cell = '|';
        }
        let mut put = |a: u16, b: u16, glyph: &str| {
            let glyph = glyph.chars().next().unwrap_or(' ');
            let (a, b) = (usize::from(a), usize::from(b));
            cells.iter_mut().take(b + 1).skip(a).for_each(|cell| *cell = glyph);
        };
        // The critical last: what is under it matters less.
        for is_critical in [false, true] {
            let glyph = if is_critical { self.glyphs.critical } else { self.glyphs.rest };
            for (_, dates) in all.iter().filter(|(_, dates)| dates.critical == is_critical) {
                if let Some((a, b)) = self.axis.span(dates.early_start, dates.early_finish) {
                    put(a, b, glyph);
                }
            }
        }
        for (task, dates) in all {
            let end = |t: Instant| u16::try_from(self.axis.end_cell(t)).ok();
            if let Some(at) = dates.due.and_then(end) {
                put(at, at, self.glyphs.due);
            }
            if let Some(at) = end(dates.early_finish).filter(|_| task.milestone) {
                put(at, at, self.glyphs.milestone);
            }
        }
        let count = if all.len() > 1 { format!(" x{}", all.len()) } else { String::new() };
        let title = safe(task.as_str()).into_owned();
        // How many there are is never cut off.
        let room = self.name.saturating_sub(2 + width(&count));
        let title = fit(&title, width(&title).min(room));
        let mut owners: Vec<&str> = all.iter().map(|(task, _)| task.owner.as_str()).collect();
        owners.sort_unstable();
        owners.dedup();
        let owner = match owners.as_slice() {
            [one] => safe(one).into_owned(),
            many => t!(self.lang, ids::DASHBOARD_UNITS_N, n = many.len()),
        };
        self.line(&format!("  {title}{count}"), &owner, &cells)
    }

    fn line(&self, name: &str, owner: &str, cells: &[char]) -> String {
        let owner = match self.owner {
            0 => String::new(),
            wide => format!("{} ", fit(owner, wide)),
        };
        format!("{} {owner}{}", fit(name, self.name), cells.iter().collect::<String>())
    }

    fn legend(&self) -> String {
        let cell = match self.axis.cell_min / DAY_MIN {
            0 => t!(self.lang, ids::CLI_GANTT_HOURS, hours = self.axis.cell_min / 60),
            days => t!(self.lang, ids::CLI_GANTT_DAYS, days = days),
        };
        t!(
            self.lang,
            ids::CLI_GANTT_LEGEND,
            cell = cell,
            rest = self.glyphs.rest,
            critical = self.glyphs.critical,
            due = self.glyphs.due,
            milestone = self.glyphs.milestone
        )
    }

    fn cells(&self) -> Vec<char> {
        vec![' '; usize::from(self.axis.cells)]
    }

    /// The cell of D, where it is in sight.
    fn d(&self) -> Option<usize> {
        self.axis.at(self.axis.calendar.day_start(self.plan.campaign.anchor)).map(usize::from)
    }
}
