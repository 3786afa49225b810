//! Laws of the syntax: nothing is lost, nothing panics, and `ron` accepts what is accepted here.

use proptest::prelude::*;

use super::*;

/// A plan like the ones people write, to be broken in many ways.
const PLAN: &str = r##"// 3·15
Campaign(
    id: "315",
    title: "“3·15”纪念活动，第一期",
    vars: { "year": "2026", "raw": r#"a"b"#, },
    units: {
        "秘书处": (kind: office, people: { "甲": leader, "乙": contact }),
        "城东所": (kind: branch, /* 注 /* 套 */ */ count: 3, rate: -1.5e3),
    },
    groups: { "所": kind(branch), "全": ["秘书处", "所"] },
    streams: {
        "零": (owner: "秘书处", tasks: {
            "会": (when: "D-40 am", needs: [], on: true, none: None, some: Some(1..=5), c: 'x'),
            "文": (needs: ["会 +2wd", "all 会"], takes: "2..3..5wd", e: "\u{57ce}\n\\", b: b"x"),
        }),
    },
    start: [hand("甲"), hook("12315"), (), Tuple(1, inf, 0xFF_u8, ..3)],
)
"##;

/// What `ron` says of the text as a value of any kind.
fn ron_accepts(text: &str) -> Result<(), String> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str::<ron::Value>(text)
        .map(|_| ())
        .map_err(|e| e.to_string())
}

/// Diagnostics that `ron` would give too: all but bare words that aren't ASCII.
fn strict(parsed: &Parsed) -> Vec<&Diagnostic> {
    let said = |d: &&Diagnostic| {
        let crate::diagnostic::Spot::Bytes(range) = &d.place.spot else { return true };
        let text = &parsed.text()[range.clone()];
        let mut chars = text.chars();
        let ident = chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
            && chars.all(unicode_ident::is_xid_continue);
        !(d.code == &codes::BARE_WORDS && ident)
    };
    parsed.diagnostics.iter().filter(said).collect()
}

fn agrees_with_ron(text: &str) -> Result<(), TestCaseError> {
    if text.contains("unwrap_variant_newtypes") {
        return Ok(());
    }
    let parsed = parse(0, text);
    prop_assert_eq!(parsed.tree().text().to_string(), text);
    let ours = strict(&parsed);
    match ron_accepts(text) {
        Ok(()) => prop_assert!(ours.is_empty(), "ron accepts {:?}, we say {:?}", text, ours),
        Err(e) => prop_assert!(!ours.is_empty(), "ron refuses {:?}: {}", text, e),
    }
    Ok(())
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_byte_for_byte(text in "\\PC*|[\"'\\\\(){}\\[\\],:/*#rb0-9.+\\- \n“”，（D]{0,60}") {
        agrees_with_ron(&text)?;
    }

    #[test]
    fn valid_documents_are_accepted(text in document()) {
        prop_assert_eq!(ron_accepts(&text), Ok(()));
        agrees_with_ron(&text)?;
    }

    #[test]
    fn broken_documents_are_refused_exactly_when_ron_refuses_them(text in document().prop_flat_map(broken)) {
        agrees_with_ron(&text)?;
    }

    #[test]
    fn a_broken_plan_is_refused_exactly_when_ron_refuses_it(text in broken(PLAN.to_owned())) {
        agrees_with_ron(&text)?;
    }
}

#[test]
fn a_good_plan_has_no_diagnostics() {
    assert_eq!(ron_accepts(PLAN), Ok(()));
    assert_eq!(parse(0, PLAN).diagnostics, []);
}

#[test]
fn depth_is_limited_where_ron_limits_it() {
    for (open, close) in
        [("[", "]"), ("(", ")"), ("{1:", "}"), ("N(a:", ")"), ("Some(", ")"), ("Some ", "")]
    {
        for depth in [1, 30, 62, 63, 64, 65, 66, 126, 127, 128, 129, 130] {
            for leaf in ["", "1", "()", "[]"] {
                let text = format!("{}{leaf}{}", open.repeat(depth), close.repeat(depth));
                agrees_with_ron(&text).unwrap();
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
