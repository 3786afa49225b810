//! Where a reader stands in a plan, and what it has found there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wallchart_words::{Message, Value, ids};

use crate::codes;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Note, Place, Put, Severity, Spot, Step};
use crate::grammar::Mistake;
use crate::limits::SUGGESTIONS_MAX;
use crate::names::{Near, near};
use crate::templated::{Templated, Use};

/// The way down to a value, kept on the stack so that it costs nothing until something is wrong.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trail<'a> {
    parent: Option<&'a Trail<'a>>,
    file: usize,
    step: TrailStep<'a>,
}

#[derive(Debug, Clone, Copy)]
enum TrailStep<'a> {
    Base(&'a [Step]),
    Field(&'static str),
    Key(&'a str),
    Index(usize),
    Bytes(usize, usize),
}

impl<'a> Trail<'a> {
    /// The root of a file.
    pub(crate) fn root(file: usize) -> Trail<'static> {
        Trail { parent: None, file, step: TrailStep::Base(&[]) }
    }

    /// The value at the end of steps taken before.
    pub(crate) fn base(file: usize, steps: &'a [Step]) -> Trail<'a> {
        Trail { parent: None, file, step: TrailStep::Base(steps) }
    }

    pub(crate) fn field(&'a self, name: &'static str) -> Trail<'a> {
        Trail { parent: Some(self), file: self.file, step: TrailStep::Field(name) }
    }

    pub(crate) fn key(&'a self, key: &'a str) -> Trail<'a> {
        Trail { parent: Some(self), file: self.file, step: TrailStep::Key(key) }
    }

    pub(crate) fn index(&'a self, index: usize) -> Trail<'a> {
        Trail { parent: Some(self), file: self.file, step: TrailStep::Index(index) }
    }

    pub(crate) fn file(&self) -> usize {
        self.file
    }

    /// The steps from the root.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let mut steps = self.parent.map(Trail::steps).unwrap_or_default();
        match self.step {
            TrailStep::Base(base) => steps.extend_from_slice(base),
            TrailStep::Field(name) => steps.push(Step::Field(name)),
            TrailStep::Key(key) => steps.push(Step::Key(key.to_owned())),
            TrailStep::Index(index) => steps.push(Step::Index(index)),
            TrailStep::Bytes(..) => {}
        }
        steps
    }

    fn at(&self, key: bool, within: Option<Range<usize>>) -> Place {
        Place { file: self.file, spot: Spot::At { steps: self.steps(), key, within } }
    }

    /// The value itself.
    pub(crate) fn place(&self) -> Place {
        match self.step {
            TrailStep::Bytes(start, end) => self.at(false, Some(start..end)),
            _ => self.at(false, None),
        }
    }

    /// The key or field name that the value stands at.
    pub(crate) fn name(&self) -> Place {
        self.at(true, None)
    }

    /// The same value, narrowed to these bytes of its string.
    pub(crate) fn at_bytes(&'a self, range: Range<usize>) -> Trail<'a> {
        Trail {
            parent: Some(self),
            file: self.file,
            step: TrailStep::Bytes(range.start, range.end),
        }
    }

    /// These bytes of a string.
    pub(crate) fn within(&self, range: Range<usize>) -> Place {
        self.at(false, Some(range))
    }
}

/// What has been found, each thing once.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    list: Vec<Diagnostic>,
    /// What was said, with its place in the list.
    seen: BTreeMap<String, usize>,
    /// For each in the list, where the template that it is about is used.
    uses: Vec<Vec<Place>>,
    /// Ways to values that were taken out of a file because they are wrong, which has been said.
    blanked: BTreeMap<usize, BTreeSet<Vec<Step>>>,
    /// Codes that can't be given in earnest, since something that they depend on was taken out.
    doubted: BTreeSet<&'static str>,
    /// Tasks that templates make.
    pub(crate) templated: Templated,
    /// Names with blanks in them.
    spaced: BTreeSet<String>,
    /// Names searched for.
    searches: u32,
    /// Whether D is not known, so that nothing can be said of the schedule.
    pub(crate) lacks_anchor: bool,
}

impl Sink {
    /// Takes a diagnostic in, unless the same was said of the same place.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let (diagnostic, used) = self.templated.found(diagnostic);
        if self.doubted.contains(diagnostic.code.name) || self.is_spoilt(&diagnostic.place) {
            return;
        }
        let (code, place) = (diagnostic.code.name, &diagnostic.place);
        // Where nothing was put in, the template's own words are wrong, whatever its tasks are called.
        let args = match &used {
            Some(Use { is_filled: false, .. }) => &[],
            _ => diagnostic.args.as_slice(),
        };
        let identity = format!("{code}{place:?}{args:?}");
        match (used, self.seen.get(&identity)) {
            (Some(used), Some(first)) => self.used_again(*first, used.place),
            (_, Some(_)) => {}
            (used, None) => {
                let place = used.map(|used| used.place);
                self.uses.push(place.into_iter().collect());
                self.seen.insert(identity, self.list.len());
                self.list.push(diagnostic);
            }
        }
    }

    /// Counts another use of a template with a mistake that was told.
    fn used_again(&mut self, at: usize, place: Place) {
        let (Some(found), Some(uses)) = (self.list.get_mut(at), self.uses.get_mut(at)) else {
            return;
        };
        if uses.contains(&place) {
            return;
        }
        let is_second = uses.len() == 1;
        uses.push(place.clone());
        let more = uses.len() - 1;
        if is_second {
            found.related.push((place, Note { message: ids::NOTE_USED_MORE, args: Vec::new() }));
        }
        if let Some((_, note)) = found.related.last_mut() {
            note.args = vec![("n", more.into())];
        }
    }

    /// The name that was probably meant. After many of them none is searched for any more: every name of
    /// a plan is compared with every name that it lacks.
    pub(crate) fn near<'n>(
        &mut self,
        name: &str,
        candidates: impl IntoIterator<Item = &'n str>,
    ) -> Option<Near> {
        self.searches += 1;
        if self.searches > SUGGESTIONS_MAX { None } else { near(name, candidates) }
    }

    /// Notes that the value at the end of these steps was taken out.
    pub(crate) fn note_blanked(&mut self, file: usize, steps: Vec<Step>) {
        self.blanked.entry(file).or_default().insert(steps);
    }

    /// Notes that D is not known, and with it which weekdays and years dates fall in.
    pub(crate) fn note_no_anchor(&mut self) {
        self.lacks_anchor = true;
        [&codes::E064, &codes::W020].into_iter().for_each(|code| self.doubt(code));
    }

    /// Notes that this code can't be given in earnest any more.
    pub(crate) fn doubt(&mut self, code: &'static Code) {
        self.doubted.insert(code.name);
    }

    /// Whether the place lies in what was taken out.
    fn is_spoilt(&self, place: &Place) -> bool {
        let Spot::At { steps, .. } = &place.spot else { return false };
        self.holds(place.file, steps)
    }

    fn holds(&self, file: usize, steps: &[Step]) -> bool {
        let Some(ways) = self.blanked.get(&file) else { return false };
        (0..=steps.len()).any(|n| steps.get(..n).is_some_and(|way| ways.contains(way)))
    }

    /// Whether the value there was taken out, so that it isn't missing.
    pub(crate) fn is_blanked(&self, trail: &Trail<'_>) -> bool {
        if self.blanked.is_empty() {
            return false;
        }
        let (file, steps) = (trail.file(), trail.steps());
        match self.templated.way(file, &steps) {
            Some((file, steps)) => self.holds(file, &steps),
            None => self.holds(file, &steps),
        }
    }

    /// Takes in what is wrong with the string at `trail`.
    pub(crate) fn mistake(&mut self, trail: &Trail<'_>, mistake: Mistake) {
        let edit = |(at, put): &(Range<usize>, String)| Edit {
            place: trail.within(at.clone()),
            put: Put::Words { was: None, put: put.clone() },
        };
        let mut edits: Vec<Edit> = mistake.edits.iter().map(edit).collect();
        if edits.is_empty() {
            edits = self.unspaced(trail, &mistake);
        }
        let fix = (!edits.is_empty()).then_some(Fix { edits, is_sure: true });
        self.push(Diagnostic {
            code: mistake.code,
            args: mistake.args,
            place: trail.within(mistake.at),
            related: Vec::new(),
            suggestion: mistake.suggestion,
            fix,
            is_raised: false,
        });
    }

    /// Notes a name that has blanks in it, so that sentences which hold it can be put right with it.
    pub(crate) fn spaced(&mut self, name: &str) {
        self.spaced.insert(name.to_owned());
    }

    /// The changes that take the blanks out of such names in a sentence that does not read.
    fn unspaced(&self, trail: &Trail<'_>, mistake: &Mistake) -> Vec<Edit> {
        let text = mistake.args.iter().find_map(|(name, value)| match value {
            Value::Text(text) if *name == "text" => Some(text),
            _ => None,
        });
        let Some(text) = text.filter(|_| !self.spaced.is_empty()) else { return Vec::new() };
        // The longest first: one name may be the beginning of another.
        let mut names: Vec<&String> = self.spaced.iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut out: Vec<(Range<usize>, &String)> = Vec::new();
        for name in names {
            for (at, _) in text.match_indices(name.as_str()) {
                let range = at..at + name.len();
                if out.iter().all(|(r, _)| r.end <= range.start || range.end <= r.start) {
                    out.push((range, name));
                }
            }
        }
        out.sort_by_key(|(range, _)| range.start);
        let edit = |(at, name): (Range<usize>, &String)| Edit {
            place: trail.within(at),
            put: Put::Words { was: Some(name.clone()), put: crate::names::unspaced(name) },
        };
        out.into_iter().map(edit).collect()
    }

    /// The value, or nothing and a diagnostic.
    pub(crate) fn check<T>(&mut self, trail: &Trail<'_>, result: Result<T, Mistake>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.mistake(trail, mistake);
                None
            }
        }
    }

    /// Whether something found so far means that there is no plan.
    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.code.severity == Severity::Error)
    }

    /// Adds to what was found so far.
    pub(crate) fn amend(&mut self, see: impl FnMut(&mut Diagnostic)) {
        self.list.iter_mut().for_each(see);
    }

    /// What was found, and the ways to what was taken out.
    pub(crate) fn into_parts(self) -> (Vec<Diagnostic>, BTreeSet<Vec<Step>>) {
        (self.list, self.blanked.into_values().flatten().collect())
    }

    pub(crate) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}

/// More than a plan may hold: `found` of what, and how many there may be.
pub(crate) fn beyond(place: Place, what: &'static str, found: usize, max: usize) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::E075, place).with("what", what).with("text", "");
    diagnostic.with("found", found).with("max", max)
}

impl Diagnostic {
    /// A diagnostic of a place, without arguments yet.
    pub fn new(code: &'static Code, place: Place) -> Self {
        Self {
            code,
            args: Vec::new(),
            place,
            related: Vec::new(),
            suggestion: None,
            fix: None,
            is_raised: false,
        }
    }

    /// With a value for its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With the text in question put in for another.
    #[must_use]
    pub(crate) fn with_text(mut self, text: &str) -> Self {
        self.args.retain(|(name, _)| *name != "text");
        self.with("text", text)
    }

    /// With another place that matters.
    #[must_use]
    pub fn also(mut self, place: Place, message: Message) -> Self {
        self.related.push((place, Note { message, args: Vec::new() }));
        self
    }

    /// With the name that was probably meant. Where it can't be another, it is put in by a fix.
    #[must_use]
    pub fn suggest(mut self, name: Option<impl Into<Near>>) -> Self {
        let Some(near) = name.map(Into::into) else { return self };
        let was = self.args.iter().find(|(name, _)| ["name", "key"].contains(name));
        if let Some(Value::Text(was)) = was.map(|(_, value)| value).filter(|_| near.is_sure) {
            let put = Put::Words { was: Some(was.clone()), put: near.name.clone() };
            self = self.fix_with(put, true);
        }
        self.suggestion = Some(near.name);
        self
    }

    /// With a fix that puts something else at its own place.
    #[must_use]
    pub fn fix_with(self, put: Put, is_sure: bool) -> Self {
        let place = self.place.clone();
        self.fix_at(place, put, is_sure)
    }

    /// With a fix at another place.
    #[must_use]
    pub fn fix_at(mut self, place: Place, put: Put, is_sure: bool) -> Self {
        self.fix = Some(Fix { edits: vec![Edit { place, put }], is_sure });
        self
    }
}
