//! A file that comes with a form: a list that somebody keeps on their own machine.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::rt::time::timeout;
use actix_web::web::Payload;
use futures_core::Stream;

use super::fields::Fields;
use crate::http::problem::ProblemCode;

/// So long a file may take to arrive, over the line of a small office.
const PATIENCE: Duration = Duration::from_secs(60);

/// The largest file, in bytes; a list of a thousand Lotsen has a tenth of it.
pub const LARGEST_FILE: usize = 3 * 1024 * 1024;

/// The largest form with a file in it, in bytes. A file that was checked comes again as text, which is longer.
const LARGEST: usize = 5 * 1024 * 1024;

/// The most values beside the file, and the longest of them, in bytes.
const MOST_VALUES: usize = 50;
const LONGEST_VALUE: usize = 4 * 1024;

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// As it was called where it comes from.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Reads a form with or without a file.
///
/// # Errors
/// Where it comes too slowly, is too large or breaks off.
pub async fn read(request: &HttpRequest, payload: Payload) -> Result<(Fields, Option<Upload>), ProblemCode> {
    let is_multipart =
        request.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    if !is_multipart {
        return Ok((Fields::read_up_to(payload, LARGEST, PATIENCE).await?, None));
    }
    let parts = parts(Multipart::new(request.headers(), payload));
    timeout(PATIENCE, parts).await.map_err(|_| ProblemCode::TooSlow)?
}

async fn parts(mut multipart: Multipart) -> Result<(Fields, Option<Upload>), ProblemCode> {
    let (mut said, mut file) = (Fields::default(), None);
    let mut values = 0;
    while let Some(field) = next(&mut multipart).await {
        let mut field = field.map_err(|_| ProblemCode::Malformed)?;
        let (name, called) = names(&field);
        let longest = if called.is_some() { LARGEST_FILE } else { LONGEST_VALUE };
        let bytes = field.bytes(longest).await.map_err(|_| ProblemCode::TooLarge)?;
        let bytes = bytes.map_err(|_| ProblemCode::Malformed)?;
        match called {
            // A field for a file in which none was chosen comes without name and content.
            Some(called) if called.is_empty() && bytes.is_empty() => {}
            Some(called) => file = Some(Upload { name: called, bytes: bytes.to_vec() }),
            None => said = said.and(&name, &String::from_utf8_lossy(&bytes)),
        }
        values += 1;
        if values > MOST_VALUES {
            return Err(ProblemCode::TooLarge);
        }
    }
    Ok((said, file))
}

async fn next(multipart: &mut Multipart) -> Option<Result<Field, MultipartError>> {
    poll_fn(|context| Pin::new(&mut *multipart).poll_next(context)).await
}

/// What the field is called, and what its file is called, where it has one.
fn names(field: &Field) -> (String, Option<String>) {
    let disposition = field.content_disposition();
    let part = |name: Option<&str>| name.map(str::to_owned);
    let called = disposition.and_then(|said| part(said.get_filename()));
    (disposition.and_then(|said| part(said.get_name())).unwrap_or_default(), called)
}
