//! Where tasks that templates make were written, for diagnostics: the template's text, and where it is used.

use std::collections::BTreeMap;
use std::ops::Range;

use wallchart_words::ids;

use crate::diagnostic::{Diagnostic, Place, Spot, Step};

/// What was put into a text: the bytes of the template's, and those that stand for them.
pub(crate) type Puts = Vec<(Range<usize>, Range<usize>)>;

/// The tasks that templates make, by file and the way on which they seem to stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Templated(BTreeMap<usize, BTreeMap<Vec<Step>, Source>>);

/// Where such a task was written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    /// The template's file.
    pub(crate) file: usize,
    /// The way to the task in it.
    pub(crate) steps: Vec<Step>,
    /// Where the template is used.
    pub(crate) used: Place,
    /// What was put into its texts, by the way from the task.
    pub(crate) puts: BTreeMap<Vec<Step>, Puts>,
}

/// What became of a text of a template.
struct Texts {
    /// Whether it is not as the template has it.
    is_other: bool,
    /// Whether what was put in lies where the mistake is.
    is_filled: bool,
}

/// A use of a template in which something is wrong.
pub(crate) struct Use {
    /// Where it is used.
    pub(crate) place: Place,
    /// Whether what this use put in lies where the mistake is.
    pub(crate) is_filled: bool,
}

impl Templated {
    /// Notes a task.
    pub(crate) fn note(&mut self, file: usize, steps: Vec<Step>, source: Source) {
        self.0.entry(file).or_default().insert(steps, source);
    }

    fn find<'s>(&self, file: usize, steps: &'s [Step]) -> Option<(&Source, &'s [Step])> {
        let of_file = self.0.get(&file)?;
        (0..=steps.len()).find_map(|n| Some((of_file.get(steps.get(..n)?)?, steps.get(n..)?)))
    }

    /// The way to what was written, in its file.
    pub(crate) fn way(&self, file: usize, steps: &[Step]) -> Option<(usize, Vec<Step>)> {
        let (source, rest) = self.find(file, steps)?;
        Some((source.file, [&source.steps, rest].concat()))
    }

    /// The place of what was written, and what became of the text there.
    fn place(&self, place: &Place) -> Option<(Place, &Source, Texts)> {
        let Spot::At { steps, key, within } = &place.spot else { return None };
        let (source, rest) = self.find(place.file, steps)?;
        let puts = source.puts.get(rest);
        let is_in = |(_, is): &(_, Range<usize>)| {
            within.as_ref().is_none_or(|at| at.start < is.end && is.start < at.end)
        };
        let is_filled = puts.is_some_and(|puts| puts.iter().any(is_in));
        let within = match (within, puts) {
            (Some(at), Some(puts)) => before(at, puts),
            (within, _) => within.clone(),
        };
        let steps = [&source.steps, rest].concat();
        let spot = Spot::At { steps, key: *key, within };
        let place = Place { file: source.file, spot };
        Some((place, source, Texts { is_other: puts.is_some(), is_filled }))
    }

    /// The diagnostic with its places in templates, and where these are used.
    pub(crate) fn placed(&self, diagnostic: Diagnostic) -> Diagnostic {
        self.found(diagnostic).0
    }

    /// The same, with the use of the template that it is about.
    pub(crate) fn found(&self, mut diagnostic: Diagnostic) -> (Diagnostic, Option<Use>) {
        if self.0.is_empty() {
            return (diagnostic, None);
        }
        for (place, _) in &mut diagnostic.related {
            if let Some((real, ..)) = self.place(place) {
                *place = real;
            }
        }
        let is_other = |place: &Place| self.place(place).is_some_and(|(.., text)| text.is_other);
        // What is put right in one use would be wrong in the next.
        if diagnostic.fix.iter().flat_map(|fix| &fix.edits).any(|edit| is_other(&edit.place)) {
            diagnostic.fix = None;
        }
        for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            if let Some((real, ..)) = self.place(&edit.place) {
                edit.place = real;
            }
        }
        let Some((real, source, Texts { is_filled, .. })) = self.place(&diagnostic.place) else {
            return (diagnostic, None);
        };
        diagnostic.place = real;
        let used = Use { place: source.used.clone(), is_filled };
        (diagnostic.also(used.place.clone(), ids::NOTE_USED), Some(used))
    }
}

/// The bytes of the template's text that these bytes of the filled one come of.
fn before(at: &Range<usize>, puts: &Puts) -> Option<Range<usize>> {
    let back = |byte: usize, is_end: bool| {
        let mut shift = 0isize;
        for (was, is) in puts {
            if byte < is.start || (is_end && byte == is.start) {
                break;
            }
            if byte < is.end || (is_end && byte == is.end) {
                return Some(if is_end { was.end } else { was.start });
            }
            shift = was.end.checked_signed_diff(is.end)?;
        }
        byte.checked_add_signed(shift)
    };
    Some(back(at.start, false)?..back(at.end, true)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_lead_back_to_the_template() {
        // `在{地点}布展` with 广场 put in.
        let puts: Puts = vec![(3..11, 3..9)];
        assert_eq!(before(&(0..3), &puts), Some(0..3));
        assert_eq!(before(&(3..6), &puts), Some(3..11));
        assert_eq!(before(&(9..15), &puts), Some(11..17));
    }
}
