//! `POST /users`: inviting somebody.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::membership::{MembershipForm, not_given};
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority, Invitation};
use crate::domain::access::{Membership, Permission};
use crate::domain::contact::Email;
use crate::domain::text::DisplayName;
use crate::domain::user::UserLanguage;
use crate::http::problem::{FieldKind, ProblemCode};

/// The operation.
pub struct Invite;

/// Whom to invite.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Invitation")]
pub struct InvitationForm {
    /// The mail address.
    #[schemars(length(min = 3, max = 254))]
    email: String,
    /// The name.
    #[schemars(length(min = 1, max = DisplayName::MAX))]
    name: String,
    /// The language of mails and pages.
    language: UserLanguage,
    /// What they will be.
    #[schemars(length(min = 1, max = 20))]
    memberships: Vec<MembershipForm>,
}

impl Document for InvitationForm {
    fn example() -> Value {
        json!({
            "email": "mina@example.org", "name": "Mina Özdemir", "language": "de", "memberships": [MembershipForm::example()],
        })
    }
}

/// What came of an invitation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Invited {
    /// Identity of the account.
    id: Uuid,
    /// Whether the account is new. One that was there keeps name, language and password, and has got the roles.
    is_new: bool,
}

impl Endpoint for Invite {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<InvitationForm>;
    type Answer = Invited;

    const OPERATION: Operation = Operation {
        id: "users.invite",
        path: "/users",
        need: Need::Permission(Permission::UsersWrite),
        summary: "Invite somebody",
        description: "They get a mail with a link to choose a password, good for a week. Who has an account already gets the roles; who \
            has not taken their invitation yet gets it again. Who is something elsewhere alone gets a role from operators only.",
        problems: &[ProblemCode::State],
        ..Operation::CREATE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<Invited> {
        let (context, authority) = (call.context, Authority::User(&call.caller()?.access));
        let (invitation, memberships) = call.body.0.read()?;
        call.commit(|tx, moment| {
            for (at, membership) in memberships.iter().enumerate() {
                identity::may_give(tx, authority, *membership)
                    .map_err(|error| not_given(&format!("/memberships/{at}"), *membership, error))?;
            }
            let invited = identity::invite_in(context, tx, authority, &invitation, moment)?;
            let path = format!("/users/{}", invited.user);
            Ok(Reply::created(path, Invited { id: invited.user.as_uuid(), is_new: invited.is_new }))
        })
    }
}

impl InvitationForm {
    /// The invitation, and its memberships in the order in which they stand in the body.
    fn read(&self) -> Result<(Invitation, Vec<Membership>), ApiError> {
        let mut faults = Faults::default();
        let email = faults.take("/email", Email::parse(&self.email));
        let name = faults.take("/name", DisplayName::parse(&self.name));
        let mut memberships = Vec::new();
        for (at, form) in self.memberships.iter().enumerate() {
            match form.read() {
                Ok(membership) if memberships.contains(&membership) => {
                    faults.note(format!("/memberships/{at}"), FieldKind::Repeated);
                }
                Ok(membership) => memberships.push(membership),
                Err(several) => {
                    several.into_iter().for_each(|(name, kind)| faults.note(format!("/memberships/{at}/{name}"), kind))
                }
            }
        }
        let all = BTreeSet::from_iter(memberships.iter().copied());
        let invitation =
            email.zip(name).map(|(email, name)| Invitation { email, name, language: self.language, memberships: all });
        faults.finish(invitation.map(|invitation| (invitation, memberships)))
    }
}
