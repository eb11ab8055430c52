//! What somebody may not see is not there for them, in a list as by its identity; and what they may see follows who it belongs to.

use std::fmt::Debug;

use lotsenwerk::domain::access::Scope;
use lotsenwerk::domain::filter::*;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::request::SupportRequest;
use lotsenwerk::domain::run::RunTrigger;
use lotsenwerk::storage::{
    ReadTx, StorageError, assignments, audit, lotsen, offers, organisations, outbox, requests, runs,
};

use super::world::{an_assignment, an_event, an_organisation};
use super::{first, scope};
use crate::storage::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(who_takes_part_sees_what_was_lent, what_belongs_to_nobody_is_for_those_who_see_all);

/// Carrier 1 cares for a request that agency 3 posted; Lotse 1 of carrier 2 goes. Carrier 4 has nothing to do with it.
fn lent(db: &TestDatabase) -> (SupportRequest, Lotse) {
    let request = SupportRequest { organisation: organisation_id(3), ..bare_request(1, organisation_id(1)) };
    let lotse = bare_lotse(1, organisation_id(2));
    let proposal = proposal(1, run_id(1), request.id, lotse.id);
    db.must_write(|tx| {
        organisations::save_all(tx, &(1..=4).map(an_organisation).collect::<Vec<_>>())?;
        lotsen::save_all(tx, &[lotse.clone(), bare_lotse(2, organisation_id(4))])?;
        requests::save_all(tx, &[request.clone(), bare_request(2, organisation_id(4))])?;
        runs::start(tx, run_id(1), Some(organisation_id(1)), RunTrigger::Event, 1, at("2026-11-20T08:00:00Z"))?;
        runs::start(tx, run_id(2), None, RunTrigger::Event, 1, at("2026-11-20T09:00:00Z"))?;
        runs::add_proposals(tx, std::slice::from_ref(&proposal))?;
        offers::insert_all(tx, &[offer(1, &proposal)])?;
        assignments::insert_all(tx, &[an_assignment(&proposal, 1)])
    });
    (request, lotse)
}

/// Whether one is there by its identity; anything but "not found" is a defect.
fn is_there<T: Debug>(found: Result<T, StorageError>) -> bool {
    match found {
        Ok(_) => true,
        Err(StorageError::NotFound { .. }) => false,
        Err(error) => panic!("{error}"),
    }
}

/// Which of the first request, the first Lotse, the run of carrier 1, its proposal, the offer and the assignment somebody sees.
fn seen(tx: &mut ReadTx, scope: &Scope) -> Result<[bool; 6], StorageError> {
    let by_id = [
        is_there(requests::find_within(tx, scope, request_id(1))),
        is_there(lotsen::find_within(tx, scope, lotse_id(1))),
        is_there(runs::find_within(tx, scope, run_id(1))),
        is_there(runs::find_proposal_within(tx, scope, proposal_id(1))),
        is_there(offers::find_within(tx, scope, offer_id(1))),
        is_there(assignments::find_within(tx, scope, assignment_id(1))),
    ];
    let times = |there: usize| {
        assert!(there <= 1, "{scope:?}");
        there == 1
    };
    let page = requests::page(tx, scope, &RequestFilter::default(), &first(RequestSort::Newest))?;
    let requests = times(page.items.iter().filter(|one| one.id == request_id(1)).count());
    let page = lotsen::page(tx, scope, &LotseFilter::default(), &first(LotseSort::Name))?;
    let lotsen = times(page.items.iter().filter(|one| one.id == lotse_id(1)).count());
    let page = runs::page(tx, scope, &RunFilter::default(), &first(RunSort::Newest))?;
    let runs_seen = times(page.items.iter().filter(|one| one.id == run_id(1)).count());
    let page = runs::proposals_page(tx, scope, &ProposalFilter::default(), &first(ProposalSort::Made))?;
    let proposals = times(page.items.len());
    let offers = times(offers::page(tx, scope, &OfferFilter::default(), &first(OfferSort::Newest))?.items.len());
    let page = assignments::page(tx, scope, &AssignmentFilter::default(), &first(AssignmentSort::Begin))?;
    let in_lists = [requests, lotsen, runs_seen, proposals, offers, times(page.items.len())];
    assert_eq!(by_id, in_lists, "{scope:?}");
    Ok(by_id)
}

fn who_takes_part_sees_what_was_lent(db: &TestDatabase) {
    let (mut request, mut lotse) = lent(db);
    let sees = |organisation: u32| db.must_read(|tx| seen(tx, &scope(&[organisation_id(organisation)], &[])));
    let carrier = [true, false, true, true, true, true];
    let agency = [true, false, false, false, true, true];
    let lender = [false, true, false, false, true, true];
    assert_eq!([sees(1), sees(2), sees(3), sees(4)], [carrier, lender, agency, [false; 6]]);
    let own = |number| db.must_read(|tx| seen(tx, &scope(&[], &[lotse_id(number)])));
    assert_eq!((own(1), own(2)), (lender, [false; 6]));
    let all = scope(&[1, 2, 3].map(organisation_id), &[lotse_id(1)]);
    assert_eq!(db.must_read(|tx| seen(tx, &all)), [true; 6]);
    assert_eq!(db.must_read(|tx| seen(tx, &Scope::All)), [true; 6]);
    assert_eq!(db.must_read(|tx| seen(tx, &scope(&[], &[]))), [false; 6]);

    lotse.organisation = organisation_id(4);
    db.must_write(|tx| lotsen::save_all(tx, std::slice::from_ref(&lotse)));
    assert_eq!((sees(2), sees(4)), ([false; 6], lender), "what a Lotse does goes with the Lotse");

    request.carrier = organisation_id(2);
    request.organisation = organisation_id(2);
    db.must_write(|tx| requests::save_all(tx, std::slice::from_ref(&request)));
    assert_eq!(sees(3), [false; 6], "what belongs to a request goes with the request");
    assert_eq!(sees(1), [false, false, true, false, false, false]);
    assert_eq!(sees(2), [true, false, false, true, true, true]);
}

fn what_belongs_to_nobody_is_for_those_who_see_all(db: &TestDatabase) {
    lent(db);
    db.must_write(|tx| {
        outbox::add_all(tx, &[mail(1)])?;
        audit::append_all(tx, &[an_event(1)])
    });
    for (scope, there) in [(Scope::All, true), (scope(&[1, 2, 3, 4].map(organisation_id), &[lotse_id(1)]), false)] {
        db.must_read(|tx| {
            assert_eq!(is_there(outbox::find_within(tx, &scope, mail_id(1))), there);
            assert_eq!(is_there(runs::find_within(tx, &scope, run_id(2))), there);
            let mails = outbox::page(tx, &scope, &MailFilter::default(), &first(MailSort::Newest))?;
            let events = audit::page(tx, &scope, &AuditFilter::default(), &first(AuditSort::Newest))?;
            let runs = runs::page(tx, &scope, &RunFilter::default(), &first(RunSort::Newest))?;
            assert_eq!((mails.items.len(), events.items.len()), (usize::from(there), usize::from(there)));
            assert_eq!(runs.items.iter().any(|run| run.id == run_id(2)), there);
            Ok(())
        });
    }
    let stranger = scope(&[organisation_id(4)], &[]);
    assert!(db.must_read(|tx| Ok(is_there(organisations::find_within(tx, &stranger, organisation_id(4))))));
    assert!(!db.must_read(|tx| Ok(is_there(organisations::find_within(tx, &stranger, organisation_id(1))))));
}
