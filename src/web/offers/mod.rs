//! The page of an offer: for Lotsen, without an account, from the link in their mail.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /offers/{token}` | shows, and changes nothing |
//! | `POST /offers/{token}/accept` | says yes |
//! | `POST /offers/{token}/decline` | says no |
//! | `POST /offers/{token}/reason` | tells why not |
//!
//! Every `POST` leads back to the page (303), so that loading it again or clicking twice shows the same.

mod answer;
mod show;

use actix_web::web::{ServiceConfig, get, head, post, resource, to};

/// The addresses.
pub fn routes(config: &mut ServiceConfig) {
    // Resources of actix answer what has no route with 405.
    let decide = |path, route| resource(path).route(route).default_service(to(answer::back));
    config
        .service(resource("/offers/{token}").route(get().to(show::show)).route(head().to(show::show)))
        .service(decide("/offers/{token}/accept", post().to(answer::accept)))
        .service(decide("/offers/{token}/decline", post().to(answer::decline)))
        .service(decide("/offers/{token}/reason", post().to(answer::reason)));
}
