//! The page behind the link of a mail about an account: whoever was invited, or has forgotten their password, chooses one.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /account/{link}` | shows whose account it is, and changes nothing: programs that check mails look too |
//! | `POST /account/{link}` | takes the password, once; leads to the next one |
//! | `GET /account/ready` | says that it is done |
//!
//! Deliberately absent: whatever is done after a log-in.

mod choose;
mod ready;

use actix_web::web::{ServiceConfig, get, head, post, resource};

/// The addresses.
pub fn routes(config: &mut ServiceConfig) {
    config.service(resource("/account/ready").route(get().to(ready::show)).route(head().to(ready::show))).service(
        resource("/account/{link}")
            .route(get().to(choose::show))
            .route(head().to(choose::show))
            .route(post().to(choose::choose)),
    );
}
