//! Rosters as tables that offices keep: a row for each post and shift, a column for each role.

use wallchart_campaign::read::RosterTable;
use wallchart_campaign::roster::{PutDown, roles};
use wallchart_campaign::say;
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{PersonRole, Post, Roster, Shift};
use wallchart_plan::ids::PersonId;
use wallchart_plan::roster::Seat;
use wallchart_words::{Lang, Message, ids, t};

use super::Typed;
use super::typed::which_post;
use crate::cli::error::CliError;
use crate::cli::names;
use crate::cli::tables::Sheet;
use crate::duty;

/// What may stand over the columns that are no roles.
const HEADINGS: [(Message, &[&str]); 4] = [
    (ids::ROSTER_COLUMN_DAY, &["日期", "值班日期", "日子", "day"]),
    (ids::ROSTER_COLUMN_SHIFT, &["班次", "时间", "时段", "值班时间", "time"]),
    (ids::ROSTER_COLUMN_UNIT, &["单位", "值班单位", "部门"]),
    (ids::ROSTER_COLUMN_ITEM, &["项目", "事项", "渠道", "岗位", "post"]),
];

/// A roster as a table.
pub fn written(lang: Lang, roster: &Roster, table: &RosterTable, calendar: &WorkCalendar) -> Sheet {
    let has_items = roster.posts.iter().any(|p| p.item.is_some());
    let mut head = vec![t!(lang, ids::ROSTER_COLUMN_DAY), t!(lang, ids::ROSTER_COLUMN_SHIFT)];
    head.push(t!(lang, ids::ROSTER_COLUMN_UNIT));
    head.extend(has_items.then(|| t!(lang, ids::ROSTER_COLUMN_ITEM)));
    head.extend(roles(roster).map(|role| t!(lang, say::person_role(role))));
    let per_post = roster.needs.len().max(1);
    let rows = table.seats.chunks(per_post).filter_map(|seats| {
        let first = seats.first()?;
        let shift = Shift { start: first.start, end: first.end };
        let whole = duty::shift(calendar, shift);
        let (_, time) = whole.split_once(' ')?;
        let day = calendar.date(first.start).format("%Y-%m-%d").to_string();
        let mut row = vec![day, time.to_owned(), first.unit.to_string()];
        row.extend(has_items.then(|| first.item.clone().unwrap_or_default()));
        let names = |people: &[PersonId]| match people {
            [] => String::new(),
            people => say::people(lang, people),
        };
        row.extend(seats.iter().map(|seat| names(&seat.people)));
        Some(row)
    });
    Sheet { name: roster.id.to_string(), title: String::new(), head, rows: rows.collect() }
}

/// Which columns hold what.
struct Columns {
    day: Option<usize>,
    shift: Option<usize>,
    unit: Option<usize>,
    item: Option<usize>,
    roles: Vec<(usize, PersonRole)>,
}

impl Columns {
    /// Those of a row of headings, if it is one: it has a role that the roster asks for.
    fn of(roster: &Roster, row: &[String]) -> Option<Columns> {
        let plain = |cell: &String| cell.split_whitespace().collect::<String>().to_lowercase();
        let at = |(message, also): &(Message, &[&str])| {
            let fits = |cell: &String| {
                let cell = plain(cell);
                let own = Lang::ALL.iter().any(|l| t!(*l, *message).to_lowercase() == cell);
                own || also.iter().any(|word| *word == cell)
            };
            row.iter().position(fits)
        };
        let asked = |role: &PersonRole| roles(roster).any(|need| need == *role);
        let role = |(i, cell): (usize, &String)| {
            let word = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            Some((i, duty::role(&word).filter(asked)?))
        };
        let found: Vec<_> = row.iter().enumerate().filter_map(role).collect();
        let [day, shift, unit, item] = &HEADINGS;
        let columns = Columns {
            day: at(day),
            shift: at(shift),
            unit: at(unit),
            item: at(item),
            roles: found,
        };
        (!columns.roles.is_empty()).then_some(columns)
    }
}

/// Who is put down by the rows of a table. Empty cells leave who is there; so does what is there already.
///
/// # Errors
/// Where no row of headings is found, or rows can't be read: all of them are named.
pub fn read<'r>(
    typed: &Typed<'r>,
    roster: &'r Roster,
    rows: &[Vec<String>],
    own: Option<&str>,
) -> Result<Vec<PutDown>, CliError> {
    let headed = rows.iter().enumerate().find_map(|(i, row)| Some((i, Columns::of(roster, row)?)));
    let (head, columns) = headed.ok_or_else(|| CliError::BadDuty {
        what: ids::ROSTER_NO_HEADING,
        text: roster.id.to_string(),
        offers: roles(roster).map(|role| t!(typed.lang, say::person_role(role))).collect(),
    })?;
    let (mut out, mut wrong) = (Vec::new(), Vec::new());
    let mut day = String::new();
    for (i, row) in rows.iter().enumerate().skip(head + 1) {
        let named = |(at, _): &(usize, PersonRole)| !cell(row, Some(*at)).is_empty();
        if let Some(own_day) = Some(cell(row, columns.day)).filter(|d| !d.is_empty()) {
            day = own_day.to_owned();
        }
        if !columns.roles.iter().any(named) {
            continue;
        }
        match place(typed, roster, &columns, row, &day, own) {
            Ok(places) => {
                for (post, shift) in places {
                    out.extend(put(typed, roster, &columns, row, post, shift));
                }
            }
            Err(error) => wrong.push((i + 1, error)),
        }
    }
    if !wrong.is_empty() {
        return Err(CliError::BadRows { rows: wrong });
    }
    let is_new = |new: &PutDown| {
        let post = roster.post(&new.seat.unit, new.seat.item.as_deref());
        let seats = post.zip(roster.shift(new.seat.start));
        let seats = seats.map(|(post, shift)| typed.campaign.seats(roster, post, shift));
        let seat = seats.into_iter().flatten().find(|seat| seat.role == new.seat.role);
        let people = new.people.iter().flatten();
        !seat.is_some_and(|seat| seat.people.iter().copied().eq(people))
    };
    out.retain(is_new);
    Ok(out)
}

fn cell(row: &[String], at: Option<usize>) -> &str {
    at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
}

/// The posts and shifts that a row is about.
fn place<'r>(
    typed: &Typed<'r>,
    roster: &'r Roster,
    columns: &Columns,
    row: &[String],
    day: &str,
    own: Option<&str>,
) -> Result<Vec<(&'r Post, Shift)>, CliError> {
    let (unit, item) = (cell(row, columns.unit), cell(row, columns.item));
    let unit = if unit.is_empty() { own.unwrap_or_default() } else { unit };
    let by_unit = match unit {
        "" => None,
        unit => Some(names::unit(&typed.campaign.plan, unit)?),
    };
    let fits = |post: &&Post| {
        by_unit.as_ref().is_none_or(|unit| post.unit == *unit)
            && (item.is_empty() || post.item.as_deref() == Some(item))
    };
    let posts: Vec<&Post> = roster.posts.iter().filter(fits).collect();
    let [post] = posts.as_slice() else {
        return Err(which_post(roster, [unit, item].join(" ").trim()));
    };
    let when = [day, cell(row, columns.shift)].join(" ");
    let shifts = match when.trim() {
        "" if roster.shifts.len() == 1 => roster.shifts.clone(),
        when => typed.shifts(roster, when)?,
    };
    Ok(shifts.into_iter().map(|shift| (*post, shift)).collect())
}

fn put<'r>(
    typed: &'r Typed<'_>,
    roster: &'r Roster,
    columns: &'r Columns,
    row: &'r [String],
    post: &'r Post,
    shift: Shift,
) -> impl Iterator<Item = PutDown> + 'r {
    let listed = typed.campaign.plan.unit(&post.unit);
    let listed = listed.map(|u| u.people.as_slice()).unwrap_or_default();
    columns.roles.iter().filter_map(move |(at, role)| {
        let people = duty::people(listed, cell(row, Some(*at)));
        let seat = Seat::of(roster, post, shift, *role);
        (!people.is_empty()).then_some(PutDown { seat, people: Some(people) })
    })
}
