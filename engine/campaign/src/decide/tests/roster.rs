//! Filling duty rosters: by whom, with whom, twice at once, undone, and through a new revision of the plan.

use wallchart_plan::expanded::PersonRole;
use wallchart_plan::expanded::PersonRole::{Contact, Leader, Staff};
use wallchart_plan::ids::RosterId;

use super::*;
use crate::lights::Light;
use crate::read::{Outlook, View, inbox, overview, roster_table, rosters};
use crate::roster::{PutDown, swapped};
use crate::testing::{DUTY_MIN, fill, on_duty, put_down};

fn on_duty_now() -> Running {
    Running::launch(on_duty()).unwrap()
}

fn one(roster: &str, post: &str, nth: i64, role: PersonRole, who: &[&str]) -> Command {
    fill(&[put_down(roster, post, nth, role, Some(who))], false)
}

fn view(c: &Running, min: i64) -> View {
    View::new(std::sync::Arc::new(c.state().clone()), instant(min)).unwrap()
}

/// Who is on a roster: `城东所 leader 城东-丙`.
fn who(c: &Running, roster: &str) -> Vec<String> {
    let table = roster_table(&view(c, 0), &RosterId::from(roster), None).unwrap();
    let line = |s: &crate::read::SeatSeen| {
        let people: Vec<&str> = s.people.iter().map(|p| p.as_str()).collect();
        format!("{} {:?} {}", s.unit, s.role, people.join("+"))
    };
    table.seats.iter().map(line).collect()
}

#[test]
fn a_unit_fills_its_own_posts_and_the_coordinator_all() {
    let mut c = on_duty_now();
    let east = unit("城东所");
    assert_eq!(
        c.no(&unit("城西所"), one("晚会", "城东所", 1, Staff, &["城东-乙"])),
        "may-not-fill"
    );
    c.ok(&person("城东-甲"), one("晚会", "城东所", 1, Staff, &["城东-乙"]));
    // A contact does for staff, and whoever lists nobody may name anybody.
    c.ok(&east, one("热线", "城东所", 0, Staff, &["城东-丁"]));
    c.ok(&unit("秘书处"), one("晚会", "城西所", 1, Leader, &["老赵"]));
    let all =
        ["城东所 Leader 城东-丙", "城东所 Staff 城东-乙", "城西所 Leader 老赵", "城西所 Staff "];
    assert_eq!(who(&c, "晚会"), all);
    assert_eq!(
        c.no(&east, one("晚会", "城东所", 1, Staff, &["城东-乙", "城东-乙"])),
        "nothing-to-fill"
    );
    assert_eq!(c.no(&east, fill(&[], false)), "nothing-to-fill");
}

#[test]
fn what_the_plan_does_not_have_is_refused() {
    let mut c = on_duty_now();
    let east = unit("城东所");
    let mut no =
        |roster, post, nth, role, who: &[&str]| c.no(&east, one(roster, post, nth, role, who));
    assert_eq!(no("夜市", "城东所", 1, Staff, &[]), "no-such-roster");
    assert_eq!(no("晚会", "宣传科", 1, Staff, &[]), "no-such-post");
    assert_eq!(no("渠道", "城东所", 1, Staff, &[]), "no-such-post");
    assert_eq!(no("晚会", "城东所", 0, Staff, &[]), "no-such-shift");
    assert_eq!(no("晚会", "城东所", 1, Contact, &[]), "no-such-seat");
    assert_eq!(no("晚会", "城东所", 1, Leader, &["城东-乙"]), "other-role");
    assert_eq!(no("晚会", "城东所", 1, Staff, &["城东-已"]), "not-of-unit");
    assert_eq!(no("晚会", "城东所", 1, Staff, &["秘-甲"]), "not-of-unit");
    // Who is meant may be said, but nobody leads who doesn't.
    c.ok(&east, fill(&[put_down("晚会", "城东所", 1, Staff, Some(&["小李"]))], true));
    let leader = fill(&[put_down("晚会", "城东所", 1, Leader, Some(&["城东-乙"]))], true);
    assert_eq!(c.no(&east, leader), "other-role");
    let batch =
        Command::Batch { commands: vec![one("晚会", "城东所", 1, Staff, &["城东-乙"])] };
    assert_eq!(c.no(&east, batch), "not-in-batch");
}

#[test]
fn nobody_is_on_duty_twice_unless_that_is_meant() {
    let mut c = on_duty_now();
    let east = unit("城东所");
    c.ok(&east, one("晚会", "城东所", 1, Staff, &["城东-乙"]));
    let twice =
        |nth, anyway| fill(&[put_down("热线", "城东所", nth, Staff, Some(&["城东-乙"]))], anyway);
    c.ok(&east, twice(0, false));
    assert_eq!(c.no(&east, twice(1, false)), "on-duty-twice");
    // A channel needs someone to answer for it, and not to sit there.
    c.ok(&east, one("渠道", "城东所/电话", 1, Staff, &["城东-乙"]));
    c.ok(&east, twice(1, true));
    let table = roster_table(&view(&c, 0), &"晚会".into(), None).unwrap();
    assert_eq!(table.twice.len(), 1);
    // What stands there already is in nobody's way, and two may change places.
    c.ok(&east, one("热线", "城东所", 2, Staff, &["城东-丁"]));
    let roster = c.state().plan.roster(&"热线".into()).unwrap().clone();
    let turn = swapped(c.state(), &roster, (&"城东-乙".into(), &"城东-丁".into()), |_| true);
    c.ok(&east, fill(&turn, false));
    assert_eq!(
        who(&c, "热线"),
        ["城东所 Staff 城东-丁", "城东所 Staff 城东-丁", "城东所 Staff 城东-乙"]
    );
}

#[test]
fn a_fill_is_undone_and_done_again() {
    let mut c = on_duty_now();
    let east = unit("城东所");
    let planned = who(&c, "晚会");
    let cleared = c.ok(&east, one("晚会", "城东所", 1, Leader, &[]));
    assert_eq!(who(&c, "晚会")[0], "城东所 Leader ");
    let undo = c.ok(&east, Command::Undo { command: Some(cleared) });
    assert_eq!(who(&c, "晚会"), planned);
    assert!(c.state().fills.is_empty());
    c.ok(&east, Command::Undo { command: Some(undo) });
    assert_eq!(who(&c, "晚会")[0], "城东所 Leader ");
    // Whoever came later stands in the way.
    c.ok(&Actor::Operator, one("晚会", "城东所", 1, Leader, &["城东-丙"]));
    assert_eq!(c.no(&east, Command::Undo { command: Some(cleared) }), "undo-blocked");
    let mut late = order(90, east, one("晚会", "城东所", 1, Leader, &[]));
    late.seen = Some(Seq(2));
    assert_eq!(c.give_order(late).unwrap_err().code(), "seat-changed-since");
}

#[test]
fn a_gap_is_grey_then_yellow_and_red_from_its_deadline() {
    let mut c = on_duty_now();
    let day = 24 * 60;
    let due = DUTY_MIN - day;
    let light = |c: &Running, min, roster: usize| rosters(&view(c, min), None)[roster].light;
    for (min, expected) in
        [(due - 3 * day - 1, Light::Grey), (due - 3 * day, Light::Yellow), (due, Light::Red)]
    {
        assert_eq!(light(&c, min, 0), expected);
    }
    let seen = &overview(&view(&c, due)).rosters[0];
    let gaps: Vec<_> = seen.gaps.iter().map(|g| (g.unit.as_str(), g.role, g.lacks)).collect();
    assert_eq!(gaps, [("城西所", Leader, 1), ("城东所", Staff, 1), ("城西所", Staff, 1)]);
    assert_eq!((seen.need, seen.lacks, seen.missed), (4, 3, 0));
    // A unit is told of its own, the coordinator of what is late.
    let told = |id: &str, min| {
        let inbox = inbox(&view(&c, min), &id.into());
        inbox.to_man.iter().map(|r| (r.roster.to_string(), r.gaps.len())).collect::<Vec<_>>()
    };
    assert_eq!(told("城西所", 0), [("晚会".to_owned(), 2), ("渠道".to_owned(), 1)]);
    assert!(told("秘书处", 0).is_empty());
    assert_eq!(told("秘书处", due).len(), 3);
    c.ok(&Actor::Operator, one("热线", "城东所", 0, Staff, &["城东-乙"]));
    c.ok(&Actor::Operator, one("热线", "城东所", 1, Staff, &["城东-乙"]));
    // What is over can't be manned any more.
    assert_eq!(light(&c, DUTY_MIN + 300, 1), Light::Red);
    let over = &rosters(&view(&c, DUTY_MIN + 360), None)[1];
    assert_eq!((over.light, over.lacks, over.missed), (Light::Done, 0, 1));
}

#[test]
fn a_new_revision_keeps_the_fills_that_it_has_seats_for() {
    let mut c = on_duty_now();
    let all: Vec<PutDown> = vec![
        put_down("晚会", "城东所", 1, Staff, Some(&["城东-乙"])),
        put_down("热线", "城东所", 0, Staff, Some(&["城东-丁"])),
        put_down("热线", "城东所", 2, Staff, Some(&["城东-丁"])),
    ];
    c.ok(&Actor::Operator, fill(&all, false));
    let mut plan = on_duty();
    // The unit gets another name, and a shift begins half an hour later.
    let name = "城东分局";
    for unit in plan.units.iter_mut().filter(|u| u.id.as_str() == "城东所") {
        (unit.id, unit.aka) = (name.into(), vec!["城东所".to_owned()]);
    }
    for task in &mut plan.tasks {
        for unit in [&mut task.owner].into_iter().chain(&mut task.support) {
            if unit.as_str() == "城东所" {
                *unit = name.into();
            }
        }
    }
    for post in plan.rosters.iter_mut().flat_map(|r| &mut r.posts) {
        if post.unit.as_str() == "城东所" {
            post.unit = name.into();
        }
    }
    plan.rosters[1].shifts[2].start = instant(DUTY_MIN + 270);
    let outlook = Outlook::of(&view(&c, 9), plan.clone()).unwrap();
    let fell: Vec<_> = outlook.fills_go.iter().map(|f| f.seat.start).collect();
    assert_eq!(fell, [instant(DUTY_MIN + 240)]);
    let onto =
        crate::command::Onto { revision: 1, seq: c.state().seq, drop_records_of: Vec::new() };
    let apply = crate::command::Apply { language: 1, sources: Vec::new(), plan, rehearsal: None };
    let amend = Command::Amend { apply: Box::new(apply), approval: None, onto };
    c.ok(&Actor::Operator, amend);
    assert_eq!(who(&c, "热线")[0], "城东分局 Staff 城东-丁");
    assert_eq!(who(&c, "热线")[2], "城东分局 Staff ");
    let table = roster_table(&view(&c, 9), &"热线".into(), None).unwrap();
    assert_eq!(table.fallen_out.len(), 1);
    assert_eq!(fold(&c.log).unwrap().as_ref(), Some(c.state()));
}

#[test]
fn whom_the_plan_has_comes_back_only_where_they_are_free() {
    let mut c = on_duty_now();
    let leader = |post, who: Option<&[&str]>, anyway| {
        fill(&[put_down("晚会", post, 1, Leader, who)], anyway)
    };
    c.ok(&unit("城东所"), leader("城东所", Some(&[]), false));
    c.ok(&unit("秘书处"), leader("城西所", Some(&["城东-丙"]), true));
    assert_eq!(c.no(&unit("城东所"), leader("城东所", None, false)), "on-duty-twice");
    c.ok(&unit("城东所"), leader("城东所", None, true));
}
