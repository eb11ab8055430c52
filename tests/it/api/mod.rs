//! The REST interface, over HTTP.

mod account;
mod borders;
mod contract;
mod hours;
mod imports;
mod lotsen;
mod matching;
mod matrix;
mod organisations;
mod programmes;
mod proofs;
mod requests;
mod required;
pub mod statements;
mod users;
mod versions;
pub mod world;
mod years;

use lotsenwerk::app::Context;
use lotsenwerk::domain::access::Role;
use serde_json::Value;

use crate::support::context::{context, moments};
use crate::support::db::TestDatabase;
use crate::support::office::MONDAY;
use crate::support::people::People;
use crate::support::site::{Answer, Site};

/// The service on Monday morning, with everybody logged in.
pub struct Desk {
    pub context: Context,
    pub people: People,
    pub site: Site,
}

impl Desk {
    pub fn open(db: &TestDatabase) -> Self {
        let context = context(db);
        let people = People::arrive(db, &context);
        let site = Site::open(context.clone(), moments(MONDAY.parse().unwrap()));
        Self { context, people, site }
    }

    /// Asks as somebody of a role.
    pub fn get(&self, role: Role, path: &str) -> Answer {
        self.site.api("GET", &format!("/api/v1{path}"), Some(self.people.session(role)), &[], None)
    }

    /// Sends JSON as somebody of a role.
    pub fn post(&self, role: Role, path: &str, body: &Value) -> Answer {
        self.site.api("POST", &format!("/api/v1{path}"), Some(self.people.session(role)), &[], Some(body))
    }

    /// The same with more headers and another method.
    pub fn send(&self, method: &str, role: Role, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
        self.site.api(method, &format!("/api/v1{path}"), Some(self.people.session(role)), headers, body)
    }
}
