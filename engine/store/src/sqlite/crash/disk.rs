//! A disk after a power cut: what was synced is there; of what was not, each write may be there, not be
//! there, or be there in part.
//!
//! Files are followed by what they are, not by their name. A folder's own changes come through in order, up
//! to some point, as journaling file systems have it; a sync of a file makes its creation last too, as all
//! of Linux's local file systems do. A file's writes and changes of length come through in any combination,
//! and each write by sectors or by pages of its own.

use std::collections::BTreeMap;
use std::path::Path;

use super::trace::Step;

/// What a disk writes whole, at the least.
const SECTOR: usize = 512;
/// What a system writes whole, as a rule.
const PAGE: usize = 4096;

/// How unsynced changes come through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// None of them.
    Lost,
    /// All of them, as when a process is killed and the machine runs on.
    Kept,
    /// Each one or not.
    Some(u64),
    /// Each sector of each or not.
    Sectors(u64),
    /// Each page of each or not.
    Pages(u64),
    /// All but the last, of which there is a beginning.
    Begun(u64),
}

impl Fate {
    /// Every kind, those of chance with that seed.
    pub(crate) fn all(seed: u64) -> [Fate; 6] {
        let [a, b, c, d] = [1, 2, 3, 4].map(|n| seed.wrapping_mul(8) + n);
        [Fate::Lost, Fate::Kept, Fate::Some(a), Fate::Sectors(b), Fate::Pages(c), Fate::Begun(d)]
    }
}

/// A small generator: cuts must come out the same each time.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Change::Length(length) => file.resize(*length, 0),
            Change::Write { at, bytes } => {
                if file.len() < at + bytes.len() {
                    file.resize(at + bytes.len(), 0);
                }
                file[*at..at + bytes.len()].copy_from_slice(bytes);
            }
        }
    }

    /// Applies those pieces of a write that are kept; other changes whole or not at all.
    fn apply_in_part(&self, file: &mut Vec<u8>, grain: usize, mut keep: impl FnMut() -> bool) {
        let Change::Write { at, bytes } = self else {
            if keep() {
                self.apply(file);
            }
            return;
        };
        let mut begin = 0;
        while begin < bytes.len() {
            // Grains lie on the disk's own borders.
            let end = bytes.len().min((at + begin) / grain * grain + grain - at);
            if keep() {
                let piece = bytes[begin..end].to_vec();
                Change::Write { at: at + begin, bytes: piece }.apply(file);
            }
            begin = end;
        }
    }
}

#[derive(Debug, Clone)]
enum FolderChange {
    Put(String, usize),
    Remove(String),
}

#[derive(Debug, Clone, Default)]
struct File {
    synced: Vec<u8>,
    /// What came since, with the step that it was.
    pending: Vec<(usize, Change)>,
}

/// The disk under one folder, as a run goes on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    /// The folder as programs see it.
    seen: BTreeMap<String, usize>,
    /// The folder as synced, and what came since.
    synced: BTreeMap<String, usize>,
    pending: Vec<(usize, FolderChange)>,
    steps: usize,
}

impl Disk {
    /// Follows one step.
    pub(crate) fn step(&mut self, step: &Step) {
        let now = self.steps;
        self.steps += 1;
        match step {
            Step::Open { name, empty } => {
                let file = match self.seen.get(name) {
                    Some(file) => *file,
                    None => self.create(name, now),
                };
                if *empty {
                    self.files[file].pending.push((now, Change::Length(0)));
                }
            }
            Step::Write { name, at, bytes } => {
                let at = usize::try_from(*at).unwrap();
                self.change(name, now, Change::Write { at, bytes: bytes.clone() });
            }
            Step::Truncate { name, length } => {
                self.change(name, now, Change::Length(usize::try_from(*length).unwrap()));
            }
            Step::Sync { name: Some(name), begun } => {
                // One that was removed meanwhile can't be found again, and need not be.
                if let Some(file) = self.seen.get(name).copied() {
                    self.sync_file(file, *begun);
                }
            }
            Step::Sync { name: None, begun } => self.sync_folder(|at, _| at < *begun),
            Step::Rename { from, to } => {
                if let Some(file) = self.seen.remove(from) {
                    self.seen.insert(to.clone(), file);
                    // In one step: never both, never neither.
                    self.pending.push((now, FolderChange::Put(to.clone(), file)));
                    self.pending.push((now, FolderChange::Remove(from.clone())));
                }
            }
            Step::Link { from, to } => {
                if let Some(file) = self.seen.get(from).copied() {
                    self.put(to, file, now);
                }
            }
            Step::Unlink { name } => {
                self.seen.remove(name);
                self.pending.push((now, FolderChange::Remove(name.clone())));
            }
            Step::Said(_) | Step::Ended { .. } => {}
        }
    }

    fn create(&mut self, name: &str, now: usize) -> usize {
        self.files.push(File::default());
        let file = self.files.len() - 1;
        self.put(name, file, now);
        file
    }

    fn put(&mut self, name: &str, file: usize, now: usize) {
        self.seen.insert(name.to_owned(), file);
        self.pending.push((now, FolderChange::Put(name.to_owned(), file)));
    }

    fn change(&mut self, name: &str, now: usize, change: Change) {
        let file = *self.seen.get(name).unwrap_or_else(|| panic!("{name} was never made"));
        self.files[file].pending.push((now, change));
    }

    fn sync_file(&mut self, file: usize, begun: usize) {
        let File { synced, pending } = &mut self.files[file];
        pending.retain(|(at, change)| {
            let covered = *at < begun;
            if covered {
                change.apply(synced);
            }
            !covered
        });
        let made = |(at, c): &(usize, FolderChange)| {
            *at < begun && matches!(c, FolderChange::Put(_, f) if *f == file)
        };
        if let Some(last) = self.pending.iter().rposition(made) {
            let last = self.pending[last].0;
            self.sync_folder(|at, _| at <= last);
        }
    }

    fn sync_folder(&mut self, covered: impl Fn(usize, &FolderChange) -> bool) {
        let synced = &mut self.synced;
        self.pending.retain(|(at, change)| {
            let covered = covered(*at, change);
            if covered {
                apply(synced, change);
            }
            !covered
        });
    }

    /// Writes the folder as a power cut now would leave it. What is shared memory is never left.
    pub(crate) fn rebuild(&self, fate: Fate, into: &Path) {
        let seed = match fate {
            Fate::Lost | Fate::Kept => 0,
            Fate::Some(s) | Fate::Sectors(s) | Fate::Pages(s) | Fate::Begun(s) => s,
        };
        let mut chance = Chance::new(seed);
        let mut folder = self.synced.clone();
        let through = match fate {
            Fate::Lost => 0,
            Fate::Kept => usize::MAX,
            _ => self.pending.get(chance.below(self.pending.len() + 1)).map_or(usize::MAX, |p| p.0),
        };
        for (_, change) in self.pending.iter().filter(|(at, _)| *at < through) {
            apply(&mut folder, change);
        }
        for (name, file) in folder.iter().filter(|(name, _)| !name.ends_with("-shm")) {
            let bytes = self.files[*file].after(fate, &mut chance);
            std::fs::write(into.join(name), bytes).unwrap();
        }
    }
}

fn apply(folder: &mut BTreeMap<String, usize>, change: &FolderChange) {
    match change {
        FolderChange::Put(name, file) => {
            folder.insert(name.clone(), *file);
        }
        FolderChange::Remove(name) => {
            folder.remove(name);
        }
    }
}

impl File {
    fn after(&self, fate: Fate, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        for (nth, (_, change)) in self.pending.iter().enumerate() {
            match fate {
                Fate::Lost => {}
                Fate::Kept => change.apply(&mut bytes),
                Fate::Some(_) => {
                    if chance.coin() {
                        change.apply(&mut bytes);
                    }
                }
                Fate::Sectors(_) => {
                    change.apply_in_part(&mut bytes, SECTOR, || chance.coin());
                }
                Fate::Pages(_) => change.apply_in_part(&mut bytes, PAGE, || chance.coin()),
                Fate::Begun(_) if nth + 1 < self.pending.len() => change.apply(&mut bytes),
                Fate::Begun(_) => {
                    let mut left = chance.below(PAGE / SECTOR + 1);
                    change.apply_in_part(&mut bytes, SECTOR, || {
                        left = left.saturating_sub(1);
                        left > 0
                    });
                }
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(name: &str, at: u64, bytes: &[u8]) -> Step {
        Step::Write { name: name.to_owned(), at, bytes: bytes.to_vec() }
    }

    fn open(name: &str) -> Step {
        Step::Open { name: name.to_owned(), empty: false }
    }

    fn sync(name: Option<&str>, begun: usize) -> Step {
        Step::Sync { name: name.map(str::to_owned), begun }
    }

    fn after(steps: &[Step], fate: Fate) -> Vec<(String, Vec<u8>)> {
        let mut disk = Disk::default();
        steps.iter().for_each(|s| disk.step(s));
        let folder = std::env::temp_dir().join(format!(
            "wallchart-disk-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        std::fs::create_dir(&folder).unwrap();
        disk.rebuild(fate, &folder);
        let mut left: Vec<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .map(|p| {
                (p.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(p).unwrap())
            })
            .collect();
        left.sort();
        std::fs::remove_dir_all(&folder).unwrap();
        left
    }

    #[test]
    fn what_was_synced_is_there_and_what_was_not_may_be_lost() {
        let steps = [
            open("a"),
            write("a", 0, b"one"),
            sync(Some("a"), 2),
            write("a", 3, b"two"),
            open("b"),
        ];
        assert_eq!(after(&steps, Fate::Lost), [("a".to_owned(), b"one".to_vec())]);
        let kept = after(&steps, Fate::Kept);
        assert_eq!(kept, [("a".to_owned(), b"onetwo".to_vec()), ("b".to_owned(), vec![])]);
    }

    #[test]
    fn a_sync_covers_what_was_before_it_began() {
        let steps = [open("a"), write("a", 0, b"one"), write("a", 0, b"two"), sync(Some("a"), 2)];
        assert_eq!(after(&steps, Fate::Lost), [("a".to_owned(), b"one".to_vec())]);
    }

    #[test]
    fn a_file_that_was_renamed_is_under_one_name_only() {
        let renamed = Step::Rename { from: "a".to_owned(), to: "b".to_owned() };
        let steps = [open("a"), sync(Some("a"), 1), renamed, sync(None, 3)];
        assert_eq!(after(&steps, Fate::Lost), [("b".to_owned(), vec![])]);
        for seed in 0..20 {
            assert_eq!(after(&steps[..3], Fate::Some(seed)).len(), 1);
        }
    }

    #[test]
    fn a_removed_file_may_come_back_but_not_its_unsynced_bytes() {
        let removed = Step::Unlink { name: "a".to_owned() };
        let steps = [open("a"), write("a", 0, b"one"), sync(Some("a"), 2), removed];
        assert_eq!(after(&steps, Fate::Lost), [("a".to_owned(), b"one".to_vec())]);
        assert_eq!(after(&steps, Fate::Kept), []);
    }

    #[test]
    fn a_torn_write_has_whole_sectors_of_its_own() {
        let steps = [open("a"), sync(Some("a"), 1), write("a", 100, &[7; 2000])];
        let mut lengths = std::collections::BTreeSet::new();
        for seed in 0..50 {
            let left = after(&steps, Fate::Sectors(seed)).remove(0).1;
            for (at, sector) in left.chunks(SECTOR).enumerate() {
                let ours = &sector[if at == 0 { 100.min(sector.len()) } else { 0 }..];
                assert!(ours.iter().all(|b| *b == ours[0]), "half a sector");
            }
            lengths.insert(left.iter().filter(|b| **b == 7).count());
        }
        assert!(lengths.len() > 5, "{lengths:?}");
    }
}
