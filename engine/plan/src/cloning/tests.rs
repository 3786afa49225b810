//! Paths, dates and years by example.

use chrono::NaiveDate;

use super::placed::relative;
use super::text::{dates, month_and_day, whole_number};

#[test]
fn paths_lead_from_file_to_file() {
    for (from, to, way) in [
        ("a.ron", "b.ron", "b.ron"),
        ("w/a.ron", "w/x/b.ron", "x/b.ron"),
        ("w/x/a.ron", "w/b.ron", "../b.ron"),
        ("w/x/a.ron", "v/b.ron", "../../v/b.ron"),
    ] {
        assert_eq!(relative(from, to), way);
        assert_eq!(crate::sources::join(from, way).as_deref(), Some(to));
    }
}

#[test]
fn dates_and_years_are_found_by_themselves() {
    let found = dates("从2026-03-10 09:00..2026-03-12，不是2026-13-01");
    assert_eq!(found.len(), 2);
    let day = NaiveDate::from_ymd_opt(2026, 3, 10);
    assert_eq!(
        dates("on 2026-03-10 pm").first().map(|(at, d)| (at.clone(), Some(*d))),
        Some((3..13, day))
    );
    assert_eq!(whole_number("2026年", "2026"), Some(0));
    assert_eq!(month_and_day("本月底，3月12日前"), Some((12..21, 3, 12)));
    assert_eq!(month_and_day("3月上旬"), None);
    assert_eq!(whole_number("12026年", "2026"), None);
}
