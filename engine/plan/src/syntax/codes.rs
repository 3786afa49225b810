//! What can be wrong with the form of a plan file: E001 to E019.

use wallchart_words::ids;

use crate::diagnostic::{Code, PageText, Severity};

macro_rules! error {
    ($name:ident, $help:ident) => {
        Code {
            name: stringify!($name),
            severity: Severity::Error,
            message: ids::$name,
            help: ids::$help,
            page: PageText(include_str!(concat!("../../codes/", stringify!($name), ".md"))),
        }
    };
}

/// A full-width mark, from an input method, where an ASCII one belongs.
pub static FULL_WIDTH: Code = error!(E001, E001_HELP);
/// No comma between two entries.
pub static NO_COMMA: Code = error!(E002, E002_HELP);
/// A bracket that is never closed.
pub static UNCLOSED: Code = error!(E003, E003_HELP);
/// No value where one belongs.
pub static NO_VALUE: Code = error!(E004, E004_HELP);
/// Another mark where `:` or `,` belongs.
pub static WRONG_MARK: Code = error!(E005, E005_HELP);
/// No colon after a name.
pub static NO_COLON: Code = error!(E006, E006_HELP);
/// A date or a time without quotes.
pub static BARE_TIME: Code = error!(E007, E007_HELP);
/// Words without quotes.
pub static BARE_WORDS: Code = error!(E008, E008_HELP);
/// A text with one of its quotes missing.
pub static NO_QUOTE: Code = error!(E009, E009_HELP);
/// A field's name in quotes.
pub static QUOTED_FIELD: Code = error!(E010, E010_HELP);
/// A backslash that starts no escape.
pub static BAD_ESCAPE: Code = error!(E011, E011_HELP);
/// Text in single quotes.
pub static SINGLE_QUOTES: Code = error!(E012, E012_HELP);
/// A comment that is never closed.
pub static OPEN_COMMENT: Code = error!(E013, E013_HELP);
/// A closing bracket that belongs to none, or to another kind.
pub static WRONG_CLOSE: Code = error!(E014, E014_HELP);
/// Something after the end of the plan.
pub static TRAILING: Code = error!(E015, E015_HELP);
/// Brackets in brackets beyond what the reader follows.
pub static TOO_DEEP: Code = error!(E016, E016_HELP);
/// A character that cannot be seen, outside quotes.
pub static INVISIBLE: Code = error!(E017, E017_HELP);
/// Something that has no place here.
pub static UNEXPECTED: Code = error!(E018, E018_HELP);
/// A number that cannot be read.
pub static BAD_NUMBER: Code = error!(E019, E019_HELP);

/// All of them, in the order of their numbers.
pub static ALL: [&Code; 19] = [
    &FULL_WIDTH,
    &NO_COMMA,
    &UNCLOSED,
    &NO_VALUE,
    &WRONG_MARK,
    &NO_COLON,
    &BARE_TIME,
    &BARE_WORDS,
    &NO_QUOTE,
    &QUOTED_FIELD,
    &BAD_ESCAPE,
    &SINGLE_QUOTES,
    &OPEN_COMMENT,
    &WRONG_CLOSE,
    &TRAILING,
    &TOO_DEEP,
    &INVISIBLE,
    &UNEXPECTED,
    &BAD_NUMBER,
];
