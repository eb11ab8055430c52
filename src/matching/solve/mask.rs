//! A small set of positions, for the searches of one Lotse.

/// Words of a mask.
const WORDS: usize = 3;

/// How many positions a mask knows.
pub(super) const MOST: usize = 128 * WORDS;

/// A set of positions below [`MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mask([u128; WORDS]);

impl Mask {
    /// All positions below `count`.
    pub fn below(count: usize) -> Self {
        let word = |at: usize| match count.saturating_sub(128 * at) {
            0 => 0,
            bits @ 1..128 => (1 << bits) - 1,
            _ => u128::MAX,
        };
        Self(std::array::from_fn(word))
    }

    pub fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 128) {
            *word |= 1 << (at % 128);
        }
    }

    pub fn remove(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 128) {
            *word &= !(1 << (at % 128));
        }
    }

    pub fn has(self, at: usize) -> bool {
        self.word(at / 128) >> (at % 128) & 1 == 1
    }

    pub fn with(mut self, at: usize) -> Self {
        self.insert(at);
        self
    }

    pub fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.word(at) & other.word(at)))
    }

    pub fn without(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.word(at) & !other.word(at)))
    }

    /// Whether all of these are among the others.
    pub fn is_within(self, other: Self) -> bool {
        self.0.iter().zip(other.0).all(|(word, others)| word & !others == 0)
    }

    #[cfg(test)]
    pub fn is_empty(self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The least position.
    pub fn first(self) -> Option<usize> {
        let (at, word) = self.0.iter().enumerate().find(|(_, word)| **word != 0)?;
        Some(128 * at + word.trailing_zeros() as usize)
    }

    /// Ascending.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, mut word)| {
            std::iter::from_fn(move || {
                (word != 0).then(|| {
                    let bit = word.trailing_zeros() as usize;
                    word &= word - 1;
                    128 * at + bit
                })
            })
        })
    }

    fn word(self, at: usize) -> u128 {
        self.0.get(at).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_over_the_words() {
        for count in [0, 1, 127, 128, 129, 256, MOST] {
            assert_eq!(Mask::below(count).positions().collect::<Vec<_>>(), (0..count).collect::<Vec<_>>());
        }
        let mask = Mask::default().with(3).with(200).with(300);
        assert_eq!(mask.first(), Some(3));
        assert!(mask.has(200) && !mask.has(72) && !mask.has(MOST));
        assert_eq!(mask.without(Mask::below(4)).positions().collect::<Vec<_>>(), [200, 300]);
        assert!(mask.and(Mask::below(201)).is_within(mask) && !mask.is_within(Mask::below(201)));
        let mut emptied = mask;
        [3, 200, 300].into_iter().for_each(|at| emptied.remove(at));
        assert!(emptied.is_empty() && emptied.first().is_none());
    }
}
