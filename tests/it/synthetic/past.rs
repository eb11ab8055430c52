//! The months behind a town: the same each time, sound, of a project that works, and counted as plain SQL counts them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use lotsenwerk::app::coverage::check::{compare, recount};
use lotsenwerk::app::coverage::count::count;
use lotsenwerk::app::made_up;
use lotsenwerk::domain::assignment::AssignmentState;
use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::id::LotseId;
use lotsenwerk::domain::offer::OfferState;
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::synthetic::{Case, Months, Past, past};

use super::{HESSEN, LANGUAGES, assert_share, hessen, recipe};
use crate::app::coverage::sql;
use crate::storage::samples::at;
use crate::support::context::context;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(the_past_is_counted_as_plain_sql_counts_it,);

const LOTSEN: u32 = 1000;

fn months() -> Months {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let carrier = hessen(&recipe(1, LOTSEN, 1)).organisations[0].id;
    Months { from: day(2025, 1, 1), until: day(2026, 11, 28), a_year: 500, part: 0, closely: Some((carrier, 60)) }
}

fn made(months: &Months) -> Past {
    past(&recipe(1, LOTSEN, 1), months, &HESSEN, &LANGUAGES).unwrap()
}

static PAST: LazyLock<Past> = LazyLock::new(|| made(&months()));

#[test]
fn the_past_is_the_same_each_time_and_another_part_is_another() {
    assert_eq!(*PAST, made(&months()));
    let other = made(&Months { part: 1, ..months() });
    let ids = |past: &Past| past.cases.iter().map(|case| case.request.id).collect::<BTreeSet<_>>();
    assert!(ids(&PAST).is_disjoint(&ids(&other)));
    assert_eq!(ids(&PAST).len(), PAST.cases.len());
}

#[test]
fn it_looks_like_a_project_that_works() {
    let cases = &PAST.cases;
    assert!((800..1500).contains(&cases.len()), "{}", cases.len());
    let is = |state| move |case: &Case| case.request.state == state;
    assert_share("completed", cases, 550..800, is(RequestState::Completed));
    assert_share("nobody found", cases, 120..350, is(RequestState::Expired));
    assert_share("called off", cases, 30..120, is(RequestState::Cancelled));
    assert_share("asked twice", cases, 60..350, |case| case.offers.len() > 1);
    assert_share("hours", cases, 500..780, |case| case.logged.is_some());
    assert_share("left open", cases, 80..320, |case| case.left.is_some());
    let reasons: BTreeSet<&str> =
        cases.iter().filter_map(|case| case.left.as_ref()?.removed.keys().max().map(|reason| reason.code())).collect();
    for reason in ["language", "distance", "availability"] {
        assert!(reasons.contains(reason), "{reasons:?}");
    }
    let closely = months().closely.unwrap().0;
    let own = cases.iter().filter(|case| case.request.carrier == closely).count();
    assert!((90..400).contains(&own), "{own}");
    // More as time goes on; fewer in August than in November.
    let in_month = |year, month| {
        cases
            .iter()
            .filter(|case| (case.request.posted_at.year(), case.request.posted_at.month()) == (year, month))
            .count()
    };
    let quarter = |year| (2..=7).map(|month| in_month(year, month)).sum::<usize>();
    assert!(quarter(2026) > quarter(2025), "{} after {}", quarter(2026), quarter(2025));
    assert!(in_month(2025, 8) < in_month(2025, 11));
}

#[test]
fn everything_fits_together() {
    let months = months();
    let town = hessen(&recipe(1, LOTSEN, 1));
    let lotsen: HashMap<LotseId, _> = town.lotsen.iter().map(|lotse| (lotse.id, lotse)).collect();
    let runs: BTreeMap<_, _> = PAST.runs.iter().copied().collect();
    assert!(PAST.runs.is_sorted_by_key(|(_, at)| *at));
    let mut busy: BTreeSet<(LotseId, NaiveDate)> = BTreeSet::new();
    let mut minutes: HashMap<(LotseId, i32), u32> = HashMap::new();
    let mut paid: HashMap<_, u32> = HashMap::new();
    for case in &PAST.cases {
        let request = &case.request;
        assert!(request.posted_at.date_naive() >= months.from, "{request:?}");
        assert_eq!(case.proposals.len(), case.offers.len());
        let accepted = case.offers.iter().filter(|offer| offer.state == OfferState::Accepted).count();
        assert_eq!(accepted, usize::from(case.assignment.is_some()), "{case:?}");
        assert!(case.offers.iter().all(|offer| offer.state != OfferState::Open), "everything is over");
        for (proposal, offer) in case.proposals.iter().zip(&case.offers) {
            assert_eq!((offer.proposal, offer.lotse, offer.request), (proposal.id, proposal.lotse, request.id));
            let begin = proposal.appointment.sittings()[0].begin() * 60;
            assert!(request.posted_at < runs[&proposal.run] && runs[&proposal.run] < offer.asked_at, "{case:?}");
            assert!(offer.asked_at < offer.answered_at.unwrap() && offer.answered_at.unwrap().timestamp() <= begin);
        }
        if let Some(left) = &case.left {
            assert_eq!((runs[&left.run], request.state), (left.at, RequestState::Expired));
            assert!(
                case.offers.iter().all(|offer| offer.asked_at < left.at),
                "whoever is left is so after all that were asked"
            );
        }
        let Some(going) = &case.assignment else { continue };
        let lotse = lotsen[&going.lotse];
        assert!(lotse.consent_on.is_some_and(|day| day <= request.posted_at.date_naive()));
        assert!(lotse.services.contains(&request.service));
        for sitting in going.appointment.sittings() {
            let day = sitting.start().date();
            assert!(day < months.until && busy.insert((going.lotse, day)), "twice on {day}");
        }
        let year = going.appointment.starts().year();
        let Some(logged) = &case.logged else { continue };
        assert_eq!((going.state, logged.organisation), (AssignmentState::Completed, lotse.organisation));
        assert!(logged.at.timestamp() > going.ends() * 60 && logged.at.date_naive() < months.until);
        assert!(logged.confirmed_at.is_none_or(|at| at > logged.at && at.date_naive() < months.until));
        *minutes.entry((going.lotse, year)).or_insert(0) += logged.minutes;
        if request.service == Service::Interpreting
            && let Some(client) = &request.client
        {
            *paid.entry((request.organisation, client.clone(), year)).or_insert(0) +=
                going.appointment.sittings().len() as u32;
        }
    }
    // Far below what the programme pays: 276 hours of a Lotse, five assignments of a client.
    assert!(minutes.values().all(|minutes| *minutes < 200 * 60), "{:?}", minutes.values().max());
    assert!(paid.values().all(|sittings| *sittings <= 5), "{:?}", paid.values().max());
}

fn the_past_is_counted_as_plain_sql_counts_it(db: &TestDatabase) {
    let context = context(db);
    made_up::store(&context, &hessen(&recipe(1, LOTSEN, 1))).unwrap();
    let user = lotsenwerk::domain::id::UserId::new(at("2026-11-20T08:00:00Z"), [1; 10]);
    let operator = made_up::MadeUpAccount {
        role: lotsenwerk::domain::access::Role::Operator,
        user,
        membership: lotsenwerk::domain::access::Membership::Operator,
        email: lotsenwerk::domain::contact::Email::parse("op@example.org").unwrap(),
        password: String::new(),
        place: None,
    };
    context.database.write(|tx| made_up::store_past(tx, &PAST, std::slice::from_ref(&operator))).unwrap();
    let now = at("2026-11-28T07:00:00Z");
    let found = recount(&context.database, &context.area, now, |_| {}).unwrap();
    assert!(found.facts > 700 && found.sums > 1000, "{found:?}");
    sql::recompute(&mut db.raw(), &context, 2025..=2026);
    for (first, second) in
        [(None, None), (Some("region"), None), (Some("language"), Some("month")), (Some("project"), Some("topic"))]
    {
        let wanted = sql::sums(&mut db.raw(), first, second);
        assert!(!wanted.is_empty());
        assert_eq!(sql::counted(&mut db.raw(), first, second), wanted, "{first:?} {second:?}");
    }
    assert!(compare(&context.database, &context.area, |_| {}).unwrap().is_none());
    assert_eq!(count(&context, now).unwrap(), 0, "nothing waits");
}
