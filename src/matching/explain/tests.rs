//! That counting in bulk comes to the same as asking about everybody.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::matching::candidates::{all_of, generate};
use crate::matching::testing::{anything, compile};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn everybody_counts_once_under_the_first_that_failed(file in anything()) {
        let problem = compile(file);
        let entries = unserved(&problem, all_of(&generate(&problem)), &[]);
        prop_assert_eq!(entries.len(), problem.requests.len());
        for (number, entry) in (0..).zip(entries) {
            let mut expected: BTreeMap<HardConstraint, u32> = BTreeMap::new();
            let lotsen = 0..problem.lotsen.len() as u32;
            let reasons = lotsen.filter_map(|lotse| reason(&Pair::of(&problem, lotse, number).unwrap()));
            reasons.for_each(|constraint| *expected.entry(constraint).or_default() += 1);
            let found: BTreeMap<HardConstraint, u32> = entry.removed.iter().map(|r| (r.constraint, r.lotsen)).collect();
            prop_assert_eq!(found.values().sum::<u32>() + entry.candidates, problem.lotsen.len() as u32);
            prop_assert_eq!(found, expected);
        }
    }
}
