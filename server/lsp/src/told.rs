//! Words for what the server tells.

use wallchart_plan::symbols::Kind;
use wallchart_words::{Lang, Message, ids, t, text};

/// The word for a kind of name.
pub(crate) fn kind(lang: Lang, kind: Kind) -> String {
    let message = match kind {
        Kind::Unit => ids::LSP_KIND_UNIT,
        Kind::Alias => ids::LSP_KIND_ALIAS,
        Kind::Group => ids::LSP_KIND_GROUP,
        Kind::List => ids::LSP_KIND_LIST,
        Kind::Item => ids::LSP_KIND_ITEM,
        Kind::Window => ids::LSP_KIND_WINDOW,
        Kind::Measure => ids::LSP_KIND_MEASURE,
        Kind::Objective => ids::LSP_KIND_OBJECTIVE,
        Kind::Person => ids::LSP_KIND_PERSON,
        Kind::Task => ids::LSP_KIND_TASK,
        Kind::Label => ids::LSP_KIND_LABEL,
        Kind::Stream => ids::LSP_KIND_STREAM,
        Kind::Var => ids::LSP_KIND_VAR,
        Kind::Outcome => ids::LSP_KIND_OUTCOME,
        Kind::Template => ids::LSP_KIND_TEMPLATE,
        Kind::Param => ids::LSP_KIND_PARAM,
        Kind::Column => ids::LSP_KIND_COLUMN,
        Kind::Rate => ids::LSP_KIND_RATE,
        Kind::Roster => ids::LSP_KIND_ROSTER,
        Kind::Playbook => ids::LSP_KIND_PLAYBOOK,
        Kind::File => ids::LSP_KIND_FILE,
    };
    t!(lang, message)
}

/// The office's word for a bare word of the language, if it has one: 专项检查 for `sweep`.
pub(crate) fn bare(lang: Lang, word: &str) -> Option<String> {
    let word = word.replace('_', "-");
    let lists = ["views-kind", "views-unit", "views-role"];
    let message = lists.iter().find_map(|list| Message::find(&format!("{list}-{word}")))?;
    Some(text(lang, message, &[]))
}

/// Words that go into Markdown as they are.
pub(crate) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in wallchart_words::safe(words).chars() {
        if "\\`*_{}[]<>#|~!&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
