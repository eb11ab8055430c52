//! Use cases that list: each takes a grant and reaches what the grant reaches.

use lotsenwerk::app::{Context, assignments, audit, lotsen, offers, organisations, outbox, proposals, requests, runs};
use lotsenwerk::domain::access::{Access, Grant, Membership, Permission};
use lotsenwerk::domain::filter::*;
use lotsenwerk::domain::id::UserId;
use lotsenwerk::domain::page::{PageSize, Paging, Sort};
use lotsenwerk::storage::{self, StorageError};

use crate::storage::samples::*;
use crate::support::context::context;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(a_grant_reaches_its_own_records_and_no_others);

fn granted(membership: Membership, permission: Permission) -> Grant {
    let user = UserId::new(at("2026-11-20T08:00:00Z"), [1; 10]);
    Access::new(user, [membership], None).grant(permission).unwrap()
}

fn first<S: Sort>(sort: S) -> Paging<S> {
    Paging::first(sort, PageSize::default())
}

/// How many of each noun's list somebody with this membership gets, and whether the first of each is there by itself.
fn seen(context: &Context, membership: Membership) -> ([usize; 6], [bool; 6]) {
    let may = |permission| granted(membership, permission);
    let there = |error: StorageError| assert!(matches!(error, StorageError::NotFound { .. }), "{error}");
    let (all, asked) = (may(Permission::RequestsRead), may(Permission::LotsenRead));
    let (runs_read, offered) = (may(Permission::RunsRead), may(Permission::OffersRead));
    let agreed = may(Permission::AssignmentsRead);
    let counts = [
        requests::page(context, &all, &RequestFilter::default(), &first(RequestSort::Newest)).unwrap().items.len(),
        lotsen::page(context, &asked, &LotseFilter::default(), &first(LotseSort::Name)).unwrap().items.len(),
        runs::page(context, &runs_read, &RunFilter::default(), &first(RunSort::Newest)).unwrap().items.len(),
        proposals::page(context, &runs_read, &ProposalFilter::default(), &first(ProposalSort::Made))
            .unwrap()
            .items
            .len(),
        offers::page(context, &offered, &OfferFilter::default(), &first(OfferSort::Newest)).unwrap().items.len(),
        assignments::page(context, &agreed, &AssignmentFilter::default(), &first(AssignmentSort::Begin))
            .unwrap()
            .items
            .len(),
    ];
    let found = [
        requests::find(context, &all, request_id(1)).map_err(there).is_ok(),
        lotsen::find(context, &asked, lotse_id(1)).map_err(there).is_ok(),
        runs::find(context, &runs_read, run_id(1)).map_err(there).is_ok(),
        proposals::find(context, &runs_read, proposal_id(1)).map_err(there).is_ok(),
        offers::find(context, &offered, offer_id(1)).map_err(there).is_ok(),
        assignments::find(context, &agreed, assignment_id(1)).map_err(there).is_ok(),
    ];
    (counts, found)
}

fn a_grant_reaches_its_own_records_and_no_others(db: &TestDatabase) {
    let proposal = small_world(db);
    db.must_write(|tx| {
        storage::organisations::save_all(tx, &[organisation(2)])?;
        storage::offers::insert_all(tx, &[offer(1, &proposal)])?;
        storage::assignments::insert_all(tx, &[assignment(1, proposal.request, proposal.lotse)])?;
        storage::outbox::add_all(tx, &[mail(1)]).map(drop)
    });
    let context = context(db);
    assert_eq!(seen(&context, Membership::Coordinator(organisation_id(1))), ([2, 2, 1, 1, 1, 1], [true; 6]));
    assert_eq!(seen(&context, Membership::Coordinator(organisation_id(2))), ([0; 6], [false; 6]));

    let operator = |permission| granted(Membership::Operator, permission);
    let mails = operator(Permission::OutboxRead);
    let page = outbox::page(&context, &mails, &MailFilter::default(), &first(MailSort::Newest)).unwrap();
    assert_eq!(page.items, [outbox::find(&context, &mails, mail_id(1)).unwrap()]);
    let events =
        audit::page(&context, &operator(Permission::AuditRead), &AuditFilter::default(), &first(AuditSort::Newest));
    assert_eq!(events.unwrap().items, []);
    let read = operator(Permission::OrganisationsRead);
    let page = organisations::page(&context, &read, &OrganisationFilter::default(), &first(OrganisationSort::Name));
    assert_eq!(
        page.unwrap().items,
        [1, 2].map(|id| organisations::find(&context, &read, organisation_id(id)).unwrap())
    );
}
