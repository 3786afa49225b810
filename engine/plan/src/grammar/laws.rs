//! Laws of the small languages: nothing panics, and what is pointed at lies in the string.

use proptest::prelude::*;

use super::*;
use crate::expanded::{Join, LinkKind};
use crate::time::Span;

fn mistakes(text: &str) -> Vec<Mistake> {
    let mut out = Vec::new();
    out.extend(time::stretch(text).err());
    out.extend(time::due(text).err());
    out.extend(time::only_point(text).err());
    out.extend(span::span(text).err());
    out.extend(span::estimate(text).err());
    out.extend(need::sentence(text).err());
    out.extend(every::every(text).err());
    out.extend(measure::ask(text).err());
    out.extend(measure::target(text).err());
    out.extend(measure::definition(text).err());
    out.extend(measure::evidence(text).err());
    out.extend(sum::rate(text).err());
    out.extend(sum::check(text).err());
    out.extend(remind::moment(text).err());
    out
}

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
        Just("99999999999"),
    ];
    prop::collection::vec((word, prop::bool::ANY), 0..6).prop_map(|words| {
        words
            .into_iter()
            .map(|(w, blank)| if blank { format!("{w} ") } else { w.to_owned() })
            .collect()
    })
}

proptest! {
    #[test]
    fn mistakes_point_into_the_string(text in prop_oneof![nearly(), any::<String>()]) {
        for mistake in mistakes(&text) {
            prop_assert!(mistake.at.start <= mistake.at.end, "{mistake:?}");
            prop_assert!(text.get(mistake.at.clone()).is_some(), "{mistake:?} in {text:?}");
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
