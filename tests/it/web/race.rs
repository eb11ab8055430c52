//! Many Lotsen say yes at the same moment, over HTTP: there are never more winners than places, and never fewer.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use lotsenwerk::app::Context;
use lotsenwerk::app::links;
use lotsenwerk::domain::code::LotseStatus;
use lotsenwerk::domain::id::{LotseId, OfferId, ProposalId, RequestId, RunId};
use lotsenwerk::domain::link::{KeyLife, LinkKey};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::offer::{Offer, OfferState, Proposal, ProposalState};
use lotsenwerk::domain::request::SupportRequest;
use lotsenwerk::domain::run::RunTrigger;
use lotsenwerk::security::links::{Link, sign};
use lotsenwerk::storage;
use lotsenwerk::storage::runs::Outcome;

use crate::support::context::{moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::released::{MORNING, released};
use crate::support::site::Site;

on_each_database!(five_hundred_for_one_place, twenty_for_each_of_a_hundred_places);

struct Field {
    context: Context,
    offers: Vec<Offer>,
    key: LinkKey,
}

/// Requests of one place each, for every one of which `asked` Lotsen of their own hold an open offer.
fn field(db: &TestDatabase, places: usize, asked: usize) -> Field {
    let (context, open) = released(db);
    links::renew(&context, KeyLife::default(), &mut moment(MORNING, 5)).unwrap();
    let model = &open[0];
    let (request, lotse, proposal) = db.must_read(|tx| {
        let proposals = storage::runs::proposals(tx, storage::runs::Proposed::One(model.proposal))?;
        let request = storage::requests::find(tx, model.request)?;
        Ok((request, storage::lotsen::find(tx, model.lotse)?, proposals.into_iter().next().unwrap()))
    });
    assert_eq!((request.lotsen_needed, lotse.status), (1, LotseStatus::Active));
    let mut chance = moment(MORNING, 60);
    let mut random = || chance.random();
    // Nobody can be in two places, so each place has Lotsen of its own.
    let lotsen: Vec<Lotse> = (0..places * asked)
        .map(|_| Lotse { id: LotseId::new(model.asked_at, random()), list_number: None, email: None, ..lotse.clone() })
        .collect();
    let run = RunId::new(model.asked_at, random());
    let (mut requests, mut proposals, mut offers) = (Vec::new(), Vec::new(), Vec::new());
    for some in lotsen.chunks(asked) {
        let id = RequestId::new(model.asked_at, random());
        requests.push(SupportRequest { id, list_number: None, ..request.clone() });
        for lotse in some {
            let proposed = ProposalId::new(model.asked_at, random());
            let state = ProposalState::Released;
            proposals.push(Proposal { id: proposed, run, request: id, lotse: lotse.id, state, ..proposal.clone() });
            let offer = OfferId::new(model.asked_at, random());
            offers.push(Offer { id: offer, proposal: proposed, request: id, lotse: lotse.id, ..model.clone() });
        }
    }
    let nothing = serde_json::Value::Null;
    let outcome = Outcome {
        at: model.asked_at,
        problem_digest: "",
        plan: &nothing,
        totals: &nothing,
        proposals: &proposals,
        unserved: &[],
    };
    db.must_write(|tx| {
        storage::lotsen::save_all(tx, &lotsen)?;
        storage::requests::save_all(tx, &requests)?;
        storage::runs::start(tx, run, None, RunTrigger::Event, 1, model.asked_at)?;
        storage::runs::finish(tx, run, &outcome)?;
        storage::offers::insert_all(tx, &offers)
    });
    let key = db.must_read(storage::links::keys).remove(0);
    Field { context, offers, key }
}

/// Everybody says yes, `clients` at the same time. Returns the offers whose pages say that they were taken on.
fn all_say_yes(field: &Field, clients: usize) -> usize {
    let site = Site::open(field.context.clone(), moments(MORNING.parse().unwrap()));
    let paths: Vec<String> = field
        .offers
        .iter()
        .map(|offer| format!("/offers/{}", sign(Link { about: offer.id, ends_at: offer.expires_at }, "", &field.key)))
        .collect();
    let together = Barrier::new(clients);
    let taken = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for client in 0..clients {
            let (paths, site, together, taken) = (&paths, &site, &together, &taken);
            scope.spawn(move || {
                together.wait();
                // Neighbours in the list want the same place.
                for path in paths.iter().skip(client).step_by(clients) {
                    let mut answer = site.post(&format!("{path}/accept"), &[]);
                    // On a machine that has more to do the line may be too long: whoever is told so comes again.
                    while answer.status == 503 {
                        assert!(answer.header("retry-after").is_some());
                        answer = site.post(&format!("{path}/accept"), &[]);
                    }
                    assert_eq!(answer.status, 303, "{answer:?}");
                    let mut page = site.get(path);
                    while page.status == 503 {
                        page = site.get(path);
                    }
                    let is_taken = page.body.contains("data-stand=\"accepted\"");
                    assert!(is_taken || page.body.contains("data-stand=\"withdrawn\""), "{page:?}");
                    taken.fetch_add(usize::from(is_taken), Ordering::SeqCst);
                }
            });
        }
    });
    taken.into_inner()
}

fn count(db: &TestDatabase, request: RequestId) -> (usize, usize, usize) {
    let offers = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Request(request)));
    let assignments =
        db.must_read(|tx| storage::assignments::load(tx, storage::assignments::Selection::Request(request)));
    let of = |state| offers.iter().filter(|offer| offer.state == state).count();
    (of(OfferState::Accepted), of(OfferState::Withdrawn), assignments.len())
}

fn five_hundred_for_one_place(db: &TestDatabase) {
    let field = field(db, 1, 500);
    assert_eq!(all_say_yes(&field, 500), 1);
    assert_eq!(count(db, field.offers[0].request), (1, 499, 1));
}

fn twenty_for_each_of_a_hundred_places(db: &TestDatabase) {
    let field = field(db, 100, 20);
    assert_eq!(all_say_yes(&field, 200), 100);
    let mut requests: Vec<RequestId> = field.offers.iter().map(|offer| offer.request).collect();
    requests.dedup();
    assert_eq!(requests.len(), 100);
    for request in requests {
        assert_eq!(count(db, request), (1, 19, 1));
    }
}
