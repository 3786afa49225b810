//! What holds in this run and where it comes from.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;
use wallchart_words::Lang;

use super::file::{KEYS, Paint, Values};
use super::find::{Files, Kind};
use crate::cli::args::Global;

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// An option of the command line.
    Flag,
    /// A variable of the environment.
    Variable(&'static str),
    /// A file.
    File(Kind, PathBuf),
    /// Nobody has set it.
    Default,
}

impl Origin {
    /// The word for it in data.
    pub fn word(&self) -> &'static str {
        match self {
            Origin::Flag => "option",
            Origin::Variable(_) => "variable",
            Origin::File(kind, _) => kind.word(),
            Origin::Default => "default",
        }
    }
}

/// One setting of this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its key in a file.
    pub key: &'static str,
    /// What holds; none for nothing in particular.
    pub value: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Files {
    /// What the files say about a key, and which one does.
    fn get<T>(&self, read: impl Fn(&Values) -> Option<T>) -> Option<(T, Origin)> {
        self.found.iter().find_map(|file| {
            Some((read(&file.values)?, Origin::File(file.kind, file.path.clone())))
        })
    }

    /// The language that the files set.
    pub fn lang(&self) -> Option<(Lang, Origin)> {
        self.get(|v| v.lang.map(Lang::from))
    }
}

/// Fills in what the files set where neither an option nor a variable does, and tells where everything
/// comes from.
pub fn settle(
    global: &mut Global,
    matches: &ArgMatches,
    files: &Files,
    lang: (Lang, Origin),
) -> Vec<Setting> {
    let given = |id: &str, variable: &'static str| match matches.value_source(id) {
        Some(ValueSource::CommandLine) => Some(Origin::Flag),
        Some(ValueSource::EnvVariable) => Some(Origin::Variable(variable)),
        _ => None,
    };
    let mut settings = Vec::with_capacity(KEYS.len());
    let mut set = |key, value, origin| settings.push(Setting { key, value, origin });

    global.lang = Some(lang.0);
    set("lang", Some(lang.0.code().to_owned()), lang.1);

    let mut origin = given("store", "WALLCHART_STORE");
    if let (None, Some((store, from))) = (&origin, files.get(|v| v.store.clone())) {
        (global.store, origin) = (store, Some(from));
    }
    let store = global.store.display().to_string();
    set("store", Some(store), origin.unwrap_or(Origin::Default));

    let mut text = |key, id, variable, slot: &mut Option<String>, said: &dyn Fn(&Values) -> _| {
        let mut origin = given(id, variable);
        if let (None, Some((value, from))) = (&origin, files.get(said)) {
            (*slot, origin) = (Some(value), Some(from));
        }
        set(key, slot.clone(), origin.unwrap_or(Origin::Default));
    };
    let campaign = |v: &Values| v.campaign.clone();
    text("campaign", "campaign", "WALLCHART_CAMPAIGN", &mut global.campaign, &campaign);
    let actor = |v: &Values| v.actor.clone();
    text("as", "as", "WALLCHART_AS", &mut global.actor, &actor);

    let bare = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let (paint, origin) = match (global.color, bare) {
        (Some(paint), _) => (paint, Origin::Flag),
        (None, true) => (Paint::Never, Origin::Variable("NO_COLOR")),
        (None, false) => files.get(|v| v.color).unwrap_or((Paint::Auto, Origin::Default)),
    };
    global.color = Some(paint);
    set("color", Some(paint.word().to_owned()), origin);

    let ascii = files.get(|v| v.ascii);
    global.ascii = ascii.as_ref().map(|a| a.0);
    let origin = ascii.map_or(Origin::Default, |a| a.1);
    set("ascii", global.ascii.map(|a| a.to_string()), origin);
    settings
}
