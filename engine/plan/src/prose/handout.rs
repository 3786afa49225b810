//! Things handed out or put up, which a report will have to count: 发放手册, 悬挂横幅 (S3.2, S3.4, S5.9, S9.5).

use std::ops::Range;

const DEEDS: &[&str] = &[
    "发放", "派发", "分发", "散发", "赠送", "张贴", "悬挂", "展示", "展出", "摆放", "印发", "派送",
];
const THINGS: &[&str] = &[
    "宣传资料",
    "宣传材料",
    "宣传册",
    "宣传单",
    "宣传页",
    "宣传画",
    "宣传栏",
    "小册子",
    "明白纸",
    "告知书",
    "倡议书",
    "一封信",
    "横幅",
    "展板",
    "展架",
    "海报",
    "折页",
    "传单",
    "手册",
    "书籍",
    "图书",
    "读本",
    "挂图",
    "问卷",
];
const ENGLISH_DEEDS: &[&str] = &["hand out", "hands out", "give out", "distribute", "put up"];
const ENGLISH_THINGS: &[&str] =
    &["leaflet", "booklet", "manual", "poster", "banner", "flyer", "brochure", "pamphlet"];

/// The first thing that a text hands out or puts up.
pub(crate) fn handed_out(text: &str) -> Option<Range<usize>> {
    let find = |text: &str, deeds: &[&str], things: &[&str]| {
        let mut start = 0;
        for sentence in text.split_inclusive(['。', '；', ';']) {
            if deeds.iter().any(|d| sentence.contains(d)) {
                let found = things.iter().filter_map(|t| Some((sentence.find(t)?, t.len())));
                if let Some((at, length)) =
                    found.min_by_key(|(at, length)| (*at, usize::MAX - length))
                {
                    return Some(start + at..start + at + length);
                }
            }
            start += sentence.len();
        }
        None
    };
    if text.is_ascii() {
        return find(&text.to_ascii_lowercase(), ENGLISH_DEEDS, ENGLISH_THINGS);
    }
    find(text, DEEDS, THINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_out_is_found() {
        let thing = |text: &'static str| handed_out(text).map(|at| &text[at]);
        assert_eq!(thing("现场发放宣传册、宣传单"), Some("宣传册"));
        assert_eq!(thing("悬挂横幅"), Some("横幅"));
        assert_eq!(thing("分别用展板展示"), Some("展板"));
        assert_eq!(thing("发放知识手册与书籍"), Some("手册"));
        assert_eq!(thing("Hand out leaflets"), Some("leaflet"));
        for fine in ["《消法》手册", "发放通知。另备展板", "收回问卷", "编写手册"]
        {
            assert_eq!(thing(fine), None, "{fine}");
        }
    }
}
