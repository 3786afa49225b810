//! What kind of body a unit is, guessed from its name; what kind of activity a task is, by the words for it.

use wallchart_words::Lang;

use crate::expanded::{TaskKind, UnitKind};
use crate::source::value;

/// Endings and words of names, and what they give away; the first that fits decides.
const ENDINGS: &[(UnitKind, &[&str])] = &[
    (UnitKind::Chapter, &["分会", " chapter"]),
    (
        UnitKind::Community,
        &["居委会", "村委会", "街道办事处", "街道", "社区", "镇", "乡", "村", "镇政府", "乡政府"],
    ),
    (
        UnitKind::Association,
        &["协会", "学会", "商会", "联合会", "总工会", " association", " union"],
    ),
    (
        UnitKind::Lab,
        &[
            "检测中心",
            "检验中心",
            "检验检测院",
            "检测所",
            "检验所",
            "研究所",
            "实验室",
            "质检院",
            " lab",
            " laboratory",
        ],
    ),
    (
        UnitKind::Media,
        &[
            "报社",
            "电视台",
            "广播站",
            "广播电台",
            "日报",
            "晚报",
            "融媒体中心",
            "新闻中心",
            "媒体",
            " press",
            " radio",
            " tv",
        ],
    ),
    (UnitKind::Team, &["专班", "工作组", "领导小组", "小组", " team", " task force", " group"]),
    (UnitKind::Branch, &["分局", "所", " branch"]),
    (UnitKind::Brigade, &["大队", "支队", "中队", "总队", "队", " brigade", " squad"]),
    (UnitKind::Station, &["站", "服务点", " station"]),
    (
        UnitKind::Office,
        &[
            "秘书处",
            "办公室",
            "科室",
            "科",
            "处",
            "股",
            "室",
            "办",
            "中心",
            " office",
            " section",
            " secretariat",
            " center",
            " centre",
        ],
    ),
    (UnitKind::Bureau, &["局", "厅", "部", " bureau", " department"]),
    (UnitKind::Committee, &["委员会", "委", "消保委", " committee", " commission"]),
    (
        UnitKind::Enterprise,
        &["公司", "集团", "企业", "厂", "超市", "商场", "酒店", " company", " ltd", " inc"],
    ),
];

/// The kind of unit that a name speaks of: what it ends in; `other` where that says nothing.
pub fn kind_of(name: &str) -> UnitKind {
    let name = name.trim().to_lowercase().replace('-', " ");
    // 综合科（办公室）is called by what stands in front.
    let name = name.split(['(', '（']).next().map_or(name.as_str(), str::trim);
    // In English the kind is a word of its own; a name may be that word alone.
    let spaced = format!(" {name}");
    let ends = |ending: &&str| {
        if ending.starts_with(' ') { spaced.ends_with(ending) } else { name.ends_with(ending) }
    };
    let found = ENDINGS.iter().find(|(_, endings)| endings.iter().any(&ends));
    found.map_or(UnitKind::Other, |(kind, _)| *kind)
}

/// The kind of activity that a cell names, in the language's own word or in the words of a reader.
pub(super) fn activity(words: &str) -> Option<&'static str> {
    let words = words.trim().to_lowercase();
    value::words::<TaskKind>().iter().copied().find(|word| {
        let kind: Option<TaskKind> = ron::from_str(word).ok();
        let said = |lang| kind.map(|kind| wallchart_words::text(lang, kind.message(), &[]));
        *word == words || [Lang::Zh, Lang::En].iter().any(|l| said(*l).as_ref() == Some(&words))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_the_kind_away() {
        for (name, kind) in [
            ("城东所", UnitKind::Branch),
            ("开发区分局", UnitKind::Branch),
            ("市场监管局", UnitKind::Bureau),
            ("消保科", UnitKind::Office),
            ("个私协会", UnitKind::Association),
            ("城东所消保分会", UnitKind::Chapter),
            ("检测中心", UnitKind::Lab),
            ("12315中心", UnitKind::Office),
            ("市消保委", UnitKind::Committee),
            ("执法队", UnitKind::Brigade),
            ("南湖街道", UnitKind::Community),
            ("Food Safety Office", UnitKind::Office),
            ("某某", UnitKind::Other),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}
