//! What a filter leaves is what somebody would leave who looked at every row.

use lotsenwerk::domain::access::Scope;
use lotsenwerk::domain::assignment::AssignmentState;
use lotsenwerk::domain::audit::{Action, SubjectKind};
use lotsenwerk::domain::code::{LotseStatus, OrganisationKind, Service};
use lotsenwerk::domain::filter::*;
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::offer::{OfferState, ProposalState};
use lotsenwerk::domain::outbox::MailStatus;
use lotsenwerk::domain::region::RegionCode;
use lotsenwerk::domain::request::{RequestState, SupportRequest};
use lotsenwerk::domain::run::RunState;
use lotsenwerk::domain::search::SearchText;
use lotsenwerk::storage::{assignments, audit, lotsen, offers, organisations, outbox, requests, runs};

use super::world::{World, fill};
use super::{once, read_all, scope};
use crate::storage::samples::*;
use crate::support::context::context;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    requests_are_narrowed,
    lotsen_are_narrowed,
    offers_and_assignments_are_narrowed,
    the_other_lists_are_narrowed
);

const MANY: u32 = 180;

fn words(text: &str) -> Option<SearchText> {
    Some(SearchText::parse(text).unwrap())
}

fn language(code: &str) -> LanguageCode {
    LanguageCode::parse(code).unwrap()
}

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

/// Which rows the filter is to leave.
type Wanted<T> = Box<dyn Fn(&T) -> bool>;

fn requests_are_narrowed(db: &TestDatabase) {
    let World { requests: made, .. } = fill(db, MANY);
    let area = context(db).area;
    let werra_meissner = Places::of_region(&area, &region("06636")).unwrap();
    assert!(Places::of_region(&area, &region("nowhere")).is_err());
    let (noon, two) = (local("2026-12-07 08:30"), local("2026-12-07 09:00"));
    let none = RequestFilter::default;
    let town = |request: &SupportRequest| request.place.town.as_ref().unwrap().as_str().to_owned();
    let cases: Vec<(RequestFilter, Wanted<SupportRequest>)> = vec![
        (none(), Box::new(|_| true)),
        (
            RequestFilter { states: [RequestState::Open, RequestState::Unserved].into(), ..none() },
            Box::new(|one| matches!(one.state, RequestState::Open | RequestState::Unserved)),
        ),
        (
            RequestFilter { service: Some(Service::Interpreting), ..none() },
            Box::new(|one| one.service == Service::Interpreting),
        ),
        (
            RequestFilter { language: Some(language("prs")), ..none() },
            Box::new(|one| one.languages.iter().any(|needed| needed.language == language("prs"))),
        ),
        (RequestFilter { language: Some(language("kmr")), ..none() }, Box::new(|_| false)),
        (
            RequestFilter { places: Some(werra_meissner), ..none() },
            Box::new(|one| one.place.postcode.to_string() != "34117"),
        ),
        (
            RequestFilter { places: Some(Places::with_prefix("3724").unwrap()), ..none() },
            Box::new(|one| one.place.postcode.to_string().starts_with("3724")),
        ),
        (
            RequestFilter { carrier: Some(organisation_id(2)), ..none() },
            Box::new(|one| one.carrier == organisation_id(2)),
        ),
        (
            RequestFilter { organisation: Some(organisation_id(3)), ..none() },
            Box::new(|one| one.organisation == organisation_id(3)),
        ),
        (
            RequestFilter { carrier: Some(organisation_id(1)), organisation: Some(organisation_id(3)), ..none() },
            Box::new(|one| one.carrier == organisation_id(1) && one.organisation == organisation_id(3)),
        ),
        (
            RequestFilter { begins: Between { from: Some(noon), before: Some(two) }, ..none() },
            Box::new(move |one| one.first_begin().is_some_and(|begin| noon <= begin && begin < two)),
        ),
        (
            RequestFilter { begins: Between { from: Some(noon), before: None }, ..none() },
            Box::new(move |one| one.first_begin().is_some_and(|begin| noon <= begin)),
        ),
        (RequestFilter { text: words("grossalm"), ..none() }, Box::new(move |one| town(one) == "Großalmerode")),
        (RequestFilter { text: words("SOODEN k3"), ..none() }, {
            Box::new(move |one| town(one).contains("Sooden") && one.client.as_ref().unwrap().as_str() == "K3")
        }),
        (
            RequestFilter { text: words("a-12"), ..none() },
            Box::new(|one| one.list_number.as_ref().is_some_and(|number| number.as_str().starts_with("A-12"))),
        ),
        (RequestFilter { text: words("ooden"), ..none() }, Box::new(|_| false)),
        (RequestFilter { text: words("100% _"), ..none() }, {
            Box::new(|one| one.list_number.as_ref().is_some_and(|number| number.as_str().starts_with("A-100")))
        }),
    ];
    let scopes = [Scope::All, scope(&[organisation_id(1), organisation_id(3)], &[]), scope(&[organisation_id(2)], &[])];
    for (filter, wanted) in &cases {
        for scope in &scopes {
            for sort in RequestSort::ALL.iter().copied() {
                let read = read_all(sort, 50, |paging| db.must_read(|tx| requests::page(tx, scope, filter, paging)));
                let sees = |one: &SupportRequest| {
                    scope.has_organisation(one.carrier) || scope.has_organisation(one.organisation)
                };
                let left = made.iter().filter(|one| sees(one) && wanted(one)).map(|one| one.id).collect();
                assert_eq!(once(&read.iter().map(|one| one.id).collect::<Vec<_>>()), left, "{filter:?} {scope:?}");
            }
        }
    }
}

fn lotsen_are_narrowed(db: &TestDatabase) {
    let World { lotsen: made, .. } = fill(db, MANY);
    let none = LotseFilter::default;
    let speaks = |lotse: &Lotse, code: &str, least: Level| {
        lotse.languages.iter().any(|spoken| spoken.language == language(code) && spoken.level >= least)
    };
    let cases: Vec<(LotseFilter, Wanted<Lotse>)> = vec![
        (none(), Box::new(|_| true)),
        (
            LotseFilter { statuses: [LotseStatus::Active].into(), ..none() },
            Box::new(|one| one.status == LotseStatus::Active),
        ),
        (
            LotseFilter { service: Some(Service::Accompaniment), ..none() },
            Box::new(|one| one.services.contains(&Service::Accompaniment)),
        ),
        (
            LotseFilter { language: Some((language("prs"), Level::C1)), ..none() },
            Box::new(move |one| speaks(one, "prs", Level::C1)),
        ),
        (
            LotseFilter { places: Some(Places::with_prefix("37").unwrap()), ..none() },
            Box::new(|one| one.home.to_string().starts_with("37")),
        ),
        (LotseFilter { organisation: Some(organisation_id(2)), ..none() }, {
            Box::new(|one| one.organisation == organisation_id(2))
        }),
        (LotseFilter { text: words("oez CAG"), ..none() }, {
            Box::new(|one| one.family_name.as_str() == "Özil" && one.given_name.as_str() == "Çağla")
        }),
        (LotseFilter { text: words("l-2"), ..none() }, {
            Box::new(|one| one.list_number.as_ref().is_some_and(|number| number.as_str().starts_with("L-2")))
        }),
    ];
    let scopes = [
        Scope::All,
        scope(&[organisation_id(1)], &[lotse_id(4), lotse_id(5)]),
        scope(&[], &[lotse_id(5)]),
        scope(&[], &[]),
    ];
    for (filter, wanted) in &cases {
        for scope in &scopes {
            for sort in LotseSort::ALL.iter().copied() {
                let read = read_all(sort, 50, |paging| db.must_read(|tx| lotsen::page(tx, scope, filter, paging)));
                let sees = |one: &Lotse| scope.has_lotse(one.id, one.organisation);
                let left = made.iter().filter(|one| sees(one) && wanted(one)).map(|one| one.id).collect();
                assert_eq!(once(&read.iter().map(|one| one.id).collect::<Vec<_>>()), left, "{filter:?} {scope:?}");
            }
        }
    }
}

fn offers_and_assignments_are_narrowed(db: &TestDatabase) {
    let made = fill(db, MANY);
    let request = |id| made.requests.iter().find(|one| one.id == id).unwrap();
    let lotse = |id| made.lotsen.iter().find(|one| one.id == id).unwrap();
    let scopes = [
        Scope::All,
        scope(&[organisation_id(1)], &[]),
        scope(&[organisation_id(3)], &[lotse_id(7)]),
        scope(&[], &[lotse_id(7)]),
        scope(&[organisation_id(9)], &[]),
    ];
    let (from, before) = (local("2026-12-07 08:30"), local("2026-12-07 09:00"));
    let werra_meissner = Places::of_region(&context(db).area, &region("06636")).unwrap();
    let spoken = || ForWhat {
        language: Some(language("prs")),
        service: Some(Service::Interpreting),
        places: Some(werra_meissner.clone()),
        ..ForWhat::default()
    };
    let worded = || ForWhat { text: words("eschwege"), ..ForWhat::default() };
    for scope in &scopes {
        // Words are looked for in requests that one sees, not in those of whoever borrows a Lotse.
        let is_like = |of: &SupportRequest, wanted: &ForWhat| {
            wanted.service.is_none_or(|service| of.service == service)
                && wanted.language.is_none_or(|code| of.languages.iter().any(|needed| needed.language == code))
                && (wanted.places.is_none() || of.place.postcode.to_string().starts_with("372"))
                && (wanted.text.is_none()
                    || of.place.town.as_ref().is_some_and(|town| town.as_str() == "Eschwege")
                        && (scope.has_organisation(of.carrier) || scope.has_organisation(of.organisation)))
        };
        let sees = |one, by| {
            let wanted = request(one);
            scope.has_organisation(wanted.carrier)
                || scope.has_organisation(wanted.organisation)
                || scope.has_lotse(by, lotse(by).organisation)
        };
        for filter in [
            AssignmentFilter::default(),
            AssignmentFilter { states: [AssignmentState::Confirmed].into(), ..AssignmentFilter::default() },
            AssignmentFilter { lotse: Some(lotse_id(7)), ..AssignmentFilter::default() },
            AssignmentFilter {
                lotse: Some(lotse_id(7)),
                states: [AssignmentState::Completed].into(),
                ..AssignmentFilter::default()
            },
            AssignmentFilter { request: Some(request_id(21)), ..AssignmentFilter::default() },
            AssignmentFilter { carrier: Some(organisation_id(2)), ..AssignmentFilter::default() },
            AssignmentFilter { for_what: spoken(), ..AssignmentFilter::default() },
            AssignmentFilter { for_what: worded(), ..AssignmentFilter::default() },
            AssignmentFilter {
                begins: Between { from: Some(from), before: Some(before) },
                ..AssignmentFilter::default()
            },
        ] {
            let page = |paging: &_| db.must_read(|tx| assignments::page(tx, scope, &filter, paging));
            let read = read_all(AssignmentSort::Begin, 20, page);
            let left = made.assignments.iter().filter(|one| {
                let begin = one.appointment.starts();
                sees(one.request, one.lotse)
                    && (filter.states.is_empty() || filter.states.contains(&one.state))
                    && filter.lotse.is_none_or(|id| one.lotse == id)
                    && filter.request.is_none_or(|id| one.request == id)
                    && filter.carrier.is_none_or(|id| request(one.request).carrier == id)
                    && is_like(request(one.request), &filter.for_what)
                    && (filter.begins.from.is_none() || (from <= begin && begin < before))
            });
            let left = left.map(|one| one.id).collect();
            assert_eq!(once(&read.iter().map(|one| one.id).collect::<Vec<_>>()), left, "{filter:?} {scope:?}");
        }
        for filter in [
            OfferFilter::default(),
            OfferFilter { states: [OfferState::Open, OfferState::Accepted].into(), ..OfferFilter::default() },
            OfferFilter { lotse: Some(lotse_id(7)), ..OfferFilter::default() },
            OfferFilter { request: Some(request_id(21)), ..OfferFilter::default() },
            OfferFilter { carrier: Some(organisation_id(2)), ..OfferFilter::default() },
            OfferFilter { for_what: spoken(), ..OfferFilter::default() },
            OfferFilter { for_what: worded(), ..OfferFilter::default() },
        ] {
            let page = |paging: &_| db.must_read(|tx| offers::page(tx, scope, &filter, paging));
            let read = read_all(OfferSort::Newest, 20, page);
            let left = made.offers.iter().filter(|one| {
                sees(one.request, one.lotse)
                    && (filter.states.is_empty() || filter.states.contains(&one.state))
                    && filter.lotse.is_none_or(|id| one.lotse == id)
                    && filter.request.is_none_or(|id| one.request == id)
                    && filter.carrier.is_none_or(|id| request(one.request).carrier == id)
                    && is_like(request(one.request), &filter.for_what)
            });
            let left = left.map(|one| one.id).collect();
            assert_eq!(once(&read.iter().map(|one| one.id).collect::<Vec<_>>()), left, "{filter:?} {scope:?}");
        }
        for filter in [
            ProposalFilter { lotse: Some(lotse_id(7)), ..ProposalFilter::default() },
            ProposalFilter { carrier: Some(organisation_id(2)), ..ProposalFilter::default() },
            ProposalFilter { for_what: spoken(), ..ProposalFilter::default() },
            ProposalFilter { for_what: worded(), ..ProposalFilter::default() },
        ] {
            let page = |paging: &_| db.must_read(|tx| runs::proposals_page(tx, scope, &filter, paging));
            let read = read_all(ProposalSort::Made, 20, page);
            let left = made.proposals.iter().filter(|one| {
                let of = request(one.request);
                scope.has_organisation(of.carrier)
                    && filter.lotse.is_none_or(|id| one.lotse == id)
                    && filter.carrier.is_none_or(|id| of.carrier == id)
                    && is_like(of, &filter.for_what)
            });
            let left = left.map(|one| one.id).collect();
            assert_eq!(once(&read.iter().map(|one| one.id).collect::<Vec<_>>()), left, "{filter:?} {scope:?}");
        }
    }
}

fn the_other_lists_are_narrowed(db: &TestDatabase) {
    let made = fill(db, MANY);
    for filter in [
        ProposalFilter { run: Some(run_id(4)), ..ProposalFilter::default() },
        ProposalFilter { run: Some(run_id(4)), states: [ProposalState::Dropped].into(), ..ProposalFilter::default() },
        ProposalFilter { request: Some(request_id(21)), ..ProposalFilter::default() },
        ProposalFilter { states: [ProposalState::Proposed].into(), ..ProposalFilter::default() },
    ] {
        let own = scope(&[organisation_id(1)], &[]);
        let page = |paging: &_| db.must_read(|tx| runs::proposals_page(tx, &own, &filter, paging));
        let read = read_all(ProposalSort::Made, 20, page);
        let carrier = |id| made.requests.iter().find(|one| one.id == id).unwrap().carrier;
        let left = made.proposals.iter().filter(|one| {
            carrier(one.request) == organisation_id(1)
                && filter.run.is_none_or(|id| one.run == id)
                && filter.request.is_none_or(|id| one.request == id)
                && (filter.states.is_empty() || filter.states.contains(&one.state))
        });
        assert_eq!(read.iter().collect::<Vec<_>>(), left.collect::<Vec<_>>(), "{filter:?}");
    }
    let counted = |filter: RunFilter, whose: &Scope| {
        read_all(RunSort::Newest, 20, |paging| db.must_read(|tx| runs::page(tx, whose, &filter, paging))).len()
    };
    let of = |carrier| RunFilter { carrier: Some(organisation_id(carrier)), ..RunFilter::default() };
    let running = RunFilter { states: [RunState::Running].into(), ..RunFilter::default() };
    let failed = RunFilter { states: [RunState::Failed].into(), ..RunFilter::default() };
    let (first, second) = (scope(&[organisation_id(1)], &[]), scope(&[organisation_id(2)], &[]));
    db.must_write(|tx| runs::fail(tx, run_id(1), at("2026-11-21T08:00:00Z"), "why not"));
    assert_eq!((counted(of(1), &Scope::All), counted(of(1), &first), counted(of(1), &second)), (13, 13, 0));
    assert_eq!((counted(running, &first), counted(failed.clone(), &first), counted(failed, &second)), (12, 1, 0));

    for filter in [
        MailFilter { states: [MailStatus::Dead].into(), ..MailFilter::default() },
        MailFilter { kind: Some("reminder".to_owned()), ..MailFilter::default() },
        MailFilter {
            states: [MailStatus::Queued, MailStatus::Sent].into(),
            kind: Some("offer".to_owned()),
            ..MailFilter::default()
        },
    ] {
        let page = |paging: &_| db.must_read(|tx| outbox::page(tx, &Scope::All, &filter, paging));
        let read = read_all(MailSort::Newest, 20, page);
        let left = made.mails.iter().filter(|mail| {
            (filter.states.is_empty() || filter.states.contains(&mail.state.status()))
                && filter.kind.as_ref().is_none_or(|kind| mail.kind == *kind)
        });
        let left = left.map(|mail| mail.id).collect();
        assert_eq!(once(&read.iter().map(|mail| mail.id).collect::<Vec<_>>()), left, "{filter:?}");
    }

    let (from, before) = (at("2026-11-20T12:10:00.0005Z"), at("2026-11-20T12:40:00.0006Z"));
    for filter in [
        AuditFilter { subject: Some(request_id(4).as_uuid()), ..AuditFilter::default() },
        AuditFilter { kind: Some(SubjectKind::Offer), ..AuditFilter::default() },
        AuditFilter { actor: Some(lotse_id(2).as_uuid()), ..AuditFilter::default() },
        AuditFilter { action: Some(Action::RequestChanged), ..AuditFilter::default() },
        AuditFilter { at: Between { from: Some(from), before: Some(before) }, ..AuditFilter::default() },
    ] {
        let page = |paging: &_| db.must_read(|tx| audit::page(tx, &Scope::All, &filter, paging));
        let read = read_all(AuditSort::Newest, 20, page);
        let mut left: Vec<_> = made
            .events
            .iter()
            .filter(|event| {
                filter.subject.is_none_or(|id| event.subject.id() == id)
                    && filter.kind.is_none_or(|kind| event.subject.kind() == kind)
                    && filter.actor.is_none_or(|id| event.actor.id() == Some(id))
                    && filter.action.is_none_or(|action| event.action == action)
                    && (filter.at.from.is_none() || (from <= event.at && event.at < before))
            })
            .cloned()
            .collect();
        left.sort_by_key(|event| std::cmp::Reverse(event.id));
        assert_eq!(read, left, "{filter:?}");
    }

    for (filter, left) in [
        (OrganisationFilter { kind: Some(OrganisationKind::Agency), ..OrganisationFilter::default() }, vec![3]),
        (OrganisationFilter { region: Some(region("06411")), ..OrganisationFilter::default() }, vec![1, 2, 3]),
        (OrganisationFilter { region: Some(region("06636")), ..OrganisationFilter::default() }, vec![]),
        (OrganisationFilter { text: words("traeger 2"), ..OrganisationFilter::default() }, vec![2]),
    ] {
        let page = |paging: &_| db.must_read(|tx| organisations::page(tx, &Scope::All, &filter, paging));
        let read: Vec<_> = read_all(OrganisationSort::Name, 2, page).iter().map(|one| one.id).collect();
        assert_eq!(read, left.into_iter().map(organisation_id).collect::<Vec<_>>(), "{filter:?}");
    }
}
