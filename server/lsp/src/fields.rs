//! What a field means: its line in the reference of the language, in both languages.
//!
//! The reference has a line for every field (a test of the papers holds it to that), so that none has to be
//! written twice. Its tables say of which structs they speak by the fields that they hold.

use std::sync::LazyLock;

use wallchart_plan::symbols::fields_of;
use wallchart_words::Lang;

const REFERENCE: &str = include_str!("../../../docs/plan-language.md");

/// A line of a table.
struct Line {
    /// The line in front of its table.
    table: usize,
    fields: Vec<&'static str>,
    zh: &'static str,
    en: &'static str,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let mut out = Vec::new();
    let mut table = 0;
    for (at, line) in REFERENCE.lines().enumerate() {
        let Some(inner) = line.strip_prefix('|').and_then(|l| l.strip_suffix('|')) else {
            table = at;
            continue;
        };
        let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
        let (Some(first), [.., zh, en]) = (cells.first(), cells.as_slice()) else { continue };
        let fields: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
        let is_name = |f: &&str| f.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if cells.len() >= 3 && !fields.is_empty() && fields.iter().all(is_name) {
            out.push(Line { table, fields, zh, en });
        }
    }
    out
});

/// What a field of that struct means, if the reference says so.
pub(crate) fn meaning(lang: Lang, of: &str, field: &str) -> Option<&'static str> {
    let all = fields_of(of);
    let lines = LINES.iter().filter(|l| l.fields.contains(&field));
    // Of the tables that hold such a field, the one that speaks of this struct most.
    let fit = |line: &&Line| {
        let table = LINES.iter().filter(|l| l.table == line.table).flat_map(|l| &l.fields);
        let (mut known, mut count) = (0, 0);
        for name in table {
            count += 1;
            known += usize::from(all.contains(name));
        }
        (known * 1000).checked_div(count).unwrap_or_default()
    };
    let line = lines.max_by_key(fit)?;
    Some(match lang {
        Lang::Zh => line.zh,
        Lang::En => line.en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_meaning_in_both_languages() {
        for name in wallchart_plan::symbols::struct_names() {
            // A notice and a calendar are told of in sentences.
            for field in fields_of(name)
                .into_iter()
                .filter(|_| !["Notice", "Calendar", "Office"].contains(&name))
            {
                for lang in Lang::ALL {
                    assert!(
                        meaning(lang, name, field).is_some_and(|m| !m.is_empty()),
                        "{name}.{field}"
                    );
                }
            }
        }
        assert!(meaning(Lang::En, "Unit", "kind").unwrap().starts_with("Kind;"));
        assert_eq!(meaning(Lang::En, "Task", "kind"), Some("Kind of activity"));
        assert!(meaning(Lang::Zh, "Unit", "each").unwrap().contains("生成"));
    }
}
