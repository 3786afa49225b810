//! Numbers that a text claims, against what it lists: 四家汽车行：甲、乙、丙 (S5.13, S7.24); and what it lists
//! twice (S8.3).

use std::collections::BTreeSet;
use std::ops::Range;

use super::{numeral, order};

/// A number claimed, and how many are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The claim: 四家.
    pub(crate) at: Range<usize>,
    /// How many are listed.
    pub(crate) found: usize,
}

/// Words of quantity that what is listed may be counted by.
const COUNTERS: &[char] = &[
    '条', '项', '个', '家', '种', '类', '点', '处', '块', '所', '件', '部', '步', '名', '位', '场',
];

/// What may stand before a number that is no claim: 第三条, 不少于四家.
const OPEN: &[&str] =
    &["第", "少于", "至少", "超过", "低于", "约", "近", "·", ".", "-", "至", "多于"];

/// The longest name, in characters, between the number and the list.
const NAME_CHARS: usize = 10;

/// The first claim that does not fit what is listed behind it.
pub(crate) fn claim(text: &str) -> Option<Claim> {
    if text.is_ascii() {
        return None;
    }
    let mut skip = 0;
    let mut before: Option<char> = None;
    for (start, c) in text.char_indices() {
        let in_number =
            before.is_some_and(|b| b.is_ascii_digit() || "一二三四五六七八九十".contains(b));
        before = Some(c);
        if start < skip || in_number {
            continue;
        }
        let rest = text.get(start..)?;
        let Some((number, length)) = numeral::read(rest) else { continue };
        skip = start + length;
        let is_open = OPEN.iter().any(|o| text[..start].ends_with(o));
        let Some(counter) = rest.get(length..)?.chars().next().filter(|c| COUNTERS.contains(c))
        else {
            continue;
        };
        if is_open || number < 2 {
            continue;
        }
        let end = length + counter.len_utf8();
        let Some(listed) = listed(rest.get(end..)?) else { continue };
        if let Some(found) = misfit(listed, number as usize) {
            return Some(Claim { at: start..start + end, found });
        }
    }
    None
}

/// What is listed behind a short name: after a colon up to the end of the sentence, or in brackets.
fn listed(after: &str) -> Option<&str> {
    let mut taken = 0;
    for (at, c) in after.char_indices() {
        let list = after.get(at + c.len_utf8()..)?;
        match c {
            '：' | ':' => return Some(list),
            '（' | '(' => return list.find(['）', ')']).and_then(|end| list.get(..end)),
            '，' | ',' | '。' | '；' | ';' | '、' | '\n' | '{' => return None,
            _ => {}
        }
        taken += 1;
        if taken > NAME_CHARS {
            return None;
        }
    }
    None
}

/// How many are listed, when that can be told and isn't `number`.
fn misfit(list: &str, number: usize) -> Option<usize> {
    let marks = order::count(list);
    if marks > 1 {
        return (marks != number).then_some(marks);
    }
    let sentence = list.split(['。', '；', ';', '\n']).next().unwrap_or_default();
    if sentence.contains(['，', ',', '{', '：', ':']) || sentence.trim_end().ends_with('等') {
        return None;
    }
    let items: Vec<&str> = sentence.split('、').map(str::trim).filter(|i| !i.is_empty()).collect();
    let last = items.last()?;
    if items.len() < 2 || last.contains('等') {
        return None;
    }
    // 甲、乙和丙 is three, but 受理和处理 may be one.
    let joined = last.contains(['和', '与', '及']);
    let fits = items.len() == number || (joined && items.len() + 1 == number);
    (!fits).then_some(items.len())
}

/// How many things a list's name says that it holds: 八进, 四家.
pub(crate) fn claimed_by_name(name: &str) -> Option<(u32, Range<usize>)> {
    let (number, length) = numeral::han(name).filter(|(n, _)| *n >= 2)?;
    let counter = name.get(length..)?.chars().next()?;
    let is_counter = matches!(counter, '进' | '条' | '项' | '家' | '类' | '种' | '式');
    is_counter.then_some((number, 0..length + counter.len_utf8()))
}

/// The second mention of something that one enumeration names twice: 《甲》、《乙》、《甲》.
pub(crate) fn twice(text: &str) -> Option<Range<usize>> {
    if !text.contains('、') {
        return None;
    }
    let mut start = 0;
    for part in text.split_inclusive(['。', '；', '：', '，', ';', ':', ',', '\n', '（', '）'])
    {
        let mut seen = BTreeSet::new();
        let mut at = start;
        for (nth, item) in part.split('、').enumerate() {
            let bare = item.trim_end_matches(['。', '；', '，', ';', ',', '\n', '（', '）', '等']);
            // A verb may stand before the first.
            let lead = match bare.find('《') {
                Some(title) if nth == 0 => title,
                _ => bare.len() - bare.trim_start().len(),
            };
            let name = bare.get(lead..).unwrap_or_default().trim_end();
            let is_name = name.chars().nth(1).is_some() && !name.contains(['{', '}']);
            if is_name && !seen.insert(name) {
                return Some(at + lead..at + lead + name.len());
            }
            at += item.len() + '、'.len_utf8();
        }
        start += part.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<(&str, usize)> {
        claim(text).map(|c| (&text[c.at], c.found))
    }

    #[test]
    fn claims_are_held_against_what_is_listed() {
        assert_eq!(words("四家汽车行：东风行、长安行、吉利行"), Some(("四家", 3)));
        assert_eq!(words("共提出4条建议：一是甲；二是乙；三是丙。"), Some(("4条", 3)));
        assert_eq!(words("走访三个市场（城东、城西）"), Some(("三个", 2)));
        for fine in [
            "四家汽车行：东风行、长安行、吉利行、奇瑞行",
            "四家汽车行：东风行、长安行、吉利行和奇瑞行",
            "四家汽车行：东风行、长安行等",
            "第三条：甲、乙",
            "不少于三种：甲、乙",
            "五种形式至少做三种；老人、学生、企业员工各讲各的",
            "3月15日：甲、乙",
            "两项任务：先查，再改、再查",
            "三个行业：{行业}、乙",
            "四项服务按计划展开",
        ] {
            assert_eq!(words(fine), None, "{fine}");
        }
    }

    #[test]
    fn names_of_lists_may_claim_a_number() {
        assert_eq!(claimed_by_name("八进").map(|c| c.0), Some(8));
        assert_eq!(claimed_by_name("十二项行动").map(|c| c.0), Some(12));
        for fine in ["三包商品", "一家亲", "两节", "行业", "四季"] {
            assert_eq!(claimed_by_name(fine), None, "{fine}");
        }
    }

    #[test]
    fn what_is_named_twice_is_found() {
        let twice = |text: &'static str| twice(text).map(|at| &text[at]);
        assert_eq!(twice("发放《消法》、《消法》等"), Some("《消法》"));
        assert_eq!(twice("发放：《消法》、《广告法》、《消法》"), Some("《消法》"));
        assert_eq!(twice("手册、折页、手册，以及横幅"), Some("手册"));
        for fine in
            ["手册、折页；手册、横幅", "宣讲《消法》、学习《消法》", "甲、乙、甲", "{a}店、{a}店"]
        {
            assert_eq!(twice(fine), None, "{fine}");
        }
    }
}
