//! F5 api: the REST interface under `/api/v1`, for programs.
//!
//! One folder a noun, one file an operation. [`operations`] lists them; routes, checks of permission, checks of what is sent and the
//! OpenAPI document all come from that list, so none of them can say anything else.
//!
//! ```text
//! endpoint file: types + Operation + run ──► Mounted ──► routes
//!                                               └──────► document, served with pages to try it out
//! ```
//!
//! Deliberately absent: rules. Endpoints turn documents into values of the domain, call one use case, and turn its answer back.

mod account;
mod advice;
mod assignments;
mod audit;
mod body;
mod coverage;
mod document;
mod endpoint;
mod example;
mod fault;
mod form;
mod hidden;
mod hours;
mod imports;
mod lendings;
mod lotsen;
mod mend;
mod mounted;
mod offers;
mod operation;
mod organisations;
mod outbox;
mod paging;
mod problems;
mod programmes;
mod proofs;
mod proposals;
mod reference;
mod reply;
mod requests;
mod runs;
mod send;
mod served;
mod shape;
mod statements;
mod stream;
mod users;
mod values;
mod version;

pub use document::document;
pub use mounted::Mounted;
pub use operation::{Method, Need, Operation};

use std::sync::LazyLock;

use actix_web::web::{ServiceConfig, resource, to};

/// Made once: the schemas of everything that may be sent are made ready with them.
static OPERATIONS: LazyLock<Vec<Mounted>> = LazyLock::new(|| {
    let mut all = Vec::new();
    problems::mount(&mut all);
    reference::mount(&mut all);
    requests::mount(&mut all);
    coverage::mount(&mut all);
    advice::mount(&mut all);
    outbox::mount(&mut all);
    audit::mount(&mut all);
    account::mount(&mut all);
    users::mount(&mut all);
    runs::mount(&mut all);
    proposals::mount(&mut all);
    offers::mount(&mut all);
    assignments::mount(&mut all);
    organisations::mount(&mut all);
    lendings::mount(&mut all);
    lotsen::mount(&mut all);
    imports::mount(&mut all);
    hours::mount(&mut all);
    statements::mount(&mut all);
    proofs::mount(&mut all);
    programmes::mount(&mut all);
    all
});

/// Every operation, in the order of the document.
pub fn operations() -> &'static [Mounted] {
    &OPERATIONS
}

/// All addresses of the interface.
pub fn routes(config: &mut ServiceConfig) {
    let operations = operations();
    let mut paths: Vec<&str> = operations.iter().map(|mounted| mounted.operation.path).collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let here: Vec<&Mounted> = operations.iter().filter(|mounted| mounted.operation.path == path).collect();
        let methods: Vec<&str> = here.iter().flat_map(|mounted| mounted.methods()).copied().collect();
        let mut routed = resource(format!("/api/v1{path}"));
        for mounted in here {
            routed = mounted.routes().fold(routed, actix_web::Resource::route);
        }
        let allow = methods.join(", ");
        let wrong_method = move |request, service| served::wrong_method(request, service, allow.clone());
        config.service(routed.default_service(to(wrong_method)));
    }
    served::routes(config);
}
