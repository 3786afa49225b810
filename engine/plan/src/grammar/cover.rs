//! How much of a fan-out is enough: `3 of 场所`, `any of 所`, `80% of 企业`.

use std::ops::Range;

use super::Mistake;
use super::need::{Which, sentence};
use crate::codes;
use crate::expanded::{Join, LinkKind};

/// How many of one dimension there must be, for each key of the others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Enough {
    pub(crate) join: Join,
    /// The group or list, as the task's fan-out names it.
    pub(crate) of: String,
    pub(crate) at: Range<usize>,
    /// The number in `3 of`, if there is one.
    pub(crate) count_at: Option<Range<usize>>,
}

/// Reads one: a need's words for how many, of a group or a list.
pub(crate) fn enough(text: &str) -> Result<Enough, Mistake> {
    let bad = |at| Mistake::new(&codes::E138, at).with("text", text);
    let read = sentence(text).map_err(|mistake| {
        let is_need = std::ptr::eq(mistake.code, &codes::E044);
        if is_need { bad(mistake.at) } else { mistake }
    })?;
    let is_plain = read.kind == LinkKind::FinishStart && read.lag.is_zero();
    match read.targets.as_slice() {
        [target] if is_plain && target.which == Which::Matching && read.join != Join::Settled => {
            let (of, at) = (target.task.clone(), target.at.clone());
            Ok(Enough { join: read.join, of, at, count_at: read.count_at })
        }
        _ => Err(bad(0..text.len())),
    }
}
