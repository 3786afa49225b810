//! Lists of rows: what a row is called, and a selection that stays on its row when rows come and go.

use serde::{Deserialize, Serialize};
use wallchart_campaign::event::Seq;
use wallchart_plan::ids::{RosterId, StreamId, TaskId, TaskNo, UnitId};
use wallchart_plan::time::Instant;

use super::cmd::Move;

/// What a row is called, as long as the campaign runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A heading; it can't be selected.
    Heading(u8),
    /// A check that figures break; it can't be selected either.
    Sum(u8),
    /// A duty roster with gaps.
    Roster(RosterId),
    /// A post on a duty roster, in the shift that begins then.
    Post(Post),
    /// A task.
    Task(TaskNo),
    /// A task in one of the overview's groups; it may stand in several.
    Need(u8, TaskNo),
    /// A workstream.
    Stream(StreamId),
    /// The instances of a task that fans out.
    Fan(StreamId, TaskId),
    /// An event.
    Event(Seq),
    /// What the clock did to a task: its acknowledgement or its deadline passed.
    Clock(TaskNo, bool),
}

/// A post on a duty roster in one shift.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Post {
    /// The roster.
    pub roster: RosterId,
    /// When the shift begins.
    pub start: Instant,
    /// The unit.
    pub unit: UnitId,
    /// The item that it is for.
    pub item: Option<String>,
}

impl Key {
    /// Whether the row can be selected.
    pub fn selectable(&self) -> bool {
        !matches!(self, Key::Heading(_) | Key::Sum(_))
    }
}

/// Selection and scroll of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The selected row's name.
    pub key: Option<Key>,
    /// Where it stands.
    pub at: usize,
    /// The first row in sight.
    pub top: usize,
}

impl List {
    /// Goes on after the rows changed: the selection stays on its row and that row at its height. A row
    /// that is gone leaves the selection to its neighbour.
    pub fn refresh(&mut self, keys: &[Key], page: usize) {
        let found = self.key.as_ref().and_then(|key| keys.iter().position(|k| k == key));
        let height = self.at.saturating_sub(self.top);
        self.at = found.unwrap_or(self.at);
        self.top = self.at.saturating_sub(height);
        self.settle(keys, page, true);
    }

    /// Moves the selection.
    pub fn go(&mut self, way: Move, keys: &[Key], page: usize) {
        let last = keys.len().saturating_sub(1);
        let leap = page.saturating_sub(1).max(1);
        let (to, on) = match way {
            Move::Up => (self.at.saturating_sub(1), false),
            Move::Down => ((self.at + 1).min(last), true),
            Move::PageUp => (self.at.saturating_sub(leap), false),
            Move::PageDown => ((self.at + leap).min(last), true),
            Move::First => (0, true),
            Move::Last => (last, false),
        };
        let before = self.at;
        self.at = to;
        self.settle(keys, page, on);
        // Nothing to select that way: the heading above the first row comes into sight instead.
        if self.at == before && !on {
            self.top = self.top.saturating_sub(leap.min(2));
            self.keep_in_sight(keys.len(), page);
        }
    }

    /// Selects the row of that name, if it is there.
    pub fn select(&mut self, key: &Key, keys: &[Key], page: usize) -> bool {
        let Some(at) = keys.iter().position(|k| k == key) else { return false };
        self.at = at;
        self.settle(keys, page, true);
        true
    }

    /// Scrolls, the selection staying in sight.
    pub fn scroll(&mut self, rows: isize, keys: &[Key], page: usize) {
        let most = keys.len().saturating_sub(page);
        self.top = self.top.saturating_add_signed(rows).min(most);
        let last_seen = self.top + page.saturating_sub(1);
        self.at = self.at.clamp(self.top, last_seen.max(self.top));
        self.settle(keys, page, rows > 0);
    }

    /// Puts the selection on a row that can be selected, looking first one way, then the other.
    fn settle(&mut self, keys: &[Key], page: usize, on: bool) {
        self.at = self.at.min(keys.len().saturating_sub(1));
        let after = keys.iter().enumerate().skip(self.at).find(|(_, k)| k.selectable());
        let before = keys.iter().enumerate().take(self.at + 1).rev().find(|(_, k)| k.selectable());
        let found = if on { after.or(before) } else { before.or(after) };
        if let Some((at, _)) = found {
            self.at = at;
        }
        self.key = found.map(|(_, key)| key.clone());
        self.keep_in_sight(keys.len(), page);
        // A heading right above the selected row is shown with it.
        let heading = self.at.checked_sub(1).and_then(|i| keys.get(i));
        if page > 1 && self.top == self.at && heading.is_some_and(|k| !k.selectable()) {
            self.top -= 1;
        }
    }

    fn keep_in_sight(&mut self, rows: usize, page: usize) {
        let page = page.max(1);
        self.top = self.top.min(rows.saturating_sub(page));
        if self.at < self.top {
            self.top = self.at;
        } else if self.at >= self.top + page {
            self.top = self.at + 1 - page;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tasks(numbers: &[u32]) -> Vec<Key> {
        numbers.iter().map(|n| Key::Task(TaskNo(*n))).collect()
    }

    #[test]
    fn the_selection_stays_on_its_row_and_height() {
        let mut list = List::default();
        let keys = tasks(&[1, 2, 3, 4, 5, 6, 7, 8]);
        list.refresh(&keys, 3);
        for _ in 0..4 {
            list.go(Move::Down, &keys, 3);
        }
        assert_eq!((list.at, list.top), (4, 2));
        let keys = tasks(&[9, 10, 1, 2, 3, 4, 5, 6, 7, 8]);
        list.refresh(&keys, 3);
        assert_eq!((list.key.clone(), list.at, list.top), (Some(Key::Task(TaskNo(5))), 6, 4));
        list.refresh(&tasks(&[1, 2]), 3);
        assert_eq!((list.key, list.top), (Some(Key::Task(TaskNo(2))), 0));
    }

    #[test]
    fn headings_are_passed_over_and_come_into_sight() {
        let keys =
            [vec![Key::Heading(0)], tasks(&[1]), vec![Key::Heading(1)], tasks(&[2])].concat();
        let mut list = List::default();
        list.refresh(&keys, 4);
        assert_eq!(list.at, 1);
        list.go(Move::Down, &keys, 4);
        assert_eq!(list.at, 3);
        list.go(Move::Up, &keys, 4);
        assert_eq!(list.at, 1);
        list.go(Move::First, &keys, 2);
        assert_eq!((list.at, list.top), (1, 0));
    }

    proptest! {
        #[test]
        fn whatever_happens_the_selection_is_a_row_in_sight(
            steps in prop::collection::vec((0u8..9, 0usize..30, 0usize..12), 1..40),
        ) {
            let mut list = List::default();
            for (step, rows, page) in steps {
                let keys: Vec<Key> = (0..rows)
                    .map(|i| if i % 5 == 0 { Key::Heading(0) } else { Key::Task(TaskNo(i as u32)) })
                    .collect();
                list.refresh(&keys, page);
                match step {
                    0 => list.go(Move::Up, &keys, page),
                    1 => list.go(Move::Down, &keys, page),
                    2 => list.go(Move::PageUp, &keys, page),
                    3 => list.go(Move::PageDown, &keys, page),
                    4 => list.go(Move::First, &keys, page),
                    5 => list.go(Move::Last, &keys, page),
                    6 => list.scroll(3, &keys, page),
                    7 => list.scroll(-3, &keys, page),
                    _ => {}
                }
                if let Some(key) = &list.key {
                    prop_assert_eq!(keys.get(list.at), Some(key));
                    prop_assert!(list.top <= list.at && list.at < list.top + page.max(1));
                } else {
                    prop_assert!(!keys.iter().any(Key::selectable));
                }
            }
        }
    }
}
