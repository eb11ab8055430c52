//! Every reference leads somewhere, what must be unique is, and other areas and odd sizes work.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{Datelike, NaiveDate, Weekday};
use lotsenwerk::domain::code::OrganisationKind;
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::regions::{Source, load_area};
use lotsenwerk::synthetic::{Generated, Recipe, SyntheticError, generate};

use super::{HESSEN, LANGUAGES, first_day, hessen, recipe};

/// Panics where a reference leads nowhere or something is there twice.
fn check(town: &Generated) {
    fn unique<T: std::hash::Hash + Eq>(all: impl Iterator<Item = T>) -> HashSet<T> {
        let all: Vec<T> = all.collect();
        let count = all.len();
        let unique: HashSet<T> = all.into_iter().collect();
        assert_eq!(unique.len(), count);
        unique
    }
    let kinds: BTreeMap<_, _> = town.organisations.iter().map(|o| (o.id, o.kind)).collect();
    assert_eq!(kinds.len(), town.organisations.len());
    unique(town.organisations.iter().map(|o| o.name.as_str()));
    unique(town.organisations.iter().map(|o| o.email.as_ref().unwrap().as_str()));
    unique(town.lendings.iter().map(|lending| (lending.from, lending.to)));
    let lotsen = unique(town.lotsen.iter().map(|lotse| lotse.id));
    unique(town.lotsen.iter().map(|lotse| lotse.email.as_ref().unwrap().as_str()));
    unique(town.lotsen.iter().map(|lotse| lotse.list_number.as_ref().unwrap().as_str()));
    let requests = unique(town.requests.iter().map(|request| request.id));
    unique(town.requests.iter().map(|request| request.list_number.as_ref().unwrap().as_str()));
    unique(town.assignments.iter().map(|assignment| assignment.id));

    let is = |id, kind| assert_eq!(kinds.get(id), Some(&kind));
    for lending in &town.lendings {
        is(&lending.from, OrganisationKind::Carrier);
        is(&lending.to, OrganisationKind::Carrier);
        assert!(lending.from != lending.to && (lending.from_agreed || lending.to_agreed));
    }
    for lotse in &town.lotsen {
        is(&lotse.organisation, OrganisationKind::Carrier);
        lotse.blocked_organisations.iter().for_each(|blocked| is(blocked, OrganisationKind::Agency));
    }
    for request in &town.requests {
        is(&request.organisation, OrganisationKind::Agency);
        is(&request.carrier, OrganisationKind::Carrier);
        assert!(request.known_lotsen.iter().chain(&request.excluded_lotsen).all(|lotse| lotsen.contains(lotse)));
    }
    unique(town.assignments.iter().map(|assignment| assignment.lotse));
    let assigned = unique(town.assignments.iter().map(|assignment| assignment.request));
    assert!(town.assignments.iter().all(|a| lotsen.contains(&a.lotse) && requests.contains(&a.request)));
    for request in &town.requests {
        assert_eq!(request.state == RequestState::Assigned, assigned.contains(&request.id));
    }
}

#[test]
fn hessen_has_52_projects_in_33_regions() {
    let town = hessen(&recipe(1, 1000, 500));
    check(&town);
    let projects: Vec<_> = town.organisations.iter().filter(|o| o.kind == OrganisationKind::Carrier).collect();
    assert_eq!(projects.len(), 52);
    let served: BTreeSet<_> = projects.iter().flat_map(|project| &project.regions).collect();
    assert_eq!(served.len(), 33);
    assert!(projects.iter().any(|project| project.regions.len() > 1));
    let held = town.lendings.iter().filter(|lending| lending.holds()).count();
    assert!(held * 10 > town.lendings.len() * 8 && held < town.lendings.len(), "{held} of {}", town.lendings.len());
    assert!((10..60).contains(&town.assignments.len()), "{} assignments", town.assignments.len());
    assert_eq!(town.requests.len(), 500 + town.assignments.len());
}

#[test]
fn most_lotsen_belong_to_a_project_of_their_region() {
    let (town, area) = (hessen(&recipe(1, 1000, 0)), &*HESSEN);
    let projects: BTreeMap<_, _> = town.organisations.iter().map(|o| (o.id, &o.regions)).collect();
    let at_home = town
        .lotsen
        .iter()
        .filter(|lotse| projects[&lotse.organisation].contains(&area.gazetteer().place(lotse.home).unwrap().region));
    let at_home = at_home.count();
    assert!((900..980).contains(&at_home), "{at_home} of 1000");
}

#[test]
fn germany_works_too() {
    let germany = load_area(&Source::Embedded, "germany").unwrap();
    let town = generate(&recipe(1, 3000, 3000), &germany, &LANGUAGES).unwrap();
    check(&town);
    let projects = town.organisations.iter().filter(|o| o.kind == OrganisationKind::Carrier);
    let served: BTreeSet<_> = projects.flat_map(|project| &project.regions).collect();
    assert_eq!(served.len(), germany.regions().len());
    let bavarian = |postcode| germany.gazetteer().place(postcode).unwrap().region.as_str().starts_with("09");
    let bavarians = town.lotsen.iter().filter(|lotse| bavarian(lotse.home)).count();
    // 13.0 of 82.7 million at the census.
    assert!((400..540).contains(&bavarians), "{bavarians} of 3000");
}

#[test]
fn nothing_much_is_a_town_too() {
    for (lotsen, requests) in [(0, 0), (0, 3), (1, 0), (1, 1)] {
        let town = hessen(&recipe(1, lotsen, requests));
        check(&town);
        assert_eq!(town.lotsen.len(), lotsen as usize);
    }
}

#[test]
fn impossible_recipes_are_refused() {
    let refusal = |recipe: &Recipe| generate(recipe, &HESSEN, &LANGUAGES).unwrap_err();
    let tuesday = first_day().succ_opt().unwrap();
    assert_eq!(refusal(&Recipe::new(1, 1, 1, tuesday)), SyntheticError::NotAMonday { day: tuesday });
    let long_ago = NaiveDate::MIN.iter_days().find(|day| day.weekday() == Weekday::Mon).unwrap();
    assert_eq!(refusal(&Recipe::new(1, 1, 1, long_ago)), SyntheticError::EdgeOfTime { day: long_ago });
    let no_languages = lotsenwerk::domain::language::LanguageTable::default();
    let error = generate(&recipe(1, 1, 1), &HESSEN, &no_languages).unwrap_err();
    assert_eq!(error.code(), "synthetic_unknown_language");
}
