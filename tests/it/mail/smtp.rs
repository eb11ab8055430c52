//! Handing over by SMTP: what the server says decides what becomes of the mail.

use lotsenwerk::i18n::Locale;
use lotsenwerk::mail::message::OutgoingMail;
use lotsenwerk::mail::templates::offer::compose;
use lotsenwerk::mail::transport::{Receipt, Transport};
use lotsenwerk::mail::{Fate, MailError};

use super::{offer, posting};
use crate::support::smtp::{Mood, TestServer};

fn mail() -> OutgoingMail {
    compose(&offer(), Locale::De, posting()).unwrap()
}

#[test]
fn a_connection_is_used_again() {
    let server = TestServer::new();
    let transport = Transport::Smtp(server.client());
    for _ in 0..5 {
        assert_eq!(transport.send(&mail()).unwrap(), Receipt::Server);
    }
    let texts = server.texts();
    assert_eq!((texts.len(), server.connections()), (5, 1));
    assert_eq!(texts[0].0, "sirin@example.org");
    assert!(texts[0].1.contains(&format!("Message-ID: <{}>", mail().message_id)), "{}", texts[0].1);
}

#[test]
fn a_connection_that_the_server_closes_is_followed_by_another() {
    let server = TestServer::new();
    server.set("", Mood::MailsAConnection(2));
    let transport = Transport::Smtp(server.client());
    for _ in 0..5 {
        assert_eq!(transport.send(&mail()).unwrap(), Receipt::Server);
    }
    assert_eq!((server.texts().len(), server.connections()), (5, 3));
}

#[test]
fn what_the_server_says_decides() {
    let server = TestServer::new();
    let transport = Transport::Smtp(server.client());
    let to = "sirin@example.org";
    for (whose, mood, fate, words) in [
        (to, Mood::Recipient("550 5.1.1 no such user"), Fate::Never, "550 5.1.1 no such user"),
        (to, Mood::Recipient("451 4.7.1 come back later"), Fate::Later, "451 4.7.1 come back later"),
        (to, Mood::Recipient("530 5.7.0 log in first"), Fate::ServerDown, "530"),
        // By default Postfix says it at the first recipient that it does not like us.
        (
            to,
            Mood::Recipient("554 5.7.1 <unknown[10.0.0.1]>: Client host rejected: blocked"),
            Fate::ServerDown,
            "blocked",
        ),
        (to, Mood::Recipient("553 5.7.1 <a@b.example>: Sender address rejected: not owned"), Fate::ServerDown, "553"),
        (to, Mood::Recipient("554 5.7.1 <sirin@example.org>: Relay access denied"), Fate::Later, "denied"),
        (to, Mood::DropAfterText(1), Fate::Later, "incomplete"),
        ("", Mood::Sender("550 we do not relay for you"), Fate::ServerDown, "550 we do not relay for you"),
        ("", Mood::Sender("421 closing"), Fate::ServerDown, "421"),
        ("", Mood::Greeting("554 not you"), Fate::ServerDown, "554"),
    ] {
        server.calm();
        server.set(whose, mood.clone());
        // A kept connection would not be greeted.
        let error = Transport::Smtp(server.client()).send(&mail()).unwrap_err();
        assert_eq!(error.fate(), fate, "{mood:?}: {error}");
        assert!(error.to_string().contains(words), "{mood:?}: {error}");
    }
    server.calm();
    assert_eq!(transport.send(&mail()).unwrap(), Receipt::Server);
}

#[test]
fn nobody_there_is_no_fault_of_the_mail() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = lotsenwerk::mail::smtp::SmtpServer {
        host: "127.0.0.1".to_owned(),
        port,
        security: lotsenwerk::mail::smtp::Security::StartTls,
        authorities: Vec::new(),
        login: None,
        timeout: std::time::Duration::from_secs(2),
        hello: "lotsenwerk.example".to_owned(),
        connections: 1,
    };
    let smtp = lotsenwerk::mail::smtp::Smtp::new(server).unwrap();
    let error = Transport::Smtp(smtp).send(&mail()).unwrap_err();
    assert!(matches!(error, MailError::Unreachable { .. }), "{error}");
    assert_eq!(error.fate(), Fate::ServerDown);
}
