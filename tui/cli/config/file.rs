//! One configuration file: `Config(lang: en, store: "office.db")`. What it can't mean is told with its
//! place.

use std::path::{Path, PathBuf};

use ron::error::SpannedError;
use ron::extensions::Extensions;
use serde::Deserialize;
use wallchart_words::{Lang, ids, t};

/// What a file may set, in the order in which it is shown.
pub const KEYS: &[&str] = &["lang", "store", "campaign", "as", "color", "ascii"];

/// How much two words must share, from 0 to 1, for one to be offered for the other.
const NEAR: f64 = 0.5;

/// Larger than any such file, in bytes.
const BYTES_MAX: u64 = 1 << 20;

/// What a file sets; what it leaves out is `None`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename = "Config", deny_unknown_fields, default)]
pub struct Values {
    /// The language.
    pub lang: Option<LangWord>,
    /// The store's file. Relative to the folder of the file that says so.
    pub store: Option<PathBuf>,
    /// Which campaign, where the store holds several.
    pub campaign: Option<String>,
    /// Who acts.
    #[serde(rename = "as")]
    pub actor: Option<String>,
    /// Whether to use colours.
    pub color: Option<Paint>,
    /// Whether the dashboard draws its frames in plain ASCII.
    pub ascii: Option<bool>,
}

/// A language as written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LangWord {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<LangWord> for Lang {
    fn from(word: LangWord) -> Lang {
        match word {
            LangWord::Zh => Lang::Zh,
            LangWord::En => Lang::En,
        }
    }
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Paint {
    /// On a terminal.
    #[default]
    Auto,
    /// Always, on a pipe too.
    Always,
    /// Never.
    Never,
}

impl Paint {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Paint::Auto => "auto",
            Paint::Always => "always",
            Paint::Never => "never",
        }
    }
}

/// Why a configuration file can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Which file.
    pub path: PathBuf,
    /// Line and column of the mistake, from 1; none where the whole file can't be had.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What is wrong with a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// There is no such key.
    UnknownKey {
        /// As written.
        key: String,
        /// The key that comes near.
        near: Option<&'static str>,
    },
    /// A key is there twice.
    Twice(&'static str),
    /// A word that the key doesn't take.
    UnknownWord {
        /// As written.
        word: String,
        /// What it takes.
        takes: &'static [&'static str],
    },
    /// Another kind of value is wanted.
    Kind,
    /// It begins otherwise than with `Config(`.
    NoConfig,
    /// It is no RON.
    Syntax,
    /// It is no text in UTF-8.
    NoText,
    /// It is too large, a folder or a device.
    NoFile,
    /// The system says no.
    Unreadable(String),
}

impl Values {
    /// Reads a file. A relative store is taken from the folder that the file lies in.
    ///
    /// # Errors
    /// When it can't be read, or says what it can't mean.
    pub fn read(path: &Path) -> Result<Values, ConfigError> {
        let whole = |mistake| ConfigError { path: path.to_owned(), at: None, mistake };
        let told = |e: std::io::Error| whole(Mistake::Unreadable(e.to_string()));
        let about = std::fs::metadata(path).map_err(told)?;
        // A pipe would be waited for.
        if !about.is_file() || about.len() > BYTES_MAX {
            return Err(whole(Mistake::NoFile));
        }
        let text = String::from_utf8(std::fs::read(path).map_err(told)?)
            .map_err(|_| whole(Mistake::NoText))?;
        let mut values = Values::parse(&text).map_err(|(at, mistake)| ConfigError {
            path: path.to_owned(),
            at,
            mistake,
        })?;
        if let (Some(store), Some(folder)) = (&mut values.store, path.parent()) {
            *store = folder.join(&*store);
        }
        Ok(values)
    }

    fn parse(text: &str) -> Result<Values, (Option<(usize, usize)>, Mistake)> {
        // An editor's byte order mark is no character of the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let blank = text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with("//"));
        if blank {
            return Ok(Values::default());
        }
        ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .from_str(text)
            .map_err(|error| {
                let at = (error.span.start.line, error.span.start.col);
                (Some(at), mistake(error))
            })
    }
}

fn mistake(error: SpannedError) -> Mistake {
    use ron::Error as E;
    match error.code {
        E::NoSuchStructField { found, .. } => {
            Mistake::UnknownKey { near: near(&found), key: found }
        }
        E::DuplicateStructField { field, .. } => Mistake::Twice(field),
        E::NoSuchEnumVariant { found, expected, .. } => {
            Mistake::UnknownWord { word: found, takes: expected }
        }
        E::ExpectedDifferentStructName { .. }
        | E::ExpectedNamedStructLike(_)
        | E::ExpectedStructLike => Mistake::NoConfig,
        E::InvalidValueForType { .. }
        | E::ExpectedString
        | E::ExpectedBoolean
        | E::ExpectedIdentifier
        | E::ExpectedInteger => Mistake::Kind,
        _ => Mistake::Syntax,
    }
}

/// The key nearest to a word.
fn near(word: &str) -> Option<&'static str> {
    let scored = KEYS.iter().map(|key| (strsim::normalized_damerau_levenshtein(key, word), *key));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= NEAR).then_some(best.1)
}

impl ConfigError {
    /// Says it to a person.
    pub fn message(&self, lang: Lang) -> String {
        let path = match self.at {
            Some((line, column)) => format!("{}:{line}:{column}", self.path.display()),
            None => self.path.display().to_string(),
        };
        let what = match &self.mistake {
            Mistake::UnknownKey { key, .. } => t!(lang, ids::CONFIG_UNKNOWN_KEY, key = key),
            Mistake::Twice(key) => t!(lang, ids::CONFIG_TWICE, key = *key),
            Mistake::UnknownWord { word, .. } => t!(lang, ids::CONFIG_UNKNOWN_WORD, word = word),
            Mistake::Kind => t!(lang, ids::CONFIG_KIND),
            Mistake::NoConfig => t!(lang, ids::CONFIG_NO_CONFIG),
            Mistake::Syntax => t!(lang, ids::CONFIG_SYNTAX),
            Mistake::NoText => t!(lang, ids::CONFIG_NO_TEXT),
            Mistake::NoFile => t!(lang, ids::CONFIG_NO_FILE),
            Mistake::Unreadable(error) => t!(lang, ids::CONFIG_UNREADABLE, error = error),
        };
        t!(lang, ids::CONFIG_BROKEN, path = path, what = what)
    }

    /// Says what to do about it.
    pub fn hint(&self, lang: Lang) -> String {
        match &self.mistake {
            Mistake::UnknownKey { near: Some(near), .. } => {
                t!(lang, ids::CONFIG_NEAR, name = *near)
            }
            Mistake::UnknownKey { near: None, .. } => {
                t!(lang, ids::CONFIG_KEYS_ARE, keys = KEYS.join("  "))
            }
            Mistake::UnknownWord { takes, .. } => {
                t!(lang, ids::CONFIG_TAKES, words = takes.join("  "))
            }
            _ => t!(lang, ids::CONFIG_EXAMPLE_HINT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_sets_what_it_names_and_nothing_else() {
        let text = "// the office\nConfig(lang: en, store: \"a.db\", as: \"城东所\", color: never, \
                    ascii: true, campaign: \"315-2027\")";
        let values = Values::parse(text).unwrap();
        assert_eq!(values.lang.map(Lang::from), Some(Lang::En));
        assert_eq!(values.actor.as_deref(), Some("城东所"));
        assert_eq!((values.color, values.ascii), (Some(Paint::Never), Some(true)));
        for empty in ["", "\u{feff}\n", "// nothing yet\n", "Config()", "()", "(lang: None)"] {
            assert_eq!(Values::parse(empty), Ok(Values::default()), "{empty:?}");
        }
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let wrong = |text: &str| Values::parse(text).unwrap_err();
        let (at, mistake) = wrong("Config(\n    lang: en,\n    stroe: \"a.db\",\n)");
        assert_eq!(at.unwrap().0, 3);
        assert_eq!(mistake, Mistake::UnknownKey { key: "stroe".into(), near: Some("store") });
        assert_eq!(
            wrong("(theme: dark)").1,
            Mistake::UnknownKey { key: "theme".into(), near: None }
        );
        assert_eq!(wrong("(ascii: true, ascii: false)").1, Mistake::Twice("ascii"));
        let word = Mistake::UnknownWord { word: "fr".into(), takes: &["zh", "en"] };
        assert_eq!(wrong("(lang: fr)").1, word);
        assert_eq!(wrong("(store: 5)").1, Mistake::Kind);
        assert_eq!(wrong("(ascii: \"yes\")").1, Mistake::Kind);
        assert_eq!(wrong("Campaign(lang: en)").1, Mistake::NoConfig);
        assert_eq!(wrong("lang = en").1, Mistake::NoConfig);
        assert_eq!(wrong("(lang: en").1, Mistake::Syntax);
        assert_eq!(wrong("(lang: en) more").1, Mistake::Syntax);
    }

    #[test]
    fn the_list_of_keys_is_that_of_the_reader() {
        for key in KEYS {
            let known = Values::parse(&format!("({key}: ?)")).unwrap_err().1;
            assert!(!matches!(known, Mistake::UnknownKey { .. }), "{key}");
        }
        let ron::Error::NoSuchStructField { expected, .. } =
            ron::from_str::<Values>("(none: 1)").unwrap_err().code
        else {
            panic!("an unknown key is known");
        };
        assert_eq!(expected, KEYS);
    }
}
