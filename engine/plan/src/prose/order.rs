//! Enumerations: 一是…三是, （一）（二）, 1. 2., ①②, and what is missing from them (S1.8).

use std::ops::Range;

use super::{is_boundary, numeral};

/// How the items of an enumeration are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 一是
    Is,
    /// 第一，
    Nth,
    /// （一）
    Brackets,
    /// (1)
    BracketedDigits,
    /// 1. or 1、
    Digits,
    /// ①
    Circled,
    /// 一、 at the head of an item.
    Han,
}

/// A mark of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    style: Style,
    number: u32,
    /// Its bytes.
    pub(crate) at: Range<usize>,
}

/// What is wrong with an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Which mark, by its place among those looked at.
    pub(crate) mark: usize,
    /// The mark that is missing before it; nothing when it stands there twice.
    pub(crate) missing: Option<String>,
}

impl Style {
    fn write(self, number: u32) -> String {
        let han = numeral::write(number);
        match self {
            Style::Is => format!("{han}是"),
            Style::Nth => format!("第{han}"),
            Style::Brackets => format!("（{han}）"),
            Style::BracketedDigits => format!("（{number}）"),
            Style::Digits => format!("{number}."),
            Style::Circled => {
                char::from_u32(0x2460 + number.saturating_sub(1)).map(String::from).unwrap_or(han)
            }
            Style::Han => format!("{han}、"),
        }
    }
}

const STYLES: &[Style] = &[
    Style::Is,
    Style::Nth,
    Style::Brackets,
    Style::BracketedDigits,
    Style::Digits,
    Style::Circled,
];

/// The mark that a text begins with.
pub(crate) fn leading(text: &str) -> Option<Mark> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?;
    let found = mark(rest).or_else(|| {
        let (number, length) = numeral::han(rest)?;
        rest.get(length..)?.starts_with('、').then_some((Style::Han, number, length))
    });
    let (style, number, length) = found?;
    Some(Mark { style, number, at: start..start + length })
}

/// The mark at the very begin of a text: its style, its number and its bytes.
fn mark(text: &str) -> Option<(Style, u32, usize)> {
    let first = text.chars().next()?;
    if let Some(n) = u32::from(first).checked_sub(0x2460).filter(|n| *n < 20) {
        return Some((Style::Circled, n + 1, first.len_utf8()));
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (number, length) = numeral::read(rest)?;
        let style =
            if numeral::han(rest).is_some() { Style::Brackets } else { Style::BracketedDigits };
        let close = rest.get(length..)?.chars().next().filter(|c| ")）".contains(*c))?;
        return Some((style, number, first.len_utf8() + length + close.len_utf8()));
    }
    if let Some(rest) = text.strip_prefix('第') {
        let (number, length) = numeral::han(rest)?;
        let is_mark = rest.get(length..)?.starts_with(['，', ',', '、', '：', ':']);
        return is_mark.then_some((Style::Nth, number, first.len_utf8() + length));
    }
    if let Some((number, length)) = numeral::han(text) {
        let is_mark = text.get(length..)?.starts_with('是');
        return is_mark.then_some((Style::Is, number, length + '是'.len_utf8()));
    }
    let (number, length) = numeral::digits(text).filter(|(n, _)| (1..100).contains(n))?;
    let mut after = text.get(length..)?.chars();
    let point = after.next().filter(|c| ".．、".contains(*c))?;
    let is_mark = after.next().is_some_and(|c| !c.is_ascii_digit());
    is_mark.then_some((Style::Digits, number, length + point.len_utf8()))
}

/// The first gap in an enumeration that stands in one text, with its marks.
pub(crate) fn gap(text: &str) -> Option<(Fault, Vec<Mark>)> {
    let marks = marks(text);
    STYLES.iter().find_map(|style| {
        let own: Vec<Mark> = marks.iter().filter(|m| m.style == *style).cloned().collect();
        // Marks that don't begin with one are references: 见第（三）项. 一是 is none.
        if *style != Style::Is && own.first()?.number != 1 {
            return None;
        }
        let fault = fault(&own.iter().map(Some).collect::<Vec<_>>(), *style == Style::Is)?;
        Some((fault, own))
    })
}

/// How many items a text enumerates, by the marks that it has most of.
pub(super) fn count(text: &str) -> usize {
    let marks = marks(text);
    let of = |style: &Style| marks.iter().filter(|m| m.style == *style).count();
    STYLES.iter().map(of).max().unwrap_or_default()
}

fn marks(text: &str) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut before = None;
    let mut skip = 0;
    for (start, c) in text.char_indices() {
        let may_begin =
            start >= skip && (is_boundary(before) || "（(".contains(c) || ('①'..='⑳').contains(&c));
        if may_begin && let Some((style, number, length)) = text.get(start..).and_then(mark) {
            out.push(Mark { style, number, at: start..start + length });
            skip = start + length;
        }
        before = Some(c);
    }
    out
}

/// The first gap in an enumeration that items of a list begin with, one mark for each item. The first may
/// be any number: what comes before it may stand elsewhere.
pub(crate) fn gap_in(items: &[Option<Mark>]) -> Option<Fault> {
    let style = items.iter().flatten().next()?.style;
    let own: Vec<Option<&Mark>> =
        items.iter().map(|m| m.as_ref().filter(|m| m.style == style)).collect();
    fault(&own, false)
}

/// `from_one`: whether marks that don't begin with one lack it.
fn fault(marks: &[Option<&Mark>], from_one: bool) -> Option<Fault> {
    let count = marks.iter().flatten().count();
    let mut last: Option<u32> = None;
    for (i, mark) in marks.iter().enumerate() {
        let Some(mark) = mark.filter(|_| count > 1) else { continue };
        let expected = match last {
            // Another enumeration begins.
            _ if mark.number == 1 => 1,
            Some(n) => n + 1,
            None if from_one => 1,
            None => mark.number,
        };
        if last == Some(mark.number) && mark.number != 1 {
            return Some(Fault { mark: i, missing: None });
        }
        if mark.number > expected {
            return Some(Fault { mark: i, missing: Some(mark.style.write(expected)) });
        }
        if mark.number < expected {
            // References back, such as （二）, make no enumeration.
            return None;
        }
        last = Some(mark.number);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, String)> {
        let (fault, marks) = gap(text)?;
        let found = text[marks[fault.mark].at.clone()].to_owned();
        Some((found, fault.missing.unwrap_or_else(|| "twice".into())))
    }

    #[test]
    fn gaps_are_found() {
        let gap = |text, found: &str, missing: &str| {
            assert_eq!(told(text), Some((found.into(), missing.into())), "{text}");
        };
        gap("一是抓宣传；三是发挥好有关专家的作用", "三是", "二是");
        gap("二是甲，三是乙", "二是", "一是");
        gap("一是甲，二是乙，二是丙", "二是", "twice");
        gap("（一）甲（二）乙（四）丙", "（四）", "（三）");
        gap("1.甲；2.乙；4.丙", "4.", "3.");
        gap("第一，甲。第三，乙。", "第三", "第二");
        gap("①甲③乙", "③", "②");
    }

    #[test]
    fn what_is_no_enumeration_is_left_alone() {
        for fine in [
            "一是甲，二是乙，三是丙",
            "唯一是它，二是乙",
            "三是发挥好专家的作用",
            "3.15前期和3.18以后",
            "3月1日、3月5日",
            "一是甲，二是乙。另外，一是丙，二是丁",
            "见第（三）项和第（五）项",
            "版本 1.2、1.4",
            "三、四月份办理",
        ] {
            assert_eq!(told(fine), None, "{fine}");
        }
    }

    #[test]
    fn items_of_a_list_are_looked_at_together() {
        let gap = |items: &[&str]| {
            gap_in(&items.iter().map(|i| leading(i)).collect::<Vec<_>>())
                .map(|f| (f.mark, f.missing))
        };
        assert_eq!(gap(&["一、部署", "三、总结"]), Some((1, Some("二、".into()))));
        assert_eq!(gap(&["二、部署", "其他", "三、总结"]), None);
        assert_eq!(gap(&["一是甲", "二是乙", "四是丙"]), Some((2, Some("三是".into()))));
        assert_eq!(gap(&["（一）甲", "（二）乙", "（二）丙"]), Some((2, None)));
        assert_eq!(gap(&["一、部署"]), None);
    }
}
