//! What people type for rosters, posts, shifts, roles and people.

use wallchart_campaign::roster::{PutDown, roles};
use wallchart_campaign::{Campaign, say};
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{PersonRole, Post, Roster, Shift};
use wallchart_plan::roster::Seat;
use wallchart_words::{Lang, ids, t};

use crate::cli::error::CliError;
use crate::cli::names;
use crate::duty;
use crate::pinyin::initials_match;
use crate::when::Around;

/// Reads what is typed about the rosters of a campaign.
pub struct Typed<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// Its calendar.
    pub calendar: &'a WorkCalendar,
    /// In which language mistakes are told.
    pub lang: Lang,
}

impl<'a> Typed<'a> {
    /// The roster of that name, title, unique prefix or initials.
    ///
    /// # Errors
    /// When none or several are.
    pub fn roster(&self, text: &str) -> Result<&'a Roster, CliError> {
        let all = &self.campaign.plan.rosters;
        let ways: [&dyn Fn(&Roster) -> bool; 4] = [
            &|r| r.id.as_str() == text,
            &|r| r.title == text,
            &|r| r.id.as_str().starts_with(text),
            &|r| initials_match(r.id.as_str(), text),
        ];
        let fits = |way: &&dyn Fn(&Roster) -> bool| {
            all.iter().filter(|r| !text.is_empty() && way(r)).collect::<Vec<_>>()
        };
        let found = ways.iter().map(fits).find(|found| !found.is_empty()).unwrap_or_default();
        match found.as_slice() {
            [only] => Ok(only),
            _ => Err(CliError::BadDuty {
                what: ids::ROSTER_WHICH,
                text: text.to_owned(),
                offers: all.iter().map(|r| r.id.to_string()).collect(),
            }),
        }
    }

    /// The posts that a text names: those of a unit, of an item, or the one of `UNIT/ITEM`. `None` where it
    /// names neither.
    pub fn posts(&self, roster: &'a Roster, text: &str) -> Option<Vec<&'a Post>> {
        let (unit, item) = match text.split_once('/') {
            Some((unit, item)) => (unit, Some(item)),
            None => (text, None),
        };
        let by_item = roster.posts.iter().filter(|p| p.item.as_deref() == Some(text));
        let by_item: Vec<&Post> = by_item.collect();
        if !by_item.is_empty() {
            return Some(by_item);
        }
        let unit = names::unit(&self.campaign.plan, unit).ok()?;
        let posts = roster.posts.iter().filter(|p| p.unit == unit);
        let posts = posts.filter(|p| item.is_none() || p.item.as_deref() == item);
        Some(posts.collect::<Vec<_>>()).filter(|found| !found.is_empty())
    }

    /// The shifts that a text names.
    ///
    /// # Errors
    /// When it names none.
    pub fn shifts(&self, roster: &'a Roster, text: &str) -> Result<Vec<Shift>, CliError> {
        let base = roster.shifts.first().map_or(roster.due, |s| s.start);
        let anchor = self.campaign.plan.campaign.anchor;
        let around = Around { calendar: self.calendar, anchor, base, ends: false };
        let found = duty::shifts(roster, text, around);
        if found.is_empty() {
            return Err(self.which_shift(roster, text));
        }
        Ok(found)
    }

    fn which_shift(&self, roster: &Roster, text: &str) -> CliError {
        let moments = roster.shifts.iter().map(|s| say::moment(self.calendar, s.start));
        CliError::BadDuty {
            what: if text.is_empty() { ids::ROSTER_NO_SHIFT } else { ids::ROSTER_WHICH_SHIFT },
            text: text.to_owned(),
            offers: moments.chain(["all".to_owned()]).collect(),
        }
    }

    /// The role that a word means on a roster.
    ///
    /// # Errors
    /// When the roster asks for none such.
    pub fn role(&self, roster: &Roster, word: &str) -> Result<PersonRole, CliError> {
        let asked = |role: &PersonRole| roles(roster).any(|need| need == *role);
        duty::role(word).filter(asked).ok_or_else(|| CliError::BadDuty {
            what: ids::ROSTER_WHICH_ROLE,
            text: word.to_owned(),
            offers: roles(roster).map(|role| t!(self.lang, say::person_role(role))).collect(),
        })
    }

    /// Who is put down by words: `城东所 03-15 20:00 leader=甲 staff=乙+丙`; in whatever order. Without a post
    /// it is the one that the roster has, or that `own` has; without a shift, the only one.
    ///
    /// # Errors
    /// When a word can't be read, or something isn't said.
    pub fn fills(
        &self,
        roster: &'a Roster,
        words: &[String],
        own: Option<&str>,
    ) -> Result<Vec<PutDown>, CliError> {
        let (posts, shifts, pairs) = self.places(roster, words, own)?;
        let mut out = Vec::new();
        for post in posts {
            let listed = self.campaign.plan.unit(&post.unit);
            let listed = listed.map(|u| u.people.as_slice()).unwrap_or_default();
            for shift in &shifts {
                for (role, names) in &pairs {
                    let seat = Seat::of(roster, post, *shift, *role);
                    out.push(PutDown { seat, people: Some(duty::people(listed, names)) });
                }
            }
        }
        Ok(out)
    }

    /// The seats that words name, to be emptied or given back to the plan; without a role, those of all roles.
    ///
    /// # Errors
    /// As [`Typed::fills`].
    pub fn cleared(
        &self,
        roster: &'a Roster,
        words: &[String],
        own: Option<&str>,
        as_planned: bool,
    ) -> Result<Vec<PutDown>, CliError> {
        let asked = |w: &&String| duty::role(w).is_some_and(|r| roles(roster).any(|n| n == r));
        let (named, words): (Vec<&String>, Vec<&String>) = words.iter().partition(asked);
        let words: Vec<String> = words.into_iter().cloned().collect();
        let mut wanted: Vec<PersonRole> = named.iter().filter_map(|w| duty::role(w)).collect();
        if wanted.is_empty() {
            wanted.extend(roles(roster));
        }
        let (posts, shifts, _) = self.places(roster, &words, own)?;
        let people = (!as_planned).then(Vec::new);
        let places = posts.iter().flat_map(|post| shifts.iter().map(move |shift| (*post, *shift)));
        let seats = places.flat_map(|(post, shift)| {
            wanted.iter().map(move |role| Seat::of(roster, post, shift, *role))
        });
        Ok(seats.map(|seat| PutDown { seat, people: people.clone() }).collect())
    }

    /// Posts, shifts, and who is named for which role.
    #[expect(clippy::type_complexity, reason = "three lists that belong together")]
    fn places(
        &self,
        roster: &'a Roster,
        words: &[String],
        own: Option<&str>,
    ) -> Result<(Vec<&'a Post>, Vec<Shift>, Vec<(PersonRole, String)>), CliError> {
        let mut posts: Option<Vec<&Post>> = None;
        let (mut when, mut pairs) = (Vec::new(), Vec::new());
        for word in words {
            if let Some((role, people)) = word.split_once(['=', '＝']) {
                pairs.push((self.role(roster, role)?, people.to_owned()));
            } else if let Some(found) = self.posts(roster, word).filter(|_| posts.is_none()) {
                posts = Some(found);
            } else {
                when.push(word.as_str());
            }
        }
        let shifts = match when.is_empty() {
            true if roster.shifts.len() == 1 => roster.shifts.clone(),
            _ => self.shifts(roster, &when.join(" ")).map_err(|error| match when.first() {
                // A word that is no time was meant for a post.
                Some(word) if posts.is_none() && !word.contains(|c: char| c.is_ascii_digit()) => {
                    which_post(roster, word)
                }
                _ => error,
            })?,
        };
        let posts = posts.or_else(|| self.posts(roster, own?));
        let posts = posts.unwrap_or_else(|| roster.posts.iter().collect());
        // Items of a unit are different things, so one has to be said.
        match posts.as_slice() {
            [_] => Ok((posts, shifts, pairs)),
            _ => Err(which_post(roster, roster.id.as_str())),
        }
    }
}

/// It isn't clear which post is meant by that.
pub(super) fn which_post(roster: &Roster, text: &str) -> CliError {
    CliError::BadDuty {
        what: ids::ROSTER_WHICH_POST,
        text: text.to_owned(),
        offers: roster.posts.iter().map(|p| say::post(&p.unit, p.item.as_deref())).collect(),
    }
}
