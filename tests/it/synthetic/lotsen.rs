//! What the Lotsen of a town are like.

use std::collections::{BTreeMap, BTreeSet};

use lotsenwerk::domain::code::{Gender, LotseStatus, Mode, Service};
use lotsenwerk::domain::language::Level;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::qualification::QualificationCode;
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::domain::travel::Transport;

use super::{HESSEN, LANGUAGES, assert_share, first_day, hessen, language, permille, recipe};

fn holds(lotse: &Lotse, code: &str) -> bool {
    lotse.qualifications.iter().any(|held| held.code.as_str() == code)
}

#[test]
fn shares_are_those_of_the_field() {
    for seed in 1..=3 {
        let lotsen = hessen(&recipe(seed, 1000, 0)).lotsen;
        assert_eq!(lotsen.len(), 1000);
        assert_share("women", &lotsen, 700..780, |l| l.gender == Some(Gender::Female));
        assert_share("of own migration history", &lotsen, 760..860, |l| {
            l.languages.iter().any(|spoken| spoken.language != language("deu") && spoken.level == Level::Native)
        });
        assert_share("not to be matched", &lotsen, 25..80, |l| {
            l.status != LotseStatus::Active || l.consent_on.is_none()
        });
        assert_share("drive", &lotsen, 570..670, |l| l.transport == Transport::Car);
        assert_share("with a telephone offered", &lotsen, 400..520, |l| l.modes.contains(&Mode::Phone));
        assert_share("any time", &lotsen, 20..70, |l| l.availability.is_none());
        assert_share("away for a while", &lotsen, 110..190, |l| !l.absences.is_empty());
        assert_share("refuse topics", &lotsen, 80..160, |l| !l.topics_refused.is_empty());
        assert_share("asked before", &lotsen, 550..650, |l| l.last_asked_at.is_some());
        assert_share("basic course", &lotsen, 890..960, |l| holds(l, QualificationCode::BASIC_COURSE));
        assert_share("interpret", &lotsen, 300..400, |l| l.services.contains(&Service::Interpreting));
        assert_share("certificate", &lotsen, 650..760, |l| holds(l, QualificationCode::CRIMINAL_RECORD_CERTIFICATE));
        assert_share("health module", &lotsen, 45..100, |l| holds(l, QualificationCode::HEALTH_MODULE));
        let expired = |l: &Lotse| l.qualifications.iter().any(|q| q.valid_until.is_some_and(|day| day < first_day()));
        assert_share("expired certificate", &lotsen, 30..110, expired);
    }
}

#[test]
fn each_lotse_is_one_who_could_be() {
    for lotse in hessen(&recipe(4, 2000, 0)).lotsen {
        let foreign = lotse.languages.iter().filter(|spoken| spoken.language != language("deu")).count();
        assert!((1..=4).contains(&foreign), "{:?}", lotse.languages);
        let german = lotse.languages.iter().find(|spoken| spoken.language == language("deu")).unwrap();
        assert!(german.level >= Level::B1);
        let codes: BTreeSet<_> = lotse.languages.iter().map(|spoken| spoken.language).collect();
        assert_eq!(codes.len(), lotse.languages.len(), "no language twice");
        assert!((5..=50).contains(&lotse.radius_km));
        assert!(lotse.transport == Transport::Car || lotse.radius_km <= 25);
        assert!(!lotse.modes.is_empty() && !lotse.services.is_empty());
        assert!(lotse.availability.is_none_or(|availability| !availability.windows().is_empty()));
        let limits = lotse.limits;
        assert!((120..=360).contains(&limits.minutes_per_week.unwrap()));
        assert!((1..=5).contains(&limits.assignments_per_week.unwrap()));
        assert!(limits.offers_per_week > limits.assignments_per_week);
        if lotse.services.contains(&Service::Interpreting) {
            assert!(lotse.qualifications.iter().any(|q| q.code.as_str() == QualificationCode::INTERPRETING_COURSE));
        }
        assert!(lotse.qualifications.iter().all(|q| q.acquired_on.is_none_or(|day| day < first_day())));
        assert!(lotse.email.unwrap().as_str().ends_with("@example.org"));
    }
}

#[test]
fn languages_are_many_and_clustered() {
    let (town, area) = (hessen(&recipe(1, 6000, 0)), &*HESSEN);
    let mut speakers: BTreeMap<_, BTreeMap<&RegionCode, usize>> = BTreeMap::new();
    let mut people: BTreeMap<&RegionCode, usize> = BTreeMap::new();
    for lotse in &town.lotsen {
        let region = &area.gazetteer().place(lotse.home).unwrap().region;
        *people.entry(region).or_default() += 1;
        for spoken in lotse.languages.iter().filter(|spoken| spoken.level == Level::Native) {
            assert!(LANGUAGES.get(spoken.language).is_some());
            *speakers.entry(spoken.language).or_default().entry(region).or_default() += 1;
        }
    }
    assert!((20..=30).contains(&speakers.len()), "{} mother tongues", speakers.len());
    // In regions with many Lotsen, the share of Turkish speakers differs by far more than chance would have it.
    let turkish = &speakers[&language("tur")];
    let shares: Vec<usize> = people
        .iter()
        .filter(|(_, people)| **people >= 150)
        .map(|(region, people)| turkish.get(region).copied().unwrap_or(0) * 1000 / people)
        .collect();
    let (least, most) = (shares.iter().min().unwrap(), shares.iter().max().unwrap());
    assert!(shares.len() > 8 && *most > 3 * least, "{shares:?}");
}

#[test]
fn people_live_where_people_live() {
    let (town, area) = (hessen(&recipe(1, 6000, 0)), &*HESSEN);
    let all: u32 = area.gazetteer().places().iter().map(|place| place.population).sum();
    for code in ["06412", "06611", "06636"] {
        let code = RegionCode::parse(code).unwrap();
        let population: u32 = area.gazetteer().places_in(&code).map(|place| place.population).sum();
        let expected = (u64::from(population) * 1000 / u64::from(all)) as usize;
        let share = permille(&town.lotsen, |lotse| area.gazetteer().place(lotse.home).unwrap().region == code);
        assert!(share.abs_diff(expected) <= 12, "{code}: {share} instead of {expected} in a thousand");
    }
    let slivers = area.gazetteer().places().iter().filter(|place| !place.inside).map(|place| place.postcode);
    let slivers: Vec<_> = slivers.collect();
    assert!(!slivers.is_empty() && town.lotsen.iter().all(|lotse| !slivers.contains(&lotse.home)));
}
