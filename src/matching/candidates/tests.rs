//! That the short cuts lose nobody: against the plain double loop over all pairs.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::matching::testing::compile;

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
        assert_eq!(found.of_request(request).copied().collect::<Vec<_>>(), mine);
        assert_eq!(index.candidates_of(problem, request), mine);
    }
    expected.len()
}

fn file(lotsen: &[Value], requests: &[Value]) -> Value {
    json!({
        "format": "lotsenwerk-problem/1", "today": "2026-12-01",
        "travel": crate::domain::travel::TravelTable::default(),
        "substitutions": [{"needed": "prs", "spoken": "fas", "minutes": 15}],
        "carriers": [{"id": "north", "regions": ["n"]}, {"id": "south", "regions": ["s"]}, {"id": "far"}],
        "lending": [{"from": "south", "to": "north"}],
        "lotsen": lotsen, "requests": requests,
    })
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

fn place() -> impl Strategy<Value = Value> {
    let region = prop_oneof![Just(json!("n")), Just(json!("s")), Just(json!(null))];
    let known = (0..60_u32, 0..60_u32, region)
        .prop_map(|(lat, lon, region)| json!({"lat": 50.0 + f64::from(lat) / 40.0, "lon": 9.0 + f64::from(lon) / 40.0, "region": region}));
    prop_oneof![6 => known, 1 => Just(json!(null))]
}

fn modes() -> impl Strategy<Value = Value> {
    let choices = [
        json!(["in_person"]),
        json!(["phone", "in_person"]),
        json!(["video", "phone"]),
        json!(["in_person", "phone", "video"]),
    ];
    proptest::sample::select(choices.to_vec())
}

fn one_of(choices: Value) -> impl Strategy<Value = Value> {
    proptest::sample::select(choices.as_array().unwrap().clone())
}

fn lotse() -> impl Strategy<Value = Value> {
    let language = (one_of(json!(["fas", "prs", "ara", "tir"])), one_of(json!(["A2", "B1", "C1", "native"])))
        .prop_map(|(code, level)| json!({"code": code, "level": level}));
    // On the days when the clocks change and on others.
    let window = (1..=7_u8, 0..20_u32, 1..20_u32).prop_map(|(weekday, from, length)| {
        let clock = |half_hours: u32| format!("{:02}:{:02}", half_hours / 2, 30 * (half_hours % 2));
        json!({"weekday": weekday, "from": clock(2 * from), "to": clock((2 * from + length).min(48))})
    });
    let profile = (
        proptest::collection::vec(language, 0..4),
        place(),
        one_of(json!([null, 5, 15, 40])),
        modes(),
        prop_oneof![2 => proptest::collection::vec(window, 2..14).prop_map(Value::from), 1 => Just(json!(null))],
        one_of(json!([["accompaniment"], ["accompaniment", "interpreting"]])),
        one_of(json!(["female", "male", null])),
        one_of(json!([[], ["health"], ["bank", "job"]])),
        one_of(json!([null, "north", "south", "far"])),
        one_of(json!([[null, "active"], [0, "active"], [1, "active"], [2, "active"], [1, "paused"]])),
    );
    profile.prop_map(|(languages, home, radius, modes, availability, services, gender, refused, carrier, asks)| {
        json!({"languages": languages, "home": home, "radius_km": radius, "modes": modes, "availability": availability,
            "services": services, "gender": gender, "topics_refused": refused, "carrier": carrier,
            "asks_left": asks[0], "status": asks[1], "transport": "public_transport"})
    })
}

fn request() -> impl Strategy<Value = Value> {
    let needed = (one_of(json!(["fas", "prs", "ara"])), one_of(json!(["A1", "B1", "B2", "native"])))
        .prop_map(|(code, level)| json!({"code": code, "at_least": level}));
    let day = one_of(json!(["2026-12-15", "2026-12-19", "2026-10-25", "2026-10-26", "2027-03-28"]));
    let appointment = (day, 0..48_u32, 1..6_u32).prop_filter_map("skipped", |(day, half_hour, length)| {
        let skipped = day == "2027-03-28" && (4..6).contains(&half_hour);
        let start = format!("{}T{:02}:{:02}:00", day.as_str().unwrap(), half_hour / 2, 30 * (half_hour % 2));
        (!skipped).then(|| json!({"start": start, "minutes": 30 * length}))
    });
    let wish = (
        proptest::collection::vec(needed, 0..3),
        place(),
        modes(),
        proptest::collection::vec(appointment, 1..4),
        one_of(json!(["accompaniment", "interpreting"])),
        one_of(json!([null, null, {"gender": "female", "strength": "must"}, {"gender": "male", "strength": "wish"}])),
        one_of(json!([null, "health", "job"])),
        one_of(json!([null, null, "north", "far"])),
    );
    wish.prop_map(|(languages, place, modes, appointments, service, gender, topic, carrier)| {
        json!({"languages": languages, "place": place, "modes": modes, "appointments": appointments, "service": service,
            "gender": gender, "topic": topic, "carrier": carrier})
    })
}

fn numbered(letter: &str, entries: Vec<Value>) -> Vec<Value> {
    let number = |(at, mut entry): (usize, Value)| {
        entry["id"] = json!(format!("{letter}{at}"));
        entry
    };
    entries.into_iter().enumerate().map(number).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nobody_is_lost_whatever_the_profiles(
        lotsen in proptest::collection::vec(lotse(), 1..40),
        requests in proptest::collection::vec(request(), 1..80),
    ) {
        assert_complete(&compile(file(&numbered("L", lotsen), &numbered("R", requests))));
    }
}
