//! Plan files laid out the one usual way, with every comment and the writer's own line breaks kept.
//!
//! A bracket whose first item stands on a line of its own is *broken*: its items are indented by four, and
//! each line ends in a comma. In any other the items follow each other; where the writer broke a line, or
//! a line would be too long, they go on below the first. Values of neighbouring entries stand in a column.

mod piece;
mod write;

use crate::diagnostic::Diagnostic;
use crate::syntax::{self, Kind, Parsed};

/// The text laid out. Laid out again it stays as it is, and it is read as the same values.
///
/// # Errors
/// What is wrong with the form of a text that can't be read.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let parsed = syntax::parse(0, text);
    if !parsed.diagnostics.is_empty() {
        return Err(parsed.diagnostics);
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut file = piece::file(&parsed.tree(), text);
    write::unfold(&mut file);
    let laid_out = write::write(&file, line_end);
    // What it says comes before how it looks: a piece lost on the way would be a mistake of this module.
    let is_same = said(&syntax::parse(0, &laid_out)) == said(&parsed);
    debug_assert!(is_same, "{text:?}\n{laid_out:?}");
    Ok(if is_same { laid_out } else { text.to_owned() })
}

/// Every token and comment, without spaces and commas.
fn said(parsed: &Parsed) -> Vec<String> {
    let elements = parsed.tree().descendants_with_tokens();
    let tokens = elements.filter_map(rowan::NodeOrToken::into_token);
    let says = tokens.filter(|t| !matches!(t.kind(), Kind::Whitespace | Kind::Comma));
    says.map(|t| t.text().trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests;
