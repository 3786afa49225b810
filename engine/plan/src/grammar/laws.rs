//! Laws of the small languages: nothing panics, and what is pointed at lies in the string.

use proptest::prelude::*;

use super::*;
use crate::expanded::{Join, LinkKind};
use crate::time::Span;

/// What each of the small languages finds wrong.
const GRAMMARS: [fn(&str) -> Option<Mistake>; 21] = [
    |text| time::stretch(text).err(),
    |text| time::due(text).err(),
    |text| time::only_point(text).err(),
    |text| span::span(text).err(),
    |text| span::estimate(text).err(),
    |text| need::sentence(text).err(),
    |text| every::every(text).err(),
    |text| measure::ask(text).err(),
    |text| measure::target(text).err(),
    |text| measure::definition(text).err(),
    |text| measure::evidence(text).err(),
    |text| sum::rate(text).err(),
    |text| sum::check(text).err(),
    |text| remind::moment(text).err(),
    |text| only::tests(text).err(),
    |text| outcome::condition(text).err(),
    |text| counted::counted(text).err(),
    |text| cover::enough(text).err(),
    |text| play::due_in_play(text).err(),
    |text| play::every_in_play(text).err(),
    |text| rule::rule(text).err(),
];

/// Text that is almost a sentence of some grammar.
fn nearly() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("D"),
        Just("D-30"),
        Just("D+5wd"),
        Just(".."),
        Just("am"),
        Just("09:30"),
        Just("24:00"),
        Just("2026-03-15"),
        Just("all"),
        Just("any of"),
        Just("3 of"),
        Just("80% of"),
        Just("settled"),
        Just("with"),
        Just("ends"),
        Just("after"),
        Just("starts"),
        Just("城东所"),
        Just("@"),
        Just("[*]"),
        Just("|"),
        Just("+2wd"),
        Just("-1d"),
        Just("due"),
        Just("roll"),
        Just("back"),
        Just("day"),
        Just("in"),
        Just("Mon,Thu"),
        Just(">="),
        Just("50"),
        Just("?"),
        Just("/"),
        Just("+"),
        Just("%"),
        Just("=="),
        Just("->"),
        Just("x3"),
        Just("："),
        Just("－"),
        Just(" "),
        Just("{year}"),
        Just("half day"),
        Just("="),
        Just("=>"),
        Just("<"),
        Just("{x}"),
        Just(" and "),
        Just(" in "),
        Just("，"),
        Just("、"),
        Just("3日"),
        Just("每周"),
        Just("半天"),
        Just("2026-3-5"),
        Just("×3"),
        Just("99999999999"),
    ];
    prop::collection::vec((word, prop::bool::ANY), 0..6).prop_map(|words| {
        words
            .into_iter()
            .map(|(w, blank)| if blank { format!("{w} ") } else { w.to_owned() })
            .collect()
    })
}

/// Whether the fix, if one is offered, mends what it is offered for.
fn mends(mistakes: fn(&str) -> Option<Mistake>, text: &str) -> bool {
    let Some(mistake) = mistakes(text).filter(|mistake| !mistake.edits.is_empty()) else {
        return true;
    };
    let again = mistakes(&mistake.fixed(text));
    !again.is_some_and(|a| std::ptr::eq(a.code, mistake.code) && a.at.start == mistake.at.start)
}

/// What once was mended into what doesn't read either.
#[test]
fn no_fix_makes_another_of_the_same_mistakes() {
    for text in [
        "走访 => 3",
        "调解 => 转办",
        "{x} => 3",
        "{x} >== 3",
        "=",
        "2026-03-153 of",
        "09:30any of",
        "99999999999day",
    ] {
        for mistakes in GRAMMARS {
            assert!(mends(mistakes, text), "{text}: {:?}", mistakes(text));
        }
    }
}

proptest! {
    #[test]
    fn mistakes_point_into_the_string(text in prop_oneof![nearly(), any::<String>()]) {
        for mistakes in GRAMMARS {
            let Some(mistake) = mistakes(&text) else { continue };
            prop_assert!(mistake.at.start <= mistake.at.end, "{mistake:?}");
            prop_assert!(text.get(mistake.at.clone()).is_some(), "{mistake:?} in {text:?}");
            prop_assert!(mends(mistakes, &text), "{mistake:?}");
        }
        let pieces = template::pieces(&text);
        let whole: String = pieces.iter().map(|p| match p {
            template::Piece::Literal(t) => (*t).to_owned(),
            template::Piece::Name(n, at) => {
                assert_eq!(text.get(at.clone()), Some(format!("{{{n}}}").as_str()));
                format!("{{{n}}}")
            }
        }).collect();
        prop_assert_eq!(whole, text.clone());
        if let Some(at) = template::blank(&text) {
            prop_assert!(text.get(at).is_some());
        }
    }

    #[test]
    fn sentences_are_read_as_they_are_written(
        task in "[\\p{Han}a-z]{2,6}", n in 1u32..99, lag in -30i32..30, which in 0usize..7,
    ) {
        let (text, join, kind) = match which {
            0 => (task.clone(), Join::All, LinkKind::FinishStart),
            1 => (format!("all {task}"), Join::All, LinkKind::FinishStart),
            2 => (format!("{n} of {task}"), Join::AtLeast(n), LinkKind::FinishStart),
            3 => (format!("{n}% of {task}"), Join::Percent(n as u8), LinkKind::FinishStart),
            4 => (format!("settled {task}"), Join::Settled, LinkKind::FinishStart),
            5 => (format!("with {task}"), Join::All, LinkKind::StartStart),
            _ => (format!("ends with {task}"), Join::All, LinkKind::FinishFinish),
        };
        prop_assume!(!["all", "settled", "with", "ends", "any"].contains(&task.as_str()));
        let read = need::sentence(&format!("{text} {lag:+}wd")).unwrap();
        prop_assert_eq!((read.join, read.kind, read.lag), (join, kind, Span::WorkDays(lag)));
        prop_assert_eq!(&read.targets[0].task, &task);
        let at = read.targets[0].at.clone();
        prop_assert_eq!(&text[at], task.as_str());
    }

    #[test]
    fn points_are_read_as_they_are_written(n in -999i32..999, wd in any::<bool>(), h in 0u16..24, m in 0u16..60) {
        let unit = if wd { "wd" } else { "" };
        let point = time::only_point(&format!("D{n:+}{unit} {h:02}:{m:02}")).unwrap();
        let span = if wd { Span::WorkDays(n) } else { Span::Days(n) };
        prop_assert_eq!(point.day, time::Day::Anchor(span));
        prop_assert_eq!(point.clock, Some(time::Clock::At(h * 60 + m)));
    }
}
