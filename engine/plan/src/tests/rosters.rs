//! Duty rosters: shifts from windows, posts from units and lists, who is planned, and what is said of it.

use proptest::prelude::*;

use super::*;
use crate::expanded::{PersonRole, Roster, Shift};
use crate::ids::{PersonId, RosterId, UnitId};
use crate::roster::{Duty, doubles, missing};

const UNITS: &str = r#"units: {
    "办公室": (kind: office, people: { "办-甲": leader, "办-乙": contact }),
    "东所": (kind: branch, people: { "东-甲": leader, "东-乙": staff }),
    "西所": (kind: branch, people: { "西-甲": leader, "西-乙": contact }),
},
groups: { "所": kind(branch) },
lists: { "渠道": { "热线": "东所", "网上": "西所", "窗口": "西所" } },
windows: { "晚会": "D 20:00..22:00", "活动期": "D-1..D+1" },"#;

/// A plan with these rosters, read.
fn with(rosters: &str) -> Reading {
    reading(&format!(
        r#"Campaign(id: "x", title: "x", anchor: "2026-03-15", coordinator: "办公室", {UNITS}
        rosters: {{ {rosters} }},
        streams: {{ "一": (tasks: {{ "甲": (each: "所", due: "D") }}) }})"#
    ))
}

/// The rosters of a plan.
fn rosters(text: &str) -> (Expanded, Vec<Roster>) {
    let reading = with(text);
    let said: Vec<String> = reading.diagnostics.iter().map(|d| d.message(Lang::En)).collect();
    let plan = reading.expanded.unwrap_or_else(|| panic!("{said:#?}"));
    let rosters = plan.rosters.clone();
    (plan, rosters)
}

/// What is said of rosters.
fn said(rosters: &str) -> Vec<&'static str> {
    let found = with(rosters).diagnostics;
    let own = ["E026", "E034", "E054", "E13", "W065", "W066", "W067", "W068"];
    let is_own = |name: &&'static str| own.iter().any(|code| name.starts_with(code));
    found.iter().map(|d| d.code.name).filter(is_own).collect()
}

#[test]
fn shifts_come_of_the_window() {
    let times = |text: &str| -> Vec<(String, String)> {
        let (plan, rosters) = rosters(&format!(
            r#""班": (window: {text}, units: ["办公室"], needs: {{ leader: 1 }})"#
        ));
        let time = |t| local(&plan, t);
        rosters[0].shifts.iter().map(|s| (time(s.start), time(s.end))).collect()
    };
    assert_eq!(times(r#""晚会""#), times(r#""D 20:00..22:00""#));
    assert_eq!(times(r#""晚会", shifts: "30m""#).len(), 4);
    let daily = times(r#""D-1..D+1 08:30..21:00", shifts: "6h""#);
    assert_eq!(daily.len(), 9);
    assert_eq!(daily, times(r#""活动期 08:30..21:00", shifts: "6h""#));
    assert_eq!(daily[2].1, "03-14 21:00");
    assert_eq!(daily[3].0, "03-15 08:30");
    assert_eq!(times(r#""活动期 18:00..08:00""#)[2].1, "03-17 08:00");
}

#[test]
fn people_come_of_the_general_line_and_of_exceptions() {
    let (_, found) = rosters(
        r#""班": (window: "晚会", units: ["所", "办公室"], needs: { leader: 1, staff: 1 },
            fill: { "*": "甲 + 乙", "西所": "西-乙" }),
           "渠道": (window: "活动期", each: "渠道", needs: { leader: 1 }, fill: { "*": "甲" })"#,
    );
    let names = |post: &crate::expanded::Post| {
        post.fill.iter().map(PersonId::as_str).collect::<Vec<_>>().join(" ")
    };
    let people: Vec<String> = found[0].posts.iter().map(names).collect();
    assert_eq!(people, ["东-甲 东-乙", "西-乙", "办-甲 办-乙"]);
    let items: Vec<_> = found[1].posts.iter().map(|p| (p.item.as_deref(), &p.unit)).collect();
    assert_eq!(items[1], (Some("网上"), &UnitId::from("西所")));
    assert_eq!(items.len(), 3);
}

#[test]
fn what_a_roster_gets_wrong_is_said() {
    let one = |rest: &str| said(&format!(r#""班": (window: "晚会", units: ["所"], {rest})"#));
    assert_eq!(one(r#"needs: { leader: 1 }, fill: { "*": "甲" }"#), [""; 0]);
    assert_eq!(one(r#"needs: {}"#), ["E026"]);
    assert_eq!(one(r#"needs: { leader: 1 }, fill: { "*": "丁" }"#), ["E034"]);
    assert_eq!(one(r#"needs: { leader: 1 }, fill: { "东所": "西-甲" }"#), ["E130"]);
    assert_eq!(one(r#"needs: { leader: 1 }, shifts: "0h""#), ["E131"]);
    assert_eq!(one(r#"needs: { leader: 1 }, fill: { "*": "甲", "办公室": "办-甲" }"#), ["E132"]);
    assert_eq!(one(r#"needs: { leader: 1 }, each: "渠道""#), ["E054"]);
    assert_eq!(one(r#"needs: { expert: 1 }"#), ["W066", "W066"]);
    assert_eq!(one(r#"needs: { leader: 1, staff: 1 }, fill: { "*": "甲" }"#), ["W068", "W068"]);
    let two = r#""班": (window: "晚会", units: ["所"], needs: { leader: 1 }, fill: { "*": "甲" }),
        "又": (window: "D 21:00..23:00", units: ["东所"], needs: { leader: 1 }, fill: { "*": "甲" })"#;
    assert_eq!(said(two), ["W067"]);
    assert_eq!(said(&two.replace("21:00", "22:00")), [""; 0]);
}

fn role() -> impl Strategy<Value = PersonRole> {
    prop::sample::select(vec![
        PersonRole::Leader,
        PersonRole::Contact,
        PersonRole::Staff,
        PersonRole::Expert,
    ])
}

proptest! {
    /// Every gap is a need that nobody there can meet, and each of the people meets one need at most.
    #[test]
    fn gaps_are_needs_less_what_is_filled(
        wanted in prop::collection::btree_map(role(), 1u32..4, 1..4),
        there in prop::collection::vec(role(), 0..8),
    ) {
        let needs: Vec<_> = wanted.iter().map(|(r, n)| (*r, *n)).collect();
        let open = missing(&needs, there.iter().copied());
        let total = |list: &[(PersonRole, u32)]| list.iter().map(|(_, n)| n).sum::<u32>();
        let met = total(&needs) - total(&open);
        prop_assert!(met as usize <= there.len());
        for role in wanted.keys() {
            let have = there.iter().filter(|r| *r == role).count() as u32;
            let lacks = open.iter().find(|(r, _)| r == role).map_or(0, |(_, n)| *n);
            prop_assert!(lacks <= wanted[role].saturating_sub(have));
            if *role != PersonRole::Staff {
                prop_assert_eq!(lacks, wanted[role].saturating_sub(have));
            }
        }
        // One more of a missing role closes one gap.
        if let Some((role, _)) = open.first() {
            let more = there.iter().copied().chain([*role]);
            prop_assert_eq!(total(&missing(&needs, more)), total(&open) - 1);
        }
    }

    /// A pair is found exactly where one person's shifts overlap, whichever comes first.
    #[test]
    fn doubles_are_all_overlaps(list in prop::collection::vec((0usize..3, 0i64..20, 1i64..8), 0..12)) {
        let people: Vec<PersonId> = ["甲", "乙", "丙"].map(PersonId::from).to_vec();
        let (roster, unit) = (RosterId::from("班"), UnitId::from("所"));
        let duty = |(who, start, long): &(usize, i64, i64)| Duty {
            person: &people[*who],
            shift: Shift { start: Instant(*start), end: Instant(start + long) },
            roster: &roster,
            unit: &unit,
        };
        let duties: Vec<Duty<'_>> = list.iter().map(duty).collect();
        let overlap = |a: &Duty<'_>, b: &Duty<'_>| {
            a.person == b.person && a.shift.start < b.shift.end && b.shift.start < a.shift.end
        };
        let pairs = duties.iter().enumerate();
        let expected: usize =
            pairs.map(|(i, a)| duties.iter().skip(i + 1).filter(|b| overlap(a, b)).count()).sum();
        let found = doubles(duties.clone());
        prop_assert_eq!(found.len(), expected);
        prop_assert!(found.iter().all(|(a, b)| a <= b && overlap(a, b)));
        let back = doubles(duties.into_iter().rev());
        prop_assert_eq!(found, back);
    }
}
