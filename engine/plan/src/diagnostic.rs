//! What is wrong with a plan, where, and what to do about it.
//!
//! A diagnostic holds a code and typed arguments; its words are the messages `e012` and `e012-help`
//! (or `w…`) of `wallchart-words`.

use std::ops::Range;

use wallchart_words::{Lang, Message, Value, text};

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan cannot be launched.
    Error,
    /// The plan cannot be launched yet: something is still to be filled in. A check passes.
    Blocker,
    /// Worth a look.
    Warning,
}

/// A stable code: `E…` an error or a blocker, `W…` a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// As printed: `E012`.
    pub name: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it says.
    pub message: Message,
    /// What to do.
    pub help: Message,
    /// Its long text and its examples.
    pub page: PageText,
}

/// The text of a code's page, as its file in `codes/` has it; see [`explain`](crate::explain).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageText(pub &'static str);

impl std::fmt::Debug for PageText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.lines().next().unwrap_or_default())
    }
}

/// Makes a table of codes, each a `static` [`Code`] of its own name, and `ALL` of them in order. The words
/// are messages of the same names; the page of `E030` is the file `codes/E030.md` of the crate.
#[macro_export]
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $help:ident $severity:ident;)*) => {
        $($(#[$doc])*
        pub static $name: $crate::diagnostic::Code = $crate::diagnostic::Code {
            name: stringify!($name),
            severity: $crate::diagnostic::Severity::$severity,
            message: ::wallchart_words::ids::$name,
            help: ::wallchart_words::ids::$help,
            page: $crate::diagnostic::PageText(include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/codes/",
                stringify!($name),
                ".md"
            ))),
        };)*

        /// All of them, in order.
        pub static ALL: &[&$crate::diagnostic::Code] = &[$(&$name),*];
    };
}

/// One thing found in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: &'static Code,
    /// The values that go into its message and its help.
    pub args: Vec<(&'static str, Value)>,
    /// Where.
    pub place: Place,
    /// Other places that matter, each with its words.
    pub related: Vec<(Place, Note)>,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
    /// How the text would be put right.
    pub fix: Option<Fix>,
    /// Whether the plan, or whoever checks it, wants this warning to be an error.
    pub is_raised: bool,
}

/// Changes of the text that put right what a diagnostic says; all of them, or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What to change, in the order of the text.
    pub edits: Vec<Edit>,
    /// Whether it is the one right answer, fit to be made without asking.
    pub is_sure: bool,
}

/// One change of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// What is replaced; where nothing is, the place where the new text goes.
    pub place: Place,
    /// What is put there.
    pub put: Put,
}

/// What an edit puts into the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Put {
    /// These characters, as they are.
    Source(String),
    /// These words, in quotes and with escapes where the text there has them, if it says `was` so far.
    Words {
        /// What stands there now.
        was: Option<String>,
        /// What is to stand there.
        put: String,
    },
    /// Nothing: the entry or the item goes, with the comma that parts it from the next.
    Nothing,
}

impl Diagnostic {
    /// How grave it is here.
    pub fn severity(&self) -> Severity {
        if self.is_raised { Severity::Error } else { self.code.severity }
    }

    /// Its message, in a language.
    pub fn message(&self, lang: Lang) -> String {
        text(lang, self.code.message, &self.args)
    }

    /// Its help line, in a language.
    pub fn help(&self, lang: Lang) -> String {
        text(lang, self.code.help, &self.args)
    }
}

/// Words at a related place.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Which words.
    pub message: Message,
    /// The values that go into them.
    pub args: Vec<(&'static str, Value)>,
}

/// A place in a plan's sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index of the file in the order in which the files were read; 0 is the plan itself.
    pub file: usize,
    /// Where in it.
    pub spot: Spot,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// These bytes.
    Bytes(Range<usize>),
    /// The value at the end of this way down from the root; `within` narrows it to bytes of the text
    /// that a string value holds.
    At {
        /// The steps down.
        steps: Vec<Step>,
        /// Whether the key is meant rather than the value.
        key: bool,
        /// Bytes of the string's own text, before escapes are undone by the reader.
        within: Option<Range<usize>>,
    },
}

/// One step down into a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A field of a struct.
    Field(&'static str),
    /// A key of a map.
    Key(String),
    /// An item of a list, from 0.
    Index(usize),
}
