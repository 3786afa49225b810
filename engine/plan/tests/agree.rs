//! Laws of the syntax: nothing is lost, nothing panics, and `ron` reads the same values at the same places.
//!
//! The short form runs with the other tests; `WALLCHART_LONG=1` or `PROPTEST_CASES` makes it long, and the
//! fuzz targets in `fuzz/` ask the same oracle.
#![expect(clippy::disallowed_methods, reason = "the long form is asked for in the environment")]

#[path = "agree/oracle.rs"]
mod oracle;

use proptest::prelude::*;
use wallchart_plan::syntax::{codes, parse};

/// Plans as people write them, to be broken in many ways.
const PLANS: [&str; 12] = [
    include_str!("agree/every.ron"),
    include_str!("../../../workflows/315.ron"),
    include_str!("../../../workflows/315/units.ron"),
    include_str!("../../../workflows/315/streams-prepare.ron"),
    include_str!("../../../workflows/315/streams-main.ron"),
    include_str!("../../../workflows/315/streams-respond.ron"),
    include_str!("../../../workflows/315/streams-report.ron"),
    include_str!("../../../workflows/315/playbooks.ron"),
    include_str!("../../../workflows/calendars/cn.ron"),
    include_str!("../../../workflows/small/1-first-steps.ron"),
    include_str!("../../../workflows/small/2-fan-out.ron"),
    include_str!("../../../workflows/small/3-dates.ron"),
];

fn agrees(text: &str) -> Result<(), TestCaseError> {
    oracle::check(text).map_err(TestCaseError::fail)
}

fn cases(short: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    let long = std::env::var_os("WALLCHART_LONG").map(|_| 100_000);
    let cases = asked.or(long).unwrap_or(short);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A valid document, with comments and odd spaces in it.
fn document() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("\"城东所\"".to_owned()),
        Just("r#\"a\"b\"#".to_owned()),
        Just("office".to_owned()),
        Just("None".to_owned()),
        Just("()".to_owned()),
        Just("'x'".to_owned()),
        Just("b\"\\x41\"".to_owned()),
        Just("NaN".to_owned()),
        Just("1..=2".to_owned()),
        Just("\"a\\\n  b\\u{57ce}\"".to_owned()),
        any::<i32>().prop_map(|n| n.to_string()),
        any::<f32>().prop_map(|n| format!("{n:?}")),
    ];
    let gap = prop::sample::select(vec!["", " ", "\n  ", " /* 注 */ ", "// x\n"]);
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let items = prop::collection::vec((inner.clone(), gap.clone()), 0..4);
        let join = |items: &[(String, &str)], f: fn(usize, &str) -> String| {
            let mut text = String::new();
            for (i, (value, gap)) in items.iter().enumerate() {
                text += &format!("{gap}{}{gap},", f(i, value));
            }
            text
        };
        prop_oneof![
            items.clone().prop_map(move |v| format!("[{}]", join(&v, |_, s| s.to_owned()))),
            items
                .clone()
                .prop_map(move |v| format!("{{{}}}", join(&v, |i, s| format!("\"k{i}\":{s}")))),
            items
                .clone()
                .prop_map(move |v| format!("N({})", join(&v, |i, s| format!("f{i} : {s}")))),
            items.prop_map(move |v| format!("T({})", join(&v, |_, s| s.to_owned()))),
            inner.prop_map(|s| format!("Some({s})")),
        ]
    })
}

/// Small changes of the kind that people and editors make.
fn broken(text: String) -> impl Strategy<Value = String> {
    let chars: Vec<char> = text.chars().collect();
    let n = chars.len().max(1);
    let bits = prop::sample::select(vec![
        "", "\"", "'", "(", ")", "[", "]", "{", "}", ",", ":", "=", "，", "“", "”", "（", "D-30",
        "城", " ", "\n", "/*", "*/", "//", "\\", "Some", "..", "1", "-", "#", "r#", "b'",
        "\u{3000}", "\u{feff}", ";", "_", ".", "x",
    ]);
    prop::collection::vec((0..n, 0..3usize, bits), 1..4).prop_map(move |edits| {
        let mut chars: Vec<String> = chars.iter().map(char::to_string).collect();
        for (at, cut, put) in edits {
            let to = (at + cut).min(chars.len());
            for c in chars.get_mut(at..to).unwrap_or(&mut []) {
                c.clear();
            }
            if let Some(c) = chars.get_mut(at) {
                c.insert_str(0, put);
            }
        }
        chars.concat()
    })
}

/// What a plan is made of, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "=",
        "=>",
        ";",
        "..",
        "..=",
        "#",
        "!",
        "#![enable(",
        "implicit_some",
        "#![type = \"x\"]",
        "Some",
        "Some(",
        "None",
        "true",
        "()",
        "( )",
        "Campaign(",
        "a",
        "r#a-b",
        "\"",
        "\"甲\"",
        "\"a\\n\"",
        "r\"",
        "r#\"x\"#",
        "\"#",
        "b\"x\"",
        "b'x'",
        "'x'",
        "'",
        "''",
        "\\",
        "\\u{57ce}",
        "1",
        "-1",
        "1.5",
        "0x1F",
        "1_0",
        "7u8",
        "inf",
        "NaN",
        "300u8",
        "1e5",
        "-",
        "+",
        ".",
        "_",
        "D-30",
        "2026-03-15",
        "城东所",
        "“",
        "”",
        "‘",
        "’",
        "，",
        "：",
        "（",
        "）",
        "【",
        "】",
        "。",
        "　",
        "\u{feff}",
        "\u{200b}",
        " ",
        "\n",
        "\r\n",
        "\t",
        "//",
        "/*",
        "*/",
        "/",
        "// 注\n",
        "/* 注 */",
        "@",
        "\0",
        "\u{1b}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A real plan with pieces cut out, put in, doubled and moved.
fn near_plan() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (prop::sample::select(PLANS.to_vec()), cut).prop_flat_map(|(plan, (from, to))| {
        // A window of the plan is broken as often as a whole one, and is quicker to read.
        let chars: Vec<char> = plan.chars().collect();
        let (from, to) = (from.index(chars.len()), to.index(chars.len()));
        let window: String = chars[from.min(to)..from.max(to)].iter().take(1500).collect();
        prop_oneof![broken(window), broken(plan.to_owned())]
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_text_comes_back_byte_for_byte(text in "\\PC*|[\"'\\\\(){}\\[\\],:/*#rb0-9.+\\- \n“”，（D]{0,60}") {
        agrees(&text)?;
    }

    #[test]
    fn any_bytes_are_read_alike(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        agrees(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_pieces_of_a_plan_are_read_alike(text in soup()) {
        agrees(&text)?;
    }

    #[test]
    fn valid_documents_are_read_alike(text in document()) {
        prop_assert_eq!(&parse(0, &text).diagnostics, &[], "{}", text);
        agrees(&text)?;
    }

    #[test]
    fn broken_documents_are_refused_exactly_when_ron_refuses_them(text in document().prop_flat_map(broken)) {
        agrees(&text)?;
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_broken_plan_is_refused_exactly_when_ron_refuses_it(text in near_plan()) {
        agrees(&text)?;
    }
}

#[test]
fn good_plans_have_no_diagnostics_and_are_read_alike() {
    for plan in PLANS {
        assert_eq!(parse(0, plan).diagnostics, []);
        oracle::check(plan).unwrap();
    }
}

#[test]
fn depth_is_limited_where_ron_limits_it() {
    for (open, close) in
        [("[", "]"), ("(", ")"), ("{1:", "}"), ("N(a:", ")"), ("Some(", ")"), ("Some ", "")]
    {
        for depth in [1, 30, 62, 63, 64, 65, 66, 126, 127, 128, 129, 130] {
            for leaf in ["", "1", "()", "[]"] {
                let text = format!("{}{leaf}{}", open.repeat(depth), close.repeat(depth));
                oracle::check(&text).unwrap();
            }
        }
    }
}

#[test]
fn depth_cannot_overflow_the_stack_and_is_told_once() {
    for open in ["[", "(", "{", "Some(", "a(b:", "[(", "{[1]:"] {
        let parsed = parse(0, &open.repeat(200_000));
        let deep = parsed.diagnostics.iter().filter(|d| d.code == &codes::TOO_DEEP).count();
        assert_eq!(deep, 1, "{open}");
        assert!(parsed.diagnostics.len() < 4, "{open}: {:?}", parsed.diagnostics);
    }
}

/// Eight times the text takes nowhere near eight times eight the time, whatever the text is made of.
#[test]
#[ignore = "looks at the clock; .ci/full runs it"]
fn time_grows_with_the_text() {
    let took = |text: &str| {
        (0..3)
            .map(|_| {
                let start = std::time::Instant::now();
                std::hint::black_box(parse(0, text));
                start.elapsed()
            })
            .min()
            .unwrap()
    };
    for piece in [
        "[",
        "a(",
        "])}",
        "[(}",
        "\"\n\\",
        "a\"\n",
        "/*\n",
        "r#\"\n",
        "甲 乙，",
        "D-30 2026-01-01 ",
        "1..2..",
        "1234567890",
        "“\n",
        "{\"a\": [1, \"b\": ",
        "'",
        "b'",
        "\u{feff}",
        "r",
        "#",
        "\\x",
        "\"甲\" ",
        "a: ",
        "(a b",
        "/*/",
        "\"\\\n",
        "r##\"#",
        "‘a",
        "1 ",
        "x, ",
        "(\"a\": 1 ",
        "Some ",
    ] {
        let (small, large) =
            (piece.repeat((64 << 10) / piece.len()), piece.repeat((512 << 10) / piece.len()));
        let (small, large) = (took(&small), took(&large));
        assert!(large < small * 32, "{piece:?}: {small:?}, then {large:?}");
    }
}
