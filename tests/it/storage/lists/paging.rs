//! Every list, read in small pages while others write, is whole, in order and without doubles.

use std::cell::Cell;
use std::cmp::Reverse;

use lotsenwerk::domain::access::Scope;
use lotsenwerk::domain::code::Priority;
use lotsenwerk::domain::filter::{
    AssignmentFilter, AssignmentSort, AuditFilter, AuditSort, LotseFilter, LotseSort, MailFilter, MailSort,
    OfferFilter, OfferSort, OrganisationFilter, OrganisationSort, ProposalFilter, ProposalSort, RequestFilter,
    RequestSort, RunFilter, RunSort,
};
use lotsenwerk::domain::request::SupportRequest;
use lotsenwerk::storage::{assignments, audit, lotsen, offers, organisations, outbox, requests, runs};

use super::world::{World, a_lotse, a_request, an_event, an_organisation, fill};
use super::{once, read_all, scope};
use crate::storage::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    requests_stay_whole_while_others_are_posted,
    lotsen_stay_whole_while_others_are_entered,
    each_list_is_whole_and_in_order,
);

const MANY: u32 = 150;

/// Who may see all by two ways and more.
fn scopes() -> [Scope; 2] {
    [Scope::All, scope(&[organisation_id(1), organisation_id(2), organisation_id(3)], &[lotse_id(1)])]
}

fn requests_stay_whole_while_others_are_posted(db: &TestDatabase) {
    let World { requests: made, .. } = fill(db, MANY);
    let number = Cell::new(1_000);
    for scope in scopes() {
        for sort in RequestSort::ALL.iter().copied() {
            let read = read_all(sort, 7, |paging| {
                let page = db.must_read(|tx| requests::page(tx, &scope, &RequestFilter::default(), paging));
                // Somewhere before and somewhere behind.
                let more = [a_request(number.get()), a_request(number.get() + 1)];
                number.set(number.get() + 2);
                db.must_write(|tx| requests::save_all(tx, &more));
                page
            });
            let ids = once(&read.iter().map(|request| request.id).collect::<Vec<_>>());
            assert!(made.iter().all(|request| ids.contains(&request.id)), "{sort}");
            assert!(made.iter().all(|request| read.contains(request)), "{sort}");
            let in_order = match sort {
                RequestSort::Newest => read.is_sorted_by_key(|one| Reverse((one.posted_at, one.id))),
                RequestSort::Begin => {
                    read.is_sorted_by_key(|one| (one.first_begin().is_none(), one.first_begin(), one.id))
                }
                RequestSort::Priority => read.is_sorted_by_key(|one| (urgency(one), one.posted_at, one.id)),
            };
            assert!(in_order, "{sort}");
        }
    }
}

fn urgency(request: &SupportRequest) -> usize {
    let order = [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low];
    order.iter().position(|one| *one == request.urgency.priority).unwrap()
}

fn lotsen_stay_whole_while_others_are_entered(db: &TestDatabase) {
    let World { lotsen: made, .. } = fill(db, MANY);
    let number = Cell::new(1_000);
    for scope in scopes() {
        for sort in LotseSort::ALL.iter().copied() {
            let read = read_all(sort, 5, |paging| {
                let page = db.must_read(|tx| lotsen::page(tx, &scope, &LotseFilter::default(), paging));
                db.must_write(|tx| lotsen::save_all(tx, &[a_lotse(number.get())]));
                number.set(number.get() + 1);
                page
            });
            once(&read.iter().map(|lotse| lotse.id).collect::<Vec<_>>());
            assert!(made.iter().all(|lotse| read.contains(lotse)), "{sort}");
            match sort {
                LotseSort::Name => {
                    let mut names: Vec<&str> = read.iter().map(|lotse| lotse.family_name.as_str()).collect();
                    names.dedup();
                    assert_eq!(names, ["Meier", "Meier-Vogt", "Oder", "Özil", "Zahn"]);
                }
                LotseSort::ListNumber => {
                    let number = |text: &str| text.strip_prefix("L-").unwrap().parse::<u32>().unwrap();
                    let numbers = read.iter().map(|one| one.list_number.as_ref().map(|text| number(text.as_str())));
                    assert!(numbers.is_sorted_by_key(|number| (number.is_none(), number)));
                }
            }
        }
    }
}

fn each_list_is_whole_and_in_order(db: &TestDatabase) {
    let made = fill(db, MANY);
    for scope in scopes() {
        for sort in AssignmentSort::ALL.iter().copied() {
            let all = AssignmentFilter::default();
            let read = read_all(sort, 9, |paging| db.must_read(|tx| assignments::page(tx, &scope, &all, paging)));
            let mut wanted = made.assignments.clone();
            wanted.sort_by_key(|one| (one.appointment.starts(), one.id));
            if sort == AssignmentSort::Latest {
                wanted.reverse();
            }
            assert_eq!(read, wanted);
        }
        let all = OfferFilter::default();
        let read = read_all(OfferSort::Newest, 9, |paging| db.must_read(|tx| offers::page(tx, &scope, &all, paging)));
        let mut wanted = made.offers.clone();
        wanted.sort_by_key(|one| Reverse((one.asked_at, one.id)));
        assert_eq!(read, wanted);

        let all = ProposalFilter::default();
        let read =
            read_all(ProposalSort::Made, 9, |paging| db.must_read(|tx| runs::proposals_page(tx, &scope, &all, paging)));
        assert_eq!(read, made.proposals);

        let all = RunFilter::default();
        let read = read_all(RunSort::Newest, 3, |paging| db.must_read(|tx| runs::page(tx, &scope, &all, paging)));
        assert!(read.is_sorted_by_key(|run| Reverse((run.started_at, run.id))));
        let of_carriers = read.iter().filter(|run| run.carrier.is_some()).count();
        // Every third run is over all carriers, and for those who may see all.
        assert_eq!((of_carriers, read.len()), if scope == Scope::All { (26, 40) } else { (26, 26) });

        let all = OrganisationFilter::default();
        let page = |paging: &_| db.must_read(|tx| organisations::page(tx, &scope, &all, paging));
        assert_eq!(read_all(OrganisationSort::Name, 2, page), [1, 2, 3].map(an_organisation));
    }
    let all = MailFilter::default();
    let read = read_all(MailSort::Newest, 9, |paging| db.must_read(|tx| outbox::page(tx, &Scope::All, &all, paging)));
    let mut wanted = made.mails;
    wanted.sort_by_key(|one| Reverse((one.created_at, one.id)));
    let ids = |mails: &[lotsenwerk::domain::outbox::OutboxMail]| mails.iter().map(|mail| mail.id).collect::<Vec<_>>();
    assert_eq!(ids(&read), ids(&wanted));

    let (all, next) = (AuditFilter::default(), Cell::new(MANY));
    let read = read_all(AuditSort::Newest, 9, |paging| {
        let page = db.must_read(|tx| audit::page(tx, &Scope::All, &all, paging));
        db.must_write(|tx| audit::append_all(tx, &[an_event(next.get())]));
        next.set(next.get() + 1);
        page
    });
    assert!(read.is_sorted_by_key(|event| Reverse(event.id)));
    assert!(made.events.iter().all(|event| read.contains(event)));
}
