//! Advice from stored data: computed by a job, coarsened, kept and shown.

use lotsenwerk::app::advice::{self, Advised, Item, PartOfDay, Report};
use lotsenwerk::app::made_up;
use lotsenwerk::app::{Context, Moment};
use lotsenwerk::domain::access::{Access, Grant, Membership, Permission};
use lotsenwerk::domain::code::{LotseStatus, Mode};
use lotsenwerk::domain::id::UserId;
use lotsenwerk::domain::job::JobStatus;
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::request::{Appointment, NeededLanguage, RequestState, SupportRequest};
use lotsenwerk::domain::text::ClientRef;
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::regions::{Source, load_area, load_languages};
use lotsenwerk::storage;
use lotsenwerk::synthetic::{Recipe, generate};

use crate::storage::samples::{at, local, organisation_id};
use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Office, lotse, request};

/// The usual threshold of coverage.
const LEAST: u64 = 5;

on_each_database!(
    advice_on_a_made_up_town_is_kept_and_shown,
    what_could_be_somebody_is_not_told,
    who_stands_behind_a_person_town_or_paper_is_counted_in_clients,
    what_was_asked_for_counts_for_four_weeks,
    what_is_waited_for_is_one_job,
);

fn granted() -> Grant {
    let user = UserId::new(at("2026-11-20T08:00:00Z"), [1; 10]);
    let centre = Membership::CompetenceCentre(organisation_id(9));
    Access::new(user, [centre], None).grant(Permission::CoverageRead).unwrap()
}

fn renew(context: &Context, mut moment: Moment) -> Report {
    let report = advice::renew(context, &Options::default(), &Silent, &mut moment).unwrap();
    for item in &report.items {
        assert!(item.confirmed.is_none_or(|count| count >= LEAST), "{item:?}");
        assert!(item.expected.is_none_or(|count| count >= LEAST), "{item:?}");
        let Advised::Lotse { town, days, part, qualifications, .. } = &item.advised else { continue };
        let is_fine = town.is_some() || !days.is_empty() || part.is_some() || !qualifications.is_empty();
        assert!(item.confirmed.is_some() || !is_fine, "{item:?}");
    }
    let newest = advice::newest(context, &granted()).unwrap();
    assert_eq!(newest.report.as_ref(), Some(&report), "what is shown is what was computed");
    report
}

fn advice_on_a_made_up_town_is_kept_and_shown(db: &TestDatabase) {
    let context = context(db);
    assert_eq!(advice::newest(&context, &granted()).unwrap().report, None);
    let (area, languages) =
        (load_area(&Source::Embedded, "hessen").unwrap(), load_languages(&Source::Embedded).unwrap());
    let first_day = "2026-12-07".parse().unwrap();
    let made = generate(&Recipe::new(3, 150, 400, first_day), &area, &languages).unwrap();
    made_up::store(&context, &made).unwrap();
    let report = renew(&context, moment("2026-12-06T19:00:00Z", 1));
    assert_eq!((report.first_day.to_string().as_str(), report.weeks()), ("2026-11-02", 7));
    assert_eq!(report.basis.places, Some(made.requests.iter().take(400).map(|r| u64::from(r.lotsen_needed)).sum()));
    assert!(report.basis.proven && report.basis.served < report.basis.places, "{:?}", report.basis);
    assert!(report.items.iter().all(|item| item.proven));
    let (people, changes): (Vec<&Item>, Vec<&Item>) =
        report.items.iter().partition(|item| matches!(item.advised, Advised::Lotse { .. }));
    assert!(!people.is_empty() && !changes.is_empty(), "{:#?}", report.items);
    assert!(people.iter().all(|item| item.confirmed >= Some(LEAST)), "{people:#?}");
    assert!(report.items.iter().any(|item| item.confirmed.is_some()), "{:#?}", report.items);
    let order = |item: &Item| std::cmp::Reverse(item.confirmed.unwrap_or(LEAST - 1));
    assert!(report.items.is_sorted_by_key(order), "{:#?}", report.items);
}

/// One who needs a language that nobody speaks, on a Tuesday or Thursday morning.
fn in_tigrinya(number: u32, start: &str) -> SupportRequest {
    SupportRequest {
        languages: vec![NeededLanguage { language: LanguageCode::parse("tir").unwrap(), at_least: Level::B1 }],
        modes: vec![Mode::InPerson],
        client: Some(ClientRef::parse(&format!("NK-{number}")).unwrap()),
        ..request(number, vec![Appointment::single(local(start), 60).unwrap()])
    }
}

const MORNINGS: [&str; 6] = [
    "2026-12-08 09:00",
    "2026-12-10 09:00",
    "2026-12-15 09:00",
    "2026-12-17 09:00",
    "2026-12-22 10:00",
    "2026-12-29 10:00",
];

fn asked(count: usize) -> Vec<SupportRequest> {
    (1..).zip(MORNINGS).take(count).map(|(number, start)| in_tigrinya(number, start)).collect()
}

fn what_could_be_somebody_is_not_told(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    office.post(&asked(4));
    let report = renew(&office.context, office.now());
    assert_eq!(report.items, [], "a language in a region would tell of four people");
    assert_eq!((report.basis.places, report.basis.served), (None, None));

    office.until("2026-12-07 09:00");
    office.post(&asked(6));
    let report = renew(&office.context, office.now());
    let [
        Item { advised: Advised::Lotse { town, days, part, language, region, .. }, expected, confirmed, proven: true },
    ] = report.items.as_slice()
    else {
        panic!("{:#?}", report.items)
    };
    assert_eq!((language.to_string().as_str(), region.as_str()), ("tir", "06636"));
    assert_eq!((town.as_deref(), *part), (Some("Eschwege"), Some(PartOfDay::Mornings)));
    assert_eq!(days, &[chrono::Weekday::Tue, chrono::Weekday::Thu]);
    assert_eq!((*expected, *confirmed), (Some(6), Some(6)), "all six can be served by one");
}

/// Of what is told of one more Lotse: the town and the papers; `None` where nothing is.
fn person(report: &Report) -> Option<(Option<String>, Vec<String>)> {
    report.items.iter().find_map(|item| match &item.advised {
        Advised::Lotse { town, qualifications, .. } => Some((town.clone(), qualifications.clone())),
        _ => None,
    })
}

fn who_stands_behind_a_person_town_or_paper_is_counted_in_clients(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    let minute = std::cell::Cell::new(10);
    let told = |change: &dyn Fn(usize, &mut SupportRequest)| {
        minute.set(minute.get() + 1);
        let mut requests = asked(6);
        requests.iter_mut().enumerate().for_each(|(number, request)| change(number, request));
        office.post(&requests);
        person(&renew(&office.context, moment(&format!("2026-12-07T07:{}:00Z", minute.get()), minute.get())))
    };
    let eschwege = || Some("Eschwege".to_owned());
    let one = || ClientRef::parse("NK-1").ok();
    assert_eq!(told(&|_, _| {}), Some((eschwege(), vec![])));
    assert_eq!(
        told(&|number, request| request.client = if number < 2 { one() } else { request.client.clone() }),
        Some((eschwege(), vec![])),
        "five clients"
    );
    assert_eq!(
        told(&|number, request| request.client = if number < 3 { one() } else { request.client.clone() }),
        None,
        "four clients"
    );
    assert_eq!(told(&|_, request| request.client = None), None, "nothing tells clients apart");
    // One of five goes to the next town: the region is told.
    let next = lotsenwerk::domain::geo::Postcode::parse("37276").unwrap();
    let away = |number: usize, request: &mut SupportRequest| {
        if number < 2 {
            request.place.postcode = next;
        }
    };
    assert_eq!(told(&away), Some((None, vec![])));
    // A paper that fewer than five ask for could be somebody's.
    let health = || lotsenwerk::domain::qualification::QualificationCode::parse("health_module").unwrap();
    let asks = |first: usize| {
        move |number: usize, request: &mut SupportRequest| {
            if number >= first {
                request.qualifications = vec![health()];
            }
        }
    };
    assert_eq!(told(&asks(2)), Some((eschwege(), vec![])), "four ask for it");
    assert_eq!(told(&asks(1)), Some((eschwege(), vec!["health_module".to_owned()])), "five do");
}

fn what_was_asked_for_counts_for_four_weeks(db: &TestDatabase) {
    let office = Office::new(db, &[lotse(1)]);
    let mut requests = asked(6);
    let later = [RequestState::Expired, RequestState::Unserved, RequestState::Open];
    requests.iter_mut().zip(later).for_each(|(request, state)| request.state = state);
    let mut called_off = in_tigrinya(7, "2026-12-11 09:00");
    called_off.state = RequestState::Cancelled;
    requests.push(called_off);
    office.post(&requests);
    let confirmed = |now: &str| renew(&office.context, moment(now, 2)).items.first().map(|item| item.confirmed);
    // The Monday four weeks before is 7 December: all six count, the one that was called off does not.
    assert_eq!(confirmed("2027-01-08T10:00:00Z"), Some(Some(6)));
    // A week later the first two do not any more, and of four nothing is told.
    assert_eq!(confirmed("2027-01-15T10:00:00Z"), None);
    assert_eq!(confirmed("2027-02-15T10:00:00Z"), None, "nothing was asked for");
}

fn what_is_waited_for_is_one_job(db: &TestDatabase) {
    let waits = LotseStatus::InTraining;
    let mut trainee = lotse(1);
    trainee.status = waits;
    let office = Office::new(db, &[trainee]);
    let plain = |(number, start): (u32, &str)| SupportRequest {
        client: ClientRef::parse(&format!("NK-{number}")).ok(),
        ..request(number, vec![Appointment::single(local(start), 60).unwrap()])
    };
    let requests: Vec<SupportRequest> = (1..).zip(MORNINGS).map(plain).collect();
    let course = |item: &&Item| matches!(&item.advised, Advised::Course { qualification, .. } if qualification == "basic_course");
    // Six places of one newcomer tell of that one.
    let of_one = |request: &SupportRequest| SupportRequest { client: ClientRef::parse("NK-1").ok(), ..request.clone() };
    office.post(&requests.iter().map(of_one).collect::<Vec<_>>());
    let items = renew(&office.context, office.now()).items;
    assert_eq!(items.iter().find(course).map(|item| item.confirmed), Some(None), "{items:#?}");
    office.until("2026-12-07 09:00");
    office.post(&requests);
    for _ in 0..2 {
        db.must_write(|tx| {
            advice::order(tx, &granted(), &mut office.now()).unwrap();
            Ok(())
        });
    }
    assert!(advice::newest(&office.context, &granted()).unwrap().is_ordered);
    let waiting = db.must_read(|tx| storage::jobs::list(tx, Some(JobStatus::Queued), 10));
    assert_eq!(waiting.iter().filter(|job| job.kind == "advise").count(), 1);
    office.work();
    let newest = advice::newest(&office.context, &granted()).unwrap();
    assert!(!newest.is_ordered);
    let items = newest.report.unwrap().items;
    assert_eq!(items.iter().find(course).map(|item| item.confirmed), Some(Some(6)), "{items:#?}");
}
