//! What a paper says of one task, in its own words; read alike, be it cells of a row or labels in a line.

use wallchart_words::{ids, t};

use super::columns::Column;
use super::{Draft, ImportOptions, dates, duties, kinds, recurs};

/// The words that stand for a task's fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) owner: String,
    pub(super) support: String,
    pub(super) due: String,
    pub(super) needs: String,
    pub(super) leader: String,
    pub(super) contact: String,
    pub(super) place: String,
    pub(super) about: String,
    pub(super) number: String,
}

impl Said {
    /// The words of a field; none for what is no field of a task's own.
    pub(super) fn field(&mut self, column: Column) -> Option<&mut String> {
        match column {
            Column::Kind => Some(&mut self.kind),
            Column::Needs => Some(&mut self.needs),
            Column::Number => Some(&mut self.number),
            Column::Owner => Some(&mut self.owner),
            Column::Support => Some(&mut self.support),
            Column::Due => Some(&mut self.due),
            Column::Leader => Some(&mut self.leader),
            Column::Contact => Some(&mut self.contact),
            Column::Place => Some(&mut self.place),
            Column::About => Some(&mut self.about),
            Column::Task | Column::Stream => None,
        }
    }

    /// Takes what a text says behind labels, `责任单位：消保科；完成时限：3月10日`, and answers the rest of it.
    pub(super) fn take(&mut self, text: &str) -> String {
        let mut left = String::new();
        let mut rest = text;
        while let Some((start, value, column)) = label(rest) {
            let from = rest.get(value..).unwrap_or_default();
            let end = value_end(from);
            let words = one_line(from.get(..end).unwrap_or_default());
            let words = words.trim_matches(['，', ',', '、', ' ', '。', '；', ';']);
            left.push_str(rest.get(..start).unwrap_or_default());
            if let Some(field) = self.field(column).filter(|_| !words.is_empty()) {
                // What is said twice is said of several.
                if !field.is_empty() {
                    field.push('、');
                }
                field.push_str(words);
            }
            rest = from.get(end..).unwrap_or_default();
            rest = rest.trim_start_matches(['；', ';', '，', ',', ' ']);
        }
        left.push_str(rest);
        bare(&left)
    }

    /// What holds for all that stands below it, where they don't say otherwise.
    pub(super) fn handed_down(&mut self) -> [(Column, &mut String); 6] {
        [
            (Column::Owner, &mut self.owner),
            (Column::Support, &mut self.support),
            (Column::Due, &mut self.due),
            (Column::Leader, &mut self.leader),
            (Column::Contact, &mut self.contact),
            (Column::Place, &mut self.place),
        ]
    }

    /// Where it says nothing of units and dates, what another says.
    pub(super) fn or(&mut self, other: &mut Said) {
        for ((_, own), (_, other)) in self.handed_down().into_iter().zip(other.handed_down()) {
            if own.is_empty() {
                own.clone_from(other);
            }
        }
    }

    /// A task, with a doubt for everything that could not be read, and a remark for what has no field.
    pub(super) fn draft(&self, stream: Vec<String>, options: &ImportOptions) -> Draft {
        let lang = options.lang;
        let mut draft = Draft { title: one_line(&self.title), stream, ..Draft::default() };
        self.bodies(&mut draft, options);
        let due = one_line(&self.due);
        draft.when =
            dates::read(&due, options.anchor).or_else(|| dates::worded(&due, options.anchor));
        if draft.when.is_none() && !due.is_empty() {
            draft.when = recurs::read(&due);
            let message = match &draft.when {
                Some(_) => t!(lang, ids::IMPORT_NO_BOUNDS, text = due, window = recurs::WINDOW),
                None => t!(lang, ids::IMPORT_NO_DATE, text = due),
            };
            draft.doubts.push(message);
        }
        let words = |text: &str| Some(one_line(text)).filter(|text| !text.is_empty());
        draft.kind = kinds::activity(&self.kind);
        if draft.kind.is_none() {
            draft.remark(Column::Kind, &self.kind);
        }
        draft.needs = pieces(&self.needs).map(str::to_owned).collect();
        draft.number = words(&self.number);
        // `3` and `T0003` say nothing but which row it is.
        if !self.number.is_ascii() {
            draft.remark(Column::Number, &self.number);
        }
        (draft.place, draft.about) = (words(&self.place), words(&self.about));
        draft
    }

    /// The units and people of a task.
    fn bodies(&self, draft: &mut Draft, options: &ImportOptions) {
        let lang = options.lang;
        let mut leads = duties::units(&self.owner);
        if leads.len() > 1 {
            draft.doubts.push(t!(lang, ids::IMPORT_SEVERAL_LEADS, text = leads.join("、")));
        }
        draft.support = leads.split_off(leads.len().min(1));
        draft.owner = leads.pop();
        for unit in duties::units(&self.support) {
            if draft.owner.as_ref() != Some(&unit) && !draft.support.contains(&unit) {
                draft.support.push(unit);
            }
        }
        for (column, cell) in [(Column::Owner, &self.owner), (Column::Support, &self.support)] {
            if duties::says_more(cell) {
                draft.remark(column, cell);
            }
        }
        let vague = draft.owner.iter().chain(&draft.support).filter(|unit| duties::is_vague(unit));
        let vague: Vec<String> =
            vague.map(|unit| t!(lang, ids::IMPORT_VAGUE, text = unit)).collect();
        draft.doubts.extend(vague);
        if draft.owner.is_none() {
            draft.doubts.push(t!(lang, ids::IMPORT_NO_OWNER));
        }
        let (mut leaders, says_more) = duties::people(&self.leader);
        if says_more || leaders.len() > 1 {
            draft.remark(Column::Leader, &self.leader);
        }
        leaders.truncate(1);
        draft.leader = leaders.pop();
        let (contacts, says_more) = duties::people(&self.contact);
        if says_more {
            draft.remark(Column::Contact, &self.contact);
        }
        draft.contacts = contacts;
    }
}

impl Draft {
    /// Keeps what is said under a heading in a comment, once.
    pub(super) fn remark(&mut self, column: Column, text: &str) {
        self.remarks.extend(remark(column.heading(), text).filter(|r| !self.remarks.contains(r)));
    }
}

/// What is said under a heading, if anything is.
pub(super) fn remark(heading: &str, text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.is_empty()).then(|| format!("{heading}：{text}"))
}

/// What a cell lists.
pub(super) fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    let pieces = cell.split(['、', '，', ',', '；', ';', '/', '\n', '\r']);
    pieces.map(str::trim).filter(|piece| !piece.is_empty())
}

/// The first label of a text: where it begins, where what it says begins, and what that is.
fn label(text: &str) -> Option<(usize, usize, Column)> {
    let colons = text.char_indices().filter(|(_, c)| matches!(c, '：' | ':'));
    for (at, colon) in colons {
        let before = text.get(..at)?;
        let parts = |c: char| "，。；、,;：:（(\n".contains(c);
        let start = before.rfind(parts).map_or(0, |found| {
            found + before.get(found..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8)
        });
        let column = Column::named(before.get(start..)?);
        let is_field = |c: &Column| !matches!(c, Column::Task | Column::Stream | Column::Number);
        if let Some(column) = column.filter(is_field) {
            return Some((start, at + colon.len_utf8(), column));
        }
    }
    None
}

/// Where what a label says ends: at the next label, at `；` or `。`, or at the bracket that holds it all.
fn value_end(text: &str) -> usize {
    let mut depth = 0u32;
    let stop = text.char_indices().find(|(_, c)| match c {
        '(' | '（' => {
            depth += 1;
            false
        }
        ')' | '）' if depth > 0 => {
            depth -= 1;
            false
        }
        '；' | ';' | '。' | ')' | '）' | '\n' => true,
        _ => false,
    });
    let end = stop.map_or(text.len(), |(at, _)| at);
    label(text).map_or(end, |(next, ..)| end.min(next))
}

/// A text without brackets that hold nothing any more, and without what then hangs over.
pub(super) fn bare(text: &str) -> String {
    let mut out = text.to_owned();
    for hollow in ["（）", "()", "（，）", "（；）", "（。）", "（、）", "(,)"] {
        out = out.replace(hollow, "");
    }
    for (twice, once) in [("。。", "。"), ("，。", "。"), ("；。", "。")] {
        out = out.replace(twice, once);
    }
    one_line(out.trim_matches(['，', ',', '；', ';', ' ']).trim_start_matches(['。', '）', ')']))
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    // A line of Chinese goes on without a blank.
    let line = lines.join(if text.is_ascii() { " " } else { "" });
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_labels_is_taken_out_of_a_text() {
        for (text, left, owner, support, due) in [
            ("责任单位：消保科", "", "消保科", "", ""),
            (
                "印发通知。牵头单位：秘书处；完成时限：3月10日前。",
                "印发通知。",
                "秘书处",
                "",
                "3月10日前",
            ),
            (
                "检查（牵头单位：执法队，配合单位：城东所、城西所）",
                "检查",
                "执法队",
                "城东所、城西所",
                "",
            ),
            (
                "检查（责任单位：执法队（牵头）、城东所；时间：3月上旬）全覆盖",
                "检查全覆盖",
                "执法队（牵头）、城东所",
                "",
                "3月上旬",
            ),
            ("Visit (Owner: East, due: 3-10)", "Visit", "East", "", "3-10"),
            ("活动时间9:30，主题：放心", "活动时间9:30，主题：放心", "", "", ""),
        ] {
            let mut said = Said::default();
            assert_eq!(said.take(text), left, "{text}");
            assert_eq!(
                (said.owner.as_str(), said.support.as_str(), said.due.as_str()),
                (owner, support, due),
                "{text}"
            );
        }
    }
}
