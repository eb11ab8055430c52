//! What every request passes, over HTTP: headers, limits, origins, compression.

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use actix_web::web::{Bytes, ServiceConfig, get, post};
use lotsenwerk::domain::link::PublicUrl;
use lotsenwerk::http::address::{Proxies, ProxyHeader};
use lotsenwerk::http::edge::EdgeRules;
use lotsenwerk::http::limits::Allowance;
use lotsenwerk::http::server::Rules;
use lotsenwerk::settings::Settings;
use lotsenwerk::{api, startup, web};

use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::site::{Answer, Site};

on_each_database!(
    every_answer_is_strict,
    who_asks_too_often_is_told_when_to_come_again,
    tokens_are_counted_wherever_they_come_from,
    other_origins_are_let_in_by_name_alone,
    what_may_be_compressed_is,
);

/// The service's addresses, and some that a test needs.
pub fn routes(config: &mut ServiceConfig) {
    let long = || "[\"lang\"]".repeat(1000);
    let json = move || HttpResponse::Ok().content_type("application/json").body(long());
    config
        .route("/api/v1/test/list", get().to(move || async move { json() }))
        .route(
            "/api/v1/test/short",
            get().to(|| async { HttpResponse::Ok().content_type("application/json").body("[]") }),
        )
        .route(
            "/api/v1/test/record",
            get().to(move || async move {
                HttpResponse::Ok().insert_header((ETAG, "\"1\"")).content_type("application/json").body(long())
            }),
        )
        .route("/test/page", get().to(move || async move { HttpResponse::Ok().content_type("text/html").body(long()) }))
        .route("/test/style", get().to(move || async move { HttpResponse::Ok().content_type("text/css").body(long()) }))
        .route("/test/echo", post().to(|body: Bytes| async move { HttpResponse::Ok().body(body) }));
    api::routes(config);
    web::routes(config);
}

/// The service with other rules for its edge.
pub fn site(db: &TestDatabase, edge: EdgeRules) -> Site {
    let now = "2026-12-01T07:00:00Z".parse().unwrap();
    let mut context = context(db);
    context.sender.public_url = Some(PublicUrl::parse("https://lotsen.example.org").unwrap());
    Site::open_with(context, moments(now), Rules { edge, ..Rules::default() }, routes)
}

/// Trusts what tests say of where they come from.
pub fn proxied() -> EdgeRules {
    let proxies = Proxies::new(&["127.0.0.1".to_owned()], ProxyHeader::XForwarded).unwrap();
    EdgeRules { proxies, ..EdgeRules::default() }
}

fn every_answer_is_strict(db: &TestDatabase) {
    let allowed = Allowance { per_second: 1, burst: 1 };
    let site = site(db, EdgeRules { per_address: allowed, ..proxied() });
    let from = |address| [("X-Forwarded-For", address)];
    let answers: Vec<(u16, Answer)> = vec![
        (200, site.get("/healthz")),
        (404, site.get("/nowhere")),
        (404, site.get("/api/v1/nowhere")),
        (405, site.ask("DELETE", "/healthz", &[])),
        (405, site.ask("DELETE", "/api/v1/problems", &[])),
        (413, site.post("/test/echo", &[("long", &"x".repeat(300_000))])),
        (404, site.ask("GET", "/nowhere", &from("1.2.3.4"))),
        (429, site.ask("GET", "/nowhere", &from("1.2.3.4"))),
        (429, site.ask("GET", "/api/v1/problems", &from("1.2.3.4"))),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{answer:?}");
        for (name, part) in [
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            ("Strict-Transport-Security", "max-age=31536000"),
        ] {
            assert!(answer.header(name).is_some_and(|value| value.contains(part)), "{status} {name} {answer:?}");
        }
        assert_eq!(answer.header("X-Request-Id").map(str::len), Some(36), "{status}");
    }
    // It has no meaning over a connection that the proxy says is not protected.
    let plain = site.ask("GET", "/healthz", &[("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", "http")]);
    assert_eq!((plain.status, plain.header("Strict-Transport-Security")), (200, None));
}

fn who_asks_too_often_is_told_when_to_come_again(db: &TestDatabase) {
    let allowed = Allowance { per_second: 1, burst: 3 };
    let site = site(db, EdgeRules { per_address: allowed, ..proxied() });
    let ask =
        |path: &str, address: &str| site.ask("GET", path, &[("X-Forwarded-For", address), ("Accept-Language", "en")]);
    for _ in 0..3 {
        assert_eq!(ask("/api/v1/problems", "2001:db8::1").status, 200);
    }
    // The same network, a made-up address before the proxy's. A machine that stands still for a second allows one more.
    let mut asked = (0..100).map(|_| ask("/api/v1/problems", "9.9.9.9, 2001:db8::2"));
    let refused = asked.find(|answer| answer.status != 200).unwrap();
    assert_eq!((refused.status, refused.header("Retry-After")), (429, Some("1")), "{refused:?}");
    assert_eq!(refused.header("Content-Type"), Some("application/problem+json"));
    let document: serde_json::Value = serde_json::from_str(&refused.body).unwrap();
    assert_eq!((&document["code"], &document["status"]), (&"too_many_requests".into(), &429.into()));
    assert_eq!(document["request_id"].as_str(), refused.header("X-Request-Id"));
    let page = ask("/nowhere", "2001:db8::1");
    assert!(page.status == 429 && page.body.contains("That was too fast"), "{page:?}");
    // Others are not meant, and those who watch never are.
    assert_eq!(ask("/api/v1/problems", "2001:db8:0:1::1").status, 200);
    for _ in 0..10 {
        assert_eq!(ask("/healthz", "2001:db8::1").status, 200);
        assert_eq!(ask("/readyz", "2001:db8::1").status, 200);
        assert_eq!(ask("/metrics", "2001:db8::1").status, 404);
        // Who comes through the proxy without a name may be anybody.
        assert_eq!(site.get("/api/v1/problems").status, 200);
    }
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(ask("/api/v1/problems", "2001:db8::1").status, 200);
}

fn tokens_are_counted_wherever_they_come_from(db: &TestDatabase) {
    let allowed = Allowance { per_second: 1, burst: 2 };
    let site = site(db, EdgeRules { per_credential: allowed, ..proxied() });
    let ask = |address: &str, header: (&str, &str)| {
        site.ask("GET", "/api/v1/problems", &[("X-Forwarded-For", address), header]).status
    };
    assert_eq!(ask("1.1.1.1", ("Authorization", "Bearer one")), 200);
    assert_eq!(ask("2.2.2.2", ("Authorization", "Bearer one")), 200);
    assert_eq!(ask("3.3.3.3", ("Authorization", "Bearer one")), 429);
    assert_eq!(ask("3.3.3.3", ("Authorization", "Bearer other")), 200);
    assert_eq!(ask("3.3.3.3", ("Cookie", "__Host-lotsenwerk=one")), 429, "the same secret");
}

fn other_origins_are_let_in_by_name_alone(db: &TestDatabase) {
    let portal = "https://portal.example.org";
    let open = site(db, EdgeRules { origins: vec![portal.parse().unwrap()], ..EdgeRules::default() });
    let preflight = |site: &Site, path: &str, origin: &str| {
        site.ask("OPTIONS", path, &[("Origin", origin), ("Access-Control-Request-Method", "PUT")])
    };
    let asked = preflight(&open, "/api/v1/problems", portal);
    assert_eq!((asked.status, asked.header("Access-Control-Allow-Origin")), (204, Some(portal)), "{asked:?}");
    assert!(asked.header("Access-Control-Allow-Methods").unwrap().contains("PUT"));
    assert!(asked.header("Access-Control-Allow-Headers").unwrap().contains("Authorization"));
    let read = open.ask("GET", "/api/v1/problems", &[("Origin", portal), ("Authorization", "Bearer x")]);
    assert_eq!((read.status, read.header("Access-Control-Allow-Origin")), (200, Some(portal)));
    assert_eq!(read.header("Cross-Origin-Resource-Policy"), Some("cross-origin"));
    // Refusals can be read too; cookies are never allowed.
    let lost = open.ask("GET", "/api/v1/nowhere", &[("Origin", portal)]);
    assert_eq!((lost.status, lost.header("Access-Control-Allow-Origin")), (404, Some(portal)));
    let closed = site(db, EdgeRules::default());
    let strangers = [
        preflight(&open, "/api/v1/problems", "https://portal.example.org.evil.example"),
        preflight(&open, "/test/page", portal),
        open.ask("GET", "/api/v1/problems", &[("Origin", "null")]),
        open.ask("GET", "/test/page", &[("Origin", portal)]),
        preflight(&closed, "/api/v1/problems", portal),
        closed.ask("GET", "/api/v1/problems", &[("Origin", portal)]),
    ];
    for answer in strangers.iter().chain([&asked, &read]) {
        assert_eq!(answer.header("Access-Control-Allow-Credentials"), None);
    }
    for answer in &strangers {
        assert_eq!(answer.header("Access-Control-Allow-Origin"), None, "{answer:?}");
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some("same-origin"));
    }
    let varies = |answer: &Answer| answer.headers.get_all("Vary").iter().any(|value| value == "Origin");
    assert!(varies(&read) && varies(&asked) && varies(&strangers[2]) && !varies(&strangers[5]));
}

fn what_may_be_compressed_is(db: &TestDatabase) {
    let site = site(db, EdgeRules::default());
    let encoding = |path: &str, header: (&str, &str)| {
        let answer = site.ask("GET", path, &[("Accept-Encoding", "br, gzip"), header]);
        assert_eq!(answer.status, 200, "{path} {answer:?}");
        assert_eq!(answer.body.starts_with('\u{1f}'), answer.header("Content-Encoding").is_some(), "{path}");
        answer.header("Content-Encoding").map(str::to_owned)
    };
    let (token, cookie) = (("Authorization", "Bearer x"), ("Cookie", "__Host-lotsenwerk=x"));
    let gzip = Some("gzip".to_owned());
    assert_eq!(encoding("/api/v1/test/list", token), gzip);
    assert_eq!(encoding("/test/style", cookie), gzip);
    // What a browser asks for by itself, what holds links, what is named by its bytes, and what is short, is not.
    assert_eq!(encoding("/api/v1/test/list", cookie), None);
    assert_eq!(encoding("/test/page", token), None);
    assert_eq!(encoding("/api/v1/test/record", token), None);
    assert_eq!(encoding("/api/v1/test/short", token), None);
    for wish in ["br", "identity;q=0", "gzip;q=0"] {
        let answer = site.ask("GET", "/api/v1/test/list", &[("Accept-Encoding", wish)]);
        assert_eq!((answer.status, answer.header("Content-Encoding")), (200, None), "{wish}");
    }
}

#[test]
fn the_settings_say_what_the_edge_does_by_itself() {
    let settings = Settings::load(None, std::collections::HashMap::new()).unwrap();
    assert_eq!(startup::server_rules(&settings).unwrap().edge, EdgeRules::default());
    let refused = |change: fn(&mut Settings)| {
        let mut settings = settings.clone();
        change(&mut settings);
        startup::server_rules(&settings).unwrap_err().to_string()
    };
    type Change = fn(&mut Settings);
    let cases: [(Change, &str); 4] = [
        (|settings| settings.web.trusted_proxies = vec!["proxy".to_owned()], "web.trusted_proxies: \"proxy\""),
        (|settings| settings.web.allowed_origins = vec!["*".to_owned()], "web.allowed_origins: \"*\""),
        (|settings| settings.web.tls_certificate = "cert.pem".into(), "web.tls_certificate and web.tls_key"),
        (|settings| settings.web.metrics_token = "short".to_owned().into(), "web.metrics_token"),
    ];
    for (change, said) in cases {
        assert!(refused(change).starts_with(said), "{}", refused(change));
    }
}
