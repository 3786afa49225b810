//! Rates and checks: sums of measures that are divided or compared.

use std::ops::Range;

use super::measures::Measures;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::Measure;
use crate::grammar::sum::{self, Terms};
use crate::names::{Given, check_name};
use crate::report::{Sink, Trail};
use crate::source::Document;
use crate::sums::{Rate, Sum, SumCheck, Term};

/// A sum as it was read: its terms, and the first measure of it with where that stands.
type Summed<'m> = (Sum, Option<(&'m Measure, Range<usize>)>);

impl Measures {
    /// The rates, in written order.
    pub(crate) fn rates(&mut self, documents: &[Document], sink: &mut Sink) -> Vec<Rate> {
        let mut given = Given::default();
        let (mut out, mut uses) = (Vec::new(), Vec::new());
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("rates");
            for (name, text) in document.plan.rates.iter() {
                let trail = map.key(name);
                check_name(name, &trail, sink);
                if !given.note(name, trail.name(), sink) {
                    continue;
                }
                let Some(read) = sink.check(&trail, sum::rate(text)) else { continue };
                let part = self.sum(&read.part, &trail, &mut uses, sink);
                let whole = self.sum(&read.whole, &trail, &mut uses, sink);
                let (Some((part, over)), Some((whole, under))) = (part, whole) else { continue };
                let Some(((over, _), (under, _))) = over.zip(under) else {
                    // A number alone divides nothing that is counted.
                    let found = Diagnostic::new(&codes::E110, trail.place());
                    sink.push(found.with("text", &**text));
                    continue;
                };
                let is_share = over.quantity == under.quantity;
                let percent = read.target.as_ref().map_or(is_share, |t| t.is_percent);
                if let Some(target) = read.target.as_ref().filter(|t| t.is_percent && !is_share) {
                    let found = Diagnostic::new(&codes::W055, trail.within(target.at.clone()));
                    let found = found.with("part", &*over.quantity);
                    sink.push(found.with("whole", &*under.quantity).with("name", &**name));
                }
                let target = read.target.map(|t| (t.compare, t.value));
                out.push(Rate { id: name.to_string(), part, whole, percent, target });
            }
        }
        self.summed.extend(uses);
        out
    }

    /// The checks of sums, in written order.
    pub(crate) fn checks(&mut self, documents: &[Document], sink: &mut Sink) -> Vec<SumCheck> {
        let (mut out, mut uses) = (Vec::new(), Vec::new());
        for document in documents {
            let root = Trail::root(document.file);
            let list = root.field("checks");
            for (i, text) in document.plan.checks.iter().enumerate() {
                let trail = list.index(i);
                let Some((left, compare, right)) = sink.check(&trail, sum::check(text)) else {
                    continue;
                };
                let left = self.sum(&left, &trail, &mut uses, sink);
                let right = self.sum(&right, &trail, &mut uses, sink);
                let (Some((left, one)), Some((right, other))) = (left, right) else { continue };
                match (one, other) {
                    (None, None) => {
                        let found = Diagnostic::new(&codes::E111, trail.place());
                        sink.push(found.with("text", &**text));
                    }
                    (Some((one, _)), Some((other, at))) if one.quantity != other.quantity => {
                        sink.push(unlike(one, other, at, &trail));
                    }
                    _ => out.push(SumCheck { left, compare, right }),
                }
            }
        }
        self.summed.extend(uses);
        out
    }

    /// The terms; `None` where one of them is nothing, or they don't add up.
    fn sum(
        &self,
        terms: &Terms,
        trail: &Trail<'_>,
        uses: &mut Vec<(usize, crate::diagnostic::Place)>,
        sink: &mut Sink,
    ) -> Option<Summed<'_>> {
        let mut out = Some(Vec::new());
        let mut first: Option<(&Measure, Range<usize>)> = None;
        for (word, at) in terms {
            let number = word.parse().ok().filter(|_| !self.is_known(word));
            if let Some(number) = number {
                out.iter_mut().for_each(|out| out.push(Term::Number(number)));
                continue;
            }
            let found = self.find(word, at.clone(), trail, sink);
            let Some((found, measure)) = found.and_then(|n| Some((n, self.measure(n)?))) else {
                out = None;
                continue;
            };
            uses.push((found, trail.within(at.clone())));
            match &first {
                Some((first, _)) if first.quantity != measure.quantity => {
                    sink.push(unlike(first, measure, at.clone(), trail));
                    out = None;
                }
                Some(_) => {}
                None => first = Some((measure, at.clone())),
            }
            out.iter_mut().for_each(|out| out.push(Term::Measure(measure.id.clone())));
        }
        out.map(|terms| (Sum(terms), first))
    }
}

fn unlike(one: &Measure, other: &Measure, at: Range<usize>, trail: &Trail<'_>) -> Diagnostic {
    Diagnostic::new(&codes::E112, trail.within(at))
        .with("one", one.id.as_str())
        .with("one_quantity", &*one.quantity)
        .with("other", other.id.as_str())
        .with("other_quantity", &*other.quantity)
}
