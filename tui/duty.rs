//! Duty rosters as people write them: roles, names in a row, shifts, in both languages.

use wallchart_campaign::read::{Gap, OnDuty, RosterSeen, SeatSeen, Twice};
use wallchart_campaign::roster::Fill;
use wallchart_campaign::say;
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{Person, PersonRole, Roster, Shift};
use wallchart_plan::ids::PersonId;
use wallchart_plan::roster::called;
use wallchart_words::{Lang, ids, t};

use crate::when::{self, Around};

/// The roles.
const ROLES: [PersonRole; 5] = [
    PersonRole::Leader,
    PersonRole::Contact,
    PersonRole::Staff,
    PersonRole::Expert,
    PersonRole::Volunteer,
];

/// What offices write over the columns of a roster besides the roles' own names.
const ALSO: [(&str, PersonRole); 13] = [
    ("leader", PersonRole::Leader),
    ("领导", PersonRole::Leader),
    ("带班", PersonRole::Leader),
    ("带班领导", PersonRole::Leader),
    ("值班领导", PersonRole::Leader),
    ("contact", PersonRole::Contact),
    ("staff", PersonRole::Staff),
    ("值班", PersonRole::Staff),
    ("值守", PersonRole::Staff),
    ("值班员", PersonRole::Staff),
    ("值班人员", PersonRole::Staff),
    ("值守人员", PersonRole::Staff),
    ("人员", PersonRole::Staff),
];

/// The role that a word means, in whatever language.
pub(crate) fn role(word: &str) -> Option<PersonRole> {
    let word = word.trim().to_lowercase();
    let named =
        |role: &PersonRole| Lang::ALL.iter().any(|l| t!(*l, say::person_role(*role)) == word);
    let own = ROLES.into_iter().find(|role| named(role));
    own.or_else(|| ALSO.iter().find(|(also, _)| *also == word).map(|(_, role)| *role))
}

/// The people that a text names, of a unit that lists these: `甲 + 丙`, `张三、李四 13800000000`. Short names
/// become whole ones; telephone numbers are no names.
pub(crate) fn people(listed: &[Person], text: &str) -> Vec<PersonId> {
    let parted = |c: char| {
        c.is_whitespace() || matches!(c, '+' | '＋' | '、' | ',' | '，' | ';' | '；' | '/')
    };
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit() || c == '-');
    let names = text.split(parted).filter(|word| !is_number(word));
    names.map(|name| called(listed, name).map_or_else(|| name.into(), |p| p.id.clone())).collect()
}

/// The shifts of a roster that a text means: the one that begins then, those of a day, all of them. No
/// shift where it means none.
pub(crate) fn shifts(roster: &Roster, text: &str, around: Around<'_>) -> Vec<Shift> {
    let text = begin(text);
    if matches!(text.as_str(), "all" | "全部" | "每班") {
        return roster.shifts.clone();
    }
    let Some(at) = when::read(&text, around) else { return Vec::new() };
    let is_timed = text.contains([':', '：', '时', '点']);
    if is_timed {
        return roster.shift(at).into_iter().collect();
    }
    let day = around.calendar.date(at);
    let on_day = |shift: &&Shift| around.calendar.date(shift.start) == day;
    roster.shifts.iter().filter(on_day).copied().collect()
}

/// What a text says of when something begins: `3月15日（周日）20:00-22:00` is `3月15日 20:00`.
fn begin(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                out.push(' ');
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    for end in ["..", "~", "～", "—", "–", "至", "到"] {
        out.truncate(out.find(end).unwrap_or(out.len()));
    }
    // A dash parts a date, but behind a time it ends it.
    if let Some(colon) = out.find([':', '：'])
        && let Some(dash) = out[colon..].find('-')
    {
        out.truncate(colon + dash);
    }
    let clock = out.find([':', '：']).map(|colon| {
        let digits = out[..colon].chars().rev().take_while(char::is_ascii_digit).count();
        colon - digits
    });
    if let Some(at) = clock {
        out.insert(at, ' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A shift as people write it: `03-15 20:00..22:00`, the other day named where it ends on another.
pub(crate) fn shift(calendar: &WorkCalendar, shift: Shift) -> String {
    let (start, end) = (calendar.local(shift.start), calendar.local(shift.end));
    let is_same_day = start.date() == calendar.end_date(shift.end);
    let to = match (is_same_day, end.format("%H:%M").to_string()) {
        (true, midnight) if midnight == "00:00" => "24:00".to_owned(),
        (true, time) => time,
        (false, time) => format!("{} {time}", end.format("%m-%d")),
    };
    format!("{}..{to}", start.format("%m-%d %H:%M"))
}

/// What a roster lacks, in one line: `城东所 分管领导 1、…`.
pub(crate) fn gaps(lang: Lang, seen: &RosterSeen, named: usize) -> String {
    let one = |gap: &Gap| {
        let post = say::post(&gap.unit, gap.item.as_deref());
        let role = t!(lang, say::person_role(gap.role));
        t!(lang, ids::ROSTER_GAP, post = post, role = role, n = gap.lacks)
    };
    let said: Vec<String> = seen.gaps.iter().take(named).map(one).collect();
    let said = said.join(&t!(lang, ids::CAMPAIGN_LIST_COMMA));
    match seen.gaps.len().saturating_sub(named) {
        0 => said,
        more => t!(lang, ids::CAMPAIGN_LIST_MORE, list = said, more = more),
    }
}

/// Who is in a seat, and how many are lacking: `！缺 1`, `城东-甲 ！缺 1`.
pub(crate) fn seated(lang: Lang, seat: &SeatSeen) -> String {
    let lacks = (seat.lacks > 0).then(|| t!(lang, ids::ROSTER_LACKS, n = seat.lacks));
    let there = (!seat.people.is_empty()).then(|| say::people(lang, &seat.people));
    lacks.into_iter().chain(there).collect::<Vec<_>>().join(" ")
}

/// Somebody who is on duty twice at once, with where.
pub(crate) fn twice(lang: Lang, calendar: &WorkCalendar, twice: &Twice) -> String {
    let at = |duty: &OnDuty| {
        format!("{} {} {}", duty.roster, duty.unit, say::moment(calendar, duty.start))
    };
    let [one, other] = &twice.at;
    let person = twice.person.as_str();
    t!(lang, ids::ROSTER_TWICE, person = person, one = at(one), other = at(other))
}

/// Who was put down where the plan has no seat any more.
pub(crate) fn fell_out(lang: Lang, calendar: &WorkCalendar, fill: &Fill) -> String {
    let when = say::moment(calendar, fill.seat.start);
    let post = say::post(&fill.seat.unit, fill.seat.item.as_deref());
    let people = say::people(lang, &fill.people);
    t!(lang, ids::ROSTER_FELL_OUT, when = when, post = post, people = people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_names_are_read_as_offices_write_them() {
        for word in ["leader", "分管领导", "带班领导", "leader in charge", " Leader "] {
            assert_eq!(role(word), Some(PersonRole::Leader), "{word}");
        }
        assert_eq!(role("备注"), None);
        let person = |id: &str| Person { id: id.into(), role: PersonRole::Staff };
        let listed = [person("城东-甲"), person("城东-乙")];
        let all = people(&listed, "甲 + 城东-乙、张三 13800000000");
        assert_eq!(all, ["城东-甲".into(), "城东-乙".into(), "张三".into()]);
        assert!(people(&listed, " 、").is_empty());
    }

    #[test]
    fn the_begin_of_a_shift_is_found_in_what_stands_in_a_cell() {
        for text in ["3月15日（周日）20:00-22:00", "3月15日20:00—22:00", "3月15日 20:00..22:00"]
        {
            assert_eq!(begin(text), "3月15日 20:00", "{text}");
        }
        assert_eq!(begin("2026-03-15"), "2026-03-15");
        assert_eq!(begin("03-14 20:00..03-15 08:00"), "03-14 20:00");
    }
}
