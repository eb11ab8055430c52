//! Random Lotsen.

use std::collections::BTreeMap;

use chrono::Datelike;
use lotsenwerk::domain::code::{Gender, LotseStatus, Mode, Service};
use lotsenwerk::domain::language::Level;
use lotsenwerk::domain::travel::Transport;
use lotsenwerk::matching::file::{AbsenceEntry, LotseEntry, QualificationEntry, SpokenEntry, WindowEntry};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::places;
use super::times::Season;
use super::wishes::{services, topics};

pub fn lotsen(season: Season) -> impl Strategy<Value = LotseEntry> {
    (profile(season), reach(), limits(season), refusals(season)).prop_map(|(profile, reach, limits, refusals)| {
        let (carrier, status, consent, services, languages, qualifications, gender) = profile;
        let (home, radius_km, transport, modes) = reach;
        let (minutes_per_week, assignments_per_week, minutes_left_in_year, asks_left, last_asked) = limits;
        let (availability, absences, topics_wished, topics_refused, organisations, clients) = refusals;
        LotseEntry {
            id: String::new(),
            carrier,
            status,
            consent,
            services,
            languages,
            qualifications,
            gender,
            home,
            radius_km,
            transport,
            modes,
            topics_wished,
            topics_refused,
            availability,
            absences,
            minutes_per_week,
            assignments_per_week,
            minutes_left_in_year,
            asks_left,
            last_asked,
            blocked_organisations: organisations,
            blocked_clients: clients,
        }
    })
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

type Profile =
    (Option<String>, LotseStatus, bool, Vec<Service>, Vec<SpokenEntry>, Vec<QualificationEntry>, Option<Gender>);

fn profile(season: Season) -> impl Strategy<Value = Profile> {
    let carrier = prop::option::weighted(0.3, select(texts(&["A", "B", "C"])));
    let status = prop_oneof![20 => Just(LotseStatus::Active), 1 => select(LotseStatus::ALL)];
    let consent = prop::bool::weighted(0.97);
    let given = prop_oneof![7 => Just(Service::ALL.to_vec()), 1 => services().prop_map(|service| vec![service])];
    let level = select(Level::ALL.to_vec());
    let spoken =
        (select(texts(&["prs", "pes", "kmr", "tgk"])), level).prop_map(|(code, level)| SpokenEntry { code, level });
    let mut languages = prop::collection::vec(spoken, 2..=4).boxed();
    languages = languages
        .prop_map(|mut list| {
            list.sort_by(|a, b| a.code.cmp(&b.code));
            list.dedup_by(|a, b| a.code == b.code);
            list
        })
        .boxed();
    let held = (
        select(texts(&["basic", "health"])),
        prop::option::weighted(0.3, 0..=3_i64),
        prop::option::weighted(0.3, 0..=3_i64),
    );
    let held = held.prop_map(move |(code, from, length)| QualificationEntry {
        code,
        from: from.map(|from| season.day(from)),
        until: length.map(|length| season.day(from.unwrap_or(0) + length)),
    });
    let qualifications = prop::collection::vec(held, 0..=3);
    let gender = prop::option::weighted(0.8, select(Gender::ALL));
    (carrier, status, consent, given, languages, qualifications, gender)
}

type Reach = (Option<lotsenwerk::matching::file::PlaceEntry>, Option<u32>, Transport, Vec<Mode>);

fn reach() -> impl Strategy<Value = Reach> {
    let radius = prop::option::weighted(0.3, select(vec![1_u32, 3, 10, 40]));
    let transport = select(Transport::ALL.to_vec());
    let modes = prop_oneof![6 => Just(Mode::ALL.to_vec()), 1 => subsequence(Mode::ALL.to_vec(), 1..=2)];
    (prop::option::weighted(0.9, places()), radius, transport, modes)
}

type Limits = (Option<u32>, Option<u32>, BTreeMap<i32, u32>, Option<u32>, Option<chrono::NaiveDate>);

fn limits(season: Season) -> impl Strategy<Value = Limits> {
    let minutes = prop::option::weighted(0.3, select(vec![60_u32, 90, 150, 240]));
    let sittings = prop::option::weighted(0.3, 1..=3_u32);
    let year = season.day(0).year();
    let years = prop::collection::btree_map(year..=year + 1, select(vec![30_u32, 90, 180]), 0..=2);
    let years = prop_oneof![2 => Just(BTreeMap::new()), 1 => years];
    let asks = prop::option::weighted(0.4, prop_oneof![1 => Just(0_u32), 4 => 1..=2_u32]);
    let asked = prop::option::of((-2..=40_i64).prop_map(move |days| season.day(-1 - days)));
    (minutes, sittings, years, asks, asked)
}

type Refusals = (
    Option<Vec<WindowEntry>>,
    Vec<AbsenceEntry>,
    Vec<lotsenwerk::domain::code::Topic>,
    Vec<lotsenwerk::domain::code::Topic>,
    Vec<String>,
    Vec<String>,
);

fn refusals(season: Season) -> impl Strategy<Value = Refusals> {
    let absence = (0..=3_i64, 0..=1_i64)
        .prop_map(move |(from, length)| AbsenceEntry { first: season.day(from), last: season.day(from + length) });
    let absences = prop_oneof![9 => Just(Vec::new()), 1 => prop::collection::vec(absence, 1..=2)];
    let wished = prop::collection::vec(topics(), 0..=2);
    let refused = prop_oneof![12 => Just(Vec::new()), 1 => topics().prop_map(|topic| vec![topic])];
    let organisations = prop_oneof![9 => Just(Vec::new()), 1 => Just(texts(&["o1"]))];
    let clients = prop_oneof![9 => Just(Vec::new()), 1 => Just(texts(&["c1"]))];
    (prop::option::weighted(0.25, availability()), absences, wished, refused, organisations, clients)
}

/// Windows that often touch each other, on every day of the week.
fn availability() -> impl Strategy<Value = Vec<WindowEntry>> {
    let hours = select(vec![
        ("00:00", "02:30"),
        ("02:30", "24:00"),
        ("08:00", "10:00"),
        ("10:00", "12:30"),
        ("13:00", "18:00"),
    ]);
    let days =
        prop_oneof![4 => Just(vec![1_u8, 2, 3, 4, 5, 6, 7]), 1 => subsequence(vec![1_u8, 2, 3, 4, 5, 6, 7], 2..=5)];
    prop::collection::vec((hours, days), 1..=3).prop_map(|list| {
        let window =
            |weekday, (from, to): (&str, &str)| WindowEntry { weekday, from: from.to_owned(), to: to.to_owned() };
        list.into_iter().flat_map(|(hours, days)| days.into_iter().map(move |day| window(day, hours))).collect()
    })
}
