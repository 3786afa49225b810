//! What stands around the word that is being completed: which store, which campaign, who acts.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use wallchart_campaign::{Actor, Campaign, Verb, actions};
use wallchart_plan::ids::CampaignId;
use wallchart_runtime::{Desk as _, LocalDesk};
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};
use wallchart_words::Lang;

use crate::cli::config::Files;
use crate::cli::{localise, names};

/// What has been typed so far says this much.
pub(super) struct Scene {
    pub(super) lang: Lang,
    /// What is to be done to a task, where it is that kind of verb.
    pub(super) does: Option<Verb>,
    /// The words without options and their values: the program, the verb, what follows.
    pub(super) plain: Vec<String>,
    store: PathBuf,
    asked: Option<String>,
    actor: Option<String>,
    read: OnceLock<Read>,
}

#[derive(Default)]
struct Read {
    campaigns: Vec<String>,
    campaign: Option<Arc<Campaign>>,
}

impl Scene {
    /// Reads what has been typed. It need not make sense yet.
    pub(super) fn of(words: &[OsString], files: &Files) -> Scene {
        let lang = localise::language(words, files).0;
        let texts: Vec<&str> = words.iter().filter_map(|w| w.to_str()).collect();
        let option = |name: &str| {
            let mut rest = texts.iter();
            let mut found = None;
            while let Some(text) = rest.next() {
                match text.strip_prefix(name) {
                    Some("") => found = rest.clone().next().map(|v| (*v).to_owned()),
                    Some(tail) => found = tail.strip_prefix('=').map(str::to_owned).or(found),
                    None => {}
                }
            }
            found.filter(|v| !v.is_empty())
        };
        let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let file = |read: &dyn Fn(&crate::cli::config::Values) -> Option<String>| {
            files.found.iter().find_map(|f| read(&f.values))
        };
        let path = |p: &PathBuf| p.to_string_lossy().into_owned();
        let store = option("--store")
            .or_else(|| set("WALLCHART_STORE"))
            .or_else(|| file(&|v| v.store.as_ref().map(path)))
            .unwrap_or_else(|| "wallchart.db".to_owned());
        let asked = option("--campaign")
            .or_else(|| set("WALLCHART_CAMPAIGN"))
            .or_else(|| file(&|v| v.campaign.clone()));
        let actor =
            option("--as").or_else(|| set("WALLCHART_AS")).or_else(|| file(&|v| v.actor.clone()));
        let plain = plain(&texts);
        let does = plain.get(1).and_then(|verb| actions::by_verb(verb)?.verb_kind());
        let store = PathBuf::from(store);
        Scene { lang, does, plain, store, asked, actor, read: OnceLock::new() }
    }

    /// Whether that verb is typed.
    pub(super) fn is_about(&self, verb: &str) -> bool {
        self.plain.get(1).is_some_and(|typed| typed == verb)
    }

    /// The campaigns of the store.
    pub(super) fn campaigns(&self) -> &[String] {
        &self.read().campaigns
    }

    /// The campaign that is meant; none where there is none or several.
    pub(super) fn campaign(&self) -> Option<&Campaign> {
        self.read().campaign.as_deref()
    }

    /// Who acts.
    pub(super) fn actor(&self) -> Option<Actor> {
        let plan = &self.campaign()?.plan;
        let Some(text) = &self.actor else { return Some(Actor::Operator) };
        let mut people = plan.units.iter().flat_map(|u| &u.people);
        match people.find(|p| p.id.as_str() == text) {
            Some(person) => Some(Actor::Person(person.id.clone())),
            None => names::unit(plan, text).ok().map(Actor::Unit),
        }
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| self.look().unwrap_or_default())
    }

    fn look(&self) -> Option<Read> {
        // Opening makes no file where there is none, but an empty one is no store yet.
        if !std::fs::metadata(&self.store).is_ok_and(|about| about.len() > 0) {
            return None;
        }
        let store = Arc::new(SqliteStore::open(&self.store, OpenMode::AtLeastRead).ok()?);
        let all: Vec<CampaignId> =
            store.campaigns().ok()?.into_iter().map(|c| c.campaign).collect();
        let one = match &self.asked {
            Some(asked) => all.iter().find(|id| id.as_str() == asked),
            None => all.first().filter(|_| all.len() == 1),
        };
        let campaign = one.and_then(|id| {
            let desk = LocalDesk::open(store, id.clone()).ok()?;
            let runtime = tokio::runtime::Builder::new_current_thread().build().ok()?;
            runtime.block_on(desk.state()).ok()
        });
        Some(Read { campaigns: all.iter().map(ToString::to_string).collect(), campaign })
    }
}

/// Options that every verb takes and that have a value behind them.
const VALUED: &[&str] = &["--store", "--campaign", "--as", "--lang", "--color", "--colour"];

fn plain(texts: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = texts.iter();
    while let Some(text) = rest.next() {
        if VALUED.contains(text) {
            rest.next();
        } else if !text.starts_with('-') {
            out.push((*text).to_owned());
        }
    }
    out
}
