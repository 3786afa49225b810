//! The usual way, by example and by law.

use super::format;

fn check(text: &str, want: &str) {
    let laid_out = format(text).unwrap();
    assert_eq!(laid_out, want, "\n{laid_out}");
    assert_eq!(format(&laid_out).unwrap(), laid_out, "again");
}

#[test]
fn spaces_commas_and_columns() {
    check(
        "Campaign(id:\"x\" ,vars:{\"a\":\"b\"}, units:{\n\"甲所\":(kind:branch,),\n  \"办公室\" : ( kind : office ),\n\n\n\"乙\":()})",
        "Campaign(\n    id: \"x\", vars: { \"a\": \"b\" }, units: {\n        \"甲所\":   (kind: branch),\n        \"办公室\": (kind: office),\n\n        \"乙\": (),\n    },\n)\n",
    );
}

#[test]
fn broken_and_filled_brackets() {
    check(
        "Campaign(\n  tasks: {\n  \"甲\": (owner: \"x\",\n due: \"D\", steps: [\"a\",\n\"b\"]),\n }, list: [\n 1, 2,\n 3])",
        "Campaign(\n    tasks: {\n        \"甲\": (owner: \"x\",\n               due: \"D\", steps: [\"a\",\n                                 \"b\"]),\n    }, list: [\n        1, 2,\n        3,\n    ],\n)\n",
    );
}

#[test]
fn comments_stay_where_they_are() {
    check(
        "// 头\n\n/* 二 */\nCampaign( // 开\n a: 1 ,// 一\n\n // 自成一行\n /* 前 */ b: 2, /* 后 */\n c: /* 中 */ 3,\n d: [], // 未\n // 末\n)\n// 尾",
        "// 头\n\n/* 二 */\nCampaign(  // 开\n    a: 1,  // 一\n\n    // 自成一行\n    /* 前 */ b: 2,  /* 后 */\n    c: /* 中 */ 3,\n    d: [],  // 未\n    // 末\n)\n// 尾\n",
    );
    // With nothing but blanks before it a comment is the first of the file.
    check("   // 头\n(a: 1)\n", "// 头\n(a: 1)\n");
    // A column that the writer chose is kept.
    check("(\n    a: 1,          // 一\n)\n", "(\n    a: 1,          // 一\n)\n");
    check("(a: 1, // 一\n b: 2)", "(\n    a: 1,  // 一\n    b: 2,\n)\n");
}

#[test]
fn comments_stay_on_their_side_of_a_comma() {
    for text in [
        "[\"一\", \"二\" /*两*/, \"三\"]\n",
        "[\"一\", \"二\", /*三*/ \"三\"]\n",
        "[\"一\" /*一*/, /*二*/ \"二\" /*两*/]\n",
        "[\n    \"一\" /*一*/,  // 一\n    \"二\",  /* 甲 */ /* 乙 */\n]\n",
    ] {
        check(text, text);
    }
    check("[\"一\",\"二\" /*两*/,\"三\"]", "[\"一\", \"二\" /*两*/, \"三\"]\n");
    check(
        "[\"一\"\n /*一*/, \"二\" // 二\n, \"三\"]",
        "[\n    \"一\" /*一*/, \"二\",  // 二\n    \"三\",\n]\n",
    );
}

/// What stands behind the first bracket is laid out as if it began a line.
#[test]
fn a_file_that_begins_on_its_first_line_is_laid_out_as_any_other() {
    check(
        "Campaign(version: 1,\n id: \"x\",\n units: {\n \"甲\": (kind: office)})",
        "Campaign(\n    version: 1,\n    id: \"x\",\n    units: {\n        \"甲\": (kind: office),\n    },\n)\n",
    );
    check("Campaign(version: 1, id: \"x\")", "Campaign(version: 1, id: \"x\")\n");
}

/// What goes on in the next line since it is too long stands there as if it had been written there.
#[test]
fn a_long_line_is_laid_out_once() {
    let unit = |name: &str| {
        format!("\"{name}\": (kind: office, people: {{ \"甲\": leader, \"乙\": contact }})")
    };
    let text =
        format!("Campaign(\n units: {{\n {}, {},\n }},\n)", unit("镇爱卫办"), unit("环卫站"));
    let want = format!(
        "Campaign(\n    units: {{\n        {},\n        {},\n    }},\n)\n",
        unit("镇爱卫办"),
        unit("环卫站").replacen(": ", ":   ", 1)
    );
    check(&text, &want);
}

#[test]
fn a_comment_between_two_items_stays_on_its_side() {
    check("(a: [\"一\",\"二\" /*两*/,\"三\"])", "(a: [\"一\", \"二\" /*两*/, \"三\"])\n");
    check("(a: [\"一\", /*两*/ \"二\"])", "(a: [\"一\", /*两*/ \"二\"])\n");
    check(
        "(\n a: 1 /* 一 */,\n b: 2 /* 二 */ ,\n)",
        "(\n    a: 1 /* 一 */,\n    b: 2 /* 二 */,\n)\n",
    );
}

#[test]
fn fields_of_a_plan_stand_on_lines_of_their_own_wherever_the_first_was_put() {
    check(
        "Campaign(version: 1,\n         id: \"x\",\n   units: { \"甲\": () })",
        "Campaign(\n    version: 1,\n    id: \"x\",\n    units: { \"甲\": () },\n)\n",
    );
    check("Campaign(version: 1, id: \"x\")", "Campaign(version: 1, id: \"x\")\n");
}

#[test]
fn long_lines_are_broken_between_items() {
    let item = "\"一二三四五六七八九十\"";
    let text = format!("(steps: [{}])", [item; 8].join(", "));
    let laid_out = format(&text).unwrap();
    assert_eq!(laid_out.lines().count(), 4, "{laid_out}");
    assert!(laid_out.lines().all(|l| wallchart_words::width(l) <= 120), "{laid_out}");
    assert_eq!(format(&laid_out).unwrap(), laid_out);
}

#[test]
fn what_does_not_read_is_not_touched() {
    assert!(!format("(a: 1").unwrap_err().is_empty());
    assert_eq!(format("").map_err(|d| d.len()), Err(1));
}

#[test]
fn line_ends_stay_as_they_were() {
    check("(\r\na: 1,\r\n)\r\n", "(\r\n    a: 1,\r\n)\r\n");
}
