//! What may be written at a place: from the text before it and the names of the plan, without a check.

use std::ops::Range;

use gen_lsp_types::TextDocumentPositionParams;
use serde_json::{Value, json};
use wallchart_plan::symbols::{Expected, FieldForm, Kind, Name, Sentence, What, expected};
use wallchart_words::{ids, t};

use crate::fields;
use crate::server::{Answer, Place, Server};
use crate::told::{bare, kind};

/// The client's numbers for kinds of items.
mod item {
    pub(super) const FIELD: u32 = 5;
    pub(super) const VARIABLE: u32 = 6;
    pub(super) const CLASS: u32 = 7;
    pub(super) const VALUE: u32 = 12;
    pub(super) const KEYWORD: u32 = 14;
    pub(super) const SNIPPET: u32 = 15;
    pub(super) const FILE: u32 = 17;
    pub(super) const ENUM_MEMBER: u32 = 20;
    pub(super) const EVENT: u32 = 23;
}

/// What may be written at a place.
pub(crate) fn completion(server: &mut Server, params: &TextDocumentPositionParams) -> Answer {
    let place = server.place(params)?;
    if !place.seen.is_plan() {
        return Ok(Value::Null);
    }
    let Some(found) = expected(place.seen.text.all(), place.offset) else { return Ok(Value::Null) };
    let mut items = Items { server, place: &place, found: &found, list: Vec::new() };
    items.all();
    let list = items.list;
    Ok(json!({ "isIncomplete": false, "items": list }))
}

struct Items<'a> {
    server: &'a Server,
    place: &'a Place,
    found: &'a Expected,
    list: Vec<Value>,
}

impl Items<'_> {
    fn all(&mut self) {
        match &self.found.what {
            What::Fields(of, fields) => self.fields(of, fields),
            What::Entry(of, form) if !self.found.is_quoted => self.entry(*of, *form),
            What::Entry(..) => {}
            What::Value(form) => self.value(*form),
            What::Words(words) => {
                for word in *words {
                    let detail = bare(self.server.lang, word);
                    self.add(word, word, item::ENUM_MEMBER, detail, None);
                }
            }
            What::Names(kinds) => self.names(kinds),
            What::Sentence(Sentence::Need, Some(task)) => self.keys(task),
            What::Sentence(sentence, _) => self.sentence(*sentence),
            What::Slot => self.slots(),
        }
    }

    /// Adds an item; `put` goes in, with gaps where it is a snippet.
    fn add(
        &mut self,
        label: &str,
        put: &str,
        kind: u32,
        detail: Option<String>,
        about: Option<&str>,
    ) {
        let at: &Range<usize> = &self.found.replaces;
        let range = self.place.seen.text.places(at, self.server.encoding);
        let is_snippet = put.contains('$') && kind != item::VALUE;
        let text = if is_snippet && !self.server.has_snippets {
            without_gaps(put)
        } else {
            put.to_owned()
        };
        let mut out = json!({
            "label": label,
            "kind": kind,
            "sortText": format!("{:05}", self.list.len()),
            "filterText": label,
            "textEdit": { "range": range, "newText": text },
        });
        if let Some(out) = out.as_object_mut() {
            if is_snippet && self.server.has_snippets {
                out.insert("insertTextFormat".into(), 2.into());
            }
            out.extend(detail.map(|detail| ("detail".to_owned(), detail.into())));
            let about = about.map(|about| json!({ "kind": "markdown", "value": about }));
            out.extend(about.map(|about| ("documentation".to_owned(), about)));
        }
        self.list.push(out);
    }

    /// A name, in quotes where there are none yet.
    fn name(&mut self, name: &str, kind: u32, detail: Option<String>) {
        let is_plain = !name.contains(['"', '\\']);
        if is_plain && self.found.is_quoted {
            self.add(name, name, if name.contains('$') { item::VALUE } else { kind }, detail, None);
        } else if is_plain {
            let put = format!("\"{name}\"");
            self.add(name, &put, if name.contains('$') { item::VALUE } else { kind }, detail, None);
        }
    }

    fn fields(&mut self, of: &str, fields: &[(&'static str, FieldForm)]) {
        for (field, form) in fields {
            let put = format!("{field}: {}", gap(*form, 1));
            self.add(field, &put, item::FIELD, None, fields::meaning(self.server.lang, of, field));
        }
    }

    fn entry(&mut self, of: Kind, form: FieldForm) {
        let lang = self.server.lang;
        let name = kind(lang, of);
        let value = match of {
            Kind::Task => "(owner: \"$2\", due: \"$3\")".to_owned(),
            Kind::Unit => "(kind: $2)".to_owned(),
            Kind::Stream => "(tasks: {\n    $2\n})".to_owned(),
            Kind::Group => "[\"$2\"]".to_owned(),
            Kind::Person => "$2".to_owned(),
            _ => gap(form, 2),
        };
        let label = t!(lang, ids::LSP_NEW, what = name.as_str());
        let put = format!("\"${{1:{name}}}\": {value},");
        self.add(&label, &put, item::SNIPPET, None, None);
    }

    fn value(&mut self, form: FieldForm) {
        let put = match form {
            FieldForm::Text => "\"$1\"",
            FieldForm::List => "[\"$1\"]",
            FieldForm::Map => "{ \"$1\": $2 }",
            FieldForm::Struct => "($1)",
            FieldForm::Number | FieldForm::Bool | FieldForm::Word => return,
        };
        self.add(&without_gaps(put), put, item::SNIPPET, None, None);
    }

    /// The given names of these kinds.
    fn names(&mut self, kinds: &[Kind]) {
        let lang = self.server.lang;
        if kinds == [Kind::File] {
            return self.files();
        }
        let wanted = kinds.iter().filter(|k| **k != Kind::Alias);
        for of in wanted {
            let detail = kind(lang, *of);
            let given: Vec<&str> = self
                .place
                .project
                .book
                .given()
                .filter(|(_, n)| n.kinds.first() == Some(of) && !n.text.contains('{'))
                .filter(|(_, n)| n.scope.is_none() || n.scope == self.found.scope)
                .map(|(_, n)| n.text.as_str())
                .collect();
            let mut seen = std::collections::BTreeSet::new();
            for name in given {
                let is_own = *of == Kind::Task && self.found.task.as_deref() == Some(name);
                if !name.is_empty() && !is_own && seen.insert(name.to_owned()) {
                    let shown = match of {
                        Kind::Task => item::EVENT,
                        Kind::Unit | Kind::Group => item::CLASS,
                        _ => item::VARIABLE,
                    };
                    self.name(name, shown, Some(detail.clone()));
                }
            }
            match of {
                Kind::Unit => self.made_units(),
                Kind::Task if self.found.scope.is_none() => self.taken_tasks(),
                _ => {}
            }
        }
    }

    /// Units that lines of the plan make.
    fn made_units(&mut self) {
        let Some((sound, _)) = self.server.sound(&self.place.root) else { return };
        let sound = sound.clone();
        let book = &self.place.project.book;
        let is_given =
            |name: &str| book.given().any(|(_, n)| n.kinds == [Kind::Unit] && n.text == name);
        let detail = kind(self.server.lang, Kind::Unit);
        if !book.given().any(|(_, n)| n.kinds == [Kind::Unit] && n.text.contains('{')) {
            return;
        }
        for unit in sound.plan.units.iter().filter(|u| !is_given(u.id.as_str())) {
            self.name(unit.id.as_str(), item::CLASS, Some(detail.clone()));
        }
    }

    /// Tasks that streams take over from templates.
    fn taken_tasks(&mut self) {
        let Some((sound, _)) = self.server.sound(&self.place.root) else { return };
        let mut names: Vec<String> = Vec::new();
        for task in sound.plan.tasks.iter().filter(|t| t.task.as_str().contains('·')) {
            if names.last().is_none_or(|last| last != task.task.as_str()) {
                names.push(task.task.to_string());
            }
        }
        let detail = kind(self.server.lang, Kind::Task);
        for name in names {
            self.name(&name, item::EVENT, Some(detail.clone()));
        }
    }

    /// Plan files that may be included.
    fn files(&mut self) {
        let folder = self.place.path.parent().map(std::path::Path::to_owned).unwrap_or_default();
        let inside = |path: &std::path::PathBuf| {
            path.strip_prefix(&folder).ok().and_then(|p| p.to_str()).map(|p| p.replace('\\', "/"))
        };
        let others = self.server.files.found().iter().filter(|p| **p != self.place.path);
        for name in others.filter_map(inside).collect::<Vec<_>>() {
            self.name(&name, item::FILE, None);
        }
    }

    fn sentence(&mut self, sentence: Sentence) {
        let (kinds, _) = sentence.words();
        let before = self.before();
        let opens = before.is_empty();
        let words: &[&str] = match sentence {
            Sentence::Need if opens => &["with ", "all ", "any of ", "settled ", "ends with "],
            Sentence::Due if opens => &["D", "D-10", "D-10wd", "after "],
            Sentence::Due if before == "after" => return self.names(Kind::Task.only()),
            Sentence::Due => &["roll back", "roll next", "am", "pm"],
            Sentence::Every if opens => {
                &["day in ", "wd in ", "week in ", "Mon in ", "1st wd in ", "last day in "]
            }
            Sentence::Stretch if opens => &["D", "D am", "D-7..D"],
            _ => &[],
        };
        let is_time = matches!(sentence, Sentence::Due | Sentence::Every | Sentence::Stretch);
        let names_follow = match sentence {
            Sentence::Every => before.ends_with("in"),
            _ => !is_time || opens,
        };
        if names_follow {
            self.names(kinds);
        }
        for word in words {
            match self.found.is_quoted {
                true => self.add(word.trim_end(), word, item::KEYWORD, None, None),
                false => {
                    self.add(word.trim_end(), &format!("\"{word}$1\""), item::KEYWORD, None, None)
                }
            }
        }
    }

    /// What stands in the quotes before the word that is being typed.
    fn before(&self) -> String {
        let text = self.place.seen.text.all();
        let before = text.get(..self.found.replaces.start).unwrap_or_default();
        match self.found.is_quoted {
            true => before.rsplit('"').next().unwrap_or_default().trim().to_owned(),
            false => String::new(),
        }
    }

    /// The keys of a task's instances: of the last plan without mistakes, else all units and items.
    fn keys(&mut self, task: &str) {
        let mut keys: Vec<String> = Vec::new();
        if let Some((sound, _)) = self.server.sound(&self.place.root) {
            for instance in sound.plan.tasks.iter().filter(|t| t.task.as_str() == task) {
                for key in &instance.keys {
                    if !keys.contains(&key.value) {
                        keys.push(key.value.clone());
                    }
                }
            }
        }
        if keys.is_empty() {
            return self.names(&[Kind::Unit, Kind::Item]);
        }
        for key in keys {
            self.name(&key, item::VALUE, None);
        }
    }

    /// What fills `{…}`.
    fn slots(&mut self) {
        let text = self.place.seen.text.all();
        let closed = text.get(self.found.replaces.end..).is_some_and(|rest| rest.starts_with('}'));
        let mut names: Vec<(String, Kind)> = Vec::new();
        names.extend(self.found.each.iter().map(|each| (each.clone(), Kind::List)));
        let given = self.place.project.book.given();
        let is_near = |n: &Name| n.scope.is_none() || n.scope == self.found.scope;
        let fills = given.filter_map(|(_, n)| match n.kinds {
            [kind @ (Kind::Param | Kind::Var)] if is_near(n) => Some((n.text.clone(), *kind)),
            _ => None,
        });
        names.extend(fills);
        for built_in in ["year", "owner", "unit"] {
            if !names.iter().any(|(name, _)| name == built_in) {
                names.push((built_in.to_owned(), Kind::Var));
            }
        }
        for (name, of) in names {
            let put = if closed { name.clone() } else { format!("{name}}}") };
            let detail = kind(self.server.lang, of);
            self.add(&name, &put, item::VALUE, Some(detail), None);
        }
    }
}

/// A value of that form with a gap to be filled in.
fn gap(form: FieldForm, nth: u32) -> String {
    match form {
        FieldForm::Text => format!("\"${nth}\""),
        FieldForm::List => format!("[\"${nth}\"]"),
        FieldForm::Map => format!("{{ \"${nth}\": ${} }}", nth + 1),
        FieldForm::Struct => format!("(${nth})"),
        FieldForm::Bool => "true".to_owned(),
        FieldForm::Number | FieldForm::Word => format!("${nth}"),
    }
}

/// The text of a snippet for a client that knows none.
fn without_gaps(snippet: &str) -> String {
    let mut out = String::new();
    let mut rest = snippet;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        rest = match after.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some((gap, after)) => {
                out.push_str(gap.split_once(':').map_or("", |(_, name)| name));
                after
            }
            None => after.trim_start_matches(|c: char| c.is_ascii_digit()),
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::without_gaps;

    #[test]
    fn a_snippet_without_its_gaps_is_plain_text() {
        assert_eq!(without_gaps("\"${1:任务}\": (owner: \"$2\"),$0"), "\"任务\": (owner: \"\"),");
    }
}
