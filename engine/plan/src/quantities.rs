//! Units of quantity (量词): the common ones, and what looks like a slip for one of them.

use crate::names::sound_alike;

/// Those that campaigns of this kind count in (domain.md, quantity units). A plan may use others.
pub(crate) const QUANTITIES: [&str; 26] = [
    "份", "本", "条", "个", "块", "次", "场", "篇", "起", "件", "家", "家次", "户", "户次", "人",
    "人次", "批次", "品种", "种", "瓶", "公斤", "袋(盒)", "点", "单位", "行业", "%",
];

/// Words that say how exact a figure is: they stand with the figure, not with its unit.
const QUALIFIERS: [&str; 4] = ["余", "多", "近", "共"];

/// Why a unit of quantity is doubtful, and which was probably meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Two in one, `户(次)`: what it counts cannot be said.
    Composite(Option<&'static str>),
    /// A qualifier of figures in front of it: `余份`.
    Qualified(&'static str),
    /// A slip of the hand: `次人`, `分`.
    Slip(&'static str),
}

/// What is doubtful about a unit of quantity, if anything is.
pub(crate) fn doubt(text: &str) -> Option<Doubt> {
    if QUANTITIES.contains(&text) {
        return None;
    }
    let known = |text: &str| QUANTITIES.iter().copied().find(|known| *known == text);
    let mark = |c: char| "()（）/／、".contains(c);
    if text.contains(mark) {
        let joined: String = text.chars().filter(|c| !mark(*c)).collect();
        let first = || text.split(mark).find(|part| !part.is_empty()).and_then(known);
        return Some(Doubt::Composite(known(&joined).or_else(first)));
    }
    let behind = QUALIFIERS.iter().find_map(|word| known(text.strip_prefix(word)?));
    if let Some(meant) = behind {
        return Some(Doubt::Qualified(meant));
    }
    QUANTITIES.into_iter().find(|known| is_slip(text, known)).map(Doubt::Slip)
}

/// Whether the same characters stand in another order, or one of them only sounds like the right one.
fn is_slip(written: &str, meant: &str) -> bool {
    let (mut written, mut meant): (Vec<char>, Vec<char>) =
        (written.chars().collect(), meant.chars().collect());
    if written.len() != meant.len() {
        return false;
    }
    let mut differ = written.iter().zip(&meant).filter(|(a, b)| a != b);
    if let (Some((a, b)), None) = (differ.next(), differ.next()) {
        return sound_alike(*a, *b) && !OTHERS.contains(a);
    }
    written.sort_unstable();
    meant.sort_unstable();
    written == meant
}

/// Characters that count something of their own, though they sound like one of the common ones.
const OTHERS: [char; 12] = ['架', '间', '店', '期', '元', '平', '屏', '版', '剂', '圈', '厂', '肩'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_slip_is_doubtful_and_other_units_are_not() {
        for (text, doubt) in [
            ("人/次", Doubt::Composite(Some("人次"))),
            ("(户)次", Doubt::Composite(Some("户次"))),
            ("户（次）", Doubt::Composite(Some("户次"))),
            ("个(次)", Doubt::Composite(Some("个"))),
            ("代(盒)", Doubt::Composite(None)),
            ("余份", Doubt::Qualified("份")),
            ("次人", Doubt::Slip("人次")),
            ("分", Doubt::Slip("份")),
            ("护次", Doubt::Slip("户次")),
        ] {
            assert_eq!(super::doubt(text), Some(doubt), "{text}");
        }
        let others = ["张", "万元", "元", "小时", "车次", "架次", "店", "期", "台", "袋(盒)", "页"];
        for text in others.into_iter().chain(QUANTITIES) {
            assert_eq!(doubt(text), None, "{text}");
        }
    }
}
