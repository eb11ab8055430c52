//! `PUT /users/{id}`: another name or language of somebody's.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::UserView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority, Profile};
use crate::domain::access::Permission;
use crate::domain::id::UserId;
use crate::domain::text::DisplayName;
use crate::domain::user::UserLanguage;

/// The operation.
pub struct Change;

/// What may be changed of an account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Profile")]
pub struct ProfileForm {
    /// The name.
    #[schemars(length(min = 1, max = DisplayName::MAX))]
    name: String,
    /// The language of mails and pages.
    language: UserLanguage,
}

impl Document for ProfileForm {
    fn example() -> Value {
        json!({"name": "Mina Özdemir", "language": "en"})
    }
}

impl ProfileForm {
    /// In the domain's terms.
    ///
    /// # Errors
    /// When the name is none.
    pub fn read(&self) -> Result<Profile, ApiError> {
        let mut faults = Faults::default();
        let name = faults.take("/name", DisplayName::parse(&self.name));
        faults.finish(name.map(|name| Profile { name, language: self.language }))
    }
}

impl Endpoint for Change {
    type Path = Id<UserId>;
    type Query = NoQuery;
    type Body = Json<ProfileForm>;
    type Answer = UserView;

    const OPERATION: Operation = Operation {
        id: "users.change",
        path: "/users/{id}",
        need: Need::Permission(Permission::UsersWrite),
        summary: "Change somebody's name and language",
        description: "Of somebody who is nothing elsewhere; others change it themselves. Roles are given and taken one by one, and the \
            mail address stays: another one is another account. Accounts are not deleted, because the audit names them: they are \
            closed.",
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<UserView> {
        let (authority, id) = (Authority::User(&call.caller()?.access), call.path.0);
        let profile = call.body.0.read()?;
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = identity::hold_user(tx, authority, id)?;
            if_match.is(&UserView::of(current.clone()))?;
            let changed = identity::change_profile_in(tx, authority, &current, &profile, moment)?;
            Ok(Reply::ok(UserView::of(changed)))
        })
    }
}
