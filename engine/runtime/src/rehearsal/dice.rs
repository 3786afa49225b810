//! Chance out of a seed: the same question has the same answer, whenever it is asked and in whatever
//! order.

use wallchart_campaign::Rehearsal;
use wallchart_words::{Lang, Message, t};

/// How the units of a rehearsal behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Temper {
    /// Nearly all is done in time (顺利).
    Smooth,
    /// As offices are (寻常).
    #[default]
    Usual,
    /// Much is late, some units never answer (不顺).
    Rough,
}

impl Temper {
    /// All of them, the mildest first.
    pub const ALL: [Temper; 3] = [Temper::Smooth, Temper::Usual, Temper::Rough];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Temper::Smooth => "smooth",
            Temper::Usual => "usual",
            Temper::Rough => "rough",
        }
    }

    /// How many in a hundred tasks are late, and for how many nobody answers.
    pub fn shares(self) -> (u8, u8) {
        match self {
            Temper::Smooth => (5, 0),
            Temper::Usual => (20, 5),
            Temper::Rough => (40, 12),
        }
    }
}

/// Who plays, and by what chance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// The mark that the campaign carries.
    pub mark: Rehearsal,
    lang: Lang,
}

impl Cast {
    /// A cast for a new rehearsal.
    pub fn new(seed: u64, late_pct: u8, silent_pct: u8, lang: Lang) -> Cast {
        Cast { mark: Rehearsal { seed, late_pct, silent_pct, lang: lang.code().to_owned() }, lang }
    }

    /// The cast that has played so far.
    pub(super) fn of(mark: &Rehearsal) -> Cast {
        Cast { mark: mark.clone(), lang: mark.lang.parse().unwrap_or_default() }
    }

    /// The language that its units write in.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// A number out of the seed for one question about one thing.
    pub(super) fn roll(&self, question: &str, about: &str) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.mark.seed.to_le_bytes());
        for part in [question, about] {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let [a, b, c, d, e, f, g, h, ..] = *hasher.finalize().as_bytes();
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&self, question: &str, about: &str, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).max(0).unsigned_abs().saturating_add(1);
        low.saturating_add_unsigned(self.roll(question, about) % width)
    }

    /// Whether it happens, which it does in `pct` of a hundred cases.
    pub(super) fn happens(&self, question: &str, about: &str, pct: u8) -> bool {
        self.roll(question, about) % 100 < u64::from(pct)
    }

    /// One of them.
    pub(super) fn one_of<'a, T>(&self, question: &str, about: &str, of: &'a [T]) -> Option<&'a T> {
        let at = self.between(question, about, 0, i64::try_from(of.len()).unwrap_or(i64::MAX) - 1);
        usize::try_from(at).ok().and_then(|at| of.get(at))
    }

    /// One of the phrases, said.
    pub(super) fn say(&self, question: &str, about: &str, of: &[Message]) -> String {
        self.one_of(question, about, of).map(|m| t!(self.lang, *m)).unwrap_or_default()
    }

    /// One of the phrases, or nothing at all, which is as likely as any of them.
    pub(super) fn say_perhaps(
        &self,
        question: &str,
        about: &str,
        of: &[Message],
    ) -> Option<String> {
        let none = u64::try_from(of.len()).unwrap_or(0) + 1;
        let silent = self.roll(question, about).is_multiple_of(none);
        (!silent).then(|| self.say(question, about, of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_answer() {
        let [a, b, other] = [7, 7, 8].map(|seed| Cast::new(seed, 20, 5, Lang::Zh));
        let rolls = |cast: &Cast| -> Vec<u64> {
            (0..64).map(|n| cast.roll("late", &n.to_string())).collect()
        };
        assert_eq!(rolls(&a), rolls(&b));
        assert_ne!(rolls(&a), rolls(&other));
        // A question and what it is about don't run into each other.
        assert_ne!(a.roll("late1", "2"), a.roll("late", "12"));
    }

    #[test]
    fn shares_are_about_what_was_asked_for() {
        let cast = Cast::new(1, 20, 5, Lang::Zh);
        let late = (0..10_000).filter(|n| cast.happens("late", &n.to_string(), 20)).count();
        assert!((1_800..2_200).contains(&late), "{late}");
        for n in 0..1_000 {
            assert!((-3..=4).contains(&cast.between("n", &n.to_string(), -3, 4)));
        }
        assert_eq!(cast.between("n", "", 5, 4), 5);
        assert_eq!(cast.one_of::<u8>("n", "", &[]), None);
    }
}
