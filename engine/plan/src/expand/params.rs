//! Parameters of the playbook that is read: where they stand for units, and where they can't stand.

use super::Expander;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::grammar::template::{Piece, pieces};
use crate::ids::UnitId;
use crate::names::Found;
use crate::report::{Sink, Trail};
use crate::source::value::Text;

/// A parameter of the playbook that is read.
pub(super) struct Param {
    /// Its name.
    pub(super) name: Text,
    /// The group whose units it may be, if it is one.
    pub(super) group: Option<Text>,
    /// What it is chosen from, if it is a choice.
    pub(super) choices: Vec<Text>,
    /// Whether its values have an order: numbers and days.
    pub(super) is_ordered: bool,
}

impl Param {
    /// Whether it is one.
    pub(super) fn is_unit(&self) -> bool {
        self.group.is_some()
    }
}

/// What stands for a parameter in a template.
pub(super) fn mark(name: &str) -> String {
    format!("{{{name}}}")
}

/// Whether a text that is read before any start names one of these parameters, which is said.
pub(super) fn names_one<'n>(
    text: &str,
    names: impl Iterator<Item = &'n str>,
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> bool {
    let names: Vec<&str> = names.collect();
    let found = pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Name(name, at) if names.contains(&name) => Some((name, at)),
        _ => None,
    });
    let Some((name, at)) = found else { return false };
    sink.push(Diagnostic::new(&codes::E128, trail.within(at)).with("name", name));
    true
}

impl Expander<'_> {
    /// Whether a text that is read before any start names a parameter, which is said.
    pub(super) fn names_param(&self, text: &str, trail: &Trail<'_>, sink: &mut Sink) -> bool {
        let names = self.params.iter().map(|param| &*param.name);
        names_one(text, names, trail, sink)
    }

    /// Stands for the unit that a text with parameters will name, if it holds any.
    pub(super) fn param_unit(
        &self,
        text: &str,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Option<u32>> {
        let text = text.trim();
        let mut held = self.params.iter().filter(|param| text.contains(&mark(&param.name)));
        let param = held.next()?;
        let Some(group) = &param.group else {
            let found = Diagnostic::new(&codes::E121, trail.place());
            sink.push(found.with("name", &*param.name));
            return Some(None);
        };
        // Whatever unit is put in, there must be the one that the text then names.
        let is_whole = text == mark(&param.name);
        if let (false, None, Some(Found::Group(units))) =
            (is_whole, held.next(), self.book.units.look_up(group))
        {
            for unit in units.iter().filter_map(|unit| self.book.units.unit(*unit)) {
                let name = text.replace(&mark(&param.name), unit.id.as_str());
                if self.book.units.one(&name, trail, sink).is_none() {
                    return Some(None);
                }
            }
        }
        let mut composed = self.composed.borrow_mut();
        let at = composed.iter().position(|known| known == text).unwrap_or_else(|| {
            composed.push(text.to_owned());
            composed.len() - 1
        });
        Some(u32::try_from(at).ok().map(|at| u32::MAX - at))
    }

    /// What stands for such a unit.
    pub(super) fn composed_unit(&self, unit: u32) -> Option<UnitId> {
        let at = usize::try_from(u32::MAX - unit).ok()?;
        self.composed.borrow().get(at).map(|name| name.as_str().into())
    }
}
