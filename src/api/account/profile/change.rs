//! `PUT /account`: another name or language of one's own.

use super::OwnAccount;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::api::users::ProfileForm;
use crate::app::identity;

/// The operation.
pub struct Change;

impl Endpoint for Change {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<ProfileForm>;
    type Answer = OwnAccount;

    const OPERATION: Operation = Operation {
        id: "account.change",
        path: "/account",
        need: Need::Session,
        summary: "Change the own name and language",
        description: "Mails and pages are in that language from then on. The mail address stays: another one is another account.",
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<OwnAccount> {
        let who = call.caller()?;
        let profile = call.body.0.read()?;
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = identity::hold_own_account(tx, who)?;
            if_match.is(&OwnAccount::of(&current))?;
            Ok(Reply::ok(OwnAccount::of(&identity::change_own_profile_in(tx, &current, &profile, moment)?)))
        })
    }
}
