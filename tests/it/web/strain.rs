//! What holds for all pages: who watches, what keeps others waiting, and where a proxy shows them.

use std::sync::mpsc;
use std::time::Duration;

use lotsenwerk::app::Context;
use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::link::PublicUrl;
use lotsenwerk::domain::request::Appointment;
use lotsenwerk::http::credentials::Credentials;
use lotsenwerk::http::{Asker, Line, Service};
use lotsenwerk::storage::{self, PoolSettings, StorageError};

use super::offers::with_links;
use crate::api::Desk;
use crate::storage::samples::local;
use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database, settings};
use crate::support::office;
use crate::support::released::MORNING;
use crate::support::site::Site;

on_each_database!(
    who_watches_may_ask_for_the_head_alone,
    while_the_database_is_away_visitors_are_asked_to_come_again,
    the_stylesheet_is_found_below_a_path,
    who_thinks_holds_up_nobody_else,
    nobody_takes_all_of_the_thinking,
    a_request_is_shown_without_those_who_could_be_asked,
);

fn site(context: Context) -> Site {
    Site::open(context, moments(MORNING.parse().unwrap()))
}

fn who_watches_may_ask_for_the_head_alone(db: &TestDatabase) {
    let site = site(context(db));
    for (path, says) in [("/healthz", "live\n"), ("/readyz", "ready\n")] {
        let (head, get) = (site.head(path), site.get(path));
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{path}");
        assert_eq!((get.status, get.body.as_str()), (200, says), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        let wrong = site.post(path, &[]);
        assert_eq!((wrong.status, wrong.header("allow")), (405, Some("GET, HEAD")), "{path}");
        assert!(wrong.body.contains("</html>"), "as everything else says no: {}", wrong.body);
    }
}

fn while_the_database_is_away_visitors_are_asked_to_come_again(db: &TestDatabase) {
    let (context, open) = with_links(db);
    // As if the server were gone: no connection is to be had.
    let narrow = db.open_with(&PoolSettings { connections: 1, wait: Duration::from_millis(100), ..settings() });
    let site = site(Context { database: narrow.clone(), ..context });
    let path = &open[0].1;
    let away: Result<(), StorageError> = narrow.read(|_| {
        let page = site.get(path);
        assert_eq!((page.status, page.header("retry-after")), (503, Some("30")), "{page:?}");
        assert_eq!((site.get("/readyz").status, site.head("/readyz").status), (503, 503));
        assert_eq!(site.get("/healthz").status, 200, "the process itself is well");
        Ok(())
    });
    away.unwrap();
    assert_eq!(site.get(path).status, 200, "it came back");
    // The same for an answer, which is not lost silently.
    let away: Result<(), StorageError> = narrow.write(|_| {
        let answer = site.post(&format!("{path}/accept"), &[]);
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("30")), "{answer:?}");
        Ok(())
    });
    away.unwrap();
    assert_eq!(site.post(&format!("{path}/accept"), &[]).status, 303);
}

fn the_stylesheet_is_found_below_a_path(db: &TestDatabase) {
    let (mut context, open) = with_links(db);
    context.sender.public_url = Some(PublicUrl::parse("https://lotsen.example.org/hessen/nord").unwrap());
    let site = site(context);
    for path in [open[0].1.as_str(), "/offers/none", "/nothing"] {
        let page = site.get(path);
        let (_, style) = page.body.split_once("href=\"/hessen/nord/assets/site-").unwrap_or_else(|| panic!("{page:?}"));
        let name = style.split('"').next().unwrap();
        // The proxy takes its path away.
        let style = site.get(&format!("/assets/site-{name}"));
        assert_eq!((style.status, style.header("content-type")), (200, Some("text/css; charset=utf-8")));
        assert!(style.header("cache-control").unwrap().contains("immutable"));
    }
}

fn who_thinks_holds_up_nobody_else(db: &TestDatabase) {
    let service = Service::new(context(db), moments(MORNING.parse().unwrap()), 8);
    actix_web::rt::System::new().block_on(async {
        let (begin, begun) = mpsc::channel();
        let (go_on, waits) = mpsc::channel::<()>();
        let waits = std::sync::Arc::new(std::sync::Mutex::new(waits));
        // More than may think at once: some think, the others wait in line.
        let thinking: Vec<_> = (0..20)
            .map(|_| {
                let (service, begin, waits) = (service.clone(), begin.clone(), waits.clone());
                actix_web::rt::spawn(async move {
                    let work = move |_: &Context, _: &mut _| {
                        begin.send(()).unwrap();
                        waits.lock().unwrap().recv().unwrap();
                        Ok(())
                    };
                    service.run_in(Line::Thinking, work).await
                })
            })
            .collect();
        while begun.try_recv().is_err() {
            actix_web::rt::time::sleep(Duration::from_millis(5)).await;
        }
        for _ in 0..20 {
            assert_eq!(service.run(|_, _| Ok(1)).await, Ok(1));
            assert_eq!(service.run_in(Line::Hashing, |_, _| Ok(2)).await, Ok(2));
        }
        assert!(thinking.iter().all(|thinks| !thinks.is_finished()));
        for _ in &thinking {
            go_on.send(()).unwrap();
        }
        for thinks in thinking {
            assert_eq!(thinks.await.unwrap(), Ok(()), "its turn came");
        }
    });
}

/// Somebody asks for twenty things at once, and somebody else for one: the other waits for what is being thought about, and not for
/// what the first has still to come.
fn nobody_takes_all_of_the_thinking(db: &TestDatabase) {
    let service = Service::new(context(db), moments(MORNING.parse().unwrap()), 8);
    let asker = |address: &str, token: &str| Asker::new(address.parse().ok(), &Credentials::Bearer(token.to_owned()));
    actix_web::rt::System::new().block_on(async {
        let (told, done) = mpsc::channel();
        let ask = |asker: Asker, name: &'static str| {
            let (service, told) = (service.clone(), told.clone());
            actix_web::rt::spawn(async move {
                let work = move |_: &Context, _: &mut _| {
                    std::thread::sleep(Duration::from_millis(20));
                    told.send(name).unwrap();
                    Ok(())
                };
                service.run_for(&asker, Line::Thinking, work).await
            })
        };
        let mut asked: Vec<_> = (0..20).map(|_| ask(asker("192.0.2.1", "greedy"), "greedy")).collect();
        // Whoever shows another token from the same address is no other.
        asked.extend((0..20).map(|number| ask(asker("192.0.2.1", &number.to_string()), "greedy")));
        actix_web::rt::time::sleep(Duration::from_millis(5)).await;
        asked.push(ask(asker("192.0.2.2", "modest"), "modest"));
        for one in asked {
            assert_eq!(one.await.unwrap(), Ok(()));
        }
        let order: Vec<&str> = done.try_iter().collect();
        let place = order.iter().position(|name| *name == "modest").unwrap();
        let room = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        assert!(order.len() == 41 && place <= 2 * room + 1, "{place}. of {}", order.len());
    });
}

fn a_request_is_shown_without_those_who_could_be_asked(db: &TestDatabase) {
    let desk = Desk::open(db);
    let appointment = Appointment::single(local("2026-12-14 09:00"), 60).unwrap();
    let waiting = office::request(700, vec![appointment]);
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&waiting)));
    let path = format!("/requests/{}", waiting.id);
    let cookie = format!("lotsenwerk={}", desk.people.session(Role::Coordinator));
    let show = || desk.site.get_as(&cookie, &path);
    let (again, busy) = ("Look again", "too many are looking");
    let page = show();
    assert!(page.status == 200 && !page.body.contains(busy), "{}", page.body);
    // All turns are taken, by several so that nobody's share is too small.
    let turns: Vec<_> = actix_web::rt::System::new().block_on(async {
        let mut turns = Vec::new();
        while let Some(turn) = desk.site.service().turn_soon(&Asker::default()).await {
            turns.push(turn);
        }
        turns
    });
    let since = std::time::Instant::now();
    let page = show();
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
    assert!(page.body.contains(busy) && page.body.contains(again), "{}", page.body);
    assert!(page.body.contains(&format!("href=\"{path}\"")), "{}", page.body);
    drop(turns);
    assert!(!show().body.contains(busy));
}
