//! Forms that browsers send.

use std::time::Duration;

use actix_web::rt::time::timeout;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

/// So long a form may take to arrive. Whoever takes longer for a few words holds a connection and nothing else.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was filled in; `None` where it is no such form, or comes too slowly.
pub async fn read<T: DeserializeOwned + 'static>(request: &HttpRequest, body: web::Payload) -> Option<T> {
    let mut body = body.into_inner();
    let form = timeout(PATIENCE, web::Form::<T>::from_request(request, &mut body)).await;
    form.ok()?.ok().map(web::Form::into_inner)
}
