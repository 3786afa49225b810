//! A set of positions that gives its first or last member: bits, with a bit above for every word that
//! has one.

/// A set of numbers below a limit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frontier {
    /// The members, then a bit for each word below that isn't empty, up to one word.
    levels: Vec<Vec<u64>>,
}

const BITS: usize = u64::BITS as usize;

impl Frontier {
    /// An empty set of numbers below `n`.
    pub(crate) fn new(n: usize) -> Self {
        let mut levels = Vec::new();
        let mut size = n.max(1);
        loop {
            size = size.div_ceil(BITS);
            levels.push(vec![0; size]);
            if size == 1 {
                return Self { levels };
            }
        }
    }

    /// Puts a number in.
    pub(crate) fn insert(&mut self, v: usize) {
        let mut at = v;
        for level in &mut self.levels {
            let word = at / BITS;
            let was = level[word];
            level[word] |= 1 << (at % BITS);
            if was != 0 {
                // Above it is known already.
                return;
            }
            at = word;
        }
    }

    /// Takes out the least number.
    pub(crate) fn pop_first(&mut self) -> Option<usize> {
        self.pop(u64::trailing_zeros)
    }

    /// Takes out the greatest number.
    pub(crate) fn pop_last(&mut self) -> Option<usize> {
        self.pop(|word| 63 - word.leading_zeros())
    }

    fn pop(&mut self, end: impl Fn(u64) -> u32) -> Option<usize> {
        if self.levels.last()?[0] == 0 {
            return None;
        }
        let mut at = 0;
        for level in self.levels.iter().rev() {
            at = at * BITS + end(level[at]) as usize;
        }
        self.remove(at);
        Some(at)
    }

    fn remove(&mut self, mut at: usize) {
        for level in &mut self.levels {
            let word = at / BITS;
            level[word] &= !(1 << (at % BITS));
            if level[word] != 0 {
                return;
            }
            at = word;
        }
    }

    /// Takes everything out.
    pub(crate) fn clear(&mut self) {
        for level in &mut self.levels {
            level.fill(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_an_ordered_set(
            n in 1usize..9000,
            ops in prop::collection::vec((0u8..3, any::<prop::sample::Index>()), 0..200),
        ) {
            let (mut set, mut model) = (Frontier::new(n), BTreeSet::new());
            for (op, at) in ops {
                let at = at.index(n);
                match op {
                    0 => {
                        set.insert(at);
                        model.insert(at);
                    }
                    1 => prop_assert_eq!(set.pop_first(), model.pop_first()),
                    _ => prop_assert_eq!(set.pop_last(), model.pop_last()),
                }
            }
            set.clear();
            prop_assert_eq!(set.pop_first(), None);
        }
    }
}
