//! The name that was probably meant.

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// A name that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The name.
    pub name: String,
    /// Whether it can't have been another: it may be put in without asking.
    pub is_sure: bool,
}

impl Near {
    /// One that can't be another.
    pub fn sure(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_sure: true }
    }
}

impl From<String> for Near {
    fn from(name: String) -> Self {
        Self { name, is_sure: false }
    }
}

/// The candidate nearest to `name`, if any is near enough: at most a third of its characters differ,
/// one at least; or one name holds the other. It is sure where `name` is a slip of the hand away from it
/// and no other candidate is as near.
pub fn near<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Near> {
    let length = name.chars().count();
    let reach = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    // The least distance of another than the best.
    let mut next = usize::MAX;
    for candidate in candidates {
        let distance = strsim::osa_distance(name, candidate);
        let holds = || {
            length >= 2
                && (candidate.contains(name)
                    || (candidate.chars().count() >= 2 && name.contains(candidate)))
        };
        let cost = if distance <= reach && distance < length {
            distance
        } else if holds() {
            reach + distance
        } else {
            continue;
        };
        match best {
            Some((_, known)) if known == candidate => {}
            Some((least, _)) if least <= cost => next = next.min(cost),
            _ => {
                next = best.map_or(next, |(least, _)| least.min(next));
                best = Some((cost, candidate));
            }
        }
    }
    let (cost, candidate) = best?;
    // A name with blanks around it is a slip itself.
    let is_sure = cost < next && is_slip(name, candidate) && candidate.trim() == candidate;
    Some(Near { name: candidate.to_owned(), is_sure })
}

/// Whether what was written differs from what was meant as slips of the hand differ, and other names don't:
/// in case, in spaces, in a letter of a longer word, in a character that sounds the same, in a character
/// typed twice. `城西所` is no slip for `城东所`, and `O3` none for `O2`.
fn is_slip(written: &str, meant: &str) -> bool {
    let tidy = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    if tidy(written) == tidy(meant) {
        return true;
    }
    let is_word = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    if is_word(written) && is_word(meant) {
        return meant.len() >= 4 && written.len() >= 4 && strsim::osa_distance(written, meant) == 1;
    }
    let (written, meant): (Vec<char>, Vec<char>) =
        (written.chars().collect(), meant.chars().collect());
    if written.len() == meant.len() {
        let mut differ = written.iter().zip(&meant).filter(|(a, b)| a != b);
        return match (differ.next(), differ.next()) {
            (Some((a, b)), None) => !counts(*a) && sound_alike(*a, *b),
            _ => false,
        };
    }
    written.len() == meant.len() + 1
        && written.windows(2).enumerate().any(|(i, pair)| {
            let doubled = pair.first() == pair.last() && !pair.iter().any(|c| counts(*c));
            let rest = written.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, c)| c);
            doubled && rest.eq(&meant)
        })
}

/// Whether a character tells one of a row from another.
fn counts(c: char) -> bool {
    c.is_ascii()
        || "零一二三四五六七八九十百千两东南西北中上下左右前后内外大小新老甲乙丙丁戊己庚辛壬癸"
            .contains(c)
}

/// Whether an input method offers both characters for the same letters.
pub(crate) fn sound_alike(a: char, b: char) -> bool {
    let sounds = |c: char| -> Vec<&'static str> {
        match c.to_pinyin_multi() {
            Some(all) => all.into_iter().map(|p| p.plain()).collect(),
            None => c.to_pinyin().map(|p| p.plain()).into_iter().collect(),
        }
    };
    let other = sounds(b);
    sounds(a).iter().any(|sound| other.contains(sound))
}

#[cfg(test)]
mod tests {
    use super::{Near, near};

    fn found(name: &str, names: &[&str]) -> Option<(String, bool)> {
        near(name, names.iter().copied()).map(|Near { name, is_sure }| (name, is_sure))
    }

    #[test]
    fn the_nearest_name_is_found() {
        let names = ["城东所", "城西所", "执法队", "owner"];
        let near = |name: &str| found(name, &names).map(|(name, _)| name);
        assert_eq!(near("城东").as_deref(), Some("城东所"));
        assert_eq!(near("执法大队").as_deref(), Some("执法队"));
        assert_eq!(near("onwer").as_deref(), Some("owner"));
        assert_eq!(near("住建局"), None);
        assert_eq!(near("x"), None);
    }

    #[test]
    fn only_slips_of_the_hand_are_sure() {
        for (written, meant) in [
            ("城东索", "城东所"),
            ("市场课", "市场科"),
            ("城东东所", "城东所"),
            ("城东 所", "城东所"),
            ("onwer", "owner"),
            ("Office", "office"),
            ("offfice", "office"),
            ("印发通只", "印发通知"),
        ] {
            let sure = if written == "城东东所" { !super::counts('东') } else { true };
            assert_eq!(
                found(written, &[meant, "别的单位"]),
                Some((meant.to_owned(), sure)),
                "{written}"
            );
        }
        for (written, meant) in [
            ("城西所", "城东所"),
            ("城东", "城东所"),
            ("执法大队", "执法队"),
            ("O3", "O2"),
            ("12351中心", "12315中心"),
            ("乙组", "一组"),
            ("城东一所", "城东所"),
        ] {
            assert_eq!(found(written, &[meant]), Some((meant.to_owned(), false)), "{written}");
        }
        // Two as near: it may be either.
        assert_eq!(found("城东索", &["城东所", "城东站"]).map(|(_, sure)| sure), Some(false));
        assert_eq!(found("城东索", &["城东所", "城东所"]).map(|(_, sure)| sure), Some(true));
    }
}
