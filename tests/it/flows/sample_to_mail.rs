//! A coordinator's workbook becomes mails: imported, matched, released, sent; and once more, without asking anybody twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lotsenwerk::app::import::{ImportOptions, ListKind};
use lotsenwerk::app::mails::kind;
use lotsenwerk::app::matching::{self, Matched};
use lotsenwerk::app::sending::{self, Post, Rules, Sent};
use lotsenwerk::app::{Context, offers};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::id::{LotseId, RequestId, RunId};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::offer::{Offer, Proposal, ProposalState};
use lotsenwerk::domain::outbox::{MailCause, OutboxMail};
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;
use mail_parser::{MessageParser, MimeHeaders};

use crate::support::context::{context, moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{WORKBOOK, bytes, import, skipping};

on_each_database!(from_the_sample_workbook_to_mails);

/// 1 December 2026, eight o'clock in Berlin.
const MORNING: &str = "2026-12-01T07:00:00Z";
/// The coordinator's address.
const PROJECT: &str = "projekt@example.org";

struct Story<'a> {
    db: &'a TestDatabase,
    context: Context,
    memory: MemoryBox,
}

impl Story<'_> {
    fn import(&self, kind: ListKind, seed: u8) -> (usize, usize, usize) {
        let options = ImportOptions { dry_run: false, ..skipping() };
        let report = import(&self.context, kind, &bytes(WORKBOOK), &options, &mut moment(MORNING, seed)).unwrap();
        (report.counts.new, report.counts.changed, report.counts.unchanged)
    }

    /// The checker has accepted the plan, or this fails.
    fn matching(&self, at: &str, seed: u8) -> Matched {
        matching::run(&self.context, None, &Options::default(), &mut moment(at, seed), &Silent).unwrap()
    }

    fn send(&self, at: &str) -> Sent {
        let transport = Transport::Memory(self.memory.clone());
        let at = at.parse().unwrap();
        let post = Post { transport, rules: Rules::default() };
        sending::send_due(&self.context, &post, &moments(at), |_| true).unwrap()
    }

    fn proposals(&self, run: RunId) -> Vec<Proposal> {
        self.db.must_read(|tx| storage::runs::proposals(tx, storage::runs::Proposed::By(run)))
    }

    fn offers(&self) -> Vec<Offer> {
        self.db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open))
    }

    fn mails_about(&self, offer: &Offer) -> Vec<OutboxMail> {
        let cause = MailCause { kind: kind::OFFER.to_owned(), id: offer.id.as_uuid() };
        self.db.must_read(|tx| storage::outbox::about(tx, &cause))
    }

    fn lotsen(&self) -> HashMap<LotseId, Lotse> {
        let all = self.db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All));
        all.into_iter().map(|lotse| (lotse.id, lotse)).collect()
    }

    fn states(&self) -> BTreeMap<RequestId, RequestState> {
        let all = self.db.must_read(|tx| storage::requests::load(tx, &storage::requests::Selection::All));
        all.into_iter().map(|request| (request.id, request.state)).collect()
    }

    /// Each offer has one mail, in the outbox and in the memory, that a foreign parser reads; that about whoever has no address goes
    /// to the coordinator.
    fn check_mails(&self, mute: LotseId) {
        let (offers, lotsen) = (self.offers(), self.lotsen());
        let sent: HashMap<String, Vec<u8>> =
            self.memory.mails().into_iter().map(|mail| (mail.message_id.to_string(), mail.bytes)).collect();
        assert_eq!((self.memory.mails().len(), sent.len()), (offers.len(), offers.len()));
        for offer in &offers {
            let about = self.mails_about(offer);
            let [queued] = about.as_slice() else { panic!("{about:#?}") };
            let mail = MessageParser::default().parse(&sent[&queued.message_id]).unwrap();
            let to = mail.to().unwrap().first().unwrap().address().unwrap();
            if offer.lotse == mute {
                assert_eq!((queued.kind.as_str(), to), (kind::OFFER_CALL, PROJECT));
                let text = mail.body_text(0).unwrap();
                assert!(mail.subject().is_some_and(|subject| subject.starts_with("Bitte anrufen: ")), "{text}");
                assert!(text.contains(&format!("lotsenwerk offers accept {}", offer.id)), "{text}");
                continue;
            }
            assert_eq!(to, lotsen[&offer.lotse].email.as_ref().unwrap().as_str());
            assert!(mail.subject().is_some_and(|subject| subject.starts_with("Kannst du am ")), "{:?}", mail.subject());
            let calendars = mail.parts.iter().filter(|part| {
                part.content_type().is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("calendar"))
            });
            assert_eq!((mail.text_bodies().count(), mail.html_bodies().count(), calendars.count()), (1, 1, 1));
        }
        let outbox = self.db.must_read(storage::outbox::counts);
        assert_eq!((outbox.queued, outbox.dead), (0, 0), "{outbox:?}");
    }
}

fn from_the_sample_workbook_to_mails(db: &TestDatabase) {
    let story = Story { db, context: context(db), memory: MemoryBox::default() };
    assert_eq!(story.import(ListKind::Lotsen, 1), (52, 0, 0));
    assert_eq!(story.import(ListKind::Requests, 2), (74, 0, 0));

    let matched = story.matching(MORNING, 3);
    assert_eq!(matched.requests.len(), 74);
    assert!(matched.expired.is_empty());
    let found = story.proposals(matched.run);
    assert!(found.len() > 10, "only {} proposals", found.len());
    let proposed: BTreeSet<RequestId> = found.iter().map(|proposal| proposal.request).collect();
    for (request, state) in story.states() {
        let expected = if proposed.contains(&request) { RequestState::Proposed } else { RequestState::Unserved };
        assert_eq!(state, expected);
    }

    // One of them has lost the address: the coordinator has to call, and is told so.
    let mute = Lotse { email: None, ..story.lotsen()[&found[0].lotse].clone() };
    let mut carrier = db.must_read(|tx| storage::organisations::find(tx, mute.organisation));
    carrier.email = Some(Email::parse(PROJECT).unwrap());
    db.must_write(|tx| storage::organisations::save_all(tx, std::slice::from_ref(&carrier)));
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&mute)));
    let released = offers::release(&story.context, matched.run, Actor::Operator, &mut moment(MORNING, 4)).unwrap();
    let waiting = found.iter().filter(|proposal| proposal.lotse == mute.id).count();
    assert_eq!((released.offers.len(), released.to_call.len()), (found.len(), waiting));
    assert_eq!((story.offers().len(), released.outdated), (released.offers.len(), 0));
    for proposal in story.proposals(matched.run) {
        assert_eq!(proposal.state, ProposalState::Released);
    }
    assert_eq!(story.send(MORNING).sent, released.offers.len() as u64);
    story.check_mails(mute.id);

    // The list knows the address: it comes back with the next import, and nobody is asked again for that.
    assert_eq!(story.import(ListKind::Lotsen, 5), (0, 1, 51));
    assert_eq!(story.import(ListKind::Requests, 6), (0, 0, 74));
    let released = offers::release(&story.context, matched.run, Actor::Operator, &mut moment(MORNING, 7)).unwrap();
    assert_eq!((released.offers.len(), released.to_call.len()), (0, 0));
    assert_eq!(story.send(MORNING), Sent::default());
    story.check_mails(mute.id);
    for (request, state) in story.states() {
        let expected = if proposed.contains(&request) { RequestState::Offered } else { RequestState::Unserved };
        assert_eq!(state, expected);
    }

    // An hour later: what was offered is not decided again, and no pair gets a second mail.
    let later = "2026-12-01T08:00:00Z";
    let again = story.matching(later, 8);
    assert_eq!(again.requests.len(), 74 - proposed.len());
    assert!(again.requests.iter().all(|request| !proposed.contains(&request.id)));
    offers::release(&story.context, matched.run, Actor::Operator, &mut moment(later, 9)).unwrap();
    offers::release(&story.context, again.run, Actor::Operator, &mut moment(later, 10)).unwrap();
    story.send(later);
    story.check_mails(mute.id);
    let pairs: BTreeSet<_> = story.offers().iter().map(|offer| (offer.request, offer.lotse)).collect();
    assert_eq!(pairs.len(), story.offers().len());
}
