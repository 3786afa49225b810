//! Who does it: units and people as cells name them, and as sentences do, `由应急局牵头，公安局配合`.

use super::kind_of;
use super::said::{one_line, pieces};
use crate::expanded::UnitKind;

/// Words behind the unit that leads, and behind those that support it.
const LEADS: [&str; 4] = ["牵头", "负责", "主办", "承办"];
const SUPPORTS: [&str; 4] = ["配合", "协助", "协办", "参与"];

/// The units that a cell names, each once.
pub(super) fn units(cell: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in pieces(&unbracketed(cell).0) {
        let name = piece.trim_start_matches("牵头：").trim_start_matches("配合：");
        for name in parted(name) {
            if !name.is_empty() && !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

/// A text without its brackets, and what stands in them.
fn unbracketed(text: &str) -> (String, String) {
    let mut depth = 0u32;
    let (mut outer, mut inner) = (String::new(), String::new());
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                // What follows is another.
                outer.push(' ');
                inner.push('、');
            }
            c if depth > 0 => inner.push(c),
            c => outer.push(c),
        }
    }
    (outer, inner)
}

/// The units between blanks: `宣传部 文明办` are two, `市 局` and `Food Safety Office` are one.
fn parted(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_chinese = |word: &&str| !word.is_ascii();
    let is_name = |word: &&str| word.chars().count() > 1 && is_chinese(word);
    if words.iter().all(is_name) {
        return words.into_iter().map(str::to_owned).collect();
    }
    vec![words.join(if words.iter().all(is_chinese) { "" } else { "-" })]
}

/// Whether a cell says more of its units than who leads.
pub(super) fn says_more(cell: &str) -> bool {
    let inner = unbracketed(cell).1;
    pieces(&inner).any(|said| !LEADS.contains(&said) && !SUPPORTS.contains(&said))
}

/// The people that a cell names, and whether it says more than that.
pub(super) fn people(cell: &str) -> (Vec<String>, bool) {
    let mut out: Vec<String> = Vec::new();
    let mut says_more = false;
    let (cell, inner) = unbracketed(cell);
    says_more |= pieces(&inner).next().is_some();
    for piece in pieces(&cell) {
        let words = piece.split_whitespace().collect::<Vec<_>>();
        let words = if piece.is_ascii() { vec![words.join("-")] } else { owned(&words) };
        for word in words {
            if !is_person(&word) {
                says_more = true;
            } else if !out.contains(&word) {
                out.push(word);
            }
        }
    }
    (out, says_more)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Whether a word may be the name of somebody: no telephone number and no more than that.
fn is_person(word: &str) -> bool {
    let is_label = ["电话", "手机", "邮箱", "tel", "phone"].iter().any(|l| word.contains(l));
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '·' | '.');
    !is_label && word.chars().all(is_plain)
}

/// Whether a name is nobody in particular.
pub(super) fn is_vague(name: &str) -> bool {
    ["相关", "有关", "各", "其他", "全体", "所有"].iter().any(|word| name.starts_with(word))
        || name.ends_with('等')
}

/// What a sentence says of who leads and who supports.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Duty {
    /// The clauses that say it, as they stand there.
    pub(super) clauses: Vec<String>,
    pub(super) owner: String,
    pub(super) support: String,
}

/// The first sentence that says who leads, `由应急局牵头，公安局、消防大队配合`.
pub(super) fn find(text: &str) -> Option<Duty> {
    text.split(['。', '；', ';', '（', '）', '\n']).find_map(|sentence| {
        let mut clauses = sentence.split(['，', ',']);
        let (clause, owner) = clauses.find_map(|clause| {
            let said = clause.split_once('由')?.1;
            Some((clause.split_at(clause.find('由')?).1, named(said, &LEADS)?))
        })?;
        let support = clauses.find_map(|clause| Some((clause, named(clause, &SUPPORTS)?)));
        let clauses = [Some(clause), support.as_ref().map(|(clause, _)| *clause)];
        Some(Duty {
            clauses: clauses.into_iter().flatten().map(one_line).collect(),
            owner,
            support: support.map(|(_, units)| units).unwrap_or_default(),
        })
    })
}

/// The units in front of one of those words, where all of them are units.
fn named(said: &str, words: &[&str]) -> Option<String> {
    let end = words.iter().filter_map(|word| said.find(word)).min()?;
    let units = said.get(..end)?.replace(['和', '与', '及'], "、");
    let is_unit = |name: &str| kind_of(name) != UnitKind::Other || is_vague(name);
    let all: Vec<&str> = pieces(&units).collect();
    (!all.is_empty() && all.iter().all(|name| is_unit(name))).then(|| all.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_name_units_and_people() {
        for (cell, names) in [
            ("宣传部 文明办", vec!["宣传部", "文明办"]),
            ("城西所/个私协会\n执法队", vec!["城西所", "个私协会", "执法队"]),
            ("水 务 局", vec!["水务局"]),
            ("Food Safety Office", vec!["Food-Safety-Office"]),
            ("12315 中心", vec!["12315-中心"]),
            ("城东所（牵头）、城东所", vec!["城东所"]),
        ] {
            assert_eq!(units(cell), names, "{cell}");
        }
        assert!(says_more("城东所（张三）") && !says_more("城东所（牵头）、城西所"));
        for (cell, names, says) in [
            ("张三，电话 12345678", vec!["张三"], true),
            ("张三、李四", vec!["张三", "李四"], false),
            ("张三 李四", vec!["张三", "李四"], false),
            ("Li Hua", vec!["Li-Hua"], false),
            ("13800000000", vec![], true),
        ] {
            assert_eq!(people(cell), (owned(&names), says), "{cell}");
        }
    }

    #[test]
    fn sentences_say_who_leads() {
        let duty = |clauses: &[&str], owner: &str, support: &str| {
            let (owner, support) = (owner.to_owned(), support.to_owned());
            Some(Duty { clauses: owned(clauses), owner, support })
        };
        for (text, said) in [
            (
                "联合检查。由应急局牵头，公安局、消防大队配合，6月25日前完成。",
                duty(&["由应急局牵头", "公安局、消防大队配合"], "应急局", "公安局、消防大队"),
            ),
            ("具体由宣传科和文旅局负责", duty(&["由宣传科和文旅局负责"], "宣传科、文旅局", "")),
            ("由各镇街负责排查", duty(&["由各镇街负责排查"], "各镇街", "")),
            ("由专人负责登记", None),
            ("理由充分，城东所配合", None),
        ] {
            assert_eq!(find(text), said, "{text}");
        }
    }
}
