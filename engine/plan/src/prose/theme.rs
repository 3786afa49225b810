//! What a text says that the campaign's theme is: 主题：…, 以“…”为主题 (S6.2).

use std::ops::Range;

/// What may stand before 主题 where the campaign's own is meant; 讲座主题 is the lecture's.
const OWN: &[&str] = &["年", "活动", "今年", "本次", "大会", "为", "的", "宣传"];
const OPENING: &[char] = &['“', '「', '‘', '"', '《'];
const CLOSING: &[char] = &['”', '」', '’', '"', '》'];

/// The bytes of each theme that a text gives.
pub(crate) fn themes(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, word) in text.match_indices("主题") {
        let before = text[..at].trim_end_matches(['年', '为']);
        if let Some(quoted) = before.strip_suffix(CLOSING) {
            if let Some(open) = quoted.rfind(OPENING) {
                let from = open + quoted[open..].chars().next().map_or(0, char::len_utf8);
                out.push(from..quoted.len());
            }
            continue;
        }
        let is_own = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            || OWN.iter().any(|own| text[..at].ends_with(own));
        let after = at + word.len();
        if is_own && let Some(found) = said(text, after) {
            out.push(found);
        }
    }
    out
}

/// The theme behind 主题： or 主题为.
fn said(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let mark = rest.chars().next().filter(|c| "：:为是".contains(*c))?;
    let start = from + mark.len_utf8();
    let rest = text.get(start..)?;
    if let Some(open) = rest.chars().next().filter(|c| OPENING.contains(c)) {
        let start = start + open.len_utf8();
        let length = text.get(start..)?.find(CLOSING)?;
        return Some(start..start + length);
    }
    let length = rest.find(['。', '；', ';', '\n', '）', ')']).unwrap_or(rest.len());
    let said = rest.get(..length)?.trim_end();
    (!said.is_empty()).then(|| start..start + said.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_found() {
        let themes = |text: &'static str| -> Vec<&str> {
            themes(text).into_iter().map(|at| &text[at]).collect()
        };
        assert_eq!(themes("主题：{theme}。理事单位到场"), ["{theme}"]);
        assert_eq!(themes("今年主题为“消费与民生”，由会长讲话"), ["消费与民生"]);
        assert_eq!(themes("围绕“新消法、新权利、新责任”主题开展"), ["新消法、新权利、新责任"]);
        assert_eq!(themes("以“消费与服务”为主题"), ["消费与服务"]);
        assert_eq!(themes("以“消费与服务”年主题为主线"), ["消费与服务"]);
        for fine in ["讲座主题：食品安全", "开主题班会", "围绕年主题现场服务"]
        {
            assert!(themes(fine).is_empty(), "{fine}");
        }
    }
}
