//! What pages are made of beside words: a stylesheet and a script, built in. Their addresses change with their content, so that browsers
//! may keep them for ever. Every page works without the script.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use sha2::{Digest, Sha256};

/// In this order: what comes later goes before.
const STYLE: &str = concat!(
    include_str!("assets/tokens.css"),
    include_str!("assets/site.css"),
    include_str!("assets/desk.css"),
    include_str!("assets/lotsen.css"),
    include_str!("assets/map.css"),
    include_str!("assets/account.css"),
    include_str!("assets/newcomer.css"),
    include_str!("assets/print.css"),
);

const SCRIPT: &str = concat!(include_str!("assets/site.js"), include_str!("assets/grid.js"));

/// Where the stylesheet is.
pub static STYLE_PATH: LazyLock<String> = LazyLock::new(|| format!("/assets/site-{}.css", fingerprint(STYLE)));

/// Where the script is.
pub static SCRIPT_PATH: LazyLock<String> = LazyLock::new(|| format!("/assets/site-{}.js", fingerprint(SCRIPT)));

fn fingerprint(content: &str) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Their routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(&STYLE_PATH, web::get().to(async || built_in("text/css; charset=utf-8", STYLE)))
        .route(&SCRIPT_PATH, web::get().to(async || built_in("text/javascript; charset=utf-8", SCRIPT)));
}

fn built_in(media_type: &'static str, content: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(content)
}
