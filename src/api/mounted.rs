//! An endpoint without its types: what the list of operations holds, and the way of a request through it.
//!
//! ```text
//! headers ──► credentials ──► body
//!                                │
//!                a thread on which waiting is allowed: who is it? ──► may they? ──► done before?
//!                                │
//!                query, body against their schemas ──► Endpoint::run
//!                                │
//!                                └──► document with version, or problem document
//! ```
//!
//! Permission is checked here, by [`allowed`], and nowhere else.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::web::{Bytes, Data, Payload};
use actix_web::{HttpRequest, HttpResponse, Route};
use chrono::{DateTime, Utc};
use schemars::{Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

use super::body::{Body, Look, Unfit};
use super::endpoint::{Call, Endpoint, Path};
use super::fault::ApiError;
use super::mend::is_of_mending;
use super::operation::{Method, Need, Operation};
use super::reply::Content;
use super::shape::Shape;
use super::stream::{self, Feed};
use super::{send, version};
use crate::app::receipts::{self, IdempotencyKey, Receipt};
use crate::app::{Context, Moment};
use crate::http::credentials::Credentials;
use crate::http::permission::allowed;
use crate::http::problem::{FieldFault, FieldKind, Place, ProblemCode, Why};
use crate::http::{Asker, Client, Service, locale_of};
use crate::i18n::Locale;

/// One operation with all that routing and documentation need.
pub struct Mounted {
    /// Its line of the contract.
    pub operation: Operation,
    /// Names in its path, with what they are.
    pub path_names: &'static [(&'static str, &'static str)],
    /// How its body looks.
    pub body: Look,
    /// Makes the schema of its answer.
    pub answer: fn(&mut SchemaGenerator) -> Schema,
    shapes: Arc<Shapes>,
    handler: Box<dyn Fn(Route) -> Route + Send + Sync>,
}

/// The shapes of what an endpoint takes.
struct Shapes {
    query: Shape,
    body: Option<Shape>,
}

impl Mounted {
    /// An endpoint without its types.
    pub fn of<E: Endpoint>() -> Self {
        let body = E::Body::shape();
        let body = match E::OPERATION.method {
            Method::Put => body.map(Shape::beside::<E::Answer>),
            Method::Get | Method::Post | Method::Delete => body,
        };
        let shapes = Arc::new(Shapes { query: Shape::of_query::<E::Query>(), body });
        let ready = Arc::clone(&shapes);
        let handler = move |route: Route| {
            let shapes = Arc::clone(&ready);
            route.to(move |request: HttpRequest, payload: Payload, service: Data<Service>| {
                let shapes = Arc::clone(&shapes);
                async move {
                    let locale = locale_of(&request, service.locale());
                    match answer::<E>(&request, payload, &service, &shapes, locale).await {
                        Ok(response) => response,
                        Err(error) => send::problem(&error, &request, &service, locale),
                    }
                }
            })
        };
        Self {
            operation: E::OPERATION,
            path_names: E::Path::NAMES,
            body: E::Body::look(),
            answer: |generator| generator.subschema_for::<E::Answer>(),
            shapes,
            handler: Box::new(handler),
        }
    }

    /// The shape of its query.
    pub fn query(&self) -> &Shape {
        &self.shapes.query
    }

    /// What its body may have that is not read.
    pub fn unread(&self) -> impl Iterator<Item = &String> {
        self.shapes.body.iter().flat_map(Shape::unread)
    }

    /// The methods that reach it. What can be got can be asked for its head alone, unless it goes on.
    pub fn methods(&self) -> &'static [&'static str] {
        match self.operation.method {
            Method::Get if self.operation.streams => &["GET"],
            Method::Get => &["GET", "HEAD"],
            Method::Post => &["POST"],
            Method::Put => &["PUT"],
            Method::Delete => &["DELETE"],
        }
    }

    /// A route for each of its methods.
    pub fn routes(&self) -> impl Iterator<Item = Route> {
        self.methods().iter().map(|method| (self.handler)(actix_web::web::method(http_method(method))))
    }
}

fn http_method(name: &str) -> actix_web::http::Method {
    actix_web::http::Method::from_bytes(name.as_bytes()).unwrap_or_default()
}

/// What a request says, as it came.
struct Words {
    query: String,
    media_type: String,
    bytes: Bytes,
}

/// What a request says.
struct Said<E: Endpoint> {
    query: E::Query,
    body: E::Body,
}

async fn answer<E: Endpoint>(
    request: &HttpRequest,
    payload: Payload,
    service: &Service,
    shapes: &Arc<Shapes>,
    locale: Locale,
) -> Result<HttpResponse, ApiError> {
    let operation = E::OPERATION;
    let credentials = Credentials::of(request);
    if operation.need != Need::Nothing && credentials == Credentials::None {
        return Err(ApiError::unauthenticated());
    }
    if operation.method != Method::Get
        && credentials.come_by_themselves()
        && !crate::http::credentials::is_own_page(request)
    {
        return Err(ApiError::Problem(ProblemCode::CrossSite));
    }
    let key = key::<E>(request)?;
    let named = E::Path::NAMES.iter().map(|(name, _)| request.match_info().get(name)).collect::<Option<Vec<&str>>>();
    let path = named.and_then(|named| E::Path::read(&named)).ok_or(ApiError::not_found())?;
    let bytes = read::<E>(payload).await?;
    let words = Words {
        query: request.query_string().to_owned(),
        media_type: header_text(request, header::CONTENT_TYPE.as_str())?.unwrap_or_default(),
        bytes,
    };
    let shapes = Arc::clone(shapes);
    let if_match = header_text(request, header::IF_MATCH.as_str())?;
    let address = request.uri().to_string();
    let client = Client::of(request);
    let asker = Asker::of(request);

    let work = move |context: &Context, moment: &mut Moment| {
        let caller = credentials.identify(context, moment)?;
        let grant = allowed(operation.need, caller.as_ref()).map_err(ApiError::Problem)?;
        let receipt = match (key, &caller) {
            (Some(key), Some(caller)) => {
                // Who means another version asks for something else.
                let meant = if_match.as_deref().unwrap_or_default();
                let parts: [&[u8]; 3] = [address.as_bytes(), &words.bytes, meant.as_bytes()];
                Some(Receipt::of(caller.user.id, key, operation.id, &parts))
            }
            _ => None,
        };
        // What was done is told again before anything is looked at: what fitted then may not fit any more.
        let before = receipt.as_ref().map(|receipt| receipts::before::<ApiError>(context, receipt)).transpose()?;
        let reply = if let Some(kept) = before.flatten() {
            kept.into()
        } else {
            let Said { query, body } = words.read::<E>(&shapes, context, moment.now)?;
            let caller = caller.as_ref();
            E::run(Call { context, moment, locale, path, query, body, client, caller, grant, receipt, if_match })?
        };
        let status = StatusCode::from_u16(reply.status).map_err(|error| ApiError::defect(&error))?;
        let body = reply.json()?;
        let (feed, file) = match reply.content {
            Content::Stream(feed) => (Some(feed), None),
            Content::File(file) => (None, Some(file)),
            Content::Nothing | Content::Document(_) | Content::Kept(_) => (None, None),
        };
        Ok((send::Ready { status, location: reply.location, cookie: reply.cookie, body, file }, feed))
    };
    let work = |context: &Context, moment: &mut Moment| Ok(work(context, moment));
    let ready: Result<(send::Ready, Option<Feed>), ApiError> = service.run_for(&asker, operation.line, work).await?;
    let (ready, feed) = ready?;
    if let Some(feed) = feed {
        return stream::open(service, feed);
    }
    let tag = (operation.versioned).then(|| ready.body.as_deref().map(|body| version::tag(body.as_bytes()))).flatten();
    let known = header_text(request, header::IF_NONE_MATCH.as_str())?;
    if let (Method::Get, Some(tag), Some(known)) = (operation.method, &tag, known)
        && version::is_known(&known, tag)
    {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag.as_str())).finish());
    }
    Ok(ready.send(tag, service.path()))
}

fn key<E: Endpoint>(request: &HttpRequest) -> Result<Option<IdempotencyKey>, ApiError> {
    if !E::OPERATION.keyed {
        return Ok(None);
    }
    let Some(text) = header_text(request, KEY)? else { return Ok(None) };
    let format = FieldKind::Format { expected: IdempotencyKey::PATTERN.to_owned() };
    IdempotencyKey::parse(&text).map(Some).map_err(|_| header_fault(KEY, format))
}

/// The header under which a request is done once.
const KEY: &str = "Idempotency-Key";

async fn read<E: Endpoint>(payload: Payload) -> Result<Bytes, ApiError> {
    if E::Body::LONGEST == 0 {
        return Ok(Bytes::new());
    }
    match payload.to_bytes_limited(E::Body::LONGEST).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(ApiError::Because(ProblemCode::Malformed, Why::Said(format!("({error})")))),
        Err(_) => Err(ApiError::Problem(ProblemCode::TooLarge)),
    }
}

impl Words {
    /// Query and body.
    ///
    /// # Errors
    /// The faults of both.
    fn read<E: Endpoint>(&self, shapes: &Shapes, context: &Context, now: DateTime<Utc>) -> Result<Said<E>, ApiError> {
        let query = self.query(&shapes.query);
        let media_type = self.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let body = E::Body::read(&self.bytes, &media_type, shapes.body.as_ref());
        match (query, body) {
            (Ok(query), Ok(body)) => Ok(Said { query, body }),
            (Err(error), Ok(_)) => Err(error),
            (query, Err(Unfit { error: ApiError::Fields(of_form), mended })) => {
                let beside = mended.map(|body| E::faults(body, context, now)).unwrap_or_default();
                let beside: Vec<FieldFault> =
                    beside.into_iter().filter(|fault| !is_of_mending(fault, &of_form)).collect();
                let mut all = ApiError::fields_of(query);
                all.extend(of_form);
                all.extend(beside);
                Err(ApiError::Fields(all))
            }
            (_, Err(unfit)) => Err(unfit.error),
        }
    }

    fn query<Q: DeserializeOwned>(&self, shape: &Shape) -> Result<Q, ApiError> {
        let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(&self.query)
            .map_err(|error| ApiError::Because(ProblemCode::InvalidFields, Why::Said(format!("({error})"))))?;
        shape.read(shape.object(pairs.into_inner())?, Place::Query)
    }
}

/// A header's text. One that is there and cannot be read is a fault: whoever sends it counts on it.
fn header_text(request: &HttpRequest, name: &str) -> Result<Option<String>, ApiError> {
    let Some(value) = request.headers().get(name) else { return Ok(None) };
    let format = || FieldKind::Format { expected: "ASCII".to_owned() };
    value.to_str().map(|text| Some(text.to_owned())).map_err(|_| header_fault(name, format()))
}

fn header_fault(name: &str, kind: FieldKind) -> ApiError {
    ApiError::Fields(vec![FieldFault { place: Place::Header, pointer: name.to_owned(), kind }])
}

#[cfg(test)]
mod tests {
    use crate::api::operations;

    #[test]
    fn everything_that_may_be_sent_can_be_checked() {
        for mounted in operations() {
            let shapes = [Some(mounted.query()), mounted.shapes.body.as_ref()];
            let faults: Vec<&String> = shapes.into_iter().flatten().filter_map(|shape| shape.fault()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", mounted.operation.id);
        }
    }
}
