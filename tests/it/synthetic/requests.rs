//! What the requests of a town are like.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, Timelike, Weekday};
use lotsenwerk::domain::code::{Mode, Priority, Service, Strength, Topic};
use lotsenwerk::domain::request::{RequestState, SupportRequest};

use super::{LANGUAGES, assert_share, first_day, hessen, language, permille, recipe};

fn open(seed: u64, requests: u32) -> Vec<SupportRequest> {
    let mut all = hessen(&recipe(seed, 1000, requests)).requests;
    all.truncate(requests as usize);
    all
}

#[test]
fn shares_are_those_of_the_field() {
    for seed in 1..=3 {
        let requests = open(seed, 2000);
        let single = |r: &SupportRequest| r.appointments.len() == 1 && r.appointments[0].sittings().len() == 1;
        assert_share("one fixed date", &requests, 540..650, single);
        assert_share("alternatives", &requests, 290..370, |r| (2..=3).contains(&r.appointments.len()));
        assert_share("flexible", &requests, 30..70, |r| !r.windows.is_empty());
        assert_share("series", &requests, 15..45, |r| r.appointments.iter().any(|a| a.sittings().len() > 1));
        assert_share("groups", &requests, 8..32, |r| r.lotsen_needed == 2);
        assert_share("remote", &requests, 180..280, |r| r.modes.iter().any(|mode| *mode != Mode::InPerson));
        assert_share("gender", &requests, 100..180, |r| r.gender.is_some());
        assert_share("gender must", &requests, 35..90, |r| r.gender.is_some_and(|g| g.strength == Strength::Must));
        assert_share("know a Lotse", &requests, 40..100, |r| !r.known_lotsen.is_empty());
        assert_share("exclude a Lotse", &requests, 10..45, |r| !r.excluded_lotsen.is_empty());
        assert_share("interpreting", &requests, 140..260, |r| r.service == Service::Interpreting);
        assert_share("ask for a qualification", &requests, 80..180, |r| !r.qualifications.is_empty());
        assert_share("German is enough", &requests, 8..35, |r| r.languages.is_empty());
        assert_share("urgent", &requests, 60..105, |r| r.urgency.priority == Priority::Urgent);
        assert_share("deadline", &requests, 200..320, |r| r.deadline.is_some());
        let topic = |wanted| move |r: &SupportRequest| r.topic == wanted;
        assert_share("health", &requests, 200..280, topic(Topic::Health));
        assert_share("advice", &requests, 160..240, topic(Topic::Advice));
        assert_share("authority", &requests, 180..260, topic(Topic::Authority));
        assert_share("leisure", &requests, 10..45, topic(Topic::Leisure));
        let ukrainian = language("ukr");
        assert_share("Ukrainian", &requests, 70..190, |r| r.languages.first().is_some_and(|n| n.language == ukrainian));
    }
}

#[test]
fn newcomers_come_back() {
    let requests = open(1, 2000);
    let mut of_client: BTreeMap<_, Vec<&SupportRequest>> = BTreeMap::new();
    for request in requests.iter().filter(|request| request.client.is_some()) {
        of_client.entry((request.organisation, request.client.clone())).or_default().push(request);
    }
    let repeated: usize = of_client.values().map(|requests| requests.len() - 1).sum();
    assert!((300..600).contains(&repeated), "{repeated} of 2000");
    for requests in of_client.values().filter(|requests| requests.len() > 1) {
        assert!(requests.len() <= 4);
        let first = |r: &SupportRequest| r.languages.first().map(|needed| needed.language);
        let spoken: Vec<_> = requests.iter().filter_map(|request| first(request)).collect();
        assert!(spoken.windows(2).all(|pair| pair[0] == pair[1]), "one mother tongue");
        assert!(requests.iter().all(|request| request.confirmation_language == requests[0].confirmation_language));
        let fixed = requests.iter().filter(|r| r.appointments.len() == 1 && r.appointments[0].sittings().len() == 1);
        let mut days: Vec<_> = fixed.map(|r| r.appointments[0].sittings()[0].start().date()).collect();
        days.retain(|day| day.weekday() != Weekday::Sat);
        let count = days.len();
        days.sort();
        days.dedup();
        assert_eq!(days.len(), count, "never two fixed appointments on a workday");
    }
}

#[test]
fn each_request_is_one_that_could_be() {
    let last_day = first_day() + Duration::days(13);
    for request in open(5, 3000) {
        assert_eq!(request.state, RequestState::Open);
        assert!(!request.modes.is_empty() && request.lotsen_needed >= 1);
        assert!(!(request.appointments.is_empty() && request.windows.is_empty()));
        let sittings = request.appointments.iter().flat_map(|appointment| appointment.sittings());
        for sitting in sittings {
            let start = sitting.start();
            assert!((first_day()..=last_day).contains(&start.date()), "{start}");
            assert!((30..=180).contains(&sitting.minutes()) && start.minute() % 15 == 0);
            assert!((8..18).contains(&start.hour()) && start.weekday() != Weekday::Sun, "{start}");
            assert!(start.weekday() != Weekday::Sat || request.topic == Topic::Leisure || request.lotsen_needed == 2);
            assert!(request.deadline.is_none_or(|deadline| deadline.timestamp() / 60 < sitting.begin()));
        }
        let waited = (first_day() - request.posted_at.date_naive()).num_days();
        assert!((1..=14).contains(&waited), "{}", request.posted_at);
        assert_eq!(request.urgency.priority == Priority::Urgent, request.urgency.reason.is_some());
        assert!(request.known_lotsen.iter().all(|lotse| !request.excluded_lotsen.contains(lotse)));
        assert!(request.languages.iter().all(|needed| LANGUAGES.get(needed.language).is_some()));
        assert!(request.service == Service::Accompaniment || !request.languages.is_empty());
        let place = request.place;
        assert!(place.town.is_some() && place.street.is_some() && place.meeting_point.is_some());
    }
}

#[test]
fn scarcity_can_be_turned_up() {
    let dari = language("prs");
    let share = |scarcity_percent| {
        let mut recipe = recipe(1, 0, 1500);
        recipe.knobs.scarcity_percent = scarcity_percent;
        let requests = hessen(&recipe).requests;
        permille(&requests, |r| r.languages.first().is_some_and(|needed| needed.language == dari))
    };
    assert!(share(0) == 0 && share(100) > 60 && share(300) > share(100) + 30, "{} {}", share(100), share(300));
}
