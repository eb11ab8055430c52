//! Random requests.

use lotsenwerk::domain::code::{Gender, Mode, Priority, Service, Strength, Topic};
use lotsenwerk::domain::language::Level;
use lotsenwerk::matching::file::{
    AppointmentEntry, FlexibleEntry, GenderEntry, KnownEntry, NeededEntry, PlaceEntry, QualificationEntry, RequestEntry,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::places;
use super::times::{Season, appointments, flexible};

pub fn requests(season: Season, alternatives: usize) -> impl Strategy<Value = RequestEntry> {
    (sides(), needs(season), times(season, alternatives), rank()).prop_map(|(sides, needs, times, rank)| {
        let (organisation, carrier, client, service, topic, place) = sides;
        let (languages, modes, lotsen_needed, (qualifications, dated_qualifications), gender) = needs;
        let (appointments, flexible) = times;
        let (priority, waiting_days, known_lotsen, excluded_lotsen) = rank;
        RequestEntry {
            id: String::new(),
            organisation,
            carrier,
            client,
            languages,
            service,
            modes,
            topic,
            place,
            appointments,
            flexible,
            lotsen_needed,
            qualifications,
            dated_qualifications,
            gender,
            priority,
            waiting_days,
            known_lotsen,
            excluded_lotsen,
        }
    })
}

pub fn services() -> impl Strategy<Value = Service> {
    select(Service::ALL)
}

pub fn topics() -> impl Strategy<Value = Topic> {
    select(vec![Topic::Health, Topic::Job, Topic::Authority])
}

pub fn clients() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.6, select(vec!["c1".to_owned(), "c2".to_owned()]))
}

type Sides = (Option<String>, Option<String>, Option<String>, Service, Option<Topic>, Option<PlaceEntry>);

fn sides() -> impl Strategy<Value = Sides> {
    let organisation = prop::option::of(select(vec!["o1".to_owned(), "o2".to_owned()]));
    let carrier = prop::option::weighted(0.15, select(vec!["A".to_owned(), "B".to_owned(), "C".to_owned()]));
    (organisation, carrier, clients(), services(), prop::option::of(topics()), prop::option::weighted(0.9, places()))
}

type Asked = (Vec<String>, Vec<QualificationEntry>);
type Needs = (Vec<NeededEntry>, Vec<Mode>, u16, Asked, Option<GenderEntry>);

fn needs(season: Season) -> impl Strategy<Value = Needs> {
    let level = prop_oneof![5 => Just(Level::A1), 1 => select(Level::ALL.to_vec())];
    let needed = (select(vec!["prs", "pes", "kmr"]), level)
        .prop_map(|(code, at_least)| NeededEntry { code: code.to_owned(), at_least });
    let languages = prop::collection::vec(needed, 0..=2).prop_map(|mut list| {
        list.dedup_by(|a, b| a.code == b.code);
        list
    });
    let modes =
        prop_oneof![2 => Just(vec![Mode::InPerson]), 2 => subsequence(Mode::ALL.to_vec(), 1..=2).prop_shuffle()];
    let places = prop_oneof![4 => Just(1_u16), 1 => Just(2), 1 => Just(3)];
    let qualifications =
        prop_oneof![6 => Just(vec![]), 1 => subsequence(vec!["basic".to_owned(), "health".to_owned()], 1..=2)];
    let bound = || prop::option::of(0..=3_i64);
    let dated =
        (select(vec!["basic", "health"]), bound(), bound()).prop_map(move |(code, from, until)| QualificationEntry {
            code: code.to_owned(),
            from: from.map(|from| season.day(from)),
            until: until.map(|until| season.day(until)),
        });
    let dated = prop_oneof![6 => Just(vec![]), 1 => prop::collection::vec(dated, 1..=2)];
    let gender = (select(Gender::ALL), prop_oneof![1 => Just(Strength::Must), 6 => Just(Strength::Wish)])
        .prop_map(|(gender, strength)| GenderEntry { gender, strength });
    (languages, modes, places, (qualifications, dated), prop::option::weighted(0.35, gender))
}

type Times = (Vec<AppointmentEntry>, Vec<FlexibleEntry>);

/// At least one alternative, and `alternatives` listed ones at most.
fn times(season: Season, alternatives: usize) -> impl Strategy<Value = Times> {
    let listed = move |least| prop::collection::vec(appointments(season), least..=alternatives);
    let with_flexible = (listed(0), prop::collection::vec(flexible(season), 1..=1));
    prop_oneof![4 => listed(1).prop_map(|listed| (listed, vec![])), 1 => with_flexible]
}

type Rank = (Priority, u32, Vec<KnownEntry>, Vec<String>);

fn rank() -> impl Strategy<Value = Rank> {
    let reference = || (0..8_usize).prop_map(|at| at.to_string());
    let known = (reference(), 0..=6_u32).prop_map(|(lotse, meetings)| KnownEntry { lotse, meetings });
    let known = prop_oneof![3 => Just(vec![]), 1 => known.prop_map(|known| vec![known])];
    let excluded = prop_oneof![9 => Just(vec![]), 1 => reference().prop_map(|lotse| vec![lotse])];
    (select(Priority::ALL), select(vec![0_u32, 2, 10, 40]), known, excluded)
}
