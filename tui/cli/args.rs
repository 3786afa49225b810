//! The arguments of every verb, and mistakes in them told in the user's language.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use uuid::Uuid;
use wallchart_words::{Lang, ids, safe, t};

use super::config::{self, Files, Origin, Paint, Setting};
use super::{exit, localise, verbs};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "wallchart",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// What every verb takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// Arguments that every verb takes.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// The store's file.
    #[arg(
        long,
        global = true,
        env = "WALLCHART_STORE",
        default_value = "wallchart.db",
        value_name = "FILE"
    )]
    pub store: PathBuf,
    /// Which campaign, where the store holds several.
    #[arg(long, global = true, env = "WALLCHART_CAMPAIGN", value_name = "ID")]
    pub campaign: Option<String>,
    /// Who acts.
    #[arg(long = "as", global = true, env = "WALLCHART_AS", value_name = "WHO", id = "as")]
    pub actor: Option<String>,
    /// The language.
    #[arg(long, global = true, value_name = "zh|en")]
    pub lang: Option<Lang>,
    /// Data instead of words.
    #[arg(long, global = true)]
    pub json: bool,
    /// The time it is in a rehearsal.
    #[arg(long, global = true)]
    pub now: Option<String>,
    /// When to use colours.
    #[arg(long, global = true, alias = "colour", value_enum, value_name = "WHEN")]
    pub color: Option<Paint>,
    /// Whether the dashboard draws in plain ASCII, where a configuration file says so.
    #[arg(skip)]
    pub ascii: Option<bool>,
    /// What holds in this run and where it comes from.
    #[arg(skip)]
    pub settings: Vec<Setting>,
    /// The id of the command that is given: with the id of one that was given before, it finds out what
    /// became of that.
    #[arg(long, global = true, value_name = "COMMAND-ID")]
    pub command_id: Option<Uuid>,
}

macro_rules! verbs {
    ($($(#[$meta:meta])* $variant:ident => $module:ident,)*) => {
        /// What the program can do.
        #[derive(Debug, Subcommand)]
        pub enum Verb {
            $($(#[$meta])* #[doc = concat!("See [`verbs::", stringify!($module), "`].")]
            $variant(verbs::$module::Args),)*
        }

        impl Verb {
            /// Whether it can't do without the configuration: those that tell of the program itself can.
            pub fn wants_settings(&self) -> bool {
                match self {
                    Verb::Completions(_) | Verb::Man(_) => false,
                    Verb::Config(args) => !args.example,
                    _ => true,
                }
            }

            /// Does it.
            pub async fn run(self, context: &mut super::context::Context) -> Result<(), super::error::CliError> {
                match self {
                    $(Verb::$variant(args) => verbs::$module::run(context, args).await,)*
                }
            }
        }
    };
}

verbs! {
    New => new,
    Import => import,
    Check => check,
    Fmt => fmt,
    Lsp => lsp,
    Explain => explain,
    Schedule => schedule,
    Graph => graph,
    Schema => schema,
    Export => export,
    Open => open,
    Preview => preview,
    Launch => launch,
    Diff => diff,
    Apply => apply,
    Rollback => rollback,
    Clone => clone,
    List => list,
    Status => status,
    Figures => figures,
    Inbox => inbox,
    Show => show,
    Why => why,
    Ack => ack,
    Start => start,
    Progress => progress,
    Tick => tick,
    Measure => measure,
    Row => row,
    Attach => attach,
    Pick => pick,
    Comment => comment,
    Submit => submit,
    Withdraw => withdraw,
    Accept => accept,
    #[command(name = "return")]
    Return => return_,
    Done => done,
    Complete => complete,
    Close => close,
    Extend => extend,
    Reassign => reassign,
    Suspend => suspend,
    Resume => resume,
    Cancel => cancel,
    Skip => skip,
    Undo => undo,
    Redo => redo,
    Play => play,
    Serve => serve,
    Roster => roster,
    Rehearse => rehearse,
    Log => log,
    Verify => verify,
    Backup => backup,
    Config => config,
    Completions => completions,
    Man => man,
    Restore => restore,
}

/// Parsing ended the run: help was asked for, or the arguments make no sense.
#[derive(Debug)]
pub struct Early {
    text: String,
    code: u8,
}

impl Early {
    fn of(self, arguments: &[OsString]) -> Early {
        Early { code: failed(arguments, self.code), ..self }
    }

    /// Prints what there is to say and gives the exit code.
    pub fn finish(self) -> ExitCode {
        // Nothing is left to be done when the words cannot be written.
        let _ = if self.code == exit::OK {
            std::io::stdout().write_all(self.text.as_bytes())
        } else {
            std::io::stderr().write_all(self.text.as_bytes())
        };
        ExitCode::from(self.code)
    }
}

/// The exit code of what failed: `diff` knows 0, 1 and 2 alone, and 2 says that there are changes.
pub(super) fn failed(arguments: &[OsString], code: u8) -> u8 {
    let is_error = (exit::FAILED..exit::SIGNAL).contains(&code);
    // To know the verb takes all verbs: most errors have nothing to do with this one.
    if !is_error || !arguments.iter().any(|word| word == "diff") {
        return code;
    }
    let command = Cli::command();
    // The verb is the first word that is one: whatever else is called so stands behind another.
    let mut words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let verb = words.find(|word| command.find_subcommand(word).is_some());
    if verb == Some("diff") { exit::FAILED } else { code }
}

/// Reads the arguments; what they leave open the files settle.
pub fn parse(
    arguments: &[OsString],
    (lang, origin): (Lang, Origin),
    files: &Files,
) -> Result<Cli, Early> {
    let typed = negations(arguments);
    // Where there is nothing to say the words needn't be looked up: that costs more than the parsing.
    let matches = match Cli::command().try_get_matches_from(&typed) {
        Ok(matches) => matches,
        Err(_) => localise::localise(Cli::command(), lang)
            .try_get_matches_from(typed)
            .map_err(|e| early(&e, lang).of(arguments))?,
    };
    let mut cli = Cli::from_arg_matches(&matches).map_err(|e| early(&e, lang))?;
    cli.global.settings = config::settle(&mut cli.global, &matches, files, (lang, origin));
    Ok(cli)
}

/// The arguments, words of a filter that begin with `-` written with `!`, which negates alike: the parser
/// would take them for options, and told to take them for values it would take options for values, too.
pub(super) fn negations(arguments: &[OsString]) -> Vec<OsString> {
    let Some(verb) = arguments.iter().position(|a| a == "list") else { return arguments.to_vec() };
    let negated = |a: &OsString| {
        let word = a.to_str()?.strip_prefix('-')?;
        let is_option = word.is_empty() || word.starts_with('-') || SHORT.contains(&word);
        (!is_option).then(|| OsString::from(format!("!{word}")))
    };
    let behind =
        |(i, a): (usize, &OsString)| negated(a).filter(|_| i > verb).unwrap_or_else(|| a.clone());
    arguments.iter().enumerate().map(behind).collect()
}

/// Options of `list` that are letters.
const SHORT: &[&str] = &["w", "h", "V"];

fn early(error: &clap::Error, lang: Lang) -> Early {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(all)) => all.join(" "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let words = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let code = if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                exit::USAGE
            } else {
                exit::OK
            };
            let mut text = error.render().to_string();
            if lang == Lang::Zh {
                // The colon behind a heading is clap's; beside Chinese it is full-width.
                for heading in [
                    ids::CLI_HEADING_COMMANDS,
                    ids::CLI_HEADING_ARGUMENTS,
                    ids::CLI_HEADING_OPTIONS,
                ] {
                    let heading = t!(lang, heading);
                    text = text.replace(&format!("\n{heading}:\n"), &format!("\n{heading}：\n"));
                }
            }
            return Early { text, code };
        }
        ErrorKind::InvalidSubcommand => {
            t!(lang, ids::CLI_USAGE_NO_SUCH_VERB, verb = text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            t!(lang, ids::CLI_USAGE_UNKNOWN_ARGUMENT, arg = text(ContextKind::InvalidArg))
        }
        ErrorKind::MissingRequiredArgument => {
            t!(lang, ids::CLI_USAGE_MISSING, args = text(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict
            if text(ContextKind::InvalidArg) == text(ContextKind::PriorArg) =>
        {
            t!(lang, ids::CONFIG_USAGE_TWICE, arg = text(ContextKind::InvalidArg))
        }
        ErrorKind::TooManyValues => {
            t!(lang, ids::CONFIG_USAGE_NO_VALUE, arg = text(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_empty() => {
            t!(lang, ids::CONFIG_USAGE_WANTS_VALUE, arg = text(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => t!(
            lang,
            ids::CLI_USAGE_CONFLICT,
            arg = text(ContextKind::InvalidArg),
            other = text(ContextKind::PriorArg)
        ),
        _ => t!(
            lang,
            ids::CLI_USAGE_BAD_VALUE,
            arg = text(ContextKind::InvalidArg),
            value = text(ContextKind::InvalidValue)
        ),
    };
    let mut out = format!("{}{}\n", t!(lang, ids::CLI_ERROR), safe(&words));
    for kind in
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
    {
        // Of several the parser names the nearest last.
        let name = match error.get(kind) {
            Some(ContextValue::Strings(all)) => all.last().cloned().unwrap_or_default(),
            _ => text(kind),
        };
        if !name.is_empty() {
            out.push_str(&t!(lang, ids::CLI_USAGE_SUGGEST, name = name));
            out.push('\n');
        }
    }
    let values = text(ContextKind::ValidValue);
    if !values.is_empty() {
        out.push_str(&t!(lang, ids::CONFIG_TAKES, words = values));
        out.push('\n');
    }
    let is_date =
        ["--anchor", "--was"].iter().any(|o| text(ContextKind::InvalidArg).starts_with(o));
    if error.kind() == ErrorKind::ValueValidation && is_date {
        out.push_str(&t!(lang, ids::CLI_USAGE_DATE));
        out.push('\n');
    }
    out.push_str(&t!(lang, ids::CLI_USAGE_HELP));
    out.push('\n');
    Early { text: out, code: exit::USAGE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_may_negate_and_options_may_follow_it() {
        let all = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let list = all("wallchart list who:城东所 -状态:已办结 -late --json -w");
        let changed = all("wallchart list who:城东所 !状态:已办结 !late --json -w");
        assert_eq!(negations(&list), changed);
        let launch = all("wallchart launch plan.ron -y");
        assert_eq!(negations(&launch), launch);
        let files = Files::default();
        let cli = parse(&list, (Lang::Zh, Origin::Default), &files);
        let Ok(Cli { global, .. }) = cli else { panic!("the line is read") };
        assert!(global.json);
    }
}
