//! How hard the matching of a made-up town is, found out by matching it.

use std::collections::{BTreeSet, HashMap};

use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::programme::rules_on;
use lotsenwerk::domain::travel::TravelTable;
use lotsenwerk::matching::snapshot::{Held, Snapshot, Stated};
use lotsenwerk::matching::{Options, Problem, Silent, candidates, compile, solve, weights::Weights};
use lotsenwerk::settings::ProgrammeSection;
use lotsenwerk::synthetic::Generated;

use super::{HESSEN, LANGUAGES, first_day, hessen, recipe};

/// The town as a problem on the Sunday evening before; `confirmed` asks for the requests of its assignments, as if they
/// were open, instead of the open ones.
fn problem(town: &Generated, confirmed: bool) -> Problem {
    let (travel, asked) = (TravelTable::default(), HashMap::new());
    let programmes = ProgrammeSection { code: "wir".to_owned(), files: Vec::new(), forms: Vec::new() }.rules().unwrap();
    let (open, assigned) = town.requests.split_at(town.requests.len() - town.assignments.len());
    let held: Vec<Held> = town.assignments.iter().map(Held::from).collect();
    let snapshot = Snapshot {
        name: String::new(),
        now: first_day().pred_opt().unwrap().and_hms_opt(19, 0, 0).unwrap().and_utc(),
        travel: &travel,
        weights: Weights::default(),
        languages: &LANGUAGES,
        programme: rules_on(&programmes, "wir", first_day()).unwrap(),
        own_rules: None,
        organisations: &town.organisations,
        lendings: &town.lendings,
        lotsen: &town.lotsen,
        requests: if confirmed { assigned } else { open },
        held: if confirmed { &[] } else { &held },
        held_requests: if confirmed { &[] } else { assigned },
        beyond_plan: &HashMap::new(),
        asked_this_week: &asked,
    };
    let Stated { file, passed, .. } = snapshot.problem();
    assert!(passed.is_empty(), "every appointment lies ahead");
    compile(&file, HESSEN.gazetteer()).unwrap()
}

#[test]
fn ten_to_forty_of_a_hundred_requests_stay_open() {
    for seed in 1..=3 {
        let town = hessen(&recipe(seed, 1000, 500));
        let problem = problem(&town, false);
        let found = candidates::generate(&problem);
        let alone = (0..500).filter(|request| found.ids_of_request(*request).is_empty()).count();
        let plan = solve(&problem, &Options::default(), &Silent).unwrap();
        let open = 500 - plan.totals.served;
        println!("seed {seed}: {} candidates, {alone} requests without any, {open} open of 500", found.all().len());
        assert!(plan.proof.weight.optimal);
        assert!((100..200).contains(&open), "{open} of 500 stay open");
        assert!(plan.totals.served > plan.baseline.served, "there is something to gain");
    }
}

#[test]
fn some_languages_are_spoken_by_nobody_near() {
    for seed in 1..=3 {
        let town = hessen(&recipe(seed, 1000, 500));
        let lenders: BTreeSet<_> =
            town.lendings.iter().filter(|lending| lending.holds()).map(|lending| (lending.from, lending.to)).collect();
        let unheard = town.requests[..500].iter().filter(|request| {
            let speaks = |code| {
                request.languages.iter().any(|needed| LANGUAGES.substitution_minutes(needed.language, code).is_some())
            };
            !request.languages.is_empty()
                && !town.lotsen.iter().any(|lotse| {
                    let own = lotse.organisation == request.carrier;
                    (own || lenders.contains(&(lotse.organisation, request.carrier)))
                        && lotse.languages.iter().any(|spoken| speaks(spoken.language))
                })
        });
        let unheard = unheard.count();
        println!("seed {seed}: {unheard} of 500 requests are in a language that nobody of the pool speaks");
        assert!((5..60).contains(&unheard), "{unheard} of 500");
    }
}

#[test]
fn what_is_confirmed_keeps_every_rule() {
    let town = hessen(&recipe(1, 3000, 0));
    assert!(town.assignments.len() > 50);
    assert!(town.requests.iter().all(|request| request.service == Service::Accompaniment));
    let problem = problem(&town, true);
    let found = candidates::generate(&problem);
    for (at, assignment) in town.assignments.iter().enumerate() {
        let lotse = problem.lotsen.iter().position(|lotse| lotse.id == assignment.lotse.to_string()).unwrap();
        let able = found.of_request(at as u32).any(|candidate| candidate.lotse as usize == lotse);
        assert!(able, "{:?}", town.lotsen[lotse]);
        assert_eq!(town.requests[at].appointments, std::slice::from_ref(&assignment.appointment));
    }
}
