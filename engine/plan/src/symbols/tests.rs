//! What is found in texts whole and broken.

use std::sync::Arc;

use super::*;
use crate::syntax::parse;

const PLAN: &str = r#"Campaign(
    id: "a", coordinator: "办公室", include: ["b.ron"],
    vars: { "city": "江城" },
    windows: { "活动期": "D-7..D+5" },
    units: {
        "办公室": (kind: office, aka: ["综合科"], people: { "办-甲": leader }),
        "东\u{6240}": (kind: branch),
        "{所}分会": (kind: chapter, each: "所", above: "{所}"),
    },
    groups: { "所": kind(branch), "全体": ["所", "综合科"] },
    lists: { "行业": { "汽车": "东所" }, "时段": ["白天"] },
    measures: { "检查": "户次", "现场检查": "户次 -> 检查" },
    targets: { "检查": ">= 1" },
    streams: { "一": (tasks: {
        "通知": (owner: "办公室", title: "{city}通知", due: "D-9"),
        "检查": (each: "所 × 时段", needs: ["通知 +2wd", "any of 通知 | 通知"], measures: ["检查 >= 4"], support: ["{所}分会"]),
        "小结": (needs: ["检查@东所,白天"], when: "活动期", due: "after 检查 +1d", escalate: { "due+1d": "办公室" }, leader: "办-甲"),
    }) },
)"#;

fn shown(text: &str, names: &[Name]) -> Vec<String> {
    let one = |n: &Name| {
        let mark = if n.role == Role::Given { "=" } else { "" };
        format!("{mark}{:?} {}", n.kinds.first().unwrap(), &text[n.at.clone()])
    };
    names.iter().map(one).collect()
}

#[test]
fn names_are_found_in_values_keys_and_sentences() {
    let found = names(&parse(0, PLAN));
    insta::assert_snapshot!(shown(PLAN, &found).join("\n"));
    let texts = found.iter().filter(|n| n.text == "东所").count();
    assert_eq!(texts, 3, "one of them is written with an escape");
}

const PLAYS: &str = r#"Campaign(
    rates: { "办结率": "办结 + 转办 / 受理 >= 95%" }, checks: ["办结 + 2 <= 受理"],
    vars: { "地点": "广场" },
    templates: { "单": (ask: { "地点": text, "主办": unit("所"), "级别": choice(["红", "橙"]) }, tasks: {
        "布展": (owner: "{主办}", place: "{地点}", only: "{级别} == 红", needs: ["布展"]),
    }) },
    streams: { "甲": (each: "所", use: "单", with: { "地点": "{所}门口" }, tasks: {
        "布展": (place: "{地点}", log: { "企业": text, "属地": unit("所") }, measures: ["办结 >= 3 from sum 金额 where 企业 == 甲"]),
    }) },
    rosters: { "值守": (window: "活动期", units: ["所"], each: "渠道", due: "after 布展", fill: { "*": "甲 + 乙", "东所": "丙" }) },
    playbooks: { "曝光": (ask: { "属地": unit("所") }, start: [hand("办公室"), hook("gala"), rule("办结@布展 > 0"), rule("办结@{属地} in 1d >= 5"), rule("布展 overdue")], until: "布展", tasks: {
        "布展": (owner: "{属地}", every: "6h until 布展", unless: { "属地": stop }),
    }) },
)"#;

#[test]
fn parts_with_names_of_their_own_keep_them() {
    let found = names(&parse(0, PLAYS));
    insta::assert_snapshot!(shown(PLAYS, &found).join("\n"));
    let book = Book::of(vec![Arc::new(found)]);
    let same = |from: &str, word: &str| {
        let start = PLAYS.find(from).unwrap();
        let at = start + PLAYS[start..].find(word).unwrap();
        let name = book.name(book.at(0, at).unwrap()).unwrap();
        let all = book.occurrences(name);
        all.iter()
            .map(|f| PLAYS[..book.name(*f).unwrap().at.start].lines().count())
            .collect::<Vec<_>>()
    };
    // The task of a template, of a stream and of a playbook are three things; so are a parameter and a var.
    assert_eq!(same("needs:", "布展"), [5, 5]);
    assert_eq!(same("due:", "布展"), [8, 10, 11, 11]);
    assert_eq!(same("every:", "布展"), [11, 12, 12]);
    assert_eq!(same("place:", "地点"), [4, 5, 7]);
    assert_eq!(same("place: \"{地点}\", log", "地点"), [3, 8]);
    assert_eq!(same("owner: \"{属地}", "属地"), [11, 11, 12, 12]);
}

#[test]
fn what_means_the_same_is_found_across_files() {
    let other = r#"Campaign(streams: { "二": (tasks: { "检查2": (owner: "综合科", needs: ["检查"], each: "所") }) })"#;
    let texts = [PLAN, other];
    let files = texts.iter().map(|t| Arc::new(names(&parse(0, t)))).collect();
    let book = Book::of(files);
    let at = |word: &str, nth: usize| {
        let offset = PLAN.match_indices(word).nth(nth).unwrap().0;
        book.name(book.at(0, offset).unwrap()).unwrap()
    };
    let all = |name: &Name| {
        let found = book.occurrences(name);
        found
            .iter()
            .map(|f| (f.file, texts[f.file][book.name(*f).unwrap().at.clone()].to_owned()))
            .collect::<Vec<_>>()
    };
    // A group, as a member, as a place to fill and as what is fanned out over.
    let groups = all(at("所\": kind", 0));
    assert_eq!(groups.iter().filter(|(file, _)| *file == 1).count(), 1);
    assert_eq!(groups.len(), 8, "{groups:?}");
    // A task and a measure of one name are two things.
    assert_eq!(all(at("检查 >= 4", 0)).len(), 4);
    assert_eq!(all(at("检查@", 0)).len(), 4);
    assert_eq!(all(at("综合科", 0)).len(), 3);
}

/// What is expected at `$0`.
fn at(text: &str) -> Option<(What, String)> {
    let offset = text.find("$0").unwrap();
    let text = text.replacen("$0", "", 1);
    expected(&text, offset).map(|e| (e.what, text[e.replaces].to_owned()))
}

#[test]
fn the_place_of_the_cursor_says_what_belongs_there() {
    let task = |inside: &str| {
        at(&format!("Campaign(streams: {{ \"一\": (tasks: {{ \"甲\": (each: \"所\", {inside}"))
    };
    let what = |inside: &str| task(inside).map(|(what, _)| what);
    assert_eq!(what("owner: \"$0"), what("owner: $0"));
    assert!(
        matches!(what("owner: \"东$0所\") }) })"), Some(What::Names(k)) if k.contains(&Kind::Unit))
    );
    assert_eq!(task("needs: [\"all 通$0知 +2wd\"]").unwrap().1, "通知");
    assert_eq!(
        what("needs: [\"a\", \"通知@东$0"),
        Some(What::Sentence(Sentence::Need, Some("通知".into())))
    );
    assert_eq!(what("needs: [\"通知@东所 $0"), Some(What::Sentence(Sentence::Need, None)));
    assert_eq!(what("title: \"{$0"), Some(What::Slot));
    assert_eq!(what("title: \"{a} $0"), None);
    assert_eq!(what("about: \"\\\"{a$0}\""), Some(What::Slot));
    assert!(matches!(what("kind: sw$0"), Some(What::Words(w)) if w.contains(&"sweep")));
    assert_eq!(what("milestone: $0"), Some(What::Words(&["true", "false"])));
    assert_eq!(what("// $0"), None);
    let rule = at("Campaign(playbooks: { \"甲\": (start: [rule(\"办结@$0");
    assert_eq!(rule.unwrap().0, What::Sentence(Sentence::Rule, None));
    let hand = at("Campaign(playbooks: { \"甲\": (start: [hand(\"$0").unwrap().0;
    assert!(matches!(hand, What::Names(k) if k.contains(&Kind::Group)));
    assert_eq!(at("Campaign(playbooks: { \"甲\": (start: [hook(\"$0").map(|found| found.0), None);
    let text = "Campaign(streams: { \"甲\": (use: \"单\", with: { \"$0";
    let place = expected(&text.replace("$0", ""), text.find("$0").unwrap()).unwrap();
    assert_eq!(place.what, What::Names(&[Kind::Param]));
    assert_eq!(place.scope.as_deref(), Some("单"));
    assert_eq!(what("series: { \"$0"), Some(What::Entry(Kind::Label, FieldForm::Text)));
    assert_eq!(
        at("Campaign(streams: { \"一\": (tasks: { $0"),
        Some((What::Entry(Kind::Task, FieldForm::Struct), "".into()))
    );
    assert_eq!(at("Campaign(groups: { \"a\": kind($0"), at("Campaign(units: { \"a\": (kind: $0"));
    assert!(matches!(at("Calendar($0"), Some((What::Fields("Calendar", _), _))));
}

#[test]
fn fields_that_stand_there_are_not_offered_again() {
    let fields = |text: &str| match at(text) {
        Some((What::Fields(_, all), word)) => {
            (all.into_iter().map(|(f, _)| f).collect::<Vec<_>>(), word)
        }
        other => panic!("{other:?}"),
    };
    let (all, word) = fields(
        "Campaign(streams: { \"一\": (tasks: { \"甲\": (owner: \"a\", kind: sweep, du$0 ack: none, needs: [(title: 1)]), \"乙\": (when: \"D\") }) })",
    );
    assert_eq!(word, "du");
    assert!(all.contains(&"due") && all.contains(&"when") && all.contains(&"title"));
    assert!(!all.contains(&"owner") && !all.contains(&"ack") && !all.contains(&"needs"));
    assert!(fields("Campaign(id: \"a\", due$0").0.contains(&"title"));
    // What is broken before and after changes nothing.
    assert!(fields("Campaign(title: \"a, ]\n units: { \"甲\": (k$0\n\"乙: (").0.contains(&"kind"));
}

#[test]
fn no_place_of_any_text_is_a_trap() {
    for text in [PLAN, "Campaign(((\"", "\"r#\"{", "Campaign(a: {\"é\": [\"{", "r#\"\\\"#,", ""] {
        for offset in (0..=text.len()).filter(|i| text.is_char_boundary(*i)) {
            if let Some(found) = expected(text, offset) {
                assert!(text.get(found.replaces.clone()).is_some(), "{offset}: {found:?}");
                assert!(found.replaces.start <= offset && offset <= found.replaces.end);
            }
            let _ = expected(&text[..offset], offset);
        }
    }
}
