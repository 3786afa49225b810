//! Bash. It breaks words at `@`, `:` and `=`, which stand in the names of tasks and in filters, and puts
//! candidates into the line as they are. So the script hands over the whole line; it is taken apart
//! here, and what comes back is cut and quoted for the piece that Bash replaces.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

/// The line up to the cursor.
const LINE: &str = "_WALLCHART_LINE";

/// What Bash breaks words at.
const BREAKS: &str = "_WALLCHART_BREAKS";

const SCRIPT: &str = r#"_NAME_complete() {
    COMPREPLY=()
    local candidate
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(_WALLCHART_LINE="${COMP_LINE:0:COMP_POINT}" _WALLCHART_BREAKS="$COMP_WORDBREAKS" \
        VARIABLE=bash COMPLETER 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[=:/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
if [[ ${BASH_VERSINFO[0]} -gt 4 || ${BASH_VERSINFO[0]} -eq 4 && ${BASH_VERSINFO[1]} -ge 4 ]]; then
    complete -o nosort -F _NAME_complete NAME
else
    complete -F _NAME_complete NAME
fi"#;

/// The adapter for Bash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        variable: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let script = SCRIPT
            .replace("VARIABLE", variable)
            .replace("COMPLETER", completer)
            .replace("NAME", bin);
        writeln!(out, "{script}")
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let line = std::env::var(LINE).unwrap_or_default();
        let breaks = std::env::var(BREAKS).unwrap_or_default();
        let typed = Typed::of(&line);
        let cut = typed.cut(&breaks);
        let last = words.len().saturating_sub(1);
        for found in clap_complete::engine::complete(command, words, last, here)? {
            let value = found.get_value().to_string_lossy();
            if let Some(rest) = value.strip_prefix(&cut)
                && let Some(quoted) = quoted(rest, typed.quote)
            {
                writeln!(out, "{quoted}")?;
            }
        }
        Ok(())
    }
}

/// The words of the line up to the cursor, the last being the one to complete.
pub(super) fn words() -> Vec<OsString> {
    let line = std::env::var(LINE).unwrap_or_default();
    Typed::of(&line).words.into_iter().map(OsString::from).collect()
}

/// A line as Bash would take it apart, as far as its words go.
#[derive(Debug, PartialEq)]
struct Typed {
    /// The words; the last may be empty.
    words: Vec<String>,
    /// The quote that is still open.
    quote: Option<char>,
}

impl Typed {
    fn of(line: &str) -> Typed {
        let (mut words, mut word): (Vec<String>, Option<String>) = (Vec::new(), None);
        let mut quote = None;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match (quote, c) {
                (Some(open), c) if c == open => quote = None,
                (Some('"') | None, '\\') => {
                    word.get_or_insert_default().extend(chars.next());
                }
                (Some(_), c) => word.get_or_insert_default().push(c),
                (None, '\'' | '"') => {
                    word.get_or_insert_default();
                    quote = Some(c);
                }
                (None, c) if c.is_ascii_whitespace() => words.extend(word.take()),
                (None, c) => word.get_or_insert_default().push(c),
            }
        }
        words.push(word.unwrap_or_default());
        // Settings for the one command stand before its name.
        let settings = words.iter().take_while(|w| is_setting(w)).count();
        words.drain(..settings.min(words.len() - 1));
        Typed { words, quote }
    }

    /// The part of the last word that Bash leaves alone.
    fn cut(&self, breaks: &str) -> String {
        let word = self.words.last().map_or("", String::as_str);
        if self.quote.is_some() {
            return String::new();
        }
        let end = word.rfind(|c: char| !c.is_ascii_whitespace() && breaks.contains(c));
        end.and_then(|at| word.get(..=at)).unwrap_or("").to_owned()
    }
}

fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// A candidate so that Bash reads it as one word; none where the open quote can't hold it.
fn quoted(text: &str, quote: Option<char>) -> Option<String> {
    match quote {
        Some('\'') => (!text.contains('\'')).then(|| text.to_owned()),
        Some(_) => Some(escaped(text, "\"$`\\!")),
        None => Some(escaped(text, " \t\"'`$&;|<>()*?[]{}!#~\\")),
    }
}

fn escaped(text: &str, marks: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if marks.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_as_bash_does() {
        let words = |line: &str| Typed::of(line).words;
        assert_eq!(words("wallchart show 分会场@城"), ["wallchart", "show", "分会场@城"]);
        assert_eq!(words("wallchart show "), ["wallchart", "show", ""]);
        assert_eq!(words("A=1 B_2='x y' wallchart l"), ["wallchart", "l"]);
        assert_eq!(words(r#"w note a\ b "c d"e"#), ["w", "note", "a b", "c de"]);
        let open = Typed::of("w show \"分会");
        assert_eq!((open.words.last().unwrap().as_str(), open.quote), ("分会", Some('"')));
        assert_eq!(words(""), [""]);
        assert_eq!(words("A=1"), ["A=1"]);
    }

    #[test]
    fn only_what_bash_replaces_comes_back() {
        let cut = |line: &str| Typed::of(line).cut(" \t\n\"'@><=;|&(:");
        assert_eq!(cut("w show 分会场@城"), "分会场@");
        assert_eq!(cut("w list who:城东"), "who:");
        assert_eq!(cut("w show 分会"), "");
        assert_eq!(cut("w show \"分会场@城"), "");
    }

    #[test]
    fn a_candidate_stays_one_word_and_does_nothing() {
        assert_eq!(quoted("$(rm -r x)", None).unwrap(), r"\$\(rm\ -r\ x\)");
        assert_eq!(quoted("a'b", Some('\'')), None);
        assert_eq!(quoted("a$b", Some('"')).unwrap(), r"a\$b");
        assert_eq!(quoted("分会场@城东所", None).unwrap(), "分会场@城东所");
    }
}
