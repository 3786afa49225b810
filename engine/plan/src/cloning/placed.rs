//! Where in a clone stands what stood somewhere in its source, and what its comments call files that have moved.

use std::ops::Range;

use super::relative;
use crate::syntax::{Kind, Parsed};

/// An edit: what is taken out, and what is put there.
pub(super) type Edit = (Range<usize>, String);

/// Where a range of the source stands once the edits are made; where it was within one, that edit's text.
pub(super) fn shifted(range: &Range<usize>, edits: &[Edit]) -> Range<usize> {
    let (mut start, mut length) = (range.start, range.len());
    for (taken, put) in edits {
        if taken.end <= range.start {
            start = start + put.len() - taken.len();
        } else if taken.start <= range.start {
            start -= range.start - taken.start;
            length = put.len();
        }
    }
    start..start + length
}

/// Where a range of a text stands once it is laid out: only blanks and commas come and go by that.
pub(super) fn laid_out(range: &Range<usize>, was: &str, is: &str) -> Range<usize> {
    if was == is {
        return range.clone();
    }
    let counts = |c: &char| !c.is_whitespace() && *c != ',';
    let before = |at: usize| was.get(..at).map_or(0, |text| text.chars().filter(counts).count());
    let nth = |n: usize| {
        let mut places = is.char_indices().filter(|(_, c)| counts(c));
        places.nth(n).map_or(is.len(), |(at, _)| at)
    };
    let (first, last) = (before(range.start), before(range.end));
    let start = nth(first);
    let end = match last.checked_sub(first) {
        None | Some(0) => start,
        Some(_) => nth(last - 1) + 1,
    };
    let end = (end..=is.len()).find(|at| is.is_char_boundary(*at)).unwrap_or(is.len());
    start..end.max(start)
}

/// Names of files in comments of `file`, where those files are called otherwise in the clone: a name by itself, or
/// a folder that all of its files have left for another.
pub(super) fn renamed(file: &Parsed, names: &[&str], targets: &[String]) -> Vec<Edit> {
    let (Some(own), Some(at)) = (names.get(file.file), targets.get(file.file)) else {
        return Vec::new();
    };
    let ways: Vec<(String, String)> = names
        .iter()
        .zip(targets)
        .filter(|(name, _)| *name != own)
        .map(|(name, target)| (relative(own, name), relative(at, target)))
        .collect();
    let mut put: Vec<(String, String)> = Vec::new();
    for (was, is) in ways.iter().filter(|(was, is)| was != is) {
        put.push((was.clone(), is.clone()));
        let Some(((folder, _), (into, _))) = was.rsplit_once('/').zip(is.rsplit_once('/')) else {
            continue;
        };
        let stays = |(was, is): &(String, String)| {
            let left = was.rsplit_once('/').is_some_and(|(of, _)| of == folder);
            left && is.rsplit_once('/').is_none_or(|(to, _)| to != into)
        };
        if !ways.iter().any(stays) {
            put.push((format!("{folder}/"), format!("{into}/")));
        }
    }
    let tokens = file.tree().descendants_with_tokens().filter_map(|e| e.into_token());
    let comments = tokens.filter(|t| matches!(t.kind(), Kind::LineComment | Kind::BlockComment));
    comments.flat_map(|token| said(token.text(), token.text_range().start().into(), &put)).collect()
}

/// The names in a comment, each at the first place where it may begin.
fn said(comment: &str, start: usize, put: &[(String, String)]) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = comment.get(at..).filter(|rest| !rest.is_empty()) {
        let before = comment.get(..at).and_then(|text| text.chars().next_back());
        let is_inside =
            before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
        let found = put.iter().find(|(was, _)| !is_inside && rest.starts_with(was.as_str()));
        match found {
            Some((was, is)) => {
                out.push((start + at..start + at + was.len(), is.clone()));
                at += was.len();
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_stands_where_it_has_gone() {
        let was = "a: \"x\", b: \"甲\", c: 1";
        let at = |text: &str, word: &str| text.find(word).map(|at| at..at + word.len()).unwrap();
        let edits = vec![(at(was, "\"x\""), "\"longer\"".to_owned()), (9..9, "// n\n".to_owned())];
        let is = "a: \"longer\", // n\nb: \"甲\", c: 1";
        assert_eq!(shifted(&at(was, "\"甲\""), &edits), at(is, "\"甲\""));
        assert_eq!(shifted(&at(was, "\"x\""), &edits), at(is, "\"longer\""));
        let neat = "a: \"longer\",\n// n\n    b: \"甲\",\n    c: 1,\n";
        assert_eq!(laid_out(&at(is, "\"甲\""), is, neat), at(neat, "\"甲\""));
    }

    #[test]
    fn comments_name_files_as_they_are_called_now() {
        let text = "// 在 w/u.ron，做什么在 w/s-*.ron，不是 x/w/u.ron；c/cn.ron\n1";
        let file = crate::syntax::parse(0, text);
        let names = ["p.ron", "w/u.ron", "w/s-1.ron", "c/cn.ron"];
        let targets = ["q.ron", "q/u.ron", "q/s-1.ron", "c/cn.ron"].map(str::to_owned);
        let edits = renamed(&file, &names, &targets);
        let edits: Vec<_> =
            edits.iter().map(|(range, put)| (&text[range.clone()], put.as_str())).collect();
        assert_eq!(edits, [("w/u.ron", "q/u.ron"), ("w/", "q/")]);
    }
}
