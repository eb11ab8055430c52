//! Visitors who take their time, and a server that is told to stop while they do.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use actix_web::web::{ServiceConfig, get};
use actix_web::{HttpResponse, rt};
use lotsenwerk::http::edge::EdgeRules;
use lotsenwerk::http::server::Rules;

use super::edge;
use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::site::Site;

on_each_database!(who_sends_too_slowly_is_told_and_cut_off, what_was_begun_is_finished_and_nothing_new_is_begun,);

fn routes(config: &mut ServiceConfig) {
    let slow = || async {
        rt::time::sleep(Duration::from_millis(1500)).await;
        HttpResponse::Ok().body("at last")
    };
    config.route("/test/slow", get().to(slow));
    edge::routes(config);
}

fn site(db: &TestDatabase) -> Site {
    let edge = EdgeRules { body_within: Duration::from_millis(700), ..EdgeRules::default() };
    let rules = Rules { head_within: Duration::from_secs(1), edge, ..Rules::default() };
    Site::open_with(context(db), moments("2026-12-01T07:00:00Z".parse().unwrap()), rules, routes)
}

/// Sends some bytes and waits until the other side has closed; gives what it said.
fn said_to(site: &Site, bytes: &str) -> String {
    let mut stream = TcpStream::connect(site.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut said = Vec::new();
    match stream.read_to_end(&mut said) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&said)),
    }
    String::from_utf8(said).unwrap()
}

fn who_sends_too_slowly_is_told_and_cut_off(db: &TestDatabase) {
    let site = site(db);
    let begun = Instant::now();
    let head = said_to(&site, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    assert!(head.starts_with("HTTP/1.1 408 "), "{head}");
    let body = "Host: x\r\nAccept-Language: en\r\nContent-Length: 100\r\n\r\nhalf=";
    let page = said_to(&site, &format!("POST /test/echo HTTP/1.1\r\n{body}"));
    assert!(page.starts_with("HTTP/1.1 408 ") && page.contains("That took too long"), "{page}");
    let problem = said_to(&site, &format!("POST /api/v1/test/echo HTTP/1.1\r\n{body}"));
    assert!(problem.starts_with("HTTP/1.1 4"), "an address that reads no body does not wait for one: {problem}");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert_eq!(site.post("/test/echo", &[("whole", "1")]).body, "whole=1");
}

fn what_was_begun_is_finished_and_nothing_new_is_begun(db: &TestDatabase) {
    let site = site(db);
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| site.get("/test/slow"));
        std::thread::sleep(Duration::from_millis(400));
        site.stop();
        // Within the time of a glance nobody is let in any more.
        std::thread::sleep(Duration::from_millis(500));
        let late = TcpStream::connect(site.address()).and_then(|mut stream| {
            stream.set_read_timeout(Some(Duration::from_millis(300)))?;
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")?;
            let mut said = [0; 12];
            stream.read_exact(&mut said).map(|()| said)
        });
        assert!(late.is_err(), "somebody was let in: {late:?}");
        assert!(!slow.is_finished());
        let answer = slow.join().unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (200, "at last"));
    });
}
