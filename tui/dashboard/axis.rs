//! The time axis of the Gantt chart: which cell an instant falls into, and what is written above.

use chrono::{Datelike, NaiveDate, Timelike};
use wallchart_plan::WorkCalendar;
use wallchart_plan::time::{DAY_MIN, Instant};

/// A stretch of time laid over cells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axis<'a> {
    /// What the left edge stands for.
    pub(crate) from: Instant,
    /// Minutes a cell.
    pub(crate) cell_min: i64,
    /// How many cells.
    pub(crate) cells: u16,
    /// The campaign's calendar.
    pub(crate) calendar: &'a WorkCalendar,
}

impl Axis<'_> {
    /// The cell in which an instant falls; left of the axis is negative.
    pub(crate) fn cell(&self, t: Instant) -> i64 {
        t.since(self.from).div_euclid(self.cell_min)
    }

    /// The cell in which something that ends at `t` ends: 24:00 belongs to the day before.
    pub(crate) fn end_cell(&self, t: Instant) -> i64 {
        self.cell(t.plus_min(-1))
    }

    /// The cells between two instants that are in sight, both ends included; none when it is out of
    /// sight.
    pub(crate) fn span(&self, start: Instant, end: Instant) -> Option<(u16, u16)> {
        let last = i64::from(self.cells) - 1;
        let (a, b) = (self.cell(start), self.end_cell(end).max(self.cell(start)));
        if b < 0 || a > last || last < 0 {
            return None;
        }
        Some((u16::try_from(a.max(0)).ok()?, u16::try_from(b.min(last)).ok()?))
    }

    /// The one cell of an instant, if it is in sight.
    pub(crate) fn at(&self, t: Instant) -> Option<u16> {
        u16::try_from(self.cell(t)).ok().filter(|c| *c < self.cells)
    }

    /// What is written above the cells: the cell and its words, left to right, not touching.
    pub(crate) fn labels(&self) -> Vec<(u16, String)> {
        let mut out: Vec<(u16, String)> = Vec::new();
        let mut free = 0;
        for cell in 0..self.cells {
            let begin = self.from.plus_min(i64::from(cell) * self.cell_min);
            let Some(label) = self.label(begin) else { continue };
            if cell >= free && cell + u16::try_from(label.len()).unwrap_or(u16::MAX) <= self.cells {
                free = cell + u16::try_from(label.len()).unwrap_or(0) + 1;
                out.push((cell, label));
            }
        }
        out
    }

    /// The words for a cell that begins at `t`, where it has any: days where hours are shown, Mondays
    /// where days are, months where weeks are.
    fn label(&self, t: Instant) -> Option<String> {
        let (here, next) = (self.calendar.local(t), self.calendar.local(t.plus_min(self.cell_min)));
        let day = |d: NaiveDate| format!("{}/{}", d.month(), d.day());
        if self.cell_min < DAY_MIN {
            let begins = here.hour() == 0 && here.minute() == 0;
            return begins.then(|| day(here.date()));
        }
        // The first day in the cell that the label is about.
        let mut dates = here
            .date()
            .iter_days()
            .take_while(|d| d.and_hms_opt(0, 0, 0).is_some_and(|d| d < next));
        if self.cell_min < 7 * DAY_MIN {
            dates.find(|d| d.weekday() == chrono::Weekday::Mon).map(day)
        } else {
            let first = dates.find(|d| d.day() == 1)?;
            Some(if first.month() == 1 { first.format("%Y/1").to_string() } else { day(first) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wallchart_plan::calendar::Calendar;

    fn calendar() -> WorkCalendar {
        let anchor = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
        WorkCalendar::new(Calendar::weekdays(chrono_tz::Asia::Shanghai), anchor)
    }

    fn row(cell_min: i64, cells: u16) -> String {
        let calendar = calendar();
        let from = calendar.day_start(NaiveDate::from_ymd_opt(2026, 2, 23).unwrap());
        let axis = Axis { from, cell_min, cells, calendar: &calendar };
        let mut row = " ".repeat(usize::from(cells));
        for (at, label) in axis.labels() {
            let at = usize::from(at);
            row.replace_range(at..at + label.len(), &label);
        }
        row
    }

    #[test]
    fn labels_stand_at_mondays_days_and_months() {
        assert_eq!(row(1440, 24), "2/23   3/2    3/9       ");
        assert_eq!(row(720, 12), "2/23  2/26  ");
        assert_eq!(row(360, 12), "2/23    2/25");
        assert_eq!(row(7 * 1440, 12), "3/1  4/1 5/1");
    }

    #[test]
    fn a_day_that_ends_at_midnight_takes_one_cell() {
        let calendar = calendar();
        let day = NaiveDate::from_ymd_opt(2026, 2, 24).unwrap();
        let from = calendar.day_start(day);
        let axis = Axis { from, cell_min: 1440, cells: 3, calendar: &calendar };
        assert_eq!(axis.span(from, calendar.day_end(day)), Some((0, 0)));
        assert_eq!(axis.span(from.plus_min(-9999), from), None);
        assert_eq!(axis.span(from.plus_min(-9999), from.plus_min(99999)), Some((0, 2)));
        assert_eq!(axis.span(from.plus_min(3 * 1440), from.plus_min(99999)), None);
    }
}
