//! Chance as an argument: every thing that is made up draws from a stream of its own.
//!
//! A stream is named by seed, kind and index, so that the seventh Lotse is the same person whether ten or ten thousand are
//! made, and a new draw for requests changes no Lotse. The numbers come from ChaCha8, which is the same on every machine;
//! what is made of them is integer arithmetic written out here, because the distributions of a library may change with it.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Deserialize;

/// What a stream is for. The numbers are part of the data format: changing one changes everything drawn from it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    /// By region: which languages are frequent there.
    Taste = 1,
    /// By carrier.
    Carrier = 2,
    /// By agency.
    Agency = 3,
    /// By carrier: to whom it lends.
    Lending = 4,
    /// By Lotse: everything but the next.
    Lotse = 5,
    /// By Lotse: the project, which depends on how many there are.
    Project = 6,
    /// By request: whether it is about the same newcomer as an earlier one.
    Repeat = 7,
    /// By newcomer.
    Client = 8,
    /// By request: everything but the next two.
    Request = 9,
    /// By request: the project in charge.
    InCharge = 10,
    /// By request: which Lotsen the newcomer knows or does not want, which depends on how many there are.
    Acquaintance = 11,
    /// By Lotse: what is confirmed for them.
    Confirmed = 12,
    /// By newcomer: where they live if a region is given.
    Moved = 13,
    /// By request of the past: what became of it.
    Fate = 14,
    /// By evening on which somebody looked who could go.
    Look = 15,
}

/// Where all streams begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed(pub(super) u64);

impl Seed {
    /// The stream of one thing.
    pub(super) fn chance(self, stream: Stream, index: u64) -> Chance {
        let mut source = ChaCha8Rng::seed_from_u64(self.0);
        // 56 bits for the index are more than there will ever be things of a kind.
        source.set_stream(((stream as u64) << 56) | index);
        Chance(source)
    }
}

/// One stream of draws.
#[derive(Debug)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// A number below `n`, all equally likely (but for one in 2^64); 0 for `n` = 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(n);
        // The upper half of a product of two 64-bit numbers fits in 64 bits.
        (wide >> 64) as u64
    }

    /// A number from `low` to `high`, both included; `low` where they are the wrong way round.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        // Below 2^32 more than `low`, and at most `high`.
        low + self.below(span) as u32
    }

    /// True in so many of a thousand cases.
    pub(super) fn happens(&mut self, permille: u32) -> bool {
        self.below(1000) < u64::from(permille)
    }

    /// One of the given with so many in a thousand each, the rest of the thousand goes to `otherwise`.
    pub(super) fn one_of<T: Copy>(&mut self, choices: &[(u32, T)], otherwise: T) -> T {
        let mut left = self.below(1000);
        for &(permille, choice) in choices {
            match left.checked_sub(u64::from(permille)) {
                None => return choice,
                Some(rest) => left = rest,
            }
        }
        otherwise
    }

    /// Ten random bytes, for an identifier.
    pub(super) fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// A bucket of `0..buckets`, equally likely, that stays the same or moves to a new one when buckets are added: jump
    /// consistent hashing (Lamping and Veach 2014) in integers. 0 for no buckets.
    pub(super) fn bucket(&mut self, buckets: u64) -> u64 {
        let mut key = self.0.next_u64();
        let (mut bucket, mut next) = (0, 0);
        while next < buckets {
            bucket = next;
            key = key.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
            next = ((bucket + 1) << 31) / ((key >> 33) + 1);
        }
        bucket
    }
}

/// A list of which any one can be drawn: never empty.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<T>")]
pub(super) struct Several<T> {
    first: T,
    others: Vec<T>,
}

impl<T> Several<T> {
    /// Any of them, equally likely.
    pub(super) fn draw(&self, chance: &mut Chance) -> &T {
        self.nth(chance.below(self.count()))
    }

    /// The one at `at`, counted round and round.
    pub(super) fn nth(&self, at: u64) -> &T {
        let at = usize::try_from(at % self.count()).unwrap_or(0);
        at.checked_sub(1).and_then(|at| self.others.get(at)).unwrap_or(&self.first)
    }

    /// How many there are.
    pub(super) const fn count(&self) -> u64 {
        self.others.len() as u64 + 1
    }
}

impl<T> TryFrom<Vec<T>> for Several<T> {
    type Error = &'static str;

    fn try_from(list: Vec<T>) -> Result<Self, Self::Error> {
        let mut list = list.into_iter();
        match list.next() {
            Some(first) => Ok(Self { first, others: list.collect() }),
            None => Err("is an empty list"),
        }
    }
}

/// A list of which one is drawn by weight: never empty, never without weight.
#[derive(Debug, Clone)]
pub(super) struct Lottery<T> {
    /// Each with the sum of weights up to and including its own.
    upto: Vec<(u64, T)>,
    /// The last one.
    last: T,
    total: u64,
}

impl<T: Copy> Lottery<T> {
    /// `None` where nothing has a weight. A weight of zero is never drawn.
    pub(super) fn new(weighted: impl IntoIterator<Item = (u64, T)>) -> Option<Self> {
        let mut total = 0;
        let mut upto = Vec::new();
        for (weight, item) in weighted.into_iter().filter(|(weight, _)| *weight > 0) {
            total += weight;
            upto.push((total, item));
        }
        let (_, last) = upto.pop()?;
        Some(Self { upto, last, total })
    }

    /// One by weight.
    pub(super) fn draw(&self, chance: &mut Chance) -> T {
        let ticket = chance.below(self.total);
        let at = self.upto.partition_point(|(upto, _)| *upto <= ticket);
        self.upto.get(at).map_or(self.last, |(_, item)| *item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_the_same_everywhere_and_differ_from_each_other() {
        let draw = |seed, stream, index| Seed(seed).chance(stream, index).below(u64::MAX);
        assert_eq!(draw(1, Stream::Lotse, 7), draw(1, Stream::Lotse, 7));
        assert_eq!(draw(1, Stream::Lotse, 7), 11_334_034_922_740_776_576);
        let others = [draw(2, Stream::Lotse, 7), draw(1, Stream::Client, 7), draw(1, Stream::Lotse, 8)];
        assert!(others.iter().all(|other| *other != draw(1, Stream::Lotse, 7)));
    }

    #[test]
    fn draws_stay_in_range_and_reach_its_ends() {
        let mut chance = Seed(1).chance(Stream::Lotse, 0);
        let drawn: std::collections::BTreeSet<u32> = (0..200).map(|_| chance.between(5, 9)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [5, 6, 7, 8, 9]);
        assert_eq!((chance.below(0), chance.between(7, 3)), (0, 7));
        assert!(!(0..100).any(|_| chance.happens(0)));
        assert!((0..100).all(|_| chance.happens(1000)));
    }

    #[test]
    fn shares_come_out() {
        let mut chance = Seed(1).chance(Stream::Lotse, 0);
        let lottery = Lottery::new([(3, 'a'), (0, 'b'), (1, 'c')]).unwrap();
        let drawn: Vec<char> = (0..4000).map(|_| lottery.draw(&mut chance)).collect();
        let count = |wanted| drawn.iter().filter(|c| **c == wanted).count();
        assert!((2900..3100).contains(&count('a')) && count('b') == 0, "{}", count('a'));
        assert!(Lottery::new([(0, 'a')]).is_none());
        let rest = (0..4000).filter(|_| chance.one_of(&[(250, 1), (250, 2)], 3) == 3).count();
        assert!((1900..2100).contains(&rest), "{rest}");
    }

    #[test]
    fn a_new_bucket_takes_its_share_and_moves_nobody_else() {
        let bucket = |index, buckets| Seed(1).chance(Stream::Project, index).bucket(buckets);
        for buckets in 1..12 {
            let moved: Vec<u64> = (0..2000).filter(|i| bucket(*i, buckets) != bucket(*i, buckets + 1)).collect();
            assert!(moved.iter().all(|i| bucket(*i, buckets + 1) == buckets), "only to the new one");
            let share = 2000 / (buckets as usize + 1);
            assert!(moved.len().abs_diff(share) < 100, "{} of {share} for {buckets}", moved.len());
        }
        assert_eq!((bucket(3, 0), bucket(3, 1)), (0, 0));
    }

    #[test]
    fn lists_go_round() {
        let list = Several::try_from(vec!["a", "b", "c"]).unwrap();
        assert_eq!([0, 1, 2, 3, 7].map(|at| *list.nth(at)), ["a", "b", "c", "a", "b"]);
        assert!(Several::<u8>::try_from(Vec::new()).is_err());
    }
}
