//! For those who watch the service: does it live, and can it work?

use actix_web::http::header;
use actix_web::web::{Data, ServiceConfig, get, head, resource, to};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use chrono::{DateTime, Duration, Utc};

use super::Service;
use super::edge::{self, Edge};
use crate::app::figures::{self, Hindrance};

/// The two addresses: whether the process answers, and whether it can do its work.
pub const ADDRESSES: [&str; 2] = ["/healthz", "/readyz"];

/// Their routes.
pub fn routes(config: &mut ServiceConfig) {
    let [alive, able] = ADDRESSES;
    config
        .service(resource(alive).route(get().to(live)).route(head().to(live)).default_service(to(wrong_method)))
        .service(resource(able).route(get().to(ready)).route(head().to(ready)).default_service(to(wrong_method)));
}

async fn wrong_method(request: HttpRequest) -> HttpResponse {
    edge::wrong_method(&request, "GET, HEAD")
}

/// The process answers.
async fn live() -> HttpResponse {
    text(HttpResponse::Ok(), "live\n".to_owned())
}

/// The database answers too, with the schema of this version, and what is due is being done.
async fn ready(service: Data<Service>, edge: Data<Edge>) -> HttpResponse {
    let patience = edge.rules.overdue.and_then(|overdue| Duration::from_std(overdue).ok());
    let looked = service.run(move |context, moment| {
        let now = moment.now;
        let overdue = patience.and_then(|patience| now.checked_sub_signed(patience));
        Ok((figures::hindrance(context, overdue, now)?, now))
    });
    let minutes = |since: DateTime<Utc>, now: DateTime<Utc>| (now - since).num_minutes();
    let why = match looked.await {
        Ok((None, _)) => return text(HttpResponse::Ok(), "ready\n".to_owned()),
        Ok((Some(Hindrance::Schema), _)) => "the schema is older than the program: run lotsenwerk migrate".to_owned(),
        Ok((Some(Hindrance::Job(since)), now)) => {
            format!("a job has been due for {} minutes: is there a worker?", minutes(since, now))
        }
        Ok((Some(Hindrance::Mail(since)), now)) => {
            format!("a mail has been due for {} minutes: is there a worker?", minutes(since, now))
        }
        Err(_) => "the database does not answer".to_owned(),
    };
    text(HttpResponse::ServiceUnavailable(), format!("{why}\n"))
}

fn text(mut answer: HttpResponseBuilder, body: String) -> HttpResponse {
    answer.insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8")).body(body)
}
