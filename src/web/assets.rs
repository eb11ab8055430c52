//! What pages are made of beside words: one stylesheet, built in. Its address changes with its content, so that browsers may keep it
//! for ever.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("assets/site.css");

/// Where the stylesheet is.
pub static STYLE_PATH: LazyLock<String> = LazyLock::new(|| {
    let hash: String = Sha256::digest(STYLE).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/site-{hash}.css")
});

/// Its route.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route(&STYLE_PATH, web::get().to(style));
}

async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/css; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(STYLE)
}
