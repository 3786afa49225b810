//! What holds of every layout: the plans of `workflows/`, with blanks, line ends and comments put in between
//! their words anyhow.

#![expect(clippy::disallowed_methods, reason = "the plans are read where they are")]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{format, said};
use crate::syntax::{self, Kind};

/// Every plan that is shipped.
static PLANS: LazyLock<Vec<String>> = LazyLock::new(|| {
    fn gather(folder: &Path, plans: &mut Vec<String>) {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                gather(&path, plans);
            } else if path.extension().is_some_and(|e| e == "ron") {
                plans.push(std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut plans = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../workflows"), &mut plans);
    assert!(!plans.is_empty());
    plans
});

/// What may stand between two words of a plan: first the blanks, then the comments.
const GAPS: [&str; 14] = [
    "",
    " ",
    "   ",
    "\n",
    "\n    ",
    "\n\n\n",
    "\t",
    "/*注*/",
    " /* 注 */ ",
    " /* 一 */ /* 二 */ ",
    "\n/* 两\n   行 */\n",
    " /* 注 */\n",
    " // 行\n",
    "\n\n        // 行\n",
];

/// One of the plans in another layout: the gaps are put in over and over again, from some word on.
fn layout() -> impl Strategy<Value = String> {
    let gap = prop_oneof![
        6 => Just(None),
        2 => (0..7usize).prop_map(Some),
        1 => (0..GAPS.len()).prop_map(Some),
    ];
    let gaps = prop::collection::vec(gap, 1..200);
    let at = any::<prop::sample::Index>;
    (at(), at(), gaps, any::<bool>()).prop_map(|(plan, from, gaps, crlf)| {
        let text = plan.get(&PLANS);
        let tokens = syntax::tokens(text);
        let from = from.index(tokens.len());
        let mut out = String::new();
        let mut gaps = gaps.iter().copied().cycle();
        let mut before = None;
        for (i, (kind, range)) in tokens.into_iter().enumerate() {
            let is_free = i >= from && before != Some(Kind::LineComment);
            let gap = gaps.next().flatten().filter(|_| is_free);
            out.push_str(gap.map_or("", |gap| GAPS[gap]));
            if gap.is_none() || kind != Kind::Whitespace {
                out.push_str(&text[range]);
            }
            before = Some(kind);
        }
        if crlf { out.replace('\n', "\r\n") } else { out }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_laid_out_stays_and_says_the_same(text in layout()) {
        let once = format(&text).unwrap();
        let again = format(&once).unwrap();
        let changed = once.lines().zip(again.lines()).find(|(once, again)| once != again);
        prop_assert!(once == again, "{changed:#?}");
        prop_assert!(said(&syntax::parse(0, &once)) == said(&syntax::parse(0, &text)));
    }
}
