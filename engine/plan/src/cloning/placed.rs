//! Where in a clone stands what stood somewhere in its source, and what its comments call files that have moved.

use std::collections::BTreeSet;
use std::ops::Range;

use super::CloneOptions;
use crate::syntax::{Kind, Node, Parsed, Shape};

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

/// Where a file names others, and which.
pub(super) fn links(file: &Parsed, names: &[&str]) -> Vec<(Range<usize>, usize)> {
    let Some(root) = file.root() else { return Vec::new() };
    let own = names.get(file.file).copied().unwrap_or_default();
    let lists = ["include", "calendar"].into_iter().filter_map(|field| root.named(field));
    let values = lists.flat_map(|list| {
        let list = list.inner();
        match list.shape() {
            Shape::List => list.children().map(Node::inner).collect(),
            _ => vec![list],
        }
    });
    let link = |value: Node<'_>| {
        let path = crate::sources::join(own, &value.text()?)?;
        Some((value.range(), names.iter().position(|name| *name == path)?))
    };
    values.filter_map(link).collect()
}

/// The path of each file in the clone: those that are changed, or that lead to such, lie in a folder of the
/// new plan's name.
pub(super) fn targets(
    names: &[&str],
    edits: &[Vec<(Range<usize>, String)>],
    links: &[Vec<(Range<usize>, usize)>],
    options: &CloneOptions<'_>,
) -> Vec<String> {
    let is_changed =
        |i: &usize| *i == 0 || options.whole || edits.get(*i).is_some_and(|e| !e.is_empty());
    let mut changed: BTreeSet<usize> = (0..names.len()).filter(is_changed).collect();
    loop {
        let leads = |i: &usize| {
            links.get(*i).is_some_and(|l| l.iter().any(|(_, to)| *to > 0 && changed.contains(to)))
        };
        let more: Vec<usize> =
            (0..names.len()).filter(|i| !changed.contains(i) && leads(i)).collect();
        if more.is_empty() {
            break;
        }
        changed.extend(more);
    }
    // A plan without the usual ending would stand where the folder is to be.
    let stem = match options.out.strip_suffix(".ron") {
        Some(stem) => stem.to_owned(),
        None => format!("{}-files", options.out),
    };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let target = |(i, name): (usize, &&str)| {
        if i == 0 {
            return options.out.to_owned();
        }
        if !changed.contains(&i) {
            return (*name).to_owned();
        }
        let base = name.rsplit('/').next().unwrap_or(name);
        // Names that differ in case alone are one to some systems.
        let free = (1..).find_map(|nth| {
            let base = if nth == 1 { base.to_owned() } else { format!("{nth}-{base}") };
            taken.insert(base.to_lowercase()).then_some(base)
        });
        format!("{stem}/{}", free.unwrap_or_default())
    };
    names.iter().enumerate().map(target).collect()
}

/// The path of one file as another names it.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = folder.get(..folder.len().saturating_sub(1)).unwrap_or_default();
    let target: Vec<&str> = to.split('/').collect();
    let last = target.len().saturating_sub(1);
    let common = folder.iter().zip(target.iter().take(last)).take_while(|(a, b)| a == b).count();
    let up = folder.len() - common;
    let mut parts = vec![".."; up];
    parts.extend(target.get(common..).unwrap_or_default());
    parts.join("/")
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
