//! The outbox in a browser: what failed first, masked, and another try.

use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::outbox::{MailState, MailStatus, OutboxMail};
use lotsenwerk::storage;

use crate::storage::samples::{mail, mail_id};
use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::{PASSWORD, People};
use crate::support::site::Site;

on_each_database!(failed_mails_are_seen_and_sent_again,);

fn failed_mails_are_seen_and_sent_again(db: &TestDatabase) {
    let context = context(db);
    People::arrive(db, &context);
    let refused = |number| OutboxMail {
        recipient: Email::parse("mina.tester@example.org").unwrap(),
        attempts: 7,
        state: MailState::Dead { last_error: "550 <mina.tester@example.org> unknown".to_owned() },
        ..mail(number)
    };
    db.must_write(|tx| storage::outbox::add_all(tx, &[refused(1), refused(2), refused(3)]).map(drop));
    let site = Site::open(context, moments(MONDAY.parse().unwrap()));
    let coordinator = site.log_in("coordinator@example.org", PASSWORD);
    assert_eq!(site.get_as(&coordinator, "/outbox").status, 403);

    let cookie = site.log_in("operator@example.org", PASSWORD);
    let shown = site.get_as(&cookie, "/outbox");
    assert!(shown.body.contains("Question to a Lotse") && shown.body.contains("m…@example.org"), "{}", shown.body);
    assert!(shown.body.contains("550 &#60;m…@example.org&#62; unknown") && shown.body.contains("7 tries"));
    assert!(!shown.body.contains("mina.tester"), "addresses are masked, in the server's words too");
    assert!(site.get_as(&cookie, "/outbox?state=queued").body.contains("Link to the password"), "invitations wait");

    let retry = format!("/outbox/{}/retry", mail_id(2));
    assert_eq!(site.post_as(&cookie, &retry, &[("once", "abc")]).location(), "/outbox?done=again");
    assert_eq!(site.post_as(&cookie, &retry, &[("once", "abc")]).status, 303, "twice is once");
    assert_eq!(site.post_as(&cookie, &retry, &[("once", "abd")]).status, 409);
    let asked = site.get_as(&cookie, "/outbox/retry");
    assert!(asked.body.contains("2 mails go out once more"), "{}", asked.body);
    assert_eq!(site.post_as(&cookie, "/outbox/retry", &[]).location(), "/outbox?done=all-again");
    assert!(db.must_read(|tx| storage::outbox::list(tx, Some(MailStatus::Dead), 10)).is_empty());
    assert!(site.get_as(&cookie, "/outbox").body.contains("There is nothing to do"));
}
