//! Help in the user's language: clap's own words are replaced by ours.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};
use wallchart_campaign::actions;
use wallchart_words::{Lang, Message, ids, t};

use super::config::{Files, Origin};

/// The language of this run and where it comes from: `--lang`, then `WALLCHART_LANG`, then the files, then
/// the locale, then Chinese.
///
/// It is found before the arguments are parsed, because a mistake in them is told in it.
pub fn language(arguments: &[OsString], files: &Files) -> (Lang, Origin) {
    let mut texts = arguments.iter().filter_map(|a| a.to_str());
    while let Some(text) = texts.next() {
        let value = match text.strip_prefix("--lang") {
            Some("") => texts.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(lang) = value.and_then(|v| v.parse().ok()) {
            return (lang, Origin::Flag);
        }
    }
    let set = |name| std::env::var(name).ok().filter(|v| !v.is_empty()).map(|v| (v, name));
    if let Some(lang) = set("WALLCHART_LANG").and_then(|(v, _)| v.parse().ok()) {
        return (lang, Origin::Variable("WALLCHART_LANG"));
    }
    if let Some(found) = files.lang() {
        return found;
    }
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(set)
        .and_then(|(locale, name)| Some((Lang::from_locale(&locale)?, Origin::Variable(name))))
        .unwrap_or((Lang::default(), Origin::Default))
}

/// Where in the help an argument stands that every verb takes.
const SHARED: usize = 500;

/// Gives a command and everything below it its words: an action's from the one table of actions unless it has its own here, other
/// messages by name: `cli-verb-check`, `cli-arg-done-note`, or `cli-arg-note` where several verbs share an
/// argument.
pub fn localise(command: Command, lang: Lang) -> Command {
    let verbs: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command = words(command, "", lang)
        .about(t!(lang, ids::CLI_ABOUT))
        .subcommand_help_heading(t!(lang, ids::CLI_HEADING_COMMANDS));
    for verb in verbs {
        command = command.mut_subcommand(&verb, |sub| {
            let own = format!("cli-verb-{verb}");
            let about = match actions::by_verb(&verb).filter(|_| Message::find(&own).is_none()) {
                Some(action) => t!(lang, action.about),
                None => find(&own, lang),
            };
            words(sub, &verb, lang).about(about)
        });
    }
    command
}

fn words(command: Command, verb: &str, lang: Lang) -> Command {
    let flag = |id: &'static str, short, action| {
        Arg::new(id).short(short).long(id).action(action).display_order(999)
    };
    let mut nth = 0;
    let template = format!(
        "{{about}}\n\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
        t!(lang, ids::CLI_HEADING_USAGE)
    );
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(template)
        .mut_args(|arg| {
            let is_positional = arg.is_positional();
            nth += 1;
            let arg = described(arg, verb, lang);
            // Under a heading of their own clap would list them by name.
            if is_positional { arg.display_order(nth) } else { arg }
        });
    let usage = usage(&command, verb, lang);
    let command = command.override_usage(usage);
    if verb.is_empty() {
        let help = flag("help", 'h', ArgAction::Help).global(true);
        command.arg(help).arg(flag("version", 'V', ArgAction::Version))
    } else {
        command
    }
    .mut_args(|arg| match arg.get_id().as_str() {
        "help" | "version" => described(arg, verb, lang),
        _ => arg,
    })
}

/// An argument with its words. What every verb takes stands behind what is the verb's own.
fn described(arg: Arg, verb: &str, lang: Lang) -> Arg {
    let heading =
        if arg.is_positional() { ids::CLI_HEADING_ARGUMENTS } else { ids::CLI_HEADING_OPTIONS };
    let id = arg.get_id().as_str().replace('_', "-");
    let own = format!("cli-arg-{verb}-{id}");
    let text = Message::find(&own).map_or_else(
        || find(&format!("cli-arg-{id}"), lang),
        |m| wallchart_words::text(lang, m, &[]),
    );
    let takes_value = arg.get_action().takes_values();
    let mut arg = arg.help(text).help_heading(t!(lang, heading)).hide_env(true);
    if verb.is_empty() && !matches!(id.as_str(), "help" | "version") {
        arg = arg.display_order(SHARED);
    }
    if !takes_value {
        return arg;
    }
    let named: Vec<String> = match arg.get_value_names() {
        Some(names) => names.iter().map(|name| value_name(name, lang)).collect(),
        None => vec![value_name(&id, lang)],
    };
    arg.value_names(named).hide_default_value(true).hide_possible_values(true)
}

/// The word for a value, such as `TASK` or `任务`; its own where the words have none.
fn value_name(name: &str, lang: Lang) -> String {
    let id = name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    Message::find(&format!("cli-value-{id}"))
        .map_or_else(|| name.to_owned(), |m| wallchart_words::text(lang, m, &[]))
}

/// How it is called, clap's two English words replaced.
fn usage(command: &Command, verb: &str, lang: Lang) -> String {
    let name = if verb.is_empty() { "wallchart".to_owned() } else { format!("wallchart {verb}") };
    let usage = command.clone().bin_name(name).render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    usage
        .replace("[OPTIONS]", &format!("[{}]", t!(lang, ids::CLI_VALUE_OPTIONS)))
        .replace("<COMMAND>", &format!("<{}>", t!(lang, ids::CLI_VALUE_VERB)))
}

fn find(id: &str, lang: Lang) -> String {
    Message::find(id).map_or_else(|| id.to_owned(), |m| wallchart_words::text(lang, m, &[]))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use wallchart_campaign::actions::{ACTIONS, ActionId};

    use super::*;

    #[test]
    fn every_action_is_a_verb() {
        let command = super::super::args::Cli::command();
        for action in ACTIONS.iter().filter(|a| a.id != ActionId::Decide) {
            assert!(command.find_subcommand(action.verb).is_some(), "{}", action.verb);
        }
        // Deciding on an extension is an argument of `extend`, beside asking for one.
        let extend = command.find_subcommand("extend").unwrap();
        assert!(extend.get_arguments().any(|a| a.get_id() == "grant"));
    }

    /// Every verb and every argument has words in both languages: none is shown by its id.
    #[test]
    fn all_help_is_localised() {
        for lang in Lang::ALL {
            let mut command = localise(super::super::args::Cli::command(), lang);
            command.build();
            let mut pages = vec![command.render_long_help().to_string()];
            for sub in command.get_subcommands_mut() {
                pages.push(sub.render_long_help().to_string());
            }
            for page in pages {
                assert!(!page.contains("cli-"), "{page}");
            }
        }
    }
}
