//! Questions asked on a terminal and answered there; lines of a pipe answer them too.

use std::io::{BufRead as _, Write as _};

use chrono::NaiveDate;
use wallchart_words::{Lang, Message, ids, text};

use crate::cli::error::CliError;

/// Asks.
pub(super) struct Answers {
    lang: Lang,
}

impl Answers {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The answer given by an option, or the answer to a question; it may not be left open.
    pub(super) fn text(
        &mut self,
        given: Option<&str>,
        question: Message,
        option: &'static str,
    ) -> Result<String, CliError> {
        if let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) {
            return Ok(given.to_owned());
        }
        loop {
            match self.ask(question, "") {
                Some(answer) if answer.is_empty() => {}
                Some(answer) => return Ok(answer),
                None => return Err(CliError::NotAnswered { option }),
            }
        }
    }

    /// The same, of a date.
    pub(super) fn date(
        &mut self,
        given: Option<NaiveDate>,
        question: Message,
        option: &'static str,
    ) -> Result<NaiveDate, CliError> {
        if let Some(given) = given {
            return Ok(given);
        }
        loop {
            let answer = self.text(None, question, option)?;
            if let Ok(date) = answer.replace(['年', '月', '/', '.'], "-").replace('日', "").parse()
            {
                return Ok(date);
            }
            self.tell(&text(self.lang, ids::NEW_BAD_DATE, &[]));
        }
    }

    /// The same, with what is usual where it is left open.
    pub(super) fn or(&mut self, given: Option<&str>, question: Message, usual: &str) -> String {
        if let Some(given) = given {
            return given.trim().to_owned();
        }
        self.ask(question, usual).filter(|answer| !answer.is_empty()).unwrap_or(usual.to_owned())
    }

    /// The answer; nothing where nobody is there any more.
    fn ask(&mut self, question: Message, usual: &str) -> Option<String> {
        let question = text(self.lang, question, &[]);
        let usual = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
        let mut err = std::io::stderr().lock();
        // Where the question can't be shown it can still be answered.
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let _ = write!(err, "{question}{}{colon}", wallchart_words::safe(&usual));
        let _ = err.flush();
        let mut answer = String::new();
        let read = std::io::stdin().lock().read_line(&mut answer).ok()?;
        (read > 0).then(|| answer.trim().to_owned())
    }

    fn tell(&self, words: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{words}");
    }
}
