//! The outbox against a server that is away, busy, or refuses somebody.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::app::import::ListKind;
use lotsenwerk::app::outbox::{self, Again};
use lotsenwerk::app::sending::{self, Post, Rules, Sent};
use lotsenwerk::app::{self, Context, Moments, jobs, matching, offers};
use lotsenwerk::domain::audit::{Action, Actor};
use lotsenwerk::domain::outbox::MailStatus;
use lotsenwerk::mail::transport::Transport;
use lotsenwerk::matching::{Options, Silent};

use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{WORKBOOK, bytes, import, skipping};
use crate::support::smtp::{Mood, TestServer};

on_each_database!(
    an_hour_without_a_server_costs_no_mail,
    a_long_outage_takes_nothing_from_the_patience_with_a_busy_server,
    a_refused_recipient_is_a_dead_letter_with_the_servers_words,
    a_text_without_answer_comes_again_under_the_same_message_id,
);

const MORNING: &str = "2026-12-01T07:00:00Z";

struct Office {
    context: Context,
    server: TestServer,
    post: Post,
    passed: Arc<AtomicI64>,
    moments: Moments,
    /// To whom the mails go.
    recipients: Vec<String>,
}

/// Mails of the sample lists wait.
fn office(db: &TestDatabase) -> Office {
    let context = context(db);
    for (kind, seed) in [(ListKind::Lotsen, 1), (ListKind::Requests, 2)] {
        import(&context, kind, &bytes(WORKBOOK), &skipping(), &mut moment(MORNING, seed)).unwrap();
    }
    let matched = matching::run(&context, None, &Options::default(), &mut moment(MORNING, 3), &Silent).unwrap();
    offers::release(&context, matched.run, Actor::Operator, &mut moment(MORNING, 4)).unwrap();
    let queued = jobs::list(&context, None, 10).unwrap();
    assert_eq!(queued.iter().filter(|job| job.kind == "send_mails").count(), 1, "with the offers");
    let server = TestServer::new();
    let post =
        Post { transport: Transport::Smtp(server.client()), rules: Rules { side_by_side: 2, ..Rules::default() } };
    let passed = Arc::new(AtomicI64::new(0));
    let begin: DateTime<Utc> = MORNING.parse().unwrap();
    let clock = Arc::clone(&passed);
    let moments = Moments::new(Arc::new(move || begin + Duration::seconds(clock.load(Ordering::Relaxed))), [5; 32]);
    let mails = outbox::list(&context, Some(MailStatus::Queued), 100).unwrap();
    assert!(mails.len() > 2);
    let recipients = mails.iter().map(|mail| mail.recipient.to_string()).collect();
    Office { context, server, post, passed, moments, recipients }
}

impl Office {
    fn send(&self) -> Sent {
        sending::send_due(&self.context, &self.post, &self.moments, |_| true).unwrap()
    }

    fn wait(&self, time: Duration) {
        self.passed.fetch_add(time.num_seconds(), Ordering::Relaxed);
    }

    fn count(&self, status: MailStatus) -> usize {
        outbox::list(&self.context, Some(status), 100).unwrap().len()
    }
}

fn an_hour_without_a_server_costs_no_mail(db: &TestDatabase) {
    let office = office(db);
    office.server.set("", Mood::Greeting("421 closed for repairs"));
    for _ in 0..60 {
        assert_eq!(office.send().sent, 0);
        office.wait(Duration::minutes(1));
    }
    assert_eq!(office.count(MailStatus::Queued), office.recipients.len());
    let queued = outbox::list(&office.context, Some(MailStatus::Queued), 100).unwrap();
    assert!(queued.iter().all(|mail| mail.attempts == 0), "no attempt counts");
    office.server.calm();
    office.wait(Duration::minutes(2));
    assert_eq!(office.send(), Sent { sent: office.recipients.len() as u64, ..Sent::default() });
    assert_eq!(office.server.texts().len(), office.recipients.len());
}

/// Many servers put a sender off whom they see for the first time; that would be the end of all mails that waited for the server.
fn a_long_outage_takes_nothing_from_the_patience_with_a_busy_server(db: &TestDatabase) {
    let mut office = office(db);
    office.post.rules.give_up_after = Duration::hours(1);
    let all = office.recipients.len();
    office.server.set("", Mood::Greeting("421 closed for repairs"));
    for _ in 0..20 {
        assert_eq!(office.send().sent, 0);
        office.wait(Duration::minutes(10));
    }
    office.server.calm();
    office.server.set("", Mood::Recipient("450 4.2.0 come back in five minutes"));
    assert_eq!(office.send(), Sent { postponed: all as u64, ..Sent::default() });
    office.wait(Duration::minutes(59));
    assert_eq!(office.send(), Sent { postponed: all as u64, ..Sent::default() });
    office.wait(Duration::minutes(30));
    let given_up = office.send();
    assert_eq!(given_up, Sent { given_up: all as u64, ..Sent::default() }, "that has gone on for more than an hour");
    // Whoever puts them back begins anew.
    outbox::retry(&office.context, Again::All, &mut office.moments.now()).unwrap();
    assert_eq!(office.send(), Sent { postponed: all as u64, ..Sent::default() });
    office.server.calm();
    office.wait(Duration::minutes(10));
    assert_eq!(office.send(), Sent { sent: all as u64, ..Sent::default() });
}

fn a_refused_recipient_is_a_dead_letter_with_the_servers_words(db: &TestDatabase) {
    let office = office(db);
    let refused = office.recipients[0].as_str();
    let many = office.recipients.iter().filter(|recipient| *recipient == refused).count();
    office.server.set(refused, Mood::Recipient("550 5.1.1 nobody of that name"));
    let sent = office.send();
    assert_eq!((sent.given_up, sent.sent), (many as u64, (office.recipients.len() - many) as u64));
    let dead = outbox::list(&office.context, Some(MailStatus::Dead), 10).unwrap();
    assert!(format!("{:?}", dead[0].state).contains("550 5.1.1 nobody of that name"), "{dead:?}");
    office.server.calm();
    assert_eq!(outbox::retry(&office.context, Again::All, &mut office.moments.now()).unwrap(), many);
    let events = app::audit::list(&office.context, None, 1_000).unwrap();
    assert_eq!(events.iter().filter(|event| event.action == Action::MailRetried).count(), many);
    assert_eq!(office.send(), Sent { sent: many as u64, ..Sent::default() });
}

fn a_text_without_answer_comes_again_under_the_same_message_id(db: &TestDatabase) {
    let office = office(db);
    let dropped = office.recipients[0].as_str();
    office.server.set(dropped, Mood::DropAfterText(1));
    assert_eq!(office.send().postponed, 1);
    assert_eq!(office.send(), Sent::default(), "it waits");
    office.wait(Duration::minutes(2));
    assert_eq!(office.send().sent, 1);
    let ids: Vec<String> = office
        .server
        .texts()
        .iter()
        .flat_map(|(_, text)| {
            text.lines().filter(|line| line.starts_with("Message-ID:")).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let mut different = ids.clone();
    different.sort();
    different.dedup();
    assert_eq!((ids.len(), different.len()), (office.recipients.len() + 1, office.recipients.len()));
}
