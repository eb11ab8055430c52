//! Small problems by chance, with about everything in them that profiles and wishes can say.

use proptest::prelude::*;
use serde_json::{Value, json};

/// A problem by chance.
pub fn anything() -> impl Strategy<Value = Value> {
    let people = (proptest::collection::vec(lotse(), 1..40), proptest::collection::vec(request(), 1..80));
    people.prop_map(|(lotsen, requests)| file(&numbered("L", lotsen), &numbered("R", requests)))
}

/// A problem of these people, with pools and a substitution.
pub fn file(lotsen: &[Value], requests: &[Value]) -> Value {
    json!({
        "format": "lotsenwerk-problem/1", "today": "2026-12-01", "client_cap": 1,
        "travel": crate::domain::travel::TravelTable::default(),
        "substitutions": [{"needed": "prs", "spoken": "fas", "minutes": 15}],
        "carriers": [{"id": "north", "regions": ["n"]}, {"id": "south", "regions": ["s"]}, {"id": "far"}],
        "lending": [{"from": "south", "to": "north"}],
        "lotsen": lotsen, "requests": requests,
    })
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
    let exceptions = (
        one_of(
            json!([[], [], [{"first": "2026-12-15", "last": "2026-12-16"}], [{"first": "2026-10-01", "last": "2026-11-30"}]]),
        ),
        one_of(json!([[], [], ["clinic"]])),
        one_of(json!([[], [], ["x"]])),
        one_of(json!([[], [{"code": "course"}], [{"code": "course", "until": "2026-12-01"}]])),
        one_of(json!([null, null, 90, 200])),
        one_of(json!([{}, {}, {"2026": 60}])),
    );
    (profile, exceptions).prop_map(|(profile, exceptions)| {
        let (languages, home, radius, modes, availability, services, gender, refused, carrier, asks) = profile;
        let (absences, organisations, clients, held, minutes, years) = exceptions;
        json!({"languages": languages, "home": home, "radius_km": radius, "modes": modes, "availability": availability,
            "services": services, "gender": gender, "topics_refused": refused, "carrier": carrier,
            "asks_left": asks[0], "status": asks[1], "transport": "public_transport", "absences": absences,
            "blocked_organisations": organisations, "blocked_clients": clients, "qualifications": held,
            "minutes_per_week": minutes, "minutes_left_in_year": years, "consent": minutes != 200})
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
    let exceptions = (
        one_of(json!([null, "clinic", "school"])),
        one_of(json!([null, "x", "y"])),
        one_of(json!([[], [], ["L0"]])),
        one_of(json!([[], [], ["course"]])),
        1..3_u16,
    );
    (wish, exceptions).prop_map(|(wish, (organisation, client, excluded, qualifications, places))| {
        let (languages, place, modes, appointments, service, gender, topic, carrier) = wish;
        json!({"languages": languages, "place": place, "modes": modes, "appointments": appointments, "service": service,
            "gender": gender, "topic": topic, "carrier": carrier, "organisation": organisation, "client": client,
            "excluded_lotsen": excluded, "qualifications": qualifications, "lotsen_needed": places})
    })
}

fn numbered(letter: &str, entries: Vec<Value>) -> Vec<Value> {
    let number = |(at, mut entry): (usize, Value)| {
        entry["id"] = json!(format!("{letter}{at}"));
        entry
    };
    entries.into_iter().enumerate().map(number).collect()
}
