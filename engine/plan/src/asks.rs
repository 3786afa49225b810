//! Typed parameters (`ask`) of templates and playbooks: what each may hold, and whether a value is that.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::Expanded;
use crate::ids::{GroupId, UnitId};
use crate::names::{Found, Units, check_id, near};
use crate::report::{Sink, Trail};
use crate::source::schema::AskSource;
use crate::source::value::Entries;

/// A parameter: its name, by which texts refer to it, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Its name: `{name}` in texts stands for its value.
    pub name: String,
    /// What it holds.
    pub kind: AskKind,
}

/// What a parameter holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskKind {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// Yes or no: see [`yes`].
    YesNo,
    /// A day `2026-03-15`, or a time `2026-03-15 09:30`, in the campaign's zone.
    Date,
    /// One unit of that group.
    Unit(GroupId),
    /// One of these.
    Choice(Vec<String>),
}

/// Why a value is not what a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskFault {
    /// Nothing was given.
    Empty,
    /// It is no number.
    Number,
    /// It is neither yes nor no.
    YesNo,
    /// It is no day and no time.
    Date,
    /// It is no unit of the group.
    Unit,
    /// It is none of those that there are.
    Choice,
}

impl AskFault {
    /// Its name in messages and data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Number => "number",
            Self::YesNo => "yes_no",
            Self::Date => "date",
            Self::Unit => "unit",
            Self::Choice => "choice",
        }
    }
}

impl AskKind {
    /// Its name in messages and data: the word that the plan writes.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::YesNo => "yes_no",
            Self::Date => "date",
            Self::Unit(_) => "unit",
            Self::Choice(_) => "choice",
        }
    }

    /// What it is chosen from: the name of a group, or all there is.
    pub fn choices(&self) -> String {
        match self {
            Self::Unit(group) => group.to_string(),
            Self::Choice(values) => values.join(" | "),
            _ => String::new(),
        }
    }

    /// Whether the value is one of this kind; `is_member` says whether a unit is in a group.
    pub fn check(
        &self,
        value: &str,
        is_member: impl FnOnce(&GroupId, &str) -> bool,
    ) -> Result<(), AskFault> {
        let value = value.trim();
        if value.is_empty() {
            return Err(AskFault::Empty);
        }
        let (holds, fault) = match self {
            Self::Text => return Ok(()),
            Self::Number => (value.parse::<Decimal>().is_ok(), AskFault::Number),
            Self::YesNo => (yes(value).is_some(), AskFault::YesNo),
            Self::Date => (is_date(value), AskFault::Date),
            Self::Unit(group) => (is_member(group, value), AskFault::Unit),
            Self::Choice(values) => (values.iter().any(|v| v == value), AskFault::Choice),
        };
        if holds { Ok(()) } else { Err(fault) }
    }

    /// The same, for a campaign with that plan.
    pub fn check_in(&self, value: &str, plan: &Expanded) -> Result<(), AskFault> {
        self.check(value, |group, value| {
            let group = plan.groups.iter().find(|g| g.id == *group);
            group.is_some_and(|g| g.units.contains(&UnitId::from(value)))
        })
    }
}

/// What a word says, where it is yes or no: 是, 否, `yes`, `no`, `true`, `false`.
pub fn yes(value: &str) -> Option<bool> {
    match value.trim() {
        "是" | "yes" | "true" => Some(true),
        "否" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// Whether two values say the same: word for word, or both yes, or both no.
pub fn same(one: &str, other: &str) -> bool {
    one == other || yes(one).is_some_and(|said| yes(other) == Some(said))
}

/// How two numbers, or two days, stand to each other; `None` where they are neither. A time is compared with
/// a day as the day that it lies on.
pub fn order(one: &str, other: &str) -> Option<Ordering> {
    let number = |text: &str| text.parse::<Decimal>().ok();
    if let (Some(one), Some(other)) = (number(one), number(other)) {
        return Some(one.cmp(&other));
    }
    let both = is_date(one) && is_date(other);
    let end = one.len().min(other.len());
    // Both are written so that their order is that of time.
    both.then(|| one.get(..end).cmp(&other.get(..end)))
}

fn is_date(value: &str) -> bool {
    value.parse::<NaiveDate>().is_ok()
        || NaiveDateTime::parse_from_str(value, "%Y-%m-%d %H:%M").is_ok()
}

/// Reads the parameters at `trail`, in written order. One that names no group is told, and left out.
pub(crate) fn asks(
    entries: &Entries<AskSource>,
    units: &Units,
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Vec<Ask> {
    let mut out = Vec::new();
    for (name, source) in entries.iter() {
        let trail = trail.key(name);
        check_id(name, &trail, sink);
        let Some(kind) = kind(source, units, &trail, sink) else { continue };
        out.push(Ask { name: name.to_string(), kind });
    }
    out
}

/// What is asked for; none, and told, where that is one of a group that isn't there.
pub(crate) fn kind(
    source: &AskSource,
    units: &Units,
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Option<AskKind> {
    Some(match source {
        AskSource::Text => AskKind::Text,
        AskSource::Number => AskKind::Number,
        AskSource::YesNo => AskKind::YesNo,
        AskSource::Date => AskKind::Date,
        AskSource::Choice(values) => {
            if values.is_empty() {
                let found = Diagnostic::new(&codes::E026, trail.name());
                sink.push(found.with("field", "choice"));
            }
            AskKind::Choice(values.iter().map(|v| v.trim().to_owned()).collect())
        }
        AskSource::Unit(group) => match units.find(group) {
            Some(Found::Group(_)) => AskKind::Unit(group.0.clone().into()),
            _ => {
                let found = Diagnostic::new(&codes::E037, trail.place());
                let found = found.with("name", &**group);
                sink.push(found.suggest(near(group, units.group_names())));
                return None;
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_held_to_its_kind() {
        let in_group = |group: &GroupId, unit: &str| group.as_str() == "所" && unit == "东所";
        let check = |kind: &AskKind, value: &str| kind.check(value, in_group);
        let unit = AskKind::Unit("所".into());
        for (kind, good, fault, bad) in [
            (&AskKind::Number, "3.5", AskFault::Number, "三"),
            (&AskKind::YesNo, "否", AskFault::YesNo, "也许"),
            (&AskKind::Date, "2026-03-15 09:30", AskFault::Date, "D-3"),
            (&AskKind::Date, "2026-02-28", AskFault::Date, "2026-02-30"),
            (&unit, "东所", AskFault::Unit, "西所"),
            (&AskKind::Text, "什么都行", AskFault::Empty, " "),
            (&AskKind::Choice(vec!["橙".into(), "红".into()]), "红", AskFault::Choice, "黄"),
        ] {
            assert_eq!(check(kind, good), Ok(()), "{good}");
            assert_eq!(check(kind, bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn kinds_are_stored_as_they_are_written() {
        let ask = Ask { name: "属地".into(), kind: AskKind::Unit("所分局".into()) };
        let text = ron::to_string(&ask).unwrap();
        assert_eq!(text, r#"(name:"属地",kind:unit("所分局"))"#);
        assert_eq!(ron::from_str::<Ask>(&text).unwrap(), ask);
    }
}
