//! Manual pages, made of the same words as the help: one for the program and one for each verb.

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use wallchart_words::{Lang, Message, ids, t};

use super::args::Cli;
use super::localise;

/// What the pages of exit codes say: the codes and their words.
const CODES: &[(&str, Message)] = &[
    ("0", ids::CONFIG_EXIT_OK),
    ("1", ids::CONFIG_EXIT_FAILED),
    ("2", ids::CONFIG_EXIT_USAGE),
    ("3", ids::CONFIG_EXIT_PLAN),
    ("4", ids::CONFIG_EXIT_REFUSED),
    ("5", ids::CONFIG_EXIT_NOT_FOUND),
    ("6", ids::CONFIG_EXIT_STORE),
    ("7", ids::CONFIG_EXIT_UNCONFIRMED),
    ("128+N", ids::CONFIG_EXIT_SIGNAL),
];

/// Variables of the environment.
const VARIABLES: &[(&str, Message)] = &[
    ("WALLCHART_STORE", ids::CONFIG_MAN_STORE),
    ("WALLCHART_CAMPAIGN", ids::CONFIG_MAN_CAMPAIGN),
    ("WALLCHART_AS", ids::CONFIG_MAN_AS),
    ("WALLCHART_LANG", ids::CONFIG_MAN_LANG),
    ("WALLCHART_CONFIG", ids::CONFIG_MAN_CONFIG),
    ("NO_COLOR", ids::CONFIG_MAN_NO_COLOR),
];

/// One page: the name of its file, and its text in roff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Such as `wallchart-check.1`.
    pub file: String,
    /// The page.
    pub text: String,
}

/// The page of the program, or of one of its verbs.
///
/// # Errors
/// Never: it is written to memory.
pub fn page(lang: Lang, verb: Option<&str>) -> std::io::Result<Option<Page>> {
    let mut command = localise::localise(Cli::command(), lang);
    command.build();
    match verb {
        None => whole(&command, lang).map(Some),
        Some(verb) => match command.find_subcommand(verb) {
            Some(found) => part(found, lang).map(Some),
            None => Ok(None),
        },
    }
}

/// All pages, the program's first.
///
/// # Errors
/// As [`page`].
pub fn pages(lang: Lang) -> std::io::Result<Vec<Page>> {
    let mut command = localise::localise(Cli::command(), lang);
    command.build();
    let parts = command.get_subcommands().map(|verb| part(verb, lang));
    std::iter::once(whole(&command, lang)).chain(parts).collect()
}

fn whole(command: &Command, lang: Lang) -> std::io::Result<Page> {
    // Verbs are listed here, as their help does; the generator's list is headed in English.
    let mut roff = Roff::new();
    roff.control("SH", [t!(lang, ids::CLI_HEADING_COMMANDS).to_uppercase().as_str()]);
    for verb in command.get_subcommands() {
        let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
        item(&mut roff, &format!("wallchart-{}(1)", verb.get_name()), &about);
    }
    roff.control("SH", [t!(lang, ids::CONFIG_MAN_EXIT).as_str()]);
    for (code, words) in CODES {
        item(&mut roff, code, &t!(lang, *words));
    }
    roff.control("SH", [t!(lang, ids::CONFIG_MAN_ENVIRONMENT).as_str()]);
    for (name, words) in VARIABLES {
        item(&mut roff, name, &t!(lang, *words));
    }
    roff.control("SH", [t!(lang, ids::CONFIG_MAN_FILES).as_str()]);
    item(&mut roff, "wallchart.db", &t!(lang, ids::CONFIG_MAN_FILE_STORE));
    item(&mut roff, ".wallchart.ron", &t!(lang, ids::CONFIG_MAN_FILE_PROJECT));
    item(&mut roff, "~/.config/wallchart/config.ron", &t!(lang, ids::CONFIG_MAN_FILE_USER));
    text("wallchart", command, lang, &roff)
}

fn part(verb: &Command, lang: Lang) -> std::io::Result<Page> {
    let mut roff = Roff::new();
    roff.control("SH", [t!(lang, ids::CONFIG_MAN_SEE_ALSO).as_str()]);
    roff.text([bold("wallchart"), roman("(1)")]);
    text(&format!("wallchart-{}", verb.get_name()), verb, lang, &roff)
}

fn item(roff: &mut Roff, term: &str, words: &str) {
    roff.control("TP", []).text([bold(term)]).text([roman(words)]);
}

fn text(name: &str, command: &Command, lang: Lang, behind: &Roff) -> std::io::Result<Page> {
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone().display_name(name)).title(name);
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    behind.to_writer(&mut out)?;
    let text = String::from_utf8_lossy(&out).into_owned();
    // The generator's own headings are English.
    let headings = [
        (".SH NAME", ids::CONFIG_MAN_NAME),
        (".SH SYNOPSIS", ids::CONFIG_MAN_SYNOPSIS),
        (".SH DESCRIPTION", ids::CONFIG_MAN_DESCRIPTION),
        (".SH OPTIONS", ids::CLI_HEADING_OPTIONS),
    ];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines {
        if let Some((_, words)) = headings.iter().find(|(english, _)| line == english) {
            *line = format!(".SH {}", t!(lang, *words).to_uppercase());
        } else if line.starts_with(".TH ") {
            // The generator loses an empty date, and with it the place of what stands behind.
            let manual = t!(lang, ids::CONFIG_MAN_TITLE);
            // Lines of Chinese have no blanks to be spread.
            *line = format!(".TH {name} 1 \"\" \"Wallchart {version}\" \"{manual}\"\n.ad l");
        } else if !line.starts_with('.') {
            *line = breakable(line);
        }
    }
    Ok(Page { file: format!("{name}.1"), text: lines.join("\n") + "\n" })
}

/// Chinese has no blanks to break lines at: renderers are told where they may. Not before a mark that
/// ends something, nor behind one that begins something.
fn breakable(line: &str) -> String {
    let is_wide = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c);
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        let Some(next) = chars.peek() else { break };
        let fits = (is_wide(c) || is_wide(*next)) && !"（“《".contains(c);
        if fits && c != '\\' && !"，。；：、）”》！？ \\".contains(*next) {
            out.push_str("\\:");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::breakable;

    #[test]
    fn chinese_may_be_broken_but_not_at_its_marks() {
        assert_eq!(breakable("查错：（列出）a，b"), "查\\:错：\\:（列\\:出）\\:a，\\:b");
        assert_eq!(breakable(r"\fB\-\-json\fR"), r"\fB\-\-json\fR");
    }
}
