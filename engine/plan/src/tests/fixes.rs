//! Fixes made in the text: what comes out, to the letter.

use super::*;
use crate::diagnostic::{Edit, Fix, Place, Put, Spot, Step};

/// The base plan with these tasks put in, read and mended again until nothing is sure any more.
fn mended(tasks: &str) -> String {
    let mut text = BASE.replace("/*tasks*/", &format!("/*from*/{tasks}/*to*/"));
    for _ in 0..8 {
        let reading = reading(&text);
        let fixed = fixed(&reading.files, &reading.diagnostics);
        match fixed.texts.into_iter().next() {
            Some((0, new)) => text = new,
            Some((file, _)) => panic!("file {file} is not the plan"),
            None => break,
        }
    }
    let from = text.find("/*from*/").unwrap() + "/*from*/".len();
    text[from..text.find("/*to*/").unwrap()].to_owned()
}

#[test]
fn what_has_one_right_answer_is_put_right() {
    for (wrong, right) in [
        (r#""乙"： (owner: “办公室”， due: “D”),"#, r#""乙": (owner: "办公室", due: "D"),"#),
        (r#""乙": (onwer: "办公室", due: "D"),"#, r#""乙": (owner: "办公室", due: "D"),"#),
        (r#""乙": ("owner": "办公室", due: D-3),"#, r#""乙": (owner: "办公室", due: "D-3"),"#),
        (
            "\"乙\": (owner: \"办公室\"\n  due: \"D\"), // 注\n",
            "\"乙\": (owner: \"办公室\",\n  due: \"D\"), // 注\n",
        ),
        (r#""乙": (owner: "办 公室", due: "D"),"#, r#""乙": (owner: "办公室", due: "D"),"#),
        (
            r##""乙": (owner: r#"办 公室"#, due: "D"),"##,
            r##""乙": (owner: r#"办公室"#, due: "D"),"##,
        ),
        (
            r#""乙": (owner: "办公室", due: "D", kind: "report"),"#,
            r#""乙": (owner: "办公室", due: "D", kind: report),"#,
        ),
        (
            r#""乙": (owner: "办公室", due: "D", kind: 会议, milestone: 是),"#,
            r#""乙": (owner: "办公室", due: "D", kind: meeting, milestone: true),"#,
        ),
        (
            r#""乙": (owner: "办公室", due: "D", kind: "培训", milestone: yes, nil_report: "否"),"#,
            r#""乙": (owner: "办公室", due: "D", kind: training, milestone: true, nil_report: false),"#,
        ),
        (
            r#""乙": (owner: "办公室", takes: "３ｗｄ", due: "D"),"#,
            r#""乙": (owner: "办公室", takes: "3wd", due: "D"),"#,
        ),
        (r#""乙": (牵头: "办公室", deadline: "D"),"#, r#""乙": (owner: "办公室", due: "D"),"#),
        (
            r#""乙": (responsible: "办公室", due: "D", depends_on: ["通知"]),"#,
            r#""乙": (owner: "办公室", due: "D", needs: ["通知"]),"#,
        ),
        (
            r#""乙": (owner: "办公室", takes: "半天", due: "D 下午"),"#,
            r#""乙": (owner: "办公室", takes: "half day", due: "D pm"),"#,
        ),
        (
            r#""乙": (owner: "办公室", due: "D 9点"),"#,
            r#""乙": (owner: "办公室", due: "D 09:00"),"#,
        ),
        (
            r#""乙": (owner: "办公室", due: "D-10个工作日"),"#,
            r#""乙": (owner: "办公室", due: "D-10wd"),"#,
        ),
    ] {
        assert_eq!(mended(wrong), right, "{wrong}");
    }
}

#[test]
fn what_has_more_answers_than_one_is_left() {
    for text in [
        r#""乙": (owner: "东处", due: "D"),"#,
        r#""乙": (owner: "办公室", due: "D"), "乙": (owner: "办公室", due: "D-1"),"#,
        r#""乙": (owner: "办公室", due: "2026-02-30"),"#,
        r#""乙": (owner: "办公室", due: "D", kind: 联欢, nil_report: 也许),"#,
    ] {
        assert_eq!(mended(text), text);
    }
}

/// An edit made by itself, in a text of its own.
fn edited(text: &str, steps: &[Step], within: Option<std::ops::Range<usize>>, put: Put) -> String {
    let spot = Spot::At { steps: steps.to_vec(), key: false, within };
    let place = Place { file: 0, spot };
    let mut diagnostic = Diagnostic::new(&crate::codes::E024, place.clone());
    diagnostic.fix = Some(Fix { edits: vec![Edit { place, put }], is_sure: true });
    let files = [SourceFile { name: "x".to_owned(), text: text.to_owned() }];
    let fixed = fixed(&files, std::slice::from_ref(&diagnostic));
    assert_eq!(fixed.made.len(), fixed.texts.len());
    fixed.texts.into_values().next().unwrap_or_else(|| text.to_owned())
}

#[test]
fn an_entry_goes_with_its_comma_and_its_line() {
    let b = [Step::Key("b".to_owned())];
    for (text, left) in [
        ("{\"a\": 1, \"b\": 2, \"c\": 3}", "{\"a\": 1, \"c\": 3}"),
        ("{\"a\": 1, \"b\": 2}", "{\"a\": 1}"),
        ("{\"b\": 2}", "{}"),
        (
            "{\n  \"a\": 1, // 一\n  \"b\": 2,\n  \"c\": 3, // 三\n}",
            "{\n  \"a\": 1, // 一\n  \"c\": 3, // 三\n}",
        ),
        ("{\n  \"a\": 1,\n  \"b\": 2, // 二\n}", "{\n  \"a\": 1,\n  // 二\n}"),
        ("{\n  \"a\": 1,\n  \"b\": 2\n}", "{\n  \"a\": 1\n}"),
    ] {
        assert_eq!(edited(text, &b, None, Put::Nothing), left);
    }
    assert_eq!(edited("[1, 2, 3]", &[Step::Index(1)], None, Put::Nothing), "[1, 3]");
    assert_eq!(edited("[1, 2, 3]", &[Step::Index(2)], None, Put::Nothing), "[1, 2]");
}

#[test]
fn words_are_put_in_as_the_text_around_them_is_written() {
    let words = |was: Option<&str>, put: &str| Put::Words {
        was: was.map(str::to_owned),
        put: put.to_owned(),
    };
    let first = [Step::Index(0)];
    let whole = |text, was, put| edited(text, &first, None, words(was, put));
    assert_eq!(whole("[\"a\"]", Some("a"), "b\"\\c"), "[\"b\\\"\\\\c\"]");
    assert_eq!(whole("[r#\"a\"#]", Some("a"), "b\\c"), "[r#\"b\\c\"#]");
    assert_eq!(whole("[r#\"a\"#]", Some("a"), "b\"c"), "[r#\"a\"#]", "it would end the text");
    assert_eq!(whole("[\"a\"]", Some("x"), "b"), "[\"a\"]", "it says something else");
    assert_eq!(edited("[\"甲 +2wd\"]", &first, Some(3..4), words(None, "·")), "[\"甲·+2wd\"]");
    assert_eq!(
        edited("[\"\\u{7532}x\"]", &first, Some(3..4), words(Some("x"), "\"")),
        "[\"\\u{7532}\\\"\"]"
    );
}

/// What would spoil the form of the text is not done, and nothing after it.
#[test]
fn no_fix_spoils_the_form() {
    let spoil = edited("[1, 2]", &[Step::Index(1)], None, Put::Source("(".to_owned()));
    assert_eq!(spoil, "[1, 2]");
}

/// One that would is left out, and those after it are made all the same.
#[test]
fn what_cannot_be_mended_stands_in_nobodys_way() {
    let fix = |range: std::ops::Range<usize>, put: &str| {
        let place = Place { file: 0, spot: Spot::Bytes(range) };
        let edits = vec![Edit { place: place.clone(), put: Put::Source(put.to_owned()) }];
        Diagnostic {
            fix: Some(Fix { edits, is_sure: true }),
            ..Diagnostic::new(&crate::codes::E024, place)
        }
    };
    let files = [SourceFile { name: "x".to_owned(), text: "[1, 2, 3]".to_owned() }];
    let all = [fix(1..2, "("), fix(7..8, "4")];
    let fixed = fixed(&files, &all);
    assert_eq!(fixed.texts[&0], "[1, 2, 4]");
    assert_eq!(fixed.made.len(), 1);
}
