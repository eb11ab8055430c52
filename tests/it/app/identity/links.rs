//! Links by which passwords are chosen: sent, looked at, used once.

use std::sync::Arc;

use chrono::Duration;
use lotsenwerk::app::identity::{
    Authority, IdentityError, NewToken, choose_password, create_token, disable_user, look_up_link, prune,
    request_password_reset, send_reset,
};
use lotsenwerk::app::sending::{Post, Rules, send_due};
use lotsenwerk::app::tasks::{ResetTask, Task};
use lotsenwerk::app::{AppError, Moments, mails};
use lotsenwerk::domain::access::{Membership, Permission};
use lotsenwerk::domain::account::LinkPurpose;
use lotsenwerk::domain::audit::Action;
use lotsenwerk::domain::link::PublicUrl;
use lotsenwerk::domain::outbox::{MailStatus, OutboxMail};
use lotsenwerk::domain::text::TokenName;
use lotsenwerk::mail::transport::{MemoryBox, Transport};
use lotsenwerk::security::password::PasswordFault;
use lotsenwerk::security::sealed::Sealer;
use lotsenwerk::storage;

use super::{House, PASSWORD, by, carrier, refusal};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    an_invitation_becomes_an_account_once,
    a_link_is_good_once_however_many_use_it,
    a_reset_ends_all_sessions_and_keys_and_tells_nobody_whether_there_is_an_account,
    what_was_typed_is_kept_no_longer_than_needed,
    links_end,
    a_sent_mail_keeps_no_secret,
    without_pages_the_mail_carries_a_code,
);

const JANA: &str = "jana@example.org";

/// The secret that the newest mail carries.
fn sent(house: &House<'_>) -> String {
    newest(house).payload["secret"].as_str().unwrap().to_owned()
}

fn newest(house: &House<'_>) -> OutboxMail {
    house.db.must_read(|tx| storage::outbox::list(tx, None, 1)).remove(0)
}

fn choose(house: &House<'_>, link: &str, password: &str) -> Result<(), IdentityError> {
    refusal(choose_password(&house.context, link, password, &mut house.moment())).map(drop)
}

fn an_invitation_becomes_an_account_once(db: &TestDatabase) {
    let house = House::new(db);
    house.invite(Authority::CommandLine, JANA, Membership::Coordinator(carrier())).unwrap();
    let link = sent(&house);
    for _ in 0..2 {
        let facts = refusal(look_up_link(&house.context, &link, house.now())).unwrap();
        assert_eq!((facts.purpose, facts.email.as_str()), (LinkPurpose::Invitation, JANA));
    }
    let faults = [
        ("short", PasswordFault::TooShort),
        ("passwordpassword", PasswordFault::Guessable),
        (JANA, PasswordFault::Guessable),
    ];
    for (password, fault) in faults {
        assert_eq!(choose(&house, &link, password), Err(IdentityError::Password(fault)), "a mistake uses nothing up");
    }
    choose(&house, &link, PASSWORD).unwrap();
    assert_eq!(house.last_event().action, Action::UserInvitationAccepted);
    house.log_in(JANA);
    assert_eq!(choose(&house, &link, "ein ganz anderer langer Satz"), Err(IdentityError::LinkOver));
    assert_eq!(refusal(look_up_link(&house.context, &link, house.now())), Err(IdentityError::LinkOver));
    for junk in ["", "lw_l_x", "lw_s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(choose(&house, junk, PASSWORD), Err(IdentityError::LinkOver), "{junk}");
    }
}

fn a_link_is_good_once_however_many_use_it(db: &TestDatabase) {
    let house = House::new(db);
    house.invite(Authority::CommandLine, JANA, Membership::Coordinator(carrier())).unwrap();
    let link = sent(&house);
    let ends =
        house.both_at_once(|context, mut moment| refusal(choose_password(context, &link, PASSWORD, &mut moment)));
    let done = ends.iter().filter(|end| end.is_ok()).count();
    let over = ends.iter().filter(|end| **end == Err(IdentityError::LinkOver)).count();
    assert_eq!((done, over), (1, 1), "{ends:?}");
    assert_eq!(house.count(Action::UserInvitationAccepted), 1);
}

fn a_reset_ends_all_sessions_and_keys_and_tells_nobody_whether_there_is_an_account(db: &TestDatabase) {
    let house = House::new(db);
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let closed = house.somebody("closed@example.org", Membership::Coordinator(carrier()));
    disable_user(&house.context, Authority::CommandLine, closed, &mut house.moment()).unwrap();
    let inside = house.log_in(JANA);
    let ask = |address: &str| assert_eq!(house.forgets(address), 1, "a job for everybody alike");
    let before = newest(&house).id;
    for address in ["nobody@example.org", "closed@example.org", "no address", ""] {
        ask(address);
    }
    assert_eq!(newest(&house).id, before, "nothing is sent to them");
    house.wait(Duration::seconds(1));
    ask("JANA@example.org");
    let first = sent(&house);
    house.wait(Duration::seconds(1));
    ask(JANA);
    let second = sent(&house);
    assert_eq!(choose(&house, &first, PASSWORD), Err(IdentityError::LinkOver), "the newest link counts");
    let who = house.identify(inside.secret.as_str()).unwrap();
    let scopes = [Permission::LotsenRead].into();
    let new = NewToken { name: TokenName::parse("Portal").unwrap(), scopes, expires_at: None };
    let (_, key) = create_token(&house.context, &who, &new, &mut house.moment()).unwrap();
    house.identify(key.as_str()).unwrap();
    choose(&house, &second, "ein ganz anderer langer Satz").unwrap();
    assert_eq!(house.last_event().action, Action::UserPasswordReset);
    assert_eq!(house.notices(JANA)[0], "Ihr Passwort wurde geändert", "whoever it was, the owner is told");
    for old in [&inside.secret, &key] {
        assert_eq!(house.identify(old.as_str()).unwrap_err(), IdentityError::NotLoggedIn);
    }
    house.try_log_in(&by(JANA, "ein ganz anderer langer Satz")).unwrap();
}

fn what_was_typed_is_kept_no_longer_than_needed(db: &TestDatabase) {
    let mut house = House::new(db);
    house.context.accounts.sealer = Sealer::with_key("a key of thirty-two characters or more").unwrap();
    house.somebody(JANA, Membership::Coordinator(carrier()));
    let mails = || house.db.must_read(|tx| storage::outbox::list(tx, None, 100)).len();
    let jobs = || -> Vec<_> {
        let all = house.db.must_read(|tx| storage::jobs::list(tx, None, 100));
        all.into_iter().filter(|job| job.kind == "reset_password").collect()
    };
    let before = mails();
    for address in [JANA, "nobody@example.org"] {
        request_password_reset(&house.context, address, None, &mut house.moment()).unwrap();
    }
    let waiting = jobs();
    assert_eq!((waiting.len(), mails()), (2, before), "nothing tells them apart");
    for job in &waiting {
        let Task::ResetPassword(task) = Task::of(job).unwrap() else { unreachable!() };
        for address in [JANA, "nobody@example.org"] {
            let typed = address.as_bytes();
            assert!(!task.sealed.windows(typed.len()).any(|bytes| bytes == typed), "{address} stands there");
        }
        send_reset(&house.context, job.id, &task, &mut house.moment()).unwrap();
        // A worker whose claim has run out may still hold the address.
        send_reset(&house.context, job.id, &task, &mut house.moment()).unwrap();
    }
    assert_eq!(mails(), before + 1, "one link, because a second one would close it");
    // As if the worker had died before it noted that it was done.
    for job in jobs() {
        let Task::ResetPassword(task) = Task::of(&job).unwrap() else { unreachable!() };
        assert_eq!(task, ResetTask::default());
        send_reset(&house.context, job.id, &task, &mut house.moment()).unwrap();
    }
    assert_eq!(mails(), before + 1, "done again is done once");
    // Another key opens nothing, and says so.
    request_password_reset(&house.context, JANA, None, &mut house.moment()).unwrap();
    let job =
        jobs().into_iter().find(|job| Task::of(job).unwrap() != Task::ResetPassword(ResetTask::default())).unwrap();
    let Task::ResetPassword(task) = Task::of(&job).unwrap() else { unreachable!() };
    let mut elsewhere = house.context.clone();
    elsewhere.accounts.sealer = Sealer::with_key("another key of thirty-two characters").unwrap();
    let refused = send_reset(&elsewhere, job.id, &task, &mut house.moment()).unwrap_err();
    assert!(matches!(refused, AppError::Identity(IdentityError::Sealed(_))), "{refused}");
    // Nor is it kept when no worker could do anything.
    request_password_reset(&house.context, JANA, None, &mut house.moment()).unwrap();
    house.wait(Duration::hours(25));
    prune(&house.context, house.now()).unwrap();
    assert_eq!(jobs(), []);
}

fn links_end(db: &TestDatabase) {
    let house = House::new(db);
    house.invite(Authority::CommandLine, JANA, Membership::Coordinator(carrier())).unwrap();
    let link = sent(&house);
    house.wait(Duration::days(7) - Duration::seconds(1));
    refusal(look_up_link(&house.context, &link, house.now())).unwrap();
    house.wait(Duration::seconds(1));
    assert_eq!(choose(&house, &link, PASSWORD), Err(IdentityError::LinkOver));
    // Whoever asks anew gets the invitation anew.
    house.forgets(JANA);
    let link = sent(&house);
    let facts = refusal(look_up_link(&house.context, &link, house.now())).unwrap();
    assert_eq!(facts.purpose, LinkPurpose::Invitation);
    choose(&house, &link, PASSWORD).unwrap();
    house.wait(Duration::seconds(1));
    house.forgets(JANA);
    let link = sent(&house);
    house.wait(Duration::minutes(60));
    assert_eq!(choose(&house, &link, PASSWORD), Err(IdentityError::LinkOver));
    let outdated = mails::compose(&house.context, &newest(&house), house.now());
    assert!(outdated.is_err(), "a mail whose link is over does not go out");
    house.wait(Duration::days(40));
    assert_eq!(prune(&house.context, house.now()).unwrap().links, 3);
}

fn a_sent_mail_keeps_no_secret(db: &TestDatabase) {
    let mut house = House::new(db);
    house.context.sender.public_url = Some(PublicUrl::parse("https://lotsen.example.org").unwrap());
    house.invite(Authority::CommandLine, JANA, Membership::Coordinator(carrier())).unwrap();
    let link = sent(&house);
    let memory = MemoryBox::default();
    let post = Post { transport: Transport::Memory(memory.clone()), rules: Rules::default() };
    let now = house.now();
    let moments = Moments::new(Arc::new(move || now), [9; 32]);
    let sent = send_due(&house.context, &post, &moments, |_| true).unwrap();
    assert_eq!(sent.sent, 1);
    let kept = newest(&house);
    assert_eq!((kept.state.status(), &kept.payload), (MailStatus::Sent, &serde_json::json!({})));
    let gone = memory.mails();
    let text = String::from_utf8(gone[0].bytes.clone()).unwrap().replace("=\r\n", "");
    assert!(text.contains(&format!("https://lotsen.example.org/account/{link}")), "{text}");
    choose(&house, &link, PASSWORD).unwrap();
}

fn without_pages_the_mail_carries_a_code(db: &TestDatabase) {
    let house = House::new(db);
    house.invite(Authority::CommandLine, JANA, Membership::Coordinator(carrier())).unwrap();
    let mail = mails::compose(&house.context, &newest(&house), house.now()).unwrap();
    assert!(mail.text.contains(&sent(&house)) && !mail.text.contains("http"), "{}", mail.text);
    assert!(mail.subject.contains("Zugang"));
}
