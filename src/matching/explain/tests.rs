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
        let entries = unserved(&problem, all_of(&generate(&problem)), &[], || true);
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

#[test]
fn whoever_stops_waiting_gets_no_further_entries() {
    let at = serde_json::json!([{"start": "2026-12-15T10:00:00", "minutes": 60}]);
    let requests: Vec<_> = (0..40).map(|n| serde_json::json!({"id": format!("R{n}"), "appointments": at})).collect();
    let problem = compile(serde_json::json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01",
        "lotsen": [{"id": "L"}], "requests": requests}));
    let found = generate(&problem);
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let is_wanted = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 10;
    assert_eq!(unserved(&problem, all_of(&found), &[], is_wanted).len(), 10);
    assert_eq!(unserved(&problem, all_of(&found), &[], || true).len(), 40);
}
