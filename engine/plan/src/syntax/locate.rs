//! From a diagnostic's [`Spot`] to the bytes that it means.

use std::ops::Range;

use crate::diagnostic::{Spot, Step};

use rowan::{TextRange, TextSize};

use super::kind::{Kind, SyntaxElement};
use super::outline::Node;
use super::{Parsed, Shape, text};

/// The bytes that a spot means. A way down that leads nowhere means the deepest value on it that exists;
/// of a name that is there more than once, the last is meant.
pub fn locate(parsed: &Parsed, spot: &Spot) -> Range<usize> {
    occurrences(parsed, spot).pop().unwrap_or(0..0)
}

/// The same for every value that the last step of the way may mean, in the order of the text.
pub fn occurrences(parsed: &Parsed, spot: &Spot) -> Vec<Range<usize>> {
    match spot {
        Spot::File => one(0..0),
        Spot::Bytes(range) => {
            let end = range.end.min(parsed.text.len());
            one(range.start.min(end)..end)
        }
        Spot::At { steps, key, within } => match down(parsed, steps) {
            None => one(0..0),
            Some((nodes, whole)) => {
                nodes.into_iter().map(|node| narrow(node, *key && whole, within.as_ref())).collect()
            }
        },
    }
}

/// The text in quotes that holds these bytes: its kind and its bytes.
pub(crate) fn literal(parsed: &Parsed, range: &Range<usize>) -> Option<(Kind, Range<usize>)> {
    let element = covering(parsed, range)?;
    let token = element.as_token().cloned().or_else(|| element.as_node()?.first_token())?;
    let at = bytes(token.text_range());
    let holds = at.start <= range.start && range.end <= at.end;
    (holds && matches!(token.kind(), Kind::Text | Kind::RawText)).then_some((token.kind(), at))
}

/// The field or entry whose value these bytes are, or else the bytes themselves.
pub(crate) fn entry(parsed: &Parsed, value: Range<usize>) -> Range<usize> {
    let node = covering(parsed, &value).and_then(|element| match element {
        SyntaxElement::Node(node) => Some(node),
        SyntaxElement::Token(token) => token.parent(),
    });
    node.into_iter()
        .flat_map(|node| node.ancestors())
        .take_while(|node| usize::from(node.text_range().end()) <= value.end)
        .find(|node| matches!(node.kind(), Kind::Entry | Kind::Field))
        .map_or(value, |node| bytes(node.text_range()))
}

fn covering(parsed: &Parsed, range: &Range<usize>) -> Option<SyntaxElement> {
    let at = |n: usize| TextSize::try_from(n).ok();
    let tree = parsed.tree();
    let range = TextRange::new(at(range.start)?, at(range.end)?);
    tree.text_range().contains_range(range).then(|| tree.covering_element(range))
}

fn bytes(range: TextRange) -> Range<usize> {
    range.start().into()..range.end().into()
}

fn one(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}

/// The values at the end of the way, and whether the way could be gone to its end.
fn down<'a>(parsed: &'a Parsed, steps: &[Step]) -> Option<(Vec<Node<'a>>, bool)> {
    let mut node = parsed.root()?;
    for (i, step) in steps.iter().enumerate() {
        let mut next = match step {
            Step::Field(name) => node.inner().all_named(name),
            Step::Key(key) => node.inner().all_named(key),
            Step::Index(index) => node.inner().nth(*index).into_iter().collect(),
        };
        if i + 1 == steps.len() && !next.is_empty() {
            return Some((next, true));
        }
        match next.pop() {
            Some(child) => node = child,
            None => return Some((vec![node], false)),
        }
    }
    Some((vec![node], steps.is_empty()))
}

fn narrow(node: Node<'_>, key: bool, within: Option<&Range<usize>>) -> Range<usize> {
    if key && let Some(name) = node.key_range() {
        let written = node.parsed.text.get(name.clone()).unwrap_or("");
        return match within {
            Some(within) if written.starts_with(['"', 'r']) && written.ends_with(['"', '#']) => {
                let kind = if written.starts_with('r') { Kind::RawText } else { Kind::Text };
                shift(text::source_range(written, kind, within), name.start)
            }
            _ => name,
        };
    }
    let mut inner = node.inner();
    // Of `rule("…")` it is the sentence in it that holds bytes.
    if within.is_some() && inner.shape() == Shape::Tuple {
        let mut held = inner.children();
        if let (Some(only), None) = (held.next(), held.next()) {
            inner = only.inner();
        }
    }
    match within {
        Some(within) if inner.shape() == Shape::Text => {
            let range = text::source_range(inner.source(), inner.text_kind(), within);
            shift(range, inner.range().start)
        }
        _ if node.shape() == Shape::Missing => node.key_range().unwrap_or_else(|| node.range()),
        _ => node.range(),
    }
}

fn shift(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    const PLAN: &str = r#"Campaign(
    id: "x",
    streams: { "零": (owner: "秘", tasks: { "通\u{77e5}": (needs: ["甲 +2wd", "乙"], due: Some("D-3")) }) },
    groups: { "a": kind(branch), "a": kind(member) },
)"#;

    fn at(steps: &[Step], key: bool, within: Option<Range<usize>>) -> &'static str {
        let parsed = parse(0, PLAN);
        assert_eq!(parsed.diagnostics, []);
        let spot = Spot::At { steps: steps.to_vec(), key, within };
        &PLAN[locate(&parsed, &spot)]
    }

    fn task() -> Vec<Step> {
        vec![
            Step::Field("streams"),
            Step::Key("零".into()),
            Step::Field("tasks"),
            Step::Key("通知".into()),
        ]
    }

    #[test]
    fn a_way_down_leads_to_the_value() {
        assert_eq!(at(&[Step::Field("id")], false, None), "\"x\"");
        assert_eq!(at(&[Step::Field("id")], true, None), "id");
        assert_eq!(at(&task(), true, None), "\"通\\u{77e5}\"");
        let needs = [task(), vec![Step::Field("needs"), Step::Index(0)]].concat();
        assert_eq!(at(&needs, false, None), "\"甲 +2wd\"");
        assert_eq!(at(&needs, false, Some(4..8)), "+2wd");
        let due = [task(), vec![Step::Field("due")]].concat();
        assert_eq!(at(&due, false, None), "Some(\"D-3\")");
        assert_eq!(at(&due, false, Some(2..3)), "3");
        assert_eq!(at(&task(), true, Some(3..6)), "\\u{77e5}");
    }

    #[test]
    fn a_way_that_breaks_off_means_the_deepest_value() {
        let wrong = [task(), vec![Step::Field("needs"), Step::Index(9), Step::Field("x")]].concat();
        assert_eq!(at(&wrong, false, None), "[\"甲 +2wd\", \"乙\"]");
        assert_eq!(at(&wrong, true, None), "[\"甲 +2wd\", \"乙\"]");
        assert_eq!(locate(&parse(0, ""), &Spot::File), 0..0);
    }

    #[test]
    fn of_a_repeated_key_the_last_is_meant_and_all_are_found() {
        let parsed = parse(0, PLAN);
        let steps = vec![Step::Field("groups"), Step::Key("a".into())];
        let spot = Spot::At { steps, key: false, within: None };
        assert_eq!(&PLAN[locate(&parsed, &spot)], "kind(member)");
        let all: Vec<&str> = occurrences(&parsed, &spot).into_iter().map(|r| &PLAN[r]).collect();
        assert_eq!(all, ["kind(branch)", "kind(member)"]);
        let twice = parsed.duplicates();
        assert_eq!(twice.len(), 1);
        assert_eq!((twice[0].name.as_str(), &PLAN[twice[0].again.clone()]), ("a", "\"a\""));
        assert!(twice[0].first.end < twice[0].again.start);
    }

    #[test]
    fn large_maps_are_searched_by_key() {
        let entries: String = (0..500).map(|i| format!("\"k{i}\": {i}, ")).collect();
        let text = format!("{{{entries} \"k7\": 1000}}");
        let parsed = parse(0, &text);
        let root = parsed.root().unwrap();
        assert_eq!(root.named("k499").unwrap().source(), "499");
        assert_eq!(root.named("k7").unwrap().source(), "1000");
        assert_eq!(root.all_named("k7").len(), 2);
        assert!(root.named("none").is_none());
    }
}
