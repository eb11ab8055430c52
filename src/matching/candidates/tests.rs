//! That the short cuts lose nobody: against the plain double loop over all pairs.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::matching::testing::{anything, compile, file};

/// Every pair asked, every alternative, every mode.
fn asking_everybody(problem: &Problem) -> Vec<Candidate> {
    let mut found = Vec::new();
    for lotse in 0..problem.lotsen.len() as u32 {
        for request in 0..problem.requests.len() as u32 {
            let pair = Pair::of(problem, lotse, request).unwrap();
            if pair.first_failing().is_some() {
                continue;
            }
            for appointment in 0..pair.request.options.len() as u16 {
                for mode in pair.request.modes.iter().copied() {
                    let meeting = pair.at(appointment, mode).unwrap();
                    if meeting.first_failing().is_none() {
                        let effort = objectives::effort(&meeting);
                        found.push(Candidate { request, lotse, appointment, mode, effort });
                    }
                }
            }
        }
    }
    found.sort_by_key(|candidate| (candidate.lotse, key(problem, candidate)));
    found
}

/// Demand, index and both orders against asking everybody.
fn assert_complete(problem: &Problem) -> usize {
    let (found, expected) = (generate(problem), asking_everybody(problem));
    assert_eq!(found.all(), expected);
    assert_eq!((found.len(), found.is_empty()), (expected.len(), expected.is_empty()));
    for lotse in 0..problem.lotsen.len() as u32 {
        let mine: Vec<Candidate> = expected.iter().filter(|c| c.lotse == lotse).copied().collect();
        assert_eq!(found.of_lotse(lotse), mine);
        assert_eq!(found.all()[found.range_of_lotse(lotse)], mine);
    }
    let index = Index::new(problem);
    for request in 0..problem.requests.len() as u32 {
        let mut mine: Vec<Candidate> = expected.iter().filter(|c| c.request == request).copied().collect();
        mine.sort_by_key(|c| (c.lotse, c.appointment, c.mode));
        assert_eq!(index.candidates_of(problem, request), mine);
        mine.sort_by_key(|c| c.effort);
        assert_eq!(found.of_request(request).copied().collect::<Vec<_>>(), mine);
    }
    expected.len()
}

#[test]
fn the_index_loses_nobody() {
    let lotsen: Vec<_> = (0..60)
        .map(|n| {
            let (lat, lon) = (50.0 + 0.02 * f64::from(n), 9.0 + 0.03 * f64::from(n % 7));
            let languages =
                if n % 3 == 0 { json!([{"code": "prs"}]) } else { json!([{"code": "fas"}, {"code": "ara"}]) };
            let mut lotse = json!({"id": format!("L{n}"), "languages": languages, "home": {"lat": lat, "lon": lon}});
            if n % 5 != 0 {
                lotse["radius_km"] = json!(5 + n);
            }
            lotse
        })
        .collect();
    // More than a few of one language, so that they are searched by place.
    let requests: Vec<_> = (0..300)
        .map(|n| {
            let modes = if n % 4 == 0 { json!(["in_person", "phone"]) } else { json!(["in_person"]) };
            let languages = [json!([{"code": "prs"}]), json!([{"code": "ara"}]), json!([])][n % 3].clone();
            json!({"id": format!("R{n}"), "modes": modes, "languages": languages,
                "place": {"lat": 50.0 + 0.004 * n as f64, "lon": 9.1 + 0.01 * (n % 11) as f64},
                "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60}]})
        })
        .collect();
    let found = assert_complete(&compile(file(&lotsen, &requests)));
    assert!(found > 3000, "{found}");
}

#[test]
fn later_wishes_may_begin_earlier() {
    let appointments = json!([{"start": "2026-12-15T14:00:00", "minutes": 60},
        {"start": "2026-12-15T10:00:00", "minutes": 60}, {"start": "2026-12-15T12:00:00", "minutes": 60}]);
    let requests = [
        json!({"id": "R1", "modes": ["in_person", "phone"], "appointments": appointments}),
        json!({"id": "R2", "appointments": [{"start": "2026-12-15T11:00:00", "minutes": 60}]}),
    ];
    let problem = compile(file(&[json!({"id": "L1"}), json!({"id": "L2"})], &requests));
    assert_eq!(assert_complete(&problem), 14);
    let order: Vec<_> = generate(&problem).of_lotse(0).iter().map(|c| (c.request, c.appointment)).collect();
    assert_eq!(order, [(0, 1), (0, 1), (1, 0), (0, 2), (0, 2), (0, 0), (0, 0)]);
}

#[test]
fn more_than_fit_are_refused() {
    let request =
        |n: usize| json!({"id": format!("R{n}"), "appointments": [{"start": "2026-12-15T11:00:00", "minutes": 60}]});
    let problem = compile(file(&[json!({"id": "L1"}), json!({"id": "L2"})], &[request(1), request(2)]));
    assert_eq!(at_most(&problem, 4).map(|found| found.len()), Ok(4));
    let refused = at_most(&problem, 3).map(|found| found.len()).unwrap_err();
    assert_eq!(refused.to_string(), "there are more than 3 candidates, as 2 of 2 Lotsen tell");
    // Written down they are as many.
    let listed =
        |lotse: &str, n: usize| json!({"lotse": lotse, "request": format!("R{n}"), "appointment": 0, "effort": 1});
    let mut file = file(&[json!({"id": "L1"}), json!({"id": "L2"})], &[request(1), request(2)]);
    file["candidates"] = json!([listed("L1", 1), listed("L1", 2), listed("L2", 1), listed("L2", 2)]);
    let problem = compile(file);
    assert_eq!(at_most(&problem, 4).map(|found| found.len()), Ok(4));
    assert!(at_most(&problem, 3).is_err());
}

#[test]
fn where_even_the_nearest_are_too_many_they_are_refused_in_words_of_their_own() {
    let request =
        |n: usize| json!({"id": format!("R{n}"), "appointments": [{"start": "2026-12-15T11:00:00", "minutes": 60}]});
    let problem = compile(file(&[json!({"id": "L1"}), json!({"id": "L2"})], &[request(1), request(2)]));
    assert_eq!(nearest(&problem, 1, 2).map(|found| found.len()), Ok(2));
    let refused = nearest(&problem, 1, 1).map(|found| found.len()).unwrap_err();
    assert_eq!(refused.to_string(), "there are more than 1 candidates of the nearest Lotsen alone");
}

#[test]
fn whoever_could_serve_everything_is_not_looked_at_to_the_end() {
    let request =
        |n: usize| json!({"id": format!("R{n}"), "appointments": [{"start": "2026-12-15T11:00:00", "minutes": 60}]});
    let requests: Vec<Value> = (0..300).map(request).collect();
    let lotsen: Vec<Value> = (0..600).map(|n| json!({"id": format!("L{n}")})).collect();
    let problem = compile(file(&lotsen, &requests));
    // Two tasks' candidates at most, of the three that 600 Lotsen make.
    let refused = at_most(&problem, 1_000).map(|found| found.len()).unwrap_err();
    assert_eq!(refused.to_string(), "there are more than 1000 candidates, as 512 of 600 Lotsen tell");
    assert_eq!(at_most(&problem, 180_000).map(|found| found.len()), Ok(180_000));
}

/// Lotsen of each request.
fn able(problem: &Problem, candidates: &Candidates) -> Vec<BTreeSet<u32>> {
    let of_request = |request| candidates.of_request(request).map(|candidate| candidate.lotse).collect();
    (0..problem.requests.len() as u32).map(of_request).collect()
}

#[test]
fn the_nearest_come_first_and_whoever_is_known() {
    let home = |km: f64| json!({"lat": 50.0 + km / 111.2, "lon": 9.0});
    let lotse = |id: &str, km: f64| json!({"id": id, "home": home(km), "radius_km": 100});
    let request = json!({"id": "R", "place": home(0.0), "known_lotsen": [{"lotse": "far", "meetings": 1}],
        "appointments": [{"start": "2026-12-15T11:00:00", "minutes": 60}]});
    let lotsen = [
        lotse("near", 9.0),
        lotse("nearest", -1.0),
        lotse("far", 80.0),
        lotse("further", -30.0),
        json!({"id": "anywhere"}),
    ];
    let problem = compile(file(&lotsen, &[request]));
    let found = |lotsen: usize| able(&problem, &nearest(&problem, lotsen, usize::MAX).unwrap()).remove(0);
    assert_eq!(found(1), BTreeSet::from([2]));
    assert_eq!(found(2), BTreeSet::from([1, 2]));
    assert_eq!(found(3), BTreeSet::from([0, 1, 2]));
    assert_eq!(found(4), BTreeSet::from([0, 1, 2, 3]));
    assert_eq!(found(5).len(), 5);
    assert!(nearest(&problem, 5, 4).is_err());
}

#[test]
fn requests_without_a_place_do_not_all_look_at_the_same_lotsen() {
    let request = |n: usize| json!({"id": format!("R{n}"), "modes": ["phone"], "appointments": [{"start": "2026-12-15T11:00:00", "minutes": 60}]});
    let lotsen: Vec<Value> = (0..50).map(|n| json!({"id": format!("L{n}"), "modes": ["phone"]})).collect();
    let problem = compile(file(&lotsen, &(0..50).map(request).collect::<Vec<_>>()));
    let found = able(&problem, &nearest(&problem, 2, usize::MAX).unwrap());
    assert!(found.iter().all(|lotsen| lotsen.len() == 2));
    assert!(found.into_iter().flatten().collect::<BTreeSet<_>>().len() > 30);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nobody_is_lost_whatever_the_profiles(file in anything()) {
        assert_complete(&compile(file));
    }

    #[test]
    fn the_nearest_are_as_many_as_there_are_up_to_the_number_asked_for(file in anything(), most in 1..4_usize) {
        let problem = compile(file);
        let all = generate(&problem);
        let everybody = nearest(&problem, usize::MAX, usize::MAX).unwrap();
        prop_assert_eq!(everybody.all(), all.all());
        let found = nearest(&problem, most, usize::MAX).unwrap();
        prop_assert!(found.all().iter().all(|candidate| all.of_lotse(candidate.lotse).contains(candidate)));
        for ((of_all, of_found), request) in able(&problem, &all).into_iter().zip(able(&problem, &found)).zip(&problem.requests) {
            let wanted = of_all.len().min(most.max(usize::from(request.places)));
            // Known ones may be more.
            prop_assert!(of_found.len() >= wanted && of_found.len() <= wanted.max(request.known.len()), "{of_found:?} of {of_all:?}");
        }
    }
}
